"""The drawing of the first start: papers become a timeline. Drawn, not a file: it follows the
theme."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import icons, theme
from gui.widgets.buttons import rounded
from gui.widgets.shadow import paint_shadow

WIDTH, HEIGHT = 420, 150
# (turn in degrees, centre) of the three papers, the last on top.
_PAPERS = ((-7, QPointF(52, 84)), (-3, QPointF(70, 76)), (4, QPointF(92, 70)))
_BARS = (  # left, right, top, fill, line
    (222, 308, 22, "surface.sunken", "line.control"),
    (310, 408, 22, "validity.valid.mark", ""),
    (252, 362, 52, "validity.soon.mark", ""),
    (286, 414, 82, "", "recognition.one_customer.mark"),
)


class Picture(QWidget):
    """Says nothing to screen readers: it decorates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (turn, centre) in enumerate(_PAPERS):
            self._paint_paper(painter, turn, centre, seal=number == len(_PAPERS) - 1)
        self._paint_arrow(painter)
        self._paint_bars(painter)

    def _paint_paper(self, painter: QPainter, turn: float, centre: QPointF, *, seal: bool) -> None:
        painter.save()
        painter.translate(centre)
        painter.rotate(turn)
        box = QRectF(-43, -57, 86, 114)
        paint_shadow(painter, box, 5, 6)
        rounded(painter, box, 5, theme.colour("surface.raised"), theme.colour("line.border"))
        for line, width in enumerate((60, 48, 54, 40, 24)):
            bar = QRectF(-30, -38 + line * 14, width, 4)
            rounded(painter, bar, 2, theme.colour("line.border"), None)
        if seal:
            icons.paint(
                painter, "shield-check", QRect(10, 24, 20, 20),
                theme.colour("recognition.widely_recognised.mark"), size=20,
            )  # fmt: skip
        painter.restore()

    def _paint_arrow(self, painter: QPainter) -> None:
        pen = QPen(theme.colour("text.tertiary"), 1.5)
        pen.setDashPattern([4, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(156, 70), QPointF(192, 70))
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawPolyline([QPointF(190, 64), QPointF(197, 70), QPointF(190, 76)])

    def _paint_bars(self, painter: QPainter) -> None:
        for place in range(5):
            line = QRectF(222 + place * 48, 10, 1, 110)
            painter.fillRect(line, theme.colour("line.hairline"))
        for left, right, top, fill, line_role in _BARS:
            box = QRectF(left, top, right - left, 16)
            colour = theme.colour(fill) if fill else None
            rounded(painter, box, 4, colour, theme.colour(line_role) if line_role else None)
        today = theme.colour("action.accent")
        painter.fillRect(QRectF(354, 8, 1.5, 112), today)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(today)
        painter.drawEllipse(QPointF(354.75, 7), 4, 4)
