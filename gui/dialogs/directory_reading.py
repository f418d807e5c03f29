"""What the accreditation reference lists, read on the worker as plain values.

An `EntryLine` is one entry as it holds now: supplied, changed here, entered here, or supplied
and not used here. How many certificates name it is counted as the directory reads their
words; nothing is judged here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from domain.accreditation import named_bodies
from domain.accreditation_case import Case
from domain.directory import (
    AccreditationBody,
    CbAccreditation,
    CertificationBody,
    Directory,
    Edition,
    Entry,
)
from domain.facts import CertificateFacts
from domain.matching import fold
from domain.own_entries import standards_named
from domain.validity import USUAL_WINDOWS, Windows

if TYPE_CHECKING:
    from storage.directory_effects import Naming
    from storage.queries import Reader

Key = tuple[str, ...]
_ONE_NAME = re.compile(r"[^\W\d_]*")  # a short name, as nearly all are: nothing to be taken apart


class Part(StrEnum):
    """The four parts of the reference, named as the records of the register's own entries."""

    ACCREDITATION_BODIES = "accreditation_body"
    CERTIFICATION_BODIES = "certification_body"
    ACCREDITATIONS = "cb_accreditation"
    EDITIONS = "standard_edition"


class Origin(StrEnum):
    """Where an entry comes from."""

    SUPPLIED = "supplied"
    CHANGED = "changed"
    ENTERED = "entered"
    UNUSED = "unused"


