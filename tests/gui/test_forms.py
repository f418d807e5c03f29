"""Forms: what is typed is saved, refused at its field, or asked about before it is lost."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from domain.errors import RegisterError, UnknownName
from domain.vocabulary import Decision, EventKind, Rule, SupplierStatus
from gui import operations
from gui.dialogs import record_form
from gui.widgets.buttons import Button
from gui.widgets.dialog import Sheet
from storage.register import Register
from storage.validation import FieldErrors
from tests.gui.form_kit import (
    click,
    complaint,
    form_over,
    host,
    is_open,
    leave,
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


# --- adding ----------------------------------------------------------------------------------


def test_a_buyer_is_typed_and_saved_with_ctrl_enter(open_form, settle, reader, open_context):
    form = open_form("buyer")
    assert form.windowTitle() == "New buyer"
    type_into(form, "name", "Fjordkraft Nett AS")
    type_into(form, "country", "Norway")
    QTest.keyClick(form.entries["country"].control, Qt.Key.Key_Tab)
    type_into(form, "contact", "Kari Lie")
    save(form, settle)
    assert not is_open(form)
    found = reader.find_buyer("Fjordkraft Nett AS")
    record = reader.record("buyer", found.id)
    assert (record["country"], record["contact"]) == ("NO", "Kari Lie")
    assert open_context.standing.undo_label == "Add buyer Fjordkraft Nett AS"


def test_a_supplier_is_saved_with_its_sites_and_contacts_as_one_step(
    open_form, open_context, host, settle, reader
):
    form = open_form("supplier")
    type_into(form, "name", "บริษัท เทปไทย จำกัด")
    form.sites.add_link.click()
    settle()
    site = form_over(form)
    type_into(site, "name", "Rayong")
    site.save_button.click()
    assert not is_open(site)
    form.contacts.add_link.click()
    settle()
    contact = form_over(form)
    type_into(contact, "name", "Somchai")
    type_into(contact, "email", "somchai")
    contact.save_button.click()
    assert contact.entries["email"].field.complaint.startswith("This is not an e-mail address")
    type_into(contact, "email", "somchai@tape.example")
    contact.save_button.click()
    save(form, settle)
    supplier = reader.supplier(reader.find_supplier("บริษัท เทปไทย จำกัด"))
    assert [each.name for each in supplier.sites] == ["Rayong"]
    [person] = reader.records("contact", supplier_id=supplier.id)
    assert person["email"] == "somchai@tape.example"
    operations.undo(open_context)
    settle()
    with pytest.raises(UnknownName):
        reader.find_supplier("บริษัท เทปไทย จำกัด")


def test_rows_of_a_supplier_are_edited_and_taken_away_on_saving_only(open_form, settle, reader):
    form = open_form("supplier", record_id=1)
    before = reader.records("site", supplier_id=1)
    row = form.sites.rows[0]
    form.sites.take(row)
    assert form.is_dirty
    assert reader.records("site", supplier_id=1) == before
    save(form, settle)
    assert reader.records("site", supplier_id=1) == [s for s in before if s["id"] != row.id]


def test_a_person_can_decide_check_waive_and_suspend(open_form, settle, reader):
    """The small sheets: each begins with today and with who sits here."""
    approval = open_form("approval", supplier_id=2)
    approval.put("decision", Decision.APPROVED)
    save(approval, settle)
    newest = reader.records("approval", supplier_id=2)[-1]
    assert (newest["on"], newest["by"]) == (date(2026, 11, 23), "L. Tran")

    event = open_form("status_event", certificate_id=1)
    event.put("kind", EventKind.SUSPENDED)
    save(event, settle)
    assert reader.records("status_event", certificate_id=1)[-1]["kind"] is EventKind.SUSPENDED

    waiver = open_form("waiver", supplier_id=2, rule=Rule.MARGIN, subject="ISO 9001", buyer_id=1)
    type_into(waiver, "reason", "Renewal audit is done")
    type_into(waiver, "ends_on", "28 Feb 2027")
    save(waiver, settle)
    made = reader.records("waiver", supplier_id=2)[-1]
    assert (made["rule"], made["buyer_id"], made["ends_on"]) == (
        Rule.MARGIN, 1, date(2027, 2, 28),
    )  # fmt: skip

    decision = open_form("scope_decision", certificate_id=1)
    assert decision.entries["site"].value() == "Dresden"
    decision.put("covers", False)
    save(decision, settle)
    assert reader.records("scope_decision", certificate_id=1)[-1]["covers"] is False


# --- refusing --------------------------------------------------------------------------------


def test_a_cell_of_a_spreadsheet_is_pasted_as_one_line(open_form):
    line = open_form("buyer").entries["name"].control
    edits: list[str] = []
    line.edited.connect(lambda: edits.append(line.text()))
    line.insert("ab")
    line.setCursorPosition(1)
    QApplication.clipboard().setText("Great\r\nLakes\t")
    line.paste()
    assert (line.text(), line.cursorPosition()) == ("aGreat Lakes b", 13)
    assert edits[-1] == line.text()


def test_a_long_choice_takes_no_room_from_the_field_beside_it(open_form):
    form = open_form("waiver", supplier_id=1)
    buyer, profile = (form.entries[name].control for name in ("buyer_id", "profile"))
    profile.set_options([*zip((None, "long"), ("Every profile", "long " * 40), strict=True)])
    QApplication.processEvents()
    assert abs(buyer.width() - profile.width()) <= 1


def test_save_goes_to_the_first_field_to_mend(open_form, settle):
    form = open_form("buyer")
    assert form.save_button.isEnabled()
    save(form, settle)
    assert is_open(form)
    assert complaint(form, "name") == "Fill this in."
    assert form.foot_note.text() == "1 field to mend"
    assert form.entries["name"].control.hasFocus()
    type_into(form, "name", "Nett AS")
    assert complaint(form, "name") == ""
    assert form.foot_note.text() == ""


def test_nothing_is_blamed_before_it_was_left(open_form):
    form = open_form("contact", supplier_id=1)
    type_into(form, "name", "Lan")
    type_into(form, "email", "lan")
    assert complaint(form, "email") == ""
    leave(form, "phone")
    assert complaint(form, "email").startswith("This is not an e-mail address")
    assert form.entries["email"].control.accessibleDescription() != ""


@pytest.mark.parametrize(
    ("typed", "words", "cures"),
    [
        ("soon", "This is not a date. Example: 23 Jan 2027", []),
        ("31 Feb 2027", "This is not a date. Example: 23 Jan 2027", []),
        (
            "03/04/2027",
            "Day first or month first? Choose one.",
            ["Use 3 Apr 2027", "Use 4 Mar 2027"],
        ),
        ("23 Jan 2027", "", []),
        ("2027-01-23", "", []),
        ("", "", []),
    ],
)
def test_days_that_cannot_be_read_are_never_guessed(open_form, typed, words, cures):
    form = open_form("approval", supplier_id=1)
    type_into(form, "due_on", typed)
    if not typed:
        form.put("due_on", None)
    leave(form, "by")
    field = form.entries["due_on"].field
    assert field.complaint == words
    assert [name for name in links(field) if words] == cures


def test_a_day_that_could_be_two_is_settled_with_one_click(open_form):
    form = open_form("approval", supplier_id=1)
    type_into(form, "due_on", "03/04/2027")
    leave(form, "by")
    click(form.entries["due_on"].field, "Use 3 Apr 2027")
    assert form.values()["due_on"] == date(2027, 4, 3)
    assert complaint(form, "due_on") == ""


@pytest.mark.parametrize(
    ("record", "preset", "typed", "field", "words"),
    [
        (
            "status_event", {"certificate_id": 1, "kind": EventKind.SUSPENDED},
            {"on": date(2026, 5, 1), "until": date(2026, 4, 30)},
            "until", "It ends before it starts. Is it 2029?",
        ),
        (
            "waiver", {"supplier_id": 1},
            {"granted_on": date(2026, 5, 1), "ends_on": date(2026, 4, 30)},
            "ends_on", "It ends before it was granted.",
        ),
        (
            "finding", {"audit_id": 1},
            {"raised_on": date(2026, 5, 1), "done_on": date(2026, 4, 30)},
            "done_on", "Done before it was raised.",
        ),
        (
            "finding", {"audit_id": 1},
            {"done_on": date(2026, 5, 2), "verified_on": date(2026, 5, 1)},
            "verified_on", "Verified before it was done.",
        ),
        (
            "verification", {"certificate_id": 1}, {"on": date(2026, 11, 24)},
            "on", "This day has not come yet.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field(open_form, record, preset, typed, field, words):
    form = open_form(record, **preset)
    for name, value in typed.items():
        form.put(name, value)
    assert complaint(form, field) == words


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 2)])
def test_the_same_day_is_no_contradiction(open_form, day):
    form = open_form("status_event", certificate_id=1, kind=EventKind.SUSPENDED)
    form.put("on", date(2026, 5, 1))
    form.put("until", day)
    assert complaint(form, "until") == ""


def test_a_waiver_belongs_to_a_buyer_or_a_profile(open_form, settle):
    form = open_form("waiver", supplier_id=1, rule=Rule.MARGIN)
    type_into(form, "reason", "Promised")
    type_into(form, "ends_on", "1 Feb 2027")
    save(form, settle)
    assert complaint(form, "buyer_id").startswith("Choose a buyer or a profile")
    form.put("buyer_id", 1)
    save(form, settle)
    assert not is_open(form)


def test_what_the_register_refuses_comes_back_to_the_field(open_form, settle, monkeypatch):
    def refuse(self, changes, **_kwargs):
        raise FieldErrors("buyer", {"code": "This number is taken."}, {"code": "Buyer number"})

    monkeypatch.setattr(Register, "apply", refuse)
    form = open_form("buyer")
    type_into(form, "name", "Nett AS")
    save(form, settle)
    assert is_open(form)
    assert complaint(form, "code") == "This number is taken."
    assert form.entries["code"].control.hasFocus()
    type_into(form, "code", "B-77")
    assert complaint(form, "code") == ""


def test_an_error_of_the_surroundings_is_told_and_nothing_is_lost(
    open_form, settle, monkeypatch, told
):
    def full(self, changes, **_kwargs):
        raise RegisterError("The disk is full. Nothing was changed.")

    monkeypatch.setattr(Register, "apply", full)
    form = open_form("buyer")
    type_into(form, "name", "Nett AS")
    save(form, settle)
    assert told == ["The disk is full. Nothing was changed."]
    assert is_open(form)
    assert form.values()["name"] == "Nett AS"
    assert form.entries["name"].control.isEnabled()


# --- editing ---------------------------------------------------------------------------------


def test_only_what_changed_is_written(open_form, settle, reader):
    before = reader.record("supplier", 1)
    form = open_form("supplier", record_id=1)
    assert not form.is_dirty
    type_into(form, "categories", "tape")
    save(form, settle)
    after = reader.record("supplier", 1)
    assert {k for k in after if after[k] != before[k]} == {"categories"}
    [line] = reader.history("supplier", 1, 1)
    assert "categories" in str(line)


def test_a_form_in_which_nothing_changed_writes_nothing(open_form, settle, reader):
    before = reader.provenance().history_number
    form = open_form("supplier", record_id=1)
    save(form, settle)
    assert not is_open(form)
    assert reader.provenance().history_number == before


def test_a_supplier_is_withdrawn_with_a_day_and_a_reason(open_form, settle, reader):
    form = open_form("supplier", record_id=1)
    assert not form.entries["withdrawn_reason"].field.isVisible()
    form.put("status", SupplierStatus.WITHDRAWN)
    assert form.entries["withdrawn_reason"].field.isVisibleTo(form)
    save(form, settle)
    assert complaint(form, "withdrawn_on") == "Since when?"
    assert complaint(form, "withdrawn_reason").startswith("Say why")
    click(form.entries["withdrawn_on"].field, "Use 23 Nov 2026")
    type_into(form, "withdrawn_reason", "Line closed")
    save(form, settle)
    supplier = reader.supplier(1)
    assert supplier.status is SupplierStatus.WITHDRAWN
    assert supplier.withdrawn_on == date(2026, 11, 23)
    assert reader.history("supplier", 1, 1)[0].reason == "Line closed"


def test_a_reason_is_asked_for_where_an_approval_changes(open_form, settle, reader):
    form = open_form("approval", record_id=1)
    assert not form.reason_strip.isVisible()
    form.put("decision", Decision.SUSPENDED)
    assert form.reason_strip.isVisible()
    save(form, settle)
    assert is_open(form)
    assert form.reason.complaint.startswith("Say why")
    form.reason.control.set_value("Two late deliveries")
    save(form, settle)
    assert not is_open(form)
    assert reader.record("approval", 1)["decision"] is Decision.SUSPENDED
    assert reader.history("approval", 1, 1)[0].reason == "Two late deliveries"


def test_a_record_that_is_gone_is_told(open_form, told):
    form = open_form("site", record_id=9999)
    assert told == ["The site is not in the register any more."]
    assert not is_open(form)


# --- leaving ---------------------------------------------------------------------------------


def test_escape_asks_only_where_something_would_be_lost(open_form, monkeypatch):
    answers: list[bool] = []
    monkeypatch.setattr(record_form, "ask", lambda *_args, **_kwargs: answers.pop())
    form = open_form("buyer")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not is_open(form)

    form = open_form("buyer")
    type_into(form, "name", "Nett")
    answers.append(False)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert is_open(form)
    assert form.values()["name"] == "Nett"
    answers.append(True)
    form.close_button.click()
    assert not is_open(form)
    assert answers == []


def test_a_half_typed_day_counts_as_typed(open_form, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(
        record_form, "ask", lambda _parent, title, *_args, **_kwargs: bool(asked.append(title))
    )
    form = open_form("approval", supplier_id=1)
    type_into(form, "due_on", "23 Ja")
    form.reject()
    assert asked == ["Discard what you entered?"]
    assert is_open(form)


def test_closing_the_window_asks_too(open_form, host, qtbot, monkeypatch):
    answers = [True, False]
    monkeypatch.setattr(record_form, "ask", lambda *_args, **_kwargs: answers.pop())
    form = open_form("buyer")
    type_into(form, "name", "Nett")
    assert not host.close()
    qtbot.waitUntil(lambda: answers == [True])
    assert host.isVisible()
    assert not host.close()
    qtbot.waitUntil(lambda: not host.isVisible())


def test_closing_the_window_asks_once(open_form, host, qtbot):
    """The question itself listens to the window; that must not ask it again."""
    form = open_form("buyer")
    type_into(form, "name", "Nett")
    focused: list[str] = []

    def answer() -> None:
        sheets = [s for s in host.findChildren(Sheet) if s.isVisible() and s is not form]
        for question in sheets:
            focused.append(QApplication.focusWidget().text())
            buttons = question.findChildren(Button)
            next(b for b in buttons if b.text() == "Discard").click()

    timer = QTimer(host, interval=10)
    timer.timeout.connect(answer)
    timer.start()
    host.close()
    qtbot.waitUntil(lambda: not host.isVisible())
    assert focused == ["Keep editing"]  # Enter alone loses nothing


def test_enter_means_the_button_that_has_the_keyboard(open_form):
    form = open_form("buyer")
    cancel = next(b for b in form.findChildren(Button) if b.text() == "Cancel")
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not is_open(form)


def test_tab_goes_through_the_fields_as_they_stand(open_form):
    form = open_form("site", supplier_id=1)
    order = ["name", "address", "country", "supplies", "products"]
    stops = [form.focusWidget()]
    for _ in range(len(order) + 1):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    controls = [form.entries[name].control for name in order]
    assert stops == [*controls, form.save_button, stops[-1]]
    assert stops[-1].text() == "Cancel"


def test_every_control_has_a_name_for_screen_readers(open_form):
    for record, preset in (
        ("supplier", {}), ("certificate", {}), ("audit", {}), ("finding", {"audit_id": 1}),
        ("waiver", {"supplier_id": 1}),
    ):  # fmt: skip
        form = open_form(record, **preset)
        for name, entry in form.entries.items():
            control = entry.control.focusProxy() or entry.control
            assert control.accessibleName(), (record, name)
        form.reject()


def test_where_nothing_can_be_changed_the_form_only_shows(open_form, open_context, today):
    open_context.set_day(date(2026, 1, 1))
    form = open_form("buyer", record_id=1)
    assert not form.save_button.isVisible()
    assert not form.entries["name"].control.isEnabled()
    assert form.foot_note.text() == "Editing is paused: another day is shown."


def test_the_windows_actions_rest_until_the_last_sheet_is_gone(window, settle, reader_of):
    new = window.actions_by_name["new"]
    window.commands.open_form("supplier", 1)
    settle()
    [form] = window.findChildren(record_form.RecordForm)
    form.contacts.add_link.click()
    settle()
    assert not new.isEnabled()
    form_over(form).reject()
    assert not new.isEnabled()
    type_into(form, "categories", "tape and film")
    save(form, settle)
    assert new.isEnabled()
    with reader_of(window.context) as found:
        assert found.record("supplier", 1)["categories"] == "tape and film"


@pytest.fixture
def reader_of():
    """Reads the register a context has open."""
    from storage.queries import Reader

    return lambda context: Reader(context.path)


def test_a_rule_that_cannot_be_waived_is_refused(open_form):
    form = open_form("waiver", supplier_id=1, rule=Rule.SUPPLIER_IN_USE)
    assert complaint(form, "rule").endswith("cannot be waived.")


def test_a_scan_may_be_dropped_anywhere_on_the_form(open_form, tmp_path):
    scan = tmp_path / "answer.pdf"
    scan.write_bytes(b"%PDF-1.4")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    form = open_form("verification", certificate_id=1)
    drop = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    form.dropEvent(drop)
    assert form.proofs.pending == [scan]
    assert form.is_dirty


def test_after_a_refusal_the_keyboard_is_in_the_form_again(open_form, host, settle, qtbot):
    form = open_form("buyer")
    outside = Button("Outside", host)
    outside.show()
    outside.setFocus()  # where Qt puts it while the form is disabled
    timer = QTimer(host, interval=10)
    timer.timeout.connect(
        lambda: [s.accept() for s in host.findChildren(Sheet) if s is not form and s.isVisible()]
    )
    timer.start()
    form.say(RegisterError("The disk is full."))
    timer.stop()
    assert form.isAncestorOf(QApplication.focusWidget())
