"""The rule on product certificates: each demanded mark in force.

A mark is demanded of a product, a standard of how a supplier works; neither certificate ever
stands for the other (what is said where one is missing: `rule_missing`).
"""

from domain.assessment import Line
from domain.inquiry import Candidate, Inquiry, checked_on, latest_check, line, that_stands
from domain.rule_evidence import STATE_WORD, issuer_of, validity_cure
from domain.rule_missing import PRODUCT
from domain.rule_scope import decided_against, decided_words
from domain.vocabulary import IN_FORCE, Cause, CheckResult, Level, Outcome, Rule, State
from domain.wording import level_words, long_day


def product_certificate(inquiry: Inquiry, mark: str, candidate: Candidate) -> Line:
    """Whether the certificate of a demanded mark is recognised and in force on the day."""
    outcome, reason, cure, word = _judged(inquiry, candidate)
    certificate, refs = candidate.certificate, candidate.refs
    waivable = True
    if certificate is not None:
        answer = latest_check(certificate, inquiry.day)[0]
        if answer is not None and answer.result is CheckResult.CONTRADICTED:
            outcome, waivable, word = Outcome.FAIL, False, "contra."
            reason = f"Contradicted on {long_day(checked_on(answer))} by its issuer or a register."
            cure = "Ask the issuer, and record the answer."
        elif outcome is not Outcome.FAIL and (against := decided_against(inquiry, certificate)):
            outcome, word = Outcome.FAIL, "outside"
            reason = decided_words(against)
            cure = f"Ask for the {mark} certificate or listing of what is supplied."
    issuer = issuer_of(inquiry, candidate)
    return line(
        Rule.PRODUCT_CERTIFICATE,
        mark,
        outcome,
        reason + that_stands(candidate, mark),
        evidence=refs,
        source=PRODUCT,
        cure=cure,
        asked_of=issuer if cure else "",
        waivable=waivable,
        word=word,
        until=candidate.validity.cover_until if outcome is Outcome.PASS else None,
    )


def no_mark_demanded() -> Line:
    """The line of a profile that demands no mark."""
    return line(Rule.PRODUCT_CERTIFICATE, "", Outcome.NOT_APPLICABLE, "No mark is demanded.")


def _judged(inquiry: Inquiry, candidate: Candidate) -> tuple[Outcome, str, str, str]:
    """Outcome, reason, cure and the word of a cell."""
    recognition, validity = candidate.recognition, candidate.validity
    reason = recognition.reason or f"{level_words(recognition)}."
    if recognition.level in (Level.NOT_RECOGNISED, Level.ONE_CUSTOMER):
        return Outcome.FAIL, reason, "Ask for a certificate by a recognised body.", "not rec."
    word = STATE_WORD.get(validity.state, "")
    cure = validity_cure(inquiry, candidate)[0]
    if validity.state not in IN_FORCE and validity.state is not State.UNDATED:
        return Outcome.FAIL, validity.reason, cure, word
    if recognition.level is Level.UNPROVEN and recognition.cause is Cause.REFUTED:
        wanted = "Ask for a certificate by a recognised body."
        return Outcome.FAIL, reason, wanted, "unproven"
    if recognition.level is Level.UNPROVEN:
        return Outcome.UNKNOWN, reason, "Ask the issuer for its accreditation.", "unproven"
    if validity.state is State.UNDATED:
        return Outcome.UNKNOWN, validity.reason, cure, word
    return Outcome.PASS, f"{validity.reason} It certifies a product, not a system.", "", ""
