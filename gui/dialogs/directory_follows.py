"""What an entry would do before it is saved: which certificates name it, which would count.

Worked out on the worker with the directory as it would be. Where a register holds more than can
be judged while somebody types, only the certificates are counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from domain.accreditation import named_bodies
from domain.accreditation_case import Case
from domain.directory import (
    AccreditationBody,
    CbAccreditation,
    CertificationBody,
    Directory,
    Edition,
    Entry,
    OwnEntries,
)
from domain.facts import CertificateFacts, SupplierFacts
from domain.recognition import Recognition
from domain.standing import standings
from domain.vocabulary import Level
from gui import text
from gui.dialogs.directory_reading import (
    Key,
    Part,
    bodies_named,
    counted,
    entries_of,
    key_of,
    same_key,
)

if TYPE_CHECKING:
    from storage.directory_effects import Naming
    from storage.queries import Reader

MOST_SUPPLIERS = 1500  # judged twice while somebody waits
Held = TypeVar("Held", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """What would follow. `naming`: certificates that name the entry; `counting` of them would be
    widely recognised, and the recognition of `changing` certificates would be another: both
    `None` where that was not worked out. `end`: the last day of an edition's certificates."""

    part: Part
    naming: int
    counting: int | None = None
    changing: int | None = None
    end: date | None = None
    provisional: bool = False


def read_follows(
    reader: "Reader",
    entry: Entry,
    instead_of: Key | None,
    namings: "Sequence[Naming]",
    day: date,
) -> Follows:
    """On the worker: what an entry would do in the place of the one of another key, if any."""
    own = with_entry(reader.own_directory(), entry, instead_of)
    after = Directory.load().with_entries(own)
    entry = _as_read(own, entry)
    key = key_of(entry)
    part = Part(key[0])
    naming = counted(after, namings).get(same_key(key))
    number = naming.all if naming is not None else 0
    if isinstance(entry, Edition):
        return Follows(
            part=part, naming=number, end=entry.invalid_after, provisional=entry.provisional
        )
    before = reader.directory
    concerned = [_concerned(entry, directory) for directory in (before, after)]
    bodies = {
        (naming.certification_body, naming.accreditation_body)
        for naming in namings
        if any(concerns(naming) for concerns in concerned)
    }
    ids = reader.suppliers_naming(bodies)
    if len(ids) > MOST_SUPPLIERS:
        return Follows(part=part, naming=number)
    counting = changing = 0
    for supplier in reader.suppliers(ids):
        count, change = _judged(supplier, entry, (before, after), day)
        counting, changing = counting + count, changing + change
    return Follows(part=part, naming=number, counting=counting, changing=changing)


def with_entry(own: OwnEntries, entry: Entry, instead_of: Key | None) -> OwnEntries:
    """The register's own entries with one more, in the place of that of another key."""
    gone = {same_key(key_of(entry)), same_key(instead_of or key_of(entry))}

    def kept(held: tuple[Held, ...]) -> tuple[Held, ...]:
        return tuple(each for each in held if same_key(key_of(each)) not in gone)

    match entry:
        case AccreditationBody():
            return replace(own, accreditation_bodies=(*kept(own.accreditation_bodies), entry))
        case CertificationBody():
            return replace(own, certification_bodies=(*kept(own.certification_bodies), entry))
        case CbAccreditation():
            return replace(own, accreditations=(*kept(own.accreditations), entry))
        case Edition():
            return replace(own, editions=(*kept(own.editions), entry))
    raise TypeError(f"no entry of the directory: {type(entry).__name__}")


def _as_read(own: OwnEntries, entry: Entry) -> Entry:
    """An own entry as the directory reads it: its bodies and standard by their names on file."""
    alone = own
    if isinstance(entry, CbAccreditation):
        alone = replace(own, accreditations=(entry,))
    part = Part(key_of(entry)[0])
    read = [each for each in entries_of(Directory.load().with_entries(alone), part) if each.own]
    if isinstance(entry, CbAccreditation):
        return read[0] if read else entry
    same = [each for each in read if same_key(key_of(each)) == same_key(key_of(entry))]
    return same[0] if same else entry


