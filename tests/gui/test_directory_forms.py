"""The forms of the reference: what is refused, what is asked for, what would follow."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.directory import BodyStatus
from domain.vocabulary import AccreditationStatus
from gui.dialogs.directory_changes import SAVING
from tests.gui.form_kit import (
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
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

UKAS = ("accreditation_body", "UKAS")
RECORDS = ("accreditation_body", "certification_body", "cb_accreditation", "standard_edition")


def followed(form, qtbot, settle) -> str:
    """What the panel says would follow, once it was worked out."""
    qtbot.waitUntil(lambda: not form._pause.isActive())
    settle()
    return "\n".join(form.follows.words())


def noted(form, name: str) -> str:
    """What a field says calmly."""
    return str(form.entries[name].field.noted)


# --- what is asked for -----------------------------------------------------------------------


@pytest.mark.parametrize("record", RECORDS)
def test_source_and_day_are_asked_for_and_never_forced(open_form, record):
    form = open_form(record)
    assert noted(form, "source") == "Without a source nobody can check it."
    assert noted(form, "checked_on") == "Without a day it counts as not checked."
    click(form.entries["checked_on"].field, "Use 23 Nov 2026")
    assert form.values()["checked_on"] == date(2026, 11, 23)
    assert noted(form, "checked_on") == ""
    type_into(form, "source", "ukas.com")
    assert noted(form, "source") == ""
    type_into(form, "checked_on", "24 Nov 2026")
    leave(form, "source")
    assert complaint(form, "checked_on") == "This day has not come yet."


@pytest.mark.parametrize(
    ("record", "supplied"),
    [
        ("accreditation_body", UKAS),
        ("certification_body", ("certification_body", "SGS")),
        ("cb_accreditation", ("cb_accreditation", "SGS", "UKAS", "ISO 9001")),
        ("standard_edition", ("standard_edition", "ISO 9001", "2015")),
    ],
)
def test_a_copy_begins_with_what_is_supplied_and_writes_nothing_unchanged(
    open_form, settle, reader, record, supplied
):
    before = reader.records(record)
    form = open_form(record, supplied=supplied)
    assert not form.is_dirty
    shown = [str(form.values()[name]) for name in form.values() if form.values()[name]]
    assert set(supplied[1:]) <= set(shown)
    disabled = [n for n, entry in form.entries.items() if not entry.control.isEnabled()]
    assert len(disabled) == len(supplied) - 1
    save(form, settle)
    assert not is_open(form)
    assert reader.records(record) == before


def test_a_copy_keeps_names_and_scopes(open_form, settle, reader):
    form = open_form("accreditation_body", supplied=("accreditation_body", "PAB"))
    assert [row.values["scope"] for row in form.scopes.rows] == [
        "ISO 9001", "ISO 14001", "ISO 22000",
    ]  # fmt: skip
    form.scopes.take(form.scopes.rows[2])
    assert form.is_dirty
    save(form, settle)
    [record] = reader.records("accreditation_body")
    assert (record["code"], record["economy"], record["unused"]) == ("PAB", "PH", False)
    scopes = reader.records("accreditation_scope", body_id=record["id"])
    assert [(s["scope"], s["starts_on"]) for s in scopes] == [
        ("ISO 9001", date(2002, 8, 7)), ("ISO 14001", date(2007, 1, 12)),
    ]  # fmt: skip
    again = open_form("accreditation_body", record_id=record["id"])
    assert len(again.scopes.rows) == 2
    assert not again.is_dirty


def test_an_accreditation_body_is_entered_with_a_scope(open_form, settle, reader):
    form = open_form("accreditation_body")
    type_into(form, "code", "HKAB")
    form.put("economy", "ZZ")
    assert form.entries["economy"].control.text() == "International"
    assert noted(form, "status") == "Its accreditations stay unproven until this is checked."
    form.put("status", BodyStatus.SIGNATORY)
    assert noted(form, "status") == "Without a scope it counts for no standard. Add one below."
    form.scopes.add_link.click()
    settle()
    scope = form_over(form)
    type_into(scope, "scope", "management systems")
    type_into(scope, "starts_on", "1 Feb 2026")
    type_into(scope, "ends_on", "1 Jan 2026")
    assert complaint(scope, "ends_on").startswith("It ends before it starts.")
    type_into(scope, "ends_on", "1 Feb 2027")
    save(scope, settle)
    assert noted(form, "status") == ""
    save(form, settle)
    [record] = reader.records("accreditation_body")
    [held] = reader.records("accreditation_scope", body_id=record["id"])
    assert (held["scope"], held["ends_on"]) == ("management systems", date(2027, 2, 1))


# --- what is refused -------------------------------------------------------------------------


def test_an_accreditation_ends_after_it_starts(open_form, settle, reader):
    form = open_form(
        "cb_accreditation", certification_body="SGS", accreditation_body="KAN", standard="ISO 9001"
    )
    form.put("starts_on", date(2026, 5, 2))
    form.put("ends_on", date(2026, 5, 1))
    assert complaint(form, "ends_on").startswith("It ends before it starts.")
    save(form, settle)
    assert is_open(form)
    form.put("ends_on", date(2026, 5, 2))
    save(form, settle)
    assert [each["ends_on"] for each in reader.records("cb_accreditation")][-1] == (
        date(2026, 5, 2)
    )


def test_an_entry_is_for_one_standard(open_form, settle):
    form = open_form("cb_accreditation", certification_body="SGS", accreditation_body="KAN")
    type_into(form, "standard", "iso9001:2015")
    leave(form, "source")
    assert form.values()["standard"] == "ISO 9001"
    type_into(form, "standard", "ISO 9001, ISO 14001")
    assert complaint(form, "standard") == (
        "This names several (ISO 9001, ISO 14001). Make an entry for each."
    )
    save(form, settle)
    assert is_open(form)


def test_one_name_has_one_own_entry(open_form, settle):
    form = open_form("certification_body")
    type_into(form, "name", "LAHNBERG  cert")
    assert complaint(form, "name") == "This register has an entry of this name already."
    type_into(form, "name", "sgs")
    assert complaint(form, "name") == ""
    assert noted(form, "name").startswith("There is a supplied entry of this name")


def test_a_name_is_asked_for_on_saving(open_form, settle):
    form = open_form("standard_edition")
    save(form, settle)
    assert is_open(form)
    assert complaint(form, "standard")
    assert complaint(form, "edition")


# --- what would follow -----------------------------------------------------------------------


def test_what_would_follow_of_a_body_is_worked_out_before_it_is_saved(
    open_form, settle, qtbot, reader
):
    form = open_form("accreditation_body", supplied=UKAS)
    words = followed(form, qtbot, settle)
    assert "name this body." in words
    assert "would count" in words
    assert "Recognition would stay as it is." in words
    form.put("status", BodyStatus.NOT_SIGNATORY)
    words = followed(form, qtbot, settle)
    assert "would not count" in words
    assert "Recognition of " in words
    assert "would change." in words
    assert reader.records("accreditation_body") == []


def test_what_would_follow_of_an_accreditation(open_form, settle, qtbot):
    form = open_form(
        "cb_accreditation",
        certification_body="Global Cert Services",
        accreditation_body="UKAS",
        standard="ISO 9001",
    )
    words = followed(form, qtbot, settle)
    assert "Recognition of 1 certificate would change." in words
    form.put("status", AccreditationStatus.UNKNOWN)
    assert "Recognition would stay as it is." in followed(form, qtbot, settle)


def test_what_would_follow_of_an_edition(open_form, settle, qtbot):
    form = open_form("standard_edition", supplied=("standard_edition", "ISO 9001", "2015"))
    words = followed(form, qtbot, settle)
    assert "certificates are of this edition." in words
    assert "provisionally: that is told, and shortens nothing." in words
    form.put("provisional", False)
    words = followed(form, qtbot, settle)
    assert "Whatever is printed on them, none is valid after 30 September 2029." in words


def test_while_it_is_saved_the_form_says_so(open_form, settle, reader):
    form = open_form("certification_body")
    type_into(form, "name", "Hanoi Cert")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.foot_note.text() == SAVING  # the worker is at it; the window is not
    assert not form.entries["name"].control.isEnabled()
    settle()
    assert not is_open(form)
    assert reader.records("certification_body", name="Hanoi Cert")
