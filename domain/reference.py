"""The supplied reference tables and word lists (`resources/data`), read once and kept.

Only reading happens here: rows of texts and days, and phrases. What they mean is said by
`directory`, `standards`, `countries` and `hint_dates`.
"""

import csv
import tomllib
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


@cache
def phrases(topic: str) -> dict[str, tuple[str, ...]]:
    """What people write for each meaning of a topic of the word list, in all its languages."""
    with (_DATA / "value_words.toml").open("rb") as file:
        return {meaning: tuple(said) for meaning, said in tomllib.load(file)[topic].items()}


def day(text: str) -> date | None:
    """An ISO day of a table; empty is not known."""
    return date.fromisoformat(text) if text else None


def several(text: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, separated by `|`."""
    return tuple(part for part in text.split("|") if part)
