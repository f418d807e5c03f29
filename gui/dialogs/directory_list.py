"""The list of a view: its entries as rows, searched, narrowed down and sorted at once.

All entries lie in memory (some hundreds), so nothing is asked of the register while typing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from domain.matching import fold
from gui import fonts
from gui.context import Context
from gui.dialogs.directory_columns import View, certificates, view_of
from gui.dialogs.directory_reading import EntryLine, Key, Origin, Part, Reference, same_key
from gui.dialogs.directory_words import searched_words
from gui.dialogs.edition_calendar import CalendarDelegate, CalendarHead, Span, spoken, years_of
from gui.models.columns import Columns
from gui.models.table import CELL, Index, TableModel
from gui.widgets.labels import plain_tip
from gui.widgets.list_head import Head
from gui.widgets.list_view import ListView
from gui.widgets.row_delegate import RowDelegate

ROW = 36
NO_COLUMNS = Columns((), (), narrow_row=ROW)
NARROWINGS: Mapping[str, str] = {
    "own": "Of this register",
    "named": "Named by certificates",
    "unchecked": "Not checked",
}


@dataclass(frozen=True, slots=True)
class Order:
    """How the rows are sorted, as the head of a list asks for it."""

    day: date
    sort: str
    descending: bool = False


class EntriesModel(TableModel):
    """The rows of one view. An entry keeps its number as long as the dialog is open."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, name, ())
        self._numbers: dict[Key, int] = {}
        self.view: View | None = None
        self.lines: tuple[EntryLine, ...] = ()
        self.words = ""
        self.narrowed: frozenset[str] = frozenset()

    def show_lines(self, lines: tuple[EntryLine, ...], view: View, day: date) -> None:
        """Show other lines, in the order that was asked for last."""
        self.lines, self.view = lines, view
        order: Any = self.listing
        sort, descending = (order.sort, order.descending) if order else (view.first_sort, False)
        self.sort_by(sort, day, descending=descending)

    def sort_by(self, sort: str, day: date, *, descending: bool = False) -> None:
        """Sort by a column and show what passes the search."""
        self.listing = Order(day, sort, descending)  # type: ignore[assignment]
        self.refilter()

    def refilter(self) -> None:
        """Show what passes the search and the narrowing."""
        order: Any = self.listing
        if self.view is None or order is None:
            return
        shown = [line for line in self.lines if self.passes(line)]
        shown.sort(key=self.view.sorts[order.sort], reverse=order.descending)
        self.beginResetModel()
        self.ids = [self.number_of(line.key, line.origin) for line in shown]
        self._rows = dict(zip(self.ids, shown, strict=True))
        self.endResetModel()
        self.loaded.emit()

    def passes(self, line: EntryLine) -> bool:
        """Whether a line fits the words typed and what is narrowed down to."""
        if not all(fits(line, name) for name in self.narrowed):
            return False
        held = fold(searched_words(line.entry))
        return all(word in held for word in fold(self.words).split())

    def number_of(self, key: Key, origin: Origin) -> int:
        """The number a line has in the list."""
        wanted = (*same_key(key), "unused" if origin is Origin.UNUSED else "")
        return self._numbers.setdefault(wanted, len(self._numbers) + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell: Any = self.cell(index.row(), index.column())
            if isinstance(cell, Span):
                return spoken(cell)
        return super().data(index, role)


def fits(line: EntryLine, name: str) -> bool:
    """Whether a line is among those a chip narrows down to."""
    if name == "own":
        return line.is_own
    if name == "named":
        return certificates(line) > 0
    return not line.entry.is_checked and line.origin is not Origin.UNUSED


class _Delegate(CalendarDelegate):
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if isinstance(cell := index.data(CELL), Span):
            QToolTip.showText(event.globalPos(), plain_tip(spoken(cell)), view)
            return True
        return super().helpEvent(event, view, option, index)


class EntriesList(ListView):
    """The list of one part. `entry` is the line that is current."""

    table: EntriesModel

    def __init__(self, context: Context, part: Part, title: str, parent: QWidget) -> None:
        super().__init__(EntriesModel(context, part.value), NO_COLUMNS, parent)
        self.part = part
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(title)
        self.sort_asked.connect(self._on_sort_asked)

    def _make_delegate(self) -> RowDelegate:
        return _Delegate(self)

    def _make_head(self) -> Head:
        return CalendarHead(self)

    @property
    def entry(self) -> EntryLine | None:
        """The current line."""
        number = self.current_id()
        return self.table.row(self.table.row_of(number)) if number else None

    def show_reference(self, reference: Reference) -> None:
        """Show the part's lines; what is current stays so where it is still there."""
        view = view_of(self.part, reference)
        self._columns = view.columns
        if self.part is Part.EDITIONS and isinstance(self._head, CalendarHead):
            self._head.years = years_of(reference.directory.all_editions, reference.day)
        # Those of before know nothing of what is listed now; without a reset of its own, which
        # would forget what is current.
        width = self.viewport().width()
        self.table.columns = tuple(c for c in view.columns.wide if width >= fonts.px(c.above))
        self.table.show_lines(reference.lines[self.part], view, reference.day)

    def narrow(self, words: str, narrowed: Iterable[str]) -> None:
        """Show what fits the words and the narrowing."""
        wanted = words, frozenset(narrowed)
        if wanted != (self.table.words, self.table.narrowed):
            self.table.words, self.table.narrowed = wanted
            self.table.refilter()

    def fit_columns(self) -> None:
        """Nothing to share out before anything is listed."""
        if self._columns is not NO_COLUMNS:
            super().fit_columns()

    def show_line(self, line: EntryLine) -> bool:
        """Make a line current; whether it is listed."""
        return self.show_record(self.table.number_of(line.key, line.origin))

    def _on_sort_asked(self, sort: str) -> None:
        order: Any = self.table.listing
        if order is not None:
            again = order.sort == sort and not order.descending
            self.table.sort_by(sort, order.day, descending=again)
