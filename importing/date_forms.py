"""The forms in which dates are written: numbers, month names, East Asian and era dates.

Each reader takes a normalised text and gives what it can stand for, or None if the text has
another form; NoDateError and NoYearError if it has the form but names no day.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from importing import date_words as words
from importing.date_reading import (
    Context,
    DateOrder,
    NoDateError,
    NoYearError,
    Reading,
    Year,
    fixed,
    month_only,
    year_of,
)

_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "s": 1925, "h": 1988, "r": 2018}
_ROC_OFFSET = 1911

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


def _east_asian(text: str, context: Context) -> Reading | None:
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
        return _parts(year_of(found[1], context), found[2], found[3], context)
    found = _ERA.fullmatch(tight)
    if found:
        number = 1 if found[2] == "元" else int(found[2])
        return _parts(Year(_ERAS[found[1]] + number), found[3], found[4], context)
    found = _ROC.fullmatch(tight)
    if found:
        number = 1 if found[1] == "元" else int(found[1])
        return _parts(Year(_ROC_OFFSET + number), found[2], found[3], context)
    return None


def _parts(year: Year, month: str, day: str | None, context: Context) -> Reading:
    if day:
        return fixed(year, int(month), int(day))
    return month_only(year, int(month), context)


_HAN = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def _arabic_numerals(text: str) -> str:
    """Chinese numerals of a date as digits; 十 counts tens in months and days."""
    text = re.sub(r"([一二三])?十([一二三四五六七八九])?", _tens, text)
    return "".join(_HAN.get(c, c) for c in text)


def _tens(found: re.Match[str]) -> str:
    return str(int(_HAN[found[1]] if found[1] else 1) * 10 + int(_HAN.get(found[2] or "", "0")))


_THREE = re.compile(r"(\d{1,4})\s?([-/., _])\s?(\d{1,2})\s?\2\s?'?(\d{1,4})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})|(\d{4})\s?[-/.]\s?(\d{1,2})")


def _numeric(text: str, context: Context) -> Reading | None:
    """01/03/2026, 2026-03-01, 26.3.1, 12/2026."""
    found = _THREE.fullmatch(text)
    if found:
        return _three_numbers(found[1], found[3], found[4], context)
    found = _MONTH_YEAR.fullmatch(text)
    if found:
        month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        return month_only(year_of(year, context), int(month), context)
    if re.fullmatch(r"\d{4}", text):
        raise NoYearError("a year alone is no date")
    if re.fullmatch(r"\d{1,2}\s?[-/.]\s?\d{1,2}", text):
        raise NoYearError("no year is stated, or no day")
    return None


def _three_numbers(first: str, second: str, third: str, context: Context) -> Reading:
    if len(first) == 4:
        return fixed(year_of(first, context), int(second), int(third))
    orders = {DateOrder.DMY: (third, second, first), DateOrder.MDY: (third, first, second)}
    if len(third) <= 2:
        orders[DateOrder.YMD] = (first, second, third)
    return _ordered(orders, context)


def _ordered(orders: Mapping[DateOrder, tuple[str, str, str]], context: Context) -> Reading:
    """The reading that depends on the order: (year, month, day) for each."""
    readings: dict[DateOrder, date | None] = {}
    year: Year | None = None
    unclear: NoYearError | None = None
    for order, (y, m, d) in orders.items():
        if len(m) > 2 or len(d) > 2 or not (1 <= int(m) <= 12 and 1 <= int(d) <= 31):
            continue
        try:
            year = year_of(y, context)
            readings[order] = fixed(year, int(m), int(d)).day
        except NoYearError as error:
            unclear = error
        except NoDateError:
            readings[order] = None
    if not readings or year is None:
        raise unclear or NoDateError
    if not year.two_digit:
        return Reading(by_order=readings, note=year.note, buddhist=year.buddhist)
    return Reading(by_order=readings, two_digit_year=True, buddhist=year.buddhist)


def _compact(text: str, context: Context) -> Reading | None:
    """20260301, 01032026, and a spreadsheet's day number in a text file."""
    if re.fullmatch(r"\d{14}", text):
        text = text[:8]
    if re.fullmatch(r"\d{8}", text):
        if text[:2] in ("19", "20", "24", "25") and int(text[4:6]) <= 12:
            return fixed(year_of(text[:4], context), int(text[4:6]), int(text[6:]))
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


def _named(text: str, context: Context) -> Reading | None:
    """1 March 2026, Mar 1st, 2026, 01-MAR-26, 1 de marzo de 2026, 1 มี.ค. 2569, tháng 3 2026."""
    tokens = _tokens(text)
    if tokens is None:
        return None
    numbers = [token for token in tokens if isinstance(token, str)]
    kinds = "".join("n" if isinstance(token, str) else "M" for token in tokens)
    month = next(int(t) for t in tokens if not isinstance(t, str))
    if _is_buddhist(text) and (len(numbers) < 2 or _two_digits_buddhist(numbers, kinds)):
        context = Context(True, context.end_of_month)
    if kinds in ("nMn", "Mnn", "nnM"):
        return _named_day(kinds, numbers, month, context)
    if kinds in ("Mn", "nM"):
        return _named_month(kinds, numbers[0], month, text, context)
    return None


def _named_day(kinds: str, numbers: list[str], month: int, context: Context) -> Reading | None:
    first, second = numbers
    if len(first) == 4 and kinds != "Mnn":
        first, second = second, first
    elif len(second) not in (2, 4):
        return None
    elif kinds == "nnM" or (len(first) == 2 and int(first) > 31):
        return None  # 26 1 March: no form anybody uses
    return fixed(year_of(second, context), month, int(first)) if len(first) <= 2 else None


def _named_month(
    kinds: str, number: str, month: int, text: str, context: Context
) -> Reading | None:
    if len(number) == 4:
        return month_only(year_of(number, context), month, context)
    year_shown = kinds == "Mn" and re.search(r"[-']\s?\d\d$", text)  # Dec-26, Dec '26
    if len(number) == 2 and (year_shown or int(number) > 31):
        return month_only(year_of(number, context), month, context)
    raise NoYearError("no year is stated")


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


FORMS = (_east_asian, _numeric, _compact, _named)
