"""The window as a whole: pages, search, undo, files dropped on it, what it remembers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from domain.import_plan import Change, New
from gui import faults, fonts, forms, operations
from gui.actions import SPECS
from gui.app import wanted_register
from gui.context import Context
from gui.dialogs.profiles_dialog import ProfilesDialog
from gui.main_window import MainWindow
from gui.menus import MENUS, PAGE_BUTTONS, ROW_MENUS, SEPARATOR
from gui.tasks import Tasks
from gui.views.sidebar import VIEWS
from gui.widgets.buttons import LinkButton
from gui.widgets.calendar import pick_day
from gui.widgets.dialog import Scrim, ask

Settle = Callable[[], None]


def test_every_page_shows_its_list_and_count(window: MainWindow, settle: Settle) -> None:
    for kind, page in window.pages.items():
        window.actions_by_name[kind].trigger()
        settle()
        assert window.page is page
        assert page.isVisible()
        assert page.model.rowCount() > 0
        assert window.sidebar.pages[kind].isChecked()


def test_actions_are_declared_once_and_every_menu_knows_them() -> None:
    names = [spec.name for spec in SPECS]
    assert len(names) == len(set(names))
    used = {
        name for menu in (MENUS, ROW_MENUS, PAGE_BUTTONS) for each in menu.values() for name in each
    }
    assert used - {SEPARATOR} <= set(names)
    in_menus = {name for each in MENUS.values() for name in each} - {SEPARATOR}
    assert in_menus == set(names)


def test_no_two_actions_share_a_shortcut() -> None:
    keys = [QKeySequence(each).toString() for spec in SPECS for each in spec.keys]
    assert len(keys) == len(set(keys))


def test_search_finds_without_accents_and_clears(window: MainWindow, settle: Settle, qtbot) -> None:
    window.actions_by_name["find"].trigger()
    qtbot.keyClicks(window.sidebar.search, "bang keo dien nam viet")
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 1)
    qtbot.keyClick(window.sidebar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 23)


def test_a_search_without_matches_offers_to_clear(
    window: MainWindow, settle: Settle, qtbot
) -> None:
    qtbot.keyClicks(window.sidebar.search, "qqqq")
    qtbot.waitUntil(window.page.empty.isVisible)
    assert window.page.empty.button.text() == "Clear search and filters"
    window.page.empty.button.click()
    settle()
    assert window.page.view.isVisible()
    assert window.sidebar.search.text() == ""


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_ready_made_views_show_what_they_count(window: MainWindow, settle: Settle, view) -> None:
    window.show_view(view)
    settle()
    row = window.sidebar.views[VIEWS.index(view)]
    assert f", {window.page.model.rowCount()}" in row.accessibleName()
    assert window.kind == view.kind


def test_undo_and_redo_name_the_step_and_survive_a_restart(
    window: MainWindow, settle: Settle, register_file: Path
) -> None:
    change = Change("buyer", New(1), {"name": "Fjord Kraft AS"})
    operations.save(window.context, changes=[change], label="Add buyer Fjord Kraft AS")
    settle()
    assert window.actions_by_name["undo"].text() == "Undo: add buyer Fjord Kraft AS"
    assert window.context.standing.totals["buyers"] == 4
    window.actions_by_name["undo"].trigger()
    settle()
    assert window.context.standing.totals["buyers"] == 3
    window.commands.open_path(register_file.with_name("another.attesta"), how="create")
    settle()
    assert window.context.standing.totals["buyers"] == 0
    window.commands.open_path(register_file)
    settle()
    assert window.actions_by_name["redo"].text() == "Redo: add buyer Fjord Kraft AS"
    window.actions_by_name["redo"].trigger()
    settle()
    assert window.context.standing.totals["buyers"] == 4


def test_a_write_is_noted_with_undo(window: MainWindow, settle: Settle) -> None:
    change = Change("buyer", New(1), {"name": "Fjord Kraft AS"})
    operations.save(window.context, changes=[change], label="Add buyer")
    settle()
    assert window.note.isVisible()
    assert window.note.accessibleName() == "Add buyer"


def test_the_note_takes_back_what_a_dialog_wrote_while_it_is_up(
    window: MainWindow, settle: Settle
) -> None:
    window.act("profiles")
    operations.save(
        window.context, changes=[Change("buyer", New(1), {"name": "Nett"})], label="Add buyer Nett"
    )
    settle()
    assert not window.actions_by_name["undo"].isEnabled()
    window.note.findChild(LinkButton).click()
    settle()
    assert "Nett" not in [buyer.name for buyer in window.context.standing.buyers]
    window.findChild(ProfilesDialog).done(0)


def test_another_day_pauses_editing_and_leads_back(window: MainWindow, settle: Settle) -> None:
    window.context.set_day(date(2027, 6, 30))
    settle()
    assert window.header.banner.isVisible()
    for name in ("import", "new_supplier", "undo"):
        assert not window.actions_by_name[name].isEnabled()
    window.actions_by_name["today"].trigger()
    settle()
    assert not window.header.banner.isVisible()
    assert window.actions_by_name["import"].isEnabled()


def test_for_a_buyer_the_recognition_is_that_buyers(window: MainWindow, settle: Settle) -> None:
    window.show_page("audits")
    settle()

    def recognised() -> int:
        rows = [window.page.model.row(n) for n in range(window.page.model.rowCount())]
        return sum(row.recognition == "one_customer" for row in rows)

    anyone = recognised()
    window.context.set_buyer(window.context.standing.buyers[1])
    settle()
    assert recognised() < anyone


def test_the_actions_rest_while_a_dialog_is_up(window: MainWindow, settle: Settle, qtbot) -> None:
    window.actions_by_name["shortcuts"].trigger()
    assert not window.actions_by_name["new_supplier"].isEnabled()
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.actions_by_name["new_supplier"].isEnabled()


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(300, 300)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_spreadsheet_dropped_on_the_window_starts_the_import(
    window: MainWindow, settle: Settle, qtbot, tmp_path: Path, monkeypatch
) -> None:
    started: list[list[Path]] = []
    monkeypatch.setattr(window.commands, "_import", started.append)
    sheet = tmp_path / "list.csv"
    sheet.write_text("Supplier\nNam Viet\n")
    drop(window, sheet)
    qtbot.waitUntil(lambda: started == [[sheet]])


def test_a_document_dropped_on_an_open_certificate_is_kept(
    window: MainWindow, settle: Settle, qtbot, tmp_path: Path
) -> None:
    window.show_page("certificates")
    settle()
    window.show_record("certificates", window.page.model.ids[3])
    settle()
    proof = tmp_path / "scan.pdf"
    proof.write_bytes(b"%PDF-1.7\n%%EOF\n")
    drop(window, proof)
    qtbot.waitUntil(
        lambda: bool(window.detail.detail and window.detail.detail.all_documents()), timeout=10_000
    )
    assert window.detail.detail is not None
    document = window.detail.detail.all_documents()[0]
    paths: list[Path] = []
    operations.document_path(window.context, document_id=document["id"], done=paths.append)
    settle()
    assert paths[0].read_bytes() == proof.read_bytes()


def test_the_window_remembers_its_page_and_register(
    window: MainWindow, settle: Settle, register_file: Path, tmp_path: Path
) -> None:
    window.show_page("audits")
    settle()
    window.close()
    settings = window.context.settings
    assert settings.value("window/page") == "audits"
    assert wanted_register([], settings) == register_file
    assert (
        wanted_register([str(tmp_path / "other.attesta")], settings) == tmp_path / "other.attesta"
    )


def test_without_a_register_there_is_none_to_open(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("gui.app.default_register", lambda: tmp_path / "none.attesta")
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    assert wanted_register([], settings) is None


def test_a_narrow_window_folds_the_sidebar_and_keeps_the_detail(
    window: MainWindow, settle: Settle
) -> None:
    window.show_record("suppliers", window.page.model.ids[0])
    settle()
    window.resize(980, 700)
    assert window.sidebar.is_folded
    assert window.page.isVisible()
    window.resize(800, 600)
    assert not window.page.isVisible()
    assert window.detail.isVisible()
    window.close_detail()
    assert window.page.isVisible()


def test_everything_that_can_be_pressed_or_typed_into_has_a_name(
    window: MainWindow, settle: Settle
) -> None:
    window.show_record("suppliers", window.page.model.ids[3])
    settle()
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_a_second_window_opens_the_register_read_only(
    window: MainWindow, settle: Settle, register_file: Path, clock
) -> None:
    from storage.register import Register

    with Register.open(register_file, author="B. Else", now=clock) as second:
        assert second.read_only


def test_a_fault_is_logged_without_what_was_on_record_and_told_once(
    window: MainWindow, tmp_path: Path, qtbot, monkeypatch
) -> None:
    import sys

    told: list[str] = []
    monkeypatch.setattr(faults, "tell", lambda _window, title, _words: told.append(title))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    faults.install(tmp_path / "log", window)
    for secret in ("Nam Viet", "Elbtal"):
        try:
            raise ValueError(f"bad cell: {secret}")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(told) == 1)
    log = tmp_path / "log" / faults.LOG
    words = log.read_text()
    assert "ValueError" in words
    assert "test_main_window.py" in words
    assert "Nam Viet" not in words
    assert log.stat().st_mode & 0o077 == 0


@pytest.mark.qt_log_ignore("does not support")  # the offscreen screen has no popups of its own
def test_a_day_is_picked_with_the_keyboard(window: MainWindow) -> None:
    def press() -> None:
        popup = QApplication.activePopupWidget()
        if popup is None or popup.focusWidget() is None:
            return
        QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Left)
        QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Return)

    timer = QTimer(window, interval=20)
    timer.timeout.connect(press)
    timer.start()
    picked = pick_day(window, QPoint(100, 100), date(2026, 11, 24))
    timer.stop()
    assert picked == date(2026, 11, 23)


def test_after_an_undo_the_note_offers_to_redo_it(window: MainWindow, settle: Settle) -> None:
    operations.save(
        window.context, changes=[Change("buyer", New(1), {"name": "Nett"})], label="Add buyer Nett"
    )
    settle()
    offered = window.note.findChild(LinkButton)
    assert offered.text() == "Undo"
    window.act("undo")
    settle()
    assert offered.text() == "Redo"
    offered.click()
    settle()
    assert "Nett" in [buyer.name for buyer in window.context.standing.buyers]


def test_a_pointer_on_a_link_underlines_nothing_else(window: MainWindow) -> None:
    link = LinkButton("Attach…", window)
    link.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    link.grab()
    assert not fonts.font(13, 500).underline()


def test_the_smallest_window_cuts_nothing_off(window: MainWindow, settle: Settle) -> None:
    window.resize(760, 520)
    window.show_page("certificates")
    settle()
    title = window.header._title
    assert title.width() >= title.sizeHint().width()
    window.open_detail("certificates", 1)
    settle()
    assert window.detail.width() == window.header.width()
    form = forms.form("certificate", window.context, window, record_id=1)
    form.open()
    settle()
    assert form.grid.width() <= form.width() - form.panel_box.width() - 56
    form.done(0)
    window.resize(1280, 800)
    assert window.detail.width() < window.header.width()


def test_a_second_window_says_who_writes(
    window: MainWindow, settle: Settle, qtbot, tmp_path: Path
) -> None:
    path = window.context.path
    settings = QSettings(str(tmp_path / "second.ini"), QSettings.Format.IniFormat)
    context = Context(Tasks(), settings, author="M. Roth", now=window.context.now)
    second = MainWindow(context, tmp_path / "second.attesta")
    qtbot.addWidget(second)
    second.resize(760, 520)
    second.show()
    second.commands.open_path(path)
    qtbot.waitUntil(lambda: second.header.banner.isVisible())
    assert "open for writing elsewhere: " in second.header.banner._words.text()
    assert not second.actions_by_name["new"].isEnabled()
    second.close()


def test_a_closed_dialog_leaves_nothing_over_the_window(window: MainWindow, settle: Settle) -> None:
    for name in ("new_buyer", "new_audit"):
        window.actions_by_name[name].trigger()
        settle()
        (scrim,) = window.findChildren(Scrim)
        scrim.sheet.done(0)
        settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.findChildren(Scrim) == []
    QTimer.singleShot(50, lambda: window.findChild(Scrim).sheet.accept())
    assert ask(window, "Really?", "It would be so.", yes="Yes")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(Scrim) == []
    window.resize(760, 520)
    assert not window.grab().isNull()
