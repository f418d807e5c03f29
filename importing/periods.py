"""Columns that hold a whole period: "01.01.2024 – 31.12.2026" is a start and an end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from importing.cells import Cell
from importing.dates import ColumnDates, looks_like_date, parse_column

_BETWEEN = re.compile(
    r"\s+(?:-|–|—|to|until|till|bis|au|al|a|até|tot|do|đến|sampai|s/d|hingga)\s+"
    r"|\s*(?:[–—~～〜→]|ถึง|至|到|から)\s*",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"(?<=\d{4})-(?=\d{1,2}[./]\d)|(?<=[./]\d{4})-(?=\d)")
_ENOUGH = 0.5


def split_period(cell: Cell) -> tuple[str, str] | None:
    """Start and end of a cell that holds two dates, as texts."""
    if not isinstance(cell, str) or len(cell) > 80:
        return None
    for between in (_BETWEEN, _CLOSE):
        for found in between.finditer(cell):
            start, end = cell[: found.start()].strip(), cell[found.end() :].strip()
            if looks_like_date(_bare(start)) and looks_like_date(_bare(end)):
                return _bare(start), _bare(end)
    return None


def is_period(cell: Cell) -> bool:
    """Whether a cell holds a start and an end."""
    return split_period(cell) is not None


def holds_periods(cells: Sequence[Cell]) -> bool:
    """Whether most of a column's filled cells hold a start and an end."""
    filled = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    sample = filled[:: max(1, len(filled) // 60)]
    return bool(sample) and sum(map(is_period, sample)) >= _ENOUGH * len(sample)


def read_periods(
    cells: Sequence[Cell], *, order: str | None, date1904: bool, today: date
) -> tuple[ColumnDates, ColumnDates]:
    """The starts and the ends of a column of periods. Both decide the order together; a cell
    that holds one date only is an end."""
    pairs = [split_period(cell) or (None, cell) for cell in cells]
    both = [start for start, _ in pairs] + [end for _, end in pairs]
    read = parse_column(both, order=order, date1904=date1904, today=today)
    half = len(cells)
    starts = replace(read, results=read.results[:half], warning="")
    # The question about an undecided order is asked once, of the ends.
    return replace(starts, decided=True), replace(read, results=read.results[half:])


def _bare(text: str) -> str:
    return re.sub(r"^(?:from|von|du|de|del|dal|van|od|từ|ตั้งแต่|dari|自|従)\s*", "", text.strip(),
                  flags=re.IGNORECASE)  # fmt: skip
