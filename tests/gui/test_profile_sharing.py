"""Sharing profiles and buyers by a file: writing it, seeing what it would change, taking it in."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from domain.import_plan import Change, New
from domain.profiles import GENERAL_B2B
from gui import forms, operations
from gui.context import Context
from gui.dialogs import profile_sharing
from gui.dialogs.profile_sharing import TakeInSheet
from gui.dialogs.profile_words import difference_words
from gui.dialogs.profiles_dialog import ProfilesDialog
from gui.widgets.labels import Label
from tests.gui.form_kit import host, no_lists, reader

__all__ = ["host", "no_lists", "reader"]  # fixtures

Settle = Callable[[], None]
CRITICAL = "Halden Grid: critical tape"
SHIPS = "Cables for ships"


@pytest.fixture
def dialog(host: QWidget, open_context: Context, settle: Settle) -> Iterator[ProfilesDialog]:
    """The dialog of profiles, open and read."""
    made = forms.dialog("profiles", open_context, host)
    made.open()
    settle()
    yield made
    made.done(0)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was told in a dialog, instead of waiting for its button."""
    words: list[str] = []
    monkeypatch.setattr(profile_sharing, "tell", lambda _parent, _title, text: words.append(text))
    return words


@pytest.fixture
def shared(
    dialog: ProfilesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> Path:
    """A file exported by the button's menu."""
    chosen = str(tmp_path / "Quality team")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (chosen, ""))
    pick(dialog, "Export profiles and buyers to a file…")
    settle()
    return tmp_path / "Quality team.attesta-profiles"


def pick(dialog: ProfilesDialog, name: str) -> None:
    """Pick an entry of the menu of sharing."""
    menu = dialog.sharing.menu()
    next(each for each in menu.actions() if each.text() == name).trigger()


def edited(path: Path) -> Path:
    """The file as a colleague's register would have written it: a margin, a buyer's contact and a
    use are others, and a profile is new."""
    held = json.loads(path.read_text(encoding="utf-8"))
    [critical] = [each for each in held["profiles"] if each["name"] == CRITICAL]
    held["profiles"].append(critical | {"name": SHIPS})
    critical["margin_days"] = 90
    buyer = next(each for each in held["buyers"] if each["name"] == "Halden Grid AS")
    buyer["contact"] = "Liv Ullmann"
    use = next(each for each in held["uses"] if each["buyer"] == "Halden Grid AS")
    use["profile"] = SHIPS
    other = path.with_name("from a colleague.attesta-profiles")
    other.write_text(json.dumps(held), encoding="utf-8")
    return other


def take_in(dialog: ProfilesDialog, path: Path, settle: Settle) -> TakeInSheet:
    """Look into a file; the sheet that says what is in it."""
    dialog.sharing.take_in(path)
    settle()
    sheets = dialog.window().findChildren(TakeInSheet)
    return next(each for each in sheets if each.isVisible())


def is_up(dialog: ProfilesDialog) -> bool:
    """Whether a file is still being looked at."""
    return any(each.isVisible() for each in dialog.window().findChildren(TakeInSheet))


def words(sheet: QWidget) -> list[str]:
    """All that a sheet says."""
    return [each.text() for each in sheet.findChildren(Label)]


def confirm(sheet: TakeInSheet, settle: Settle) -> None:
    """Ctrl+Enter, and let the worker write."""
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_the_export_says_what_it_holds(dialog: ProfilesDialog, shared: Path):
    assert [each["name"] for each in json.loads(shared.read_text("utf-8"))["profiles"]] == [
        CRITICAL
    ]
    said = f"Exported to {shared.name}: 1 profile, 3 buyers, 3 uses"
    assert dialog.foot_note.text() == said


def test_its_own_file_changes_nothing(dialog: ProfilesDialog, shared: Path, settle: Settle):
    sheet = take_in(dialog, shared, settle)
    assert "Everything in the file is in the register already." in words(sheet)
    confirm(sheet, settle)
    assert not is_up(dialog)


def test_a_file_is_shown_before_it_is_taken_in(
    dialog: ProfilesDialog, shared: Path, settle: Settle
):
    sheet = take_in(dialog, edited(shared), settle)
    said = words(sheet)
    assert "New: 1 profile" in said
    assert SHIPS in said
    assert "Here with other content: 1 profile, 1 buyer, 1 use" in said
    assert "Margin: 60 days → 90" in said
    assert "Contact: Ingrid Solberg, purchasing → Liv Ullmann" in said
    assert f"Profile: {CRITICAL} → {SHIPS}" in said
    assert [tick.value() for tick in sheet.ticks.values()] == [False] * 3
    assert sheet.foot_note.text() == "1 change"


def test_only_what_is_ticked_is_replaced_in_one_step(
    dialog: ProfilesDialog, shared: Path, settle: Settle, open_context: Context, reader
):
    path = edited(shared)
    sheet = take_in(dialog, path, settle)
    sheet.ticks[CRITICAL.casefold()].click()
    assert sheet.foot_note.text() == "2 changes"
    confirm(sheet, settle)
    assert not is_up(dialog)
    kept = {profile.name: profile for profile in reader.profiles()}
    assert kept[CRITICAL].margin_days == 90
    assert SHIPS in kept
    assert reader.records("buyer", name="Halden Grid AS")[0]["contact"].startswith("Ingrid")
    assert reader.profile_uses()[0].profile == CRITICAL
    assert dialog.foot_note.text() == f"2 changes taken in from {path.name}"
    assert SHIPS.casefold() in [each.profile.name.casefold() for each in dialog.shelf.kept]
    assert open_context.standing.undo_label == f"Take in {path.name}"
    operations.undo(open_context)
    settle()
    kept = {profile.name: profile for profile in reader.profiles()}
    assert kept[CRITICAL].margin_days == 60
    assert SHIPS not in kept


