"""Fields of forms: one line, many lines, a choice, a day, a tick; and the frame around each.

`Field` puts a label above a control and a message below it: icon, cause, and where there is
one a cure to click. What is valid is not decided here: forms ask `domain.records` and call
`Field.complain`. Every control offers `value()`, `set_value()` and the signal `edited`.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, icons, text, theme
from gui.widgets.buttons import IconButton, LinkButton, focus_ring, rounded
from gui.widgets.calendar import pick_day as pick_day
from gui.widgets.labels import Label, elide

HEIGHT = 32
_BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")


def mark_mend(control: QWidget, mend: bool) -> None:
    """Give a control the outline of a field to mend, or take it away."""
    if bool(control.property("mend")) == mend:
        return
    control.setProperty("mend", mend)
    control.style().unpolish(control)
    control.style().polish(control)
    control.update()


class LineField(QLineEdit):
    """One line of text, also of what is pasted; `suggestions` are offered while typing, never
    forced."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self.setFixedHeight(fonts.px(HEIGHT))
        self.textEdited.connect(self._on_edited)
        if suggestions:
            self.suggest(suggestions)

    def _on_edited(self, words: str) -> None:
        if _BREAKS.search(words):  # a cell of a spreadsheet brings its own
            end = len(words) - self.cursorPosition()
            self.setText(_BREAKS.sub(" ", words))
            self.setCursorPosition(max(0, len(self.text()) - end))
        self.edited.emit()

    def suggest(self, words: Sequence[str]) -> None:
        """Offer these words while typing; any part may match."""
        completer = QCompleter(list(dict.fromkeys(words)), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _words: self.edited.emit())
        self.setCompleter(completer)

    def value(self) -> str:
        """The text, trimmed."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a text; `None` is empty."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)


class TextField(QPlainTextEdit):
    """Several lines of text. Tab moves on."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(fonts.px(20) * lines + 14)
        self.textChanged.connect(self.edited)

    def value(self) -> str:
        """The text, trimmed."""
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a text; `None` is empty."""
        self.setPlainText("" if value is None else str(value))


class ChoiceField(QComboBox):
    """One of several values with their words. Draws itself; the wheel never changes it."""

    edited = Signal()

    def __init__(
        self, options: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(fonts.px(HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(lambda _row: self.edited.emit())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, words); the present value stays if it is among them."""
        before = self.value()
        self.clear()
        self._values = [value for value, _words in options]
        self.addItems([words for _value, words in options])
        if before in self._values:
            self.setCurrentIndex(self._values.index(before))

    def value(self) -> Any:
        """The chosen value, `None` if there are none."""
        row = self.currentIndex()
        return self._values[row] if hasattr(self, "_values") and row >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered is refused (ValueError)."""
        self.setCurrentIndex(self._values.index(value))

    def sizeHint(self) -> QSize:
        return QSize(max(120, super().sizeHint().width()), fonts.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        # Long words are cut rather than the fields beside it.
        return QSize(120, fonts.px(HEIGHT))

    def showPopup(self) -> None:  # noqa: N802
        # Whole words to choose from, as far as they fit.
        words = self.view().sizeHintForColumn(0) + 32
        self.view().setMinimumWidth(min(words, max(self.width(), self.window().width() - 80)))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill = theme.colour("surface.canvas" if self.isEnabled() else "surface.sunken")
        if self.property("mend"):
            rounded(painter, box, 6, fill, theme.colour("validity.lapsed_quiet.mark"), 2)
        elif self.hasFocus():
            rounded(painter, box, 6, fill, theme.colour("action.focus"), 2)
        else:
            line = theme.colour("line.control" if self.isEnabled() else "line.border")
            rounded(painter, box, 6, fill, line)
        font = fonts.font(13)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary" if self.isEnabled() else "text.disabled"))
        room = self.rect().adjusted(12, 0, -32, 0)
        words = elide(self.currentText(), font, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        arrow = QRect(self.width() - 26, 0, 16, self.height())
        icons.paint(painter, "down", arrow, theme.colour("text.secondary"))


class DayField(QWidget):
    """A day, typed in any usual spelling or picked from a calendar.

    Words that could be two days (03/04/2027) are no day until `readings` is asked: a form
    offers both as cures. `value()` is `None` when empty or not (yet) a day.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField(self)
        self.line.setPlaceholderText("for example 23 Jan 2027")
        self.line.edited.connect(self.edited)
        self.line.editingFinished.connect(self._tidy)
        self.button = IconButton("cal", "Pick a day", self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._pick)
        self.line.setTextMargins(0, 0, 24, 0)
        self.setFixedHeight(fonts.px(HEIGHT))
        self.setFocusProxy(self.line)

    def readings(self) -> tuple[date, ...]:
        """All days the words can mean; empty for no words and for no date."""
        return text.read_day(self.line.text())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.text().strip()

    def value(self) -> date | None:
        """The day, if the words mean exactly one."""
        found = self.readings()
        return found[0] if len(found) == 1 else None

    def set_value(self, value: date | None) -> None:
        """Show a day; `None` is empty."""
        self.line.setText(text.day(value) if value else "")

    def setProperty(self, name: str, value: Any) -> bool:  # noqa: N802
        if name == "mend":
            mark_mend(self.line, bool(value))
        return super().setProperty(name, value)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        self.line.setAccessibleName(name)

    def _tidy(self) -> None:
        value = self.value()
        if value is not None:
            self.set_value(value)

    def _pick(self) -> None:
        value = pick_day(self, self.mapToGlobal(QPoint(0, self.height() + 4)), self.value())
        if value is not None:
            self.set_value(value)
            self.edited.emit()
            self.line.setFocus()

    def resizeEvent(self, event) -> None:
        self.line.setGeometry(self.rect())
        self.button.move(self.width() - 31, (self.height() - 28) // 2)


class TickField(QCheckBox):
    """A tick with its words."""

    edited = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setMinimumHeight(fonts.px(24))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.setChecked(bool(value))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 12, fonts.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(3, (self.height() - 16) / 2, 16, 16)
        if not self.isEnabled():
            rounded(painter, box, 4, theme.colour("surface.sunken"), theme.colour("line.border"))
        elif self.isChecked():
            rounded(painter, box, 4, theme.colour("action.accent"), None)
        else:
            rounded(painter, box, 4, theme.colour("surface.canvas"), theme.colour("line.control"))
        if self.isChecked():
            role = "action.on_accent" if self.isEnabled() else "text.disabled"
            icons.paint(painter, "check", box.toRect(), theme.colour(role), size=12)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-3, -3, 3, 3), 6)
        painter.setFont(fonts.font(13))
        painter.setPen(theme.colour("text.primary" if self.isEnabled() else "text.disabled"))
        room = self.rect().adjusted(28, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


class _Message(QWidget):
    """What is wrong with a field: icon, cause, and a cure to click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 2, 0, 0)
        column.setSpacing(0)
        self.words = Label(
            "", self, size=12, weight=500, role="validity.lapsed_quiet.ink", wrap=True
        )
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(0, 0, 0, 0)
        self._cures = row
        column.addLayout(row)

    def show_message(self, words: str, cures: Sequence[tuple[str, Callable[[], None]]]) -> None:
        self.words.setText(words)
        while (item := self._cures.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for name, cure in cures:
            link = LinkButton(name, self, size=12)
            link.clicked.connect(lambda _checked=False, run=cure: run())
            self._cures.addWidget(link)
        self._cures.addStretch(1)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRect(0, 2, 16, fonts.px(18))
        colour = theme.colour("validity.lapsed_quiet.mark")
        icons.paint(QPainter(self), "alert", rect, colour, size=14)


class Field(QWidget):
    """A control with its label above and room for a message below."""

    def __init__(
        self, title: str, control: QWidget, parent: QWidget | None = None, *, hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.control = control
        self._label = Label(title, self, size=12, weight=500, role="text.secondary")
        self._label.setBuddy(control)
        self._hint = Label(hint, self, size=12, role="text.tertiary", wrap=True)
        self._hint.setVisible(bool(hint))
        self._message = _Message(self)
        self._message.hide()
        control.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (self._label, control, self._message, self._hint):
            column.addWidget(part)
        column.addStretch(1)

    def complain(self, message: str, cures: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Show what is wrong, with (words, action) cures; an empty message clears it."""
        if isinstance(self.control, DayField):
            self.control.setProperty("mend", bool(message))
        else:
            mark_mend(self.control, bool(message))
        self._label.set_role("validity.lapsed_quiet.ink" if message else "text.secondary")
        self._message.show_message(message, cures)
        self.control.setAccessibleDescription(message)

    @property
    def complaint(self) -> str:
        """The message now shown, empty if none."""
        return self._message.words.text()
