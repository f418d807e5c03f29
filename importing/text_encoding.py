"""Bytes of a text file → text: which encoding it was saved in.

A mark at the head, the pattern of NULs, strict UTF-8, a detector, and Windows' Western code page
last; the user's own choice beats them all.
"""

from domain.errors import UnreadableFile
from importing.cells import RowProblem

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# The detector's names → the supersets that programs really write.
_SUPERSETS = {
    "SHIFT_JIS": "cp932",
    "TIS-620": "cp874",
    "ISO-8859-11": "cp874",
    "ISO-8859-1": "cp1252",
    "ISO-8859-9": "cp1254",
    "GB2312": "gb18030",
    "GBK": "gb18030",
    "GB18030": "gb18030",
    "EUC-KR": "cp949",
    "UHC": "cp949",
    "BIG5": "cp950",
}
_ASIAN = ("cp949", "gb18030", "cp932", "cp950")
_SAMPLE = 200_000  # bytes for the detector: enough, and quick


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str, tuple[RowProblem, ...]]:
    """The text, the encoding it was read with, and rows with bytes that had to be replaced.

    `encoding` is taken as given; UnreadableFile (words without the file's name) if there is
    none of that name or the content is no text at all.
    """
    if encoding is not None:
        try:
            return _decoded(content, encoding)
        except LookupError as error:
            raise UnreadableFile(f"there is no encoding named “{encoding}”") from error
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _decoded(content, name)
    sixteen = _utf16_pattern(content)
    if sixteen:
        return _decoded(content, sixteen)
    if _is_binary(content):
        raise UnreadableFile(
            "it is neither a spreadsheet nor text. Save it as .xlsx or .csv and import that"
        )
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _decoded(content, _guess(content))


def _decoded(content: bytes, encoding: str) -> tuple[str, str, tuple[RowProblem, ...]]:
    try:
        return content.decode(encoding), encoding, ()
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "\ufffd" in line]
    message = f"Line {{}} holds bytes that are no {encoding} text; they show as “\ufffd”."
    return text, encoding, tuple(RowProblem("", n, message.format(n)) for n in lines)


def _utf16_pattern(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    head = content[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.2 and even < odd / 10:
        return "utf-16-le"
    if even > len(head) * 0.2 and odd < even / 10:
        return "utf-16-be"
    return ""


def _is_binary(content: bytes) -> bool:
    head = content[:8000]
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 26, 27) for byte in head)
    return controls > max(2, len(head) * 0.01)


def _guess(content: bytes) -> str:
    """The likeliest encoding of text that is not UTF-8."""
    mostly = _mostly_utf8(content)
    if mostly:
        return mostly
    import cchardet

    found = (cchardet.detect(content[:_SAMPLE])["encoding"] or "cp1252").upper()
    if found.startswith(("IBM", "UTF", "MAC", "VISCII")):  # what nobody saves spreadsheets in
        return "cp1252"
    name = _SUPERSETS.get(found, found.lower())
    candidates = (name, *_ASIAN) if name in _ASIAN else (name, "cp1252")
    for candidate in candidates:
        try:
            content.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        return candidate
    return "cp1252"


def _mostly_utf8(content: bytes) -> str:
    """UTF-8 in which a few bytes went wrong (a cut end, one pasted line)."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(ord(c) > 127 for c in text[:_SAMPLE]) - min(bad, text[:_SAMPLE].count("\ufffd"))
    return "utf-8" if good > 3 * bad else ""
