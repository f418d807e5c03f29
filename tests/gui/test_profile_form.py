"""The form of a requirement profile: what is demanded, by which rules, and what it would mean."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from domain.designations import known_standards
from domain.import_plan import Change, New
from domain.profiles import ELECTRICAL, GENERAL_B2B
from domain.qualification import Demand, Profile, assess, profile_problems
from domain.vocabulary import Rule, Verdict
from gui import operations
from gui.dialogs import profile_meaning
from gui.dialogs.profile_demands import DemandRow, tidy, usual_subjects
from gui.dialogs.profile_draft import preset_of
from tests.gui.form_kit import (
    click,
    complaint,
    host,
    is_open,
    links,
    no_lists,
    open_form,
    reader,
    save,
    told,
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader", "told"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

OWN = "Tapes for the north"
_RULES = "required_standard in_force margin product_certificate"


@pytest.fixture
def own(open_context, settle, reader) -> int:
    """A profile of the register's own; its id."""
    changes = [
        Change(
            "requirement_profile", New(1),
            {"name": OWN, "rules": _RULES, "margin_days": 60},
        ),
        Change("profile_demand", New(2), {"profile_id": New(1), "subject": "ISO 9001"}),
        Change("profile_demand", New(3), {"profile_id": New(1), "subject": "UL", "mark": True}),
    ]  # fmt: skip
    operations.save(open_context, changes=changes, label="Set up")
    settle()
    return int(reader.records("requirement_profile", name=OWN)[0]["id"])


def add_row(form: Any, name: str, subject: str) -> None:
    """Add a demand as a person does: the link, then typing."""
    rows = form.entries[name].control
    click(form.entries[name].field, rows.add_link.text())
    line = rows.rows[-1].subject
    line.setCompleter(None)
    line.setFocus()
    QTest.keyClicks(line, subject)
    form.entries["name"].control.setFocus()
    QApplication.processEvents()


def meant(form: Any, qtbot: Any, settle: Any) -> str:
    """What the panel says, once all suppliers were judged."""
    qtbot.waitUntil(lambda: not form._pause.isActive())
    settle()
    return "\n".join(form.meaning.words())


def as_kept(reader: Any, name: str) -> Profile:
    """A profile as the rules read it from the register."""
    return next(profile for profile in reader.profiles() if profile.name == name)


# --- saving --------------------------------------------------------------------------------


def test_a_profile_is_typed_and_saved_as_one_step(open_form, open_context, settle, reader):
    form = open_form("requirement_profile")
    assert form.windowTitle() == "New requirement profile"
    type_into(form, "name", "Cables for ships")
    add_row(form, "standards", "iso9001 or iatf16949")
    add_row(form, "marks", "UL or CSA")
    row = form.entries["standards"].control.rows[0]
    row.level.set_value(False)
    row.level.edited.emit()
    QTest.mouseClick(row.shown, Qt.MouseButton.LeftButton)
    type_into(form, "margin_days", "90")
    save(form, settle)
    assert not is_open(form)
    assert as_kept(reader, "Cables for ships") == Profile(
        name="Cables for ships",
        standards=(Demand(standard="ISO 9001 or IATF 16949", widely=False, shown=True),),
        marks=("UL or CSA",),
        rules=frozenset(Rule),
        margin_days=90,
    )
    assert open_context.standing.undo_label == "Add requirement profile Cables for ships"
    operations.undo(open_context)
    settle()
    assert "Cables for ships" not in [profile.name for profile in reader.profiles()]


def test_demands_are_added_changed_and_removed_in_one_step(own, open_form, settle, reader):
    form = open_form("requirement_profile", record_id=own)
    [kept] = reader.records("profile_demand", profile_id=own, mark=0)
    form.entries["standards"].control.rows[0].shown.click()
    form.entries["marks"].control.rows[0].remove.click()
    add_row(form, "standards", "ISO 14001")
    save(form, settle)
    found = reader.records("profile_demand", profile_id=own)
    assert [(each["subject"], each["shown"]) for each in found] == [
        ("ISO 9001", True),
        ("ISO 14001", False),
    ]
    assert found[0]["id"] == kept["id"]


def test_a_supplied_profile_is_edited_as_a_copy_that_takes_its_place(
    open_form, open_context, settle, reader
):
    form = open_form("requirement_profile", is_new=False, **preset_of(ELECTRICAL))
    assert not form.entries["name"].control.isEnabled()
    assert not form.is_dirty
    form.put("margin_days", 45)
    save(form, settle)
    kept = as_kept(reader, ELECTRICAL.name)
    assert (kept.margin_days, kept.marks, kept.standards) == (
        45, ELECTRICAL.marks, ELECTRICAL.standards,
    )  # fmt: skip
    assert kept.rules == ELECTRICAL.rules
    assert open_context.standing.undo_label == f"Change requirement profile {ELECTRICAL.name}"
    again = open_form(
        "requirement_profile",
        record_id=reader.records("requirement_profile", name=ELECTRICAL.name)[0]["id"],
    )
    assert not again.entries["name"].control.isEnabled()


