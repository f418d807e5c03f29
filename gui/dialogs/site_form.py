"""The form of a supplier's site."""

from domain import records
from gui.dialogs.record_form import RecordForm


class SiteForm(RecordForm):
    """Add or edit a site."""

    record = "site"
    model = records.Site
    noun = "site"
    owner = "supplier_id"
    wide, columns = 440, 1

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.line("name", hint="A town or plant, for example Bình Dương 2")
        fields.text("address", lines=2)
        fields.country()
        fields.tick("supplies", "It supplies what we buy")
