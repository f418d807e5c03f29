"""Which certificate or audit on record a row means: supplier, standard, number and expiry.

First the same expiry; failing that the only one left on both sides: with a later issue and a
later expiry it is a renewal, otherwise the same one, changed. Without a number the product,
scope and site tell certificates apart. Rows that agree in number and expiry are one
certificate, unless they contradict each other in what it covers or when it was issued: then,
as with rows without a number that nothing tells apart, both are kept.

Pure: drafts and entries in, pairings out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

from domain.import_plan import New
from domain.matching import fold
from importing.drafts import EvidenceDraft

# Where two rows differ in these, they are two certificates whatever their number.
_TELLING = (
    "scope", "product", "issued_on", "valid_from", "certification_body", "edition", "holder",
    "kind", "party",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Entry:
    """A certificate or audit on record or about to be. `row`: of this import, 0 if on record."""

    ref: int | New
    values: dict[str, Any]
    sites: dict[str, str] = field(default_factory=dict)  # folded → as written
    buyers: dict[str, str] = field(default_factory=dict)
    suspended: bool = False
    withdrawn: bool = False
    superseded: bool = False
    seen: bool = False
    row: int = 0
    step: int = 0
    supplier: int = 0

    @property
    def held(self) -> bool:
        """Whether the register holds it already."""
        return not isinstance(self.ref, New)


_MOST = 400  # rows of one group that are compared one by one


class How(Enum):
    """What a draft is to the entry it is paired with."""

    SAME = auto()  # the same record; blanks may be filled, values may have changed
    MERGED = auto()  # another row of a record that a row before it has named
    RENEWAL = auto()  # a new record that supersedes the entry
    ADDED = auto()  # a new record; `entry` is its twin or None


@dataclass(frozen=True, slots=True)
class Pairing:
    """A draft and the entry it means. `unclear`: why it was taken as another record, if told."""

    draft: EvidenceDraft
    how: How
    entry: Entry | None = None
    unclear: str = ""


TWIN = "Nothing distinguishes it from {row}; both are kept."
ANOTHER = "It has the number and expiry of {row}, but says otherwise; both are kept."
SEVERAL = "Several certificates on record have this number; taken as another one."


def group_key(values: dict[str, Any], sites: Iterable[str]) -> tuple[str, ...]:
    """What joins records of one supplier into a group in which expiry decides."""
    standard = fold(values.get("standard") or "")
    number = number_key(values.get("number") or "")
    if number:
        return (standard, number)
    covered = (fold(values.get("product") or ""), fold(values.get("scope") or ""))
    return (standard, "", *covered, *sorted(fold(site) for site in sites))


def number_key(number: str) -> str:
    """A certificate number as it is compared: no case, no spaces."""
    return fold(number).replace(" ", "")


def match_same_expiry(
    drafts: Sequence[EvidenceDraft], entries: Sequence[Entry]
) -> dict[int, Entry]:
    """Drafts of one group and the entries they agree with in expiry, best agreement first.

    Keys are positions in `drafts`; no entry is given twice.
    """
    found: dict[int, Entry] = {}
    claimed: set[int] = set()
    _match_equal(drafts, entries, found, claimed)
    for alike in (_covered, lambda values: (_expiry(values),)):
        there: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            if id(entry) not in claimed:
                there[alike(entry.values)].append(entry)
        waiting: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            if index not in found:
                waiting[alike(draft.values)].append(index)
        for shared, indices in waiting.items():
            _match_best(drafts, indices, there.get(shared, []), found, claimed)
    return found


def _covered(values: dict[str, Any]) -> tuple[Any, ...]:
    """Expiry and what is covered."""
    return (
        _expiry(values), fold(values.get("scope") or ""), fold(values.get("product") or "")
    )  # fmt: skip


def place(
    draft: EvidenceDraft, entries: Sequence[Entry], claimed: set[int], *, alone: bool
) -> Pairing:
    """What a draft is that agreed with no free entry in expiry.

    `claimed` are ids of entries that rows of this sheet mean already; `alone`: it is the only
    such draft of its group.
    """
    same = [e for e in entries if _expiry(e.values) == _expiry(draft.values)]
    if same:
        return _repeated(draft, same)
    free = [e for e in entries if id(e) not in claimed and not e.superseded]
    only = free[0] if alone and len(free) == 1 else None
    latest = _latest(entries)
    if latest is not None and _is_later(draft.values, latest.values):
        return Pairing(draft, How.RENEWAL, only or latest)
    if only is not None:
        return Pairing(draft, How.SAME, only)
    return Pairing(draft, How.ADDED, None, SEVERAL if free and draft.values.get("number") else "")


def _repeated(draft: EvidenceDraft, same: Sequence[Entry]) -> Pairing:
    """A row that repeats the number and expiry, or all there is, of one before it."""
    twin = next((e for e in same if not contradicts(draft.values, e.values)), None)
    if draft.values.get("number"):
        if twin is not None:
            return Pairing(draft, How.MERGED, twin)
        return Pairing(draft, How.ADDED, same[0], ANOTHER.format(row=_where(same[0])))
    told = TWIN.format(row=_where(twin)) if twin is not None else ""
    return Pairing(draft, How.ADDED, twin, told)


def _where(entry: Entry) -> str:
    return f"row {entry.row}" if entry.row else "one on record"


def contradicts(values: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two records say different things in a field that tells certificates apart."""
    return any(
        values.get(name) and other.get(name) and not _equal(values[name], other[name])
        for name in _TELLING
    )


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or fold(one) == fold(other)
    return bool(one == other)


