"""Every record a person can edit: its fields, their limits and their validation, stated once.

These are SQLModel data models, not tables. `storage.tables` derives the tables from
them; forms, importer and command line validate through `model_validate`, which names the
field and says what to do. Nothing else in `domain`, and nothing needed for the first
paint, imports this module: it loads the whole of SQLModel.

A field's `title` is its label. Texts are trimmed and normalised to NFC, control characters
are dropped; an empty text means "not recorded".
"""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, field_validator, model_validator
from sqlmodel import Field, SQLModel

from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    CheckResult,
    Criticality,
    Decision,
    EventKind,
    Grading,
    Kind,
    Party,
    Rule,
    SupplierStatus,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_text(value: Any) -> Any:
    """NFC, no control characters, no surrounding space; other types pass unchanged."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _CONTROL.sub("", value)).strip()
    return value


Text = Annotated[str, BeforeValidator(clean_text)]


def _text(title: str, limit: int, **more: Any) -> Any:
    return Field(default="", title=title, max_length=limit, **more)


def _day(title: str) -> Any:
    return Field(default=None, title=title)


class Record(SQLModel):
    """Base of all records: refuses unknown fields. Build one by `model_validate`."""

    model_config = {"extra": "forbid"}


class Supplier(Record):
    """An organisation one buys from."""

    code: Text = _text("Supplier number", 60)
    name: Text = Field(title="Name", min_length=1, max_length=300)
    local_name: Text = _text("Name in local script", 300)
    country: Text = _text("Country", 2)
    address: Text = _text("Address", 1000)
    categories: Text = _text("Categories", 500)
    supplies: Text = _text("Supplies", 1000)
    criticality: Criticality | None = Field(default=None, title="Criticality")
    status: SupplierStatus = Field(default=SupplierStatus.IN_USE, title="Status")
    withdrawn_on: date | None = _day("Withdrawn on")
    withdrawn_reason: Text = _text("Reason for withdrawal", 1000)
    notes: Text = _text("Notes", 20000)

    @field_validator("country")
    @classmethod
    def _country_is_alpha_2(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Za-z]{2}", value):
            raise ValueError("Use the two-letter country code, for example VN.")
        return value.upper()

    @model_validator(mode="after")
    def _withdrawal_has_a_reason(self) -> Self:
        if self.status is SupplierStatus.WITHDRAWN and not self.withdrawn_reason:
            raise ValueError("Say why the supplier was withdrawn.")
        return self


class Site(Record):
    """A place where a supplier works."""

    supplier_id: int
    name: Text = Field(title="Site", min_length=1, max_length=300)
    address: Text = _text("Address", 1000)
    country: Text = _text("Country", 2)
    supplies: bool = Field(default=False, title="Supplies us")


class Contact(Record):
    """A person at a supplier."""

    supplier_id: int
    name: Text = Field(title="Name", min_length=1, max_length=200)
    role: Text = _text("Role", 200)
    email: Text = _text("E-mail", 254)
    phone: Text = _text("Telephone", 60)

    @field_validator("email")
    @classmethod
    def _email_has_an_at(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            raise ValueError("This is not an e-mail address. Example: name@company.com")
        return value


class Buyer(Record):
    """A customer for whom qualification is stated."""

    code: Text = _text("Buyer number", 60)
    name: Text = Field(title="Name", min_length=1, max_length=300)
    country: Text = _text("Country", 2)
    address: Text = _text("Address", 1000)
    contact: Text = _text("Contact", 300)
    notes: Text = _text("Notes", 20000)


class Certificate(Record):
    """A certificate or certificate-like record, with every field of ISO/IEC 17021-1, 8.2.2."""

    supplier_id: int = Field(title="Supplier")
    kind: Kind | None = Field(default=None, title="Kind")
    standard: Text = _text("Standard", 200)
    edition: Text | None = Field(default=None, title="Edition", max_length=20)
    number: Text = _text("Certificate number", 200)
    revision: Text = _text("Revision", 60)
    holder: Text = _text("Holder as printed", 500)
    holder_address: Text = _text("Holder's address as printed", 1000)
    party: Party | None = Field(default=None, title="Who audited")
    certification_body: Text = _text("Issued by", 300)
    accreditation: Accreditation = Field(
        default=Accreditation.NOT_RECORDED, title="Accreditation shown"
    )
    accreditation_body: Text = _text("Accreditation body", 300)
    accreditation_number: Text = _text("Accreditation number", 100)
    scope: Text = _text("Scope", 20000)
    product: Text = _text("Product", 2000)
    file_number: Text = _text("File number of the mark", 100)
    sites_as_printed: Text = _text("Sites as printed", 5000)
    first_issued_on: date | None = _day("First certified on")
    issued_on: date | None = _day("Issued on")
    valid_from: date | None = _day("Valid from")
    expires_on: date | None = _day("Ends on")
    surveillance_due_on: date | None = _day("Surveillance due on")
    status_as_printed: Text = _text("Status as stated", 200)
    supersedes_id: int | None = Field(default=None, title="Renews")
    notes: Text = _text("Notes", 20000)

    @model_validator(mode="after")
    def _accreditation_agrees_with_body(self) -> Self:
        if self.accreditation is Accreditation.NAMED and not self.accreditation_body:
            raise ValueError("Name the accreditation body, or choose “Not recorded”.")
        return self


class CertificateSite(Record):
    """That a certificate names a site of the supplier."""

    certificate_id: int
    site_id: int


class CertificateBuyer(Record):
    """That a second-party, certificate-like record was commissioned by a buyer."""

    certificate_id: int
    buyer_id: int


class StatusEvent(Record):
    """A suspension, restoration, withdrawal or scope reduction."""

    certificate_id: int
    kind: EventKind = Field(title="What happened")
    on: date | None = _day("From")
    until: date | None = _day("Until (last day)")
    reason: Text = _text("Reason", 1000)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.on and self.until and self.until < self.on:
            raise ValueError("It ends before it starts.")
        return self


class Verification(Record):
    """One check of a certificate with its issuer or a public register."""

    certificate_id: int
    on: date | None = _day("Checked on")
    by: Text = _text("Checked by", 200)
    source: Text = _text("Asked of", 300)
    result: CheckResult = Field(title="Result")
    note: Text = _text("Note", 2000)


class ScopeDecision(Record):
    """A person's decision whether a certificate covers what is supplied, and from where."""

    certificate_id: int
    covers: bool = Field(title="Covers what is supplied")
    product: Text = _text("Product", 500)
    site: Text = _text("Site", 300)
    by: Text = Field(title="Decided by", min_length=1, max_length=200)
    on: date | None = _day("Decided on")
    note: Text = _text("Note", 2000)


