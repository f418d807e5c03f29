"""Icons: the bundled drawings in any colour, crisp at any size and screen.

A drawing stands on a grid of 20 with strokes of 1.5; at 16 and 14 px the stroke is scaled up
so that it stays 1.5 on screen. `currentColor` is the tint; "white" is the sign cut into a
filled shape. Pixmaps are cached by name, colours, size and the screen's ratio.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui import theme
from gui.theme import RESOURCES


@cache
def _drawing(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def names() -> tuple[str, ...]:
    """All icons there are."""
    return tuple(sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg")))


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, glyph: str, size: int, ratio: float) -> QPixmap:
    svg = _drawing(name)
    stroke = 1.5 * max(1.0, 20 / size)
    svg = svg.replace('stroke-width="1.5"', f'stroke-width="{stroke:.3f}"', 1)
    svg = svg.replace("currentColor", colour).replace('"white"', f'"{glyph}"')
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(
    name: str, colour: QColor, size: int = 20, ratio: float = 1.0, glyph: QColor | None = None
) -> QPixmap:
    """The icon `name` in `colour`, `size` logical pixels wide on a screen of `ratio`."""
    cut = glyph if glyph is not None else theme.colour("surface.canvas")
    return _pixmap(name, colour.name(), cut.name(), size, ratio)


def paint(
    painter: QPainter,
    name: str,
    rect: QRect,
    colour: QColor,
    *,
    size: int = 16,
    glyph: QColor | None = None,
) -> None:
    """Paint an icon centred in `rect`, snapped to device pixels."""
    ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
    image = pixmap(name, colour, size, ratio, glyph)
    left = rect.x() + (rect.width() - size) / 2
    top = rect.y() + (rect.height() - size) / 2
    painter.drawPixmap(
        QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, size, size),
        image,
        QRectF(image.rect()),
    )


def icon(name: str, role: str = "text.secondary", size: int = 16) -> QIcon:
    """A QIcon for menus, in the colours of now: make it anew when the theme changes."""
    made = QIcon()
    for ratio in (1.0, 1.25, 1.5, 2.0, 3.0):
        made.addPixmap(pixmap(name, theme.colour(role), size, ratio))
        off = pixmap(name, theme.colour("text.disabled"), size, ratio)
        made.addPixmap(off, QIcon.Mode.Disabled)
    return made


def paint_look(painter: QPainter, shown: theme.Look, rect: QRect, *, size: int = 16) -> None:
    """Paint the icon of a state in its own colours (its mark, and the glyph cut into it)."""
    entry = shown.role if shown.role.startswith("text.") else f"{shown.role}.mark"
    glyph = None
    if shown.role.startswith("verdict."):
        glyph = theme.colour(f"{shown.role}.glyph")
    paint(painter, shown.icon, rect, theme.colour(entry), size=size, glyph=glyph)
