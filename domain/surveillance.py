"""Surveillance within a certification cycle (ISO/IEC 17021-1, 9.1.3).

The first surveillance audit follows within twelve months of the decision after *initial*
certification, then there is one in each calendar year but the recertification year. What the
register does not hold proves nothing: only a recorded due date, or a recorded audit of this
cycle whose next is missing, can fail a certificate.

A recertification (or a new initial audit) held after the decision leads to the *next* cycle: it
is the audit of its year, and nothing is measured from the decision any more. A special audit is
no surveillance (9.6.4), and a transfer keeps the cycle as it is (IAF MD 2): neither answers a due
date nor moves the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.days import add_months
from domain.facts import AuditFacts, CertificateFacts
from domain.vocabulary import AuditKind, Kind, Outcome, Party
from domain.wording import listed, long_day

EARLY_MONTHS = 6  # an audit this long before a due date still answers it (own choice)
_TO_A_CYCLE = (AuditKind.STAGE_1, AuditKind.STAGE_2, AuditKind.RECERTIFICATION)
_BEFORE_DECISION = (*_TO_A_CYCLE, AuditKind.TRANSFER)
_BY_BODIES = (*_BEFORE_DECISION, AuditKind.SURVEILLANCE, AuditKind.SPECIAL)


@dataclass(frozen=True, slots=True)
class SurveillanceOutcome:
    """`due_on`: the day by which the next audit is due, where what is on record tells it.

    `expected_on`: the day by which the first audit of the cycle follows from the certification
    decision alone. Once it has passed without a record, surveillance is not evidenced; that
    fails nothing.
    """

    outcome: Outcome
    reason: str
    audits: tuple[AuditFacts, ...] = ()
    due_on: date | None = None
    expected_on: date | None = None


def judge_surveillance(
    certificate: CertificateFacts,
    audits: Sequence[AuditFacts],
    day: date,
    ends_on: date | None = None,
) -> SurveillanceOutcome:
    """Whether the surveillance of a certificate is on record as it should be on the day.

    `ends_on` is its effective expiry, whose year is the recertification year.
    """
    if certificate.kind not in (None, Kind.MANAGEMENT_SYSTEM):
        return SurveillanceOutcome(
            Outcome.NOT_APPLICABLE, "Surveillance is asked of management systems only."
        )
    ends_on = ends_on or certificate.expires_on
    on_record = _on_record(certificate, audits, day)
    held = tuple(audit for audit in on_record if audit.kind is not AuditKind.SPECIAL)
    due = _recorded_due(certificate, held, day)
    if due is not None and due < day:
        reason = f"A surveillance audit was due on {long_day(due)}; none is on record."
        return SurveillanceOutcome(Outcome.FAIL, reason, held[-1:], due)
    if all(_is_of_next_cycle(audit, certificate) for audit in held):
        return _nothing_held(certificate, on_record, due, day, ends_on)
    limit = due or _limit(certificate, held[-1], ends_on)
    return _followed(held, limit, day, _held_words(certificate, held, day))


def _followed(
    held: tuple[AuditFacts, ...], limit: date | None, day: date, words: str
) -> SurveillanceOutcome:
    """Whether the audit after the last one is still to come, or missing."""
    if limit is None or day <= limit:
        return SurveillanceOutcome(Outcome.PASS, words, held, limit)
    reason = (
        f"The last audit of this cycle on record was on {long_day(held[-1].done_on or day)}; "
        f"the next, due by {long_day(limit)}, is missing."
    )
    return SurveillanceOutcome(Outcome.FAIL, reason, held[-1:], limit)


def _on_record(
    certificate: CertificateFacts, audits: Sequence[AuditFacts], day: date
) -> tuple[AuditFacts, ...]:
    """Third-party audits of this cycle done by the day, oldest first: those that led to it, its
    surveillance, special ones, and those that lead to the next."""
    decided = decision_day(certificate)
    found = []
    for audit in audits:
        if audit.done_on is None or audit.done_on > day or not _is_of(audit, certificate):
            continue
        if audit.kind is AuditKind.TRANSFER and (decided is None or audit.done_on > decided):
            continue
        if decided is not None:
            led_to_it = audit.kind in _BEFORE_DECISION
            earliest = add_months(decided, -12) if led_to_it else decided
            if audit.done_on < earliest:
                continue
        found.append(audit)
    return tuple(sorted(found, key=lambda audit: (audit.done_on or day, audit.id)))


def _is_of_next_cycle(audit: AuditFacts, certificate: CertificateFacts) -> bool:
    """Whether an audit held after the decision leads to the next one."""
    decided = decision_day(certificate)
    if decided is None or audit.done_on is None or audit.kind not in _TO_A_CYCLE:
        return False
    return audit.done_on > decided


def _is_of(audit: AuditFacts, certificate: CertificateFacts) -> bool:
    by_a_body = audit.party is Party.THIRD or (
        audit.party is None and not audit.buyers and audit.kind in _BY_BODIES
    )
    if not by_a_body:
        return False
    if audit.certificate_id is not None:
        return audit.certificate_id == certificate.id
    return bool(audit.standard) and audit.standard.casefold() == certificate.standard.casefold()


def _recorded_due(
    certificate: CertificateFacts, held: tuple[AuditFacts, ...], day: date
) -> date | None:
    """The earliest recorded due date that no recorded audit answers."""
    due = []
    if certificate.surveillance_due_on is not None:
        due.append(certificate.surveillance_due_on)
    if held and held[-1].next_due_on is not None:
        last, following = held[-1].done_on or day, held[-1].next_due_on
        if following > last and following not in due:
            due.append(following)
    open_due = [d for d in due if not _is_answered(d, certificate, held, day)]
    return min(open_due, default=None)


def _is_answered(
    due: date, certificate: CertificateFacts, held: tuple[AuditFacts, ...], day: date
) -> bool:
    """Whether a later or a slightly earlier audit is the one that was due.

    The recertification that led to this cycle answers only what was due before its decision.
    """
    opens, decided = add_months(due, -EARLY_MONTHS), decision_day(certificate)
    return any(
        (audit.done_on or day) >= opens and audit.next_due_on != due
        for audit in held
        if audit.kind not in _BEFORE_DECISION
        or _is_of_next_cycle(audit, certificate)
        or (audit.kind is AuditKind.RECERTIFICATION and (decided is None or due <= decided))
    )


def decision_day(certificate: CertificateFacts) -> date | None:
    """The day of the certification decision; where it is not recorded, that of the issue."""
    return certificate.decided_on or certificate.issued_on or certificate.valid_from


def is_initial(certificate: CertificateFacts) -> bool | None:
    """Whether the cycle follows *initial* certification; `None` where that is not on record."""
    first, decided = certificate.first_issued_on, decision_day(certificate)
    if first is None or decided is None:
        return None
    return first >= decided or first == certificate.issued_on


def _nothing_held(
    certificate: CertificateFacts,
    on_record: tuple[AuditFacts, ...],
    due: date | None,
    day: date,
    ends_on: date | None,
) -> SurveillanceOutcome:
    """Of a cycle of which nothing is on record, but special audits and one for the next cycle."""
    ahead = tuple(audit for audit in on_record if audit.kind is not AuditKind.SPECIAL)
    if due is not None:
        reason = f"The next surveillance audit is due on {long_day(due)}."
        return SurveillanceOutcome(Outcome.PASS, reason, ahead, due)
    decided = decision_day(certificate)
    if decided is None:
        return SurveillanceOutcome(
            Outcome.UNKNOWN,
            "Surveillance is not evidenced: no surveillance audit and no due date is on record.",
        )
    first = _first_due(certificate, decided, ends_on)
    if first is None:
        reason = "Its cycle ends before a first surveillance audit is due."
        return SurveillanceOutcome(Outcome.PASS, reason, ahead)
    if ahead:
        return _only_ahead(first, ahead, _limit(certificate, ahead[-1], ends_on), day)
    initial = is_initial(certificate)
    if on_record and initial is not None and (on_record[0].done_on or day) <= first:
        return _only_special(first, on_record, day)
    if day <= first:
        verb = "is not due before" if initial is None else "is due by"
        reason = f"The first surveillance audit {verb} {long_day(first)}."
        return SurveillanceOutcome(Outcome.PASS, reason, expected_on=first)
    unless = ", unless the cycle is a later one" if initial is None else ""
    return SurveillanceOutcome(
        Outcome.UNKNOWN,
        "Surveillance is not evidenced: the first audit was to take place by "
        f"{long_day(first)}{unless}, and {'none' if on_record else 'no audit'} is on record.",
        expected_on=first,
    )


def _only_ahead(
    first: date, ahead: tuple[AuditFacts, ...], limit: date | None, day: date
) -> SurveillanceOutcome:
    """Of this cycle only the audit for the next is on record: it stands for its own year."""
    held_on = ahead[0].done_on or day
    if held_on <= first or held_on.year <= first.year:
        reason = f"Audit for the next cycle on {long_day(held_on)} on record."
        return _followed(ahead, limit, day, reason)
    return SurveillanceOutcome(
        Outcome.UNKNOWN,
        "Surveillance is not evidenced: of this cycle nothing is on record but the audit for "
        f"the next, on {long_day(held_on)}.",
        ahead,
    )


def _only_special(first: date, special: tuple[AuditFacts, ...], day: date) -> SurveillanceOutcome:
    """A special audit of this cycle is on record, so the first surveillance can be missed."""
    if day <= first:
        reason = f"The first surveillance audit is due by {long_day(first)}."
        return SurveillanceOutcome(Outcome.PASS, reason, special, first)
    reason = (
        f"The first surveillance audit, due by {long_day(first)}, is missing; the special audit "
        f"on {long_day(special[-1].done_on or day)} is none."
    )
    return SurveillanceOutcome(Outcome.FAIL, reason, special, first)


def _first_due(certificate: CertificateFacts, decided: date, ends_on: date | None) -> date | None:
    """By when the first surveillance audit of the cycle follows from the decision; `None` where
    the cycle ends before.

    Within twelve months of the decision after initial certification, which is taken where the
    register does not say that the cycle is a later one; in that the next calendar year counts.
    """
    if is_initial(certificate) is False:
        first = _end_of_next_year(decided)
        return None if ends_on is not None and first.year >= ends_on.year else first
    first = add_months(decided, 12)
    return None if ends_on is not None and first > ends_on else first


def _limit(certificate: CertificateFacts, last: AuditFacts, ends_on: date | None) -> date | None:
    """The day by which the audit after `last` is due; `None` in the recertification year.

    After one for the next cycle the year that follows it has its audit too, where this one still
    runs then.
    """
    decided = decision_day(certificate)
    if last.done_on is None:
        return None
    led_to_it = last.kind in _BEFORE_DECISION and not _is_of_next_cycle(last, certificate)
    if led_to_it and decided is not None:
        initial = last.kind is AuditKind.STAGE_2 or (
            last.kind is not AuditKind.TRANSFER and is_initial(certificate)
        )
        limit = add_months(decided, 12) if initial else _end_of_next_year(decided)
    else:
        limit = _end_of_next_year(last.done_on)
    return None if ends_on is not None and limit.year >= ends_on.year else limit


def _end_of_next_year(day: date) -> date:
    return date(min(day.year + 1, date.max.year), 12, 31)


def _held_words(certificate: CertificateFacts, held: tuple[AuditFacts, ...], day: date) -> str:
    days = [audit.done_on for audit in held if audit.done_on is not None]
    if len(days) == 1:
        text = f"Audit on {long_day(days[0])} on record"
    else:
        text = f"Audits on {listed(long_day(d) for d in days[-3:])} on record"
    if _is_of_next_cycle(held[-1], certificate):
        text += ", the last for the next cycle"
    decided = decision_day(certificate) or days[0]
    missed = [
        str(year)
        for year in range(max(decided.year, days[0].year) + 1, days[-1].year)
        if all(d.year != year for d in days)
    ]
    return f"{text}; none for {listed(missed)}." if missed else f"{text}."
