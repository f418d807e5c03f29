"""What the window's actions do: each a small method, connected by name to `gui.actions`.

What concerns records is in `gui.record_commands`, what concerns files in `gui.file_commands`.
The window is asked only for what is shown and selected.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from gui import forms, operations, theme
from gui.menus import MENUS, PAGE_BUTTONS, ROW_MENUS, SEPARATOR
from gui.record_commands import ADDS, RecordCommands
from gui.widgets.dialog import Sheet
from gui.widgets.labels import Label
from gui.widgets.sections import Facts


class Commands(RecordCommands):
    """See the module's description."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        window = self._window
        pages = {kind: (lambda k=kind: window.show_page(k)) for kind in PAGE_BUTTONS}
        news = {
            f"new_{record}": (lambda r=record: self.add(r))
            for record in ("supplier", "certificate", "audit", "evaluation", "buyer")
        }
        adds = {
            f"add_{name}": (lambda r=record, o=owner: self._add_to_current(r, o))
            for name, (record, owner) in ADDS.items()
        }
        own = {
            name: getattr(self, name if name != "import" else "import_files")
            for name in (
                "new_register", "open", "sample", "save_as", "import", "export", "profiles",
                "directory", "preferences", "quit", "undo", "redo", "new", "edit", "remove",
                "copy", "renew", "attach", "history", "withdraw", "show_supplier",
                "report_supplier", "report_register", "report_expiry", "theme", "shortcuts",
                "about", "find",
            )
        }  # fmt: skip
        shown = {
            "clear_filters": window.clear_filters,
            "buyer_menu": window.header.open_buyer_menu,
            "day_menu": window.header.open_day_menu,
            "today": lambda: self._context.set_day(None),
            "close_detail": window.close_detail,
            "take_back": self.withdraw,  # its dialog goes by how the supplier stands
        }
        return {**pages, **news, **adds, **own, **shown}

    # Undo, window

    def undo(self) -> None:
        """Take the last step back."""
        operations.undo(self._context, failed=self._window.tell_error)

    def redo(self) -> None:
        """Repeat what was taken back."""
        operations.redo(self._context, failed=self._window.tell_error)

    def profiles(self) -> None:
        """What buyers demand: the requirement profiles."""
        self._show(forms.dialog("profiles", self._context, self._window))

    def directory(self) -> None:
        """The bodies, accreditations and editions that recognition rests on."""
        self._show(forms.dialog("directory", self._context, self._window))

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
