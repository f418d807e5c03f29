"""The window's typefaces: Inter, then Noto Sans Thai, then the bundled Chinese face.

One list of families in one order, so that a name in any script finds its letters. Sizes are
logical pixels multiplied by the user's text size (1, 1.15 or 1.3). `font()` is cached: rows
ask for it on every paint.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from gui.theme import RESOURCES

SCALES = (1.0, 1.15, 1.3)
_scale = 1.0
_families: list[str] = []
# What stands in where the bundled faces are missing, and for scripts they do not cover.
_AFTER = [
    "Noto Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Segoe UI",
    "Helvetica Neue",
    "DejaVu Sans",
]


def install(app: QApplication) -> None:
    """Load the bundled faces and make them the application's."""
    found: list[str] = []
    for path in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            found += QFontDatabase.applicationFontFamilies(number)
    first = [name for name in ("Inter", "Noto Sans Thai") if name in found]
    rest = [name for name in dict.fromkeys(found) if name not in first]
    # Latin stays Inter's; a CJK face goes before Noto Sans, which lacks those letters anyway.
    rest.sort(key=lambda name: not any(mark in name for mark in ("SC", "CJK", "JP", "TC")))
    _families[:] = list(dict.fromkeys(first + rest + _AFTER))
    _make.cache_clear()
    app.setFont(font(13))


def set_scale(scale: float) -> None:
    """Text size: one of `SCALES`."""
    global _scale
    _scale = scale if scale in SCALES else 1.0
    _make.cache_clear()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setFont(font(13))


def px(length: float) -> int:
    """A length that grows with the text size, in logical pixels."""
    return round(length * _scale)


def font(size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
    """A font of `size` logical pixels; `tabular` aligns figures in columns."""
    return _make(size, weight, tabular)


@cache
def _make(size: int, weight: int, tabular: bool) -> QFont:
    made = QFont()
    if _families:
        made.setFamilies(_families)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
