"""Faces, scripts and shaping.

Which bundled face prints a character, how wide a run is, and how a run is put on a page. ReportLab
has no fallback between fonts, so text is cut into runs, one face each. Only Thai is shaped, since
shaping damages the text that readers extract from Latin and Chinese. Line breaking is in `text`.
"""

import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"

_LATIN, _THAI, _HAN, _HANGUL = "latin", "thai", "han", "hangul"
_FACES = {
    _LATIN: ("NotoSans-Regular", "NotoSans-SemiBold"),
    _THAI: ("NotoSansThai-Regular", "NotoSansThai-SemiBold"),
    _HAN: ("NotoSansSC-Regular", "NotoSansSC-Regular"),
    _HANGUL: ("NotoSansKR-Regular", "NotoSansKR-Regular"),
}
BASE_FACE = _FACES[_LATIN][0]
_BOX, _BOX_FACE = "\N{WHITE SQUARE}", _FACES[_HAN][0]  # stands for a character nobody covers

# Scripts whose letters join or change order: a face may hold them, yet printed letter by
# letter they would be misspelt. They count as not covered.
_NEED_JOINING = ((0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E80, 0x10FF), (0x1780, 0x18AF))
_HANGUL_BLOCKS = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))

_registering = threading.Lock()
_registered: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; `glyphs` is what is printed for it."""

    text: str
    face: str
    glyphs: str
    shaped: bool = False

    @property
    def marked(self) -> bool:
        """Whether readers must be told what the glyphs spell."""
        return self.shaped or self.glyphs != self.text or any(ord(c) > 0xFFFF for c in self.text)


def face(name: str) -> Any:
    """The ReportLab font of that name, registered once per process."""
    with _registering:
        if name not in _registered:
            font = TTFont(name, str(FOLDER / f"{name}.ttf"))
            if name in _FACES[_THAI]:
                _number_unmapped_glyphs(font)
            pdfmetrics.registerFont(font)
            _registered[name] = font
        return _registered[name]


def _number_unmapped_glyphs(font: Any) -> None:
    """Give every glyph without a character its private one, in glyph order.

    ReportLab would do so when a glyph is first used, and a file's bytes would then depend on
    what the process printed before.
    """
    shaper = font.hbFont(10)
    for glyph in range(font.hbFace.glyph_count):
        if glyph not in font.face.glyphToChar:
            name = shaper.glyph_to_string(glyph)
            font.hbAddPrivate(name, glyph, shaper.get_glyph_h_advance(glyph))


def _within(code: int, blocks: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in blocks)


@lru_cache(maxsize=16384)
def _script(char: str) -> str:
    """Which family prints the character; empty if none does."""
    code = ord(char)
    if 0x0E00 <= code <= 0x0E7F:
        return _THAI
    if _within(code, _NEED_JOINING):
        return ""
    for script in (_LATIN, _HANGUL, _HAN):
        if script == _HANGUL and not _within(code, _HANGUL_BLOCKS):
            continue
        if code in face(_FACES[script][0]).face.charToGlyph:
            return script
    return ""


@lru_cache(maxsize=65536)
def runs(text: str, bold: bool = False) -> tuple[Run, ...]:
    """The text cut into runs of one face each, in order."""
    found: list[Run] = []
    start = 0
    current: str | None = None
    for position, char in enumerate(text):
        script = _script(char)
        if current is not None and unicodedata.combining(char) and script == _LATIN:
            script = current  # an accent stays with its letter
        if script != current:
            if current is not None:
                found.append(_run(text[start:position], current, bold))
            start, current = position, script
    if current is not None:
        found.append(_run(text[start:], current, bold))
    return tuple(found)


def _run(text: str, script: str, bold: bool) -> Run:
    if not script:
        return Run(text, _BOX_FACE, _BOX * len(text))
    return Run(text, _FACES[script][bold], text, shaped=script == _THAI)


@lru_cache(maxsize=8192)
def _shaped(text: str, name: str, size: float) -> Any:
    face(name)
    return shapeStr(text, name, size, force=True)


@lru_cache(maxsize=131072)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of the text on one line, in points."""
    return sum(_run_width(run, size) for run in runs(text, bold))


def _run_width(run: Run, size: float) -> float:
    if run.shaped:
        shaped = _shaped(run.text, run.face, size)
        return float(sum(part.x_advance for part in shaped.__shapeData__)) * size / 1000
    return float(face(run.face).stringWidth(run.glyphs, size))


def draw(canvas: Any, x: float, y: float, text: str, size: float, bold: bool = False) -> float:
    """Print the text with its baseline at `y`; returns its width. Colour is the canvas's."""
    at = x
    for run in runs(text, bold):
        face(run.face)
        canvas.setFont(run.face, size)
        if run.marked:
            _draw_marked(canvas, at, y, run, size)
        else:
            canvas.drawString(at, y, run.text)
        at += _run_width(run, size)
    return at - x


def _draw_marked(canvas: Any, x: float, y: float, run: Run, size: float) -> None:
    """Print a run whose glyphs don't spell it, and say beside it what it spells.

    Shaped Thai uses glyphs without a character of their own, and an uncovered character prints
    as a box; in both cases readers that extract text get the original letters.
    """
    spelt = run.text.encode("utf-16-be").hex().upper()
    canvas.addLiteral(f"/Span <</ActualText <FEFF{spelt}>>> BDC")
    glyphs = _shaped(run.text, run.face, size) if run.shaped else run.glyphs
    canvas.drawString(x, y, glyphs)
    canvas.addLiteral("EMC")


def missing_scripts(snapshot: object) -> tuple[str, ...]:
    """Scripts in a snapshot that no bundled face covers ("Arabic", "Hebrew" …), sorted.

    A report prints a box for each of their characters; the caller tells the user beforehand.
    """
    uncovered = {char for text in _texts(snapshot) for char in set(text) if ord(char) > 0x7E}
    return tuple(sorted({_script_name(char) for char in uncovered if _is_missing(char)}))


def _is_missing(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMNPS" and not _script(char)


def _script_name(char: str) -> str:
    name = unicodedata.name(char, "")
    if not name:
        return f"U+{ord(char):04X}"
    if unicodedata.category(char)[0] in "PS":
        return "symbols"
    return name.split()[0].capitalize()


def _texts(value: object) -> Iterable[str]:
    """All texts inside a frozen snapshot."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
