"""What the dialog of requirement profiles shows, read on the worker as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.facts import BuyerRef, ProfileUse
from domain.profiles import profile_key
from domain.qualification import Profile, supplied_profiles, usual_profile
from gui.dialogs.profile_words import listed, use_words

if TYPE_CHECKING:
    from storage.queries import Reader

ANYONE = 0  # stands for nobody in particular among the ids of buyers
SUPPLIED, CHANGED, OWN = "Supplied", "Changed here", "Own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One profile. `record_id` is 0 for a supplied one as it is; `users` name for whom it is used
    by a choice on record, `fallback` for whom because nothing else was chosen; `waived`: the names
    of the suppliers that have a waiver under it."""

    profile: Profile
    record_id: int
    users: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Supplied, changed here, or the register's own."""
        if not self.is_supplied:
            return OWN
        return CHANGED if self.record_id else SUPPLIED

    @property
    def is_supplied(self) -> bool:
        """Whether there is a supplied one of its name."""
        key = profile_key(self.profile.name)
        return any(profile_key(each.name) == key for each in supplied_profiles())

    @property
    def why_kept(self) -> str:
        """Why it cannot be removed, naming who hangs on it; empty where it can."""
        parts = []
        if self.users:
            parts.append(f"It is used for {listed(self.users, 8)}.")
        if self.waived:
            parts.append(f"Waivers name it for {listed(self.waived, 8)}.")
        return " ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All profiles, and for whom which is used. `usual` and `uses` are by the buyer's id, that of
    nobody in particular is `ANYONE`."""

    kept: tuple[Kept, ...] = ()
    buyers: tuple[BuyerRef, ...] = ()
    usual: Mapping[int, Profile] = field(default_factory=dict)
    uses: Mapping[int, tuple[ProfileUse, ...]] = field(default_factory=dict)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles themselves."""
        return tuple(each.profile for each in self.kept)


def read_shelf(reader: "Reader") -> Shelf:
    """On the worker: the profiles with who hangs on each."""
    with reader.one_moment():
        profiles, uses, buyers = reader.profiles(), reader.profile_uses(), tuple(reader.buyers())
        records = reader.records("requirement_profile")
        waivers = [each for each in reader.records("waiver") if each["profile"]]
        ids = {each["supplier_id"] for each in waivers}
        named = {id_: reader.record("supplier", id_)["name"] for id_ in ids}
    by_buyer: dict[int, list[ProfileUse]] = {}
    by_profile: dict[str, list[str]] = {}
    for use in uses:
        by_buyer.setdefault(use.buyer.id if use.buyer else ANYONE, []).append(use)
        by_profile.setdefault(profile_key(use.profile), []).append(use_words(use))
    usual = {
        buyer.id if buyer else ANYONE: usual_profile(
            buyer, profiles, by_buyer.get(buyer.id if buyer else ANYONE, ())
        )
        for buyer in (None, *buyers)
    }
    fallen = _fallen_back(profiles, by_buyer, usual, buyers)
    own = {profile_key(each["name"]): each["id"] for each in records}
    waived: dict[str, list[str]] = {}
    for each in waivers:
        waived.setdefault(profile_key(each["profile"]), []).append(named[each["supplier_id"]])
    kept = []
    for profile in profiles:
        key = profile_key(profile.name)
        kept.append(
            Kept(
                profile=profile,
                record_id=own.get(key, 0),
                users=tuple(by_profile.get(key, ())),
                fallback=tuple(fallen.get(key, ())),
                waived=tuple(waived.get(key, ())),
            )
        )
    grouped = {id_: tuple(group) for id_, group in by_buyer.items()}
    return Shelf(kept=tuple(kept), buyers=buyers, usual=usual, uses=grouped)


def _fallen_back(
    profiles: Sequence[Profile],
    uses: Mapping[int, Sequence[ProfileUse]],
    usual: Mapping[int, Profile],
    buyers: Sequence[BuyerRef],
) -> dict[str, list[str]]:
    """Who is judged under which profile because nothing was chosen for them."""
    known = {profile_key(each.name) for each in profiles}
    found: dict[str, list[str]] = {}
    for id_, name in ((ANYONE, "Anyone"), *((each.id, each.name) for each in buyers)):
        chosen = any(
            not use.category and use.criticality is None and profile_key(use.profile) in known
            for use in uses.get(id_, ())
        )
        if not chosen:
            found.setdefault(profile_key(usual[id_].name), []).append(name)
    return found