def _concerned(entry: Entry, directory: Directory) -> "Callable[[Naming], bool]":
    """Whether certificates that name something can be judged by the entry."""
    match entry:
        case AccreditationBody():
            rows = directory.all_accreditations
            issuers = {r.certification_body for r in rows if r.accreditation_body == entry.code}
        case CertificationBody():
            issuers = {entry.name}
        case CbAccreditation():
            issuers = {entry.certification_body}
        case _:
            issuers = set()
    code = entry.code if isinstance(entry, AccreditationBody) else None

    def concerns(naming: "Naming") -> bool:
        issuer = directory.certification_body(naming.certification_body)
        if issuer is not None and issuer.name in issuers:
            return True
        return code is not None and any(b.code == code for b in bodies_named(directory, naming))

    return concerns


def _judged(
    supplier: SupplierFacts, entry: Entry, directories: tuple[Directory, Directory], day: date
) -> tuple[int, int]:
    """How many of a supplier's certificates name the entry and would count, and of how many the
    recognition would change."""
    before, after = (
        {each.id: each for each in standings(supplier, buyer=None, day=day, directory=directory)
         if each.type == "certificate" and not each.superseded}
        for directory in directories
    )  # fmt: skip
    counting = changing = 0
    for certificate in supplier.certificates:
        now, then = before.get(certificate.id), after.get(certificate.id)
        if then is None:
            continue
        was = _level(now.recognition) if now is not None else None
        level = _level(then.recognition)
        changing += level != was
        if _is_named(certificate, entry, directories[1]):
            counting += level == (Level.WIDELY_RECOGNISED, None)
    return counting, changing


def _level(recognition: Recognition | None) -> tuple[object, object]:
    return (recognition.level, recognition.cause) if recognition is not None else (None, None)


def _is_named(certificate: CertificateFacts, entry: Entry, directory: Directory) -> bool:
    issuer = directory.certification_body(certificate.certification_body)
    codes = [b.code for b in named_bodies(Case(certificate, date.min, directory))]
    match entry:
        case AccreditationBody():
            return entry.code in codes
        case CertificationBody():
            return issuer is not None and issuer.name == entry.name
        case CbAccreditation():
            same = issuer is not None and issuer.name == entry.certification_body
            same = same and certificate.standard == entry.standard
            return same and entry.accreditation_body in codes
    return False


# --- in words ------------------------------------------------------------------------------


def naming_words(follows: Follows) -> str:
    """How many certificates it is about."""
    number = follows.naming
    if not number:
        return "No certificate in this register names it."
    what = {
        Part.ACCREDITATION_BODIES: ("names this body", "name this body"),
        Part.CERTIFICATION_BODIES: ("is issued by it", "are issued by it"),
        Part.ACCREDITATIONS: ("names both for this standard", "name both for this standard"),
        Part.EDITIONS: ("is of this edition", "are of this edition"),
    }[follows.part]
    return f"{text.plural(number, 'certificate')} {what[number != 1]}."


def ending_words(follows: Follows) -> str:
    """What the last day of an edition does."""
    if follows.end is None:
        return "Without a last day the edition shortens no certificate."
    day = text.day_long(follows.end)
    if follows.provisional:
        return f"Until {day}, provisionally: that is told, and shortens nothing."
    return f"Whatever is printed on them, none is valid after {day}."


def changing_words(follows: Follows) -> str:
    """What it would do to recognition."""
    if follows.changing is None:
        return "Which of them would count shows once it is saved."
    if not follows.changing:
        return "Recognition would stay as it is."
    return f"Recognition of {text.plural(follows.changing, 'certificate')} would change."
