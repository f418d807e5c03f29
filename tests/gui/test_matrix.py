"""The matrix: what its cells say, the popover, keys and pointer, sorting, scrolling, export."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from domain.matrix import MatrixCell, MatrixColumn, cells_of, columns_of
from domain.qualification import EvidenceRef, Line, assess
from domain.vocabulary import Effect, Outcome, Rule
from gui import operations
from gui.main_window import MainWindow
from gui.models.matrix import STICKY, HeadedColumn, box_of, cell_words, reason_of
from gui.views.matrix_page import MatrixPage
from gui.widgets.labels import Label
from gui.widgets.matrix_head import title_lines
from gui.widgets.matrix_view import MatrixView

Settle = Callable[[], None]
MARGIN = MatrixColumn("margin", "Margin", "30 d", Rule.MARGIN, "")
IN_FORCE = MatrixColumn("in_force", "In force", "", Rule.IN_FORCE, "")


def cell(
    outcome: Outcome | None, effect: Effect = Effect.NONE, word: str = "", day: date | None = None,
    column: MatrixColumn = MARGIN, reason: str = "23 days of cover remain; 30 are asked for.",
) -> MatrixCell:  # fmt: skip
    """A cell with one line, or with none where nothing is asked."""
    line = Line(rule=column.rule, subject="ISO 9001", outcome=outcome or Outcome.PASS,
                effect=effect, reason=reason)  # fmt: skip
    return MatrixCell(column, outcome, effect, word, day, (line,) if outcome else ())


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MatrixPage:
    """The page of the matrix under the general profile."""
    profile = next(p for p in window.context.standing.profiles if p.name.startswith("General"))
    window.context.set_profile(profile)
    window.show_page("matrix")
    settle()
    assert isinstance(window.page, MatrixPage)
    return window.page


def view_of(page: MatrixPage) -> MatrixView:
    """Its table."""
    assert isinstance(page.view, MatrixView)
    return page.view


def stand_on(page: MatrixPage, row: int, column: int) -> None:
    """Put the keyboard onto a cell."""
    page.view.setFocus()
    page.view.setProperty("keyboard", True)
    page.view.setCurrentIndex(page.model.index(row, column))


def find(page: MatrixPage, wanted: Callable[[MatrixCell], bool]) -> tuple[int, int]:
    """The first cell that is so."""
    for row in range(page.model.rowCount()):
        for place, each in enumerate(page.model.row(row).cells):
            if wanted(each):
                return row, place + STICKY
    raise AssertionError("no such cell")


@pytest.mark.parametrize(
    ("made", "icon", "word", "boxed", "dashed"),
    [
        (cell(Outcome.PASS), "check", "", False, False),
        (cell(Outcome.PASS, day=date(2027, 7, 23)), "check", "Jul 27", False, False),
        (cell(None), "dash", "", False, False),
        (cell(Outcome.NOT_APPLICABLE), "dash", "", False, False),
        (cell(Outcome.UNKNOWN, Effect.CONDITIONAL), "q", "", True, True),
        (cell(Outcome.UNKNOWN, Effect.NONE), "q", "", True, True),
        (cell(Outcome.FAIL, Effect.CONDITIONAL, "23 d"), "alert", "23 d", True, False),
        (cell(Outcome.FAIL, Effect.NOT_QUALIFIED, "ended"), "x", "ended", True, False),
        (cell(Outcome.FAIL, Effect.NOT_QUALIFIED, "susp."), "oct-pause", "susp.", True, False),
        (cell(Outcome.FAIL, Effect.NOT_QUALIFIED, "1 only"), "shield-person", "1 only", True,
         False),
        (cell(Outcome.WAIVED, Effect.CONDITIONAL, day=date(2027, 1, 31)), "waive", "Jan 27", True,
         False),
    ],
)  # fmt: skip
def test_a_cell_has_an_icon_and_a_word_for_each_outcome(
    made: MatrixCell, icon: str, word: str, boxed: bool, dashed: bool
) -> None:
    box = box_of(made)
    assert (box.icon, box.word, box.is_boxed, box.dashed) == (icon, word, boxed, dashed)


def test_unknown_is_never_drawn_as_a_pass() -> None:
    for effect in Effect:
        box = box_of(cell(Outcome.UNKNOWN, effect, "open", date(2030, 1, 1)))
        assert "validity.valid" not in (box.mark + box.ink + box.fill)
        assert box.icon != "check"


def test_every_cell_is_said_in_words() -> None:
    failed = cell(Outcome.FAIL, Effect.CONDITIONAL, "23 d")
    assert cell_words(failed) == (
        "Margin: not met, 23 days of cover remain; 30 are asked for."
    )  # fmt: skip
    assert cell_words(cell(None)) == "Margin: not asked of this supplier"


def test_titles_too_long_for_one_line_take_two() -> None:
    def lines(title: str, note: str = "", fits: int = 9) -> tuple[str, str, bool]:
        column = MatrixColumn("k", title, note, Rule.MARGIN, "")
        headed = HeadedColumn(title, 0, lambda _row, _day: None, note=note, of=column)
        return title_lines(headed, fits, len)

    assert lines("Margin", "30 d") == ("Margin", "30 d", True)
    assert lines("Surveillance") == ("Surveil-", "lance", False)
    assert lines("Site/product") == ("Site", "product", False)
    assert lines("IATF 16949") == ("IATF", "16949", False)


def test_the_cells_agree_with_the_rules(page: MatrixPage, settle: Settle) -> None:
    context = page._context
    columns = columns_of(context.profile)
    expected: list[dict[int, list[Outcome | None]]] = []

    def judge(reader) -> dict[int, list[Outcome | None]]:
        found = {}
        for supplier in reader.suppliers():
            assessment = assess(supplier, context.profile, context.buyer, context.day,
                                context.directory, context.windows)  # fmt: skip
            found[supplier.id] = [c.outcome for c in cells_of(assessment, supplier, columns)]
        return found

    context.read(judge, done=expected.append)
    settle()
    rows = [page.model.row(n) for n in range(page.model.rowCount())]
    assert {row.id: [c.outcome for c in row.cells] for row in rows} == expected[0]
    assert [c.title for c in page.model.columns[STICKY:]] == [c.title for c in columns]


def test_the_worst_stand_first_and_a_head_sorts_turns_round_and_lets_go(
    page: MatrixPage, settle: Settle
) -> None:
    def verdicts() -> list[str]:
        return [page.model.row(n).verdict.value for n in range(page.model.rowCount())]

    order = ["not_qualified", "conditional", "qualified"]
    assert verdicts() == sorted(verdicts(), key=order.index)
    first = list(page.model.ids)
    head = page.view.horizontalHeader()
    by_cell: list[list[int]] = []
    for _ in range(2):
        head.sectionClicked.emit(STICKY + 1)
        settle()
        assert page.model.listing.sort == "cell:in_force"
        by_cell.append(list(page.model.ids))
    assert by_cell[0] != by_cell[1]
    head.sectionClicked.emit(STICKY + 1)
    settle()
    assert page.model.listing.sort == "worst"
    assert list(page.model.ids) == first


def test_a_click_in_the_head_hits_the_column_that_is_seen_there(
    page: MatrixPage, settle: Settle
) -> None:
    view = view_of(page)
    view.resize(500, 500)
    settle()
    view.horizontalScrollBar().setValue(80)
    asked: list[str] = []
    view.sort_asked.connect(asked.append)
    head = view.horizontalHeader()
    for x in (30, view.still_width() + 30):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    assert asked[0] == "supplier"
    assert asked[1] == view.table.columns[view.column_at(view.still_width() + 30)].sort
    assert asked[1] != view.table.columns[STICKY].sort  # that one is under the names


def test_only_open_shows_as_many_as_it_counts(page: MatrixPage, settle: Settle) -> None:
    spec, chip = next(pair for pair in page.chips._chips if pair[0].name == "Only open")
    counted = page.chips._count(spec.key, spec.values)
    assert 0 < counted < page.model.rowCount()
    chip.click()
    settle()
    assert page.model.rowCount() == counted
    for row in range(page.model.rowCount()):
        effects = {each.effect for each in page.model.row(row).cells}
        outcomes = {each.outcome for each in page.model.row(row).cells}
        assert effects != {Effect.NONE} or Outcome.UNKNOWN in outcomes


def test_the_arrows_walk_cell_by_cell_and_enter_says_why(page: MatrixPage, settle: Settle) -> None:
    view = view_of(page)
    row, column = find(page, lambda c: c.outcome is Outcome.FAIL)
    stand_on(page, row, STICKY)
    for _ in range(column - STICKY):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.row_in_question, view.column_in_question) == (row, column)
    assert not view.popover.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.popover.isVisible()
    told = page.model.row(row).cells[column - STICKY].lines[0]
    words = [label.text() for label in view.popover.findChildren(Label)]
    assert any(told.reason in each for each in words)
    assert told.cure == "" or told.cure in words
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.popover.isVisible()
    assert view.row_in_question == row + 1
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.popover.isVisible()


def test_enter_twice_leads_to_the_evidence(window: MainWindow, page: MatrixPage, settle) -> None:
    view = view_of(page)
    row, column = find(
        page,
        lambda c: c.outcome is Outcome.PASS and c.column.rule is Rule.IN_FORCE,
    )
    stand_on(page, row, column)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    evidence = page.model.row(row).cells[column - STICKY].lines[0].evidence[0]
    assert evidence.type == "certificate"
    assert (window.detail.kind, window.detail.record_id) == ("certificates", evidence.id)
    assert window.kind == "matrix"


def test_all_reasons_of_a_cell_are_told_each_with_its_standard(page: MatrixPage) -> None:
    view = view_of(page)
    lines = tuple(
        Line(rule=Rule.IN_FORCE, subject=standard, outcome=Outcome.FAIL, effect=Effect.CONDITIONAL,
             reason=f"Ended {n} days ago.", cure="Ask for the renewal.",
             evidence=(EvidenceRef("certificate", n, f"No. {n}"),))
        for n, standard in enumerate(("ISO 9001", "ISO 14001"), 1)
    )  # fmt: skip
    made = MatrixCell(IN_FORCE, Outcome.FAIL, Effect.CONDITIONAL, "ended", None, lines)
    view.popover.show_cell(made, page.model.row(0), view.rect(), view.rect())
    words = [label.text() for label in view.popover.findChildren(Label)]
    assert "ISO 9001: Ended 1 days ago." in words
    assert "ISO 14001: Ended 2 days ago." in words
    assert "No. 2" in words
    assert words.count("Ask for the renewal.") == 2


def test_the_pointer_resting_on_a_cell_opens_its_popover(page: MatrixPage, qtbot) -> None:
    view = view_of(page)
    where = view.visualRect(page.model.index(1, STICKY)).center()
    QTest.mouseMove(view.viewport(), where)
    QTest.mouseMove(view.viewport(), where + QPoint(2, 0))
    qtbot.waitUntil(view.popover.isVisible)
    assert (view.row_in_question, view.column_in_question) == (1, STICKY)
    view.verticalScrollBar().setValue(30)
    assert not view.popover.isVisible()


def test_the_popover_stays_within_the_table(page: MatrixPage) -> None:
    view = view_of(page)
    last = page.model.columnCount() - 1
    for row in (0, page.view.rowAt(view.viewport().height() - 60)):
        view.ask(row, last, pinned=True)
        card = view.popover.geometry()
        assert view.rect().contains(card.center())
        assert card.right() <= view.width() + 12
        assert card.bottom() <= view.height() + 12


def test_a_click_on_a_name_opens_its_detail_and_on_a_cell_does_not(
    window: MainWindow, page: MatrixPage, settle: Settle
) -> None:
    view = view_of(page)
    in_cell = view.visualRect(page.model.index(2, STICKY + 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=in_cell)
    assert view.popover.isVisible()
    assert not window.detail.isVisible()
    on_name = view.visualRect(page.model.index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=on_name)
    settle()
    assert not view.popover.isVisible()
    assert (window.detail.kind, window.detail.record_id) == ("suppliers", page.model.ids[3])


def test_the_names_stay_while_the_rest_scrolls_sideways(page: MatrixPage, settle: Settle) -> None:
    view = view_of(page)
    view.resize(560, 500)
    settle()
    assert view.horizontalScrollBar().maximum() > 0
    last = page.model.columnCount() - 1
    view.scrollTo(page.model.index(0, last))
    assert view.visualRect(page.model.index(0, 0)).left() == 0
    seen = view.visualRect(page.model.index(0, last))
    assert view.still_width() <= seen.left() < view.viewport().width()
    middle = QPoint(20, seen.center().y())
    assert view.indexAt(middle).column() == 0
    assert view.indexAt(seen.center()).column() == last
    view.scrollTo(page.model.index(0, STICKY))
    assert view.visualRect(page.model.index(0, STICKY)).left() >= view.still_width()


def test_beside_a_detail_the_verdict_stands_below_the_name(
    window: MainWindow, page: MatrixPage, settle: Settle
) -> None:
    window.open_detail("suppliers", page.model.ids[0])
    settle()
    page.view.resize(500, 500)
    assert "Not qualified" in page.model.index(0, 0).data()
    assert page.model.index(0, 1).data() == "Not qualified"


def test_another_profile_gives_other_columns(window: MainWindow, page: MatrixPage, settle) -> None:
    before = [column.title for column in page.model.columns]
    mark = next(p for p in window.context.standing.profiles if p.marks)
    window.context.set_profile(mark)
    settle()
    after = [column.title for column in page.model.columns]
    assert mark.marks[0] in after
    assert mark.marks[0] not in before
    assert page.profile.is_on
    assert page.profile.text() == mark.name
    page.profile.click()
    settle()
    assert window.context.profile == window.context.usual_profile(window.context.buyer)


def test_the_day_and_the_buyer_are_those_of_the_window(
    window: MainWindow, page: MatrixPage, settle: Settle
) -> None:
    def verdicts() -> dict[int, str]:
        rows = [page.model.row(n) for n in range(page.model.rowCount())]
        return {row.id: row.verdict.value for row in rows}

    today = verdicts()
    window.context.set_day(date(2029, 12, 31))
    settle()
    later = verdicts()
    assert later != today
    assert "qualified" not in later.values()
    assert page.model.listing.day == date(2029, 12, 31)


def test_the_matrix_is_exported_as_it_stands(
    window: MainWindow, page: MatrixPage, settle: Settle, tmp_path: Path
) -> None:
    for suffix in (".csv", ".xlsx"):
        path = tmp_path / f"matrix{suffix}"
        operations.export_list(
            window.context, listing=page.listing(), path=path, as_matrix=True
        )  # fmt: skip
        settle()
        assert path.stat().st_size > 0
    lines = (tmp_path / "matrix.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("supplier,local name,code,country,verdict,judged under,ISO 9001,")
    assert "Margin (30 d)" in lines[0]
    assert len(lines) == 1 + page.model.rowCount()
    row = page.model.row(0)
    assert row.name in lines[1]
    assert "not met, " in lines[1]


def test_several_rows_are_selected_and_reported_on(
    window: MainWindow, page: MatrixPage, settle: Settle
) -> None:
    view = view_of(page)
    for row in (1, 3):
        where = view.visualRect(page.model.index(row, 0)).center()
        keys = Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, where)
    settle()
    assert view.selects_several
    assert page.selection.isVisible()
    found: list[list[int]] = []
    window.supplier_ids(found.append)
    assert sorted(found[0]) == sorted(page.model.ids[n] for n in (1, 3))
    window.actions_by_name["copy"].trigger()
    settle()
    assert len(QApplication.clipboard().text().splitlines()) == 3


def test_cells_are_there_for_a_screen_reader(page: MatrixPage) -> None:
    row, column = find(page, lambda c: c.outcome is Outcome.FAIL)
    words = page.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith(f"{page.model.columns[column].title}: not met, ")


def test_what_is_told_beside_another_rule_names_its_own(page: MatrixPage) -> None:
    column = MatrixColumn("approval", "Approval", "", Rule.APPROVAL, "")
    lines = tuple(
        Line(rule=rule, subject="", outcome=Outcome.FAIL, effect=Effect.CONDITIONAL, reason=reason)
        for rule, reason in ((Rule.APPROVAL, "None."), (Rule.SUPPLIER_IN_USE, "Withdrawn."))
    )
    made = MatrixCell(column, Outcome.FAIL, Effect.CONDITIONAL, "none", None, lines)
    assert [reason_of(made, line) for line in lines] == ["None.", "Supplier in use: Withdrawn."]


def test_a_cell_out_of_sight_is_brought_on_screen_before_it_is_told_about(
    window: MainWindow, page: MatrixPage, settle: Settle
) -> None:
    view = view_of(page)
    window.resize(1100, 560)
    settle()
    last = page.model.rowCount() - 1
    view.ask(last, page.model.columnCount() - 1, pinned=True)
    assert view.popover.isVisible()
    assert view.row_in_question == last
    assert view.rect().contains(view.visualRect(page.model.index(last, STICKY)).center())
    assert view.popover.geometry().bottom() <= view.height() + 12


def test_many_columns_and_few_fill_the_width(page: MatrixPage) -> None:
    view = view_of(page)
    for width in (1400, 1068, 900):
        view.resize(width, 500)
        shown = sum(view.horizontalHeader().sectionSize(n) for n in range(page.model.columnCount()))
        assert shown >= view.viewport().width()
        assert view.pitch >= 56
        assert view.still_width() < view.viewport().width() / 2 + 40
