"""Answering a proposed renewal: what confirms it and what denies it, each as one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.facts import CertificateFacts
from domain.import_plan import Change, New
from domain.renewal_proposals import Proposal
from domain.wording import certificate_label
from gui import text


@dataclass(frozen=True, slots=True)
class Answer:
    """A step to write: its changes, what it is called, and why."""

    changes: tuple[Change, ...]
    label: str
    reason: str


def short_name(certificate: CertificateFacts | Mapping[str, Any]) -> str:
    """A certificate that may be renewed: "QMS 123 (to 2 Jun 2026)"."""
    if isinstance(certificate, CertificateFacts):
        number, ends = certificate.number or certificate.file_number, certificate.expires_on
    else:
        number = certificate["number"] or certificate["file_number"]
        ends = certificate["expires_on"]
    return f"{number or 'one without a number'}" + (f" (to {text.day(ends)})" if ends else "")


def proposal_words(proposal: Proposal) -> str:
    """A proposal in a sentence, with its reason."""
    later, earlier = certificate_label(proposal.later), short_name(proposal.earlier)
    return f"{later} looks like the renewal of {earlier}: {proposal.reason}."


def confirming(proposal: Proposal) -> Answer:
    """The step by which a proposal becomes a renewal."""
    change = Change("certificate", proposal.later.id, {"supersedes_id": proposal.earlier.id})
    label = f"Confirm that {_name(proposal.later)} renews {_name(proposal.earlier)}"
    return Answer((change,), label, f"Confirmed as proposed: {proposal.reason}")


def denying(proposal: Proposal, author: str) -> Answer:
    """The step by which a proposal is none any more, for lists, verdicts and reports."""
    said = {
        "certificate_id": proposal.later.id,
        "earlier_id": proposal.earlier.id,
        "by": author,
    }
    label = f"Say that {_name(proposal.later)} does not renew {_name(proposal.earlier)}"
    return Answer((Change("renewal_denial", New(0), said),), label, "Not a renewal, though alike")


def _name(certificate: CertificateFacts) -> str:
    return certificate.number or certificate.file_number or certificate_label(certificate)
