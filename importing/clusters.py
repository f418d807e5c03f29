"""Rows of one list that are the same certificate: the same number and expiry, nothing that
contradicts. The first row leads; the others fill what it leaves empty.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from domain.matching import fold
from importing.drafts import EvidenceDraft
from importing.identity import contradicts

_MOST = 50  # clusters that a row without a scope is compared with
_WORST = ("withdrawn", "suspended")
Row = TypeVar("Row")


@dataclass(slots=True)
class Cluster(Generic[Row]):
    """A certificate as a list tells it. `rest` are the rows after the leading one."""

    lead: Row
    draft: EvidenceDraft
    rest: list[tuple[Row, EvidenceDraft]] = field(default_factory=list)


def clusters(group: Iterable[tuple[Row, EvidenceDraft]]) -> list[Cluster[Row]]:
    """The certificates of a group of rows that agree in supplier, standard and number."""
    found: list[Cluster[Row]] = []
    places: dict[tuple[Any, ...], list[Cluster[Row]]] = defaultdict(list)
    for row, draft in group:
        home = _home(draft, places) if draft.values.get("number") else None
        if home is None:
            home = Cluster(row, draft)
            found.append(home)
            expires, covers = draft.values.get("expires_on"), _covers(draft)
            for place in {(expires,), (expires, covers)}:
                places[place].append(home)
        else:
            home.draft = _merged(home.draft, draft)
            home.rest.append((row, draft))
    return found


def _home(
    draft: EvidenceDraft, places: dict[tuple[Any, ...], list[Cluster[Row]]]
) -> Cluster[Row] | None:
    expires, covers = draft.values.get("expires_on"), _covers(draft)
    nearby = places.get((expires, covers), []) if any(covers) else []
    nearby = nearby or places.get((expires,), [])
    candidates = nearby[:_MOST]
    return next((c for c in candidates if not contradicts(draft.values, c.draft.values)), None)


def _covers(draft: EvidenceDraft) -> tuple[str, str]:
    return fold(draft.values.get("scope") or ""), fold(draft.values.get("product") or "")


def _merged(lead: EvidenceDraft, other: EvidenceDraft) -> EvidenceDraft:
    values, soft = dict(lead.values), set(lead.soft)
    settled = set(values)
    if "accreditation" in values:
        settled.add("accreditation_body")
    for name, value in other.values.items():
        if name in settled:
            continue
        values[name] = value
        if name in other.soft:
            soft.add(name)
        else:
            soft.discard(name)
    worst = next((s for s in _WORST if s in (lead.status, other.status)), "")
    return replace(
        lead,
        values=values,
        soft=frozenset(soft),
        sites=tuple(dict.fromkeys((*lead.sites, *other.sites))),
        buyers=tuple(dict.fromkeys((*lead.buyers, *other.buyers))),
        status=worst or lead.status or other.status,
        status_on=other.status_on if other.status == worst != lead.status else lead.status_on,
    )
