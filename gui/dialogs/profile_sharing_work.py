"""What sharing profiles asks of the worker: a file written, a file looked into, its changes.

A file's content is compared with the register by `storage.sharing`; here it is put in words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.import_plan import Change
from domain.profiles import profile_key
from domain.qualification import Profile, profile_named
from gui import text
from gui.dialogs.profile_words import difference_words

if TYPE_CHECKING:
    from storage.queries import Reader
    from storage.sharing import Shared

PROFILE, BUYER, USE = "profile", "buyer", "use"
_MANY = {PROFILE: ("profile", "profiles"), BUYER: ("buyer", "buyers"), USE: ("use", "uses")}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the file: its kind, its name, and how it differs from what is here (of a new
    use, what it is for)."""

    kind: str
    name: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file holds beside the register: what is new, what is there with other content, and
    how much is the same."""

    file: str
    shared: "Shared"
    added: tuple[Item, ...] = ()
    conflicts: tuple[Item, ...] = ()
    unchanged: int = 0


def counted(items: Sequence[Item]) -> str:
    """How many of each kind: "2 profiles, 1 buyer"."""
    kinds = [item.kind for item in items]
    return ", ".join(
        text.plural(kinds.count(kind), *_MANY[kind]) for kind in _MANY if kind in kinds
    )


def export(reader: "Reader", path: Path) -> str:
    """On the worker: write the file; what it holds, in words. The file dialog has asked whether
    another may be replaced."""
    from storage.sharing import export_shared, read_shared

    export_shared(reader, path, force=True)
    shared = read_shared(path)
    parts = (
        text.plural(len(shared.profiles), "profile"),
        text.plural(len(shared.buyers), "buyer"),
        text.plural(len(shared.uses), "use"),
    )
    return ", ".join(parts)


def look_into(reader: "Reader", path: Path) -> Found:
    """On the worker: what is in a file, beside what the register holds. UserError in words."""
    from storage.sharing import changes_for, read_shared

    shared = read_shared(path)
    some, plan = changes_for(shared, reader)
    every, _plan = changes_for(shared, reader, replace=plan.conflicts)
    return Found(
        file=path.name,
        shared=shared,
        added=_added(plan.added, some),
        conflicts=_conflicts(reader, shared, plan.conflicts, every),
        unchanged=len(plan.unchanged),
    )


def changes_to(reader: "Reader", shared: "Shared", replace: Collection[str]) -> list[Change]:
    """On the worker: what takes the file in, with these replaced."""
    from storage.sharing import changes_for

    return changes_for(shared, reader, replace=replace)[0]


def _added(names: Sequence[str], changes: Sequence[Change]) -> tuple[Item, ...]:
    """The new things by kind: profiles, then buyers, then uses, as the changes follow."""
    new = [change for change in changes if not isinstance(change.ref, int)]
    buyers = sum(change.record == "buyer" for change in new)
    under = [(f"Under {c.values['profile']}",) for c in new if c.record == "profile_use"]
    profiles = len(names) - buyers - len(under)
    kinds = [PROFILE] * profiles + [BUYER] * buyers + [USE] * len(under)
    said = [()] * (profiles + buyers) + under
    return tuple(Item(*each) for each in zip(kinds, names, said, strict=True))


def _conflicts(
    reader: "Reader", shared: "Shared", names: Sequence[str], changes: Sequence[Change]
) -> tuple[Item, ...]:
    """The things that are here with other content, with what differs; in the same order."""
    held, brought = reader.profiles(), {profile_key(each.name): each for each in shared.profiles}
    there = [change for change in changes if isinstance(change.ref, int)]
    buyers = [change for change in there if change.record == "buyer"]
    uses = [change for change in there if change.record == "profile_use"]
    profiles = names[: len(names) - len(buyers) - len(uses)]
    rest = names[len(profiles) :]
    found = [_profile_item(name, held, brought[profile_key(name)]) for name in profiles]
    for name, change in zip(rest, [*buyers, *uses], strict=True):
        found.append(_record_item(reader, name, change))
    return tuple(found)


def _profile_item(name: str, held: Sequence[Profile], brought: Profile) -> Item:
    return Item(PROFILE, name, difference_words(profile_named(name, held), brought))


def _record_item(reader: "Reader", name: str, change: Change) -> Item:
    from domain import records

    assert isinstance(change.ref, int)
    model = records.Buyer if change.record == "buyer" else records.ProfileUse
    now = reader.record(change.record, change.ref)
    lines = []
    for field, value in change.values.items():
        title = model.model_fields[field].title or field
        was, new = (str(each or "not recorded").replace("\n", ", ") for each in (now[field], value))
        lines.append(f"{title}: {was} → {new}")
    return Item(BUYER if change.record == "buyer" else USE, name, tuple(lines))
