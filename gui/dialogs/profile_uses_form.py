"""The form of who is judged under what: for one buyer, or for nobody in particular."""

from typing import Any

from PySide6.QtWidgets import QWidget

from domain.errors import UserError
from domain.facts import BuyerRef
from gui import operations
from gui.context import Context
from gui.dialogs.profile_uses import UsesEditor, rows_of, use_changes, uses_problem
from gui.tasks import Job
from gui.widgets.close_guard import CloseGuard
from gui.widgets.dialog import Sheet, ask, tell
from gui.widgets.form_fields import FormField
from gui.widgets.form_grid import in_tab_order
from gui.widgets.labels import Label

FIRST = 1  # new uses are numbered from here


class UsesForm(Sheet):
    """See the module's description. Saved as one step."""

    def __init__(self, context: Context, parent: QWidget | None, *, buyer: BuyerRef | None) -> None:
        whom = buyer.name if buyer is not None else "Nobody in particular"
        super().__init__(parent, title="Judged under", subtitle=f"For {whom}", width=640)
        self.context, self.buyer = context, buyer
        self._held = [use for use in context.standing.uses if use.buyer == buyer]
        self._running, self._tell_all = False, False
        self.uses = UsesEditor(context.standing.profiles, for_anyone=buyer is None)
        self.uses.set_value(rows_of(self._held))
        self._start = self.uses.value()
        self.uses.edited.connect(self._on_edited)
        self.field = FormField("Usually", self.uses)
        self.body.addWidget(self.field)
        self.body.addWidget(Label(_WORDS, size=12, role="text.secondary", wrap=True))
        self.save_button = self.set_buttons("Save")
        self.confirmed.connect(self._on_save_asked)
        if self._host is not None:
            CloseGuard(self, self._host, self._is_at_stake, self.may_leave)
        self._job: Job | None = context.read(
            lambda reader: reader.categories(), done=self.uses.set_categories
        )
        if not context.can_edit:
            self.uses.setEnabled(False)
            self.save_button.hide()
            paused = "Editing is paused: another day is shown."
            self.set_foot_note(context.standing.why_read_only or paused)

    @property
    def is_dirty(self) -> bool:
        """Whether something was chosen that is not saved."""
        return self.uses.value() != self._start

    def _on_edited(self) -> None:
        self._show_problem()
        self.refit()

    def _show_problem(self) -> str:
        problem = uses_problem(self.uses.value())
        shown = problem if self._tell_all else ""
        self.field.complain(shown)
        self.uses.complain_at(shown)
        self.set_foot_note("1 field to mend" if shown else "")
        return problem

    def _on_save_asked(self) -> None:
        if self._running or not self.context.can_edit:
            return
        self._tell_all = True
        if self._show_problem():
            self.refit()
            return
        buyer = self.buyer.id if self.buyer is not None else None
        changes = use_changes(self._held, self.uses.value(), buyer, FIRST)
        if not changes or not self.is_dirty:
            self.accept()
            return
        self._running = True
        whom = self.buyer.name if self.buyer is not None else "anyone"
        operations.save(
            self.context,
            changes=changes,
            label=f"Change what {whom} is judged under",
            done=lambda _changes: self.accept(),
            failed=self._on_refused,
        )

    def _on_refused(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, UserError):
            tell(self, "That did not work", str(error))
        else:
            self.context.tasks.failed.emit(error)

    def _is_at_stake(self) -> bool:
        return self._running or (self.is_dirty and self.context.can_edit)

    def may_leave(self) -> bool:
        """Whether nothing would be lost, or the user says that it may be."""
        if self._running:
            return False
        if not self.is_dirty or not self.context.can_edit:
            return True
        return ask(
            self, "Discard what you entered?", "It has not been saved.",
            yes="Discard", danger=True, cancel="Keep editing",
        )  # fmt: skip

    def reject(self) -> None:
        """Esc, Cancel or ×: asks where something would be lost."""
        if self.may_leave():
            super().reject()

    def done(self, result: int) -> None:
        """Close; nothing read meanwhile comes back."""
        if self._job is not None:
            self._job.stop()
        super().done(result)

    def _stops(self) -> list[QWidget]:
        regions: Any = (self._foot, self.close_button)
        return in_tab_order(self, super()._stops(), [self.field], regions)


_WORDS = (
    "The header's choice of a buyer, its reports and the command line judge by this, unless "
    "another profile is named there."
)
