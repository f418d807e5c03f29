"""Profiles: which is used for whom, what is wrong with one, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from domain.assessment import categories_of
from domain.errors import UserError
from domain.facts import BuyerRef, ProfileUse, SupplierFacts
from domain.qualification import (
    CERTIFICATES_ON_FILE,
    GENERAL_B2B,
    Demand,
    Profile,
    ProfileException,
    all_profiles,
    alternatives,
    assess,
    profile_problems,
    supplied_profiles,
    usual_profile,
)
from domain.vocabulary import Criticality, Rule
from tests.domain.case_loader import all_cases

HALDEN = BuyerRef(1, "Halden Grid AS")
NORDLICHT = BuyerRef(2, "Nordlicht Elektro GmbH")
IN_ORDER = next(case for case in all_cases() if case.title == "Everything in order: qualified")
TAPE = Profile(name="Tape", standards=(Demand(standard="ISO 9001"),), rules=frozenset(Rule))
CRITICAL = replace(TAPE, name="Critical", margin_days=180)
BOTH = replace(TAPE, name="Critical tape", margin_days=270)
KNOWN = all_profiles((TAPE, CRITICAL, BOTH))


def supplier(categories: str = "", criticality: Criticality | None = None) -> SupplierFacts:
    return SupplierFacts(
        id=1,
        name="Elbtal Isoliertechnik GmbH",
        categories=categories,
        criticality=criticality,
        recorded_on=date(2026, 11, 2),
    )


def use(
    profile: str,
    buyer: BuyerRef | None = HALDEN,
    category: str = "",
    criticality: Criticality | None = None,
    number: int = 0,
) -> ProfileUse:
    return ProfileUse(
        id=number, buyer=buyer, profile=profile, category=category, criticality=criticality
    )


# --- Which profile is used for whom ---------------------------------------------------------


def test_without_a_use_the_default_profiles_are_used() -> None:
    assert usual_profile(None, KNOWN, ()) is CERTIFICATES_ON_FILE
    assert usual_profile(HALDEN, KNOWN, ()) is GENERAL_B2B


def test_a_use_for_another_buyer_is_not_this_buyer_s() -> None:
    uses = [use("Tape", NORDLICHT), use("Critical", None)]
    assert usual_profile(HALDEN, KNOWN, uses) is GENERAL_B2B
    assert usual_profile(NORDLICHT, KNOWN, uses) == TAPE
    assert usual_profile(None, KNOWN, uses) == CRITICAL


def test_a_use_is_found_by_the_profile_s_name_in_any_case_and_passed_over_where_there_is_none() -> (
    None
):
    assert usual_profile(HALDEN, KNOWN, [use("  TAPE ")]) == TAPE
    assert usual_profile(HALDEN, KNOWN, [use("Gone")]) is GENERAL_B2B


@pytest.mark.parametrize(
    ("categories", "criticality", "expected"),
    [
        ("tape, cable", Criticality.HIGH, "Critical tape"),
        ("tape", Criticality.LOW, "Tape"),
        ("cable", Criticality.HIGH, "Critical"),
        ("cable", Criticality.LOW, "General B2B: ISO 9001"),
        ("tape", None, "Tape"),
        ("", None, "General B2B: ISO 9001"),
        ("insulating tape", None, "General B2B: ISO 9001"),
    ],
)
def test_the_narrower_use_goes_before_the_wider_one(
    categories: str, criticality: Criticality | None, expected: str
) -> None:
    uses = [
        use("Critical", criticality=Criticality.HIGH, number=1),
        use("Tape", category="Tape", number=2),
        use("Critical tape", category="tape", criticality=Criticality.HIGH, number=3),
    ]
    usual = usual_profile(HALDEN, KNOWN, uses)
    assert usual.for_supplier(supplier(categories, criticality)).name == expected


def test_what_a_profile_gives_for_a_supplier_is_given_again_when_asked_of_it() -> None:
    inner = replace(
        TAPE, exceptions=(ProfileException(profile=CRITICAL, criticality=Criticality.HIGH),)
    )
    outer = replace(GENERAL_B2B, exceptions=(ProfileException(profile=inner, category="tape"),))
    for one in (supplier(), supplier("tape"), supplier("tape", Criticality.HIGH)):
        own = outer.for_supplier(one)
        assert own.for_supplier(one) is own
    assert outer.for_supplier(supplier("tape", Criticality.HIGH)) is CRITICAL
    assert [each.name for each in outer.with_exceptions] == [outer.name, "Tape", "Critical"]


def test_categories_are_listed_with_commas_semicolons_or_lines() -> None:
    assert categories_of(supplier("Tape, PET  film;cable\ncord,,")) == {
        *("tape", "pet film", "cable", "cord"),
    }


def test_a_register_s_profile_of_a_supplied_one_s_name_takes_its_place() -> None:
    own = replace(GENERAL_B2B, name="general b2b:  iso 9001", margin_days=90)
    found = all_profiles((own,))
    assert len(found) == len(supplied_profiles())
    assert usual_profile(HALDEN, found, ()).margin_days == 90


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("UL or CSA", ("UL", "CSA")),
        ("ISO 9001 OR  IATF 16949 or ISO 13485", ("ISO 9001", "IATF 16949", "ISO 13485")),
        ("ISO 9001", ("ISO 9001",)),
        ("Oregon mark", ("Oregon mark",)),
        ("  ", ()),
        ("UL or UL", ("UL",)),
    ],
)
def test_alternatives_are_told_apart_by_the_word_or(
    subject: str, expected: tuple[str, ...]
) -> None:
    assert alternatives(subject) == expected


# --- What is wrong with a profile -----------------------------------------------------------


@pytest.mark.parametrize("profile", supplied_profiles(), ids=lambda profile: profile.name)
def test_supplied_profiles_are_sound(profile: Profile) -> None:
    assert profile_problems(profile) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"standards": (), "marks": ()}, "It demands no standard, no mark and no audit"),
        ({"marks": ("ISO 9001",)}, "“ISO 9001” is no product mark"),
        ({"marks": ("UL or BS EN ISO 14001",)}, "“BS EN ISO 14001” is no product mark"),
        ({"marks": ("FSC",)}, "“FSC” is no product mark but a scheme"),
        ({"standards": (Demand(standard="UL 510"),)}, "“UL 510” is a product mark"),
        ({"standards": (Demand(standard="ISO 9001 or CE"),)}, "“CE” is a product mark"),
        ({"standards": (Demand(standard=" "),)}, "One of the demanded standards has no name."),
        ({"marks": ("",)}, "One of the demanded marks has no name."),
        (
            {"standards": (Demand(standard="ISO 9001"), Demand(standard="EN ISO 9001"))},
            "“EN ISO 9001” is demanded twice.",
        ),
        ({"marks": ("UL or CSA", "CSA or UL")}, "“CSA or UL” is demanded twice."),
        ({"rules": frozenset({Rule.APPROVAL})}, "the rule “Required standard” is not asked"),
        (
            {"marks": ("UL",), "rules": frozenset({Rule.REQUIRED_STANDARD})},
            "Marks are demanded, but the rule “Product certificate” is not asked",
        ),
        (
            {"audit": True, "rules": frozenset({Rule.REQUIRED_STANDARD})},
            "An audit by the buyer is demanded, but the rule “Audit by the buyer” is not asked",
        ),
        ({"margin_days": -1}, "The margin must lie between 0 and 1000 days."),
        ({"verification_months": 0}, "The months a verification stands for must lie between"),
        ({"audit_months": 121}, "The months a buyer's audit stands for must lie between 1 and 120"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(changed: dict[str, object], expected: str) -> None:
    found = profile_problems(replace(TAPE, **changed))
    assert len(found) == 1
    assert expected in found[0]
    assert found[0].endswith(".")


@pytest.mark.parametrize("standard", ["EN 15085", "IEC 62443", "ISCC PLUS", "Somebody's own rules"])
def test_what_is_not_known_for_a_product_s_mark_may_be_demanded_as_a_standard(
    standard: str,
) -> None:
    assert profile_problems(replace(TAPE, standards=(Demand(standard=standard),))) == ()


@pytest.mark.parametrize("mark", ["EN 60454", "RoHS", "Somebody's own mark"])
def test_what_is_not_known_for_a_system_may_be_demanded_as_a_mark(mark: str) -> None:
    assert profile_problems(replace(TAPE, marks=(mark,))) == ()


# --- What is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"standards": ()}, "demands no standard, no mark and no audit"),
        ({"rules": frozenset({Rule.APPROVAL})}, "judges by no rule that looks at what it demands"),
        (
            {"standards": (), "marks": ("UL",), "rules": frozenset({Rule.IN_FORCE})},
            "judges by no rule that looks at what it demands",
        ),
    ],
)
def test_a_profile_under_which_every_supplier_would_pass_is_refused(
    changed: dict[str, object], expected: str
) -> None:
    wrong = replace(TAPE, name="Wrong", **changed)
    for profile in (
        wrong,
        replace(TAPE, exceptions=(ProfileException(profile=wrong, category="of nobody"),)),
    ):
        with pytest.raises(UserError, match=f"“Wrong” {expected}"):
            assess(IN_ORDER.supplier, profile, None, IN_ORDER.day, IN_ORDER.directory)


def test_an_assessment_names_the_profile_and_the_demands_it_was_made_under() -> None:
    marked = replace(TAPE, marks=("UL or CSA",))
    profile = replace(GENERAL_B2B, exceptions=(ProfileException(profile=marked, category="tape"),))
    one = replace(IN_ORDER.supplier, categories="tape")
    found = assess(one, profile, None, IN_ORDER.day, IN_ORDER.directory)
    assert (found.profile, found.subjects) == ("Tape", ("ISO 9001", "UL or CSA"))
    found = assess(IN_ORDER.supplier, profile, None, IN_ORDER.day, IN_ORDER.directory)
    assert (found.profile, found.subjects) == (GENERAL_B2B.name, ("ISO 9001",))
