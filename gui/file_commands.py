"""What the window does with whole files: registers, spreadsheets, exports and reports.

The other actions are in `gui.commands`, which builds on this.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from gui import forms, operations
from gui.dialogs.save_place import ask_place
from storage.locations import SUFFIX, data_folder

if TYPE_CHECKING:
    from gui.main_window import MainWindow

SHEETS = (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods", ".csv", ".tsv", ".txt")
_FILTER = f"Attesta register (*{SUFFIX})"
_LISTS = {"Excel workbook (*.xlsx)": ".xlsx", "CSV (*.csv)": ".csv"}
_SHEET_FILTER = "Spreadsheets (" + " ".join(f"*{suffix}" for suffix in SHEETS) + ");;All files (*)"


class FileCommands:
    """See the module's description."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._context = window.context

    # Registers

    def new_register(self) -> None:
        """Ask for a place and make an empty register there."""
        start = self._folder() / f"register{SUFFIX}"
        path = ask_place(self._window, "New register", start, {_FILTER: SUFFIX})
        if path is not None:
            self.open_path(path, how="create")

    def open(self) -> None:
        """Ask for a register and open it."""
        folder = str(self._folder())
        name, _ = QFileDialog.getOpenFileName(self._window, "Open register", folder, _FILTER)
        if name:
            self.open_path(Path(name))

    def sample(self) -> None:
        """Open the sample register, making it where there is none yet."""
        path = data_folder() / f"sample{SUFFIX}"
        self.open_path(path, how="open" if path.exists() else "sample")

    def open_path(
        self, path: Path, how: str = "open", then: Callable[[], None] | None = None
    ) -> None:
        """Open a register; what cannot be opened is told and changes nothing."""
        operations.open_register(
            self._context, path=path, how=how, failed=self._window.tell_error, done=then
        )

    def save_as(self) -> None:
        """Write a copy of the register with its documents."""
        assert self._context.path is not None
        start = self._context.path.with_stem(f"{self._context.path.stem} copy")
        path = ask_place(self._window, "Save a copy as", start, {_FILTER: SUFFIX})
        if path is not None:
            operations.save_as(
                self._context,
                path=path,
                done=lambda: self._window.note.show_note(f"Saved as {path.name}"),
                failed=self._window.tell_error,
            )

    def _folder(self) -> Path:
        return self._context.path.parent if self._context.path else Path.home()

    def quit(self) -> None:
        """Close the window; everything is saved already."""
        self._window.close()

    # Import, export, reports

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Import spreadsheets: those given, or those asked for. Makes a register if none is."""
        files = list(paths)
        if not files:
            names, _ = QFileDialog.getOpenFileNames(
                self._window, "Import a spreadsheet", str(Path.home()), _SHEET_FILTER
            )
            files = [Path(name) for name in names]
        if not files:
            return
        path, how = self._window.default_register()
        if not self._context.is_open and how == "open":
            self.open_path(path, how, then=lambda: self._import(files))
        elif self._context.is_open and not self._context.can_edit:
            self._window.tell(
                "Editing is paused", "Go back to today and open a register that can be changed."
            )
        else:
            self._import(files)

    def _import(self, paths: list[Path]) -> None:
        first, _how = self._window.default_register()
        dialog = forms.dialog("import", self._context, self._window, paths, first_register=first)
        self._show(dialog)

    def export(self) -> None:
        """Write the list shown into a spreadsheet."""
        kind = self._window.kind
        start = Path.home() / f"{kind}-{self._context.day.isoformat()}.xlsx"
        path = ask_place(self._window, "Export this list", start, _LISTS)
        if path is None:
            return
        operations.export_list(
            self._context,
            listing=self._window.page.listing(),
            path=path,
            as_matrix=kind == "matrix",
            done=lambda left_out: self._window.note.show_note(
                f"Exported to {path.name}{f'. {left_out}' if left_out else ''}",
                "Open",
                lambda: open_file(path),
            ),
            failed=self._window.tell_error,
        )

    def report_supplier(self) -> None:
        """The qualification report of the selected suppliers."""
        self._window.supplier_ids(lambda ids: self._report("supplier", ids))

    def report_register(self) -> None:
        """The approved supplier list."""
        self._report("register", [])

    def report_expiry(self) -> None:
        """The expiry list."""
        self._report("expiry", [])

    def _report(self, kind: str, ids: list[int]) -> None:
        self._show(forms.dialog("report", self._context, self._window, kind, ids))

    def _show(self, sheet: Any) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()


def open_file(path: Path) -> None:
    """Open a file in the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
