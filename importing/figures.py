"""Figures of suppliers' performance: their scales, and how a cell becomes a percentage.

Percentages are read as they stand ("95 %", 95), shares (0.95) and stated scales ("/5") as
percentages; a scale that nothing states is in doubt, for a guess would be silently wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importing.cells import Cell
from importing.values import one_line

_SCALE = re.compile(r"(?:/|out of|(?<!\d)[01]\s*[-–]|max\.?)\s*(5|10|20|100)\b", re.IGNORECASE)
_FIGURE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%|pts?\.?|points?)?(?:\s*/\s*(5|10|20|100))?")
# What is counted, not rated: thirty days of delivery are no 30 %.
_COUNTED = re.compile(
    r"\b(?:ppm(?! score)|dpmo?|days?|weeks?|hours?|tage|wochen|jours|d[ií]as|giorni|dagen|dni|ngày"
    r"|hari|qty|pcs|eur|usd)\b|\bnumber of\b|วัน|[(（][日天일][)）]|日数|天数|일수",
    re.IGNORECASE,
)
_UNSTATED = (
    "The figures go up to {:g} and no scale is stated; left out. Write the scale into the header, "
    "such as “Quality (0-5)”, or give percentages."
)
_ONE = (
    "The figures go up to {:g}, and whether 1 stands for 1 % or for 100 % is not clear; left out. "
    "Write them as “100 %”."
)


@dataclass(frozen=True, slots=True)
class Scale:
    """How the figures of a column are counted: a percentage is a figure times `factor`.
    `doubt`: why it is not known; figures that state their own scale are read all the same."""

    factor: float = 1.0
    doubt: str = ""


def is_figure(text: str) -> bool:
    """Whether a text is a figure such as a supplier's performance is rated by."""
    return _FIGURE.fullmatch(text) is not None


def is_counted(header: str) -> bool:
    """Whether a header says that what stands below it is counted: days, parts per million."""
    return _COUNTED.search(header) is not None


def scale_of(header: str, cells: Sequence[Cell]) -> Scale:
    """The scale of a column, by its header and all of its values."""
    figures = [figure for cell in cells if (figure := _bare(cell)) is not None]
    percent = "%" in header or any(isinstance(cell, str) and "%" in cell for cell in cells)
    if not percent and (stated := _SCALE.search(header)):
        return Scale(100.0 / int(stated.group(1)))
    most = max(figures, default=100.0)
    if most <= 1 and any(figure % 1 for figure in figures):
        return Scale(100.0)
    if most > (2 if percent else 20):
        return Scale()
    return Scale(doubt=(_ONE if percent or most <= 1 else _UNSTATED).format(most))


def read_figure(cell: Cell, scale: Scale) -> float | None:
    """A cell's percentage, 0 to 100; `None` where it is none, or its scale is in doubt."""
    bare = _bare(cell)
    if bare is not None:
        value = bare * scale.factor
    else:
        found = _FIGURE.fullmatch(one_line(cell))
        if found is None:
            return None
        value = float(found.group(1).replace(",", "."))
        if found.group(3):
            value *= 100 / int(found.group(3))
    if bare is not None and scale.doubt:
        return None
    return round(value, 2) if 0 <= value <= 100 else None


def _bare(cell: Cell) -> float | None:
    """The figure of a cell that states neither "%" nor out of how many."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    found = _FIGURE.fullmatch(one_line(cell))
    if found is None or found.group(2) == "%" or found.group(3):
        return None
    return float(found.group(1).replace(",", "."))
