"""When a supplier is to be evaluated again (ISO 9001:2015, 8.4.1), by criticality and class.

The standard asks for re-evaluation and leaves its rounds to the organisation: the rounds and the
limits of the classes are this project's own choice. A day that a person recorded goes first.
"""

from dataclasses import dataclass
from datetime import date

from domain.days import add_months
from domain.facts import ApprovalFacts, EvaluationFacts, SupplierFacts
from domain.vocabulary import Criticality, Decision, SupplierClass
from domain.wording import in_months, long_day

ROUNDS = {Criticality.HIGH: 12, Criticality.MEDIUM: 24, Criticality.LOW: 36}
POOR_ROUND = 3  # months for a supplier of class D, whatever hangs on it
CLASS_LIMITS = ((90.0, SupplierClass.A), (75.0, SupplierClass.B), (60.0, SupplierClass.C))


@dataclass(frozen=True, slots=True)
class Reevaluation:
    """When the next evaluation is due. `due_on` is `None` where nothing on record tells.

    `reason` says in one sentence where the day comes from; `is_recorded`: a person set it.
    `longest`: where no day is known, the last one of the longest round there is, and
    `longest_words` what is to be said once it has passed.
    """

    due_on: date | None
    reason: str
    is_recorded: bool
    longest: date | None = None
    longest_words: str = ""

    @property
    def basis(self) -> str:
        """The reason without its full stop, for the inside of a sentence."""
        return self.reason[:1].lower() + self.reason[1:].rstrip(".")


def interval_months(criticality: Criticality | None, rating: SupplierClass | None) -> int | None:
    """Months from one evaluation to the next: 12, 24 or 36 by criticality, half of that in class
    C; three in class D, even where the criticality is not recorded. `None` where it is not."""
    if rating is SupplierClass.D:
        return POOR_ROUND
    if criticality is None:
        return None
    months = ROUNDS[criticality]
    return months // 2 if rating is SupplierClass.C else months


def class_of_score(score: float) -> SupplierClass:
    """The class of a score in per cent: A from 90, B from 75, C from 60, D below."""
    return next((rating for limit, rating in CLASS_LIMITS if score >= limit), SupplierClass.D)


def reevaluation(supplier: SupplierFacts, day: date) -> Reevaluation | None:
    """When a supplier is to be evaluated again, by what is on record on the day.

    The latest decision or evaluation counts, whichever is later: a day recorded with it, else
    the round from it. `None` where nothing was decided or evaluated yet, or the supplier is
    disqualified: there is nothing to evaluate again.
    """
    decision, evaluation = latest_approval(supplier, day), latest_evaluation(supplier, day)
    if decision is not None and _is_disqualified(decision, day):
        return None
    decided = decided_on(decision) if decision else date.min
    evaluated = evaluated_on(evaluation) if evaluation else date.min
    latest = max(decided, evaluated)
    recorded = []
    if decision is not None and decision.due_on and decided == latest:
        recorded.append((decision.due_on, f"decision of {long_day(decided)}"))
    if evaluation is not None and evaluation.next_due_on and evaluated == latest:
        recorded.append((evaluation.next_due_on, f"evaluation of {long_day(evaluated)}"))
    if recorded:
        due, what = min(recorded)
        return Reevaluation(due, f"As recorded with the {what}.", is_recorded=True)
    if decision is None and evaluation is None:
        return None
    what = "evaluation" if evaluation is not None and evaluated == latest else "decision"
    return _computed(supplier, f"{what} of {long_day(latest)}", latest, evaluation)


def latest_approval(supplier: SupplierFacts, day: date) -> ApprovalFacts | None:
    """The last decision on a supplier by the day; an undated one counts from its recording."""
    known = [a for a in supplier.approvals if decided_on(a) <= day]
    return max(known, key=lambda a: (decided_on(a), a.id), default=None)


def latest_evaluation(supplier: SupplierFacts, day: date) -> EvaluationFacts | None:
    """The last evaluation of a supplier that was done by the day."""
    known = [e for e in supplier.evaluations if evaluated_on(e) <= day]
    return max(known, key=lambda e: (evaluated_on(e), e.id), default=None)


def has_ended(approval: ApprovalFacts, day: date) -> bool:
    """Whether a decision was given for a time that is over by the day."""
    return approval.ends_on is not None and approval.ends_on < day


def decided_on(approval: ApprovalFacts) -> date:
    """The day of a decision, else that of its recording."""
    return approval.on or approval.recorded_on


def evaluated_on(evaluation: EvaluationFacts) -> date:
    """The day from which an evaluation counts: done, else its period's end, else recorded."""
    return evaluation.done_on or evaluation.period_to or evaluation.recorded_on


def class_of(evaluation: EvaluationFacts | None) -> SupplierClass | None:
    """The class an evaluation gives: as recorded, else by its score."""
    if evaluation is None or evaluation.rating is not None or evaluation.score is None:
        return evaluation.rating if evaluation else None
    return class_of_score(evaluation.score)


def _is_disqualified(decision: ApprovalFacts, day: date) -> bool:
    return decision.decision is Decision.DISQUALIFIED and not has_ended(decision, day)


def _computed(
    supplier: SupplierFacts, what: str, latest: date, evaluation: EvaluationFacts | None
) -> Reevaluation:
    rating = class_of(evaluation)
    months = interval_months(supplier.criticality, rating)
    if months is None:
        reason = "No day for re-evaluation is on record, nor how critical the supplier is."
        longest = max(interval_months(each, rating) or 0 for each in Criticality)
        return Reevaluation(
            None,
            reason,
            is_recorded=False,
            longest=add_months(latest, longest),
            longest_words="When it is due again is not on record, and the longest round of "
            f"{in_months(longest)} has passed.",
        )
    by = [f"criticality {supplier.criticality.value}"] if supplier.criticality else []
    by += [f"class {rating.value}"] if rating else []
    reason = f"{in_months(months)} after the {what}, {', '.join(by)}."
    return Reevaluation(add_months(latest, months), reason, is_recorded=False)
