"""The words and chips of the accreditation reference: every state with its icon.

What is not known is said to be not known, and drawn dashed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    CertificationBody,
    Edition,
    Entry,
    Scope,
)
from domain.validity import USUAL_WINDOWS, Windows
from domain.vocabulary import ACCREDITATION_STATUS_WORDS, AccreditationStatus, State
from gui import text
from gui.countries import country_name
from gui.dialogs.directory_reading import EntryLine, Origin, Part
from gui.widgets.chips import Chip, validity_chip

INTERNATIONAL = "ZZ"
NOT_CHECKED = "Not checked"
START_NOT_KNOWN = "start not known"

# The title of each part's view, and what one of its entries is called.
PART_WORDS: Mapping[Part, tuple[str, str]] = {
    Part.ACCREDITATION_BODIES: ("Accreditation bodies", "accreditation body"),
    Part.CERTIFICATION_BODIES: ("Certification bodies", "certification body"),
    Part.ACCREDITATIONS: ("Accreditations", "accreditation"),
    Part.EDITIONS: ("Editions", "edition"),
}
ORIGIN_WORDS = {
    Origin.SUPPLIED: "Supplied",
    Origin.CHANGED: "Changed here",
    Origin.ENTERED: "Entered here",
    Origin.UNUSED: "Not used here",
}
_ORIGIN_LOOKS = {
    Origin.SUPPLIED: ("book", "text.tertiary", "text.tertiary"),
    Origin.CHANGED: ("pencil", "validity.not_yet.ink", "validity.not_yet.mark"),
    Origin.ENTERED: ("plus", "validity.valid.ink", "validity.valid.mark"),
    Origin.UNUSED: ("oct-minus", "text.secondary", "text.secondary"),
}
BODY_STATUS_WORDS = {
    BodyStatus.SIGNATORY: "Signatory of the MRA",
    BodyStatus.SCHEME_AUTHORITY: "Scheme's own authority",
    BodyStatus.NOT_SIGNATORY: "Not a signatory for certification",
    BodyStatus.UNKNOWN: "Status not checked",
}
_BODY_STATUS_SHORT = {
    BodyStatus.SIGNATORY: "Signatory",
    BodyStatus.SCHEME_AUTHORITY: "Scheme authority",
    BodyStatus.NOT_SIGNATORY: "Not a signatory",
    BodyStatus.UNKNOWN: NOT_CHECKED,
}
_BODY_LOOKS = {
    BodyStatus.SIGNATORY: ("shield-check", "widely_recognised"),
    BodyStatus.SCHEME_AUTHORITY: ("shield-check", "widely_recognised"),
    BodyStatus.NOT_SIGNATORY: ("shield-slash", "not_recognised"),
    BodyStatus.UNKNOWN: ("shield-q", "unproven"),
}


def origin_chip(origin: Origin) -> Chip:
    """Where an entry comes from."""
    words = ORIGIN_WORDS[origin]
    icon, ink, mark = _ORIGIN_LOOKS[origin]
    return Chip(words, icon, ink, mark, weight=400, bare=True, full=words)


def body_status_chip(status: BodyStatus, *, in_list: bool = False) -> Chip:
    """What an accreditation body is; not checked is dashed."""
    icon, name = _BODY_LOOKS[status]
    ink, mark = f"recognition.{name}.ink", f"recognition.{name}.mark"
    full = BODY_STATUS_WORDS[status]
    if in_list:
        quiet = name == "widely_recognised"
        return Chip(_BODY_STATUS_SHORT[status], icon, "text.primary" if quiet else ink, mark,
                    weight=400, size=13, bare=True, full=full, glyph="surface.canvas")  # fmt: skip
    dashed = status is BodyStatus.UNKNOWN
    return Chip(full, icon, ink, mark, line=mark, dashed=dashed, radius=5, full=full,
                glyph="surface.canvas")  # fmt: skip


def paled(chip: Chip, line: EntryLine) -> Chip:
    """The chip of an entry; where it is not used here its state is nobody's concern."""
    if line.origin is not Origin.UNUSED:
        return chip
    pale = "text.tertiary"
    return replace(chip, ink=pale, mark=pale, fill="", line=pale if chip.line else "", weight=400)


