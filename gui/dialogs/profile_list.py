"""A list beside what it chooses: a name and a line below it each, gone through by arrow keys."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import fonts, theme
from gui.widgets.buttons import focus_ring, rounded
from gui.widgets.labels import elide, plain_tip
from gui.widgets.scroll import OverlayBar

ROW = 52
KEY = Qt.ItemDataRole.UserRole
SECOND = Qt.ItemDataRole.UserRole.value + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it stands for, its name and the line below."""

    key: Hashable
    first: str
    second: str = ""


class _Rows(QStyledItemDelegate):
    """Draws the rows as lists of the window draw theirs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, fonts.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        box = QRectF(rect).adjusted(0, 1, 0, -1)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            rounded(painter, box, 6, theme.colour("surface.selected"), None)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, 6, theme.colour("surface.hover"), None)
        view = self.parent()
        if chosen and isinstance(view, SideList) and view.rings:
            focus_ring(painter, box, 6)
        left, room = rect.left() + 12, rect.width() - 24
        middle = rect.center().y()
        line = fonts.px(20)
        name, small = fonts.font(13, 500), fonts.font(12)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(name)
        painter.setPen(theme.colour("text.primary"))
        where = QRect(left, middle - line + 1, room, line)
        painter.drawText(where, centre, elide(str(index.data()), name, room))
        painter.setFont(small)
        painter.setPen(theme.colour("text.secondary"))
        where = QRect(left, middle + 1, room, fonts.px(18))
        painter.drawText(where, centre, elide(str(index.data(SECOND)), small, room))
        painter.restore()


class SideList(QListWidget):
    """See the module's description. `chosen` tells the key of the row that became current,
    `opened` that of the row on which Enter was pressed or the mouse clicked twice."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rings = False
        self.setAccessibleName(name)
        self.setItemDelegate(_Rows(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self._bar = OverlayBar(self)
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(KEY)))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these rows; the current one stays, or the one in its place becomes current."""
        before, row = self.key(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.first)
            item.setData(KEY, entry.key)
            item.setData(SECOND, entry.second)
            spoken = ", ".join(part for part in (entry.first, entry.second) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(plain_tip(f"{entry.first}\n{entry.second}".strip()))
            self.addItem(item)
        keys = [entry.key for entry in entries]
        at = keys.index(before) if before in keys else min(max(row, 0), len(keys) - 1)
        self._go_to(at)
        self.blockSignals(False)
        if keys:
            self.chosen.emit(self.key())

    def choose(self, key: Hashable) -> None:
        """Make a row current, if it is there."""
        for row in range(self.count()):
            if self.item(row).data(KEY) == key:
                self._go_to(row)

    def key(self) -> Any:
        """What the current row stands for, `None` without one."""
        item = self.currentItem()
        return item.data(KEY) if item is not None else None

    def _go_to(self, row: int) -> None:
        self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(KEY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain and self.currentItem() is not None:
            self.opened.emit(self.key())
            return
        self.rings = True
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.rings = False
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place()
