"""Pages that follow from the records: what falls due, what looks odd, evaluations; the sidebar."""

import csv
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from domain.import_plan import Change, New
from domain.vocabulary import DueKind, DueStatus, HintKind, SupplierClass, SupplierStatus, Verdict
from gui import fonts, operations, text
from gui.dialogs.record_form import RecordForm
from gui.main_window import MainWindow
from gui.models import columns_due
from gui.models.cells import Paragraph, Words, plain
from gui.models.columns_due import EVALUATIONS, HINTS, PROGRAMME, class_chip, due_chip, period_words
from gui.models.records import target_of
from gui.views.sidebar import Sidebar
from gui.widgets.labels import Label
from gui.widgets.row_delegate import broken
from storage.listings import EvaluationRow, HintRow, ProgrammeRow

Settle = Callable[[], None]
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
        "score": 94.0, "rating": SupplierClass.B, "class_by_score": None,
        "done_on": date(2026, 7, 9), "by": "L. Tran", "next_due_on": None, "notes": "",
        **WHO, **more,
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


def test_a_class_that_only_the_score_gives_says_so() -> None:
    def shown(row: EvaluationRow) -> str:
        (column,) = [each for each in EVALUATIONS.wide if each.title == "Class"]
        return plain(column.cell(row, DAY))

    assert shown(evaluation(rating=None, class_by_score=SupplierClass.B)) == "Class: B, by score"
    assert shown(evaluation()) == f"Class: {class_chip(SupplierClass.B).words}"
    assert shown(evaluation(rating=None)) == text.NOTHING


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
    named = columns_due._due_what(due(what="Audit by Halden", buyers=("Halden",)), DAY)
    assert plain(named) == "Audit by Halden\nLast audited on 3 November 2025"


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


@pytest.mark.parametrize("kind", ["evaluations", "programme", "hints"])
def test_the_page_shows_what_the_sidebar_counts(
    window: MainWindow, settle: Settle, kind: str
) -> None:
    window.actions_by_name[kind].trigger()
    settle()
    found = window.page.model.rowCount()
    assert found > 0
    assert window.sidebar.pages[kind].accessibleName().endswith(f", {found}")
    assert window.page.waiting.isHidden()


