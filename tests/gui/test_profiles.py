"""The dialog of requirement profiles: what it shows, what can be done in it, by keyboard too."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from domain.import_plan import Change, New
from domain.profiles import (
    AUTOMOTIVE,
    CERTIFICATES_ON_FILE,
    ELECTRICAL,
    GENERAL_B2B,
    OWN_APPROVAL,
    profile_key,
)
from domain.vocabulary import Rule
from gui import forms, operations
from gui.context import Context
from gui.dialogs import profiles_view
from gui.dialogs.profile_form import ProfileForm
from gui.dialogs.profiles_dialog import USES, ProfilesDialog
from tests.gui.form_kit import host, no_lists, reader, type_into

__all__ = ["host", "no_lists", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

Settle = Callable[[], None]
OWN = "Tapes for the north"
IN_USE = "Halden Grid: critical tape"


@pytest.fixture
def own(open_context: Context, settle: Settle) -> str:
    """A profile of the register's own that nobody uses."""
    changes = [
        Change("requirement_profile", New(1), {"name": OWN, "rules": "required_standard in_force"}),
        Change("profile_demand", New(2), {"profile_id": New(1), "subject": "ISO 9001"}),
    ]
    operations.save(open_context, changes=changes, label="Set up")
    settle()
    return OWN


