"""One text → what dates it can stand for. Strict: whatever does not fit a known form is a problem.

Which of several readings holds is decided for a whole column in `dates`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from importing import date_words as words

EARLIEST, LATEST = 1900, 2200
_BUDDHIST_OFFSET = 543
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "s": 1925, "h": 1988, "r": 2018}
_ROC_OFFSET = 1911


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


class _NoDateError(ValueError):
    """The text has the form of a date, but there is no such day."""


class _NoYearError(ValueError):
    """The year cannot be told; the words say why."""


@lru_cache(maxsize=20_000)
def read_text(text: str, *, buddhist: bool = False, end_of_month: bool = False) -> Reading:
    """Read one text. `buddhist`: two-digit years of this column are Buddhist. `end_of_month`:
    a month without a day stands for its last day, else for its first."""
    whole = words.normalised(text)
    shown = " ".join(text.split())[:60]
    told = _no_date_told(whole, shown)
    if told:
        return told
    short = words.strip_words(_without_time(whole))
    told = _no_date_told(short, shown) if short else None
    if told:
        return told
    context = _Context(buddhist, end_of_month)
    try:
        for read in (_east_asian, _numeric, _compact, _named):
            reading = read(short, context)
            if reading is not None:
                return reading
    except _NoDateError:
        return Reading(problem=f"{shown} is no date; left empty")
    except _NoYearError as why:
        return Reading(problem=f"{shown}: {why}; left empty")
    return _range(short, context) or Reading(
        problem=f"{shown} cannot be read as a date; left empty"
    )


@dataclass(frozen=True, slots=True)
class _Context:
    buddhist: bool
    end_of_month: bool


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


# --- years and days ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Year:
    value: int
    note: str = ""
    two_digit: bool = False
    buddhist: bool = False


def _year(digits: str, context: _Context) -> _Year:
    """The year its digits stand for, in the common era."""
    number = int(digits)
    if len(digits) == 4:
        return _whole_year(number)
    if len(digits) != 2:
        raise _NoDateError
    if context.buddhist:
        year = 2500 + number - _BUDDHIST_OFFSET
        return _Year(year, f"two-digit Buddhist year {digits} read as {year}", True, True)
    if number < 50:
        year = 2000 + number
    elif number >= 87:
        year = 1900 + number
    else:
        raise _NoYearError(f"the two-digit year {digits} is not clear")
    return _Year(year, f"two-digit year {digits} read as {year}", True)


def _whole_year(number: int) -> _Year:
    if EARLIEST <= number <= LATEST:
        return _Year(number)
    common = number - _BUDDHIST_OFFSET
    if EARLIEST <= common <= LATEST:
        return _Year(common, f"Buddhist year {number} read as {common}", buddhist=True)
    raise _NoDateError


def _fixed(year: _Year, month: int, day: int) -> Reading:
    try:
        return Reading(
            date(year.value, month, day),
            note=year.note,
            two_digit_year=year.two_digit,
            buddhist=year.buddhist,
        )
    except ValueError as error:
        raise _NoDateError from error


def _month_only(year: _Year, month: int, context: _Context) -> Reading:
    if not 1 <= month <= 12:
        raise _NoDateError
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


# --- forms ------------------------------------------------------------------------------------

_CJK = re.compile(
    r"(?:西元|公元|西暦|서기)?(\d{4}|\d{2})[年년](\d{1,2})[月월](?:(\d{1,2})[日号號일]?)?"
)
_ERA = re.compile(
    r"(昭和|平成|令和|[shr])\.?(\d{1,2}|元)[年./-](\d{1,2})(?:[月./-](?:(\d{1,2})日?)?)?"
)
_ROC = re.compile(r"(?:中華)?民[國国](\d{2,3}|元)[年./-](\d{1,2})[月./-](?:(\d{1,2})日?)?")
_WEEKDAY_NOTE = re.compile(
    r"\(?(?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?\)?$"
)


def _east_asian(text: str, context: _Context) -> Reading | None:
    """2026年3月1日, 二〇二六年三月一日, 令和8年3月1日, R8.3.1, 民國115年3月1日, 2026년 3월 1일."""
    tight = text.replace(" ", "")
    if not re.search(r"[年년]|^(?:[shr]\.?\d|昭和|平成|令和)|民[國国]", tight):
        return None
    if re.search(r"[日号號일]", tight):
        shorter = _WEEKDAY_NOTE.sub("", tight)
        tight = shorter if re.search(r"[日号號일]$", shorter) else tight
    tight = _arabic_numerals(tight).replace(",", "").replace("、", "")
    found = _CJK.fullmatch(tight)
    if found:
        return _parts(_year(found[1], context), found[2], found[3], context)
    found = _ERA.fullmatch(tight)
    if found:
        number = 1 if found[2] == "元" else int(found[2])
        return _parts(_Year(_ERAS[found[1]] + number), found[3], found[4], context)
    found = _ROC.fullmatch(tight)
    if found:
        number = 1 if found[1] == "元" else int(found[1])
        return _parts(_Year(_ROC_OFFSET + number), found[2], found[3], context)
    return None


def _parts(year: _Year, month: str, day: str | None, context: _Context) -> Reading:
    if day:
        return _fixed(year, int(month), int(day))
    return _month_only(year, int(month), context)


_HAN = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def _arabic_numerals(text: str) -> str:
    """Chinese numerals of a date as digits; 十 counts tens in months and days."""
    text = re.sub(r"([一二三])?十([一二三四五六七八九])?", _tens, text)
    return "".join(_HAN.get(c, c) for c in text)


def _tens(found: re.Match[str]) -> str:
    return str(int(_HAN[found[1]] if found[1] else 1) * 10 + int(_HAN.get(found[2] or "", "0")))


_THREE = re.compile(r"(\d{1,4})\s?([-/., _])\s?(\d{1,2})\s?\2\s?'?(\d{1,4})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})|(\d{4})\s?[-/.]\s?(\d{1,2})")


def _numeric(text: str, context: _Context) -> Reading | None:
    """01/03/2026, 2026-03-01, 26.3.1, 12/2026."""
    found = _THREE.fullmatch(text)
    if found:
        return _three_numbers(found[1], found[3], found[4], context)
    found = _MONTH_YEAR.fullmatch(text)
    if found:
        month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        return _month_only(_year(year, context), int(month), context)
    if re.fullmatch(r"\d{4}", text):
        raise _NoYearError("a year alone is no date")
    if re.fullmatch(r"\d{1,2}\s?[-/.]\s?\d{1,2}", text):
        raise _NoYearError("no year is stated, or no day")
    return None


def _three_numbers(first: str, second: str, third: str, context: _Context) -> Reading:
    if len(first) == 4:
        return _fixed(_year(first, context), int(second), int(third))
    orders = {DateOrder.DMY: (third, second, first), DateOrder.MDY: (third, first, second)}
    if len(third) <= 2:
        orders[DateOrder.YMD] = (first, second, third)
    return _ordered(orders, context)


def _ordered(orders: Mapping[DateOrder, tuple[str, str, str]], context: _Context) -> Reading:
    """The reading that depends on the order: (year, month, day) for each."""
    readings: dict[DateOrder, date | None] = {}
    year: _Year | None = None
    unclear: _NoYearError | None = None
    for order, (y, m, d) in orders.items():
        if len(m) > 2 or len(d) > 2 or not (1 <= int(m) <= 12 and 1 <= int(d) <= 31):
            continue
        try:
            year = _year(y, context)
            readings[order] = _fixed(year, int(m), int(d)).day
        except _NoYearError as error:
            unclear = error
        except _NoDateError:
            readings[order] = None
    if not readings or year is None:
        raise unclear or _NoDateError
    if not year.two_digit:
        return Reading(by_order=readings, note=year.note, buddhist=year.buddhist)
    return Reading(by_order=readings, two_digit_year=True, buddhist=year.buddhist)


def _compact(text: str, context: _Context) -> Reading | None:
    """20260301, 01032026, and a spreadsheet's day number in a text file."""
    if re.fullmatch(r"\d{14}", text):
        text = text[:8]
    if re.fullmatch(r"\d{8}", text):
        if text[:2] in ("19", "20", "24", "25") and int(text[4:6]) <= 12:
            return _fixed(_year(text[:4], context), int(text[4:6]), int(text[6:]))
        a, b, y = text[:2], text[2:4], text[4:]
        return _ordered({DateOrder.DMY: (y, b, a), DateOrder.MDY: (y, a, b)}, context)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return serial_reading(float(text), date1904=False)
    return None


