"""Tabs with counts over a list: the current one is underlined, arrow keys move on."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from gui import fonts, text, theme
from gui.widgets.buttons import focus_ring
from gui.widgets.labels import elide

GAP = 26


class Tab(QAbstractButton):
    """A tab with its count; the current one is underlined."""

    def __init__(self, words: str, parent: QWidget | None = None, *, noun: str = "row") -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self.count = 0
        self._noun = noun
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """How many rows it stands for."""
        self.count = count
        self.setAccessibleName(f"{self.text()}, {text.plural(count, self._noun)}")
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[int, int]:
        words = QFontMetrics(fonts.font(13, 600)).horizontalAdvance(self.text())
        number = QFontMetrics(fonts.font(12, tabular=True)).horizontalAdvance(
            text.count(self.count)
        )
        return words, number

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 7, fonts.px(38))

    def nextCheckState(self) -> None:  # noqa: N802
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row of tabs goes on; Qt would move the keyboard alone
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words, number = self._widths()
        words = min(words, self.width() - number - 7)  # of a narrow window there is less
        on = self.isChecked()
        strong = on or self.underMouse()
        font = fonts.font(13, 600 if on else 400)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary" if strong else "text.secondary"))
        centre = Qt.AlignmentFlag.AlignVCenter
        shown = elide(self.text(), font, words)
        painter.drawText(QRect(0, 0, words + 2, self.height()), centre, shown)
        painter.setFont(fonts.font(12, tabular=True))
        painter.setPen(theme.colour("text.secondary"))
        where = QRect(words + 6, 0, number + 2, self.height())
        painter.drawText(where, centre, text.count(self.count))
        if on:
            line = QRect(0, self.height() - 2, self.width(), 2)
            painter.fillRect(line, theme.colour("action.accent"))
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(-3, 6, 3, -6).toRectF(), 4)


class Tabs(QWidget):
    """Several tabs by what they stand for; `chosen` tells which one has become current."""

    chosen = Signal(object)

    def __init__(
        self, words: Sequence[tuple[Any, str]], parent: QWidget | None = None, *, noun: str = "row"
    ) -> None:
        super().__init__(parent)
        self.tabs: dict[Any, Tab] = {}
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GAP)
        for value, name in words:
            tab = Tab(name, self, noun=noun)
            tab.clicked.connect(lambda _on=False, v=value: self.choose(v))
            self.tabs[value] = tab
            self.row.addWidget(tab)
        self.row.addStretch(1)
        self.current: Any = words[0][0]
        self.tabs[self.current].setChecked(True)

    def choose(self, value: Any) -> None:
        """Make a tab current."""
        self.current = value
        for each, tab in self.tabs.items():
            tab.setChecked(each == value)
        self.chosen.emit(value)

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Counts of all tabs."""
        for value, tab in self.tabs.items():
            tab.show_count(counts.get(value, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        shown = [value for value, tab in self.tabs.items() if not tab.isHidden()]
        value = shown[(shown.index(self.current) + step) % len(shown)]
        self.choose(value)
        self.tabs[value].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, theme.colour("line.hairline"))
