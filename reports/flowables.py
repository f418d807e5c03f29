"""The documents' own pieces: chips, outcomes of rules, facts, figures.

Every sign has a shape and words; colour never speaks alone. What is normal stands bare, what
expires is tinted and outlined, what has lapsed is the only solid dark thing on a page.
"""

from collections.abc import Sequence
from typing import Any

from domain.qualification import Line
from domain.vocabulary import OUTCOME_WORDS, Effect, Outcome
from reports import icons
from reports.blocks import Block, Columns, Sign, Stack, Text, draw_line, put
from reports.styles import (
    BODY,
    FIGURE,
    ICON,
    ICON_INDENT,
    SMALL,
    TABLE,
    Style,
    colour,
    rule_sign,
)
from reports.styles import Sign as SignStyle
from reports.text import NAME_CAP, Span, bind, broken, clean

CHIP_LOWER = 2.4


class Chip(Block):
    """A state in words with its icon; grey reasons below."""

    space_before = 1.4  # below a line of text in the same cell

    def __init__(self, sign: SignStyle, words: str, *details: str) -> None:
        self.sign = sign
        self.words = Span(bind(clean(words, NAME_CAP)), TABLE.strong.inked(sign.ink))
        self.details = [Text(detail, style=SMALL) for detail in details if detail]

    @property
    def _backed(self) -> bool:
        return self.sign.shape != "quiet"

    def _room(self, width: float) -> float:
        return width - ICON_INDENT - (4.0 if self._backed else 0.0)

    def height(self, width: float) -> float:
        words = len(broken([self.words], self._room(width))) * TABLE.leading
        details = sum(detail.height(width - ICON_INDENT) for detail in self.details)
        lower = CHIP_LOWER if self._backed else 0.0
        return words + (details + lower if self.details else lower / 2)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        lines = broken([self.words], self._room(width))
        high = len(lines) * TABLE.leading
        if self._backed:
            self._draw_back(canvas, x, top, max(line.width for line in lines), high)
        solid = self.sign.shape == "solid"
        ink = self.sign.ink if solid else self.sign.mark
        ground = self.sign.fill if solid else "surface.paper"
        icons.draw(canvas, self.sign.icon, x, top - (TABLE.leading + ICON) / 2, ICON, ink, ground)
        for index, line in enumerate(lines):
            draw_line(canvas, line, x + ICON_INDENT, top - index * TABLE.leading, TABLE.leading)
        top -= high + (CHIP_LOWER if self._backed else 0.0)
        for detail in self.details:
            detail.draw(canvas, x + ICON_INDENT, top, width - ICON_INDENT)
            top -= detail.height(width - ICON_INDENT)

    def _draw_back(self, canvas: Any, x: float, top: float, words: float, high: float) -> None:
        canvas.saveState()
        canvas.setFillColor(colour(self.sign.fill))
        canvas.setStrokeColor(colour(self.sign.mark))
        canvas.setLineWidth(0.6)
        if self.sign.shape == "dashed":
            canvas.setDash([2, 1.5])
        wide = words + ICON_INDENT + 6.6
        canvas.roundRect(x - 2.6, top - high - 0.7, wide, high + 1.4, 2, stroke=1, fill=1)
        canvas.restoreState()


def outcome_key(line: Line) -> str:
    """The sign of a line: its outcome, with a failure told apart by what it costs."""
    if line.outcome is Outcome.FAIL and line.effect is Effect.CONDITIONAL:
        return "conditional"
    return line.outcome.value


def outcome_roles(key: str) -> tuple[str, str]:
    """Colour roles of an outcome's icon and of its words."""
    role = rule_sign(key).role
    if role.startswith("text."):
        return role, role
    return f"{role}.mark", f"{role}.ink"


def outcome_tint(key: str) -> str:
    """The tint behind a row that is not simply met; empty for those."""
    if key in {"pass", "not_applicable"}:
        return ""
    return f"{rule_sign(key).role}.fill"


def draw_outcome(canvas: Any, key: str, x: float, y: float, size: float) -> None:
    """An outcome's sign: bare, but a filled square for what excludes, a dashed one for unknown."""
    mark, _ = outcome_roles(key)
    if key == "fail":
        drawn, margin = icons.framed("v-x", size)
        icons.draw(canvas, "v-x", x - margin, y - margin, drawn, mark)
        return
    if key == "unknown":
        canvas.saveState()
        canvas.setStrokeColor(colour(mark))
        canvas.setLineWidth(0.7)
        canvas.setDash([1.6, 1.2])
        canvas.roundRect(x, y, size, size, 1.6, stroke=1, fill=0)
        canvas.restoreState()
        icons.draw(canvas, "q", x + size * 0.17, y + size * 0.17, size * 0.66, mark)
        return
    icons.draw(canvas, rule_sign(key).icon, x, y, size, mark)


