"""Opening forms in tests, typing into them, clicking what mends them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QWidget

from gui import forms
from gui.context import Context
from gui.dialogs import record_form
from gui.widgets.buttons import LinkButton
from gui.widgets.dialog import Sheet
from gui.widgets.form_fields import SuggestField
from gui.widgets.form_search import SearchField

Open = Callable[..., Any]
Settle = Callable[[], None]


@pytest.fixture
def host(qtbot, open_context: Context) -> QWidget:
    """A bare window that dialogs stand in."""
    made = QWidget()
    qtbot.addWidget(made, before_close_func=_leave_forms)
    made.resize(1280, 800)
    made.show()
    return made


def _leave_forms(host: QWidget) -> None:
    """Close what a test left open without being asked about it."""
    for sheet in host.findChildren(Sheet):
        sheet.done(0)


@pytest.fixture
def open_form(host: QWidget, open_context: Context, settle: Settle) -> Open:
    """Opens a record's form and lets it load."""

    def make(record: str, **preset: Any) -> Any:
        form = forms.form(record, open_context, host, **preset)
        form.open()
        settle()
        return form

    return make


@pytest.fixture
def reader(open_context: Context) -> Iterator[Any]:
    """Another look at the same register."""
    from storage.queries import Reader

    assert open_context.path is not None
    with Reader(open_context.path) as made:
        yield made


@pytest.fixture
def no_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of choices do not pop up: the offscreen screen warns of them."""
    monkeypatch.setattr(QCompleter, "complete", lambda *_args: None)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was told in a dialog, instead of waiting for its button."""
    words: list[str] = []
    monkeypatch.setattr(record_form, "tell", lambda _parent, _title, text: words.append(text))
    return words


def certificate(reader: Any, number: str) -> int:
    """The id of the certificate of that number."""
    [found] = reader.records("certificate", number=number)
    return int(found["id"])


def type_into(form: Any, name: str, words: str) -> None:
    """Type as a person does: into the control, in place of what stands there."""
    control = form.entries[name].control
    line = control.focusProxy() or control
    if isinstance(line, SuggestField) and not isinstance(line, SearchField):
        line.setCompleter(None)  # its list would pop up, which the offscreen screen warns of
    line.setFocus()
    line.selectAll()
    if words.isascii():
        QTest.keyClicks(line, words)
    else:  # by the input method, as Thai and Chinese are typed
        composed = QInputMethodEvent()
        composed.setCommitString(words)
        QApplication.sendEvent(line, composed)


def leave(form: Any, name: str) -> None:
    """Go on to another field."""
    form.entries[name].control.setFocus()
    QApplication.processEvents()


def save(form: Any, settle: Settle) -> None:
    """Ctrl+Enter, and let the worker write."""
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def is_open(form: Any) -> bool:
    """Whether the form still stands."""
    return bool(form.isVisible())


def form_over(form: Any) -> Any:
    """The form that was opened from a form."""
    found = form.window().findChildren(record_form.RecordForm)
    return [each for each in found if each is not form and each.isVisible()][-1]


def complaint(form: Any, name: str) -> str:
    """What a field complains of."""
    return str(form.entries[name].field.complaint)


def links(field: QWidget) -> list[str]:
    """What a field offers to click."""
    return [each.text() for each in field.findChildren(LinkButton) if each.isVisibleTo(field)]


def click(field: QWidget, name: str) -> None:
    """Click one of them, once it is laid out."""
    QApplication.processEvents()
    for link in field.findChildren(LinkButton):
        if link.text() == name and link.isVisibleTo(field):
            QTest.mouseClick(link, Qt.MouseButton.LeftButton)
            return
    raise AssertionError(f"no link {name!r} among {links(field)}")
