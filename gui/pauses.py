"""When garbage is collected while a worker thread lives: by hand, on the window's thread.

Two reasons. Left alone, Python collects on whichever thread happens to allocate: on the worker
it would destroy widgets that were caught in a cycle, which hangs or kills the program. And
a full collection in the middle of judging 100,000 certificates stopped the window for 70
to 150 ms, and the usual 5 ms between two threads added up to more than that while a page was
painted. So the collector rests, is run when nothing is being done, and threads take turns
more often.
"""

import gc
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY = 15_000  # ms
LONGEST = 300.0  # seconds after which a full collection no longer waits for the worker
TURN = 0.001  # seconds a thread keeps Python to itself


class Pauses(QObject):
    """Rests the collector while it lives; `end` gives things back as they were."""

    def __init__(self, parent: QObject, is_busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._turn = sys.getswitchinterval()
        self._last = time.monotonic()
        gc.disable()
        sys.setswitchinterval(TURN)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def set_aside(self) -> None:
        """Look no more through what is there now: the program itself, once it is built."""
        gc.collect()
        gc.freeze()

    def collect(self) -> None:
        """Collect everything when the worker is idle, else only what is youngest."""
        now = time.monotonic()
        if self._is_busy() and now - self._last < LONGEST:
            gc.collect(0)
            return
        self._last = now
        gc.collect()

    def end(self) -> None:
        """Give things back as they were."""
        self._timer.stop()
        sys.setswitchinterval(self._turn)
        gc.enable()
