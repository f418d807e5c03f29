"""The sections of a supplier's detail, top to bottom; rows are made when a section is opened."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from domain.facts import CertificateFacts, SiteFacts
from domain.inquiry import checked_on
from domain.rule_supplier import is_open_finding
from domain.scope import lines_of
from domain.vocabulary import CRITICALITY_WORDS, State
from gui import fonts, text
from gui.countries import country_name
from gui.models.details import Detail
from gui.models.scope_cover import Question, questions
from gui.views import detail_parts as parts
from gui.views import detail_upkeep as upkeep
from gui.views.detail_certificate import cover_chip
from gui.views.detail_checks import check_row
from gui.views.detail_parts import Asks, padded
from gui.widgets.chips import Chip
from gui.widgets.labels import Label
from gui.widgets.sections import Facts, ItemRow, Made, Section

IsOpen = Callable[[str], bool]


class _Sections:
    """Builds the sections of one detail."""

    def __init__(self, detail: Detail, asks: Asks, is_open: IsOpen) -> None:
        assert detail.supplier is not None
        self.detail, self.asks, self.is_open = detail, asks, is_open
        self.supplier, self.day = detail.supplier, detail.shown.day

    def section(
        self, name: str, rows: Sequence[Made], record: str = "", add: str = "", count: str = ""
    ) -> Section:
        """A section with a plus for one more record of the supplier's."""
        owner = {"supplier_id": self.supplier.id}
        plus = (add, lambda: self.asks.add(record, owner)) if record else None
        return Section(
            name,
            count or str(len(rows)),
            rows,
            add=plus if self.asks.can_edit else None,
            is_open=self.is_open(name),
        )

    def evidence(self) -> Iterator[QWidget]:
        """Certificates, audits, findings."""
        detail, asks, supplier = self.detail, self.asks, self.supplier
        certificates = sorted(supplier.certificates, key=self._order)
        audits = sorted(
            supplier.audits, key=lambda a: a.done_on or a.planned_on or a.recorded_on, reverse=True
        )
        is_open = partial(is_open_finding, day=self.day)
        findings = sorted(supplier.findings, key=lambda finding: not is_open(finding))
        still_open = sum(is_open(finding) for finding in findings)
        yield self.section(
            "Certificates",
            [partial(parts.certificate_row, detail, each, asks) for each in certificates],
            "certificate",
            "Add a certificate",
        )
        yield self.section(
            "Audits",
            [partial(parts.audit_row, detail, each, asks) for each in audits],
            "audit",
            "Add an audit",
        )
        yield self.section(
            "Findings",
            [partial(parts.finding_row, detail, each, asks) for each in findings],
            count=f"{still_open} open" if findings else "0",
        )

    def _order(self, certificate: CertificateFacts) -> tuple[bool, int]:
        standing = self.detail.standings.get(("certificate", certificate.id))
        gone = standing is not None and standing.superseded
        end = certificate.expires_on
        return gone, -(end.toordinal() if end else 0)

    # Sites

    def sites(self) -> Section:
        """Sites with what they supply, and whether the evidence for the demands covers it."""
        asked = self._asked()
        held = [asked.get(site.name, []) for site in self.supplier.sites]
        left = sum(each.is_open for group in held for each in group)
        count = f"{left} undecided" if left else ""
        rows: list[Made] = [
            partial(self._site_row, site, group)
            for site, group in zip(self.supplier.sites, held, strict=True)
        ]
        return self.section("Sites", rows, "site", "Add a site", count)

    def _asked(self) -> dict[str, list[Question]]:
        """What the certificates that stand for the demanded standards have to cover, by site."""
        selected = self.detail.assessment.selected if self.detail.assessment else {}
        chosen = [selected.get(demand.standard) for demand in self.detail.profile.standards]
        found: dict[str, list[Question]] = {}
        for each in self.supplier.certificates:
            if ("certificate", each.id) in chosen:
                for question in questions(self.supplier, each, self.day):
                    found.setdefault(question.supply.site, []).append(question)
        return found

    def _site_row(self, site: SiteFacts, asked: Sequence[Question]) -> QWidget:
        country = country_name(site.country) if site.country else ""
        products = ", ".join(lines_of(site.products))
        supplies = f"Supplies {products}" if products else "Supplies us"
        second = text.join(supplies if site.supplies else "", site.address, country)
        row = ItemRow(site.name, second, icon="site", chip=_cover(asked))
        row.clicked.connect(lambda _c=False: self.asks.open_form("site", site.id))
        return row

    # People, documents, checks, particulars

    def contacts(self) -> Section:
        """People at the supplier."""
        rows: list[Made] = [partial(self._contact_row, each) for each in self.detail.contacts]
        return self.section("Contacts", rows, "contact", "Add a contact")

    def _contact_row(self, contact: Any) -> QWidget:
        second = text.join(contact["role"], contact["email"], contact["phone"])
        row = ItemRow(contact["name"], second, icon="buyer")
        number = int(contact["id"])
        row.clicked.connect(lambda _c=False: self.asks.open_form("contact", number))
        return row

    def checks(self) -> Section:
        """The checks of all its certificates, newest first."""
        found = [
            (check, text.join(certificate.standard, certificate.number))
            for certificate in self.supplier.certificates
            for check in certificate.verifications
        ]
        found.sort(key=lambda pair: (checked_on(pair[0]), pair[0].id), reverse=True)
        rows: list[Made] = [partial(check_row, check, self.asks, name) for check, name in found]
        return self.section("Checks with issuers", rows)

    def particulars(self) -> Section:
        """What else is recorded of the supplier itself."""
        supplier = self.supplier
        level = CRITICALITY_WORDS[supplier.criticality] if supplier.criticality else ""
        pairs = [
            ("Address", supplier.address),
            ("Categories", supplier.categories),
            ("Supplies", supplier.supplies),
            ("Criticality", level),
            ("Notes", supplier.notes),
        ]
        shown = [(name, value) for name, value in pairs if value]
        if not shown:
            nothing = padded(Label("Nothing recorded", size=12, role="text.tertiary"))
            return self.section("Particulars", [nothing], count="…")
        facts = Facts(shown)
        facts.setMinimumHeight(fonts.px(20))
        return self.section("Particulars", [padded(facts, top=4, bottom=4)], count="…")


def _cover(asked: Sequence[Question]) -> Chip | None:
    """Whether what a site supplies is covered: the worst of all that was asked."""
    if not asked:
        return None
    if any(each.decision is not None and not each.decision.covers for each in asked):
        return cover_chip(False)
    if any(each.is_open for each in asked):
        return parts.worded_chip(State.UNDATED, "Undecided")
    return cover_chip(True)


def sections(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    """Every section, what needs attention first."""
    made, supplier, day = _Sections(detail, asks, is_open), detail.supplier, detail.shown.day
    assert supplier is not None
    documents = detail.all_documents()
    return [
        upkeep.ahead(detail, is_open),
        upkeep.programme(detail, asks, is_open),
        *upkeep.hints(detail, asks, is_open),
        *made.evidence(),
        made.sites(),
        upkeep.evaluations(detail, asks, is_open),
        made.section(
            "Decisions", upkeep.approvals(supplier.approvals, asks), "approval",
            "Record our decision",
        ),
        made.section(
            "Waivers", upkeep.waivers(supplier.waivers, day, asks), "waiver", "Waive a rule",
            upkeep.waivers_count(supplier.waivers, day),
        ),
        made.checks(),
        made.contacts(),
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=False),
        made.particulars(),
        parts.history_row(asks),
    ]  # fmt: skip
