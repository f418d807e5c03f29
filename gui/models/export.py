"""The list shown, as a spreadsheet: every field of its rows, in the order of the list; of the
matrix every cell in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.listings import Listing
    from storage.queries import Reader

STRETCH = 2000  # rows read at a time
_LEFT_OUT = ("id", "supplier_id", "audit_id", "evidence", "record")


def write_list(
    reader: "Reader", listing: "Listing", path: Path, *, as_matrix: bool = False
) -> None:
    """Write the rows of `listing` to an .xlsx or .csv file; the file dialog has asked about
    replacing one that is there."""
    from reports.spreadsheet import write_csv, write_xlsx

    title = "Matrix" if as_matrix else listing.kind.capitalize()
    headers, rows = (_matrix if as_matrix else _fields)(reader, listing)
    if path.suffix.casefold() == ".csv":
        write_csv(path, headers, rows, force=True)
    else:
        write_xlsx(path, {title: (headers, rows)}, force=True)


Table = tuple[list[str], list[list[Any]]]


def _fields(reader: "Reader", listing: "Listing") -> Table:
    from storage.row_shapes import row_type

    left_out = _LEFT_OUT if listing.compared_to is not None else (*_LEFT_OUT, "compared")
    headers = [each.name for each in fields(row_type(listing.kind)) if each.name not in left_out]
    rows = [
        [_plain(getattr(row, name)) for name in headers]
        for ids in _stretches(reader.ordered_ids(listing))
        for row in reader.rows(listing, ids)
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
