"""The verdict band of a supplier report, and verdicts as shares of one bar."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from domain.qualification import Line
from domain.vocabulary import OUTCOME_WORDS, VERDICT_WORDS, Outcome, Verdict
from reports import fonts, icons
from reports.blocks import Block, Stack, Text, put, rule
from reports.flowables import outcome_key, outcome_roles
from reports.patterns import patterned
from reports.styles import (
    BODY,
    HEAD,
    VERDICT,
    VERDICT_TINT,
    colour,
    rule_sign,
    verdict_sign,
)
from reports.text import bind

VERDICT_SIDE = 30.0
SQUARE = 10.8
SQUARE_STEP = 12.9
SQUARES_A_ROW = 17


class VerdictBand(Block):
    """The verdict, for whom and on which day, beside a square per rule. Grows with the words."""

    def __init__(self, verdict: Verdict, stated: str, lines: Sequence[Line]) -> None:
        self.verdict = verdict
        self.sign = verdict_sign(verdict)
        self.keys = [outcome_key(line) for line in lines]
        self.tally = bind(tally(lines))
        self._words = Stack(
            [
                Text(VERDICT_WORDS[verdict], style=VERDICT.inked(self.sign.ink)),
                Text(stated, style=BODY),
            ]
        )

    @property
    def _squares_wide(self) -> float:
        count = min(len(self.keys), SQUARES_A_ROW)
        squares = count * SQUARE_STEP
        return max(squares, fonts.width(self.tally, HEAD.size, True))

    def _words_wide(self, width: float) -> float:
        return width - 52 - self._squares_wide - 26

    def height(self, width: float) -> float:
        rows = -(-len(self.keys) // SQUARES_A_ROW)
        squares = rows * SQUARE_STEP + HEAD.leading
        inner = max(self._words.height(self._words_wide(width)), squares, 30)
        return 2.2 + inner + 2 * 7.6

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        high = self.height(width)
        canvas.setFillColor(colour(VERDICT_TINT[self.verdict]))
        canvas.rect(x, top - high, width, high, stroke=0, fill=1)
        rule(canvas, x, top - 1.1, width, 2.2, self.sign.mark)
        middle = top - 2.2 - (high - 2.2) / 2
        size, margin = icons.framed(self.sign.icon, VERDICT_SIDE)
        left, bottom = x + 12 - margin, middle - size / 2
        icons.draw(canvas, self.sign.icon, left, bottom, size, self.sign.mark)
        words = self._words.height(self._words_wide(width))
        self._words.draw(canvas, x + 52, middle + words / 2, self._words_wide(width))
        self._draw_squares(canvas, x + width - 12, middle)

    def _draw_squares(self, canvas: Any, right: float, middle: float) -> None:
        rows = -(-len(self.keys) // SQUARES_A_ROW)
        y = middle + (rows * SQUARE_STEP + HEAD.leading + 2) / 2
        for start in range(0, len(self.keys), SQUARES_A_ROW):
            keys = self.keys[start : start + SQUARES_A_ROW]
            x = right - len(keys) * SQUARE_STEP + (SQUARE_STEP - SQUARE)
            for key in keys:
                _draw_square(canvas, key, x, y - SQUARE)
                x += SQUARE_STEP
            y -= SQUARE_STEP
        put(canvas, right, y - HEAD.leading + 0.4, self.tally, HEAD, "right")


def _draw_square(canvas: Any, key: str, x: float, y: float) -> None:
    """One rule in the band: white with an outline, so that it stands on any tint."""
    if key == "fail":
        size, margin = icons.framed("v-x", SQUARE)
        mark, _ = outcome_roles(key)
        icons.draw(canvas, "v-x", x - margin, y - margin, size, mark)
        return
    canvas.saveState()
    canvas.setFillColor(colour("surface.paper"))
    canvas.setStrokeColor(colour("line.border"))
    canvas.setLineWidth(0.6)
    if key == "unknown":
        canvas.setDash([1.8, 1.3])
    canvas.roundRect(x, y, SQUARE, SQUARE, 2, stroke=1, fill=1)
    canvas.restoreState()
    mark, _ = outcome_roles(key)
    icons.draw(canvas, rule_sign(key).icon, x + 1.9, y + 1.9, SQUARE - 3.8, mark)


def tally(lines: Sequence[Line]) -> str:
    """ "10 met · 1 not met · 1 unknown · 1 waived"."""
    found = Counter(line.outcome for line in lines)
    counted = ((found[outcome], OUTCOME_WORDS[outcome].lower()) for outcome in Outcome)
    return " · ".join(f"{count} {words}" for count, words in counted if count)


class ShareBar(Block):
    """The verdicts as shares of one bar: solid, hatched and pale, so that it reads in grey."""

    _PATTERNS = {
        Verdict.NOT_QUALIFIED: "solid",
        Verdict.CONDITIONAL: "hatched",
        Verdict.QUALIFIED: "pale",
    }

    def __init__(self, counts: Sequence[tuple[Verdict, int]]) -> None:
        self.counts = [(verdict, count) for verdict, count in counts if count]

    def height(self, width: float) -> float:
        return 8.0 if self.counts else 0.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        total = sum(count for _, count in self.counts)
        room = width - 2 * (len(self.counts) - 1)
        for verdict, count in self.counts:
            wide = room * count / total
            mark = verdict_sign(verdict).mark
            box = (x, top - 7.5, wide, 7.5)
            fills = {"solid": mark, "hatched": "surface.paper", "pale": VERDICT_TINT[verdict]}
            pattern = self._PATTERNS[verdict]
            patterned(canvas, box, fill=fills[pattern], line=mark, pattern=pattern)
            x += wide + 2
