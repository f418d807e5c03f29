"""How stored columns become values: days, enums, yes-or-no and numbers, by table.

Stated apart from `storage.tables`, which loads SQLModel and is not needed for reading; a test
compares the two. Columns not named here are taken as they are stored.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from domain.directory_entries import BodyStatus
from domain.errors import RegisterError
from domain.vocabulary import (
    Accreditation,
    AccreditationStatus,
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
    SupplierClass,
    SupplierStatus,
)
from storage.rows import DERIVED

Convert = Callable[[Any], Any]
_DAY: Convert = date.fromisoformat
LONGEST_TEXT = 20_000  # characters of the longest field of a record


def stored_text(value: Any, longest: int = LONGEST_TEXT) -> str:
    """A stored text. SQLite keeps any kind of value, of any length, in any column: ValueError
    for what is no text of at most so many characters."""
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"“{str(value)[:40]}” is no text, or too long for one")
    return value


def stored_day(value: Any) -> date | None:
    """A stored day, `None` where none is recorded. ValueError for anything else."""
    return None if value is None else date.fromisoformat(stored_text(value))


def stored_flag(value: Any) -> bool:
    """A stored yes or no. ValueError for anything but 1 and 0."""
    if value not in (0, 1):
        raise ValueError(f"“{str(value)[:40]}” is neither 1 nor 0")
    return bool(value)


def stored_whole(value: Any, least: int, most: int) -> int:
    """A stored whole number between two limits, inclusive. ValueError for anything else."""
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"“{str(value)[:40]}” is no whole number from {least} to {most}")
    return value


def _percent(value: Any) -> float:
    """A stored share of a hundred. ValueError for anything else."""
    if not isinstance(value, int | float) or not 0 <= value <= 100:
        raise ValueError(f"“{str(value)[:40]}” is no number from 0 to 100")
    return float(value)


_EVERY: Mapping[str, Convert] = {"recorded_on": _DAY}
_CONVERTED: Mapping[str, Mapping[str, Convert]] = {
    "supplier": {"criticality": Criticality, "status": SupplierStatus, "withdrawn_on": _DAY},
    "site": {"supplies": bool},
    "contact": {},
    "buyer": {},
    "certificate": {
        "kind": Kind,
        "party": Party,
        "accreditation": Accreditation,
        "first_issued_on": _DAY,
        "decided_on": _DAY,
        "issued_on": _DAY,
        "valid_from": _DAY,
        "expires_on": _DAY,
        "surveillance_due_on": _DAY,
    },
    "certificate_site": {},
    "certificate_buyer": {},
    "renewal_denial": {},
    "status_event": {"kind": EventKind, "on": _DAY, "until": _DAY},
    "verification": {"on": _DAY, "result": CheckResult},
    "scope_decision": {"covers": bool, "on": _DAY},
    "audit": {
        "party": Party,
        "kind": AuditKind,
        "planned_on": _DAY,
        "done_on": _DAY,
        "result": AuditResult,
        "score": _percent,
        "next_due_on": _DAY,
    },
    "audit_buyer": {},
    "finding": {
        "grading": Grading,
        "raised_on": _DAY,
        "due_on": _DAY,
        "done_on": _DAY,
        "verified_on": _DAY,
    },
    "approval": {"decision": Decision, "on": _DAY, "ends_on": _DAY, "due_on": _DAY},
    "evaluation": {
        "period_from": _DAY,
        "period_to": _DAY,
        "quality": _percent,
        "delivery": _percent,
        "service": _percent,
        "score": _percent,
        "rating": SupplierClass,
        "done_on": _DAY,
        "by": stored_text,
        "next_due_on": _DAY,
        "notes": stored_text,
    },
    "waiver": {"rule": Rule, "granted_on": _DAY, "ends_on": _DAY},
    "requirement_profile": {"audit": bool},
    "profile_demand": {"mark": bool, "widely": bool, "shown": bool},
    "profile_use": {"criticality": Criticality},
    "accreditation_body": {"status": BodyStatus, "checked_on": _DAY, "unused": bool},
    "accreditation_scope": {"starts_on": _DAY, "ends_on": _DAY},
    "certification_body": {"checked_on": _DAY, "unused": bool},
    "cb_accreditation": {
        "starts_on": _DAY,
        "ends_on": _DAY,
        "status": AccreditationStatus,
        "checked_on": _DAY,
        "unused": bool,
    },
    "standard_edition": {
        "invalid_after": _DAY,
        "provisional": bool,
        "checked_on": _DAY,
        "unused": bool,
    },
    "document": {},
    "setting": {},
}

# Texts that may be unrecorded other than by being empty.
OPTIONAL_TEXTS = frozenset({"edition", "profile"})
# Table -> column -> conversion. The names double as the list of tables a reader may name.
CONVERTED: Mapping[str, Mapping[str, Convert]] = {
    table: {**columns, **_EVERY} for table, columns in _CONVERTED.items()
}


@contextmanager
def stored_values() -> Iterator[None]:
    """Around conversions: RegisterError where a value is none the register can have written."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise RegisterError(
            f"The register holds a value that cannot be read ({error}). Check the file."
        ) from error


def converted(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A stored row's fields as values; derived columns are left out."""
    convert = CONVERTED[table]
    return {
        name: convert[name](value) if value is not None and name in convert else value
        for name, value in values.items()
        if name not in DERIVED
    }
