"""The organisation's own decisions on a supplier: approvals, evaluations, waivers."""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlmodel import Field

from domain.records.base import Record, Text, day_field, percent_field, text_field
from domain.vocabulary import Decision, Rule, SupplierClass


class Approval(Record):
    """The organisation's own decision on a supplier (ISO 9001:2015, 8.4.1)."""

    supplier_id: int
    decision: Decision = Field(title="Decision")
    on: date | None = day_field("Decided on")
    by: Text = Field(title="Decided by", min_length=1, max_length=200)
    criteria: Text = text_field("Criteria", 2000)
    conditions: Text = text_field("Conditions", 2000)
    ends_on: date | None = day_field("Holds until (last day)")
    due_on: date | None = day_field("Re-evaluation due on")


class Evaluation(Record):
    """An evaluation of a supplier's performance over a period (ISO 9001:2015, 8.4.1)."""

    supplier_id: int = Field(title="Supplier")
    period_from: date | None = day_field("Period from")
    period_to: date | None = day_field("Period to (last day)")
    quality: float | None = percent_field("Quality (%)")
    delivery: float | None = percent_field("Delivery (%)")
    service: float | None = percent_field("Service (%)")
    score: float | None = percent_field("Score (%)")
    rating: SupplierClass | None = Field(default=None, title="Class")
    done_on: date | None = day_field("Evaluated on")
    by: Text = text_field("Evaluated by", 200)
    next_due_on: date | None = day_field("Next evaluation due on")
    notes: Text = text_field("Notes", 20000)

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Self:
        if self.period_from and self.period_to and self.period_to < self.period_from:
            raise ValueError("The period ends before it starts.")
        return self


class Waiver(Record):
    """A waiver of one rule for a buyer or a profile, until its end (inclusive)."""

    supplier_id: int
    rule: Rule = Field(title="Rule")
    subject: Text = text_field("Standard or mark", 200)
    buyer_id: int | None = Field(default=None, title="For buyer")
    profile: Text | None = Field(default=None, title="Under profile", max_length=200)
    reason: Text = Field(title="Reason", min_length=1, max_length=2000)
    by: Text = Field(title="Granted by", min_length=1, max_length=200)
    granted_on: date | None = day_field("Granted on")
    ends_on: date = Field(title="Ends on (last day)")
