"""Suppliers across requirements: what is open, and what comes first by the worst."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.facts import WaiverFacts
from domain.matrix import columns_of, severity
from domain.qualification import CERTIFICATES_ON_FILE
from domain.vocabulary import Rule, SupplierStatus, Verdict
from storage.listings import Listing
from storage.queries import Reader
from tests.storage.invented import BY_SUPPLIER, certificate, supplier
from tests.storage.written import write_register

DAY = date(2026, 11, 23)
RECORDED = date(2026, 1, 5)
LISTING = Listing(kind="suppliers", day=DAY, profile=CERTIFICATES_ON_FILE)
ENDS_SOON, ENDED = date(2026, 12, 10), date(2026, 11, 1)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """Suppliers of every verdict: without evidence, with an obsolete edition that ended as well,
    with a margin too small, waived or not, and two with nothing to object to."""
    waiver = WaiverFacts(
        id=1, rule=Rule.MARGIN, profile=CERTIFICATES_ON_FILE.name, reason="renewal ordered",
        by="QM", ends_on=date(2027, 1, 31), recorded_on=RECORDED,
    )  # fmt: skip
    held = [
        supplier(1, "Echo", certificates=(certificate(1),)),
        supplier(2, "Delta", certificates=(certificate(2, expires_on=ENDS_SOON),)),
        supplier(3, "Cable", certificates=(certificate(3, expires_on=ENDED),)),
        supplier(4, "Berg"),
        supplier(5, "Anh", certificates=(certificate(5, expires_on=ENDS_SOON),), waivers=(waiver,)),
        supplier(6, "Alpha", certificates=(certificate(6),), categories="Cable"),
    ]
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        yield reader


def _names(reader: Reader, listing: Listing) -> list[str]:
    return [row.name for row in reader.rows(listing, reader.ordered_ids(listing))]


def test_the_worst_come_first_by_verdict_grave_cells_and_name(reader: Reader) -> None:
    worst = replace(LISTING, sort="worst")
    # A missing certificate and one that ended are one grave cell each; a waiver is milder.
    assert _names(reader, worst) == ["Berg", "Cable", "Delta", "Anh", "Alpha", "Echo"]
    assert _names(reader, replace(worst, descending=True))[::-1] == _names(reader, worst)


def test_a_column_sorts_by_how_grave_its_cells_are(reader: Reader) -> None:
    (margin,) = (c for c in columns_of(CERTIFICATES_ON_FILE) if c.rule is Rule.MARGIN)
    listing = replace(LISTING, sort=f"cell:{margin.key}")
    assert _names(reader, listing)[:2] == ["Delta", "Anh"]
    rows = reader.matrix(listing, reader.ordered_ids(listing))
    place = columns_of(CERTIFICATES_ON_FILE).index(margin)
    graves = [severity(row.cells[place]) for row in rows]
    assert graves == sorted(graves, reverse=True)
    assert len(set(graves)) == 4


def test_an_order_by_no_column_of_the_profile_is_the_natural_one(reader: Reader) -> None:
    for sort in ("cell:nothing", "cell:", "cell:1; DROP TABLE supplier"):
        listing = replace(LISTING, sort=sort)
        assert _names(reader, listing) == _names(reader, LISTING)


def test_open_is_what_is_neither_met_nor_waived(reader: Reader) -> None:
    listing = replace(LISTING, filters={"open": ("yes",)})
    assert _names(reader, listing) == ["Berg", "Cable", "Delta"]
    assert reader.count(listing) == 3
    assert dict(reader.facets(LISTING)["open"]) == {"yes": 3, "no": 3}


def test_what_is_open_is_counted_only_once_it_is_known(reader: Reader) -> None:
    assert "open" not in reader.facets(LISTING)
    reader.prepare(LISTING)
    assert dict(reader.facets(LISTING)["open"]) == {"yes": 3, "no": 3}


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(reader: Reader) -> None:
    rows = reader.matrix(LISTING, [3, 99, 1])
    assert [(row.id, row.name, row.verdict) for row in rows] == [
        (3, "Cable", Verdict.NOT_QUALIFIED),
        (1, "Echo", Verdict.QUALIFIED),
    ]
    assert all(len(row.cells) == len(columns_of(CERTIFICATES_ON_FILE)) for row in rows)


def test_a_supplier_is_judged_and_shown_under_the_profile_that_holds_for_it(
    reader: Reader,
) -> None:
    listing = replace(LISTING, profile=BY_SUPPLIER)
    cable, plain = reader.matrix(listing, [6, 1])
    assert (cable.profile, plain.profile) == (BY_SUPPLIER.exceptions[1].profile.name, "Ours")
    asked = {
        row.name: {cell.column.title for cell in row.cells if cell.outcome is not None}
        for row in (cable, plain)
    }
    assert "UL or CSA" in asked["Alpha"] - asked["Echo"]
    verdicts = {row.id: row.verdict for row in reader.page(listing, 0, 10)}
    assert verdicts[6] is cable.verdict


def test_a_withdrawn_supplier_is_open(tmp_path: Path) -> None:
    rules = CERTIFICATES_ON_FILE.rules | {Rule.SUPPLIER_IN_USE}
    profile = replace(CERTIFICATES_ON_FILE, rules=rules)
    gone = supplier(
        1, "Anh", certificates=(certificate(1),), status=SupplierStatus.WITHDRAWN,
        withdrawn_on=date(2026, 1, 1),
    )  # fmt: skip
    with Reader(write_register(tmp_path / "r.attesta", [gone])) as reader:
        listing = Listing(kind="suppliers", day=DAY, profile=profile, filters={"open": ("yes",)})
        assert list(reader.ordered_ids(listing)) == [1]
