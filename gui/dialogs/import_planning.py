"""The planning of an import on the worker: files, decisions, the plan, and how to stop.

Knows nothing of how it is shown. A new plan makes an older one that is still under way stale.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from domain.import_plan import FilePlan
from gui import operations
from gui.context import Context
from gui.dialogs.import_decisions import Decisions
from gui.dialogs.import_peek import peek
from gui.operations import Planned
from gui.tasks import Desk, Job

_VISITS = 3  # how often the planner looks at a row; its progress counts visits


class Planning(QObject):
    """See the module's description. Signals come on the window's thread."""

    started = Signal()
    progressed = Signal(int, int)  # rows done, rows in all (0: not known yet)
    planned = Signal(object)  # Planned
    peeked = Signal(list)  # FilePlan of each file, without rows
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.paths: list[Path] = []
        self.decisions = Decisions()
        self.result: Planned | None = None
        self._job: Job | None = None
        self.is_busy = False

    def take(self, paths: Sequence[Path]) -> None:
        """Plan these files from now on; what was decided about others is forgotten."""
        for path in self.paths:
            if path not in paths:
                self.decisions.forget(path)
        self.paths = list(dict.fromkeys(paths))
        self.result = None

    def start(self) -> None:
        """Make a plan."""
        self._begin()
        job = operations.plan_import(
            self._context,
            paths=self.paths,
            options=self.decisions.options(self.paths),
            done=self._on_planned,
            failed=self._on_failed,
            progress=lambda done, total: self.progressed.emit(done // _VISITS, total // _VISITS),
        )
        self._job = job if self.is_busy else None

    def look(self) -> None:
        """Look at the columns of files that cannot be planned as they are."""
        self._begin()
        paths, options = list(self.paths), self.decisions.options(self.paths)
        directory = self._context.directory

        def work(_desk: Desk, job: Job) -> list[FilePlan]:
            return peek(paths, options, directory, job.cancelled)

        job = self._context.tasks.submit(
            work, done=self._on_peeked, failed=self._on_failed, lane="plan import"
        )
        self._job = job if self.is_busy else None

    def stop(self) -> None:
        """End the work that is under way; its result is dropped."""
        if self._job is not None:
            self._job.stop()
        self._job = None
        self.is_busy = False

    def path_of(self, error: Exception) -> Path | None:
        """The file an error speaks of, as far as its words tell."""
        words = str(error)
        found = [path for path in self.paths if path.name in words or str(path) in words]
        if found:
            return max(found, key=lambda path: len(path.name))
        return self.paths[0] if len(self.paths) == 1 else None

    def _begin(self) -> None:
        self.stop()
        self.is_busy = True
        self.started.emit()
        self.progressed.emit(0, 0)

    def _end(self) -> None:
        self._job = None
        self.is_busy = False

    def _on_planned(self, result: Planned) -> None:
        self._end()
        self.result = result
        self.decisions.take(result.plan, self.paths)
        self.planned.emit(result)

    def _on_peeked(self, plans: list[Any]) -> None:
        self._end()
        self.peeked.emit(plans)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)
