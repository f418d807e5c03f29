"""The list shown, as a spreadsheet: every field of its rows, in the order of the list."""

from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.listings import Listing
    from storage.queries import Reader

STRETCH = 2000  # rows read at a time
_LEFT_OUT = ("id", "supplier_id", "audit_id", "evidence")


def write_list(reader: "Reader", listing: "Listing", path: Path) -> None:
    """Write the rows of `listing` to an .xlsx or .csv file; the file dialog has asked about
    replacing one that is there."""
    from reports.spreadsheet import write_csv, write_xlsx

    order = reader.ordered_ids(listing)
    headers: list[str] = []
    rows: list[list[Any]] = []
    for start in range(0, len(order), STRETCH):
        for row in reader.rows(listing, order[start : start + STRETCH]):
            headers = headers or [f.name for f in fields(row) if f.name not in _LEFT_OUT]
            rows.append([_plain(getattr(row, name)) for name in headers])
    if path.suffix.casefold() == ".csv":
        write_csv(path, headers, rows, force=True)
    else:
        write_xlsx(path, {listing.kind.capitalize(): (headers, rows)}, force=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
