"""What cannot be is refused at its field with a sentence, in every form, and never written."""

from datetime import date
from typing import Any

import pytest

from domain.import_plan import Change, New
from domain.vocabulary import (
    Accreditation,
    AuditResult,
    CheckResult,
    Decision,
    EventKind,
    Grading,
    SupplierStatus,
)
from gui import operations
from tests.gui.form_kit import (
    click,
    complaint,
    host,
    is_open,
    no_lists,
    open_form,
    reader,
    save,
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
MAY, APRIL = date(2026, 5, 1), date(2026, 4, 30)
NOT_YET = "This day has not come yet."
ISO_9001 = 1  # a certificate of Elbtal, who is supplier 1
OF_ELBTAL = {"supplier_id": 1}
OF_ISO_9001 = {"certificate_id": ISO_9001}

Case = tuple[str, dict[str, Any], dict[str, Any], str, str]
CASES: tuple[Case, ...] = (
    # A certificate and its days
    ("certificate", OF_ELBTAL, {"issued_on": MAY, "expires_on": APRIL},
     "expires_on", "Ends before it was issued. Is it 2029?"),
    ("certificate", OF_ELBTAL, {"valid_from": MAY, "expires_on": APRIL},
     "expires_on", "Ends before it begins. Is it 2029?"),
    ("certificate", OF_ELBTAL, {"first_issued_on": MAY, "issued_on": APRIL},
     "first_issued_on", "Issued before it was first certified."),
    ("certificate", OF_ELBTAL, {"first_issued_on": MAY, "expires_on": APRIL},
     "first_issued_on", "It ended before it was first certified."),
    ("certificate", OF_ELBTAL, {"decided_on": MAY, "expires_on": APRIL},
     "decided_on", "Decided after it ended."),
    ("certificate", OF_ELBTAL, {"decided_on": TOMORROW}, "decided_on", NOT_YET),
    ("certificate", OF_ELBTAL,
     {"accreditation": Accreditation.UNACCREDITED, "accreditation_body": "UKAS"},
     "accreditation_body", "Stated unaccredited, yet a body is named."),
    ("certificate", OF_ELBTAL, {"accreditation": Accreditation.NAMED},
     "accreditation_body", "Name the accreditation body, or choose “Not recorded”."),
    # What befell it, what was checked and decided
    ("status_event", OF_ISO_9001,
     {"kind": EventKind.SUSPENDED, "on": MAY, "until": APRIL},
     "until", "It ends before it starts. Is it 2029?"),
    ("status_event", OF_ISO_9001, {"kind": EventKind.WITHDRAWN, "until": MAY},
     "until", "A certificate that is withdrawn has no such end."),
    ("verification", OF_ISO_9001, {"result": CheckResult.CONFIRMED, "on": TOMORROW},
     "on", NOT_YET),
    ("verification", OF_ISO_9001, {"result": CheckResult.CONTRADICTED},
     "note", "Say what contradicts: number, holder, dates…"),
    ("scope_decision", OF_ISO_9001, {"covers": True, "on": TOMORROW}, "on", NOT_YET),
    # Audits and findings
    ("audit", OF_ELBTAL, {"done_on": TOMORROW},
     "done_on", "This day has not come yet. Is it planned?"),
    ("audit", OF_ELBTAL, {"done_on": MAY, "next_due_on": APRIL},
     "next_due_on", "Due before it was done."),
    ("audit", OF_ELBTAL, {"planned_on": TOMORROW, "next_due_on": TODAY},
     "next_due_on", "Due before it is planned."),
    ("audit", OF_ELBTAL, {"planned_on": TOMORROW, "result": AuditResult.PASSED},
     "result", "It is only planned, yet it has a result."),
    ("audit", OF_ELBTAL, {"score": "101"}, "score", "Enter a number of at most 100."),
    ("finding", {"audit_id": 1}, {"raised_on": TOMORROW}, "raised_on", NOT_YET),
    ("finding", {"audit_id": 1}, {"raised_on": MAY, "due_on": APRIL},
     "due_on", "Due before it was raised."),
    ("finding", {"audit_id": 1}, {"raised_on": MAY, "done_on": APRIL},
     "done_on", "Done before it was raised."),
    ("finding", {"audit_id": 1}, {"raised_on": APRIL, "done_on": TOMORROW}, "done_on", NOT_YET),
    ("finding", {"audit_id": 1}, {"done_on": MAY, "verified_on": APRIL},
     "verified_on", "Verified before it was done."),
    ("finding", {"audit_id": 1}, {"raised_on": MAY, "verified_on": APRIL},
     "verified_on", "Verified before it was raised."),
    ("finding", {"audit_id": 1}, {"verified_on": TOMORROW}, "verified_on", NOT_YET),
    # Our own decisions
    ("approval", OF_ELBTAL, {"decision": Decision.APPROVED, "on": TOMORROW}, "on", NOT_YET),
    ("approval", OF_ELBTAL,
     {"decision": Decision.APPROVED, "on": MAY, "ends_on": APRIL},
     "ends_on", "It ends before it was decided. Is it 2029?"),
    ("approval", OF_ELBTAL, {"decision": Decision.APPROVED, "on": MAY, "due_on": APRIL},
     "due_on", "Due before it was decided. Is it 2029?"),
    ("evaluation", OF_ELBTAL, {"period_from": MAY, "period_to": APRIL},
     "period_to", "The period ends before it starts."),
    ("evaluation", OF_ELBTAL, {"done_on": TOMORROW}, "done_on", NOT_YET),
    ("evaluation", OF_ELBTAL, {"period_from": MAY, "done_on": APRIL},
     "done_on", "Before the period began."),
    ("evaluation", OF_ELBTAL, {"done_on": MAY, "next_due_on": APRIL},
     "next_due_on", "Due before it was evaluated."),
    ("evaluation", OF_ELBTAL, {"done_on": None, "period_to": MAY, "next_due_on": APRIL},
     "next_due_on", "Due within the period."),
    ("evaluation", OF_ELBTAL, {"quality": "101"}, "quality", "Enter a number of at most 100."),
    ("evaluation", OF_ELBTAL, {"delivery": "-1"}, "delivery", "Enter a number of at least 0."),
    ("evaluation", OF_ELBTAL, {"service": "nan"}, "service", "Enter a number of at most 100."),
    ("evaluation", OF_ELBTAL, {"score": "good"}, "score", "Enter a number."),
    ("evaluation", {}, {"score": "90"}, "supplier_id", "Choose one."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("record", "preset", "typed", "field", "words"),
    CASES,
    ids=[f"{case[0]}, {case[3]}: {case[4]}" for case in CASES],
)
def test_it_is_refused_at_its_field(
    open_form, settle, reader, record, preset, typed, field, words
) -> None:
    before = reader.provenance().history_number
    form = open_form(record, **preset)
    for name, value in typed.items():
        form.put(name, value)
    save(form, settle)
    assert is_open(form)
    assert complaint(form, field) == words
    assert reader.provenance().history_number == before


@pytest.mark.parametrize(
    ("record", "preset", "typed"),
    [
        ("certificate", OF_ELBTAL, {"issued_on": MAY, "expires_on": MAY, "decided_on": MAY}),
        ("finding", {"audit_id": 1}, {"raised_on": MAY, "done_on": MAY, "verified_on": MAY}),
        ("approval", OF_ELBTAL, {"on": MAY, "ends_on": MAY, "due_on": MAY}),
        (
            "evaluation", OF_ELBTAL,
            {"period_from": MAY, "period_to": MAY, "done_on": MAY, "next_due_on": MAY},
        ),
    ],
)  # fmt: skip
def test_one_day_for_all_is_no_contradiction(open_form, record, preset, typed) -> None:
    form = open_form(record, **preset)
    for name, value in typed.items():
        form.put(name, value)
    assert {name: complaint(form, name) for name in typed} == dict.fromkeys(typed, "")


def test_a_supplier_is_not_withdrawn_without_a_reason(open_form, settle, reader) -> None:
    form = open_form("supplier", record_id=1)
    form.put("status", SupplierStatus.WITHDRAWN)
    save(form, settle)
    assert complaint(form, "withdrawn_reason") == "Say why the supplier was withdrawn."
    assert reader.supplier(1).status is SupplierStatus.IN_USE


def test_a_finding_has_a_statement_and_a_grading(open_form, settle) -> None:
    form = open_form("finding", audit_id=1)
    save(form, settle)
    assert complaint(form, "grading") == "Choose one."
    assert complaint(form, "statement") == "Fill this in."
    form.put("grading", Grading.MINOR)
    type_into(form, "statement", "No record")
    save(form, settle)
    assert not is_open(form)


# --- renewals: itself, a circle, an older one ------------------------------------------------


@pytest.fixture
def chain(open_context, settle, reader) -> list[int]:
    """Three certificates of one standard and issuer, each said to renew the one before."""
    days = [date(2018, 1, 1), date(2021, 1, 1), date(2024, 1, 1)]
    changes = [
        Change(
            "certificate",
            New(place),
            {
                "supplier_id": 1, "standard": "ISO 50001", "certification_body": "SGS",
                "number": f"EN {day.year}", "issued_on": day,
                "expires_on": day.replace(year=day.year + 3),
                **({"supersedes_id": New(place - 1)} if place else {}),
            },
        )
        for place, day in enumerate(days)
    ]  # fmt: skip
    operations.save(open_context, changes=changes, label="Add a chain")
    settle()
    return [reader.records("certificate", number=f"EN {day.year}")[0]["id"] for day in days]


def test_no_certificate_renews_itself(open_form, settle, chain) -> None:
    form = open_form("certificate", record_id=chain[2])
    form.entries["supersedes_id"].control.set_options([(chain[2], "itself")])
    form.checking.tell_all = True
    form._offer_renewals = lambda _values: None  # it is never offered: say it all the same
    form.put("supersedes_id", chain[2])
    assert complaint(form, "supersedes_id") == "A certificate cannot renew itself."


def test_no_renewals_run_in_a_circle(open_form, settle, reader, chain) -> None:
    form = open_form("certificate", record_id=chain[0])
    form.put("supersedes_id", chain[2])
    words = "EN 2024 renews this certificate by way of others: that would be a circle."
    assert complaint(form, "supersedes_id") == words
    save(form, settle)
    assert is_open(form)
    assert reader.record("certificate", chain[0])["supersedes_id"] is None
    click(form.entries["supersedes_id"].field, "It renews none")
    assert complaint(form, "supersedes_id") == ""


def test_a_renewal_is_never_older(open_form, chain) -> None:
    form = open_form("certificate", supplier_id=1, standard="ISO 50001", issued_on=date(2023, 6, 1))
    form.put("supersedes_id", chain[2])
    words = "EN 2024 is the younger one, of 1 Jan 2024: a renewal is never older."
    assert complaint(form, "supersedes_id") == words
    form.put("issued_on", date(2024, 1, 1))
    assert complaint(form, "supersedes_id") == ""
