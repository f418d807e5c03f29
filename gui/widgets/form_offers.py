"""Several lines of text with lines offered below: a click adds one, any other may be typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.matching import fold
from gui import fonts, icons, theme
from gui.widgets.buttons import LinkButton, focus_ring
from gui.widgets.fields import TextField, mark_mend
from gui.widgets.labels import elide, plain_tip

MOST = 4  # lines offered at a time


class _Offer(LinkButton):
    """One line offered: a plus and its words, cut where the room is short."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent, size=12)
        self.setAccessibleName(f"Add: {words}")
        self.setToolTip(plain_tip(words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 20, fonts.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, fonts.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = theme.colour("text.link" if self.isEnabled() else "text.disabled")
        icons.paint(painter, "plus", QRect(0, 0, 14, self.height()), ink, size=14)
        font = fonts.font(12, 500)
        painter.setFont(font)
        painter.setPen(ink)
        room = QRect(20, 0, self.width() - 20, self.height())
        words = elide(self.text(), font, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 4)


class OfferedText(QWidget):
    """See the module's description."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3, hint: str = "") -> None:
        super().__init__(parent)
        self.text = TextField(self, lines=lines)
        self.text.setPlaceholderText(hint)
        self.text.edited.connect(self._on_edited)
        self.setFocusProxy(self.text)
        self._offered: list[str] = []
        self._buttons: list[_Offer] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text)
        column.addSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)

    def offer(self, lines: Sequence[str]) -> None:
        """Offer these lines, the likeliest first; those that stand there are not offered."""
        self._offered = list(dict.fromkeys(line for line in lines if line))
        self._show()

    @property
    def offered(self) -> tuple[str, ...]:
        """The lines now offered."""
        return tuple(button.text() for button in self._buttons)

    def value(self) -> Any:
        """The text, trimmed."""
        return self.text.value()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.text.set_value(value)
        self._show()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        super().setAccessibleName(name)
        self.text.setAccessibleName(name)

    def setProperty(self, name: str, value: Any) -> bool:  # noqa: N802
        if name == "mend":
            mark_mend(self.text, bool(value))
        return super().setProperty(name, value)

    def _on_edited(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        held = {fold(line) for line in str(self.value()).splitlines()}
        left = [line for line in self._offered if fold(line) not in held][:MOST]
        if left == [button.text() for button in self._buttons]:
            return
        for button in self._buttons:
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [_Offer(line, self) for line in left]
        for button in self._buttons:
            button.clicked.connect(lambda _checked=False, b=button: self._add(b.text()))
            self._rows.addWidget(button)
            button.show()
        self.updateGeometry()

    def _add(self, line: str) -> None:
        held = str(self.value())
        self.text.setPlainText(f"{held}\n{line}" if held else line)
