"""Forms of certificates and audits: what fits together, what renews what, what it means."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    Grading,
    Kind,
    Party,
)
from gui import operations
from gui.dialogs.buyer_form import BuyerForm
from gui.widgets.form_search import Option
from tests.gui.form_kit import (
    certificate,
    click,
    complaint,
    form_over,
    host,
    is_open,
    leave,
    no_lists,
    open_form,
    reader,
    save,
    told,
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader", "told"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

ELBTAL, GREAT_LAKES, NAM_VIET = 1, 2, 4
ELBTAL_ISO_9001 = 1


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scan of a certificate."""
    path = tmp_path / "VN27-00193.pdf"
    path.write_bytes(b"%PDF-1.4\nscan")
    return path


def meant(form, qtbot, settle) -> str:
    """What the panel says, once the rules were asked."""
    qtbot.waitUntil(lambda: not form._pause.isActive())
    settle()
    return "\n".join(form.meaning.words())


# --- certificates: adding --------------------------------------------------------------------


def test_a_certificate_is_typed_and_saved_with_its_site(open_form, settle, reader):
    form = open_form("certificate", supplier_id=ELBTAL)
    assert form.windowTitle() == "New certificate"
    type_into(form, "standard", "iso45001:2018")
    leave(form, "number")
    assert form.values()["standard"] == "ISO 45001"
    assert form.values()["edition"] == "2018"
    assert form.values()["kind"] is Kind.MANAGEMENT_SYSTEM
    type_into(form, "number", "01 113 1725033")
    type_into(form, "certification_body", "DNV")
    type_into(form, "accreditation_body", "DAkkS")
    assert form.values()["accreditation"] is Accreditation.NAMED
    type_into(form, "issued_on", "1.10.2026")
    type_into(form, "expires_on", "2029-09-30")
    form.put("sites", (1,))
    save(form, settle)
    assert not is_open(form)
    [made] = reader.records("certificate", number="01 113 1725033")
    assert (made["issued_on"], made["expires_on"]) == (date(2026, 10, 1), date(2029, 9, 30))
    facts = next(c for c in reader.supplier(ELBTAL).certificates if c.id == made["id"])
    assert facts.sites == ("Dresden",)


def test_the_supplier_is_found_by_typing_a_part_of_its_name(open_form, settle, qtbot):
    form = open_form("certificate")
    control = form.entries["supplier_id"].control
    type_into(form, "supplier_id", "selangor")
    qtbot.waitUntil(lambda: bool(control._offered))
    control._on_picked(control._offered[0].line)
    settle()
    assert control.text() == "Selangor Wire & Cable Sdn. Bhd."
    assert form.values()["supplier_id"] == 8


def test_an_unknown_supplier_can_be_added_from_here(open_form, settle, reader):
    form = open_form("certificate")
    type_into(form, "supplier_id", "Hanoi Tapes")
    leave(form, "number")
    settle()
    assert complaint(form, "supplier_id") == "Choose one from the list."
    click(form.entries["supplier_id"].field, "Add “Hanoi Tapes”")
    settle()
    supplier = form_over(form)
    assert supplier.values()["name"] == "Hanoi Tapes"
    save(supplier, settle)
    assert form.values()["supplier_id"] == reader.find_supplier("Hanoi Tapes")
    assert complaint(form, "supplier_id") == ""


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        (Kind.PRODUCT, {"product", "file_number"}, {"surveillance_due_on"}),
        (Kind.MANAGEMENT_SYSTEM, {"accreditation", "party"}, {"product", "file_number"}),
        (Kind.DECLARATION, {"product"}, {"accreditation", "accreditation_body", "party"}),
        (Kind.TEST_REPORT, {"product"}, {"accreditation", "supersedes_id", "file_number"}),
    ],
)
def test_only_what_fits_the_kind_is_asked(open_form, kind, asked, not_asked):
    form = open_form("certificate", supplier_id=ELBTAL)
    form.put("kind", kind)
    shown = {name for name, entry in form.entries.items() if entry.field in form.grid.order}
    assert asked <= shown
    assert not (not_asked & shown)


