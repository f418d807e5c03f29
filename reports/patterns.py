"""Boxes told apart without colour: solid, pale, hatched, lined, dashed."""

from typing import Any

from reports.styles import colour

Box = tuple[float, float, float, float]  # left, bottom, width, height

HATCH_STEP = 3.4


def patterned(
    canvas: Any, box: Box, *, fill: str, line: str, pattern: str, dashed: bool = False
) -> None:
    """Draw a box: its fill (a colour role or none), its pattern and its outline."""
    canvas.saveState()
    if fill:
        canvas.setFillColor(colour(fill))
        canvas.rect(*box, stroke=0, fill=1)
    if pattern in {"hatched", "lined"}:
        _strokes(canvas, box, line, pattern)
    canvas.setStrokeColor(colour(line))
    canvas.setLineWidth(0.7)
    if dashed or pattern == "dashed":
        canvas.setDash([2, 1.5])
    canvas.rect(*box, stroke=1, fill=0)
    canvas.restoreState()


def _strokes(canvas: Any, box: Box, ink: str, pattern: str) -> None:
    left, bottom, wide, high = box
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*box)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColor(colour(ink))
    canvas.setLineWidth(0.6)
    if pattern == "lined":
        for step in range(1, 5):
            y = bottom + high * step / 5
            canvas.line(left, y, left + wide, y)
    else:
        at = left - high
        while at < left + wide:
            canvas.line(at, bottom, at + high, bottom + high)
            at += HATCH_STEP
    canvas.restoreState()
