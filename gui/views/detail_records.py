"""The details of a certificate, an audit, a finding and a buyer."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from domain import wording
from domain.vocabulary import (
    ACCREDITATION_WORDS,
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    CHECK_WORDS,
    EVENT_WORDS,
    GRADING_WORDS,
    KIND_WORDS,
    PARTY_WORDS,
    Accreditation,
)
from gui import text
from gui.countries import country_name
from gui.models.details import Detail
from gui.views import detail_parts as parts
from gui.views.detail_parts import Asks, padded
from gui.widgets.labels import Label
from gui.widgets.sections import Facts, ItemRow, Section, ruled

IsOpen = Callable[[str], bool]
_BUTTONS = (("edit", "pencil", "Edit"), ("row_menu", "more", "More actions"))


def _facts(pairs: Sequence[tuple[str, object]]) -> QWidget:
    shown = [(name, str(value)) for name, value in pairs if value]
    if not shown:
        return padded(Label("Nothing recorded", size=12, role="text.tertiary"))
    return padded(Facts(shown), top=2, bottom=2)


def _owner(detail: Detail, asks: Asks) -> ItemRow:
    supplier = detail.supplier
    assert supplier is not None
    name = supplier.local_name or supplier.name
    second = supplier.name if supplier.local_name else ""
    row = ItemRow(name, text.join(second, supplier.code) or "Supplier", icon="supplier")
    row.clicked.connect(lambda _c=False: asks.show("suppliers", supplier.id))
    return row


def _day(detail: Detail, field: str) -> str:
    value = detail.record.get(field)
    return text.day(value) if value else ""


def build_certificate(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    """A certificate: what it is worth and why, its particulars, and what befell it."""
    certificate = detail.certificate
    name = wording.standard_with_edition(certificate.standard, certificate.edition)
    standing = detail.standings.get(("certificate", certificate.id))
    kind = KIND_WORDS[certificate.kind] if certificate.kind else "Kind not known"
    widgets: list[QWidget] = [
        parts.head(
            text.join(name or "No standard", certificate.number),
            text.join(kind, certificate.certification_body),
            asks,
            _BUTTONS,
        ),
        parts.standing_block(standing),
        ruled(),
        _owner(detail, asks),
        ruled(6),
        _facts(_certificate_facts(detail)),
        ruled(),
    ]
    widgets += _certificate_sections(detail, asks, is_open)
    return widgets


def _certificate_facts(detail: Detail) -> list[tuple[str, object]]:
    certificate, record = detail.certificate, detail.record
    accreditation = certificate.accreditation_body
    if certificate.accreditation is not Accreditation.NAMED:
        accreditation = ACCREDITATION_WORDS[certificate.accreditation]
    earlier = next(
        (
            wording.certificate_label(each)
            for each in (detail.supplier.certificates if detail.supplier else ())
            if each.id == certificate.supersedes
        ),
        "",
    )
    return [
        ("Holder as printed", certificate.holder),
        ("Issued by", certificate.certification_body),
        ("Accreditation", text.join(accreditation, record.get("accreditation_number") or "")),
        ("Who audited", PARTY_WORDS[certificate.party] if certificate.party else ""),
        ("For", ", ".join(buyer.name for buyer in certificate.buyers)),
        ("Scope", certificate.scope),
        ("Product", certificate.product),
        ("File number", certificate.file_number),
        ("Sites", ", ".join(certificate.sites) or record.get("sites_as_printed")),
        ("First certified on", _day(detail, "first_issued_on")),
        ("Issued on", _day(detail, "issued_on")),
        ("Valid from", _day(detail, "valid_from")),
        ("Ends on", _day(detail, "expires_on") or "not recorded"),
        ("Surveillance due", _day(detail, "surveillance_due_on")),
        ("Renews", earlier),
        ("Status as stated", record.get("status_as_printed")),
        ("Notes", record.get("notes")),
    ]


def _certificate_sections(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    certificate = detail.certificate
    owner = {"certificate_id": certificate.id}

    def section(name: str, rows: list[QWidget], record: str, add: str) -> Section:
        plus = (add, lambda: asks.add(record, owner)) if asks.can_edit else None
        return Section(name, str(len(rows)), rows, add=plus, is_open=is_open(name))

    events = [
        _item(
            asks, "status_event", event.id,
            text.join(EVENT_WORDS[event.kind], text.day(event.on) if event.on else "no date"),
            text.join(f"to {text.day(event.until)}" if event.until else "", event.reason),
        )
        for event in certificate.events
    ]  # fmt: skip
    checks = [
        _item(
            asks, "verification", check.id,
            text.join(CHECK_WORDS[check.result], text.day(check.on) if check.on else ""),
            text.join(check.source, check.by, check.note),
        )
        for check in certificate.verifications
    ]  # fmt: skip
    decisions = [
        _item(
            asks, "scope_decision", decision.id,
            "Covers what is supplied" if decision.covers else "Does not cover what is supplied",
            text.join(decision.product, decision.site, decision.by, text.day(decision.on)
                      if decision.on else ""),
        )
        for decision in certificate.decisions
    ]  # fmt: skip
    documents = list(detail.documents.get(("certificate", certificate.id), ()))
    return [
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=True),
        section("Suspended, withdrawn, restored", events, "status_event", "Record an event"),
        section("Checks with the issuer", checks, "verification", "Record a check"),
        section("Scope and site", decisions, "scope_decision", "Decide on scope and site"),
        _history(asks),
    ]


def _item(asks: Asks, record: str, number: int, first: str, second: str) -> QWidget:
    row = ItemRow(first, second)
    row.clicked.connect(lambda _c=False: asks.open_form(record, number))
    return row


def build_audit(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    """An audit: what it is worth, its particulars, its findings and documents."""
    audit = detail.audit
    kind = AUDIT_KIND_WORDS[audit.kind] if audit.kind else "Audit"
    when = audit.done_on or audit.planned_on
    planned = "planned for " if audit.done_on is None and when else ""
    findings = [
        finding
        for finding in (detail.supplier.findings if detail.supplier else ())
        if finding.audit_id == audit.id
    ]
    add = None
    if asks.can_edit:
        add = ("Add a finding", lambda: asks.add("finding", {"audit_id": audit.id}))
    rows: list[QWidget] = [parts.finding_row(detail, each, asks) for each in findings]
    documents = list(detail.documents.get(("audit", audit.id), ()))
    name = wording.standard_with_edition(audit.standard, audit.edition)
    return [
        parts.head(
            text.join(kind, name),
            text.join(planned + text.day(when) if when else "no date", audit.reference),
            asks,
            _BUTTONS,
        ),
        parts.standing_block(detail.standings.get(("audit", audit.id))),
        ruled(),
        _owner(detail, asks),
        ruled(6),
        _facts(_audit_facts(detail)),
        ruled(),
        Section("Findings", str(len(rows)), rows, add=add, is_open=bool(rows)),
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=True),
        _history(asks),
    ]


def _audit_facts(detail: Detail) -> list[tuple[str, object]]:
    audit, record = detail.audit, detail.record
    score = f"{audit.score:g} %" if audit.score is not None else ""
    return [
        ("Who audited", PARTY_WORDS[audit.party] if audit.party else "not recorded"),
        ("For", ", ".join(buyer.name for buyer in audit.buyers)),
        ("Conducted by", audit.conducted_by),
        ("Lead auditor", audit.lead_auditor),
        ("Site", audit.site),
        ("Planned for", _day(detail, "planned_on")),
        ("Done on", _day(detail, "done_on")),
        ("Result", AUDIT_RESULT_WORDS[audit.result] if audit.result else ""),
        ("Score", score),
        ("Next due on", _day(detail, "next_due_on")),
        ("Notes", record.get("notes")),
    ]


def build_finding(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    """A finding with its correction and corrective action."""
    finding, record = detail.finding, detail.record
    audit = next(
        (
            a
            for a in (detail.supplier.audits if detail.supplier else ())
            if a.id == finding.audit_id
        ),
        None,
    )
    rows: list[QWidget] = []
    if audit is not None:
        row = ItemRow(wording.audit_label(audit), "Audit", icon="audit")
        row.clicked.connect(lambda _c=False: asks.show("audits", finding.audit_id))
        rows.append(row)
    facts = _facts(
        [
            ("Root cause", record.get("root_cause")),
            ("Correction", record.get("correction")),
            ("Corrective action", record.get("corrective_action")),
            ("Responsible", record.get("responsible")),
            ("Raised on", _day(detail, "raised_on")),
            ("Action due on", _day(detail, "due_on")),
            ("Action done on", _day(detail, "done_on")),
            ("Effect verified on", _day(detail, "verified_on")),
        ]
    )
    documents = list(detail.documents.get(("finding", finding.id), ()))
    title = text.join(GRADING_WORDS[finding.grading], finding.number)
    clause = f"Clause {finding.clause}" if finding.clause else ""
    return [
        parts.head(title, clause, asks, _BUTTONS),
        padded(Label(finding.statement, wrap=True), top=4, bottom=4),
        ruled(),
        _owner(detail, asks),
        *rows,
        ruled(6),
        facts,
        ruled(),
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=True),
        _history(asks),
    ]


def build_buyer(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    """A buyer's particulars."""
    record = detail.record
    country = country_name(record["country"]) if record["country"] else ""
    show = ItemRow("Show the register for this buyer", icon="buyer")
    show.clicked.connect(lambda _c=False: asks.act("for_this_buyer"))
    return [
        parts.head(record["name"], text.join(country, record["code"]), asks, _BUTTONS),
        ruled(),
        _facts(
            [
                ("Address", record["address"]),
                ("Contact", record["contact"]),
                ("Notes", record["notes"]),
            ]
        ),
        ruled(),
        show,
        _history(asks),
    ]


def _history(asks: Asks) -> QWidget:
    row = ItemRow("Change history", icon="clock")
    row.clicked.connect(lambda _c=False: asks.act("history"))
    return row
