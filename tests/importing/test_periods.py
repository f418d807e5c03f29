"""Columns that hold a start and an end in one cell."""

from datetime import date

import pytest

from importing.periods import split_period
from tests.importing.planning import Desk


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("01.01.2024 - 31.12.2026", ("01.01.2024", "31.12.2026")),
        ("2024-01-01 – 2026-12-31", ("2024-01-01", "2026-12-31")),
        ("01/2024 to 12/2026", ("01/2024", "12/2026")),
        ("from 1 May 2024 until 30 April 2027", ("1 May 2024", "30 April 2027")),
        ("2024年1月1日至2026年12月31日", ("2024年1月1日", "2026年12月31日")),
        ("01/05/2024-30/04/2027", ("01/05/2024", "30/04/2027")),
        ("2024-01-01", None),
        ("12-05-2024", None),
        ("ISO 9001 - ISO 14001", None),
        (20240101, None),
    ],
)
def test_periods_are_told_from_dates(cell, period):
    assert split_period(cell) == period


@pytest.mark.parametrize("header", ["Validity", "Validity period", "Valid from - to", "有效期"])
def test_a_period_gives_start_and_expiry(tmp_path, header):
    desk = Desk(tmp_path)
    text = f"Supplier,Standard,{header}\nACME,ISO 9001,15.01.2024 - 31.12.2026\n"
    desk.take(text)
    (certificate,) = desk.certificates()
    assert certificate["valid_from"] == date(2024, 1, 15)
    assert certificate["expires_on"] == date(2026, 12, 31)
    assert desk.plan(text).is_empty


def test_an_undecided_period_is_asked_about_once(tmp_path):
    desk = Desk(tmp_path)
    text = "Supplier,Standard,Validity\nACME,ISO 9001,01.02.2024 - 03.04.2026\n"
    assert len(desk.plan(text).blocking) == 1
    desk.take(text, date_order="dmy")
    assert desk.certificates()[0]["expires_on"] == date(2026, 4, 3)
