"""The strip at the foot of a page that tells how far working out is; gone when it is over."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import text
from gui.widgets.labels import Label, Surface
from gui.widgets.progress import Bar

FEW = 1500  # fewer are there before anybody could read the strip


class Waiting(Surface):
    """What is worked out, how far it is, and a bar. Nothing waits for it: the page is used
    meanwhile."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("surface.canvas", parent, edges="top")
        self._words = words
        self._label = Label("", self, size=12, role="text.secondary", tabular=True)
        self._bar = Bar(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(16)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """How many of how many suppliers are through."""
        if total - done < FEW and self.isHidden():
            return
        self._bar.fraction = done / total if total else 0.0
        self._bar.update()
        words = f"{self._words}: {text.count(done)} of {text.plural(total, 'supplier')}"
        self._label.setText(words)
        self._label.updateGeometry()
        self._bar.setAccessibleName(words)
        self.setVisible(done < total)

    def end(self) -> None:
        """It is over."""
        self.hide()
