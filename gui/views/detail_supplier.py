"""The detail of a supplier: verdict and why, coverage, and a section for each kind of record."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from domain.facts import ApprovalFacts, CertificateFacts, WaiverFacts
from domain.qualification import Line
from domain.vocabulary import (
    CHECK_WORDS,
    CRITICALITY_WORDS,
    DECISION_WORDS,
    RULE_WORDS,
    SupplierStatus,
)
from gui import fonts, text
from gui.countries import country_name
from gui.models.coverage import Coverage, coverage_of
from gui.models.details import Detail
from gui.views import detail_parts as parts
from gui.views.detail_parts import Asks, padded
from gui.widgets.labels import Label
from gui.widgets.sections import Facts, ItemRow, Section, ruled
from gui.widgets.timeline import Timeline
from gui.widgets.verdict import RuleList, VerdictCard

AHEAD = "What changes next"
MOST_AHEAD = 6
_KIND_OF = {"certificate": "certificates", "audit": "audits", "finding": "findings"}
_FORM_OF = {"approval": "approval", "waiver": "waiver", "decision": "scope_decision",
            "verification": "verification", "site": "site", "supplier": "supplier"}  # fmt: skip


def build(detail: Detail, asks: Asks, is_open: Callable[[str], bool]) -> list[QWidget]:
    """The widgets of the pane, top to bottom."""
    supplier, assessment = detail.supplier, detail.assessment
    assert supplier is not None
    assert assessment is not None
    first, second = (
        (supplier.local_name, supplier.name) if supplier.local_name else (supplier.name, "")
    )
    country = country_name(supplier.country) if supplier.country else ""
    widgets: list[QWidget] = [
        parts.head(
            first,
            text.join(second, country, supplier.code),
            asks,
            (
                ("report_supplier", "doc", "Report on this supplier"),
                ("edit", "pencil", "Edit the supplier"),
                ("row_menu", "more", "More actions"),
            ),
        ),
    ]
    if supplier.status is SupplierStatus.WITHDRAWN:
        widgets.append(_withdrawn(detail))
    widgets.append(padded(VerdictCard(assessment), top=8, bottom=4))
    widgets.append(_rules(detail, asks))
    if (coverage := coverage_of(detail)) is not None:
        widgets += [ruled(), padded(*_coverage(coverage))]
    widgets.append(ruled())
    widgets += _sections(detail, asks, is_open)
    return widgets


def _withdrawn(detail: Detail) -> QWidget:
    assert detail.supplier is not None
    day = text.day(detail.supplier.withdrawn_on)
    words = f"Withdrawn {day}: {detail.supplier.withdrawn_reason}"
    return padded(Label(words, size=12, weight=500, role="validity.lapsed_quiet.ink", wrap=True))


def _rules(detail: Detail, asks: Asks) -> RuleList:
    assert detail.assessment is not None
    rules = RuleList(detail.assessment.lines, can_edit=asks.can_edit)

    def show(kind: str, number: int) -> None:
        if kind in _KIND_OF:
            asks.open_form(kind, number)
        elif kind in _FORM_OF:
            asks.open_form(_FORM_OF[kind], number)

    def waive(line: Line) -> None:
        preset = {"supplier_id": detail.id, "rule": line.rule, "subject": line.subject}
        if detail.shown.buyer is not None:
            preset["buyer_id"] = detail.shown.buyer.id
        else:
            preset["profile"] = detail.shown.profile.name
        asks.add("waiver", preset)

    rules.evidence_asked.connect(show)
    rules.waiver_asked.connect(waive)
    return rules


def _coverage(coverage: Coverage) -> list[QWidget]:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Label("Coverage", weight=600), 1)
    years = f"{coverage.first_year} – {coverage.last_year}"
    row.addWidget(Label(years, size=12, role="text.secondary", tabular=True))
    widgets: list[QWidget] = [head, Timeline(coverage)]
    if coverage.notes:
        words = "  ".join(f"{note}." for note in coverage.notes)
        widgets.append(Label(words, size=12, role="text.secondary", wrap=True))
    return widgets


def _ahead(detail: Detail, is_open: Callable[[str], bool]) -> Section:
    ahead = detail.next_changes[:MOST_AHEAD]
    facts = [(text.day(day), sentence) for day, sentence in ahead]
    rows = [padded(Facts(facts, size=12), top=2, bottom=4)] if facts else []
    first = text.day(ahead[0][0]) if ahead else text.NOTHING
    return Section(AHEAD, first, rows, is_open=is_open(AHEAD))


def _sections(detail: Detail, asks: Asks, is_open: Callable[[str], bool]) -> list[QWidget]:
    supplier = detail.supplier
    assert supplier is not None
    owner = {"supplier_id": supplier.id}

    def section(
        name: str, rows: Sequence[QWidget], record: str = "", add: str = "", count: str = ""
    ) -> Section:
        plus = (add, lambda: asks.add(record, owner)) if record and asks.can_edit else None
        return Section(name, count or str(len(rows)), rows, add=plus, is_open=is_open(name))

    certificates = sorted(supplier.certificates, key=lambda each: _order(detail, each))
    audits = sorted(
        supplier.audits, key=lambda a: a.done_on or a.planned_on or a.recorded_on, reverse=True
    )
    open_findings = sum(parts.is_open_on(finding, detail) for finding in supplier.findings)
    findings = sorted(supplier.findings, key=lambda f: not parts.is_open_on(f, detail))
    return [
        _ahead(detail, is_open),
        section(
            "Certificates",
            [parts.certificate_row(detail, each, asks) for each in certificates],
            "certificate",
            "Add a certificate",
        ),
        section(
            "Audits",
            [parts.audit_row(detail, each, asks) for each in audits],
            "audit",
            "Add an audit",
        ),
        section(
            "Findings",
            [parts.finding_row(detail, each, asks) for each in findings],
            count=f"{open_findings} open" if supplier.findings else "0",
        ),
        section("Sites", _sites(detail, asks), "site", "Add a site"),
        section("Contacts", _contacts(detail, asks), "contact", "Add a contact"),
        parts.documents_section(
            detail.all_documents(), asks, is_open=is_open("Documents"), attach=False
        ),
        section(
            "Decisions", _approvals(supplier.approvals, asks), "approval", "Record our decision"
        ),
        section("Waivers", _waivers(supplier.waivers, asks), "waiver", "Waive a rule"),
        section("Checks with issuers", _checks(detail, asks)),
        section("Particulars", [_facts(detail)], count="…"),
        _history(asks),
    ]


def _order(detail: Detail, certificate: CertificateFacts) -> tuple[bool, int]:
    standing = detail.standings.get(("certificate", certificate.id))
    gone = bool(standing and standing.superseded)
    end = certificate.expires_on
    return gone, -(end.toordinal() if end else 0)


def _sites(detail: Detail, asks: Asks) -> list[QWidget]:
    assert detail.supplier is not None
    rows: list[QWidget] = []
    for site in detail.supplier.sites:
        country = country_name(site.country) if site.country else ""
        second = text.join("Supplies us" if site.supplies else "", site.address, country)
        row = ItemRow(site.name, second, icon="site")
        row.clicked.connect(lambda _c=False, s=site: asks.open_form("site", s.id))
        rows.append(row)
    return rows


def _contacts(detail: Detail, asks: Asks) -> list[QWidget]:
    rows: list[QWidget] = []
    for contact in detail.contacts:
        second = text.join(contact["role"], contact["email"], contact["phone"])
        row = ItemRow(contact["name"], second, icon="buyer")
        row.clicked.connect(lambda _c=False, c=contact: asks.open_form("contact", int(c["id"])))
        rows.append(row)
    return rows


def _approvals(approvals: Sequence[ApprovalFacts], asks: Asks) -> list[QWidget]:
    rows: list[QWidget] = []
    for approval in sorted(approvals, key=lambda a: a.on or a.recorded_on, reverse=True):
        due = f"due again {text.day(approval.due_on)}" if approval.due_on else ""
        row = ItemRow(
            text.join(DECISION_WORDS[approval.decision], text.day(approval.on)),
            text.join(approval.by, approval.conditions, due),
        )
        row.clicked.connect(lambda _c=False, a=approval: asks.open_form("approval", a.id))
        rows.append(row)
    return rows


def _waivers(waivers: Sequence[WaiverFacts], asks: Asks) -> list[QWidget]:
    rows: list[QWidget] = []
    for waiver in sorted(waivers, key=lambda w: w.ends_on, reverse=True):
        whom = waiver.buyer.name if waiver.buyer else waiver.profile or "every buyer"
        row = ItemRow(
            text.join(RULE_WORDS[waiver.rule], waiver.subject, f"to {text.day(waiver.ends_on)}"),
            text.join(f"for {whom}", f"by {waiver.by}", waiver.reason),
        )
        row.clicked.connect(lambda _c=False, w=waiver: asks.open_form("waiver", w.id))
        rows.append(row)
    return rows


def _checks(detail: Detail, asks: Asks) -> list[QWidget]:
    assert detail.supplier is not None
    found = [
        (check, certificate)
        for certificate in detail.supplier.certificates
        for check in certificate.verifications
    ]
    rows: list[QWidget] = []
    for check, certificate in sorted(
        found, key=lambda pair: pair[0].on or pair[0].recorded_on, reverse=True
    ):
        row = ItemRow(
            text.join(CHECK_WORDS[check.result], text.day(check.on)),
            text.join(certificate.standard, certificate.number, check.source, check.by),
        )
        row.clicked.connect(lambda _c=False, v=check: asks.open_form("verification", v.id))
        rows.append(row)
    return rows


def _facts(detail: Detail) -> QWidget:
    supplier = detail.supplier
    assert supplier is not None
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
        return padded(Label("Nothing recorded", size=12, role="text.tertiary"))
    facts = Facts(shown)
    facts.setMinimumHeight(fonts.px(20))
    return padded(facts, top=4, bottom=4)


def _history(asks: Asks) -> QWidget:
    row = ItemRow("Change history", icon="clock")
    row.clicked.connect(lambda _c=False: asks.act("history"))
    return row
