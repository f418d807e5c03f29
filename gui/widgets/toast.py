"""The quiet note at the bottom right: what was done, and Undo, for eight seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.widgets.buttons import LinkButton, rounded
from gui.widgets.labels import Label
from gui.widgets.shadow import paint_shadow

SECONDS = 8
MARGIN = 24


class Note(QWidget):
    """One note over the window; a new one takes the place of the old."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._words = Label("", self, weight=500)
        self._action = LinkButton("Undo", self)
        self._act: Callable[[], None] | None = None
        self._icon = "check"
        self._action.clicked.connect(self._on_action_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12 + 40, 12, 16 + 12, 18)
        row.setSpacing(24)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def show_note(
        self, words: str, action: str = "", act: Callable[[], None] | None = None, *,
        icon: str = "check",
    ) -> None:  # fmt: skip
        """Show `words`; `action` names what `act` does."""
        self._words.setText(words)
        self._words.setToolTip("")
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._act = act
        self._icon = icon
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _on_action_clicked(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        window = self._window
        needed = self._words.sizeHint().width() + self._action.sizeHint().width() + 130
        width = max(280, min(needed, window.width() - 2 * MARGIN)) + 24
        height = fonts.px(44) + 24
        self.setGeometry(
            window.width() - width - MARGIN + 12, window.height() - height - MARGIN + 12,
            width, height,
        )  # fmt: skip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        card = QRectF(self.rect()).adjusted(12, 9, -12, -15)
        paint_shadow(painter, card, 8, 12)
        rounded(painter, card, 8, theme.colour("surface.raised"), theme.colour("line.border"))
        role = "validity.valid.mark" if self._icon == "check" else "validity.urgent.mark"
        where = QRect(round(card.left()) + 16, round(card.top()), 16, round(card.height()))
        icons.paint(painter, self._icon, where, theme.colour(role))
