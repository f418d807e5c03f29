"""What the window does when something has changed: the register, what is shown, the verdicts.

A base of `MainWindow`, above `gui.navigation`. Whether the first-start page or a list is
shown hangs on whether a register is open.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gui.actions import Ui
from gui.navigation import Navigation
from gui.views.list_page import ListPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.views.register_facts import RegisterFacts
    from gui.widgets.empty import EmptyState
    from gui.widgets.toast import Note


class Following(Navigation):
    """See the module's description."""

    if TYPE_CHECKING:
        note: Note
        _facts: RegisterFacts
        _first_start: QWidget | None
        _opening: EmptyState

        def setWindowTitle(self, title: str) -> None: ...  # noqa: N802

    def _follow(self) -> None:
        """Listen to the context and to the verdicts."""
        self.context.changed.connect(self._on_changed)
        self.context.view_changed.connect(self._renew)
        self.context.register_changed.connect(self._on_register_changed)
        self.judging.worked_out.connect(self._on_worked_out)

    def _on_changed(self, changes: Any) -> None:
        self._renew()
        if changes.label and changes.step:
            # What has just been taken back is offered again, not the step before it.
            name = "redo" if changes.label.startswith("Undo: ") else "undo"
            can = getattr(self.context.standing, f"{name}_label")
            act = self.commands.undo if name == "undo" else self.commands.redo
            self.note.show_note(changes.label, name.capitalize() if can else "", self._acting(act))

    def _acting(self, act: Callable[[], None]) -> Callable[[], None]:
        """What the note does: also while a dialog is up, whose writes it tells of too, when the
        actions of the window rest."""

        def run() -> None:
            if self.context.can_edit:
                act()

        return run

    def _renew(self) -> None:
        for page in self.pages.values():
            page.mark_stale()
        if self.detail.record_id:
            self.detail.refresh()
        self._show_standing()
        self.refresh_actions()

    def _on_worked_out(self, what: str) -> None:
        self._facts.show_worked_out(what)
        for page in self.pages.values():
            page.take_worked_out(what)

    def _on_counted(self, page: ListPage) -> None:
        if page is self.page:
            self.header.set_count(page.found(), page.words.subtitle)
            self.refresh_actions()

    def _on_register_changed(self) -> None:
        self.note.hide()
        self.sidebar.search.clear()
        for page in self.pages.values():
            page.clear()
        self._refresh_open()
        self.judging.start()

    def _refresh_open(self) -> None:
        is_open = self.context.is_open
        self.sidebar.set_open(is_open)
        self.header.set_open(is_open)
        self._show_standing()
        if is_open:
            if self._first_start is not None:
                self._stack.removeWidget(self._first_start)
                self._first_start.deleteLater()
                self._first_start = None
            self.show_page(self.kind)
        self.refresh_actions()

    def show_opening(self, path: Path) -> None:
        """Say that a register is being opened, for when that takes longer than a glance."""
        words = "Large registers take a moment after an update of the program."
        self._opening.show_words(f"Opening {path.stem}…", words)

    def _show_standing(self) -> None:
        self._facts.show()
        name = self._facts.name
        self.setWindowTitle(f"{name} – Attesta" if name else "Attesta")

    def refresh_actions(self) -> None:
        """Enable the actions that can act now."""
        context, standing = self.context, self.context.standing
        self.actions_by_name.refresh(
            Ui(
                is_open=context.is_open,
                can_edit=context.can_edit,
                is_today=context.is_today,
                page=self.kind,
                kind=self.detail_kind(),
                withdrawn=self.is_withdrawn(),
                selected=len(self.page.view.selected_ids()),
                has_detail=bool(self.detail.record_id),
                undo=standing.undo_label,
                redo=standing.redo_label,
                has_rows=bool(self.page.model.ids),
            )
        )
        if not context.is_open:
            self.actions_by_name["import"].setEnabled(True)
