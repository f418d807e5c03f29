"""The expiry chart: what has lapsed apart on the left, then this month and twelve more.

A bar's colour is that of the most urgent window in it. Solid is the last evidence of a supplier
for a standard, pale where other evidence remains, hatched where a successor is on record.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from typing import Any

from domain.days import add_months
from domain.snapshot import ExpiryLine
from domain.vocabulary import State
from domain.wording import MONTHS, short_day
from reports import fonts, icons
from reports.blocks import Block, put, rule
from reports.patterns import patterned
from reports.styles import AXIS, colour, validity_sign

MONTHS_DRAWN = 13
PLOT = 112.0
TOP, BOTTOM, LEGEND = 18.0, 26.0, 18.0
LEFT = 22.0
BAR_SHARE = 0.56

SOLE, COVERED, RENEWED = "solid", "pale", "hatched"
_WORDS = {
    SOLE: "last evidence for its standard",
    COVERED: "other evidence remains",
    RENEWED: "successor already on record",
}


def weight(line: ExpiryLine) -> str:
    """How much an end matters: sole evidence, other evidence remains, or renewed already."""
    if line.renewal_on_record:
        return RENEWED
    return COVERED if line.other_cover else SOLE


@dataclass(slots=True)
class Bucket:
    """The certificates of one bar, by how much they matter."""

    label: str
    below: str
    parts: Counter[str] = field(default_factory=Counter)
    state: State = State.VALID

    def add(self, line: ExpiryLine) -> None:
        """Count a certificate; the bar takes the colour of its most urgent window."""
        self.parts[weight(line)] += 1
        state = line.standing.validity.state if line.standing.validity else State.VALID
        order = (State.EXPIRED, State.URGENT, State.SOON)
        if state in order and (
            self.state not in order or order.index(state) < order.index(self.state)
        ):
            self.state = state


def buckets(lines: Sequence[ExpiryLine], day: date) -> list[Bucket]:
    """Lapsed first, then thirteen months from the day's own; later ends are left out."""
    lapsed = Bucket("already", "expired", state=State.EXPIRED)
    start = day.replace(day=1)
    months: dict[tuple[int, int], Bucket] = {}
    for step in range(MONTHS_DRAWN):
        on = add_months(start, step)
        year = str(on.year) if step == 0 or on.month == 1 else ""
        months.setdefault((on.year, on.month), Bucket(MONTHS[on.month - 1][:3], year))
    for line in lines:
        validity = line.standing.validity
        end = validity.effective_expiry if validity else None
        if validity is not None and validity.state is State.EXPIRED:
            lapsed.add(line)
        elif end is not None and (end.year, end.month) in months:
            months[end.year, end.month].add(line)
    return [lapsed, *months.values()]


class ExpiryChart(Block):
    """Bars with a figure on each, "0" too."""

    def __init__(self, lines: Sequence[ExpiryLine], day: date) -> None:
        self.bars = buckets(lines, day)
        self.day = day
        most = max(bar.parts.total() for bar in self.bars)
        self.step = _step(most)
        # the uppermost line stays free for the day's label
        self.most = max((most // self.step + 1) * self.step, self.step * 2)

    def height(self, width: float) -> float:
        return TOP + PLOT + BOTTOM + LEGEND

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        floor = top - TOP - PLOT
        self._draw_scale(canvas, x, floor, width)
        pitch = (width - LEFT) / (len(self.bars) + 0.4)
        for index, bar in enumerate(self.bars):
            shift = 0.0 if index == 0 else 0.4 * pitch
            self._draw_bar(canvas, bar, x + LEFT + index * pitch + shift, floor, pitch)
        at = x + LEFT + 1.2 * pitch
        canvas.setStrokeColor(colour("chart.today"))
        canvas.setLineWidth(0.8)
        canvas.line(at, top - 8, at, floor - 4)
        words = f"as of {short_day(self.day)}"
        label = AXIS.strong.inked("action.accent")
        wide = fonts.width(words, label.size, True)
        canvas.setFillColor(colour("surface.paper"))
        canvas.rect(at + 2, top - TOP - 3, wide + 4, 9, stroke=0, fill=1)
        put(canvas, at + 4, top - 15, words, label)
        rule(canvas, x + LEFT, floor, width - LEFT, 0.8, "text.primary")
        _draw_legend(canvas, x + LEFT, floor - BOTTOM - 14)

    def _draw_scale(self, canvas: Any, x: float, floor: float, width: float) -> None:
        for value in range(0, self.most + 1, self.step):
            y = floor + PLOT * value / self.most
            put(canvas, x + LEFT - 6, y - 2.4, f"{value:,}", AXIS, "right")
            rule(canvas, x + LEFT, y, width - LEFT, 0.4, "line.hairline")

    def _draw_bar(self, canvas: Any, bar: Bucket, x: float, floor: float, pitch: float) -> None:
        wide = pitch * BAR_SHARE
        left = x + (pitch - wide) / 2
        fills, line = _fills(bar.state)
        y = floor
        for part in (SOLE, COVERED, RENEWED):
            high = PLOT * bar.parts[part] / self.most
            if high:
                box = (left, y, wide, high)
                patterned(canvas, box, fill=fills[part], line=line, pattern=part)
            y += high
        total = bar.parts.total()
        bold = AXIS.strong.inked("text.primary") if total else AXIS
        used = put(canvas, left + wide / 2, y + 4, f"{total:,}", bold, "centre")
        if total and bar.state is not State.VALID:
            sign = validity_sign(bar.state)
            icons.draw(canvas, sign.icon, left + wide / 2 - used / 2 - 11.5, y + 2, 8.6, sign.mark)
        lapsed = bar.state is State.EXPIRED and bar.label == "already"
        style = AXIS.strong.inked("validity.lapsed_quiet.ink") if lapsed else AXIS
        below = style if lapsed else AXIS.strong.inked("text.primary")
        put(canvas, x + pitch / 2, floor - 10, bar.label, style.inked(below.ink), "centre")
        put(canvas, x + pitch / 2, floor - 18.6, bar.below, below, "centre")


def _step(most: int) -> int:
    """A round step that gives at most five lines."""
    step, factors = 1, cycle((2, 2.5, 2))
    while most > step * 5:
        step = int(step * next(factors))
    return step


def _fills(state: State) -> tuple[dict[str, str], str]:
    """Fill of each part and the line, for a bar of that state."""
    if state is State.VALID:
        line = "chart.later_line"
        return {SOLE: line, COVERED: "chart.later_fill", RENEWED: "surface.paper"}, line
    sign = validity_sign(state)
    pale = "validity.lapsed_quiet.fill" if state is State.EXPIRED else sign.fill
    return {SOLE: sign.mark, COVERED: pale, RENEWED: "surface.paper"}, sign.mark


def _draw_legend(canvas: Any, x: float, y: float) -> None:
    fills, line = _fills(State.VALID)
    for part, words in _WORDS.items():
        patterned(canvas, (x, y, 13, 6), fill=fills[part], line=line, pattern=part)
        x += 17 + put(canvas, x + 17, y + 0.6, words, AXIS) + 14
