"""The edition calendar: which editions end when, drawn along the years.

A confirmed end is a solid bar up to its day, a provisional one an outline in dashes, and where
no end is known a dotted line runs on. The order is that of `domain.edition`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from domain.directory import Directory, Edition
from domain.edition import edition_calendar
from domain.validity import USUAL_WINDOWS, Windows
from domain.vocabulary import State
from gui import fonts, text, theme
from gui.dialogs.directory_reading import EntryLine, Origin
from gui.dialogs.directory_words import edition_state
from gui.models.columns import Column
from gui.widgets.buttons import rounded
from gui.widgets.list_head import Head
from gui.widgets.row_delegate import RowDelegate

BAR = 10
LEAST_YEARS = 4


@dataclass(frozen=True, slots=True)
class Years:
    """The years a calendar spans: from the beginning of one to the end of another."""

    first: int
    last: int

    def share(self, day: date) -> float:
        """Where a day lies, from 0 to 1; days outside lie at the edges."""
        first = date(self.first, 1, 1).toordinal()
        last = date(self.last + 1, 1, 1).toordinal()
        return max(0.0, min(1.0, (day.toordinal() - first) / (last - first)))


@dataclass(frozen=True, slots=True)
class Span:
    """What is left of an edition, seen on a day; `end` is `None` where none is known."""

    years: Years
    day: date
    end: date | None
    provisional: bool
    state: State


def years_of(editions: Iterable[Edition], day: date) -> Years:
    """The years in which editions end, from that of the day on."""
    ends = [e.invalid_after.year for e in editions if e.invalid_after is not None]
    return Years(day.year, max([day.year + LEAST_YEARS - 1, *ends]))


def span_of(edition: Edition, years: Years, day: date, windows: Windows = USUAL_WINDOWS) -> Span:
    """What is to be drawn for an edition."""
    end, state = edition.invalid_after, edition_state(edition, day, windows)
    return Span(years, day, end, edition.provisional, state)


def calendar_order(directory: Directory, day: date) -> Callable[[EntryLine], tuple[Any, ...]]:
    """A sort key, soonest first: ends to come, then editions without one, then what has ended, and
    what is not used at last."""
    ends = edition_calendar(directory, day)
    places = {(end.standard, end.edition): place for place, end in enumerate(ends)}
    ahead = sum(end.days_left >= 0 for end in ends)

    def key(line: EntryLine) -> tuple[Any, ...]:
        edition = line.entry
        assert isinstance(edition, Edition)
        if line.origin is Origin.UNUSED:
            return (3, 0, line.name)
        place = places.get((edition.standard, edition.edition))
        if place is None:
            return (1, 0, line.name)
        return (0 if place < ahead else 2, place, line.name)

    return key


def spoken(span: Span) -> str:
    """A bar in words, for tips and screen readers."""
    if span.end is None:
        return "No end known" if span.provisional else "No end announced"
    if span.end < span.day:
        return f"Ended on {text.day_long(span.end)}"
    left = text.plural((span.end - span.day).days, "day")
    what = " (provisional)" if span.provisional else ""
    return f"{left} left, to {text.day_long(span.end)}{what}"


class CalendarDelegate(RowDelegate):
    """Draws bars beside the cells that every list has."""

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Any, *, right: bool) -> None:
        if isinstance(cell, Span):
            _paint_span(painter, rect, cell)
        else:
            super()._paint_cell(painter, rect, cell, right=right)


class CalendarHead(Head):
    """Writes the years over the bars."""

    years: Years | None = None

    def _paint_title(self, painter: QPainter, rect: QRect, column: Column) -> None:
        if self.years is None or column.title != YEARS_TITLE:
            super()._paint_title(painter, rect, column)
            return
        painter.setFont(fonts.font(11, tabular=True))
        painter.setPen(theme.colour("text.tertiary"))
        for year in range(self.years.first, self.years.last + 1):
            left = rect.left() + round(rect.width() * self.years.share(date(year, 1, 1)))
            where = QRect(left + 4, rect.top(), 40, rect.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, str(year))


YEARS_TITLE = "Years"


def _paint_span(painter: QPainter, rect: QRect, span: Span) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for year in range(span.years.first, span.years.last + 1):
        at = rect.left() + round(rect.width() * span.years.share(date(year, 1, 1)))
        painter.fillRect(QRect(at, rect.top(), 1, rect.height() - 1), theme.colour("line.hairline"))
    here = rect.left() + rect.width() * span.years.share(span.day)
    middle = rect.center().y() + 1
    if span.end is None or span.end >= span.day:
        _paint_bar(painter, rect, span, here, middle)
    today = QPen(theme.colour("chart.today"), 1.5)
    painter.setPen(today)
    painter.drawLine(QPointF(here, rect.top()), QPointF(here, rect.bottom()))
    painter.restore()


def _paint_bar(painter: QPainter, rect: QRect, span: Span, here: float, middle: int) -> None:
    if span.end is None:
        pen = QPen(theme.colour("validity.undated.mark"), 1.5)
        pen.setDashPattern([1.0, 2.6])
        painter.setPen(pen)
        painter.drawLine(QPointF(here + 4, middle), QPointF(rect.right(), middle))
        return
    end = rect.left() + rect.width() * span.years.share(span.end)
    box = QRectF(here, middle - BAR / 2, max(4.0, end - here), BAR)
    role = theme.look("validity", span.state.value).role
    mark = theme.colour(f"{role}.mark")
    if span.provisional:
        rounded(painter, box, 3, None, mark, dashed=True)
    else:
        rounded(painter, box, 3, mark, None)
