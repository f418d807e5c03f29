"""Which supplier a row means: by code first, then by the exact key of the name.

Names that are merely alike are offered, never taken. Codes that differ keep two suppliers of
one name apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.import_plan import HeldSupplier, New
from domain.matching import fold, near_matches, supplier_key
from importing.drafts import SupplierDraft

Ref = int | New


@dataclass(slots=True, eq=False)
class KnownSupplier:
    """A supplier on record or about to be added. `address` is None where it is not told."""

    ref: Ref
    name: str
    code: str = ""
    country: str = ""
    address: str | None = ""
    local_name: str = ""
    sites: dict[str, Ref] = field(default_factory=dict)
    set_by: dict[str, int] = field(default_factory=dict)  # field → row of this import


@dataclass(frozen=True, slots=True)
class Match:
    """The supplier found, if any. `several`: more than one bears the name."""

    supplier: KnownSupplier | None
    several: bool = False


@dataclass(frozen=True, slots=True)
class HeldName:
    """A supplier on record, as it is offered."""

    id: int
    name: str
    code: str


class SupplierBook:
    """All suppliers known so far, by code and by name."""

    def __init__(self, held: Iterable[HeldSupplier]) -> None:
        self._by_code: dict[str, KnownSupplier] = {}
        self._by_name: dict[str, list[KnownSupplier]] = {}
        self._by_id: dict[int, KnownSupplier] = {}
        for one in held:
            known = KnownSupplier(
                one.id, one.name, one.code, one.country, one.address, one.local_name
            )
            self._by_id[one.id] = known
            self.enter(known)

    def enter(self, known: KnownSupplier) -> None:
        """Make a supplier known by its code and names."""
        if known.code:
            self._by_code.setdefault(code_key(known.code), known)
        for name in {supplier_key(known.name), supplier_key(known.local_name)} - {""}:
            self._by_name.setdefault(name, []).append(known)

    def rename(self, known: KnownSupplier) -> None:
        """Make a supplier known by its new code or name as well."""
        if known.code:
            self._by_code.setdefault(code_key(known.code), known)
        same = self._by_name.setdefault(supplier_key(known.name), [])
        if known not in same:
            same.append(known)

    def by_id(self, number: int) -> KnownSupplier | None:
        """A supplier on record by its id."""
        return self._by_id.get(number)

    def namesakes(self, name: str) -> list[KnownSupplier]:
        """Suppliers on record that bear a name."""
        return [
            one for one in self._by_name.get(supplier_key(name), ()) if isinstance(one.ref, int)
        ]

    def find(self, draft: SupplierDraft) -> Match:
        """The supplier a row means."""
        if draft.code and (known := self._by_code.get(code_key(draft.code))):
            return Match(known)
        if not draft.name:
            return Match(None)
        same = [
            known
            for known in self._by_name.get(supplier_key(draft.name), ())
            if not (known.code and draft.code)
        ]
        if not same and not draft.code and (known := self._by_code.get(code_key(draft.name))):
            return Match(known)  # a list that names suppliers by their numbers
        if len(same) > 1 and draft.country:
            same = [known for known in same if known.country in (draft.country, "")] or same
        if len(same) > 1:
            return Match(same[0], several=True)
        return Match(same[0] if same else None)

    def near(self, names: Sequence[str]) -> Mapping[str, list[tuple[HeldName, float]]]:
        """Suppliers on record whose names are much like the given new ones, best first."""
        known = [(one.ref, one.name) for one in self._by_id.values() if isinstance(one.ref, int)]
        if not known or not names:
            return {}
        found = near_matches(names, known)
        return {
            name: [(HeldName(id_, self._by_id[id_].name, self._by_id[id_].code), score)
                   for id_, score in hits]
            for name, hits in found.items()
        }  # fmt: skip


def code_key(code: str) -> str:
    """A supplier number as it is compared."""
    return fold(code).replace(" ", "")


def may_rename(known: KnownSupplier, draft: SupplierDraft) -> bool:
    """Only a supplier found by its code can turn out to have another name."""
    by_code = bool(draft.code) and code_key(draft.code) == code_key(known.code)
    return by_code and supplier_key(draft.name) != supplier_key(known.local_name)


def same_for(name: str, new: str, old: str) -> bool:
    """Whether two values of a supplier's field say the same, spelling apart."""
    if name == "name":
        return supplier_key(new) == supplier_key(old)
    return fold(new) == fold(old) if name == "address" else new == old
