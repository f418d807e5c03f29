"""Fields that only forms need: a line with suggestions, a number, a list of ticks, and the frame
around a control that can also carry a calm note.

A note says what is worth knowing and never keeps anyone from saving; what must be mended is
`Field.complain`. Choosing one of many records by typing is in `form_search`.
"""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from domain.matching import fold
from gui import fonts, icons, theme
from gui.widgets.buttons import LinkButton
from gui.widgets.fields import Field, LineField, TickField
from gui.widgets.labels import Label

Cure = tuple[str, Callable[[], None]]
MANY_TICKS = 8
ARROW = 28  # width at the right edge that opens the list


class PopupDelegate(QStyledItemDelegate):
    """Rows of a list of suggestions: as high as those of menus."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), fonts.px(28))


def dressed(completer: QCompleter) -> QAbstractItemView:
    """The list of a completer, in the looks of this window's menus."""
    completer.setMaxVisibleItems(10)
    popup = completer.popup()
    assert popup is not None  # it is made when asked for
    popup.setObjectName("popup")
    popup.setItemDelegate(PopupDelegate(popup))
    return popup


class SuggestField(LineField):
    """One line with an arrow that opens all suggestions; any other words may be typed."""

    def __init__(self, parent: QWidget | None = None, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self.setTextMargins(0, 0, 22, 0)
        self.suggest(suggestions)

    def suggest(self, words: Sequence[str]) -> None:
        """Offer these words."""
        super().suggest(words)
        dressed(self.completer())

    def open_list(self) -> None:
        """Show every suggestion, whatever is typed."""
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        completer = self.completer()
        if event.key() == Qt.Key.Key_Down and completer is not None:
            popup = completer.popup()
            if popup is None or not popup.isVisible():
                self.open_list()
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - ARROW and self.isEnabled():
            self.open_list()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = event.position().x() > self.width() - ARROW
        self.setCursor(Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrow = QRect(self.width() - 26, 0, 16, self.height())
        role = "text.secondary" if self.isEnabled() else "text.disabled"
        icons.paint(QPainter(self), "down", arrow, theme.colour(role))


class NumberField(LineField):
    """A number, shown without needless zeros. Words that are none come back as they are."""

    def value(self) -> Any:
        """The number; words that are none with a decimal point; `None` where nothing is typed."""
        words = super().value().replace(",", ".")
        try:
            number = float(words)
        except ValueError:
            return words or None
        return number if isfinite(number) else words

    def set_value(self, value: Any) -> None:
        """Show a number; `None` is empty."""
        super().set_value(f"{value:.10g}" if isinstance(value, int | float) else value)


class TickList(QWidget):
    """Several of a few things, each with a tick; more than a handful can be searched. With
    `add` there is a link for one more, which the form answers."""

    edited = Signal()
    add_asked = Signal()

    def __init__(self, nothing: str = "", add: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[tuple[int, str]] = []
        self._ticked: set[int] = set()
        self._ticks: dict[int, TickField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._filter = LineField(self)
        self._filter.setPlaceholderText("Search")
        self._filter.edited.connect(self._show)
        column.addWidget(self._filter)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._nothing = Label(nothing, self, size=12, role="text.tertiary", wrap=True)
        column.addWidget(self._nothing)
        self._more = Label("", self, size=12, role="text.tertiary")
        column.addWidget(self._more)
        self.add_link = LinkButton(add, self, size=12)
        self.add_link.setVisible(bool(add))
        self.add_link.clicked.connect(lambda _checked=False: self.add_asked.emit())
        column.addWidget(self.add_link)
        self._show()

    def set_options(self, options: Sequence[tuple[int, str]]) -> None:
        """Offer these (id, words); ticks stay where they are still offered."""
        self._options = list(options)
        self._show()

    def value(self) -> tuple[int, ...]:
        """The ids that are ticked, in the order they are offered."""
        return tuple(number for number, _words in self._options if number in self._ticked)

    def set_value(self, value: Sequence[int] | None) -> None:
        """Tick exactly these."""
        self._ticked = set(value or ())
        self._show()

    def words(self) -> tuple[str, ...]:
        """The words of what is ticked."""
        return tuple(words for number, words in self._options if number in self._ticked)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        super().setAccessibleName(name)
        self._filter.setAccessibleName(f"Search {name.lower()}")

    def _shown(self) -> list[tuple[int, str]]:
        if len(self._options) <= MANY_TICKS:
            return self._options
        wanted = fold(self._filter.value())
        ticked = [option for option in self._options if option[0] in self._ticked]
        found = [o for o in self._options if o[0] not in self._ticked and wanted in fold(o[1])]
        return (ticked + found)[: max(MANY_TICKS, len(ticked))]

    def _show(self) -> None:
        shown = self._shown()
        self._filter.setVisible(len(self._options) > MANY_TICKS)
        self._nothing.setVisible(not self._options and bool(self._nothing.text()))
        left = len(self._options) - len(shown)
        self._more.setText(f"{left} more: type a part of the name" if left else "")
        self._more.setVisible(left > 0)
        for tick in self._ticks.values():
            self._rows.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = {}
        for number, words in shown:
            tick = TickField(words, self)
            tick.set_value(number in self._ticked)
            tick.edited.connect(lambda n=number, t=tick: self._on_ticked(n, t.value()))
            self._rows.addWidget(tick)
            tick.show()
            self._ticks[number] = tick
        self.updateGeometry()

    def _on_ticked(self, number: int, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(number)
        self.edited.emit()


class CalmNote(QWidget):
    """What is worth knowing, with what could be done about it; an information sign before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 2, 0, 0)
        column.setSpacing(0)
        self.words = Label("", self, size=12, role="text.secondary", wrap=True)
        column.addWidget(self.words)
        self._cures = QHBoxLayout()
        self._cures.setSpacing(12)
        self._cures.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._cures)
        self._shown: tuple[str, ...] = ()
        self.hide()

    def show_note(self, words: str, cures: Sequence[Cure] = ()) -> None:
        """Show a note; without words none."""
        now = (words, *(name for name, _cure in cures))
        if now == self._shown:
            return
        self._shown = now
        self.words.setText(words)
        while (item := self._cures.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name, cure in cures:
            link = LinkButton(name, self, size=12)
            link.clicked.connect(lambda _checked=False, run=cure: run())
            self._cures.addWidget(link)
        self._cures.addStretch(1)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRect(0, 2, 16, fonts.px(18))
        icons.paint(QPainter(self), "info", rect, theme.colour("text.secondary"), size=14)


class FormField(Field):
    """A field of a form: label, control, what to mend, what is worth knowing."""

    def __init__(self, title: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(title, control, parent)
        self._note = CalmNote(self)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(3, self._note)
        self._complaint: tuple[str, ...] = ()
        if isinstance(control, TickField):  # it carries its own words
            self._label.hide()

    def set_title(self, title: str) -> None:
        """Another label, where what is entered changes what the field is called."""
        self.title = title
        self._label.setText(title)
        self.control.setAccessibleName(title)

    def complain(self, message: str, cures: Sequence[Cure] = ()) -> None:
        """As `Field.complain`; what is shown already is left alone."""
        now = (message, *(name for name, _cure in cures))
        if now != self._complaint:
            self._complaint = now
            super().complain(message, cures)

    def note(self, words: str, cures: Sequence[Cure] = ()) -> None:
        """Say calmly what is worth knowing; an empty text takes it away."""
        self._note.show_note(words, cures)

    @property
    def noted(self) -> str:
        """The note now shown, empty if none."""
        return self._note.words.text()

    def focus(self) -> None:
        """Put the keyboard into the control, a typed line with its words selected."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        line = self.control.focusProxy() or self.control
        if isinstance(line, QLineEdit):
            line.selectAll()
