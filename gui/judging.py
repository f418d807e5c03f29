"""Verdicts of all suppliers, worked out while nothing else is asked.

Without them a list judges only the rows on screen; with them suppliers sort, filter and
count by verdict, validity and recognition. Starts anew after every change of the register or
of what is shown; only what is missing is judged.
"""

from PySide6.QtCore import QObject

from gui.context import Context, fresh_reader
from gui.tasks import Desk, Job


class Judging(QObject):
    """Keeps `context.judged` true to the present question."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.is_done = False
        context.changed.connect(lambda _changes: self.start())
        context.view_changed.connect(self.start)
        context.register_changed.connect(self.start)

    def start(self) -> None:
        """Work out what is missing for the present day, buyer and profile."""
        self.is_done = False
        if self._context.is_open:
            self._go_on()

    def _go_on(self) -> None:
        context = self._context
        profile, buyer, day, windows = context.profile, context.buyer, context.day, context.windows

        def work(desk: Desk, job: Job) -> bool:
            return fresh_reader(desk).judge(
                profile,
                buyer,
                day,
                context.directory,
                windows,
                cancelled=lambda: job.cancelled() or job.others_wait(),
            )

        context.tasks.submit(
            work, done=self._on_judged, failed=self._on_failed, lane="judging", idle=True
        )

    def _on_judged(self, whole: bool) -> None:
        if not whole:
            self._go_on()
            return
        self.is_done = True
        self._context.judged.emit()

    def _on_failed(self, error: Exception) -> None:
        self._context.tasks.failed.emit(error)
