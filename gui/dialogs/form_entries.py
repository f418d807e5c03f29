"""The fields of a form by their names in the record: values in and out, what was edited.

An entry knows its control and the record's definition of it; whether its value is right is
asked elsewhere. Controls that stand for no field of the record (links to sites or buyers) are
entries too, with `own=False`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from domain.records import Record
from gui.countries import country_choices
from gui.dialogs.form_problems import Problem, Tell
from gui.widgets.fields import ChoiceField, DayField, LineField, TextField, TickField
from gui.widgets.form_fields import FormField, NumberField, SuggestField, TickList
from gui.widgets.form_grid import FormGrid
from gui.widgets.form_search import Option, SearchField, find_among

Control = Any  # a widget with value(), set_value() and the signal `edited`
CHOOSE = "Choose…"
NOT_RECORDED = "Not recorded"


class Entry:
    """One field in a form."""

    def __init__(self, name: str, field: FormField, blank: Any, *, own: bool) -> None:
        self.name, self.field, self.own = name, field, own
        self.control: Control = field.control
        self._blank = blank
        self.was_left = False
        self._start: Any = None

    def value(self) -> Any:
        """The value as the record takes it: what is not recorded is what the record says."""
        value = self.control.value()
        return self._blank if value in ("", None) else value

    def set(self, value: Any) -> None:
        """Show a value."""
        self.control.set_value(value)

    def reset(self) -> None:
        """Show what the record itself starts with."""
        self.control.set_value(() if isinstance(self.control, TickList) else self._blank)

    def _raw(self) -> Any:
        if isinstance(self.control, DayField):
            return self.control.line.text().strip()
        if isinstance(self.control, SearchField):
            return (self.control.value(), self.control.value_words())
        return self.value()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed, chosen or ticked."""
        if isinstance(self.control, DayField):
            return self.control.is_blank
        if isinstance(self.control, SearchField):
            return not self.control.value_words()
        value = self.control.value()
        return value is None or value is False or value in ("", (), self._blank)

    def remember(self) -> None:
        """Take the present value for the one nothing was typed after."""
        self._start = self._raw()

    @property
    def is_edited(self) -> bool:
        """Whether it differs from what it started with."""
        return bool(self._raw() != self._start)

    def unsettled(self) -> Problem | None:
        """Words typed into a search that were not chosen."""
        if isinstance(self.control, SearchField) and not self.control.is_settled:
            cures = self.control.offer(self.control.value_words())
            return Problem("Choose one from the list.", cures, tell=Tell.WHEN_LEFT)
        return None

    def missing_words(self, words: str) -> str:
        """What to say of an empty field that must be filled in."""
        if isinstance(self.control, ChoiceField | SearchField):
            return "Choose one."
        return words


class Entries:
    """All entries of a form, in the order of its fields."""

    def __init__(
        self, model: type[Record], grid: FormGrid, edited: Callable[[Sequence[str]], None]
    ) -> None:
        self._model, self._grid, self._edited = model, grid, edited
        self._entries: dict[str, Entry] = {}

    # Laying out

    def add(
        self, name: str, control: QWidget, *, wide: bool = False, title: str = "",
        own: bool = True,
    ) -> FormField:  # fmt: skip
        """Put a control into the grid, titled as the record titles its field."""
        info = self._model.model_fields.get(name) if own else None
        words = title or (info.title if info is not None else "") or name
        field = FormField(words, control)
        blank: Any = None
        if info is not None and not info.is_required():
            blank = info.default
        entry = Entry(name, field, blank, own=own)
        self._entries[name] = entry
        entry.control.edited.connect(lambda: self._edited([name]))
        self._grid.add(field, wide=wide)
        return field

    def line(
        self, name: str, *, wide: bool = False, suggest: Sequence[str] | None = None,
        hint: str = "", title: str = "",
    ) -> FormField:  # fmt: skip
        """One line; with `suggest` (even if empty yet) it has a list to open."""
        control = LineField() if suggest is None else SuggestField(suggestions=suggest)
        control.setPlaceholderText(hint)
        return self.add(name, control, wide=wide, title=title)

    def number(self, name: str) -> FormField:
        """A number."""
        return self.add(name, NumberField())

    def text(self, name: str, *, lines: int = 3, hint: str = "", title: str = "") -> FormField:
        """Several lines over the whole width."""
        control = TextField(lines=lines)
        control.setPlaceholderText(hint)
        return self.add(name, control, wide=True, title=title)

    def day(self, name: str) -> FormField:
        """A day."""
        return self.add(name, DayField())

    def tick(self, name: str, words: str) -> FormField:
        """Yes or no."""
        return self.add(name, TickField(words), wide=True)

    def choice(
        self, name: str, words: Mapping[Any, str], *, none: str = NOT_RECORDED, wide: bool = False
    ) -> FormField:
        """One of a vocabulary; with `none` also nothing."""
        options: list[tuple[Any, str]] = [(None, none)] if none else []
        control = ChoiceField([*options, *words.items()])
        return self.add(name, control, wide=wide)

    def country(self, name: str = "country") -> FormField:
        """A country, by its name or code."""
        options = [Option(code, words, code) for code, words in country_choices() if code]
        control = SearchField(find_among(options), blank="", hint="Type a country's name")
        return self.add(name, control)

    # Values

    def show(self, values: Mapping[str, Any]) -> None:
        """Show the values of a record; fields not named start as the record starts them."""
        for name, entry in self._entries.items():
            if name in values:
                # What a search has chosen already keeps the name it was chosen by.
                searched = isinstance(entry.control, SearchField)
                if not (searched and entry.control.value() == values[name]):
                    entry.set(values[name])
            else:
                entry.reset()

    def values(self) -> dict[str, Any]:
        """The values of all entries."""
        return {name: entry.value() for name, entry in self._entries.items()}

    def record_values(self) -> dict[str, Any]:
        """The values of the record's own fields."""
        return {name: entry.value() for name, entry in self._entries.items() if entry.own}

    def remember(self) -> None:
        """What is shown now is what nothing was typed after."""
        for entry in self._entries.values():
            entry.remember()

    def edited_names(self) -> frozenset[str]:
        """The entries that differ from what they started with."""
        return frozenset(name for name, entry in self._entries.items() if entry.is_edited)

    @property
    def is_edited(self) -> bool:
        """Whether any entry was edited."""
        return bool(self.edited_names())

    # Finding

    def of(self, widget: QWidget) -> Entry | None:
        """The entry whose field a widget is."""
        return next((e for e in self._entries.values() if e.field is widget), None)

    def is_filled(self, widget: QWidget) -> bool:
        """Whether the field that a widget is holds something."""
        entry = self.of(widget)
        return entry is not None and not entry.is_blank

    def watch(self, form: QObject) -> None:
        """Let the form see when a control is left."""
        for entry in self._entries.values():
            (entry.control.focusProxy() or entry.control).installEventFilter(form)

    def mark_left(self, watched: QObject) -> None:
        """A control was left: from now on what is wrong in it is told."""
        for entry in self._entries.values():
            if watched in (entry.control, entry.control.focusProxy()):
                entry.was_left = True

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Names and entries."""
        yield from self._entries.items()

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
