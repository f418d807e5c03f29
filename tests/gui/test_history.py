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


@pytest.mark.parametrize(
    ("record", "values", "what", "fields"),
    [
        (
            "evaluation",
            {"supplier_id": 1, "period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30),
             "quality": 92.5, "rating": "C", "next_due_on": date(2026, 12, 30)},
            "Evaluation 1 Jan 2026 – 30 Jun 2026",
            {"Class": "C – to be improved", "Quality (%)": "92.5",
             "Period to (last day)": "30 Jun 2026", "Next evaluation due on": "30 Dec 2026"},
        ),
        (
            "approval",
            {"supplier_id": 1, "decision": "conditional", "by": "L. Tan", "on": date(2026, 5, 1),
             "criteria": "Own audit passed", "ends_on": date(2026, 12, 31)},
            "Our decision Approved with conditions",
            {"Criteria": "Own audit passed", "Holds until (last day)": "31 Dec 2026"},
        ),
        (
            "profile_use",
            {"buyer_id": 1, "profile": "General B2B: ISO 9001", "criticality": "high"},
            "Use of the profile General B2B: ISO 9001 High",
            {"For buyer": "Halden Grid AS", "For suppliers of criticality": "High"},
        ),
        (
            "accreditation_body",
            {"code": "XAB", "name": "X Board", "status": "signatory",
             "checked_on": date(2026, 5, 1)},
            "Accreditation body XAB",
            {"Status": "signatory", "Checked on": "1 May 2026"},
        ),
        (
            "cb_accreditation",
            {"certification_body": "X Cert", "accreditation_body": "XAB", "standard": "ISO 9001",
             "status": "suspended"},
            "Accreditation X Cert, XAB, ISO 9001",
            {"Status": "Suspended"},
        ),
        (
            "standard_edition",
            {"standard": "ISO 9001", "edition": "2026", "invalid_after": date(2029, 9, 30),
             "provisional": True},
            "Edition ISO 9001 2026",
            {"Last day of its certificates": "30 Sep 2029", "Provisional": "yes"},
        ),
        (
            "site",
            {"supplier_id": 1, "name": "Plant 2", "supplies": True, "products": "Foil\nFilm"},
            "Site Plant 2",
            {"What it supplies": "Foil\nFilm", "Supplies us": "yes"},
        ),
    ],
)  # fmt: skip
def test_every_new_record_is_told_in_words(
    open_history: Open, save: Callable[..., None], record: str, values: dict[str, Any], what: str,
    fields: dict[str, str],
) -> None:  # fmt: skip
    save(Change(record, New(1), values), label="Add", reason="Asked for by sales")
    step = open_history().shown_steps()[0]
    assert step.reason == "Asked for by sales"
    [entry] = step.entries
    owner = " of Elbtal Isoliertechnik GmbH" if "supplier_id" in values else ""
    assert entry.what == what + owner
    told_fields = {value.title: value.new for value in entry.values}
    assert fields.items() <= told_fields.items()


def test_a_denied_renewal_names_both_certificates(
    open_history: Open, save: Callable[..., None]
) -> None:
    held = {"supplier_id": 1, "standard": "ISO 50001"}
    save(
        Change("certificate", New(1), {**held, "number": "EN 21"}),
        Change("certificate", New(2), {**held, "number": "EN 24"}),
        Change("renewal_denial", New(3), {"certificate_id": New(2), "earlier_id": New(1),
                                          "by": "L. Tan"}),
        label="Add",
    )  # fmt: skip
    entry = open_history("supplier", 1).shown_steps()[0].entries[-1]
    assert entry.what == "Denied renewal ISO 50001 EN 24 of ISO 50001 EN 21"
    assert ("Does not renew", "ISO 50001 EN 21") in {(v.title, v.new) for v in entry.values}


def test_a_profile_is_told_with_its_demands(open_history: Open, save: Callable[..., None]) -> None:
    save(
        Change("requirement_profile", New(1), {"name": "Tape",
                                               "rules": "required_standard in_force"}),
        Change("profile_demand", New(2), {"profile_id": New(1), "subject": "ISO 9001",
                                          "shown": True}),
        label="Add profile",
    )  # fmt: skip
    profile, demand = open_history().shown_steps()[0].entries
    assert profile.what == "Requirement profile Tape"
    assert ("Rules judged by", "Required standard, In force") in {
        (v.title, v.new) for v in profile.values
    }
    assert demand.what == "Demand of a profile ISO 9001"
    assert ("Accreditation must be shown", "yes") in {(v.title, v.new) for v in demand.values}
