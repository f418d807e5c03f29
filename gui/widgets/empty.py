"""What stands where a list is empty: a sentence and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.buttons import Button
from gui.widgets.labels import Label


class EmptyState(QWidget):
    """A sentence in the middle with one button below it."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", self, size=15, weight=600)
        self._words = Label("", self, role="text.secondary", wrap=True)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = Button("", self)
        self.button.clicked.connect(lambda _checked=False: self.acted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 40)
        column.setSpacing(6)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(10)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, title: str, words: str, button: str = "", icon: str = "") -> None:
        """What to say and what the button does; no button without words for it."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.button.setText(button)
        self.button.icon_name = icon
        self.button.setVisible(bool(button))
        self.button.updateGeometry()
