"""Draws the coverage timeline: bars by validity and recognition, gaps, marks, today.

Only widely recognised evidence is solid and coloured by its validity; unproven is hatched,
one customer's lined, not recognised dashed, each in its recognition colour: the unproven
never turns green. What has ended is sunken. How each thing is drawn is in `timeline_shapes`;
what lies under the pointer is told in words, and all of it to screen readers.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import fonts, theme
from gui.models.coverage_shapes import Bar, Coverage, Link, Mark, Row, Sign, Stretch
from gui.widgets import timeline_shapes as shapes
from gui.widgets.labels import elide, plain_tip

ROW = 32
BAR = 16
LANE = 20  # from one bar to the next below it in the same row
LABEL = 88
HEAD = 8
AXIS = 22
NEAR = 6  # px around a mark in which the pointer means it


class Timeline(QWidget):
    """A `Coverage`, drawn; its words are its accessible description. At most `most` rows."""

    def __init__(self, coverage: Coverage, parent: QWidget | None = None, *, most: int = 8) -> None:
        super().__init__(parent)
        self._coverage = coverage
        self._rows = coverage.rows[:most]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Coverage over time")
        self.setAccessibleDescription(_spoken(coverage))

    @property
    def hidden_rows(self) -> int:
        """How many rows there is no room for."""
        return len(self._coverage.rows) - len(self._rows)

    def show_all(self) -> None:
        """Draw every row."""
        self._rows = self._coverage.rows
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, HEAD + sum(_height(row) for row in self._rows) + AXIS)

    # Where things are

    def _x(self, day: date) -> float:
        first = date(self._coverage.first_year, 1, 1).toordinal()
        last = date(self._coverage.last_year + 1, 1, 1).toordinal()
        left, right = fonts.px(LABEL), self.width() - 18
        share = (day.toordinal() - first) / (last - first)
        return left + max(0.0, min(1.0, share)) * (right - left)

    def _tops(self) -> list[tuple[Row, int]]:
        found, top = [], HEAD
        for row in self._rows:
            found.append((row, top))
            top += _height(row)
        return found

    def _box(self, first: date, last: date | None, top: float, least: float = 3.0) -> QRectF:
        end = last or date(self._coverage.last_year, 12, 31)
        left = self._x(first)
        return QRectF(left, top, max(least, self._x(end) - left), BAR)

    def _bar_box(self, bar: Bar, top: int) -> QRectF:
        return self._box(bar.first, bar.until, top + 4 + bar.lane * LANE, 4.0)

    def _stretch_box(self, row: Row, stretch: Stretch, top: int) -> QRectF:
        lane = row.lane_of(stretch.certificate)
        box = self._box(stretch.first, stretch.last, top + 4 + lane * LANE)
        for bar in row.bars:
            if stretch.certificate and bar.certificate == stretch.certificate:
                return box.intersected(self._bar_box(bar, top))
        return box

    def _mark_at(self, row: Row, mark: Mark, top: int) -> QPointF:
        if mark.sign in (Sign.REDUCED, Sign.WITHDRAWN):
            lane = row.lane_of(mark.certificate)
            lift = 0 if mark.sign is Sign.REDUCED else BAR / 2
            return QPointF(self._x(mark.day), top + 4 + lane * LANE + lift)
        return QPointF(self._x(mark.day), top + 4 + (row.lanes - 1) * LANE + BAR + 5)

    def _is_seen(self, first: date, last: date | None) -> bool:
        """Whether any of these days lies on the years shown."""
        coverage = self._coverage
        ended = last is not None and last.year < coverage.first_year
        return not ended and first.year <= coverage.last_year

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for row, top in self._tops():
            self._paint_row(painter, row, top)
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
        font = fonts.font(12, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary"))
        height = fonts.px(20)
        label = QRect(0, top + (BAR - height) // 2 + 4, fonts.px(LABEL) - 6, height)
        words = elide(row.label, font, label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, words)
        for bar in row.bars:
            if self._is_seen(bar.first, bar.until):
                self._paint_bar(painter, bar, row, top)
        for held in row.suspensions:
            if self._is_seen(held.first, held.last):
                shapes.paint_suspension(painter, self._stretch_box(row, held, top))
        for gap in row.gaps:
            if self._is_seen(gap.first, gap.last):
                shapes.paint_gap(painter, self._stretch_box(row, gap, top))
        for link in row.links:
            self._paint_link(painter, link, top)
        for mark in row.marks:
            if self._is_seen(mark.day, mark.day):
                shapes.paint_mark(painter, self._mark_at(row, mark, top), mark.sign, mark.planned)

    def _paint_bar(self, painter: QPainter, bar: Bar, row: Row, top: int) -> None:
        box = self._bar_box(bar, top)
        painter.setPen(shapes.paint_bar(painter, box, bar))
        painter.setFont(fonts.font(11, 500))
        metrics = painter.fontMetrics()
        today = self._x(self._coverage.day)
        cut = [(today - 2, today + 2)]  # what would be drawn over the words
        for held in row.suspensions:
            if held.certificate == bar.certificate and bar.certificate:
                where = self._stretch_box(row, held, top)
                cut.append((where.left() - 2, where.right()))
        for words in (bar.words, bar.short):
            needed = metrics.horizontalAdvance(words)
            left = _free_place(box.left() + 6, box.right() - 3, needed, cut)
            if words and left is not None:
                where = QRectF(left, box.top(), needed + 2, BAR)
                painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
                return

    def _paint_link(self, painter: QPainter, link: Link, top: int) -> None:
        one, other = self._bar_box(link.earlier, top), self._bar_box(link.later, top)
        if self._is_seen(link.later.first, link.later.until):
            start = QPointF(max(one.left(), one.right() - 9), min(one.top(), other.top()))
            end = QPointF(min(other.right(), other.left() + 9), start.y())
            shapes.paint_link(painter, start, end, link.confirmed)

    def _paint_today(self, painter: QPainter) -> None:
        at = self._x(self._coverage.day)
        colour = theme.colour("chart.today")
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(at, 4), QPointF(at, self.height() - AXIS))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(at, 4), 3, 3)

    # Telling

    def words_at(self, place: QPointF) -> tuple[str, ...]:
        """What lies under a place, in words: marks first, then stretches, then bars."""
        for row, top in self._tops():
            if not top <= place.y() < top + _height(row):
                continue
            if place.x() < fonts.px(LABEL):
                return tuple(row.told())
            found = [m.words for m in row.marks if _near(self._mark_at(row, m, top), place)]
            for stretch in (*row.gaps, *row.suspensions):
                box = self._stretch_box(row, stretch, top).adjusted(-2, 0, 2, 0)
                found += [stretch.words] * box.contains(place)
            found += [bar.told for bar in row.bars if self._bar_box(bar, top).contains(place)]
            for link in row.links:
                joint = self._bar_box(link.later, top).left()
                found += [link.words] * (abs(joint - place.x()) <= NEAR)
            return tuple(dict.fromkeys(found))
        return ()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = "\n".join(self.words_at(QPointF(event.pos())))
            if words:
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def _free_place(
    first: float, last: float, needed: float, cut: Sequence[tuple[float, float]]
) -> float | None:
    """Where words of a width may stand between two edges, clear of what is cut out of them."""
    for left in (first, *sorted(end + 3 for _start, end in cut)):
        right = left + needed
        clear = all(right < start or end < left for start, end in cut)
        if left >= first and right < last and clear:
            return left
    return None


def _height(row: Row) -> int:
    return fonts.px(ROW) + (row.lanes - 1) * LANE


def _near(one: QPointF, other: QPointF) -> bool:
    return abs(one.x() - other.x()) <= NEAR and abs(one.y() - other.y()) <= NEAR


def _spoken(coverage: Coverage) -> str:
    return " ".join(f"{row.label}: {'; '.join(row.told())}." for row in coverage.rows)
