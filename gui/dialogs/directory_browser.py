"""Finding an entry of the accreditation reference: four tabs, one search, chips, the lists."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import fonts
from gui.context import Context
from gui.dialogs.directory_list import NARROWINGS, EntriesList, fits
from gui.dialogs.directory_reading import EntryLine, Part, Reference
from gui.dialogs.directory_words import PART_WORDS
from gui.widgets.empty import EmptyState
from gui.widgets.fields import LineField
from gui.widgets.filter_chip import FilterChip
from gui.widgets.tabs import Tabs

CHIPS_FROM = 560  # a narrower dialog has no room for them
PAUSE = 120  # milliseconds of stillness before the lists are searched


class Browser(QWidget):
    """See the module's description. `moved`: another entry, list or choice is shown; `opened`:
    Enter or a double click on an entry."""

    moved = Signal()
    opened = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference: Reference | None = None
        self.tabs = Tabs([(part, PART_WORDS[part][0]) for part in Part], self, noun="entry")
        self.search = LineField(self)
        self.search.setPlaceholderText("Search all names, scopes and sources")
        self.search.setAccessibleName("Search the reference")
        self.search.setClearButtonEnabled(True)
        self.wait = QTimer(self, singleShot=True, interval=PAUSE)
        self.chips = {name: FilterChip(words, self) for name, words in NARROWINGS.items()}
        self.lists = {part: EntriesList(context, part, PART_WORDS[part][0], self) for part in Part}
        self.empty = EmptyState(self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addSpacing(6)
        for chip in self.chips.values():
            row.addWidget(chip)
        top = QVBoxLayout()
        top.setContentsMargins(28, 0, 28, 0)
        top.setSpacing(12)
        top.addWidget(self.tabs)
        top.addLayout(row)
        for view in (*self.lists.values(), self.empty):
            self.stack.addWidget(view)
        inset = QVBoxLayout()
        inset.setContentsMargins(4, 0, 4, 0)
        inset.addWidget(self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(4)
        column.addLayout(inset, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _part: self._show_part())
        self.wait.timeout.connect(self._narrow)
        self.search.textChanged.connect(lambda _words: self.wait.start())
        self.empty.acted.connect(self.clear)
        for chip in self.chips.values():
            chip.clicked.connect(lambda _checked=False, c=chip: self._on_chip(c))
        for view in self.lists.values():
            view.selection_changed.connect(lambda _ids: self.moved.emit())
            view.opened.connect(lambda _number: self.opened.emit())

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return Part(self.tabs.current)

    @property
    def view(self) -> EntriesList:
        """The list that is shown."""
        return self.lists[self.part]

    @property
    def count_words(self) -> str:
        """How many of the entries are shown: "4 of 45 accreditation bodies"."""
        if self._reference is None:
            return ""
        shown, whole = len(self.view.table.ids), len(self._reference.lines[self.part])
        return f"{shown:,} of {whole:,} {PART_WORDS[self.part][0].lower()}"

    def show_reference(self, reference: Reference) -> None:
        """Show other entries; what was searched and chosen stays."""
        self._reference = reference
        for part, view in self.lists.items():
            view.show_reference(reference)
            self.tabs.tabs[part].show_count(len(reference.lines[part]))
        self._narrow()

    def show_line(self, line: EntryLine) -> None:
        """Go to an entry, whatever was searched."""
        if not self.lists[line.part].table.passes(line):
            self.clear()
        if self.part is not line.part:
            self.tabs.choose(line.part)
        self.view.show_line(line)
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        for chip in self.chips.values():
            chip.setVisible(self.width() >= fonts.px(CHIPS_FROM))
        super().resizeEvent(event)

    def clear(self) -> None:
        """Show all entries."""
        self.search.clear()
        for chip in self.chips.values():
            chip.show_state(on=False)
        self._narrow()

    def _narrow(self) -> None:
        self.wait.stop()
        chosen = [name for name, chip in self.chips.items() if chip.is_on]
        for view in self.lists.values():
            view.narrow(self.search.value(), chosen)
        self._show_part()

    def _show_part(self) -> None:
        """Show the list of the tab that is current, or why it is empty."""
        lines = self._reference.lines[self.part] if self._reference is not None else ()
        for name, chip in self.chips.items():
            chip.show_state(on=chip.is_on, count=sum(fits(line, name) for line in lines))
        is_empty = bool(lines) and not self.view.table.ids
        if is_empty:
            words = f"No {PART_WORDS[self.part][1]} with these words."
            self.empty.show_words("Nothing fits", words, "Show all")
        self.stack.setCurrentWidget(self.empty if is_empty else self.view)
        self.moved.emit()

    def _on_chip(self, chip: FilterChip) -> None:
        chip.show_state(on=not chip.is_on)
        self._narrow()
