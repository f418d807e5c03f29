"""Who is judged under what: the editor, its form, the view of the dialog and the buyer's form."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from domain.facts import BuyerRef
from domain.profiles import AUTOMOTIVE, CERTIFICATES_ON_FILE, ELECTRICAL, GENERAL_B2B
from domain.vocabulary import Criticality
from gui import forms, operations
from gui.context import Context
from gui.dialogs import profile_uses_form
from gui.dialogs.profile_uses import UseRow, UsesEditor, uses_problem
from gui.dialogs.profile_uses_form import UsesForm
from gui.dialogs.profiles_dialog import USES
from tests.gui.form_kit import complaint, host, no_lists, open_form, reader, save, type_into

__all__ = ["host", "no_lists", "open_form", "reader"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

Settle = Callable[[], None]


@pytest.fixture
def halden(open_context: Context) -> BuyerRef:
    """The buyer with an exception for critical tape."""
    return next(b for b in open_context.standing.buyers if b.name == "Halden Grid AS")


@pytest.fixture
def uses_form(host: QWidget, open_context: Context, settle: Settle) -> Iterator[Any]:
    """Opens the form for a buyer."""
    made: list[UsesForm] = []

    def make(buyer: BuyerRef | None) -> UsesForm:
        made.append(UsesForm(open_context, host, buyer=buyer))
        made[-1].open()
        settle()
        return made[-1]

    yield make
    for form in made:
        form.done(0)


def add(editor: UsesEditor, profile: str, category: str = "",
        criticality: Criticality | None = None) -> None:  # fmt: skip
    """Add an exception as a person does."""
    editor.add_link.click()
    row = editor.rows[-1]
    row.category.setCompleter(None)
    row.category.setFocus()
    QTest.keyClicks(row.category, category)
    row.criticality.set_value(criticality)
    row.criticality.edited.emit()
    row.profile.set_value(profile)
    row.profile.edited.emit()


def usually(editor: UsesEditor, profile: str | None) -> None:
    """Choose the usual profile."""
    editor.usual.set_value(profile)
    editor.usual.edited.emit()


def confirm(form: UsesForm, settle: Settle) -> None:
    """Ctrl+Enter, and let the worker write."""
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_usual_profile_and_exceptions_are_saved_as_one_step(
    uses_form, halden, open_context: Context, settle: Settle, reader
):
    form = uses_form(halden)
    assert form.uses.usual.currentText() == f"Nothing chosen, so {GENERAL_B2B.name}"
    usually(form.uses, AUTOMOTIVE.name)
    add(form.uses, ELECTRICAL.name, category="Cable")
    confirm(form, settle)
    assert not form.isVisible()
    usual = reader.usual_profile(halden)
    assert usual.name == AUTOMOTIVE.name
    assert [(each.category, each.criticality, each.profile.name) for each in usual.exceptions] == [
        ("tape", Criticality.HIGH, "Halden Grid: critical tape"),
        ("cable", None, ELECTRICAL.name),
    ]
    assert open_context.usual_profile(halden) == usual
    label = "Change what Halden Grid AS is judged under"
    assert open_context.standing.undo_label == label
    operations.undo(open_context)
    settle()
    assert reader.usual_profile(halden).name == GENERAL_B2B.name


def test_exceptions_can_change_places_and_go(uses_form, halden, settle: Settle, reader):
    form = uses_form(halden)
    add(form.uses, ELECTRICAL.name, category="cable")
    confirm(form, settle)
    form = uses_form(halden)
    first, second = form.uses.rows
    first.category.set_value("cable")
    first.criticality.set_value(None)
    second.category.set_value("tape")
    second.criticality.set_value(Criticality.HIGH)
    confirm(form, settle)
    found = {each.category: each.profile for each in reader.profile_uses() if each.buyer == halden}
    assert found == {"cable": "Halden Grid: critical tape", "tape": ELECTRICAL.name}
    form = uses_form(halden)
    for row in list(form.uses.rows):
        row.remove.click()
    assert QApplication.focusWidget() is form.uses.usual
    confirm(form, settle)
    assert [each for each in reader.profile_uses() if each.buyer == halden] == []


def test_for_nobody_in_particular_another_profile_can_be_usual(
    uses_form, open_context: Context, settle: Settle
):
    assert open_context.profile == CERTIFICATES_ON_FILE
    seen: list[str] = []
    open_context.view_changed.connect(lambda: seen.append(open_context.profile.name))
    form = uses_form(None)
    usually(form.uses, GENERAL_B2B.name)
    confirm(form, settle)
    assert seen == [GENERAL_B2B.name]  # everything shown is judged anew, once
    form = uses_form(None)
    assert form.uses.usual.value() == GENERAL_B2B.name
    usually(form.uses, None)
    confirm(form, settle)
    assert open_context.profile == CERTIFICATES_ON_FILE


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([UseRow("A")], ""),
        ([UseRow("A"), UseRow("B", exception=True)], "Say for which suppliers"),
        (
            [UseRow("A", "Tape", exception=True), UseRow("B", " tape", exception=True)],
            "There are two exceptions for suppliers of category",
        ),
        (
            [UseRow("A", "tape", exception=True),
             UseRow("B", "tape", Criticality.LOW, exception=True)],
            "",
        ),
    ],
)  # fmt: skip
def test_an_exception_says_for_whom_and_is_the_only_one_for_them(rows, words):
    said = uses_problem(rows)
    assert said.startswith(words) if words else said == ""


def test_what_is_wrong_is_said_at_the_exception(uses_form, halden, settle: Settle):
    form = uses_form(halden)
    form.uses.add_link.click()
    assert form.field.complaint == ""
    confirm(form, settle)
    assert form.isVisible()
    assert form.field.complaint.startswith("Say for which suppliers")
    assert [row.category.property("mend") for row in form.uses.rows] == [None, True]
    form.uses.rows[-1].remove.click()
    assert form.field.complaint == ""


def test_categories_of_the_register_are_suggested(uses_form, halden, reader):
    form = uses_form(halden)
    model = form.uses.rows[0].category.completer().model()
    offered = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert offered == list(reader.categories())
    assert len({each.casefold() for each in offered}) == len(offered) > 1


def test_leaving_asks_where_something_would_be_lost(
    uses_form, halden, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    monkeypatch.setattr(
        profile_uses_form, "ask", lambda _p, title, *_a, **_k: bool(asked.append(title))
    )
    form = uses_form(halden)
    usually(form.uses, AUTOMOTIVE.name)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert asked == ["Discard what you entered?"]
    usually(form.uses, None)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_closing_the_window_asks_too(uses_form, halden, host, qtbot, monkeypatch):
    answers = [True, False]
    monkeypatch.setattr(profile_uses_form, "ask", lambda *_args, **_kwargs: answers.pop())
    form = uses_form(halden)
    usually(form.uses, AUTOMOTIVE.name)
    assert not host.close()
    qtbot.waitUntil(lambda: answers == [True])
    assert host.isVisible()
    assert not host.close()
    qtbot.waitUntil(lambda: not host.isVisible())


def test_tab_goes_along_the_exceptions(uses_form, halden):
    form = uses_form(halden)
    form.uses.add_link.click()
    rows = [part for row in form.uses.rows
            for part in (row.category, row.criticality, row.profile, row.remove)]  # fmt: skip
    assert form._stops()[: len(rows) + 2] == [form.uses.usual, *rows, form.uses.add_link]


def test_on_another_day_nothing_can_be_chosen(uses_form, halden, open_context: Context):
    open_context.set_day(date(2027, 6, 30))
    form = uses_form(halden)
    assert not form.uses.usual.isEnabled()
    assert not form.save_button.isVisible()
    assert form.foot_note.text() == "Editing is paused: another day is shown."


# --- where it is shown ---------------------------------------------------------------------


def test_the_dialog_says_who_is_judged_under_what(
    host, open_context: Context, halden, settle: Settle
):
    dialog = forms.dialog("profiles", open_context, host)
    dialog.open()
    settle()
    dialog.tabs.choose(USES)
    view = dialog.uses
    assert view.list.item(0).text() == "Anyone"
    view.list.choose(halden.id)
    words = view.pane.words()
    assert words[words.index("Usually") + 1 :] == [
        GENERAL_B2B.name,
        "Nothing was chosen for Halden Grid AS.",
        "But",
        "Suppliers of category tape and of high criticality",
        "Under Halden Grid: critical tape",
    ]
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    settle()
    form = next(f for f in host.findChildren(UsesForm) if f.isVisible())
    usually(form.uses, AUTOMOTIVE.name)
    confirm(form, settle)
    assert AUTOMOTIVE.name in view.pane.words()
    assert view.list.key() == halden.id
    dialog.done(0)


def test_a_new_buyer_is_saved_with_what_it_demands(
    open_form, open_context: Context, settle: Settle, reader
):
    form = open_form("buyer")
    type_into(form, "name", "Fjord Kraft AS")
    usually(form.uses, CERTIFICATES_ON_FILE.name)
    add(form.uses, ELECTRICAL.name, criticality=Criticality.HIGH)
    save(form, settle)
    buyer = reader.find_buyer("Fjord Kraft AS")
    usual = reader.usual_profile(buyer)
    assert usual.name == CERTIFICATES_ON_FILE.name
    assert [each.profile for each in usual.exceptions] == [ELECTRICAL]
    operations.undo(open_context)
    settle()
    assert buyer not in reader.buyers()
    assert [each for each in reader.profile_uses() if each.profile == ELECTRICAL.name] == []


def test_a_buyer_shows_what_it_is_judged_under_and_keeps_it(
    open_form, halden, open_context: Context, settle: Settle, reader
):
    before = [each for each in reader.profile_uses() if each.buyer == halden]
    form = open_form("buyer", record_id=halden.id)
    assert not form.is_dirty
    assert form.uses.rows[0].profile.currentText() == "Halden Grid: critical tape"
    form.uses.rows[0].category.set_value("")
    form.uses.rows[0].criticality.set_value(None)
    form.uses.edited.emit()
    save(form, settle)
    assert complaint(form, "uses").startswith("Say for which suppliers")
    form.uses.rows[0].criticality.set_value(Criticality.HIGH)
    form.uses.rows[0].category.set_value("tape")
    form.uses.edited.emit()
    type_into(form, "contact", "Ingrid Solberg")
    save(form, settle)
    assert [each for each in reader.profile_uses() if each.buyer == halden] == before
