"""The rows of the lists of upkeep: evaluations, what falls due, what looks odd.

Frozen, ready values like those of `listings`, through which callers reach them.
"""

from dataclasses import dataclass
from datetime import date

from domain.vocabulary import Criticality, DueKind, DueStatus, HintKind, SupplierClass


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """One evaluation of a supplier's performance; figures in per cent, 100 the best.

    `rating` is the class as recorded, `class_by_score` the score's where none is recorded.
    """

    id: int
    supplier_id: int
    supplier: str
    supplier_local: str
    supplier_code: str
    country: str
    criticality: Criticality | None
    period_from: date | None
    period_to: date | None
    quality: float | None
    delivery: float | None
    service: float | None
    score: float | None
    rating: SupplierClass | None
    class_by_score: SupplierClass | None
    done_on: date | None
    by: str
    next_due_on: date | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """One thing that falls due (`domain.programme`). `days_left` is negative once it is overdue.

    `id` is a place in a list worked out for one question: it holds while register and question
    stay as they are. `record` is the type and id of the record it comes from.
    """

    id: int
    supplier_id: int
    supplier: str
    supplier_local: str
    supplier_code: str
    country: str
    criticality: Criticality | None
    due_on: date
    days_left: int
    kind: DueKind
    status: DueStatus
    what: str
    why: str
    buyers: tuple[str, ...]
    record: tuple[str, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HintRow:
    """One thing on record that looks odd (`domain.hints`), with the record it is about.

    `id` holds as long as a `ProgrammeRow`'s; `subject` names the record.
    """

    id: int
    supplier_id: int
    supplier: str
    supplier_local: str
    supplier_code: str
    country: str
    kind: HintKind
    sentence: str
    record: tuple[str, int]
    subject: str
