"""The form of an audit's finding, with its correction and corrective action (ISO 9001, 10.2)."""

from typing import TYPE_CHECKING, Any

from domain import records
from domain.days import days_ahead
from domain.vocabulary import GRADING_WORDS, Grading
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, ahead_problem, order_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_fields import FormField

if TYPE_CHECKING:
    from storage.queries import Reader

USUAL_DAYS = 90  # for an action, offered where no due date is set
NOT_YET = "This day has not come yet."


class FindingForm(RecordForm):
    """Add or edit a finding."""

    record = "finding"
    model = records.Finding
    noun = "finding"
    owner = "audit_id"
    wide, high = 576, 640
    asks_reason = frozenset({"grading", "raised_on", "due_on", "done_on", "verified_on"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.choice("grading", GRADING_WORDS, none=CHOOSE, wide=True)
        fields.line("number")
        fields.line("clause", hint="for example 8.4.1")
        fields.text("statement", lines=3)
        fields.day("raised_on")
        fields.day("due_on")
        self.grid.heading("Action")
        fields.text("root_cause", lines=2)
        fields.text("correction", lines=2)
        fields.text("corrective_action", lines=2)
        fields.line("responsible", wide=True)
        fields.day("done_on")
        fields.day("verified_on")
        if self.record_id is not None or self._take is None:
            self.grid.add(FormField("Proof of the action", self.add_proofs()), wide=True)

    def read(self, reader: "Reader") -> dict[str, Any]:
        """Its proofs besides."""
        found = super().read(reader)
        if self.record_id is not None:
            found["documents"] = reader.documents("finding", self.record_id)
        return found

    def start_values(self) -> dict[str, Any]:
        """Raised on the day of the audit."""
        audit = self.found.get("owner") or {}
        return {"raised_on": audit.get("done_on")}

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """The days of a finding follow each other, and what is done is done by now."""
        today = self.context.today
        before = order_problem("done_on", "raised_on", values, "Done before it was raised.")
        early = order_problem("verified_on", "done_on", values, "Verified before it was done.")
        early = early or order_problem(
            "verified_on", "raised_on", values, "Verified before it was raised."
        )
        due = order_problem("due_on", "raised_on", values, "Due before it was raised.")
        return {
            "raised_on": ahead_problem("raised_on", values, today, NOT_YET),
            "due_on": due,
            "done_on": before or ahead_problem("done_on", values, today, NOT_YET),
            "verified_on": early or ahead_problem("verified_on", values, today, NOT_YET),
        }

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What is left open: a day the action is due, what was done, what made it happen."""
        found: dict[str, Note | None] = {}
        raised, done, verified = values["raised_on"], values["done_on"], values["verified_on"]
        if raised is not None and self.entries["due_on"].is_blank and not done:
            due = max(days_ahead(raised, USUAL_DAYS), self.context.today)
            cure = (f"Use {text.day(due)}", lambda: self.put("due_on", due))
            found["due_on"] = ("Without a day it is never overdue.", (cure,))
        if verified and self.entries["done_on"].is_blank:
            found["done_on"] = ("Verified, yet no day on which the action was done.", ())
        if values["grading"] not in (Grading.MAJOR, Grading.MINOR):
            return found
        if done and not values["corrective_action"]:
            found["corrective_action"] = ("Done, yet not said what was done.", ())
        if values["corrective_action"] and not values["root_cause"]:
            found["root_cause"] = ("An action answers a cause (ISO 9001:2015, 10.2.1).", ())
        return found

    def name_of(self, values: Values) -> str:
        """Its number, else its clause."""
        return str(values["number"] or values["clause"])
