"""A scroll area whose bar lies over its contents and takes no room from them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QScrollBar, QVBoxLayout, QWidget


class OverlayBar(QScrollBar):
    """A vertical bar laid over a scrolling widget, kept in step with its hidden one."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = area.verticalScrollBar()
        inner.rangeChanged.connect(self._on_range_changed)
        inner.valueChanged.connect(self.setValue)
        self.valueChanged.connect(inner.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def place(self, top: int = 0) -> None:
        """Lie along the right edge, from `top` down."""
        area = self._area
        self.setGeometry(area.width() - 11, top + 4, 10, area.height() - top - 8)
        self.raise_()

    def _on_range_changed(self, first: int, last: int) -> None:
        inner = self._area.verticalScrollBar()
        self.setRange(first, last)
        self.setPageStep(inner.pageStep())
        self.setSingleStep(inner.singleStep())
        self.setVisible(last > first)


class OverlayArea(QScrollArea):
    """A vertical scroll area on a clear ground, its widget as wide as itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(self)

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802
        super().setWidget(widget)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place()


class SidePanel(OverlayArea):
    """The panel at the right of a form: one column that its parts are put into."""

    WIDTH = 304

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self.inner = QWidget()
        self.setWidget(self.inner)
        self._column = QVBoxLayout(self.inner)
        self._column.setContentsMargins(24, 0, 24, 16)
        self._column.setSpacing(spacing)

    def sizeHint(self) -> QSize:
        return QSize(self.WIDTH, 300)
