"""Suppliers and profiles to try the laws of the verdict on.

A supplier in good order is changed a few times over, so that most that comes out is near some
border, and what a law changes tells.
"""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st

from domain.facts import SupplierFacts
from domain.qualification import Demand, Profile
from domain.vocabulary import Rule
from tests.domain.trial_changes import CHANGES, in_order
from tests.domain.trial_records import HALDEN, NORDLICHT, TODAY, Turn

DAYS = st.integers(-300, 500).map(lambda days: TODAY + timedelta(days=days))
ASKING = st.sampled_from((HALDEN, HALDEN, NORDLICHT, None))
TURNS = st.builds(
    lambda which, days, more, choice: Turn(
        which, TODAY + timedelta(days=days), TODAY + timedelta(days=days + more), choice
    ),
    st.integers(0, 2),
    st.integers(-800, 400),
    st.integers(0, 400),
    st.integers(0, 60),
)
_MADE = st.lists(st.tuples(st.sampled_from(CHANGES), TURNS), max_size=9)


def _made(
    changes: list[tuple[Callable[[SupplierFacts, Turn], SupplierFacts], Turn]],
) -> SupplierFacts:
    supplier = in_order()
    for change, turn in changes:
        supplier = change(supplier, turn)
    return supplier


SUPPLIERS: st.SearchStrategy[SupplierFacts] = _MADE.map(_made)
PROFILES = st.builds(
    lambda subjects, marks, left_out, widely, audit, margin: Profile(
        name="Tried",
        standards=tuple(Demand(standard=name, widely=widely) for name in subjects),
        marks=marks,
        audit=audit,
        rules=(frozenset(Rule) - left_out) | ({Rule.IN_FORCE} if len(left_out) > 5 else set()),
        margin_days=margin,
    ),
    st.sampled_from((("ISO 9001",), ("ISO 9001", "ISO 14001"), ("ISO 9001 or ISO 14001",))),
    st.sampled_from(((), (), ("UL or CSA",), ("UL 510",))),
    st.just(frozenset()) | st.frozensets(st.sampled_from(Rule), max_size=9),
    st.booleans(),
    st.booleans(),
    st.sampled_from((0, 30, 180)),
)
