"""Evaluations, what falls due and what looks odd: on the sample, for a day, by their supplier."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.facts import AuditFacts, EvaluationFacts
from domain.import_plan import Change, New
from domain.qualification import GENERAL_B2B
from domain.validity import Windows
from domain.vocabulary import Criticality, HintKind, SupplierClass
from storage.listing_rows import export_rows
from storage.listings import Listing
from storage.queries import Reader
from storage.register import Register
from storage.sample import create_sample
from tests.storage.agreement import (
    evaluations_agree,
    evidence_agrees,
    hints_agree,
    matrix_agrees,
    programme_agrees,
    suppliers_agree,
)
from tests.storage.invented import certificate, supplier
from tests.storage.written import write_register

DAY = date(2026, 11, 23)
RECORDED = date(2026, 1, 5)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the sample register."""
    path = tmp_path_factory.mktemp("sample") / "sample.attesta"
    create_sample(path, author="Mai", now=lambda: datetime(2026, 11, 23, 9)).close()  # noqa: DTZ001
    with Reader(path) as reader:
        yield reader


@pytest.mark.parametrize("ahead", [-400, 0, 219, 900])
def test_every_list_of_the_sample_says_what_the_rules_say(sample: Reader, ahead: int) -> None:
    day = DAY + timedelta(days=ahead)
    suppliers = list(sample.suppliers())
    evaluations_agree(sample, suppliers, day)
    hints_agree(sample, suppliers, day)
    for buyer in (None, *sample.buyers()):
        evidence_agrees(sample, suppliers, day, buyer, Windows())
        for profile in {profile.name: profile for profile in sample.profiles()}.values():
            suppliers_agree(sample, suppliers, day, buyer, profile)
            matrix_agrees(sample, suppliers, day, buyer, profile)
        programme_agrees(sample, suppliers, day, buyer, sample.usual_profile(buyer))


@pytest.fixture
def upkeep(tmp_path: Path) -> Iterator[Reader]:
    """Two suppliers with evaluations, a planned audit each, and one number between them."""

    def evaluation(id_: int, **values: Any) -> EvaluationFacts:
        return EvaluationFacts(id=id_, recorded_on=RECORDED, **values)

    def planned(id_: int, ahead: int) -> AuditFacts:
        on = DAY + timedelta(days=ahead)
        return AuditFacts(id=id_, planned_on=on, recorded_on=RECORDED)

    held = [
        supplier(
            1,
            "Ánh Dương",
            country="VN",
            criticality=Criticality.HIGH,
            certificates=(certificate(1, number="QM 15-001"),),
            audits=(planned(1, -3),),
            evaluations=(
                evaluation(1, done_on=date(2025, 12, 1), rating=SupplierClass.C,
                           next_due_on=date(2026, 6, 1)),
                evaluation(2, period_to=date(2026, 6, 30), score=91.5,
                           next_due_on=DAY - timedelta(days=1)),
            ),
        ),
        supplier(
            2,
            "Bergland",
            country="DE",
            certificates=(certificate(2, number="qm15001"),),
            audits=(planned(2, 30),),
            evaluations=(
                evaluation(3, done_on=DAY, rating=SupplierClass.A, next_due_on=DAY),
                evaluation(4, done_on=DAY + timedelta(days=1)),
            ),
        ),
    ]  # fmt: skip
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        yield reader


def _ids(reader: Reader, kind: str, **more: Any) -> list[int]:
    return list(reader.ordered_ids(Listing(kind=kind, day=DAY, **more)))


def test_evaluations_come_newest_first_as_far_as_they_are_done(upkeep: Reader) -> None:
    assert _ids(upkeep, "evaluations") == [3, 2, 1]
    assert upkeep.count(Listing(kind="evaluations", day=DAY + timedelta(days=1))) == 4
    for filters, ids in (
        ({"rating": ("A", "C")}, [3, 2, 1]),
        ({"rating": ("C",)}, [1]),
        ({"rating": ("",)}, []),
        ({"due": ("yes",)}, [2]),
        ({"due": ("no",)}, [3, 1]),
        ({"country": ("VN",)}, [2, 1]),
        ({"criticality": ("",)}, [3]),
        ({"supplier_id": ("2",)}, [3]),
    ):
        assert _ids(upkeep, "evaluations", filters=filters) == ids, filters
    facets = upkeep.facets(Listing(kind="evaluations", day=DAY))
    assert facets["rating"] == [("A", 2), ("C", 1)]
    assert facets["due"] == [("yes", 1), ("no", 2)]


