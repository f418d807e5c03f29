"""Chips: how validity, recognition and verdict are shown, in lists, details and forms.

A `Chip` is what to draw; `paint_chip` draws it, for delegates and for `ChipLabel` alike. The
normal state is quiet (tinted icon, ink-coloured words, no fill); tint, solid and dashed
speak up. Icon and words always stand together, so that colour is never alone.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.vocabulary import (
    LEVEL_SHORT,
    LEVEL_WORDS,
    NO_EVIDENCE_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    Level,
    State,
    Verdict,
)
from gui import fonts, icons, theme
from gui.widgets.buttons import rounded
from gui.widgets.labels import elide, plain_tip

HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Chip:
    """What to draw. Colours are role names; `fill` and `line` empty for none. `glyph` is the
    sign cut into a filled icon. `bare`: no box and no padding, as in lists."""

    words: str
    icon: str
    ink: str
    mark: str
    fill: str = ""
    line: str = ""
    glyph: str = ""
    dashed: bool = False
    radius: int = 11
    weight: int = 500
    size: int = 12
    bare: bool = False
    full: str = ""


def validity_chip(state: State, words: str = "", *, in_list: bool = False) -> Chip:
    """A state of validity; in lists the valid state stays quiet."""
    look = theme.look("validity", state.value)
    full = STATE_WORDS[state]
    words = words or full
    if in_list and look.shape == "quiet":
        return Chip(words, look.icon, "text.primary", f"{look.role}.mark", weight=400, full=full)
    fill, ink = f"{look.role}.fill", f"{look.role}.ink"
    if look.shape == "dashed":
        line = f"{look.role}.mark"
        return Chip(words, look.icon, ink, ink, fill, line, dashed=True, full=full)
    return Chip(words, look.icon, ink, ink, fill, full=full)


def recognition_chip(level: Level | None, words: str = "", *, in_list: bool = False) -> Chip:
    """A recognition level (`None`: no evidence); in lists icon and words only."""
    if level is None:
        words = words or NO_EVIDENCE_WORDS
        return Chip(words, "dash", "text.tertiary", "text.tertiary", size=13 if in_list else 12,
                    weight=400, bare=in_list, full=words)  # fmt: skip
    look = theme.look("recognition", level.value)
    words = words or (LEVEL_SHORT[level] if in_list else LEVEL_WORDS[level])
    full = LEVEL_WORDS[level]
    ink, mark = f"{look.role}.ink", f"{look.role}.mark"
    if in_list:
        plain = level is Level.WIDELY_RECOGNISED
        return Chip(words, look.icon, "text.primary" if plain else ink, mark, weight=400, size=13,
                    bare=True, full=full, glyph="surface.canvas")  # fmt: skip
    return Chip(words, look.icon, ink, mark, line=mark, dashed=look.shape == "dashed", radius=5,
                full=full, glyph="surface.canvas")  # fmt: skip


def verdict_chip(verdict: Verdict, words: str = "", *, in_list: bool = True) -> Chip:
    """A verdict: filled square and words."""
    look = theme.look("verdict", verdict.value)
    full = VERDICT_WORDS[verdict]
    if not words:
        words = "Conditional" if verdict is Verdict.CONDITIONAL and in_list else full
    return Chip(words, look.icon, f"{look.role}.ink", f"{look.role}.mark", weight=500, size=13,
                bare=True, full=full, glyph=f"{look.role}.glyph")  # fmt: skip


def chip_width(chip: Chip) -> int:
    """Width the chip needs, in logical pixels."""
    words = QFontMetrics(fonts.font(chip.size, chip.weight)).horizontalAdvance(chip.words)
    if chip.bare:
        return 16 + 7 + words + 1
    return 8 + 14 + 5 + words + 9


def _outline(chip: Chip) -> QColor | None:
    if not chip.line:
        return None
    colour = QColor(theme.colour(chip.line))
    if chip.radius == 5:  # recognition: at 45 %
        colour.setAlphaF(0.45 if not chip.dashed else 0.8)
    return colour


def paint_chip(painter: QPainter, left: int, middle: int, chip: Chip, room: int = 9999) -> int:
    """Draw the chip with its left edge at `left`, centred on `middle`; returns its width."""
    width = min(chip_width(chip), room)
    height = fonts.px(HEIGHT)
    box = QRect(left, middle - height // 2, width, height)
    painter.save()
    if chip.fill or chip.line:
        fill = theme.colour(chip.fill) if chip.fill else None
        radius = height / 2 if chip.radius == 11 else chip.radius
        rounded(painter, QRectF(box), radius, fill, _outline(chip), dashed=chip.dashed)
    size = 16 if chip.bare else 14
    at = left if chip.bare else left + 8
    glyph = theme.colour(chip.glyph) if chip.glyph else None
    where = QRect(at, box.top(), size, height)
    icons.paint(painter, chip.icon, where, theme.colour(chip.mark), size=size, glyph=glyph)
    at += size + (7 if chip.bare else 5)
    font = fonts.font(chip.size, chip.weight)
    painter.setFont(font)
    painter.setPen(theme.colour(chip.ink))
    space = left + width - at - (0 if chip.bare else 6)
    words = elide(chip.words, font, space)
    painter.drawText(QRect(at, box.top(), space + 2, height), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()
    return width


class ChipLabel(QWidget):
    """A chip as a widget; its full words are its tip and its accessible name."""

    def __init__(self, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(chip)

    def set_chip(self, chip: Chip | None) -> None:
        """Show another chip, or none."""
        self._chip = chip
        name = (
            (chip.full if chip.full == chip.words else f"{chip.full}: {chip.words}") if chip else ""
        )
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._chip) if self._chip else 0, fonts.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, self.sizeHint().width()), fonts.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chip is not None:
            paint_chip(QPainter(self), 0, self.height() // 2, self._chip, self.width())
