"""Which rows of a sheet hold the titles of columns: one row, groups over columns, two languages.

The scorer is asked how much a row's texts are known headers; shapes decide the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from importing.cells import cell_text, is_empty
from importing.grid import MAX_COLUMNS, Grid, row_key

HeaderScore = Callable[[list[str]], float]
"""0.0 for a row of texts without a known header, up to 1.0 where every text is one."""

_LOOK = 80  # filled rows from the top in which the first header is looked for
_LOOK_LATER = 200  # further rows asked about, each after a blank row
_LONG = 120  # characters; a longer text is no header
_KNOWN = 0.25  # the share of known headers that makes a row a header


@dataclass(frozen=True, slots=True)
class Header:
    rows: tuple[int, ...]  # positions in the grid
    texts: list[str]
    groups: list[str]
    score: float

    @property
    def known(self) -> float:
        """How many headers are known, about."""
        return self.score * sum(map(bool, self.texts))


def find_headers(grid: Grid, header_score: HeaderScore) -> list[Header]:
    """The header of every table, top to bottom."""
    candidates = _candidates(grid, header_score)
    if not candidates:
        return []
    headers = [_first_header(candidates)]
    shaped = header_by_shape(grid) if headers[0].score < _KNOWN * 2 else None
    if shaped and _stands_over(shaped, headers[0]):
        return [replace(shaped, score=_scored(header_score, shaped.texts))]
    wanted = max(_KNOWN * 2, headers[0].score * 0.6)
    for header in candidates:
        last = headers[-1]
        below = header.rows[0] > last.rows[-1] + 1
        known = header.score >= wanted and header.known >= 2
        if below and known and row_key(header.texts) != row_key(last.texts):
            headers.append(header)
    return headers


def _stands_over(shaped: Header, doubtful: Header) -> bool:
    """Whether a row above, with more titles, makes a hardly known header one of its records."""
    wider = sum(map(bool, shaped.texts)) > sum(map(bool, doubtful.texts))
    return wider and shaped.rows[0] < doubtful.rows[0]


def _candidates(grid: Grid, header_score: HeaderScore) -> list[Header]:
    """Rows that read like headers. Once a good one is found, only rows near it and rows after
    a blank row are asked about: scoring is slow, and data rows are many."""
    found: list[Header] = []
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


def _first_header(candidates: list[Header]) -> Header:
    """The first row that knows nearly as many headers as the best: titles know few."""
    best = max(header.known for header in candidates)
    return next(header for header in candidates if header.known >= best * 0.6)


def _is_header_shaped(grid: Grid, row: int) -> bool:
    cells = [cell for cell in grid.rows[row][:MAX_COLUMNS] if not is_empty(cell)]
    if any(isinstance(cell, bool | date | time | timedelta) for cell in cells):
        return False
    texts = [cell_text(cell) for cell in cells]
    numbers = sum(isinstance(cell, int | float) for cell in cells)
    return numbers * 4 <= len(cells) and all(len(text) <= _LONG for text in texts)


def _header_at(grid: Grid, row: int, header_score: HeaderScore) -> Header | None:
    """The header that starts in this row, of one or two rows, if enough of it is known."""
    texts = grid.texts(row)
    single = Header((row,), texts, [], _scored(header_score, texts))
    best = single
    below = row + 1
    if below < len(grid.rows) and grid.count(below) and _is_header_shaped(grid, below):
        double = _double(grid, row, header_score)
        lower = _scored(header_score, grid.texts(below)) * grid.count(below)
        if double and _is_better(double, single.known, lower, grid):
            best = double
        elif single.score >= _KNOWN and _is_translation(grid, row, header_score):
            best = Header((row, below), single.texts, [], single.score)
    return best if best.score >= _KNOWN else None


def _is_better(double: Header, upper: float, lower: float, grid: Grid) -> bool:
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


def _double(grid: Grid, row: int, header_score: HeaderScore) -> Header | None:
    """The header of this row and the next, if they are built like one: groups above columns."""
    width = min(max(len(grid.rows[row]), len(grid.rows[row + 1])), MAX_COLUMNS)
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
    return Header((row, row + 1), joined, groups, score)


def _spread(grid: Grid, row: int, width: int) -> list[str]:
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


def _is_translation(grid: Grid, row: int, header_score: HeaderScore) -> bool:
    """Whether the next row repeats the headers in another language."""
    lower = grid.texts(row + 1)
    return (
        _scored(header_score, lower) >= 0.6
        and grid.count(row + 1) * 2 > grid.count(row)
        and row_key(lower) != row_key(grid.texts(row))
    )


def header_by_shape(grid: Grid) -> Header | None:
    """A header none of whose texts is known: three texts or more, all different, and below
    them rows as wide that are not just texts of a form."""
    for row in grid.filled[:_LOOK]:
        texts = [text for text in grid.texts(row) if text]
        if len(texts) < 3 or len(set(texts)) < len(texts) or not _is_header_shaped(grid, row):
            continue
        below = [i for i in grid.filled if i > row][:20]
        if below and sum(grid.count(i) * 2 >= len(texts) for i in below) * 2 > len(below):
            return Header((row,), grid.texts(row), [], 0.0)
    return None


def why_none(grid: Grid) -> str:
    widest = max(grid.count(row) for row in grid.filled)
    if widest < 2:
        return "it holds text, but no table"
    if len(grid.filled) < 2:
        return "it holds a single row, so there is nothing below any column titles"
    return "no row of column titles was found"
