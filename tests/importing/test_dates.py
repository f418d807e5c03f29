"""Dates in the forms people type them, and the order of day and month per column."""

import datetime as dt
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from importing import date_words
from importing.cells import Cell
from importing.dates import DateOrder, DateResult, looks_like_date, parse_column

FIRST_OF_MARCH = dt.date(2026, 3, 1)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31))

WAYS = """
    2026-03-01|2026/03/01|2026.3.1|2026. 3. 1.|20260301|2026-03-01T10:00:00Z
    2026-03-01 10:00:00.000 +08:00|20260301093000|２０２６年３月１日|2026\\03\\01
    01-MAR-26|1-Mar-2026|1 March 2026|March 1st, 2026|Mar 1, 2026|MAR/01/2026|2026-Mar-01
    1st of March 2026|Sunday, 1 March 2026|Sun Mar 01 00:00:00 UTC 2026|01mar2026
    1. März 2026|1.Mrz.2026|So., 1. März 2026|den 1. März 2026
    1er mars 2026|dim. 1 mars 2026|le 1er mars 2026|1 MARS 2026
    1 de marzo de 2026|1 de marzo del 2026|1º de março de 2026|1 de marco de 2026
    1 marzo 2026|1 maart 2026|1 mrt. 2026|1 marca 2026|1 mar 2026|1 марта 2026
    ngày 1 tháng 3 năm 2026|01 tháng 3, 2026|1 thg 3, 2026|ngày 01/tháng 03/2026
    1 มี.ค. 2569|1 มีนาคม 2569|๑ มีนาคม ๒๕๖๙|วันที่ 1 มีนาคม พ.ศ. 2569|1 มีค 69|1 มีนาคม ค.ศ. 2026
    1 Maret 2026|1 Mac 2026|tanggal 1 Maret 2026
    2026年3月1日|2026年03月01日|二〇二六年三月一日|2026年3月1日(日)|2026 年 3 月 1 日|2026년 3월 1일
    令和8年3月1日|R8.3.1|R08/03/01|令和8年03月01日|民國115年3月1日|2569-03-01
    exp. 1 Mar 2026|Exp: 2026-03-01|valid until 2026-03-01|until 1 March 2026
    gültig bis 1. März 2026|valable jusqu'au 1er mars 2026|ważny do 1 marca 2026
    válido hasta el 1 de marzo de 2026|có hiệu lực đến ngày 1 tháng 3 năm 2026|หมดอายุ 1 มีนาคม 2569
    berlaku sampai 1 Maret 2026|有效期至2026年3月1日|2026年3月1日まで|2026-03-01 (expired)|46082
"""


def read(value: Any, **options: Any) -> DateResult:
    return parse_column([value], **options).results[0]


@pytest.mark.parametrize("text", WAYS.replace("\n", "|").strip("| ").split("|"))
def test_first_of_march_2026(text):
    result = read(text.strip(), today=dt.date(2026, 11, 23))
    assert (result.date, result.problem) == (FIRST_OF_MARCH, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("平成30年4月1日", dt.date(2018, 4, 1)),
        ("H30.4.1", dt.date(2018, 4, 1)),
        ("二○二六年十二月三十一日", dt.date(2026, 12, 31)),
        ("2026年十月二十日", dt.date(2026, 10, 20)),
        ("mar. 3 févr. 2026", dt.date(2026, 2, 3)),
        ("wt., 3 lutego 2026", dt.date(2026, 2, 3)),
        ("29 Feb 2028", dt.date(2028, 2, 29)),
        ("05/05/2026", dt.date(2026, 5, 5)),
        ("ngày 2 tháng mười hai năm 2026", dt.date(2026, 12, 2)),
        ("tháng năm 2026", dt.date(2026, 5, 1)),
    ],
)
def test_other_days(text, day):
    assert read(text).date == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2028", "31/02/2028 is no date; left empty"),
        ("29 Feb 2027", "is no date"),
        ("2026-13-01", "is no date"),
        ("2026-02-30", "is no date"),
        ("32/01/2026", "is no date"),
        ("30 tháng 2 năm 2026", "is no date"),
        ("2026年2月30日", "is no date"),
        ("13/13/2026", "is no date"),
        ("2026", "a year alone"),
        ("26-Dec", "no year"),
        ("12/26", "no year"),
        ("March", "cannot be read"),
        ("Q1 2026", "cannot be read"),
        ("expired", "cannot be read"),
        ("see certificate", "cannot be read"),
        ("suspended 12/12/2026", "cannot be read"),
        ("withdrawn 2026-01-01", "cannot be read"),
        ("not before 2026-01-01", "cannot be read"),
        ("2026-01-01, 2027-01-01", "cannot be read"),
        ("01/02/2026 to 01/02/2027", "cannot be read"),
        ("31.12.69", "two-digit year 69 is not clear"),
        ("12345", "no date"),
        ("123456", "cannot be read"),
        ("1 Mar 0206", "is no date"),
        ("#REF!", "formula"),
        ("########", "too narrow"),
        (True, "no date"),
        (7, "is a number, no date"),
        (2026, "a year alone"),
        (3.2026, "is a number, no date"),
        (-5.0, "is a number, no date"),
        (1e300, "is a number, no date"),
        (dt.time(10, 30), "time of day"),
    ],
)
def test_what_is_no_date_is_said_and_left_empty(text, words):
    result = read(text)
    assert result.date is None
    assert not result.undecided
    assert words in (result.problem or "")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (None, None),
        ("", None),
        ("  ", None),
        ("-", None),
        ("—", None),
        ("N/A", "states no date"),
        ("n.a.", "states no date"),
        ("TBD", "states no date"),
        ("tbc", "states no date"),
        ("Expiry: TBD", "states no date"),
        ("không có", "states no date"),
        ("ไม่มี", "states no date"),
        ("无", "states no date"),
        ("permanent", "states no end"),
        ("Unbefristet", "states no end"),
        ("长期有效", "states no end"),
        ("0000-00-00", "stands for no date"),
        ("0000-00-00 00:00:00", "stands for no date"),
        ("00/00/0000", "stands for no date"),
        (0, "stands for no date"),
        (dt.time(), "stands for no date"),
        (dt.date(1899, 12, 31), "stands for no date"),
    ],
)
def test_a_stated_absence_is_no_problem(text, note):
    result = read(text)
    assert (result.date, result.problem) == (None, None)
    assert result.note is None if note is None else note in (result.note or "")