@pytest.fixture
def dialog(host: QWidget, open_context: Context, settle: Settle) -> Iterator[ProfilesDialog]:
    """The dialog, open and read."""
    made = forms.dialog("profiles", open_context, host)
    made.open()
    settle()
    yield made
    made.done(0)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was asked and told; every question is answered with yes."""
    said: list[tuple[str, str]] = []

    def ask(_parent: QWidget, title: str, words: str, **_more: Any) -> bool:
        said.append((title, words))
        return True

    monkeypatch.setattr(profiles_view, "ask", ask)
    monkeypatch.setattr(profiles_view, "tell", ask)
    return said


def choose(dialog: ProfilesDialog, name: str) -> None:
    """Choose a profile."""
    dialog.profiles.list.choose(profile_key(name))


def rows(dialog: ProfilesDialog) -> dict[str, str]:
    """The rows of the list: names and the line below."""
    found = dialog.profiles.list
    spoken = [
        str(found.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(found.count())
    ]
    names = [found.item(row).text() for row in range(found.count())]
    return {name: each[len(name) + 2 :] for name, each in zip(names, spoken, strict=True)}


def form_of(dialog: ProfilesDialog) -> ProfileForm:
    """The form that was opened from the dialog."""
    found = dialog.window().findChildren(ProfileForm)
    return next(each for each in found if each.isVisible())


# --- what it shows -------------------------------------------------------------------------


def test_all_profiles_are_listed_with_where_they_come_from(own: str, dialog: ProfilesDialog):
    shown = rows(dialog)
    assert list(shown)[:2] == [CERTIFICATES_ON_FILE.name, GENERAL_B2B.name]
    assert shown[OWN] == "Own"
    assert shown[IN_USE] == "Own · for Halden Grid AS"
    assert shown[CERTIFICATES_ON_FILE.name].startswith("Supplied · for anyone")
    assert dialog.tabs.tabs["profiles"].count == len(shown)


@pytest.mark.parametrize(
    ("profile", "said", "unsaid"),
    [
        (
            ELECTRICAL,
            ["ISO 9001", "UL or CSA", "A mark of the product, either will do",
             "Margin: 30 days ahead", "Verification: within 12 months"],
            ["An audit by the buyer"],
        ),
        (
            OWN_APPROVAL,
            ["An audit by the buyer", "Passed, within the last 24 months", "Audit by the buyer"],
            ["Required standard", "Margin: 30 days ahead"],
        ),
        (
            AUTOMOTIVE,
            ["IATF 16949",
             "Only widely recognised; accreditation must be shown on the certificate",
             "Nordlicht Elektro GmbH: suppliers of category automotive"],
            ["For nobody yet"],
        ),
    ],
)  # fmt: skip
def test_a_profile_is_said_in_plain_words(dialog: ProfilesDialog, profile, said, unsaid):
    choose(dialog, profile.name)
    words = dialog.profiles.pane.words()
    assert [each for each in said if each not in words] == []
    assert [each for each in unsaid if each in words] == []
    marks = any("certifies the product, never the way" in each for each in words)
    assert marks == bool(profile.marks)


def test_what_is_not_judged_is_said(dialog: ProfilesDialog):
    choose(dialog, CERTIFICATES_ON_FILE.name)
    words = dialog.profiles.pane.words()
    unjudged = words[words.index("What is not judged") : words.index("For whom it is used")]
    assert "Approval" in unjudged
    assert "Product certificate" not in unjudged  # no mark is demanded


def test_what_changes_elsewhere_is_shown_at_once(
    dialog: ProfilesDialog, open_context: Context, settle: Settle
):
    choose(dialog, AUTOMOTIVE.name)
    changes = [Change("profile_use", New(1), {"profile": AUTOMOTIVE.name})]
    operations.save(open_context, changes=changes, label="Use it")
    settle()
    assert dialog.profiles.list.key() == profile_key(AUTOMOTIVE.name)
    assert "Anyone: every supplier" in dialog.profiles.pane.words()
    operations.undo(open_context)
    settle()
    assert "Anyone: every supplier" not in dialog.profiles.pane.words()


# --- what can be done ----------------------------------------------------------------------


def test_a_supplied_profile_is_changed_here_and_restored(
    dialog: ProfilesDialog, answers, open_context: Context, settle: Settle, reader
):
    choose(dialog, GENERAL_B2B.name)
    assert dialog.profiles.remove_button.isHidden()
    dialog.profiles.edit_button.click()
    settle()
    form = form_of(dialog)
    form.put("margin_days", 77)
    form._on_save_asked()
    settle()
    assert rows(dialog)[GENERAL_B2B.name].startswith("Changed here")
    assert dialog.profiles.list.key() == profile_key(GENERAL_B2B.name)
    dialog.profiles.restore_button.click()
    settle()
    assert "Restore" in answers[-1][0]
    assert rows(dialog)[GENERAL_B2B.name].startswith("Supplied")
    assert GENERAL_B2B in reader.profiles()
    undo = f"Restore the supplied profile {GENERAL_B2B.name}"
    assert open_context.standing.undo_label == undo
    operations.undo(open_context)
    settle()
    assert "Margin: 77 days ahead" in dialog.profiles.pane.words()


def test_a_duplicate_begins_as_the_other_under_a_name_of_its_own(
    dialog: ProfilesDialog, settle: Settle, reader
):
    for number in ("", " 2"):
        choose(dialog, ELECTRICAL.name)
        dialog.profiles.copy_button.click()
        settle()
        form = form_of(dialog)
        assert form.values()["name"] == f"{ELECTRICAL.name} (copy{number})"
        form._on_save_asked()
        settle()
    made = next(p for p in reader.profiles() if p.name == f"{ELECTRICAL.name} (copy 2)")
    assert (made.standards, made.marks, made.rules) == (
        ELECTRICAL.standards, ELECTRICAL.marks, ELECTRICAL.rules,
    )  # fmt: skip
    assert dialog.profiles.list.key() == profile_key(made.name)


def test_a_profile_nobody_hangs_on_is_removed(
    own: str, dialog: ProfilesDialog, answers, settle: Settle
):
    choose(dialog, OWN)
    dialog.profiles.remove_button.click()
    settle()
    assert answers == [(f"Remove “{OWN}”?", "The history keeps it, and Undo brings it back.")]
    assert OWN not in rows(dialog)


def test_a_profile_in_use_or_waived_by_name_is_kept_and_says_for_whom(
    own: str, dialog: ProfilesDialog, answers, open_context: Context, settle: Settle
):
    waiver = {
        "supplier_id": 4, "rule": Rule.MARGIN, "profile": OWN, "by": "L. Tran",
        "reason": "Renewal is in hand", "ends_on": date(2027, 1, 31),
    }  # fmt: skip
    operations.save(open_context, changes=[Change("waiver", New(1), waiver)], label="Waive")
    settle()
    for name, words in ((IN_USE, "Halden Grid AS: suppliers"), (OWN, "Nam Viet Electrical Tape")):
        choose(dialog, name)
        dialog.profiles.remove_button.click()
        settle()
        title, said = answers[-1]
        assert title == f"“{name}” is still in use"
        assert words in said
        assert name in rows(dialog)


def test_a_new_profile_is_shown_once_it_is_saved(dialog: ProfilesDialog, settle: Settle):
    dialog.profiles.new_button.click()
    settle()
    form = form_of(dialog)
    type_into(form, "name", "Cables for ships")
    form.put("audit", True)
    form._on_save_asked()
    settle()
    assert dialog.profiles.list.key() == "cables for ships"
    assert "An audit by the buyer" in dialog.profiles.pane.words()


# --- by keyboard, on another day, read only ------------------------------------------------


def test_everything_is_reached_by_keyboard(
    own: str, dialog: ProfilesDialog, answers, settle: Settle
):
    view = dialog.profiles.list
    assert QApplication.focusWidget() is view
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.key() == profile_key(GENERAL_B2B.name)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    form = form_of(dialog)
    assert form.windowTitle() == "Requirement profile"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert QApplication.focusWidget() is view
    QTest.keyClick(view, Qt.Key.Key_Insert)
    settle()
    assert form_of(dialog).windowTitle() == "New requirement profile"
    form_of(dialog).done(0)
    choose(dialog, OWN)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    settle()
    assert OWN not in rows(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_goes_from_the_tabs_over_the_list_to_the_foot(own: str, dialog: ProfilesDialog):
    choose(dialog, OWN)
    view, stops = dialog.profiles, dialog._stops()
    order = [view.list, view.new_button, view.edit_button, view.copy_button, view.remove_button,
             view.pane, dialog.share_button]  # fmt: skip
    places = [stops.index(each) for each in order]
    assert places == sorted(places)
    assert view.restore_button not in stops
    assert stops[-1] is dialog.close_button


def test_the_keyboard_reads_on_where_the_words_are_long(dialog: ProfilesDialog, qtbot):
    choose(dialog, GENERAL_B2B.name)
    pane = dialog.profiles.pane
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 0)
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_PageDown)
    assert pane.verticalScrollBar().value() > 0
    choose(dialog, ELECTRICAL.name)
    assert pane.verticalScrollBar().value() == 0


def test_arrow_keys_turn_to_the_other_view(dialog: ProfilesDialog):
    tab = dialog.tabs.tabs["profiles"]
    tab.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_Right)
    assert dialog.tabs.current == USES
    assert dialog.uses.isVisible()


def test_on_another_day_nothing_can_be_changed(
    own: str, dialog: ProfilesDialog, open_context: Context, settle: Settle
):
    choose(dialog, OWN)
    open_context.set_day(date(2027, 6, 30))
    view = dialog.profiles
    for button in (view.new_button, view.edit_button, view.copy_button, view.remove_button):
        assert not button.isEnabled()
    assert not dialog.uses.edit_button.isEnabled()
    assert dialog.foot_note.text() == "Editing is paused: another day is shown."
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(view.list, key)
    settle()
    assert not dialog.window().findChildren(ProfileForm)
    assert OWN in rows(dialog)
    open_context.set_day(None)
    assert view.edit_button.isEnabled()
    assert dialog.foot_note.text() == ""
