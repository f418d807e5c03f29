"""Gaps in a renewal chain: days without cover between one certificate and the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months, day_after, day_before
from domain.facts import CertificateFacts
from domain.renewal import Renewals
from domain.wording import in_days, long_day

if TYPE_CHECKING:
    from domain.directory import Directory

RESTORABLE_MONTHS = 6


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