def test_what_is_recorded_is_shown_even_where_it_does_not_fit(open_form):
    form = open_form("certificate", supplier_id=ELBTAL)
    form.put("kind", Kind.PRODUCT)
    form.put("product", "PVC tape")
    form.put("kind", Kind.MANAGEMENT_SYSTEM)
    assert form.entries["product"].field in form.grid.order


@pytest.mark.parametrize(
    ("standard", "kind", "words", "cure", "mended"),
    [
        (
            "UL 510", Kind.MANAGEMENT_SYSTEM,
            "UL 510 marks a product; it will never stand for ISO 9001.",
            "Make it a product", Kind.PRODUCT,
        ),
        (
            "ISO 9001", Kind.PRODUCT,
            "ISO 9001 certifies the management system; it will never stand for a product mark.",
            "Make it a management system", Kind.MANAGEMENT_SYSTEM,
        ),
    ],
)  # fmt: skip
def test_a_mark_is_no_management_system(open_form, standard, kind, words, cure, mended):
    form = open_form("certificate", supplier_id=ELBTAL)
    form.put("standard", standard)
    form.put("kind", kind)
    field = form.entries["kind"].field
    assert field.noted == words
    click(field, cure)
    assert form.values()["kind"] is mended
    assert field.noted == ""


# --- certificates: what cannot be ------------------------------------------------------------


def test_an_end_before_the_issue_is_mended_with_one_click(open_form, settle):
    """Picture 7: "Ends before it was issued. Is it 2030? Use 23 Jan 2030"."""
    form = open_form("certificate", supplier_id=NAM_VIET)
    type_into(form, "issued_on", "24 Jan 2027")
    type_into(form, "expires_on", "23 Jan 2027")
    assert complaint(form, "expires_on") == "Ends before it was issued. Is it 2030?"
    assert form.foot_note.text() == "1 field to mend"
    save(form, settle)
    assert is_open(form)
    assert form.entries["expires_on"].control.line.hasFocus()
    click(form.entries["expires_on"].field, "Use 23 Jan 2030")
    assert form.values()["expires_on"] == date(2030, 1, 23)
    assert complaint(form, "expires_on") == ""
    assert form.foot_note.text() == ""


