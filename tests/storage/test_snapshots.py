"""What reports are drawn from: whole, of one moment, and in the order they print it."""

from datetime import date
from pathlib import Path

import pytest

from domain.directory import Directory
from domain.errors import UnknownName
from domain.facts import StatusEvent
from domain.import_plan import Change, New
from domain.programme import programme
from domain.qualification import supplied_profiles
from domain.snapshot import Organisation
from domain.vocabulary import Criticality, EventKind, SupplierStatus, Verdict
from storage import preferences
from storage.listings import Listing
from storage.queries import Reader
from storage.register import Register
from storage.snapshots import (
    expiry_snapshot,
    matrix_snapshot,
    programme_snapshot,
    register_snapshot,
    supplier_snapshot,
)
from tests.storage.invented import BUYERS, BY_SUPPLIER, certificate, supplier
from tests.storage.written import write_register

DAY = date(2026, 11, 23)
RECORDED = date(2026, 1, 5)
ON_FILE = supplied_profiles()[0]


def test_a_suppliers_picture_holds_its_facts_standings_and_assessment(
    three: Path, directory: Directory
) -> None:
    with Reader(three) as reader:
        picture = supplier_snapshot(reader, 2, BUYERS[0], ON_FILE, DAY, directory)
        assert picture.supplier == reader.supplier(2)
        with pytest.raises(UnknownName):
            supplier_snapshot(reader, 99, None, ON_FILE, DAY, directory)
    assert [(each.type, each.id) for each in picture.standings] == [
        ("certificate", 3),
        ("audit", 1),
    ]
    assert picture.assessment.verdict is Verdict.NOT_QUALIFIED
    assert picture.assessment.buyer == "Halden Grid AS"
    assert (picture.buyer, picture.profile, picture.day) == (BUYERS[0], ON_FILE, DAY)
    assert picture.provenance.register_name == "three"


def test_the_approved_list_says_what_the_window_says(three: Path, directory: Directory) -> None:
    with Reader(three) as reader:
        picture = register_snapshot(reader, None, ON_FILE, DAY, directory)
        rows = reader.page(Listing(kind="suppliers", day=DAY, profile=ON_FILE), 0, 10)
    assert [line.supplier.name for line in picture.lines] == [row.name for row in rows]
    for line, row in zip(picture.lines, rows, strict=True):
        assert line.assessment.verdict == row.verdict
        assert ((line.shown.type, line.shown.id) if line.shown else None) == row.evidence


def test_a_picture_is_drawn_under_the_profile_that_holds_for_the_supplier(
    tmp_path: Path, directory: Directory
) -> None:
    critical = supplier(1, "Ánh Dương", criticality=Criticality.HIGH)
    plain = supplier(2, "Bergland")
    with Reader(write_register(tmp_path / "r.attesta", [critical, plain])) as reader:
        pictures = [
            supplier_snapshot(reader, id_, None, BY_SUPPLIER, DAY, directory) for id_ in (1, 2)
        ]
    own = [BY_SUPPLIER.exceptions[2].profile, BY_SUPPLIER]
    assert [picture.profile for picture in pictures] == own
    assert [picture.assessment.profile for picture in pictures] == [one.name for one in own]


def test_the_printed_matrix_is_the_windows_without_withdrawn_suppliers(
    tmp_path: Path, directory: Directory
) -> None:
    held = [
        supplier(1, "Delta", certificates=(certificate(1),), categories="cable"),
        supplier(2, "Bergland", certificates=(certificate(2, expires_on=DAY),)),
        supplier(3, "Cascade", status=SupplierStatus.WITHDRAWN, withdrawn_on=date(2026, 11, 23)),
    ]
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        picture = matrix_snapshot(reader, None, BY_SUPPLIER, DAY, directory)
        before = matrix_snapshot(reader, None, BY_SUPPLIER, date(2026, 11, 22), directory)
        shown = reader.matrix(Listing(kind="suppliers", day=DAY, profile=BY_SUPPLIER), [2, 1])
    assert [line.supplier.name for line in picture.rows] == ["Bergland", "Delta"]
    assert [line.supplier.name for line in before.rows] == ["Bergland", "Cascade", "Delta"]
    for line, row in zip(picture.rows, shown, strict=True):
        assert line.cells == row.cells
        assert line.assessment.verdict == row.verdict
        assert tuple(cell.column for cell in line.cells) == picture.columns


def test_the_printed_programme_is_the_windows_as_far_as_it_reaches(
    new_register: Register, directory: Directory
) -> None:
    soon, later = {"planned_on": date(2026, 12, 1)}, {"planned_on": date(2028, 1, 15)}
    new_register.apply(
        [
            Change("supplier", New(1), {"name": "Delta"}),
            Change("supplier", New(2), {"name": "Bergland"}),
            Change("audit", New(3), {"supplier_id": New(1), **soon}),
            Change("audit", New(4), {"supplier_id": New(2), **soon}),
            Change("audit", New(5), {"supplier_id": New(2), **later}),
            Change("audit", New(6), {"supplier_id": New(1), "planned_on": date(2019, 1, 1)}),
        ],
        label="Plan",
    )
    with new_register.reader() as reader:
        year = programme_snapshot(reader, None, DAY, directory)
        far = programme_snapshot(reader, None, DAY, directory, months=24)
        rows = reader.page(Listing(kind="programme", day=DAY), 0, 10)
        all_due = {due for facts in reader.suppliers() for due in programme(facts, DAY, directory)}
    said = [(line.supplier.name, line.due.record) for line in year.lines]
    assert said == [("Delta", ("audit", 4)), ("Bergland", ("audit", 2)), ("Delta", ("audit", 1))]
    assert said == [(row.supplier, row.record) for row in rows]
    assert {line.due for line in year.lines} == all_due
    assert [line.due.record for line in far.lines] == [*(r for _, r in said), ("audit", 3)]
    assert (year.months, far.months) == (12, 24)


