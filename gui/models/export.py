"""The list shown, as a spreadsheet: every field of its rows, in the order of the list; of the
matrix every cell in words.

What is exported while a buyer is chosen is to be handed out to it: other buyers' evidence, which
the pages show, is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.for_buyer import ForBuyer
    from storage.listings import Listing
    from storage.queries import Reader

STRETCH = 2000  # rows read at a time
_LEFT_OUT = ("id", "supplier_id", "audit_id", "evidence", "record")


def write_list(reader: "Reader", listing: "Listing", path: Path, *, as_matrix: bool = False) -> str:
    """Write the rows of `listing` to an .xlsx or .csv file; the file dialog has asked about
    replacing one that is there.

    Returns in a sentence what was left out because it is confidential before the buyer of the
    listing; empty where nothing was.
    """
    from reports.spreadsheet import write_csv, write_xlsx
    from storage.for_buyer import ForBuyer

    title = "Matrix" if as_matrix else listing.kind.capitalize()
    handed_out = ForBuyer(reader, listing.buyer)
    headers, rows = _matrix(reader, listing) if as_matrix else _fields(reader, listing, handed_out)
    if path.suffix.casefold() == ".csv":
        write_csv(path, headers, rows, force=True)
    else:
        write_xlsx(path, {title: (headers, rows)}, force=True)
    return handed_out.left_out


Table = tuple[list[str], list[list[Any]]]


def _fields(reader: "Reader", listing: "Listing", handed_out: "ForBuyer") -> Table:
    from storage.row_shapes import row_type

    left_out = _LEFT_OUT if listing.compared_to is not None else (*_LEFT_OUT, "compared")
    headers = [each.name for each in fields(row_type(listing.kind)) if each.name not in left_out]
    rows = [
        [_plain(getattr(row, name)) for name in headers]
        for ids in _stretches(reader.ordered_ids(listing))
        for row in reader.rows(listing, ids)
        if handed_out.admits(listing.kind, row)
    ]
    return headers, rows


def _matrix(reader: "Reader", listing: "Listing") -> Table:
    from gui.models.matrix import matrix_headers, matrix_values

    assert listing.profile is not None
    rows = [
        matrix_values(row)
        for ids in _stretches(reader.ordered_ids(listing))
        for row in reader.matrix(listing, ids)
    ]
    return matrix_headers(listing.profile), rows


def _stretches(order: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(order), STRETCH):
        yield order[start : start + STRETCH]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
