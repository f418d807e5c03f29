"""The rule on approval: the organisation's own decision on the supplier (ISO 9001:2015, 8.4.1)."""

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
    sentences, cures, word = [_decided(latest)], [], ""
    by = f" ({again.basis})" if again and not _is_with(again, latest) else ""
    if latest.decision is Decision.CONDITIONAL:
        cures.append("Decide again when the conditions are met.")
        word = "cond."
    if again is not None and again.due_on is not None and again.due_on < inquiry.day:
        late = in_days((inquiry.day - again.due_on).days)
        sentences.append(f"Re-evaluation was due on {long_day(again.due_on)}, {late} ago{by}.")
        cures.append("Re-evaluate the supplier and record the result.")
        word = "late"
    elif again is not None and again.due_on is not None:
        sentences.append(f"Re-evaluation is due on {long_day(again.due_on)}{by}.")
    elif again is not None:
        sentences.append(again.reason)
    outcome = Outcome.FAIL if cures else Outcome.PASS
    return line(
        Rule.APPROVAL,
        "",
        outcome,
        " ".join(sentences),
        evidence=(approval_ref(latest), *_evaluation_refs(inquiry)),
        source=CRITERIA,
        cure=" ".join(cures),
        word=word,
    )


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
