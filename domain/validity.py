"""Validity of a piece of evidence on a day: one state and its reason.

First match wins: withdrawn, expired, suspended, not yet valid, undated, then urgent, soon and
valid by the days left. A certificate's own life is in `lifetime`, renewals are in `renewal`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months
from domain.edition import told_by_edition
from domain.facts import AuditFacts, CertificateFacts
from domain.gaps import Gap as Gap  # one door for validity: chains are asked for here too
from domain.gaps import gaps as gaps
from domain.lifetime import (
    EXPIRED,
    IN_FORCE_BASE,
    NOT_YET_VALID,
    SUSPENDED,
    UNDATED,
    WITHDRAWN,
    Lifetime,
    withdrawal_is_dated,
)
from domain.renewal import Renewals
from domain.renewal import successor_of as successor_of
from domain.validity_notes import notes_of, renewal_notes, restoration_note
from domain.vocabulary import AuditKind, AuditResult, Party, State
from domain.wording import in_days, long_day, standard_with_edition

if TYPE_CHECKING:
    from domain.directory import Directory

AUDIT_MONTHS = 24
_STATES = {
    WITHDRAWN: State.WITHDRAWN,
    EXPIRED: State.EXPIRED,
    SUSPENDED: State.SUSPENDED,
    NOT_YET_VALID: State.NOT_YET_VALID,
    UNDATED: State.UNDATED,
}
_PASSED = (AuditResult.PASSED, AuditResult.PASSED_WITH_CONDITIONS)


@dataclass(frozen=True, slots=True)
class Windows:
    """Days ahead, inclusive, in which an end counts as urgent and as soon (own choice)."""

    urgent: int = 30
    soon: int = 90


USUAL_WINDOWS = Windows()


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """`effective_expiry`: last day by print and edition, `None` if not known.
    `cover_until`: last day including a renewal already in hand. `days_left` counts from the day
    to the effective expiry (negative: lapsed for that long). `since`: start of the present
    state where known (suspended, withdrawn, not yet valid: its coming start)."""

    state: State
    reason: str
    effective_expiry: date | None = None
    cover_until: date | None = None
    days_left: int | None = None
    since: date | None = None
    notes: tuple[str, ...] = ()


def state_on(
    evidence: CertificateFacts,
    day: date,
    directory: "Directory",
    windows: Windows = USUAL_WINDOWS,
    siblings: Sequence[CertificateFacts] = (),
) -> Validity:
    """The state of a certificate on a day, with its reason and what else is worth knowing.

    `siblings` are the supplier's certificates, for renewals; the certificate itself may be
    among them. Whether it is history by then is asked of `successor_of`.
    """
    chain = siblings if any(s is evidence for s in siblings) else (evidence, *siblings)
    return validity_in_chain(evidence, day, Renewals(chain, directory), directory, windows)


def validity_in_chain(
    certificate: CertificateFacts,
    day: date,
    renewals: Renewals,
    directory: "Directory",
    windows: Windows = USUAL_WINDOWS,
) -> Validity:
    """`state_on` for callers that ask about many certificates of one supplier."""
    life = renewals.life(certificate)
    base = life.base_on(day)
    in_hand = renewals.in_hand(certificate, day) if base == IN_FORCE_BASE else ()
    cover = in_hand[-1].life.ends_on if in_hand else life.ends_on
    lapsed = base == EXPIRED and renewals.superseded_by(certificate, day) is None
    return Validity(
        state=state_of(base, cover, day, windows),
        reason=_reason(certificate, life, base, day, directory),
        effective_expiry=life.ends_on,
        cover_until=cover,
        days_left=_days_left(life, day),
        since=_since(life, base, day),
        notes=(
            *notes_of(certificate, day, directory),
            *(restoration_note(certificate, life, day) if lapsed else ()),
            *renewal_notes(renewals.coming(certificate, day), in_hand),
        ),
    )


def state_of(base: str, cover_until: date | None, day: date, windows: Windows) -> State:
    """The state that a base state is on a day: within "in_force" by the days of cover left."""
    if base != IN_FORCE_BASE:
        return _STATES[base]
    left = (cover_until - day).days if cover_until is not None else windows.soon + 1
    if left <= windows.urgent:
        return State.URGENT
    return State.SOON if left <= windows.soon else State.VALID


def audit_expiry(audit: AuditFacts, months: int = AUDIT_MONTHS) -> date | None:
    """The last day an audit stands for: `months` after it was done, or its earlier next due.

    Not known (`None`) for an audit without a day and without a next due.
    """
    due = audit.next_due_on
    if audit.done_on is None:
        return due
    end = add_months(audit.done_on, months)
    return due if due is not None and audit.done_on <= due < end else end


def audit_state_on(
    audit: AuditFacts,
    day: date,
    windows: Windows = USUAL_WINDOWS,
    months: int = AUDIT_MONTHS,
) -> Validity | None:
    """How an audit stands on a day: in force from the day done until its end, then lapsed.

    `None` before it was done, and for audits that give no level of their own: a third party's
    (its certificate does), and a second party's that was not passed.
    """
    internal = audit.party is Party.FIRST or (
        audit.party is None and audit.kind is AuditKind.INTERNAL
    )
    if audit.party is Party.THIRD or not (internal or is_passed(audit)):
        return None
    return audit_validity(audit, day, windows, months)


def audit_validity(
    audit: AuditFacts,
    day: date,
    windows: Windows = USUAL_WINDOWS,
    months: int = AUDIT_MONTHS,
) -> Validity | None:
    """`audit_state_on` for an audit of which `recognise` already said that it gives a level."""
    if audit.done_on is None:
        return _undated_audit(audit, day)
    if audit.done_on > day:
        return None
    end = audit_expiry(audit, months) or day
    left = (end - day).days
    if left < 0:
        reason = f"Lapsed: done on {long_day(audit.done_on)}, it stood until {long_day(end)}."
        state = State.EXPIRED
    else:
        reason = f"Done on {long_day(audit.done_on)}; stands until {long_day(end)}."
        state = state_of(IN_FORCE_BASE, end, day, windows)
    return Validity(
        state=state, reason=reason, effective_expiry=end, cover_until=end, days_left=left
    )


def _undated_audit(audit: AuditFacts, day: date) -> Validity | None:
    """An audit whose day is not known counts from its recording, and never as in force."""
    if audit.recorded_on > day or (audit.planned_on is not None and audit.planned_on > day):
        return None
    due = audit.next_due_on
    if due is not None and due < day:
        reason = f"Lapsed: the next audit was due on {long_day(due)}."
        state, left = State.EXPIRED, (due - day).days
        return Validity(
            state=state, reason=reason, effective_expiry=due, cover_until=due, days_left=left
        )
    reason = "When it was done is not on record, so it is not taken for valid."
    return Validity(state=State.UNDATED, reason=reason, effective_expiry=due, cover_until=due)


def is_passed(audit: AuditFacts) -> bool:
    """Whether an audit was passed, with or without conditions."""
    return audit.result in _PASSED


def _days_left(life: Lifetime, day: date) -> int | None:
    """Days to the last valid day; for an undated certificate only once it has lapsed."""
    if life.ends_on is None or (not life.printed and day <= life.ends_on):
        return None
    return (life.ends_on - day).days


def _since(life: Lifetime, base: str, day: date) -> date | None:
    if base == WITHDRAWN:
        return life.withdrawn_on
    if base == SUSPENDED:
        suspension = life.suspension_on(day)
        return suspension.first if suspension else None
    return life.starts_on if base == NOT_YET_VALID else None


def _reason(
    certificate: CertificateFacts, life: Lifetime, base: str, day: date, directory: "Directory"
) -> str:
    if base == WITHDRAWN and life.withdrawn_on is not None:
        if withdrawal_is_dated(certificate, life):
            return f"Withdrawn on {long_day(life.withdrawn_on)}."
        return f"Withdrawn on a day not recorded; {_taken_from(life.withdrawn_on)}."
    if base == EXPIRED and life.ends_on is not None:
        return _expired_reason(certificate, life.ends_on, day, directory)
    if base == SUSPENDED:
        return _suspended_reason(life, day)
    if base == NOT_YET_VALID and life.starts_on is not None:
        return f"Not yet valid: it starts on {long_day(life.starts_on)}."
    if base == UNDATED or life.ends_on is None:
        return "No expiry is on record, so it is not taken for valid."
    left = (life.ends_on - day).days
    rest = f"{in_days(left)} left" if left else "the day itself"
    if certificate.expires_on != life.ends_on:
        words = told_by_edition(certificate, "the end of its edition", directory)
        return f"Valid until {long_day(life.ends_on)} ({rest}), {words}."
    return f"Valid until {long_day(life.ends_on)} ({rest})."


def _expired_reason(
    certificate: CertificateFacts, end: date, day: date, directory: "Directory"
) -> str:
    ago = f"{in_days((day - end).days)} ago"
    if certificate.expires_on == end:
        return f"Expired: its last valid day was {long_day(end)}, {ago}."
    edition = standard_with_edition(certificate.standard, certificate.edition)
    if certificate.expires_on is None:
        print_says = "although no expiry is printed"
    else:
        print_says = f"although {long_day(certificate.expires_on)} is printed"
    ended = f"the transition of {edition} ended on {long_day(end)}"
    return f"Expired: {told_by_edition(certificate, ended, directory)}, {ago}, {print_says}."


def _suspended_reason(life: Lifetime, day: date) -> str:
    """As it was known on the day: a restoration that came later had not happened."""
    suspension = life.suspension_on(day)
    if suspension is None:
        return "Suspended; no end is on record."
    last = suspension.last_known_on(day)
    if not suspension.dated:
        end = f"until {long_day(last)}" if last else "and no end is on record"
        return f"Suspended since a day not recorded, {end}; {_taken_from(suspension.first)}."
    if last is None:
        return f"Suspended since {long_day(suspension.first)}; no end is on record."
    return f"Suspended from {long_day(suspension.first)} to {long_day(last)}."


def _taken_from(day: date) -> str:
    return f"it is taken to apply from {long_day(day)}"
