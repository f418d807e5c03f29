"""From reasons to entries: what a certificate's recognition leads to, in forms and by itself."""

from datetime import date
from typing import Any

import pytest

from domain.directory import Directory, OwnEntries
from domain.directory_entries import AccreditationBody, BodyStatus, Scope
from domain.facts import AuditFacts, CertificateFacts
from domain.recognition import recognise
from domain.vocabulary import Accreditation, Kind
from gui.dialogs.directory_dialog import DirectoryDialog
from gui.dialogs.directory_links import key_of_label, links_of
from tests.gui.form_kit import click, form_over, host, links, no_lists, open_form, reader, save

__all__ = ["host", "no_lists", "open_form", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

DAY = date(2026, 11, 23)
SUPPLIED = Directory.load()


def certificate(**values: Any) -> CertificateFacts:
    """A management-system certificate issued this year."""
    body = values.get("accreditation_body")
    base = {
        "kind": Kind.MANAGEMENT_SYSTEM,
        "standard": "ISO 9001",
        "issued_on": date(2026, 2, 1),
        "accreditation": Accreditation.NAMED if body else Accreditation.NOT_RECORDED,
        "recorded_on": DAY,
    }
    return CertificateFacts(**(base | values))


def leads(evidence: CertificateFacts | AuditFacts, directory: Directory = SUPPLIED) -> list[Any]:
    """The keys that the links of a piece of evidence lead to, and whether each is new."""
    recognition = recognise(evidence, None, DAY, directory)
    return [(link.key, link.is_new) for link in links_of(evidence, recognition, directory, DAY)]


PAIR = ("cb_accreditation", "SGS", "UKAS", "ISO 9001")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"certification_body": "SGS Vietnam", "accreditation_body": "UKAS"}, [(PAIR, False)]),
        (
            {"certification_body": "SGS", "accreditation_body": "AOSC"},
            [(("accreditation_body", "AOSC"), False)],
        ),
        (
            {"certification_body": "SGS", "accreditation_body": "XYZ Board"},
            [(("accreditation_body", "XYZ Board"), True)],
        ),
        (
            {"certification_body": "Nanfang Rating"},
            [(("certification_body", "Nanfang Rating"), True)],
        ),
        (
            {"certification_body": "UL", "standard": "ISO 9001"},
            [(("cb_accreditation", "UL", "", "ISO 9001"), True)],
        ),
        ({"certification_body": "Nobody", "accreditation": Accreditation.UNACCREDITED}, []),
        ({"certification_body": "Nobody", "kind": Kind.DECLARATION}, []),
        ({"certification_body": "SGS", "accreditation_body": "DQS"}, []),
        ({}, []),
    ],
)
def test_a_certificate_leads_to_what_its_recognition_hangs_on(values, found):
    assert leads(certificate(**values)) == found


def test_an_audit_leads_nowhere():
    assert leads(AuditFacts(recorded_on=DAY)) == []


def test_an_own_entry_is_led_to_by_the_words_that_name_it():
    own = AccreditationBody(
        code="XYZ", status=BodyStatus.SIGNATORY, own=True,
        scopes=(Scope(scope="management systems"),),
    )  # fmt: skip
    directory = SUPPLIED.with_entries(OwnEntries(accreditation_bodies=(own,)))
    evidence = certificate(certification_body="SGS", accreditation_body="XYZ")
    recognition = recognise(evidence, None, DAY, directory)
    assert recognition is not None
    assert "entered in this register" in recognition.entry
    assert key_of_label(recognition.entry, directory) == ("accreditation_body", "XYZ")


# --- in the form of a certificate ------------------------------------------------------------


def meant(form, qtbot, settle) -> None:
    """Let the rules be asked."""
    qtbot.waitUntil(lambda: not form._pause.isActive())
    settle()


def reference_over(form) -> DirectoryDialog:
    """The reference that was opened from a form."""
    found = form.window().findChildren(DirectoryDialog)
    return next(dialog for dialog in found if dialog.isVisible())


def test_the_panel_opens_the_entry_it_rests_on(open_form, settle, qtbot):
    form = open_form("certificate", supplier_id=1)
    for name, value in (("standard", "ISO 9001"), ("certification_body", "SGS"),
                        ("accreditation_body", "UKAS"), ("issued_on", DAY),
                        ("accreditation", Accreditation.NAMED)):  # fmt: skip
        form.put(name, value)
    meant(form, qtbot, settle)
    click(form.meaning, "Open the entry SGS–UKAS, ISO 9001…")
    settle()
    dialog = reference_over(form)
    assert dialog.entry.name == "SGS–UKAS, ISO 9001"
    dialog.accept()
    assert form.isVisible()


def test_an_unknown_body_is_added_and_counts_at_once(open_form, settle, qtbot):
    form = open_form("certificate", supplier_id=1)
    for name, value in (("standard", "ISO 9001"), ("certification_body", "SGS"),
                        ("accreditation_body", "XYZ Board"), ("issued_on", DAY),
                        ("accreditation", Accreditation.NAMED)):  # fmt: skip
        form.put(name, value)
    meant(form, qtbot, settle)
    assert "Third party, accreditation not shown" in form.meaning.words()
    click(form.meaning, "Add “XYZ Board” to the directory…")
    settle()
    dialog = reference_over(form)
    body = form_over(form)
    assert body.values()["code"] == "XYZ Board"
    body.put("status", BodyStatus.SIGNATORY)
    body.scopes.add({"scope": "management systems", "starts_on": None, "ends_on": None})
    save(body, settle)
    dialog.accept()
    meant(form, qtbot, settle)
    assert "Widely recognised" in form.meaning.words()
    assert "Add “XYZ Board” to the directory…" not in links(form.meaning)


def test_bodies_that_do_not_fit_are_told_at_the_field(open_form, settle, qtbot):
    form = open_form("certificate", supplier_id=1)
    for name, value in (("standard", "ISO 9001"), ("certification_body", "SGS"),
                        ("accreditation_body", "OSHA NRTL"), ("issued_on", DAY),
                        ("accreditation", Accreditation.NAMED)):  # fmt: skip
        form.put(name, value)
    meant(form, qtbot, settle)
    field = form.entries["accreditation_body"].field
    assert field.noted == (
        "OSHA NRTL is the authority for product marks only, not for ISO 9001: "
        "worth asking the issuer."
    )
    click(field, "Open the entry OSHA NRTL…")
    settle()
    assert reference_over(form).entry.name == "OSHA NRTL"


# --- in the detail of a certificate ----------------------------------------------------------


def test_the_detail_leads_to_the_entry_and_shows_what_became_of_it(window, settle):
    found: list[Any] = []
    window.context.read(lambda r: r.records("certificate", number="FM 712204"), done=found.extend)
    settle()
    window.show_record("certificates", found[0]["id"])
    settle()
    click(window.detail, "Open the entry BSI–ANAB, ISO 9001…")
    settle()
    dialog = window.findChild(DirectoryDialog)
    assert dialog.entry.name == "BSI–ANAB, ISO 9001"
    dialog.show_entry(("accreditation_body", "ANAB"))
    dialog.do("unuse")
    settle()
    assert dialog.note.isVisible()
    assert not window.note.isVisible()  # its Undo rests while the reference is open
    dialog.accept()
    settle()
    assert "Add “ANAB” to the directory…" in links(window.detail)
