"""What the window's actions do with records: add, edit, remove, copy, attach, withdraw.

Writes go through `gui.operations`; forms and dialogs come from `gui.forms`. The rest of the
actions is in `gui.commands`, which builds on this.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog

from domain.facts import BuyerRef
from gui import forms, operations, text
from gui.file_commands import FileCommands, open_file
from gui.menus import NEW_OF_KIND
from gui.models.records import KIND_OF_RECORD, RECORDS, has_detail
from gui.views.page_words import WORDS
from gui.widgets.dialog import ask
from gui.widgets.sections import PROOFS

_PROOF_FILTER = "Documents (" + " ".join(f"*{suffix}" for suffix in PROOFS) + ");;All files (*)"


class RecordCommands(FileCommands):
    """See the module's description."""

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
            self.open_form(RECORDS[current[0]], current[1])

    def open_form(self, record: str, record_id: int) -> None:
        """Open a record's form; where nothing can be changed now, its detail instead."""
        if not self._context.can_edit:
            kind = KIND_OF_RECORD.get(record, "")
            if has_detail(kind):
                self._window.show_record(kind, record_id)
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
        kind, ids = self._window.selected_records()
        if not ids:
            return
        words = WORDS[kind]
        what = text.plural(len(ids), words.one, words.many)
        sure = ask(
            self._window,
            f"Remove {what}?",
            "For entries made by mistake. What belongs to them goes too. The history keeps "
            "everything, and Undo brings it back. A supplier you no longer use is withdrawn "
            "instead.",
            yes="Remove",
            danger=True,
        )
        if sure:
            record = RECORDS[kind]
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

        def copied(lines: list[str]) -> None:
            QApplication.clipboard().setText("\n".join((titles, *lines)))
            self._window.note.show_note(f"{text.plural(len(lines), 'row')} copied")

        model.tell(self._window.selected_ids(), copied)

    def attach(self) -> None:
        """Ask for documents and attach them to the current record."""
        current = self._window.current()
        if current is None:
            return
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Attach a document", str(Path.home()), _PROOF_FILTER
        )
        self.attach_files(RECORDS[current[0]], current[1], [Path(name) for name in names])

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
            self.attach_files(RECORDS[current[0]], current[1], proofs)
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
            record = RECORDS[current[0]]
            self._show(forms.dialog("history", self._context, self._window, record, current[1]))

    def withdraw(self) -> None:
        """Withdraw the current supplier from use, or take a withdrawn one back."""
        current = self._window.current()
        if current is not None and current[0] == "suppliers":
            context, window = self._context, self._window
            self._show(forms.dialog("withdraw", context, window, supplier_id=current[1]))

    def show_supplier(self) -> None:
        """The supplier of the current row or record, on its own page."""
        window = self._window
        window.supplier_ids(lambda ids: window.show_record("suppliers", ids[0]) if ids else None)

    def for_this_buyer(self) -> None:
        """Show the register for the buyer that is current."""
        current = self._window.current()
        for buyer in self._context.standing.buyers:
            if current == ("buyers", buyer.id):
                self._context.set_buyer(BuyerRef(buyer.id, buyer.name))
                self._window.show_page("suppliers")


# Action "add_<name>" -> the record it adds and the field that says to what.
ADDS: Mapping[str, tuple[str, str]] = {
    "certificate": ("certificate", "supplier_id"),
    "audit": ("audit", "supplier_id"),
    "evaluation": ("evaluation", "supplier_id"),
    "site": ("site", "supplier_id"),
    "contact": ("contact", "supplier_id"),
    "approval": ("approval", "supplier_id"),
    "waiver": ("waiver", "supplier_id"),
    "finding": ("finding", "audit_id"),
    "status_event": ("status_event", "certificate_id"),
    "verification": ("verification", "certificate_id"),
    "decision": ("scope_decision", "certificate_id"),
}
