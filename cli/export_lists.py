"""The `export` command: lists as sheets of a workbook, or one as CSV.

The columns carry the names of importable fields where they are ones, so that what is
exported imports again as unchanged. What the rules computed says so in its header, and no
import takes it for something that was recorded.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from domain.directory import Directory
from domain.qualification import default_profile
from reports.spreadsheet import write_csv, write_xlsx
from storage.listing_rows import export_rows

if TYPE_CHECKING:
    from storage.queries import Reader

ALL_LISTS = ("suppliers", "certificates", "audits", "findings")
COMPUTED = frozenset(
    {
        "effective_expiry",
        "state",
        "recognition",
        "cause",
        "recognition_reason",
        "superseded",
        "verdict",
        "current_until",
        "overdue",
    }
)


def export_lists(
    reader: "Reader", kind: str, day: date, directory: Directory, out: Path, *, force: bool
) -> None:
    """Write one list, or with "all" every list, to `out` (.xlsx or .csv)."""
    profile = default_profile(None)
    sheets = {}
    for name in ALL_LISTS if kind == "all" else (kind,):
        found = list(export_rows(reader, name, day, None, profile, directory))
        headers = [_header(name, field) for field in found[0]] if found else []
        sheets[name.capitalize()] = (headers, [list(row.values()) for row in found])
    if out.suffix.lower() == ".csv":
        write_csv(out, *next(iter(sheets.values())), force=force)
    else:
        write_xlsx(out, sheets, force=force)


def _header(kind: str, field: str) -> str:
    """A supplier's standard and status are not those of a certificate to import."""
    if kind == "suppliers" and field == "status":
        return "supplier status (computed)"
    computed = field in COMPUTED or (kind == "suppliers" and field == "standard")
    return f"{field} (computed)" if computed else field