def serial_reading(number: float, *, date1904: bool) -> Reading:
    """A spreadsheet's day number; only numbers from 1950 to 2100 are taken for one."""
    base = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    shown = f"{number:g}" if number != int(number) else str(int(number))
    if date(1950, 1, 1) <= (day := _shifted(base, number)) <= date(2100, 12, 31):
        return Reading(day, note=f"day number {shown} read as {day.isoformat()}")
    if 1900 <= number <= 2700 and number == int(number):
        return Reading(problem=f"{shown}: a year alone is no date; left empty")
    return Reading(problem=f"{shown} is a number, no date; left empty")


def _shifted(base: date, days: float) -> date:
    return base + timedelta(days=int(days)) if 0 <= days < 2_000_000 else date.min


def _named(text: str, context: _Context) -> Reading | None:
    """1 March 2026, Mar 1st, 2026, 01-MAR-26, 1 de marzo de 2026, 1 มี.ค. 2569, tháng 3 2026."""
    tokens = _tokens(text)
    if tokens is None:
        return None
    numbers = [token for token in tokens if isinstance(token, str)]
    kinds = "".join("n" if isinstance(token, str) else "M" for token in tokens)
    month = next(int(t) for t in tokens if not isinstance(t, str))
    if _is_buddhist(text) and (len(numbers) < 2 or _two_digits_buddhist(numbers, kinds)):
        context = _Context(True, context.end_of_month)
    if kinds in ("nMn", "Mnn", "nnM"):
        return _named_day(kinds, numbers, month, context)
    if kinds in ("Mn", "nM"):
        return _named_month(kinds, numbers[0], month, text, context)
    return None


