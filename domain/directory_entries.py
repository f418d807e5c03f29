"""What the directory holds: the entries as plain values, and the names of scopes.

Each entry keeps its source and the day it was checked. Finding them is done by `directory`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.vocabulary import Kind
from domain.wording import long_day

MANAGEMENT_SYSTEMS = "management systems"
PRODUCTS = "products"
PRODUCT_MARKS = "product marks"
CE_CERTIFICATES = "CE certificates"
AUTOMOTIVE = "IATF 16949"
AEROSPACE = "AS/EN/JISQ 9100 family"
SOCIAL = "SA8000"
SCOPES = (
    MANAGEMENT_SYSTEMS,
    PRODUCTS,
    PRODUCT_MARKS,
    CE_CERTIFICATES,
    AUTOMOTIVE,
    AEROSPACE,
    SOCIAL,
)
NOTIFIED_BODY = "EU notified body"
UNSTATED_TUV = "TÜV (which one not stated)"


class BodyStatus(StrEnum):
    """What an accreditation body is, as far as certification goes."""

    SIGNATORY = "signatory"
    SCHEME_AUTHORITY = "scheme authority"
    NOT_SIGNATORY = "not a signatory for certification"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry says of itself. `checked_on`: the day somebody compared it with its
    source; `confidence` "verified" means that this was done, on a day not recorded.
    `own`: it was entered in this register and is none of the supplied ones."""

    confidence: str = ""
    source: str = ""
    checked_on: date | None = None
    own: bool = False

    @property
    def is_checked(self) -> bool:
        """Whether the entry was compared with its source."""
        return self.checked_on is not None or self.confidence.startswith("verified")

    @property
    def origin(self) -> str:
        """Where an own entry comes from, in words; empty for a supplied one."""
        if not self.own:
            return ""
        checked = f"checked {long_day(self.checked_on)}" if self.checked_on else "not checked"
        return f"entered in this register, {checked}"

    def told(self, text: str) -> str:
        """A text that rests on the entry, with its origin where it is an own one."""
        return f"{text} ({self.origin})" if self.own else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A scope an accreditation body is recognised for, from a day on (`None`: not known).

    `ends_on` is the last day of it, `None` while it lasts."""

    scope: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationBody(Entry):
    """An accreditation body or a scheme's own authority."""

    code: str
    name: str = ""
    economy: str = ""
    aliases: tuple[str, ...] = ()
    status: BodyStatus = BodyStatus.UNKNOWN
    scopes: tuple[Scope, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationBody(Entry):
    """A certification body. `exact_aliases` are names only where they fill the whole cell.
    `note` is a caveat that goes with the entry."""

    name: str
    aliases: tuple[str, ...] = ()
    exact_aliases: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CbAccreditation(Entry):
    """That a certification body is accredited by a body for a standard or scope.

    `ends_on` is the last day in force. `status`: active, suspended, withdrawn, unknown."""

    certification_body: str
    accreditation_body: str
    standard: str
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = "active"

    @property
    def label(self) -> str:
        """The entry's name: "SGS–UKAS, ISO 9001"."""
        return f"{self.certification_body}–{self.accreditation_body}, {self.standard}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Entry):
    """An edition of a standard. `invalid_after`: the last day its certificates can be valid;
    a `provisional` one never shortens validity."""

    standard: str
    edition: str
    successor: str = ""
    invalid_after: date | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard with the scope under which accreditation for it is given ("" if not known)."""

    name: str
    kind: Kind | None = None
    scope: str = ""