def _ends(path: Path, directory: Directory, **more: int) -> list[tuple[int, bool, bool]]:
    with Reader(path) as reader:
        picture = expiry_snapshot(reader, None, DAY, directory, **more)
    return [
        (line.certificate.id, line.renewal_on_record, line.other_cover) for line in picture.lines
    ]


def test_the_expiry_list_runs_from_what_lapsed_to_what_ends(
    three: Path, directory: Directory
) -> None:
    assert _ends(three, directory) == [(3, False, False), (2, False, False)]
    assert _ends(three, directory, within_days=7) == [(3, False, False)]
    assert _ends(three, directory, within_days=1000)[-1] == (1, False, False)
    assert _ends(three, directory, lapsed_days=0) == [(2, False, False)]


def test_the_expiry_list_leaves_out_what_no_longer_matters(
    tmp_path: Path, directory: Directory
) -> None:
    ended = date(2026, 12, 31)
    withdrawn = StatusEvent(
        id=1, kind=EventKind.WITHDRAWN, on=date(2026, 5, 1), recorded_on=RECORDED
    )
    path = write_register(
        tmp_path / "r.attesta",
        [
            supplier(
                1,
                "Ánh Dương",
                certificates=(
                    certificate(1, issued_on=date(2022, 1, 10), expires_on=date(2025, 1, 9)),
                    certificate(2, expires_on=ended),
                    certificate(
                        3,
                        issued_on=date(2026, 11, 1),
                        valid_from=date(2027, 1, 1),
                        expires_on=date(2029, 12, 31),
                    ),
                    certificate(4, standard="ISO 14001", expires_on=None),
                    certificate(5, standard="ISO 45001", expires_on=ended, events=(withdrawn,)),
                    certificate(6, standard="ISO 50001", expires_on=ended, number="E-1"),
                    certificate(
                        7,
                        standard="ISO 50001",
                        expires_on=date(2028, 6, 1),
                        certification_body="BSI",
                    ),
                ),
            ),
            supplier(
                2,
                "Bergland",
                status=SupplierStatus.WITHDRAWN,
                withdrawn_on=date(2026, 2, 1),
                certificates=(certificate(8, expires_on=ended),),
            ),
        ],
    )
    found = {id_: (renewal, other) for id_, renewal, other in _ends(path, directory)}
    undated = 4
    assert found == {2: (True, False), 6: (False, True), undated: (False, False)}
    assert list(found)[-1] == undated


def test_issuer_and_windows_come_from_the_registers_own_preferences(
    new_register: Register, directory: Directory
) -> None:
    new_register.apply([Change("supplier", New(1), {"name": "Ánh Dương"})], label="Add")
    for key, value in (
        (preferences.ORGANISATION_NAME, "Mekong Cable"),
        (preferences.ORGANISATION_ADDRESS, "Hà Nội"),
        (preferences.ORGANISATION_LOGO, preferences.logo_text(b"\x89PNG")),
        (preferences.URGENT_DAYS, "14"),
        (preferences.SOON_DAYS, "10"),
    ):
        new_register.set_setting(key, value)
    with new_register.reader() as reader:
        picture = supplier_snapshot(reader, 1, None, ON_FILE, DAY, directory)
        windows = reader.windows()
        newest = reader.whole_history(1)[0]
    assert picture.organisation == Organisation(
        name="Mekong Cable", address="Hà Nội", logo=b"\x89PNG"
    )
    assert (windows.urgent, windows.soon) == (14, 14)
    assert picture.provenance.history_number == newest.number
    assert picture.provenance.register_id


@pytest.mark.parametrize("text", ["", "x", "-1", "12345", "3.5", "٣"])
def test_an_unreadable_preference_is_the_default(text: str) -> None:
    windows = preferences.windows_of({preferences.URGENT_DAYS: text, preferences.SOON_DAYS: text})
    assert (windows.urgent, windows.soon) == (30, 90)
    assert preferences.logo_from("not base64!") is None


def test_history_reads_newest_first_with_the_fields_that_changed(new_register: Register) -> None:
    new_register.apply([Change("supplier", New(1), {"name": "Bergland"})], label="Add supplier")
    new_register.apply(
        [Change("supplier", 1, {"country": "DE", "name": "Bergland GmbH"})],
        label="Correct supplier",
        reason="as printed",
    )
    with new_register.reader() as reader:
        changed, added = reader.history_of_supplier(1)
        assert reader.history("supplier", 1) == [changed, added]
    assert {(each.name, each.old, each.new) for each in changed.fields} == {
        ("country", "", "DE"),
        ("name", "Bergland", "Bergland GmbH"),
    }
    assert (changed.action, changed.label, changed.reason) == (
        "change",
        "Correct supplier",
        "as printed",
    )
    assert (added.action, added.author) == ("add", "Mai Tran")
    assert ("name", None, "Bergland") in {(e.name, e.old, e.new) for e in added.fields}
