"""The writing of an import on the worker: whole or not at all, and how to stop it.

Where no register is open, one is made first.
"""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui import operations
from gui.context import Context
from gui.operations import Planned
from storage.locations import default_register


class Writing(QObject):
    """See the module's description. Signals come on the window's thread."""

    progressed = Signal(int, int)  # records done, records in all
    written = Signal(object)  # Changes
    failed = Signal(object)

    def __init__(
        self, context: Context, first_register: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._first_register = first_register
        self._stop: threading.Event | None = None  # there is one while it writes

    @property
    def is_busy(self) -> bool:
        """Whether it is writing."""
        return self._stop is not None

    def start(self, planned: Planned) -> None:
        """Carry out a plan; make a register for it where none is open."""
        self._stop = threading.Event()
        if self._context.is_open:
            self._write(planned)
            return
        path = self._first_register or default_register()
        operations.open_register(
            self._context,
            path=path,
            how="open" if path.exists() else "create",
            done=lambda: self._write(planned),
            failed=self._on_failed,
        )

    def stop(self) -> None:
        """Ask it to end. `failed` tells when it has, unless it was too late: then `written`."""
        if self._stop is not None:
            self._stop.set()

    def _write(self, planned: Planned) -> None:
        assert self._stop is not None
        operations.import_plan(
            self._context,
            planned=planned,
            done=self._on_written,
            failed=self._on_failed,
            # The register counts records twice: written, then what is worked out from them.
            progress=lambda done, total: self.progressed.emit(done // 2, total // 2),
            cancelled=self._stop.is_set,
        )

    def _on_written(self, changes: object) -> None:
        self._stop = None
        self.written.emit(changes)

    def _on_failed(self, error: Exception) -> None:
        self._stop = None
        self.failed.emit(error)
