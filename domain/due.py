"""One line of the audit programme, and the question it answers: this supplier, this day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import days_ahead
from domain.facts import AuditFacts, BuyerRef, SupplierFacts
from domain.inquiry import is_of_another_buyer
from domain.vocabulary import AuditResult, DueKind, DueStatus

if TYPE_CHECKING:
    from domain.directory import Directory

SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due. `what` names it, `why` says in words where its day comes from.

    `record`: type and id of what it rests on. `buyers`: the customers it is due for.
    """

    kind: DueKind
    due_on: date
    status: DueStatus
    what: str
    why: str
    record: tuple[str, int] | None
    buyers: tuple[BuyerRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeQuestion:
    """What is asked of the audit programme."""

    supplier: SupplierFacts
    day: date
    directory: "Directory"
    buyer: BuyerRef | None
    audit_months: int

    def due(
        self,
        kind: DueKind,
        due_on: date,
        what: str,
        why: str,
        record: tuple[str, int] | None,
        buyers: tuple[BuyerRef, ...] = (),
    ) -> Due:
        """What falls due, with how it stands on the day. Before a named buyer no other customer
        for whom it is due too is named."""
        if self.buyer is not None:
            buyers = tuple(each for each in buyers if each == self.buyer)
        status = DueStatus.LATER
        if due_on < self.day:
            status = DueStatus.OVERDUE
        elif due_on <= days_ahead(self.day, SOON_DAYS):
            status = DueStatus.SOON
        return Due(kind, due_on, status, what, why, record, buyers)

    def is_secret(self, audit: AuditFacts | None) -> bool:
        """Whether an audit is another buyer's, and so confidential before the one who asks."""
        return audit is not None and is_of_another_buyer(audit, self.buyer, self.directory)

    def conducted_by(self, audit: AuditFacts) -> str:
        """Who conducts an audit, but not where that names another buyer than the one who asks."""
        others = [b.name.casefold() for b in audit.buyers if self.buyer not in (None, b)]
        text = audit.conducted_by
        return "" if any(name in text.casefold() for name in others) else text

    def is_done(self, audit: AuditFacts) -> bool:
        """Whether an audit was done by the day; one with a result but without a day counts."""
        if audit.done_on is not None:
            return audit.done_on <= self.day
        has_result = audit.result not in (None, AuditResult.PENDING)
        return has_result and audit.recorded_on <= self.day
