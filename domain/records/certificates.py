"""Certificates with what befell them, and what people said of them."""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlmodel import Field

from domain.records.base import Record, Text, day_field, text_field
from domain.vocabulary import Accreditation, CheckResult, EventKind, Kind, Party


class Certificate(Record):
    """A certificate or certificate-like record, with every field of ISO/IEC 17021-1, 8.2.2."""

    supplier_id: int = Field(title="Supplier")
    kind: Kind | None = Field(default=None, title="Kind")
    standard: Text = text_field("Standard", 200)
    edition: Text | None = Field(default=None, title="Edition", max_length=20)
    number: Text = text_field("Certificate number", 200)
    revision: Text = text_field("Revision", 60)
    holder: Text = text_field("Holder as printed", 500)
    holder_address: Text = text_field("Holder's address as printed", 1000)
    party: Party | None = Field(default=None, title="Who audited")
    certification_body: Text = text_field("Issued by", 300)
    accreditation: Accreditation = Field(
        default=Accreditation.NOT_RECORDED, title="Accreditation shown"
    )
    accreditation_body: Text = text_field("Accreditation body", 300)
    accreditation_number: Text = text_field("Accreditation number", 100)
    scope: Text = text_field("Scope", 20000)
    product: Text = text_field("Product", 2000)
    file_number: Text = text_field("File number of the mark", 100)
    sites_as_printed: Text = text_field("Sites as printed", 5000)
    first_issued_on: date | None = day_field("First certified on")
    decided_on: date | None = day_field("Certification decided on")
    issued_on: date | None = day_field("Issued on")
    valid_from: date | None = day_field("Valid from")
    expires_on: date | None = day_field("Ends on")
    surveillance_due_on: date | None = day_field("Surveillance due on")
    status_as_printed: Text = text_field("Status as stated", 200)
    supersedes_id: int | None = Field(default=None, title="Renews")
    notes: Text = text_field("Notes", 20000)

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


class RenewalDenial(Record):
    """That a certificate does not renew another one, though their dates suggest it."""

    certificate_id: int
    earlier_id: int = Field(title="Does not renew")
    by: Text = text_field("Said by", 200)
    note: Text = text_field("Note", 1000)

    @model_validator(mode="after")
    def _names_two(self) -> Self:
        if self.earlier_id == self.certificate_id:
            raise ValueError("A certificate cannot renew itself.")
        return self


class StatusEvent(Record):
    """A suspension, restoration, withdrawal or scope reduction."""

    certificate_id: int
    kind: EventKind = Field(title="What happened")
    on: date | None = day_field("From")
    until: date | None = day_field("Until (last day)")
    reason: Text = text_field("Reason", 1000)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.on and self.until and self.until < self.on:
            raise ValueError("It ends before it starts.")
        return self


class Verification(Record):
    """One check of a certificate with its issuer or a public register."""

    certificate_id: int
    on: date | None = day_field("Checked on")
    by: Text = text_field("Checked by", 200)
    source: Text = text_field("Asked of", 300)
    result: CheckResult = Field(title="Result")
    note: Text = text_field("Note", 2000)


class ScopeDecision(Record):
    """A person's decision whether a certificate covers what is supplied, and from where."""

    certificate_id: int
    covers: bool = Field(title="Covers what is supplied")
    product: Text = text_field("Product", 500)
    site: Text = text_field("Site", 300)
    by: Text = Field(title="Decided by", min_length=1, max_length=200)
    on: date | None = day_field("Decided on")
    note: Text = text_field("Note", 2000)
