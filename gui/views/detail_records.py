"""The details of an audit, a finding and a buyer."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from domain import wording
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    GRADING_WORDS,
    PARTY_WORDS,
)
from gui import text
from gui.countries import country_name
from gui.models.details import Detail
from gui.views import detail_parts as parts
from gui.views.detail_parts import Asks, padded
from gui.widgets.labels import Label
from gui.widgets.sections import ItemRow, Section, ruled

IsOpen = Callable[[str], bool]
_BUTTONS = (("edit", "pencil", "Edit"), ("row_menu", "more", "More actions"))


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
        parts.owner_row(detail, asks),
        ruled(6),
        parts.facts(_audit_facts(detail)),
        ruled(),
        Section("Findings", str(len(rows)), rows, add=add, is_open=bool(rows)),
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=True),
        parts.history_row(asks),
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
        ("Planned for", parts.day_of(detail, "planned_on")),
        ("Done on", parts.day_of(detail, "done_on")),
        ("Result", AUDIT_RESULT_WORDS[audit.result] if audit.result else ""),
        ("Score", score),
        ("Next due on", parts.day_of(detail, "next_due_on")),
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
    facts = parts.facts(
        [
            ("Root cause", record.get("root_cause")),
            ("Correction", record.get("correction")),
            ("Corrective action", record.get("corrective_action")),
            ("Responsible", record.get("responsible")),
            ("Raised on", parts.day_of(detail, "raised_on")),
            ("Action due on", parts.day_of(detail, "due_on")),
            ("Action done on", parts.day_of(detail, "done_on")),
            ("Effect verified on", parts.day_of(detail, "verified_on")),
        ]
    )
    documents = list(detail.documents.get(("finding", finding.id), ()))
    title = text.join(GRADING_WORDS[finding.grading], finding.number)
    clause = f"Clause {finding.clause}" if finding.clause else ""
    return [
        parts.head(title, clause, asks, _BUTTONS),
        padded(Label(finding.statement, wrap=True), top=4, bottom=4),
        ruled(),
        parts.owner_row(detail, asks),
        *rows,
        ruled(6),
        facts,
        ruled(),
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=True),
        parts.history_row(asks),
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
        parts.facts(
            [
                ("Address", record["address"]),
                ("Contact", record["contact"]),
                ("Notes", record["notes"]),
            ]
        ),
        ruled(),
        show,
        parts.history_row(asks),
    ]
