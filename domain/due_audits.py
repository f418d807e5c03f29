"""Audits that fall due at a supplier: those planned, and the next ones of its customers."""

from collections.abc import Iterator
from datetime import date

from domain.days import add_months
from domain.due import Due, ProgrammeQuestion
from domain.facts import AuditFacts, BuyerRef
from domain.inquiry import is_second_party
from domain.reevaluation import ROUNDS
from domain.validity import is_passed
from domain.vocabulary import AUDIT_KIND_WORDS, DueKind
from domain.wording import audit_label, in_months, listed, long_day


def planned_audits(asked: ProgrammeQuestion) -> Iterator[Due]:
    """Audits that are planned and not done by the day."""
    for audit in asked.supplier.audits:
        if audit.planned_on is None or asked.is_done(audit) or asked.is_secret(audit):
            continue
        why = f"Planned for {long_day(audit.planned_on)}"
        if conducted_by := asked.conducted_by(audit):
            why += f", by {conducted_by}"
        yield asked.due(
            DueKind.PLANNED_AUDIT,
            audit.planned_on,
            _planned_words(audit),
            why if audit.planned_on >= asked.day else f"{why}; not recorded as done",
            ("audit", audit.id),
            audit.buyers,
        )


def _planned_words(audit: AuditFacts) -> str:
    kind = f" ({AUDIT_KIND_WORDS[audit.kind].lower()})" if audit.kind else ""
    if audit.reference:
        return f"{audit_label(audit)}{kind}"
    return f"Audit to {audit.standard}{kind}" if audit.standard else f"Audit{kind}"


def buyer_audits(asked: ProgrammeQuestion) -> Iterator[Due]:
    """For each buyer and site the round after the latest passed audit; one audit, one line."""
    latest: dict[int, tuple[AuditFacts, list[BuyerRef]]] = {}
    audits = [a for a in asked.supplier.audits if _is_counted(a, asked)]
    for audit in audits:
        for_whom = [b for b in audit.buyers if asked.buyer is None or b == asked.buyer]
        current = [b for b in for_whom if not _is_followed(audit, b, audits)]
        if current or (not audit.buyers and not _is_followed(audit, None, audits)):
            latest[audit.id] = (audit, current)
    for audit, buyers in latest.values():
        due_on, why = _next_audit(audit, asked)
        planned = _planned_for(audit, buyers, asked)
        whose = f" by {listed(b.name for b in buyers)}" if buyers else ""
        where = f" at {audit.site}" if audit.site else ""
        yield asked.due(
            DueKind.BUYER_AUDIT,
            due_on,
            f"Audit{whose}{where}",
            f"{why}; planned for {long_day(planned)}" if planned else why,
            ("audit", audit.id),
            tuple(buyers),
        )


def _planned_for(
    audit: AuditFacts, buyers: list[BuyerRef], asked: ProgrammeQuestion
) -> date | None:
    """The day for which the next audit of the same buyers and site is planned already."""
    days = [
        other.planned_on
        for other in asked.supplier.audits
        if other.planned_on is not None and other.planned_on >= asked.day
        if not asked.is_done(other) and _is_of_one_site(other, audit)
        if other.buyers and all(buyer in other.buyers for buyer in buyers)
    ]
    return min(days, default=None)


def _is_counted(audit: AuditFacts, asked: ProgrammeQuestion) -> bool:
    """Whether it is a second-party audit done by the day that may be told: a passed one, or one
    with which the day of the next is on record."""
    if audit.done_on is None or audit.done_on > asked.day:
        return False
    if not is_passed(audit) and (audit.next_due_on is None or not asked.is_done(audit)):
        return False
    return is_second_party(audit, asked.directory) and not asked.is_secret(audit)


def _is_followed(audit: AuditFacts, buyer: BuyerRef | None, audits: list[AuditFacts]) -> bool:
    """Whether a later one of the same buyer takes its place: of the same site, or of no site in
    particular."""
    for other in audits:
        same = buyer in other.buyers if buyer is not None else not other.buyers
        if not same or _done_order(other) <= _done_order(audit):
            continue
        if _is_of_one_site(other, audit):
            return True
    return False


def _is_of_one_site(one: AuditFacts, other: AuditFacts) -> bool:
    return not one.site or not other.site or one.site.casefold() == other.site.casefold()


def _done_order(audit: AuditFacts) -> tuple[date, int]:
    return audit.done_on or date.min, audit.id


def _next_audit(audit: AuditFacts, asked: ProgrammeQuestion) -> tuple[date, str]:
    done = audit.done_on or asked.day
    if audit.next_due_on is not None and audit.next_due_on > done:
        return audit.next_due_on, f"As recorded with the audit of {long_day(done)}"
    criticality = asked.supplier.criticality
    if criticality is None:
        months, by = asked.audit_months, "criticality not recorded"
    else:
        months, by = ROUNDS[criticality], f"criticality {criticality.value}"
    why = f"{in_months(months).capitalize()} after the audit of {long_day(done)}; {by}"
    return add_months(done, months), why
