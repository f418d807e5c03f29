"""The matrix on screen: a list whose cells are walked one by one, with a word on each.

The pointer resting on a cell, a click or Enter opens a popover that says why the cell is as it
is, and what would clear it; Enter again goes to the evidence.
"""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.models.matrix import STICKY, MatrixModel
from gui.models.table import ID
from gui.widgets.matrix_popover import MatrixPopover
from gui.widgets.matrix_table import MatrixTable

REST = 350  # ms the pointer rests on a cell before its popover opens
LEAVE = 250  # ms it may take from the cell to the popover
_NOWHERE = (-1, -1)


class MatrixView(MatrixTable):
    """See the module's description."""

    record_asked = Signal(str, int)  # a record of a kind: show its detail

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        self._asked = self._pointed = _NOWHERE  # row and column of cells
        self._pinned = False
        super().__init__(model, parent)
        self.popover = MatrixPopover(self)
        self.popover.record_asked.connect(self._on_record_asked)
        self.popover.left.connect(self._on_pointer_left)
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(lambda: self.ask(*self._pointed))
        self._leaving = QTimer(self, singleShot=True, interval=LEAVE)
        self._leaving.timeout.connect(self._on_gone)
        model.modelAboutToBeReset.connect(self.close_popover)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.close_popover())

    def _in_question(self) -> tuple[int, int]:
        """The cell the popover is about, else the one the keyboard stands on."""
        current = self.currentIndex()
        if self._asked == _NOWHERE and self.hasFocus() and self.property("keyboard"):
            return (current.row(), current.column()) if current.isValid() else _NOWHERE
        return self._asked

    def ask(self, row: int, column: int, *, pinned: bool = False) -> None:
        """Say in a popover why a cell is as it is; a pinned one stays when the pointer goes."""
        cell = self.matrix.matrix_cell(row, column)
        if cell is None:
            self.close_popover()
            return
        if pinned:
            self.scrollTo(self.matrix.index(row, column))
        self._asked, self._pinned = (row, column), pinned
        held = self.matrix.row(row)
        where = self.visualRect(self.matrix.index(row, column))
        room = QRect(0, self._head.height(), self.width(), self.height() - self._head.height())
        self.popover.show_cell(cell, held, where.translated(self.viewport().pos()), room)
        self._repaint()

    def close_popover(self) -> None:
        """Close it, if it is open."""
        self._resting.stop()
        self._leaving.stop()
        if self._asked != _NOWHERE:
            self._asked, self._pinned = _NOWHERE, False
            self.popover.hide()
            self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()
        self._head.viewport().update()

    def _on_record_asked(self, kind: str, record_id: int) -> None:
        self.close_popover()
        self.record_asked.emit(kind, record_id)

    def _on_pointer_left(self) -> None:
        self._leaving.start()

    def _on_gone(self) -> None:
        if not self._pinned and not self.popover.underMouse():
            self.close_popover()

    def _on_enter(self) -> None:
        index = self.currentIndex()
        if index.column() < STICKY:
            self.record_asked.emit("suppliers", int(index.data(ID)))
        elif self._asked == (index.row(), index.column()):
            self.popover.follow()
        else:
            self.ask(index.row(), index.column(), pinned=True)

    def event(self, event: QEvent) -> bool:
        # Esc closes the popover before the window takes it for the detail.
        override = event.type() == QEvent.Type.ShortcutOverride and self._asked != _NOWHERE
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        was_open = self._asked != _NOWHERE
        if event.key() == Qt.Key.Key_Escape and was_open:
            self.close_popover()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.setProperty("keyboard", True)
            self._on_enter()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        after = self.currentIndex()
        if was_open and (before.row(), before.column()) != (after.row(), after.column()):
            self.ask(after.row(), after.column(), pinned=True)
        self._repaint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_popover()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not index.isValid() or not plain or event.button() is not Qt.MouseButton.LeftButton:
            return
        if index.column() < STICKY:
            self.record_asked.emit("suppliers", int(index.data(ID)))
        else:
            self.ask(index.row(), index.column(), pinned=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        pointed = (index.row(), index.column()) if index.isValid() else _NOWHERE
        if pointed == self._pointed or self._pinned:
            return
        self._pointed = pointed
        if pointed[1] >= STICKY:
            self._leaving.stop()
            self._resting.start()
        else:
            self._resting.stop()
            self._leaving.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._resting.stop()
        self._pointed = _NOWHERE
        self._leaving.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_popover()
