"""What is wrong with what was typed, and when to say so; checks that many forms share.

Limits and formats of a field are stated in `domain.records` alone and come back in words from
`storage.validation`; here are the days as typed and what two days say of each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from gui import text
from gui.widgets.fields import DayField
from gui.widgets.form_fields import Cure

Put = Callable[[str, Any], None]
BUDDHIST = 543  # years that the Thai calendar is ahead


class Tell(IntEnum):
    """From when on a problem is shown: at once, when its field is left, on saving."""

    AT_ONCE = 0
    WHEN_LEFT = 1
    ON_SAVING = 2


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field, in a sentence, and what would mend it with one click."""

    words: str
    cures: tuple[Cure, ...] = ()
    tell: Tell = Tell.AT_ONCE


def day_problem(name: str, control: DayField, put: Put) -> Problem | None:
    """Words that are no day, or that could be two."""
    if control.is_blank or control.value() is not None:
        return None
    readings = control.readings()
    if not readings:
        return Problem("This is not a date. Example: 23 Jan 2027", tell=Tell.WHEN_LEFT)
    cures = tuple(_use(name, day, put) for day in readings)
    return Problem("Day first or month first? Choose one.", cures, tell=Tell.WHEN_LEFT)


def _use(name: str, day: date, put: Put) -> Cure:
    return (f"Use {text.day(day)}", lambda: put(name, day))


def order_problem(
    later: str, earlier: str, values: Mapping[str, Any], words: str, put: Put | None = None
) -> Problem | None:
    """Two days of which the second may not lie before the first; equal days are fine.

    With `put` a year is offered that would set the later one right.
    """
    first, last = values.get(earlier), values.get(later)
    if first is None or last is None or last >= first:
        return None
    year = None if put is None else _better_year(first, last)
    if put is None or year is None:
        return Problem(words)
    day = last.replace(year=year)
    return Problem(f"{words} Is it {year}?", (_use(later, day, put),))


def _better_year(first: date, last: date, span: int = 3) -> int | None:
    """A year that puts `last` after `first`: by preference a certification cycle later."""
    if (last.month, last.day) == (2, 29):
        return None
    year = first.year + span
    return year if year <= date.max.year else None


def ahead_problem(
    name: str, values: Mapping[str, Any], today: date, words: str, cures: tuple[Cure, ...] = ()
) -> Problem | None:
    """A day on which something is said to have happened, and which has not come yet."""
    day = values.get(name)
    return Problem(words, cures) if day is not None and day > today else None


def calendar_note(name: str, day: date | None, put: Put) -> tuple[str, tuple[Cure, ...]] | None:
    """A year that looks like one of the Buddhist calendar."""
    if day is None or not 2443 <= day.year <= 2643 or (day.month, day.day) == (2, 29):
        return None
    other = day.replace(year=day.year - BUDDHIST)
    return (f"{day.year} looks like a year of the Buddhist calendar.", (_use(name, other, put),))
