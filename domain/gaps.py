"""Gaps in a renewal chain: days without cover between one certificate and the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months, day_after, day_before
from domain.facts import CertificateFacts
from domain.lifetime import Lifetime
from domain.renewal import Renewals
from domain.successors import issue_day
from domain.wording import in_days, long_day

if TYPE_CHECKING:
    from domain.directory import Directory

RESTORABLE_MONTHS = 6
RESTORATION = "ISO/IEC 17021-1, 9.6.3.2.5"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without cover between two certificates of a chain, both inclusive.

    `restored`: the certification had expired by its print, not with its edition, and the same
    body restored it within six months (ISO/IEC 17021-1, 9.6.3.2.5).
    """

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
            return f"{text}; restored within six months ({RESTORATION})."
        return f"{text}."


def gaps(
    certificates: Sequence[CertificateFacts], day: date, directory: "Directory"
) -> tuple[Gap, ...]:
    """Gaps in the chains of one supplier, as far as they are known on the day, oldest first.

    A lapse that nothing followed is no gap: that certificate is expired.
    """
    renewals = Renewals(certificates, directory)
    found = []
    known = [c for c in certificates if (issue_day(c) or c.recorded_on) <= day]
    for certificate in certificates:
        gap = _gap_after(certificate, renewals, day)
        if gap is not None and not _is_covered(gap, known, renewals, day):
            found.append(gap)
    return tuple(sorted(found, key=lambda gap: (gap.first, gap.standard, gap.before.id)))


def _gap_after(certificate: CertificateFacts, renewals: Renewals, day: date) -> Gap | None:
    end = _end(renewals.life(certificate), day)
    known = [
        s
        for s in renewals.successors(certificate)
        if s.issued_on <= day and not (s.is_void and _is_withdrawn(s.life, day))
    ]
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
        restored=(
            end == renewals.life(certificate).ends_on == certificate.expires_on
            and following.starts_on <= add_months(end, RESTORABLE_MONTHS)
            and renewals.is_of_one_body(certificate, following.certificate)
        ),
    )


def _end(life: Lifetime, day: date) -> date | None:
    """The last day of a certificate, as far as it is known on the day."""
    if _is_withdrawn(life, day) and life.withdrawn_on is not None:
        last = day_before(life.withdrawn_on)
        return last if life.ends_on is None else min(last, life.ends_on)
    return life.ends_on


def _is_withdrawn(life: Lifetime, day: date) -> bool:
    return life.withdrawn_on is not None and life.withdrawn_on <= day


def _is_covered(
    gap: Gap, certificates: Iterable[CertificateFacts], renewals: Renewals, day: date
) -> bool:
    """Whether other certificates of the standard bridge the whole gap, one after the other.

    What was withdrawn or suspended by the day bridges none.
    """
    spans = sorted(
        (life.starts_on, life.ends_on)
        for other in certificates
        if other is not gap.before and other is not gap.after and other.standard == gap.standard
        if (life := renewals.life(other)).printed and not _is_withdrawn(life, day)
        if all(suspension.first > day for suspension in life.suspensions)
        if life.starts_on is not None and life.ends_on is not None
    )
    open_from = gap.first
    for first, last in spans:
        if first <= open_from <= last:
            open_from = day_after(last)
    return open_from > gap.last