@pytest.mark.parametrize(
    "text", ["Dec 2026", "12/2026", "2026-12", "Dec-26", "2026年12月", "ธ.ค. 2569"]
)
def test_a_month_without_a_day(text):
    expiry, issue = read(text, end_of_month=True), read(text)
    assert (expiry.date, issue.date) == (dt.date(2026, 12, 31), dt.date(2026, 12, 1))
    assert "no day stated" in (expiry.note or "")
    assert "no day stated" in (issue.note or "")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("31.12.26", dt.date(2026, 12, 31)),
        ("31.12.99", dt.date(1999, 12, 31)),
        ("12-Dec-26", dt.date(2026, 12, 12)),
        (46082, FIRST_OF_MARCH),
        (46082.75, FIRST_OF_MARCH),
        (dt.date(2569, 3, 1), FIRST_OF_MARCH),
    ],
)
def test_dates_that_needed_an_assumption_carry_a_note(value, day):
    result = read(value)
    assert result.date == day
    assert result.note


def test_periods_give_the_end_or_the_start():
    text = "2023年3月1日至2026年2月28日"
    assert read(text, end_of_month=True).date == dt.date(2026, 2, 28)
    assert read(text).date == dt.date(2023, 3, 1)
    assert "period" in (read(text).note or "")


def test_day_numbers_of_1904():
    assert read(44620, date1904=True).date == FIRST_OF_MARCH


@pytest.mark.parametrize("value", [FIRST_OF_MARCH, dt.datetime(2026, 3, 1, 23, 59)])  # noqa: DTZ001
def test_real_date_cells(value):
    assert read(value) == parse_column([FIRST_OF_MARCH]).results[0]


# --- the order of a column --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "order", "days"),
    [
        (["03/04/2026", "13/04/2026"], "dmy", ["2026-04-03", "2026-04-13"]),
        (["03/04/2026", "04/13/2026"], "mdy", ["2026-03-04", "2026-04-13"]),
        (["03.04.26", "31.12.27"], "dmy", ["2026-04-03", "2027-12-31"]),
        (["03/04/2026", "31/02/2028"], "dmy", ["2026-04-03", None]),
        (["05/05/2026", "2026-03-01"], None, ["2026-05-05", "2026-03-01"]),
        (["01/03/2569", "13/04/2569"], "dmy", ["2026-03-01", "2026-04-13"]),
        (["01/03/69", "13/04/2569"], "dmy", ["2026-03-01", "2026-04-13"]),
        (["26.03.01", "26.12.31", "27.01.15"], "ymd", ["2026-03-01", "2026-12-31", "2027-01-15"]),
        (["01032026", "13042026"], "dmy", ["2026-03-01", "2026-04-13"]),
        (["exp 03/04/2026", "until 13/04/2026 12:00"], "dmy", ["2026-04-03", "2026-04-13"]),
    ],
)
def test_values_that_decide_the_order(values, order, days):
    column = parse_column(values)
    assert column.decided
    assert column.order == order
    assert [r.date.isoformat() if r.date else None for r in column.results] == days


