"""When a supplier is to be evaluated again, by what is recorded, by criticality and by class."""

from datetime import date

import pytest

from domain.facts import ApprovalFacts, EvaluationFacts, SupplierFacts
from domain.reevaluation import class_of_score, interval_months, reevaluation
from domain.vocabulary import Criticality, Decision, SupplierClass

RECORDED_ON = date(2026, 11, 2)
DAY = date(2026, 11, 23)


def decision(on: date | None = date(2026, 2, 2), **values: object) -> ApprovalFacts:
    given = {"decision": Decision.APPROVED, "recorded_on": RECORDED_ON, **values}
    return ApprovalFacts(on=on, **given)  # type: ignore[arg-type]


def evaluation(done_on: date | None = date(2026, 7, 15), **values: object) -> EvaluationFacts:
    given = {"recorded_on": RECORDED_ON, **values}
    return EvaluationFacts(done_on=done_on, **given)  # type: ignore[arg-type]


def supplier(
    *held: ApprovalFacts | EvaluationFacts, criticality: Criticality | None = Criticality.HIGH
) -> SupplierFacts:
    return SupplierFacts(
        name="Elbtal Isoliertechnik GmbH",
        criticality=criticality,
        recorded_on=RECORDED_ON,
        approvals=tuple(each for each in held if isinstance(each, ApprovalFacts)),
        evaluations=tuple(each for each in held if isinstance(each, EvaluationFacts)),
    )


@pytest.mark.parametrize(
    ("criticality", "months"),
    [
        (Criticality.HIGH, (12, 12, 12, 6, 3)),
        (Criticality.MEDIUM, (24, 24, 24, 12, 3)),
        (Criticality.LOW, (36, 36, 36, 18, 3)),
        (None, (None, None, None, None, 3)),
    ],
)
def test_rounds_by_criticality_and_class(
    criticality: Criticality | None, months: tuple[int | None, ...]
) -> None:
    assert tuple(interval_months(criticality, each) for each in (None, *SupplierClass)) == months


@pytest.mark.parametrize(
    ("score", "rating"),
    [
        (100.0, "A"), (90.0, "A"), (89.9, "B"), (75.0, "B"), (74.9, "C"), (60.0, "C"),
        (59.9, "D"), (0.0, "D"),
    ],
)  # fmt: skip
def test_a_score_gives_a_class(score: float, rating: str) -> None:
    assert class_of_score(score) is SupplierClass(rating)


def test_nothing_decided_or_evaluated_gives_nothing_to_do_again() -> None:
    assert reevaluation(supplier(), DAY) is None
    assert reevaluation(supplier(decision(date(2026, 11, 24))), DAY) is None


def test_a_disqualified_supplier_is_not_evaluated_again_until_that_has_ended() -> None:
    out = decision(decision=Decision.DISQUALIFIED, due_on=date(2027, 2, 2))
    assert reevaluation(supplier(out), DAY) is None
    over = decision(decision=Decision.DISQUALIFIED, ends_on=date(2026, 11, 22))
    found = reevaluation(supplier(over), DAY)
    assert found is not None
    assert found.due_on == date(2027, 2, 2)


def test_the_recorded_day_of_the_later_one_goes_first() -> None:
    decided = decision(due_on=date(2027, 2, 2))
    evaluated = evaluation(next_due_on=date(2027, 1, 15))
    found = reevaluation(supplier(decided, evaluated), DAY)
    assert found is not None
    assert (found.due_on, found.is_recorded) == (date(2027, 1, 15), True)
    assert found.reason == "As recorded with the evaluation of 15 July 2026."
    before = reevaluation(supplier(decided, evaluated), date(2026, 7, 14))
    assert before is not None
    assert before.due_on == date(2027, 2, 2)


def test_of_a_decision_and_an_evaluation_on_one_day_the_earlier_recorded_day_counts() -> None:
    day = date(2026, 7, 15)
    found = reevaluation(
        supplier(decision(day, due_on=date(2027, 7, 15)), evaluation(day)), date(2026, 8, 1)
    )
    assert found is not None
    assert (found.due_on, found.is_recorded) == (date(2027, 7, 15), True)


def test_a_later_evaluation_without_a_day_renews_by_the_round() -> None:
    found = reevaluation(supplier(decision(due_on=date(2027, 2, 2)), evaluation()), DAY)
    assert found is not None
    assert (found.due_on, found.is_recorded) == (date(2027, 7, 15), False)
    assert found.reason == "12 months after the evaluation of 15 July 2026, criticality high."
    assert found.basis == found.reason[:-1]


def test_without_a_day_and_without_criticality_nothing_tells_when() -> None:
    found = reevaluation(supplier(decision(), criticality=None), DAY)
    assert found is not None
    assert found.due_on is None
    assert not found.is_recorded
    assert found.longest == date(2029, 2, 2)


def test_the_longest_round_of_class_c_is_half_of_the_longest() -> None:
    graded = evaluation(rating=SupplierClass.C)
    found = reevaluation(supplier(decision(), graded, criticality=None), DAY)
    assert found is not None
    assert (found.due_on, found.longest) == (None, date(2028, 1, 15))
    assert "the longest round of 18 months has passed" in found.longest_words


def test_class_d_tells_the_day_even_where_criticality_is_not_recorded() -> None:
    graded = evaluation(rating=SupplierClass.D)
    found = reevaluation(supplier(decision(), graded, criticality=None), DAY)
    assert found is not None
    assert found.due_on == date(2026, 10, 15)
    assert found.reason == "3 months after the evaluation of 15 July 2026, class D."


def test_a_round_from_the_last_day_of_february_ends_on_its_last_day() -> None:
    found = reevaluation(supplier(decision(date(2024, 2, 29))), date(2024, 3, 1))
    assert found is not None
    assert found.due_on == date(2025, 2, 28)


def test_the_recorded_class_goes_before_the_score() -> None:
    graded = evaluation(rating=SupplierClass.A, score=50.0)
    found = reevaluation(supplier(graded), DAY)
    assert found is not None
    assert found.due_on == date(2027, 7, 15)
