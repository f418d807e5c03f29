"""Entries of the directory that a register holds of its own.

An entry takes the place of the supplied one of the same key (a body's code or name; body,
accreditation body and standard of an accreditation; standard and edition of an edition);
`unused` takes the supplied one away without putting anything in its place. Several names in
one field stand on lines of their own.
"""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlmodel import Field

from domain.directory_entries import BodyStatus
from domain.records.base import Record, Text, day_field, text_field
from domain.vocabulary import AccreditationStatus


class AccreditationBody(Record):
    """An accreditation body, or a scheme's own authority."""

    code: Text = Field(title="Short name", min_length=1, max_length=100)
    name: Text = text_field("Full name", 300)
    economy: Text = text_field("Economy", 100)
    aliases: Text = text_field("Other names", 5000)
    status: BodyStatus = Field(default=BodyStatus.UNKNOWN, title="Status")
    note: Text = text_field("Note", 2000)
    source: Text = text_field("Source", 1000)
    checked_on: date | None = day_field("Checked on")
    unused: bool = Field(default=False, title="Not used")


class AccreditationScope(Record):
    """A scope for which an accreditation body is recognised, from and until a day."""

    body_id: int
    scope: Text = Field(title="Scope", min_length=1, max_length=200)
    starts_on: date | None = day_field("From")
    ends_on: date | None = day_field("Until (last day)")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("It ends before it starts.")
        return self


class CertificationBody(Record):
    """A certification body. `exact_aliases` are names only where they fill a whole cell."""

    name: Text = Field(title="Name", min_length=1, max_length=300)
    aliases: Text = text_field("Other names", 5000)
    exact_aliases: Text = text_field("Short forms (whole cell only)", 2000)
    note: Text = text_field("Note", 2000)
    source: Text = text_field("Source", 1000)
    checked_on: date | None = day_field("Checked on")
    unused: bool = Field(default=False, title="Not used")


class CbAccreditation(Record):
    """That a certification body is accredited by a body for a standard or scope."""

    certification_body: Text = Field(title="Certification body", min_length=1, max_length=300)
    accreditation_body: Text = Field(title="Accreditation body", min_length=1, max_length=100)
    standard: Text = Field(title="Standard or scope", min_length=1, max_length=200)
    starts_on: date | None = day_field("From")
    ends_on: date | None = day_field("Until (last day)")
    status: AccreditationStatus = Field(default=AccreditationStatus.ACTIVE, title="Status")
    source: Text = text_field("Source", 1000)
    checked_on: date | None = day_field("Checked on")
    unused: bool = Field(default=False, title="Not used")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("It ends before it starts.")
        return self


class StandardEdition(Record):
    """An edition of a standard, and the last day on which its certificates can be valid."""

    standard: Text = Field(title="Standard", min_length=1, max_length=200)
    edition: Text = Field(title="Edition", min_length=1, max_length=20)
    successor: Text = text_field("Followed by", 200)
    invalid_after: date | None = day_field("Last day of its certificates")
    provisional: bool = Field(default=False, title="Provisional")
    source: Text = text_field("Source", 1000)
    checked_on: date | None = day_field("Checked on")
    unused: bool = Field(default=False, title="Not used")
