"""What the search box finds: folded words per record, and the question put to them.

One FTS5 table, `search`, holds a line per supplier, certificate, audit, finding and buyer;
`rowid_of` packs record and id into its rowid. Words of scripts written without spaces
(Chinese, Japanese, Thai, Lao, Khmer, Burmese) go in as pairs of characters, and a question
in such a script is cut the same way, so that any part of a name finds it. The writing of
the lines is in `storage.standings`, which renews them with the intervals.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from domain.matching import fold

_CODES = ("supplier", "certificate", "audit", "finding", "buyer")
_STRIDE = 8

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff"  # Japanese kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Chinese characters
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"([{_UNSPACED}]+)")
_WORD = re.compile(r"\w+")


def rowid_of(record: str, record_id: int) -> int:
    """The rowid in `search` of a record."""
    return record_id * _STRIDE + _CODES.index(record)


def record_sql(record: str) -> str:
    """SQL condition on `search.rowid` that keeps the lines of one kind of record;
    `search.rowid / 8` is then the record's id."""
    return f"(search.rowid & {_STRIDE - 1}) = {_CODES.index(record)}"


def words_of(texts: Iterable[str]) -> str:
    """The words to index for a record: folded, each once, in order."""
    found: dict[str, None] = {}
    for text in texts:
        if text:
            found |= dict.fromkeys(_words_of_one(text))
    return " ".join(found)


@lru_cache(maxsize=4096)
def _words_of_one(text: str) -> tuple[str, ...]:
    """Kept a while: names, standards and bodies come again on the next record."""
    words: list[str] = []
    for word in _split(fold(text)):
        words += _pairs(word) if _RUN.match(word) else (word,)
    return tuple(words)


def match_expression(text: str) -> str:
    """The FTS5 expression for what a user typed: all words, each as a beginning.

    Empty when nothing searchable was typed; the caller then does not filter."""
    return " ".join(match for match, _ in terms_of(text))


def terms_of(text: str) -> list[tuple[str, str]]:
    """What a user typed, word by word, each once: as an FTS5 expression, and as a LIKE pattern
    that finds it in `words_of` with a space before each word. Words hold no `%` and no `_`."""
    terms: dict[tuple[str, str], None] = {}
    for word in _split(fold(text)):
        if _RUN.match(word) and len(word) > 1:
            for index in range(len(word) - 1):
                pair = word[index : index + 2]
                terms[f'"{pair}"', f"% {pair}%"] = None
        else:
            terms[f'"{word}"*', f"% {word}%"] = None
    return list(terms)


def _split(folded: str) -> Iterable[str]:
    for piece in _RUN.split(folded):
        if _RUN.match(piece):
            yield piece
        else:
            yield from _WORD.findall(piece.replace("_", " "))


def _pairs(run: str) -> Iterable[str]:
    """Every two neighbours, and the last character alone so that it is found by itself."""
    for index in range(len(run) - 1):
        yield run[index : index + 2]
    yield run[-1]
