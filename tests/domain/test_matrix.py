"""The matrix: one cell for each thing demanded, as bad as the worst line in it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.matrix import MatrixCell, cells_of, columns_of, severities, severity
from domain.qualification import (
    CERTIFICATES_ON_FILE,
    GENERAL_B2B,
    Demand,
    Profile,
    ProfileException,
    assess,
    profile_named,
)
from domain.vocabulary import Effect, Outcome, Rule, Verdict
from tests.domain.case_loader import Case, all_cases

CASES = {case.title: case for case in all_cases()}
ELECTRICAL = profile_named("Electrical products: ISO 9001 and a UL or CSA mark")


def titles(profile: Profile) -> list[str]:
    return [" ".join((column.title, column.note)).strip() for column in columns_of(profile)]


def cells(case: Case, profile: Profile | None = None) -> dict[str, MatrixCell]:
    profile = profile or case.profile
    judged = assess(case.supplier, profile, case.buyer, case.day, case.directory)
    columns = columns_of(profile)
    found = cells_of(judged, case.supplier, columns)
    assert tuple(cell.column for cell in found) == columns
    return {cell.column.key: cell for cell in found}


# --- Columns --------------------------------------------------------------------------------


def test_the_columns_stand_in_the_order_of_the_picture() -> None:
    profile = replace(ELECTRICAL, audit=True)
    assert titles(profile) == [
        *("ISO 9001", "In force", "Margin 30 d", "Edition", "Site/product", "UL or CSA"),
        *("Surveillance", "Findings", "Verified 12 m", "Buyer audit", "Approval"),
    ]


def test_a_rule_that_is_not_judged_by_has_no_column() -> None:
    assert titles(CERTIFICATES_ON_FILE) == [
        *("ISO 9001", "In force", "Margin 30 d", "Edition", "Findings", "In use"),
    ]


def test_an_audit_that_is_not_demanded_has_no_column() -> None:
    assert "Buyer audit" not in titles(GENERAL_B2B)


def test_where_no_standard_is_demanded_nothing_is_asked_of_evidence() -> None:
    assert titles(profile_named("Own second-party approval")) == [
        *("Findings", "Buyer audit", "Approval"),
    ]
    marks = Profile(name="Marks", marks=("UL", "CE"), rules=frozenset(Rule))
    assert titles(marks) == ["UL", "CE", "Findings", "Approval"]


def test_whether_a_supplier_is_in_use_has_a_column_where_approval_has_none() -> None:
    rules = frozenset({Rule.SUPPLIER_IN_USE, Rule.REQUIRED_STANDARD})
    assert titles(replace(GENERAL_B2B, rules=rules)) == ["ISO 9001", "In use"]


def test_what_only_some_suppliers_are_asked_comes_last() -> None:
    automotive = profile_named("Automotive: IATF 16949")
    profile = replace(
        CERTIFICATES_ON_FILE,
        exceptions=(ProfileException(profile=automotive, category="automotive"),),
    )
    assert titles(profile) == [
        *("ISO 9001", "In force", "Margin 30/180 d", "Edition", "Findings"),
        *("IATF 16949", "Site/product", "Surveillance", "Verified 12 m", "Approval"),
    ]
    keys = [column.key for column in columns_of(profile)]
    assert len(set(keys)) == len(keys)


# --- Cells ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "key", "outcome", "word", "day"),
    [
        ("Everything in order: qualified", "in_force", "pass", "", date(2028, 9, 14)),
        ("Everything in order: qualified", "margin", "pass", "", None),
        ("Everything in order: qualified", "required_standard:ISO 9001", "pass", "", None),
        (
            "The same supplier of medium criticality has margin enough",
            "in_force", "pass", "", date(2028, 9, 14),
        ),
        (
            "A profile for a criticality holds for suppliers on whom that much hangs",
            "margin", "fail", "136 d", None,
        ),
        ("From the day it was withdrawn the certificate is worth nothing",
         "in_force", "fail", "withdr.", None),
        ("An expired recognised certificate and a valid self-declaration: the recognised one "
         "is shown", "in_force", "fail", "ended", None),
        ("The day after its last day a waiver covers nothing", "in_force", "fail", "susp.", None),
        ("The day after its last day a waiver covers nothing",
         "margin", "not_applicable", "", None),
        ("A waiver for the buyer turns not met into conditional",
         "in_force", "waived", "waived", date(2027, 3, 31)),
        ("The day after a surveillance audit was due and none is on record: conditional",
         "surveillance", "fail", "due", None),
        ("An overdue minor from another customer's audit is that customer's own matter",
         "nonconformities", "pass", "", None),
        ("A minor due the day before is overdue: conditional",
         "nonconformities", "fail", "late", None),
        ("An open major nonconformity excludes", "nonconformities", "fail", "major", None),
        ("Never confirmed: conditional", "verification", "fail", "never", None),
        ("Only looked up without being found: no proof of a fake, unknown",
         "verification", "unknown", "not found", None),
        ("The day after the re-evaluation was due: conditional", "approval", "fail", "late", None),
        ("A disqualified supplier: one cause, one line", "approval", "fail", "disq.", None),
        ("A withdrawn supplier is not qualified from the day it was withdrawn",
         "approval", "fail", "withdr.", None),
        ("A wide certificate of unknown accreditation is milder than an expired recognised one",
         "required_standard:ISO 9001", "unknown", "unproven", None),
        ("Where a widely recognised certificate is demanded the own audit does not do",
         "required_standard:ISO 9001", "fail", "1 only", None),
        ("A demanded mark in force, beside a system certificate: qualified, each for its own",
         "product_certificate:UL 510", "pass", "", date(2028, 1, 31)),
        ("A mark that ended yesterday excludes, whatever else is in order",
         "product_certificate:UL 510", "fail", "ended", None),
        ("A demanded mark that is missing excludes",
         "product_certificate:UL 510", "fail", "none", None),
        ("The buyer's audit lapsed yesterday: the demand is not met",
         "second_party_audit", "fail", "ended", None),
        ("Nobody has decided on site and product yet: unknown",
         "site_and_product", "unknown", "open", None),
        ("A decision that the certificate does not cover what is supplied fails",
         "site_and_product", "fail", "outside", None),
        ("Nothing about surveillance on record: unknown, a note without effect",
         "surveillance", "unknown", "", None),
    ],
)  # fmt: skip
def test_a_cell_says_in_short_how_the_supplier_stands(
    title: str, key: str, outcome: str, word: str, day: date | None
) -> None:
    cell = cells(CASES[title])[key]
    assert cell.outcome is not None
    assert (cell.outcome.value, cell.word, cell.day) == (outcome, word, day)


def test_with_several_standards_a_cell_is_as_bad_as_the_worst() -> None:
    case = CASES["Two standards demanded: each certificate's scope has its own line"]
    found = cells(case)
    assert found["site_and_product"].outcome is Outcome.UNKNOWN
    assert [line.subject for line in found["site_and_product"].lines] == ["ISO 14001", "ISO 9001"]
    assert found["required_standard:ISO 9001"].outcome is Outcome.PASS
    assert found["required_standard:ISO 14001"].outcome is Outcome.PASS


def test_of_several_standards_in_force_the_end_that_comes_first_is_shown() -> None:
    case = CASES["Two standards demanded: each certificate's scope has its own line"]
    one, other = case.supplier.certificates
    held = (one, replace(other, expires_on=date(2027, 9, 14)))
    case = replace(case, supplier=replace(case.supplier, certificates=held))
    assert cells(case)["in_force"].day == date(2027, 9, 14)


def test_what_is_asked_of_others_only_is_no_outcome() -> None:
    case = CASES["Everything in order: qualified"]
    tape = replace(GENERAL_B2B, name="Tape", marks=("UL",))
    profile = replace(GENERAL_B2B, exceptions=(ProfileException(profile=tape, category="tape"),))
    cell = cells(case, profile)["product_certificate:UL"]
    assert (cell.outcome, cell.effect, cell.word, cell.lines) == (None, Effect.NONE, "", ())
    assert severity(cell) == 0
    of_tape = replace(case, supplier=replace(case.supplier, categories="tape"))
    cell = cells(of_tape, profile)["product_certificate:UL"]
    assert cell.outcome is Outcome.FAIL
    assert severity(cell) == 6


@pytest.mark.parametrize(
    ("title", "key", "expected"),
    [
        ("The day after its last day a waiver covers nothing", "margin", 0),
        ("Everything in order: qualified", "margin", 1),
        ("A waiver for the buyer turns not met into conditional", "in_force", 2),
        ("Nothing about surveillance on record: unknown, a note without effect",
         "surveillance", 3),
        ("Nobody has decided on site and product yet: unknown", "site_and_product", 4),
        ("Never confirmed: conditional", "verification", 5),
        ("An open major nonconformity excludes", "nonconformities", 6),
    ],
)  # fmt: skip
def test_cells_sort_by_how_bad_they_are(title: str, key: str, expected: int) -> None:
    assert severity(cells(CASES[title])[key]) == expected


@pytest.mark.parametrize("case", CASES.values(), ids=str)
def test_no_line_is_lost_and_the_worst_cell_is_the_verdict(case: Case) -> None:
    judged = assess(case.supplier, case.profile, case.buyer, case.day, case.directory)
    found = cells_of(judged, case.supplier, columns_of(case.profile))
    shown = [id(line) for cell in found for line in cell.lines]
    assert len(set(shown)) == len(shown)
    left_out = [line for line in judged.lines if id(line) not in shown]
    assert all(line.outcome is Outcome.NOT_APPLICABLE for line in left_out)
    assert severities(judged, columns_of(case.profile)) == tuple(map(severity, found))
    worst = max(map(severity, found), default=0)
    expected = {
        Verdict.NOT_QUALIFIED: {6},
        Verdict.CONDITIONAL: {2, 4, 5},
        Verdict.QUALIFIED: {0, 1, 3},
    }
    assert worst in expected[judged.verdict]
    for cell in found:
        assert len(cell.word) <= 10
        if cell.outcome is Outcome.PASS:
            assert not cell.word


def test_a_demand_named_in_two_profiles_has_one_column() -> None:
    other = Profile(
        name="Other", standards=(Demand(standard="ISO 9001"),), rules=frozenset(Rule), margin_days=9
    )
    profile = replace(GENERAL_B2B, exceptions=(ProfileException(profile=other, category="tape"),))
    assert titles(profile).count("ISO 9001") == 1
