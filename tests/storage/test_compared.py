"""Verdicts of two days side by side: whose change, which way, and counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.qualification import CERTIFICATES_ON_FILE, assess
from domain.vocabulary import Verdict
from storage.listings import Listing
from storage.queries import Reader
from tests.storage.invented import certificate, supplier
from tests.storage.written import write_register

TODAY, LATER = date(2026, 11, 23), date(2027, 6, 30)
LISTING = Listing(
    kind="suppliers", day=LATER, profile=CERTIFICATES_ON_FILE, compared_to=TODAY, sort="supplier"
)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """One that stays qualified, one that will have lapsed, one that begins later, one without."""
    later = certificate(3, issued_on=date(2026, 11, 1), valid_from=date(2027, 1, 1),
                        expires_on=date(2029, 12, 31))  # fmt: skip
    held = [
        supplier(1, "Anh", certificates=(certificate(1, expires_on=date(2029, 1, 31)),)),
        supplier(2, "Berg", certificates=(certificate(2, expires_on=date(2027, 3, 1)),)),
        supplier(3, "Cable", certificates=(later,)),
        supplier(4, "Delta"),
    ]
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        yield reader


def _rows(reader: Reader, listing: Listing) -> dict[str, tuple[Verdict, Verdict | None]]:
    rows = reader.rows(listing, reader.ordered_ids(listing))
    return {row.name: (row.verdict, row.compared) for row in rows}


def test_both_verdicts_are_those_of_the_rules(reader: Reader) -> None:
    found = _rows(reader, LISTING)
    for held in reader.suppliers():
        expected = [
            assess(held, CERTIFICATES_ON_FILE, None, day, reader.directory).verdict
            for day in (LATER, TODAY)
        ]
        assert list(found[held.name]) == expected
    assert found["Anh"] == (Verdict.QUALIFIED, Verdict.QUALIFIED)
    assert found["Berg"] == (Verdict.NOT_QUALIFIED, Verdict.QUALIFIED)
    assert found["Cable"] == (Verdict.QUALIFIED, Verdict.NOT_QUALIFIED)


def test_it_filters_and_counts_by_which_way_a_verdict_goes(reader: Reader) -> None:
    reader.prepare(LISTING)
    counts = dict(reader.facets(LISTING)["changed"])
    assert counts == {"worse": 1, "better": 1, "same": 2}
    for way, names in (("worse", {"Berg"}), ("better", {"Cable"}), ("same", {"Anh", "Delta"})):
        listing = replace(LISTING, filters={"changed": (way,)})
        assert _rows(reader, listing).keys() == names
        assert reader.count(listing) == counts[way]


def test_without_a_day_to_compare_with_nothing_is_compared(reader: Reader) -> None:
    reader.prepare(LISTING)
    alone = replace(LISTING, compared_to=None)
    assert {compared for _verdict, compared in _rows(reader, alone).values()} == {None}
    assert dict(reader.facets(alone)["changed"]) == {"": 4}


def test_both_days_have_to_be_worked_out(reader: Reader) -> None:
    assert reader.prepare(replace(LISTING, compared_to=None))
    assert not reader.is_prepared(LISTING)
    assert "changed" not in reader.facets(LISTING)
    looks = iter([True])
    assert not reader.prepare(LISTING, cancelled=lambda: next(looks))
    assert reader.prepare(LISTING)
    assert reader.is_prepared(LISTING)


def test_another_day_to_compare_with_is_another_answer(reader: Reader) -> None:
    filtered = replace(LISTING, filters={"changed": ("worse",)})
    assert reader.count(filtered) == 1
    assert list(reader.ordered_ids(filtered)) == [2]
    same_day = replace(filtered, compared_to=LATER)
    assert reader.count(same_day) == 0
    assert list(reader.ordered_ids(same_day)) == []
