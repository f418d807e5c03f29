"""The form of a person at a supplier."""

from domain import records
from gui.dialogs.record_form import RecordForm


class ContactForm(RecordForm):
    """Add or edit a contact."""

    record = "contact"
    model = records.Contact
    noun = "contact"
    owner = "supplier_id"
    wide, columns = 440, 1

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.line("name")
        fields.line("role", suggest=("Quality manager", "Sales", "Export", "Managing director"))
        fields.line("email")
        fields.line("phone")
