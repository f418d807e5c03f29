"""Calendar arithmetic of the rules: months, and nothing else.

A span of months is counted the way people count it: from 14 May to 14 May. Where the target
month is too short the last day of that month is taken, so two years from 29 February end on
28 February.
"""

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (earlier if negative); clipped to month's end.

    Beyond the calendar's own ends the first or the last day there is comes back.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_after(day: date) -> date:
    """The next day; the calendar's last day has none and stands for itself."""
    return day if day == date.max else day + ONE_DAY


def day_before(day: date) -> date:
    """The day before; the calendar's first day has none and stands for itself."""
    return day if day == date.min else day - ONE_DAY


def days_ahead(day: date, days: int) -> date:
    """`days` later (earlier if negative), within the calendar's first and last day."""
    if days > (date.max - day).days:
        return date.max
    return date.min if days < (date.min - day).days else day + timedelta(days=days)
