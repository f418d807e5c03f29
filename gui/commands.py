"""What the window's actions do: each a small method, connected by name to `gui.actions`.

Writes go through `gui.operations`; dialogs come from `gui.forms`. The window is asked only
for what is shown and selected.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from domain.facts import BuyerRef
from gui import forms, operations, text, theme
from gui.actions import MENUS, NEW_OF_KIND, ROW_MENUS, SEPARATOR
from gui.file_commands import FileCommands, open_file
from gui.models.cells import plain
from gui.models.details import RECORD_OF_KIND
from gui.views.list_page import WORDS
from gui.widgets.dialog import Sheet, ask
from gui.widgets.labels import Label
from gui.widgets.sections import PROOFS, Facts

if TYPE_CHECKING:
    pass

_PROOF_FILTER = "Documents (" + " ".join(f"*{suffix}" for suffix in PROOFS) + ");;All files (*)"


class Commands(FileCommands):
    """See the module's description."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        window = self._window
        pages = {kind: (lambda k=kind: window.show_page(k)) for kind in RECORD_OF_KIND}
        news = {
            f"new_{record}": (lambda r=record: self.add(r))
            for record in ("supplier", "certificate", "audit", "buyer")
        }
        adds = {
            f"add_{name}": (lambda r=record, o=owner: self._add_to_current(r, o))
            for name, (record, owner) in _ADDS.items()
        }
        own = {
            name: getattr(self, name if name != "import" else "import_files")
            for name in (
                "new_register", "open", "sample", "save_as", "import", "export", "preferences",
                "quit", "undo", "redo", "new", "edit", "remove", "copy", "renew", "attach",
                "history", "report_supplier", "report_register", "report_expiry", "theme",
                "shortcuts", "about", "find",
            )
        }  # fmt: skip
        shown = {
            "clear_filters": window.clear_filters,
            "buyer_menu": window.header.open_buyer_menu,
            "day_menu": window.header.open_day_menu,
            "today": lambda: self._context.set_day(None),
            "close_detail": window.close_detail,
        }
        return {**pages, **news, **adds, **own, **shown}

    # Records

    def new(self) -> None:
        """Add a record of the page's kind."""
        if (name := NEW_OF_KIND.get(self._window.kind)) is not None:
            self._window.actions_by_name[name].trigger()

    def add(self, record: str, preset: Mapping[str, Any] | None = None) -> None:
        """Open a form for a new record."""
        if self._context.can_edit:
            self._show(forms.form(record, self._context, self._window, **(preset or {})))

    def edit(self) -> None:
        """Open the form of the current record."""
        if (current := self._window.current()) is not None:
            self.open_form(RECORD_OF_KIND[current[0]], current[1])

    def open_form(self, record: str, record_id: int) -> None:
        """Open a record's form; where nothing can be changed now, its detail instead."""
        if not self._context.can_edit:
            kinds = {name: kind for kind, name in RECORD_OF_KIND.items()}
            if record in kinds:
                self._window.show_record(kinds[record], record_id)
            return
        self._show(forms.form(record, self._context, self._window, record_id=record_id))

    def _add_to_current(self, record: str, owner: str) -> None:
        window = self._window
        if owner == "supplier_id":
            window.supplier_ids(lambda ids: self.add(record, {owner: ids[0]}) if ids else None)
        elif (current := window.current()) is not None:
            self.add(record, {owner: current[1]})

    def renew(self) -> None:
        """A new certificate that renews the current one."""
        if (current := self._window.current()) is not None:
            self._window.supplier_ids(
                lambda ids: self.add(
                    "certificate", {"supplier_id": ids[0], "supersedes_id": current[1]}
                )
            )

    def remove(self) -> None:
        """Remove the selected records after asking; can be undone."""
        kind, ids = self._window.kind, self._window.selected_ids()
        if not ids:
            return
        words = WORDS[kind]
        what = text.plural(len(ids), words.one, words.many)
        sure = ask(
            self._window,
            f"Remove {what}?",
            "For entries made by mistake. What belongs to them goes too. The history keeps "
            "everything, and Undo brings it back. A supplier you no longer use is withdrawn "
            "in its form instead.",
            yes="Remove",
            danger=True,
        )
        if sure:
            record = RECORD_OF_KIND[kind]
            for number in ids:
                operations.remove(
                    self._context,
                    record=record,
                    record_id=number,
                    label=f"Remove {words.one}",
                    failed=self._window.tell_error,
                )

    def copy(self) -> None:
        """Copy the selected rows as tab-separated text."""
        model = self._window.page.model
        titles = "\t".join(column.title for column in model.columns)
        lines = [titles]
        for number in self._window.selected_ids():
            row = model.row_of(number)
            cells = [plain(model.cell(row, column)) for column in range(len(model.columns))]
            lines.append("\t".join(cell.replace("\n", ", ") for cell in cells))
        QApplication.clipboard().setText("\n".join(lines))
        self._window.note.show_note(f"{text.plural(len(lines) - 1, 'row')} copied")

    def attach(self) -> None:
        """Ask for documents and attach them to the current record."""
        current = self._window.current()
        if current is None:
            return
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Attach a document", str(Path.home()), _PROOF_FILTER
        )
        self.attach_files(RECORD_OF_KIND[current[0]], current[1], [Path(name) for name in names])

    def attach_files(self, owner: str, owner_id: int, paths: Sequence[Path]) -> None:
        """Attach documents to a record."""
        if not self._context.can_edit:
            return
        for path in paths:
            operations.attach(
                self._context,
                owner=owner,
                owner_id=owner_id,
                source=path,
                failed=self._window.tell_error,
            )

    def take_files(self, sheets: list[Path], proofs: list[Path]) -> None:
        """Files dropped on the window: spreadsheets are imported, proofs are attached."""
        if sheets:
            self.import_files(sheets)
            return
        current = self._window.current()
        if current is not None and current[0] in ("certificates", "audits", "findings"):
            self.attach_files(RECORD_OF_KIND[current[0]], current[1], proofs)
        else:
            self._window.tell(
                "Where does it belong?",
                "Open the certificate, audit or finding first, or drop the document on its row.",
            )

    def open_document(self, document_id: int) -> None:
        """Open a document in the program the system has for it."""
        operations.document_path(
            self._context,
            document_id=document_id,
            done=open_file,
            failed=self._window.tell_error,
        )

    def history(self) -> None:
        """The change history of the current record."""
        if (current := self._window.current()) is not None:
            record = RECORD_OF_KIND[current[0]]
            self._show(forms.dialog("history", self._context, self._window, record, current[1]))

    def for_this_buyer(self) -> None:
        """Show the register for the buyer that is current."""
        current = self._window.current()
        for buyer in self._context.standing.buyers:
            if current == ("buyers", buyer.id):
                self._context.set_buyer(BuyerRef(buyer.id, buyer.name))
                self._window.show_page("suppliers")

    # Undo, window

    def undo(self) -> None:
        """Take the last step back."""
        operations.undo(self._context, failed=self._window.tell_error)

    def redo(self) -> None:
        """Repeat what was taken back."""
        operations.redo(self._context, failed=self._window.tell_error)

    def preferences(self) -> None:
        """Open the preferences."""
        self._show(forms.dialog("preferences", self._context, self._window))

    def find(self) -> None:
        """Put the keyboard into the search."""
        self._window.focus_search()

    def theme(self) -> None:
        """Switch between light and dark."""
        mode = "light" if theme.current().dark else "dark"
        self._context.settings.setValue("theme", mode)
        theme.current().set_mode(mode)

    def shortcuts(self) -> None:
        """List all keyboard shortcuts."""
        sheet = Sheet(self._window, title="Keyboard shortcuts", width=480, height=620)
        for title, names in MENUS.items():
            actions = [self._window.actions_by_name[n] for n in names if n != SEPARATOR]
            pairs = [
                (", ".join(keys.toString() for keys in action.shortcuts()), action.text())
                for action in actions
                if action.shortcuts()
            ]
            if pairs:
                sheet.body.addWidget(Label(title, weight=600))
                sheet.body.addWidget(Facts(pairs))
        self._show(sheet)

    def about(self) -> None:
        """What this program is, and where its data lies."""
        self._show(forms.dialog("about", self._context, self._window))

    def row_menu(self) -> None:
        """The menu of the current row, at the pointer."""
        self.show_row_menu(self._window.detail_kind(), QCursor.pos())

    def show_row_menu(self, kind: str, where: QPoint) -> None:
        """What can be done with a record of that kind, as a menu at a place on the screen."""
        menu = QMenu(self._window)
        self._window.actions_by_name.fill(menu, ROW_MENUS[kind])
        menu.exec(where)
        menu.deleteLater()


# Action "add_<name>" -> the record it adds and the field that says to what.
_ADDS = {
    "certificate": ("certificate", "supplier_id"),
    "audit": ("audit", "supplier_id"),
    "site": ("site", "supplier_id"),
    "contact": ("contact", "supplier_id"),
    "approval": ("approval", "supplier_id"),
    "waiver": ("waiver", "supplier_id"),
    "finding": ("finding", "audit_id"),
    "status_event": ("status_event", "certificate_id"),
    "verification": ("verification", "certificate_id"),
    "decision": ("scope_decision", "certificate_id"),
}
