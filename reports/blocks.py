"""Building blocks of a page: what has a height at a width, may be split, and draws itself.

Everything is measured before anything is drawn, so that headings never stand alone and "page x
of y" is known on the first page. Blocks know nothing of pages; `layout` places them. `top` is
the upper edge in the canvas's y-up coordinates.
"""

from collections.abc import Sequence
from typing import Any

from reports import fonts, icons
from reports.styles import BODY, SECTION, SMALL, Style, colour
from reports.text import Line, Span, bind, broken, clean

CAP_HEIGHT = 0.714  # of Noto Sans, in ems


class Block:
    """A piece of a document. `space_before` falls away at the top of a page."""

    space_before = 0.0
    keep_with_next = False
    min_room = 0.0  # a new page starts where less room is left

    def height(self, width: float) -> float:
        """Height at that width."""
        raise NotImplementedError

    def opening(self, width: float) -> float:
        """Least height that may stand at the foot of a page."""
        return self.height(width)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """What fits into `room` and what goes to the next page; `None` if it stays whole."""
        return None

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at (x, top)."""
        raise NotImplementedError


def baseline(top: float, style: Style) -> float:
    """Baseline of a line whose upper edge is `top`: capitals stand in the middle of the line."""
    return top - (style.leading + CAP_HEIGHT * style.size) / 2


def draw_line(canvas: Any, line: Line, x: float, top: float, leading: float) -> None:
    """Print one line; linked spans become links to their evidence."""
    for span in line.spans:
        style = span.style
        canvas.setFillColor(colour(style.ink))
        base = top - (leading + CAP_HEIGHT * style.size) / 2
        used = fonts.draw(canvas, x, base, span.text, style.size, style.bold)
        if span.link:
            box = (x, base - 2, x + used, base + style.size)
            canvas.linkAbsolute(span.text, span.link, box, Border="[0 0 0]")
        x += used


def put(canvas: Any, x: float, base: float, text: str, style: Style, align: str = "left") -> float:
    """Print one line of text on a baseline; returns its width."""
    used = fonts.width(text, style.size, style.bold)
    canvas.setFillColor(colour(style.ink))
    shift = {"left": 0.0, "right": used, "centre": used / 2}[align]
    return fonts.draw(canvas, x - shift, base, text, style.size, style.bold)


def rule(canvas: Any, x: float, y: float, width: float, weight: float, ink: str) -> None:
    """Draw a horizontal rule."""
    canvas.setStrokeColor(colour(ink))
    canvas.setLineWidth(weight)
    canvas.setLineCap(0)
    canvas.line(x, y, x + width, y)


class Text(Block):
    """Lines of plain text in one or more styles."""

    def __init__(
        self,
        *parts: str | Span,
        style: Style = BODY,
        align: str = "left",
        space_before: float = 0.0,
    ) -> None:
        self.style = style
        self.align = align
        self.space_before = space_before
        self._spans = tuple(
            part if isinstance(part, Span) else Span(bind(clean(part)), style) for part in parts
        )
        self._lines: dict[float, tuple[Line, ...]] = {}

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines at that width."""
        if width not in self._lines:
            self._lines[width] = broken(self._spans, width)
        return self._lines[width]

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def opening(self, width: float) -> float:
        return min(len(self.lines(width)), 2) * self.style.leading

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        count = int((room + 0.01) // self.style.leading)
        lines = self.lines(width)
        if not 0 < count < len(lines):
            return None
        return self._of(width, lines[:count]), self._of(width, lines[count:])

    def _of(self, width: float, lines: tuple[Line, ...]) -> "Text":
        part = Text(style=self.style, align=self.align)
        part._lines[width] = lines
        return part

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        for line in self.lines(width):
            shift = {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}
            draw_line(canvas, line, x + shift[self.align], top, self.style.leading)
            top -= self.style.leading


class Space(Block):
    """Empty room; falls away at the top of a page."""

    def __init__(self, points: float) -> None:
        self.space_before = points

    def height(self, width: float) -> float:
        return 0.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Nothing to draw."""


class Rule(Block):
    """A rule across the text."""

    def __init__(self, weight: float, ink: str, *, space_before: float = 0.0) -> None:
        self.weight, self.ink, self.space_before = weight, ink, space_before

    def height(self, width: float) -> float:
        return self.weight

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        rule(canvas, x, top - self.weight / 2, width, self.weight, self.ink)


class Stack(Block):
    """Blocks one under the other. `together`: never split unless taller than a page."""

    def __init__(
        self, blocks: Sequence[Block], *, together: bool = False, space_before: float = 0.0
    ) -> None:
        self.blocks = tuple(blocks)
        self.together = together
        self.space_before = space_before

    def height(self, width: float) -> float:
        total = 0.0
        for index, block in enumerate(self.blocks):
            total += (block.space_before if index else 0.0) + block.height(width)
        return total

    def opening(self, width: float) -> float:
        if self.together or not self.blocks:
            return self.height(width)
        return self.blocks[0].opening(width)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        taken: list[Block] = []
        used = 0.0
        for index, block in enumerate(self.blocks):
            before = block.space_before if index else 0.0
            high = block.height(width)
            if used + before + high <= room + 0.01:
                taken.append(block)
                used += before + high
                continue
            parts = block.split(width, room - used - before)
            rest = self.blocks[index:]
            if parts is not None:
                parts[0].space_before = before
                taken.append(parts[0])
                rest = (parts[1], *self.blocks[index + 1 :])
            if not taken:
                return None
            return Stack(taken), Stack(rest)
        return None

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        for index, block in enumerate(self.blocks):
            top -= block.space_before if index else 0.0
            block.draw(canvas, x, top, width)
            top -= block.height(width)


class Columns(Block):
    """Blocks side by side; each column has its offset from the left edge and its width."""

    def __init__(
        self, columns: Sequence[tuple[float, float, Block]], *, space_before: float = 0.0
    ) -> None:
        self.columns = tuple(columns)
        self.space_before = space_before

    def height(self, width: float) -> float:
        return max(block.height(wide) for _, wide, block in self.columns)

    def opening(self, width: float) -> float:
        return max(block.opening(wide) for _, wide, block in self.columns)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        here: list[tuple[float, float, Block]] = []
        later: list[tuple[float, float, Block]] = []
        for offset, wide, block in self.columns:
            if block.height(wide) <= room + 0.01:
                first, second = block, Stack(())
            else:
                parts = block.split(wide, room)
                if parts is None:
                    return None
                first, second = parts[0], parts[1]  # type: ignore[assignment]
            here.append((offset, wide, first))
            later.append((offset, wide, second))
        return Columns(here), Columns(later)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        for offset, wide, block in self.columns:
            block.draw(canvas, x + offset, top, wide)


class Heading(Block):
    """A section's heading with an optional note; never the last thing on a page."""

    keep_with_next = True

    def __init__(
        self, title: str, note: str = "", *, space_before: float = 15.0, style: Style = SECTION
    ) -> None:
        self.title = title
        self.space_before = space_before
        self._title = Text(title, style=style)
        self._note = Text(note, style=SMALL) if note else None

    def height(self, width: float) -> float:
        note = self._note.height(width) + 0.6 if self._note else 0.0
        return self._title.height(width) + note + 3.4

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        key = f"section {self.title}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top + 8)
        canvas.addOutlineEntry(self.title, key, 0)
        self._title.draw(canvas, x, top, width)
        if self._note:
            self._note.draw(canvas, x, top - self._title.height(width) - 0.6, width)


class Sign(Block):
    """An icon on the line, and a block to its right."""

    def __init__(
        self,
        icon: str,
        ink: str,
        block: Block,
        *,
        size: float,
        indent: float,
        leading: float,
        space_before: float = 0.0,
    ) -> None:
        self.icon, self.ink, self.block = icon, ink, block
        self.size, self.indent, self.leading = size, indent, leading
        self.space_before = space_before

    def height(self, width: float) -> float:
        return self.block.height(width - self.indent)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        icons.draw(canvas, self.icon, x, top - (self.leading + self.size) / 2, self.size, self.ink)
        self.block.draw(canvas, x + self.indent, top, width - self.indent)
