"""The rule on product certificates: each demanded mark in force, for what is supplied.

A mark is demanded of a product, a standard of how a supplier works; neither certificate ever
stands for the other (what is said where one is missing: `rule_missing`).
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from domain.assessment import EvidenceRef, Line
from domain.facts import CertificateFacts
from domain.inquiry import (
    Candidate,
    Inquiry,
    certificates_for,
    checked_on,
    latest_check,
    line,
    that_stands,
)
from domain.rule_evidence import STATE_WORD, validity_cure
from domain.rule_missing import PRODUCT
from domain.rule_scope import decided_words, decision_refs, open_sentences
from domain.rule_standard import EDITION_WORD, RECORD_EDITION, edition_asked, issuer_of
from domain.scope import Decided, Supply, decided_on, decision_on, name_key
from domain.vocabulary import IN_FORCE, Cause, CheckResult, Level, Outcome, Rule, State
from domain.wording import level_words, long_day

_COMPARE = "Compare the products it names with what is supplied and record the decision."
_OPEN, _OUTSIDE = "open", "outside"
_PARTS = re.compile(r"[,;/\n]")  # what the products of one certificate are listed with


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a question comes to. `word`: in a cell."""

    outcome: Outcome
    reason: str = ""
    cure: str = ""
    word: str = ""
    waivable: bool = True
    refs: tuple[EvidenceRef, ...] = ()


def product_certificate(inquiry: Inquiry, mark: str, candidate: Candidate) -> Line:
    """Whether the certificate of a demanded mark is recognised, in force on the day, and for
    what is supplied."""
    found = _of_itself(inquiry, mark, candidate)
    certificate = candidate.certificate
    if certificate is not None and found.outcome is not Outcome.FAIL:
        found = _with_cover(found, _cover(inquiry, mark, certificate))
    passed, asked_of = found.outcome is Outcome.PASS, ""
    if found.cure:
        is_of_supply = found.word in (_OPEN, _OUTSIDE)
        asked_of = inquiry.supplier.name if is_of_supply else issuer_of(inquiry, candidate)
    return line(
        Rule.PRODUCT_CERTIFICATE,
        mark,
        found.outcome,
        found.reason + (that_stands(candidate, mark) if passed else ""),
        evidence=candidate.refs + found.refs,
        source=PRODUCT,
        cure=found.cure,
        asked_of=asked_of,
        waivable=found.waivable,
        word=found.word,
        until=candidate.validity.cover_until if passed else None,
    )


def no_mark_demanded() -> Line:
    """The line of a profile that demands no mark."""
    return line(Rule.PRODUCT_CERTIFICATE, "", Outcome.NOT_APPLICABLE, "No mark is demanded.")


def _of_itself(inquiry: Inquiry, mark: str, candidate: Candidate) -> _Judged:
    """What the certificate is worth, whatever is supplied: its issuer's word comes first."""
    certificate = candidate.certificate
    answer = latest_check(certificate, inquiry.day)[0] if certificate is not None else None
    if answer is not None and answer.result is CheckResult.CONTRADICTED:
        reason = f"Contradicted on {long_day(checked_on(answer))} by its issuer or a register."
        cure = "Ask the issuer, and record the answer."
        return _Judged(Outcome.FAIL, reason, cure, "contra.", waivable=False)
    found = _in_force(inquiry, candidate)
    edition, reason = edition_asked(candidate.evidence, candidate.alternative, mark)
    if edition is Outcome.FAIL and found.outcome is not Outcome.FAIL:
        return _Judged(edition, reason, f"Ask for a certificate to {mark}.", EDITION_WORD)
    if edition is Outcome.UNKNOWN and found.outcome is Outcome.PASS:
        return _Judged(edition, reason, RECORD_EDITION, EDITION_WORD)
    return found


