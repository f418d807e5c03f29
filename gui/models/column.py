"""What a column of a list is, and the columns of a list in both widths."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gui.models.cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `stretch` is its share of the room left over; `sort` the name the register
    sorts by, empty if it does not. `cell(row, day)` says what stands in it; lists narrower than
    `above` leave it out."""

    title: str
    width: int
    cell: Callable[[Any, date], Cell]
    sort: str = ""
    stretch: int = 0
    right: bool = False
    above: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one list in both widths, with the height of a row in each. `wide_from`: the
    width of list from which the wide ones are shown."""

    wide: tuple[Column, ...]
    narrow: tuple[Column, ...]
    wide_from: int = 700
    wide_row: int = 36
    narrow_row: int = 54
