"""Renewal chains: which certificate succeeds which, since when, and what lies between them.

A successor is of the same supplier, standard and certification body with a later issue and a
later expiry, or one of which a user said that it renews the other. From its start the
predecessor is history. Validity on a day is told in `validity`, not here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months, day_after, day_before
from domain.facts import CertificateFacts
from domain.lifetime import Lifetime, lifetime_of
from domain.vocabulary import Kind
from domain.wording import in_days, long_day

if TYPE_CHECKING:
    from domain.directory import Directory

RESTORABLE_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Successor:
    """A renewal: issued on, valid from, and when its predecessor became history."""

    certificate: CertificateFacts
    life: Lifetime
    issued_on: date
    starts_on: date

    @property
    def replaces_from(self) -> date:
        """The first day on which the predecessor is history."""
        return max(self.issued_on, self.starts_on)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without cover between two certificates of a chain, both inclusive."""

    standard: str
    first: date
    last: date
    before: CertificateFacts
    after: CertificateFacts
    restored: bool

    @property
    def days(self) -> int:
        """How many days the gap lasts."""
        return (self.last - self.first).days + 1

    @property
    def sentence(self) -> str:
        """The gap in words, with the clause where a lapse was restored in time."""
        text = f"Gap of {in_days(self.days)}, {long_day(self.first)} to {long_day(self.last)}"
        if self.restored:
            return f"{text}; restored within six months (ISO/IEC 17021-1, 9.6.3.2.5)."
        return f"{text}."


class Renewals:
    """The chains among one supplier's certificates. Built once, asked for many days."""

    def __init__(self, certificates: Sequence[CertificateFacts], directory: "Directory") -> None:
        self._directory = directory
        self._lives: dict[int, Lifetime] = {}
        self._found: dict[int, tuple[Successor, ...]] = {}
        self._bodies: dict[str, str] = {}
        self._certificates = tuple(certificates)
        self._by_standard: dict[str, list[CertificateFacts]] = {}
        for certificate in self._certificates:
            self._by_standard.setdefault(certificate.standard.casefold(), []).append(certificate)
        self._renewing = [c for c in self._certificates if c.supersedes is not None]

    def life(self, certificate: CertificateFacts) -> Lifetime:
        """The certificate's own lifetime."""
        key = id(certificate)
        if key not in self._lives:
            self._lives[key] = lifetime_of(certificate, self._directory)
        return self._lives[key]

    def successors(self, certificate: CertificateFacts) -> tuple[Successor, ...]:
        """All renewals of a certificate on record, the first to replace it first."""
        key = id(certificate)
        if key not in self._found:
            self._found[key] = self._find(certificate)
        return self._found[key]

    def superseded_by(self, certificate: CertificateFacts, day: date) -> Successor | None:
        """The renewal that made the certificate history on or before the day."""
        for successor in self.successors(certificate):
            if successor.replaces_from <= day and not _withdrawn_before_start(successor):
                return successor
        return None

    def in_hand(self, certificate: CertificateFacts, day: date) -> tuple[Successor, ...]:
        """The renewals already issued on the day that carry the cover on without a gap."""
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
        found = [
            _successor(other, self.life(other))
            for other in self._by_standard.get(certificate.standard.casefold(), ())
            if other is not certificate and self._renews_by_rule(other, certificate)
        ]
        found += [
            _successor(other, self.life(other))
            for other in self._renewing
            if other.supersedes == certificate.id
            and other is not certificate
            and not any(s.certificate is other for s in found)
            and self._may_renew(other, certificate)
        ]
        return tuple(sorted(found, key=lambda s: (s.replaces_from, s.certificate.id)))

    def _renews_by_rule(self, later: CertificateFacts, earlier: CertificateFacts) -> bool:
        issued, before = _issue(later), _issue(earlier)
        if issued is None or before is None or issued <= before or not earlier.standard:
            return False
        end, ended = self.life(later).ends_on, self.life(earlier).ends_on
        if end is None or ended is None or end <= ended:
            return False
        return _is_same_matter(later, earlier) and (
            self._body(later.certification_body) == self._body(earlier.certification_body)
        )

    def _may_renew(self, later: CertificateFacts, earlier: CertificateFacts) -> bool:
        """Whether a user's word can stand: a renewal is not older, and chains are no circles."""
        starts, started = _start(later), _start(earlier)
        if starts is not None and started is not None and starts < started:
            return False
        named = {c.id: c.supersedes for c in self._renewing}
        link, seen = earlier.supersedes, {earlier.id}
        while link is not None and link not in seen:
            if link == later.id:
                return False
            seen.add(link)
            link = named.get(link)
        return True

    def _body(self, text: str) -> str:
        if text not in self._bodies:
            body = self._directory.certification_body(text) if text else None
            self._bodies[text] = body.name if body else " ".join(text.casefold().split())
        return self._bodies[text]


