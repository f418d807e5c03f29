"""What a report dialog asks of the worker: PDFs from snapshots, pages as pictures, files.

Everything here runs on the worker's thread; the PDF library is used nowhere else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QImage

from domain.directory import Directory
from domain.facts import BuyerRef
from domain.qualification import Profile

if TYPE_CHECKING:
    from storage.queries import Reader

Kind = Literal["supplier", "register", "expiry"]
PaperName = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One report as asked for. `supplier_id` is 0 for lists; `performance`: with evaluations;
    `others`: other customers' audits, which are confidential, are listed."""

    kind: Kind
    day: date
    buyer: BuyerRef | None
    profile: Profile
    paper: PaperName = "A4"
    supplier_id: int = 0
    performance: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A report as a file's bytes. `missing`: scripts that are printed as boxes."""

    order: Order
    pdf: bytes
    pages: int
    missing: tuple[str, ...]


def build(reader: "Reader", order: Order, directory: Directory) -> Built:
    """Draw a report. UserError in words where it cannot be."""
    from reports.fonts import missing_scripts

    snapshot = _snapshot(reader, order, directory)
    pdf = _document(order.kind).build(snapshot, paper=order.paper)
    return Built(
        order=order, pdf=pdf, pages=page_count(pdf), missing=tuple(missing_scripts(snapshot))
    )


def _document(kind: Kind) -> Any:
    from reports import approved_list, expiry, supplier

    return {"supplier": supplier, "register": approved_list, "expiry": expiry}[kind]


def _snapshot(reader: "Reader", order: Order, directory: Directory) -> Any:
    from storage.snapshots import expiry_snapshot, register_snapshot, supplier_snapshot

    if order.kind == "supplier":
        return supplier_snapshot(
            reader,
            order.supplier_id,
            order.buyer,
            order.profile,
            order.day,
            directory,
            with_performance=order.performance,
            with_others=order.others,
        )
    if order.kind == "register":
        return register_snapshot(reader, order.buyer, order.profile, order.day, directory)
    return expiry_snapshot(reader, order.buyer, order.day, directory)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_picture(pdf: bytes, number: int, *, width: int = 0, height: int = 0) -> QImage:
    """Page `number` (from 0) as large as fits into `width` × `height` pixels; 0: no limit."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number]
        limits = [
            room / side
            for room, side in ((width, page.get_width()), (height, page.get_height()))
            if room
        ]
        bitmap = page.render(scale=min(limits, default=1.0), prefer_bgrx=True)
        shape = (bitmap.width, bitmap.height, bitmap.stride)
        # The copy owns its pixels; the bitmap's are gone with the document.
        return QImage(bytes(bitmap.buffer), *shape, QImage.Format.Format_RGB32).copy()
    finally:
        document.close()


def suggested_names(order: Order, suppliers: Sequence[tuple[str, str]]) -> list[str]:
    """File names for a report: one for each supplier (code, name), or the list's one."""
    from reports.output import file_name, file_names

    if order.kind == "supplier":
        return file_names("qualification", suppliers, order.day)
    kind = "approved suppliers" if order.kind == "register" else "expiry"
    return [file_name(kind, order.buyer.name if order.buyer else "", order.day)]


def write(path: Path, pdf: bytes) -> None:
    """Write a file whole or not at all, in the place of one that is there."""
    from reports.output import write_whole

    write_whole(path, pdf, force=True)


def write_all(
    reader: "Reader",
    orders: Sequence[tuple[Order, Path]],
    directory: Directory,
    *,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> list[Path]:
    """Draw and write several reports; returns what was written before it ended or was stopped."""
    written: list[Path] = []
    for order, path in orders:
        if stopped():
            break
        progress(len(written), len(orders))
        write(path, build(reader, order, directory).pdf)
        written.append(path)
    progress(len(written), len(orders))
    return written
