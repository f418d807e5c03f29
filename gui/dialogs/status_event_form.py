"""The form of what befell a certificate: suspension, restoration, withdrawal, reduction."""

from typing import Any

from domain import records
from domain.vocabulary import EVENT_WORDS, EventKind
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, order_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm


class StatusEventForm(RecordForm):
    """Add or edit a status event."""

    record = "status_event"
    model = records.StatusEvent
    noun = "status"
    owner = "certificate_id"
    at_field = "until"
    asks_reason = frozenset({"kind", "on", "until"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.choice("kind", EVENT_WORDS, none=CHOOSE, wide=True)
        fields.day("on")
        fields.day("until")
        fields.text("reason", lines=3)

    def start_values(self) -> dict[str, Any]:
        """From today on."""
        return {"on": self.context.today}

    def fits(self, name: str, values: Values) -> bool:
        """Only a suspension has an end of its own."""
        return name != "until" or values.get("kind") is EventKind.SUSPENDED

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A suspension ends on or after the day it starts, and nothing else ends at all."""
        found: dict[str, Problem | None] = {
            "until": order_problem("until", "on", values, "It ends before it starts.", self.put)
        }
        if values["until"] and values["kind"] not in (None, EventKind.SUSPENDED):
            what = EVENT_WORDS[values["kind"]].lower()
            clear = ("Leave it empty", lambda: self.put("until", None))
            found["until"] = Problem(f"A certificate that is {what} has no such end.", (clear,))
        return found

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What is taken where a day is not known."""
        found: dict[str, Note | None] = {}
        if values["kind"] is EventKind.SUSPENDED and self.entries["until"].is_blank:
            found["until"] = ("Without an end the suspension is open.", ())
        if self.entries["on"].is_blank:
            found["on"] = ("Without a day it applies from the issue of the certificate.", ())
        return found

    def name_of(self, values: Values) -> str:
        """What happened, in words."""
        return f"“{EVENT_WORDS[values['kind']]}”"