def successor_of(
    certificate: CertificateFacts,
    siblings: Sequence[CertificateFacts],
    day: date,
    directory: "Directory",
) -> CertificateFacts | None:
    """The certificate that made this one history on or before the day, if there is one."""
    found = Renewals(_with(certificate, siblings), directory).superseded_by(certificate, day)
    return found.certificate if found else None


def gaps(
    certificates: Sequence[CertificateFacts], day: date, directory: "Directory"
) -> tuple[Gap, ...]:
    """Gaps in the chains of one supplier, as far as they are known on the day, oldest first.

    A lapse that nothing followed is no gap: that certificate is expired.
    """
    renewals = Renewals(certificates, directory)
    found = []
    for certificate in certificates:
        gap = _gap_after(certificate, renewals, day)
        if gap is not None and not _is_covered(gap, certificates, renewals):
            found.append(gap)
    return tuple(sorted(found, key=lambda gap: (gap.first, gap.standard, gap.before.id)))


def _gap_after(certificate: CertificateFacts, renewals: Renewals, day: date) -> Gap | None:
    life = renewals.life(certificate)
    ends = [life.ends_on, day_before(life.withdrawn_on) if life.withdrawn_on else None]
    end = min((known for known in ends if known is not None), default=None)
    known = [s for s in renewals.successors(certificate) if s.issued_on <= day]
    if end is None or not known:
        return None
    following = min(known, key=lambda s: (s.starts_on, s.certificate.id))
    if following.starts_on <= day_after(end):
        return None
    return Gap(
        standard=certificate.standard,
        first=day_after(end),
        last=day_before(following.starts_on),
        before=certificate,
        after=following.certificate,
        restored=following.starts_on <= add_months(end, RESTORABLE_MONTHS),
    )


def _is_covered(gap: Gap, certificates: Iterable[CertificateFacts], renewals: Renewals) -> bool:
    """Whether one other certificate of the standard bridges the whole gap."""
    for other in certificates:
        if other is gap.before or other is gap.after or other.standard != gap.standard:
            continue
        life = renewals.life(other)
        starts = life.starts_on
        if starts is None or life.ends_on is None or not life.printed or life.withdrawn_on:
            continue
        if starts <= gap.first and gap.last <= life.ends_on:
            return True
    return False


def _carries_on(successor: Successor, earlier: CertificateFacts, day: date) -> bool:
    """Whether a renewal in hand, by what is known on the day, will be in force at its start."""
    life = successor.life
    if successor.certificate.standard.casefold() != earlier.standard.casefold():
        return False
    if life.withdrawn_on is not None and life.withdrawn_on <= day:
        return False
    if not life.printed or life.ends_on is None or life.ends_on < successor.starts_on:
        return False
    return not any(s.first <= day and s.holds(successor.starts_on) for s in life.suspensions)


def _withdrawn_before_start(successor: Successor) -> bool:
    withdrawn = successor.life.withdrawn_on
    return withdrawn is not None and withdrawn <= successor.starts_on


def _successor(certificate: CertificateFacts, life: Lifetime) -> Successor:
    return Successor(
        certificate=certificate,
        life=life,
        issued_on=_issue(certificate) or certificate.recorded_on,
        starts_on=_start(certificate) or certificate.recorded_on,
    )


def _issue(certificate: CertificateFacts) -> date | None:
    return certificate.issued_on or certificate.valid_from


def _start(certificate: CertificateFacts) -> date | None:
    return certificate.valid_from or certificate.issued_on


def _is_same_matter(one: CertificateFacts, other: CertificateFacts) -> bool:
    """Whether two certificates of a standard speak of the same thing: kind, party, sites, product.

    What is not recorded on either side does not tell them apart.
    """
    if one.party and other.party and one.party is not other.party:
        return False
    if one.kind and other.kind and one.kind is not other.kind:
        return False
    if {buyer.id for buyer in one.buyers} != {buyer.id for buyer in other.buyers}:
        return False
    if one.sites and other.sites and not set(one.sites) & set(other.sites):
        return False
    if one.kind is not Kind.PRODUCT:
        return True
    return _agree(one.file_number, other.file_number) and _agree(one.product, other.product)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one.casefold() == other.casefold()


def _with(
    certificate: CertificateFacts, siblings: Sequence[CertificateFacts]
) -> tuple[CertificateFacts, ...]:
    if any(sibling is certificate for sibling in siblings):
        return tuple(siblings)
    others = (s for s in siblings if not (s.id and s.id == certificate.id))
    return (certificate, *others)
