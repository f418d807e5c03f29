"""The rules on the evidence that stands for a demanded standard.

Required standard, in force, margin, edition. Each takes the inquiry, the demand and one
candidate and gives one line; what needs upkeep (site, surveillance, verification) is in
`rule_upkeep`.
"""

from datetime import date

from domain.assessment import Demand, Line
from domain.days import days_ahead
from domain.edition import judge_edition
from domain.inquiry import Candidate, Inquiry, audits_for, certificates_for, line
from domain.recognition import Recognition, recognise
from domain.vocabulary import IN_FORCE, Cause, Level, Outcome, Rule, State
from domain.wording import counted, in_days, level_words, long_day

PROFILE = "Profile"
CRITERIA = "ISO 9001:2015, 8.4.1"
CERTIFICATE_CONTENT = "ISO/IEC 17021-1, 8.2.2"
CERTIFICATE_STATUS = "ISO/IEC 17021-1, 9.6.5"


def required_standard(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the candidate's recognition is one that the demand accepts, for this buyer."""
    if candidate.confidential:
        return _others_only(inquiry, demand)
    outcome, reason = _recognised(inquiry, demand, candidate)
    cure, asked_of = "", ""
    if outcome is not Outcome.PASS:
        cure, asked_of = _recognition_cure(inquiry, demand, candidate, outcome)
    return line(
        Rule.REQUIRED_STANDARD,
        demand.standard,
        outcome,
        reason,
        evidence=candidate.refs,
        source=CRITERIA,
        cure=cure,
        asked_of=asked_of,
    )


def missing_standard(inquiry: Inquiry, demand: Demand, others: bool) -> Line:
    """The line for a demanded standard without any evidence.

    `others`: a certificate of that name is on record, yet of the kind that never counts for it.
    """
    reason = f"No evidence of {demand.standard} is on record."
    if others:
        reason = (
            f"Only a product certificate is on record for {demand.standard}; "
            "it never stands for a standard of how a supplier works."
        )
    return line(
        Rule.REQUIRED_STANDARD,
        demand.standard,
        Outcome.FAIL,
        reason,
        source=CRITERIA,
        cure=f"Ask for a {demand.standard} certificate under an accreditation that counts.",
        asked_of=inquiry.supplier.name,
    )


def in_force(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the candidate is in force on the day."""
    validity = candidate.validity
    outcome = Outcome.FAIL
    if validity.state in IN_FORCE:
        outcome = Outcome.PASS
    elif validity.state is State.UNDATED:
        outcome = Outcome.UNKNOWN
    cure, asked_of = _validity_cure(inquiry, candidate)
    return line(
        Rule.IN_FORCE,
        demand.standard,
        outcome,
        validity.reason,
        evidence=candidate.refs,
        source=CERTIFICATE_STATUS if validity.state is State.SUSPENDED else CERTIFICATE_CONTENT,
        cure=cure,
        asked_of=asked_of,
    )


def margin(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the cover reaches far enough ahead, with a renewal in hand that counts too."""
    days = inquiry.profile.margin_days
    state = candidate.validity.state
    if state is State.UNDATED:
        # Without the rule on force the unknown end would otherwise be told nowhere.
        if inquiry.asks(Rule.IN_FORCE):
            why = "Follows from the end of validity not being known."
            return line(Rule.MARGIN, demand.standard, Outcome.NOT_APPLICABLE, why)
        reason = f"No end of validity is on record: whether {in_days(days)} remain is not known."
        return _margin_line(demand, candidate, Outcome.UNKNOWN, reason)
    if state not in IN_FORCE:
        return _not_in_force(Rule.MARGIN, demand)
    cover, renewed = _cover_that_counts(inquiry, demand, candidate)
    if cover is None:
        return _margin_line(demand, candidate, Outcome.UNKNOWN, "The end of its cover is unknown.")
    left = (cover - inquiry.day).days
    with_renewal = ", with the renewal in hand" if renewed else ""
    if cover >= days_ahead(inquiry.day, days):
        reason = f"{in_days(left)} of cover remain{with_renewal}; {days} are asked for."
        return _margin_line(demand, candidate, Outcome.PASS, reason)
    reason = f"Only {in_days(left)} of cover remain{with_renewal}; {days} are asked for."
    return line(
        Rule.MARGIN,
        demand.standard,
        Outcome.FAIL,
        reason,
        evidence=candidate.refs,
        source=PROFILE,
        cure="Record the renewal as soon as it is issued.",
        asked_of=inquiry.supplier.name,
    )


def edition(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the edition is not obsolete; nothing to ask where it is not in force anyway."""
    state = candidate.validity.state
    if state not in IN_FORCE and state is not State.UNDATED:
        return _not_in_force(Rule.EDITION, demand)
    if candidate.certificate is None and candidate.evidence.edition is None:
        return line(
            Rule.EDITION, demand.standard, Outcome.NOT_APPLICABLE, "An audit names no edition."
        )
    found = judge_edition(candidate.evidence, inquiry.day, inquiry.directory)
    open_question = found.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    return line(
        Rule.EDITION,
        demand.standard,
        found.outcome,
        found.reason,
        evidence=candidate.refs,
        source=found.source or "Directory of editions",
        cure="Record the edition as it is printed on the certificate." if open_question else "",
        asked_of=_issuer(inquiry, candidate) if open_question else "",
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


def _others_only(inquiry: Inquiry, demand: Demand) -> Line:
    held = [
        *certificates_for(inquiry, demand.standard, mark=False),
        *audits_for(inquiry, demand.standard),
    ]
    count = sum(candidate.confidential for candidate in held)
    audits = counted(count, "audit")
    verb = "is" if count == 1 else "are"
    return line(
        Rule.REQUIRED_STANDARD,
        demand.standard,
        Outcome.FAIL,
        f"Only {audits} by other customers {verb} on record for {demand.standard}, "
        "recognised by those customers only.",
        source=CRITERIA,
        cure=f"Ask for a {demand.standard} certificate under an accreditation that counts.",
        asked_of=inquiry.supplier.name,
    )


def _recognition_cure(
    inquiry: Inquiry, demand: Demand, candidate: Candidate, outcome: Outcome
) -> tuple[str, str]:
    if outcome is Outcome.UNKNOWN and candidate.recognition.level is Level.UNPROVEN:
        return (
            "Ask for the certificate with its accreditation mark, or the issuer's accreditation.",
            _issuer(inquiry, candidate),
        )
    if outcome is Outcome.UNKNOWN:
        return "Record the accreditation body as it stands on the certificate.", (
            inquiry.supplier.name
        )
    return (
        f"Ask for a {demand.standard} certificate under an accreditation that counts.",
        inquiry.supplier.name,
    )


def _validity_cure(inquiry: Inquiry, candidate: Candidate) -> tuple[str, str]:
    validity, supplier = candidate.validity, inquiry.supplier.name
    if validity.state is State.EXPIRED:
        kind = "certificate" if candidate.certificate is not None else "audit"
        return f"Record the renewal, or a new {kind}.", supplier
    if validity.state is State.WITHDRAWN:
        return "A new certificate is needed.", supplier
    if validity.state is State.SUSPENDED:
        return "Record that the suspension was lifted, once it was.", _issuer(inquiry, candidate)
    if validity.state is State.NOT_YET_VALID and validity.since is not None:
        return f"Clears by itself on {long_day(validity.since)}.", ""
    if validity.state is State.UNDATED:
        return "Look up the end of validity and record the day.", _issuer(inquiry, candidate)
    return "", ""


def _issuer(inquiry: Inquiry, candidate: Candidate) -> str:
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


def _not_in_force(rule: Rule, demand: Demand) -> Line:
    return line(
        rule, demand.standard, Outcome.NOT_APPLICABLE, "Follows from its not being in force."
    )


def _margin_line(demand: Demand, candidate: Candidate, outcome: Outcome, reason: str) -> Line:
    return line(
        Rule.MARGIN, demand.standard, outcome, reason, evidence=candidate.refs, source=PROFILE
    )
