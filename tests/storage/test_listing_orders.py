"""Orders of lists: by value with the empty ones last, and the same page by page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.facts import SupplierFacts
from domain.matching import fold
from domain.vocabulary import STATE_ORDER, DueStatus, HintKind, Level, Verdict
from storage.list_kinds import KINDS
from storage.listings import Listing
from storage.queries import Reader
from tests.storage.invented import BUYERS, days, registers, supplier
from tests.storage.written import write_register

DAY = date(2026, 11, 23)
ALL = 10_000
quietly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_LEVELS = (None, *Level)
_TEXTS: dict[tuple[str, str], Callable[[Any], str]] = {
    ("certificates", "number"): lambda row: row.number,
    ("certificates", "issuer"): lambda row: row.certification_body,
    ("certificates", "country"): lambda row: row.country,
    ("certificates", "supplier_code"): lambda row: row.supplier_code,
    ("suppliers", "country"): lambda row: row.country,
    ("audits", "reference"): lambda row: row.reference,
    ("programme", "what"): lambda row: row.what,
    ("hints", "subject"): lambda row: row.subject,
}
_VALUES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("certificates", "issued"): lambda row: row.issued_on,
    ("certificates", "ends"): lambda row: row.effective_expiry,
    ("certificates", "recognition"): lambda row: _LEVELS.index(row.recognition),
    ("suppliers", "ends"): lambda row: row.effective_expiry,
    ("suppliers", "recognition"): lambda row: _LEVELS.index(row.recognition),
    ("suppliers", "verdict"): lambda row: list(Verdict)[::-1].index(row.verdict),
    ("suppliers", "certificates"): lambda row: row.certificates,
    ("audits", "done"): lambda row: row.done_on,
    ("audits", "ends"): lambda row: row.current_until,
    ("findings", "raised"): lambda row: row.raised_on,
    ("evaluations", "score"): lambda row: row.score,
    ("evaluations", "rating"): lambda row: row.rating,
    ("evaluations", "next_due"): lambda row: row.next_due_on,
    ("evaluations", "period"): lambda row: row.period_to or row.period_from,
    ("programme", "due"): lambda row: row.due_on,
    ("programme", "status"): lambda row: list(DueStatus).index(row.status),
    ("hints", "kind"): lambda row: list(HintKind).index(row.kind),
}


def _pages(reader: Reader, listing: Listing) -> list[Any]:
    return list(reader.page(listing, 0, ALL))


@quietly
@given(registers(), days, st.sampled_from((*_TEXTS, *_VALUES)), st.booleans())
def test_orders_are_by_value_with_the_empty_last(
    written: tuple[SupplierFacts, ...], day: date, what: tuple[str, str], falling: bool
) -> None:
    kind, sort = what
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            rows = _pages(reader, Listing(kind=kind, day=day, sort=sort, descending=falling))
    if what in _TEXTS:
        values = [_TEXTS[what](row) or None for row in rows]
        values = [None if value is None else _ascii_lower(value) for value in values]
    else:
        values = [_VALUES[what](row) for row in rows]
    known = [value for value in values if value is not None]
    assert values[: len(known)] == sorted(known, reverse=falling)


def _ascii_lower(text: str) -> str:
    """As the order sees it: without regard to the case of plain letters."""
    return "".join(char.lower() if char.isascii() else char for char in text)


@quietly
@given(registers(), days)
def test_the_loudest_come_first_and_history_last(
    written: tuple[SupplierFacts, ...], day: date
) -> None:
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            rows = _pages(reader, Listing(kind="certificates", day=day))
    places = [
        (row.superseded, STATE_ORDER.index(row.state), row.effective_expiry or date.max)
        for row in rows
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_order_of_every_list_pages_through_all_rows(three: Path, kind: str) -> None:
    with Reader(three) as reader:
        for sort in ("", *KINDS[kind].sorts, "no such column"):
            for falling in (False, True):
                listing = Listing(kind=kind, day=DAY, sort=sort, descending=falling)
                pages = [reader.page(listing, start, 2) for start in range(0, 10, 2)]
                order = reader.ordered_ids(listing)
                assert [row.id for page in pages for row in page] == list(order)
                assert reader.count(listing) == len(order)
                assert [row.id for row in reader.rows(listing, order)] == list(order)
                kept = reader.page(listing, 1, 1)
                assert [row.id for row in kept] == list(order[1:2])


def test_folded_names_sort_as_people_expect(tmp_path: Path) -> None:
    named = ["Ümit", "ångström", "Zeta", "Đông Á", "echo", "Łódź"]
    held = [supplier(place, name) for place, name in enumerate(named, 1)]
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        rows = _pages(reader, Listing(kind="suppliers", day=DAY, sort="supplier"))
    assert [row.name for row in rows] == sorted(named, key=fold)
