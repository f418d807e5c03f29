"""The rule on product certificates: each demanded mark in force.

A mark is demanded of a product, a standard of how a supplier works; neither certificate ever
stands for the other.
"""

from domain.assessment import Line
from domain.inquiry import Candidate, Inquiry, checked_on, is_of, latest_check, line
from domain.vocabulary import IN_FORCE, Cause, CheckResult, Level, Outcome, Rule, State
from domain.wording import level_words, long_day

PROFILE = "Profile"
PRODUCT = "ISO/IEC 17065"


def product_certificate(inquiry: Inquiry, mark: str, candidate: Candidate) -> Line:
    """Whether the certificate of a demanded mark is recognised and in force on the day."""
    outcome, reason, cure = _judged(candidate)
    certificate = candidate.certificate
    waivable = True
    answer = latest_check(certificate, inquiry.day)[0] if certificate else None
    if answer is not None and answer.result is CheckResult.CONTRADICTED:
        outcome, waivable = Outcome.FAIL, False
        reason = f"Contradicted on {long_day(checked_on(answer))} by its issuer or a register."
        cure = "Ask the issuer, and record the answer."
    issuer = certificate.certification_body if certificate else ""
    return line(
        Rule.PRODUCT_CERTIFICATE,
        mark,
        outcome,
        reason,
        evidence=candidate.refs,
        source=PRODUCT,
        cure=cure,
        asked_of=(issuer or inquiry.supplier.name) if cure else "",
        waivable=waivable,
    )


def missing_mark(inquiry: Inquiry, mark: str) -> Line:
    """The line for a demanded mark without any product certificate."""
    system = any(
        certificate.standard and is_of(certificate, mark, mark=False)
        for certificate in inquiry.supplier.certificates
    )
    reason = f"No product certificate for {mark} is on record."
    if system:
        reason = (
            f"Only a certificate of a management system is on record for {mark}; "
            "it never stands for a product."
        )
    return line(
        Rule.PRODUCT_CERTIFICATE,
        mark,
        Outcome.FAIL,
        reason,
        source=PROFILE,
        cure=f"Ask for the {mark} certificate or listing of the product.",
        asked_of=inquiry.supplier.name,
    )


def no_mark_demanded() -> Line:
    """The line of a profile that demands no mark."""
    return line(Rule.PRODUCT_CERTIFICATE, "", Outcome.NOT_APPLICABLE, "No mark is demanded.")


def _judged(candidate: Candidate) -> tuple[Outcome, str, str]:
    recognition, validity = candidate.recognition, candidate.validity
    in_force = validity.state in IN_FORCE
    undated = validity.state is State.UNDATED
    if not in_force and not undated:
        return Outcome.FAIL, validity.reason, "Ask for the certificate or listing in force."
    if recognition.level is not Level.WIDELY_RECOGNISED:
        reason = recognition.reason or f"{level_words(recognition)}."
        unknown = recognition.level is Level.UNPROVEN and recognition.cause is not Cause.REFUTED
        if unknown:
            return Outcome.UNKNOWN, reason, "Ask the issuer for its accreditation."
        return Outcome.FAIL, reason, "Ask for a certificate by a recognised body."
    if undated:
        return Outcome.UNKNOWN, validity.reason, "Look up the end of validity and record the day."
    return Outcome.PASS, f"{validity.reason} It certifies a product, not a system.", ""
