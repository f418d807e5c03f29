"""The form of the organisation's own decision on a supplier (ISO 9001:2015, 8.4.1)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.reevaluation import class_of, latest_evaluation
from domain.vocabulary import DECISION_WORDS, Decision
from gui import text
from gui.dialogs.form_criteria import criteria_lines
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, ahead_problem, order_problem
from gui.dialogs.form_rounds import round_note
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_offers import OfferedText

if TYPE_CHECKING:
    from storage.queries import Reader

_APPROVED = (Decision.APPROVED, Decision.CONDITIONAL)
_CONDITIONED = (Decision.CONDITIONAL, Decision.SUSPENDED)


class ApprovalForm(RecordForm):
    """Add or edit an approval."""

    record = "approval"
    model = records.Approval
    noun = "approval"
    owner = "supplier_id"
    asks_reason = frozenset({"decision", "on", "by", "criteria", "conditions", "ends_on", "due_on"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.choice("decision", DECISION_WORDS, none=CHOOSE, wide=True)
        fields.day("on")
        fields.line("by")
        self.criteria = OfferedText(lines=3, hint="What the decision rests on")
        fields.add("criteria", self.criteria, wide=True)
        fields.text("conditions", lines=2, hint="What has to be met, and by when")
        fields.day("ends_on")
        fields.day("due_on")

    def read(self, reader: "Reader") -> dict[str, Any]:
        """The whole supplier besides: what the decision may rest on."""
        found = super().read(reader)
        return found | {"supplier": reader.supplier(found["owner"]["id"])}

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Offer what is on record as criteria."""
        self.criteria.offer(criteria_lines(found["supplier"], self.context.today))

    def start_values(self) -> dict[str, Any]:
        """Decided today, by whoever sits here."""
        return {"on": self.context.today, "by": self.context.author}

    def fits(self, name: str, values: Values) -> bool:
        """Conditions where there are any to meet; an end for what was approved."""
        decision = values.get("decision")
        if name == "conditions":
            return decision in _CONDITIONED
        if name == "ends_on":
            return decision in (None, *_APPROVED)
        return name != "due_on" or decision is not Decision.DISQUALIFIED

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A decision was taken by now; it ends, and is looked at again, after it was taken."""
        ended = "It ends before it was decided."
        due = "Due before it was decided."
        return {
            "on": ahead_problem("on", values, self.context.today, "This day has not come yet."),
            "ends_on": order_problem("ends_on", "on", values, ended, self.put),
            "due_on": order_problem("due_on", "on", values, due, self.put),
        }

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What a decision without criteria, conditions or a next round leaves open."""
        found: dict[str, Note | None] = {}
        decision, ends, due = values["decision"], values["ends_on"], values["due_on"]
        if decision is Decision.CONDITIONAL and not values["conditions"]:
            found["conditions"] = ("Say what has to be met, and by when.", ())
        if decision in _APPROVED and not values["criteria"]:
            words = "Criteria are asked for and kept on record (ISO 9001:2015, 8.4.1)."
            found["criteria"] = (words, ())
        if decision in _APPROVED and self.entries["due_on"].is_blank:
            supplier = self.found["supplier"]
            rating = class_of(latest_evaluation(supplier, self.context.today))
            found["due_on"] = round_note(
                "due_on", values["on"], supplier.criticality, rating, self.put
            )
        elif ends is not None and due is not None and ends < due:
            found["due_on"] = (f"The approval ends before, on {text.day(ends)}.", ())
        return found

    def own_reason(self) -> str:
        """What a new decision rests on is why it was taken."""
        criteria = str(self.values()["criteria"]) if self.is_new else ""
        return "; ".join(criteria.splitlines())

    def name_of(self, values: Values) -> str:
        """The decision in words."""
        return f"“{DECISION_WORDS[values['decision']]}”"
