"""What a list asks for and what its rows hold.

A `Listing` names the kind of list, the day and buyer it is for, and how it is searched,
filtered and sorted. Rows are frozen, ready values: days as `date`, vocabulary as enums,
`None` where the register says nothing. No SQL (see `listing_sql`), no colours, no words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.facts import BuyerRef
from domain.qualification import Profile
from domain.validity import USUAL_WINDOWS, Windows
from domain.vocabulary import (
    AuditKind,
    AuditResult,
    Cause,
    Criticality,
    Grading,
    Kind,
    Level,
    Party,
    State,
    SupplierStatus,
    Verdict,
)
from storage.upkeep_rows import EvaluationRow as EvaluationRow
from storage.upkeep_rows import HintRow as HintRow
from storage.upkeep_rows import ProgrammeRow as ProgrammeRow

if TYPE_CHECKING:
    from domain.matrix import MatrixCell

NO_RECOGNITION = "none"  # filter value and facet of rows without any recognition
NOTHING = ""  # filter value and facet of rows that say nothing (no country, no standard)


class ListKind(StrEnum):
    """The lists a reader serves."""

    SUPPLIERS = "suppliers"
    CERTIFICATES = "certificates"
    AUDITS = "audits"
    FINDINGS = "findings"
    BUYERS = "buyers"
    EVALUATIONS = "evaluations"
    PROGRAMME = "programme"
    HINTS = "hints"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list as the user sees it.

    `filters` maps a key to the values that pass (any of them); keys beyond a kind's own are
    ignored, so that one set of filters can follow the user from page to page. `profile` is
    the one suppliers are judged under; without it, the one last judged under, else the window's
    first view. `sort` is a column's name; empty is the kind's natural order. Suppliers also sort
    by "worst" and by any column of the matrix: "cell:" and its key. `compared_to` is a day whose
    verdicts suppliers are to bear as well (filter "changed": worse, better, same).
    """

    kind: str
    day: date
    buyer: BuyerRef | None = None
    search: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    windows: Windows = USUAL_WINDOWS
    profile: Profile | None = None
    compared_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierRow:
    """One supplier with its verdict and the evidence that stands for it.

    `standard`, `recognition`, `cause`, `state`, `cover_until`, `effective_expiry` and
    `days_left` are those of the evidence selected for the profile's first standard;
    `standard` alone is set where there is none. `reason` is the first of the lines that decide
    the verdict. `compared` is the verdict on the day compared with, where one was asked for.
    """

    id: int
    name: str
    local_name: str
    code: str
    country: str
    address: str
    categories: str
    criticality: Criticality | None
    status: SupplierStatus
    certificates: int
    standard: str
    recognition: Level | None
    cause: Cause | None
    state: State | None
    cover_until: date | None
    effective_expiry: date | None
    days_left: int | None
    verdict: Verdict
    reason: str
    evidence: tuple[str, int] | None
    compared: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """One certificate or certificate-like record as it stands on the day.

    `days_left` counts to the effective expiry (negative: lapsed for that long). `buyers` are
    those who commissioned a second-party record.
    """

    id: int
    supplier_id: int
    supplier: str
    supplier_local: str
    supplier_code: str
    country: str
    kind: Kind | None
    standard: str
    edition: str | None
    number: str
    holder: str
    party: Party | None
    certification_body: str
    accreditation_body: str
    scope: str
    product: str
    issued_on: date | None
    valid_from: date | None
    expires_on: date | None
    effective_expiry: date | None
    cover_until: date | None
    days_left: int | None
    state: State | None
    recognition: Level | None
    cause: Cause | None
    superseded: bool
    buyers: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One audit. `current_until` is the last day on which it counts, where it gives a level;
    `open_findings` counts those open on the day."""

    id: int
    supplier_id: int
    supplier: str
    supplier_local: str
    supplier_code: str
    country: str
    reference: str
    party: Party | None
    kind: AuditKind | None
    standard: str
    edition: str | None
    planned_on: date | None
    done_on: date | None
    conducted_by: str
    lead_auditor: str
    buyers: tuple[str, ...]
    result: AuditResult | None
    score: float | None
    next_due_on: date | None
    recognition: Level | None
    state: State | None
    current_until: date | None
    days_left: int | None
    open_findings: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding. `open`: raised and not closed on the day; `overdue`: open past its due day."""

    id: int
    audit_id: int
    supplier_id: int
    supplier: str
    supplier_local: str
    supplier_code: str
    country: str
    audit_reference: str
    audit_done_on: date | None
    number: str
    clause: str
    grading: Grading
    statement: str
    responsible: str
    raised_on: date | None
    due_on: date | None
    done_on: date | None
    verified_on: date | None
    open: bool
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerRow:
    """One buyer, with how many suppliers it audited and how many audits are on record for it."""

    id: int
    code: str
    name: str
    country: str
    address: str
    contact: str
    audits: int
    suppliers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One supplier across the columns of a profile; `profile` names the one it is judged under."""

    id: int
    name: str
    local_name: str
    code: str
    country: str
    verdict: Verdict
    profile: str
    cells: "tuple[MatrixCell, ...]"


Row = (
    SupplierRow
    | CertificateRow
    | AuditRow
    | FindingRow
    | BuyerRow
    | EvaluationRow
    | ProgrammeRow
    | HintRow
)
