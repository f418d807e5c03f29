"""The accreditation reference: looking up, taking out of use, changing, undo, the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui import operations
from gui.dialogs import directory_editing
from gui.dialogs.directory_changes import SAVING
from gui.dialogs.directory_dialog import DirectoryDialog
from gui.dialogs.directory_reading import Origin, Part
from gui.widgets.buttons import LinkButton
from tests.gui.directory_kit import open_reference
from tests.gui.form_kit import click, form_over, host, no_lists, reader, save, type_into

__all__ = ["host", "no_lists", "open_reference", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

UKAS = ("accreditation_body", "UKAS")


def shown(dialog: DirectoryDialog) -> list[str]:
    """The names in the list shown, from the top."""
    table = dialog.browser.view.table
    return [table.row(position).name for position in range(len(table.ids))]


def cells(dialog: DirectoryDialog, key: tuple[str, ...]) -> list[str]:
    """What the row of an entry says, column by column."""
    line = dialog.reference.find(key)
    table = dialog.browser.lists[line.part].table
    row = table.row_of(table.number_of(line.key, line.origin))
    return [table.data(table.index(row, column)) for column in range(len(table.columns))]


def levels(reader: Any, body: str) -> list[str]:
    """The recognition of the certificates that name an accreditation body, as lists have it."""
    from datetime import date

    from storage.listings import Listing, ListKind

    listing = Listing(kind=ListKind.CERTIFICATES, day=date(2026, 11, 23))
    rows = reader.rows(listing, reader.ordered_ids(listing))
    return [row.recognition.value for row in rows if row.accreditation_body == body]


# --- looking up ------------------------------------------------------------------------------


def test_four_views_say_what_they_hold(open_reference):
    dialog = open_reference()
    counts = {part: tab.count for part, tab in dialog.browser.tabs.tabs.items()}
    assert counts == {part: len(dialog.reference.lines[part]) for part in Part}
    assert min(counts.values()) > 30
    for part in Part:
        dialog.browser.tabs.choose(part)
        assert len(shown(dialog)) == counts[part]


def test_a_row_says_status_scopes_and_where_it_is_from(open_reference):
    dialog = open_reference()
    name, status, scopes, checked, count, entry = cells(dialog, UKAS)
    assert name == "UKAS\nUnited Kingdom Accreditation Service · United Kingdom"
    assert (status, scopes) == ("Signatory of the MRA: Signatory", "management systems")
    assert (checked, entry) == ("Verified", "Supplied")
    assert int(count) > 0
    unknown = cells(dialog, ("accreditation_body", "UAF"))
    assert unknown[1] == "Status not checked: Not checked"
    assert unknown[2] == "None recorded"


def test_the_calendar_begins_with_the_soonest_end(open_reference):
    dialog = open_reference()
    dialog.browser.tabs.choose(Part.EDITIONS)
    assert shown(dialog)[:2] == ["ISO 14001:2015", "ISO 9001:2015"]
    name, years, last, left, count, _entry = cells(dialog, ("standard_edition", "ISO 9001", "2015"))
    assert name == "ISO 9001:2015\nfollowed by 2026"
    assert years == "1,042 days left, to 30 September 2029 (provisional)"
    assert last == "Undated: 30 Sep 2029, provisional"
    assert left == "1,042"
    assert int(count) > 0


def test_typing_narrows_the_list_at_once(open_reference, qtbot):
    dialog = open_reference()
    QTest.keyClicks(dialog.browser.search, "indonesia")
    qtbot.waitUntil(lambda: not dialog.browser.wait.isActive())
    assert shown(dialog) == ["KAN"]
    assert dialog.foot_note.text().startswith("1 of ")
    QTest.keyClicks(dialog.browser.search, " nowhere")
    qtbot.waitUntil(lambda: not dialog.browser.wait.isActive())
    assert shown(dialog) == []
    QTest.mouseClick(dialog.browser.empty.button, Qt.MouseButton.LeftButton)
    assert len(shown(dialog)) == dialog.browser.tabs.tabs[Part.ACCREDITATION_BODIES].count


def test_a_chip_narrows_down_to_the_registers_own(open_reference):
    dialog = open_reference()
    dialog.browser.tabs.choose(Part.CERTIFICATION_BODIES)
    dialog.browser.chips["own"].click()
    assert shown(dialog) == ["Lahnberg Cert"]
    assert dialog.browser.view.table.row(0).origin is Origin.ENTERED


def test_a_click_on_the_head_sorts(open_reference):
    dialog = open_reference()
    dialog.browser.view.sort_asked.emit("count")
    counts = [
        dialog.browser.view.table.row(n).count.all
        for n in range(len(dialog.browser.view.table.ids))
    ]
    assert counts == sorted(counts, reverse=True)
    dialog.browser.view.sort_asked.emit("count")
    assert dialog.browser.view.table.row(0).count.all == 0


def test_the_panel_says_the_entry_whole_and_leads_on(open_reference):
    dialog = open_reference(("cb_accreditation", "SGS", "UKAS", "ISO 9001"))
    assert dialog.browser.part is Part.ACCREDITATIONS
    words = dialog.entry_panel.words()
    assert "SGS–UKAS, ISO 9001" in words
    assert "Not checked" in words
    assert "general knowledge" in words
    dialog.entry_panel.entry_asked.emit(UKAS)
    assert dialog.browser.part is Part.ACCREDITATION_BODIES
    assert dialog.entry.name == "UKAS"


def test_an_entry_asked_for_is_shown_whatever_was_searched(open_reference, qtbot):
    dialog = open_reference()
    QTest.keyClicks(dialog.browser.search, "indonesia")
    qtbot.waitUntil(lambda: not dialog.browser.wait.isActive())
    assert dialog.show_entry(UKAS)
    assert dialog.browser.search.value() == ""
    assert dialog.entry.name == "UKAS"
    assert not dialog.show_entry(("accreditation_body", "Nobody"))


# --- changing --------------------------------------------------------------------------------


def test_not_using_a_body_changes_recognition_and_undo_gives_it_back(
    open_reference, settle, reader, open_context
):
    before = levels(reader, "UKAS")
    assert "widely_recognised" in before
    dialog = open_reference(UKAS)
    dialog.entry_panel.buttons["unuse"].click()
    settle()
    assert set(levels(reader, "UKAS")) == {"unproven"}
    assert dialog.entry.origin is Origin.UNUSED
    assert dialog.note._words.text().startswith("Recognition of ")
    assert open_context.directory.accreditation_body("UKAS") is None
    click(dialog.note, "Undo")
    settle()
    assert levels(reader, "UKAS") == before
    assert dialog.entry.origin is Origin.SUPPLIED
    assert dialog.note._words.text().startswith("Recognition of ")
    assert not [b for b in dialog.note.findChildren(LinkButton) if b.isVisibleTo(dialog.note)]


def test_the_supplied_one_can_be_used_again(open_reference, settle, reader):
    before = levels(reader, "UKAS")
    dialog = open_reference(UKAS)
    dialog.do("unuse")
    settle()
    dialog.entry_panel.buttons["restore"].click()
    settle()
    assert dialog.entry.origin is Origin.SUPPLIED
    assert levels(reader, "UKAS") == before
    assert reader.records("accreditation_body") == []


def test_a_supplied_entry_is_changed_for_this_register(open_reference, settle, reader):
    dialog = open_reference(UKAS)
    dialog.entry_panel.buttons["change"].click()
    settle()
    form = form_over(dialog)
    type_into(form, "note", "Seen at the office")
    save(form, settle)
    line = dialog.entry
    assert (line.name, line.origin) == ("UKAS", Origin.CHANGED)
    [record] = reader.records("accreditation_body")
    [scope] = reader.records("accreditation_scope", body_id=record["id"])
    assert (record["note"], scope["scope"]) == ("Seen at the office", "management systems")
    assert dialog.note._words.text() == "No certificate's recognition or validity changed"
    dialog.do("restore")
    settle()
    assert reader.records("accreditation_scope") == []


def test_removing_an_own_entry_is_asked_about(open_reference, settle, reader, monkeypatch):
    asked: list[str] = []

    def answer(_parent: Any, title: str, _words: str, **_more: Any) -> bool:
        asked.append(title)
        return len(asked) > 1

    monkeypatch.setattr(directory_editing, "ask", answer)
    dialog = open_reference(("certification_body", "Lahnberg Cert"))
    dialog.do("remove")
    settle()
    assert len(reader.records("certification_body")) == 1
    dialog.do("remove")
    settle()
    assert asked == ["Remove Lahnberg Cert?"] * 2
    assert reader.records("certification_body") == []


def test_an_entry_that_is_missing_is_offered_as_a_new_one(open_reference, settle, reader):
    dialog = open_reference(("accreditation_body", "XYZ Board"))
    form = form_over(dialog)
    assert form.windowTitle() == "New accreditation body"
    assert form.values()["code"] == "XYZ Board"
    save(form, settle)
    assert dialog.entry.name == "XYZ Board"
    assert [each["code"] for each in reader.records("accreditation_body")] == ["XYZ Board"]


def test_a_refusal_of_the_register_is_told(open_reference, settle, monkeypatch):
    from domain.errors import RegisterError

    told: list[str] = []
    monkeypatch.setattr(directory_editing, "tell", lambda _p, _title, words: told.append(words))

    def refuse(_context: Any, *, failed: Callable[[Exception], None], **_more: Any) -> None:
        failed(RegisterError("The register is open for reading only."))

    monkeypatch.setattr(operations, "save", refuse)
    dialog = open_reference(UKAS)
    dialog.do("unuse")
    settle()
    assert told == ["The register is open for reading only."]
    assert dialog.editing.can_edit
    assert dialog.entry.origin is Origin.SUPPLIED


def test_it_stays_while_a_change_is_written(open_reference, settle):
    dialog = open_reference(UKAS)
    dialog.do("unuse")
    assert dialog.foot_note.text() == SAVING
    assert dialog.entry_panel.buttons == {}
    dialog.reject()
    assert dialog.isVisible()
    settle()
    assert dialog.entry.origin is Origin.UNUSED
    dialog.reject()
    assert not dialog.isVisible()


def test_on_another_day_nothing_can_be_changed(open_reference, open_context, settle):
    from datetime import date

    open_context.set_day(date(2027, 6, 30))
    dialog = open_reference(("accreditation_body", "XYZ Board"))
    assert not dialog.new_button.isVisibleTo(dialog)
    assert "Editing is paused" in dialog.foot_note.text()
    dialog.show_entry(UKAS)
    assert dialog.entry_panel.buttons == {}
    dialog.do("unuse")
    settle()
    assert dialog.entry.origin is Origin.SUPPLIED
