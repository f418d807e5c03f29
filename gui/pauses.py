"""Keeps Python's own pauses out of the window: collecting garbage, and waiting for the lock.

Measured on 100,000 certificates: a full collection in the middle of judging stopped the
window for 70 to 150 ms, and the usual 5 ms between two threads added up to more than that
while a page was painted. So the collector rests, and is run by hand when nothing is being
done; and threads take turns more often.
"""

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

from gui.tasks import Tasks

EVERY = 15_000  # ms
LONGEST = 300.0  # seconds after which a full collection no longer waits for the worker
TURN = 0.001  # seconds a thread keeps Python to itself


class Pauses(QObject):
    """Rests the collector while it lives; `end` gives things back as they were."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._turn = sys.getswitchinterval()
        self._last = time.monotonic()
        gc.collect()
        gc.freeze()  # what the program itself is made of need not be looked through again
        gc.disable()
        sys.setswitchinterval(TURN)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect everything when the worker is idle, else only what is youngest."""
        now = time.monotonic()
        if self._tasks.busy and now - self._last < LONGEST:
            gc.collect(0)
            return
        self._last = now
        gc.collect()

    def end(self) -> None:
        """Give things back as they were."""
        self._timer.stop()
        sys.setswitchinterval(self._turn)
        gc.unfreeze()
        gc.enable()
