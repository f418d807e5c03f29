"""Verdicts, what falls due and what looks odd, worked out while nothing else is asked.

Without the verdicts a list judges only the rows on screen; with them suppliers sort, filter
and count by verdict, validity and recognition. Starts anew after every change of the register
or of what is shown; only what is missing is worked out.
"""

from PySide6.QtCore import QObject, Signal

from gui.context import Context, fresh_reader
from gui.tasks import Desk, Job
from storage.listings import Listing

COMPARED = "compared"  # on another day than today: today's verdicts beside that day's


class Judging(QObject):
    """Keeps what is worked out true to the present question; verdicts first.

    `progressed` tells what, how many suppliers are through, and of how many; `worked_out` that
    it is there for all of them. For the verdicts `context.judged` tells the same.
    """

    progressed = Signal(str, int, int)
    worked_out = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._first = ""
        self._now = ""
        self._done: set[str] = set()
        context.changed.connect(lambda _changes: self.start())
        context.view_changed.connect(self.start)
        context.register_changed.connect(self.start)

    @property
    def order(self) -> tuple[str, ...]:
        """What there is to work out, in the order in which it is done."""
        usual = ("suppliers", "programme", "hints")
        whole = usual if self._context.is_today else (usual[0], COMPARED, *usual[1:])
        return tuple(dict.fromkeys((self._first, *whole))) if self._first in whole else whole

    @property
    def is_done(self) -> bool:
        """Whether all is there for the present question."""
        return self._done >= set(self.order)

    def start(self) -> None:
        """Work out what is missing for the present day, buyer and profile."""
        self._done.clear()
        self._go_on()

    def prefer(self, what: str) -> None:
        """Work this out first: it is what the user looks at."""
        if what in self.order:
            self._first = what
            if what != self._now and what not in self._done:
                self._go_on()

    def _next(self) -> str:
        return next((what for what in self.order if what not in self._done), "")

    def _go_on(self) -> None:
        context = self._context
        what = self._now = self._next() if context.is_open else ""
        if not what:
            return
        listing = Listing(
            kind="suppliers" if what == COMPARED else what,
            day=context.day,
            buyer=context.buyer,
            windows=context.windows,
            profile=context.profile,
            compared_to=context.today if what == COMPARED else None,
        )

        def work(desk: Desk, job: Job) -> bool:
            return fresh_reader(desk).prepare(
                listing,
                progress=job.progress,
                cancelled=lambda: job.cancelled() or job.others_wait(),
            )

        context.tasks.submit(
            work,
            done=lambda whole: self._on_worked_out(what, whole),
            failed=context.tasks.failed.emit,
            progress=lambda done, missing: self._on_progress(what, done, missing),
            lane="judging",
            idle=True,
        )

    def _on_progress(self, what: str, done: int, missing: int) -> None:
        """`missing` were not there when this stretch of the work began."""
        total = self._context.standing.totals.get("suppliers", 0)
        self.progressed.emit(what, max(0, total - missing + done), total)

    def _on_worked_out(self, what: str, whole: bool) -> None:
        if whole:
            self._done.add(what)
            if what == "suppliers":
                self._context.judged.emit()
            self.worked_out.emit(what)
        self._go_on()
