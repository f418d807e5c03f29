"""Which record stands behind a row of each page, and which page shows a record."""

from collections.abc import Mapping
from typing import Any

from gui.models.details import RECORD_OF_KIND

# Pages whose rows are records one can edit and remove.
RECORDS: Mapping[str, str] = {**RECORD_OF_KIND, "evaluations": "evaluation"}
# Pages whose rows the rules work out of the records, supplier by supplier.
WORKED_OUT = ("programme", "hints")
KIND_OF_RECORD: Mapping[str, str] = {record: kind for kind, record in RECORDS.items()}
Target = tuple[str, int]  # kind and id of what is shown or acted on


def has_detail(kind: str) -> bool:
    """Whether the detail pane can show records of a kind."""
    return kind in RECORD_OF_KIND


def target_of(kind: str, row_id: int, row: Any) -> Target | None:
    """What a row of a page stands for: its own record; in the matrix its supplier; among what
    falls due or looks odd the record it rests on, else its supplier. `None` while the row is
    still loading."""
    if kind in RECORDS:
        return kind, row_id
    if kind == "matrix":
        return "suppliers", row_id
    if row is None:
        return None
    if row.record is not None:
        record, number = row.record
        shown = KIND_OF_RECORD.get(record, "")
        if has_detail(shown):
            return shown, number
    return "suppliers", row.supplier_id
