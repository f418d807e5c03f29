"""A sheet's cells by position, with merged blocks at hand: what `layout` looks at."""

from collections.abc import Sequence

from importing.cells import Cell, MergedRange, Sheet, cell_text, is_empty

MAX_COLUMNS = 500  # further right there are only strays
_MAX_MERGES = 100_000


class Grid:
    """The sheet's rows by position (0 is the first row held), with merged cells at hand."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = sheet.rows
        self.top = sheet.first_row
        self.counts = [sum(not is_empty(cell) for cell in row) for row in sheet.rows]
        self.filled = [i for i, count in enumerate(self.counts) if count]
        self.merged: dict[tuple[int, int], MergedRange] = {}
        for merge in sheet.merged[:_MAX_MERGES]:
            top = merge.first_row - sheet.first_row
            for row in range(max(top, 0), min(merge.last_row - self.top + 1, len(self.rows))):
                for column in range(merge.first_column, min(merge.last_column + 1, MAX_COLUMNS)):
                    self.merged[row, column] = merge

    def cell(self, row: int, column: int) -> Cell:
        """The cell as it stands, None beyond the row's end."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def covering(self, row: int, column: int, *, across: bool) -> Cell:
        """The cell, or the value of the merged block that covers it: downwards always,
        sideways too if `across`."""
        own = self.cell(row, column)
        if not self.merged or not is_empty(own):
            return own
        merge = self.merged.get((row, column))
        if merge is None or (merge.first_column != column and not across):
            return own
        top = merge.first_row - self.top
        return self.cell(top, merge.first_column) if 0 <= top < len(self.rows) else own

    def pick(self, row: int, columns: Sequence[int]) -> tuple[Cell, ...]:
        """The cells of a row in these columns, those merged downwards filled."""
        if self.merged:
            return tuple(self.covering(row, column, across=False) for column in columns)
        cells = self.rows[row]
        width = len(cells)
        return tuple(cells[column] if column < width else None for column in columns)

    def texts(self, row: int) -> list[str]:
        """The texts of a row, "" where empty; one line each."""
        return [" ".join(cell_text(cell).split()) for cell in self.rows[row][:MAX_COLUMNS]]

    def opening(self, row: int) -> Cell:
        """The first filled cell of a row that has one."""
        return next(cell for cell in self.rows[row] if not is_empty(cell))

    def count(self, row: int) -> int:
        """How many cells of the row are filled."""
        return self.counts[row]

    def is_merged_across(self, row: int, column: int) -> bool:
        """Whether the cell belongs to a block merged sideways."""
        merge = self.merged.get((row, column))
        return merge is not None and merge.last_column > merge.first_column

    def is_wide(self, row: int, column: int) -> bool:
        """Whether the cell is the first of a block merged over three columns or more."""
        merge = self.merged.get((row, column))
        return merge is not None and merge.last_column - merge.first_column >= 2


def row_key(texts: Sequence[str]) -> tuple[str, ...]:
    """What two rows of texts have in common if they say the same."""
    return tuple(text.casefold() for text in texts if text)
