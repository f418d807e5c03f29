"""Where the tables of a sheet are: header rows, columns, data rows, and what is no data.

It sees shapes and asks a scorer how much a row of texts looks like headers; what the headers
mean is `columns`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from importing.cells import Cell

HeaderScore = Callable[[list[str]], float]
"""0.0 for a row of texts without a known header, up to 1.0 where every text is one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `index` counts the sheet's columns from 0. `header` is one line;
    a header of two rows is joined top to bottom with a space ("Certificate Number"), and ""
    where the column has none."""

    index: int
    header: str
    letter: str  # as the spreadsheet names it: "A", "AB"


@dataclass(frozen=True, slots=True)
class DataRow:
    """One record of a table; `cells` is as long as the table's `columns`."""

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
