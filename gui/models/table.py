"""One table model for every list: ids in order first, then rows by need, all from the worker.

The register says which ids a `Listing` has and in what order; rows come in stretches around
what is on screen. Until a row is there, its cells are `None` and are drawn as still grey
bars. Answers to a question that is no longer asked are dropped by the worker's lanes.
`data()` only dispatches by role.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.context import Context
from gui.models.cells import Cell, plain
from gui.models.columns import Column
from gui.tasks import Desk, Job, Stopped
from storage.listings import Listing

CELL = int(Qt.ItemDataRole.UserRole) + 1  # a `Cell`, `None` while loading
ROW = CELL + 1  # the whole row, `None` while loading
ID = CELL + 2  # the record's id
AHEAD = 60  # rows fetched beyond the visible ones, either way
KEPT = 4000  # rows kept at most
PATIENCE = 0.25  # seconds a list waits for the verdicts before it shows without them
_OF_VERDICT = ("verdict", "changed", "state", "recognition", "open")
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class TableModel(QAbstractTableModel):
    """See the module's description. `loaded` follows every new order of ids."""

    loaded = Signal()
    rows_arrived = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._context = context
        self._name = name
        self.columns: tuple[Column, ...] = tuple(columns)
        self.listing: Listing | None = None
        self.ids: Sequence[int] = []
        self._rows: dict[int, Any] = {}  # by id
        self._seen = (0, 40)
        self._wanted: tuple[int, int] | None = None
        self.is_loading = False
        self.is_whole = True  # what order and filters rest on was there when it was loaded

    @property
    def day(self) -> date:
        """The day the rows stand for."""
        return self.listing.day if self.listing is not None else self._context.day

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def load(self, listing: Listing, *, judge: bool = False) -> None:
        """Ask for the list anew; what is shown stays until the answer is there.

        `judge`: see to the suppliers' verdicts first, as far as patience goes.
        """
        seen = self._seen if self.listing is not None else (0, 40)
        self._wanted = None
        self.is_loading = True

        def work(desk: Desk, job: Job) -> Answer:
            reader = desk.reader
            if reader is None:
                raise Stopped
            whole = not judge or _prepared(reader, listing, job)
            asked = listing if whole else meanwhile(listing)
            ids = reader.ordered_ids(asked) if asked is not None else []
            shown = ids[max(0, seen[0] - AHEAD) : seen[1] + AHEAD]
            rows = self._read(reader, asked, shown) if asked is not None else []
            return Answer(asked or listing, ids, rows, whole)

        self._context.tasks.submit(
            work, done=self._on_loaded, failed=self._on_failed, lane=self._name, urgent=True
        )

    def _read(self, reader: Any, listing: Listing, ids: Sequence[int]) -> list[Any]:
        """The rows with these ids; on the worker."""
        return list(reader.rows(listing, ids))

    def clear(self) -> None:
        """Show nothing."""
        for lane in (self._name, f"{self._name} in words"):
            self._context.tasks.drop_lane(lane)
        self.beginResetModel()
        self.listing, self.ids, self._rows, self.is_loading = None, [], {}, False
        self.endResetModel()

    def want(self, first: int, last: int) -> None:
        """Tell which rows are on screen; fetches what is missing around them."""
        self._seen = (max(0, first), max(first, last))
        near = self.ids[max(0, first - AHEAD) : last + AHEAD]
        missing = [number for number in near if number not in self._rows]
        here = self.ids[max(0, first) : last + 1]
        if self.listing is None or not any(number not in self._rows for number in here):
            return
        if self._wanted == (missing[0], missing[-1]):
            return
        self._wanted = (missing[0], missing[-1])
        listing = self.listing
        self._context.read(
            lambda reader: self._read(reader, listing, missing),
            done=lambda rows: self._on_rows(rows, listing),
            failed=self._on_failed,
            lane=f"{self._name} rows",
        )

    def tell(self, ids: Sequence[int], done: Callable[[list[str]], None]) -> None:
        """Hand over rows in words, their cells parted by tabs; those never seen are read first."""
        listing, columns, held = self.listing, self.columns, dict(self._rows)
        if listing is None:
            return

        def work(reader: Any) -> list[str]:
            unseen = [number for number in ids if number not in held]
            for start in range(0, len(unseen), KEPT):
                rows = self._read(reader, listing, unseen[start : start + KEPT])
                held.update((row.id, row) for row in rows)
            return [
                "\t".join(
                    plain(column.cell(held[number], listing.day)).replace("\n", ", ")
                    for column in columns
                )
                for number in ids
                if number in held
            ]

        lane = f"{self._name} in words"
        self._context.read(work, done=done, failed=self.failed.emit, lane=lane, urgent=False)

    def row_of(self, record_id: int) -> int:
        """The position of a record, -1 if it is not in the list."""
        try:
            return self.ids.index(record_id)
        except ValueError:
            return -1

    def row(self, position: int) -> Any:
        """The row at a position, `None` while it is loading."""
        return self._rows.get(self.ids[position]) if 0 <= position < len(self.ids) else None

    def _on_loaded(self, answer: "Answer") -> None:
        self.beginResetModel()
        self._take(answer)
        self.is_loading = False
        self.endResetModel()
        self.loaded.emit()

    def _take(self, answer: "Answer") -> None:
        self.listing, self.ids, self.is_whole = answer.listing, answer.ids, answer.whole
        self._rows = {row.id: row for row in answer.rows}

    def _on_rows(self, rows: list[Any], listing: Listing) -> None:
        if listing != self.listing:
            return
        self._wanted = None
        if len(self._rows) > KEPT:
            self._rows.clear()
        self._rows.update((row.id, row) for row in rows)
        if self.ids and self.columns:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [CELL, ROW])
        self.rows_arrived.emit()

    def _on_failed(self, error: Exception) -> None:
        self.is_loading = False
        self._wanted = None
        self.failed.emit(error)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell, `None` while it is loading."""
        held = self.row(row)
        return None if held is None else self.columns[column].cell(held, self.day)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case _ if role == CELL:
                return self.cell(index.row(), index.column())
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return plain(self.cell(index.row(), index.column()))
            case _ if role == ROW:
                return self.row(index.row())
            case _ if role == ID:
                return self.ids[index.row()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question. `whole`: not just what can be said meanwhile."""

    listing: Listing
    ids: Sequence[int]
    rows: list[Any]
    whole: bool


def meanwhile(listing: Listing) -> Listing | None:
    """What can be shown before everything is worked out: suppliers by name; of what falls due or
    looks odd nothing."""
    if listing.kind != "suppliers":
        return None
    kept = {key: values for key, values in listing.filters.items() if key not in _OF_VERDICT}
    return replace(listing, sort="supplier", descending=False, filters=kept, compared_to=None)


def _prepared(reader: Any, listing: Listing, job: Job) -> bool:
    until = time.monotonic() + PATIENCE
    return bool(
        reader.prepare(listing, cancelled=lambda: job.cancelled() or time.monotonic() > until)
    )
