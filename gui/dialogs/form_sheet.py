"""The sheet of a form as mouse and keyboard meet it: where Tab goes, what is dropped on it, which
field was left, and that closing the window asks first.

`RecordForm` builds on it; what a form holds and does is there.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import fonts
from gui.context import Context
from gui.dialogs.form_entries import Entries
from gui.dialogs.form_reason import ReasonStrip
from gui.widgets.dialog import Sheet
from gui.widgets.form_grid import FormGrid, in_tab_order
from gui.widgets.form_proofs import Proofs
from gui.widgets.sections import PROOFS, dropped_files

if TYPE_CHECKING:
    from gui.dialogs.form_saving import Saving

TWO_COLUMNS = 500  # a form narrower than this has one


class FormSheet(Sheet):
    """See the module's description."""

    context: Context
    entries: Entries
    grid: FormGrid
    is_new: bool
    proofs: Proofs | None
    reason_strip: ReasonStrip
    saving: "Saving"
    _loaded: bool

    @property
    def is_dirty(self) -> bool:
        """Whether something would be lost by closing."""
        raise NotImplementedError

    def renew(self) -> None:
        """Show what is wrong and what is worth knowing."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """Whether nothing would be lost, or the user says that it may be."""
        raise NotImplementedError

    def _is_at_stake(self) -> bool:
        return self.saving.is_running or (self.is_dirty and self.context.can_edit)

    def _focus_first(self) -> None:
        """A new record begins at its first empty field, another at its first."""
        for widget in self.grid.order if self.is_new and self._loaded else ():
            entry = self.entries.of(widget)
            if entry is not None and entry.is_blank and entry.control.isEnabled():
                entry.field.focus()
                return
        super()._focus_first()

    def _stops(self) -> list[QWidget]:
        regions = (self.panel_box, self.reason_strip, self._foot, self.close_button)
        return in_tab_order(self, super()._stops(), self.grid.order, regions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._loaded and _is_left(event):
            self.entries.mark_left(watched)
            QTimer.singleShot(0, self, self._on_field_left)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - (self.panel_box.width() if self.panel_box is not None else 0)
        self.grid.use_columns(2 if room >= fonts.px(TWO_COLUMNS) else 1)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A scan may be dropped anywhere on the form; nothing dropped reaches the window behind."""
        if self._takes(event):
            event.acceptProposedAction()
        else:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if (files := self._takes(event)) and self.proofs is not None:
            self.proofs.add_files(files)
            event.acceptProposedAction()

    def _takes(self, event: QDropEvent | QDragEnterEvent) -> list[Path]:
        usable = self.proofs is not None and self._loaded and self.context.can_edit
        return dropped_files(event, PROOFS) if usable else []

    def _on_field_left(self) -> None:
        if self.isVisible() and self._loaded and not self.saving.is_running:
            self.renew()


def _is_left(event: QEvent) -> bool:
    """Whether the keyboard went elsewhere: not to a field's own list of choices."""
    return not isinstance(event, QFocusEvent) or (
        event.reason() is not Qt.FocusReason.PopupFocusReason
    )
