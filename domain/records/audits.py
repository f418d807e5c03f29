"""Audits and their findings."""

from datetime import date

from sqlmodel import Field

from domain.records.base import Record, Text, day_field, text_field
from domain.vocabulary import AuditKind, AuditResult, Grading, Party


class Audit(Record):
    """An audit, planned or done."""

    supplier_id: int = Field(title="Supplier")
    reference: Text = text_field("Reference", 100)
    party: Party | None = Field(default=None, title="Who audited")
    kind: AuditKind | None = Field(default=None, title="Kind of audit")
    standard: Text = text_field("Criteria", 200)
    edition: Text | None = Field(default=None, title="Edition", max_length=20)
    planned_on: date | None = day_field("Planned for")
    done_on: date | None = day_field("Done on")
    site: Text = text_field("Site", 300)
    conducted_by: Text = text_field("Conducted by", 300)
    lead_auditor: Text = text_field("Lead auditor", 200)
    result: AuditResult | None = Field(default=None, title="Result")
    score: float | None = Field(default=None, title="Score (%)", ge=0, le=100)
    next_due_on: date | None = day_field("Next due on")
    certificate_id: int | None = Field(default=None, title="For certificate")
    notes: Text = text_field("Notes", 20000)


class AuditBuyer(Record):
    """That a buyer did or commissioned an audit."""

    audit_id: int
    buyer_id: int


class Finding(Record):
    """A finding of an audit, with its correction and corrective action (ISO 9001:2015, 10.2)."""

    audit_id: int = Field(title="Audit")
    number: Text = text_field("Finding number", 60)
    clause: Text = text_field("Clause", 60)
    grading: Grading = Field(title="Grading")
    statement: Text = Field(title="Statement", min_length=1, max_length=5000)
    root_cause: Text = text_field("Root cause", 5000)
    correction: Text = text_field("Correction", 5000)
    corrective_action: Text = text_field("Corrective action", 5000)
    responsible: Text = text_field("Responsible", 200)
    raised_on: date | None = day_field("Raised on")
    due_on: date | None = day_field("Action due on")
    done_on: date | None = day_field("Action done on")
    verified_on: date | None = day_field("Effectiveness verified on")
