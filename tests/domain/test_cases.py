"""Every worked case comes out as a quality manager wrote it down."""

from typing import Any

import pytest

from domain.qualification import Assessment, assess
from domain.standing import EvidenceStanding, intervals, standings
from tests.domain.case_loader import OF_TIME, Case, all_cases
from tests.domain.stretches import interval_on

CASES = all_cases()
_OF_EVIDENCE = ("level", "cause", "state", "effective_expiry", "history", "note")
_OF_SUPPLIER = (
    *("verdict", "decided_by", "rules", "lines", "stands_for", "reason", "reasons", "not_told"),
    *("judged_under", "cure", "sources"),
)


def test_there_are_enough_cases_and_each_has_its_own_title() -> None:
    titles = [case.title for case in CASES]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    unknown = set(case.expect) - {*_OF_EVIDENCE, *_OF_SUPPLIER, *OF_TIME, "of"}
    assert not unknown, f"words the test does not know: {unknown}"
    held = standings(case.supplier, buyer=case.buyer, day=case.day, directory=case.directory)
    for expected in _evidence_expectations(case):
        _check_evidence(_one(held, expected.get("of")), expected)
    assessment = assess(case.supplier, case.profile, case.buyer, case.day, case.directory)
    _check_supplier(assessment, held, case.expect)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_stretches_of_days_say_the_same_as_the_day_itself(case: Case) -> None:
    stretches = intervals(case.supplier, case.directory)
    for standing in standings(case.supplier, buyer=None, day=case.day, directory=case.directory):
        stretch = interval_on(stretches[standing.type, standing.id], case.day)
        if standing.validity is None or standing.recognition is None:
            assert stretch is None
            continue
        assert stretch is not None
        assert stretch.state_on(case.day) == standing.validity.state
        assert stretch.level == standing.recognition.level
        assert stretch.cause == standing.recognition.cause
        assert stretch.superseded == standing.superseded
        assert stretch.effective_expiry == standing.validity.effective_expiry


def _evidence_expectations(case: Case) -> list[dict[str, Any]]:
    several = case.expect.get("of")
    if isinstance(several, dict):
        return [{"of": number, **expected} for number, expected in several.items()]
    own = {word: value for word, value in case.expect.items() if word in _OF_EVIDENCE}
    return [own] if own else []


def _one(held: tuple[EvidenceStanding, ...], named: str | None) -> EvidenceStanding:
    if named is None:
        return held[0]
    return next(standing for standing in held if named in standing.label)


def _check_evidence(standing: EvidenceStanding, expected: dict[str, Any]) -> None:
    recognition, validity = standing.recognition, standing.validity
    found = {
        "level": recognition.level.value if recognition else "none",
        "cause": recognition.cause.value if recognition and recognition.cause else "none",
        "state": validity.state.value if validity else "none",
        "effective_expiry": (validity.effective_expiry if validity else None) or "not known",
        "history": standing.superseded,
    }
    wanted = {word: value for word, value in expected.items() if word in found}
    assert {word: found[word] for word in wanted} == wanted
    if "note" in expected:
        assert validity is not None
        assert expected["note"] in " ".join((validity.reason, *validity.notes))


def _check_supplier(
    assessment: Assessment, held: tuple[EvidenceStanding, ...], expect: Any
) -> None:
    lines = "\n".join(f"{n.rule} {n.outcome} {n.effect}: {n.reason}" for n in assessment.lines)
    if "verdict" in expect:
        assert assessment.verdict.value == expect["verdict"], lines
    if "decided_by" in expect:
        decided = [line.rule.value for line in assessment.decided_by]
        assert decided == expect["decided_by"], lines
    for rule, outcome in expect.get("rules", {}).items():
        found = [line.outcome.value for line in assessment.lines if line.rule.value == rule]
        assert found == [outcome], lines
    for named, outcome in expect.get("lines", {}).items():
        found = [n.outcome.value for n in assessment.lines if f"{n.rule} {n.subject}" == named]
        assert found == [outcome], lines
    for words in (*expect.get("reasons", []), *filter(None, [expect.get("reason")])):
        assert words in lines, lines
    if "cure" in expect:
        assert any(expect["cure"] in line.cure for line in assessment.lines)
    for named, source in expect.get("sources", {}).items():
        assert [n.source for n in assessment.lines if n.rule.value == named] == [source]
    if "judged_under" in expect:
        assert assessment.profile == expect["judged_under"]
    if "not_told" in expect:
        assert expect["not_told"] not in lines
        refs = [ref.label for line in assessment.lines for ref in line.evidence]
        assert not any(expect["not_told"] in label for label in refs)
    if "stands_for" in expect:
        chosen = next(iter(assessment.selected.values()), None)
        labels = {(standing.type, standing.id): standing.label for standing in held}
        assert expect["stands_for"] in (labels[chosen] if chosen else "nothing")
