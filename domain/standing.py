"""Where evidence stands on a day, and over all days: recognition and validity side by side."""

from dataclasses import dataclass
from datetime import date

from domain.recognition import Recognition
from domain.validity import Validity
from domain.vocabulary import Cause, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStanding:
    """One certificate or audit on a day, for a buyer or for nobody in particular.

    `type` is "certificate" or "audit"; `validity` is `None` for audits that give no level
    (failed, pending, planned, third party). `recognition` is `None` for those too.
    `superseded`: history on that day, no evidence any more; `superseded_by` its successor."""

    type: str
    id: int
    label: str
    standard: str
    recognition: Recognition | None
    validity: Validity | None
    superseded: bool = False
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of days (both inclusive) in which a piece of evidence stands alike.

    `base`: withdrawn, expired, suspended, not_yet_valid, undated or in_force; within in_force
    the day's distance to `cover_until` tells valid, soon and urgent apart. `level` is what it
    counts for nobody in particular; for ONE_CUSTOMER evidence `buyers` holds the ids of those
    for whom it counts, and for every other buyer it is not recognised."""

    first: date
    last: date
    base: str
    level: Level | None
    cause: Cause | None
    superseded: bool
    cover_until: date | None
    effective_expiry: date | None
    buyers: tuple[int, ...] = ()