def _agreement(draft: EvidenceDraft, entry: Entry) -> int:
    score = sum(1 for name, value in draft.values.items() if _equal(value, entry.values.get(name)))
    if contradicts(draft.values, entry.values):
        score -= 100
    sites = {fold(site) for site in draft.sites}
    return score + (1 if sites == set(entry.sites) else 0)


def _expiry(values: dict[str, Any]) -> date | None:
    expires: date | None = values.get("expires_on")
    return expires


def _match_equal(
    drafts: Sequence[EvidenceDraft],
    entries: Sequence[Entry],
    found: dict[int, Entry],
    claimed: set[int],
) -> None:
    """Pair what agrees in everything first; long lists of equal rows stay quick."""
    waiting: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index in range(len(drafts) - 1, -1, -1):
        waiting[_fingerprint(drafts[index].values, drafts[index].sites)].append(index)
    for entry in entries:
        same = waiting.get(_fingerprint(entry.values, entry.sites.values()))
        if same:
            found[same.pop()] = entry
            claimed.add(id(entry))


def _fingerprint(values: dict[str, Any], sites: Iterable[str]) -> tuple[Any, ...]:
    told = (values.get(name) or None for name in (*_TELLING, "expires_on", "number", "notes"))
    return (*told, tuple(sorted(fold(site) for site in sites)))


def _match_best(
    drafts: Sequence[EvidenceDraft],
    indices: Sequence[int],
    entries: Sequence[Entry],
    found: dict[int, Entry],
    claimed: set[int],
) -> None:
    candidates = sorted(
        (-_agreement(drafts[index], entry), index, place)
        for index in indices[:_MOST]
        for place, entry in enumerate(entries[:_MOST])
    )
    for _, index, place in candidates:
        if index not in found and id(entries[place]) not in claimed:
            found[index] = entries[place]
            claimed.add(id(entries[place]))


def _latest(entries: Sequence[Entry]) -> Entry | None:
    current = [entry for entry in entries if not entry.superseded and _expiry(entry.values)]
    return max(current, key=lambda e: _expiry(e.values) or date.min) if current else None


def _is_later(values: dict[str, Any], than: dict[str, Any]) -> bool:
    """Whether both issue and expiry are known and later: a renewal."""
    issued = values.get("issued_on") or values.get("valid_from")
    before = than.get("issued_on") or than.get("valid_from")
    expires, until = values.get("expires_on"), than.get("expires_on")
    if issued is None or before is None or expires is None or until is None:
        return False
    return bool(issued > before and expires > until)


# --- audits ------------------------------------------------------------------------------------


def audit_key(values: dict[str, Any]) -> tuple[str, ...]:
    """What makes two audit records of one supplier one audit: its reference, else its day."""
    if reference := number_key(values.get("reference") or ""):
        return (reference,)
    standard = fold(values.get("standard") or "")
    day = values.get("done_on") or values.get("planned_on")
    return (standard, "", str(day or ""), fold(values.get("site") or ""))


_AUDIT_TELLING = ("standard", "party", "kind", "conducted_by", "lead_auditor", "edition")


def evaluation_key(values: dict[str, Any]) -> tuple[Any, ...]:
    """What an evaluation of one supplier is known by: its period, else its day."""
    period = (values.get("period_from"), values.get("period_to"))
    return period if any(period) else (values.get("done_on"),)


def match_audit(
    draft: EvidenceDraft, entries: Sequence[Entry], claimed: set[int]
) -> tuple[Entry | None, str]:
    """The audit a draft means, or None and, where a row before says the same, the report."""
    free = [e for e in entries if id(e) not in claimed and not _audits_differ(draft, e)]
    if free:
        return max(free, key=lambda e: _agreement(draft, e)), ""
    twin = next((e for e in entries if not _audits_differ(draft, e)), None)
    return None, TWIN.format(row=_where(twin)) if twin is not None else ""


def _audits_differ(draft: EvidenceDraft, entry: Entry) -> bool:
    buyers = {fold(buyer) for buyer in draft.buyers}
    if buyers and entry.buyers and buyers != set(entry.buyers):
        return True
    return any(
        draft.values.get(name)
        and entry.values.get(name)
        and not _equal(draft.values[name], entry.values[name])
        for name in _AUDIT_TELLING
    )
