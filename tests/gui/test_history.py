"""The change history: who changed what, from what to what, why, readable and to be searched."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.import_plan import Change, New
from gui import operations
from gui.context import Context
from gui.dialogs import history_dialog
from gui.dialogs.history_dialog import HistoryDialog
from gui.dialogs.history_reading import Step

Open = Callable[..., HistoryDialog]


@pytest.fixture
def open_history(qtbot, open_context: Context, settle: Callable[[], None]) -> Open:
    """Opens the history and lets it be read."""

    def make(record: str = "", record_id: int = 0) -> HistoryDialog:
        dialog = HistoryDialog(open_context, None, record, record_id)
        qtbot.addWidget(dialog)
        dialog.show()
        settle()
        return dialog

    return make


@pytest.fixture
def save(open_context: Context, settle: Callable[[], None]) -> Callable[..., None]:
    """Makes one step."""

    def make(*changes: Change, label: str, reason: str = "") -> None:
        operations.save(open_context, changes=changes, label=label, reason=reason)
        settle()

    return make


def told(step: Step) -> list[tuple[str, str, str, str]]:
    """Record, field, old and new of every change of a step."""
    return [
        (entry.what, value.title, value.old, value.new)
        for entry in step.entries
        for value in entry.values
    ]


def test_a_change_is_told_with_old_new_and_why(
    open_history: Open, save: Callable[..., None]
) -> None:
    save(
        Change("certificate", 1, {"expires_on": date(2029, 3, 1), "notes": "Seen"}),
        label="Edit certificate",
        reason="Renewed",
    )
    dialog = open_history("certificate", 1)
    step = dialog.shown_steps()[0]
    assert (step.at, step.author, step.label, step.reason) == (
        "23 Nov 2026, 09:00", "L. Tran", "Edit certificate", "Renewed",
    )  # fmt: skip
    fields = {title: (old, new) for _what, title, old, new in told(step)}
    assert fields["Ends on"][1] == "1 Mar 2029"
    assert fields["Notes"] == ("empty", "Seen")
    assert step.entries[0].action == "changed"


def test_a_supplier_tells_of_everything_that_is_its_own(
    open_history: Open, save: Callable[..., None]
) -> None:
    save(Change("site", New(1), {"supplier_id": 1, "name": "Plant 2", "country": "DE"}),
         label="Add site")  # fmt: skip
    dialog = open_history("supplier", 1)
    first, *_, oldest = dialog.shown_steps()
    assert ("Site Plant 2", "Country", "", "Germany") in told(first)
    assert oldest.label == "Make the sample register"
    assert dialog.subtitle_label.text() == dialog.page.title


def test_words_of_a_vocabulary_and_names_stand_for_what_is_stored(
    open_history: Open, save: Callable[..., None]
) -> None:
    save(
        Change("supplier", 1, {"criticality": "high"}),
        Change("audit_buyer", New(1), {"audit_id": 1, "buyer_id": 2}),
        label="Edit supplier",
    )
    dialog = open_history()
    said = " ".join(part for line in told(dialog.shown_steps()[0]) for part in line)
    assert "buyer_id" not in said
    assert "High" in said or "Criticality" not in said


def test_the_search_narrows_and_is_cleared(
    open_history: Open, save: Callable[..., None], qtbot
) -> None:
    save(Change("supplier", 1, {"notes": "Called on Tuesday"}), label="Edit supplier")
    save(Change("supplier", 1, {"notes": "Visited"}), label="Edit supplier", reason="Trip")
    dialog = open_history("supplier", 1)
    everything = len(dialog.shown_steps())
    dialog.search.setText("trip")
    dialog.search.edited.emit()
    qtbot.waitUntil(lambda: "1 step" in dialog.foot_note.text(), timeout=5_000)
    assert [step.reason for step in dialog.shown_steps()] == ["Trip"]
    dialog.search.clear()
    dialog.action.set_value("removed")
    dialog.action.edited.emit()
    assert dialog.foot_note.text() == "0 steps shown"
    dialog.action.set_value("")
    assert len(dialog.shown_steps()) == everything


def test_older_steps_come_by_the_page(
    open_history: Open, save: Callable[..., None], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(history_dialog, "PAGE", 2)
    for number in range(4):
        save(Change("supplier", 1, {"notes": f"Note {number}"}), label=f"Step {number}")
    dialog = open_history("supplier", 1)
    assert [step.label for step in dialog.shown_steps()] == ["Step 3", "Step 2"]
    assert dialog.older.isVisible()
    dialog.older.click()
    settle()
    labels = [step.label for step in dialog.shown_steps()]
    assert labels == ["Step 3", "Step 2", "Step 1", "Step 0"]


def test_a_removed_record_keeps_its_name_and_its_values(
    open_history: Open, open_context: Context, settle: Callable[[], None]
) -> None:
    operations.remove(
        open_context, record="certificate", record_id=1, label="Remove certificate",
        reason="Entered twice",
    )  # fmt: skip
    settle()
    dialog = open_history("supplier", 1)
    step: Any = dialog.shown_steps()[0]
    assert {entry.action for entry in step.entries} == {"removed"}
    assert any(entry.what.startswith("Certificate ISO 9001") for entry in step.entries)
    assert "Entered twice" in step.reason


def test_names_are_shown_as_they_are_written(open_history: Open, save: Callable[..., None]) -> None:
    save(Change("supplier", 1, {"notes": "<img src=x>&amp;"}), label="<b>bold</b>")
    dialog = open_history("supplier", 1)
    labels = [label.text() for label in dialog.findChildren(type(dialog.title_label))]
    assert "<b>bold</b>" in labels
