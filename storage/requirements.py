"""The requirement profiles a register holds, and for whom each is used, as the rules read them."""

import sqlite3
from collections import defaultdict

from domain.facts import BuyerRef, ProfileUse
from domain.qualification import Demand, Profile
from domain.vocabulary import Criticality, Rule
from storage.columns import stored_values

_DEMANDS = "SELECT profile_id, subject, mark, widely, shown FROM profile_demand ORDER BY id"
_PROFILES = (
    "SELECT id, name, description, rules, audit, margin_days, verification_months, audit_months"
    " FROM requirement_profile ORDER BY id"
)
_USES = (
    "SELECT u.id, b.id, b.name, u.profile, u.category, u.criticality"
    " FROM profile_use AS u LEFT JOIN buyer AS b ON b.id = u.buyer_id ORDER BY u.id"
)


def own_profiles(connection: sqlite3.Connection) -> tuple[Profile, ...]:
    """The register's own profiles, oldest first. RegisterError where a rule is none there is."""
    standards: dict[int, list[Demand]] = defaultdict(list)
    marks: dict[int, list[str]] = defaultdict(list)
    for owner, subject, mark, widely, shown in connection.execute(_DEMANDS).fetchall():
        if mark:
            marks[owner].append(subject)
        else:
            demand = Demand(standard=subject, widely=bool(widely), shown=bool(shown))
            standards[owner].append(demand)
    with stored_values():
        return tuple(
            Profile(
                name=name,
                description=description,
                standards=tuple(standards[id_]),
                marks=tuple(marks[id_]),
                audit=bool(audit),
                rules=frozenset(Rule(rule) for rule in rules.split()),
                margin_days=margin,
                verification_months=verification,
                audit_months=audits,
            )
            for id_, name, description, rules, audit, margin, verification, audits in (
                connection.execute(_PROFILES).fetchall()
            )
        )


def profile_uses(connection: sqlite3.Connection) -> tuple[ProfileUse, ...]:
    """For whom which profile is used, oldest first."""
    with stored_values():
        return tuple(
            ProfileUse(
                id=id_,
                buyer=None if buyer_id is None else BuyerRef(buyer_id, buyer),
                profile=profile,
                category=category,
                criticality=None if criticality is None else Criticality(criticality),
            )
            for id_, buyer_id, buyer, profile, category, criticality in (
                connection.execute(_USES).fetchall()
            )
        )
