"""Finds the body that a cell names, among many names and spellings.

A whole cell first, else the longest name that forms the cell's leading whole words; in scripts
without spaces, the longest name it begins with. Which bodies there are is told by `directory`.
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from domain.legal_forms import without_front_form
from domain.matching import fold, tidy

Body = TypeVar("Body")

_WORD = re.compile(r"\w+")
_AFTER_CODE = re.compile(
    r"\s*(?:$|[(\[,;:/|\-–]|\d|\w*\d|(?:accredit|akkredit|certificate|no\b|nr\b|mark\b|logo\b"
    r"|management\b|oversight\b|vda\b))"
)
_CACHED_TEXTS = 20_000


class BodyNames(Generic[Body]):
    """Names and aliases of bodies, each body with its exact aliases besides.

    The first name of a body is its own and goes before what another one is called besides.
    With `strict_codes` a name of one word counts at the start of a cell only if what follows
    cannot be the rest of another name: "UKAS 005", "UKAS (UK)", but not "SAC Holdings".
    """

    def __init__(
        self,
        bodies: Iterable[tuple[Body, tuple[str, ...], tuple[str, ...]]],
        *,
        strict_codes: bool = False,
    ) -> None:
        self._strict = strict_codes
        self._whole: dict[str, Body] = {}
        self._leading: dict[tuple[str, ...], Body] = {}
        self._unspaced: list[tuple[str, Body]] = []
        self._found: dict[str, Body | None] = {}
        held = list(bodies)
        for body, names, _ in held:
            self._add(names[0], body)
        for body, names, exact in held:
            for words in filter(None, map(_words, exact)):
                self._whole.setdefault(_joined(words), body)
            for name in names[1:]:
                self._add(name, body)
        self._longest = max(map(len, self._leading), default=0)
        self._unspaced.sort(key=lambda pair: -len(pair[0]))

    def _add(self, name: str, body: Body) -> None:
        words = _words(name)
        if not words:
            return  # nothing but signs, which every cell would begin with
        self._whole.setdefault(_joined(words), body)
        self._leading.setdefault(tuple(words), body)
        if any(_is_unspaced(char) for char in name):
            self._unspaced.append((_joined(words), body))

    def find(self, text: str) -> Body | None:
        """The body a text names, `None` if it names none on file."""
        if text not in self._found:
            if len(self._found) >= _CACHED_TEXTS:
                self._found.clear()
            self._found[text] = self._search(text)
        return self._found[text]

    def whole(self, text: str) -> Body | None:
        """The body of which a text is a whole name or alias, and not merely begins with one."""
        return self._whole.get(_joined(_words(text)))

    def _search(self, text: str) -> Body | None:
        for candidate in (text, without_front_form(tidy(text))):
            words = _words(candidate)
            joined = _joined(words)
            if (whole := self._whole.get(joined)) is not None:
                return whole
            for count in range(min(self._longest, len(words)), 0, -1):
                body = self._leading.get(tuple(words[:count]))
                if body is not None and not self._is_other_name(candidate, count):
                    return body
            for name, body in self._unspaced:
                if joined.startswith(name):
                    return body
        return None

    def _is_other_name(self, text: str, count: int) -> bool:
        if not self._strict or count > 1:
            return False
        return not _AFTER_CODE.match(_WORD.sub("", fold(text).lstrip(), count=1))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("'", "").replace("_", " "))


def _joined(words: list[str]) -> str:
    return " ".join(words)


def _is_unspaced(char: str) -> bool:
    """Letters of scripts that set no space between words: Thai, Lao, Khmer, Chinese, Japanese."""
    return (
        "\u0e00" <= char <= "\u0eff"
        or "\u1780" <= char <= "\u17ff"
        or ("\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff")
    )
