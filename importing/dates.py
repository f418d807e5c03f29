"""Dates as people type them, read strictly: a wrong date is worse than none.

The order of day and month is decided per column from all its values; a value that could be
read two ways in an undecided column is left undecided. Which column holds dates is `columns`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateOrder(StrEnum):
    """How 03/04/05 reads; the values are those of `--date-order`."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class DateResult:
    """One cell. `date` is None for an empty cell, for a stated "no date" ("N/A", "permanent";
    then `note` says so) and where `problem` says why nothing could be taken. `note` is a
    remark on a date that was taken ("two-digit year read as 2026"). `undecided` is a value
    that needs the column's order and did not get it."""

    date: date | None
    problem: str | None = None
    note: str | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """A column. `decided` is False only where some value needs an order, nothing in the column
    decides it and none was given: the user must be asked. `order` is None where no value
    needs one. `example` is an undecided value to show in the question."""

    order: DateOrder | None
    decided: bool
    results: tuple[DateResult, ...]
    example: str = ""
    contradictory: bool = False  # values prove both orders
