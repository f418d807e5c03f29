"""The form of an evaluation of a supplier's performance over a period (ISO 9001:2015, 8.4.1).

Score, class and the day of the next one are offered, each with where it comes from; none of
them is ever set by itself.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.days import day_after
from domain.reevaluation import class_of_score
from domain.vocabulary import SUPPLIER_CLASS_WORDS, SupplierClass
from gui import text
from gui.dialogs.form_problems import Problem, ahead_problem, order_problem
from gui.dialogs.form_rounds import round_note
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.form_suppliers import supplier_field
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_search import Option

if TYPE_CHECKING:
    from storage.queries import Reader

PARTS = ("quality", "delivery", "service")
BIN = 0.05  # a score this close to the mean is the mean, rounded to one decimal


class EvaluationForm(RecordForm):
    """Add or edit an evaluation."""

    record = "evaluation"
    model = records.Evaluation
    noun = "evaluation"
    owner = "supplier_id"
    wide = 576
    at_field = "period_to"
    asks_reason = frozenset(
        {"period_from", "period_to", *PARTS, "score", "rating", "done_on", "next_due_on"}
    )

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.add("supplier_id", supplier_field(self, self._on_supplier_chosen), wide=True)
        fields.day("period_from")
        fields.day("period_to")
        for name in (*PARTS, "score"):
            fields.number(name)
        fields.choice("rating", SUPPLIER_CLASS_WORDS, none="Not given")
        fields.day("next_due_on")
        fields.day("done_on")
        fields.line("by")
        fields.text("notes", lines=2)

    # Loading

    def read(self, reader: "Reader") -> dict[str, Any]:
        """What was evaluated before besides."""
        found = super().read(reader)
        owner = found.get("owner")
        return found | ({} if owner is None else read_supplier(reader, owner["id"]))

    def show_found(self, found: Mapping[str, Any]) -> None:
        """A record stays with its supplier."""
        supplier = self.entries["supplier_id"].control
        supplier.setEnabled(self.record_id is None)
        if (owner := found.get("owner")) is not None:
            supplier.choose(Option(owner["id"], owner["name"]))

    def subtitle(self, found: Mapping[str, Any]) -> str:
        """The supplier is a field of the form."""
        return ""

    def start_values(self) -> dict[str, Any]:
        """Evaluated today, by whoever sits here."""
        return {"done_on": self.context.today, "by": self.context.author}

    def _on_supplier_chosen(self) -> None:
        number = self.entries["supplier_id"].value()
        if number is not None and self._loaded:
            self.ask_register(
                lambda reader: read_supplier(reader, number),
                self._on_supplier,
                lane="evaluated supplier",
            )

    def _on_supplier(self, found: Mapping[str, Any]) -> None:
        self.found |= found
        self.renew()

    # What it states

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A period ends after it starts; it was evaluated by now, and is again after that."""
        today, put = self.context.today, self.put
        period = order_problem("period_to", "period_from", values, "It ends before it starts.")
        if period is not None:
            first, last = values["period_from"], values["period_to"]

            def swap() -> None:
                self.entries["period_from"].set(last)
                put("period_to", first)

            period = Problem("The period ends before it starts.", (("Swap the two days", swap),))
        early = order_problem("done_on", "period_from", values, "Before the period began.")
        base = "done_on" if values["done_on"] else "period_to"
        words = "Due before it was evaluated." if values["done_on"] else "Due within the period."
        return {
            "period_to": period,
            "done_on": ahead_problem("done_on", values, today, "This day has not come yet.")
            or early,
            "next_due_on": order_problem("next_due_on", base, values, words),
        }

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What follows from what is given: score, class, next round."""
        found: dict[str, Note | None] = {"score": self._mean_note(values)}
        found["rating"] = self._class_note(values)
        found["period_from"] = self._period_note()
        start = values["done_on"] or values["period_to"]
        if self.entries["next_due_on"].is_blank and (owner := self.found.get("owner")):
            score = _number(values["score"])
            rating = values["rating"] or (class_of_score(score) if score is not None else None)
            found["next_due_on"] = round_note(
                "next_due_on", start, owner["criticality"], rating, self.put
            )
        ends, done = values["period_to"], values["done_on"]
        if ends is not None and done is not None and done < ends:
            found["done_on"] = (f"The period lasts until {text.day(ends)}.", ())
        return found

    def _period_note(self) -> Note | None:
        """The day after the last period that was evaluated, for a new one."""
        held = [each["period_to"] for each in self.found.get("evaluations", ())]
        last = max((day for day in held if day is not None), default=None)
        if not self.is_new or last is None or not self.entries["period_from"].is_blank:
            return None
        following = day_after(last)
        use = (f"Use {text.day(following)}", lambda: self.put("period_from", following))
        return (f"Evaluated until {text.day(last)}.", (use,))

    def _mean_note(self, values: Values) -> Note | None:
        given = [number for name in PARTS if (number := _number(values[name])) is not None]
        if not given:
            return None
        mean = round(sum(given) / len(given), 1)
        score = _number(values["score"])
        if score is not None and abs(score - mean) < BIN:
            return None
        of = "the one figure" if len(given) == 1 else f"the {len(given)} figures"
        words = f"Mean of {of}: {mean:g}\u00a0%."
        return (words, ((f"Use {mean:g}", lambda: self.put("score", mean)),))

    def _class_note(self, values: Values) -> Note | None:
        score, rating = _number(values["score"]), values["rating"]
        if score is None:
            if rating is None and not any(values[name] for name in PARTS):
                return ("Without a score or a class it says nothing of the performance.", ())
            return None
        usual = class_of_score(score)
        if rating is usual:
            return None
        words = f"{score:g}\u00a0% is usually class {SUPPLIER_CLASS_WORDS[usual]}."
        return (words, ((f"Use {usual.value}", lambda: self._put_class(usual)),))

    def _put_class(self, rating: SupplierClass) -> None:
        self.put("rating", rating)

    def name_of(self, values: Values) -> str:
        """Its period, else the day it was done."""
        days = [text.day(day) for day in (values["period_from"], values["period_to"]) if day]
        return f"of {' – '.join(days) or text.day(values['done_on'])}"


def read_supplier(reader: "Reader", number: int) -> dict[str, Any]:
    """On the worker: the supplier to evaluate, and its evaluations so far."""
    return {
        "owner": reader.record("supplier", number),
        "evaluations": reader.records("evaluation", supplier_id=number),
    }


def _number(typed: Any) -> float | None:
    """A figure from 0 to 100 as typed; what is none is told at its field."""
    try:
        value = float(typed)
    except (TypeError, ValueError):
        return None
    return value if 0 <= value <= 100 else None