def test_two_days_can_change_places(open_form):
    form = open_form("certificate", supplier_id=NAM_VIET)
    form.put("issued_on", date(2029, 1, 1))
    form.put("expires_on", date(2026, 1, 2))
    click(form.entries["expires_on"].field, "Swap the two days")
    values = form.values()
    assert (values["issued_on"], values["expires_on"]) == (date(2026, 1, 2), date(2029, 1, 1))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"issued_on": date(2027, 1, 24), "expires_on": date(2027, 1, 24)}, "expires_on", ""),
        (
            {"valid_from": date(2027, 2, 1), "expires_on": date(2027, 1, 31)},
            "expires_on",
            "Ends before it begins. Is it 2030?",
        ),
        (
            {"first_issued_on": date(2026, 2, 1), "issued_on": date(2026, 1, 31)},
            "issued_on",
            "",
        ),
        (
            {"first_issued_on": date(2026, 2, 1), "issued_on": date(2026, 1, 31)},
            "first_issued_on",
            "Issued before it was first certified.",
        ),
        (
            {"accreditation": Accreditation.UNACCREDITED, "accreditation_body": "UKAS"},
            "accreditation_body",
            "Stated unaccredited, yet a body is named.",
        ),
        (
            {"supersedes_id": ELBTAL_ISO_9001, "standard": "ISO 14001"},
            "supersedes_id",
            "It is for ISO 9001: a renewal is for the same one.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field(open_form, typed, field, words):
    form = open_form("certificate", supplier_id=ELBTAL, **typed)
    assert complaint(form, field) == words


def test_no_certificate_renews_itself_or_one_that_renews_it(open_form, settle, reader):
    form = open_form("certificate", record_id=certificate(reader, "VN20/00193"))
    form.put("supersedes_id", certificate(reader, "VN24/00193"))
    words = "VN24/00193 itself renews this certificate: they cannot renew each other."
    assert complaint(form, "supersedes_id") == words
    save(form, settle)
    assert is_open(form)
    click(form.entries["supersedes_id"].field, "It renews none")
    assert complaint(form, "supersedes_id") == ""


# --- certificates: renewal -------------------------------------------------------------------


def test_a_renewal_begins_with_what_it_has_in_common(open_form, settle, reader):
    form = open_form("certificate", supplier_id=ELBTAL, supersedes_id=ELBTAL_ISO_9001)
    values = form.values()
    assert (values["standard"], values["certification_body"]) == ("ISO 9001", "TÜV Rheinland")
    assert values["sites"] == (1,)
    assert (values["number"], values["issued_on"]) == ("", None)
    assert form.subtitle_label.text() == "Renews 01 100 1725033, which stays as history"
    type_into(form, "number", "01 100 1725034")
    type_into(form, "issued_on", "18 Sep 2028")
    type_into(form, "expires_on", "17 Sep 2031")
    save(form, settle)
    [made] = reader.records("certificate", number="01 100 1725034")
    assert made["supersedes_id"] == ELBTAL_ISO_9001
    assert len(reader.records("certificate_site", certificate_id=made["id"])) == 1


# --- certificates: editing -------------------------------------------------------------------


def test_links_change_in_the_step_of_the_record(open_form, open_context, settle, reader):
    before = reader.records("certificate_site", certificate_id=ELBTAL_ISO_9001)
    assert len(before) == 1
    form = open_form("certificate", record_id=ELBTAL_ISO_9001)
    assert not form.is_dirty
    form.put("sites", ())
    form.put("buyers", (1,))
    type_into(form, "number", "01 100 9999999")
    assert form.reason_strip.isVisible()
    form.reason.control.set_value("Read from the certificate")
    save(form, settle)
    assert reader.records("certificate_site", certificate_id=ELBTAL_ISO_9001) == []
    [link] = reader.records("certificate_buyer", certificate_id=ELBTAL_ISO_9001)
    assert link["buyer_id"] == 1
    operations.undo(open_context)
    settle()
    assert reader.records("certificate_site", certificate_id=ELBTAL_ISO_9001) == before
    assert reader.records("certificate_buyer", certificate_id=ELBTAL_ISO_9001) == []
    assert reader.record("certificate", ELBTAL_ISO_9001)["number"] == "01 100 1725033"


def test_a_reason_is_asked_for_dates_and_recognition_but_not_for_notes(open_form, settle):
    form = open_form("certificate", record_id=ELBTAL_ISO_9001)
    form.put("notes", "Original seen")
    assert not form.reason_strip.isVisible()
    form.put("expires_on", date(2028, 9, 16))
    assert form.reason_strip.isVisible()
    form.put("expires_on", date(2028, 9, 17))
    assert not form.reason_strip.isVisible()
    save(form, settle)
    assert not is_open(form)


# --- scans -----------------------------------------------------------------------------------


def test_a_scan_of_a_new_certificate_is_attached_when_it_is_saved(open_form, settle, reader, scan):
    form = open_form("certificate", supplier_id=NAM_VIET, number="VN27/00193")
    form.proofs.add_files([scan])
    assert form.is_dirty
    save(form, settle)
    assert not is_open(form)
    [made] = reader.records("certificate", number="VN27/00193")
    [document] = reader.documents("certificate", made["id"])
    assert document["name"] == "VN27-00193.pdf"


def test_a_file_that_cannot_be_attached_keeps_the_form_and_the_record(
    open_form, settle, reader, tmp_path, told
):
    wrong = tmp_path / "letter.pdf"
    wrong.write_text("not a scan", encoding="utf-8")
    form = open_form("certificate", supplier_id=NAM_VIET, number="VN27/00194")
    form.proofs.add_files([wrong])
    save(form, settle)
    assert len(told) == 1
    assert is_open(form)
    assert len(reader.records("certificate", number="VN27/00194")) == 1
    form.proofs._forget(wrong)
    save(form, settle)
    assert not is_open(form)
    assert len(reader.records("certificate", number="VN27/00194")) == 1


# --- what it means ---------------------------------------------------------------------------


def test_the_panel_says_what_the_rules_say(open_form, open_context, settle, qtbot):
    open_context.set_buyer(open_context.standing.buyers[0])
    form = open_form("certificate", record_id=ELBTAL_ISO_9001)
    words = meant(form, qtbot, settle)
    assert "Widely recognised" in words
    assert "Valid to Sep 2028" in words
    assert "For Halden Grid AS" in words
    assert "Qualified" in words
    assert "Unchanged today." in words

    form.put("accreditation", Accreditation.UNACCREDITED)
    form.put("accreditation_body", "")
    words = meant(form, qtbot, settle)
    assert "Third party, accreditation not shown" in words
    assert "Not qualified" in words
    assert "Without this entry: qualified." in words


def test_the_panel_names_the_profile_that_judges_the_supplier(
    open_form, open_context, settle, qtbot
):
    open_context.set_buyer(open_context.standing.buyers[0])
    words = meant(open_form("audit", supplier_id=NAM_VIET), qtbot, settle)
    assert "For Halden Grid AS · Halden Grid: critical tape" in words


def test_the_panel_tells_an_end_before_the_beginning_once(open_form, settle, qtbot):
    form = open_form("certificate", supplier_id=NAM_VIET, standard="ISO 9001")
    form.put("issued_on", date(2026, 2, 1))
    form.put("expires_on", date(2026, 1, 31))
    words = meant(form, qtbot, settle)
    assert "It would end before it begins, so it would never be in force." in words
    assert "before its issue" not in words


def test_oddities_are_calm_notes_and_keep_nothing_from_being_saved(open_form, settle, qtbot):
    form = open_form(
        "certificate",
        supplier_id=GREAT_LAKES,
        standard="ISO 9001",
        kind=Kind.MANAGEMENT_SYSTEM,
        number="01 100 1725033",
        issued_on=date(2026, 1, 1),
        expires_on=date(2036, 1, 1),
    )
    words = meant(form, qtbot, settle)
    cycle, number = form.entries["expires_on"].field.noted, form.entries["number"].field.noted
    assert "more than three years and six months" in cycle
    assert "is also on record for Elbtal Isoliertechnik GmbH" in number
    assert cycle not in words  # told once, at the field
    assert number not in words
    save(form, settle)
    assert not is_open(form)


# --- audits ----------------------------------------------------------------------------------


def test_an_audit_is_saved_with_findings_and_buyers_as_one_step(
    open_form, open_context, settle, reader
):
    form = open_form("audit", supplier_id=NAM_VIET)
    form.put("party", Party.SECOND)
    form.entries["party"].control.edited.emit()
    assert form.values()["kind"] is AuditKind.SUPPLIER
    form.put("buyers", (1, 2))
    type_into(form, "reference", "HG-A-2026-044")
    type_into(form, "done_on", "12 Nov 2026")
    form.put("result", AuditResult.PASSED_WITH_CONDITIONS)
    type_into(form, "score", "87,5")
    form.findings.add_link.click()
    settle()
    finding = form_over(form)
    assert finding.values()["raised_on"] == date(2026, 11, 12)
    finding.put("grading", Grading.MAJOR)
    type_into(finding, "statement", "No calibration record")
    finding.save_button.click()
    save(form, settle)
    assert not is_open(form)
    [made] = reader.records("audit", reference="HG-A-2026-044")
    assert made["score"] == 87.5
    supplier = reader.supplier(NAM_VIET)
    audit = next(each for each in supplier.audits if each.id == made["id"])
    assert {buyer.id for buyer in audit.buyers} == {1, 2}
    [raised] = reader.records("finding", audit_id=made["id"])
    assert (raised["grading"], raised["statement"]) == (Grading.MAJOR, "No calibration record")
    operations.undo(open_context)
    settle()
    assert reader.records("audit", reference="HG-A-2026-044") == []
    assert reader.records("finding", audit_id=made["id"]) == []


@pytest.mark.parametrize(
    ("party", "asked", "not_asked"),
    [
        (Party.FIRST, set(), {"buyers", "score", "certificate_id"}),
        (Party.SECOND, {"buyers", "score"}, {"certificate_id"}),
        (Party.THIRD, {"certificate_id"}, {"buyers", "score"}),
        (None, {"buyers", "score", "certificate_id"}, set()),
    ],
)
def test_who_audited_decides_what_is_asked(open_form, party, asked, not_asked):
    form = open_form("audit", supplier_id=NAM_VIET)
    form.put("party", party)
    shown = {name for name, entry in form.entries.items() if entry.field in form.grid.order}
    assert asked <= shown
    assert not (not_asked & shown)


def test_an_audit_of_a_day_to_come_is_planned_instead(open_form):
    form = open_form("audit", supplier_id=NAM_VIET)
    type_into(form, "done_on", "1 Mar 2027")
    assert complaint(form, "done_on") == "This day has not come yet. Is it planned?"
    click(form.entries["done_on"].field, "Plan it for 1 Mar 2027")
    values = form.values()
    assert (values["planned_on"], values["done_on"]) == (date(2027, 3, 1), None)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"planned_on": date(2027, 3, 1)}, "A planned audit never counts."),
        (
            {"party": Party.SECOND, "done_on": date(2026, 5, 4), "result": AuditResult.FAILED},
            "A failed audit gives no recognition.",
        ),
        (
            {"party": Party.THIRD, "done_on": date(2026, 5, 4), "result": AuditResult.PASSED},
            "A third party's audit gives no level of its own: its certificate does.",
        ),
        (
            {
                "party": Party.SECOND, "done_on": date(2026, 5, 4), "buyers": (1,),
                "result": AuditResult.PASSED,
            },
            "Halden Grid AS only",
        ),
    ],
)  # fmt: skip
def test_the_panel_says_what_an_audit_is_worth(open_form, settle, qtbot, typed, says):
    form = open_form("audit", supplier_id=NAM_VIET, **typed)
    assert says in meant(form, qtbot, settle)


