"""What buyers demand: requirement profiles, their demands, and for whom each is used."""

from sqlmodel import Field

from domain.records.base import Record, Text, months_field, text_field
from domain.vocabulary import Criticality


class RequirementProfile(Record):
    """What a buyer demands of a supplier (ISO 9001:2015, 8.4.1: criteria).

    `rules` holds the ids of the rules judged by, separated by spaces, in their order. A profile
    of a supplied one's name takes its place.
    """

    name: Text = Field(title="Name", min_length=1, max_length=200)
    description: Text = text_field("Description", 2000)
    rules: Text = Field(title="Rules judged by", min_length=1, max_length=500)
    audit: bool = Field(default=False, title="An audit by the buyer is demanded")
    margin_days: int = Field(default=30, title="Margin (days)", ge=0, le=1000)
    verification_months: int = months_field("A verification stands for (months)", 12)
    audit_months: int = months_field("A buyer's audit stands for (months)", 24)


class ProfileDemand(Record):
    """One demanded standard, or one demanded product mark.

    `subject` may name alternatives: "UL or CSA". `widely` and `shown` concern standards alone.
    """

    profile_id: int
    subject: Text = Field(title="Standard or mark", min_length=1, max_length=200)
    mark: bool = Field(default=False, title="A product mark")
    widely: bool = Field(default=True, title="Only widely recognised")
    shown: bool = Field(default=False, title="Accreditation must be shown")


class ProfileUse(Record):
    """That suppliers are judged under a profile for a buyer (or for nobody in particular).

    A use that names a category or a criticality goes before one that names none; `profile` is
    the profile's name, that of a supplied one included.
    """

    buyer_id: int | None = Field(default=None, title="For buyer")
    profile: Text = Field(title="Profile", min_length=1, max_length=200)
    category: Text = text_field("For suppliers of category", 200)
    criticality: Criticality | None = Field(default=None, title="For suppliers of criticality")
