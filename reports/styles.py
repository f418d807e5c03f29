"""Sizes, colours and page measures: everything that makes the documents one family.

Colours are named by role; their values live in `resources/palette.toml` alone, in its `print`
part. Lengths are points unless a name says millimetres.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.colors import Color, HexColor

from domain.vocabulary import Level, State, Verdict

PALETTE = Path(__file__).resolve().parent.parent / "resources" / "palette.toml"
MM = 72 / 25.4

Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Style:
    """How words look. `ink` is a colour role of the palette."""

    size: float
    leading: float
    bold: bool = False
    ink: str = "text.primary"

    def inked(self, ink: str) -> "Style":
        """The same in another colour."""
        return replace(self, ink=ink)

    @property
    def strong(self) -> "Style":
        """The same in semibold."""
        return replace(self, bold=True)

    @property
    def grey(self) -> "Style":
        """The same in the second ink."""
        return replace(self, ink="text.secondary")


KIND = Style(8.6, 12.4, bold=True, ink="action.accent")
NAME = Style(19, 23, bold=True)
NAME_LONG = Style(15, 19, bold=True)
NAME_LONGEST = Style(12.5, 16, bold=True)
LOCAL_NAME = Style(10.5, 15, ink="text.secondary")
VERDICT = Style(17, 21, bold=True)
SECTION = Style(11.5, 15, bold=True)
BODY = Style(8.6, 12.4)
TABLE = Style(7.9, 10.8)
SMALL = Style(7.2, 9.8, ink="text.secondary")
HEAD = Style(7, 9, bold=True, ink="text.secondary")
FIGURE = Style(22, 26, bold=True)
ORGANISATION = Style(9.4, 12, bold=True)
ADDRESS = Style(7, 9.4, ink="text.secondary")
RUNNING = Style(7, 9, ink="text.secondary")
FOOTER = Style(6.6, 9, ink="text.secondary")
AXIS = Style(6.6, 8.6, ink="text.secondary")

ICON = 8.6
ICON_INDENT = 13.0
PADDING = 3.6
GUTTER = 8.0
OVERHANG = 2.5

NAME_WIDE = 480.0
NAME_WIDEST = 900.0


@dataclass(frozen=True, slots=True)
class Page:
    """A paper with its frame. Frame tops are measured from the paper's upper edge."""

    width: float
    height: float
    side: float
    first_top: float
    later_top: float
    bottom: float
    padding: float
    timeline_row: float

    @property
    def text_width(self) -> float:
        """Width of the text, the same on every paper."""
        return self.width - 2 * self.side


PAGES: dict[Paper, Page] = {
    "A4": Page(210 * MM, 297 * MM, 18 * MM, 29 * MM, 24 * MM, 19 * MM, PADDING, 30.5),
    "Letter": Page(612, 792, 20.95 * MM, 27 * MM, 24 * MM, 17 * MM, 1.8, 28),
}


@lru_cache(maxsize=1)
def _palette() -> dict[str, Any]:
    return tomllib.loads(PALETTE.read_text(encoding="utf-8"))


def print_value(role: str) -> str:
    """The print colour of a role as the palette writes it, for workbooks."""
    value: Any = _palette()["print"]
    for part in role.split("."):
        value = value[part]
    return str(value)


@lru_cache(maxsize=256)
def colour(role: str) -> Color:
    """The print colour of a role: "text.primary", "validity.soon.ink" …"""
    return HexColor(print_value(role))


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state shows: icon, colour role, and what stands behind its words."""

    icon: str
    role: str
    shape: str  # quiet, tint, dashed, solid

    @property
    def mark(self) -> str:
        """Role of icons and drawings."""
        return f"{self.role}.mark"

    @property
    def ink(self) -> str:
        """Role of words."""
        return f"{self.role}.ink"

    @property
    def fill(self) -> str:
        """Role of tints."""
        return f"{self.role}.fill"


@lru_cache(maxsize=16)
def validity_sign(state: State) -> Sign:
    """Sign of a validity state."""
    found = _palette()["states"]["validity"][state.value]
    return Sign(found["icon"], f"validity.{found['role']}", found["shape"])


@lru_cache(maxsize=16)
def recognition_sign(level: Level) -> Sign:
    """Sign of a recognition level: never anything behind its words."""
    found = _palette()["states"]["recognition"][level.value]
    return Sign(found["icon"], f"recognition.{found['role']}", "quiet")


@lru_cache(maxsize=16)
def verdict_sign(verdict: Verdict) -> Sign:
    """Sign of a verdict."""
    found = _palette()["states"]["verdict"][verdict.value]
    return Sign(found["icon"], f"verdict.{found['role']}", "quiet")


VERDICT_TINT = {
    Verdict.QUALIFIED: "validity.valid.fill",
    Verdict.CONDITIONAL: "validity.soon.fill",
    Verdict.NOT_QUALIFIED: "validity.lapsed_quiet.fill",
}


@lru_cache(maxsize=16)
def rule_sign(outcome: str) -> Sign:
    """Sign of a rule's outcome; "conditional" is a failure that costs only the full verdict."""
    found = _palette()["states"]["rule"][outcome]
    role = found["role"]
    return Sign(found["icon"], role, "quiet")
