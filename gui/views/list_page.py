"""One page: filters, list, what stands there when it is empty, and the selection's buttons.

The page owns its listing (filters, order, search) and asks its model for it; it does not
know the detail pane or the other pages, and tells by signals what the user wants.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import text
from gui.context import Context
from gui.models import columns, filters
from gui.models.table import TableModel
from gui.views.chip_bar import ChipBar, Chosen
from gui.widgets.buttons import Button
from gui.widgets.empty import EmptyState
from gui.widgets.labels import Label, Surface
from gui.widgets.list_view import ListView
from storage.listings import Listing

SEARCH_PAUSE = 140  # ms after the last key before the list is asked for


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says of its rows."""

    one: str
    many: str
    empty: str
    hint: str
    action: str
    button: str


WORDS = {
    "suppliers": Words(
        "supplier", "suppliers", "No suppliers yet",
        "Bring in the spreadsheet you keep today, or add the first supplier by hand.",
        "import", "Import a spreadsheet",
    ),
    "certificates": Words(
        "certificate", "certificates", "No certificates yet",
        "Certificates come with an import, or one by one from a supplier.",
        "new", "New certificate",
    ),
    "audits": Words(
        "audit", "audits", "No audits yet",
        "Record the audits you or your customers do, and those of certification bodies.",
        "new", "New audit",
    ),
    "findings": Words(
        "finding", "findings", "No findings", "Findings are recorded with their audit.", "", "",
    ),
    "buyers": Words(
        "buyer", "buyers", "No buyers yet",
        "Add the customers for whom you state what a supplier is worth.",
        "new", "New buyer",
    ),
}  # fmt: skip
FIRST_SORT = {
    "suppliers": ("validity", False),
    "certificates": ("validity", False),
    "audits": ("date", True),
    "findings": ("due", False),
    "buyers": ("name", False),
}


class SelectionBar(Surface):
    """How many rows are selected, and what can be done with them."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface.canvas", parent, edges="top")
        self.words = Label("", self, weight=600, tabular=True)
        self._buttons: dict[str, Button] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 4, 24, 4)
        self._row.setSpacing(2)
        self._row.addWidget(self.words)
        self._row.addSpacing(14)
        self._row.addStretch(1)
        self.setFixedHeight(44)
        self.hide()

    def offer(self, name: str, words: str, icon: str) -> None:
        """Add a button that acts on the selection."""
        button = Button(words, self, kind="quiet", icon=icon)
        button.clicked.connect(lambda _checked=False: self.acted.emit(name))
        self._row.insertWidget(self._row.count() - 1, button)
        self._buttons[name] = button


class ListPage(QWidget):
    """See the module's description."""

    chosen = Signal(int)  # show the detail of a record
    opened = Signal(int)  # open a record's form
    acted = Signal(str)  # an action of the window, by name
    counted = Signal(object)  # rows in the list, None while unknown
    selection_changed = Signal()
    menu_asked = Signal(QPoint)
    failed = Signal(object)

    def __init__(self, context: Context, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind = kind
        self.words = WORDS[kind]
        self.search = ""
        self.sort, self.descending = FIRST_SORT[kind]
        self.is_stale = True
        self._total = 0
        self.chips = ChipBar(filters.OF_KIND[kind], self)
        self.model = TableModel(context, kind, columns.OF_KIND[kind].wide)
        self.view = ListView(self.model, columns.OF_KIND[kind], self)
        self.view.setAccessibleName(self.words.many.capitalize())
        self.empty = EmptyState(self)
        self.selection = SelectionBar(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(self.selection)

    def _connect(self) -> None:
        self.chips.filters_changed.connect(self.reload)
        self._pause.timeout.connect(self.reload)
        self.view.sort_asked.connect(self._on_sort_asked)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.selection_changed.connect(self._on_selection_changed)
        self.view.customContextMenuRequested.connect(
            lambda where: self.menu_asked.emit(self.view.viewport().mapToGlobal(where))
        )
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.failed)
        self.empty.acted.connect(self._on_empty_acted)
        self.selection.acted.connect(self.acted)

    def listing(self) -> Listing:
        """What the page asks the register for."""
        context = self._context
        return Listing(
            kind=self.kind,
            day=context.day,
            buyer=context.buyer,
            search=self.search,
            filters=dict(self.chips.chosen),
            sort=self.sort,
            descending=self.descending,
            windows=context.windows,
            profile=context.profile,
        )

    def set_search(self, words: str) -> None:
        """Search for words, after a short pause."""
        if words != self.search:
            self.search = words
            self._pause.start()

    def show_view(self, chosen: Chosen) -> None:
        """Take over filters and load."""
        self.chips.set_chosen(chosen)
        self.reload()

    def mark_stale(self) -> None:
        """Note that the register or what is shown has changed; a visible page loads at once."""
        self.is_stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Ask for rows and counts anew."""
        if not self._context.is_open:
            return
        self.is_stale = False
        listing = self.listing()
        self.model.load(listing, judge=self.kind == "suppliers")
        self.load_facets()

    def load_facets(self) -> None:
        """Ask for the counts of the filters."""
        listing = self.listing()
        self._context.read(
            lambda reader: (reader.facets(listing), reader.totals().get(self.kind, 0)),
            done=self._on_facets,
            lane=f"{self.kind} facets",
            failed=self.failed.emit,
            urgent=False,
        )

    def clear(self) -> None:
        """Forget everything: another register is open, or none."""
        self.search = ""
        self.chips.set_chosen(filters.OF_KIND[self.kind].first)
        self.chips.show_counts({})
        self.model.clear()
        self.is_stale = True

    def _on_loaded(self) -> None:
        found = len(self.model.ids)
        self.counted.emit(found)
        self._show_found()
        if found:
            self._stack.setCurrentWidget(self.view)
            return
        words = self.words
        if self.search:
            title = f"No {words.one} matches “{self.search}”"
            self.empty.show_words(title, "", "Clear search and filters")
        elif self.chips.is_filtering:
            title = f"No {words.one} passes these filters"
            self.empty.show_words(title, "", "Clear filters")
        else:
            icon = "import" if words.action == "import" else "plus"
            self.empty.show_words(words.empty, words.hint, words.button, icon)
        self._stack.setCurrentWidget(self.empty)

    def _on_facets(self, answer: tuple[dict[str, list[tuple[str, int]]], int]) -> None:
        facets, self._total = answer
        self.chips.show_counts(facets)
        self._show_found()

    def _show_found(self) -> None:
        self.chips.show_found(len(self.model.ids), self._total)

    def _on_empty_acted(self) -> None:
        if self.search or self.chips.is_filtering:
            self.acted.emit("clear_filters")
        elif self.words.action:
            self.acted.emit(self.words.action)

    def _on_sort_asked(self, sort: str) -> None:
        self.descending = not self.descending if sort == self.sort else False
        self.sort = sort
        self.reload()

    def _on_selection_changed(self, ids: list[int]) -> None:
        self.selection.words.setText(f"{text.count(len(ids))} selected")
        self.selection.setVisible(len(ids) > 1)
        self.selection_changed.emit()
