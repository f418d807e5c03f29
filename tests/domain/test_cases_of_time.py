"""Worked cases of what falls due, what looks odd, which renewals are proposed, and gaps."""

from typing import Any

import pytest

from domain.gaps import gaps
from domain.hints import supplier_hints
from domain.programme import Due, programme
from domain.renewal_proposals import proposals
from tests.domain.case_loader import Case, all_cases


def _cases(word: str) -> list[Case]:
    return [case for case in all_cases() if word in case.expect]


@pytest.mark.parametrize("case", _cases("due"), ids=str)
def test_what_falls_due(case: Case) -> None:
    found = programme(case.supplier, case.day, case.directory, buyer=case.buyer)
    told = "\n".join(
        f"{due.due_on} {due.kind} {due.status}: {due.what}; {due.why}" for due in found
    )
    assert len(found) == len(case.expect["due"]), told
    for due, expected in zip(found, case.expect["due"], strict=True):
        assert _differences(due, expected) == {}, told
    for words in case.expect.get("due_not_told", ()):
        assert words not in f"{told} {found}"


def _differences(due: Due, expected: dict[str, Any]) -> dict[str, Any]:
    known = {
        "on": due.due_on,
        "kind": due.kind.value,
        "status": due.status.value,
        "buyers": [buyer.name for buyer in due.buyers],
    }
    said = {"what": due.what, "why": due.why}
    exact = {word: known[word] for word in known if expected.get(word, known[word]) != known[word]}
    loose = {word: said[word] for word in said if expected.get(word, "") not in said[word]}
    return {**exact, **loose}


@pytest.mark.parametrize("case", _cases("hints"), ids=str)
def test_what_looks_odd(case: Case) -> None:
    found = supplier_hints(case.supplier, case.day, case.directory, case.elsewhere)
    told = "\n".join(f"{hint.kind}: {hint.sentence}" for hint in found)
    assert len(found) == len(case.expect["hints"]), told
    for hint, (kind, words) in zip(found, case.expect["hints"], strict=True):
        assert hint.kind.value == kind, told
        assert words in hint.sentence, told


@pytest.mark.parametrize("case", _cases("proposals"), ids=str)
def test_which_renewals_are_proposed(case: Case) -> None:
    found = proposals(case.supplier.certificates, case.directory)
    pairs = [[proposal.later.number, proposal.earlier.number] for proposal in found]
    assert pairs == [expected[:2] for expected in case.expect["proposals"]]
    for proposal, expected in zip(found, case.expect["proposals"], strict=True):
        assert all(words in proposal.reason for words in expected[2:])


@pytest.mark.parametrize("case", _cases("gaps"), ids=str)
def test_gaps(case: Case) -> None:
    found = gaps(case.supplier.certificates, case.day, case.directory)
    told = [{"first": gap.first, "last": gap.last, "restored": gap.restored} for gap in found]
    assert told == case.expect["gaps"]
