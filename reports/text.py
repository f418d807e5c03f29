"""Plain text made printable, and broken into lines.

Whatever a spreadsheet or a person wrote is printed as text, never as markup: there is none here.
Characters that steer a terminal or turn the reading direction become visible or go; what is too
long is cut with a note. Lines are broken here, in logical order, for every script the faces
cover: at spaces, between Chinese characters, between Thai words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reports import fonts
from reports.styles import Style

CAP = 1200  # characters of one field; longer ones are cut with a note
NAME_CAP = 300
LONG_WORD = 24  # from this length on a word may be broken after a hyphen, a stroke, a comma

_VISIBLE = "\N{REPLACEMENT CHARACTER}"
_SILENT = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c")
_SPACES = frozenset("\t\v\f\u2028\u2029\u3000\u2002\u2003\u2009\u200a\u205f")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS}|[A-Z][a-z]{{2}}) (\d{{4}})\b")
_STANDARD = re.compile(r"\b(ISO/IEC|ISO|IEC|UL|EN|IATF|AS|SA|CSA|GB/T|GB|TCVN|NB|U\+)[ ](?=\d)")
_COUNT = re.compile(r"\b(\d[\d,]*) (days?|months?|years?|of|more)\b")
_LEGAL_FORM = re.compile(r"Co\., Ltd|Sp\. z o\.o|Sdn\. Bhd|Pte\. Ltd|& Co\. KG")
_WORD = re.compile(r"[^ \n]*[ ]*")
_AFTER = frozenset("-/\u2013\u2014\\_;,&@")  # a line may end after these, inside a long word
_NOT_FIRST = frozenset("、。，．：；！？）］｝〕〉》」』】’”ー々·,.:;!?)]}%")
_NOT_LAST = frozenset("（［｛〔〈《「『【‘“([{")


def clean(text: str, cap: int = CAP) -> str:
    """The text as it may be printed: composed, without controls, not longer than `cap`."""
    if len(text) > cap:
        rest = len(text) - cap
        text = f"{text[:cap].rstrip()} … ({rest:,} more characters not printed)"
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_printable(char) for char in composed).strip()


def _printable(char: str) -> str:
    if char in _SILENT:
        return ""
    if char in _SPACES:
        return " "
    if char == "\n" or (char >= " " and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}):
        return char
    return _VISIBLE


def bind(text: str) -> str:
    """No-break spaces inside dates, designations of standards, counts, and legal forms."""
    text = _DATE.sub("\\1\u00a0\\2\u00a0\\3", text)
    text = _STANDARD.sub("\\1\u00a0", text)
    text = _LEGAL_FORM.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
    return _COUNT.sub("\\1\u00a0\\2", text)


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style; `link` names the evidence ("C1") it leads to."""

    text: str
    style: Style
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to print."""

    spans: tuple[Span, ...]
    width: float


@lru_cache(maxsize=1)
def _thai() -> Any:
    import budoux  # only documents with Thai in them need it

    return budoux.load_default_thai_parser()


def _is_thai(char: str) -> bool:
    return "\u0e00" <= char <= "\u0e7f"


def _is_ideographic(char: str) -> bool:
    return "\u2e80" <= char <= "\ua4cf" or "\uf900" <= char <= "\uffef" or char >= "\U00020000"


@lru_cache(maxsize=32768)
def pieces(text: str) -> tuple[str, ...]:
    """The text cut where a line may end. Joined they are the text; a newline stands alone."""
    found: list[str] = []
    for paragraph in re.split(r"(\n)", text):
        if paragraph == "\n":
            found.append(paragraph)
            continue
        for word in _WORD.findall(paragraph):
            if word:
                found.extend(_inside(word))
    return tuple(found)


def _inside(word: str) -> Iterable[str]:
    """Break opportunities inside a word."""
    if word.isascii() and len(word) < LONG_WORD:
        return (word,)
    parts: list[str] = []
    for stretch in re.findall(r"[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+", word):
        if _is_thai(stretch[0]):
            parts.extend(_thai().parse(stretch))
        else:
            parts.extend(_outside_thai(stretch))
    return _settled(parts)


def _outside_thai(stretch: str) -> Iterable[str]:
    start = 0
    is_long = len(stretch) >= LONG_WORD
    for position in range(1, len(stretch)):
        before, char = stretch[position - 1], stretch[position]
        if char in " \u00a0" or char in _NOT_FIRST or before in _NOT_LAST:
            continue
        if _is_ideographic(char) or _is_ideographic(before) or (is_long and before in _AFTER):
            yield stretch[start:position]
            start = position
    yield stretch[start:]


def _settled(parts: Sequence[str]) -> tuple[str, ...]:
    """Parts of which none begins with what may not begin a line."""
    found: list[str] = []
    for part in parts:
        held = found and (part[0] in _NOT_FIRST or part[0] == " " or found[-1][-1] in _NOT_LAST)
        if held:
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


class _Breaker:
    """Fills lines of a given width, greedily."""

    def __init__(self, room: float) -> None:
        self.room = room
        self.lines: list[Line] = []
        self._spans: list[Span] = []
        self._used = 0.0

    def add(self, piece: str, span: Span) -> None:
        """Put a piece on the line, on the next, or on as many as it takes."""
        if piece == "\n":
            self.end()
            return
        bare = fonts.width(piece.rstrip(" "), span.style.size, span.style.bold)
        if self._used and self._used + bare > self.room + 0.01:
            self.end()
        if bare > self.room:
            self._add_broken(piece, span)
            return
        if not self._used:
            piece = piece.lstrip(" ")
        self._put(piece, span)

    def _add_broken(self, piece: str, span: Span) -> None:
        """A word longer than the line: broken between characters."""
        style = span.style
        start, used = 0, 0.0
        for position, char in enumerate(piece):
            step = fonts.width(char, style.size, style.bold)
            if used + step > self.room and used and not unicodedata.combining(char):
                self._put(piece[start:position], span)
                self.end()
                start, used = position, 0.0
            used += step
        self._put(piece[start:], span)

    def _put(self, piece: str, span: Span) -> None:
        if not piece:
            return
        if self._spans and self._same(self._spans[-1], span):
            last = self._spans[-1]
            self._spans[-1] = Span(last.text + piece, last.style, last.link)
        else:
            self._spans.append(Span(piece, span.style, span.link))
        self._used += fonts.width(piece, span.style.size, span.style.bold)

    @staticmethod
    def _same(one: Span, other: Span) -> bool:
        return one.style == other.style and one.link == other.link

    def end(self) -> None:
        """Close the line."""
        if self._spans:
            last = self._spans[-1]
            self._spans[-1] = Span(last.text.rstrip(" "), last.style, last.link)
        measured = sum(fonts.width(s.text, s.style.size, s.style.bold) for s in self._spans)
        self.lines.append(Line(tuple(self._spans), measured))
        self._spans, self._used = [], 0.0

    def finished(self) -> tuple[Line, ...]:
        """All lines, the open one too."""
        if self._spans or not self.lines:
            self.end()
        return tuple(self.lines)


def broken(spans: Sequence[Span], room: float) -> tuple[Line, ...]:
    """The spans as lines no wider than `room` points."""
    breaker = _Breaker(room)
    for span in spans:
        for piece in pieces(span.text):
            breaker.add(piece, span)
    return breaker.finished()


def shortened(text: str, style: Style, room: float) -> str:
    """The text on one line, ended with "…" where it is wider than `room`."""
    text = text.replace("\n", " ")
    if fonts.width(text, style.size, style.bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle].rstrip() + "…", style.size, style.bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
