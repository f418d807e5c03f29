"""Words as keys: how headers and cell phrases of any language are compared, and word lists.

A key has no case, no accents on Latin, Greek and Cyrillic letters, no punctuation; scripts that
are written without spaces keep their marks. What the phrases mean stands in `resources/data`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "resources" / "data"

_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Scripts written without spaces between words: Thai, Lao, Khmer, kana, Han, Hangul.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def key(text: str) -> str:
    """The text as it is compared: "Nº de Certificado:" → "no de certificado"."""
    if text.isascii():
        return _collapsed(text.lower())
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    kept: list[str] = []
    bare = False
    for char in unicodedata.normalize("NFD", folded):
        if unicodedata.combining(char) or unicodedata.category(char) == "Mn":
            if not bare:
                kept.append(char)
            continue
        # Accents fall away after letters of alphabets, never after Thai or kana.
        bare = char < "\u0590"
        kept.append(char)
    return _collapsed(unicodedata.normalize("NFC", "".join(kept)))


def header_key(text: str) -> str:
    """A header's key; `validTo` and `cert_num` are taken apart into words."""
    return key(_CAMEL.sub(" ", text).replace("_", " "))


def is_unspaced(text: str) -> bool:
    """Whether the text has characters of a script without spaces between words."""
    return bool(_UNSPACED.search(text))


def contains(text: str, phrase: str) -> bool:
    """Whether a key holds a phrase: as whole words, or anywhere in scripts without spaces."""
    if is_unspaced(phrase):
        return phrase in text or phrase.replace(" ", "") in text.replace(" ", "")
    return f" {phrase} " in f" {text} "


@cache
def data(name: str) -> Mapping[str, Any]:
    """A word list of `resources/data` by its file name."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


class Lexicon:
    """Phrases and what they mean. The longest phrase found in a text decides."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], *, shortest: int = 4) -> None:
        """`shortest`: phrases below this many letters count only as the whole text."""
        self._whole: dict[str, str] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                self._whole.setdefault(key(phrase), meaning)
        spaced = [p for p in self._whole if not is_unspaced(p) and len(p) >= shortest]
        self._spaced = frozenset(spaced)
        self._most_words = max((p.count(" ") + 1 for p in spaced), default=0)
        self._unspaced = tuple(p for p in self._whole if is_unspaced(p) and len(p) >= 2)
        self._known: dict[str, tuple[str, str] | None] = {}

    def whole(self, text: str) -> str | None:
        """The meaning of a text that is one of the phrases and nothing else."""
        return self._whole.get(key(text))

    def find(self, text: str) -> tuple[str, str] | None:
        """(meaning, phrase found) of the longest phrase in the text, or None."""
        if text not in self._known:
            self._known[text] = self._find(key(text))
        return self._known[text]

    def meaning(self, text: str) -> str | None:
        """The meaning of the longest phrase in the text, or None."""
        found = self.find(text)
        return found[0] if found else None

    def _find(self, text: str) -> tuple[str, str] | None:
        if text in self._whole:
            return self._whole[text], text
        found = [phrase for phrase in _runs(text, self._most_words) if phrase in self._spaced]
        if is_unspaced(text):
            found += [phrase for phrase in self._unspaced if contains(text, phrase)]
        longest = max(found, key=len, default="")
        return (self._whole[longest], longest) if longest else None


def _runs(text: str, most: int) -> Iterator[str]:
    """All runs of neighbouring words of a key, up to a number of words."""
    words = text.split()
    for first in range(len(words)):
        for last in range(first + 1, min(first + most, len(words)) + 1):
            yield " ".join(words[first:last])


@cache
def lexicon(topic: str, *, shortest: int = 4) -> Lexicon:
    """The lexicon of a topic of `value_words.toml`."""
    return Lexicon(data("value_words.toml")[topic], shortest=shortest)


def _collapsed(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or _is_mark(c) else " " for c in text).split())


def _is_mark(char: str) -> bool:
    return char == "#" or unicodedata.category(char) in ("Mn", "Mc")
