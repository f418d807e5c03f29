"""Lists: sorting, filters, selection, the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.dialogs.certificate_form import CertificateForm
from gui.main_window import MainWindow
from gui.models.columns import OF_KIND
from gui.models.filters import Quick
from gui.widgets.choice_popover import ChoicePopover
from gui.widgets.filter_chip import FilterChip

Settle = Callable[[], None]


@pytest.fixture
def certificates(window: MainWindow, settle: Settle) -> MainWindow:
    """The window on the page of certificates."""
    window.show_page("certificates")
    settle()
    return window


def chip(window: MainWindow, name: str) -> FilterChip:
    """A filter chip of the page shown."""
    return next(c for c in window.page.chips.findChildren(FilterChip) if c.name == name)


def test_the_loudest_stand_first(certificates: MainWindow) -> None:
    states = [certificates.page.model.row(row).state.value for row in range(6)]
    assert states[0] == "withdrawn"
    assert states[1:4] == ["expired", "expired", "expired"]


def test_a_click_on_the_head_sorts_and_a_second_one_turns_it_round(
    certificates: MainWindow, settle: Settle
) -> None:
    page = certificates.page
    names: list[list[str]] = []
    for _ in range(2):
        page.view.horizontalHeader().sectionClicked.emit(0)
        settle()
        names.append([page.model.row(row).supplier for row in range(page.model.rowCount())])
    assert names[0] != names[1]
    assert page.model.listing is not None
    assert page.model.listing.sort == "supplier"
    assert page.model.listing.descending


@pytest.mark.parametrize("kind", list(OF_KIND))
def test_every_column_that_sorts_does_so(window: MainWindow, settle: Settle, kind: str) -> None:
    window.show_page(kind)
    settle()
    for column in OF_KIND[kind].wide:
        if column.sort:
            window.page.view.sort_asked.emit(column.sort)
            settle()
            assert window.page.model.listing is not None
            assert window.page.model.listing.sort == column.sort
            assert window.page.model.rowCount() > 0


def test_a_quick_filter_shows_as_many_rows_as_it_counted(
    certificates: MainWindow, settle: Settle
) -> None:
    page = certificates.page
    everything = page.model.rowCount()
    for spec, each in page.chips._chips:
        if not isinstance(spec, Quick) or not each.isVisible() or each.is_on:
            continue
        counted = page.chips._count(spec.key, spec.values)
        each.click()
        settle()
        assert page.model.rowCount() == counted, spec.name
        each.click()
        settle()
    assert page.model.rowCount() == everything


def test_filters_of_one_key_add_up_and_of_two_narrow_down(
    certificates: MainWindow, settle: Settle
) -> None:
    page = certificates.page
    chip(certificates, "Urgent").click()
    settle()
    urgent = page.model.rowCount()
    chip(certificates, "Soon").click()
    settle()
    assert page.model.rowCount() > urgent
    page.chips._choose("country", ("VN",))
    settle()
    rows = [page.model.row(row) for row in range(page.model.rowCount())]
    assert rows
    assert {row.country for row in rows} == {"VN"}
    page.chips.clear()
    settle()
    assert not page.chips.is_filtering


def test_a_menu_of_values_ticks_and_searches(certificates: MainWindow, qtbot) -> None:
    options = [(str(number), f"Value {number}", number) for number in range(20)]
    popover = ChoicePopover(certificates, options, ("3",))
    qtbot.addWidget(popover)
    picked: list[tuple[str, ...]] = []
    popover.picked.connect(picked.append)
    popover.list.item(5).setCheckState(Qt.CheckState.Checked)
    assert picked == [("3", "5")]
    popover.search.setText("value 1")
    popover.search.edited.emit()
    hidden = [popover.list.item(row).isHidden() for row in range(20)]
    assert hidden.count(False) == 11


def test_the_arrows_walk_and_the_detail_follows(
    certificates: MainWindow, settle: Settle, qtbot
) -> None:
    view = certificates.page.view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    settle()
    assert certificates.detail.isVisible()
    assert certificates.detail.record_id == view.current_id()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    certificates.actions_by_name["close_detail"].trigger()
    assert not certificates.detail.isVisible()


def test_the_list_getting_the_keyboard_opens_nothing(certificates: MainWindow) -> None:
    certificates.sidebar.search.setFocus()
    certificates.page.view.setFocus()
    assert not certificates.detail.isVisible()


def test_several_rows_show_what_can_be_done_with_them(
    certificates: MainWindow, settle: Settle
) -> None:
    view = certificates.page.view
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (1, 2, 4):
        view.selectionModel().select(certificates.page.model.index(row, 0), flags)
    ids = certificates.page.model.ids
    assert view.selected_ids() == [ids[1], ids[2], ids[4]]
    assert certificates.page.selection.isVisible()
    assert certificates.page.selection.words.text() == "3 selected"
    certificates.actions_by_name["copy"].trigger()
    settle()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("Supplier\t")


def test_rows_that_were_never_on_screen_are_copied_too(
    certificates: MainWindow, settle: Settle
) -> None:
    page = certificates.page
    page.view.selectAll()
    page.model._rows.clear()  # as far down a long list
    certificates.actions_by_name["copy"].trigger()
    settle()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == len(page.model.ids) + 1
    assert all(line.split("\t")[0] for line in lines)


def test_the_selection_stays_with_its_record_when_the_order_changes(
    certificates: MainWindow, settle: Settle
) -> None:
    view, model = certificates.page.view, certificates.page.model
    wanted = model.ids[7]
    view.setCurrentIndex(model.index(7, 0))
    view.sort_asked.emit("number")
    settle()
    assert view.current_id() == wanted
    assert view.selected_ids() == [wanted]


def test_the_columns_fill_the_width(certificates: MainWindow, settle: Settle) -> None:
    for width in (1600, 1280, 1000):
        certificates.resize(width, 800)
        QApplication.processEvents()
        header = certificates.page.view.horizontalHeader()
        total = sum(header.sectionSize(n) for n in range(header.count()))
        assert abs(total - certificates.page.view.viewport().width()) <= 6


def test_removing_asks_and_can_be_undone(
    certificates: MainWindow, settle: Settle, monkeypatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "gui.record_commands.ask", lambda _w, title, _words, **_m: asked.append(title) or True
    )
    before = certificates.context.standing.totals["certificates"]
    certificates.page.view.setCurrentIndex(certificates.page.model.index(2, 0))
    certificates.actions_by_name["remove"].trigger()
    settle()
    assert asked == ["Remove 1 certificate?"]
    assert certificates.context.standing.totals["certificates"] == before - 1
    certificates.actions_by_name["undo"].trigger()
    settle()
    assert certificates.context.standing.totals["certificates"] == before


def test_a_double_click_opens_what_the_first_click_hit(
    certificates: MainWindow, settle: Settle
) -> None:
    """The first click opens the detail; the rows move under the pointer."""
    window = certificates
    view = window.page.view
    wanted = view.table.ids[7]
    where = view.visualRect(view.table.index(7, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert window.detail.record_id == wanted
    assert view.selected_ids() == [wanted]
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle()
    [form] = window.findChildren(CertificateForm)
    assert form.record_id == wanted
    form.reject()


def test_the_search_leads_on_to_the_list(window: MainWindow, settle: Settle, qtbot) -> None:
    window.focus_search()
    window.sidebar.search.setText("Elbtal")
    window.sidebar.search.edited.emit()
    qtbot.waitUntil(lambda: window.page.model.listing.search == "Elbtal")
    settle()
    QTest.keyClick(window.sidebar.search, Qt.Key.Key_Return)
    assert window.page.view.currentIndex().row() == 0
    assert window.page.view.property("keyboard")


@pytest.mark.parametrize("room", [1068, 1228, 1020])
@pytest.mark.parametrize("kind", sorted(OF_KIND))
def test_the_first_name_keeps_its_room(
    window: MainWindow, settle: Settle, kind: str, room: int
) -> None:
    """Whatever else a list shows, the supplier or buyer can be read."""
    window.show_page(kind)
    settle()
    view = window.page.view
    view.resize(room, 600)
    view.fit_columns()
    names = [column.title for column in view.table.columns]
    at = next(n for n, title in enumerate(names) if title in ("Supplier", "Buyer", "Finding"))
    assert view.horizontalHeader().sectionSize(at) >= 150
