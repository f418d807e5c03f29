"""The supplied reference tables (`resources/data/*.csv`), read once and kept.

Only reading happens here: rows of texts and days. What they mean is said by `directory`,
`standards` and `countries`.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "resources" / "data"

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a supplied table by column name ("" where a cell is empty)."""
    with (_DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def day(text: str) -> date | None:
    """An ISO day of a table; empty is not known."""
    return date.fromisoformat(text) if text else None


def several(text: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, separated by `|`."""
    return tuple(part for part in text.split("|") if part)
