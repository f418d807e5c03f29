"""Where reports are saved, and their writing on the worker: one file, or one for each supplier."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gui import text
from gui.context import Context, fresh_reader
from gui.dialogs import report_work
from gui.dialogs.report_work import Built, Order
from gui.dialogs.save_place import ask_place
from gui.tasks import Desk, Job
from gui.widgets.dialog import ask

_FOLDER = "reports/folder"


def ask_places(parent: QWidget, context: Context, names: Sequence[str]) -> list[Path]:
    """Ask where files of these names go; empty when the question is cancelled."""
    kept = str(context.settings.value(_FOLDER, "") or "")
    folder = Path(kept) if kept and Path(kept).is_dir() else Path.home()
    places = (
        _ask_file(parent, folder / names[0])
        if len(names) == 1
        else _ask_folder(parent, folder, names)
    )
    if places:
        context.settings.setValue(_FOLDER, str(places[0].parent))
    return places


def _ask_file(parent: QWidget, start: Path) -> list[Path]:
    path = ask_place(parent, "Save the report", start, {"PDF (*.pdf)": ".pdf"})
    return [path] if path is not None else []


def _ask_folder(parent: QWidget, folder: Path, names: Sequence[str]) -> list[Path]:
    chosen = QFileDialog.getExistingDirectory(parent, "A folder for the reports", str(folder))
    if not chosen:
        return []
    places = [Path(chosen) / name for name in names]
    there = [place for place in places if place.exists()]
    if not there or ask(
        parent,
        f"Replace {text.plural(len(there), 'file')}?",
        f"{there[0].name}{' and others are' if len(there) > 1 else ' is'} in the folder already.",
        yes="Replace",
    ):
        return places
    return []


class Saving(QObject):
    """Writes reports. Stopping ends it after the file at hand; `written` tells what there is."""

    progressed = Signal(int, int)
    written = Signal(list)  # paths
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stop: threading.Event | None = None  # there is one while it writes

    @property
    def is_busy(self) -> bool:
        """Whether files are being written."""
        return self._stop is not None

    def start(self, orders: Sequence[tuple[Order, Path]], built: Built | None) -> None:
        """Write these reports; `built` is the one shown, written as it is."""
        self._stop = stop = threading.Event()
        directory = self._context.directory

        def work(desk: Desk, job: Job) -> list[Path]:
            order, path = orders[0]
            if len(orders) == 1 and built is not None and built.order == order:
                report_work.write(path, built.pdf)
                return [path]
            return report_work.write_all(
                fresh_reader(desk), orders, directory, progress=job.progress, stopped=stop.is_set
            )

        self._context.tasks.submit(
            work, done=self._on_written, failed=self._on_failed, progress=self.progressed.emit
        )

    def stop(self) -> None:
        """Write no further file."""
        if self._stop is not None:
            self._stop.set()

    def _on_written(self, paths: list[Path]) -> None:
        self._stop = None
        self.written.emit(paths)

    def _on_failed(self, error: Exception) -> None:
        self._stop = None
        self.failed.emit(error)
