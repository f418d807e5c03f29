"""The form of an audit and its findings: the next one planned, actions followed up."""

from datetime import date

import pytest

from domain.vocabulary import AuditKind, AuditResult, Grading, Party
from gui import operations
from tests.gui.form_kit import (
    click,
    form_over,
    host,
    is_open,
    links,
    no_lists,
    open_form,
    reader,
    save,
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

GREAT_LAKES = 2
DONE = date(2026, 11, 12)


def fill(form, party: Party, kind: AuditKind, **more) -> None:
    """An audit that was done and passed."""
    usual = {"party": party, "kind": kind, "standard": "ISO 9001", "done_on": DONE,
             "result": AuditResult.PASSED}  # fmt: skip
    for name, value in (usual | more).items():
        form.put(name, value)


@pytest.mark.parametrize(
    ("party", "kind", "why", "due"),
    [
        (Party.SECOND, AuditKind.SUPPLIER, "A customer's audit stands for 24 months.",
         "Use 12 Nov 2028"),
        (Party.THIRD, AuditKind.SURVEILLANCE, "Surveillance follows once a year.",
         "Use 12 Nov 2027"),
        (Party.FIRST, AuditKind.INTERNAL, "Usually once a year.", "Use 12 Nov 2027"),
    ],
)  # fmt: skip
def test_the_next_one_is_offered_with_its_round(open_form, party, kind, why, due) -> None:
    form = open_form("audit", supplier_id=GREAT_LAKES)
    fill(form, party, kind)
    field = form.entries["next_due_on"].field
    assert field.noted == why
    click(field, due)
    assert field.noted == ""
    assert form.planning.text() == f"Plan the next one for {due.removeprefix('Use ')}"


def test_the_next_one_is_planned_in_the_same_step(open_form, open_context, settle, reader) -> None:
    form = open_form("audit", supplier_id=GREAT_LAKES)
    fill(form, Party.SECOND, AuditKind.SUPPLIER, buyers=(1, 2), site="Cleveland",
         conducted_by="Halden Grid AS", next_due_on=date(2027, 11, 12), score=91)  # fmt: skip
    form.put("plan_next", True)
    save(form, settle)
    assert not is_open(form)
    done, planned = reader.supplier(GREAT_LAKES).audits[-2:]
    assert (done.done_on, done.score) == (DONE, 91)
    assert (planned.planned_on, planned.done_on) == (date(2027, 11, 12), None)
    assert (planned.party, planned.kind, planned.standard, planned.site) == (
        Party.SECOND, AuditKind.SUPPLIER, "ISO 9001", "Cleveland",
    )  # fmt: skip
    assert {buyer.id for buyer in planned.buyers} == {1, 2}
    assert (planned.result, planned.score) == (None, None)
    count = len(reader.supplier(GREAT_LAKES).audits)
    operations.undo(open_context)
    settle()
    assert len(reader.supplier(GREAT_LAKES).audits) == count - 2


def test_after_a_recertification_surveillance_follows(open_form, settle, reader) -> None:
    form = open_form("audit", supplier_id=GREAT_LAKES)
    fill(form, Party.THIRD, AuditKind.RECERTIFICATION)
    form.put("plan_next", True)
    save(form, settle)
    planned = reader.supplier(GREAT_LAKES).audits[-1]
    assert (planned.kind, planned.planned_on) == (AuditKind.SURVEILLANCE, date(2027, 11, 12))


def test_what_is_planned_already_is_not_offered_again(open_form, settle, reader) -> None:
    form = open_form("audit", supplier_id=GREAT_LAKES)
    fill(form, Party.THIRD, AuditKind.SURVEILLANCE)
    form.put("plan_next", True)
    save(form, settle)
    done = reader.supplier(GREAT_LAKES).audits[-2]
    form = open_form("audit", record_id=done.id)
    assert form.entries["plan_next"].field not in form.grid.order


@pytest.mark.parametrize(
    "more",
    [
        {"result": AuditResult.PENDING},
        {"result": None},
        {"done_on": None, "planned_on": date(2027, 3, 1)},
        {"next_due_on": date(2026, 11, 20)},
    ],
)
def test_nothing_is_planned_after_what_is_not_done(open_form, settle, reader, more) -> None:
    form = open_form("audit", supplier_id=GREAT_LAKES)
    fill(form, Party.SECOND, AuditKind.SUPPLIER)
    form.put("plan_next", True)
    for name, value in more.items():
        form.put(name, value)
    count = len(reader.supplier(GREAT_LAKES).audits)
    if more.get("planned_on"):
        form.put("result", None)
    save(form, settle)
    assert len(reader.supplier(GREAT_LAKES).audits) == count + 1


def test_a_finding_is_followed_up_to_its_effect(open_form, settle, reader) -> None:
    form = open_form("audit", supplier_id=GREAT_LAKES)
    fill(form, Party.SECOND, AuditKind.SUPPLIER, buyers=(1,))
    form.findings.add_link.click()
    settle()
    finding = form_over(form)
    finding.put("grading", Grading.MAJOR)
    type_into(finding, "clause", "8.4.1")
    type_into(finding, "statement", "No criteria for evaluation")
    assert links(finding.entries["due_on"].field) == ["Use 10 Feb 2027"]
    click(finding.entries["due_on"].field, "Use 10 Feb 2027")
    finding.put("corrective_action", "Criteria written")
    assert finding.entries["root_cause"].field.noted.startswith("An action answers a cause")
    finding.put("root_cause", "Never asked for")
    finding.put("correction", "List of suppliers re-evaluated")
    finding.put("responsible", "QA")
    finding.put("verified_on", date(2026, 11, 22))
    assert finding.entries["done_on"].field.noted.startswith("Verified, yet no day")
    finding.put("done_on", date(2026, 11, 20))
    assert finding.entries["done_on"].field.noted == ""
    finding.save_button.click()
    save(form, settle)
    audit = reader.supplier(GREAT_LAKES).audits[-1]
    [made] = reader.records("finding", audit_id=audit.id)
    assert (made["clause"], made["root_cause"], made["correction"], made["responsible"]) == (
        "8.4.1", "Never asked for", "List of suppliers re-evaluated", "QA",
    )  # fmt: skip
    assert (made["due_on"], made["done_on"], made["verified_on"]) == (
        date(2027, 2, 10), date(2026, 11, 20), date(2026, 11, 22),
    )  # fmt: skip