def test_choosing_what_is_due_opens_the_record_beside_it(
    window: MainWindow, settle: Settle
) -> None:
    window.show_page("programme")
    settle()
    page = window.page
    row = next(n for n in range(page.model.rowCount()) if page.model.row(n).record is not None)
    where = page.view.visualRect(page.model.index(row, 0)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert window.kind == "programme"
    assert window.detail.isVisible()
    assert (window.detail.kind, window.detail.record_id) == page.target(page.model.ids[row])


@pytest.mark.parametrize("kind", ["programme", "hints"])
def test_opening_a_row_shows_its_record_on_its_page(
    window: MainWindow, settle: Settle, kind: str
) -> None:
    window.show_page(kind)
    settle()
    page = window.page
    wanted = page.target(page.model.ids[0])
    page.view.setCurrentIndex(page.model.index(0, 0))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    settle()
    assert window.kind == wanted[0]
    assert (window.detail.kind, window.detail.record_id) == wanted
    assert window.page.view.current_id() == wanted[1]


def test_opening_an_evaluation_opens_its_form(window: MainWindow, settle: Settle) -> None:
    window.show_page("evaluations")
    settle()
    page = window.page
    page.view.setCurrentIndex(page.model.index(1, 0))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    settle()
    (form,) = [sheet for sheet in window.findChildren(RecordForm) if sheet.isVisible()]
    assert (form.record, form.record_id) == ("evaluation", page.model.ids[1])
    assert not window.detail.isVisible()
    form.done(0)


def test_a_change_is_worked_into_what_is_due(window: MainWindow, settle: Settle) -> None:
    window.show_page("programme")
    settle()
    page = window.page
    before = page.model.rowCount()
    planned = {"supplier_id": 1, "party": "second", "planned_on": date(2027, 1, 20)}
    operations.save(window.context, changes=[Change("audit", New(1), planned)], label="Plan it")
    settle()
    assert page.model.rowCount() == before + 1
    rows = [page.model.row(n) for n in range(page.model.rowCount())]
    (added,) = [row for row in rows if row.due_on == date(2027, 1, 20)]
    assert added.kind is DueKind.PLANNED_AUDIT
    assert f", {before + 1}" in window.sidebar.pages["programme"].accessibleName()


def test_other_days_and_buyers_have_their_own_programme(window: MainWindow, settle: Settle) -> None:
    window.show_page("programme")
    settle()

    def seen() -> set[tuple[int, date, DueKind]]:
        rows = [window.page.model.row(n) for n in range(window.page.model.rowCount())]
        return {(row.supplier_id, row.due_on, row.kind) for row in rows}

    anyone = seen()
    window.context.set_buyer(window.context.standing.buyers[0])
    settle()
    for_one = seen()
    assert for_one != anyone
    audits = [row for row in for_one if row[2] is DueKind.BUYER_AUDIT]
    assert len(audits) < len([row for row in anyone if row[2] is DueKind.BUYER_AUDIT])
    window.context.set_day(date(2027, 6, 30))
    settle()
    assert seen() != for_one


def test_before_it_is_worked_out_a_page_says_so_and_holds_no_row(
    window: MainWindow, settle: Settle, monkeypatch
) -> None:
    """Nothing is said to be odd or not before everybody was looked at."""
    page = window.pages["hints"]
    monkeypatch.setattr("gui.models.table._prepared", lambda *_: False)
    monkeypatch.setattr(window.judging, "start", lambda: None)
    page.reload()
    window.show_page("hints")
    settle()
    assert page.empty.isVisible()
    titles = [label.text() for label in page.empty.findChildren(Label)]
    assert "Looking through the register…" in titles
    assert "Nothing looks odd" not in titles
    assert page.found() is None
    monkeypatch.undo()
    window.judging.start()
    settle()
    assert page.view.isVisible()
    assert page.found() == page.model.rowCount() > 0


def test_long_work_is_told_and_soon_done_work_is_not(window: MainWindow, settle: Settle) -> None:
    page = window.pages["suppliers"]
    page.show_progress("suppliers", 10, 900)
    assert page.waiting.isHidden()
    page.show_progress("programme", 10, 90_000)
    assert page.waiting.isHidden()
    page.show_progress("suppliers", 12_300, 90_000)
    assert page.waiting.isVisible()
    words = [label.text() for label in page.waiting.findChildren(Label)]
    assert words == ["Working out verdicts: 12,300 of 90,000 suppliers"]
    page.take_worked_out("suppliers")
    assert page.waiting.isHidden()


def test_only_a_supplier_in_use_is_withdrawn_and_only_a_withdrawn_one_taken_back(
    window: MainWindow, settle: Settle
) -> None:
    states: set[tuple[SupplierStatus, bool, bool]] = set()
    page = window.page
    for row in range(page.model.rowCount()):
        page.view.setCurrentIndex(page.model.index(row, 0))
        states.add(
            (
                page.model.row(row).status,
                window.actions_by_name["withdraw"].isEnabled(),
                window.actions_by_name["take_back"].isEnabled(),
            )
        )
    assert states == {
        (SupplierStatus.IN_USE, True, False),
        (SupplierStatus.WITHDRAWN, False, True),
    }
    window.context.set_day(date(2027, 6, 30))
    settle()
    assert not window.actions_by_name["withdraw"].isEnabled()


def test_a_supplier_is_withdrawn_by_its_dialog(window: MainWindow, settle: Settle) -> None:
    page = window.page
    row = next(
        n for n in range(page.model.rowCount())
        if page.model.row(n).status is SupplierStatus.IN_USE
    )  # fmt: skip
    page.view.setCurrentIndex(page.model.index(row, 0))
    window.actions_by_name["withdraw"].trigger()
    settle()
    (sheet,) = [each for each in window.findChildren(RecordForm) if each.isVisible()]
    assert sheet.record_id == page.model.ids[row]
    sheet.done(0)


def test_what_is_added_to_a_row_that_is_due_goes_to_its_supplier(
    window: MainWindow, settle: Settle
) -> None:
    window.show_page("programme")
    settle()
    page = window.page
    page.view.setCurrentIndex(page.model.index(3, 0))
    supplier = page.model.row(3).supplier_id
    settle()
    added: list[tuple[str, int]] = []
    window.commands.add = lambda record, preset: added.append(  # type: ignore[method-assign]
        (record, preset["supplier_id"])
    )
    for name in ("add_audit", "add_evaluation", "add_waiver"):
        assert window.actions_by_name[name].isEnabled()
        window.actions_by_name[name].trigger()
        settle()
    assert added == [("audit", supplier), ("evaluation", supplier), ("waiver", supplier)]
    window.actions_by_name["show_supplier"].trigger()
    settle()
    assert (window.kind, window.detail.record_id) == ("suppliers", supplier)


def test_rows_that_are_no_records_are_not_removed(window: MainWindow, settle: Settle) -> None:
    for kind in ("programme", "hints", "matrix"):
        window.show_page(kind)
        settle()
        window.page.view.selectAll()
        assert not window.actions_by_name["remove"].isEnabled(), kind
        assert not window.actions_by_name["new"].isEnabled() or kind == "programme"


@pytest.mark.parametrize("kind", ["evaluations", "programme", "hints"])
def test_the_new_lists_are_exported(
    window: MainWindow, settle: Settle, tmp_path: Path, kind: str
) -> None:
    window.show_page(kind)
    settle()
    path = tmp_path / f"{kind}.csv"
    operations.export_list(window.context, listing=window.page.listing(), path=path)
    settle()
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(lines) == 1 + window.page.model.rowCount()
    assert "supplier" in lines[0]
    assert not {"id", "supplier_id", "record"} & set(lines[0])


@pytest.mark.parametrize("kind", ["audits", "findings"])
def test_an_export_for_a_buyer_leaves_out_what_the_page_shows_of_others(
    window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    window.show_page(kind)
    buyer = next(each for each in window.context.standing.buyers if each.name == "Halden Grid AS")
    window.context.set_buyer(buyer)
    settle()
    path = tmp_path / "handed out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    window.commands.export()
    settle()
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(lines) - 1 == window.page.model.rowCount() - 4
    said = f"4 {kind} by other customers were left out; they are confidential."
    assert window.note.accessibleName() == f"Exported to {path.name}. {said}"


@pytest.mark.parametrize("height", [520, 640, 800])
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_in_a_low_window_the_sidebar_keeps_its_pages(
    themed, qtbot, height: int, scale: float
) -> None:
    fonts.set_scale(scale)
    try:
        sidebar = Sidebar()
        qtbot.addWidget(sidebar)
        sidebar.set_open(True)
        sidebar.resize(sidebar.width(), height)
        sidebar.show()
        QApplication.processEvents()
        shown = [*sidebar.pages.values(), *(row for row in sidebar.views if row.isVisible())]
        for above, below in pairwise(shown):
            assert above.geometry().bottom() < below.geometry().top()
        assert shown[-1].geometry().bottom() < height
        assert all(row.isVisible() for row in sidebar.pages.values())
        if (height, scale) == (800, 1.0):
            assert all(row.isVisible() for row in sidebar.views)
    finally:
        fonts.set_scale(1.0)


def test_what_is_looked_at_is_worked_out_first(window: MainWindow, settle: Settle) -> None:
    order: list[str] = []
    window.judging.worked_out.connect(order.append)
    window.context.set_day(date(2027, 1, 10))
    settle()
    assert order == ["suppliers", "compared", "programme", "hints"]
    window.show_page("hints")
    settle()
    order.clear()
    window.context.set_day(date(2027, 2, 10))
    settle()
    assert order == ["hints", "suppliers", "compared", "programme"]
    assert window.judging.is_done


LATER = date(2027, 6, 30)


def _changed(window: MainWindow) -> dict[int, tuple[Verdict, Verdict | None]]:
    rows = [window.page.model.row(n) for n in range(window.page.model.rowCount())]
    return {row.id: (row.verdict, row.compared) for row in rows}


def test_on_another_day_suppliers_bear_todays_verdict_too(
    window: MainWindow, settle: Settle
) -> None:
    titles = [column.title for column in window.page.model.columns]
    assert "Today" not in titles
    today = {id_: verdict for id_, (verdict, _) in _changed(window).items()}
    window.context.set_day(LATER)
    settle()
    assert [column.title for column in window.page.model.columns] == [*titles, "Today"]
    found = _changed(window)
    assert {id_: compared for id_, (_, compared) in found.items()} == today
    assert any(verdict is not compared for verdict, compared in found.values())
    at = len(titles)
    for row in range(window.page.model.rowCount()):
        verdict, compared = found[window.page.model.ids[row]]
        words = window.page.model.index(row, at).data()
        assert (words == "The same") == (verdict is compared)
    window.context.set_day(None)
    settle()
    assert [column.title for column in window.page.model.columns] == titles


def test_who_does_not_stay_as_good_is_one_click_away(window: MainWindow, settle: Settle) -> None:
    window.context.set_day(LATER)
    settle()
    page = window.page
    spec, chip = next(pair for pair in page.chips._chips if pair[0].name == "Worse than today")
    assert chip.isVisible()
    counted = page.chips._count(spec.key, spec.values)
    chip.click()
    settle()
    order = list(Verdict)
    found = _changed(window)
    assert len(found) == counted > 0
    assert all(order.index(now) > order.index(then) for now, then in found.values())
    window.context.set_day(date(2028, 1, 31))
    settle()
    assert all(order.index(now) > order.index(then) for now, then in _changed(window).values())
    window.context.set_day(None)
    settle()
    assert not page.chips.is_filtering
    assert page.model.rowCount() == 23
    assert not chip.isVisible()


def test_beside_a_detail_todays_verdict_stands_below_where_it_differs(
    window: MainWindow, settle: Settle
) -> None:
    window.context.set_day(LATER)
    settle()
    window.open_detail("suppliers", window.page.model.ids[0])
    settle()
    page = window.page
    for row in range(page.model.rowCount()):
        held = page.model.row(row)
        words = page.model.index(row, page.model.columnCount() - 1).data()
        assert words.endswith(" today") == (held.verdict is not held.compared)


def test_what_became_ready_behind_another_page_is_there_when_shown(
    window: MainWindow, settle: Settle, monkeypatch
) -> None:
    monkeypatch.setattr("gui.models.table._prepared", lambda *_: False)
    page = window.pages["programme"]
    window.show_page("programme")
    page.reload()
    settle()
    assert page.found() is None
    window.show_page("buyers")
    settle()
    monkeypatch.undo()
    window.judging.worked_out.emit("programme")
    window.show_page("programme")
    settle()
    assert page.found() == page.model.rowCount() > 0
