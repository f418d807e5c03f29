"""Tables with hairlines: heads repeat, rows stay whole unless they are a third of a page tall.

Column widths are given, cells are blocks. A row is measured once and a table is cut by slicing
its rows, so ten thousand rows cost ten times a thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.blocks import Block, Stack, Text, rule
from reports.styles import GUTTER, HEAD, OVERHANG, PADDING, SMALL, colour

SPLIT_FROM = 240.0  # a third of a page: taller rows may be split


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width with the gutter, and how its cells are set."""

    title: str
    width: float
    align: str = "left"


@dataclass(slots=True)
class Row:
    """Cells of one row. `tint`: a colour role behind it. `anchor`: evidence that links lead to.
    `heavy`: a full rule above, between groups."""

    cells: Sequence[Block | None]
    tint: str = ""
    anchors: Sequence[str] = ()
    heavy: bool = False
    _height: float = field(default=-1.0, repr=False)

    def height(self, widths: Sequence[float], padding: float) -> float:
        """Height with its padding; cells are measured once."""
        if self._height < 0:
            cells = zip(self.cells, widths, strict=True)
            tallest = max((cell.height(wide) for cell, wide in cells if cell), default=0.0)
            self._height = tallest + 2 * padding
        return self._height

    def split(
        self, widths: Sequence[float], padding: float, room: float
    ) -> "tuple[Row, Row] | None":
        """The row in two, for cells too tall for the page."""
        first: list[Block | None] = []
        second: list[Block | None] = []
        for cell, wide in zip(self.cells, widths, strict=True):
            if cell is None or cell.height(wide) <= room - 2 * padding:
                first.append(cell)
                second.append(None)
                continue
            parts = cell.split(wide, room - 2 * padding)
            if parts is None:
                return None
            first.append(parts[0])
            second.append(parts[1])
        return Row(first, self.tint, self.anchors, self.heavy), Row(second, self.tint)


class Table(Block):
    """A table. `empty` is said under the head where there are no rows."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        padding: float = PADDING,
        empty: str = "",
        space_before: float = 0.0,
    ) -> None:
        self.columns = tuple(columns)
        self.padding = padding
        self.space_before = space_before
        self.empty = empty
        self.rows = rows
        count = len(self.columns)
        self.widths = [
            column.width - (GUTTER if index < count - 1 else 0)
            for index, column in enumerate(self.columns)
        ]
        self._head = [Text(c.title, style=HEAD, align=c.align) for c in self.columns]
        self._note = Text(empty, style=SMALL) if empty and not rows else None
        tallest = max(c.height(w) for c, w in zip(self._head, self.widths, strict=True))
        self._head_height = tallest + 2 * 2.9 + 0.65
        self._height: float | None = None

    def _row_height(self, row: Row) -> float:
        return row.height(self.widths, self.padding) + 0.4

    def height(self, width: float) -> float:
        if self._height is None:
            note = self._note.height(width) + 2 * self.padding if self._note else 0.0
            rows = sum(self._row_height(row) for row in self.rows)
            self._height = self._head_height + note + rows
        return self._height

    def opening(self, width: float) -> float:
        if self._note:
            return self.height(width)
        heights = [min(self._row_height(row), SPLIT_FROM) for row in self.rows[:2]]
        return self._head_height + sum(heights)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        used = self._head_height
        for index, row in enumerate(self.rows):
            high = self._row_height(row)
            if used + high <= room + 0.01:
                used += high
                continue
            parts = None
            if high > SPLIT_FROM and room - used > 60:
                parts = row.split(self.widths, self.padding, room - used - 0.4)
            if parts is not None:
                here = self._of([*self.rows[:index], parts[0]])
                return here, self._of([parts[1], *self.rows[index + 1 :]])
            if not index:
                return None
            here, later = self._of(self.rows[:index]), self._of(self.rows[index:])
            # known without adding up the rest again, which would make long tables quadratic
            later._height = self.height(width) - used + self._head_height
            return here, later
        return None

    def _of(self, rows: Sequence[Row]) -> "Table":
        return Table(self.columns, rows, padding=self.padding)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        rule(canvas, x, top - 0.4, width, 0.8, "text.primary")
        at = x
        for cell, column, wide in zip(self._head, self.columns, self.widths, strict=True):
            cell.draw(canvas, at, top - 0.8 - 2.9, wide)
            at += column.width
        y = top - self._head_height
        for row in self.rows:
            self._draw_row(canvas, row, x, y, width)
            y -= self._row_height(row)
        if self._note:
            self._note.draw(canvas, x, y - self.padding, width)
            y -= self._note.height(width) + 2 * self.padding
        rule(canvas, x, top - self._head_height, width, 0.5, "line.border")
        rule(canvas, x, y, width, 0.5, "line.border")

    def _draw_row(self, canvas: Any, row: Row, x: float, y: float, width: float) -> None:
        high = self._row_height(row)
        if row.tint:
            canvas.setFillColor(colour(row.tint))
            canvas.rect(x - OVERHANG, y - high, width + 2 * OVERHANG, high, stroke=0, fill=1)
        if row.heavy:
            rule(canvas, x, y, width, 0.8, "text.primary")
        for anchor in row.anchors:
            canvas.bookmarkPage(anchor, fit="XYZ", left=0, top=y + 12)
        at = x
        for cell, column, wide in zip(row.cells, self.columns, self.widths, strict=True):
            if cell is not None:
                cell.draw(canvas, at, y - self.padding, wide)
            at += column.width
        rule(canvas, x, y - high, width, 0.4, "line.hairline")


def two_lines(first: Block, *second: Block | None) -> Stack:
    """A cell of a fact and its grey details."""
    return Stack([first, *(block for block in second if block is not None)])
