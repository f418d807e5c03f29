"""The rules on the evidence that stands for a demanded standard.

Required standard, in force, margin, edition. Each takes the inquiry, the demand and one
candidate and gives one line; what needs upkeep (site, surveillance, verification) is in
`rule_upkeep`.
"""

from datetime import date

from domain.assessment import Demand, Line
from domain.days import days_ahead
from domain.edition import judge_edition
from domain.inquiry import Candidate, Inquiry, line, that_stands
from domain.recognition import Recognition, recognise
from domain.vocabulary import IN_FORCE, Cause, Level, Outcome, Rule, State
from domain.wording import in_days, level_words, long_day

PROFILE = "Profile"
CRITERIA = "ISO 9001:2015, 8.4.1"
CERTIFICATE_CONTENT = "ISO/IEC 17021-1, 8.2.2"
CERTIFICATE_STATUS = "ISO/IEC 17021-1, 9.6.5"
_LEVEL_WORD = {
    Level.NOT_RECOGNISED: "not rec.",
    Level.UNPROVEN: "unproven",
    Level.ONE_CUSTOMER: "1 only",
    Level.WIDELY_RECOGNISED: "not shown",
}
_EDITION_WORD = {Outcome.FAIL: "obsolete", Outcome.UNKNOWN: "unclear"}
STATE_WORD = {
    State.EXPIRED: "ended",
    State.SUSPENDED: "susp.",
    State.WITHDRAWN: "withdr.",
    State.NOT_YET_VALID: "not yet",
    State.UNDATED: "undated",
}