def test_an_option_is_told_from_others_of_its_name():
    assert Option(3, "Nam Viet", "S-0004").line == "Nam Viet  ·  S-0004"
    assert Option(3, "Nam Viet").line == "Nam Viet"


def test_a_year_of_the_buddhist_calendar_is_noted_with_the_other_reading(open_form):
    form = open_form("certificate", supplier_id=ELBTAL)
    type_into(form, "issued_on", "23 Jan 2569")
    field = form.entries["issued_on"].field
    assert field.noted == "2569 looks like a year of the Buddhist calendar."
    click(field, "Use 23 Jan 2026")
    assert form.values()["issued_on"] == date(2026, 1, 23)


def test_the_panel_says_from_when_the_verdict_turns(open_form, settle, qtbot, reader):
    form = open_form("certificate", record_id=certificate(reader, "VN24/00193"))
    words = meant(form, qtbot, settle)
    assert "Not qualified from 24 January 2027, as things stand." in words
    form.put("expires_on", date(2029, 1, 23))
    words = meant(form, qtbot, settle)
    assert "24 January 2027" not in words


def test_a_field_that_is_asked_for_later_has_the_room_for_its_note(open_form, settle, qtbot):
    form = open_form("audit", supplier_id=ELBTAL)
    form.put("party", Party.FIRST)
    form.put("party", Party.SECOND)
    field = form.entries["buyers"].field
    assert field.noted
    qtbot.waitUntil(lambda: field.height() >= field.heightForWidth(field.width()))


