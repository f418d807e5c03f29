"""The base of all forms: fields by the record's own definition, loading, leaving.

What a form must state of itself is in `form_stated`. Titles and limits come from
`domain.records`; checking is in `form_checking`, writing in `form_saving`. Reading and writing
happen on the worker.

`take` makes a form a draft's: it hands its values to the form it was opened from instead of
writing them.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.errors import UserError
from gui import fonts, operations
from gui.context import Context
from gui.dialogs.form_checking import REASON, Checking
from gui.dialogs.form_entries import Entries
from gui.dialogs.form_saving import Saving
from gui.dialogs.form_stated import Stated, Values
from gui.tasks import Job
from gui.widgets.dialog import Sheet, ask, tell
from gui.widgets.fields import LineField
from gui.widgets.form_fields import FormField, SuggestField
from gui.widgets.form_grid import FormGrid, in_tab_order
from gui.widgets.form_proofs import Proofs
from gui.widgets.form_rows import RowsList
from gui.widgets.labels import Surface
from gui.widgets.sections import PROOFS, dropped_files

if TYPE_CHECKING:
    from storage.queries import Reader

TWO_COLUMNS = 500  # a form narrower than this has one
USUAL_REASONS = (
    "Read from the certificate",
    "Typing mistake",
    "Was not recorded before",
    "Told by the certification body",
    "Told by the supplier",
)


class RecordForm(Stated, Sheet):
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
        self.reason = FormField("Reason for the change", SuggestField(suggestions=USUAL_REASONS))
        self.reason_strip = self._strip()
        self.save_button = self.set_buttons("Save" if self._take is None else "Done")
        self.save_button.setDefault(not self.high)  # Enter saves small forms only
        self.confirmed.connect(self._on_save_asked)
        self.entries.watch(self)
        if self._host is not None:
            self._host.installEventFilter(self)
        self.grid.arrange(lambda widget: self._is_shown(widget, self.preset))
        self.finished.connect(self._on_form_finished)

    def _strip(self) -> QWidget:
        strip = Surface("", edges="top")
        column = QVBoxLayout(strip)
        column.setContentsMargins(28, 10, 28, 10)
        column.addWidget(self.reason)
        left = self._foot.parentWidget().layout().itemAt(0).layout()  # type: ignore[union-attr]
        assert isinstance(left, QVBoxLayout)
        left.insertWidget(left.count() - 1, strip)
        strip.hide()
        self._reason_line.edited.connect(self._on_edited)
        return strip

    @property
    def _reason_line(self) -> LineField:
        assert isinstance(self.reason.control, LineField)
        return self.reason.control

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
        return self._reason_line.value()

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

    def _on_close_asked(self) -> None:
        if self.isVisible() and self.may_leave() and self._host is not None:
            self.done(0)
            self._host.close()

    def reject(self) -> None:
        """Esc, Cancel or ×: asks where something would be lost."""
        if self.may_leave():
            super().reject()

    def _focus_first(self) -> None:
        """A new record begins at its first empty field, another at its first."""
        for widget in self.grid.order if self.is_new and self._loaded else ():
            entry = self.entries.of(widget)
            if entry is not None and entry.is_blank and entry.control.isEnabled():
                entry.field.focus()
                return
        super()._focus_first()

    def _stops(self) -> list[QWidget]:
        regions = (self.panel_box, self.reason_strip, self._foot, self.close_button)
        return in_tab_order(self, super()._stops(), self.grid.order, regions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._host and self.isVisible():
            if not self.saving.is_running and not (self.is_dirty and self.context.can_edit):
                return False
            # Not asked in here: the question filters the window's events too, and Qt would go
            # through all filters anew once it is answered.
            QTimer.singleShot(0, self, self._on_close_asked)
            event.ignore()
            return True
        if event.type() == QEvent.Type.FocusOut and self._loaded and _is_left(event):
            self.entries.mark_left(watched)
            QTimer.singleShot(0, self, self._on_field_left)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - (self.panel_box.width() if self.panel_box is not None else 0)
        self.grid.use_columns(2 if room >= fonts.px(TWO_COLUMNS) else 1)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A scan may be dropped anywhere on the form; nothing dropped reaches the window behind."""
        if self._takes(event):
            event.acceptProposedAction()
        else:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if (files := self._takes(event)) and self.proofs is not None:
            self.proofs.add_files(files)
            event.acceptProposedAction()

    def _takes(self, event: QDropEvent | QDragEnterEvent) -> list[Path]:
        usable = self.proofs is not None and self._loaded and self.context.can_edit
        return dropped_files(event, PROOFS) if usable else []

    def _on_field_left(self) -> None:
        if self.isVisible() and self._loaded and not self.saving.is_running:
            self.renew()


def _is_left(event: QEvent) -> bool:
    """Whether the keyboard went elsewhere: not to a field's own list of choices."""
    return not isinstance(event, QFocusEvent) or (
        event.reason() is not Qt.FocusReason.PopupFocusReason
    )
