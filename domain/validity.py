"""Validity of a piece of evidence on a day: one state and its reason."""

from dataclasses import dataclass
from datetime import date

from domain.vocabulary import State


@dataclass(frozen=True, slots=True)
class Windows:
    """Days ahead, inclusive, in which an end counts as urgent and as soon (own choice)."""

    urgent: int = 30
    soon: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """`effective_expiry`: last day by print and edition, `None` if not known.
    `cover_until`: last day including a renewal already in hand. `days_left` counts from the day
    to the effective expiry (negative: lapsed for that long). `since`: start of the present
    state where known (suspended, withdrawn, not yet valid: its coming start)."""

    state: State
    reason: str
    effective_expiry: date | None = None
    cover_until: date | None = None
    days_left: int | None = None
    since: date | None = None
    notes: tuple[str, ...] = ()