KEY_FIELDS: Mapping[Part, tuple[str, ...]] = {
    Part.ACCREDITATION_BODIES: ("code",),
    Part.CERTIFICATION_BODIES: ("name",),
    Part.ACCREDITATIONS: ("certification_body", "accreditation_body", "standard"),
    Part.EDITIONS: ("standard", "edition"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """Certificates that name an entry, without those a renewal has taken the place of."""

    all: int = 0
    in_force: int = 0


NONE = Count()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """See the module's description. `supplied`: what was supplied under the same key, if
    anything; `own_id`: the register's own record, if there is one. `count` is `None` until it
    was counted."""

    key: Key
    entry: Entry
    origin: Origin
    supplied: Entry | None = None
    own_id: int | None = None
    recorded_on: date | None = None
    count: Count | None = None

    @property
    def part(self) -> Part:
        """The part it stands in."""
        return Part(self.key[0])

    @property
    def is_own(self) -> bool:
        """Whether the register says something of its own here."""
        return self.origin is not Origin.SUPPLIED

    @property
    def name(self) -> str:
        """What it is called in a sentence: "UKAS", "SGS–UKAS, ISO 9001", "ISO 9001:2015"."""
        return name_of(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All that the four views show, as of a day; `windows`: when an end counts as near."""

    day: date
    directory: Directory
    lines: Mapping[Part, tuple[EntryLine, ...]]
    windows: Windows = USUAL_WINDOWS

    def of_record(self, part: Part, record_id: int) -> EntryLine | None:
        """The first line that a record of the register's own stands behind."""
        return next((line for line in self.lines[part] if line.own_id == record_id), None)

    def find(self, key: Key) -> EntryLine | None:
        """The line of a key, whatever its case; an entry in use goes before one that is not."""
        wanted = same_key(key)
        found = [line for line in self.lines[Part(key[0])] if same_key(line.key) == wanted]
        found.sort(key=lambda line: line.origin is Origin.UNUSED)
        return found[0] if found else None


def key_of(entry: Entry) -> Key:
    """The key of an entry of the directory."""
    match entry:
        case AccreditationBody():
            return (Part.ACCREDITATION_BODIES.value, entry.code)
        case CertificationBody():
            return (Part.CERTIFICATION_BODIES.value, entry.name)
        case CbAccreditation():
            bodies = (entry.certification_body, entry.accreditation_body)
            return (Part.ACCREDITATIONS.value, *bodies, entry.standard)
        case Edition():
            return (Part.EDITIONS.value, entry.standard, entry.edition)
    raise TypeError(f"no entry of the directory: {type(entry).__name__}")


def key_of_record(part: Part, record: Mapping[str, Any]) -> Key:
    """The key that a record of the register's own stands under."""
    return (part.value, *(str(record[name]) for name in KEY_FIELDS[part]))


def same_key(key: Key) -> Key:
    """A key for comparing: nobody means two bodies by "UKAS" and "Ukas"."""
    return (key[0], *(fold(each) for each in key[1:]))


def name_of(key: Key) -> str:
    """What the entry of a key is called."""
    match key:
        case (Part.ACCREDITATIONS, certification_body, accreditation_body, standard):
            return f"{certification_body}–{accreditation_body}, {standard}"
        case (Part.EDITIONS, standard, edition):
            return f"{standard}:{edition}"
    return key[1]


def entries_of(directory: Directory, part: Part) -> tuple[Entry, ...]:
    """The entries of one part of a directory."""
    match part:
        case Part.ACCREDITATION_BODIES:
            return directory.accreditation_bodies
        case Part.CERTIFICATION_BODIES:
            return directory.certification_bodies
        case Part.ACCREDITATIONS:
            return directory.all_accreditations
        case Part.EDITIONS:
            return directory.all_editions


def read_reference(reader: "Reader", day: date) -> Reference:
    """On the worker: the whole reference as the register has it, nothing counted yet."""
    directory = reader.directory
    lines = {part: tuple(_lines(part, directory, reader.records(part.value))) for part in Part}
    return Reference(day=day, directory=directory, lines=lines, windows=reader.windows())


def with_counts(reference: Reference, namings: "Sequence[Naming]") -> Reference:
    """The reference with how many certificates name each entry."""
    counts = counted(reference.directory, namings)
    every = [line for lines in reference.lines.values() for line in lines]
    if any(line.origin is Origin.UNUSED for line in every):
        # Counted as it was supplied: the directory does not know it any more.
        counts = {**counted(Directory.load(), namings), **counts}
    lines = {
        part: tuple(replace(each, count=counts.get(same_key(each.key), NONE)) for each in lines)
        for part, lines in reference.lines.items()
    }
    return replace(reference, lines=lines)


def _lines(
    part: Part, directory: Directory, records: Sequence[Mapping[str, Any]]
) -> Iterator[EntryLine]:
    supplied = {same_key(key_of(each)): each for each in entries_of(Directory.load(), part)}
    seen = set()
    for entry in entries_of(directory, part):
        key = same_key(key_of(entry))
        seen.add(key)
        origin, record = Origin.SUPPLIED, None
        if entry.own:
            record = record_of(entry, [r for r in records if not r["unused"]], directory)
            origin = Origin.CHANGED if key in supplied else Origin.ENTERED
        yield _line(entry, origin, supplied.get(key), record)
    unused = [record for record in records if record["unused"]]
    for key, entry in supplied.items():
        if key not in seen:
            record = record_of(entry, unused, directory)
            yield _line(entry, Origin.UNUSED, entry, record)


def record_of(
    entry: Entry, records: Iterable[Mapping[str, Any]], directory: Directory
) -> Mapping[str, Any] | None:
    """The register's record that speaks of an entry, however it spells the names; the newest."""
    key = key_of(entry)
    found = [record for record in records if _speaks_of(record, entry, directory)]
    exact = [r for r in found if same_key(key_of_record(Part(key[0]), r)) == same_key(key)]
    best = exact or found
    return best[-1] if best else None


def _speaks_of(record: Mapping[str, Any], entry: Entry, directory: Directory) -> bool:
    match entry:
        case AccreditationBody():
            return fold(record["code"]) == fold(entry.code)
        case CertificationBody():
            return fold(record["name"]) == fold(entry.name)
        case CbAccreditation():
            issuer, body = record["certification_body"], record["accreditation_body"]
            named = (directory.certification_body(issuer), directory.accreditation_body(body))
            issuers = {fold(issuer), fold(named[0].name) if named[0] else ""}
            bodies = {fold(body), fold(named[1].code) if named[1] else ""}
            return (
                fold(entry.certification_body) in issuers
                and fold(entry.accreditation_body) in bodies
                and entry.standard in standards_named(record["standard"])
            )
        case Edition():
            same = fold(record["edition"]) == fold(entry.edition)
            return same and entry.standard in standards_named(record["standard"])
    return False


def _line(
    entry: Entry, origin: Origin, supplied: Entry | None, record: Mapping[str, Any] | None
) -> EntryLine:
    return EntryLine(
        key=key_of(entry),
        entry=entry,
        origin=origin,
        supplied=supplied,
        own_id=None if record is None else int(record["id"]),
        recorded_on=None if record is None else record["recorded_on"],
    )


def counted(directory: Directory, namings: Iterable["Naming"]) -> dict[Key, Count]:
    """How many certificates name each entry: a body however it is written, a pair of bodies with
    the standard, the edition stated."""
    whole, in_force = Counter[Key](), Counter[Key]()
    for naming in namings:
        for key in _named(directory, naming):
            whole[key] += naming.count
            in_force[key] += naming.in_force
    return {key: Count(number, in_force[key]) for key, number in whole.items()}


def _named(directory: Directory, naming: "Naming") -> Iterable[Key]:
    issuer = directory.certification_body(naming.certification_body)
    bodies = bodies_named(directory, naming)
    keys: list[Key] = [(Part.ACCREDITATION_BODIES.value, body.code) for body in bodies]
    if issuer is not None:
        keys.append((Part.CERTIFICATION_BODIES.value, issuer.name))
        part = Part.ACCREDITATIONS.value
        keys += [(part, issuer.name, body.code, naming.standard) for body in bodies]
    if naming.edition:
        keys.append((Part.EDITIONS.value, naming.standard, naming.edition))
    return map(same_key, keys)


def bodies_named(directory: Directory, naming: "Naming") -> list[AccreditationBody]:
    """The accreditation bodies that certificates name, as the rules read them."""
    if _ONE_NAME.fullmatch(naming.accreditation_body):
        body = directory.accreditation_body(naming.accreditation_body)
        return [body] if body is not None else []
    certificate = CertificateFacts(
        certification_body=naming.certification_body,
        accreditation_body=naming.accreditation_body,
        standard=naming.standard,
        recorded_on=date.min,
    )
    return named_bodies(Case(certificate, date.min, directory))
