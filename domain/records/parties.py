"""Suppliers with their sites and contacts, and buyers."""

import re
from datetime import date
from typing import Self

from pydantic import field_validator, model_validator
from sqlmodel import Field

from domain.records.base import Record, Text, day_field, text_field
from domain.vocabulary import Criticality, SupplierStatus


class Supplier(Record):
    """An organisation one buys from."""

    code: Text = text_field("Supplier number", 60)
    name: Text = Field(title="Name", min_length=1, max_length=300)
    local_name: Text = text_field("Name in local script", 300)
    country: Text = text_field("Country", 2)
    address: Text = text_field("Address", 1000)
    categories: Text = text_field("Categories", 500)
    supplies: Text = text_field("Supplies", 1000)
    criticality: Criticality | None = Field(default=None, title="Criticality")
    status: SupplierStatus = Field(default=SupplierStatus.IN_USE, title="Status")
    withdrawn_on: date | None = day_field("Withdrawn on")
    withdrawn_reason: Text = text_field("Reason for withdrawal", 1000)
    notes: Text = text_field("Notes", 20000)

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
    address: Text = text_field("Address", 1000)
    country: Text = text_field("Country", 2)
    supplies: bool = Field(default=False, title="Supplies us")
    products: Text = text_field("What it supplies", 2000)


class Contact(Record):
    """A person at a supplier."""

    supplier_id: int
    name: Text = Field(title="Name", min_length=1, max_length=200)
    role: Text = text_field("Role", 200)
    email: Text = text_field("E-mail", 254)
    phone: Text = text_field("Telephone", 60)

    @field_validator("email")
    @classmethod
    def _email_has_an_at(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            raise ValueError("This is not an e-mail address. Example: name@company.com")
        return value


class Buyer(Record):
    """A customer for whom qualification is stated."""

    code: Text = text_field("Buyer number", 60)
    name: Text = Field(title="Name", min_length=1, max_length=300)
    country: Text = text_field("Country", 2)
    address: Text = text_field("Address", 1000)
    contact: Text = text_field("Contact", 300)
    notes: Text = text_field("Notes", 20000)
