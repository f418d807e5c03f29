"""That what is read is what was written, and that lists say what the rules say."""

import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import QuestionWithoutAnswer, RegisterError, UnknownName
from domain.facts import BuyerRef, SiteFacts, SupplierFacts
from domain.qualification import Profile, supplied_profiles
from domain.rule_supplier import is_open_major, is_overdue_minor
from domain.validity import Windows
from domain.vocabulary import Grading, Level
from storage.listing_rows import export_rows
from storage.listings import Listing, ListKind
from storage.queries import Reader
from tests.domain.case_loader import Case, all_cases
from tests.storage.agreement import evidence_agrees, suppliers_agree
from tests.storage.invented import BUYERS, days, profiles, registers, supplier
from tests.storage.written import insert, write_register

DAY = date(2026, 11, 23)
RECORDED = date(2026, 1, 5)
quietly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
buyers = st.none() | st.sampled_from(BUYERS)
windows = st.sampled_from((Windows(), Windows(7, 400)))


@quietly
@given(registers())
def test_facts_come_back_as_they_were_written(written: tuple[SupplierFacts, ...]) -> None:
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            assert list(reader.suppliers([each.id for each in written])) == list(written)
            assert {each.id for each in reader.suppliers()} == {each.id for each in written}


@quietly
@given(registers(), days, buyers, windows)
def test_certificates_and_audits_stand_in_lists_as_the_rules_say(
    written: tuple[SupplierFacts, ...], day: date, buyer: BuyerRef | None, ahead: Windows
) -> None:
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            evidence_agrees(reader, written, day, buyer, ahead)


@quietly
@given(registers(), days, buyers, profiles)
def test_suppliers_stand_in_lists_as_they_are_assessed(
    written: tuple[SupplierFacts, ...], day: date, buyer: BuyerRef | None, profile: Profile
) -> None:
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            suppliers_agree(reader, written, day, buyer, profile)


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_worked_cases_read_the_same_in_lists_and_by_the_rules(case: Case, tmp_path: Path) -> None:
    path = write_register(tmp_path / "r.attesta", [case.supplier], BUYERS, case.directory)
    with Reader(path, case.directory) as reader:
        for buyer in (None, *BUYERS):
            evidence_agrees(reader, [case.supplier], case.day, buyer, Windows())
        suppliers_agree(reader, [case.supplier], case.day, case.buyer, case.profile)


@quietly
@given(registers(), days)
def test_findings_are_open_and_overdue_as_the_rules_say(
    written: tuple[SupplierFacts, ...], day: date
) -> None:
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            rows = {row.id: row for row in reader.page(Listing(kind="findings", day=day), 0, 100)}
    for facts in written:
        audits = {audit.id: audit for audit in facts.audits}
        for finding in facts.findings:
            raised = finding.raised_on or audits[finding.audit_id].done_on or finding.recorded_on
            assert (finding.id in rows) == (raised <= day)
            if (row := rows.get(finding.id)) is None:
                continue
            if finding.grading is Grading.MAJOR:
                assert row.open == is_open_major(finding, day)
            if finding.grading is Grading.MINOR:
                assert row.overdue == is_overdue_minor(finding, day)
            assert row.open or not row.overdue or finding.grading is Grading.MAJOR


@quietly
@given(registers(), days, buyers)
def test_the_command_line_and_the_window_list_the_same(
    written: tuple[SupplierFacts, ...], day: date, buyer: BuyerRef | None
) -> None:
    profile = supplied_profiles()[0]
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            for kind in ("suppliers", "certificates", "audits", "findings"):
                exported = list(export_rows(reader, kind, day, buyer, profile, reader.directory))
                listing = Listing(kind=kind, day=day, buyer=buyer, sort="supplier")
                shown = reader.page(listing, 0, 1000)
                assert len(exported) == len(shown)
                for name in ("state", "recognition", "verdict", "current_until", "overdue"):
                    values = [row[name] for row in exported if name in row]
                    assert sorted(map(str, values)) == sorted(
                        _published(getattr(row, name), name, kind)
                        for row in shown
                        if hasattr(row, name) and values
                    )


def _published(value: object, name: str, kind: str) -> str:
    if value is None and (name, kind) == ("recognition", "suppliers"):
        return "none"
    return str(value)


def test_a_supplier_is_found_by_code_name_and_local_name(three: Path) -> None:
    with Reader(three) as reader:
        for text, id_ in (
            ("S-1", 1),
            ("s-2", 2),
            ("  bergland  gmbh ", 2),
            ("Bergland G.m.b.H.", 2),
            ("Công ty TNHH Ánh Dương", 1),
        ):
            assert reader.find_supplier(text) == id_


def test_an_unknown_supplier_is_refused_with_the_nearest_names(three: Path) -> None:
    with Reader(three) as reader:
        with pytest.raises(UnknownName, match="Bergland GmbH"):
            reader.find_supplier("Bergland")
        with pytest.raises(UnknownName, match="Cascade LLC"):
            reader.find_supplier("Kaskade LLC")
        with pytest.raises(UnknownName, match="no supplier number 99"):
            reader.supplier(99)
        with pytest.raises(UnknownName):
            reader.find_buyer("Nobody")


