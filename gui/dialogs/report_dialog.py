"""Reports: what to state at the left, the page as it will be at the right, saved as PDF.

`ReportDialog(context, parent, kind, supplier_ids)` with kind "supplier" (qualification
reports), "register" (the approved supplier list) or "expiry". What is saved is what was shown:
the same bytes. Drawing happens on the worker (`report_work`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from domain.errors import UserError
from gui import fonts
from gui.context import Context
from gui.dialogs import report_work
from gui.dialogs.report_options import ReportOptions
from gui.dialogs.report_preview import Preview
from gui.dialogs.report_saving import Saving, ask_places
from gui.dialogs.report_work import Built, Kind
from gui.tasks import Job
from gui.widgets.dialog import Sheet
from gui.widgets.progress import ProgressRow

OPTIONS = 324
WAIT = 250  # milliseconds between the last change and a new preview
TITLES: dict[Kind, str] = {
    "supplier": "Supplier report",
    "register": "Approved supplier list",
    "expiry": "Expiry list",
}


class ReportDialog(Sheet):
    """See the module's description. `saved` carries the files that were written."""

    saved = Signal(list)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        kind: Kind = "supplier",
        supplier_ids: Sequence[int] = (),
    ) -> None:
        super().__init__(parent, title=TITLES[kind], width=1152, height=744, panel=828)
        self.context = context
        self.kind: Kind = kind
        self.built: Built | None = None
        self._names: dict[int, tuple[str, str]] = {}  # id -> code, name
        self._jobs: list[Job] = []
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._draw)
        self._fit_wait = QTimer(self, singleShot=True, interval=120)
        self._fit_wait.timeout.connect(self._draw_page)
        self.saving = Saving(context, self)
        self._make_options()
        self._make_preview()
        self._make_buttons()
        if kind == "supplier":
            self._read_names(list(dict.fromkeys(supplier_ids)))
        else:
            self._wait.start(0)

    def _make_options(self) -> None:
        self.options = ReportOptions(self.context, self.kind)
        self.options.changed.connect(self._wait.start)
        self.progress = ProgressRow()
        self.progress.bar.setMinimumWidth(60)
        self.progress.hide()
        self.progress.stopped.connect(self.saving.stop)
        self.saving.progressed.connect(
            lambda done, total: self.progress.show_progress(done, total, "Report")
        )
        self.saving.written.connect(self._on_written)
        self.saving.failed.connect(self._on_save_failed)
        self.body.addWidget(self.options)
        self.body.addStretch(1)
        self.body.addWidget(self.progress)
        self.body.setContentsMargins(24, 8, 24, 12)

    def _make_preview(self) -> None:
        assert self.panel is not None
        assert self.panel_box is not None
        self.preview = Preview(rounded=self._scrim is not None)
        self.preview.page_asked.connect(lambda _page: self._draw_page())
        self.preview.resized.connect(self._fit_wait.start)
        self.panel.setContentsMargins(0, 0, 0, 0)
        self.panel.addWidget(self.preview)
        # The options keep their width; the desk takes what is left.
        self.panel_box.setMinimumWidth(200)
        self.panel_box.setMaximumWidth(4000)
        width = fonts.px(OPTIONS)
        for part in (self._head_box, self.scroll_area, self._foot):
            if part is not None:
                part.setFixedWidth(width)

    def _make_buttons(self) -> None:
        self.save = self.add_button("Save as PDF…", kind="primary", icon="export")
        self.save.clicked.connect(lambda _checked=False: self.confirmed.emit())
        self.confirmed.connect(self._on_save_asked)
        self.print = self.add_button("Print")
        self.print.clicked.connect(lambda _checked=False: self._on_print_asked())
        self.add_button("Cancel", kind="quiet").clicked.connect(self.reject)
        self._buttons.setSpacing(2)
        foot = self._foot.layout()
        assert foot is not None
        foot.setContentsMargins(21, 12, 0, 12)
        self.foot_note.hide()

    def _read_names(self, ids: list[int]) -> None:
        def work(reader: Any) -> dict[int, tuple[str, str]]:
            found = ((number, reader.records("supplier", id=number)) for number in ids)
            return {number: (rows[0]["code"], rows[0]["name"]) for number, rows in found if rows}

        self._keep(self.context.read(work, done=self._on_names, failed=self._on_failed))

    def _on_names(self, names: dict[int, tuple[str, str]]) -> None:
        self._names = names
        self.options.set_suppliers(names)
        if names:
            self._wait.start(0)
        else:
            self.preview.say("No supplier is selected. Choose one in the list first.")

    # Preview

    def _draw(self) -> None:
        targets = self.options.targets()
        order = self.options.order(targets[0]) if targets else None
        if order is None or (self.built is not None and self.built.order == order):
            return
        self.preview.say("Drawing the report…", keep=True)
        directory = self.context.directory
        job = self.context.read(
            lambda reader: report_work.build(reader, order, directory),
            done=self._on_built,
            failed=self._on_failed,
            lane="report preview",
        )
        self._keep(job)

    def _on_built(self, built: Built) -> None:
        self.built = built
        self.preview.show_page(min(self.preview.page, built.pages - 1), built.pages)
        name = self._names.get(built.order.supplier_id, ("", TITLES[self.kind]))[1]
        several = len(self.options.targets())
        self.preview.subject.setText(f"{name} · 1 of {several}" if several > 1 else name)
        scripts = ", ".join(built.missing)
        words = f"Printed as boxes, for no letters are at hand: {scripts}." if scripts else ""
        self.options.warn(words)
        self._draw_page()

    def _draw_page(self) -> None:
        if self.built is None or not self.isVisible():
            return
        pdf, page = self.built.pdf, self.preview.page
        width, height = self.preview.room()
        job = self.context.tasks.submit(
            lambda _desk, _job: report_work.page_picture(pdf, page, width=width, height=height),
            done=self.preview.show_picture,
            failed=self._on_failed,
            lane="report page",
            urgent=True,
        )
        self._keep(job)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.built = None
            self.preview.show_page(0, 0)
            self.preview.say(str(error))
        else:
            self.context.tasks.failed.emit(error)

    # Saving and printing

    def _on_save_asked(self) -> None:
        asked = [self.options.order(number) for number in self.options.targets()]
        orders = [order for order in asked if order is not None]
        if self.saving.is_busy or not orders:
            return
        suppliers = [self._names.get(order.supplier_id, ("", "")) for order in orders]
        places = ask_places(self, self.context, report_work.suggested_names(orders[0], suppliers))
        if places:
            self._show_writing(writing=True, several=len(places) > 1)
            self.saving.start(list(zip(orders, places, strict=True)), self.built)

    def _show_writing(self, *, writing: bool, several: bool = False) -> None:
        self.save.setEnabled(not writing)
        self.progress.setVisible(several)

    def _on_written(self, paths: list[Path]) -> None:
        wanted = len(self.options.targets())
        self._show_writing(writing=False)
        self.saved.emit(paths)
        if not paths:
            return
        if wanted == 1:
            self._note(f"Saved {paths[0].name}", "Open", paths[0])
        else:
            words = f"{len(paths)} of {wanted} reports saved"
            self._note(words, "Open folder", paths[0].parent)
        self.accept()

    def _on_save_failed(self, error: Exception) -> None:
        self._show_writing(writing=False)
        if isinstance(error, UserError):
            self.options.warn(str(error))
        else:
            self.context.tasks.failed.emit(error)

    def _note(self, words: str, action: str, target: Path) -> None:
        note = getattr(self._host, "note", None)
        if note is not None:
            url = QUrl.fromLocalFile(str(target))
            note.show_note(words, action, lambda: QDesktopServices.openUrl(url))

    def _on_print_asked(self) -> None:
        if self.built is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(TITLES[self.kind])
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.built.pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: Any) -> None:
        """Print the report that is shown."""
        from gui.dialogs.report_printing import Printing

        if self.built is not None:
            self.print.setEnabled(False)
            printing = Printing(self.context, self.built, printer, self)
            printing.ended.connect(self._on_printed)
            printing.start()

    def _on_printed(self, trouble: str) -> None:
        self.print.setEnabled(True)
        if trouble:
            self.options.warn(trouble)

    # Closing

    def done(self, result: int) -> None:
        """Close; files being written are stopped after the one at hand."""
        if self.saving.is_busy:
            self.saving.stop()
            return
        self._wait.stop()
        self._fit_wait.stop()
        for job in self._jobs:
            job.stop()
        super().done(result)

    def _keep(self, job: Job) -> None:
        self._jobs = [*self._jobs[-6:], job]
