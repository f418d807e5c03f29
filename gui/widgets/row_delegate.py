"""Draws the cells of every list: background, hairline, words, chips, loading bars, focus.

Margins belong to the rows, not to the view: hairlines run from 24 px at the left to 24 px at
the right, hover and selection from edge to edge.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gui import fonts, theme
from gui.models.cells import Cell, Paragraph, Stack, Words, plain
from gui.models.table import CELL, ROW, TableModel
from gui.widgets.buttons import rounded
from gui.widgets.chips import Chip, chip_width, paint_chip
from gui.widgets.labels import elide, plain_tip, straight

MARGIN = 24  # of the page, at both ends of a row
GAP = 16  # between two columns
RIGHT_GAP = 12  # more of it after figures, which end where the next column begins
Index = QModelIndex | QPersistentModelIndex
_LOADING = (0.7, 0.5, 0.62, 0.55)


class RowDelegate(QStyledItemDelegate):
    """See the module's description. `hovered` is the row under the pointer, -1 for none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.row_height = 0  # set by the view with its columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TableModel)
        first = index.column() == 0
        last = index.column() == len(model.columns) - 1
        painter.save()
        rect = option.rect
        self._paint_ground(painter, option, index, first=first, last=last)
        cell: Cell = index.data(CELL)
        right = model.columns[index.column()].right
        inner = self._inner(rect, index, first=first, last=last)
        if cell is None and index.data(ROW) is None:
            self._paint_loading(painter, inner, index.column())
        else:
            self._paint_cell(painter, inner, cell, right=right)
        if self._has_focus(option, index):
            self._paint_focus(painter, option)
        painter.restore()

    def _inner(self, rect: QRect, index: Index, *, first: bool, last: bool) -> QRect:
        """Where in its rectangle a cell's contents stand."""
        model = index.model()
        assert isinstance(model, TableModel)
        gap = GAP + (RIGHT_GAP if model.columns[index.column()].right else 0)
        return rect.adjusted(MARGIN if first else 0, 0, -(MARGIN if last else gap), 0)

    def _ground(self, option: QStyleOptionViewItem, index: Index) -> str:
        """The colour behind a cell, by role; empty for none."""
        if option.state & QStyle.StateFlag.State_Selected:
            return "surface.selected"
        return "surface.hover" if index.row() == self.hovered else ""

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, first: bool,
        last: bool,
    ) -> None:  # fmt: skip
        rect = option.rect
        ground = self._ground(option, index)
        selected = ground == "surface.selected"
        if ground:
            painter.fillRect(rect, theme.colour(ground))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        line.adjust(MARGIN if first else 0, 0, -MARGIN if last else 0, 0)
        if not selected:
            painter.fillRect(line, theme.colour("line.hairline"))
        if selected and first:
            edge = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(edge, theme.colour("action.accent"))

    def _has_focus(self, option: QStyleOptionViewItem, index: Index) -> bool:
        view = self.parent()
        return (
            isinstance(view, QAbstractItemView)
            and view.hasFocus()
            and bool(view.property("keyboard"))
            and view.currentIndex().row() == index.row()
        )

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        whole = QRectF(0, option.rect.top(), view.viewport().width(), option.rect.height())
        painter.setClipRect(option.rect)  # each cell its part, lest the next paints over it
        rounded(painter, whole, 5, None, theme.colour("action.focus"), 2)

    def _paint_loading(self, painter: QPainter, rect: QRect, column: int) -> None:
        width = round(rect.width() * _LOADING[column % len(_LOADING)])
        bar = QRectF(rect.left(), rect.center().y() - 4, width, 9)
        rounded(painter, bar, 4, theme.colour("surface.sunken"), None)

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool) -> None:
        match cell:
            case Words():
                _paint_words(painter, rect, cell, right=right)
            case Paragraph():
                paint_paragraph(painter, rect, cell.words)
            case Chip():
                _paint_chip(painter, rect, cell, rect.center().y() + 1)
            case Stack():
                chips = [chip for chip in (cell.upper, cell.lower) if chip is not None]
                middle = rect.center().y() + 1 - fonts.px(11) * (len(chips) - 1)
                for number, chip in enumerate(chips):
                    _paint_chip(painter, rect, chip, middle + fonts.px(22) * number)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        words = plain(index.data(CELL))
        QToolTip.showText(event.globalPos(), plain_tip(words), view)
        return True


def _paint_chip(painter: QPainter, rect: QRect, chip: Chip, middle: int) -> None:
    # The words of bare and boxed chips stand in one line below each other.
    left = rect.left() if chip.bare else rect.left() - 5
    paint_chip(painter, left, middle, chip, min(chip_width(chip), rect.width() + 5))


def _paint_words(painter: QPainter, rect: QRect, cell: Words, *, right: bool) -> None:
    font = fonts.font(cell.size, cell.weight, tabular=cell.tabular)
    line = fonts.px(20)
    top = rect.top() + (rect.height() - line) // 2
    if cell.second:
        top = rect.center().y() + 1 - line
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = align | Qt.AlignmentFlag.AlignVCenter
    words = elide(cell.first, font, rect.width(), middle=cell.cut_middle)
    painter.setFont(font)
    painter.setPen(theme.colour(cell.role))
    painter.drawText(QRect(rect.left(), top, rect.width(), line), flags, words)
    if cell.tail:
        used = QFontMetrics(font).horizontalAdvance(words) + 6
        small = fonts.font(12)
        room = rect.width() - used
        if room > 16 and not right:
            painter.setFont(small)
            painter.setPen(theme.colour("text.secondary"))
            where = QRect(rect.left() + used, top, room, line)
            painter.drawText(where, flags, elide(cell.tail, small, room))
    if cell.second:
        small = fonts.font(12)
        painter.setFont(small)
        painter.setPen(theme.colour("text.secondary"))
        where = QRect(rect.left(), top + line - 1, rect.width(), fonts.px(18))
        painter.drawText(where, flags, elide(cell.second, small, rect.width()))


def paint_paragraph(painter: QPainter, rect: QRect, words: str) -> None:
    """A sentence in as many lines of 12 px as the row has room for, the last one elided."""
    font = fonts.font(12)
    height = fonts.px(18)
    lines = broken(words, font, rect.width(), max(1, (rect.height() - 10) // height))
    top = rect.center().y() + 1 - len(lines) * height // 2
    painter.setFont(font)
    painter.setPen(theme.colour("text.primary"))
    for place, line in enumerate(lines):
        where = QRect(rect.left(), top + place * height, rect.width(), height)
        shown = elide(line, font, rect.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)


def broken(words: str, font: QFont, width: int, most: int) -> list[str]:
    """The words in lines of a width, at most so many; the last one holds all that is left."""
    shown = straight(words)
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = shown.encode("utf-16-le")  # as Qt counts letters
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(starts) < most:
        line.setLineWidth(max(1, width))
        starts.append(2 * line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(units)]
    return [
        units[start:end].decode("utf-16-le").strip()
        for start, end in zip(starts, ends, strict=True)
    ]
