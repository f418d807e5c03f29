"""Renewal chains: which certificate succeeds which, and since when.

A successor is of the same supplier, standard and certification body with a later issue and a
later expiry, or one of which a user said that it renews the other. What a user denied is no
renewal, and no chain runs in a circle. From the successor's start the predecessor is history.
Validity on a day is told in `validity`, what lies between in `gaps`.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from domain.checks import is_contradicted
from domain.circles import circles
from domain.days import day_after
from domain.facts import CertificateFacts
from domain.lifetime import Lifetime, Suspension, lifetime_of
from domain.successors import Group, Successor, issue_day, start_day, successor_from

if TYPE_CHECKING:
    from domain.directory import Directory


class Renewals:
    """The chains among one supplier's certificates. Built once, asked for many days."""

    def __init__(self, certificates: Sequence[CertificateFacts], directory: "Directory") -> None:
        self._directory = directory
        self._lives: dict[int, Lifetime] = {}
        self._found: dict[int, tuple[Successor, ...]] = {}
        self._groups: dict[tuple[str, str], Group] = {}
        self._said: dict[int, list[CertificateFacts]] = {}
        by_key: dict[tuple[str, str], list[CertificateFacts]] = {}
        for certificate in certificates:
            by_key.setdefault(self._key(certificate), []).append(certificate)
            earlier = certificate.supersedes
            if earlier is not None and earlier not in certificate.not_renewing:
                self._said.setdefault(earlier, []).append(certificate)
        for key, members in by_key.items():
            if len(members) > 1 and key[0]:
                self._groups[key] = Group([successor_from(c, self.life(c)) for c in members])
        self._renews = {c.id: earlier for earlier, held in self._said.items() for c in held}
        against_the_dates = any(
            _runs_back(later, earlier)
            for earlier in certificates
            for later in self._said.get(earlier.id, ())
        )
        self._circles = self._find_circles(certificates) if against_the_dates else None

    def life(self, certificate: CertificateFacts) -> Lifetime:
        """The certificate's own lifetime."""
        key = id(certificate)
        if key not in self._lives:
            self._lives[key] = lifetime_of(certificate, self._directory)
        return self._lives[key]

    def successors(self, certificate: CertificateFacts) -> tuple[Successor, ...]:
        """The renewals of a certificate that matter on some day, the first to replace it first.

        Those are the first, and what was issued before the first replaced the certificate.
        """
        key = id(certificate)
        if key not in self._found:
            self._found[key] = self._find(certificate)
        return self._found[key]

    def superseded_by(self, certificate: CertificateFacts, day: date) -> Successor | None:
        """The renewal that made the certificate history on or before the day."""
        for successor in self.successors(certificate):
            if successor.replaces_from <= day and not successor.is_void:
                return successor
        return None

    def in_hand(self, certificate: CertificateFacts, day: date) -> tuple[Successor, ...]:
        """The renewals already issued on the day that carry the cover on without a gap.

        Once the first of them has started the certificate is history and nothing is in hand.
        """
        if not self.successors(certificate) or self.superseded_by(certificate, day) is not None:
            return ()
        joined: list[Successor] = []
        last: CertificateFacts = certificate
        while True:
            following = self._joining(last, day)
            if following is None or any(s.certificate is following.certificate for s in joined):
                return tuple(joined)
            joined.append(following)
            last = following.certificate

    def coming(self, certificate: CertificateFacts, day: date) -> Successor | None:
        """A renewal on record that was issued only after the day."""
        for successor in self.successors(certificate):
            if successor.issued_on > day:
                return successor
        return None

    def is_of_one_body(self, one: CertificateFacts, other: CertificateFacts) -> bool:
        """Whether two certificates are to one standard by one certification body."""
        return self._key(one) == self._key(other)

    def _joining(self, certificate: CertificateFacts, day: date) -> Successor | None:
        end = self.life(certificate).ends_on
        if end is None:
            return None
        for successor in self.successors(certificate):
            in_hand = successor.issued_on <= day < successor.starts_on <= day_after(end)
            if in_hand and _carries_on(successor, certificate, day):
                return successor
        return None

    def _find(self, certificate: CertificateFacts) -> tuple[Successor, ...]:
        said, ruled = self._said_of(certificate), self._ruled_of(certificate)
        if self._circles is not None:
            # A user's word stands; what the rules conclude against it does not.
            own = self._circles.get(id(certificate), -1)
            ruled = [s for s in ruled if self._circles.get(id(s.certificate)) != own]
        found = said + [s for s in ruled if all(s.certificate is not o.certificate for o in said)]
        found.sort(key=lambda s: (s.replaces_from, s.certificate.id))
        first = next((s.replaces_from for s in found if not s.is_void), date.max)
        return tuple(s for s in found if s.replaces_from == first or s.issued_on < first)

    def _said_of(self, certificate: CertificateFacts) -> list[Successor]:
        return [
            successor_from(other, self.life(other))
            for other in self._said.get(certificate.id, ())
            if other is not certificate and self._may_renew(other, certificate)
        ]

    def _ruled_of(self, certificate: CertificateFacts) -> list[Successor]:
        group = self._groups.get(self._key(certificate))
        return group.renewals_of(certificate, self.life(certificate)) if group else []

    def _find_circles(self, certificates: Sequence[CertificateFacts]) -> dict[int, int]:
        return circles(
            {
                id(c): [id(s.certificate) for s in (*self._said_of(c), *self._ruled_of(c))]
                for c in certificates
            }
        )

    def _may_renew(self, later: CertificateFacts, earlier: CertificateFacts) -> bool:
        """Whether a user's word can stand: a renewal is not older, and chains are no circles."""
        starts, started = start_day(later), start_day(earlier)
        if starts is not None and started is not None and starts < started:
            return False
        link, seen = earlier.supersedes, {earlier.id}
        while link is not None and link not in seen:
            if link == later.id:
                return False
            seen.add(link)
            link = self._renews.get(link)
        return True

    def _key(self, certificate: CertificateFacts) -> tuple[str, str]:
        """Standard and certification body; spellings of one body on file are one."""
        text = certificate.certification_body
        body = self._directory.certification_body(text) if text else None
        name = body.name if body else " ".join(text.casefold().split())
        return certificate.standard.casefold(), name


