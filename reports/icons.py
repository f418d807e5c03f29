"""The window's signs, drawn on paper as paths.

The shapes live in `resources/icons` and are read from there; only the few SVG elements those
files use are understood. As paths they print sharp and add no noise to extracted text.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reports.styles import colour

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
GRID = 20.0
STROKE = 1.75

_TOKEN = re.compile(r"[MLHVCZ]|-?\d*\.?\d+")


@dataclass(frozen=True, slots=True)
class Shape:
    """One element of a sign: a path in a y-down grid, and how it is painted."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    filled: bool
    stroked: bool
    knocked_out: bool  # drawn in the ground's colour, upon a filled shape
    dashes: tuple[float, ...] = ()


@lru_cache(maxsize=64)
def shapes(name: str) -> tuple[Shape, ...]:
    """The elements of a sign."""
    root = ElementTree.parse(FOLDER / f"{name}.svg").getroot()
    return tuple(_shape(element) for element in root)


def _shape(element: ElementTree.Element) -> Shape:
    tag = element.tag.rsplit("}", 1)[-1]
    number = {key: float(value) for key, value in element.attrib.items() if _is_number(value)}
    steps: tuple[tuple[str, tuple[float, ...]], ...]
    if tag == "circle":
        steps = (("circle", (number["cx"], number["cy"], number["r"])),)
    elif tag == "rect":
        box = tuple(number.get(key, 0.0) for key in ("x", "y", "width", "height", "rx"))
        steps = (("rect", box),)
    else:
        steps = _path(element.get("d", ""))
    dashes = tuple(float(part) for part in element.get("stroke-dasharray", "").split())
    return Shape(
        steps,
        filled=element.get("fill", "none") != "none",
        stroked=element.get("stroke", "currentColor") != "none",
        knocked_out=element.get("stroke") == "white" or element.get("fill") == "white",
        dashes=dashes,
    )


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d*\.?\d+", text) is not None


def _path(text: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Absolute M, L, H, V, C and Z as moves in full coordinates."""
    tokens = _TOKEN.findall(text)
    steps: list[tuple[str, tuple[float, ...]]] = []
    x = y = 0.0
    position, command = 0, "M"
    sizes = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
    while position < len(tokens):
        if tokens[position] in sizes:
            command = tokens[position]
            position += 1
        count = sizes[command]
        values = tuple(float(token) for token in tokens[position : position + count])
        position += count
        x, y, step = _step(command, values, x, y)
        steps.append(step)
    return tuple(steps)


def _step(
    command: str, values: tuple[float, ...], x: float, y: float
) -> tuple[float, float, tuple[str, tuple[float, ...]]]:
    if command == "Z":
        return x, y, ("Z", ())
    if command == "H":
        return values[0], y, ("L", (values[0], y))
    if command == "V":
        return x, values[0], ("L", (x, values[0]))
    return values[-2], values[-1], (command, values)


@lru_cache(maxsize=64)
def framed(name: str, side: float) -> tuple[float, float]:
    """Size to draw a filled square sign at so that its square measures `side`, and its margin."""
    x, _, wide, *_ = next(v for command, v in shapes(name)[0].steps if command == "rect")
    size = side * GRID / wide
    return size, x * size / GRID


def draw(
    canvas: Any, name: str, x: float, y: float, size: float, ink: str, ground: str = "surface.paper"
) -> None:
    """Draw a sign into the square of `size` whose lower left corner is (x, y).

    `ink` and `ground` are colour roles; the ground shows where a sign is cut out of a filled one.
    """
    scale = size / GRID
    canvas.saveState()
    canvas.setLineWidth(STROKE * scale)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for shape in shapes(name):
        painted = colour(ground if shape.knocked_out else ink)
        canvas.setStrokeColor(painted)
        canvas.setFillColor(painted)
        if shape.dashes:
            canvas.setDash([part * scale for part in shape.dashes])
        path = canvas.beginPath()
        _trace(path, shape, lambda px: x + px * scale, lambda py: y + size - py * scale, scale)
        canvas.drawPath(path, stroke=int(shape.stroked), fill=int(shape.filled))
        if shape.dashes:
            canvas.setDash([])
    canvas.restoreState()


def _trace(
    path: Any,
    shape: Shape,
    across: Callable[[float], float],
    up: Callable[[float], float],
    scale: float,
) -> None:
    for command, v in shape.steps:
        if command == "circle":
            path.circle(across(v[0]), up(v[1]), v[2] * scale)
        elif command == "rect":
            left, bottom = across(v[0]), up(v[1] + v[3])
            path.roundRect(left, bottom, v[2] * scale, v[3] * scale, v[4] * scale)
        elif command == "M":
            path.moveTo(across(v[0]), up(v[1]))
        elif command == "L":
            path.lineTo(across(v[0]), up(v[1]))
        elif command == "C":
            points = [(across(v[i]), up(v[i + 1])) for i in (0, 2, 4)]
            path.curveTo(*points[0], *points[1], *points[2])
        else:
            path.close()