def accreditation_chip(row: CbAccreditation, day: date, *, in_list: bool = False) -> Chip:
    """How an accreditation stands on a day: by its days first, then by its status."""
    status = row.status.casefold()
    if status == AccreditationStatus.SUSPENDED:
        return validity_chip(State.SUSPENDED, in_list=in_list)
    if row.ends_on is not None and row.ends_on < day:
        return validity_chip(State.EXPIRED, f"Ended {text.day(row.ends_on)}", in_list=in_list)
    if row.starts_on is not None and row.starts_on > day:
        words = f"From {text.day(row.starts_on)}"
        return validity_chip(State.NOT_YET_VALID, words, in_list=in_list)
    if status == AccreditationStatus.ACTIVE or row.ends_on is not None:
        words = ACCREDITATION_STATUS_WORDS[AccreditationStatus.ACTIVE]
        return validity_chip(State.VALID, words, in_list=in_list)
    if status == AccreditationStatus.UNKNOWN:
        return validity_chip(State.UNDATED, "Status not known", in_list=in_list)
    return validity_chip(State.WITHDRAWN, in_list=in_list)


def edition_state(edition: Edition, day: date, windows: Windows = USUAL_WINDOWS) -> State:
    """How the end of an edition stands on a day; undated where none is announced, or a provisional
    one only: not knowing is never good."""
    end = edition.invalid_after
    if end is None or (edition.provisional and end >= day):
        return State.UNDATED
    left = (end - day).days
    if left < 0:
        return State.EXPIRED
    return State.URGENT if left <= windows.urgent else (
        State.SOON if left <= windows.soon else State.VALID
    )  # fmt: skip


def edition_chip(edition: Edition, day: date, windows: Windows = USUAL_WINDOWS) -> Chip:
    """The last day of an edition's certificates; a provisional one is dashed and says so. That none
    is announced for a current edition is as usual, so it stays quiet."""
    state, end = edition_state(edition, day, windows), edition.invalid_after
    if end is None and not edition.provisional:
        words = "No end announced" if edition.successor else "Current, no end announced"
        mark = "validity.undated.mark"
        return Chip(words, "circle-q", "text.secondary", mark, weight=400, full=words)
    if end is None:
        words = "Not known, provisional"
    elif edition.provisional:
        words = f"{text.day(end)}, provisional"
    else:
        words = f"Ended {text.day(end)}" if state is State.EXPIRED else text.day(end)
    return validity_chip(state, words, in_list=True)


def checked_words(entry: Entry) -> str:
    """The day an entry was compared with its source, or that it was not."""
    if entry.checked_on is not None:
        return text.day(entry.checked_on)
    return "Verified, day not recorded" if entry.is_checked else NOT_CHECKED


def economy_words(code: str) -> str:
    """An economy by its code; bodies of no single one are international."""
    if code == INTERNATIONAL:
        return "International"
    return country_name(code) if len(code) == 2 else code


def span_words(starts_on: date | None, ends_on: date | None) -> str:
    """From when until when: what is not known is told."""
    start = f"from {text.day(starts_on)}" if starts_on else START_NOT_KNOWN
    return f"{start}, until {text.day(ends_on)}" if ends_on else start


def scope_words(scope: Scope) -> str:
    """A scope with its days: "products, from 11 Aug 2021"."""
    if scope.starts_on is None and scope.ends_on is None:
        return scope.scope
    return f"{scope.scope}, {span_words(scope.starts_on, scope.ends_on)}"


def scopes_words(scopes: Sequence[Scope]) -> str:
    """All scopes in one line, without their days."""
    return ", ".join(scope.scope for scope in scopes)


def certificates_words(line: EntryLine) -> str:
    """How many certificates name it: "12 certificates name it, 9 of them in force." """
    if line.count is None:
        return "Counting the certificates that name it…"
    number, in_force = line.count.all, line.count.in_force
    if not number:
        return "No certificate in this register names it."
    what = ("names it", "name it")
    if line.part is Part.EDITIONS:
        what = ("is of this edition", "are of this edition")
    said = f"{text.plural(number, 'certificate')} {what[number != 1]}"
    if in_force in (0, number):
        one, many = ("in force", "all in force") if in_force else ("not in force", "none in force")
        return f"{said}, {one if number == 1 else many}."
    return f"{said}, {text.count(in_force)} of them in force."


def searched_words(entry: Entry) -> str:
    """Everything a search looks through."""
    match entry:
        case AccreditationBody():
            own: tuple[str, ...] = (
                entry.code, entry.name, economy_words(entry.economy), *entry.aliases,
                BODY_STATUS_WORDS[entry.status], *(s.scope for s in entry.scopes), entry.note,
            )  # fmt: skip
        case CertificationBody():
            own = (entry.name, *entry.aliases, *entry.exact_aliases, entry.note)
        case CbAccreditation():
            own = (entry.certification_body, entry.accreditation_body, entry.standard)
        case Edition():
            own = (f"{entry.standard}:{entry.edition}", entry.standard, entry.successor)
            own += ("provisional",) if entry.provisional else ()
        case _:
            own = ()
    return " ".join((*own, entry.source, entry.confidence))
