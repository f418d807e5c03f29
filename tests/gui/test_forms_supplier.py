"""Forms about a supplier as a whole: its evaluation, our decision, its sites, its withdrawal."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from domain.import_plan import Change, New
from domain.reevaluation import reevaluation
from domain.vocabulary import Criticality, Decision, SupplierClass, SupplierStatus
from gui import forms, operations
from tests.gui.form_kit import (
    click,
    complaint,
    host,
    is_open,
    leave,
    links,
    no_lists,
    open_form,
    reader,
    save,
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

TODAY = date(2026, 11, 23)
GREAT_LAKES = 2


@pytest.fixture
def nobody(open_context, settle) -> int:
    """A supplier of high criticality of whom nothing else is on record."""
    made: list = []
    change = Change("supplier", New(0), {"name": "Hanoi Tapes", "criticality": Criticality.HIGH})
    operations.save(open_context, changes=[change], label="Add", done=made.append)
    settle()
    return made[0].ids[New(0)]


# --- evaluations -----------------------------------------------------------------------------


def test_an_evaluation_is_typed_its_score_class_and_round_taken_as_offered(
    open_form, settle, reader, nobody, open_context
):
    form = open_form("evaluation", supplier_id=nobody)
    assert form.windowTitle() == "New evaluation"
    type_into(form, "period_from", "1 Jan 2026")
    type_into(form, "period_to", "30 Jun 2026")
    type_into(form, "quality", "92")
    type_into(form, "delivery", "49,5")
    leave(form, "service")
    click(form.entries["score"].field, "Use 70.8")
    click(form.entries["rating"].field, "Use C")
    field = form.entries["next_due_on"].field
    assert (
        field.noted
        == "Criticality high, class C: every 6 months. Left empty, it follows by itself."
    )
    click(field, "Use 23 May 2027")
    save(form, settle)
    assert not is_open(form)
    [made] = reader.records("evaluation", supplier_id=nobody)
    assert (made["quality"], made["delivery"], made["service"]) == (92, 49.5, None)
    assert (made["score"], made["rating"]) == (70.8, SupplierClass.C)
    assert (made["done_on"], made["by"]) == (TODAY, "L. Tran")
    assert made["next_due_on"] == date(2027, 5, 23)
    assert open_context.standing.undo_label == "Add evaluation of 1 Jan 2026 – 30 Jun 2026"


def test_nothing_that_is_offered_is_forced(open_form, settle, reader, nobody):
    form = open_form("evaluation", supplier_id=nobody)
    form.put("quality", 100)
    form.put("service", 50)
    assert form.entries["score"].field.noted == "Mean of the 2 figures: 75\u00a0%."
    form.put("score", 60)
    form.put("rating", SupplierClass.A)
    assert form.entries["rating"].field.noted.startswith("60\u00a0% is usually class C")
    save(form, settle)
    [made] = reader.records("evaluation", supplier_id=nobody)
    assert (made["score"], made["rating"], made["next_due_on"]) == (60, SupplierClass.A, None)


def test_what_is_left_empty_is_what_the_rules_work_out(open_form, settle, reader, nobody):
    """The day offered is the day that follows by itself."""
    form = open_form("evaluation", supplier_id=nobody, rating=SupplierClass.C)
    [offered] = links(form.entries["next_due_on"].field)
    save(form, settle)
    found = reevaluation(reader.supplier(nobody), TODAY)
    assert found is not None
    assert not found.is_recorded
    assert offered == "Use 23 May 2027"
    assert found.due_on == date(2027, 5, 23)


def test_a_new_period_is_offered_to_begin_after_the_last(open_form, settle, nobody):
    first = open_form("evaluation", supplier_id=nobody, score=80)
    assert links(first.entries["period_from"].field) == []
    first.put("period_to", date(2026, 6, 30))
    save(first, settle)
    form = open_form("evaluation", supplier_id=nobody)
    field = form.entries["period_from"].field
    assert field.noted == "Evaluated until 30 Jun 2026."
    click(field, "Use 1 Jul 2026")
    assert form.values()["period_from"] == date(2026, 7, 1)
    assert field.noted == ""


def test_a_score_without_a_class_counts_by_its_class(open_form, settle, reader, nobody):
    form = open_form("evaluation", supplier_id=nobody, score=55)
    assert links(form.entries["next_due_on"].field) == ["Use 23 Feb 2027"]
    save(form, settle)
    found = reevaluation(reader.supplier(nobody), TODAY)
    assert found is not None
    assert found.due_on == date(2027, 2, 23)


def test_without_a_criticality_no_day_is_offered(open_form, open_context, settle, nobody):
    change = Change("supplier", nobody, {"criticality": None})
    operations.save(open_context, changes=[change], label="Forget")
    settle()
    form = open_form("evaluation", supplier_id=nobody)
    field = form.entries["next_due_on"].field
    assert "not recorded" in field.noted
    assert links(field) == []


def test_the_supplier_to_evaluate_can_be_looked_for(open_form, settle, qtbot, reader):
    form = open_form("evaluation")
    control = form.entries["supplier_id"].control
    type_into(form, "supplier_id", "great lakes")
    qtbot.waitUntil(lambda: bool(control._offered))
    control._on_picked(control._offered[0].line)
    settle()
    assert form.entries["next_due_on"].field.noted.startswith("Criticality medium")
    form.put("score", 91)
    save(form, settle)
    assert reader.records("evaluation", supplier_id=GREAT_LAKES)[-1]["score"] == 91


def test_an_evaluation_that_changes_asks_why(open_form, settle, reader, nobody):
    new = open_form("evaluation", supplier_id=nobody, score=80)
    save(new, settle)
    [made] = reader.records("evaluation", supplier_id=nobody)
    form = open_form("evaluation", record_id=made["id"])
    assert not form.entries["supplier_id"].control.isEnabled()
    assert not form.is_dirty
    form.put("notes", "Seen with purchasing")
    assert not form.reason_strip.isVisible()
    form.put("score", 85)
    assert form.reason_strip.isVisible()
    form.reason.control.set_value("Figures of June came late")
    save(form, settle)
    assert reader.record("evaluation", made["id"])["score"] == 85
    assert reader.history("evaluation", made["id"], 1)[0].reason == "Figures of June came late"


def test_an_evaluation_in_which_nothing_changes_writes_nothing(open_form, settle, reader, nobody):
    save(open_form("evaluation", supplier_id=nobody, score=80, quality=79.25), settle)
    [made] = reader.records("evaluation", supplier_id=nobody)
    before = reader.provenance().history_number
    form = open_form("evaluation", record_id=made["id"])
    save(form, settle)
    assert not is_open(form)
    assert reader.provenance().history_number == before


# --- our decisions ---------------------------------------------------------------------------


def test_criteria_are_offered_from_what_is_on_record(open_form, settle, reader):
    form = open_form("approval", supplier_id=GREAT_LAKES)
    form.put("decision", Decision.APPROVED)
    assert "8.4.1" in form.entries["criteria"].field.noted
    first = form.criteria.offered[0]
    assert first == "ISO 9001:2015 FM 712204 verified on 30 Jun 2026"
    form.criteria._buttons[0].click()
    assert first not in form.criteria.offered
    form.criteria._buttons[-1].click()
    assert form.entries["criteria"].field.noted == ""
    save(form, settle)
    made = reader.records("approval", supplier_id=GREAT_LAKES)[-1]
    lines = made["criteria"].splitlines()
    assert lines[0] == first
    assert len(lines) == 2
    assert reader.history("approval", made["id"], 1)[0].reason == "; ".join(lines)


def test_the_next_round_follows_criticality_and_class(open_form, open_context, settle, nobody):
    form = open_form("approval", supplier_id=nobody)
    form.put("decision", Decision.APPROVED)
    assert links(form.entries["due_on"].field) == ["Use 23 Nov 2027"]
    form.done(0)
    bad = {"supplier_id": nobody, "done_on": TODAY, "rating": SupplierClass.D}
    operations.save(open_context, changes=[Change("evaluation", New(0), bad)], label="Evaluate")
    settle()
    form = open_form("approval", supplier_id=nobody)
    form.put("decision", Decision.CONDITIONAL)
    field = form.entries["due_on"].field
    assert field.noted.startswith("Criticality high, class D: every 3 months.")
    click(field, "Use 23 Feb 2027")
    assert form.values()["due_on"] == date(2027, 2, 23)


def test_an_end_before_the_next_round_is_told(open_form, nobody):
    form = open_form("approval", supplier_id=nobody, decision=Decision.APPROVED)
    form.put("ends_on", date(2027, 1, 31))
    form.put("due_on", date(2027, 6, 30))
    assert form.entries["due_on"].field.noted == "The approval ends before, on 31 Jan 2027."


@pytest.mark.parametrize(
    ("decision", "asked", "not_asked"),
    [
        (Decision.APPROVED, {"ends_on", "due_on", "criteria"}, {"conditions"}),
        (Decision.CONDITIONAL, {"conditions", "ends_on", "due_on"}, set()),
        (Decision.SUSPENDED, {"conditions", "due_on"}, {"ends_on"}),
        (Decision.DISQUALIFIED, {"criteria"}, {"conditions", "ends_on", "due_on"}),
    ],
)
def test_a_decision_asks_for_what_fits_it(open_form, decision, asked, not_asked):
    form = open_form("approval", supplier_id=GREAT_LAKES)
    form.put("decision", decision)
    shown = {name for name, entry in form.entries.items() if entry.field in form.grid.order}
    assert asked <= shown
    assert not (not_asked & shown)


# --- sites -----------------------------------------------------------------------------------


def test_a_site_says_what_it_supplies(open_form, settle, reader):
    form = open_form("site", supplier_id=GREAT_LAKES)
    type_into(form, "name", "Toledo")
    form.put("products", "Vinyl tape\nRubber tape")
    field = form.entries["products"].field
    assert field.noted.startswith("Not counted")
    click(field, "It supplies it")
    assert field.noted == ""
    save(form, settle)
    site = next(s for s in reader.supplier(GREAT_LAKES).sites if s.name == "Toledo")
    assert (site.supplies, site.products) == (True, "Vinyl tape\nRubber tape")


def test_a_site_takes_over_what_the_supplier_supplies(open_form, reader):
    form = open_form("site", supplier_id=GREAT_LAKES)
    form.put("supplies", True)
    click(form.entries["products"].field, "Take them over")
    assert form.values()["products"] == reader.supplier(GREAT_LAKES).supplies


# --- withdrawal ------------------------------------------------------------------------------


@pytest.fixture
def open_withdrawal(host, open_context, settle):
    """Opens the dialog for a supplier."""

    def make(supplier: int):
        dialog = forms.dialog("withdraw", open_context, host, supplier_id=supplier)
        dialog.open()
        settle()
        return dialog

    return make


def test_a_supplier_is_withdrawn_and_taken_back_each_in_one_step(
    open_withdrawal, open_context, settle, reader
):
    dialog = open_withdrawal(GREAT_LAKES)
    assert dialog.windowTitle() == "Withdraw supplier"
    assert dialog.save_button.text() == "Withdraw"
    assert not dialog.is_dirty
    save(dialog, settle)
    assert complaint(dialog, "withdrawn_reason") == "Say why the supplier is withdrawn."
    type_into(dialog, "withdrawn_reason", "Line closed")
    save(dialog, settle)
    supplier = reader.supplier(GREAT_LAKES)
    assert (supplier.status, supplier.withdrawn_on) == (SupplierStatus.WITHDRAWN, TODAY)
    [line] = reader.history("supplier", GREAT_LAKES, 1)
    assert (line.reason, line.label) == (
        "Line closed", "Withdraw supplier Great Lakes Electrical Tape, Inc.",
    )  # fmt: skip

    dialog = open_withdrawal(GREAT_LAKES)
    assert dialog.windowTitle() == "Take back into use"
    assert dialog.entries["withdrawn_on"].field not in dialog.grid.order
    save(dialog, settle)
    assert complaint(dialog, "back").startswith("Say why")
    type_into(dialog, "back", "Bought there again")
    save(dialog, settle)
    supplier = reader.supplier(GREAT_LAKES)
    assert (supplier.status, supplier.withdrawn_on) == (SupplierStatus.IN_USE, None)
    assert supplier.withdrawn_reason == ""
    assert reader.history("supplier", GREAT_LAKES, 1)[0].reason == "Bought there again"

    operations.undo(open_context)
    settle()
    assert reader.supplier(GREAT_LAKES).withdrawn_reason == "Line closed"


def test_a_withdrawal_to_come_is_said_to_be_one(open_withdrawal, settle):
    dialog = open_withdrawal(GREAT_LAKES)
    type_into(dialog, "withdrawn_on", "31 Dec 2026")
    leave(dialog, "withdrawn_reason")
    assert dialog.entries["withdrawn_on"].field.noted == "Until then it stays in use."


def test_esc_leaves_a_withdrawal_nobody_typed_into_without_a_question(open_withdrawal):
    dialog = open_withdrawal(GREAT_LAKES)
    dialog.reject()
    QApplication.processEvents()
    assert not is_open(dialog)
