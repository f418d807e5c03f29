"""The form of the organisation's own decision on a supplier (ISO 9001:2015, 8.4.1)."""

from typing import Any

from domain import records
from domain.days import add_months
from domain.vocabulary import DECISION_WORDS, Decision
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, order_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm

ROUND = 12  # months after which a re-evaluation is offered


class ApprovalForm(RecordForm):
    """Add or edit an approval."""

    record = "approval"
    model = records.Approval
    noun = "approval"
    owner = "supplier_id"
    asks_reason = frozenset({"decision", "on", "by", "conditions", "due_on"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.choice("decision", DECISION_WORDS, none=CHOOSE, wide=True)
        fields.day("on")
        fields.line("by")
        fields.text("conditions", lines=3)
        fields.day("due_on")

    def start_values(self) -> dict[str, Any]:
        """Decided today, by whoever sits here."""
        return {"on": self.context.today, "by": self.context.author}

    def fits(self, name: str, values: Values) -> bool:
        """Conditions belong to a conditional approval."""
        return name != "conditions" or values.get("decision") is Decision.CONDITIONAL

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A re-evaluation lies after the decision."""
        words = "Due before it was decided."
        return {"due_on": order_problem("due_on", "on", values, words, self.put)}

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What a decision without conditions or without an end leaves open."""
        found: dict[str, Note | None] = {}
        if values["decision"] is Decision.CONDITIONAL and not values["conditions"]:
            found["conditions"] = ("Say what has to be met, and by when.", ())
        approved = values["decision"] in (Decision.APPROVED, Decision.CONDITIONAL)
        if approved and values["on"] and self.entries["due_on"].is_blank:
            due = add_months(values["on"], ROUND)
            cure = (f"Use {text.day(due)}", lambda: self.put("due_on", due))
            found["due_on"] = ("Without a day it is never due again.", (cure,))
        return found

    def name_of(self, values: Values) -> str:
        """The decision in words."""
        return f"“{DECISION_WORDS[values['decision']]}”"
