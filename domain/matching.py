"""Names compared: folding for search, the exact key of a supplier, and near matches.

The key decides that two names are one supplier, so it forgives only what is never a
difference: case, spaces, width, the composition of accents and the spelling of the legal form
("Co., Ltd." and "Company Limited"). Everything less certain is a near match: offered, never
taken. The legal forms themselves are in `legal_forms`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from domain.legal_forms import split_legal_form

# Latin letters whose stroke or ligature is no combining mark and so survives decomposition.
_LETTERS = str.maketrans(
    {
        "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n",
        "ƒ": "f", "ɓ": "b", "ɗ": "d", "ŀ": "l", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
    }
)  # fmt: skip
_PUNCTUATION = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    }
)  # fmt: skip
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SPACE_AROUND = re.compile(r"\s*([&+/()\[\],;:.\"-])\s*")
_WORD = re.compile(r"[^\W_]+")
_KEY_CACHE = 50_000
_MOST_OFFERED = 5


def fold(text: str) -> str:
    """The text as it is searched for: no case, no width, no accents, single spaces.

    Marks are dropped from European letters only: in Thai, Hindi or Japanese they are part of
    the word. Folding a folded text changes nothing.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    for _ in range(4):  # a second round settles what compatibility forms leave behind
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    text = text.translate(_LETTERS).translate(_PUNCTUATION)
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not _is_european_mark(char)
    )
    text = unicodedata.normalize("NFC", bare.translate(_LETTERS).translate(_PUNCTUATION))
    return " ".join(text.split())


def _is_european_mark(char: str) -> bool:
    return (
        "\u0300" <= char <= "\u036f"
        or "\u1ab0" <= char <= "\u1aff"
        or ("\u1dc0" <= char <= "\u1dff" or "\u20d0" <= char <= "\u20ff")
    )


def tidy(text: str) -> str:
    """The text without differences of case, space, width or composition; accents stay."""
    for _ in range(4):
        tidied = _tidy_once(text)
        if tidied == text:
            break
        text = tidied
    return text


def _tidy_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
    return " ".join(_SPACE_AROUND.sub(r"\1", text).split())


@lru_cache(maxsize=_KEY_CACHE)
def supplier_key(name: str) -> str:
    """The key under which two names are the same supplier (compare for equality only).

    Another legal form, or none, is another key; so are a different accent or word. The key of
    a key is itself.
    """
    text = tidy(name)
    core, forms = split_legal_form(text)
    return f"{core}<{'+'.join(forms)}>" if forms else core


@lru_cache(maxsize=_KEY_CACHE)
def loose_key(name: str) -> str:
    """What near matches compare: folded, without legal form, words in alphabetical order."""
    core, _ = split_legal_form(tidy(name))
    return " ".join(sorted(_WORD.findall(fold(core)))) or fold(name)


def near_matches(
    names: Sequence[str], known: Iterable[tuple[int, str]], cutoff: float = 88.0
) -> dict[str, list[tuple[int, float]]]:
    """For each name the known entries that may be the same: (id, likeness 0–100), best first.

    Names whose exact key is known are left out: they are matched already. Names without a
    near match are not in the answer.
    """
    from rapidfuzz import fuzz, process  # an import starts without it

    entries = list(known)
    exact = {supplier_key(name) for _, name in entries}
    loose = [loose_key(name) for _, name in entries]
    found: dict[str, list[tuple[int, float]]] = {}
    for name in dict.fromkeys(names):
        if supplier_key(name) in exact or not (wanted := loose_key(name)):
            continue
        hits = process.extract(
            wanted, loose, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_MOST_OFFERED
        )
        if hits:
            found[name] = [(entries[index][0], round(score, 1)) for _, score, index in hits]
    return found
