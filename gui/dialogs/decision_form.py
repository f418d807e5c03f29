"""The form of a person's decision whether a certificate covers what is supplied.

The certificate's scope and sites stand beside it while one decides.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.facts import CertificateFacts, SiteFacts, SupplierFacts
from domain.holder import explains_holder, is_of_another
from domain.matching import fold
from domain.scope import decided_on, lines_of
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, ahead_problem
from gui.dialogs.form_scope import ScopePanel
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.models.scope_cover import Question, questions

if TYPE_CHECKING:
    from storage.queries import Reader

COVERS_WORDS = {True: "Yes, it covers it", False: "No, it does not"}


class DecisionForm(RecordForm):
    """Add or edit a decision on scope and site."""

    record = "scope_decision"
    model = records.ScopeDecision
    noun = "decision"
    owner = "certificate_id"
    wide, high, side = 880, 620, 304
    asks_reason = frozenset({"covers", "product", "site", "on"})

    def build(self) -> None:
        """Lay out the fields, the certificate beside them."""
        fields = self.entries
        fields.line("site", suggest=(), hint="Every site", wide=True)
        fields.line("product", suggest=(), hint="Everything it supplies", wide=True)
        fields.choice("covers", COVERS_WORDS, none=CHOOSE, wide=True)
        fields.day("on")
        fields.line("by")
        fields.text("note", lines=3)
        self.certificate_panel = ScopePanel(self._on_question_chosen)
        assert self.panel is not None
        self.panel.setContentsMargins(1, 60, 0, 12)
        self.panel.addWidget(self.certificate_panel)
        fields["site"].control.edited.connect(self._suggest_products)

    # Loading

    def read(self, reader: "Reader") -> dict[str, Any]:
        """The whole supplier besides: what has to be covered, and from where."""
        found = super().read(reader)
        supplier = reader.supplier(found["owner"]["supplier_id"])
        number = found["owner"]["id"]
        certificate = next(each for each in supplier.certificates if each.id == number)
        asked = questions(supplier, certificate, self.context.today)
        return found | {"supplier": supplier, "certificate": certificate, "asked": asked}

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Suggest supplying sites first; show the certificate."""
        sites = sorted(found["supplier"].sites, key=lambda site: not site.supplies)
        self.entries["site"].control.suggest([site.name for site in sites])
        self._suggest_products()
        self.certificate_panel.show_certificate(
            found["certificate"], found["supplier"], found["asked"]
        )

    def start_values(self) -> dict[str, Any]:
        """Decided today, by whoever sits here; on what is open, if that is one thing."""
        still_open = [each.supply for each in self.found["asked"] if each.is_open]
        asked = still_open or [each.supply for each in self.found["asked"]]
        sites = {supply.site for supply in asked}
        return {
            "on": self.context.today,
            "by": self.context.author,
            "site": sites.pop() if len(sites) == 1 else "",
            "product": asked[0].product if len(asked) == 1 else "",
        }

    # What it states

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """What was decided was decided by now."""
        words = "This day has not come yet."
        return {"on": ahead_problem("on", values, self.context.today, words)}

    def subtitle(self, found: Mapping[str, Any]) -> str:
        """Which certificate, of whom."""
        return text.join(super().subtitle(found), found["supplier"].name)

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What on record speaks against it, or was decided before."""
        certificate: CertificateFacts = self.found["certificate"]
        supplier: SupplierFacts = self.found["supplier"]
        found: dict[str, Note | None] = {"site": self._site_note(values)}
        before = [
            each
            for each in certificate.decisions
            if each.id != self.record_id
            and fold(each.site) == fold(str(values["site"]))
            and fold(each.product) == fold(str(values["product"]))
        ]
        if before:
            last = max(before, key=lambda each: (decided_on(each), each.id))
            verb = "covers" if last.covers else "does not cover"
            by = f"{last.by} decided" if last.by else "It was decided"
            words = f"{by} on {text.day(decided_on(last))} that it {verb} it; the latest counts."
            found["covers"] = (words, ())
        holder = certificate.holder
        asked = values["covers"] and is_of_another(certificate, supplier)
        if asked and not explains_holder(str(values["note"] or ""), holder, supplier):
            words = f"Say how {holder} and {supplier.name} belong together, naming {holder}."
            found["note"] = (words, ())
        return found

    def _site_note(self, values: Values) -> Note | None:
        site = fold(str(values["site"]))
        supplier: SupplierFacts = self.found["supplier"]
        certificate: CertificateFacts = self.found["certificate"]
        if not site:
            return None
        known = next((each for each in supplier.sites if fold(each.name) == site), None)
        if known is None and supplier.sites:
            return ("Not among the supplier's sites on record.", ())
        named = {fold(name) for name in certificate.sites}
        if values["covers"] and named and site not in named:
            return (f"The certificate names {', '.join(certificate.sites)}.", ())
        if known is not None and not known.supplies:
            return ("This site is not said to supply what you buy.", ())
        return None

    def name_of(self, values: Values) -> str:
        """What it is about."""
        return "on scope and site"

    # While typing

    def _suggest_products(self) -> None:
        supplier: SupplierFacts = self.found["supplier"]
        chosen = fold(str(self.entries["site"].value()))
        sites = sorted(supplier.sites, key=lambda each: _order(each, chosen))
        words = [product for each in sites for product in lines_of(each.products)]
        self.entries["product"].control.suggest([*words, *lines_of(supplier.supplies)])

    def _on_question_chosen(self, question: Question) -> None:
        self.entries["site"].set(question.supply.site)
        self._suggest_products()
        self.put("product", question.supply.product)


def _order(site: SiteFacts, chosen: str) -> tuple[bool, bool]:
    return fold(site.name) != chosen, not site.supplies
