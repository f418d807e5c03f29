"""Dates of a column, read strictly: a wrong date is worse than none.

The order of day and month is decided per column from all its values; a value that could be
read two ways in an undecided column is left undecided. How one text reads is `date_text`,
which column holds dates is `columns`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from importing.cells import Cell
from importing.date_forms import serial_reading
from importing.date_reading import DateOrder, Reading
from importing.date_text import read_text

__all__ = ["ColumnDates", "DateOrder", "DateResult", "looks_like_date", "parse_column"]

_FAR_YEARS = 15
_SPREAD = 10


@dataclass(frozen=True, slots=True)
class DateResult:
    """One cell. `date` is None for an empty cell, for a stated "no date" ("N/A", "permanent";
    then `note` may say so) and where `problem` says why nothing could be taken. `note` is a
    remark on a date that was taken ("two-digit year 26 read as 2026"). `undecided` is a value
    that needs the column's order and did not get it; it has a `problem` too."""

    date: date | None
    problem: str | None = None
    note: str | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """A column. `decided` is False only where some value needs an order, nothing in the column
    decides it and none was given: the user must be asked. `order` is None where no value needs
    one. `example` is an undecided value to show in the question; `contradictory`: the values
    prove both orders. `warning` is a doubt about the column as a whole."""

    order: DateOrder | None
    decided: bool
    results: tuple[DateResult, ...]
    example: str = ""
    contradictory: bool = False
    warning: str = ""


def parse_column(
    values: Sequence[Cell],
    *,
    order: DateOrder | str | None = None,
    date1904: bool = False,
    end_of_month: bool = False,
    today: date | None = None,
) -> ColumnDates:
    """Read all cells of a date column, in order.

    `order` is the user's answer; `date1904` the sheet's day numbers; `end_of_month` is for
    columns that name a last day ("Dec 2026" → 31 December). `today` serves to notice a
    two-digit year that reads far off.
    """
    given = DateOrder(order) if order is not None else None
    readings = _readings(values, date1904=date1904, end_of_month=end_of_month)
    plan = _decide(readings, given, today)
    results = tuple(
        _result(value, reading, plan, today)
        for value, reading in zip(values, readings, strict=True)
    )
    undecided = [i for i, result in enumerate(results) if result.undecided]
    return ColumnDates(
        order=plan.order or (DateOrder.YMD if plan.year_first else None),
        decided=not undecided,
        results=results,
        example=str(values[undecided[0]]).strip() if undecided else "",
        contradictory=plan.contradictory,
        warning=_swapped_warning(values, readings),
    )


def looks_like_date(cell: Cell) -> bool:
    """Whether a cell is, or reads as, a date; bare numbers never do."""
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str) or len(cell) > 60 or not any(c.isdigit() for c in cell):
        return False
    if cell.strip().replace(".", "", 1).isdecimal() and len(cell.strip()) != 8:
        return False
    reading = read_text(cell)
    return reading.day is not None or any(reading.by_order.values())


# --- cells → readings -------------------------------------------------------------------------


def _readings(values: Sequence[Cell], *, date1904: bool, end_of_month: bool) -> list[Reading]:
    read = partial(_reading, date1904=date1904, end_of_month=end_of_month)
    readings = [read(value, buddhist=False) for value in values]
    if any(reading.buddhist for reading in readings):
        readings = [read(value, buddhist=True) for value in values]
    return readings


def _reading(value: Cell, *, buddhist: bool, date1904: bool, end_of_month: bool) -> Reading:
    if value is None:
        return Reading()
    if isinstance(value, str):
        return read_text(value, buddhist=buddhist, end_of_month=end_of_month)
    if isinstance(value, datetime):
        return _real_date(value.date())
    if isinstance(value, date):
        return _real_date(value)
    if isinstance(value, bool):
        return Reading(problem=f"{value} is no date; left empty")
    if isinstance(value, int | float):
        if value == 0:
            return Reading(note="0 stands for no date; left empty")
        if isinstance(value, int) and 10_000_000 <= value <= 99_999_999:
            return read_text(str(value), end_of_month=end_of_month)
        return serial_reading(value, date1904=date1904)
    if value in (time(), timedelta()):
        return Reading(note="day 0 stands for no date; left empty")
    return Reading(problem=f"{value} is a time of day, no date; left empty")


def _real_date(day: date) -> Reading:
    """A cell the file types as a date. Buddhist years typed into a Gregorian sheet are mended."""
    if day <= date(1899, 12, 31):
        return Reading(note=f"{day.isoformat()} stands for no date; left empty")
    if day.year >= 2400:
        return read_text(day.isoformat())
    return Reading(day)


