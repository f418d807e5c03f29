"""Renewals the rules take for such without a word of a user: to be confirmed or denied.

Until somebody denies it such a pair counts as a renewal everywhere (`renewal`); denied it
counts nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.facts import CertificateFacts
from domain.renewal import Renewals
from domain.successors import Successor
from domain.wording import listed, short_day

if TYPE_CHECKING:
    from domain.directory import Directory


@dataclass(frozen=True, slots=True)
class Proposal:
    """A certificate that seems to renew an earlier one, with the reason in words.

    Confirmed by recording `later.supersedes`, denied by recording the earlier one in
    `later.not_renewing`.
    """

    later: CertificateFacts
    earlier: CertificateFacts
    reason: str

    @property
    def may_be_confirmed(self) -> bool:
        """Whether the later one is free to be recorded as this renewal; one that is on record
        as the renewal of another certificate can only be denied here."""
        return self.later.supersedes is None


def proposals(
    certificates: Sequence[CertificateFacts], directory: "Directory"
) -> tuple[Proposal, ...]:
    """The pairs among one supplier's certificates that count as renewals by the rules alone.

    In the order of the earlier certificates; each has at most one, the first to replace it.
    """
    return tuple(_found(Renewals(certificates, directory), certificates))


def _found(renewals: Renewals, certificates: Sequence[CertificateFacts]) -> Iterator[Proposal]:
    for earlier in certificates:
        first = next((s for s in renewals.successors(earlier) if not s.is_void), None)
        if first is not None and first.certificate.supersedes != earlier.id:
            yield Proposal(first.certificate, earlier, _reason(first, earlier))


def _reason(successor: Successor, earlier: CertificateFacts) -> str:
    later, end = successor.certificate, successor.life.ends_on
    same = ["standard", "body"]
    if later.product and later.product.casefold() == earlier.product.casefold():
        same.append("product")
    if later.file_number and later.file_number.casefold() == earlier.file_number.casefold():
        same.append("file number")
    verb = "issued" if later.issued_on is not None else "valid from"
    ends = f", ends later, on {short_day(end)}" if end is not None else ""
    return f"same {listed(same)}, {verb} {short_day(successor.issued_on)}{ends}"