class Audit(Record):
    """An audit, planned or done."""

    supplier_id: int = Field(title="Supplier")
    reference: Text = _text("Reference", 100)
    party: Party | None = Field(default=None, title="Who audited")
    kind: AuditKind | None = Field(default=None, title="Kind of audit")
    standard: Text = _text("Criteria", 200)
    edition: Text | None = Field(default=None, title="Edition", max_length=20)
    planned_on: date | None = _day("Planned for")
    done_on: date | None = _day("Done on")
    site: Text = _text("Site", 300)
    conducted_by: Text = _text("Conducted by", 300)
    lead_auditor: Text = _text("Lead auditor", 200)
    result: AuditResult | None = Field(default=None, title="Result")
    score: float | None = Field(default=None, title="Score (%)", ge=0, le=100)
    next_due_on: date | None = _day("Next due on")
    certificate_id: int | None = Field(default=None, title="For certificate")
    notes: Text = _text("Notes", 20000)


class AuditBuyer(Record):
    """That a buyer did or commissioned an audit."""

    audit_id: int
    buyer_id: int


class Finding(Record):
    """A finding of an audit, with its correction and corrective action (ISO 9001:2015, 10.2)."""

    audit_id: int = Field(title="Audit")
    number: Text = _text("Finding number", 60)
    clause: Text = _text("Clause", 60)
    grading: Grading = Field(title="Grading")
    statement: Text = Field(title="Statement", min_length=1, max_length=5000)
    root_cause: Text = _text("Root cause", 5000)
    correction: Text = _text("Correction", 5000)
    corrective_action: Text = _text("Corrective action", 5000)
    responsible: Text = _text("Responsible", 200)
    raised_on: date | None = _day("Raised on")
    due_on: date | None = _day("Action due on")
    done_on: date | None = _day("Action done on")
    verified_on: date | None = _day("Effectiveness verified on")


class Approval(Record):
    """The organisation's own decision on a supplier (ISO 9001:2015, 8.4.1)."""

    supplier_id: int
    decision: Decision = Field(title="Decision")
    on: date | None = _day("Decided on")
    by: Text = Field(title="Decided by", min_length=1, max_length=200)
    conditions: Text = _text("Conditions", 2000)
    due_on: date | None = _day("Re-evaluation due on")


class Waiver(Record):
    """A waiver of one rule for a buyer or a profile, until its end (inclusive)."""

    supplier_id: int
    rule: Rule = Field(title="Rule")
    subject: Text = _text("Standard or mark", 200)
    buyer_id: int | None = Field(default=None, title="For buyer")
    profile: Text | None = Field(default=None, title="Under profile", max_length=200)
    reason: Text = Field(title="Reason", min_length=1, max_length=2000)
    by: Text = Field(title="Granted by", min_length=1, max_length=200)
    granted_on: date | None = _day("Granted on")
    ends_on: date = Field(title="Ends on (last day)")


class Document(Record):
    """A scan or proof, kept beside the register under its SHA-256."""

    owner: Text = Field(max_length=40)  # "certificate", "audit", "finding", "verification"
    owner_id: int
    sha256: Text = Field(min_length=64, max_length=64)
    name: Text = Field(title="File name", min_length=1, max_length=255)
    media_type: Text = Field(max_length=100)
    size: int = Field(ge=0)


class Setting(Record):
    """A preference that belongs to the register (windows, issuing organisation)."""

    key: Text = Field(min_length=1, max_length=100)
    value: Text = Field(max_length=2_000_000)
