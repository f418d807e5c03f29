"""The form of a buyer: a customer for whom qualification is stated, and what it demands."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.facts import BuyerRef
from domain.import_plan import Change, New
from gui.dialogs.form_problems import Problem, Tell
from gui.dialogs.form_stated import FIRST_CHILD, Values
from gui.dialogs.profile_uses import UsesEditor, rows_of, use_changes, uses_problem
from gui.dialogs.record_form import RecordForm

if TYPE_CHECKING:
    from storage.queries import Reader


class BuyerForm(RecordForm):
    """Add or edit a buyer."""

    record = "buyer"
    model = records.Buyer
    noun = "buyer"
    wide = 640

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.line("name", wide=True)
        fields.line("code")
        fields.country()
        fields.text("address", lines=2)
        fields.line("contact", wide=True)
        fields.text("notes", lines=2)
        self.uses = UsesEditor(self.context.standing.profiles)
        fields.add("uses", self.uses, wide=True, title="Suppliers are judged under", own=False)

    def read(self, reader: "Reader") -> dict[str, Any]:
        """What it demands besides, and the categories of suppliers to suggest."""
        found = super().read(reader)
        buyer = None if self.record_id is None else BuyerRef(self.record_id, "")
        uses = [use for use in reader.profile_uses() if buyer is not None and use.buyer == buyer]
        return found | {"uses": uses, "categories": reader.categories()}

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Suggest the categories."""
        self.uses.set_categories(found["categories"])

    def linked(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """What it demands."""
        return {"uses": rows_of(found["uses"])}

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """An exception says for which suppliers it is, and there is one for each."""
        words = uses_problem(values["uses"])
        return {"uses": Problem(words, tell=Tell.ON_SAVING) if words else None}

    def on_renewed(self, values: Values) -> None:
        """Outline the exceptions a message is about."""
        self.uses.complain_at(self.entries["uses"].field.complaint)

    def more_changes(self, ref: int | New, values: Values) -> list[Change]:
        """What it demands, in the same step."""
        return use_changes(self.found["uses"], values["uses"], ref, FIRST_CHILD)