def test_nothing_decides():
    column = parse_column(["03/04/2026", "05/05/2026", "1 Mar 2026", dt.date(2026, 3, 13)])
    assert not column.decided
    assert column.order is None
    assert column.example == "03/04/2026"
    assert [r.undecided for r in column.results] == [True, False, False, False]
    assert "2026-04-03 or 2026-03-04" in (column.results[0].problem or "")


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03"), (DateOrder.MDY, "2026-03-04")])
def test_the_users_answer(order, day):
    column = parse_column(["03/04/2026"], order=order)
    assert column.decided
    assert column.results[0].date == dt.date.fromisoformat(day)


def test_the_answer_does_not_bend_what_has_one_reading():
    [only] = parse_column(["04/13/2026"], order="dmy").results
    assert only.date == dt.date(2026, 4, 13)
    assert "fits only" in (only.note or "")


def test_values_that_prove_both_orders_leave_the_others_undecided():
    column = parse_column(["13/04/2026", "04/13/2026", "03/04/2026"])
    assert column.contradictory
    assert not column.decided
    assert [r.undecided for r in column.results] == [False, False, True]
    assert column.results[0].date == column.results[1].date == dt.date(2026, 4, 13)


def test_a_year_in_front_is_not_taken_for_a_day_silently():
    column = parse_column(["26.03.01"], today=dt.date(2026, 11, 23))
    assert not column.decided
    assert parse_column(["26.03.01"], order="ymd").results[0].date == FIRST_OF_MARCH


def test_the_trace_of_swapped_days_is_noticed():
    values: list[Cell] = [
        dt.date(2026, 3, 4),
        dt.date(2026, 5, 6),
        dt.date(2026, 1, 12),
        "13/04/2026",
    ]
    assert "swapped" in parse_column(values).warning
    assert parse_column([*values, dt.date(2026, 1, 13)]).warning == ""


@pytest.mark.parametrize(
    ("cell", "looks"),
    [
        ("2026-03-01", True),
        ("03/04/2026", True),
        (FIRST_OF_MARCH, True),
        ("46082", False),
        (46082, False),
        ("12.5", False),
        ("EU-ISCC-Cert-DE105-86436004", False),
        ("ISO 9001:2015", False),
        ("Acme", False),
        (None, False),
    ],
)
def test_what_looks_like_a_date(cell, looks):
    assert looks_like_date(cell) is looks


# --- round trips ------------------------------------------------------------------------------

LANGUAGES = "en de fr es pt it nl pl vi th id ms zh ja ko cs sv da ru".split()  # noqa: SIM905


@given(day=DAYS, language=st.sampled_from(LANGUAGES), width=st.sampled_from(["long", "medium"]))
def test_every_language_reads_back_what_its_own_format_writes(day, language, width):
    text = format_date(day, width, locale=language)
    column = parse_column([text], order="ymd" if text[:4].isdecimal() else "dmy")
    assert column.results[0].date == day, text


@given(
    days=st.lists(DAYS, min_size=1, max_size=8),
    order=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y"]),
)
def test_a_column_is_read_rightly_or_left_undecided(days, order):
    column = parse_column([day.strftime(order) for day in days])
    for day, result in zip(days, column.results, strict=True):
        assert result.date == day or (result.date is None and result.undecided)
    if any(day.day > 12 for day in days):
        assert column.decided


@given(days=st.lists(DAYS, min_size=1, max_size=8), order=st.sampled_from(["%d.%m.%y", "%y.%m.%d"]))
def test_the_right_answer_reads_short_years_back(days, order):
    given_order = "ymd" if order.startswith("%y") else "dmy"
    column = parse_column([day.strftime(order) for day in days], order=given_order)
    assert [result.date for result in column.results] == days


@given(text=st.text(max_size=30) | st.from_regex(r"[0-9a-z./年月日 :,-]{1,16}", fullmatch=True))
def test_any_text_is_answered(text):
    column = parse_column([text])
    [result] = column.results
    assert not (result.date and result.problem)
    assert result.undecided is not column.decided


def test_no_month_name_means_two_months():
    meaning: dict[str, set[int]] = {}
    for language in date_words.LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(language).months[context][width].items():
                    word = date_words.normalised(name).replace(".", "")
                    meaning.setdefault(word, set()).add(number)
                    meaning.setdefault(date_words.without_accents(word), set()).add(number)
    assert {word for word, numbers in meaning.items() if len(numbers) > 1} == set()
    known = date_words.months()
    assert all(known[word] in numbers for word, numbers in meaning.items() if word in known)
