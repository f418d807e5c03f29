"""The accreditation reference: bodies, who accredits whom, and editions, to look up and to change.

Four views share one search; the panel shows the current entry whole. What is supplied is never
overwritten: the register's own entry takes its place, and can be taken away again. Every
change is one step to undo; what it does to the certificates is told once it is written.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.dialogs.directory_browser import Browser
from gui.dialogs.directory_changes import changed_words
from gui.dialogs.directory_editing import Editing
from gui.dialogs.directory_panel import WIDTH, EntryPanel
from gui.dialogs.directory_reading import (
    KEY_FIELDS,
    EntryLine,
    Key,
    Part,
    Reference,
    read_reference,
    with_counts,
)
from gui.dialogs.directory_words import PART_WORDS
from gui.tasks import Job
from gui.widgets.dialog import Sheet
from gui.widgets.form_grid import in_tab_order
from gui.widgets.toast import Note

if TYPE_CHECKING:
    from storage.directory_effects import Levels
    from storage.queries import Reader

SUBTITLE = "Whose certificates count, and until when an edition can be certified"
NOTHING_CHOSEN = "Choose an entry to see what it says and where that is from."
RECORDS = frozenset({*(part.value for part in Part), "accreditation_scope"})


class DirectoryDialog(Sheet):
    """See the module's description. `entry` is shown at first; one that is not there yet is
    offered as a new one, with what its key says of it."""

    def __init__(self, context: Context, parent: QWidget | None, entry: Key | None = None) -> None:
        super().__init__(
            parent, title="Accreditation reference", subtitle=SUBTITLE, width=1152, height=744,
            panel=WIDTH, scroll=False,
        )  # fmt: skip
        self.context = context
        self.reference: Reference | None = None
        self._levels: Levels | None = None
        self.editing = Editing(self)
        self.editing.goal = entry
        self._is_first = True
        self._is_over = False
        self._jobs: list[Job] = []
        self._make()
        self._read()
        context.changed.connect(self._on_changed)
        context.view_changed.connect(self._read)

    def _make(self) -> None:
        self.browser = Browser(self.context, self)
        self.browser.moved.connect(self.show_current)
        self.browser.opened.connect(self._on_opened)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.browser)
        self.entry_panel = EntryPanel()
        self.entry_panel.asked.connect(self.do)
        self.entry_panel.entry_asked.connect(self.show_entry)
        self.entry_panel.add_asked.connect(self.editing.add)
        assert self.panel is not None
        self.panel.setContentsMargins(1, 60, 0, 12)
        self.panel.addWidget(self.entry_panel)
        self.close_main = self.add_button("Close", kind="primary")
        self.close_main.clicked.connect(self.accept)
        self.new_button = self.add_button("New entry", icon="plus")
        self.new_button.clicked.connect(lambda _checked=False: self.add())
        self.foot_note.set_role("text.secondary")
        self.note = Note(self)
        self.open_at = self.browser.search
        self.show_current()

    # Reading

    def _read(self) -> None:
        day = self.context.day
        self._ask(lambda reader: read_reference(reader, day), self._on_read, "directory")

    def _on_read(self, reference: Reference) -> None:
        """Show the entries at once; counting takes longer in large registers."""
        self._show(reference)
        goal, self.editing.goal = self.editing.goal, None
        if goal is not None:
            self._go_to(goal)
        self._is_first = False
        self._ask(
            lambda reader: (
                with_counts(reference, reader.namings(reference.day)),
                reader.levels_on(reference.day),
            ),
            self._on_counted,
            "directory counts",
        )

    def _on_counted(self, found: "tuple[Reference, Levels]") -> None:
        reference, levels = found
        before, self._levels = self._levels, levels
        self._show(reference)
        if self.editing.last is not None and before is not None:
            self._tell_effect(changed_words(before, levels))

    def _ask(self, work: Callable[["Reader"], Any], done: Callable[[Any], None], lane: str) -> None:
        job = self.context.read(work, done=done, failed=self.editing.on_failed, lane=lane)
        self._jobs = [*self._jobs[-5:], job]

    def _show(self, reference: Reference) -> None:
        self.reference = reference
        self.browser.show_reference(reference)

    def _go_to(self, goal: Key | tuple[Part, int]) -> None:
        assert self.reference is not None
        part, first = Part(goal[0]), goal[1]
        if isinstance(first, int):
            if (line := self.reference.of_record(part, first)) is not None:
                self.browser.show_line(line)
            return
        key = tuple(str(each) for each in goal)
        if not self.show_entry(key) and self._is_first:
            self.editing.add(part.value, dict(zip(KEY_FIELDS[part], key[1:], strict=True)))

    def _on_changed(self, changes: Any) -> None:
        if any(record in RECORDS for record, _id in changes.touched):
            if self.editing.goal is None and self.entry is not None:
                self.editing.goal = self.entry.key
            self._read()

    # Showing

    @property
    def entry(self) -> EntryLine | None:
        """The current entry."""
        return self.browser.view.entry

    def show_entry(self, key: Key) -> bool:
        """Go to an entry, whatever was searched; whether it is there."""
        line = self.reference.find(key) if self.reference is not None else None
        if line is not None:
            self.browser.show_line(line)
        return line is not None

    def show_current(self) -> None:
        """Show the current entry in the panel, and what can be done now at the foot."""
        self.new_button.setText(f"New {PART_WORDS[self.browser.part][1]}")
        self.new_button.updateGeometry()
        self.new_button.setVisible(self.context.can_edit)
        if not self.editing.is_saving:
            self.set_foot_note(f"{self.browser.count_words}{self.editing.paused_words}")
        line = self.entry
        if line is None or self.reference is None:
            self.entry_panel.show_nothing(NOTHING_CHOSEN)
        else:
            self.entry_panel.show_line(line, self.reference, can_edit=self.editing.can_edit)

    def _tell_effect(self, words: str) -> None:
        window_note = getattr(self._host, "note", None)
        if window_note is not None:
            window_note.hide()  # it says less, and its Undo rests while a dialog is open
        can_undo = self.editing.can_undo
        self.note.show_note(words, "Undo" if can_undo else "", self.editing.undo)
        if not can_undo:
            self.editing.last = None

    def _stops(self) -> list[QWidget]:
        browser = self.browser
        fields = [browser.tabs, browser.search, *browser.chips.values(), browser.stack]
        regions = (self.panel_box, self._foot, self.note, self.close_button)
        return in_tab_order(self, super()._stops(), fields, regions)

    # Slots

    def do(self, asked: str) -> None:
        """Carry out a choice of the panel for the current entry."""
        if (line := self.entry) is not None:
            self.editing.do(asked, line)

    def add(self) -> None:
        """Open the form of a new entry of the part shown."""
        self.editing.add(self.browser.part.value, {})

    def _on_opened(self) -> None:
        if (line := self.entry) is not None:
            self.editing.open_first(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.editing.undo()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.browser.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.browser.search.selectAll()
        elif event.matches(QKeySequence.StandardKey.New):
            self.add()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close, but not amid a change; nothing read meanwhile comes back."""
        if self.editing.is_saving:
            return
        if not self._is_over:
            self._is_over = True
            self.browser.wait.stop()
            for job in self._jobs:
                job.stop()
            self.context.changed.disconnect(self._on_changed)
            self.context.view_changed.disconnect(self._read)
        super().done(result)
