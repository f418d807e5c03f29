"""What the rules take for a renewal: a later issue and a later expiry of the same matter.

Chains of renewals, and what users said of them, are in `renewal`.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from domain.facts import CertificateFacts
from domain.lifetime import Lifetime
from domain.vocabulary import Kind


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

    @property
    def is_void(self) -> bool:
        """Whether it was withdrawn before it ever started, and so replaces nothing."""
        withdrawn = self.life.withdrawn_on
        return withdrawn is not None and withdrawn <= self.starts_on


def successor_from(certificate: CertificateFacts, life: Lifetime) -> Successor:
    """A certificate as the renewal of another; what is not dated counts from its recording."""
    return Successor(
        certificate=certificate,
        life=life,
        issued_on=issue_day(certificate) or certificate.recorded_on,
        starts_on=start_day(certificate) or certificate.recorded_on,
    )


def issue_day(certificate: CertificateFacts) -> date | None:
    """The day of its issue, else that of its start."""
    return certificate.issued_on or certificate.valid_from


def start_day(certificate: CertificateFacts) -> date | None:
    """The first day of its validity, else that of its issue."""
    return certificate.valid_from or certificate.issued_on


class Group:
    """Certificates of one standard and body, in the order in which they replace others.

    Its early ones are those issued before their start: only they can be in hand.
    """

    def __init__(self, members: list[Successor]) -> None:
        dated = [m for m in members if issue_day(m.certificate) and m.life.ends_on is not None]
        self._members = sorted(dated, key=lambda m: (m.replaces_from, m.certificate.id))
        self._days = [member.replaces_from for member in self._members]
        self._early = [m for m in self._members if m.issued_on < m.starts_on]

    def renewals_of(self, certificate: CertificateFacts, life: Lifetime) -> list[Successor]:
        """Those with a later issue and a later expiry, as far as they can matter."""
        issued, ended = issue_day(certificate), life.ends_on
        if issued is None or ended is None:
            return []
        found: list[Successor] = []
        first = date.max
        for place in range(bisect_right(self._days, issued), len(self._members)):
            member = self._members[place]
            if member.replaces_from > first:
                break
            if _is_later(member, issued, ended) and _is_same_matter(member, certificate):
                found.append(member)
                if not member.is_void:
                    first = member.replaces_from
        for member in self._early:
            in_hand = member.issued_on < first < member.replaces_from
            if in_hand and _is_later(member, issued, ended):
                found += [member] * _is_same_matter(member, certificate)
        return found


def _is_later(successor: Successor, issued: date, ended: date) -> bool:
    end = successor.life.ends_on
    return successor.issued_on > issued and end is not None and end > ended


def _is_same_matter(successor: Successor, other: CertificateFacts) -> bool:
    """Whether two certificates of a standard speak of the same thing: kind, party, sites, product.

    What is not recorded on either side does not tell them apart; what a user denied does.
    """
    one = successor.certificate
    if other.id in one.not_renewing:
        return False
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
