"""Withdrawing a supplier with a day and a reason, and taking a withdrawn one back into use.

A supplier is never deleted for that: it stays on record with all that belongs to it. Either is
one step of the history, with the reason.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from domain import records
from domain.vocabulary import SupplierStatus
from gui import text
from gui.context import Context
from gui.dialogs.form_problems import Problem, Tell
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_fields import SuggestField
from gui.widgets.labels import Label

WHY_WITHDRAWN = (
    "Nothing is bought there any more",
    "Quality or delivery",
    "Replaced by another supplier",
    "Has closed down or was taken over",
)
WHY_BACK = ("Bought there again", "Withdrawn by mistake", "Re-evaluated and approved")
_WITHDRAWS = (
    "It stays on record with its certificates, audits and history, and counts as not qualified "
    "from that day."
)
_TAKES_BACK = "It is judged again by what is on record; the history keeps that it was withdrawn."


class WithdrawDialog(RecordForm):
    """Withdraw a supplier that is in use, or take a withdrawn one back into use."""

    record = "supplier"
    model = records.Supplier
    noun = "supplier"
    wide, columns = 480, 1
    at_field = "withdrawn_reason"

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, supplier_id: int
    ) -> None:
        super().__init__(context, parent, record_id=supplier_id)

    @property
    def takes_back(self) -> bool:
        """Whether the supplier is withdrawn, and this would take it back."""
        record = self.found.get("record") or {}
        return record.get("status") is SupplierStatus.WITHDRAWN

    def build(self) -> None:
        """Lay out the fields; which are asked for hangs on how the supplier stands."""
        self._words = Label("", role="text.secondary", wrap=True)
        self.body.addWidget(self._words)
        self.entries.day("withdrawn_on")
        self.entries.line("withdrawn_reason", suggest=WHY_WITHDRAWN, title="Reason")
        self.entries.add("back", SuggestField(suggestions=WHY_BACK), title="Reason", own=False)

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Say what is about to be done."""
        title = "Take back into use" if self.takes_back else "Withdraw supplier"
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self.save_button.setText("Take back" if self.takes_back else "Withdraw")
        self._words.setText(_TAKES_BACK if self.takes_back else _WITHDRAWS)

    def subtitle(self, found: Mapping[str, Any]) -> str:
        """Which supplier."""
        return str(found["record"]["name"])

    def linked(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """From today on, unless another day is chosen."""
        if self.takes_back:
            return {}
        return {"withdrawn_on": self.context.today, "withdrawn_reason": ""}

    def fits(self, name: str, values: Values) -> bool:
        """A day and a reason for the withdrawal, or the reason for taking it back."""
        return (name == "back") is self.takes_back

    def _is_shown(self, widget: QWidget, values: Values) -> bool:
        entry = self.entries.of(widget)  # what is recorded of the withdrawal is not asked again
        return entry is None or self.fits(entry.name, values)

    def record_values(self) -> dict[str, Any]:
        """The supplier as it would stand."""
        values = super().record_values()
        if self.takes_back:
            return values | {
                "status": SupplierStatus.IN_USE, "withdrawn_on": None, "withdrawn_reason": "",
            }  # fmt: skip
        return values | {"status": SupplierStatus.WITHDRAWN}

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A withdrawal has a day and a reason, and so has its end a reason."""
        if self.takes_back:
            words = "Say why, in a few words: it goes into the history."
            missing = None if values["back"] else Problem(words, tell=Tell.ON_SAVING)
            return {"back": missing}
        found: dict[str, Problem | None] = {}
        if not values["withdrawn_reason"]:
            words = "Say why the supplier is withdrawn."
            found["withdrawn_reason"] = Problem(words, tell=Tell.ON_SAVING)
        if self.entries["withdrawn_on"].is_blank:
            today = self.context.today
            cure = (f"Use {text.day(today)}", lambda: self.put("withdrawn_on", today))
            found["withdrawn_on"] = Problem("Since when?", (cure,), tell=Tell.ON_SAVING)
        return found

    def notes(self, values: Values) -> dict[str, Note | None]:
        """A day ahead is a withdrawal that is to come."""
        day = values["withdrawn_on"]
        if self.takes_back or day is None or day <= self.context.today:
            return {}
        return {"withdrawn_on": ("Until then it stays in use.", ())}

    def own_reason(self) -> str:
        """Why, for the history."""
        values = self.values()
        return str(values["back"] if self.takes_back else values["withdrawn_reason"])

    def label(self, values: Values) -> str:
        """What the step is called."""
        name = self.found["record"]["name"]
        if self.takes_back:
            return f"Take supplier {name} back into use"
        return f"Withdraw supplier {name}"
