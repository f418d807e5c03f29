"""Coverage over time, drawn: one lane per standard and chain of certificates, audits as triangles.

Only widely recognised evidence is solid. Unproven evidence is hatched, one customer's lined,
what is not recognised dashed, each in the colour of its recognition: what is unproven never
turns green.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from domain.gaps import Gap
from domain.vocabulary import Level, State
from domain.wording import counted, short_day
from reports import fonts, icons
from reports.blocks import Block, put, rule
from reports.lanes import Bar, Lane
from reports.patterns import patterned
from reports.styles import AXIS, OVERHANG, SMALL, TABLE, colour, recognition_sign, validity_sign
from reports.text import shortened

LABELS = 104.0
BAR = 9.0
MOST_LANES = 14
YEARS_BACK, YEARS_AHEAD = 6, 6
LEGEND, LEGEND_ROW = 22.0, 11.0


class Timeline(Block):
    """The drawing. Lanes beyond the fourteenth are counted, not drawn."""

    def __init__(self, drawn: Sequence[Lane], day: date, row: float) -> None:
        self.lanes = list(drawn[:MOST_LANES])
        self.left_out = len(drawn) - len(self.lanes)
        self.day = day
        self.row = row
        first, last = self._years()
        self.first, self.last = date(first, 1, 1), date(min(last, 9999), 12, 31)

    def _years(self) -> tuple[int, int]:
        """First and last year drawn: all that is on record, within a few years of the day."""
        days = [self.day]
        for lane in self.lanes:
            days += [d for bar in lane.bars for d in (bar.start, bar.end) if d]
            days += lane.held + lane.planned
        first = max(min(days).year, self.day.year - YEARS_BACK, 1)
        last = min(max(days).year + 1, self.day.year + YEARS_AHEAD)
        return first, max(last, self.day.year + 1)

    def height(self, width: float) -> float:
        note = SMALL.leading + 2 if self.left_out else 0.0
        further = (len(_legend_rows(self._legend(), width)) - 1) * LEGEND_ROW
        return 21.0 + len(self.lanes) * self.row + LEGEND + further + note

    def _x(self, on: date, x: float, width: float) -> float:
        """Where a day stands; days outside the drawing stand at its edge."""
        total = (self.last - self.first).days + 1
        share = min(max((on - self.first).days, 0), total) / total
        return x + LABELS + share * (width - LABELS)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        bottom = top - 21 - len(self.lanes) * self.row
        self._draw_axis(canvas, x, top, width, bottom)
        y = top - 21
        for lane in self.lanes:
            self._draw_lane(canvas, lane, x, y, width)
            y -= self.row
            rule(canvas, x, y, width, 0.4, "line.hairline")
        at = self._x(self.day, x, width)
        canvas.setStrokeColor(colour("chart.today"))
        canvas.setLineWidth(0.8)
        canvas.line(at, top - 10, at, bottom)
        rule(canvas, x, bottom, width, 0.5, "line.border")
        legend = _legend_rows(self._legend(), width)
        _draw_legend(canvas, x, bottom - 14, legend)
        if self.left_out:
            words = f"{counted(self.left_out, 'further row')} not drawn; all are in the tables."
            foot = bottom - LEGEND - (len(legend) - 1) * LEGEND_ROW
            put(canvas, x, foot - 6, words, SMALL)

    def _draw_axis(self, canvas: Any, x: float, top: float, width: float, bottom: float) -> None:
        at = self._x(self.day, x, width)
        label = AXIS.strong.inked("action.accent")
        words = f"as of {short_day(self.day)}"
        wide = fonts.width(words, label.size, True)
        put(canvas, min(max(at - wide / 2, x + LABELS), x + width - wide), top - 7, words, label)
        years = range(self.first.year, self.last.year + 1)
        for year in years:
            left = self._x(date(year, 1, 1), x, width)
            right = self._x(date(year, 12, 31), x, width)
            canvas.setStrokeColor(colour("line.hairline"))
            canvas.setLineWidth(0.4)
            canvas.line(left, top - 21, left, bottom)
            put(canvas, (left + right) / 2, top - 17.5, str(year), AXIS, "centre")
        rule(canvas, x, top - 21, width, 0.8, "text.primary")

    def _draw_lane(self, canvas: Any, lane: Lane, x: float, y: float, width: float) -> None:
        title = shortened(lane.title, TABLE.strong, LABELS - 6)
        put(canvas, x, y - 9.6, title, TABLE.strong)
        put(canvas, x, y - 19.4, shortened(lane.subtitle, SMALL, LABELS - 6), SMALL)
        bar_top = y - 6
        if not any(bar.start or bar.end for bar in lane.bars):
            put(canvas, x + LABELS + 3, y - 12.6, "dates not recorded", SMALL)
            return
        for index, bar in enumerate(lane.bars):
            final = index == len(lane.bars) - 1
            self._draw_bar(canvas, bar, x, bar_top, width, final=final)
        for gap in lane.gaps:
            self._draw_gap(canvas, gap, x, bar_top, width)
        for on in lane.held:
            _triangle(canvas, self._x(on, x, width), bar_top - BAR - 1.4, filled=True)
        for on in lane.planned:
            _triangle(canvas, self._x(on, x, width), bar_top - BAR - 1.4, filled=False)

    def _draw_bar(
        self, canvas: Any, bar: Bar, x: float, top: float, width: float, *, final: bool
    ) -> None:
        left = self._x(bar.start, x, width) if bar.start else x + LABELS
        right = self._x(bar.end + timedelta(1), x, width) if bar.end else x + width
        wide = max(right - left, 1.2)
        fill, line, words, pattern = _paint(bar)
        box = (left, top - BAR, wide, BAR)
        open_ended = bar.start is None or bar.end is None
        patterned(canvas, box, fill=fill, line=line, pattern=pattern, dashed=open_ended)
        number = AXIS.inked(words)
        if pattern in {"", "pale"} and fonts.width(bar.text, 6.2) + 10 < wide:
            put(canvas, left + 3, top - BAR + 2.3, bar.text, number)
        if bar.state in {State.EXPIRED, State.WITHDRAWN} and not bar.superseded:
            _cross(canvas, right - 4, top - BAR / 2)
        if final:
            self._draw_end(canvas, bar, right, top, x, width)

    def _draw_end(
        self, canvas: Any, bar: Bar, right: float, top: float, x: float, width: float
    ) -> None:
        """The end date after the bar; below it where there is no room, or for what has lapsed."""
        words = short_day(bar.end) if bar.end else "end not known"
        lapsed = bar.state in {State.EXPIRED, State.WITHDRAWN, State.SUSPENDED}
        if bar.state is State.SUSPENDED:
            words = "suspended"
        elif lapsed and bar.state is not None:
            words = f"{bar.state.value} {words}"
        ink = validity_sign(bar.state).ink if bar.state else "text.primary"
        if lapsed:
            ink = "validity.lapsed_quiet.ink"
        if bar.level is not Level.WIDELY_RECOGNISED and not lapsed:
            ink = "text.primary"
        style = AXIS.strong.inked(ink)
        wide = fonts.width(words, style.size, True)
        if right + 5 + wide <= x + width + OVERHANG and not lapsed:
            put(canvas, right + 5, top - BAR + 2.3, words, style)
        else:
            put(canvas, min(right + 5, x + width), top - BAR - 8.4, words, style, "right")

    def _draw_gap(self, canvas: Any, gap: Gap, x: float, top: float, width: float) -> None:
        """A gap between brackets, its length in words below."""
        left, right = self._x(gap.first, x, width), self._x(gap.last + timedelta(1), x, width)
        canvas.setStrokeColor(colour("validity.lapsed.mark"))
        canvas.setLineWidth(1.4)
        for at in (left, right):
            canvas.line(at, top + 1.6, at, top - BAR - 1.6)
        words = f"{gap.days}-day gap"
        style = AXIS.strong.inked("validity.lapsed_quiet.ink")
        put(canvas, (left + right) / 2, top - BAR - 13.4, words, style, "centre")

    def _legend(self) -> list[tuple[str, Bar | None]]:
        """What the drawing needs explained, and nothing it doesn't show."""
        bars = [bar for lane in self.lanes for bar in lane.bars]
        entries: list[tuple[str, Bar | None]] = []
        seen: set[str] = set()
        for bar in bars:
            words = _legend_words(bar)
            if words not in seen:
                seen.add(words)
                entries.append((words, bar))
        if any(lane.held for lane in self.lanes):
            entries.append(("audit held", None))
        if any(lane.planned for lane in self.lanes):
            entries.append(("audit planned", None))
        return entries


