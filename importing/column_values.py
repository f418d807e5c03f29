"""What a column's values look like, as shares of those filled in. Which fields that fits is
`column_fit`.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.directory import Directory
from domain.legal_forms import split_legal_form
from domain.matching import tidy
from domain.standards import read_standards, standard_of_number
from importing.cells import Cell, is_empty
from importing.countries import country_code
from importing.dates import looks_like_date
from importing.figures import is_figure
from importing.periods import is_period
from importing.values import (
    read_accreditation,
    read_audit_kind,
    read_kind,
    read_party,
    read_result,
    read_status,
    stated,
)
from importing.words import lexicon

_SAMPLE = 80
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[\w./#-]{1,24}")
_EDITION = re.compile(r"(?:19|20|25)\d\d(?:[-/ ].{1,12})?|[A-Z]|v?\d{1,2}(?:\.\d+)*", re.IGNORECASE)
_LONG_TEXT = 100
_MARKS = frozenset(("y", "n", "true", "false", "1", "0", *"x✓✔√●■v"))


@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0 to 1) of the filled cells that read as something. `serials`: bare numbers in
    the range of spreadsheet dates; `counter`: 1, 2, 3 …; `length`: mean of characters."""

    filled: int = 0
    dates: float = 0.0
    serials: float = 0.0
    numeric: float = 0.0
    standards: float = 0.0
    countries: float = 0.0
    bodies: float = 0.0
    accreditors: float = 0.0
    parties: float = 0.0
    kinds: float = 0.0
    statuses: float = 0.0
    results: float = 0.0
    organisations: float = 0.0
    urls: float = 0.0
    codes: float = 0.0
    digits: float = 0.0
    figures: float = 0.0
    known_numbers: float = 0.0
    editions: float = 0.0
    marks: float = 0.0
    counter: bool = False
    length: float = 0.0


def look_at(cells: Sequence[Cell], directory: Directory) -> Look:
    """What a column's cells look like, from an even sample of those filled."""
    filled = [cell for cell in cells if not is_empty(cell)]
    step = max(1, len(filled) // _SAMPLE)
    sample = [(cell, text) for cell in filled[::step] if (text := stated(cell))]
    if not sample:
        return Look()
    texts = [text for _, text in sample]

    def share(test: Callable[[str], object]) -> float:
        return sum(1 for text in texts if test(text)) / len(texts)

    return Look(
        filled=len(filled),
        dates=sum(1 for cell, _ in sample if _is_date(cell)) / len(sample),
        serials=sum(1 for cell, _ in sample if _is_serial(cell)) / len(sample),
        numeric=share(_is_number),
        standards=share(is_standard),
        countries=share(country_code),
        bodies=share(directory.certification_body),
        accreditors=share(lambda text: _is_accreditor(text, directory)),
        parties=share(lambda text: len(text) < _LONG_TEXT and read_party(text).party),
        kinds=share(lambda text: len(text) < _LONG_TEXT and _is_kind(text)),
        statuses=share(lambda text: len(text) < _LONG_TEXT and read_status(text)),
        results=share(lambda text: len(text) < _LONG_TEXT and _is_result(text)),
        organisations=share(lambda text: split_legal_form(tidy(text))[1]),
        urls=share(_URL.match),
        codes=share(_CODE.fullmatch),
        digits=share(lambda text: any(char.isdigit() for char in text)),
        figures=share(is_figure),
        known_numbers=share(standard_of_number),
        editions=share(_EDITION.fullmatch),
        marks=share(is_mark),
        counter=_counts_up(filled[:20]),
        length=sum(map(len, texts)) / len(texts),
    )


def is_standard(text: str) -> bool:
    """Whether a text names a standard or scheme that is known."""
    if len(text) > _LONG_TEXT:
        return False
    return any(name.kind is not None for name in read_standards(text))


def is_mark(text: str) -> bool:
    """Whether a text only says yes or no."""
    return (
        text.casefold() in _MARKS
        or lexicon("accredited", shortest=99).whole(text) is not None
        or lexicon("unaccredited", shortest=99).whole(text) is not None
        or lexicon("status").whole(text) == "valid"
    )


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, int) and not isinstance(cell, bool) and 19_500_101 <= cell <= 21_001_231:
        return 1 <= cell // 100 % 100 <= 12 and 1 <= cell % 100 <= 31
    return isinstance(cell, date) or (
        isinstance(cell, str) and (looks_like_date(cell) or is_period(cell))
    )


def _is_serial(cell: Cell) -> bool:
    if isinstance(cell, str):
        cell = int(cell) if cell.strip().isdecimal() and len(cell.strip()) == 5 else None
    return (
        isinstance(cell, int | float)
        and not isinstance(cell, bool)
        and 20_000 <= cell <= 70_000
        and cell == int(cell)
    )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").replace("-", "", 1).isdecimal()


def _is_accreditor(text: str, directory: Directory) -> bool:
    read = read_accreditation(text)
    return bool(read.body) and directory.accreditation_body(read.body) is not None


def _is_kind(text: str) -> bool:
    return read_kind(text) is not None or read_audit_kind(text) is not None


def _is_result(text: str) -> bool:
    read = read_result(text)
    return read.result is not None or read.planned


def _counts_up(cells: Sequence[Cell]) -> bool:
    texts = [stated(cell).rstrip(".") for cell in cells]
    if len(texts) < 2 or not all(text.isdecimal() and len(text) < 6 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers[0] in (0, 1) and all(b - a == 1 for a, b in itertools.pairwise(numbers))
