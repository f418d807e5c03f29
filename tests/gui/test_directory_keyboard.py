"""The accreditation reference by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.dialogs.directory_reading import Origin, Part
from gui.models.cells import plain
from tests.gui.directory_kit import open_reference
from tests.gui.form_kit import form_over, host, no_lists, reader

__all__ = ["host", "no_lists", "open_reference", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")


def test_everything_can_be_done_by_keyboard(open_reference, settle, qtbot, host, reader):
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    dialog = open_reference()
    assert dialog.browser.search.hasFocus()
    dialog.browser.view.take_keyboard()
    assert dialog.entry is not None
    QTest.keyClick(dialog.browser.view, Qt.Key.Key_Down)
    second = dialog.entry.name
    assert dialog.entry_panel.words()[0] == second
    QTest.keyClick(dialog.browser.view, Qt.Key.Key_Return)
    settle()
    form = form_over(dialog)
    assert second in form.title_label.text()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not dialog.editing.is_saving
    button = dialog.entry_panel.buttons["unuse"]
    stops = dialog._stops()
    browser = dialog.browser
    regions = (browser.tabs.tabs[Part.EDITIONS], browser.search, browser.chips["own"],
               browser.view, button, dialog.close_main, dialog.close_button)  # fmt: skip
    places = [stops.index(widget) for widget in regions]
    assert places == sorted(places)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    assert dialog.entry.origin is Origin.UNUSED
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert reader.records("accreditation_body") == []
    QTest.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    new = form_over(dialog)
    assert new.windowTitle() == "New accreditation body"
    QTest.keyClick(new, Qt.Key.Key_Escape)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_arrows_go_from_tab_to_tab(open_reference):
    dialog = open_reference()
    dialog.browser.tabs.tabs[Part.ACCREDITATION_BODIES].setFocus()
    QTest.keyClick(dialog.browser.tabs, Qt.Key.Key_Right)
    assert dialog.browser.part is Part.CERTIFICATION_BODIES
    QTest.keyClick(dialog.browser.tabs, Qt.Key.Key_Left)
    QTest.keyClick(dialog.browser.tabs, Qt.Key.Key_Left)
    assert dialog.browser.part is Part.EDITIONS
    assert plain(dialog.browser.view.table.cell(0, 0)).startswith("ISO 14001:2015")
