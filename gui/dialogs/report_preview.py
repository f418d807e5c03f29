"""The page of a report on its desk: picture, page numbers, fit."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.dialog import RADIUS
from gui.widgets.labels import Label
from gui.widgets.scroll import OverlayArea
from gui.widgets.shadow import paint_shadow

EDGE = 26  # of desk around the page
SHADOW = 10


class PageView(QWidget):
    """One page's picture with its shadow, or words while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: QImage | None = None
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QImage | None, words: str = "") -> None:
        """Show a page, or say why there is none."""
        self.picture = picture
        self.words = words
        self.setMinimumHeight(round(self._size().height()) + 2 * EDGE if picture else 0)
        self.setAccessibleName(words or "Page of the report")
        self.update()

    def _size(self) -> QSize:
        if self.picture is None:
            return QSize(0, 0)
        ratio = self.picture.devicePixelRatio()
        return QSize(round(self.picture.width() / ratio), round(self.picture.height() / ratio))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.picture is not None:
            size = self._size()
            left = (self.width() - size.width()) // 2
            box = QRectF(left, EDGE, size.width(), size.height())
            paint_shadow(painter, box, 2, SHADOW)
            painter.drawImage(box, self.picture)
        if self.words:
            painter.setFont(fonts.font(13, 500))
            painter.setPen(theme.colour("text.secondary"))
            room = self.rect().adjusted(40, 40, -40, -40)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.words)


class Preview(QWidget):
    """Shows a page and asks for others: `page_asked(page)`; `resized` when the room changed."""

    page_asked = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None, *, rounded: bool = True) -> None:
        super().__init__(parent)
        self._rounded = rounded
        self.page, self.pages = 0, 0
        self.fits_page = True
        self.view = PageView()
        self._area = OverlayArea(self)
        self._area.setWidget(self.view)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("Preview of the report")
        self._area.viewport().installEventFilter(self)
        self.subject = Label("", self, role="text.secondary")
        self.back = IconButton("left", "Page before", self)
        self.forth = IconButton("right", "Next page", self)
        self.where = Label("", self, weight=500, tabular=True)
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.where.setFixedWidth(fonts.px(104))
        self.fit = LinkButton("Fit width", self, role="text.secondary")
        self.back.clicked.connect(lambda _checked=False: self.go(self.page - 1))
        self.forth.clicked.connect(lambda _checked=False: self.go(self.page + 1))
        self.fit.clicked.connect(lambda _checked=False: self._switch_fit())
        self._lay_out()
        self.show_page(0, 0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 6, 24, 14)
        foot.setSpacing(4)
        foot.addWidget(self.subject, 1)
        for part in (self.back, self.where, self.forth):
            foot.addWidget(part)
        side = QHBoxLayout()
        side.addStretch(1)
        side.addWidget(self.fit)
        foot.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(foot)

    def room(self) -> tuple[int, int]:
        """Width and height in device pixels that a page may take; height 0: as it comes."""
        ratio = self.devicePixelRatioF()
        view = self._area.viewport().size()
        width = max(120, view.width() - 2 * EDGE)
        height = max(160, view.height() - 2 * EDGE) if self.fits_page else 0
        return round(width * ratio), round(height * ratio)

    def show_page(self, page: int, pages: int) -> None:
        """Which page of how many is shown."""
        self.page, self.pages = page, pages
        self.where.setText(f"Page {page + 1} of {pages}" if pages else "")
        self.back.setEnabled(page > 0)
        self.forth.setEnabled(page < pages - 1)
        for part in (self.back, self.forth, self.fit):
            part.setVisible(bool(pages))

    def show_picture(self, picture: QImage) -> None:
        """The picture of the page asked for."""
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.view.show_picture(picture)

    def say(self, words: str, *, keep: bool = False) -> None:
        """Words instead of a page; with `keep` the page stays, the words wait."""
        if not (keep and self.view.picture is not None):
            self.view.show_picture(None, words)

    def go(self, page: int) -> None:
        """Ask for a page."""
        if 0 <= page < self.pages and page != self.page:
            self.show_page(page, self.pages)
            self._area.verticalScrollBar().setValue(0)
            self.page_asked.emit(page)

    def _switch_fit(self) -> None:
        self.fits_page = not self.fits_page
        self.fit.setText("Fit width" if self.fits_page else "Fit page")
        self.fit.updateGeometry()
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            self.go(self.page + step)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < fonts.px(520)
        self.subject.setVisible(not narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape, box = QPainterPath(), QRectF(self.rect())
        if self._rounded:  # the dialog's right corners; the left ones lie outside
            shape.addRoundedRect(box.adjusted(-RADIUS, 0, 0, 0), RADIUS, RADIUS)
            painter.setClipRect(box)
        else:
            shape.addRect(box)
        painter.fillPath(shape, theme.colour("surface.desk"))
