"""The `export` command: lists as sheets of a workbook, or one as CSV.

What is exported for a buyer is to be handed out: other buyers' evidence, being confidential, is
left out and counted.

The columns carry the names of importable fields where they are ones, so that what is
exported imports again as unchanged. What the rules computed says so in its header, and no
import takes it for something that was recorded.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from domain.import_plan import EVALUATION_NAMES
from reports.spreadsheet import write_csv, write_xlsx
from storage.for_buyer import ForBuyer
from storage.listing_rows import export_rows, header_of

if TYPE_CHECKING:
    from cli.desk import Desk

# What is recorded; programme, matrix and hints are worked out and have files of their own.
ALL_LISTS = ("suppliers", "certificates", "audits", "findings", "evaluations")
_ALL_COMPUTED = ("programme", "matrix", "hints")
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
        "class_by_score",
    }
)

_OF_EVALUATIONS = {**EVALUATION_NAMES, "criticality": "criticality (computed)"}


def export_lists(desk: "Desk", kind: str, out: Path, *, force: bool) -> str:
    """Write one list, or with "all" every list of records, to `out` (.xlsx or .csv).

    Returns in a sentence what was left out because it is confidential before the desk's buyer;
    empty where nothing was.
    """
    handed_out = ForBuyer(desk.reader, desk.buyer)
    asked = (desk.day, desk.buyer, desk.profile, desk.directory)
    sheets = {}
    for name in ALL_LISTS if kind == "all" else (kind,):
        found = list(export_rows(desk.reader, name, *asked, handed_out))
        headers = [_header(name, field) for field in header_of(name, desk.profile)]
        sheets[name.capitalize()] = (headers, [list(row.values()) for row in found])
    if out.suffix.lower() == ".csv":
        write_csv(out, *next(iter(sheets.values())), force=force)
    else:
        write_xlsx(out, sheets, force=force)
    return handed_out.left_out


def _header(kind: str, field: str) -> str:
    """A supplier's standard and status are not those of a certificate to import."""
    if kind == "suppliers" and field == "status":
        return "supplier status (computed)"
    if field in ("supplier", "supplier_code", "country"):
        return field
    if kind == "evaluations" and field in _OF_EVALUATIONS:
        return _OF_EVALUATIONS[field]
    computed = (
        kind in _ALL_COMPUTED or field in COMPUTED or (kind == "suppliers" and field == "standard")
    )
    return f"{field} (computed)" if computed else field