def test_everything_can_be_replaced_at_once(
    dialog: ProfilesDialog, shared: Path, settle: Settle, reader
):
    sheet = take_in(dialog, edited(shared), settle)
    sheet._tick_all()
    confirm(sheet, settle)
    assert reader.records("buyer", name="Halden Grid AS")[0]["contact"] == "Liv Ullmann"
    assert reader.profile_uses()[0].profile == SHIPS


def test_a_new_buyer_comes_with_what_it_is_judged_under(
    dialog: ProfilesDialog, open_context: Context, shared: Path, settle: Settle, reader
):
    held = json.loads(shared.read_text(encoding="utf-8"))
    held["buyers"].append(held["buyers"][0] | {"name": "Fjord Kraft AS", "code": "B-77"})
    held["uses"].append(
        held["uses"][0] | {"buyer": "Fjord Kraft AS", "buyer_code": "B-77", "category": ""}
    )
    shared.write_text(json.dumps(held), encoding="utf-8")
    sheet = take_in(dialog, shared, settle)
    assert "New: 1 buyer, 1 use" in words(sheet)
    assert f"Under {CRITICAL}" in words(sheet)
    confirm(sheet, settle)
    buyer = reader.find_buyer("Fjord Kraft AS")
    assert [each.profile.name for each in reader.usual_profile(buyer).exceptions] == [CRITICAL]


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"format": "something else"}', "\x00\x01"])
def test_a_file_that_is_none_is_told_in_words(
    dialog: ProfilesDialog, told: list[str], tmp_path: Path, settle: Settle, content: str
):
    path = tmp_path / "bad.attesta-profiles"
    path.write_text(content, encoding="utf-8")
    dialog.sharing.take_in(path)
    settle()
    assert len(told) == 1
    assert "bad.attesta-profiles" in told[0]
    assert not dialog.window().findChildren(TakeInSheet)


def test_what_cannot_be_written_is_told_in_words(
    dialog: ProfilesDialog, told: list[str], tmp_path: Path, settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    nowhere = str(tmp_path / "gone" / "x.attesta-profiles")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (nowhere, ""))
    dialog.sharing.ask_export()
    settle()
    assert len(told) == 1
    assert dialog.foot_note.text() == ""


def test_on_another_day_a_file_can_be_written_and_none_taken_in(
    dialog: ProfilesDialog, open_context: Context
):
    open_context.set_day(date(2027, 6, 30))
    enabled = {each.text(): each.isEnabled() for each in dialog.sharing.menu().actions()}
    assert enabled == {
        "Export profiles and buyers to a file…": True,
        "Take in a colleague's file…": False,
    }


def test_names_from_a_file_are_shown_as_text(dialog: ProfilesDialog, shared: Path, settle: Settle):
    held: dict[str, Any] = json.loads(shared.read_text(encoding="utf-8"))
    held["profiles"].append(held["profiles"][0] | {"name": "<b>Bold</b> &amp; <img src=x>"})
    shared.write_text(json.dumps(held), encoding="utf-8")
    sheet = take_in(dialog, shared, settle)
    shown = next(each for each in sheet.findChildren(Label) if each.text().startswith("<b>"))
    assert shown.textFormat() is Qt.TextFormat.PlainText


def test_what_differs_is_said_field_by_field(open_context: Context, settle: Settle, reader):
    changes = [
        Change("requirement_profile", New(1), {"name": "X", "audit": True, "margin_days": 1,
               "rules": "required_standard second_party_audit"}),
        Change("profile_demand", New(2), {"profile_id": New(1), "subject": "ISO 9001",
               "widely": False}),
    ]  # fmt: skip
    operations.save(open_context, changes=changes, label="Set up")
    settle()
    own = next(profile for profile in reader.profiles() if profile.name == "X")
    said = difference_words(own, GENERAL_B2B)
    assert "Standards: with ISO 9001 (only widely recognised)" in said
    assert "An audit by the buyer is not demanded" in said
    assert "Margin: 1 day → 30" in said
    assert any(line.startswith("Judged besides: Supplier in use, In force") for line in said)
    assert difference_words(own, own) == ("The same demands, in another order",)


def test_nothing_comes_up_over_a_closed_dialog(
    dialog: ProfilesDialog, shared: Path, settle: Settle
):
    dialog.sharing.take_in(edited(shared))
    dialog.reject()
    settle()
    assert not is_up(dialog)


def test_a_sheet_stays_until_its_file_is_taken_in(
    dialog: ProfilesDialog, shared: Path, settle: Settle
):
    sheet = take_in(dialog, edited(shared), settle)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert is_up(dialog)
    settle()
    assert not is_up(dialog)
    assert "taken in from" in dialog.foot_note.text()
