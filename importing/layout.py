"""Where the tables of a sheet are: header rows, columns, data rows, and what is no data.

It sees shapes and asks a scorer how much a row of texts looks like headers; what the headers
mean is `columns`, which rows are headers is `header_rows`, the words of totals and signatures
are `layout_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from importing.cells import Cell, Sheet, cell_text, is_empty
from importing.grid import MAX_COLUMNS, Grid, row_key
from importing.header_rows import Header, HeaderScore, find_headers, header_by_shape, why_none
from importing.layout_words import is_footer, is_total

_LONG_NOTE = 120  # characters; longer texts alone in a row are notes


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `index` counts the sheet's columns from 0. `header` is one line;
    a header of two rows is joined top to bottom with a space ("Certificate Number"), and ""
    where the column has none. `group` is the upper row's text where a header has two rows."""

    index: int
    header: str
    letter: str  # as the spreadsheet names it: "A", "AB"
    group: str = ""


@dataclass(frozen=True, slots=True)
class DataRow:
    """One record of a table; `cells` is as long as the table's `columns`. Cells merged
    downwards hold their value in every row."""

    number: int  # as the spreadsheet numbers it
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableRegion:
    """One table. `header_rows` are row numbers as the spreadsheet counts them, the last one is
    directly above the data. `skipped` are rows of the table's extent that are no records
    (repeated headers, totals, section titles, signatures), with the reason in words."""

    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[DataRow, ...]
    skipped: tuple[tuple[int, str], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The tables found on a sheet, top to bottom; `reason` says in words why there is none."""

    tables: tuple[TableRegion, ...]
    reason: str = ""


def find_tables(sheet: Sheet, header_score: HeaderScore) -> SheetLayout:
    """Every table of the sheet whose header row can be told, or why there is none."""
    grid = Grid(sheet)
    if not grid.filled:
        return SheetLayout((), "the sheet is empty")
    headers = find_headers(grid, header_score)
    if not headers:
        shaped = header_by_shape(grid)
        if shaped is None:
            return SheetLayout((), why_none(grid))
        headers = [shaped]
    ends = [header.rows[0] for header in headers[1:]] + [len(grid.rows)]
    tables = tuple(_table(grid, header, end) for header, end in zip(headers, ends, strict=True))
    tables = tuple(table for table in tables if table.rows)
    return SheetLayout(tables, "" if tables else "there are column titles, but no rows below them")


# --- a table ----------------------------------------------------------------------------------


def _table(grid: Grid, header: Header, end: int) -> TableRegion:
    start = header.rows[-1] + 1
    filled = [row for row in range(start, end) if grid.count(row)]
    columns = _columns(grid, header, filled)
    sorter = _RowSorter(grid, header, columns, filled)
    indexes = [column.index for column in columns]
    rows = [
        DataRow(row + grid.top, grid.pick(row, indexes))
        for row in filled
        if not sorter.refuses(row)
    ]
    return TableRegion(
        header_rows=tuple(row + grid.top for row in header.rows),
        columns=columns,
        rows=tuple(rows),
        skipped=tuple(sorter.skipped),
        score=header.score,
    )


def _columns(grid: Grid, header: Header, filled: list[int]) -> tuple[Column, ...]:
    """Columns with a title, and nameless ones that hold data beside them."""
    titled = {column for column, text in enumerate(header.texts) if text}
    width = min(max((len(grid.rows[row]) for row in filled), default=0), MAX_COLUMNS)
    nameless = set(range(width)) - titled
    holds = {c for c in nameless if any(not is_empty(grid.cell(row, c)) for row in filled)}
    groups = dict(enumerate(header.groups))
    return tuple(
        Column(
            index=column,
            header=header.texts[column] if column in titled else "",
            letter=column_letter(column),
            group=groups.get(column, ""),
        )
        for column in sorted(titled | holds)
    )


def column_letter(index: int) -> str:
    """0 → "A", 27 → "AB", as spreadsheets name columns."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _RowSorter:
    """Tells records from what else stands between and below them."""

    def __init__(
        self, grid: Grid, header: Header, columns: Sequence[Column], filled: list[int]
    ) -> None:
        self._grid = grid
        self._titles = {row_key(grid.texts(row)) for row in header.rows} | {row_key(header.texts)}
        self._openings = {title[0] for title in self._titles if title}
        self._width = len(columns)
        enough = min(self._width, 4)
        full = (r for r in reversed(filled) if grid.count(r) * 2 >= enough and not self._is_foot(r))
        self._last_full = next(full, -1)
        self.skipped: list[tuple[int, str]] = []

    def refuses(self, row: int) -> bool:
        """Whether the row is no record; remembers why."""
        reason = self._reason(row)
        if reason:
            self.skipped.append((row + self._grid.top, reason))
        return bool(reason)

    def _reason(self, row: int) -> str:
        grid, count = self._grid, self._grid.count(row)
        opening = " ".join(cell_text(grid.opening(row)).split())
        if opening.casefold() in self._openings and row_key(grid.texts(row)) in self._titles:
            return "repeats the column titles"
        if count * 2 <= max(self._width, 2) and is_total(opening):
            return "is a total"
        if count == 1 and self._width > 1 and grid.is_wide(row, _first_filled(grid.texts(row))):
            return "is a title between the rows"
        if row > self._last_full and self._width >= 3:
            return self._reason_below(row, opening)
        return ""

    def _reason_below(self, row: int, opening: str) -> str:
        """Why a thin row below the last full one is no record, or ""."""
        if self._is_foot(row):
            return "is a note or signature below the table"
        blank_above = not self._grid.count(row - 1)
        already = bool(self.skipped) and self.skipped[-1][0] >= row + self._grid.top - 2
        alone = self._grid.count(row) == 1
        if alone and (blank_above or already or len(opening) > _LONG_NOTE):
            return "stands alone below the table"
        return ""

    def _is_foot(self, row: int) -> bool:
        if self._grid.count(row) * 2 > max(self._width, 3):
            return False
        return any(is_footer(text) for text in self._grid.texts(row) if text)


def _first_filled(texts: Sequence[str]) -> int:
    return next(i for i, text in enumerate(texts) if text)
