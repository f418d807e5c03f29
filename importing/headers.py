"""Column headers → the fields they may name, with a score from 0 to 1 each.

Knows the synonyms of `resources/data/header_synonyms.toml` and how headers are written (two
languages in one cell, units in brackets, spelling slips). Values are not looked at: that is
`columns`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from importing.words import contains, data, header_key, is_unspaced

ADDRESS = "address"
PRODUCT = "product"
PLANNED = "planned_on"

EXACT, PART, WEAK = 1.0, 0.95, 0.5
_FUZZY_LEAST, _FUZZY_LETTERS = 87, 6
_LEAST_COVERAGE = 0.34
_LONGEST = 80
_FINDINGS = 2
_ORGANISATIONS = frozenset(
    {"conducted by", "auditing company", "audit company", "audit firm", "auditing organisation",
     "审核单位", "审核公司", "empresa auditora", "don vi danh gia"}
)  # fmt: skip
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_SPLIT = re.compile(r"[/|\n()（）\[\]【】:：,;]")
_SCRIPTS = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
    r"|[^\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)


@dataclass(frozen=True, slots=True)
class _Synonyms:
    """Keys by field. `ignored` are words of columns that are not imported."""

    strong: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...]
    counters: frozenset[str]
    findings: frozenset[str]


@cache
def _synonyms() -> _Synonyms:
    strong: dict[str, list[str]] = {}
    weak: dict[str, list[str]] = {}
    table = dict(data("header_synonyms.toml"))
    ignore = table.pop("ignore")
    for field, languages in table.items():
        for names in languages.values():
            for name in names:
                where = weak if name.endswith("?") else strong
                where.setdefault(field, []).append(header_key(name))
    return _Synonyms(
        {field: tuple(dict.fromkeys(names)) for field, names in strong.items()},
        {field: tuple(dict.fromkeys(names)) for field, names in weak.items()},
        tuple(header_key(word) for word in ignore["words"]),
        frozenset(header_key(word) for word in ignore["counters"]),
        frozenset(header_key(word) for word in ignore["findings"]),
    )


@cache
def header_scores(header: str) -> dict[str, float]:
    """How much a header names each field; empty for a header that names none."""
    whole = header_key(header)
    if not whole or len(whole) > _LONGEST or is_ignored(header):
        return {}
    parts = _parts(header) - {whole}
    known = _synonyms()
    scores: dict[str, float] = {}
    for field, names in known.strong.items():
        score = _strong_score(whole, parts, names)
        if score:
            scores[field] = score
    for field, names in known.weak.items():
        if whole in names or parts.intersection(names):
            scores[field] = max(scores.get(field, 0.0), WEAK if whole in names else WEAK - 0.05)
    if max(scores.values(), default=0.0) < PART - 0.2:
        _add_near_spellings(whole, scores)
    return scores


def is_ignored(header: str) -> bool:
    """Whether the header says that the column holds something that is not imported."""
    whole = header_key(header)
    return any(contains(whole, word) for word in _synonyms().ignored)


def names_supplier(header: str) -> bool:
    """Whether the header says in so many words that suppliers' names stand below it."""
    said = header_scores(header)
    return said.get("supplier", 0.0) >= max(PART, said.get("supplier_code", 0.0))


def is_counter(header: str) -> bool:
    """Whether the header may stand over mere line numbers ("No.", "STT", "序号")."""
    return header_key(header) in _synonyms().counters


def speaks_of_findings(headers: Iterable[str]) -> bool:
    """Whether the headers are those of a list of audit findings."""
    return sum(header_key(header) in _synonyms().findings for header in headers) >= _FINDINGS


def is_reference(header: str) -> bool:
    """Whether a column of numbers, in a list of audits, numbers the audits."""
    return header_scores(header).get("number", 0.0) < PART - 0.2 or "audit" in header_key(header)


def names_organisation(header: str) -> bool:
    """Whether a column of auditors holds organisations rather than persons."""
    return header_key(header) in _ORGANISATIONS


def header_score(texts: list[str], also: frozenset[str] = frozenset()) -> float:
    """How much a row of texts looks like headers: 0.0 none of them is known, 1.0 all are.

    `also` are keys of headers that the user has named.
    """
    filled = [text for text in texts if text and text.strip()]
    if not filled:
        return 0.0
    total = 0.0
    for text in filled:
        if also and header_key(text) in also:
            total += 1.0
            continue
        best = max(header_scores(text).values(), default=0.0)
        known = best or (0.4 if len(text) <= _LONGEST and is_ignored(text) else 0.0)
        total += 1.0 if known >= PART - 0.2 else known
    return total / len(filled)


def _parts(header: str) -> set[str]:
    """What a header may say in pieces: without brackets, each language for itself."""
    pieces = {_BRACKETS.sub(" ", header), *_SPLIT.split(header)}
    for piece in tuple(pieces):
        if is_unspaced(piece):
            pieces.update(_SCRIPTS.findall(piece))
    return {key for piece in pieces if (key := header_key(piece))}


def _strong_score(whole: str, parts: set[str], names: tuple[str, ...]) -> float:
    if whole in names:
        return EXACT
    if parts.intersection(names):
        return PART
    best = 0.0
    for name in names:
        if len(name) >= (2 if is_unspaced(name) else 4) and contains(whole, name):
            coverage = len(name) / len(whole)
            if coverage >= _LEAST_COVERAGE:
                best = max(best, 0.5 + 0.35 * coverage)
    return best


def _add_near_spellings(whole: str, scores: dict[str, float]) -> None:
    """Slips of the pen: "Certifcate Nunber"."""
    from rapidfuzz import fuzz, process  # an import starts without it

    if len(whole) < _FUZZY_LETTERS:
        return
    for field, names in _synonyms().strong.items():
        long_enough = [name for name in names if len(name) >= _FUZZY_LETTERS]
        found = process.extractOne(
            whole, long_enough, scorer=fuzz.token_sort_ratio, score_cutoff=_FUZZY_LEAST
        )
        if found:
            scores[field] = max(scores.get(field, 0.0), 0.85 * found[1] / 100)
