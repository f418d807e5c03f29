"""What is worth knowing beside the state of a certificate on a day, as sentences."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months
from domain.edition import provisional_note
from domain.facts import CertificateFacts, StatusEvent
from domain.gaps import RESTORABLE_MONTHS, RESTORATION
from domain.lifetime import Lifetime, event_day
from domain.successors import Successor
from domain.vocabulary import EventKind, Kind, Party
from domain.wording import certificate_label, long_day

if TYPE_CHECKING:
    from domain.directory import Directory


def notes_of(certificate: CertificateFacts, day: date, directory: "Directory") -> tuple[str, ...]:
    """Of its edition, and of what befell it by the day."""
    notes = []
    provisional = provisional_note(certificate, day, directory)
    if provisional:
        notes.append(provisional)
    for event in certificate.events:
        if event_day(event, certificate) <= day:
            notes += _event_notes(event, certificate)
    return tuple(notes)


def restoration_note(certificate: CertificateFacts, life: Lifetime, day: date) -> tuple[str, ...]:
    """Of an expired certificate that nothing followed: until when its issuer can restore it."""
    if life.ends_on is None or life.ends_on != certificate.expires_on:
        return ()
    restorable = add_months(life.ends_on, RESTORABLE_MONTHS)
    if not life.ends_on < day <= restorable or not _is_of_a_body(certificate):
        return ()
    return (f"Its issuer can restore it until {long_day(restorable)} ({RESTORATION}).",)


def _event_notes(event: StatusEvent, certificate: CertificateFacts) -> Iterator[str]:
    """What an event leaves to be said beside the state."""
    first = event_day(event, certificate)
    if event.kind is EventKind.SCOPE_REDUCED:
        why = f": {event.reason.rstrip('.')}" if event.reason else ""
        when = f"on {long_day(event.on)}" if event.on else "on a day not recorded"
        yield f"Its scope was reduced {when}{why}."
    elif event.kind in (EventKind.SUSPENDED, EventKind.WITHDRAWN) and event.on is None:
        since = "its issue date" if certificate.issued_on else "the first day known of it"
        yield (
            f"A status “{event.kind.value}” is on record without a date: "
            f"it is taken to apply from {since}."
        )
    if event.kind is EventKind.SUSPENDED and event.until is not None and event.until < first:
        yield (
            f"The end of its suspension on record, {long_day(event.until)}, lies before its "
            "start: it is not taken for one."
        )


def _is_of_a_body(certificate: CertificateFacts) -> bool:
    """Whether a certification body keeps it up: a management system's, not a customer's."""
    system = certificate.kind is Kind.MANAGEMENT_SYSTEM
    return system and certificate.party in (None, Party.THIRD) and not certificate.buyers


def renewal_notes(coming: Successor | None, in_hand: tuple[Successor, ...]) -> tuple[str, ...]:
    """Of the renewals in hand and of one that is issued after the day."""
    notes = [
        f"Renewal in hand: {certificate_label(s.certificate)} from {long_day(s.starts_on)}"
        + (f" to {long_day(s.life.ends_on)}." if s.life.ends_on else ".")
        for s in in_hand
    ]
    if coming is not None:
        notes.append(f"Renewal from {long_day(coming.starts_on)} on record.")
    return tuple(notes)
