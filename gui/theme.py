"""Colours by role, light and dark, and the look that Qt draws by itself.

Reads `resources/palette.toml` once. Widgets ask `colour("text.primary")` or
`current().colour(...)` while painting and so follow a change of theme without being told;
whoever caches pixels listens to `current().changed`. Fonts live in `gui.fonts`, icons in
`gui.icons`, no colour value anywhere else.

Roles are `table.key` of the palette file ("surface.canvas", "line.control", "action.accent"),
and `scale.state.part` for the scales ("validity.soon.ink", "recognition.unproven.mark").
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
MODES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Look:
    """How one state is drawn: its role in the scale, its icon, and its outline."""

    role: str
    icon: str
    shape: str = "quiet"


@cache
def _palette_file() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "palette.toml").read_text(encoding="utf-8"))


def _flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, QColor]:
    colours: dict[str, QColor] = {}
    for key, value in table.items():
        if isinstance(value, str):
            colours[prefix + key] = _parse(value)
        else:
            colours.update(_flatten(value, f"{prefix}{key}."))
    return colours


def _parse(text: str) -> QColor:
    colour = QColor(text[:7])
    if len(text) == 9:  # RRGGBBAA, where Qt would read AARRGGBB
        colour.setAlpha(int(text[7:], 16))
    return colour


def look(scale: str, state: str) -> Look:
    """Role, icon and outline of a state of "validity", "recognition", "verdict" or "rule"."""
    entry = _palette_file()["states"][scale][state]
    role = entry["role"] if "." in entry["role"] else f"{scale}.{entry['role']}"
    return Look(role, entry["icon"], entry.get("shape", "quiet"))


class Theme(QObject):
    """The colours now in force. `mode` is what the user chose, `dark` what came of it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = "system"
        self.dark = False
        file = _palette_file()
        self._tables = {name: _flatten(file[name]) for name in ("light", "dark")}
        self._listening = False

    def colour(self, role: str) -> QColor:
        """The colour of a role; an unknown role is a fault of ours (KeyError)."""
        return self._tables["dark" if self.dark else "light"][role]

    def set_mode(self, mode: str) -> None:
        """Switch to "light", "dark" or "system" and repaint everything."""
        if mode not in MODES:
            mode = "system"
        self.mode = mode
        self.dark = mode == "dark" or (mode == "system" and _system_is_dark())
        self._apply()

    def _apply(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._follow_system()
        app.setPalette(self._qt_palette())
        from gui.stylesheet import stylesheet

        app.setStyleSheet(stylesheet(self))
        self.changed.emit()
        for widget in app.topLevelWidgets():
            widget.update()

    def _follow_system(self) -> None:
        if self._listening:
            return
        self._listening = True
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.mode == "system":
            self.set_mode("system")

    def _qt_palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in (
            (roles.Window, "surface.canvas"),
            (roles.Base, "surface.canvas"),
            (roles.AlternateBase, "surface.sunken"),
            (roles.Button, "surface.raised"),
            (roles.WindowText, "text.primary"),
            (roles.Text, "text.primary"),
            (roles.ButtonText, "text.primary"),
            (roles.PlaceholderText, "text.tertiary"),
            (roles.Highlight, "surface.selected"),
            (roles.HighlightedText, "text.primary"),
            (roles.Link, "text.link"),
            (roles.ToolTipBase, "surface.raised"),
            (roles.ToolTipText, "text.primary"),
            (roles.Accent, "action.accent"),
            (roles.Light, "surface.raised"),
            (roles.Midlight, "line.hairline"),
            (roles.Mid, "line.border"),
            (roles.Dark, "line.control"),
            (roles.Shadow, "surface.shadow"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.Text, roles.WindowText, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text.disabled"))
        return palette


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


@cache
def current() -> Theme:
    """The one theme of the process."""
    return Theme()


def colour(role: str) -> QColor:
    """Short for `current().colour(role)`."""
    return current().colour(role)


def install(app: QApplication, mode: str = "system") -> None:
    """Give the application its style, fonts and colours. Once, before any window."""
    from gui import fonts

    app.setStyle("Fusion")
    fonts.install(app)
    current().set_mode(mode)