def _legend_words(bar: Bar) -> str:
    if bar.superseded:
        return "earlier"
    if bar.state in {State.EXPIRED, State.WITHDRAWN, State.SUSPENDED}:
        return "no longer in force"
    by_level = {
        Level.UNPROVEN: "accreditation not shown",
        Level.ONE_CUSTOMER: "this buyer only",
        Level.NOT_RECOGNISED: "not recognised",
    }
    if bar.level in by_level:
        return by_level[bar.level]
    by_state = {
        State.SOON: "widely recognised, ending soon",
        State.URGENT: "widely recognised, ending now",
        State.UNDATED: "end not known",
        State.NOT_YET_VALID: "not yet valid",
    }
    return by_state.get(bar.state or State.VALID, "widely recognised")


def _paint(bar: Bar) -> tuple[str, str, str, str]:
    """Fill (or none), line, ink of the words upon it, and pattern."""
    recognised = bar.level is Level.WIDELY_RECOGNISED
    patterns = {Level.UNPROVEN: "hatched", Level.ONE_CUSTOMER: "lined"}
    pattern = patterns.get(bar.level or Level.NOT_RECOGNISED, "" if recognised else "dashed")
    if bar.superseded:
        fill = "surface.sunken" if recognised else ""
        return fill, "line.control", "text.primary", pattern
    if bar.state in {State.EXPIRED, State.WITHDRAWN, State.SUSPENDED}:
        pale = "validity.lapsed_quiet.fill"
        return pale, "validity.lapsed.mark", "text.primary", "pale"
    if not recognised:
        line = f"{recognition_sign(bar.level).mark}" if bar.level else "line.control"
        return "", line, "text.primary", pattern
    sign = validity_sign(bar.state or State.VALID)
    if bar.state in {State.UNDATED, State.NOT_YET_VALID}:
        return sign.fill, sign.mark, "text.primary", "pale"
    name = sign.role.rsplit(".", 1)[-1]
    return sign.mark, sign.mark, f"validity.bar_text.{name}", ""


