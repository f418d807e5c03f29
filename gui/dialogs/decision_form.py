"""The form of a person's decision whether a certificate covers what is supplied."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, ahead_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm

if TYPE_CHECKING:
    from storage.queries import Reader


class DecisionForm(RecordForm):
    """Add or edit a decision on scope and site."""

    record = "scope_decision"
    model = records.ScopeDecision
    noun = "decision"
    owner = "certificate_id"
    asks_reason = frozenset({"covers", "product", "site", "on"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        words = {True: "Yes, it covers it", False: "No, it does not"}
        fields.choice("covers", words, none=CHOOSE, wide=True)
        fields.line("product")
        fields.line("site", suggest=())
        fields.day("on")
        fields.line("by")
        fields.text("note", lines=3)

    def read(self, reader: "Reader") -> dict[str, Any]:
        """The supplier besides: what has to be covered, and from where."""
        found = super().read(reader)
        supplier = reader.record("supplier", found["owner"]["supplier_id"])
        sites = reader.records("site", supplier_id=supplier["id"])
        return found | {"supplier": supplier, "sites": sites}

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Suggest the supplier's sites."""
        names = [site["name"] for site in found["sites"]]
        self.entries["site"].control.suggest(names)

    def start_values(self) -> dict[str, Any]:
        """Decided today, by whoever sits here, on what the supplier supplies."""
        supplying = [site["name"] for site in self.found["sites"] if site["supplies"]]
        return {
            "on": self.context.today,
            "by": self.context.author,
            "product": self.found["supplier"]["supplies"],
            "site": supplying[0] if len(supplying) == 1 else "",
        }

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """What was decided was decided by now."""
        words = "This day has not come yet."
        return {"on": ahead_problem("on", values, self.context.today, words)}

    def subtitle(self, found: Mapping[str, Any]) -> str:
        """The certificate with its scope: that is what is decided about."""
        return text.join(super().subtitle(found), found["owner"]["scope"] or "no scope recorded")

    def notes(self, values: Values) -> dict[str, Note | None]:
        """A site that the supplier is not known to have."""
        known = {site["name"].casefold() for site in self.found["sites"]}
        site = str(values["site"])
        if site and known and site.casefold() not in known:
            return {"site": ("Not among the supplier's sites on record.", ())}
        return {}

    def name_of(self, values: Values) -> str:
        """What it is about."""
        return "on scope and site"
