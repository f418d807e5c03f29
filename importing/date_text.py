"""One text → what dates it can stand for. Strict: whatever does not fit a known form is a problem.

Which of several readings holds is decided for a whole column in `dates`.
"""

import re
from datetime import date
from functools import lru_cache

from importing import date_words as words
from importing.date_forms import FORMS
from importing.date_reading import Context, NoDateError, NoYearError, Reading

_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)")
_NO_DIGITS = re.compile(r"^\D+")
_UNTIL = re.compile(
    r"\b(?:until|till|to|through|bis|jusqu|hasta|até|fino|tot|do|đến|sampai)\b|至|まで|까지|ถึง",
    re.IGNORECASE,
)
_LONGEST = 100  # characters; a longer text is a remark, not a date


@lru_cache(maxsize=20_000)
def read_text(text: str, *, buddhist: bool = False, end_of_month: bool = False) -> Reading:
    """Read one text. `buddhist`: two-digit years of this column are Buddhist. `end_of_month`:
    a month without a day stands for its last day, else for its first."""
    whole = words.normalised(text)
    shown = " ".join(text.split())[:60]
    told = _no_date_told(whole, shown)
    if told:
        return told
    if len(whole) > _LONGEST:
        return Reading(problem=f"{shown}… cannot be read as a date; left empty")
    short = words.strip_words(_without_time(whole))
    told = _no_date_told(short, shown) if short else None
    if told:
        return told
    context = Context(buddhist, end_of_month)
    try:
        for read in FORMS:
            reading = read(short, context)
            if reading is not None:
                return reading
    except NoDateError:
        return Reading(problem=f"{shown} is no date; left empty")
    except NoYearError as why:
        return Reading(problem=f"{shown}: {why}; left empty")
    return _range(short, context) or Reading(
        problem=f"{shown} cannot be read as a date; left empty"
    )


def status_day(text: str) -> date | None:
    """The day beside a status word: "suspended since 2026-06-01". Only a first day, and only
    one that can be read in one way."""
    if len(text) > _LONGEST or len(_YEAR.findall(text)) != 1 or _UNTIL.search(text):
        return None
    pieces = text.split()
    tails = [" ".join(pieces[start:]) for start in range(len(pieces))]
    readings = (read_text(tail) for tail in (*tails, _NO_DIGITS.sub("", text)) if tail)
    return next((reading.day for reading in readings if reading.day), None)


def _no_date_told(text: str, shown: str) -> Reading | None:
    bare = text.strip(" .()") or text
    if not text:
        return Reading()
    if text in words.NOTHING or bare in words.NOTHING:
        spoken = any(c.isalpha() for c in text)
        return Reading(note=f"“{shown}” states no date; left empty" if spoken else "")
    if text in words.ENDLESS or bare in words.ENDLESS:
        return Reading(note=f"“{shown}” states no end; left empty")
    if re.fullmatch(r"(?:0{4}([-/.])00?\1(?:00?)|00?([-/.])00?\2(?:0{4}|00)|0{8})(?:t0.*)?", text):
        return Reading(note=f"{shown} stands for no date; left empty")
    if re.fullmatch(r"1900([-/.])0?1\1(?:00?)|00?([-/.])0?1\2(?:1900|00)", text):
        return Reading(note=f"{shown} stands for no date; left empty")
    if text in words.ERRORS:
        return Reading(problem=f"{shown} is a formula's error; left empty")
    if re.fullmatch(r"#{2,}", text):
        return Reading(
            problem=f"{shown} was exported from a column too narrow to show its date; left empty"
        )
    return None


_TIME = re.compile(
    r"(?:(?<=\d)t|[\s,]|^)*(?:上午|下午|午前|午後|오전|오후|เวลา|um|at|à|alle)?\s*"
    r"(?<!\d)(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[.,]\d{1,9})?"
    r"\s*(?:[ap]\.?\s?m\.?|uhr|hrs?|น\.?)?"
    r"\s*(?:z\b|utc\b|gmt\b|ce?s?t\b|[+-]\d{2}:?\d{2}\b)?"
)


def _without_time(text: str) -> str:
    return _TIME.sub(" ", text).strip(" ,;") if ":" in text else text


_BETWEEN = re.compile(
    r"\s(?:-|~|to|bis|until|till|au|al|a|até|tot|do|đến|đến ngày|ถึง|s/d|sampai)\s|\s?[至~〜]\s?"
)


def _range(text: str, context: Context) -> Reading | None:
    """Two dates with "to" between: the end where an end is looked for, else the start."""
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        return None
    dates = []
    for part in parts:
        try:
            found = next((r for f in FORMS if (r := f(part.strip(), context))), None)
        except (NoDateError, NoYearError):
            return None
        if found is None or found.day is None:  # ambiguous ends are not guessed
            return None
        dates.append(found.day)
    if dates[0] >= dates[1]:
        return None
    which = 1 if context.end_of_month else 0
    name = ("start", "end")[which]
    return Reading(dates[which], note=f"the {name} of the period {dates[0]} to {dates[1]}")
