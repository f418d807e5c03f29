"""Forms of evidence: a certificate or an audit, with its supplier and what it means beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer

from domain.facts import BuyerRef
from domain.hints import Hint
from gui import forms
from gui.dialogs.directory_links import open_entry
from gui.dialogs.directory_reading import Key
from gui.dialogs.form_saving import OWN_REF
from gui.dialogs.form_stated import Values
from gui.dialogs.form_suppliers import supplier_field
from gui.dialogs.meaning_panel import MeaningPanel
from gui.dialogs.record_form import RecordForm
from gui.dialogs.what_it_means import Draft, Meaning, read_meaning
from gui.models.details import Shown
from gui.widgets.form_fields import TickList
from gui.widgets.form_search import Option

PAUSE = 200  # milliseconds of stillness before the rules are asked
NO_SURROUNDINGS: dict[str, Sequence[Any]] = {"sites": (), "certificates": ()}


class EvidenceForm(RecordForm):
    """What the forms of certificates and audits have in common."""

    owner = "supplier_id"
    wide, high, side = 880, 680, 304

    def build(self) -> None:
        """The supplier and the panel; the fields between are the form's own."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask_meaning)
        self.entries.add("supplier_id", supplier_field(self, self._on_supplier_chosen), wide=True)
        self.buyers = TickList("No buyers on record yet.", "Add a buyer…")
        self.buyers.add_asked.connect(self._on_buyer_asked)
        self.hints: tuple[Hint, ...] = ()
        self.meaning = MeaningPanel()
        self.meaning.entry_asked.connect(self.open_entry)
        assert self.panel is not None
        self.panel.setContentsMargins(1, 60, 0, 12)
        self.panel.addWidget(self.meaning)
        self.meaning.below.addWidget(self.add_proofs())
        self.finished.connect(lambda _result: self._pause.stop())

    def draft(self, values: Values) -> Draft:
        """The values as the rules read them."""
        raise NotImplementedError

    def offer_surroundings(self) -> None:
        """Offer what the supplier has on record: its sites and certificates."""
        raise NotImplementedError

    def read_surroundings(self, reader: Any, supplier: int) -> dict[str, Any]:
        """On the worker: the supplier's sites and certificates."""
        return {
            "sites": reader.records("site", supplier_id=supplier),
            "certificates": reader.records("certificate", supplier_id=supplier),
        }

    def read(self, reader: Any) -> dict[str, Any]:
        """Buyers, what the supplier has on record, and the scans besides."""
        found = super().read(reader) | {"buyers": reader.buyers()} | NO_SURROUNDINGS
        if (owner := found.get("owner")) is not None:
            found |= self.read_surroundings(reader, owner["id"])
        if self.record_id is not None:
            found["documents"] = reader.documents(self.record, self.record_id)
        return found

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Offer what was read; a record stays with its supplier."""
        self.buyers.set_options([(buyer.id, buyer.name) for buyer in found["buyers"]])
        supplier = self.entries["supplier_id"].control
        supplier.setEnabled(self.record_id is None)
        if (owner := found.get("owner")) is not None:
            supplier.choose(Option(owner["id"], owner["name"]))
        self.offer_surroundings()

    def subtitle(self, found: Mapping[str, Any]) -> str:
        """The supplier is a field of the form."""
        return ""

    def ticked_buyers(self) -> tuple[BuyerRef, ...]:
        """The buyers who commissioned it."""
        ticked = set(self.buyers.value())
        return tuple(BuyerRef(b.id, b.name) for b in self.found["buyers"] if b.id in ticked)

    def on_renewed(self, values: Values) -> None:
        """Ask the rules anew, once nothing has been typed for a moment."""
        self._pause.start()

    def _on_supplier_chosen(self) -> None:
        supplier = self.entries["supplier_id"].value()
        if supplier is not None and self._loaded:
            self.ask_register(
                lambda reader: self.read_surroundings(reader, supplier),
                self._on_surroundings,
                lane="surroundings",
            )

    def _on_surroundings(self, found: Mapping[str, Any]) -> None:
        self.found |= found
        self.offer_surroundings()
        self.renew()

    def _on_buyer_asked(self) -> None:
        sheet = forms.form("buyer", self.context, self)

        def finished(_result: int) -> None:
            self.still_open()
            if sheet.saving.changes is not None:
                made = sheet.saving.changes.ids[OWN_REF]
                self.ask_register(
                    lambda reader: reader.buyers(), lambda buyers: self._tick_buyer(buyers, made)
                )

        sheet.finished.connect(finished)
        sheet.open()

    def _tick_buyer(self, buyers: Sequence[BuyerRef], made: int) -> None:
        """Offer a buyer that has just been added, ticked."""
        self.found["buyers"] = buyers
        ticked = (*self.buyers.value(), made)
        self.buyers.set_options([(buyer.id, buyer.name) for buyer in buyers])
        self.buyers.set_value(ticked)
        self._on_edited(["buyers"])

    def _ask_meaning(self) -> None:
        if not self._loaded:
            return
        context, values = self.context, self.values()
        draft, supplier = self.draft(values), values["supplier_id"]
        shown = Shown(
            day=context.day,
            buyer=context.buyer,
            profile=context.profile,
            windows=context.windows,
            directory=context.directory,
        )
        self.ask_register(
            lambda reader: read_meaning(reader, draft, supplier, shown),
            self._on_meaning,
            lane="what it means",
        )

    def _on_meaning(self, meaning: Meaning) -> None:
        """Hints stand at the fields they are about, where these are shown; the rest beside."""
        self.hints = meaning.hints
        self.checking.show()
        noted = "\n".join(entry.field.noted for _name, entry in self.entries.items())
        self.meaning.show_meaning(meaning, [h for h in meaning.hints if h.sentence in noted])

    def open_entry(self, key: Key) -> None:
        """Open the accreditation reference at an entry, and ask anew once it is closed."""

        def closed() -> None:
            self.still_open()
            self.renew()

        open_entry(self.context, self, key, closed)
