"""The rule on the buyer's own audit: where one is demanded, was it passed, is it in force?"""

from domain.assessment import EvidenceRef, Line
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
    best = _best_own_evidence(inquiry)
    if best is not None:
        ref, validity = best
        outcome = Outcome.PASS if validity.state in IN_FORCE else Outcome.FAIL
        if validity.state is State.UNDATED:
            outcome = Outcome.UNKNOWN
        word = STATE_WORD.get(validity.state, "")
        return _audit_line(inquiry, outcome, validity.reason, (ref,), word)
    return _without_passed_audit(inquiry, inquiry.buyer.name)


def _best_own_evidence(inquiry: Inquiry) -> tuple[EvidenceRef, Validity] | None:
    """This buyer's own passed evidence that lasts longest, with how it stands."""
    found: list[tuple[EvidenceRef, Validity]] = []
    supplier, day = inquiry.supplier, inquiry.day
    for audit in own_audits(inquiry):
        validity = inquiry.audit_validity(audit) if is_passed(audit) else None
        if validity is not None and not inquiry.is_history(audit):
            found.append((ref_of(audit), validity))
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
            found.append((ref_of(certificate), validity))
    return max(found, key=lambda pair: _strength(pair[1]), default=None)


def _strength(validity: Validity) -> tuple[int, int]:
    rank = 2 if validity.state in IN_FORCE else int(validity.state is State.UNDATED)
    end = validity.effective_expiry
    return rank, end.toordinal() if end else 0


def _without_passed_audit(inquiry: Inquiry, buyer: str) -> Line:
    audits = sorted(own_audits(inquiry), key=lambda a: (a.done_on or a.recorded_on, a.id))
    last = audits[-1] if audits else None
    if last is None:
        reason = f"No audit by {buyer} is on record."
        return _audit_line(inquiry, Outcome.FAIL, reason, word="none")
    refs = (ref_of(last),)
    if last.done_on is None and last.result in (None, AuditResult.PENDING):
        when = f", planned for {long_day(last.planned_on)}," if last.planned_on else ""
        reason = f"The audit by {buyer}{when} is not done yet."
        return _audit_line(inquiry, Outcome.FAIL, reason, refs, "not yet")
    on = f" on {long_day(last.done_on)}" if last.done_on else ""
    if last.result is AuditResult.FAILED:
        reason = f"The audit by {buyer}{on} was failed."
        return _audit_line(inquiry, Outcome.FAIL, reason, refs, "failed")
    if last.result is AuditResult.PENDING:
        reason = f"The result of the audit by {buyer}{on} is pending."
        return _audit_line(inquiry, Outcome.FAIL, reason, refs, "pending")
    reason = f"No result of the audit by {buyer}{on} is on record."
    return _audit_line(inquiry, Outcome.UNKNOWN, reason, refs, "no result")


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
