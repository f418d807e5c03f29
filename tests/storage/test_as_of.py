"""Lists of an earlier day tell nothing of what came after it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.facts import AuditFacts, FindingFacts
from domain.qualification import GENERAL_B2B
from domain.vocabulary import AuditResult, Grading, Party
from storage.listing_rows import export_rows
from storage.listings import Listing
from storage.queries import Reader
from tests.storage.invented import BUYERS, RECORDED, supplier
from tests.storage.written import write_register

HELD = date(2026, 3, 10)
BEFORE = HELD - timedelta(days=1)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """An audit held on a day, one held without a plan, one without a day; a finding closed."""

    def audit(id_: int, **values: object) -> AuditFacts:
        return AuditFacts(
            id=id_,
            supplier_id=1,
            party=Party.SECOND,
            buyers=(BUYERS[0],),
            result=AuditResult.PASSED,
            score=90.0 + id_,
            next_due_on=date(2027, 3, 10),
            recorded_on=RECORDED,
            **values,  # type: ignore[arg-type]
        )

    finding = FindingFacts(
        id=1,
        audit_id=3,
        grading=Grading.MAJOR,
        raised_on=date(2026, 2, 1),
        done_on=HELD,
        verified_on=HELD + timedelta(days=9),
        recorded_on=RECORDED,
    )
    audits = (
        audit(1, planned_on=date(2026, 2, 20), done_on=HELD),
        audit(2, done_on=HELD),
        audit(3),
    )
    held = [supplier(1, "Bergland", audits=audits, findings=(finding,))]
    with Reader(write_register(tmp_path / "r.attesta", held, BUYERS)) as reader:
        yield reader


def _told(reader: Reader, day: date, sort: str = "date") -> list[tuple[object, ...]]:
    rows = reader.page(Listing(kind="audits", day=day, sort=sort), 0, 9)
    return [(row.id, row.planned_on, row.done_on, row.result, row.score) for row in rows]


def test_an_audit_held_later_is_a_planned_one(reader: Reader) -> None:
    passed = AuditResult.PASSED
    assert _told(reader, HELD) == [
        (1, date(2026, 2, 20), HELD, passed, 91.0),
        (2, None, HELD, passed, 92.0),
        (3, None, None, passed, 93.0),
    ]
    assert _told(reader, BEFORE) == [
        (1, date(2026, 2, 20), None, None, None),
        (2, HELD, None, None, None),
        (3, None, None, passed, 93.0),
    ]
    exported = list(export_rows(reader, "audits", BEFORE, None, GENERAL_B2B, reader.directory))
    assert [(row["planned_on"], row["done_on"], row["result"], row["score"]) for row in exported] \
        == [(date(2026, 2, 20), None, None, None), (HELD, None, None, None),
            (None, None, "passed", 93.0)]  # fmt: skip


def test_one_without_a_day_has_a_result_once_it_is_recorded(reader: Reader) -> None:
    day = RECORDED - timedelta(days=1)
    assert {(id_, result) for id_, _, _, result, _ in _told(reader, day)} == {
        (1, None),
        (2, None),
        (3, None),
    }


@pytest.mark.parametrize(("day", "passed"), [(BEFORE, [3]), (HELD, [1, 2, 3])])
def test_filters_facets_and_orders_know_no_later_result(
    reader: Reader, day: date, passed: list[int]
) -> None:
    listing = Listing(kind="audits", day=day, filters={"result": ("passed",)})
    assert sorted(reader.ordered_ids(listing)) == passed
    facets = reader.facets(Listing(kind="audits", day=day))
    assert dict(facets["result"])["passed"] == len(passed)
    for sort in ("result", "score", "next_due"):
        order = [row[0] for row in _told(reader, day, sort)]
        assert sorted(order[: len(passed)]) == passed, sort


@pytest.mark.parametrize(
    ("day", "done", "verified", "is_open"),
    [
        (BEFORE, None, None, True),
        (HELD, HELD, None, True),
        (HELD + timedelta(days=9), HELD, HELD + timedelta(days=9), False),
    ],
)
def test_a_finding_tells_what_was_done_by_the_day(
    reader: Reader, day: date, done: date | None, verified: date | None, is_open: bool
) -> None:
    (row,) = reader.page(Listing(kind="findings", day=day), 0, 9)
    assert (row.done_on, row.verified_on, row.open) == (done, verified, is_open)
    (told,) = export_rows(reader, "findings", day, None, GENERAL_B2B, reader.directory)
    assert (told["done_on"], told["verified_on"], told["open"]) == (done, verified, is_open)
