"""What certificates name of the directory, counted, and what a change of it does to them."""

from datetime import date
from pathlib import Path

import pytest

from domain.import_plan import Change, New
from storage.directory_effects import Naming
from storage.queries import Reader
from storage.register import Register
from tests.storage.contents import certificate, supplier
from tests.storage.invented import certificate as facts
from tests.storage.invented import supplier as holder
from tests.storage.written import write_register

DAY = date(2026, 11, 23)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Two suppliers: one renewed its certificate, one let it lapse."""
    old = facts(1, expires_on=date(2026, 6, 1))
    new = facts(2, number="Q-1b", issued_on=date(2026, 5, 20), supersedes=1)
    lapsed = facts(3, certification_body="Nobody", expires_on=date(2026, 1, 31), edition=None)
    suppliers = [holder(1, "Alpha", certificates=(old, new)),
                 holder(2, "Beta", certificates=(lapsed,))]  # fmt: skip
    return write_register(tmp_path / "two.attesta", suppliers)


def test_certificates_are_counted_by_their_words_without_those_renewed(written: Path) -> None:
    with Reader(written) as reader:
        assert set(reader.namings(DAY)) == {
            Naming("SGS", "UKAS", "ISO 9001", "2015", 1, 1),
            Naming("Nobody", "UKAS", "ISO 9001", None, 1, 0),
        }
        before = reader.namings(date(2026, 1, 31))
    assert Naming("Nobody", "UKAS", "ISO 9001", None, 1, 1) in before


def test_suppliers_are_found_by_what_their_certificates_name(written: Path) -> None:
    with Reader(written) as reader:
        assert reader.suppliers_naming([("SGS", "UKAS")]) == (1,)
        assert reader.suppliers_naming([("SGS", "UKAS"), ("Nobody", "UKAS")]) == (1, 2)
        assert reader.suppliers_naming([("sgs", "UKAS"), ("SGS", "")]) == ()
        assert reader.suppliers_naming([]) == ()


def test_what_a_change_did_is_counted(new_register: Register) -> None:
    shown = {"accreditation": "named", "accreditation_body": "UKAS"}
    other = certificate(New(1), ref=6, number="VN-0003")  # what it shows is not UKAS
    named = [
        certificate(New(1), **shown),
        certificate(New(1), ref=5, number="VN-0002", **shown),
    ]
    new_register.apply([supplier("Alpha"), *named, other], label="Add")
    with Reader(new_register.path) as reader:
        before = reader.levels_on(DAY)
        assert before.differing(reader.levels_on(DAY)) == (0, 0)
        unused = {"code": "UKAS", "unused": True}
        new_register.apply([Change("accreditation_body", New(1), unused)], label="Do not use")
        after = reader.levels_on(DAY)
        assert before.differing(after) == (2, 0)
        new_register.undo()
        assert before.differing(reader.levels_on(DAY)) == (0, 0)


def test_an_end_of_an_edition_changes_validity_not_recognition(new_register: Register) -> None:
    new_register.apply([supplier("Alpha"), certificate(New(1), edition="2015")], label="Add")
    with Reader(new_register.path) as reader:
        before = reader.levels_on(DAY)
        ended = {"standard": "ISO 9001", "edition": "2015", "invalid_after": "2026-01-01"}
        new_register.apply([Change("standard_edition", New(1), ended)], label="End it")
        assert before.differing(reader.levels_on(DAY)) == (0, 1)


def test_how_far_a_change_of_the_directory_is_can_be_heard(new_register: Register) -> None:
    new_register.apply([supplier("Alpha"), supplier("Beta", ref=2)], label="Add")
    heard: list[tuple[int, int]] = []

    def hear(count: int, total: int) -> None:
        heard.append((count, total))

    unused = {"code": "UKAS", "unused": True}
    change = Change("accreditation_body", New(1), unused)
    new_register.apply([change], label="Do not use", progress=hear)
    assert heard == [(2, 2)]
    new_register.undo(hear)
    assert heard == [(2, 2)] * 2
