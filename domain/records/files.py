"""Documents beside the register, and its preferences."""

from sqlmodel import Field

from domain.records.base import Record, Text


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
