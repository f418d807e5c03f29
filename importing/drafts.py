"""What one row of a spreadsheet says, before the register is looked at.

Plain values that `rows` makes and `ledger` carries out. Only what is filled in stands in
`values`; `soft` names values that were concluded rather than read: they fill gaps and never
replace what is on record.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.import_plan import Problem


@dataclass(frozen=True, slots=True)
class SupplierDraft:
    """The supplier a row names."""

    name: str
    code: str = ""
    country: str = ""
    address: str = ""
    supplies: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDraft:
    """A certificate, an audit or an evaluation. `status` is what a status word means, else "",
    `status_on` the day written beside it."""

    record: str  # "certificate", "audit" or "evaluation"
    row: int
    values: dict[str, Any]
    soft: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    status: str = ""
    status_on: date | None = None


@dataclass(slots=True, kw_only=True)
class RowDraft:
    """One row. `raw` are the cleaned texts of all its cells: rows that agree in it are one.
    `doubts` are the notes that make a row doubtful, `notes` other remarks for the preview."""

    number: int
    raw: tuple[str, ...]
    supplier: SupplierDraft
    shown: dict[str, str]
    certificates: list[EvidenceDraft] = field(default_factory=list)
    audits: list[EvidenceDraft] = field(default_factory=list)
    evaluations: list[EvidenceDraft] = field(default_factory=list)
    sites: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row without a supplier."""

    number: int
    reason: str
    shown: dict[str, str]
