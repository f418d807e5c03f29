"""Profiles and buyers in a file to share with colleagues, and what such a file would change.

The file is JSON, named `*.attesta-profiles`: the register's own profiles with what they demand,
its buyers, and for whom which profile is used. How it is written and read, as little believed as
any file from elsewhere, stands in `shared_file` and `shared_reading`; here it is compared with a
register.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.assessment import Profile
from domain.errors import UserError
from domain.import_plan import Change, New, Removal
from domain.matching import supplier_key
from domain.profiles import profile_key
from domain.vocabulary import CRITICALITY_WORDS, Rule
from storage.shared_file import Shared, SharedBuyer, SharedUse, buyer_key, write_shared
from storage.shared_reading import read_shared

if TYPE_CHECKING:
    from storage.queries import Reader

__all__ = ["Shared", "SharedPlan", "changes_for", "export_shared", "read_shared"]


@dataclass(frozen=True)
class SharedPlan:
    """What taking a file in would do, by the names of profiles, buyers and uses. `conflicts` are
    there with other content and are left as they are unless they are named to be replaced."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def export_shared(reader: "Reader", path: Path, *, force: bool = False) -> None:
    """Write the register's own profiles, its buyers and the uses of profiles to `path`, whole or
    not at all.

    RegisterError: `path` is there and `force` is not given, is the register, or cannot be written.
    """
    with reader.one_moment():
        shared = shared_of(reader)
    write_shared(shared, Path(path), force=force, never=reader.path)


def shared_of(reader: "Reader") -> Shared:
    """What a register has to share. Of two buyers of one name and number it is the older."""
    profiles = reader.profiles()
    own = {profile_key(record["name"]) for record in reader.records("requirement_profile")}
    fields = SharedBuyer.__dataclass_fields__
    buyers: dict[tuple[str, str], SharedBuyer] = {}
    by_id = {}
    for record in reader.records("buyer"):
        buyer = SharedBuyer(**{name: record[name] for name in fields})
        by_id[record["id"]] = buyers.setdefault(buyer_key(buyer.name, buyer.code), buyer)
    uses: dict[object, SharedUse] = {}
    for use in reader.profile_uses():
        buyer_used = by_id[use.buyer.id] if use.buyer else None
        key = (buyer_used, profile_key(use.category), use.criticality)
        uses.setdefault(
            key,
            SharedUse(
                buyer=buyer_used.name if buyer_used else None,
                buyer_code=buyer_used.code if buyer_used else "",
                profile=use.profile,
                category=use.category,
                criticality=use.criticality,
            ),
        )
    return Shared(
        profiles=tuple(each for each in profiles if profile_key(each.name) in own),
        uses=tuple(uses.values()),
        buyers=tuple(buyers.values()),
    )


def changes_for(
    shared: Shared, reader: "Reader", *, replace: Collection[str] = ()
) -> tuple[list[Change], SharedPlan]:
    """What takes a file's content into a register, to be applied as one step, and what that is.

    `replace` names what may be replaced. UserError: the file uses a profile that neither it nor
    the register has.
    """
    with reader.one_moment():
        taking = _Taking(reader, frozenset(map(profile_key, replace)))
        taking.profiles(shared.profiles)
        taking.buyers(shared.buyers)
        taking.uses(shared.uses)
    return taking.changes, taking.plan()


