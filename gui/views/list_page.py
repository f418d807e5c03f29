"""One page: filters, list, what stands there when it is empty, and the selection's buttons.

The page owns its listing (filters, order, search) and asks its model for it; it does not
know the detail pane or the other pages, and tells by signals what the user wants.
"""

from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import text
from gui.context import Context
from gui.models import columns, filters
from gui.models.records import WORKED_OUT, Target, target_of
from gui.models.table import TableModel, meanwhile
from gui.views.chip_bar import ChipBar, Chosen
from gui.views.page_waiting import Waiting
from gui.views.page_words import FIRST_SORT, WORDS, Words
from gui.widgets.buttons import Button
from gui.widgets.empty import EmptyState
from gui.widgets.labels import Label, Surface
from gui.widgets.list_view import ListView
from storage.listings import Listing

SEARCH_PAUSE = 140  # ms after the last key before the list is asked for


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

    chosen = Signal(int)  # a row: show the detail of what it stands for
    opened = Signal(int)  # a row: open it
    record_asked = Signal(str, int)  # show the detail of a record of a kind
    acted = Signal(str)  # an action of the window, by name
    counted = Signal()  # how many rows there are is known, or known anew
    selection_changed = Signal()
    menu_asked = Signal(QPoint)
    failed = Signal(object)
    total_of = ""  # whose total it is part of, where that is another kind's
    opens_at_once = True  # choosing a row opens its detail; else only where one is open already

    def __init__(self, context: Context, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind = kind
        self.words = WORDS[kind]
        self.search = ""
        self.sort, self.descending = FIRST_SORT[kind]
        self.is_stale = True
        self._total = 0
        self._to_show = 0
        self.chips = ChipBar(filters.OF_KIND[kind], self)
        self.model = self._make_model()
        self.view = self._make_view()
        self.view.setAccessibleName(self.words.many.capitalize())
        self.empty = EmptyState(self)
        self.waiting = Waiting(self.words.waiting, self)
        self.selection = SelectionBar(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._lay_out()
        self._connect()

    def _make_model(self) -> TableModel:
        return TableModel(self._context, self.kind, columns.OF_KIND[self.kind].wide)

    def _make_view(self) -> ListView:
        return ListView(self.model, columns.OF_KIND[self.kind], self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(self.waiting)
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

    @property
    def rests_on(self) -> str:
        """What has to be worked out for all suppliers before the page is whole: "suppliers"
        (their verdicts), "programme", "hints"; empty for pages of records."""
        if self.kind in WORKED_OUT:
            return self.kind
        return "suppliers" if self.listing().kind == "suppliers" else ""

    def show_record(self, record_id: int) -> None:
        """Bring a record's row on screen, now or when the list is there."""
        self._to_show = 0 if self.view.show_record(record_id) else record_id

    def found(self) -> int | None:
        """How many rows there are; `None` while that is not known."""
        model = self.model
        known = model.listing is not None and (model.is_whole or bool(model.ids))
        return len(model.ids) if known else None

    def target(self, row_id: int) -> Target | None:
        """What a row stands for; `None` while it is loading."""
        return target_of(self.kind, row_id, self.model.row(self.model.row_of(row_id)))

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
        self.model.load(listing, judge=bool(self.rests_on))
        self.load_facets()

    def take_worked_out(self, what: str) -> None:
        """Take up what has been worked out for all suppliers: the order and the counts that
        rest on it."""
        if what != self.rests_on:
            return
        self.waiting.end()
        listing = self.model.listing
        if not self.isVisible():
            partial = not self.model.is_whole or listing != self.listing()
            self.is_stale = self.is_stale or partial
        elif listing == self.listing() and self.model.is_whole:
            self.load_facets()
        else:
            self.reload()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Tell how far that is."""
        if what == self.rests_on:
            self.waiting.show_progress(done, total)

    def load_facets(self) -> None:
        """Ask for the counts of the filters."""
        listing, kind = self.listing(), self.total_of or self.kind

        def count(reader: Any) -> tuple[dict[str, list[tuple[str, int]]], int]:
            # Nothing is worked out for the sake of the counts; they come anew when it is there.
            asked = listing if reader.is_prepared(listing) else meanwhile(listing)
            facets = reader.facets(asked) if asked is not None else {}
            return facets, reader.totals().get(kind, 0)

        self._context.read(
            count,
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
        self.counted.emit()
        self._show_found()
        if self._to_show:
            self.view.show_record(self._to_show)
            self._to_show = 0
        if self.model.ids:
            self._stack.setCurrentWidget(self.view)
            return
        self._show_nothing(self.words)
        self._stack.setCurrentWidget(self.empty)

    def _show_nothing(self, words: Words) -> None:
        if not self.model.is_whole:
            self.empty.show_words(f"{words.waiting}…", "")
        elif self.search:
            title = f"No {words.one} matches “{self.search}”"
            self.empty.show_words(title, "", "Clear search and filters")
        elif self.chips.is_filtering:
            title = f"No {words.one} passes these filters"
            self.empty.show_words(title, "", "Clear filters")
        else:
            icon = "import" if words.action == "import" else "plus"
            self.empty.show_words(words.empty, words.hint, words.button, icon)

    def _on_facets(self, answer: tuple[dict[str, list[tuple[str, int]]], int]) -> None:
        facets, self._total = answer
        self.chips.show_counts(facets)
        self._show_found()

    def _show_found(self) -> None:
        found = self.found()
        self.chips.show_found(self._total if found is None else found, self._total)

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
