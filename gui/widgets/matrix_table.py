"""The table under the matrix: supplier and verdict stand still while the rest scrolls sideways.

One table does both: what scrolls is drawn first, the first columns over it. Where the pointer
is and what is brought on screen go by the same rule.
"""

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from gui import fonts, theme
from gui.models.columns import Columns
from gui.models.matrix import STICKY, HeadedColumn, MatrixModel
from gui.models.table import Index
from gui.widgets.list_head import Head
from gui.widgets.list_view import ListView
from gui.widgets.matrix_cells import ROW, MatrixDelegate
from gui.widgets.matrix_head import MatrixHead
from gui.widgets.row_delegate import GAP, MARGIN, RowDelegate

LEAST, USUAL, MOST = 56, 84, 120  # width of a cell
NAME, LEAST_NAME, AMPLE_NAME = 236, 160, 330
NARROW = 620  # below it the verdict's words go below the name
_BESIDE_BAR = 12  # px that the scroll bar lies over
_HINT = QAbstractItemView.ScrollHint.EnsureVisible


class MatrixTable(ListView):
    """See the module's description. Which cell is outlined is the affair of its heir."""

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        self.pitch = LEAST
        self.matrix = model
        super().__init__(model, Columns(wide=(), narrow=(), wide_row=ROW), parent)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _make_delegate(self) -> RowDelegate:
        return MatrixDelegate(self)

    def _make_head(self) -> Head:
        return MatrixHead(self)

    def _in_question(self) -> tuple[int, int]:
        return -1, -1

    @property
    def row_in_question(self) -> int:
        """The row of the cell that is outlined, -1 for none."""
        return self._in_question()[0]

    @property
    def column_in_question(self) -> int:
        """Its column, -1 for none."""
        return self._in_question()[1]

    @property
    def selects_several(self) -> bool:
        """Whether more than one row is selected."""
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        return sum(each.height() for each in ranges) > 1

    def left_of(self, column: int) -> int:
        """Where a column begins in the view."""
        position = self._head.sectionPosition(column)
        return position if column < STICKY else position - self._head.offset()

    def still_width(self) -> int:
        """The width of the columns that stand still."""
        return sum(self._head.sectionSize(column) for column in range(STICKY))

    def column_at(self, x: int) -> int:
        """The column at a place, -1 beyond the last one."""
        if x < self.still_width():
            return 0 if x < self._head.sectionSize(0) else 1
        return self._head.logicalIndexAt(x)

    def column_words(self, column: int) -> str:
        """A column's title in full, with its note."""
        shown = self.table.columns[column]
        note = shown.note if isinstance(shown, HeadedColumn) else ""
        return f"{shown.title}, {note}" if note else shown.title

    def fit_columns(self) -> None:
        """Share out the width: cells as wide as there is room for, the rest to the names."""
        if not self._delegate.row_height:
            self._set_row_height(fonts.px(ROW))
        self.matrix.show_narrow(self.viewport().width() < fonts.px(NARROW))
        columns = self.table.columns
        count = max(1, len(columns) - STICKY)
        verdict = fonts.px(columns[1].width) + GAP
        room = self.viewport().width() - verdict - 2 * MARGIN
        least = fonts.px(LEAST)
        pitch = (room - fonts.px(NAME)) // count
        if pitch < least:
            pitch = (room - fonts.px(LEAST_NAME)) // count
        pitch = min(max(pitch, least), fonts.px(USUAL))
        if room - count * pitch > fonts.px(AMPLE_NAME):  # few columns: wider rather than far off
            pitch = min((room - fonts.px(AMPLE_NAME)) // count, fonts.px(MOST))
        self.pitch = pitch
        names = max(fonts.px(LEAST_NAME), room - count * self.pitch)
        self._head.resizeSection(0, names + MARGIN)
        self._head.resizeSection(1, verdict)
        for section in range(STICKY, len(columns)):
            last = section == len(columns) - 1
            self._head.resizeSection(section, self.pitch + (MARGIN if last else 0))

    def indexAt(self, pos: QPoint) -> QModelIndex:  # noqa: N802
        if pos.x() >= self.still_width():
            return super().indexAt(pos)
        row = self.rowAt(pos.y())
        return self.table.index(row, self.column_at(pos.x())) if row >= 0 else QModelIndex()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        rect = super().visualRect(index)
        if index.isValid() and index.column() < STICKY:
            rect.moveLeft(self.left_of(index.column()))
        return rect

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT) -> None:  # noqa: N802
        sideways = self.horizontalScrollBar()
        before = sideways.value()
        super().scrollTo(index, hint)
        if not index.isValid() or index.column() < STICKY:
            sideways.setValue(before)
            return
        left = self._head.sectionPosition(index.column())
        right = left + self._head.sectionSize(index.column())
        first = left - self.still_width()
        last = right - self.viewport().width() + _BESIDE_BAR
        sideways.setValue(max(last, min(before, first)))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        if dx:  # the first columns were carried off with the rest
            self.viewport().update()
            self._head.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._head.offset() > 0:
            self._paint_still(QPainter(self.viewport()))

    def _paint_still(self, painter: QPainter) -> None:
        height = self.viewport().height()
        still = QRect(0, 0, self.still_width(), height)
        painter.fillRect(still, theme.colour("surface.canvas"))
        last = self.rowAt(height - 1)
        rows = range(max(0, self.rowAt(0)), (last if last >= 0 else self.table.rowCount() - 1) + 1)
        for row in rows:
            for column in range(STICKY):
                index = self.table.index(row, column)
                option = QStyleOptionViewItem()
                self.initViewItemOption(option)
                option.rect = self.visualRect(index)
                if self.selectionModel().isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                self._delegate.paint(painter, option, index)
        edge = QRect(still.right(), 0, 1, height)
        painter.fillRect(edge, theme.colour("line.border"))
