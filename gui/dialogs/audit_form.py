"""The form of an audit with its findings; who audited decides what is asked."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from domain import records
from domain.designations import known_standards
from domain.facts import AuditFacts
from domain.import_plan import Change, New
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    GRADING_WORDS,
    PARTY_WORDS,
    AuditKind,
    AuditResult,
    Party,
)
from gui import forms, text
from gui.dialogs.audit_planning import due_note, next_day, planned_changes
from gui.dialogs.certificate_draft import certificate_words
from gui.dialogs.form_meaning import EvidenceForm
from gui.dialogs.form_problems import Problem, ahead_problem, order_problem
from gui.dialogs.form_saving import link_changes
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.what_it_means import UNSAVED, Draft
from gui.widgets.fields import TickField
from gui.widgets.form_rows import Row, RowsList

if TYPE_CHECKING:
    from storage.queries import Reader

FIRST_LINK = 5000
# The kind that is meant where nothing else is said.
_USUAL_KIND = {Party.FIRST: AuditKind.INTERNAL, Party.SECOND: AuditKind.SUPPLIER}
_PARTY_OF = {AuditKind.INTERNAL: Party.FIRST, AuditKind.SUPPLIER: Party.SECOND}
_PLAIN = (
    "reference", "party", "kind", "standard", "edition", "planned_on", "done_on", "site",
    "conducted_by", "lead_auditor", "result", "next_due_on", "certificate_id",
)  # fmt: skip


class AuditForm(EvidenceForm):
    """Add or edit an audit."""

    record = "audit"
    model = records.Audit
    noun = "audit"
    asks_reason = frozenset(
        {"party", "kind", "buyers", "result", "score", "done_on", "next_due_on"}
    )

    def build(self) -> None:
        """Lay out the fields."""
        super().build()
        self._kind_meant: AuditKind | None = None  # what the party alone suggests
        fields = self.entries
        fields.choice("party", PARTY_WORDS)
        fields.choice("kind", AUDIT_KIND_WORDS)
        fields.add("buyers", self.buyers, wide=True, title="Commissioned by", own=False)
        fields.line("reference")
        fields.line("site", suggest=())
        fields.line("standard", suggest=tuple(known_standards()))
        fields.line("edition", suggest=())
        fields.day("planned_on")
        fields.day("done_on")
        bodies = sorted(body.name for body in self.context.directory.certification_bodies)
        fields.line("conducted_by", suggest=bodies)
        fields.line("lead_auditor")
        fields.choice("result", AUDIT_RESULT_WORDS)
        fields.number("score")
        fields.day("next_due_on")
        self.planning = TickField("")
        fields.add("plan_next", self.planning, wide=True, title="Plan the next one", own=False)
        fields.choice("certificate_id", {}, none="None, or not known", wide=True)
        self.findings = RowsList(
            "finding", describe=_finding_words, edit=self._edit_finding, add="Add a finding…",
            icon="flag",
        )  # fmt: skip
        self.add_list("Findings", "audit_id", self.findings)
        fields.text("notes", lines=3)
        fields["party"].control.edited.connect(self._on_party_chosen)
        fields["kind"].control.edited.connect(self._on_kind_chosen)
        fields["standard"].control.edited.connect(self._suggest_editions)

    # Loading

    def read_surroundings(self, reader: "Reader", supplier: int) -> dict[str, Any]:
        """Its other audits besides."""
        audits = reader.records("audit", supplier_id=supplier)
        return super().read_surroundings(reader, supplier) | {"audits": audits}

    def read(self, reader: "Reader") -> dict[str, Any]:
        """Findings and buyers besides."""
        found = super().read(reader)
        if self.record_id is not None:
            found["links"] = reader.records("audit_buyer", audit_id=self.record_id)
            found["findings"] = reader.records("finding", audit_id=self.record_id)
        return found

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Fill the list of findings."""
        super().show_found(found)
        self.findings.set_rows(found.get("findings", ()))

    def offer_surroundings(self) -> None:
        """Suggest the supplier's sites, offer its certificates."""
        self.entries["site"].control.suggest([site["name"] for site in self.found["sites"]])
        newest = sorted(self.found["certificates"], key=lambda each: each["id"], reverse=True)
        offered = [(each["id"], certificate_words(each)) for each in newest]
        control = self.entries["certificate_id"].control
        control.set_options([(None, "None, or not known"), *offered])

    def linked(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """The buyers it is linked with."""
        if "links" not in found:
            return {}
        return {"buyers": tuple(link["buyer_id"] for link in found["links"])}

    # What it states

    def fits(self, name: str, values: Values) -> bool:
        """Buyers and a score for a second party's audit, the certificate for a third party's."""
        party = values.get("party")
        if name in ("buyers", "score"):
            return party in (None, Party.SECOND)
        if name == "plan_next":
            return "standard" in values and self._next_day(values) is not None
        if name == "certificate_id":
            return party in (None, Party.THIRD) and bool(self.found.get("certificates"))
        return True

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """An audit is done on a day that has come, and is due again after it."""
        today, done = self.context.today, values["done_on"]
        plan = (f"Plan it for {text.day(done)}", lambda: self._plan(done))
        words = "This day has not come yet. Is it planned?"
        due = order_problem("next_due_on", "done_on", values, "Due before it was done.")
        judged = values["result"] not in (None, AuditResult.PENDING)
        undone = self.entries["done_on"].is_blank
        early = None
        if undone:
            due = order_problem("next_due_on", "planned_on", values, "Due before it is planned.")
            if judged and ahead_problem("planned_on", values, today, ""):
                none = ("No result yet", lambda: self.put("result", None))
                early = Problem("It is only planned, yet it has a result.", (none,))
        return {
            "done_on": ahead_problem("done_on", values, today, words, (plan,)),
            "result": early,
            "next_due_on": due,
        }

    def _plan(self, day: Any) -> None:
        self.entries["planned_on"].set(day)
        self.put("done_on", None)

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What contradicts, and what is left open."""
        found: dict[str, Note | None] = {}
        party, kind = values["party"], values["kind"]
        meant = _PARTY_OF.get(kind, Party.THIRD if kind and kind is not AuditKind.SPECIAL else None)
        if party is not None and meant is not None and party is not meant:
            usual = PARTY_WORDS[meant].split(" (")[0].lower()
            words = f"“{AUDIT_KIND_WORDS[kind]}” is usually a {usual} audit; what you say decides."
            found["kind"] = (words, ())
        if party is Party.SECOND and not values["buyers"]:
            found["buyers"] = ("Without a buyer it counts for nobody by name.", ())
        if party is not Party.SECOND and party is not None and values["buyers"]:
            found["buyers"] = ("A customer is named though it is not a customer's audit.", ())
        judged = values["result"] not in (None, AuditResult.PENDING)
        if judged and self.entries["done_on"].is_blank:
            found["done_on"] = ("Without its day the audit is undated and not in force.", ())
        if judged:
            months = self.context.profile.audit_months
            found["next_due_on"] = due_note(values, months, self.put)
        return found

    def _next_day(self, values: Values) -> date | None:
        """The day the next one can be planned for, if it can."""
        others = [a for a in self.found.get("audits", ()) if a["id"] != self.record_id]
        context = self.context
        return next_day(values, others, context.profile.audit_months, context.today)

    def on_renewed(self, values: Values) -> None:
        """Offer to plan the next one, and ask the rules anew."""
        if (day := self._next_day(values)) is not None:
            self.planning.setText(f"Plan the next one for {text.day(day)}")
        super().on_renewed(values)

    def name_of(self, values: Values) -> str:
        """Its reference, else its standard."""
        return str(values["reference"] or values["standard"])

    def draft(self, values: Values) -> Draft:
        """The values as the rules read them."""
        record = self.found.get("record") or {}
        return AuditFacts(
            id=self.record_id or UNSAVED,
            supplier_id=values["supplier_id"] or 0,
            buyers=self.ticked_buyers(),
            recorded_on=record.get("recorded_on", self.context.today),
            **{name: values[name] for name in _PLAIN},
        )

    def more_changes(self, ref: int | New, values: Values) -> list[Change]:
        """Findings, the links to buyers and the next audit, in the same step."""
        found = super().more_changes(ref, values)
        day = self._next_day(values) if values["plan_next"] else None
        found += planned_changes(values, day) if day is not None else []
        ends = ("audit_id", "buyer_id")
        held = self.found.get("links", ())
        return found + link_changes("audit_buyer", ends, ref, held, values["buyers"], FIRST_LINK)

    # While typing

    def _on_party_chosen(self) -> None:
        party, kind = self.entries["party"].value(), self.entries["kind"].value()
        if kind is None or kind is self._kind_meant:  # nobody chose it
            self._kind_meant = _USUAL_KIND.get(party)
            self.put("kind", self._kind_meant)

    def _on_kind_chosen(self) -> None:
        kind = self.entries["kind"].value()
        if self.entries["party"].value() is None and kind not in (None, AuditKind.SPECIAL):
            self.put("party", _PARTY_OF.get(kind, Party.THIRD))

    def _suggest_editions(self) -> None:
        standard = str(self.entries["standard"].value())
        editions = [each.edition for each in self.context.directory.editions(standard)]
        self.entries["edition"].control.suggest(editions[::-1])

    def _edit_finding(self, rows: RowsList, row: Row | None) -> None:
        given = {"raised_on": self.entries["done_on"].value()} if row is None else row.values
        form = forms.form(
            "finding",
            self.context,
            self,
            take=rows.add if row is None else lambda values: rows.put(row, values),
            is_new=row is None,
            **given,
        )
        form.finished.connect(lambda _result: self.still_open())
        form.open()


def _finding_words(finding: Mapping[str, Any]) -> tuple[str, str]:
    grading = GRADING_WORDS[finding["grading"]]
    first = text.join(str(finding.get("number") or ""), str(finding.get("clause") or ""), grading)
    day = ""
    if finding.get("verified_on"):
        day = f"verified {text.day(finding['verified_on'])}"
    elif finding.get("done_on"):
        day = f"done {text.day(finding['done_on'])}"
    elif finding.get("due_on"):
        day = f"due {text.day(finding['due_on'])}"
    return first, text.join(day, str(finding["statement"]).replace("\n", " "))
