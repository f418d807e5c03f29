"""Draws the coverage timeline: bars by validity and recognition, gaps, audits, today.

Only widely recognised evidence is solid and coloured by its validity; unproven is hatched,
one customer's lined, not recognised dashed, each in its recognition colour: the unproven
never turns green. What has ended is sunken.
"""

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.vocabulary import Level
from gui import fonts, theme
from gui.models.coverage import Bar, Coverage, Row
from gui.widgets.buttons import rounded
from gui.widgets.labels import elide

ROW = 32
BAR = 16
LABEL = 88
HEAD = 8
AXIS = 22


class Timeline(QWidget):
    """A `Coverage`, drawn; its words are its accessible description."""

    def __init__(self, coverage: Coverage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coverage = coverage
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Coverage over time")
        self.setAccessibleDescription(_spoken(coverage))

    def sizeHint(self) -> QSize:
        return QSize(400, HEAD + fonts.px(ROW) * len(self._coverage.rows) + AXIS)

    def _x(self, day: date) -> float:
        first = date(self._coverage.first_year, 1, 1).toordinal()
        last = date(self._coverage.last_year + 1, 1, 1).toordinal()
        left, right = fonts.px(LABEL), self.width() - 18
        share = (day.toordinal() - first) / (last - first)
        return left + max(0.0, min(1.0, share)) * (right - left)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for number, row in enumerate(self._coverage.rows):
            self._paint_row(painter, row, HEAD + number * fonts.px(ROW))
        self._paint_today(painter)

    def _paint_axis(self, painter: QPainter) -> None:
        coverage = self._coverage
        bottom = self.height() - AXIS
        years = range(coverage.first_year, coverage.last_year + 2)
        step = 1 if len(years) <= 11 else 2
        painter.setFont(fonts.font(11, tabular=True))
        for year in years:
            at = round(self._x(date(year, 1, 1)))
            painter.fillRect(QRect(at, 0, 1, bottom), theme.colour("line.hairline"))
            if (year - coverage.first_year) % step == 0:
                painter.setPen(theme.colour("text.secondary"))
                where = QRect(at - 15, bottom + 4, 30, 16)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{year % 100:02d}")

    def _paint_row(self, painter: QPainter, row: Row, top: int) -> None:
        painter.setFont(fonts.font(12, 500))
        painter.setPen(theme.colour("text.primary"))
        height = fonts.px(20)
        label = QRect(0, top + (BAR - height) // 2 + 4, fonts.px(LABEL) - 6, height)
        words = elide(row.label, fonts.font(12, 500), label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, words)
        for bar in row.bars:
            self._paint_bar(painter, bar, top + 4)
        for first, last in row.gaps:
            box = QRectF(self._x(first), top + 4, max(3.0, self._x(last) - self._x(first)), BAR)
            _hatch(painter, box, theme.colour("validity.lapsed.mark"), 0)
        dot = theme.colour("text.secondary")
        for day in row.dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dot)
            painter.drawEllipse(QPointF(self._x(day), top + 4 + BAR + 4), 1.8, 1.8)
        if row.ring is not None:
            painter.setPen(QPen(theme.colour("validity.urgent.mark"), 1.3))
            painter.setBrush(theme.colour("surface.canvas"))
            painter.drawEllipse(QPointF(self._x(row.ring), top + 4 + BAR + 4), 2.6, 2.6)

    def _paint_bar(self, painter: QPainter, bar: Bar, top: int) -> None:
        left = self._x(bar.first)
        end = bar.last or date(self._coverage.last_year, 12, 31)
        box = QRectF(left, top, max(4.0, self._x(end) - left), BAR)
        ink = _paint_shape(painter, box, bar)
        font = fonts.font(11, 500)
        painter.setFont(font)
        painter.setPen(ink)
        room = round(box.width()) - 12
        if room < painter.fontMetrics().horizontalAdvance(bar.words):
            return
        where = QRect(round(left) + 6, top, room + 6, BAR)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, bar.words)

    def _paint_today(self, painter: QPainter) -> None:
        at = self._x(self._coverage.day)
        colour = theme.colour("chart.today")
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(at, 4), QPointF(at, self.height() - AXIS))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(at, 4), 3, 3)


def _paint_shape(painter: QPainter, box: QRectF, bar: Bar) -> QColor:
    """Draw the bar's body; the colour of the words in it."""
    if bar.past:
        rounded(painter, box, 3, theme.colour("chart.past_fill"), theme.colour("chart.past_line"))
        return theme.colour("text.secondary")
    if bar.level is Level.WIDELY_RECOGNISED and bar.state is not None:
        role = theme.look("validity", bar.state.value).role
        rounded(painter, box, 3, theme.colour(f"{role}.mark"), None)
        return theme.colour("validity.bar_text." + role.removeprefix("validity."))
    if bar.level is None:
        line = theme.colour("chart.past_line")
        rounded(painter, box, 3, theme.colour("surface.canvas"), line)
        return theme.colour("text.secondary")
    role = theme.look("recognition", bar.level.value).role
    mark = theme.colour(f"{role}.mark")
    dashed = bar.level is Level.NOT_RECOGNISED
    width = 1.5 if bar.level is Level.ONE_CUSTOMER else 1.0
    rounded(painter, box, 3, theme.colour("surface.canvas"), mark, width, dashed=dashed)
    if bar.level is Level.UNPROVEN:
        _hatch(painter, box, mark, 3)
        return theme.colour("text.primary")
    return theme.colour(f"{role}.ink")


def _hatch(painter: QPainter, box: QRectF, colour: QColor, radius: float) -> None:
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    painter.setClipPath(shape)
    pale = QColor(colour)
    pale.setAlphaF(0.55 if radius else 0.9)
    painter.setPen(QPen(pale, 1.3))
    at = box.left() - box.height()
    while at < box.right():
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
        at += 4
    painter.restore()


def _spoken(coverage: Coverage) -> str:
    parts = [
        f"{row.label}: " + ", ".join(f"{bar.first.year} to {bar.words}" for bar in row.bars)
        for row in coverage.rows
    ]
    return ". ".join([*parts, *coverage.notes])
