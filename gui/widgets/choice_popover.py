"""The popover of a filter: values with counts to tick, with a search when there are many."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, icons, text, theme
from gui.widgets.buttons import rounded
from gui.widgets.fields import LineField
from gui.widgets.labels import elide

ROW = 28
MOST_ROWS = 10
SEARCH_FROM = 10
VALUE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole.value + 1


class _Row(QStyledItemDelegate):
    """A tick, the words, the count at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, fonts.px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        current = option.state & QStyle.StateFlag.State_Selected
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(rect), 6, theme.colour("surface.sunken"), None)
        box = QRectF(rect.left() + 8, rect.center().y() - 7, 16, 16)
        if index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value:
            rounded(painter, box, 4, theme.colour("action.accent"), None)
            ink = theme.colour("action.on_accent")
            icons.paint(painter, "check", box.toRect(), ink, size=12)
        else:
            fill = theme.colour("surface.canvas")
            rounded(painter, box, 4, fill, theme.colour("line.control"))
        centre = Qt.AlignmentFlag.AlignVCenter
        small = fonts.font(12, tabular=True)
        painter.setFont(small)
        painter.setPen(theme.colour("text.secondary"))
        right = centre | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -10, 0), right, text.count(index.data(COUNT)))
        font = fonts.font(13)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary"))
        room = rect.adjusted(34, 0, -56, 0)
        painter.drawText(room, centre, elide(str(index.data()), font, room.width()))
        painter.restore()


class _Values(QListWidget):
    """The list: a click anywhere on a row or the space bar ticks it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            _turn(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and item is not None:
            _turn(item)
            return
        super().keyPressEvent(event)


def _turn(item: QListWidgetItem) -> None:
    on = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


class ChoicePopover(QFrame):
    """Values to tick; `picked` tells all ticked ones after every change."""

    picked = Signal(tuple)

    def __init__(
        self,
        parent: QWidget,
        options: Sequence[tuple[str, str, int]],
        chosen: Sequence[str],
    ) -> None:
        """`options`: (value, words, count)."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = LineField(self)
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the values")
        self.search.setVisible(len(options) >= SEARCH_FROM)
        self.search.edited.connect(self._on_search_edited)
        self.list = _Values(self)
        self.list.setObjectName("values")
        self.list.setAccessibleName("Values")
        self.list.setItemDelegate(_Row(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for value, words, count in options:
            item = QListWidgetItem(words)
            item.setData(VALUE, value)
            item.setData(COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {text.count(count)}")
            on = value in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _item: self.picked.emit(self.chosen()))
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 7, 7, 7)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list)
        rows = max(1, min(len(options), MOST_ROWS))
        self.list.setFixedHeight(rows * fonts.px(ROW))
        self.setFixedWidth(fonts.px(264))

    def chosen(self) -> tuple[str, ...]:
        """The ticked values."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            item.data(VALUE) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _on_search_edited(self) -> None:
        wanted = self.search.value().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        (self.search if self.search.isVisible() else self.list).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface.raised"))
        painter.setPen(theme.colour("line.border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
