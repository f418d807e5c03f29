"""The base of all forms: fields by the record's own definition, loading, leaving.

What a form must state of itself is in `form_stated`. Titles and limits come from
`domain.records`; checking is in `form_checking`, writing in `form_saving`. Reading and writing
happen on the worker.

`take` makes a form a draft's: it hands its values to the form it was opened from instead of
writing them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.errors import UserError
from gui import operations
from gui.context import Context
from gui.dialogs.form_checking import REASON, Checking
from gui.dialogs.form_entries import Entries
from gui.dialogs.form_reason import ReasonStrip
from gui.dialogs.form_saving import Saving
from gui.dialogs.form_sheet import FormSheet
from gui.dialogs.form_stated import Stated, Values
from gui.tasks import Job
from gui.widgets.close_guard import CloseGuard
from gui.widgets.dialog import ask, tell
from gui.widgets.form_fields import FormField
from gui.widgets.form_grid import FormGrid
from gui.widgets.form_proofs import Proofs
from gui.widgets.form_rows import RowsList

if TYPE_CHECKING:
    from storage.queries import Reader


class RecordForm(Stated, FormSheet):
    """See the module's description."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        record_id: int | None = None,
        take: Callable[[dict[str, Any]], None] | None = None,
        is_new: bool = True,
        **preset: Any,
    ) -> None:
        self.is_new = record_id is None and is_new
        noun = f"New {self.noun}" if self.is_new else self.noun[:1].upper() + self.noun[1:]
        super().__init__(parent, title=noun, width=self.wide, height=self.high, panel=self.side)
        self.context, self.record_id, self.preset = context, record_id, dict(preset)
        self.found: dict[str, Any] = {}
        self.proofs: Proofs | None = None
        self.lists: list[tuple[str, RowsList]] = []
        self.grid = FormGrid(columns=self.columns)
        self.entries = Entries(self.model, self.grid, self._on_edited)
        self.grid.is_filled = self.entries.is_filled
        self.checking, self.saving = Checking(self), Saving(self)
        self.setAcceptDrops(True)
        self._take = take
        self._jobs: list[Job] = []
        self._loaded = False
        self._make()
        self.load()

    # Making

    def _make(self) -> None:
        self.build()
        self.body.addWidget(self.grid)
        self.body.addStretch(1)
        self.reason_strip = ReasonStrip()
        self.reason = self.reason_strip.field
        self._place_reason()
        self.save_button = self.set_buttons("Save" if self._take is None else "Done")
        self.save_button.setDefault(not self.high)  # Enter saves small forms only
        self.confirmed.connect(self._on_save_asked)
        self.entries.watch(self)
        if self._host is not None:
            CloseGuard(self, self._host, self._is_at_stake, self.may_leave)
        self.grid.arrange(lambda widget: self._is_shown(widget, self.preset))
        self.finished.connect(self._on_form_finished)

    def _place_reason(self) -> None:
        left = self._foot.parentWidget().layout().itemAt(0).layout()  # type: ignore[union-attr]
        assert isinstance(left, QVBoxLayout)
        left.insertWidget(left.count() - 1, self.reason_strip)
        self.reason_strip.edited.connect(self._on_edited)

    def add_list(self, title: str, owner: str, rows: RowsList) -> FormField:
        """A list of rows that belong to the record by their field `owner`."""
        self.lists.append((owner, rows))
        field = FormField(title, rows)
        self.grid.add(field, wide=True)
        rows.edited.connect(self._on_edited)
        return field

    def add_proofs(self) -> Proofs:
        """Scans that are attached on saving; the form puts them where it likes."""
        self.proofs = Proofs()
        self.proofs.edited.connect(self._on_edited)
        self.proofs.opened.connect(self._on_document_asked)
        return self.proofs

    # Loading

    def load(self) -> None:
        """Read the record and what surrounds it; until then nothing can be typed."""
        self._loaded = False
        self._holder.setEnabled(False)
        self.ask_register(self.read, self._on_found, self._on_not_found)

    def ask_register(
        self,
        work: Callable[["Reader"], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: str = "",
    ) -> None:
        """Read on the worker; nothing comes back once the form is gone."""
        job = self.context.read(work, done=done, failed=failed, lane=lane)
        self._jobs = [*self._jobs[-20:], job]

    def _on_found(self, found: dict[str, Any]) -> None:
        self.found = found
        self.set_subtitle(self.subtitle(found))
        self.show_found(found)
        record = found.get("record")
        start = self.start_values() | self.preset if record is None else record
        self.entries.show(start | self.linked(found))
        if self.proofs is not None:
            self.proofs.set_documents(found.get("documents", ()))
        self.entries.remember()
        self._loaded = True
        self.set_enabled(self.context.can_edit)
        if not self.context.can_edit:
            self.save_button.hide()
            paused = "Editing is paused: another day is shown."
            self.set_foot_note(self.context.standing.why_read_only or paused)
        self.renew()
        if self.isVisible():
            self._focus_first()

    def _on_not_found(self, error: Exception) -> None:
        self.say(error)
        super().reject()

    # Values

    def values(self) -> dict[str, Any]:
        """What the fields hold, as the record takes it."""
        return self.entries.values()

    def record_values(self) -> dict[str, Any]:
        """The record whole: its fields, and what it belongs to."""
        known = self.preset | (self.found.get("record") or {})
        own = {name: value for name, value in known.items() if name in self.model.model_fields}
        return own | self.entries.record_values()

    def changed_values(self) -> dict[str, Any]:
        """The record's fields that are to be written."""
        values, stored = self.record_values(), self.found.get("record")
        if stored is None:
            return {name: value for name, value in values.items() if value is not None}
        return {name: value for name, value in values.items() if stored.get(name) != value}

    def put(self, name: str, value: Any) -> None:
        """Set a field as if it had been typed."""
        self.entries[name].set(value)
        self._on_edited([name])

    def needs_reason(self) -> bool:
        """Whether something of an existing record changes that the history wants a reason for."""
        return self.record_id is not None and self._loaded and (
            bool(self.asks_reason & self.entries.edited_names())
        )  # fmt: skip

    def reason_words(self) -> str:
        """The reason that was typed."""
        return self.reason_strip.words()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed, chosen, added or taken away that is not saved."""
        lists = any(rows.is_edited for _owner, rows in self.lists)
        proofs = self.proofs is not None and self.proofs.is_edited
        return self._loaded and (self.entries.is_edited or lists or proofs)

    # Showing

    def renew(self) -> None:
        """Show what is wrong, what is worth knowing, and the fields that are asked for."""
        values = self.values()
        self.grid.arrange(lambda widget: self._is_shown(widget, values))
        self.reason_strip.setVisible(self.needs_reason())
        self.checking.show()
        self.on_renewed(values)
        if not self.high and self.isVisible():
            QTimer.singleShot(0, self, self.refit)

    def set_enabled(self, enabled: bool) -> None:
        """Whether the fields can be used: not while the form reads or saves."""
        self._holder.setEnabled(enabled)

    def show_refused(self, errors: Mapping[str, str]) -> None:
        """Show what the register would not take, at the fields it speaks of."""
        self.checking.told = self.checking.by_entry(errors)
        self.renew()
        self._go_to(next(iter(self.checking.told)))

    def say(self, error: Exception) -> None:
        """Tell an error of the surroundings in words; a fault of ours goes the usual way."""
        if isinstance(error, UserError):
            tell(self, "That did not work", str(error))
            self.still_open()
        else:
            self.context.tasks.failed.emit(error)

    def _is_shown(self, widget: QWidget, values: Values) -> bool:
        entry = self.entries.of(widget)
        if entry is None:
            return self.shows(widget, values)
        return self.fits(entry.name, values) or not entry.is_blank

    def _go_to(self, name: str) -> None:
        if name == REASON:
            self.reason.focus()
            return
        field = self.entries[name].field
        self.grid.open_with(field)
        field.focus()
        if self.scroll_area is not None:
            self.body.activate()
            self.scroll_area.ensureWidgetVisible(field, 8, 40)

    # Slots

    def _on_save_asked(self) -> None:
        if self.saving.is_running or not self._loaded or not self.context.can_edit:
            return
        self.checking.tell_all = True
        self.renew()
        if problems := self.checking.problems():
            self._go_to(next(iter(problems)))
        elif self._take is not None:
            self._take(self.entries.record_values())
            self.accept()
        else:
            self.saving.start()

    def _on_edited(self, names: Sequence[str] = ()) -> None:
        if self._loaded:
            for name in names:
                self.checking.told.pop(name, None)
            self.renew()

    def _on_document_asked(self, number: int) -> None:
        from gui.file_commands import open_file

        operations.document_path(self.context, document_id=number, done=open_file, failed=self.say)

    def _on_form_finished(self, _result: int) -> None:
        for job in self._jobs:
            job.stop()
        if self._host is not None:
            self._host.removeEventFilter(self)

    # Leaving

    def still_open(self) -> None:
        """Another sheet over this one has closed: the window's actions rest on."""
        opened = getattr(self._host, "sheet_opened", None)
        if self.isVisible() and opened is not None:
            opened()

    def may_leave(self) -> bool:
        """Whether nothing would be lost, or the user says that it may be."""
        if self.saving.is_running:
            return False
        if not self.is_dirty or not self.context.can_edit:
            return True
        sure = ask(
            self,
            "Discard what you entered?",
            "It has not been saved.",
            yes="Discard",
            danger=True,
            cancel="Keep editing",
        )
        self.still_open()
        return sure

    def reject(self) -> None:
        """Esc, Cancel or ×: asks where something would be lost."""
        if self.may_leave():
            super().reject()