def successor_of(
    certificate: CertificateFacts,
    siblings: Sequence[CertificateFacts],
    day: date,
    directory: "Directory",
) -> CertificateFacts | None:
    """The certificate that made this one history on or before the day, if there is one."""
    found = Renewals(_with(certificate, siblings), directory).superseded_by(certificate, day)
    return found.certificate if found else None


def _runs_back(later: CertificateFacts, earlier: CertificateFacts) -> bool:
    """Whether a user's word runs against the order of issue, by which alone the rules conclude."""
    one, other = issue_day(earlier), issue_day(later)
    return one is None or other is None or other < one


def _carries_on(successor: Successor, earlier: CertificateFacts, day: date) -> bool:
    """Whether a renewal in hand, by what is known on the day, will be in force at its start.

    One that its issuer contradicted carries nothing on.
    """
    life = successor.life
    if successor.certificate.verifications and is_contradicted(successor.certificate, day):
        return False
    if successor.certificate.standard.casefold() != earlier.standard.casefold():
        return False
    if life.withdrawn_on is not None and life.withdrawn_on <= day:
        return False
    if not life.printed or life.ends_on is None or life.ends_on < successor.starts_on:
        return False
    return not any(
        s.first <= day and _lasts_to(s, successor.starts_on, day) for s in life.suspensions
    )


def _lasts_to(suspension: Suspension, start: date, day: date) -> bool:
    """Whether a suspension, by what is known of its end on the day, still holds at a start."""
    last = suspension.last_known_on(day)
    return last is None or last >= start


def _with(
    certificate: CertificateFacts, siblings: Sequence[CertificateFacts]
) -> tuple[CertificateFacts, ...]:
    if any(sibling is certificate for sibling in siblings):
        return tuple(siblings)
    others = (s for s in siblings if not (s.id and s.id == certificate.id))
    return (certificate, *others)
