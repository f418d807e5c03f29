"""Where the tables of a sheet are: header rows, columns, data rows, and what is no data.

It sees shapes and asks a scorer how much a row of texts looks like headers; what the headers
mean is `columns`, the words of totals and signatures are `layout_words`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from importing.cells import Cell, MergedRange, Sheet, cell_text, is_empty
from importing.layout_words import is_footer, is_total

HeaderScore = Callable[[list[str]], float]
"""0.0 for a row of texts without a known header, up to 1.0 where every text is one."""

_LOOK = 80  # filled rows from the top in which the first header is looked for
_LOOK_LATER = 200  # further rows asked about, each after a blank row
_LONG = 120  # characters; a longer text is no header
_KNOWN = 0.25  # the share of known headers that makes a row a header
_MAX_COLUMNS = 500


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
    grid = _Grid(sheet)
    if not grid.filled:
        return SheetLayout((), "the sheet is empty")
    headers = _headers(grid, header_score)
    if not headers:
        shaped = _header_by_shape(grid)
        if shaped is None:
            return SheetLayout((), _why_none(grid))
        headers = [shaped]
    ends = [header.rows[0] for header in headers[1:]] + [len(grid.rows)]
    tables = tuple(_table(grid, header, end) for header, end in zip(headers, ends, strict=True))
    tables = tuple(table for table in tables if table.rows)
    return SheetLayout(tables, "" if tables else "there are column titles, but no rows below them")


# --- the sheet as a grid ----------------------------------------------------------------------


class _Grid:
    """The sheet's rows by position (0 is the first row held), with merged cells at hand."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = sheet.rows
        self.first = sheet.first_row
        self.filled = [i for i, row in enumerate(sheet.rows) if not all(map(is_empty, row))]
        self.merged: dict[tuple[int, int], MergedRange] = {}
        for merge in sheet.merged:
            top = merge.first_row - sheet.first_row
            for row in range(max(top, 0), min(merge.last_row - self.first + 1, len(self.rows))):
                for column in range(merge.first_column, min(merge.last_column + 1, _MAX_COLUMNS)):
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
        top = merge.first_row - self.first
        return self.cell(top, merge.first_column) if 0 <= top < len(self.rows) else own

    def texts(self, row: int) -> list[str]:
        """The texts of a row, "" where empty; one line each."""
        return [" ".join(cell_text(cell).split()) for cell in self.rows[row][:_MAX_COLUMNS]]

    def count(self, row: int) -> int:
        """How many cells of the row are filled."""
        return sum(not is_empty(cell) for cell in self.rows[row])

    def is_merged_across(self, row: int, column: int) -> bool:
        """Whether the cell belongs to a block merged sideways."""
        merge = self.merged.get((row, column))
        return merge is not None and merge.last_column > merge.first_column

    def is_wide(self, row: int, column: int) -> bool:
        """Whether the cell is the first of a block merged over three columns or more."""
        merge = self.merged.get((row, column))
        return merge is not None and merge.last_column - merge.first_column >= 2


# --- header rows ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Header:
    rows: tuple[int, ...]  # positions in the grid
    texts: list[str]
    groups: list[str]
    score: float

    @property
    def known(self) -> float:
        """How many headers are known, about."""
        return self.score * sum(map(bool, self.texts))


def _headers(grid: _Grid, header_score: HeaderScore) -> list[_Header]:
    """The header of every table, top to bottom."""
    candidates = _candidates(grid, header_score)
    if not candidates:
        return []
    headers = [_first_header(candidates)]
    shaped = _header_by_shape(grid) if headers[0].score < _KNOWN * 2 else None
    if shaped and _stands_over(shaped, headers[0]):
        return [replace(shaped, score=_scored(header_score, shaped.texts))]
    wanted = max(_KNOWN * 2, headers[0].score * 0.6)
    for header in candidates:
        last = headers[-1]
        below = header.rows[0] > last.rows[-1] + 1
        known = header.score >= wanted and header.known >= 2
        if below and known and _key(header.texts) != _key(last.texts):
            headers.append(header)
    return headers


def _stands_over(shaped: _Header, doubtful: _Header) -> bool:
    """Whether a row above, with more titles, makes a hardly known header one of its records."""
    wider = sum(map(bool, shaped.texts)) > sum(map(bool, doubtful.texts))
    return wider and shaped.rows[0] < doubtful.rows[0]