def _named_day(kinds: str, numbers: list[str], month: int, context: _Context) -> Reading | None:
    first, second = numbers
    if len(first) == 4 and kinds != "Mnn":
        first, second = second, first
    elif len(second) not in (2, 4):
        return None
    elif kinds == "nnM" or (len(first) == 2 and int(first) > 31):
        return None  # 26 1 March: no form anybody uses
    return _fixed(_year(second, context), month, int(first)) if len(first) <= 2 else None


def _named_month(
    kinds: str, number: str, month: int, text: str, context: _Context
) -> Reading | None:
    if len(number) == 4:
        return _month_only(_year(number, context), month, context)
    year_shown = kinds == "Mn" and re.search(r"[-']\s?\d\d$", text)  # Dec-26, Dec '26
    if len(number) == 2 and (year_shown or int(number) > 31):
        return _month_only(_year(number, context), month, context)
    raise _NoYearError("no year is stated")


def _two_digits_buddhist(numbers: list[str], kinds: str) -> bool:
    """Thai two-digit years from 50 are Buddhist (69 = 2569); below, they may be either."""
    year = numbers[1]
    return len(year) == 2 and int(year) >= 50 and kinds != "nnM"


_THAI = re.compile("[\u0e00-\u0e7f]")


def _is_buddhist(text: str) -> bool:
    return bool(_THAI.search(text)) and "ค.ศ" not in text


def _tokens(text: str) -> list[str | int] | None:
    """Numbers as text, the month as int, in order; None if there is not exactly one month or
    a word that has no business in a date."""
    text = words.written_out_vietnamese(text)
    text = re.sub(r"(\d)\.?([^\W\d_])", r"\1 \2", text)
    text = re.sub(r"([^\W\d_]\.?)(\d)", r"\1 \2", re.sub(r"(\D)'(\d\d)$", r"\1 \2", text))
    tokens: list[str | int] = []
    rest = iter(t for t in re.split(r"[\s,/()_-]+", text.replace("d'", "")) if t.strip("."))
    for token in rest:
        word = token.replace(".", "")
        if word.isdecimal():
            tokens.append(word)
        elif word in words.VIETNAMESE_MONTH and (number := next(rest, "")).isdecimal():
            tokens.append(int(number))
        elif word in words.months() and not _is_weekday_here(word, text):
            tokens.append(words.months()[word])
        elif not _is_filler(word):
            return None
    months = [token for token in tokens if isinstance(token, int)]
    return tokens if len(months) == 1 and 1 <= months[0] <= 12 else None


def _is_filler(word: str) -> bool:
    return (
        word in words.FILLERS
        or word in words.BUDDHIST
        or word in words.COMMON_ERA
        or word in words.weekdays()
    )


def _is_weekday_here(word: str, text: str) -> bool:
    """ "mar. 3 févr. 2026" begins with a Tuesday: another month name follows."""
    if word not in words.weekdays():
        return False
    others = [t.replace(".", "") for t in re.split(r"[\s,/()_-]+", text)]
    return sum(t in words.months() for t in others) > 1 and others[0] == word


_BETWEEN = re.compile(
    r"\s(?:-|~|to|bis|until|till|au|al|a|até|tot|do|đến|đến ngày|ถึง|s/d|sampai)\s|\s?[至~〜]\s?"
)


def _range(text: str, context: _Context) -> Reading | None:
    """Two dates with "to" between: the end where an end is looked for, else the start."""
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        return None
    readers: tuple[Callable[[str, _Context], Reading | None], ...]
    readers = (_east_asian, _numeric, _compact, _named)
    dates = []
    for part in parts:
        try:
            found = next((r for f in readers if (r := f(part.strip(), context))), None)
        except (_NoDateError, _NoYearError):
            return None
        if found is None or found.day is None:  # ambiguous ends are not guessed
            return None
        dates.append(found.day)
    if dates[0] >= dates[1]:
        return None
    which = 1 if context.end_of_month else 0
    name = ("start", "end")[which]
    return Reading(dates[which], note=f"the {name} of the period {dates[0]} to {dates[1]}")