class OutcomeCell(Block):
    """A rule's outcome in words, with what it costs below."""

    def __init__(self, line: Line) -> None:
        self.key = outcome_key(line)
        _, ink = outcome_roles(self.key)
        costs = {Effect.CONDITIONAL: "conditional", Effect.NOT_QUALIFIED: "excludes"}
        parts: list[Block] = [Text(OUTCOME_WORDS[line.outcome], style=TABLE.strong.inked(ink))]
        if line.effect in costs:
            parts.append(Text(costs[line.effect], style=SMALL))
        self._words = Stack(parts)

    def height(self, width: float) -> float:
        return self._words.height(width - ICON_INDENT)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        draw_outcome(canvas, self.key, x, top - (TABLE.leading + ICON) / 2, ICON)
        self._words.draw(canvas, x + ICON_INDENT, top, width - ICON_INDENT)


def reason(line: Line, title: str, *details: str) -> Sign | Columns:
    """A line of "what stands in the way": its sign, its title, what it is and what clears it."""
    texts: list[Block] = [Text(title, style=BODY.strong)]
    texts += [Text(detail, style=BODY) for detail in details if detail]
    return Columns(
        [(0, 15, _OutcomeIcon(outcome_key(line))), (15, 252, Stack(texts))], space_before=7
    )


class _OutcomeIcon(Block):
    def __init__(self, key: str) -> None:
        self.key = key

    def height(self, width: float) -> float:
        return BODY.leading

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        draw_outcome(canvas, self.key, x, top - (BODY.leading + ICON) / 2, ICON)


def facts(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], width: float) -> Stack:
    """Labels and values in two columns, row by row."""
    rows: list[Block] = []
    label = BODY.grey
    for index in range(max(len(left), len(right))):
        columns: list[tuple[float, float, Block]] = []
        for pairs, offset, indent, wide in (
            (left, 0.0, 54.0, 182.0),
            (right, 246.6, 58.0, width - 246.6 - 58.0),
        ):
            if index < len(pairs):
                columns.append((offset, indent, Text(pairs[index][0], style=label)))
                columns.append((offset + indent, wide, Text(pairs[index][1], style=BODY)))
        rows.append(Columns(columns, space_before=0.6))
    return Stack(rows)


class Figures(Block):
    """Large counts side by side, each under its label with a sign; hairlines between."""

    LABEL = Style(7, 9, bold=True)

    def __init__(self, figures: Sequence[tuple[str, str, str, int]]) -> None:
        """Each figure: icon (or ""), colour role of icon and words, label, count."""
        self.figures = tuple(figures)

    def height(self, width: float) -> float:
        return 36.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        left = x
        for index, ((icon, role, label, count), step) in enumerate(
            zip(self.figures, self._steps(width), strict=True)
        ):
            if index:
                canvas.setStrokeColor(colour("line.border"))
                canvas.setLineWidth(0.5)
                canvas.line(left - 6.5, top - 35, left - 6.5, top - 1)
            self._draw_one(canvas, left, top, icon, role, label, count)
            left += step

    def _steps(self, width: float) -> list[float]:
        """Equal shares of the width, unless a label needs more: then each what it needs, and
        the same room over."""
        needed = [
            broken([Span(label, self.LABEL)], width)[0].width + (ICON_INDENT if icon else 0) + 13
            for icon, _role, label, _count in self.figures
        ]
        share = width / len(needed)
        if max(needed) <= share:
            return [share] * len(needed)
        over = (width - sum(needed)) / len(needed)
        return [one + over for one in needed]

    @staticmethod
    def _draw_one(
        canvas: Any, left: float, top: float, icon: str, role: str, label: str, count: int
    ) -> None:
        ink = role if role.startswith("text.") else f"{role}.ink"
        mark = role if role.startswith("text.") else f"{role}.mark"
        shift = 0.0
        if icon:
            icons.draw(canvas, icon, left, top - 9.6, ICON, mark)
            shift = ICON_INDENT
        put(canvas, left + shift, top - 8, label, Figures.LABEL.inked(ink))
        put(canvas, left, top - 32, f"{count:,}", FIGURE.inked(ink))