@dataclass
class _Taking:
    """Goes through a file's content, and gathers what it changes."""

    reader: "Reader"
    replace: frozenset[str]
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._said: dict[str, list[str]] = {
            "added": [], "replaced": [], "unchanged": [], "conflicts": []
        }  # fmt: skip
        self._number = count(1)
        self._buyers: dict[tuple[str, str], int | New] = {}
        self._known = {profile_key(each.name): each for each in self.reader.profiles()}

    def plan(self) -> SharedPlan:
        """What the changes do."""
        return SharedPlan(**{word: tuple(names) for word, names in self._said.items()})

    def profiles(self, profiles: Sequence[Profile]) -> None:
        """A supplied profile's place is taken only where that is allowed, like an own one's."""
        own = {profile_key(row["name"]): row for row in self.reader.records("requirement_profile")}
        for profile in profiles:
            key = profile_key(profile.name)
            held = self._known.get(key)
            if self._is_taken(profile.name, held is not None, held == profile):
                self.changes += self._profile(profile, own.get(key))
            self._known.setdefault(key, profile)

    def buyers(self, buyers: Sequence[SharedBuyer]) -> None:
        """A blank field of the file says nothing."""
        held: dict[str, list[dict[str, Any]]] = {}
        exact = set()
        for record in self.reader.records("buyer"):
            held.setdefault(supplier_key(record["name"]), []).append(record)
            exact.add(buyer_key(record["name"], record["code"]))
        for buyer in sorted(buyers, key=lambda each: buyer_key(each.name, each.code) not in exact):
            said = {name: value for name, value in asdict(buyer).items() if value}
            rows = held.get(supplier_key(buyer.name), [])
            row = _fitting(rows, buyer)
            if row is not None:
                rows.remove(row)  # no two buyers of a file become one
            ref = self._new() if row is None else int(row["id"])
            self._buyers[buyer_key(buyer.name, buyer.code)] = ref
            if row is not None:
                said = {n: v for n, v in said.items() if n != "name" and row[n] != v}
            if self._is_taken(buyer.name, row is not None, not said):
                self.changes.append(Change("buyer", ref, said))

    def uses(self, uses: Sequence[SharedUse]) -> None:
        """Two uses are one if they are for the same suppliers of the same buyer."""
        held = {
            (row["buyer_id"], profile_key(row["category"]), row["criticality"]): row
            for row in self.reader.records("profile_use")
        }
        for use in uses:
            if profile_key(use.profile) not in self._known:
                raise UserError(
                    f"The file uses a profile “{use.profile}” that neither it nor the register "
                    "has. Ask for a file with it."
                )
            key = buyer_key(use.buyer or "", use.buyer_code)
            buyer = None if use.buyer is None else self._buyers[key]
            row = held.get((buyer, profile_key(use.category), use.criticality))
            same = row is not None and profile_key(row["profile"]) == profile_key(use.profile)
            if self._is_taken(name_of(use), row is not None, same):
                values: dict[str, Any] = {"profile": use.profile}
                if row is None:
                    values |= {"buyer_id": buyer, "category": use.category}
                    values |= {"criticality": use.criticality}
                ref = self._new() if row is None else int(row["id"])
                self.changes.append(Change("profile_use", ref, values))

    def _is_taken(self, name: str, is_there: bool, is_same: bool) -> bool:
        """Whether the file's content goes in; says so."""
        if not is_there:
            word = "added"
        elif is_same:
            word = "unchanged"
        else:
            word = "replaced" if profile_key(name) in self.replace else "conflicts"
        self._said[word].append(name)
        return word in ("added", "replaced")

    def _profile(self, profile: Profile, own: Mapping[str, Any] | None) -> Iterator[Change]:
        ref = self._new() if own is None else int(own["id"])
        yield Change("requirement_profile", ref, profile_fields(profile))
        for row in self.reader.records("profile_demand", profile_id=own["id"]) if own else ():
            yield Removal("profile_demand", row["id"], {})
        owner = {"profile_id": ref}
        for demand in profile.standards:
            more = {"subject": demand.standard, "widely": demand.widely, "shown": demand.shown}
            yield Change("profile_demand", self._new(), owner | more)
        for mark in profile.marks:
            yield Change("profile_demand", self._new(), owner | {"subject": mark, "mark": True})

    def _new(self) -> New:
        return New(next(self._number))


def profile_fields(profile: Profile) -> dict[str, Any]:
    """The fields of a profile's own record."""
    return {
        "name": profile.name,
        "description": profile.description,
        "rules": " ".join(rule.value for rule in Rule if rule in profile.rules),
        "audit": profile.audit,
        "margin_days": profile.margin_days,
        "verification_months": profile.verification_months,
        "audit_months": profile.audit_months,
    }


def name_of(use: SharedUse) -> str:
    """What a use is called where it must be named: "use for Halden Grid AS, tape, high"."""
    parts = [use.buyer or "nobody in particular", use.category]
    parts.append(CRITICALITY_WORDS[use.criticality].lower() if use.criticality else "")
    return f"use for {', '.join(filter(None, parts))}"


def _fitting(rows: Sequence[dict[str, Any]], buyer: SharedBuyer) -> dict[str, Any] | None:
    """The buyer meant among those of its name: that of its number, else the oldest that has none.
    Where the file gives no number it is the oldest; another number is another buyer's."""
    key = buyer_key(buyer.name, buyer.code)
    coded = (row for row in rows if buyer_key(row["name"], row["code"]) == key)
    return next(coded, next((row for row in rows if not (buyer.code and row["code"])), None))
