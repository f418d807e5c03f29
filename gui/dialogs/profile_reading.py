"""What the dialog of requirement profiles shows, read on the worker as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.facts import BuyerRef, ProfileUse
from domain.profiles import profile_key
from domain.qualification import Profile, supplied_profiles, usual_profile
from gui.dialogs.profile_words import listed, use_words

if TYPE_CHECKING:
    from storage.queries import Reader

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
    """All profiles, and for whom which is used: for nobody in particular, then buyer by buyer."""

    kept: tuple[Kept, ...] = ()
    uses: tuple[ProfileUse, ...] = ()
    buyers: tuple[BuyerRef, ...] = ()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles themselves."""
        return tuple(each.profile for each in self.kept)

    def usual(self, buyer: BuyerRef | None) -> Profile:
        """What a buyer, or nobody in particular, usually demands."""
        return usual_profile(buyer, self.profiles, self.uses)

    def uses_for(self, buyer: BuyerRef | None) -> tuple[ProfileUse, ...]:
        """What is on record for a buyer."""
        return tuple(use for use in self.uses if use.buyer == buyer)


def read_shelf(reader: "Reader") -> Shelf:
    """On the worker: the profiles with who hangs on each."""
    with reader.one_moment():
        profiles, uses, buyers = reader.profiles(), reader.profile_uses(), tuple(reader.buyers())
        own = {
            profile_key(each["name"]): each["id"] for each in reader.records("requirement_profile")
        }
        waivers = [each for each in reader.records("waiver") if each["profile"]]
        ids = {each["supplier_id"] for each in waivers}
        named = {id_: reader.record("supplier", id_)["name"] for id_ in ids}
    kept = []
    for profile in profiles:
        key = profile_key(profile.name)
        kept.append(
            Kept(
                profile=profile,
                record_id=own.get(key, 0),
                users=tuple(use_words(use) for use in uses if profile_key(use.profile) == key),
                fallback=_fallen_back(profile, profiles, uses, buyers),
                waived=tuple(
                    named[each["supplier_id"]]
                    for each in waivers
                    if profile_key(each["profile"]) == key
                ),
            )
        )
    return Shelf(kept=tuple(kept), uses=uses, buyers=buyers)


def _fallen_back(
    profile: Profile,
    profiles: Sequence[Profile],
    uses: Sequence[ProfileUse],
    buyers: Sequence[BuyerRef],
) -> tuple[str, ...]:
    """Who is judged under a profile because nothing was chosen for them."""
    found = []
    known = {profile_key(each.name) for each in profiles}
    for buyer in (None, *buyers):
        chosen = any(
            use.buyer == buyer
            and not use.category
            and use.criticality is None
            and profile_key(use.profile) in known
            for use in uses
        )
        if not chosen and usual_profile(buyer, profiles, uses).name == profile.name:
            found.append(buyer.name if buyer else "Anyone")
    return tuple(found)
