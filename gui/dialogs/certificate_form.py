"""The form of a certificate.

Laying out and what happens while typing are here; what cannot be is in `certificate_checks`,
renewals in `certificate_draft`, the supplier and the panel in `form_meaning`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.designations import known_standards
from domain.import_plan import Change, New
from domain.renewal_proposals import Proposal
from domain.standards import read_standards
from domain.vocabulary import ACCREDITATION_WORDS, KIND_WORDS, PARTY_WORDS, Accreditation
from gui import forms
from gui.dialogs import certificate_checks as checks
from gui.dialogs.certificate_days import day_conflicts, day_notes
from gui.dialogs.certificate_draft import (
    INHERITED,
    candidates,
    certificate_words,
    circle_words,
    facts_of,
    read_links,
)
from gui.dialogs.certificate_renewal import Renewing, read_proposal
from gui.dialogs.form_meaning import EvidenceForm
from gui.dialogs.form_problems import Problem
from gui.dialogs.form_saving import OWN_REF, link_changes
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.what_it_means import Draft
from gui.widgets.form_fields import TickList

if TYPE_CHECKING:
    from storage.queries import Reader

FIRST_LINK, SECOND_LINK = 5000, 6000  # numbers of new links to sites and to buyers


class CertificateForm(EvidenceForm):
    """Add or edit a certificate."""

    record = "certificate"
    model = records.Certificate
    noun = "certificate"
    at_field = "accreditation_body"
    asks_reason = frozenset(
        {
            "kind", "standard", "edition", "party", "certification_body", "accreditation",
            "accreditation_body", "accreditation_number", "buyers", "first_issued_on",
            "issued_on", "valid_from", "expires_on", "surveillance_due_on", "supersedes_id",
        }
    )  # fmt: skip

    # Laying out

    def build(self) -> None:
        """Lay out the fields."""
        self.renewing = Renewing(self.put, self.renew)
        self._offered: list[tuple[int | None, str]] = []
        super().build()
        fields, directory = self.entries, self.context.directory
        fields.line("standard", suggest=tuple(known_standards()))
        fields.line("edition", suggest=())
        fields.line("number")
        fields.choice("kind", KIND_WORDS, none="Not known")
        bodies = sorted(body.name for body in directory.certification_bodies)
        fields.line("certification_body", suggest=bodies)
        fields.choice("party", PARTY_WORDS)
        fields.add("buyers", self.buyers, wide=True, title="Commissioned by", own=False)
        fields.choice("accreditation", ACCREDITATION_WORDS, none="")
        bodies = [body.code for body in directory.accreditation_bodies]
        fields.line("accreditation_body", suggest=bodies)
        fields.day("issued_on")
        fields.day("expires_on")
        fields.text("scope", lines=2)
        fields.text("product", lines=2)
        fields.line("file_number")
        self.sites = TickList("No sites on record for this supplier.", "Add a site…")
        fields.add("sites", self.sites, wide=True, title="Sites it covers", own=False)
        fields.choice("supersedes_id", {}, none="None, or not known", wide=True)
        fields.text("notes", lines=2)
        self._build_folds()
        self._connect()

    def _build_folds(self) -> None:
        fields = self.entries
        self.grid.fold("More dates")
        fields.day("first_issued_on")
        fields.day("decided_on")
        fields.day("valid_from")
        fields.day("surveillance_due_on")
        self.grid.fold("As printed on it")
        fields.line("holder", wide=True)
        fields.text("holder_address", lines=2)
        fields.line("revision")
        fields.line("accreditation_number")
        fields.text("sites_as_printed", lines=2)
        fields.line("status_as_printed", wide=True)

    def _connect(self) -> None:
        fields = self.entries
        fields["standard"].control.editingFinished.connect(self._on_standard_left)
        fields["standard"].control.edited.connect(self._suggest_editions)
        fields["accreditation_body"].control.edited.connect(self._on_body_typed)
        self.sites.add_asked.connect(self._on_site_asked)
        self._pause.timeout.connect(self._ask_proposal)

    # Loading

    def read(self, reader: "Reader") -> dict[str, Any]:
        """Its links, or those of the certificate it renews, besides."""
        found = super().read(reader)
        renewed = self.preset.get("supersedes_id")
        if self.record_id is not None:
            found["links"] = read_links(reader, self.record_id)
        elif renewed is not None:
            found["renewed"] = reader.record("certificate", renewed)
            found["renewed_links"] = read_links(reader, renewed)
        return found

    def offer_surroundings(self) -> None:
        """Offer the supplier's sites, and what it may renew."""
        self.sites.set_options([(site["id"], site["name"]) for site in self.found["sites"]])
        if not self._loaded:
            self.renewing.begin(self.found.get("links", {}).get("renewal_denial", ()))
        known = self.found.get("renewed") or self.found.get("record") or {}
        self._offer_renewals({**self.values(), **({} if self._loaded else known)})

    def _offer_renewals(self, values: Values) -> None:
        older = candidates(values, self._others())
        offered: list[tuple[int | None, str]] = [(None, "None, or not known")]
        offered += [(each["id"], certificate_words(each)) for each in older]
        if offered != self._offered:
            self._offered = offered
            self.entries["supersedes_id"].control.set_options(offered)

    def _others(self) -> list[Mapping[str, Any]]:
        certificates = self.found.get("certificates", ())
        return [each for each in certificates if each["id"] != self.record_id]

    def start_values(self) -> dict[str, Any]:
        """What a renewal has in common with the certificate it renews."""
        self._suggest_editions()
        before = self.found.get("renewed")
        if before is None:
            return {}
        return {name: before[name] for name in INHERITED} | self._ticks("renewed_links")

    def linked(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """The sites and buyers it is linked with."""
        return self._ticks("links") if "links" in found else {}

    def _ticks(self, key: str) -> dict[str, Any]:
        links = self.found[key]
        return {
            "sites": tuple(link["site_id"] for link in links["certificate_site"]),
            "buyers": tuple(link["buyer_id"] for link in links["certificate_buyer"]),
        }

    # What it states

    def fits(self, name: str, values: Values) -> bool:
        """Only what fits the kind and who audited; renewals only where there is one to choose."""
        if name == "supersedes_id" and (
            "standard" not in values or not candidates(values, self._others())
        ):
            return False
        return checks.is_asked(name, values)

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """What cannot be."""
        circle = circle_words(self.record_id, values, self.found["certificates"])
        found = day_conflicts(values, self.context.today)
        told = checks.conflicts(values, self.put, circle)
        return found | {name: problem for name, problem in told.items() if problem}

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What is worth knowing."""
        directory = self.context.directory
        told = checks.notes(values, self.put, directory, self.hints, self.open_entry)
        found = day_notes(values) | told
        found["supersedes_id"] = self.renewing.note(values, self._others())
        return found

    @property
    def is_dirty(self) -> bool:
        """Also where a renewal was denied."""
        return super().is_dirty or self.renewing.is_edited

    def name_of(self, values: Values) -> str:
        """Its number, else its standard."""
        return str(values["number"] or values["file_number"] or values["standard"])

    def draft(self, values: Values) -> Draft:
        """The values as the rules read them."""
        record = self.found.get("record") or {}
        return facts_of(
            values,
            record_id=self.record_id,
            recorded_on=record.get("recorded_on", self.context.today),
            sites=self.sites.words(),
            buyers=self.ticked_buyers(),
            denied=self.renewing.denied,
        )

    def more_changes(self, ref: int | New, values: Values) -> list[Change]:
        """The links to sites and buyers, and what it does not renew, in the same step."""
        links = self.found.get("links", {"certificate_site": (), "certificate_buyer": ()})
        found = super().more_changes(ref, values)
        for record, other, wanted, first in (
            ("certificate_site", "site_id", values["sites"], FIRST_LINK),
            ("certificate_buyer", "buyer_id", values["buyers"], SECOND_LINK),
        ):
            ends = ("certificate_id", other)
            found += link_changes(record, ends, ref, links[record], wanted, first)
        return found + self.renewing.changes(ref, values, self.context.author)

    def on_renewed(self, values: Values) -> None:
        """Offer what it may renew, say what it does, and ask the rules anew."""
        self._offer_renewals(values)
        self._say_renewal()
        super().on_renewed(values)

    # While typing

    def _ask_proposal(self) -> None:
        values = self.values()
        supplier, chosen = values["supplier_id"], values["supersedes_id"]
        if not self._loaded or supplier is None or chosen is not None:
            return
        draft, directory = self.draft(values), self.context.directory
        self.ask_register(
            lambda reader: read_proposal(reader, draft, supplier, directory),
            self._on_proposed,
            lane="renewal",
        )

    def _on_proposed(self, proposal: Proposal | None) -> None:
        self.renewing.proposal = proposal
        self.checking.show()

    def _say_renewal(self) -> None:
        chosen = self.entries["supersedes_id"].value()
        for each in self.found.get("certificates", ()):
            if each["id"] == chosen:
                name = each["number"] or certificate_words(each)
                self.set_subtitle(f"Renews {name}, which stays as history")
                return
        self.set_subtitle("")

    def _suggest_editions(self) -> None:
        standard = self.entries["standard"].value()
        editions = [each.edition for each in self.context.directory.editions(str(standard))]
        self.entries["edition"].control.suggest(editions[::-1])

    def _on_standard_left(self) -> None:
        """Take the designation as the register writes it, with the edition and kind it tells."""
        entry = self.entries["standard"]
        names = read_standards(str(entry.value()))
        if len(names) != 1 or names[0].kind is None:
            return
        [name] = names
        if entry.value() != name.standard:
            entry.set(name.standard)
        if name.edition and self.entries["edition"].is_blank:
            self.entries["edition"].set(name.edition)
        if self.entries["kind"].value() is None:
            self.entries["kind"].set(name.kind)
        self._suggest_editions()
        self._on_edited(["standard"])

    def _on_body_typed(self) -> None:
        """A body that is named is shown, unless said otherwise."""
        shown, body = self.entries["accreditation"], self.entries["accreditation_body"].value()
        if body and shown.value() is Accreditation.NOT_RECORDED:
            shown.set(Accreditation.NAMED)
        elif not body and shown.value() is Accreditation.NAMED:
            shown.set(Accreditation.NOT_RECORDED)
        self._on_edited(["accreditation"])

    def _on_site_asked(self) -> None:
        supplier = self.entries["supplier_id"].value()
        if supplier is None:
            self.entries["supplier_id"].field.focus()
            return
        sheet = forms.form("site", self.context, self, supplier_id=supplier)

        def finished(_result: int) -> None:
            self.still_open()
            if sheet.saving.changes is not None:
                ticked = {*self.sites.value(), sheet.saving.changes.ids[OWN_REF]}
                self._on_supplier_chosen()
                self.sites.set_value(tuple(ticked))
                self._on_edited(["sites"])

        sheet.finished.connect(finished)
        sheet.open()
