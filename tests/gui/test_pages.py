"""Pages that follow from the records: what falls due, what looks odd, evaluations; the sidebar."""

from datetime import date

import pytest

from domain.vocabulary import (
    DueKind,
    DueStatus,
    HintKind,
    SupplierClass,
)
from gui import fonts
from gui.models import columns_due
from gui.models.cells import Paragraph, Words, plain
from gui.models.columns_due import EVALUATIONS, HINTS, PROGRAMME, class_chip, due_chip, period_words
from gui.models.records import target_of
from gui.widgets.row_delegate import broken
from storage.listings import EvaluationRow, HintRow, ProgrammeRow

DAY = date(2026, 11, 23)
WHO = {"supplier_id": 3, "supplier": "Nam Viet", "supplier_local": "Công ty Nam Việt",
       "supplier_code": "S-0004", "country": "VN"}  # fmt: skip


def due(status: DueStatus = DueStatus.SOON, days: int = 12, **more) -> ProgrammeRow:
    """A row of the programme."""
    values = {
        "id": 1, "criticality": None, "due_on": DAY, "days_left": days,
        "kind": DueKind.SURVEILLANCE, "status": status, "what": "Surveillance of ISO 9001",
        "why": "Last audited on 3 November 2025", "buyers": (), "record": ("certificate", 7),
        **WHO, **more,
    }  # fmt: skip
    return ProgrammeRow(**values)


def hint(**more) -> HintRow:
    """A row of the hints."""
    values = {
        "id": 1, "kind": HintKind.RENEWAL, "sentence": "Looks like a renewal of it.",
        "record": ("certificate", 9), "subject": "ISO 9001 VN24/00193", **WHO, **more,
    }  # fmt: skip
    return HintRow(**values)


def evaluation(**more) -> EvaluationRow:
    """A row of the evaluations."""
    values = {
        "id": 5, "criticality": None, "period_from": date(2026, 1, 1),
        "period_to": date(2026, 6, 30), "quality": 98.5, "delivery": 90.0, "service": None,
        "score": 94.0, "rating": SupplierClass.B, "done_on": date(2026, 7, 9), "by": "L. Tran",
        "next_due_on": None, "notes": "", **WHO, **more,
    }  # fmt: skip
    return EvaluationRow(**values)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "Jan – Jun 2026"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2026, 3, 1), date(2026, 3, 31), "Mar 2026"),
        (date(2025, 10, 1), date(2026, 3, 31), "Oct 2025 – Mar 2026"),
        (date(2026, 1, 15), date(2026, 6, 30), "15 Jan 2026 – 30 Jun 2026"),
        (date(2026, 3, 3), None, "From 3 Mar 2026"),
        (None, date(2026, 3, 3), "To 3 Mar 2026"),
        (None, None, ""),
    ],
)
def test_a_period_is_told_as_people_say_it(
    first: date | None, last: date | None, words: str
) -> None:
    assert period_words(first, last) == words


@pytest.mark.parametrize(
    ("status", "days", "words", "full"),
    [
        (DueStatus.OVERDUE, -1, "1 day late", "Overdue"),
        (DueStatus.OVERDUE, -400, "400 days late", "Overdue"),
        (DueStatus.SOON, 0, "Today", "Due soon"),
        (DueStatus.SOON, 23, "In 23 days", "Due soon"),
        (DueStatus.LATER, 92, "In 92 days", "Later"),
        (DueStatus.LATER, 200, "In 6 months", "Later"),
    ],
)
def test_how_near_a_day_is_has_colour_icon_and_words(
    status: DueStatus, days: int, words: str, full: str
) -> None:
    chip = due_chip(status, days)
    assert (chip.words, chip.full) == (words, full)
    others = [due_chip(each, days if each is not DueStatus.OVERDUE else -3) for each in DueStatus]
    assert len({(each.icon, each.mark) for each in others}) == len(DueStatus)


def test_a_class_that_has_to_improve_speaks_up() -> None:
    chips = {rating: class_chip(rating) for rating in SupplierClass}
    assert [chips[each].fill != "" for each in SupplierClass] == [False, False, True, True]
    assert all(chip.words.startswith(rating.value) for rating, chip in chips.items())
    assert chips[SupplierClass.C].mark != chips[SupplierClass.D].mark


@pytest.mark.parametrize(
    ("columns", "row"),
    [(EVALUATIONS, evaluation()), (PROGRAMME, due()), (HINTS, hint())],
    ids=["evaluations", "programme", "hints"],
)
def test_every_cell_says_something(columns, row) -> None:
    for layout in (columns.wide, columns.narrow):
        for column in layout:
            assert plain(column.cell(row, DAY)), column.title


def test_the_supplier_stands_first_in_its_own_script() -> None:
    cell = columns_due._supplier(due(), DAY)
    assert isinstance(cell, Words)
    assert (cell.first, cell.second) == ("Công ty Nam Việt", "Nam Viet")


def test_what_is_due_says_why_and_for_whom() -> None:
    cell = columns_due._due_what(due(buyers=("Halden Grid AS",)), DAY)
    assert plain(cell) == (
        "Surveillance of ISO 9001\nLast audited on 3 November 2025 · Halden Grid AS"
    )


def test_a_hint_is_told_in_full() -> None:
    sentence = "Its number " + "is long " * 40
    cell = next(c for c in HINTS.wide if c.title == "Worth a look").cell(
        hint(sentence=sentence), DAY
    )
    assert isinstance(cell, Paragraph)
    assert plain(cell) == sentence


def test_a_sentence_is_broken_into_lines_and_loses_nothing(themed) -> None:
    sentence = (
        "The number 0010-EMS-2025 is also on record for 大阪防蝕テープ株式会社𠮷: ask who holds it."
    )
    font = fonts.font(12)
    for most in (1, 2, 3):
        lines = broken(sentence, font, 200, most)
        assert len(lines) <= most
        assert "".join(lines).replace(" ", "") == sentence.replace(" ", "")
    assert broken("Short.", font, 200, 2) == ["Short."]


@pytest.mark.parametrize(
    ("kind", "row", "target"),
    [
        ("programme", due(), ("certificates", 7)),
        ("programme", due(record=("finding", 2)), ("findings", 2)),
        ("programme", due(record=("evaluation", 2)), ("suppliers", 3)),
        ("programme", due(record=("approval", 2)), ("suppliers", 3)),
        ("programme", due(record=None), ("suppliers", 3)),
        ("programme", None, None),
        ("hints", hint(), ("certificates", 9)),
        ("hints", hint(record=("supplier", 3)), ("suppliers", 3)),
        ("evaluations", evaluation(), ("evaluations", 1)),
        ("matrix", None, ("suppliers", 1)),
    ],
)
def test_a_row_stands_for_the_record_it_rests_on(kind: str, row, target) -> None:
    assert target_of(kind, 1, row) == target
