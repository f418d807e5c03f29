"""The accreditation reference: bodies, who accredits whom, and editions, to look up and to change.

Four views share one search; the panel shows the current entry whole. What is supplied is never
overwritten: the register's own entry takes its place, and can be taken away again. Every
change is one step to undo; what it does to the certificates is told once it is written.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.context import Context
from gui.dialogs.directory_changes import changed_words
from gui.dialogs.directory_editing import Editing
from gui.dialogs.directory_list import NARROWINGS, EntriesList, fits
from gui.dialogs.directory_panel import WIDTH, EntryPanel
from gui.dialogs.directory_reading import (
    KEY_FIELDS,
    EntryLine,
    Key,
    Part,
    Reference,
    read_reference,
)
from gui.dialogs.directory_words import PART_WORDS
from gui.tasks import Job
from gui.widgets.dialog import Sheet
from gui.widgets.empty import EmptyState
from gui.widgets.fields import LineField
from gui.widgets.filter_chip import FilterChip
from gui.widgets.form_grid import in_tab_order
from gui.widgets.tabs import Tabs
from gui.widgets.toast import Note

if TYPE_CHECKING:
    from storage.directory_effects import Levels

SUBTITLE = "Whose certificates count, and until when an edition can be certified"
RECORDS = frozenset({*(part.value for part in Part), "accreditation_scope"})
PAUSE = 120  # milliseconds of stillness before the list is searched


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
        self._jobs: list[Job] = []
        self._is_over = False
        self._make()
        self._lay_out()
        self._read()
        context.changed.connect(self._on_changed)
        context.view_changed.connect(self._read)

    # Making

    def _make(self) -> None:
        self.tabs = Tabs([(part, PART_WORDS[part][0]) for part in Part], self, noun="entry")
        self.tabs.chosen.connect(lambda _part: self._show_part())
        self.search = LineField(self)
        self.search.setPlaceholderText("Search all names, scopes and sources")
        self.search.setAccessibleName("Search the reference")
        self.search.setClearButtonEnabled(True)
        self._wait = QTimer(self, singleShot=True, interval=PAUSE)
        self._wait.timeout.connect(self._narrow)
        self.search.textChanged.connect(lambda _words: self._wait.start())
        self.chips = {name: FilterChip(words, self) for name, words in NARROWINGS.items()}
        for chip in self.chips.values():
            chip.clicked.connect(lambda _checked=False, c=chip: self._on_chip(c))
        self.lists = {part: EntriesList(self.context, part, PART_WORDS[part][0], self)
                      for part in Part}  # fmt: skip
        for view in self.lists.values():
            view.chosen.connect(lambda _number: self.show_current())
            view.opened.connect(lambda _number: self._on_opened())
            view.selection_changed.connect(lambda _ids: self.show_current())
        self.entry_panel = EntryPanel()
        self.entry_panel.asked.connect(self.do)
        self.entry_panel.entry_asked.connect(self.show_entry)
        self.entry_panel.add_asked.connect(self.editing.add)
        self.close_main = self.add_button("Close", kind="primary")
        self.close_main.clicked.connect(self.accept)
        self.new_button = self.add_button("New entry", icon="plus")
        self.new_button.clicked.connect(lambda _checked=False: self.add())
        self.foot_note.set_role("text.secondary")
        self.note = Note(self)
        self.open_at = self.search

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(28, 0, 28, 0)
        top.setSpacing(12)
        top.addWidget(self.tabs)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addSpacing(6)
        for chip in self.chips.values():
            row.addWidget(chip)
        top.addLayout(row)
        self.body.addLayout(top)
        self.body.addSpacing(4)
        self._stack = QStackedWidget(self)
        for view in self.lists.values():
            self._stack.addWidget(view)
        self._empty = EmptyState(self)
        self._empty.acted.connect(self.clear_search)
        self._stack.addWidget(self._empty)
        inset = QVBoxLayout()
        inset.setContentsMargins(4, 0, 4, 0)
        inset.addWidget(self._stack)
        self.body.addLayout(inset, 1)
        assert self.panel is not None
        self.panel.setContentsMargins(1, 60, 0, 12)
        self.panel.addWidget(self.entry_panel)
        self._show_part()

    # Reading

    def _read(self) -> None:
        day = self.context.today
        job = self.context.read(
            lambda reader: (read_reference(reader, day), reader.levels_on(day)),
            done=self._on_read,
            failed=self.editing.on_failed,
            lane="directory",
        )
        self._jobs = [*self._jobs[-5:], job]

    def _on_read(self, found: "tuple[Reference, Levels]") -> None:
        self.reference, levels = found
        before, self._levels = self._levels, levels
        for part, view in self.lists.items():
            view.show_reference(self.reference)
            view.narrow(self.search.value(), self._narrowed())
            self.tabs.tabs[part].show_count(len(self.reference.lines[part]))
        goal, self.editing.goal = self.editing.goal, None
        if goal is not None:
            self._go_to(goal)
        self._is_first = False
        self._show_part()
        if self.editing.last is not None and before is not None:
            self._tell_effect(changed_words(before, levels))

    def _go_to(self, goal: Key | tuple[Part, int]) -> None:
        assert self.reference is not None
        part, first = Part(goal[0]), goal[1]
        if isinstance(first, int):
            self._show_line(self.reference.of_record(part, first))
            return
        key = tuple(str(each) for each in goal)
        if not self.show_entry(key) and self._is_first:
            self.editing.add(part.value, dict(zip(KEY_FIELDS[part], key[1:], strict=True)))

    def _on_changed(self, changes: Any) -> None:
        if any(record in RECORDS for record, _id in changes.touched):
            if self.editing.goal is None and (line := self.view.entry) is not None:
                self.editing.goal = line.key
            self._read()

    # Showing

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return Part(self.tabs.current)

    @property
    def view(self) -> EntriesList:
        """The list that is shown."""
        return self.lists[self.part]

    def show_entry(self, key: Key) -> bool:
        """Go to an entry, whatever was searched; whether it is there."""
        return self._show_line(self.reference.find(key) if self.reference is not None else None)

    def _show_line(self, line: EntryLine | None) -> bool:
        if line is None:
            return False
        if not self.lists[line.part].table.passes(line):
            self.clear_search()
        if self.part is not line.part:
            self.tabs.choose(line.part)
        self.view.show_line(line)
        self.show_current()
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def clear_search(self) -> None:
        """Show all entries."""
        self.search.clear()
        for chip in self.chips.values():
            chip.show_state(on=False)
        self._narrow()

    def _narrowed(self) -> list[str]:
        return [name for name, chip in self.chips.items() if chip.is_on]

    def _narrow(self) -> None:
        self._wait.stop()
        for view in self.lists.values():
            view.narrow(self.search.value(), self._narrowed())
        self._show_part()

    def _show_part(self) -> None:
        """Show the list of the tab that is current, or why it is empty."""
        title, noun = PART_WORDS[self.part]
        self.new_button.setText(f"New {noun}")
        self.new_button.updateGeometry()
        self.new_button.setVisible(self.context.can_edit)
        shown = len(self.view.table.ids)
        is_empty = self.reference is not None and not shown
        if is_empty:
            self._empty.show_words("Nothing fits", f"No {noun} with these words.", "Show all")
        self._stack.setCurrentWidget(self._empty if is_empty else self.view)
        lines = self.reference.lines[self.part] if self.reference is not None else ()
        for name, chip in self.chips.items():
            chip.show_state(on=chip.is_on, count=sum(fits(line, name) for line in lines))
        if self.reference is not None and not self.editing.is_saving:
            words = f"{shown:,} of {len(lines):,} {title.lower()}"
            self.set_foot_note(f"{words}{self.editing.paused_words}")
        self.show_current()

    def show_current(self) -> None:
        """Show the current entry in the panel."""
        line = self.view.entry
        if line is None or self.reference is None:
            words = "Choose an entry to see what it says and where that is from."
            self.entry_panel.show_nothing(words)
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
        fields = [self.tabs, self.search, *self.chips.values(), self._stack]
        regions = (self.panel_box, self._foot, self.note, self.close_button)
        return in_tab_order(self, super()._stops(), fields, regions)

    # Slots

    def do(self, asked: str) -> None:
        """Carry out a choice of the panel for the current entry."""
        if (line := self.view.entry) is not None:
            self.editing.do(asked, line)

    def add(self) -> None:
        """Open the form of a new entry of the part shown."""
        self.editing.add(self.part.value, {})

    def _on_chip(self, chip: FilterChip) -> None:
        chip.show_state(on=not chip.is_on)
        self._narrow()

    def _on_opened(self) -> None:
        if (line := self.view.entry) is not None:
            self.editing.open_first(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.editing.undo()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif event.matches(QKeySequence.StandardKey.New):
            self.add()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; nothing read meanwhile comes back."""
        if not self._is_over:
            self._is_over = True
            self._wait.stop()
            for job in self._jobs:
                job.stop()
            self.context.changed.disconnect(self._on_changed)
            self.context.view_changed.disconnect(self._read)
        super().done(result)
