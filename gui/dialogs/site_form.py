"""The form of a supplier's site, with what it supplies."""

from domain import records
from gui.dialogs.form_stated import Note, Values
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
        fields.text("products", lines=3, hint="One product a line")

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What it supplies counts where it supplies at all; without it the supplier's own does."""
        if values["products"] and not values["supplies"]:
            words = "Not counted: the site is not said to supply what you buy."
            cure = ("It supplies it", lambda: self.put("supplies", True))
            return {"products": (words, (cure,))}
        supplies = (self.found.get("owner") or {}).get("supplies")
        if values["supplies"] and not values["products"] and supplies:
            take = ("Take them over", lambda: self.put("products", supplies))
            return {"products": (f"The supplier as a whole supplies: {supplies}.", (take,))}
        return {}