def test_the_kind_follows_who_audited_until_it_is_chosen(open_form):
    form = open_form("audit", supplier_id=ELBTAL)
    party, kind = form.entries["party"], form.entries["kind"]
    for chosen, meant in (
        (Party.FIRST, AuditKind.INTERNAL),
        (Party.SECOND, AuditKind.SUPPLIER),
        (Party.THIRD, None),
    ):
        party.set(chosen)
        party.control.edited.emit()
        assert kind.value() is meant
    form.put("kind", AuditKind.SURVEILLANCE)
    party.set(Party.SECOND)
    party.control.edited.emit()
    assert kind.value() is AuditKind.SURVEILLANCE


def test_a_buyer_can_be_added_from_here(open_form, host, settle, reader):
    form = open_form("audit", supplier_id=ELBTAL)
    form.buyers.add_link.click()
    settle()
    [sheet] = host.findChildren(BuyerForm)
    type_into(sheet, "name", "Fjordkraft Nett AS")
    save(sheet, settle)
    settle()
    made = reader.find_buyer("Fjordkraft Nett AS")
    assert form.values()["buyers"] == (made.id,)
    assert "Fjordkraft Nett AS" in form.buyers.words()


def test_a_form_begins_at_its_first_field(open_form):
    form = open_form("certificate", record_id=ELBTAL_ISO_9001)
    assert QApplication.focusWidget() is form.entries["standard"].control
