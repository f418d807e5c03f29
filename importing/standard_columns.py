"""Columns that belong to one standard each: "ISO 9001 expiry", "ISO 14001 No.".

Finds them by the standard in the header and tells what they hold by the rest of the header,
else by their values. Reading their rows is `wide`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.standards import StandardName, read_standards
from importing.column_values import Look
from importing.headers import header_scores, is_ignored

MARK = "mark"
_DATE_FIELDS = ("issued_on", "valid_from", "expires_on")
_FIELDS = (
    *_DATE_FIELDS, "number", "certification_body", "accreditation_body", "scope", "status",
    "edition",
)  # fmt: skip
_LEAST = 0.5
_LONGEST_HEADER = 60


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one standard: position by field; "mark" is a column of yes and no."""

    standard: str
    places: Mapping[str, int]
    headers: Mapping[str, str]


def find_blocks(headers: Sequence[str], looks: Sequence[Look]) -> tuple[Block, ...]:
    """The standards that have columns of their own, in order of their first column."""
    places: dict[str, dict[str, int]] = {}
    for index, (header, look) in enumerate(zip(headers, looks, strict=True)):
        standard = _standard_in(header)
        if standard is None or look.standards >= 0.5:
            continue
        name = _field(header, look)
        if name is not None:
            places.setdefault(_text(standard), {}).setdefault(name, index)
    return tuple(
        Block(text, found, {name: headers[index] for name, index in found.items()})
        for text, found in places.items()
    )


def _standard_in(header: str) -> StandardName | None:
    if not header or len(header) > _LONGEST_HEADER or is_ignored(header):
        return None
    found = [name for name in read_standards(header) if name.kind is not None]
    return found[0] if len(found) == 1 else None


def _text(standard: StandardName) -> str:
    return f"{standard.standard}:{standard.edition}" if standard.edition else standard.standard


def _field(header: str, look: Look) -> str | None:
    """What a standard's column holds: by the rest of its header, else by its values."""
    said = {n: s for n, s in header_scores(header).items() if n in _FIELDS and s >= _LEAST}
    dated = max(look.dates, look.serials) >= 0.4
    if dated:
        said = {name: score for name, score in said.items() if name in _DATE_FIELDS}
        return max(said, key=lambda n: said[n]) if said else "expires_on"
    said = {name: score for name, score in said.items() if name not in _DATE_FIELDS}
    if look.marks >= 0.6:
        return MARK
    if said:
        return max(said, key=lambda n: said[n])
    if look.bodies >= 0.5:
        return "certification_body"
    if look.editions >= 0.6 and look.numeric >= 0.6:
        return "edition"
    return "number" if look.digits >= 0.5 else None
