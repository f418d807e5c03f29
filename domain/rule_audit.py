"""The rule on the buyer's own audit: where one is demanded, was it passed, is it in force?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.assessment import EvidenceRef, Line
from domain.facts import AuditFacts
from domain.inquiry import Inquiry, line, own_audits, ref_of
from domain.recognition import recognise
from domain.rule_evidence import STATE_WORD
from domain.validity import Validity, is_passed, validity_in_chain
from domain.vocabulary import IN_FORCE, AuditResult, Level, Outcome, Rule, State
from domain.wording import long_day

SECOND_PARTY = "ISO 19011, 3.1"


def second_party_audit(inquiry: Inquiry) -> Line:
    """Whether the buyer's own audit, where one is demanded, was passed and is in force."""
    if not inquiry.profile.audit:
        return line(Rule.SECOND_PARTY_AUDIT, "", Outcome.NOT_APPLICABLE, "No audit is demanded.")
    if inquiry.buyer is None:
        reason = "An audit by the buyer is demanded, but no buyer is named."
        cure = "Choose the buyer for whom the supplier is judged."
        return _audit_line(inquiry, Outcome.UNKNOWN, reason, word="whose?", cure=cure)
    found = [*_passed(inquiry), *_without_result(inquiry, inquiry.buyer.name)]
    best = max(found, key=_strength, default=None)
    if best is None:
        return _not_passed(inquiry, inquiry.buyer.name)
    outcome = Outcome.PASS if best.validity.state in IN_FORCE else Outcome.FAIL
    if best.validity.state is State.UNDATED:
        outcome = Outcome.UNKNOWN
    word = STATE_WORD.get(best.validity.state, "")
    return _audit_line(inquiry, outcome, best.reason, (best.ref,), best.word or word)


@dataclass(frozen=True, slots=True)
class _Own:
    """The buyer's own evidence: passed, or done without a result on record (as good as undated
    while it would stand, had it been passed)."""

    ref: EvidenceRef
    validity: Validity
    reason: str
    word: str = ""


def _passed(inquiry: Inquiry) -> Iterator[_Own]:
    """This buyer's own passed audits, and what is listed like certificates of such."""
    supplier, day = inquiry.supplier, inquiry.day
    for audit in own_audits(inquiry):
        validity = inquiry.audit_validity(audit) if is_passed(audit) else None
        if validity is not None and not inquiry.is_history(audit):
            yield _Own(ref_of(audit), validity, validity.reason)
    for certificate in supplier.certificates:
        if not certificate.buyers or inquiry.buyer not in certificate.buyers:
            continue
        if inquiry.renewals.superseded_by(certificate, day) is not None:
            continue
        recognition = recognise(certificate, inquiry.buyer, day, inquiry.directory)
        if recognition is not None and recognition.level is Level.ONE_CUSTOMER:
            validity = validity_in_chain(
                certificate, day, inquiry.renewals, inquiry.directory, inquiry.windows
            )
            yield _Own(ref_of(certificate), validity, validity.reason)


def _without_result(inquiry: Inquiry, buyer: str) -> Iterator[_Own]:
    """This buyer's own audits whose result nobody recorded, as long as they would stand."""
    for audit in own_audits(inquiry):
        if audit.result or not would_stand(inquiry, audit) or inquiry.is_history(audit):
            continue
        validity = inquiry.audit_validity(audit)
        reason, word = not_passed_words(inquiry, audit, buyer)
        if validity is not None:
            yield _Own(ref_of(audit), replace(validity, state=State.UNDATED), reason, word)


def _strength(own: _Own) -> tuple[int, int]:
    validity = own.validity
    rank = 2 if validity.state in IN_FORCE else int(validity.state is State.UNDATED)
    end = validity.effective_expiry
    return rank, end.toordinal() if end else 0


def _not_passed(inquiry: Inquiry, buyer: str) -> Line:
    """No own audit was passed, nor one done lately without a result: what the last one came to."""
    last = last_audit(own_audits(inquiry))
    if last is None:
        reason = f"No audit by {buyer} is on record."
        return _audit_line(inquiry, Outcome.FAIL, reason, word="none")
    reason, word = not_passed_words(inquiry, last, buyer)
    return _audit_line(inquiry, Outcome.FAIL, reason, (ref_of(last),), word)


def last_audit(audits: Iterable[AuditFacts]) -> AuditFacts | None:
    """The last of some audits, one only planned where none was done; one without a day counts from
    its recording."""

    def key(audit: AuditFacts) -> tuple[bool, date, int]:
        is_held = audit.done_on is not None or audit.result is not None
        return is_held, audit.done_on or audit.recorded_on, audit.id

    return max(audits, key=key, default=None)


def would_stand(inquiry: Inquiry, audit: AuditFacts) -> bool:
    """Whether an audit would be in force on the day, had it been passed."""
    validity = inquiry.audit_validity(audit) if audit.done_on else None
    return validity is not None and validity.state in IN_FORCE


def not_passed_words(inquiry: Inquiry, audit: AuditFacts, buyer: str) -> tuple[str, str]:
    """What an own audit that was not passed came to: a sentence, and the word of a cell."""
    on = f" on {long_day(audit.done_on)}" if audit.done_on else ""
    if audit.result is AuditResult.FAILED:
        return f"The audit by {buyer}{on} was failed.", "failed"
    if audit.done_on is None:
        when = f", planned for {long_day(audit.planned_on)}," if audit.planned_on else ""
        return f"The audit by {buyer}{when} is not done yet.", "not yet"
    if audit.result is AuditResult.PENDING:
        return f"The result of the audit by {buyer}{on} is pending.", "pending"
    if would_stand(inquiry, audit):
        return f"No result of the audit by {buyer}{on} is on record.", "no result"
    lapsed = f"The audit by {buyer}{on} would have lapsed by now, and has no result on record."
    return lapsed, "ended"


def _audit_line(
    inquiry: Inquiry,
    outcome: Outcome,
    reason: str,
    refs: tuple[EvidenceRef, ...] = (),
    word: str = "",
    cure: str = "Audit the supplier, or record the audit and its result.",
) -> Line:
    open_question = outcome is not Outcome.PASS
    buyer = inquiry.buyer.name if inquiry.buyer else ""
    return line(
        Rule.SECOND_PARTY_AUDIT,
        "",
        outcome,
        reason,
        evidence=refs,
        source=SECOND_PARTY,
        cure=cure if open_question else "",
        asked_of=buyer if open_question else "",
        word=word,
    )
