"""The requirement profiles a register holds, and for whom each is used, as the rules read them."""

import sqlite3
from collections import defaultdict
from typing import Any

from domain.errors import RegisterError
from domain.facts import BuyerRef, ProfileUse
from domain.qualification import Demand, Profile
from domain.vocabulary import Criticality, Rule
from storage.columns import stored_flag, stored_text, stored_values, stored_whole

RECORDS = ("requirement_profile", "profile_demand", "profile_use")
MOST = 5_000  # rows of one kind; nobody keeps as many

_DEMANDS = "SELECT profile_id, subject, mark, widely, shown FROM profile_demand ORDER BY id LIMIT ?"
_PROFILES = (
    "SELECT id, name, description, rules, audit, margin_days, verification_months, audit_months"
    " FROM requirement_profile ORDER BY id LIMIT ?"
)
_USES = (
    "SELECT u.id, b.id, b.name, u.profile, u.category, u.criticality"
    " FROM profile_use AS u LEFT JOIN buyer AS b ON b.id = u.buyer_id ORDER BY u.id LIMIT ?"
)


def own_profiles(connection: sqlite3.Connection) -> tuple[Profile, ...]:
    """The register's own profiles, oldest first.

    RegisterError: a value is none the register can have written, or there are too many.
    """
    standards: dict[int, list[Demand]] = defaultdict(list)
    marks: dict[int, list[str]] = defaultdict(list)
    with stored_values():
        for owner, subject, mark, widely, shown in _fetched(connection, _DEMANDS):
            if stored_flag(mark):
                marks[owner].append(stored_text(subject, 200))
            else:
                demand = Demand(
                    standard=stored_text(subject, 200),
                    widely=stored_flag(widely),
                    shown=stored_flag(shown),
                )
                standards[owner].append(demand)
        return tuple(
            Profile(
                name=stored_text(name, 200),
                description=stored_text(description),
                standards=tuple(standards[id_]),
                marks=tuple(marks[id_]),
                audit=stored_flag(audit),
                rules=frozenset(Rule(rule) for rule in stored_text(rules, 500).split()),
                margin_days=stored_whole(margin, 0, 1000),
                verification_months=stored_whole(verification, 1, 120),
                audit_months=stored_whole(audits, 1, 120),
            )
            for id_, name, description, rules, audit, margin, verification, audits in (
                _fetched(connection, _PROFILES)
            )
        )


def profile_uses(connection: sqlite3.Connection) -> tuple[ProfileUse, ...]:
    """For whom which profile is used, oldest first."""
    with stored_values():
        return tuple(
            ProfileUse(
                id=id_,
                buyer=None if buyer_id is None else BuyerRef(buyer_id, buyer),
                profile=stored_text(profile, 200),
                category=stored_text(category, 200),
                criticality=None if criticality is None else Criticality(criticality),
            )
            for id_, buyer_id, buyer, profile, category, criticality in (
                _fetched(connection, _USES)
            )
        )


def _fetched(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    """All rows, in the number a register can have. RegisterError where there are more."""
    rows = connection.execute(sql, (MOST + 1,)).fetchall()
    if len(rows) > MOST:
        raise RegisterError(
            f"The register holds more than {MOST:,} profiles, demands or uses of profiles. "
            "Check the file."
        )
    return rows
