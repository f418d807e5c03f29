"""Progress of background work: a thin bar, what and how far in words, and Stop."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui import theme
from gui.widgets.buttons import LinkButton, rounded
from gui.widgets.labels import Label


class Bar(QWidget):
    """A track 6 px high, filled up to a fraction between 0 and 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fraction = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, 3, theme.colour("surface.sunken"), None)
        box.setWidth(max(6.0, box.width() * self.fraction))
        if self.fraction > 0:
            rounded(painter, box, 3, theme.colour("action.accent"), None)


class ProgressRow(QWidget):
    """Bar, words and Stop. `stopped` asks the work to end; the owner decides when it is over."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = Bar(self)
        self.words = Label("", self, role="text.secondary", tabular=True)
        self.stop = LinkButton("Stop", self)
        self.stop.clicked.connect(lambda _checked=False: self.stopped.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.bar, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """For example (58204, 98310, "Reading row"); a total of 0 is "not known"."""
        self.bar.fraction = min(1.0, done / total) if total else 0.0
        self.words.setText(f"{what} {done:,} of {total:,}" if total else what)
        self.bar.setAccessibleName(self.words.text())
        self.bar.update()