def test_a_supplied_profile_in_which_nothing_differs_is_not_copied(open_form, settle, reader):
    before = len(reader.records("requirement_profile"))
    form = open_form("requirement_profile", is_new=False, **preset_of(GENERAL_B2B))
    save(form, settle)
    assert not is_open(form)
    assert len(reader.records("requirement_profile")) == before


def test_renaming_renames_it_wherever_it_is_named_in_the_same_step(
    own, open_form, open_context, settle, reader
):
    changes = [
        Change("profile_use", New(1), {"profile": OWN.upper(), "category": "tape"}),
        Change(
            "waiver", New(2),
            {"supplier_id": 1, "rule": Rule.MARGIN, "profile": OWN, "reason": "Renewal is in hand",
             "by": "L. Tran", "ends_on": open_context.today},
        ),
    ]  # fmt: skip
    operations.save(open_context, changes=changes, label="Set up")
    settle()
    form = open_form("requirement_profile", record_id=own)
    type_into(form, "name", "Tapes for ice")
    assert form.entries["name"].field.noted == "Renamed too where it is named: 1 use, 1 waiver."
    save(form, settle)
    assert [each["profile"] for each in reader.records("profile_use", category="tape")
            if each["buyer_id"] is None] == ["Tapes for ice"]  # fmt: skip
    assert reader.records("waiver", profile="Tapes for ice")
    operations.undo(open_context)
    settle()
    assert reader.records("waiver", profile=OWN)
    assert as_kept(reader, OWN).margin_days == 60


# --- what cannot be ------------------------------------------------------------------------


def test_a_profile_that_demands_nothing_is_refused_in_words(open_form, settle):
    form = open_form("requirement_profile")
    type_into(form, "name", "Nothing at all")
    assert complaint(form, "standards") == ""
    save(form, settle)
    assert is_open(form)
    assert "every supplier would pass" in complaint(form, "standards")
    assert QApplication.focusWidget() is form.entries["standards"].control.add_link


@pytest.mark.parametrize(
    ("here", "there", "subject", "words"),
    [
        ("marks", "standards", "ISO 9001", "certifies how a supplier works, never a product"),
        ("standards", "marks", "UL 510", "is a product mark, no standard"),
    ],
)
def test_a_mark_is_no_standard_and_a_standard_no_mark(
    open_form, settle, reader, here, there, subject, words
):
    form = open_form("requirement_profile")
    type_into(form, "name", "Mixed up")
    add_row(form, here, subject)
    QApplication.processEvents()
    assert words in complaint(form, here)
    form._on_save_asked()
    assert QApplication.focusWidget() is form.entries[here].control.rows[0].subject
    [cure] = [each for each in links(form.entries[here].field) if each.startswith("Demand it")]
    click(form.entries[here].field, cure)
    assert complaint(form, here) == complaint(form, there) == ""
    assert form.values()[here] == ()
    save(form, settle)
    assert as_kept(reader, "Mixed up").subjects == (subject,)


@pytest.mark.parametrize("name", [GENERAL_B2B.name.upper(), OWN])
def test_there_is_one_profile_of_a_name(own, open_form, settle, name):
    form = open_form("requirement_profile")
    type_into(form, "name", name)
    assert complaint(form, "name") == "There is a profile of this name already."
    save(form, settle)
    assert is_open(form)


def test_limits_are_whole_numbers_within_their_bounds(open_form, own, settle):
    form = open_form("requirement_profile", record_id=own)
    type_into(form, "margin_days", "2.5")
    save(form, settle)
    assert complaint(form, "margin_days") == "Write a whole number."
    type_into(form, "margin_days", "5000")
    save(form, settle)
    assert complaint(form, "margin_days") == "Enter a number of at most 1000."
    assert complaint(form, "rules") == ""


def test_what_is_offered_for_a_row_is_never_refused_in_it():
    known = [(each.standard, each.kind) for each in known_standards().values()]
    rules = frozenset(Rule)
    for standard in usual_subjects(known, mark=False):
        profile = Profile(name="", standards=(Demand(standard=standard),), rules=rules)
        assert profile_problems(profile) == ()
    for mark in usual_subjects(known, mark=True):
        assert profile_problems(Profile(name="", marks=(mark,), rules=rules)) == ()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("iso9001:2015 or ul510", "ISO 9001 or UL 510"), ("House rules", "House rules"), ("", "")],
)
def test_a_demand_is_read_as_the_register_names_standards(typed, read):
    assert tidy(typed) == read


# --- rules ---------------------------------------------------------------------------------


def test_what_is_demanded_is_judged_whatever_was_ticked(open_form, settle, reader):
    form = open_form("requirement_profile")
    type_into(form, "name", "Bare")
    for rule, tick in form.rules.ticks.items():
        if rule is not Rule.IN_FORCE:
            tick.click()
    assert not form.rules.ticks[Rule.REQUIRED_STANDARD].value()
    add_row(form, "standards", "ISO 9001")
    assert form.rules.ticks[Rule.REQUIRED_STANDARD].value()
    assert not form.rules.ticks[Rule.REQUIRED_STANDARD].isEnabled()
    save(form, settle)
    assert as_kept(reader, "Bare").rules == {Rule.REQUIRED_STANDARD, Rule.IN_FORCE}


