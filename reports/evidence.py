"""What of a supplier's evidence a report may show, and the numbers it goes by (C1, A5, F3, V9).

Other customers' audits are confidential: they are counted and not shown, unless the report is
asked to list them. Events after the report's day have not happened yet. The numbers run through
a whole report and are links.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.as_of import audit_on
from domain.confidential import Place, confidential
from domain.directory import Directory
from domain.facts import (
    AuditFacts,
    CertificateFacts,
    FindingFacts,
    SupplierFacts,
    Verification,
)
from domain.inquiry import raised_on
from domain.qualification import EvidenceRef
from domain.recognition import audit_party
from domain.rule_supplier import is_open_major
from domain.snapshot import SupplierSnapshot
from domain.standing import EvidenceStanding
from domain.vocabulary import STATE_ORDER, Kind, Party
from domain.wording import counted, listed, standard_with_edition
from reports.text import clean

CONFIDENTIAL = "an audit for another customer (confidential)"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its number in the report and its standing, if it has one. `others`:
    another customer's, listed because that was asked for."""

    label: str
    facts: CertificateFacts
    standing: EvidenceStanding | None
    others: bool

    @property
    def name(self) -> str:
        """ "ISO 9001:2015" or what else it is called."""
        return standard_with_edition(self.facts.standard, self.facts.edition) or "not recorded"

    @property
    def number(self) -> str:
        """The certificate's number, else its file number."""
        if self.facts.number:
            return clean(self.facts.number, 60)
        if self.facts.file_number:
            return f"File {clean(self.facts.file_number, 60)}"
        return "no number"


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit with its number in the report, as known on its day. `others`: another customer's,
    listed because that was asked for."""

    label: str
    facts: AuditFacts
    standing: EvidenceStanding | None
    party: Party | None
    others: bool

    @property
    def done_on(self) -> date | None:
        """The day it was held; `None` where it is a planned one."""
        return self.facts.done_on


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its number in the report and the number of its audit, if that is shown."""

    label: str
    facts: FindingFacts
    audit: str


def happened(on: date | None, recorded_on: date, day: date) -> bool:
    """Whether an event counts on the day; an undated one counts from its recording."""
    return (on or recorded_on) <= day


