"""Sharing profiles and buyers with colleagues: a file written, and a file taken in.

Before anything is taken in, a sheet says what is new, what is here already and what is here with
other content; only what is ticked of that is replaced. It is one step to undo.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from domain.errors import UserError
from domain.import_plan import Change
from domain.profiles import profile_key
from gui import operations, text
from gui.context import Context
from gui.dialogs.profile_panes import Line, plain
from gui.dialogs.profile_sharing_work import (
    BUYER,
    PROFILE,
    USE,
    Found,
    Item,
    changes_to,
    counted,
    export,
    look_into,
)
from gui.dialogs.save_place import ask_place
from gui.tasks import Job
from gui.widgets.buttons import Button, LinkButton, look_for_pointer
from gui.widgets.dialog import Sheet, tell
from gui.widgets.fields import TickField
from gui.widgets.labels import Hairline, Label

_ICONS = {PROFILE: "filter", BUYER: "buyer", USE: "link"}


class Sharing:
    """The "Share" button of a dialog and what it leads to; what was done the dialog's foot says."""

    def __init__(self, context: Context, button: Button, sheet: Sheet) -> None:
        self._context, self._button, self._sheet = context, button, sheet
        self._job: Job | None = None
        sheet.finished.connect(lambda _result: self._stop())
        button.clicked.connect(lambda _checked=False: self.open_menu())

    def menu(self) -> QMenu:
        """What can be shared."""
        menu = QMenu(self._button)
        give = menu.addAction("Export profiles and buyers to a file…")
        give.triggered.connect(lambda _on=False: self.ask_export())
        take = menu.addAction("Take in a colleague's file…")
        take.triggered.connect(lambda _on=False: self.ask_take_in())
        take.setEnabled(self._context.can_edit)
        return menu

    def open_menu(self) -> None:
        """Open it above the button."""
        menu = self.menu()
        menu.exec(self._button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))
        menu.deleteLater()
        look_for_pointer(self._button)

    def ask_export(self) -> None:
        """Ask for a place, and write the register's own profiles, its buyers and the uses there."""
        from storage.shared_file import SUFFIX

        assert self._context.path is not None
        start = self._context.path.with_suffix(SUFFIX)
        kinds = {f"Attesta profiles (*{SUFFIX})": SUFFIX}
        path = ask_place(self._sheet, "Export profiles and buyers", start, kinds)
        if path is None:
            return
        self._job = self._context.read(
            lambda reader: export(reader, path),
            done=lambda held: self._sheet.set_foot_note(f"Exported to {path.name}: {held}"),
            failed=self._on_failed,
        )

    def ask_take_in(self) -> None:
        """Ask for a file, and show what is in it."""
        from storage.shared_file import SUFFIX

        assert self._context.path is not None
        name, _ = QFileDialog.getOpenFileName(
            self._sheet,
            "Take in profiles and buyers",
            str(self._context.path.parent),
            f"Attesta profiles (*{SUFFIX});;All files (*)",
        )
        if name:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Look into a file and show it; what cannot be read is told and changes nothing."""
        self._job = self._context.read(
            lambda reader: look_into(reader, path), done=self._show, failed=self._on_failed
        )

    def _stop(self) -> None:
        """The dialog is closed: what was asked for it is told nobody."""
        if self._job is not None:
            self._job.stop()

    def _show(self, found: Found) -> None:
        sheet = TakeInSheet(self._context, self._sheet, found)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.finished.connect(lambda _result: self._sheet.set_foot_note(sheet.done_words))
        sheet.open()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            tell(self._sheet, "That did not work", str(error))
        else:
            self._context.tasks.failed.emit(error)


class TakeInSheet(Sheet):
    """What a file would change. `done_words` say what was done, once it was."""

    def __init__(self, context: Context, parent: QWidget | None, found: Found) -> None:
        super().__init__(
            parent, title="Take in profiles and buyers", subtitle=found.file, width=576
        )
        self.context, self.found = context, found
        self.done_words = ""
        self.ticks: dict[str, TickField] = {}
        self._running = False
        if found.added:
            self._list(f"New: {counted(found.added)}", found.added)
        if found.conflicts:
            self._offer_conflicts()
        if found.unchanged:
            are = "is" if found.unchanged == 1 else "are"
            words = f"{text.count(found.unchanged)} more {are} here already, just the same."
            if not (found.added or found.conflicts):
                words = "Everything in the file is in the register already."
            self.body.addWidget(Label(words, role="text.secondary", wrap=True))
        elif not (found.added or found.conflicts):
            self.body.addWidget(Label("There is nothing in the file.", role="text.secondary"))
        self.body.addStretch(1)
        self.foot_note.set_role("text.secondary")
        self._make_buttons()

    def _make_buttons(self) -> None:
        if self.found.added or self.found.conflicts:
            self.take_button = self.set_buttons("Take in")
            self.confirmed.connect(self._on_take_asked)
            self._count()
        else:
            close = self.set_buttons("Close", cancel="")
            close.clicked.connect(self.reject)
            self.confirmed.connect(self.reject)

    def _heading(self, words: str) -> None:
        self.body.addWidget(Label(words, weight=600, wrap=True))

    def _list(self, title: str, items: Sequence[Item]) -> None:
        self._heading(title)
        box = _box()
        for item in items:
            first = f"{item.name[:1].upper()}{item.name[1:]}" if item.kind == USE else item.name
            box.addWidget(Line(plain(_ICONS[item.kind]), first, "\n".join(item.differences)))
        self.body.addLayout(box)

    def _offer_conflicts(self) -> None:
        if self.found.added:
            self.body.addWidget(Hairline())
        self._heading(f"Here with other content: {counted(self.found.conflicts)}")
        words = "What is ticked is replaced by what the file holds; the rest stays as it is here."
        self.body.addWidget(Label(words, size=12, role="text.secondary", wrap=True))
        box = _box()
        for item in self.found.conflicts:
            tick = self.ticks.get(profile_key(item.name))
            if tick is None:  # what shares a name is replaced together
                name = item.name if item.kind == USE else f"“{item.name}”"
                tick = TickField(f"Replace {name}", self)
                tick.edited.connect(self._count)
                self.ticks[profile_key(item.name)] = tick
                box.addWidget(tick)
            for line in item.differences:
                row = Label(line, self, size=12, role="text.secondary", wrap=True)
                inner = QVBoxLayout()
                inner.setContentsMargins(28, 0, 0, 0)
                inner.addWidget(row)
                box.addLayout(inner)
        self.body.addLayout(box)
        if len(self.ticks) > 1:
            link = LinkButton("Replace all of them", self)
            link.clicked.connect(lambda _checked=False: self._tick_all())
            self.body.addWidget(link)

    def _tick_all(self) -> None:
        for tick in self.ticks.values():
            tick.set_value(True)
        self._count()

    def replaced(self) -> list[str]:
        """The names of what is ticked."""
        return [
            item.name for item in self.found.conflicts if self.ticks[profile_key(item.name)].value()
        ]

    def _count(self) -> None:
        count = len(self.found.added) + len(self.replaced())
        self.set_foot_note(f"{text.plural(count, 'change')}" if count else "Nothing would change")

    def _on_take_asked(self) -> None:
        if self._running or not self.context.can_edit:
            return
        self._running = True
        shared, replace = self.found.shared, self.replaced()
        self.context.read(
            lambda reader: changes_to(reader, shared, replace),
            done=self._write,
            failed=self._on_failed,
        )

    def _write(self, changes: Sequence[Change]) -> None:
        if not changes:
            self._running = False
            self.accept()
            return
        operations.save(
            self.context,
            changes=changes,
            label=f"Take in {self.found.file}",
            done=lambda _changes: self._on_done(),
            failed=self._on_failed,
        )

    def _on_done(self) -> None:
        count = len(self.found.added) + len(self.replaced())
        self.done_words = f"{text.plural(count, 'change')} taken in from {self.found.file}"
        self._running = False
        self.accept()

    def done(self, result: int) -> None:
        """Close, but not while it is written: whether that worked is told first."""
        if not self._running:
            super().done(result)

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, UserError):
            tell(self, "That did not work", str(error))
        else:
            self.context.tasks.failed.emit(error)


def _box() -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(4)
    return box
