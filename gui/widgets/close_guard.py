"""Closing the window while a sheet holds what is not saved: the sheet is asked first."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget


class CloseGuard(QObject):
    """Keeps `window` from closing while `sheet` is shown and has something `at_stake`. It closes
    after all where the sheet then `may_leave`, which may ask."""

    def __init__(
        self,
        sheet: QDialog,
        window: QWidget,
        at_stake: Callable[[], bool],
        may_leave: Callable[[], bool],
    ) -> None:
        super().__init__(sheet)
        self._sheet, self._window = sheet, window
        self._at_stake, self._may_leave = at_stake, may_leave
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close or watched is not self._window:
            return False
        if not self._sheet.isVisible() or not self._at_stake():
            return False
        # Not asked in here: the question filters the window's events too, and Qt would go
        # through all filters anew once it is answered.
        QTimer.singleShot(0, self, self._on_close_asked)
        event.ignore()
        return True

    def _on_close_asked(self) -> None:
        if self._sheet.isVisible() and self._may_leave():
            self._sheet.done(0)
            self._window.close()
