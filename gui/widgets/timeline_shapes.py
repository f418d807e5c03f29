"""The shapes of the coverage timeline: bars, hatches, marks, brackets; and their legend.

Who audited is told by shape, not by colour alone: a round dot for a third party, a diamond for
a customer, a square for the supplier itself. What is only planned is hollow.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.vocabulary import Level, State
from gui import fonts, theme
from gui.models.coverage_shapes import Bar, Sign
from gui.widgets.buttons import rounded

RADIUS = 3
_LEGEND = {
    Sign.THIRD: "third party", Sign.SECOND: "customer", Sign.FIRST: "own audit",
    Sign.NOBODY: "unknown",
}  # fmt: skip


def paint_bar(painter: QPainter, box: QRectF, bar: Bar) -> QColor:
    """Draw a bar's body; the colour of the words in it."""
    ink = _paint_body(painter, box, bar)
    if bar.open_start:
        strip = QRectF(box.left(), box.top(), min(12.0, box.width()), box.height())
        _hatch(painter, strip, theme.colour("surface.canvas"), 0, 1.0)
    return ink


def _paint_body(painter: QPainter, box: QRectF, bar: Bar) -> QColor:
    canvas = theme.colour("surface.canvas")
    if bar.past:
        line = theme.colour("chart.past_line")
        rounded(painter, box, RADIUS, theme.colour("chart.past_fill"), line)
        return theme.colour("text.secondary")
    if bar.level is Level.WIDELY_RECOGNISED and bar.state is not None:
        role = theme.look("validity", bar.state.value).role
        mark = theme.colour(f"{role}.mark")
        if bar.state is State.UNDATED:  # unknown is dashed everywhere
            rounded(painter, box, RADIUS, theme.colour(f"{role}.fill"), mark, dashed=True)
            return theme.colour(f"{role}.ink")
        rounded(painter, box, RADIUS, mark, None)
        return theme.colour("validity.bar_text." + role.removeprefix("validity."))
    if bar.level is None:
        rounded(painter, box, RADIUS, canvas, theme.colour("chart.past_line"))
        return theme.colour("text.secondary")
    role = theme.look("recognition", bar.level.value).role
    mark = theme.colour(f"{role}.mark")
    dashed = bar.level is Level.NOT_RECOGNISED
    width = 1.5 if bar.level is Level.ONE_CUSTOMER else 1.0
    rounded(painter, box, RADIUS, canvas, mark, width, dashed=dashed)
    if bar.level is Level.UNPROVEN:
        _hatch(painter, box, mark, RADIUS, 0.55)
        return theme.colour("text.primary")
    return theme.colour(f"{role}.ink")


def paint_gap(painter: QPainter, box: QRectF) -> None:
    """Days without cover: hatched in the colour of what has lapsed, without a body."""
    _hatch(painter, box, theme.colour("validity.lapsed_quiet.mark"), 0, 0.9)


def paint_suspension(painter: QPainter, box: QRectF) -> None:
    """Days of suspension: cut out of their bar, hatched, with a line where they begin."""
    if box.isEmpty():
        return
    mark = theme.colour("validity.lapsed_quiet.mark")
    painter.fillRect(box.adjusted(0, 1, 0, -1), theme.colour("validity.lapsed_quiet.fill"))
    _hatch(painter, box.adjusted(0, 1, 0, -1), mark, 0, 0.75)
    painter.fillRect(QRectF(box.left(), box.top() - 2, 1.6, box.height() + 4), mark)


def paint_link(painter: QPainter, start: QPointF, end: QPointF, confirmed: bool) -> None:
    """A bracket from the end of one bar to the start of the next: dashed while only proposed."""
    role = "text.secondary" if confirmed else "action.accent"
    pen = QPen(theme.colour(role), 1.2)
    if not confirmed:
        pen.setDashPattern([2.2, 1.8])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    top = start.y() - 3.5
    left, right = min(start.x(), end.x()), max(start.x(), end.x())
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(left, start.y() - 0.5), QPointF(left, top),
                QPointF(right, top), QPointF(right, start.y() - 0.5),
            ]
        )
    )  # fmt: skip


def paint_mark(painter: QPainter, at: QPointF, sign: Sign, planned: bool = False) -> None:
    """What happened on a day, centred on a point."""
    lapsed = theme.colour("validity.lapsed_quiet.mark")
    if sign is Sign.MISSING:
        painter.setPen(QPen(theme.colour("validity.urgent.mark"), 1.5))
        painter.setBrush(theme.colour("surface.canvas"))
        painter.drawEllipse(at, 3.2, 3.2)
        return
    if sign is Sign.WITHDRAWN:
        painter.setPen(QPen(lapsed, 1.8))
        for tilt in (-1, 1):
            painter.drawLine(at + QPointF(-4, -4 * tilt), at + QPointF(4, 4 * tilt))
        return
    if sign is Sign.REDUCED:
        painter.setPen(QPen(theme.colour("surface.canvas"), 1))
        painter.setBrush(theme.colour("validity.urgent.mark"))
        painter.drawPolygon(_polygon(at, (-5, -3.5), (5, -3.5), (0, 4)))
        return
    colour = theme.colour("text.secondary")
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(theme.colour("surface.canvas") if planned else colour)
    if sign is Sign.THIRD:
        painter.drawEllipse(at, 2.1, 2.1)
    elif sign is Sign.SECOND:
        painter.drawPolygon(_polygon(at, (0, -3.4), (3.4, 0), (0, 3.4), (-3.4, 0)))
    elif sign is Sign.FIRST:
        painter.drawRect(QRectF(at.x() - 2.2, at.y() - 2.2, 4.4, 4.4))
    else:
        painter.drawPolygon(_polygon(at, (0, -3), (3.2, 2.6), (-3.2, 2.6)))


def _polygon(at: QPointF, *corners: tuple[float, float]) -> QPolygonF:
    return QPolygonF([at + QPointF(x, y) for x, y in corners])


def _hatch(painter: QPainter, box: QRectF, colour: QColor, radius: float, share: float) -> None:
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    painter.setClipPath(shape)
    pale = QColor(colour)
    pale.setAlphaF(share)
    painter.setPen(QPen(pale, 1.3))
    at = box.left() - box.height()
    while at < box.right():
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
        at += 4
    painter.restore()


class Legend(QWidget):
    """What the shapes of audits mean; only those that occur are named."""

    def __init__(self, signs: Sequence[tuple[Sign, bool]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = [
            (sign, planned, "planned" if planned else _LEGEND[sign]) for sign, planned in signs
        ]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Audits: " + ", ".join(words for _s, _p, words in self._signs))

    def sizeHint(self) -> QSize:
        return QSize(300, fonts.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, middle = fonts.font(11), self.height() / 2
        metrics = QFontMetrics(font)
        ink = theme.colour("text.secondary")
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(0, 0, 60, self.height()), Qt.AlignmentFlag.AlignVCenter, "Audits:")
        left = metrics.horizontalAdvance("Audits:") + 10.0
        for sign, planned, words in self._signs:
            paint_mark(painter, QPointF(left + 3, middle + 0.5), sign, planned)
            painter.setPen(ink)
            width = metrics.horizontalAdvance(words)
            where = QRectF(left + 11, 0, width + 2, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
            left += 11 + width + 14