def _candidates(grid: _Grid, header_score: HeaderScore) -> list[_Header]:
    """Rows that read like headers. Once a good one is found, only rows near it and rows after
    a blank row are asked about: scoring is slow, and data rows are many."""
    found: list[_Header] = []
    filled = set(grid.filled)
    asked = 0
    settled = len(grid.rows)
    for position, row in enumerate(grid.filled):
        if position >= _LOOK or row > settled:
            if row - 1 in filled or asked >= _LOOK_LATER:
                continue
            asked += 1
        header = _header_at(grid, row, header_score) if _is_header_shaped(grid, row) else None
        if header:
            found.append(header)
            if header.score >= _KNOWN * 2 and header.known >= 2:
                settled = min(settled, header.rows[-1] + 3)
    return found


def _first_header(candidates: list[_Header]) -> _Header:
    """The first row that knows nearly as many headers as the best: titles know few."""
    best = max(header.known for header in candidates)
    return next(header for header in candidates if header.known >= best * 0.6)


def _is_header_shaped(grid: _Grid, row: int) -> bool:
    cells = [cell for cell in grid.rows[row][:_MAX_COLUMNS] if not is_empty(cell)]
    if any(isinstance(cell, bool | date | time | timedelta) for cell in cells):
        return False
    texts = [cell_text(cell) for cell in cells]
    numbers = sum(isinstance(cell, int | float) for cell in cells)
    return numbers * 4 <= len(cells) and all(len(text) <= _LONG for text in texts)


def _header_at(grid: _Grid, row: int, header_score: HeaderScore) -> _Header | None:
    """The header that starts in this row, of one or two rows, if enough of it is known."""
    texts = grid.texts(row)
    single = _Header((row,), texts, [], _scored(header_score, texts))
    best = single
    below = row + 1
    if below < len(grid.rows) and grid.count(below) and _is_header_shaped(grid, below):
        double = _double(grid, row, header_score)
        lower = _scored(header_score, grid.texts(below)) * grid.count(below)
        if double and _is_better(double, single.known, lower, grid):
            best = double
        elif single.score >= _KNOWN and _is_translation(grid, row, header_score):
            best = _Header((row, below), single.texts, [], single.score)
    return best if best.score >= _KNOWN else None


def _is_better(double: _Header, upper: float, lower: float, grid: _Grid) -> bool:
    """Whether two rows together name more than either alone, or are plainly groups over
    columns: a title line above a header is neither."""
    if double.known > max(upper, lower) + 0.01:
        return True
    columns = [text.casefold() for text in grid.texts(double.rows[1]) if text]
    groups = {text for text in double.groups if text}
    merged = any(grid.is_merged_across(double.rows[0], c) for c in range(len(double.texts)))
    repeated = len(set(columns)) < len(columns)
    return len(groups) >= 2 and double.known >= max(upper, lower) and (merged or repeated)


def _scored(header_score: HeaderScore, texts: Sequence[str]) -> float:
    filled = [text for text in texts if text]
    return header_score(filled) if filled else 0.0


def _double(grid: _Grid, row: int, header_score: HeaderScore) -> _Header | None:
    """The header of this row and the next, if they are built like one: groups above columns."""
    width = min(max(len(grid.rows[row]), len(grid.rows[row + 1])), _MAX_COLUMNS)
    upper = _spread(grid, row, width)
    lower = [" ".join(cell_text(grid.cell(row + 1, c)).split()) for c in range(width)]
    own = [not is_empty(grid.cell(row, c)) for c in range(width)]
    under_group = sum(bool(lower[c]) and not own[c] for c in range(width))
    alone = sum(own[c] and not lower[c] for c in range(width))
    if not under_group or not (alone or grid.merged or sum(own) < sum(map(bool, lower))):
        return None
    joined = [
        f"{up} {low}" if up and low and up != low else up or low
        for up, low in zip(upper, lower, strict=True)
    ]
    plain = [low or up for up, low in zip(upper, lower, strict=True)]
    groups = [up if low else "" for up, low in zip(upper, lower, strict=True)]
    score = max(_scored(header_score, joined), _scored(header_score, plain))
    return _Header((row, row + 1), joined, groups, score)


def _spread(grid: _Grid, row: int, width: int) -> list[str]:
    """The upper header row with every group's text over all of its columns."""
    texts: list[str] = []
    for column in range(width):
        text = " ".join(cell_text(grid.covering(row, column, across=True)).split())
        open_group = column and not text and not is_empty(grid.cell(row + 1, column))
        merged_away = grid.merged and (row, column - 1) in grid.merged
        if open_group and not merged_away:
            text = texts[-1]  # a group whose cells were not merged
        texts.append(text)
    return texts


