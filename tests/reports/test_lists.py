"""The approved supplier list and the expiry list, read back from their bytes."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from domain.vocabulary import State
from reports import approved_list, expiry
from reports.expiry_chart import ExpiryChart, buckets
from tests.reports import sample
from tests.reports.reading import bookmarks, char_boxes, fonts, letters, page_texts, text_of


def test_the_approved_list_groups_by_verdict_and_names_every_supplier() -> None:
    snapshot = sample.register(21)
    text = letters(text_of(approved_list.build(snapshot)))
    for line in snapshot.lines:
        assert letters(line.supplier.name) in text
        assert line.supplier.code in text
    titles = bookmarks(approved_list.build(snapshot))
    assert titles[:3] == ["Qualified", "Conditionally qualified", "Not qualified"]


def test_the_approved_list_shows_the_organisations_own_decision() -> None:
    text = text_of(approved_list.build(sample.register(3)))
    assert "Approved" in text
    assert "due 2 Feb 2027" in text


def test_a_decision_after_the_day_is_not_known_yet() -> None:
    line = sample.register(1).lines[0]
    early = replace(line.assessment, day=sample.RECORDED)
    assert approved_list.latest_approval(line.supplier, replace(line, assessment=early)) is None


def test_an_empty_register_says_so() -> None:
    text = text_of(approved_list.build(replace(sample.register(0))))
    assert "No supplier in use is on record." in text


def test_a_thousand_suppliers_are_all_listed_once() -> None:
    snapshot = sample.register(1000)
    text = text_of(approved_list.build(snapshot))
    found = Counter(code for code in text.split() if code.startswith("S-"))
    assert all(found[line.supplier.code] == 1 for line in snapshot.lines)


def test_the_expiry_figures_add_up_to_list_and_chart() -> None:
    snapshot = sample.expiry(40)
    figures = expiry._figures(snapshot.lines)
    assert sum(count for *_, count in figures) == len(snapshot.lines)
    bars = buckets(snapshot.lines, snapshot.day)
    standings = [line.standing.validity for line in snapshot.lines]
    lapsed = sum(1 for one in standings if one is not None and one.state is State.EXPIRED)
    assert bars[0].parts.total() == lapsed
    assert len(bars) == 14


@pytest.mark.parametrize("most", [0, 1, 3, 5, 6, 49, 50, 51, 12_345])
def test_no_bar_reaches_the_days_label(most: int) -> None:
    chart = ExpiryChart([sample.expiry(3).lines[2]] * most, sample.DAY)
    assert chart.most > most
    assert chart.most % chart.step == 0
    assert chart.most // chart.step <= 6


def test_the_expiry_list_has_a_section_for_each_month() -> None:
    data = expiry.build(sample.expiry(40))
    titles = bookmarks(data)
    assert titles[1] == "Already expired: 3 certificates"
    assert "December 2026: 3 certificates" in titles
    assert "End not known: 4 certificates" in titles


def test_an_expiry_list_without_certificates_says_so() -> None:
    text = text_of(expiry.build(sample.expiry(0)))
    assert "none has ended" in text


@pytest.mark.parametrize(
    ("module", "snapshot"),
    [(approved_list, sample.register(21)), (expiry, sample.expiry(40))],
    ids=["approved list", "expiry list"],
)
def test_lists_are_equal_for_equal_input_and_embed_their_fonts(
    module: Any, snapshot: object
) -> None:
    data = module.build(snapshot)
    assert module.build(snapshot) == data
    assert all(embedded for _, embedded in fonts(data))
    for _, width, _, left, _, right, _ in char_boxes(data):
        assert left >= 46
        assert right <= width - 46
    texts = page_texts(data)
    assert f"Page {len(texts)} of {len(texts)}" in texts[-1]


def test_verdicts_appear_in_words() -> None:
    text = text_of(approved_list.build(sample.register(21)))
    assert all(words in text for words in ("Qualified", "Conditionally qualified", "Not qualified"))
