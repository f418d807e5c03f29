"""Words of the window."""

from datetime import date

import pytest

from domain.vocabulary import Level, State
from gui import fonts, text
from gui.widgets.labels import elide, plain_tip

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-01-23", [date(2027, 1, 23)]),
        ("23 Jan 2027", [date(2027, 1, 23)]),
        ("23 January 2027", [date(2027, 1, 23)]),
        ("Jan 23, 2027", [date(2027, 1, 23)]),
        ("23.1.2027", [date(2027, 1, 23)]),
        ("23/1/2027", [date(2027, 1, 23)]),
        ("1/23/2027", [date(2027, 1, 23)]),
        ("03/04/2027", [date(2027, 4, 3), date(2027, 3, 4)]),
        ("04/04/2027", [date(2027, 4, 4)]),
        ("31/02/2027", []),
        ("29 Feb 2027", []),
        ("soon", []),
        ("", []),
    ],
)
def test_typed_days_are_read_and_never_guessed(typed: str, meant: list[date]) -> None:
    assert list(text.read_day(typed)) == meant


@pytest.mark.parametrize(
    ("state", "expiry", "words", "short"),
    [
        (State.VALID, date(2028, 3, 30), "Valid to Mar 2028", "16 months"),
        (State.SOON, date(2027, 1, 23), "61 days left", "61 days"),
        (State.URGENT, date(2026, 11, 24), "1 day left", "1 day"),
        (State.URGENT, DAY, "Ends today", "Last day"),
        (State.EXPIRED, date(2026, 11, 14), "Lapsed 9 days", "Lapsed 9 days"),
        (State.EXPIRED, date(2026, 3, 19), "Lapsed 8 months", "Lapsed 8 months"),
        (State.EXPIRED, date(2018, 9, 15), "Lapsed 8 years", "Lapsed 8 years"),
        (State.UNDATED, None, "No expiry known", "No expiry"),
        (State.SUSPENDED, date(2027, 5, 11), "Suspended", "Suspended"),
    ],
)
def test_a_list_says_how_long(state: State, expiry: date | None, words: str, short: str) -> None:
    assert text.validity_words(state, expiry=expiry, day_shown=DAY) == words
    assert text.validity_words(state, expiry=expiry, day_shown=DAY, short=True) == short


def test_what_begins_later_says_from_when() -> None:
    starts = date(2026, 12, 1)
    found = text.validity_words(State.NOT_YET_VALID, expiry=None, day_shown=DAY, since=starts)
    assert found == "From 1 Dec 2026"


@pytest.mark.parametrize(
    ("level", "buyers", "words"),
    [
        (None, (), "No evidence"),
        (Level.ONE_CUSTOMER, ("Halden Grid AS",), "Halden Grid AS only"),
        (Level.ONE_CUSTOMER, ("A", "B"), "One customer"),
        (Level.UNPROVEN, (), "Unproven"),
    ],
)
def test_recognition_in_a_list(level: Level | None, buyers: tuple[str, ...], words: str) -> None:
    assert text.recognition_words(level, buyers) == words


def test_numbers_take_the_plural() -> None:
    assert text.plural(1, "entry") == "1 entry"
    assert [text.plural(2, one) for one in ("entry", "day", "site")] == [
        "2 entries", "2 days", "2 sites",
    ]  # fmt: skip


def test_what_is_one_line_stays_one() -> None:
    assert elide("Great\r\nLakes", fonts.font(13), 500) == "Great Lakes"


def test_no_name_turns_its_letters_round() -> None:
    assert "\u202e" not in elide("\u202eevil", fonts.font(13), 500)
    assert elide("شركة الكابلات", fonts.font(13), 500) == "شركة الكابلات"
    assert "\u2066" not in plain_tip("a\u2066b")
