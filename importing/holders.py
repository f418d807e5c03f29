"""Cells that hold a name, an address and a country together, and taking them apart.

"Lorin Oils Ltd., Nightingale Road 207, N9 8QJ London, United Kingdom". Nothing is taken apart
unless the user says so: a comma may belong to the name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.legal_forms import split_legal_form
from domain.matching import tidy
from importing.countries import country_code

_ENOUGH = 0.6  # share of the cells that end in a country behind at least one more part
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Holder:
    """A cell taken apart; parts that are not there are empty."""

    name: str
    address: str = ""
    country: str = ""


def split_holder(text: str) -> Holder:
    """Name, address and alpha-2 country of a cell; the whole as the name if it has no commas."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < _FEWEST:
        return Holder(text)
    country, parts = _country_at_end(parts)
    name, rest = _name_at_start(parts)
    return Holder(name, ", ".join(rest), country)


def look_combined(texts: Sequence[str]) -> bool:
    """Whether a column's cells hold name, address and country together."""
    if not texts:
        return False
    step = max(1, len(texts) // 60)
    sample = texts[::step]
    hits = sum(1 for text in sample if _is_combined(text))
    return hits >= max(1.0, _ENOUGH * len(sample))


def _is_combined(text: str) -> bool:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < _FEWEST + 1:
        return False
    country, rest = _country_at_end(parts)
    return bool(country) and len(_name_at_start(rest)[1]) > 0


def _country_at_end(parts: list[str]) -> tuple[str, list[str]]:
    """The country the parts end in ("Korea, Republic of" is two of them), and what is left."""
    for width in (2, 1):
        if len(parts) > width and (code := country_code(", ".join(parts[-width:]))):
            rest = parts[:-width]
            while len(rest) > 1 and country_code(rest[-1]) == code:
                rest = rest[:-1]
            return code, rest
    return "", parts


def _name_at_start(parts: list[str]) -> tuple[str, list[str]]:
    """The name, with a legal form that a comma has cut off ("Fortinet, Inc."), and the rest."""
    name, rest = parts[0], parts[1:]
    while rest and _is_legal_form(rest[0]):
        name, rest = f"{name}, {rest[0]}", rest[1:]
    return name, rest


def _is_legal_form(part: str) -> bool:
    core, forms = split_legal_form(tidy(f"x {part}"))
    return bool(forms) and core.strip() == "x"
