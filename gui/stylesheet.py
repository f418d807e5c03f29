"""The one style sheet: fields, heads, scroll bars, menus and tooltips.

Kept small, since a switch of theme re-polishes every widget it touches. Buttons, chips, rows
and cards paint themselves. No font family stands here: a family in a sheet drops the list of
fall-backs that Thai and Chinese names need.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.theme import Theme

_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 4px 6px; }}
QLineEdit, QPlainTextEdit {{ background: {canvas}; color: {text}; border: 1px solid {control};
  border-radius: 6px; padding: 0 9px; selection-background-color: {selection};
  selection-color: {text}; placeholder-text-color: {tertiary}; }}
QPlainTextEdit {{ padding: 5px 7px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {focus}; padding: 0 8px; }}
QPlainTextEdit:focus {{ padding: 4px 6px; }}
QLineEdit[mend="true"], QPlainTextEdit[mend="true"] {{ border: 2px solid {mend};
  padding: 0 8px; }}
QPlainTextEdit[mend="true"] {{ padding: 4px 6px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {sunken}; color: {disabled};
  border-color: {border}; }}
QLineEdit[soft="true"]:!focus {{ border-color: {border}; }}
QLineEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; margin: 2px 2px 2px 4px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; margin: 4px 2px 2px 2px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ border: none; background: transparent; }}
QAbstractItemView {{ border: none; outline: none; background: {canvas}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 6px; }}
QMenu::item {{ min-height: 28px; padding: 0 24px 0 10px; border-radius: 6px; color: {text}; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {disabled}; background: transparent; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 6px 4px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border}; padding: 4px;
  selection-background-color: {selected}; selection-color: {text}; }}
QAbstractItemView#popup {{ background: {raised}; border: 1px solid {border}; padding: 4px;
  selection-background-color: {selected}; selection-color: {text}; }}
QAbstractItemView#popup::item {{ padding: 0 5px; }}
QListView#values {{ background: {raised}; }}
QCalendarWidget QWidget {{ background: {raised}; alternate-background-color: {raised}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {accent};
  selection-color: {on_accent}; }}
QCalendarWidget QToolButton {{ color: {text}; border: none; padding: 4px 8px; }}
QCalendarWidget QToolButton:hover {{ background: {hover}; border-radius: 6px; }}
"""

_ROLES = {
    "raised": "surface.raised",
    "canvas": "surface.canvas",
    "sunken": "surface.sunken",
    "hover": "surface.hover",
    "selected": "surface.selected",
    "selection": "surface.selected",
    "text": "text.primary",
    "tertiary": "text.tertiary",
    "disabled": "text.disabled",
    "border": "line.border",
    "control": "line.control",
    "hairline": "line.hairline",
    "focus": "action.focus",
    "accent": "action.accent",
    "on_accent": "action.on_accent",
    "mend": "validity.lapsed_quiet.mark",
}


def stylesheet(theme: "Theme") -> str:
    """The sheet in the theme's colours."""
    return _SHEET.format(**{key: theme.colour(role).name() for key, role in _ROLES.items()})