def _cross(canvas: Any, x: float, y: float) -> None:
    canvas.setFillColor(colour("surface.paper"))
    canvas.circle(x, y, 3.4, stroke=0, fill=1)
    icons.draw(canvas, "oct-x", x - 4.6, y - 4.6, 9.2, "validity.lapsed.mark")


def _triangle(canvas: Any, x: float, y: float, *, filled: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x - 3, y - 5.2)
    path.lineTo(x + 3, y - 5.2)
    path.close()
    canvas.setFillColor(colour("text.primary" if filled else "surface.paper"))
    canvas.setStrokeColor(colour("text.primary"))
    canvas.setLineWidth(0.7)
    canvas.drawPath(path, stroke=1, fill=1)


def _legend_rows(
    entries: Sequence[tuple[str, Bar | None]], width: float
) -> list[list[tuple[float, str, Bar | None]]]:
    """The legend's entries with their offsets, on as many rows as they need."""
    rows: list[list[tuple[float, str, Bar | None]]] = [[]]
    used = 0.0
    for words, bar in entries:
        wide = (11 if bar is None else 18) + fonts.width(words, AXIS.size)
        if used and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append((used, words, bar))
        used += wide + 11
    return rows


def _draw_legend(
    canvas: Any, x: float, y: float, rows: Sequence[Sequence[tuple[float, str, Bar | None]]]
) -> None:
    for row in rows:
        for offset, words, bar in row:
            left = x + offset
            if bar is None:
                _triangle(canvas, left + 4, y + 5.2, filled=words == "audit held")
                left += 11
            else:
                _swatch(canvas, left, y, bar)
                left += 18
            put(canvas, left, y + 0.6, words, AXIS)
        y -= LEGEND_ROW


def _swatch(canvas: Any, x: float, y: float, bar: Bar) -> None:
    fill, line, _, pattern = _paint(bar)
    patterned(canvas, (x, y, 14, 6), fill=fill, line=line, pattern=pattern)
