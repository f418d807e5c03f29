"""The form of a supplier with its sites and contacts, and its withdrawal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.vocabulary import CRITICALITY_WORDS, SUPPLIER_STATUS_WORDS, SupplierStatus
from gui import forms, text
from gui.countries import country_name
from gui.dialogs.form_problems import Problem, Tell
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_rows import Row, RowsList

if TYPE_CHECKING:
    from storage.queries import Reader


class SupplierForm(RecordForm):
    """Add or edit a supplier."""

    record = "supplier"
    model = records.Supplier
    noun = "supplier"
    wide, high = 576, 640
    at_field = "withdrawn_reason"
    asks_reason = frozenset({"withdrawn_on"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.line("name", wide=True)
        fields.line("local_name", wide=True)
        fields.line("code")
        fields.country()
        fields.text("address", lines=2)
        fields.line("categories", hint="for example tape, cable")
        fields.choice("criticality", CRITICALITY_WORDS)
        fields.text("supplies", lines=2)
        self.sites = self._rows("site", "Add a site…", "site", _site_words)
        self.add_list("Sites", "supplier_id", self.sites)
        self.contacts = self._rows("contact", "Add a contact…", "buyer", _contact_words)
        self.add_list("Contacts", "supplier_id", self.contacts)
        fields.text("notes", lines=3)
        fields.choice("status", SUPPLIER_STATUS_WORDS, none="")
        fields.day("withdrawn_on")
        fields.text("withdrawn_reason", lines=2)

    def _rows(self, record: str, add: str, icon: str, describe: Any) -> RowsList:
        return RowsList(record, describe=describe, edit=self._edit_row, add=add, icon=icon)

    def _edit_row(self, rows: RowsList, row: Row | None) -> None:
        form = forms.form(
            rows.record,
            self.context,
            self,
            take=rows.add if row is None else lambda values: rows.put(row, values),
            is_new=row is None,
            **({} if row is None else row.values),
        )
        form.finished.connect(lambda _result: self.still_open())
        form.open()

    def read(self, reader: "Reader") -> dict[str, Any]:
        """Its sites and contacts besides."""
        found = super().read(reader)
        if self.record_id is not None:
            for name in ("site", "contact"):
                found[name] = reader.records(name, supplier_id=self.record_id)
        return found

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Fill the lists."""
        self.sites.set_rows(found.get("site", ()))
        self.contacts.set_rows(found.get("contact", ()))

    def start_values(self) -> dict[str, Any]:
        """In use, unless said otherwise."""
        return {"status": SupplierStatus.IN_USE}

    def fits(self, name: str, values: Values) -> bool:
        """Withdrawal is asked about when it happens; a new supplier is in use."""
        if name in ("withdrawn_on", "withdrawn_reason"):
            return values.get("status") is SupplierStatus.WITHDRAWN
        return name != "status" or not self.is_new

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A withdrawn supplier has a day and a reason, one in use has neither."""
        if values["status"] is SupplierStatus.WITHDRAWN:
            missing = None
            if not values["withdrawn_reason"]:
                missing = Problem("Say why the supplier was withdrawn.", tell=Tell.ON_SAVING)
            undated = None
            if self.entries["withdrawn_on"].is_blank:
                today = self.context.today
                cure = (f"Use {text.day(today)}", lambda: self.put("withdrawn_on", today))
                undated = Problem("Since when?", (cure,), tell=Tell.ON_SAVING)
            return {"withdrawn_reason": missing, "withdrawn_on": undated}
        if values["withdrawn_on"] or values["withdrawn_reason"]:
            return {"status": Problem("In use again? Clear the withdrawal.", self._clearing())}
        return {}

    def _clearing(self) -> tuple[tuple[str, Any], ...]:
        def clear() -> None:
            self.entries["withdrawn_reason"].set("")
            self.put("withdrawn_on", None)

        return (("Clear day and reason", clear),)

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What a withdrawal does."""
        if values["status"] is SupplierStatus.WITHDRAWN:
            return {"status": ("It stays on record, and counts as not qualified.", ())}
        return {}

    def needs_reason(self) -> bool:
        """The reason for a withdrawal is a field of the record."""
        withdrawn = self.entries["status"].value() is SupplierStatus.WITHDRAWN
        return super().needs_reason() and not withdrawn

    def own_reason(self) -> str:
        """That reason goes into the history."""
        values = self.values()
        edited = {"status", "withdrawn_on", "withdrawn_reason"} & self.entries.edited_names()
        return str(values["withdrawn_reason"]) if edited else ""


def _site_words(site: Mapping[str, Any]) -> tuple[str, str]:
    products = ", ".join(str(site.get("products") or "").splitlines())
    supplies = (f"supplies {products}" if products else "supplies us") * bool(site.get("supplies"))
    country = country_name(site["country"]) if site.get("country") else ""
    where = str(site.get("address") or "").replace("\n", ", ")
    return str(site["name"]), text.join(where, country, supplies)


def _contact_words(contact: Mapping[str, Any]) -> tuple[str, str]:
    parts = (str(contact.get(name) or "") for name in ("role", "email", "phone"))
    return str(contact["name"]), text.join(*parts)