def _in_force(inquiry: Inquiry, candidate: Candidate) -> _Judged:
    """Whether it is recognised and in force on the day."""
    recognition, validity = candidate.recognition, candidate.validity
    reason = recognition.reason or f"{level_words(recognition)}."
    wanted = "Ask for a certificate by a recognised body."
    if recognition.level in (Level.NOT_RECOGNISED, Level.ONE_CUSTOMER):
        return _Judged(Outcome.FAIL, reason, wanted, "not rec.")
    word = STATE_WORD.get(validity.state, "")
    cure = validity_cure(inquiry, candidate)[0]
    if validity.state not in IN_FORCE and validity.state is not State.UNDATED:
        return _Judged(Outcome.FAIL, validity.reason, cure, word)
    if recognition.level is Level.UNPROVEN and recognition.cause is Cause.REFUTED:
        return _Judged(Outcome.FAIL, reason, wanted, "unproven")
    if recognition.level is Level.UNPROVEN:
        asked = "Ask the issuer for its accreditation."
        return _Judged(Outcome.UNKNOWN, reason, asked, "unproven")
    if validity.state is State.UNDATED:
        return _Judged(Outcome.UNKNOWN, validity.reason, cure, word)
    return _Judged(Outcome.PASS, f"{validity.reason} It certifies a product, not a system.")


def _with_cover(found: _Judged, cover: _Judged) -> _Judged:
    """Both questions in one: what it does not cover goes first, then what is not known of it."""
    if cover.outcome is Outcome.FAIL:
        return cover
    if cover.outcome is Outcome.PASS or found.outcome is Outcome.PASS:
        worse = cover if cover.outcome is not Outcome.PASS else found
        reasons = (found.reason, cover.reason) if worse is found else (cover.reason,)
        return replace(worse, reason=" ".join(filter(None, reasons)), refs=cover.refs)
    return replace(
        found,
        reason=f"{found.reason} {cover.reason}",
        cure=f"{found.cure} {cover.cure}".strip(),
        refs=cover.refs,
    )


def _cover(inquiry: Inquiry, mark: str, certificate: CertificateFacts) -> _Judged:
    """Whether it is for what is supplied, by what people decided.

    Where nobody decided anything, that is asked only of suppliers whose sites and products are
    judged; a certificate that names what is supplied word for word needs no decision.
    """
    found = Decided.of(inquiry.supplier, certificate, inquiry.day)
    refs = decision_refs(found)
    if found.against:
        cure = f"Ask for the {mark} certificate or listing of what is supplied."
        return _Judged(Outcome.FAIL, decided_words(found.against), cure, _OUTSIDE, refs=refs)
    stated = ""
    if any(decided_on(decision) <= inquiry.day for decision in certificate.decisions):
        found = _without_covered_elsewhere(inquiry, mark, certificate, found)
    elif not inquiry.asks(Rule.SITE_AND_PRODUCT):
        return _Judged(Outcome.PASS)
    elif found.reduced_on == date.min:
        left = tuple(one for one in found.undecided if not _names(certificate, one))
        found = replace(found, undecided=left)
        stated = f"It names what is supplied: {certificate.product.strip().rstrip('.')}."
    if not found.open:
        return _Judged(Outcome.PASS, stated, refs=refs)
    reason = " ".join(open_sentences(found, "it covers"))
    return _Judged(Outcome.UNKNOWN, reason, _COMPARE, _OPEN, refs=refs)


def _names(certificate: CertificateFacts, supply: Supply) -> bool:
    """Whether the product it is for is what is supplied, word for word, or among its list."""
    if not supply.product:
        return False
    parts = (certificate.product, *_PARTS.split(certificate.product))
    return not supply.names.isdisjoint(map(name_key, parts))


def _without_covered_elsewhere(
    inquiry: Inquiry, mark: str, certificate: CertificateFacts, found: Decided
) -> Decided:
    """What is left to decide where other certificates of the mark are for other products."""
    if not found.open:
        return found
    others = [
        one.certificate
        for one in certificates_for(inquiry, mark, mark=True)
        if one.certificate is not None
        and one.certificate is not certificate
        and not one.confidential
        and _of_itself(inquiry, mark, one).outcome is Outcome.PASS
    ]

    def is_open(supply: Supply) -> bool:
        answers = (decision_on(supply, other, inquiry.day) for other in others)
        return not any(
            decision is not None and decision.covers and not lapsed for decision, lapsed in answers
        )

    return replace(
        found,
        undecided=tuple(supply for supply in found.undecided if is_open(supply)),
        lapsed=tuple(pair for pair in found.lapsed if is_open(pair[0])),
    )
