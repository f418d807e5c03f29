"""Faults of ours: written to a log without the register's contents, told, and work goes on.

The log says where it happened, never what was on record: the stack and the error's type, not
its message (which may quote a cell). It is readable by its owner alone and kept small.
"""

import logging
import os
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer

from gui.widgets.dialog import tell

LOG = "attesta.log"
SIZE = 256_000
KEPT = 3
_logger = logging.getLogger("attesta.faults")


class _PrivateFile(RotatingFileHandler):
    """A rotating log that only its owner can read."""

    def _open(self):
        stream = super()._open()
        if os.name == "posix":
            Path(self.baseFilename).chmod(0o600)
        return stream


def install(folder: Path, window: object) -> None:
    """Catch what nobody caught: log it under `folder` and tell it over `window`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _PrivateFile(
            folder / LOG, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:  # a read-only home: the window works without a log
        handler = logging.NullHandler()  # type: ignore[assignment]
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _logger.handlers[:] = [handler]
    _logger.propagate = False
    told: list[bool] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        record(kind, trace)
        if not told:  # one message at a time, however many faults come
            told.append(True)
            QTimer.singleShot(0, lambda: _tell(window, folder / LOG, told))

    sys.excepthook = hook


def record(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write a fault to the log: its type and where it happened."""
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    _logger.error("%s\n%s", kind.__name__, "\n".join(places))


def _tell(window: object, log: Path, told: list[bool]) -> None:
    tell(
        window,  # type: ignore[arg-type]
        "Something went wrong inside Attesta",
        "This is a fault of the program, not of yours. Nothing that was saved is lost, and you "
        f"can go on working. Where it happened is noted in {log}.",
    )
    told.clear()
