"""The order in which the values of a facet are shown. Counting is `queries`' affair."""

from collections.abc import Iterable, Mapping

from domain.vocabulary import (
    STATE_ORDER,
    AuditResult,
    Criticality,
    DueKind,
    DueStatus,
    Grading,
    HintKind,
    Level,
    Party,
    SupplierClass,
    SupplierStatus,
    Verdict,
)
from storage.listings import NO_RECOGNITION

_FIXED: Mapping[str, tuple[str, ...]] = {
    "state": (*(state.value for state in STATE_ORDER), "none"),
    "recognition": (*(level.value for level in reversed(list(Level))), NO_RECOGNITION),
    "verdict": tuple(verdict.value for verdict in reversed(list(Verdict))),
    "status": tuple(status.value for status in (*SupplierStatus, *DueStatus)),
    "kind": tuple(kind.value for kind in (*DueKind, *HintKind)),
    "rating": (*(rating.value for rating in SupplierClass), ""),
    "criticality": (*(criticality.value for criticality in Criticality), ""),
    "party": (*(party.value for party in reversed(list(Party))), ""),
    "result": (*(result.value for result in AuditResult), ""),
    "grading": tuple(grading.value for grading in Grading),
    "changed": ("worse", "better", "same", ""),
    "open": ("yes", "no"),
    "overdue": ("yes", "no"),
    "due": ("yes", "no"),
}


def ordered_facet(
    name: str, counts: Mapping[str, int], chosen: Iterable[str]
) -> list[tuple[str, int]]:
    """A facet's values with counts, in display order; chosen values stay even with none.

    Vocabularies have an order of their own; other values go by count, then by name, with
    the one that says nothing last.
    """
    counts = dict.fromkeys(chosen, 0) | dict(counts)
    fixed = _FIXED.get(name)
    if fixed is not None:
        return [(value, counts[value]) for value in fixed if value in counts]
    return sorted(counts.items(), key=lambda item: (item[0] == "", -item[1], item[0]))
