"""Words of the window: days, durations, counts, and what a state is called in a list.

Pure functions of values, without Qt. Vocabulary words themselves stand in
`domain.vocabulary`; sentences that explain a rule come from the rules.
"""

import re
from collections.abc import Mapping
from datetime import date

from domain.vocabulary import LEVEL_SHORT, NO_EVIDENCE_WORDS, STATE_WORDS, Level, State

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_LONG = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOTHING = "—"


def day(value: date | None) -> str:
    """23 Nov 2026; a dash where nothing is recorded."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else NOTHING


def day_long(value: date) -> str:
    """23 November 2026."""
    return f"{value.day} {MONTHS_LONG[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """Nov 2026."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def month_short(value: date) -> str:
    """Nov 26."""
    return f"{MONTHS[value.month - 1]} {value.year % 100:02}"


def count(number: int) -> str:
    """12,345."""
    return f"{number:,}"


def plural(number: int, one: str, many: str = "") -> str:
    """1 certificate, 2 certificates; 2 entries."""
    return f"{count(number)} {one if number == 1 else many or _many(one)}"


def _many(one: str) -> str:
    return f"{one[:-1]}ies" if one.endswith("y") and one[-2] not in "aeiou" else f"{one}s"


def months_between(first: date, last: date) -> int:
    """Whole months from one day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def join(*parts: str) -> str:
    """The parts that say something, with a middle dot between them."""
    return " · ".join(part for part in parts if part)


def validity_words(
    state: State, *, expiry: date | None, day_shown: date, since: date | None = None,
    days_left: int | None = None, short: bool = False,
) -> str:  # fmt: skip
    """What a list says of a state: "61 days left", "Lapsed 9 days", "Valid to Mar 2028"."""
    if days_left is None and expiry is not None:
        days_left = (expiry - day_shown).days
    if state is State.EXPIRED and days_left is not None:
        return f"Lapsed {_lapsed(expiry, day_shown, -days_left)}"
    if state in (State.URGENT, State.SOON) and days_left is not None:
        if days_left == 0:
            return "Last day" if short else "Ends today"
        return plural(days_left, "day") + ("" if short else " left")
    if state is State.UNDATED:
        return "No expiry" if short else "No expiry known"
    if state is State.NOT_YET_VALID and since is not None:
        return f"From {since.day} {MONTHS[since.month - 1]}" + ("" if short else f" {since.year}")
    if state is State.VALID and expiry is not None:
        return _months(expiry, day_shown) if short else f"Valid to {month(expiry)}"
    return STATE_WORDS[state]


def _months(expiry: date, day_shown: date) -> str:
    months = months_between(day_shown, expiry)
    if months >= 60:
        return plural(months // 12, "year")
    return plural(months, "month") if months >= 3 else plural((expiry - day_shown).days, "day")


def _lapsed(expiry: date | None, day_shown: date, days: int) -> str:
    if expiry is None or days < 92:
        return plural(days, "day")
    months = months_between(expiry, day_shown)
    return plural(months, "month") if months < 24 else plural(months // 12, "year")


def recognition_words(level: Level | None, buyers: tuple[str, ...] = ()) -> str:
    """What a list says of a level; a single buyer is named."""
    if level is None:
        return NO_EVIDENCE_WORDS
    if level is Level.ONE_CUSTOMER and len(buyers) == 1 and buyers[0]:
        return f"{buyers[0]} only"
    return LEVEL_SHORT[level]


_MONTH_NUMBER: Mapping[str, int] = {
    name.casefold(): number
    for names in (MONTHS, MONTHS_LONG)
    for number, name in enumerate(names, start=1)
}


def read_day(text: str) -> tuple[date, ...]:
    """The days that typed words can mean: none (not a date), one, or two (day or month first).

    Reads 2027-01-23, 23 Jan 2027, Jan 23 2027, 23.1.2027 and 23/1/2027; never guesses
    between 3 April and 4 March.
    """
    words = re.sub(r"[,\s]+", " ", text.strip().casefold())
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        return _days((match[1], match[2], match[3]))
    if match := re.fullmatch(r"(\d{1,2})[. -]*([a-z]+)\.?[ -]*(\d{4})", words):
        return _days((match[3], str(_MONTH_NUMBER.get(match[2], 0)), match[1]))
    if match := re.fullmatch(r"([a-z]+)\.? (\d{1,2}) (\d{4})", words):
        return _days((match[3], str(_MONTH_NUMBER.get(match[1], 0)), match[2]))
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", words):
        return _days((match[3], match[2], match[1]))
    if match := re.fullmatch(r"(\d{1,2})[/ -](\d{1,2})[/ -](\d{4})", words):
        return _days((match[3], match[2], match[1]), (match[3], match[1], match[2]))
    return ()


def _days(*readings: tuple[str, str, str]) -> tuple[date, ...]:
    found: list[date] = []
    for year, month_number, day_number in readings:
        try:
            value = date(int(year), int(month_number), int(day_number))
        except ValueError:
            continue
        if value not in found:
            found.append(value)
    return tuple(found)
