"""The list: rows of a `TableModel` under a head that sorts, with a scroll bar laid over it.

Asks its model for the rows on screen, keeps the selection by record when the list is
renewed, and lays out the columns: fixed widths, the rest shared out. What a click on the
head sorts by is told by `sort_asked`; the owner loads the list anew.
"""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui import fonts
from gui.models.columns import Columns
from gui.models.table import ID, Index, TableModel
from gui.widgets.list_head import Head
from gui.widgets.row_delegate import GAP, MARGIN, RIGHT_GAP, RowDelegate
from gui.widgets.scroll import OverlayBar


class ListView(QTableView):
    """See the module's description. Signals carry record ids."""

    sort_asked = Signal(str)
    chosen = Signal(int)  # the current row changed, or Enter: show its detail
    opened = Signal(int)  # double click: open its form
    selection_changed = Signal(list)

    def __init__(self, model: TableModel, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = model
        self._columns = columns
        self._by_user = self._by_mouse = False
        self._pressed = self._to_choose = 0  # ids, while and after a mouse button is down
        self._keep: tuple[int, list[int]] = (0, [])
        self._delegate = self._make_delegate()
        self._set_up()
        self.setModel(model)
        self._bar = OverlayBar(self)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.loaded.connect(self._ask_rows)
        self._asking = QTimer(self, singleShot=True, interval=15)
        self._asking.timeout.connect(self._ask_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._asking.start())

    def _make_delegate(self) -> RowDelegate:
        return RowDelegate(self)

    def _make_head(self) -> Head:
        return Head(self)

    def _set_up(self) -> None:
        self.setItemDelegate(self._delegate)
        self._head = self._make_head()
        self.setHorizontalHeader(self._head)
        self._head.sectionClicked.connect(self._on_head_clicked)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def selected_ids(self) -> list[int]:
        """Ids of the selected records, top to bottom."""
        ids = self.table.ids
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        spans = [(r.top(), r.bottom()) for r in ranges]
        return [number for top, bottom in sorted(spans) for number in ids[top : bottom + 1]]

    def current_id(self) -> int:
        """The current record's id, 0 if there is none."""
        index = self.currentIndex()
        return int(index.data(ID)) if index.isValid() else 0

    def show_record(self, record_id: int) -> bool:
        """Make a record current and bring it on screen; whether it is in the list."""
        row = self.table.row_of(record_id)
        if row < 0:
            return False
        self.setCurrentIndex(self.table.index(row, 0))
        self.scrollTo(self.table.index(row, 0))
        return True

    def take_keyboard(self) -> None:
        """Go on here by keyboard, at the current row or else the first."""
        if not self.currentIndex().isValid() and self.table.ids:
            self.setCurrentIndex(self.table.index(0, 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def fit_columns(self) -> None:
        """Choose wide or narrow columns and share out the width."""
        width = self.viewport().width()
        narrow = width < fonts.px(self._columns.wide_from)
        shown = tuple(
            column
            for column in (self._columns.narrow if narrow else self._columns.wide)
            if width >= fonts.px(column.above)
        )
        if shown != self.table.columns or not self._delegate.row_height:
            self._set_row_height(
                fonts.px(self._columns.narrow_row if narrow else self._columns.wide_row)
            )
            self.table.set_columns(shown)
        columns = self.table.columns
        fixed = [
            fonts.px(column.width) + GAP + (RIGHT_GAP if column.right else 0) for column in columns
        ]
        fixed[0] += MARGIN
        fixed[-1] += MARGIN - GAP
        spare = width - sum(fixed)
        shares = sum(column.stretch for column in columns) or 1
        for section, column in enumerate(columns):
            extra = spare * column.stretch // shares
            self._head.resizeSection(section, max(40, fixed[section] + extra))

    def set_layout(self, columns: Columns) -> None:
        """Other columns for the same rows."""
        if columns is not self._columns:
            self._columns = columns
            self.fit_columns()

    def _set_row_height(self, height: int) -> None:
        """Rows of another height; the current one stays where it is seen, if it is."""
        current = self.currentIndex()
        top = self.rowViewportPosition(current.row()) if current.isValid() else -1
        self._delegate.row_height = height
        self.verticalHeader().setDefaultSectionSize(height)
        if 0 <= top < self.viewport().height():
            moved = self.rowViewportPosition(current.row()) - top
            self.updateGeometries()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def _on_head_clicked(self, section: int) -> None:
        if sort := self.table.columns[section].sort:
            self.sort_asked.emit(sort)

    def _remember(self) -> None:
        self._keep = (self.current_id(), self.selected_ids())

    def _restore(self) -> None:
        self.fit_columns()
        current, selected = self._keep
        row = self.table.row_of(current) if current else -1
        self.selectionModel().blockSignals(True)
        if row >= 0:
            model = self.selectionModel()
            flags = (
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )
            model.setCurrentIndex(self.table.index(row, 0), flags)
            for number in selected[:200]:
                if (at := self.table.row_of(number)) >= 0:
                    model.select(self.table.index(at, 0), flags)
        self.selectionModel().blockSignals(False)
        self._head.viewport().update()
        self.viewport().update()

    def _ask_rows(self) -> None:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        count = len(self.table.ids)
        if count:
            self.table.want(max(0, first), last if last >= 0 else count - 1)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        # Qt makes the first row current when the list gets the keyboard: nobody chose that.
        if not self._by_user or not current.isValid() or current.row() == previous.row():
            return
        if self._by_mouse:
            self._to_choose = int(current.data(ID))
        else:
            self.chosen.emit(int(current.data(ID)))

    def selectionChanged(self, selected, deselected) -> None:  # noqa: N802
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit(self.selected_ids())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.setProperty("keyboard", True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
            return
        self._by_user = True
        super().keyPressEvent(event)
        self._by_user = False
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyboard", False)
        clicked = self.indexAt(event.position().toPoint())
        again = clicked.isValid() and clicked.row() == self.currentIndex().row()
        self._pressed = int(clicked.data(ID)) if clicked.isValid() else 0
        self._by_user = self._by_mouse = True
        super().mousePressEvent(event)
        self._by_user = self._by_mouse = False
        if again and event.button() is Qt.MouseButton.LeftButton:
            self._to_choose = self._pressed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # Not before: what is chosen opens beside the list, and the rows move under the pointer.
        super().mouseReleaseEvent(event)
        chosen, self._to_choose = self._to_choose, 0
        if chosen:
            self.chosen.emit(chosen)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Of the record that the first click hit, wherever its row is by now.
        if self._pressed and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self._pressed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        tabbed = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.setProperty("keyboard", tabbed or bool(self.property("keyboard")))
        super().focusInEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self._bar.place(self._head.height())
        self._asking.start()
