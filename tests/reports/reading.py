"""What the tests read out of a report's bytes."""

import io
import unicodedata
from collections.abc import Iterator

import pypdf
import pypdfium2


def page_texts(data: bytes) -> list[str]:
    """The text of each page, on one line, composed."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_flat(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def text_of(data: bytes) -> str:
    """The text of all pages."""
    return " ".join(page_texts(data))


def _flat(text: str) -> str:
    plain = text.replace("\u00a0", " ").replace("\ufffe", "")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def letters(text: str) -> str:
    """Text without spaces: where lines end is no part of what is said."""
    return "".join(unicodedata.normalize("NFC", text).split())


def reader(data: bytes) -> pypdf.PdfReader:
    """The file's structure."""
    return pypdf.PdfReader(io.BytesIO(data))


def bookmarks(data: bytes) -> list[str]:
    """Titles of the bookmarks, in order."""
    return [str(entry.title) for entry in reader(data).outline if not isinstance(entry, list)]


def fonts(data: bytes) -> Iterator[tuple[str, bool]]:
    """Every font of every page: its name, and whether it is embedded."""
    for page in reader(data).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found = font.get_object()
            descriptor = found.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            yield found["/BaseFont"], embedded


def char_boxes(data: bytes) -> Iterator[tuple[int, float, float, float, float, float, float]]:
    """Page number, page width and height, and left, bottom, right, top of every character."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                yield number, width, height, left, bottom, right, top
    finally:
        document.close()


def inked_share(data: bytes, page: int) -> float:
    """How much of a page isn't white, from 0 to 1."""
    document = pypdfium2.PdfDocument(data)
    try:
        grey = document[page].render(scale=0.5).to_pil().convert("L")
        histogram: list[int] = grey.histogram()
        return 1.0 - float(histogram[255]) / sum(histogram)
    finally:
        document.close()
