"""A requirement profile as a form holds it: from its fields to the rules' value and back, and the
fields that the rules' own sentences on it belong to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from domain.qualification import Demand, Profile, profile_problems
from domain.vocabulary import Rule
from gui.dialogs.profile_demands import DemandRow, rows_of

LIMITS = {"margin_days": 30, "verification_months": 12, "audit_months": 24}  # the usual ones


def profile_from(values: Mapping[str, Any], rules: frozenset[Rule]) -> Profile:
    """The profile as the fields say; a limit that cannot be read is the usual one."""
    limits = {
        name: values[name] if isinstance(values[name], int) else usual
        for name, usual in LIMITS.items()
    }
    return Profile(
        name=str(values["name"]),
        description=str(values["description"]),
        standards=tuple(
            Demand(standard=each.subject, widely=each.widely, shown=each.shown)
            for each in values["standards"]
        ),
        marks=tuple(each.subject for each in values["marks"]),
        audit=bool(values["audit"]),
        rules=rules,
        margin_days=limits["margin_days"],
        verification_months=limits["verification_months"],
        audit_months=limits["audit_months"],
    )


def preset_of(profile: Profile, name: str = "") -> dict[str, Any]:
    """What fills the form in as a copy of a profile, under its own name or another."""
    return {
        "name": name or profile.name,
        "description": profile.description,
        "rules": " ".join(rule.value for rule in Rule if rule in profile.rules),
        "audit": profile.audit,
        **{limit: getattr(profile, limit) for limit in LIMITS},
        **rows_of(profile),
    }


def placed_problems(profile: Profile) -> dict[str, str]:
    """What the rules find wrong with a profile, by the field it belongs to: the demands without
    which it would be gone. Limits are left to the record."""
    usual = replace(
        profile,
        margin_days=LIMITS["margin_days"],
        verification_months=LIMITS["verification_months"],
        audit_months=LIMITS["audit_months"],
    )
    without_marks = profile_problems(replace(usual, marks=(), audit=True))
    without_standards = profile_problems(replace(usual, standards=(), audit=True))
    found: dict[str, str] = {}
    for words in profile_problems(usual):
        if not profile.subjects or words not in without_standards:
            found.setdefault("standards", words)
        elif words not in without_marks:
            found.setdefault("marks", words)
        else:
            found.setdefault("rules", words)
    return found


def misplaced(words: str, rows: Iterable[DemandRow]) -> DemandRow | None:
    """The row that a sentence says belongs among the others: a mark among the standards, or the
    other way round."""
    if "demand it as a" not in words.casefold():
        return None
    return next((row for row in rows if f"“{row.subject}”" in words), None)