class Evidence:
    """A snapshot's evidence, ordered and numbered."""

    def __init__(self, snapshot: SupplierSnapshot) -> None:
        self.snapshot = snapshot
        self.day = snapshot.day
        self._standings = {(item.type, item.id): item for item in snapshot.standings}
        supplier = snapshot.supplier
        # Whose evidence is confidential does not depend on what the directory says of bodies.
        self._directory = Directory.load()
        self._secret = confidential(supplier, snapshot.buyer, self._directory)
        self.others = self._others_on_record(supplier)
        self.hidden = () if snapshot.with_others else self.others
        self.certificates = self._number_certificates(supplier)
        self.audits = self._number_audits(supplier)
        self.verifications = self._number_verifications()
        self.findings, self.unnamed_majors = self._number_findings(supplier)
        self._labels = self._all_labels()

    def _others_on_record(self, supplier: SupplierFacts) -> tuple[Place, ...]:
        """Other customers' certificates and audits, whether or not they are shown."""
        audits = (("audit", each.id) for each in supplier.audits if self._is_known(each))
        certificates = (("certificate", each.id) for each in supplier.certificates)
        return tuple(place for place in (*audits, *certificates) if place in self._secret)

    def _is_known(self, audit: AuditFacts) -> bool:
        """Whether an audit is on record on the day, held or planned."""
        if audit.done_on is None or audit.done_on <= self.day or audit.planned_on:
            return True
        return happened(None, audit.recorded_on, self.day)

    def _is_hidden(self, kind: str, facts_id: int) -> bool:
        return not self.snapshot.with_others and (kind, facts_id) in self._secret

    def _number_certificates(self, supplier: SupplierFacts) -> tuple[Certificate, ...]:
        shown = [c for c in supplier.certificates if not self._is_hidden("certificate", c.id)]
        shown.sort(key=self._certificate_order)
        return tuple(
            Certificate(
                f"C{index}",
                facts,
                self._standings.get(("certificate", facts.id)),
                others=("certificate", facts.id) in self._secret,
            )
            for index, facts in enumerate(shown, start=1)
        )

    def _certificate_order(self, facts: CertificateFacts) -> tuple[object, ...]:
        """Demanded standards first, in the profile's order; history after what is current."""
        profile = self.snapshot.profile
        demanded = [demand.standard for demand in profile.standards] + list(profile.marks)
        place = demanded.index(facts.standard) if facts.standard in demanded else len(demanded)
        standing = self._standings.get(("certificate", facts.id))
        chosen = self.snapshot.assessment.selected.get(facts.standard)
        state = standing.validity.state if standing and standing.validity else None
        loudness = STATE_ORDER.index(state) if state else len(STATE_ORDER)
        expiry = facts.expires_on.toordinal() if facts.expires_on else 0
        return (
            place,
            facts.standard,
            chosen != ("certificate", facts.id),
            bool(standing and standing.superseded),
            loudness,
            -expiry,
            facts.id,
        )

    def _number_audits(self, supplier: SupplierFacts) -> tuple[Audit, ...]:
        shown = [
            audit_on(facts, self.day)
            for facts in supplier.audits
            if self._is_known(facts) and not self._is_hidden("audit", facts.id)
        ]
        shown.sort(key=lambda facts: (facts.done_on or facts.planned_on or date.max, facts.id))
        return tuple(
            Audit(
                f"A{index}",
                facts,
                self._standings.get(("audit", facts.id)),
                audit_party(facts, self._directory),
                others=("audit", facts.id) in self._secret,
            )
            for index, facts in enumerate(shown, start=1)
        )

    def _number_verifications(self) -> dict[int, tuple[tuple[str, Verification], ...]]:
        """Verifications up to the day, by certificate id, oldest first."""
        found = [
            (check.on or check.recorded_on, check.id, certificate.facts.id, check)
            for certificate in self.certificates
            for check in certificate.facts.verifications
            if happened(check.on, check.recorded_on, self.day)
        ]
        found.sort(key=lambda item: item[:3])
        numbered: dict[int, tuple[tuple[str, Verification], ...]] = {}
        for index, (_, _, owner, check) in enumerate(found, start=1):
            numbered[owner] = (*numbered.get(owner, ()), (f"V{index}", check))
        return numbered

    def _number_findings(self, supplier: SupplierFacts) -> tuple[tuple[Finding, ...], int]:
        audits = {audit.facts.id: audit.label for audit in self.audits}
        by_id = {audit.id: audit for audit in supplier.audits}
        raised = [
            (raised_on(finding, by_id.get(finding.audit_id)), finding.id, finding)
            for finding in supplier.findings
        ]
        raised = sorted(item for item in raised if item[0] <= self.day)
        shown = [finding for _, _, finding in raised if finding.audit_id in audits]
        numbered = tuple(
            Finding(f"F{index}", facts, audits[facts.audit_id])
            for index, facts in enumerate(shown, start=1)
        )
        unnamed = (
            finding
            for _, _, finding in raised
            if self._is_hidden("finding", finding.id) and is_open_major(finding, self.day)
        )
        return numbered, sum(1 for _ in unnamed)

    def _all_labels(self) -> dict[tuple[str, int], tuple[str, str]]:
        """(type, id) of shown evidence with its number and name."""
        labels: dict[tuple[str, int], tuple[str, str]] = {}
        for certificate in self.certificates:
            labels["certificate", certificate.facts.id] = (certificate.label, certificate.number)
        for audit in self.audits:
            labels["audit", audit.facts.id] = (audit.label, clean(audit.facts.reference, 60))
        for finding in self.findings:
            labels["finding", finding.facts.id] = (finding.label, clean(finding.facts.number, 60))
        for checks in self.verifications.values():
            for label, check in checks:
                labels["verification", check.id] = (label, "")
        return labels

    def named(self, ref: EvidenceRef) -> tuple[str, str]:
        """The number of a piece of evidence (empty if it has none) and its words."""
        found = self._labels.get((ref.type, ref.id))
        if found is not None:
            return found
        if ref.type in {"certificate", "audit", "finding"}:
            return "", CONFIDENTIAL if self.hidden else "evidence not shown"
        return "", clean(ref.label, 120)

    def number_of(self, kind: str, facts_id: int) -> str:
        """ "C1" for shown evidence, nothing for what is not shown."""
        return self._labels.get((kind, facts_id), ("", ""))[0]

    def certificate_label(self, facts_id: int | None) -> str:
        """ "C3", or nothing if that certificate is not shown."""
        return self.number_of("certificate", facts_id or 0)

    def not_recognised_words(self) -> str:
        """ "Not recognised for Halden Grid AS": what other customers' audits are in this report."""
        buyer = self.snapshot.buyer
        return f"Not recognised for {clean(buyer.name, 80)}" if buyer else ""

    def others_words(self) -> str:
        """How many audits are other customers', and whether they are listed; empty if none is.

        Of the findings of those not shown only open majors count, so that only they are told.
        """
        if not self.others:
            return ""
        kinds = [kind for kind, _ in self.others]
        nouns = {"audit": "audit", "certificate": "certificate-like record"}
        parts = [counted(kinds.count(kind), noun) for kind, noun in nouns.items() if kind in kinds]
        verb = "is" if len(kinds) == 1 else "are"
        audits = f"{listed(parts)} for other customers {verb}"
        if not self.hidden:
            what = self.not_recognised_words()
            return f"{audits} listed: confidential, and {what[:1].lower()}{what[1:]}."
        words = f"{audits} on record and, being confidential, not shown."
        if self.unnamed_majors:
            majors = counted(
                self.unnamed_majors, "open major nonconformity", "open major nonconformities"
            )
            verb = "counts" if self.unnamed_majors == 1 else "count"
            words += f" {majors} of such audits {verb}, unnamed."
        return words


def kinds_sentence(certificates: Iterable[Certificate]) -> str:
    """What management-system and product certificates speak for, in words, for those on record."""
    first: dict[Kind | None, str] = {}
    for certificate in certificates:
        first.setdefault(certificate.facts.kind, certificate.facts.standard)
    system = first.get(Kind.MANAGEMENT_SYSTEM)
    product = first.get(Kind.PRODUCT)
    if system and product:
        return (
            f"{system} certifies a management system, not a product; {product} a product, "
            "not a system. Neither ever stands in for the other."
        )
    if system:
        return f"{system} certifies a management system and does not guarantee a product."
    if product:
        return f"{product} speaks for a product, not for the management system behind it."
    return ""
