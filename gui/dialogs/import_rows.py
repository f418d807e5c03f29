"""The rows of an import plan as a table: model, cells with old above new values, and the view.

Thousands of rows are drawn by one delegate; nothing here makes a widget for a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from domain.import_plan import Action, ImportPlan, PlannedRow, Problem
from gui import fonts, theme
from gui.dialogs.import_decisions import FIELD_WORDS
from gui.models.cells import Cell, Words, plain
from gui.models.columns import Column
from gui.models.table import CELL, ROW
from gui.widgets.buttons import focus_ring
from gui.widgets.chips import Chip
from gui.widgets.labels import elide
from gui.widgets.list_view import Head
from gui.widgets.row_delegate import GAP, MARGIN, RIGHT_GAP, RowDelegate
from gui.widgets.scroll import OverlayBar

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
ROW_HEIGHT = 38
LOOKS = {
    Action.ADD: ("Add", "plus", "validity.valid"),
    Action.CHANGE: ("Change", "pencil", "validity.not_yet"),
    Action.UNCHANGED: ("Unchanged", "dash", "validity.undated"),
    Action.DOUBTFUL: ("Doubtful", "q", "banner"),
    Action.REFUSED: ("Refused", "x", "validity.lapsed_quiet"),
}
_COLUMN_FIELDS = ("supplier", "standard", "number", "expires_on")


@dataclass(frozen=True, slots=True)
class Shown:
    """One planned row with where it stands and what was wrong in it."""

    place: str  # file and sheet, empty where there is only one table
    planned: PlannedRow
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Was:
    """A cell whose value changes: the old one struck out over the new one."""

    old: str
    new: str


def shown_rows(plan: ImportPlan) -> list[Shown]:
    """All rows of a plan in the order of the files, those of each sheet by number."""
    tables = [(file, sheet) for file in plan.files for sheet in file.sheets]
    rows: list[Shown] = []
    for file, sheet in tables:
        problems: dict[int, list[Problem]] = {}
        for problem in sheet.problems:
            problems.setdefault(problem.row, []).append(problem)
        place = f"{file.file}, {sheet.sheet}" if len(tables) > 1 else ""
        ordered = sorted(sheet.planned, key=lambda one: one.row)
        rows += [Shown(place, one, tuple(problems.get(one.row, ()))) for one in ordered]
    return rows


def _row_cell(shown: Shown, _day: date) -> Cell:
    return Words(str(shown.planned.row), role="text.secondary", tabular=True)


def _action_cell(shown: Shown, _day: date) -> Cell:
    words, icon, role = LOOKS[shown.planned.action]
    ink, mark = f"{role}.ink", "banner.ink" if role == "banner" else f"{role}.mark"
    return Chip(words, icon, ink, mark, size=13, bare=True, full=words)


def _text_cell(name: str, *, weight: int = 400, role: str = "text.primary") -> Any:
    def cell(shown: Shown, _day: date) -> Any:
        value = shown.planned.values.get(name, "")
        old = shown.planned.before.get(name)
        if old is not None and name != "supplier":
            return Was(old, value) if old != "empty" else Words(value, role="validity.not_yet.ink")
        if not value:
            empty = "(empty)" if name == "supplier" else ""
            return Words(empty, role="text.tertiary")
        middle = name == "number"
        return Words(" ".join(value.split()), weight=weight, role=role, cut_middle=middle)

    return cell


def note_of(shown: Shown) -> str:
    """What the note says: other fields that change, then the planner's words."""
    planned = shown.planned
    others = [FIELD_WORDS.get(name, name) for name in planned.before if name not in _COLUMN_FIELDS]
    words = ""
    if planned.action in (Action.CHANGE, Action.DOUBTFUL) and others:
        names = ", ".join([others[0], *(one.lower() for one in others[1:3])])
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        words = f"{names}{more} changed. "
    return f"{words}{planned.note}".strip()


def _note_cell(shown: Shown, _day: date) -> Cell:
    refused = shown.planned.action is Action.REFUSED
    role = "validity.lapsed_quiet.ink" if refused else "text.secondary"
    return Words(note_of(shown), role=role, size=12)


COLUMNS = (
    Column("Row", 46, _row_cell, right=True),
    Column("What happens", 104, _action_cell),
    Column("Supplier", 200, _text_cell("supplier", weight=500), stretch=3),
    Column("Standard", 120, _text_cell("standard"), stretch=1),
    Column("Number", 130, _text_cell("number", role="text.secondary"), stretch=1),
    Column("Ends", 96, _text_cell("expires_on")),
    Column("Note", 200, _note_cell, stretch=3),
)
NARROW = tuple(column for column in COLUMNS if column.title not in ("Standard", "Number"))


