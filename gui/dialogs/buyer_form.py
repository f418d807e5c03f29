"""The form of a buyer: a customer for whom qualification is stated."""

from domain import records
from gui.dialogs.record_form import RecordForm


class BuyerForm(RecordForm):
    """Add or edit a buyer."""

    record = "buyer"
    model = records.Buyer
    noun = "buyer"

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.line("name", wide=True)
        fields.line("code")
        fields.country()
        fields.text("address", lines=2)
        fields.line("contact", wide=True)
        fields.text("notes", lines=3)
