"""What an import would do, as plain values: made by `importing`, shown by every face, carried
out by `storage`. No reading and no deciding happens here.

`HeldRecords` is what the register already holds, handed to the planner. An `ImportPlan` names
records by `Change.ref`: a row id for a record that exists, a `New` for one to be added; a
value in `Change.values` may itself be a `New` and stands for the id that record will get.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

# The one vocabulary of importable fields: mapping files, --default, JSON, column mapping.
FIELDS = (
    "supplier",
    "supplier_code",
    "country",
    "site",
    "holder",
    "kind",
    "standard",
    "edition",
    "number",
    "certification_body",
    "accreditation_body",
    "scope",
    "issued_on",
    "valid_from",
    "expires_on",
    "status",
    "party",
    "commissioned_by",
    "audit_date",
    "auditor",
    "result",
    "notes",
    "period",
    "period_from",
    "period_to",
    "quality",
    "delivery",
    "service",
    "score",
    "rating",
    "evaluated_on",
    "evaluated_by",
    "next_evaluation_on",
)

# What an evaluation's record calls a field → the importable field it comes in and goes out as.
EVALUATION_NAMES = {
    "done_on": "evaluated_on",
    "by": "evaluated_by",
    "next_due_on": "next_evaluation_on",
}


@dataclass(frozen=True, slots=True)
class New:
    """A record that does not exist yet; numbered within its plan."""

    number: int


@dataclass(frozen=True, slots=True)
class Change:
    """One record to add (`ref` is `New`) or to change (`ref` is an id).

    `record` is the table's name ("supplier", "site", "buyer", "certificate", "certificate_site",
    "certificate_buyer", "status_event", "audit", "audit_buyer", "evaluation"); `values` holds
    field names and values of `domain.records`, only those that change. `row` is the sheet's row
    it comes from.
    """

    record: str
    ref: int | New
    values: Mapping[str, Any]
    file: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Removal(Change):
    """A record to remove (`ref` is its id) within the step that edits what it belongs to: a site
    no longer covered, a buyer named by mistake. No import ever makes one."""

    values: Mapping[str, Any] = field(default_factory=dict)


class Action(StrEnum):
    """What happens to one row of a sheet."""

    ADD = "add"
    CHANGE = "change"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a cell that could not be taken as it stands; the row is kept."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Question:
    """A decision the user may take; `option` is the command-line option that answers it.

    `blocking` questions have no safe default: nothing is imported until they are answered.
    `subject` is what in the file is asked about (a date's text, a supplier's name), `choices`
    the answers to choose from: what to answer with, and what it would mean.
    """

    about: str
    column: str
    message: str
    option: str
    blocking: bool = False
    subject: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row as the preview shows it. `values` are texts ready to show, by field of FIELDS;
    `before` holds the register's present value of each field that changes."""

    row: int
    action: Action
    values: Mapping[str, str]
    before: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for one kind of record."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    absent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """What one sheet's table would do. Rows are numbered as the spreadsheet numbers them.

    `samples` holds the first few values under each header, in the order of the columns."""

    sheet: str
    header_row: int
    columns: Mapping[str, str]  # field -> header
    ignored_columns: tuple[str, ...] = ()
    rows: int
    planned: tuple[PlannedRow, ...] = ()
    suppliers_added: int = 0
    suppliers_matched: int = 0
    certificates: Tally = Tally()
    audits: Tally = Tally()
    evaluations: Tally = Tally()
    rejected: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """What one file would do."""

    file: str
    sha256: str = ""
    sheets: tuple[SheetPlan, ...] = ()
    skipped_sheets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Everything one import would do: applied as one transaction or not at all.

    `changes` are in an order in which every `New` is added before it is referred to.
    """

    files: tuple[FilePlan, ...]
    changes: tuple[Change, ...]
    planned_on: date

    @property
    def blocking(self) -> tuple[Question, ...]:
        """Questions without a safe default."""
        return tuple(q for f in self.files for s in f.sheets for q in s.questions if q.blocking)

    @property
    def is_empty(self) -> bool:
        """Whether applying the plan would write nothing."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class HeldSupplier:
    """A supplier the register holds."""

    id: int
    name: str
    code: str = ""
    local_name: str = ""
    country: str = ""
    address: str | None = None  # None: not told, so an import leaves it alone


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """A certificate or audit the register holds; `values` are the fields of `domain.records`,
    plus "sites" and "buyers" (tuples of names) and, for certificates, "suspended"/"withdrawn"
    (bool: an open undated or dated status event of that kind is on record). "import" may tell
    the step that added it (0: by hand), so that a newer version of a list is recognised."""

    id: int
    supplier_id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HeldRecords:
    """What the register holds, as far as an import needs to know."""

    suppliers: tuple[HeldSupplier, ...] = ()
    certificates: tuple[HeldRecord, ...] = ()
    audits: tuple[HeldRecord, ...] = ()
    evaluations: tuple[HeldRecord, ...] = ()
    buyers: tuple[tuple[int, str], ...] = ()
    sites: tuple[tuple[int, int, str], ...] = ()  # id, supplier_id, name