class PlannedRowsModel(QAbstractTableModel):
    """Rows of one tab. `listing` is for the head, which asks what is sorted: nothing."""

    listing = None

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = COLUMNS
        self._all: Sequence[Shown] = ()
        self.rows: Sequence[Shown] = ()

    def set_rows(self, rows: Sequence[Shown], action: Action | None) -> None:
        """Show the rows of an action, or all."""
        self.beginResetModel()
        self._all = rows
        self.rows = [row for row in rows if action is None or row.planned.action is action]
        self.endResetModel()

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def row(self, position: int) -> Shown | None:
        """The row at a position."""
        return self.rows[position] if 0 <= position < len(self.rows) else None

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW:
            return self.rows[index.row()]
        if role == CELL or role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
        ):  # fmt: skip
            cell: Any = self.columns[index.column()].cell(self.rows[index.row()], date.min)
            if role == CELL:
                return cell
            return f"{cell.new}, was {cell.old}" if isinstance(cell, Was) else plain(cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class PlannedDelegate(RowDelegate):
    """Draws changed values as the old struck out over the new."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PlannedRowsModel)
        column = model.columns[index.column()]
        first, last = index.column() == 0, index.column() == len(model.columns) - 1
        painter.save()
        self._paint_ground(painter, option, index, first=first, last=last)
        gap = GAP + (RIGHT_GAP if column.right else 0)
        inner = option.rect.adjusted(MARGIN if first else 0, 0, -(MARGIN if last else gap), 0)
        self._paint_cell(painter, inner, index.data(CELL), right=column.right)
        if self._has_focus(option, index):
            painter.setClipRect(option.rect)  # each cell its part, lest the next paints over it
            self._paint_ring(painter, option)
        painter.restore()

    def _paint_ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        whole = QRectF(0, option.rect.top(), view.viewport().width(), option.rect.height())
        focus_ring(painter, whole, 5)

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Any, *, right: bool) -> None:
        if not isinstance(cell, Was):
            super()._paint_cell(painter, rect, cell, right=right)
            return
        middle = rect.center().y() + 1
        old = QFont(fonts.font(11))
        old.setStrikeOut(True)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(old)
        painter.setPen(theme.colour("text.tertiary"))
        upper = QRect(rect.left(), middle - fonts.px(16), rect.width(), fonts.px(15))
        painter.drawText(upper, align, elide(cell.old, old, rect.width()))
        new = fonts.font(13, 500)
        painter.setFont(new)
        painter.setPen(theme.colour("validity.not_yet.ink"))
        lower = QRect(rect.left(), middle - fonts.px(2), rect.width(), fonts.px(18))
        painter.drawText(lower, align, elide(cell.new or "empty", new, rect.width()))

    def helpEvent(self, event, view, option, index) -> bool:
        if isinstance(index.data(CELL), Was):
            return False
        return super().helpEvent(event, view, option, index)


class PlannedTable(QTableView):
    """The table of the preview. `table` is its model, as the head calls it."""

    def __init__(self, model: PlannedRowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = model
        self._delegate = PlannedDelegate(self)
        self._delegate.row_height = fonts.px(ROW_HEIGHT)
        self.setItemDelegate(self._delegate)
        self._head = Head(self)  # type: ignore[arg-type]
        self.setHorizontalHeader(self._head)
        self._head.setSectionsClickable(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(fonts.px(ROW_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setProperty("keyboard", True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Rows of the import")
        self._bar = OverlayBar(self)
        self.setModel(model)
        model.modelReset.connect(self.fit_columns)

    def fit_columns(self) -> None:
        """Share out the width; fewer columns where it is narrow."""
        width = self.viewport().width()
        wanted = COLUMNS if width >= fonts.px(860) else NARROW
        if self.table.columns is not wanted:
            self.table.show_columns(wanted)
            return
        fixed = [fonts.px(c.width) + GAP + (RIGHT_GAP if c.right else 0) for c in wanted]
        fixed[0] += MARGIN
        fixed[-1] += MARGIN - GAP
        spare = width - sum(fixed)
        shares = sum(column.stretch for column in wanted)
        for section, column in enumerate(wanted):
            extra = spare * column.stretch // shares
            self._head.resizeSection(section, max(40, fixed[section] + extra))

    def mouseMoveEvent(self, event) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self._bar.place(self._head.height())
