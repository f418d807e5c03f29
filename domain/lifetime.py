"""The life of one certificate by itself: its start, its end, and what befell it in between.

Day-independent: an event counts on every day from its own date on, so one `Lifetime` answers
for all days. Renewals, windows and sentences are not here (see `renewal` and `validity`).
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import day_before
from domain.edition import effective_expiry
from domain.facts import CertificateFacts, StatusEvent
from domain.vocabulary import EventKind

if TYPE_CHECKING:
    from domain.directory import Directory

WITHDRAWN = "withdrawn"
EXPIRED = "expired"
SUSPENDED = "suspended"
NOT_YET_VALID = "not_yet_valid"
UNDATED = "undated"
IN_FORCE_BASE = "in_force"


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days of suspension, both inclusive; `last` is `None` while it is open.

    `stated`: the last day that was stated with the suspension itself; a restoration is known
    only from its own day on. `dated`: whether its first day is on record."""

    first: date
    last: date | None
    stated: date | None = None
    dated: bool = True

    def holds(self, day: date) -> bool:
        """Whether the certificate is suspended on the day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def last_known_on(self, day: date) -> date | None:
        """The last day of the suspension by what is known on a day."""
        return self.last if self.last is not None and self.last < day else self.stated


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The days that matter in a certificate's life.

    `starts_on`: valid from, else issued. `ends_on`: its effective expiry, the last valid day.
    `printed`: whether an expiry is printed; without one the certificate is undated.
    """

    starts_on: date | None
    ends_on: date | None
    printed: bool
    withdrawn_on: date | None
    suspensions: tuple[Suspension, ...]

    def base_on(self, day: date) -> str:
        """The state on a day, first match wins; valid, soon and urgent are all "in_force"."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day and self._withdrawal_counts:
            return WITHDRAWN
        if self.ends_on is not None and day > self.ends_on:
            return EXPIRED
        if self.suspensions and self.suspension_on(day) is not None:
            return SUSPENDED
        if self.starts_on is not None and day < self.starts_on:
            return NOT_YET_VALID
        return IN_FORCE_BASE if self.printed else UNDATED

    @property
    def _withdrawal_counts(self) -> bool:
        """A certificate that had ended before it was withdrawn has simply expired."""
        return self.withdrawn_on is not None and (
            self.ends_on is None or self.withdrawn_on <= self.ends_on
        )

    def suspension_on(self, day: date) -> Suspension | None:
        """The suspension that holds on the day, if any."""
        for suspension in self.suspensions:
            if suspension.holds(day):
                return suspension
        return None


def lifetime_of(certificate: CertificateFacts, directory: "Directory") -> Lifetime:
    """The life of a certificate as it is on record."""
    withdrawn_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    if certificate.events:
        withdrawn = [
            event_day(event, certificate)
            for event in certificate.events
            if event.kind is EventKind.WITHDRAWN
        ]
        withdrawn_on = min(withdrawn, default=None)
        suspensions = _suspensions(certificate)
    return Lifetime(
        starts_on=certificate.valid_from or certificate.issued_on,
        ends_on=effective_expiry(certificate, directory),
        printed=certificate.expires_on is not None,
        withdrawn_on=withdrawn_on,
        suspensions=suspensions,
    )


def event_day(event: StatusEvent, certificate: CertificateFacts) -> date:
    """The day from which an event counts.

    A suspension or withdrawal without a date applies from the issue date, or from its recording
    where that is not known either; any other undated event counts from its recording.
    """
    if event.on is not None:
        return event.on
    if event.kind in (EventKind.SUSPENDED, EventKind.WITHDRAWN):
        return certificate.issued_on or certificate.valid_from or event.recorded_on
    return event.recorded_on


def withdrawal_is_dated(certificate: CertificateFacts, life: Lifetime) -> bool:
    """Whether the day of its withdrawal is on record, not only taken to be that of its issue."""
    return any(
        event.kind is EventKind.WITHDRAWN and event.on == life.withdrawn_on
        for event in certificate.events
    )


def _suspensions(certificate: CertificateFacts) -> tuple[Suspension, ...]:
    """Suspensions in order of their start; each ends by its own end or by a restoration.

    An end before the start is no end that could be known: such a suspension stays open.
    """
    restored = sorted(
        event_day(event, certificate)
        for event in certificate.events
        if event.kind is EventKind.RESTORED
    )
    found = []
    for event in certificate.events:
        if event.kind is not EventKind.SUSPENDED:
            continue
        first = event_day(event, certificate)
        back = next((day for day in restored if day >= first), None)
        until = event.until if event.until is None or event.until >= first else None
        ends = [end for end in (until, day_before(back) if back else None) if end]
        last = min(ends, default=None)
        if last is None or last >= first:
            found.append(Suspension(first, last, until, event.on is not None))
    return tuple(sorted(found, key=lambda suspension: suspension.first))
