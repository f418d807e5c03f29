"""Reads the standards named in a cell, in every usual spelling and national adoption.

"GB/T 19001-2016 idt ISO 9001:2015" is ISO 9001 of 2015; a cell may name several. What is not
known stays the text it is, without a kind. The spellings themselves are in `designations`.
"""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from domain.designations import StandardName, found_in, known_standards, name_of, whole
from domain.matching import fold

__all__ = ["StandardName", "known_standards", "read_standards", "standard_of_number"]

# A slash that is part of a name, kept from cutting it: "ISO/IEC", "GB/T", "9001/2015" …
_OWN_SLASH = re.compile(
    r"(?<=ISO)\s*/\s*(?=IEC|TS|PAS|TR|IATF)|(?<=GB)\s*/\s*(?=T)|(?<=YY)\s*/\s*(?=T)"
    r"|(?<=AS)\s*/\s*(?=NZS|EN)|(?<=EN)/(?=JISQ|AS)|(?<=IS)/(?=ISO)|(?<=CAN)/(?=CSA)"
    r"|(?<=ANSI)/(?=UL|ASQ|ISO)|(?<=\d{4})/(?=(?:19|20)\d\d(?!\d))|(?<=\d{4})/(?=\d{1,4}/E[CU])"
    r"|(?<=/\d\d)/(?=E[CU])|(?<=/\d{3})/(?=E[CU])|(?<=/\d{4})/(?=E[CU])"
    r"|/(?=\s*(?:AMD|COR|A\d|AC)\b)|(?<=FM)/(?=COC)",
    re.IGNORECASE,
)
_KEPT = "\ue000"  # a private character stands for a kept slash
_SEPARATOR = re.compile(
    r"[;、|,\n\r\t&/]|\+(?=\s*[^\sA]|\s+A)|\s(?:and|und|et|y|e|và|และ|及|和)\s|[及和](?=\s*[A-Z])",
    re.IGNORECASE,
)
# Amendments and corrigenda belong to the standard before them: "/A11:2021", "+ AC:2018",
# "/Amd 1:2024", ", Cor 1". A bare "A1" is one only behind a slash, a plus or a year.
_YEAR_OF_ONE = r"\s*[:\-(]\s*(?:19|20)\d\d(?!\d)\)?"
_AMENDMENT = re.compile(
    r"(?<=[\w)])(?:"
    rf"\s*[/+]\s*(?:A\d{{1,2}}|AC(?:\s*\d)?)(?!\w)(?:{_YEAR_OF_ONE})?"
    rf"|(?:\s*[,;&(]\s*|\s+(?:(?:and|und|et)\s+)?)(?:A\d{{1,2}}|AC){_YEAR_OF_ONE}"
    r"|(?:\s*[/+,;&(]\s*|\s+(?:(?:and|und|et)\s+)?)(?:AMD|AMENDMENT|COR|CORR|CORRIGENDUM)\b"
    rf"\.?\s*\d{{0,2}}(?!\d)(?:{_YEAR_OF_ONE})?"
    r"|(?<=:\d{4})\s*[,;]\s*(?:A\d{1,2}|AC)(?!\w)"
    rf"|\s*[/+,]\s*(?:AMD|COR)\d{{1,2}}(?!\w)(?:{_YEAR_OF_ONE})?"
    r")\)?(?:\s+CSV\b)?",
    re.IGNORECASE,
)
_DASHES = re.compile("[‐‑‒–—―−]")
_LOOKS_LIKE_ONE = re.compile(r"[A-Z][A-Z0-9][A-Z0-9 .:\-]{0,14}")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_LONGEST = 2000  # no cell names standards beyond this

_NUMBERS = (
    (re.compile(r"EU-ISCC", re.IGNORECASE), "ISCC EU"),
    (re.compile(r"ISCC-PLUS", re.IGNORECASE), "ISCC PLUS"),
    (re.compile(r"ISCC-CORSIA", re.IGNORECASE), "ISCC CORSIA"),
    (re.compile(r"ISCC-Cert", re.IGNORECASE), "ISCC"),
    (re.compile(r"[A-Z]{2,12}-(?:COC|CW|FM|FM/COC)-\d{6}", re.IGNORECASE), "FSC"),
    (re.compile(r"[A-Z]{2,12}-PEFC-?(?:COC|ST)?-\d+", re.IGNORECASE), "PEFC"),
    (re.compile(r"EU-REDcert|REDcert", re.IGNORECASE), "REDcert"),
)


@lru_cache(maxsize=8192)
def read_standards(text: str) -> tuple[StandardName, ...]:
    """The standards a cell names, in order, each once; empty for an empty cell.

    A text in which none is recognised comes back whole, as one name without a kind. Beside
    recognised ones, an unrecognised piece is kept only if it looks like a designation.
    """
    stripped = text.strip()
    if not stripped:
        return ()
    names: list[StandardName] = []
    unknown: list[str] = []
    for piece in _pieces(stripped[:_LONGEST]):
        if _YEAR_ALONE.fullmatch(piece) and names and names[-1].edition is None:
            names[-1] = replace(names[-1], edition=piece)
        elif found := found_in(piece):
            names.extend(found)
        elif name := whole(piece):
            names.append(name)
        elif _LOOKS_LIKE_ONE.fullmatch(piece):
            unknown.append(piece)
    if not names:
        return (StandardName(stripped, None, None),)
    return _once((*names, *(StandardName(piece, None, None) for piece in unknown)))


def standard_of_number(number: str) -> StandardName | None:
    """The standard that a certificate number's own form gives away, if any."""
    stripped = number.strip()
    for pattern, standard in _NUMBERS:
        if pattern.match(stripped):
            return name_of(standard, None)
    return None


def _pieces(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text)
    text = _DASHES.sub("-", "".join(_ascii_digit(char) for char in text))
    text = _AMENDMENT.sub("", text)
    if whole(text) or fold(text) in _folded_names():
        return [text]
    kept = _OWN_SLASH.sub(_KEPT, text)
    pieces = (piece.replace(_KEPT, "/").strip(" .") for piece in _SEPARATOR.split(kept))
    return [piece for piece in pieces if piece]


def _folded_names() -> frozenset[str]:
    return frozenset(fold(name) for name in known_standards())


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _once(names: tuple[StandardName, ...]) -> tuple[StandardName, ...]:
    """Each standard once per edition; without an edition only where none is given at all."""
    dated = {name.standard for name in names if name.edition is not None}
    kept = (name for name in names if name.edition is not None or name.standard not in dated)
    return tuple(dict.fromkeys(kept))