def required_standard(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the candidate's recognition is one that the demand accepts, for this buyer."""
    outcome, reason = _recognised(inquiry, demand, candidate)
    cure, asked_of, word = "", "", ""
    if outcome is not Outcome.PASS:
        cure, asked_of = _recognition_cure(inquiry, demand, candidate, outcome)
        word = _LEVEL_WORD[candidate.recognition.level]
    return line(
        Rule.REQUIRED_STANDARD,
        demand.standard,
        outcome,
        reason + that_stands(candidate, demand.standard),
        evidence=candidate.refs,
        source=CRITERIA,
        cure=cure,
        asked_of=asked_of,
        word=word,
    )


def in_force(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the candidate is in force on the day."""
    validity = candidate.validity
    outcome, until = Outcome.FAIL, None
    if validity.state in IN_FORCE:
        outcome, until = Outcome.PASS, _cover_that_counts(inquiry, demand, candidate)[0]
    elif validity.state is State.UNDATED:
        outcome = Outcome.UNKNOWN
    cure, asked_of = validity_cure(inquiry, candidate)
    return line(
        Rule.IN_FORCE,
        demand.standard,
        outcome,
        validity.reason,
        evidence=candidate.refs,
        source=CERTIFICATE_STATUS if validity.state is State.SUSPENDED else CERTIFICATE_CONTENT,
        cure=cure,
        asked_of=asked_of,
        word=STATE_WORD.get(validity.state, ""),
        until=until,
    )


def margin(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the cover reaches far enough ahead, with a renewal in hand that counts too."""
    days = inquiry.profile.margin_days
    validity = candidate.validity
    if validity.state not in IN_FORCE:
        return _margin_without_force(inquiry, demand, candidate)
    cover, renewed = _cover_that_counts(inquiry, demand, candidate)
    if cover is None:
        reason = f"The end of its cover is not known; {days} days are asked for."
        return _margin_line(inquiry, demand, candidate, Outcome.UNKNOWN, reason, "undated")
    left = (cover - inquiry.day).days
    with_renewal = ", with the renewal in hand" if renewed else ""
    if cover >= days_ahead(inquiry.day, days):
        reason = f"{in_days(left)} of cover remain{with_renewal}; {days} are asked for."
        return _margin_line(inquiry, demand, candidate, Outcome.PASS, reason)
    reason = f"Only {in_days(left)} of cover remain{with_renewal}; {days} are asked for."
    return _margin_line(inquiry, demand, candidate, Outcome.FAIL, reason, f"{left} d")


def edition(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the edition is not obsolete; nothing to ask where it is not in force anyway."""
    if is_told_by_in_force(inquiry, candidate):
        return not_in_force(Rule.EDITION, demand)
    if candidate.certificate is None and candidate.evidence.edition is None:
        return line(
            Rule.EDITION, demand.standard, Outcome.NOT_APPLICABLE, "An audit names no edition."
        )
    found = judge_edition(candidate.evidence, inquiry.day, inquiry.directory)
    open_question = found.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    cure = "Record the edition as it is printed on the certificate."
    asked_of = issuer_of(inquiry, candidate)
    if found.outcome is Outcome.FAIL and candidate.evidence.edition is not None:
        cure = "Ask for a certificate to the current edition."
        asked_of = inquiry.supplier.name
    return line(
        Rule.EDITION,
        demand.standard,
        found.outcome,
        found.reason,
        evidence=candidate.refs,
        source=found.source or "Directory of editions",
        cure=cure if open_question else "",
        asked_of=asked_of if open_question else "",
        word=_EDITION_WORD.get(found.outcome, ""),
    )


def is_told_by_in_force(inquiry: Inquiry, candidate: Candidate) -> bool:
    """Whether the rule on force already says that the candidate is not in force: what could only
    fail because of that is then not asked (one cause, one line)."""
    state = candidate.validity.state
    return inquiry.asks(Rule.IN_FORCE) and state not in IN_FORCE and state is not State.UNDATED


def not_in_force(rule: Rule, demand: Demand) -> Line:
    """The line of a rule that follows from the evidence not being in force."""
    return line(
        rule, demand.standard, Outcome.NOT_APPLICABLE, "Follows from its not being in force."
    )


def accepts(inquiry: Inquiry, demand: Demand, recognition: Recognition) -> bool:
    """Whether a demand accepts a recognition, for the buyer that asks."""
    if recognition.level is Level.WIDELY_RECOGNISED:
        return recognition.shown or not demand.shown
    own = recognition.level is Level.ONE_CUSTOMER and inquiry.buyer is not None
    return own and not demand.widely


def _recognised(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> tuple[Outcome, str]:
    recognition = candidate.recognition
    reason = recognition.reason or f"{level_words(recognition)}."
    if accepts(inquiry, demand, recognition):
        return Outcome.PASS, reason
    if recognition.level is Level.WIDELY_RECOGNISED:
        return (
            Outcome.UNKNOWN,
            "Its accreditation is not recorded as shown on the certificate, "
            "which this profile asks for.",
        )
    if recognition.level is Level.UNPROVEN and recognition.cause is not Cause.REFUTED:
        return Outcome.UNKNOWN, reason
    if recognition.level is Level.ONE_CUSTOMER:
        asked = "a widely recognised one is asked for"
        if not demand.widely:
            asked = "no buyer is named whose own it could be"
        return Outcome.FAIL, f"{level_words(recognition)}; {asked}."
    return Outcome.FAIL, reason


def _recognition_cure(
    inquiry: Inquiry, demand: Demand, candidate: Candidate, outcome: Outcome
) -> tuple[str, str]:
    if outcome is Outcome.UNKNOWN and candidate.recognition.level is Level.UNPROVEN:
        return (
            "Ask for the certificate with its accreditation mark, or the issuer's accreditation.",
            issuer_of(inquiry, candidate),
        )
    if outcome is Outcome.UNKNOWN:
        return "Record the accreditation body as it stands on the certificate.", (
            inquiry.supplier.name
        )
    return certificate_wanted(demand.standard), inquiry.supplier.name


def certificate_wanted(standard: str) -> str:
    """What to ask for where there is no evidence that counts."""
    return f"Ask for a certificate to {standard} under an accreditation that counts."


def validity_cure(inquiry: Inquiry, candidate: Candidate) -> tuple[str, str]:
    """What would bring the candidate back into force, and whom to ask for it."""
    validity, supplier = candidate.validity, inquiry.supplier.name
    if validity.state is State.EXPIRED:
        kind = "certificate" if candidate.certificate is not None else "audit"
        return f"Record the renewal, or a new {kind}.", supplier
    if validity.state is State.WITHDRAWN:
        return "A new certificate is needed.", supplier
    if validity.state is State.SUSPENDED:
        return "Record that the suspension was lifted, once it was.", issuer_of(inquiry, candidate)
    if validity.state is State.NOT_YET_VALID and validity.since is not None:
        return f"Clears by itself on {long_day(validity.since)}.", ""
    if validity.state is State.UNDATED:
        return "Look up the end of validity and record the day.", issuer_of(inquiry, candidate)
    return "", ""


def issuer_of(inquiry: Inquiry, candidate: Candidate) -> str:
    """Who can tell more of the candidate: its issuer, else the supplier."""
    certificate = candidate.certificate
    return (certificate.certification_body if certificate else "") or inquiry.supplier.name


def _cover_that_counts(
    inquiry: Inquiry, demand: Demand, candidate: Candidate
) -> tuple[date | None, bool]:
    """The last day of cover, and whether a renewal in hand carries it.

    A renewal whose own recognition the demand would not accept adds no cover.
    """
    certificate, end = candidate.certificate, candidate.validity.effective_expiry
    if certificate is None or end is None:
        return end, False
    renewed = False
    for successor in inquiry.renewals.in_hand(certificate, inquiry.day):
        recognition = recognise(
            successor.certificate, inquiry.buyer, inquiry.day, inquiry.directory
        )
        if recognition is None or not accepts(inquiry, demand, recognition):
            break
        end, renewed = successor.life.ends_on, True
    return end, renewed


def _margin_without_force(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Of evidence that is not in force, or undated: told here only where no other rule says so."""
    validity, days = candidate.validity, inquiry.profile.margin_days
    if validity.state is State.UNDATED:
        if inquiry.asks(Rule.IN_FORCE):
            why = "Follows from the end of validity not being known."
            return line(Rule.MARGIN, demand.standard, Outcome.NOT_APPLICABLE, why)
        reason = f"No end of validity is on record: whether {in_days(days)} remain is not known."
        return _margin_line(inquiry, demand, candidate, Outcome.UNKNOWN, reason, "undated")
    if inquiry.asks(Rule.IN_FORCE):
        return not_in_force(Rule.MARGIN, demand)
    reason = f"{validity.reason} No cover remains; {days} days are asked for."
    word = STATE_WORD[validity.state]
    return _margin_line(inquiry, demand, candidate, Outcome.FAIL, reason, word)


def _margin_line(
    inquiry: Inquiry,
    demand: Demand,
    candidate: Candidate,
    outcome: Outcome,
    reason: str,
    word: str = "",
) -> Line:
    cure = {
        Outcome.FAIL: "Record the renewal as soon as it is issued.",
        Outcome.UNKNOWN: "Look up the end of validity and record the day.",
    }.get(outcome, "")
    return line(
        Rule.MARGIN,
        demand.standard,
        outcome,
        reason,
        evidence=candidate.refs,
        source=PROFILE,
        cure=cure,
        asked_of=inquiry.supplier.name if cure else "",
        word=word,
    )