def test_a_score_gives_the_class_where_none_is_recorded(upkeep: Reader) -> None:
    listing = Listing(kind="evaluations", day=DAY, sort="rating")
    rows = upkeep.page(listing, 0, 10)
    assert [(row.rating, row.class_by_score) for row in rows] == [
        (None, SupplierClass.A),
        (SupplierClass.A, None),
        (SupplierClass.C, None),
    ]
    told = export_rows(upkeep, "evaluations", DAY, None, GENERAL_B2B, upkeep.directory)
    assert {(row["rating"], row["class_by_score"]) for row in told} == {
        (None, "A"),
        ("A", None),
        ("C", None),
    }


@pytest.mark.parametrize("kind", ["evaluations", "programme", "hints"])
def test_they_are_searched_by_the_words_of_their_supplier(upkeep: Reader, kind: str) -> None:
    rows = upkeep.page(Listing(kind=kind, day=DAY), 0, 100)
    assert {row.supplier for row in rows} == {"Ánh Dương", "Bergland"}
    # A hint names the other supplier as well.
    of_bergland = {1, 2} if kind == "hints" else {2}
    for words, ids in (
        ("anh duong", {1, 2} if kind == "hints" else {1}),
        ("qm15001", {2}),
        ("berg", of_bergland),
        ("nobody", set()),
    ):
        found = upkeep.page(Listing(kind=kind, day=DAY, search=words), 0, 100)
        assert {row.supplier_id for row in found} == ids, words


def test_what_was_worked_out_is_searched_by_its_own_words(upkeep: Reader) -> None:
    def found(kind: str, search: str) -> set[tuple[int, str]]:
        rows = upkeep.page(Listing(kind=kind, day=DAY, search=search), 0, 100)
        return {(row.supplier_id, row.kind.value) for row in rows}

    due = {each for each in found("programme", "") if each[1] == "reevaluation"}
    assert due
    assert found("programme", "RE-EVAL") == due
    assert found("programme", "re-evaluation anh") == {each for each in due if each[0] == 1}
    assert found("programme", "re-evaluation nobody") == set()
    same = {(1, "same_number"), (2, "same_number")}
    assert same <= found("hints", "iso 9001 qm") <= found("hints", "")
    assert found("hints", "% _") == found("hints", "")


def test_what_falls_due_is_filtered_and_leads_to_its_record(upkeep: Reader) -> None:
    overdue = Listing(
        kind="programme", day=DAY, filters={"status": ("overdue",), "kind": ("planned_audit",)}
    )
    (row,) = upkeep.page(overdue, 0, 10)
    assert (row.supplier, row.days_left, row.record) == ("Ánh Dương", -3, ("audit", 1))
    facets = upkeep.facets(Listing(kind="programme", day=DAY))
    assert list(dict(facets["status"])) == ["overdue", "soon", "later"][: len(facets["status"])]
    assert dict(facets["kind"])["planned_audit"] == 2


def test_a_number_at_two_suppliers_is_asked_about_at_both(upkeep: Reader) -> None:
    listing = Listing(kind="hints", day=DAY, filters={"kind": ("same_number",)})
    rows = upkeep.page(listing, 0, 10)
    assert [(row.supplier, row.subject, row.record) for row in rows] == [
        ("Ánh Dương", "ISO 9001:2015 QM 15-001", ("certificate", 1)),
        ("Bergland", "ISO 9001:2015 qm15001", ("certificate", 2)),
    ]
    assert "Bergland" in rows[0].sentence
    assert upkeep.count(Listing(kind="hints", day=DAY, filters={"standard": ("UL 510",)})) == 0


def test_a_renewal_is_asked_about_until_it_is_confirmed_or_denied(new_register: Register) -> None:
    terms = {"supplier_id": New(1), "standard": "ISO 9001", "certification_body": "SGS"}
    earlier = {"number": "1", "issued_on": date(2020, 1, 1), "expires_on": date(2022, 12, 31)}
    later = {"number": "2", "issued_on": date(2023, 1, 1), "expires_on": date(2025, 12, 31)}
    denial = Change("renewal_denial", New(1), {"certificate_id": 2, "earlier_id": 1})
    listing = Listing(kind="hints", day=DAY, filters={"kind": (HintKind.RENEWAL.value,)})
    with new_register.reader() as reader:
        new_register.apply(
            [
                Change("supplier", New(1), {"name": "Bergland"}),
                Change("certificate", New(2), terms | earlier),
                Change("certificate", New(3), terms | later),
            ],
            label="Add",
        )
        (asked,) = reader.page(listing, 0, 10)
        assert asked.record == ("certificate", 2)
        assert "ISO 9001 1" in asked.sentence
        for change in (Change("certificate", 2, {"supersedes_id": 1}), denial):
            new_register.apply([change], label="Decide")
            assert reader.page(listing, 0, 10) == []
            new_register.undo()
            assert len(reader.page(listing, 0, 10)) == 1
