"""What a text of a date can stand for, and years in their several counts.

Values and small conversions; which forms there are is `date_forms`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

EARLIEST, LATEST = 1900, 2200
_BUDDHIST_OFFSET = 543


class DateOrder(StrEnum):
    """How 03/04/05 reads; the values are those of `--date-order`."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text can stand for. One of: `day`; `by_order`, a date for each order that fits
    the shape (None: the shape fits, but there is no such day); `problem`; or nothing at all
    (no date is stated, `note` may say so)."""

    day: date | None = None
    by_order: Mapping[DateOrder, date | None] = field(default_factory=dict)
    problem: str = ""
    note: str = ""
    two_digit_year: bool = False
    buddhist: bool = False


class NoDateError(ValueError):
    """The text has the form of a date, but there is no such day."""


class NoYearError(ValueError):
    """The year cannot be told; the words say why."""


@dataclass(frozen=True, slots=True)
class Context:
    buddhist: bool
    end_of_month: bool


@dataclass(frozen=True, slots=True)
class Year:
    value: int
    note: str = ""
    two_digit: bool = False
    buddhist: bool = False


def year_of(digits: str, context: Context) -> Year:
    """The year its digits stand for, in the common era."""
    number = int(digits)
    if len(digits) == 4:
        return _whole_year(number)
    if len(digits) != 2:
        raise NoDateError
    if context.buddhist:
        year = 2500 + number - _BUDDHIST_OFFSET
        return Year(year, f"two-digit Buddhist year {digits} read as {year}", True, True)
    if number < 50:
        year = 2000 + number
    elif number >= 87:
        year = 1900 + number
    else:
        raise NoYearError(f"the two-digit year {digits} is not clear")
    return Year(year, f"two-digit year {digits} read as {year}", True)


def _whole_year(number: int) -> Year:
    if EARLIEST <= number <= LATEST:
        return Year(number)
    common = number - _BUDDHIST_OFFSET
    if EARLIEST <= common <= LATEST:
        return Year(common, f"Buddhist year {number} read as {common}", buddhist=True)
    raise NoDateError


def fixed(year: Year, month: int, day: int) -> Reading:
    try:
        return Reading(
            date(year.value, month, day),
            note=year.note,
            two_digit_year=year.two_digit,
            buddhist=year.buddhist,
        )
    except ValueError as error:
        raise NoDateError from error


def month_only(year: Year, month: int, context: Context) -> Reading:
    if not 1 <= month <= 12:
        raise NoDateError
    first = date(year.value, month, 1)
    if context.end_of_month:
        following = (first + timedelta(days=31)).replace(day=1)
        day, which = following - timedelta(days=1), "last"
    else:
        day, which = first, "first"
    note = f"no day stated; read as the {which} of the month, {day.isoformat()}"
    return Reading(
        day,
        note=f"{year.note}; {note}" if year.note else note,
        two_digit_year=year.two_digit,
        buddhist=year.buddhist,
    )