def _is_translation(grid: _Grid, row: int, header_score: HeaderScore) -> bool:
    """Whether the next row repeats the headers in another language."""
    lower = grid.texts(row + 1)
    return (
        _scored(header_score, lower) >= 0.6
        and grid.count(row + 1) * 2 > grid.count(row)
        and _key(lower) != _key(grid.texts(row))
    )


def _header_by_shape(grid: _Grid) -> _Header | None:
    """A header none of whose texts is known: three texts or more, all different, and below
    them rows as wide that are not just texts of a form."""
    for row in grid.filled[:_LOOK]:
        texts = [text for text in grid.texts(row) if text]
        if len(texts) < 3 or len(set(texts)) < len(texts) or not _is_header_shaped(grid, row):
            continue
        below = [i for i in grid.filled if i > row][:20]
        if below and sum(grid.count(i) * 2 >= len(texts) for i in below) * 2 > len(below):
            return _Header((row,), grid.texts(row), [], 0.0)
    return None


def _why_none(grid: _Grid) -> str:
    widest = max(grid.count(row) for row in grid.filled)
    if widest < 2:
        return "it holds text, but no table"
    if len(grid.filled) < 2:
        return "it holds a single row, so there is nothing below any column titles"
    return "no row of column titles was found"


# --- a table ----------------------------------------------------------------------------------


def _table(grid: _Grid, header: _Header, end: int) -> TableRegion:
    start = header.rows[-1] + 1
    filled = [row for row in range(start, end) if grid.count(row)]
    columns = _columns(grid, header, filled)
    sorter = _RowSorter(grid, header, columns, filled)
    rows = []
    for row in filled:
        if not sorter.refuses(row):
            cells = (grid.covering(row, column.index, across=False) for column in columns)
            rows.append(DataRow(row + grid.first, tuple(cells)))
    return TableRegion(
        header_rows=tuple(row + grid.first for row in header.rows),
        columns=columns,
        rows=tuple(rows),
        skipped=tuple(sorter.skipped),
        score=header.score,
    )


def _columns(grid: _Grid, header: _Header, filled: list[int]) -> tuple[Column, ...]:
    """Columns with a title, and nameless ones that hold data beside them."""
    holds = {
        column
        for row in filled
        for column, cell in enumerate(grid.rows[row][:_MAX_COLUMNS])
        if not is_empty(cell)
    }
    titled = {column for column, text in enumerate(header.texts) if text}
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
        self, grid: _Grid, header: _Header, columns: Sequence[Column], filled: list[int]
    ) -> None:
        self._grid = grid
        self._titles = {_key(grid.texts(row)) for row in header.rows} | {_key(header.texts)}
        self._width = len(columns)
        full = [row for row in filled if grid.count(row) * 2 >= min(self._width, 4)]
        self._last_full = max((r for r in full if not self._is_foot(r)), default=-1)
        self._blank_after: set[int] = set()
        self.skipped: list[tuple[int, str]] = []

    def refuses(self, row: int) -> bool:
        """Whether the row is no record; remembers why."""
        reason = self._reason(row)
        if reason:
            self.skipped.append((row + self._grid.first, reason))
        return bool(reason)

    def _reason(self, row: int) -> str:
        grid = self._grid
        texts = grid.texts(row)
        filled = [text for text in texts if text]
        if _key(texts) in self._titles:
            return "repeats the column titles"
        if is_total(filled[0]) and len(filled) * 2 <= max(self._width, 2):
            return "is a total"
        if len(filled) == 1 and self._width > 1 and grid.is_wide(row, _first_filled(texts)):
            return "is a title between the rows"
        if row > self._last_full and self._width >= 3:
            return self._reason_below(row, filled)
        return ""

    def _reason_below(self, row: int, filled: list[str]) -> str:
        """Why a thin row below the last full one is no record, or ""."""
        if self._is_foot(row):
            return "is a note or signature below the table"
        blank_above = not self._grid.count(row - 1)
        already = bool(self.skipped) and self.skipped[-1][0] >= row + self._grid.first - 2
        if len(filled) == 1 and (blank_above or already or len(filled[0]) > _LONG):
            return "stands alone below the table"
        return ""

    def _is_foot(self, row: int) -> bool:
        filled = [text for text in self._grid.texts(row) if text]
        thin = len(filled) * 2 <= max(self._width, 3)
        return thin and any(is_footer(text) for text in filled)


def _first_filled(texts: Sequence[str]) -> int:
    return next(i for i, text in enumerate(texts) if text)


def _key(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.casefold() for text in texts if text)
