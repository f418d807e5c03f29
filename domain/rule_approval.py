"""The rule on approval: the organisation's own decision on the supplier (ISO 9001:2015, 8.4.1)."""

from datetime import date

from domain.assessment import EvidenceRef, Line
from domain.facts import ApprovalFacts
from domain.inquiry import Inquiry, line
from domain.reevaluation import (
    Reevaluation,
    decided_on,
    evaluated_on,
    has_ended,
    latest_approval,
    latest_evaluation,
    reevaluation,
)
from domain.vocabulary import Decision, Effect, Outcome, Rule
from domain.wording import in_days, long_day

CRITERIA = "ISO 9001:2015, 8.4.1"
_SAY_WHEN = "Re-evaluate the supplier, or record how critical it is."
_DECIDE = "A new decision is needed."


def approval(inquiry: Inquiry) -> Line:
    """The organisation's own decision on the supplier, as it stands on the day."""
    latest = latest_approval(inquiry.supplier, inquiry.day)
    if latest is None:
        reason = "No decision on the supplier is on record."
        return _not_approved(None, reason, "Decide on the supplier.", "none")
    if has_ended(latest, inquiry.day):
        return _not_approved(latest, _ended(latest), _DECIDE, "ended")
    on = long_day(decided_on(latest))
    if latest.decision is Decision.DISQUALIFIED:
        if inquiry.asks(Rule.SUPPLIER_IN_USE):
            reason = "Follows from the supplier being disqualified."
            return line(Rule.APPROVAL, "", Outcome.NOT_APPLICABLE, reason)
        return _not_approved(latest, f"Disqualified on {on}.", _DECIDE, "disq.", grave=True)
    if latest.decision is Decision.SUSPENDED:
        reason = f"The approval was suspended on {on}."
        return _not_approved(latest, reason, _DECIDE, "susp.", grave=True)
    return _approved(inquiry, latest, reevaluation(inquiry.supplier, inquiry.day))


def _approved(inquiry: Inquiry, latest: ApprovalFacts, again: Reevaluation | None) -> Line:
    """An approval in force: with conditions, due for re-evaluation, or as it should be."""
    outcome, told, cure, word = _due_again(inquiry.day, latest, again)
    cures = [cure] if cure else []
    if latest.decision is Decision.CONDITIONAL:
        cures.insert(0, "Decide again when the conditions are met.")
        outcome, word = Outcome.FAIL, word if outcome is Outcome.FAIL else "cond."
    return line(
        Rule.APPROVAL,
        "",
        outcome,
        " ".join(filter(None, (_decided(latest), told))),
        evidence=(approval_ref(latest), *_evaluation_refs(inquiry)),
        source=CRITERIA,
        cure=" ".join(cures),
        word=word,
    )


def _due_again(
    day: date, latest: ApprovalFacts, again: Reevaluation | None
) -> tuple[Outcome, str, str, str]:
    """Whether a re-evaluation is overdue: outcome, sentence, cure, the word of a cell.

    Where nothing tells its day it is taken for not due within the longest round there is; after
    that nobody knows.
    """
    if again is None:
        return Outcome.PASS, "", "", ""
    if again.due_on is None:
        if again.longest is None or day <= again.longest:
            return Outcome.PASS, again.reason, "", ""
        return Outcome.UNKNOWN, again.longest_words, _SAY_WHEN, "again?"
    by = "" if _is_with(again, latest) else f" ({again.basis})"
    due = long_day(again.due_on)
    if again.due_on >= day:
        return Outcome.PASS, f"Re-evaluation is due on {due}{by}.", "", ""
    late = in_days((day - again.due_on).days)
    cure = "Re-evaluate the supplier and record the result."
    return Outcome.FAIL, f"Re-evaluation was due on {due}, {late} ago{by}.", cure, "late"


def approval_ref(latest: ApprovalFacts) -> EvidenceRef:
    """How a line names a decision on the supplier."""
    return EvidenceRef("approval", latest.id, f"decision of {long_day(decided_on(latest))}")


def _decided(latest: ApprovalFacts) -> str:
    """The decision in a sentence, with its end, its criteria and its conditions."""
    conditional = latest.decision is Decision.CONDITIONAL
    text = f"Approved{' with conditions' * conditional} on {long_day(decided_on(latest))}"
    if latest.ends_on is not None:
        text += f", until {long_day(latest.ends_on)}"
    if conditional and latest.conditions:
        text += f": {latest.conditions.rstrip('.')}"
    if latest.criteria:
        text += f". Criteria: {latest.criteria.rstrip('.')}"
    return f"{text}."


def _ended(latest: ApprovalFacts) -> str:
    what = {
        Decision.SUSPENDED: "The suspension of the approval",
        Decision.DISQUALIFIED: "The disqualification",
    }.get(latest.decision, "The approval")
    end = long_day(latest.ends_on) if latest.ends_on else ""
    return f"{what} ended on {end}; nothing was decided since."


def _is_with(again: Reevaluation, latest: ApprovalFacts) -> bool:
    """Whether the day is the one recorded with the decision that the line is about anyway."""
    return again.is_recorded and again.due_on == latest.due_on


def _evaluation_refs(inquiry: Inquiry) -> tuple[EvidenceRef, ...]:
    """The last evaluation, which the day of the next one may follow from."""
    latest = latest_evaluation(inquiry.supplier, inquiry.day)
    if latest is None:
        return ()
    label = f"evaluation of {long_day(evaluated_on(latest))}"
    return (EvidenceRef("evaluation", latest.id, label),)


def _not_approved(
    latest: ApprovalFacts | None, reason: str, cure: str, word: str, *, grave: bool = False
) -> Line:
    return line(
        Rule.APPROVAL,
        "",
        Outcome.FAIL,
        reason,
        evidence=(approval_ref(latest),) if latest else (),
        source=CRITERIA,
        cure=cure,
        effect=Effect.NOT_QUALIFIED if grave else Effect.CONDITIONAL,
        word=word,
    )