# --- the order --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the column reads: `order` for day and month; `year_first` for 26.03.01."""

    order: DateOrder | None
    year_first: bool
    contradictory: bool = False
    given: bool = False


_DAY_MONTH = (DateOrder.DMY, DateOrder.MDY)


def _decide(readings: Sequence[Reading], given: DateOrder | None, today: date | None) -> _Plan:
    year_first = _is_year_first(readings) if given is None else given is DateOrder.YMD
    proved = set()
    for reading in readings:
        if year_first and DateOrder.YMD in reading.by_order:
            continue
        fits = [order for order in _DAY_MONTH if order in reading.by_order]
        if len(fits) == 1:
            proved.add(fits[0])
    if given in _DAY_MONTH:
        return _Plan(given, year_first=False, contradictory=len(proved) == 2, given=True)
    order = proved.pop() if len(proved) == 1 else None
    return _Plan(order, year_first, contradictory=len(proved) == 2, given=given is not None)


def _is_year_first(readings: Sequence[Reading]) -> bool:
    """Whether 26.03.01 is 1 March 2026 here: every such value allows it, and one allows nothing
    else or the years lie so close together only in this reading (days spread, years do not)."""
    short = [r.by_order for r in readings if r.two_digit_year and r.by_order]
    if not short or not all(by_order.get(DateOrder.YMD) for by_order in short):
        return False
    if any(set(by_order) == {DateOrder.YMD} for by_order in short):
        return True
    first = [d.year for by_order in short if (d := by_order[DateOrder.YMD])]
    last = [d.year for by_order in short for o in _DAY_MONTH if (d := by_order.get(o))]
    if len(short) < 3 or not last:
        return False
    return max(first) - min(first) <= _SPREAD < max(last) - min(last)


# --- readings → results -----------------------------------------------------------------------


def _result(value: Cell, reading: Reading, plan: _Plan, today: date | None) -> DateResult:
    if reading.problem:
        return DateResult(None, problem=reading.problem)
    if not reading.by_order:
        return DateResult(reading.day, note=reading.note or None)
    shown = " ".join(str(value).split())[:60]
    found = _possible(reading, plan)
    if len(set(found.values())) == 1:
        day = next(iter(found.values()))
        if day is None:
            return DateResult(None, problem=f"{shown} is no date; left empty")
        if not _year_may_come_first(reading, day, plan, today):
            return DateResult(day, note=_note(reading, day, next(iter(found)), plan))
    days = [d.isoformat() for d in dict.fromkeys(reading.by_order.values()) if d]
    return DateResult(
        None,
        problem=f"{shown} may be {' or '.join(days)}; left empty until the order is known",
        undecided=True,
    )


def _possible(reading: Reading, plan: _Plan) -> dict[DateOrder, date | None]:
    """The readings left under the plan, at least one."""
    by_order = dict(reading.by_order)
    wanted = DateOrder.YMD if plan.year_first and DateOrder.YMD in by_order else plan.order
    if wanted in by_order:
        return {wanted: by_order[wanted]}
    day_month = {order: by_order[order] for order in _DAY_MONTH if order in by_order}
    return day_month or by_order


def _year_may_come_first(reading: Reading, day: date, plan: _Plan, today: date | None) -> bool:
    """26.03.01 read as 26 March 2001, where 1 March 2026 would lie near today: not certain."""
    other = reading.by_order.get(DateOrder.YMD)
    if plan.given or plan.year_first or other is None or other == day or today is None:
        return False
    far = abs(day.year - today.year) > _FAR_YEARS
    return far and abs(other.year - today.year) <= _FAR_YEARS


def _note(reading: Reading, day: date, used: DateOrder, plan: _Plan) -> str | None:
    notes = [reading.note] if reading.note else []
    if reading.two_digit_year:
        notes.append(f"two-digit year read as {day.year}")
    if plan.given and plan.order and used is not plan.order:
        notes.append(f"fits only the order {used.value}; read as {day.isoformat()}")
    return "; ".join(notes) or None


def _swapped_warning(values: Sequence[Cell], readings: Sequence[Reading]) -> str:
    """The trace of a program that took day for month where it could and left the rest as text."""
    real = [v for v in values if isinstance(v, date)]
    texts = [r.by_order for r in readings if r.by_order]
    one_way = [t for t in texts if len(t) == 1]
    if len(real) < 3 or not texts or len(one_way) < len(texts):
        return ""
    if all(v.day <= 12 for v in real) and any(v.day != v.month for v in real):
        return (
            "Days above 12 stand as text here, all others as dates: a program may have swapped "
            "day and month when the file was made. Check some dates against the certificates."
        )
    return ""
