"""What the four forms of the accreditation reference have in common.

`supplied` names the supplied entry that a register's own one is to take the place of: the form
begins with what that says, its key stays as it is, and saving it unchanged writes nothing.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from domain.directory import Directory, Entry
from gui import text
from gui.context import Context
from gui.dialogs.directory_changes import SAVING, saving_words
from gui.dialogs.directory_facts import facts_of, subtitle_of
from gui.dialogs.directory_follow_panel import FollowPanel
from gui.dialogs.directory_follows import Follows, read_follows
from gui.dialogs.directory_reading import (
    KEY_FIELDS,
    Key,
    Part,
    entries_of,
    key_of,
    key_of_record,
    name_of,
    same_key,
)
from gui.dialogs.form_problems import Problem, ahead_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm

if TYPE_CHECKING:
    from storage.directory_effects import Naming
    from storage.queries import Reader

PAUSE = 250  # milliseconds of stillness before it is worked out what follows
ENDS_FIRST = "It ends before it starts."
ONE_A_LINE = "One a line"
NO_SOURCE = "Without a source nobody can check it."
NO_DAY = "Without a day it counts as not checked."


class DirectoryForm(RecordForm):
    """Add or edit an entry of the register's own."""

    part: Part
    wide, high, side = 880, 640, 304

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, supplied: Key | None = None,
        **more: Any,
    ) -> None:  # fmt: skip
        self.supplied: Entry | None = None
        self._namings: Sequence[Any] | None = None  # what certificates name, read once
        if supplied is not None:
            entries = entries_of(Directory.load(), self.part)
            self.supplied = next(e for e in entries if same_key(key_of(e)) == same_key(supplied))
        super().__init__(context, parent, is_new=supplied is None, **more)
        if supplied is not None:
            self.title_label.setText(f"{name_of(supplied)}, changed for this register")
            self.setAccessibleName(self.title_label.text())

    # Laying out

    def build(self) -> None:
        """The fields of the record, then source and day; what follows stands beside them."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask_what_follows)
        self.finished.connect(lambda _result: self._pause.stop())
        self.build_fields()
        fields = self.entries
        fields.line("source", wide=True, hint="A web page, a letter, a telephone call …")
        fields.day("checked_on")
        self.follows = FollowPanel()
        assert self.panel is not None
        self.panel.setContentsMargins(1, 60, 0, 12)
        self.panel.addWidget(self.follows)
        if self.supplied is not None:
            self.follows.show_supplied(subtitle_of(self.supplied), facts_of(self.supplied))
            for name in KEY_FIELDS[self.part]:
                fields[name].control.setEnabled(False)

    def build_fields(self) -> None:
        """Lay out what the record itself says."""
        raise NotImplementedError

    def entry_of(self, values: Values) -> Entry:
        """The values as an entry of the directory."""
        raise NotImplementedError

    # Loading

    def read(self, reader: "Reader") -> dict[str, Any]:
        """The register's own entries of the part besides."""
        return super().read(reader) | {"own": reader.records(self.part.value)}

    def start_values(self) -> dict[str, Any]:
        """What the supplied entry says."""
        return self.values_of(self.supplied) if self.supplied is not None else {}

    def values_of(self, entry: Entry) -> dict[str, Any]:
        """A supplied entry as values of the record."""
        fields = (name for name in self.model.model_fields if hasattr(entry, name))
        values = {name: getattr(entry, name) for name in fields}
        return {
            name: "\n".join(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    # What it states

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """It was checked by now, and there is but one own entry of a name."""
        today = self.context.today
        first = KEY_FIELDS[self.part][0]
        return {
            "checked_on": ahead_problem("checked_on", values, today, "This day has not come yet."),
            first: self._twice(values),
        }

    def _twice(self, values: Values) -> Problem | None:
        fields = KEY_FIELDS[self.part]
        if self.supplied is not None or not all(values[name] for name in fields):
            return None
        key = same_key(key_of_record(self.part, values))
        for record in self.found.get("own", ()):
            same = same_key(key_of_record(self.part, record)) == key
            if same and record["id"] != self.record_id and not record["unused"]:
                return Problem("This register has an entry of this name already.")
        return None

    def notes(self, values: Values) -> dict[str, Note | None]:
        """A source and a day are asked for, never forced; what is taken the place of is told."""
        found: dict[str, Note | None] = {}
        if not values["source"]:
            found["source"] = (NO_SOURCE, ())
        if self.entries["checked_on"].is_blank:
            today = self.context.today
            cure = (f"Use {text.day(today)}", lambda: self.put("checked_on", today))
            found["checked_on"] = (NO_DAY, (cure,))
        if self.is_new and self._is_supplied(values):
            first = KEY_FIELDS[self.part][0]
            found[first] = ("There is a supplied entry of this name: yours takes its place.", ())
        return found

    def _is_supplied(self, values: Values) -> bool:
        key = same_key(key_of_record(self.part, values))
        entries = entries_of(Directory.load(), self.part)
        return any(same_key(key_of(entry)) == key for entry in entries)

    def name_of(self, values: Values) -> str:
        """The name of the entry."""
        return name_of(key_of_record(self.part, values))

    def own_reason(self) -> str:
        """The history keeps where it was learnt."""
        source = str(self.values()["source"])
        return f"Source: {source}" if source else ""

    # Saving

    def set_enabled(self, enabled: bool) -> None:
        """While it is written, say why that takes a moment."""
        super().set_enabled(enabled)
        self.foot_note.set_role(
            "text.secondary" if self.saving.is_running else "validity.lapsed_quiet.ink"
        )
        if self.saving.is_running:
            self.set_foot_note(SAVING)
        else:
            self.set_foot_note("")

    def on_saving(self, count: int, total: int) -> None:
        """How far recognition is worked out anew."""
        self.set_foot_note(saving_words(count, total))

    def _on_save_asked(self) -> None:
        if self.supplied is not None and self._loaded and not self.is_dirty:
            self.accept()  # it says what the supplied one says: nothing to write
            return
        super()._on_save_asked()

    # What follows

    def on_renewed(self, values: Values) -> None:
        """Work out what would follow, once nothing has been typed for a moment."""
        self._pause.start()

    def _ask_what_follows(self) -> None:
        values, fields = self.values(), KEY_FIELDS[self.part]
        if not self._loaded or self.saving.is_running or self.checking.problems():
            return
        if not all(values[name] for name in fields):
            return
        entry, namings, day = self.entry_of(values), self._namings, self.context.today
        record = self.found.get("record")
        before = key_of_record(self.part, record) if record is not None else None

        def work(reader: "Reader") -> "tuple[Follows, Sequence[Naming]]":
            known = namings if namings is not None else reader.namings(day)
            return read_follows(reader, entry, before, known, day), known

        self.ask_register(work, self._on_followed, lane="what follows")

    def _on_followed(self, found: "tuple[Follows, Sequence[Naming]]") -> None:
        follows, self._namings = found
        self.follows.show_follows(follows)


def lines_of(value: Any) -> tuple[str, ...]:
    """Several names, one on a line."""
    return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())


def common(values: Mapping[str, Any]) -> dict[str, Any]:
    """What every entry says of itself."""
    return {"source": values["source"], "checked_on": values["checked_on"], "own": True}
