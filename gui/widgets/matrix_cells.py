"""Draws the rows of the matrix: cells with icon and word, the cell in question outlined.

The first columns stand still while the others scroll sideways; the view says where they are.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from gui import fonts, icons, theme
from gui.models.cells import Box, Cell
from gui.models.matrix import STICKY
from gui.widgets.buttons import rounded
from gui.widgets.labels import elide
from gui.widgets.row_delegate import RowDelegate

if TYPE_CHECKING:
    from gui.widgets.matrix_table import MatrixTable

ROW = 46
Index = QModelIndex | QPersistentModelIndex
_BETWEEN = 8  # px of clear ground between two boxes
_UPRIGHT = 5  # px above and below a box


def box_in(rect: QRect, word: str = "") -> QRect:
    """Where the box of a cell lies in it; a long word makes it wider, up to its neighbours."""
    needed = QFontMetrics(fonts.font(11, 500)).horizontalAdvance(word) + 6
    half = min(_BETWEEN // 2, max(1, (rect.width() - needed) // 2))
    return rect.adjusted(half, _UPRIGHT, -half, -_UPRIGHT)


def paint_box(painter: QPainter, rect: QRect, box: Box) -> None:
    """Draw a cell's icon and word, in its box if it has one."""
    inner = box_in(rect, box.word if box.is_boxed else "")
    if box.is_boxed:
        fill = theme.colour(box.fill) if box.fill else None
        line = theme.colour(box.line) if box.line else None
        rounded(painter, QRectF(inner), 6, fill, line, dashed=box.dashed)
    colour = theme.colour(box.mark)
    if not box.word:
        icons.paint(painter, box.icon, inner, colour)
        return
    line_height = fonts.px(15)
    middle = inner.center().y() + 1
    upper = QRect(inner.left(), middle - 17, inner.width(), 17)
    icons.paint(painter, box.icon, upper, colour)
    font = fonts.font(11, 500 if box.is_boxed else 400)
    painter.setFont(font)
    painter.setPen(theme.colour(box.ink if box.is_boxed else "text.secondary"))
    lower = QRect(inner.left(), middle, inner.width(), line_height)
    words = elide(box.word, font, lower.width())
    painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, words)


class MatrixDelegate(RowDelegate):
    """See the module's description."""

    def __init__(self, view: "MatrixTable") -> None:
        super().__init__(view)
        self._view = view

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool) -> None:
        if isinstance(cell, Box):
            paint_box(painter, rect, cell)
        else:
            super()._paint_cell(painter, rect, cell, right=right)

    def _inner(self, rect: QRect, index: Index, *, first: bool, last: bool) -> QRect:
        if index.column() < STICKY:
            return super()._inner(rect, index, first=first, last=last)
        return QRect(rect.left(), rect.top(), self._view.pitch, rect.height() - 1)

    def _ground(self, option: QStyleOptionViewItem, index: Index) -> str:
        # One row alone is shown by its cell; several that are selected, as in every list.
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected and self._view.selects_several:
            return "surface.selected"
        in_question = index.row() in (self.hovered, self._view.row_in_question)
        return "surface.hover" if in_question else ""

    def _has_focus(self, option: QStyleOptionViewItem, index: Index) -> bool:
        asked = (self._view.row_in_question, self._view.column_in_question)
        return (index.row(), index.column()) == asked

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        # Cells have their popover; a tip would lie over it.
        return index.column() >= STICKY or super().helpEvent(event, view, option, index)

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect, view = option.rect, self._view
        asked = view.column_in_question >= STICKY
        inner = QRect(rect.left(), rect.top(), view.pitch if asked else rect.width(), rect.height())
        cell = view.table.cell(view.row_in_question, view.column_in_question)
        word = cell.word if isinstance(cell, Box) and cell.is_boxed else ""
        around = QRectF(box_in(inner.adjusted(0, 0, 0, -1), word)).adjusted(-1, -1, 1, 1)
        rounded(painter, around, 7, None, theme.colour("action.focus"), 2)