def test_without_its_tick_a_rule_says_what_is_not_judged(own, open_form):
    form = open_form("requirement_profile", record_id=own)
    tick = form.rules.ticks[Rule.NONCONFORMITIES]
    assert tick.accessibleDescription().startswith("Not judged. Open and overdue")
    tick.click()
    assert tick.accessibleDescription().startswith("No major nonconformity is open")


def test_a_limit_is_asked_for_where_its_rule_is(own, open_form):
    form = open_form("requirement_profile", record_id=own)

    def shown() -> set[str]:
        return {name for name, entry in form.entries.items() if entry.field in form.grid.order}

    assert "verification_months" not in shown()
    form.rules.ticks[Rule.VERIFICATION].click()
    assert "verification_months" in shown()
    assert "audit_months" not in shown()
    form.put("audit", True)
    assert "audit_months" in shown()


# --- what it means -------------------------------------------------------------------------


def test_the_panel_counts_as_the_rules_judge(own, open_form, open_context, qtbot, settle, reader):
    open_context.set_buyer(open_context.standing.buyers[0])
    settle()
    form = open_form("requirement_profile", record_id=own)
    form.put("margin_days", 1000)
    said = meant(form, qtbot, settle)
    profile = form.profile(form.values())
    verdicts = [
        assess(each, profile, open_context.buyer, open_context.day, open_context.directory).verdict
        for each in reader.suppliers()
    ]
    assert f"{verdicts.count(Verdict.QUALIFIED)} qualified" in said
    assert f"{verdicts.count(Verdict.CONDITIONAL)} conditional" in said
    assert f"{verdicts.count(Verdict.NOT_QUALIFIED)} not qualified" in said
    assert f"For {open_context.buyer.name}, today" in said
    assert "qualified → conditional" in said


def test_many_suppliers_are_judged_a_few_at_a_time(
    own, open_form, qtbot, settle, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(profile_meaning, "STRETCH", 10)
    form = open_form("requirement_profile", record_id=own)
    seen: list[tuple[int, int]] = []
    shown = form.meaning.show_tally

    def show(tally: profile_meaning.Tally) -> None:
        seen.append((tally.done, sum(tally.after.values())))
        shown(tally)

    monkeypatch.setattr(form.meaning, "show_tally", show)
    form.put("margin_days", 1000)
    qtbot.waitUntil(lambda: seen[-1:] == [(23, 23)])
    assert seen == [(10, 10), (20, 20), (23, 23)]
    assert "Of 23 suppliers in the register." in form.meaning.words()


def test_nothing_is_counted_while_nothing_is_demanded(open_form, qtbot, settle):
    form = open_form("requirement_profile")
    said = meant(form, qtbot, settle)
    assert "every supplier would pass" in said
    assert "qualified" not in said.replace("every supplier", "")
    form.put("standards", (DemandRow("ISO 9001"),))
    assert "Of 23 suppliers in the register." in meant(form, qtbot, settle)


def test_a_draft_leaves_the_verdicts_of_the_window_alone(own, open_form, open_context, settle,
                                                         qtbot, reader):  # fmt: skip
    from storage.listings import Listing, ListKind

    listing = Listing(kind=ListKind.SUPPLIERS, day=open_context.day, profile=open_context.profile)
    judged: list[bool] = []

    def ask() -> bool:
        open_context.read(lambda each: each.is_judged(listing), done=judged.append)
        settle()
        return judged[-1]

    open_context.read(
        lambda each: each.judge(listing.profile, None, open_context.day), done=judged.append
    )
    form = open_form("requirement_profile", record_id=own)
    form.put("margin_days", 400)
    meant(form, qtbot, settle)
    assert ask()


# --- keyboard and other days ---------------------------------------------------------------


def test_tab_goes_through_the_rows_as_they_are_seen(own, open_form):
    form = open_form("requirement_profile", record_id=own)
    row = form.entries["standards"].control.rows[0]
    rows = [row.subject, row.remove, row.level, row.shown,
            form.entries["standards"].control.add_link]  # fmt: skip
    stops = form._stops()
    at = stops.index(row.subject)
    assert stops[at : at + 5] == rows
    last = [form.rules.ticks[rule] for rule in Rule if form.rules.ticks[rule].isEnabled()][-1]
    assert stops.index(last) > stops.index(form.entries["margin_days"].control)


def test_a_removed_row_gives_the_keyboard_to_the_next(own, open_form):
    form = open_form("requirement_profile", record_id=own)
    rows = form.entries["marks"].control
    rows.rows[0].remove.setFocus()
    QTest.keyClick(rows.rows[0].remove, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is rows.add_link
    assert form.values()["marks"] == ()


def test_on_another_day_nothing_can_be_typed(own, open_form, open_context, settle):
    from datetime import date

    open_context.set_day(date(2027, 6, 30))
    form = open_form("requirement_profile", record_id=own)
    assert not form._holder.isEnabled()
    assert not form.save_button.isVisible()
    assert form.foot_note.text() == "Editing is paused: another day is shown."
