"""What a column's values look like, as shares of those filled in, and which fields they fit.

A header only proposes; values decide ("Validity" over the names of standards is no expiry).
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
from importing.values import (
    read_accreditation,
    read_audit_kind,
    read_kind,
    read_party,
    read_result,
    read_status,
    stated,
)

_SAMPLE = 80
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[\w./#-]{1,24}")
_EDITION = re.compile(r"(?:19|20|25)\d\d(?:[-/ ].{1,12})?|[A-Z]|v?\d{1,2}(?:\.\d+)*", re.IGNORECASE)
_LONG_TEXT = 100


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
    known_numbers: float = 0.0
    editions: float = 0.0
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
        known_numbers=share(standard_of_number),
        editions=share(_EDITION.fullmatch),
        counter=_counts_up(filled[:20]),
        length=sum(map(len, texts)) / len(texts),
    )


def is_standard(text: str) -> bool:
    """Whether a text names a standard or scheme that is known."""
    if len(text) > _LONG_TEXT:
        return False
    return any(name.kind is not None for name in read_standards(text))


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, int) and not isinstance(cell, bool) and 19_500_101 <= cell <= 21_001_231:
        return 1 <= cell // 100 % 100 <= 12 and 1 <= cell % 100 <= 31
    return isinstance(cell, date) or (isinstance(cell, str) and looks_like_date(cell))


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


# --- how well a look fits a field --------------------------------------------------------------


def fit(field: str, look: Look) -> float:
    """0: cannot be this field, 1: just right. An empty column neither fits nor contradicts."""
    if not look.filled:
        return 0.6
    if field in _DATE_FIELDS:
        return _date_fit(look)
    if look.dates >= 0.5 or (look.urls >= 0.5 and field != "notes"):
        return 0.0
    return _FITS.get(field, _text_fit)(look)


_DATE_FIELDS = frozenset({"issued_on", "valid_from", "expires_on", "audit_date"})


def _date_fit(look: Look) -> float:
    likeness = max(look.dates, look.serials)
    if likeness >= 0.4:
        return 1.0
    if max(look.standards, look.countries, look.bodies, look.statuses, look.parties) >= 0.5:
        return 0.0
    if likeness or look.digits >= 0.4:
        return 0.8
    return 0.4 if look.urls < 0.5 else 0.0


def _name_fit(look: Look) -> float:
    if look.numeric >= 0.5 or look.standards >= 0.5:
        return 0.05
    if look.codes >= 0.7 and look.organisations < 0.3:
        return 0.3
    if look.countries >= 0.6 and look.organisations < 0.3:
        return 0.1
    if max(look.statuses, look.results) >= 0.7 and look.organisations < 0.2:
        return 0.1
    return 1.0


def _code_fit(look: Look) -> float:
    if look.counter:
        return 0.3
    if max(look.codes, look.numeric) >= 0.5:
        return 1.0
    return 0.5 if look.length <= 20 and look.organisations < 0.3 else 0.1


def _country_fit(look: Look) -> float:
    if look.countries >= 0.4:
        return 1.0
    return 0.6 if look.length <= 30 and look.digits < 0.3 and look.organisations < 0.3 else 0.1


def _standard_fit(look: Look) -> float:
    if look.standards >= 0.3:
        return 1.0
    others = (look.countries, look.bodies, look.statuses, look.parties, look.accreditors)
    if max(others) >= 0.5 or look.numeric >= 0.5 or look.length > _LONG_TEXT:
        return 0.05
    return 0.3 if look.known_numbers >= 0.5 else 0.65


def _number_fit(look: Look) -> float:
    if look.known_numbers >= 0.5:
        return 1.0
    if look.standards >= 0.5:
        return 0.1
    if look.counter:
        return 0.5
    return 1.0 if look.digits >= 0.3 else 0.2


def _body_fit(look: Look) -> float:
    if look.bodies >= 0.2:
        return 1.0
    if look.standards >= 0.4 or look.numeric >= 0.5:
        return 0.05
    return 0.1 if look.countries >= 0.7 else 0.8


def _accreditor_fit(look: Look) -> float:
    if look.accreditors >= 0.2:
        return 1.0
    return 0.1 if look.standards >= 0.5 or look.numeric >= 0.5 else 0.75


def _words_fit(share: float, otherwise: float) -> float:
    return 1.0 if share >= 0.3 else otherwise


def _site_fit(look: Look) -> float:
    if look.numeric >= 0.5 or look.standards >= 0.5:
        return 0.05
    return 0.2 if look.countries >= 0.6 else 0.9


def _kind_fit(look: Look) -> float:
    if look.standards >= 0.4 or look.parties > look.kinds:
        return 0.1
    return _words_fit(look.kinds, 0.2)


def _edition_fit(look: Look) -> float:
    return 1.0 if look.editions >= 0.4 else 0.1


def _text_fit(look: Look) -> float:
    return 0.1 if look.numeric >= 0.7 else 0.95


_FITS: dict[str, Callable[[Look], float]] = {
    "supplier": _name_fit,
    "holder": _name_fit,
    "commissioned_by": _name_fit,
    "supplier_code": _code_fit,
    "country": _country_fit,
    "site": _site_fit,
    "standard": _standard_fit,
    "edition": _edition_fit,
    "number": _number_fit,
    "certification_body": _body_fit,
    "accreditation_body": _accreditor_fit,
    "kind": _kind_fit,
    "party": lambda look: _words_fit(look.parties, 0.1),
    "status": lambda look: _words_fit(look.statuses, 0.45),
    "result": lambda look: _words_fit(look.results, 0.5),
    "notes": lambda look: 0.95,
}

_SPEAKS: dict[str, Callable[[Look], bool]] = {
    "standard": lambda look: look.standards >= 0.6,
    "certification_body": lambda look: look.bodies >= 0.6 and look.accreditors <= look.bodies,
    "accreditation_body": lambda look: look.accreditors >= 0.6 and look.bodies < look.accreditors,
    "party": lambda look: look.parties >= 0.8 and look.bodies < 0.3,
    "number": lambda look: look.known_numbers >= 0.5,
}


def spoken(look: Look) -> frozenset[str]:
    """Fields the values name by themselves, whatever the header says."""
    if not look.filled or look.dates >= 0.5:
        return frozenset()
    return frozenset(field for field, says in _SPEAKS.items() if says(look))
