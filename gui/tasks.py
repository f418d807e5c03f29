"""Background work: one thread that owns the register, results by one signal.

    job = tasks.submit(work, done=…, failed=…, progress=…, lane="list")

`work(desk, job)` runs on the worker; `desk.register` and `desk.reader` belong to that thread
and must never leave it. `done(result)`, `failed(error)` and `progress(count, total)` run on
the window's thread. A job in a `lane` makes earlier ones of that lane stale: waiting ones are
skipped, a running one is asked to stop, and their results are dropped. Work never touches a
widget. Urgent jobs (what the eye waits for) overtake the others.

`Tasks(threaded=False)` runs every job at once on the calling thread; for tests.
"""

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from gui.pauses import Pauses

if TYPE_CHECKING:
    from storage.queries import Reader
    from storage.register import Register

PROGRESS_EVERY = 0.05  # seconds between two reports of progress
Work = Callable[["Desk", "Job"], Any]


class Stopped(Exception):  # noqa: N818  (not an error: the user pressed Stop, or it became stale)
    """Raised by work that was asked to stop; no one is told."""


@dataclass
class Desk:
    """What lies on the worker's desk: the open register and its reader, if any."""

    register: "Register | None" = None
    reader: "Reader | None" = None

    def close(self) -> None:
        """Close both; safe to call again."""
        reader, register = self.reader, self.register
        self.reader = self.register = None
        if reader is not None:
            reader.close()
        if register is not None:
            register.close()


def _nothing(_desk: Desk, _job: "Job") -> None:
    """The work of a job that is over."""


@dataclass(eq=False)
class Job:
    """One piece of work: handed to it for progress and cancelling, and to its owner to stop it."""

    work: Work
    done: Callable[[Any], None] | None = None
    failed: Callable[[Exception], None] | None = None
    on_progress: Callable[[int, int], None] | None = None
    lane: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)
    _reported: float = 0.0
    _send: Callable[["Job", str, Any], None] | None = None
    _others: Callable[[], bool] | None = None

    def stop(self) -> None:
        """Ask the work to end and drop its result."""
        self._stop.set()

    def let_go(self) -> None:
        """Forget what it was to do and tell, on the window's thread: the last one to hold a
        widget must not be the worker."""
        self.work, self.done, self.failed, self.on_progress = _nothing, None, None, None

    def cancelled(self) -> bool:
        """Whether it was asked to end; long work looks from time to time."""
        return self._stop.is_set()

    def others_wait(self) -> bool:
        """Whether other work waits: idle work makes way and comes back later."""
        return self._others is not None and self._others()

    def progress(self, count: int, total: int) -> None:
        """Report how far the work is; cheap to call often."""
        now = time.monotonic()
        if self._send is None or (now - self._reported < PROGRESS_EVERY and count < total):
            return
        self._reported = now
        self._send(self, "progress", (count, total))


class _Thread(QThread):
    """Runs jobs in order of urgency, then of arrival."""

    def __init__(self, desk: Desk, send: Callable[[Job, str, Any], None]) -> None:
        super().__init__()
        self._desk = desk
        self._send = send
        self._waiting: list[tuple[int, int, Job]] = []
        self._order = itertools.count()
        self._bell = threading.Condition()
        self._ending = False
        self.running: Job | None = None

    def put(self, job: Job, urgency: int) -> None:
        with self._bell:
            heapq.heappush(self._waiting, (urgency, next(self._order), job))
            self._bell.notify()

    def is_wanted(self) -> bool:
        """Whether jobs are waiting."""
        return bool(self._waiting)

    def end(self) -> None:
        """Finish the running job (asked to stop), drop the others, close the register."""
        with self._bell:
            self._ending = True
            self._waiting.clear()
            if self.running is not None:
                self.running.stop()
            self._bell.notify()

    def _next(self) -> Job | None:
        with self._bell:
            self.running = None
            while not self._waiting and not self._ending:
                self._bell.wait()
            if self._ending:
                return None
            self.running = heapq.heappop(self._waiting)[2]
            return self.running

    def run(self) -> None:
        while (job := self._next()) is not None:
            carry_out(job, self._desk, self._send)
        self._desk.close()


def carry_out(job: Job, desk: Desk, send: Callable[[Job, str, Any], None]) -> None:
    """Run one job on the present thread and send what came of it."""
    if job.cancelled():
        send(job, "stopped", None)
        return
    try:
        result = job.work(desk, job)
    except Stopped:
        send(job, "stopped", None)
    except Exception as error:  # noqa: BLE001  (whatever it is, the window must hear of it)
        send(job, "failed", error)
    else:
        send(job, "done", result)


class Tasks(QObject):
    """The window's side of the worker. `busy_changed` tells when work starts and ends."""

    busy_changed = Signal(bool)
    failed = Signal(object)  # an error that no job's owner asked to hear
    _sent = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None, *, threaded: bool = True) -> None:
        super().__init__(parent)
        self._lanes: dict[str, Job] = {}
        self._open: set[Job] = set()
        self._desk = Desk()
        self._thread: _Thread | None = None
        self._ended = False
        self.pauses: Pauses | None = None
        self._sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)
        if threaded:
            self.pauses = Pauses(self, lambda: self.busy)
            self._thread = _Thread(self._desk, self._sent.emit)
            self._thread.start()

    def submit(
        self,
        work: Work,
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        lane: str = "",
        urgent: bool = False,
        idle: bool = False,
    ) -> Job:
        """Hand a job to the worker; see the module's description.

        `idle` work comes last and should end early when `job.others_wait()`.
        """
        job = Job(work, done, failed, progress, lane)
        if self._ended:
            job.stop()
            return job
        if lane:
            if (older := self._lanes.get(lane)) is not None:
                older.stop()
            self._lanes[lane] = job
        if self._thread is None:
            job._send = self._on_sent
            self._open.add(job)
            carry_out(job, self._desk, self._on_sent)
            return job
        job._send = self._sent.emit
        if not self._open:
            self.busy_changed.emit(True)
        self._open.add(job)
        job._others = self._thread.is_wanted
        self._thread.put(job, 0 if urgent else 2 if idle else 1)
        return job

    def drop_lane(self, lane: str) -> None:
        """Make the jobs of a lane stale without a new one."""
        if (job := self._lanes.pop(lane, None)) is not None:
            job.stop()

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._open)

    def close(self) -> None:
        """End the worker and close the register; waits for the running job."""
        if self._ended:
            return
        self._ended = True
        if self._thread is None:
            self._desk.close()
            return
        self._thread.end()
        self._thread.wait()
        if self.pauses is not None:
            self.pauses.end()

    def _on_sent(self, job: Job, what: str, value: Any) -> None:
        if what == "progress":
            if job.on_progress is not None and not job.cancelled():
                job.on_progress(*value)
            return
        self._open.discard(job)
        if job.lane and self._lanes.get(job.lane) is job:
            del self._lanes[job.lane]
        done, failed = job.done, job.failed
        job.let_go()
        if not self._open:
            self.busy_changed.emit(False)
        if self._ended or job.cancelled():
            return
        if what == "done" and done is not None:
            done(value)
        elif what == "failed":
            (failed or self.failed.emit)(value)
