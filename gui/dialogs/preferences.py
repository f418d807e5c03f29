"""Preferences: how the window looks, what counts as urgent and soon, who issues reports.

Theme and text size belong to this computer (QSettings), the rest to the open register. The
theme is shown at once and taken back on Cancel. The logo is checked by `preferences_logo`.
"""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui import operations, theme
from gui.context import Context
from gui.dialogs.preferences_logo import LogoField
from gui.widgets.dialog import Sheet
from gui.widgets.fields import ChoiceField, Field, LineField, TextField
from gui.widgets.labels import Hairline, Label

THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
SIZES = ((1.0, "Usual"), (1.15, "Larger"), (1.3, "Largest"))
LONGEST = 3650  # days: a window of ten years is a slip of the keyboard


class PreferencesDialog(Sheet):
    """See the module's description."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent, title="Preferences", width=720)
        self.context = context
        self._mode_before = theme.current().mode
        self._make_fields()
        self._lay_out()
        self._fill()
        self.save = self.set_buttons("Save")
        self.confirmed.connect(self._on_save_asked)

    def _make_fields(self) -> None:
        self.theme = ChoiceField(THEMES)
        self.theme.edited.connect(lambda: theme.current().set_mode(self.theme.value()))
        self.letters = ChoiceField(SIZES)
        self.letters_field = Field("Size of letters", self.letters, hint="From the next start on")
        self.urgent, self.soon = LineField(), LineField()
        self.urgent_field = Field("Urgent: days before the end", self.urgent, hint="Usually 30")
        self.soon_field = Field("Soon: days before the end", self.soon, hint="Usually 90")
        self.name = LineField()
        self.name_field = Field("Name", self.name, hint="Stands at the head of every report")
        self.address = TextField(lines=2)
        self.address_field = Field("Address", self.address)
        self.logo = LogoField()
        self.logo_field = Field("Logo", self.logo)
        self.logo.refused.connect(self.logo_field.complain)
        for field, control in (
            (self.urgent_field, self.urgent), (self.soon_field, self.soon),
        ):  # fmt: skip
            control.edited.connect(lambda f=field: f.complain(""))

    def _lay_out(self) -> None:
        self._section("Window", "Belongs to this computer.")
        self.body.addLayout(_pair(Field("Colours", self.theme), self.letters_field))
        self.body.addWidget(Hairline())
        self._section("Validity", "From when on a certificate counts as urgent or soon ending.")
        self.windows = _pair(self.urgent_field, self.soon_field)
        self.body.addLayout(self.windows)
        self.body.addWidget(Hairline())
        self._section("Issuing organisation", "Who states what the reports say.")
        organisation = QHBoxLayout()
        organisation.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.name_field)
        left.addWidget(self.address_field)
        organisation.addLayout(left, 1)
        organisation.addWidget(self.logo_field, 1)
        self.body.addLayout(organisation)

    def _section(self, title: str, words: str) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(title, size=15, weight=600))
        column.addWidget(Label(words, size=12, role="text.secondary"))
        self.body.addLayout(column)

    def _fill(self) -> None:
        context = self.context
        self.theme.set_value(self._mode_before)
        kept = str(context.settings.value("text_size", 1.0))
        known = {str(size): size for size, _ in SIZES}
        self.letters.set_value(known.get(kept, 1.0))
        self.urgent.set_value(context.windows.urgent)
        self.soon.set_value(context.windows.soon)
        organisation = context.standing.organisation
        self.name.set_value(organisation.name)
        self.address.set_value(organisation.address)
        self.logo.set_value(organisation.logo)
        can_edit = context.is_open and not context.standing.read_only
        for control in (self.urgent, self.soon, self.name, self.address, self.logo):
            control.setEnabled(can_edit)
        if not can_edit:
            why = context.standing.why_read_only if context.is_open else "No register is open."
            self.foot_note.set_role("text.secondary")
            self.set_foot_note(why)

    def _on_save_asked(self) -> None:
        if not self.urgent.isEnabled():
            self._keep_window()
            self.accept()
            return
        urgent, soon = _days(self.urgent), _days(self.soon)
        self.urgent_field.complain("" if urgent is not None else _WHOLE)
        self.soon_field.complain("" if soon is not None else _WHOLE)
        if urgent is not None and soon is not None and soon <= urgent:
            self.soon_field.complain(
                "Soon begins before urgent does: write more days.",
                [(f"{urgent + 60} days", lambda: self._mend_soon(urgent + 60))],
            )
            soon = None
        if urgent is None or soon is None:
            (self.urgent if urgent is None else self.soon).setFocus()
            self.set_foot_note("1 field to mend")
            self.refit()
            return
        values = self._changed(urgent, soon)
        if not values:
            self._on_saved()
            return
        operations.set_settings(
            self.context, values=values, done=self._on_saved, failed=self._on_failed
        )

    def _mend_soon(self, days: int) -> None:
        self.soon.set_value(days)
        self.soon_field.complain("")
        self.set_foot_note("")

    def _changed(self, urgent: int, soon: int) -> dict[str, str]:
        """The settings of the register that are other than before."""
        from storage import preferences as keys

        context, organisation = self.context, self.context.standing.organisation
        logo = self.logo.value()
        pairs = (
            (keys.URGENT_DAYS, str(context.windows.urgent), str(urgent)),
            (keys.SOON_DAYS, str(context.windows.soon), str(soon)),
            (keys.ORGANISATION_NAME, organisation.name, self.name.value()),
            (keys.ORGANISATION_ADDRESS, organisation.address, self.address.value()),
            (
                keys.ORGANISATION_LOGO,
                keys.logo_text(organisation.logo or b""),
                keys.logo_text(logo or b""),
            ),
        )
        return {key: new for key, old, new in pairs if new != old}

    def _on_saved(self) -> None:
        self._keep_window()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.set_foot_note(str(error))

    def _keep_window(self) -> None:
        settings = self.context.settings
        settings.setValue("theme", self.theme.value())
        settings.setValue("text_size", self.letters.value())
        self._mode_before = self.theme.value()

    def done(self, result: int) -> None:
        """Close; a theme that was only tried on is taken off."""
        if theme.current().mode != self._mode_before:
            theme.current().set_mode(self._mode_before)
        super().done(result)


_WHOLE = f"Write a whole number of days, 1 to {LONGEST}."


def _days(field: LineField) -> int | None:
    words = field.value()
    if not (words.isascii() and words.isdigit()):
        return None
    days = int(words[:6])
    return days if 1 <= days <= LONGEST else None


def _pair(left: QWidget, right: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.addWidget(left, 0, 0)
    grid.addWidget(right, 0, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
