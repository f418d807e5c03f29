"""The rules on the evidence that stands for a demanded standard.

In force, margin, edition. Each takes the inquiry, the demand and one candidate and gives one
line; what is demanded of it is in `rule_standard`, what needs upkeep (surveillance,
verification) in `rule_upkeep`.
"""

from datetime import date

from domain.assessment import Demand, Line
from domain.days import days_ahead
from domain.edition import judge_edition
from domain.facts import CertificateFacts
from domain.inquiry import Candidate, Inquiry, is_second_party, latest_check, line
from domain.kinds import alternative_met
from domain.recognition import recognise
from domain.rule_standard import RECORD_EDITION, accepts, edition_asked, issuer_of
from domain.vocabulary import IN_FORCE, CheckResult, Level, Outcome, Rule, State
from domain.wording import in_days, long_day

PROFILE = "Profile"
CERTIFICATE_CONTENT = "ISO/IEC 17021-1, 8.2.2"
CERTIFICATE_STATUS = "ISO/IEC 17021-1, 9.6.5"
AUDITING = "ISO 19011"
INTERNAL_AUDIT = "ISO 9001:2015, 9.2"
_EDITION_WORD = {Outcome.FAIL: "obsolete", Outcome.UNKNOWN: "unclear"}
STATE_WORD = {
    State.EXPIRED: "ended",
    State.SUSPENDED: "susp.",
    State.WITHDRAWN: "withdr.",
    State.NOT_YET_VALID: "not yet",
    State.UNDATED: "undated",
}


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
        source=_source_of_force(inquiry, candidate),
        cure=cure,
        asked_of=asked_of,
        word=STATE_WORD.get(validity.state, ""),
        until=until,
    )


def _source_of_force(inquiry: Inquiry, candidate: Candidate) -> str:
    """Where it is written what makes such evidence stand: an audit is no certificate."""
    evidence, certificate = candidate.evidence, candidate.certificate
    if certificate is None and candidate.recognition.level is Level.NOT_RECOGNISED:
        return INTERNAL_AUDIT
    if certificate is None or is_second_party(evidence, inquiry.directory):
        return AUDITING
    if candidate.validity.state is State.SUSPENDED:
        return CERTIFICATE_STATUS
    return CERTIFICATE_CONTENT


def margin(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the cover reaches far enough ahead, with a renewal in hand that counts too."""
    days = inquiry.profile.margin_days
    validity = candidate.validity
    if validity.state not in IN_FORCE:
        return _margin_without_force(inquiry, demand, candidate)
    cover, renewed = _cover_that_counts(inquiry, demand, candidate)
    if cover is None:
        reason = f"The end of its cover is not known; {_asked_for(in_days(days), days)}."
        return _margin_line(inquiry, demand, candidate, Outcome.UNKNOWN, reason, "undated")
    left = (cover - inquiry.day).days
    with_renewal = ", with the renewal in hand" if renewed else ""
    rest = f"of cover {_remain(left)}{with_renewal}; {_asked_for(str(days), days)}."
    if cover >= days_ahead(inquiry.day, days):
        reason = f"{in_days(left)} {rest}"
        return _margin_line(inquiry, demand, candidate, Outcome.PASS, reason)
    reason = f"Only {in_days(left)} {rest}"
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
    cure, asked_of = _edition_cure(inquiry, candidate, found.outcome)
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


def _edition_cure(inquiry: Inquiry, candidate: Candidate, outcome: Outcome) -> tuple[str, str]:
    """What would settle the edition, and whom to ask."""
    evidence = candidate.evidence
    if evidence.edition is None:
        return RECORD_EDITION, issuer_of(inquiry, candidate)
    if outcome is Outcome.FAIL:
        return "Ask for a certificate to the current edition.", inquiry.supplier.name
    name = f"edition {evidence.edition} of {evidence.standard}"
    return f"Add {name} to the directory, if there is one.", ""


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


def validity_cure(inquiry: Inquiry, candidate: Candidate) -> tuple[str, str]:
    """What would bring the candidate back into force, and whom to ask for it."""
    validity, supplier = candidate.validity, inquiry.supplier.name
    if validity.state is State.EXPIRED and (coming := _coming_words(inquiry, candidate)):
        return coming, ""
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


def _cover_that_counts(
    inquiry: Inquiry, demand: Demand, candidate: Candidate
) -> tuple[date | None, bool]:
    """The last day of cover, and whether a renewal in hand carries it.

    A renewal that the demand would not accept by itself adds no cover.
    """
    certificate, end = candidate.certificate, candidate.validity.effective_expiry
    if certificate is None or end is None:
        return end, False
    renewed = False
    for successor in inquiry.renewals.in_hand(certificate, inquiry.day):
        if not _counts_as_renewal(inquiry, demand, successor.certificate):
            break
        end, renewed = successor.life.ends_on, True
    return end, renewed


def _counts_as_renewal(inquiry: Inquiry, demand: Demand, renewal: CertificateFacts) -> bool:
    """Whether a demand accepts a renewal in hand: its recognition, its edition, and that its
    issuer did not contradict it."""
    alternative = alternative_met(renewal, demand.standard, mark=False)
    if alternative is None:
        return False
    if edition_asked(renewal, alternative, demand.standard)[0] is not Outcome.PASS:
        return False
    answer = latest_check(renewal, inquiry.day)[0]
    if answer is not None and answer.result is CheckResult.CONTRADICTED:
        return False
    recognition = recognise(renewal, inquiry.buyer, inquiry.day, inquiry.directory)
    return recognition is not None and accepts(inquiry, demand, recognition)


def _coming_words(inquiry: Inquiry, candidate: Candidate) -> str:
    """That a renewal issued after the day is on record; empty where none is."""
    certificate = candidate.certificate
    coming = inquiry.renewals.coming(certificate, inquiry.day) if certificate else None
    return f"A renewal is recorded from {long_day(coming.starts_on)}." if coming else ""


def _remain(number: int) -> str:
    return "remains" if number == 1 else "remain"


def _asked_for(number: str, days: int) -> str:
    return f"{number} {'is' if days == 1 else 'are'} asked for"


def _margin_without_force(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Of evidence that is not in force, or undated: told here only where no other rule says so."""
    validity, days = candidate.validity, inquiry.profile.margin_days
    if validity.state is State.UNDATED:
        if inquiry.asks(Rule.IN_FORCE):
            why = "Follows from the end of validity not being known."
            return line(Rule.MARGIN, demand.standard, Outcome.NOT_APPLICABLE, why)
        whether = f"whether {in_days(days)} {_remain(days)}"
        reason = f"No end of validity is on record: {whether} is not known."
        return _margin_line(inquiry, demand, candidate, Outcome.UNKNOWN, reason, "undated")
    if inquiry.asks(Rule.IN_FORCE):
        return not_in_force(Rule.MARGIN, demand)
    reason = f"{validity.reason} No cover remains; {_asked_for(in_days(days), days)}."
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
    cure, asked_of = "", inquiry.supplier.name
    if outcome is Outcome.FAIL:
        coming = _coming_words(inquiry, candidate)
        cure = coming or "Record the renewal as soon as it is issued."
        asked_of = "" if coming else asked_of
    elif outcome is Outcome.UNKNOWN:
        cure = "Look up the end of validity and record the day."
    return line(
        Rule.MARGIN,
        demand.standard,
        outcome,
        reason,
        evidence=candidate.refs,
        source=PROFILE,
        cure=cure,
        asked_of=asked_of if cure else "",
        word=word,
    )
