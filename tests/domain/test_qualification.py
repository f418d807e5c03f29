"""Profiles, what an assessment says besides its verdict, and what changes next."""

from dataclasses import replace
from datetime import date

import pytest

from domain.errors import UnknownName, UserError
from domain.qualification import (
    CERTIFICATES_ON_FILE,
    GENERAL_B2B,
    Profile,
    assess,
    next_changes,
    profile_named,
    shown_evidence,
    supplied_profiles,
)
from domain.vocabulary import Effect, Outcome, Rule, Verdict
from tests.domain.case_loader import Case, all_cases

CASES = {case.title: case for case in all_cases()}
IN_ORDER = CASES["Everything in order: qualified"]


def changes(case: Case, day: date | None = None) -> tuple[tuple[date, str, Verdict | None], ...]:
    return next_changes(case.supplier, case.profile, case.buyer, day or case.day, case.directory)


def test_the_window_s_first_view_comes_first_and_the_reports_default_second() -> None:
    assert supplied_profiles()[:2] == (CERTIFICATES_ON_FILE, GENERAL_B2B)
    assert GENERAL_B2B.rules == frozenset(Rule)


def test_a_profile_is_found_by_its_name_and_an_unknown_one_names_those_there_are() -> None:
    assert profile_named("general b2b:  ISO 9001") is GENERAL_B2B
    with pytest.raises(UnknownName, match="Certificates on file"):
        profile_named("Tapes, class B")


def test_a_profile_that_demands_nothing_is_refused() -> None:
    empty = Profile(name="Empty", rules=frozenset(Rule))
    with pytest.raises(UserError, match="demands no standard, no mark and no audit"):
        assess(IN_ORDER.supplier, empty, None, IN_ORDER.day, IN_ORDER.directory)


@pytest.mark.parametrize("case", CASES.values(), ids=str)
def test_every_line_explains_itself(case: Case) -> None:
    found = assess(case.supplier, case.profile, case.buyer, case.day, case.directory)
    assert {line.rule for line in found.lines} <= case.profile.rules
    assert [list(Rule).index(line.rule) for line in found.lines] == sorted(
        list(Rule).index(line.rule) for line in found.lines
    )
    for line in found.lines:
        assert line.reason.endswith((".", "?"))
        if line.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
            assert line.effect is Effect.NONE
            assert not line.cure
        if line.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
            assert line.cure.endswith(".")
            assert line.source


@pytest.mark.parametrize("case", CASES.values(), ids=str)
def test_the_verdict_is_the_worst_effect(case: Case) -> None:
    found = assess(case.supplier, case.profile, case.buyer, case.day, case.directory)
    effects = {line.effect for line in found.lines}
    if Effect.NOT_QUALIFIED in effects:
        assert found.verdict is Verdict.NOT_QUALIFIED
    elif Effect.CONDITIONAL in effects:
        assert found.verdict is Verdict.CONDITIONAL
    else:
        assert found.verdict is Verdict.QUALIFIED
    assert bool(found.decided_by) is (found.verdict is not Verdict.QUALIFIED)


@pytest.mark.parametrize("case", CASES.values(), ids=str)
def test_changes_ahead_are_days_on_which_the_verdict_is_as_foretold(case: Case) -> None:
    before = assess(case.supplier, case.profile, case.buyer, case.day, case.directory).verdict
    last = case.day
    for when, sentence, verdict in changes(case):
        assert when > last
        assert sentence
        now = assess(case.supplier, case.profile, case.buyer, when, case.directory).verdict
        if verdict is None:
            assert now is before
        else:
            assert now is verdict
            assert now is not before
        before, last = now, when


@pytest.mark.parametrize("case", CASES.values(), ids=str)
def test_no_turn_of_the_verdict_within_a_year_is_missed(case: Case) -> None:
    turns = {when for when, _, verdict in changes(case) if verdict is not None}
    before = assess(case.supplier, case.profile, case.buyer, case.day, case.directory).verdict
    ordinal = case.day.toordinal()
    for number in range(ordinal + 1, ordinal + 370):
        day = date.fromordinal(number)
        now = assess(case.supplier, case.profile, case.buyer, day, case.directory).verdict
        if now is not before:
            assert day in turns, f"{before} turns {now} on {day}"
        before = now


def test_what_changes_next_is_told_in_order() -> None:
    told = [(when.isoformat(), verdict) for when, _, verdict in changes(IN_ORDER)]
    assert told == [
        ("2027-02-03", Verdict.CONDITIONAL),  # the re-evaluation is overdue
        ("2027-07-07", None),  # the certificate was confirmed a year ago
        ("2028-01-01", None),  # no surveillance in 2027
        ("2028-08-16", None),  # the margin begins
        ("2028-09-15", Verdict.NOT_QUALIFIED),  # the certificate has ended
        ("2029-10-01", None),  # the provisional end of the edition
    ]


@pytest.mark.parametrize(
    ("title", "secret"),
    [
        ("An audit by another buyer does not meet the demand", "HG-"),
        ("An overdue minor from another customer's audit is that customer's own matter", "HG-"),
        (
            "Another customer's audit listed as a certificate is counted, without its number",
            "SGS-2P",
        ),
    ],
)
def test_another_buyer_s_evidence_is_not_told_as_a_change(title: str, secret: str) -> None:
    assert not any(secret in sentence for _, sentence, _ in changes(CASES[title]))


def test_the_row_shows_the_evidence_of_the_first_demand() -> None:
    two = CASES["Two certificates alike: the one that ends later stands for the demand"]
    found = assess(two.supplier, two.profile, two.buyer, two.day, two.directory)
    assert shown_evidence(found) == ("certificate", 2)
    rules = frozenset({Rule.PRODUCT_CERTIFICATE})
    marks = replace(two.profile, standards=(), marks=("UL 510",), rules=rules)
    found = assess(two.supplier, marks, two.buyer, two.day, two.directory)
    assert shown_evidence(found) is None
