"""Raw cells, sheets and workbooks: what a file holds before anybody has decided what it means.

Only values and how to write one as text. Reading files is `reader`, finding tables is `layout`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

Cell = None | str | bool | int | float | date | datetime | time | timedelta
"""A cell as the file types it. Empty cells are None, never an empty string."""

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A block of merged cells, all bounds inclusive; rows numbered as the spreadsheet does,
    columns from 0. The value stands in the first cell, the others are None."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[i]` is the spreadsheet's row `first_row + i`; rows may differ in length.

    `date1904` tells how a *number* that stands for a date counts (a Mac workbook); cells that
    the file types as dates are already right.
    """

    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    hidden: bool = False
    date1904: bool = False
    merged: tuple[MergedRange, ...] = ()

    @property
    def width(self) -> int:
        """The length of the longest row."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something wrong with the file itself at one row (ragged, wrongly quoted)."""

    sheet: str
    row: int
    message: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read. `format` is what it really is ("xlsx", "xlsb", "ods", "xls", "csv",
    "html"), found from its content; `encoding` is that of a text file, else "".
    `skipped` are sheets that hold no cells to read (a chart), with the reason.
    """

    path: Path
    sha256: str
    format: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    skipped: tuple[tuple[str, str], ...] = ()
    problems: tuple[RowProblem, ...] = field(default=())


def cell_text(cell: Cell) -> str:
    """The cell as a person would type it: no trailing ".0", ISO dates, ends stripped.

    Inner line breaks stay. A date without a time of day is given as the date alone.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        day = cell.date().isoformat()
        return day if cell.time() == time() else f"{day} {cell:%H:%M:%S}"
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def is_empty(cell: Cell) -> bool:
    """Whether nothing readable stands in the cell."""
    if cell is None:
        return True
    return isinstance(cell, str) and not cell.strip("\u200b\ufeff \xa0\t\r\n\f\v\u3000")


def _number_text(number: float) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    return format(Decimal(repr(number)), "f")
