"""Changing the accreditation reference from its dialog: forms, choices of the panel, undo.

Each change is one step. The dialog hears of it by the context like every page, and tells what
it did to the certificates.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from domain.errors import UserError
from gui import forms, operations
from gui.dialogs.directory_changes import SAVING, saving_words, step_of
from gui.dialogs.directory_reading import EntryLine, Key, Origin, Part
from gui.widgets.dialog import ask, tell

if TYPE_CHECKING:
    from gui.dialogs.directory_dialog import DirectoryDialog

FIRST_CHOICE = {Origin.SUPPLIED: "change", Origin.CHANGED: "edit", Origin.ENTERED: "edit"}


class Editing:
    """The editing of one dialog. `goal`: the entry to be shown once it is read again, by its key
    or by the record that was written; `last`: the label of the last step taken here."""

    def __init__(self, dialog: "DirectoryDialog") -> None:
        self._dialog = dialog
        self._context = dialog.context
        self.is_saving = False
        self.goal: Key | tuple[Part, int] | None = None
        self.last: str | None = None

    @property
    def can_edit(self) -> bool:
        """Whether something can be changed now."""
        return self._context.can_edit and not self.is_saving

    @property
    def paused_words(self) -> str:
        """Why nothing can be changed, to follow a sentence; empty where it can."""
        if self._context.can_edit:
            return ""
        why = self._context.standing.why_read_only
        return f". {why}" if why else ". Editing is paused: another day is shown."

    @property
    def can_undo(self) -> bool:
        """Whether the register's last step is the one taken here."""
        return self.last is not None and self._context.standing.undo_label == self.last

    def do(self, asked: str, line: EntryLine) -> None:
        """Carry out a choice for an entry."""
        if not self.can_edit:
            return
        if asked == "change":
            self._open(line.part, supplied=line.key)
        elif asked == "edit":
            self._open(line.part, record_id=line.own_id)
        elif asked != "remove" or self._is_sure(line):
            self._write(asked, line)

    def add(self, part: str, known: Mapping[str, Any]) -> None:
        """Open the form of a new entry, with what is known of it."""
        if self.can_edit:
            self._open(Part(part), **known)

    def open_first(self, line: EntryLine) -> None:
        """The form of an entry, a supplied one as the beginning of the register's own."""
        if (choice := FIRST_CHOICE.get(line.origin)) and (choice == "change" or line.own_id):
            self.do(choice, line)

    def undo(self) -> None:
        """Take back the last step taken here."""
        if not self.can_undo or not self.can_edit:
            return
        self._set_saving(True)

        def done(changes: Any) -> None:
            self.last = changes.label
            self._set_saving(False)

        operations.undo(self._context, done=done, failed=self.on_failed, progress=self._on_progress)

    def on_failed(self, error: Exception) -> None:
        """Say what did not work; a fault of ours goes the usual way."""
        self._set_saving(False)
        if isinstance(error, UserError):
            tell(self._dialog, "That did not work", str(error))
        else:
            self._context.tasks.failed.emit(error)

    def _is_sure(self, line: EntryLine) -> bool:
        words = "The history keeps it, and Undo brings it back."
        return ask(self._dialog, f"Remove {line.name}?", words, yes="Remove", danger=True)

    def _open(self, part: Part, **preset: Any) -> None:
        form = forms.form(part.value, self._context, self._dialog, **preset)

        def finished(_result: int) -> None:
            if form.saving.changes is not None and form.record_id is not None:
                self.goal = (part, form.record_id)
                self.last = form.saving.changes.label

        form.finished.connect(finished)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def _write(self, asked: str, line: EntryLine) -> None:
        step = step_of(asked, line)
        self._set_saving(True)

        def done(changes: Any) -> None:
            self.goal, self.last = line.key, changes.label
            self._set_saving(False)

        operations.save(
            self._context,
            changes=step.changes,
            label=step.label,
            done=done,
            failed=self.on_failed,
            progress=self._on_progress,
        )

    def _on_progress(self, count: int, total: int) -> None:
        if self.is_saving:
            self._dialog.set_foot_note(saving_words(count, total))

    def _set_saving(self, saving: bool) -> None:
        self.is_saving = saving
        if saving:
            self._dialog.set_foot_note(SAVING)
        self._dialog.show_current()
