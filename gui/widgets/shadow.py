"""Shadows, drawn as nested rounded boxes: no graphics effect, cheap and alike everywhere."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui import theme


def paint_shadow(painter: QPainter, box: QRectF, radius: float, spread: int) -> None:
    """A soft shadow around `box`, `spread` px wide, a little lower than the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    colour = QColor(theme.colour("surface.shadow"))
    strength = 0.05 if theme.current().dark else 0.02
    for step in range(spread, 0, -2):
        colour.setAlphaF(strength * (1 - step / (spread + 2)))
        painter.setBrush(colour)
        grown = box.adjusted(-step, -step + spread / 4, step, step + spread / 4)
        painter.drawRoundedRect(grown, radius + step, radius + step)
    painter.restore()