def test_an_ambiguous_supplier_is_a_question(tmp_path: Path) -> None:
    twins = [supplier(1, "Delta Ltd", code="A"), supplier(2, "DELTA LTD.", code="B")]
    with Reader(write_register(tmp_path / "r.attesta", twins)) as reader:
        with pytest.raises(QuestionWithoutAnswer, match="A, B") as question:
            reader.find_supplier("Delta Ltd")
        assert question.value.option == "--supplier"
        assert reader.find_supplier("B") == 2


def test_a_buyer_is_found_by_name(three: Path) -> None:
    with Reader(three) as reader:
        assert reader.find_buyer("halden grid as") == BUYERS[0]
        assert reader.buyers() == sorted(BUYERS, key=lambda buyer: buyer.name)


def test_records_come_as_values(three: Path) -> None:
    with Reader(three) as reader:
        record = reader.record("certificate", 2)
        assert record["expires_on"] == date(2026, 12, 1)
        assert record["accreditation_body"] == "UKAS"
        assert "name_key" not in reader.record("supplier", 1)
        assert [each["id"] for each in reader.records("certificate", supplier_id=1)] == [1, 2]
        assert reader.records("certificate", supersedes_id=None)
        with pytest.raises(UnknownName):
            reader.record("status_event", 1)
        with pytest.raises(ValueError, match="no such record"):
            reader.records("sqlite_master")


def test_an_import_is_told_what_is_held(three: Path) -> None:
    with closing(sqlite3.connect(three, isolation_level=None)) as connection:
        insert(connection, "site", {"id": 1, "supplier_id": 1, "name": "Plant 2"})
        insert(connection, "certificate_site", {"certificate_id": 1, "site_id": 1})
        event = {"certificate_id": 2, "kind": "suspended", "on": date(2026, 2, 1)}
        insert(connection, "status_event", event)
        event = {"certificate_id": 3, "kind": "suspended", "on": date(2026, 2, 1)}
        insert(connection, "status_event", event)
        event = {"certificate_id": 3, "kind": "restored", "on": date(2026, 3, 1)}
        insert(connection, "status_event", event)
    with Reader(three) as reader:
        held = reader.held_records()
    assert [each.name for each in held.suppliers] == ["Ánh Dương Co., Ltd.", "Bergland GmbH",
                                                      "Cascade LLC"]  # fmt: skip
    first, second, third = held.certificates
    assert first.values["sites"] == ("Plant 2",)
    assert first.values["issued_on"] == date(2025, 1, 10)
    assert (first.values["suspended"], second.values["suspended"]) == (False, True)
    assert third.values["suspended"] is False
    assert held.audits[0].values["buyers"] == ("Halden Grid AS",)
    assert held.sites == ((1, 1, "Plant 2"),)


def test_sites_of_a_certificate_are_the_linked_then_the_printed(three: Path) -> None:
    with closing(sqlite3.connect(three, isolation_level=None)) as connection:
        insert(connection, "site", {"id": 1, "supplier_id": 1, "name": "Plant 2"})
        insert(connection, "certificate_site", {"certificate_id": 1, "site_id": 1})
        connection.execute(
            "UPDATE certificate SET sites_as_printed = 'Plant 2; Hanoi\nHue' WHERE id = 1"
        )
    with Reader(three) as reader:
        facts = reader.supplier(1)
    assert facts.sites == (SiteFacts(id=1, name="Plant 2"),)
    assert facts.certificates[0].sites == ("Plant 2", "Hanoi", "Hue")


def test_a_damaged_value_is_told_in_words(three: Path) -> None:
    with closing(sqlite3.connect(three, isolation_level=None)) as connection:
        connection.execute("UPDATE certificate SET expires_on = 'soon' WHERE id = 1")
    with Reader(three) as reader:
        with pytest.raises(RegisterError, match="Check the file"):
            reader.supplier(1)
        with pytest.raises(RegisterError, match="Check the file"):
            reader.page(Listing(kind="certificates", day=DAY), 0, 10)
        with pytest.raises(RegisterError, match="Check the file"):
            reader.record("certificate", 1)


def test_one_moment_shows_the_register_as_it_was_at_its_first_read(three: Path) -> None:
    with Reader(three) as reader, reader.one_moment():
        assert reader.totals()["suppliers"] == 3
        with (
            closing(sqlite3.connect(three, isolation_level=None, timeout=0)) as writer,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            writer.execute("DELETE FROM certificate")
        assert reader.totals()["certificates"] == 3


def test_reading_leaves_the_file_to_writers(three: Path) -> None:
    with Reader(three) as reader:
        for kind in ListKind:
            listing = Listing(kind=kind, day=DAY)
            reader.page(listing, 0, 1)
            reader.ordered_ids(listing)
            reader.facets(listing)
        next(reader.suppliers())
        with closing(sqlite3.connect(three, isolation_level=None, timeout=0)) as writer:
            writer.execute("DELETE FROM document")


def test_level_words_of_a_buyer_apply_to_that_buyer_only(three: Path) -> None:
    with Reader(three) as reader:
        levels = [
            reader.page(Listing(kind="audits", day=DAY, buyer=buyer), 0, 1)[0].recognition
            for buyer in (None, *BUYERS[:2])
        ]
    assert levels == [Level.ONE_CUSTOMER, Level.ONE_CUSTOMER, Level.NOT_RECOGNISED]


def test_reading_loads_no_more_than_the_first_window_needs() -> None:
    code = (
        "import sys, storage.queries, storage.listings, storage.snapshots;"
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'rapidfuzz')"
        " if m in sys.modules])"
    )
    import subprocess

    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
