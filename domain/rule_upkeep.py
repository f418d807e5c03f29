"""The rules on what keeps a certificate worth something: its surveillance, and its verification."""

from dataclasses import dataclass

from domain.assessment import Demand, EvidenceRef, Line
from domain.days import add_months
from domain.facts import CertificateFacts, Verification
from domain.inquiry import (
    Candidate,
    Inquiry,
    checked_on,
    is_of_another_buyer,
    latest_check,
    line,
    ref_of,
)
from domain.rule_evidence import is_told_by_in_force, not_in_force
from domain.surveillance import judge_surveillance
from domain.vocabulary import CheckResult, Effect, Level, Outcome, Rule
from domain.wording import certificate_label, in_months, long_day

SURVEILLANCE = "ISO/IEC 17021-1, 9.1.3"
CRITERIA = "ISO 9001:2015, 8.4.1"
CONTRADICTED = "contra."
# Said where the reason rests on audits that name another customer: these are not described.
_SILENT = {
    Outcome.PASS: "Surveillance is on record.",
    Outcome.FAIL: "A surveillance audit that is due is not on record.",
    Outcome.UNKNOWN: "Surveillance is not evidenced.",
    Outcome.NOT_APPLICABLE: "Surveillance is not asked of it.",
}


def surveillance(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the surveillance of the certificate is on record (an unknown is only a note)."""
    certificate = candidate.certificate
    if certificate is None or not _is_third_party(candidate):
        reason = "Surveillance is asked of certification bodies' certificates only."
        return line(Rule.SURVEILLANCE, demand.standard, Outcome.NOT_APPLICABLE, reason)
    if is_told_by_in_force(inquiry, candidate):
        return not_in_force(Rule.SURVEILLANCE, demand)
    found = judge_surveillance(
        certificate, inquiry.supplier.audits, inquiry.day, candidate.validity.effective_expiry
    )
    cure, asked_of = "", ""
    if found.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        cure = "Record the surveillance audit, or ask when it took place."
        asked_of = certificate.certification_body or inquiry.supplier.name
    open_ones = [
        audit
        for audit in found.audits
        if not is_of_another_buyer(audit, inquiry.buyer, inquiry.directory)
    ]
    is_silent = len(open_ones) < len(found.audits)
    return line(
        Rule.SURVEILLANCE,
        demand.standard,
        found.outcome,
        _SILENT[found.outcome] if is_silent else found.reason,
        evidence=candidate.refs + tuple(ref_of(audit) for audit in open_ones),
        source=SURVEILLANCE,
        cure=cure,
        asked_of=asked_of,
        word="due" if found.outcome is Outcome.FAIL else "",
    )


def verification(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the issuer or a public register confirmed the certificate lately enough.

    Asked of certification bodies' certificates. Of others nobody can say so; what was answered
    all the same is told, and what contradicts counts.
    """
    certificate = candidate.certificate
    answer, nothing = latest_check(certificate, inquiry.day) if certificate else (None, None)
    if certificate is None or not (_is_third_party(candidate) or _speaks(inquiry, answer)):
        reason = "There is no issuer or public register that could confirm it."
        return line(Rule.VERIFICATION, demand.standard, Outcome.NOT_APPLICABLE, reason)
    found = _checked(inquiry, certificate, answer, nothing)
    refs, check = candidate.refs, answer or nothing
    if check is not None:
        refs += (EvidenceRef("verification", check.id, certificate_label(certificate)),)
    contradicted = found.word == CONTRADICTED
    return line(
        Rule.VERIFICATION,
        demand.standard,
        found.outcome,
        found.reason,
        evidence=refs,
        source=CRITERIA,
        cure=found.cure,
        asked_of=certificate.certification_body if found.cure else "",
        effect=Effect.NOT_QUALIFIED if contradicted else None,
        waivable=not contradicted,
        word=found.word,
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """What the checks of a certificate come to."""

    outcome: Outcome
    reason: str
    cure: str = ""
    word: str = ""


def _checked(
    inquiry: Inquiry,
    certificate: CertificateFacts,
    answer: Verification | None,
    nothing: Verification | None,
) -> _Checked:
    issuer = certificate.certification_body or "its issuer"
    cure = f"Ask {issuer} or look it up in a public register, and record the answer."
    if answer is None and nothing is not None:
        reason = (
            f"Not found on {long_day(checked_on(nothing))}; that proves nothing, "
            "as public registers are incomplete."
        )
        return _Checked(Outcome.UNKNOWN, reason, cure, "not found")
    if answer is None:
        reason = "Never confirmed with its issuer or a public register."
        return _Checked(Outcome.FAIL, reason, cure, "never")
    on, by = long_day(checked_on(answer)), f" ({answer.source})" if answer.source else ""
    if answer.result is CheckResult.CONTRADICTED:
        cure = f"Ask {issuer} what it issued, and record the answer."
        return _Checked(Outcome.FAIL, f"Contradicted on {on}{by}.", cure, CONTRADICTED)
    if _is_old(inquiry, answer):
        months = in_months(inquiry.profile.verification_months)
        return _Checked(
            Outcome.FAIL, f"Last confirmed on {on}, more than {months} ago.", cure, "old"
        )
    return _Checked(Outcome.PASS, f"Confirmed on {on}{by}.")


def _speaks(inquiry: Inquiry, answer: Verification | None) -> bool:
    """Whether an answer counts where none could be asked for: it contradicts, or is recent."""
    if answer is None:
        return False
    return answer.result is CheckResult.CONTRADICTED or not _is_old(inquiry, answer)


def _is_old(inquiry: Inquiry, answer: Verification) -> bool:
    return add_months(checked_on(answer), inquiry.profile.verification_months) < inquiry.day


def _is_third_party(candidate: Candidate) -> bool:
    return candidate.recognition.level in (Level.WIDELY_RECOGNISED, Level.UNPROVEN)
