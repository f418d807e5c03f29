"""The columns of the four views of the accreditation reference, and how they sort."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    CertificationBody,
    Edition,
)
from domain.matching import fold
from gui import text
from gui.dialogs.directory_reading import EntryLine, Origin, Part, Reference
from gui.dialogs.directory_words import (
    NOT_CHECKED,
    accreditation_chip,
    body_status_chip,
    checked_words,
    economy_words,
    edition_chip,
    origin_chip,
    paled,
    scopes_words,
    span_words,
)
from gui.dialogs.edition_calendar import YEARS_TITLE, calendar_order, span_of, years_of
from gui.models.cells import Cell, Words
from gui.models.columns import Column, Columns

SortKey = Callable[[EntryLine], Any]
ONE_LINE, TWO_LINES = 36, 46
_ONE_LINE = (Part.CERTIFICATION_BODIES,)


@dataclass(frozen=True, slots=True)
class View:
    """One view: its columns, and the sort keys of those that sort; the first of them is the
    order it begins with."""

    columns: Columns
    sorts: Mapping[str, SortKey]

    @property
    def first_sort(self) -> str:
        """The order it begins with."""
        return next(iter(self.sorts))


def view_of(part: Part, reference: Reference) -> View:
    """The view of a part, for what is listed."""
    columns, sorts = _MAKERS[part](reference)
    shown = (*columns, *_COMMON)
    height = ONE_LINE if part in _ONE_LINE else TWO_LINES
    view = Columns(shown, shown, wide_row=height, narrow_row=height)
    return View(view, {**sorts, **_COMMON_SORTS})


def name_cell(line: EntryLine, *, second: str = "", tail: str = "") -> Words:
    """The name of an entry; one that is not used here is pale."""
    pale = line.origin is Origin.UNUSED
    role = "text.tertiary" if pale else "text.primary"
    return Words(_first(line), second, tail, role=role, weight=400 if pale else 500)


def _first(line: EntryLine) -> str:
    match line.entry:
        case CbAccreditation():
            return line.entry.certification_body
        case _:
            return line.name


def _plain(words: str, empty: str = text.NOTHING, **more: Any) -> Words:
    return Words(words or empty, role="text.primary" if words else "text.tertiary", **more)


def _count(line: EntryLine, _day: date) -> Cell:
    if line.count is None:
        return Words("")  # being counted
    number = line.count.all
    role = "text.primary" if number else "text.tertiary"
    return Words(text.count(number) if number else text.NOTHING, role=role, tabular=True)


def certificates(line: EntryLine) -> int:
    """How many certificates name an entry, as far as that is known."""
    return line.count.all if line.count is not None else 0


def _origin(line: EntryLine, _day: date) -> Cell:
    return origin_chip(line.origin)


def _checked(line: EntryLine, _day: date) -> Cell:
    words = checked_words(line.entry)
    role = "text.tertiary" if words == NOT_CHECKED else "text.secondary"
    return Words(words.partition(",")[0], role=role, size=12)


_CHECKED = Column("Checked on", 80, _checked, sort="checked", above=740)
_COMMON = (
    Column("Certificates", 72, _count, sort="count", right=True, above=600),
    Column("Entry", 108, _origin, sort="origin", above=480),
)
_COMMON_SORTS: Mapping[str, SortKey] = {
    "count": lambda line: -certificates(line),
    "checked": lambda line: (not line.entry.is_checked, line.entry.checked_on or date.min),
    "origin": lambda line: -list(Origin).index(line.origin),
}


# --- accreditation bodies --------------------------------------------------------------------


def _accreditation_bodies(reference: Reference) -> tuple[Sequence[Column], dict[str, SortKey]]:
    def body(line: EntryLine) -> AccreditationBody:
        assert isinstance(line.entry, AccreditationBody)
        return line.entry

    def name(line: EntryLine, _day: date) -> Cell:
        full, economy = body(line).name, body(line).economy
        full = "" if fold(full) == fold(body(line).code) else full
        return name_cell(line, second=text.join(full, economy_words(economy) if economy else ""))

    def status(line: EntryLine, _day: date) -> Cell:
        return paled(body_status_chip(body(line).status, in_list=True), line)

    def scopes(line: EntryLine, _day: date) -> Cell:
        return _plain(scopes_words(body(line).scopes), "None recorded")

    columns = (
        Column("Body", 170, name, sort="name", stretch=2),
        Column("Status", 128, status, sort="status"),
        Column("Scopes", 136, scopes, stretch=1, above=640),
        _CHECKED,
    )
    sorts: dict[str, SortKey] = {
        "name": lambda line: fold(body(line).code),
        "status": lambda line: -list(BodyStatus).index(body(line).status),
    }
    return columns, sorts


# --- certification bodies --------------------------------------------------------------------


def _certification_bodies(reference: Reference) -> tuple[Sequence[Column], dict[str, SortKey]]:
    accredited: dict[str, list[str]] = defaultdict(list)
    for row in reference.directory.all_accreditations:
        if row.accreditation_body not in accredited[row.certification_body]:
            accredited[row.certification_body].append(row.accreditation_body)

    def body(line: EntryLine) -> CertificationBody:
        assert isinstance(line.entry, CertificationBody)
        return line.entry

    def name(line: EntryLine, _day: date) -> Cell:
        others = (*body(line).aliases, *body(line).exact_aliases)
        return name_cell(line, tail=", ".join(others))

    def accreditations(line: EntryLine, _day: date) -> Cell:
        return _plain(", ".join(accredited.get(body(line).name, ())), "None on file")

    columns = (
        Column("Body", 200, name, sort="name", stretch=3),
        Column("Accredited by", 140, accreditations, sort="accredited", stretch=2, above=600),
        _CHECKED,
    )
    sorts: dict[str, SortKey] = {
        "name": lambda line: fold(body(line).name),
        "accredited": lambda line: -len(accredited.get(body(line).name, ())),
    }
    return columns, sorts


# --- accreditations --------------------------------------------------------------------------


def _accreditations(reference: Reference) -> tuple[Sequence[Column], dict[str, SortKey]]:
    def row(line: EntryLine) -> CbAccreditation:
        assert isinstance(line.entry, CbAccreditation)
        return line.entry

    def standard(line: EntryLine, _day: date) -> Cell:
        days = span_words(row(line).starts_on, row(line).ends_on)
        return Words(row(line).standard, days[:1].upper() + days[1:])

    def status(line: EntryLine, day: date) -> Cell:
        return paled(accreditation_chip(row(line), day, in_list=True), line)

    columns = (
        Column("Certification body", 138, lambda line, _d: name_cell(line), sort="name", stretch=3),
        Column("Accredited by", 80, lambda line, _d: _plain(row(line).accreditation_body),
               sort="body", stretch=1),
        Column("For", 160, standard, sort="for", stretch=2),
        Column("Status", 132, status, sort="status"),
    )  # fmt: skip
    sorts: dict[str, SortKey] = {
        "name": lambda line: tuple(fold(each) for each in line.key[1:]),
        "body": lambda line: (fold(row(line).accreditation_body), fold(row(line).standard)),
        "for": lambda line: (fold(row(line).standard), fold(row(line).certification_body)),
        "status": lambda line: (row(line).status == "active", row(line).status),
    }
    return columns, sorts


# --- editions --------------------------------------------------------------------------------


def _editions(reference: Reference) -> tuple[Sequence[Column], dict[str, SortKey]]:
    day = reference.day
    years = years_of(reference.directory.all_editions, day)

    def edition(line: EntryLine) -> Edition:
        assert isinstance(line.entry, Edition)
        return line.entry

    def left(line: EntryLine, on: date) -> Cell:
        end = edition(line).invalid_after
        days = (end - on).days if end is not None else -1
        known = text.count(days) if days >= 0 else text.NOTHING
        return Words(known, role="text.primary" if days >= 0 else "text.tertiary", tabular=True)

    def last_day(line: EntryLine, on: date) -> Cell:
        end = edition(line).invalid_after
        if end is not None and end < on and not certificates(line):
            return Words(f"Ended {text.day(end)}", role="text.tertiary", size=12)
        return paled(edition_chip(edition(line), on, reference.windows), line)

    def span(line: EntryLine, on: date) -> Any:
        return span_of(edition(line), years, on, reference.windows)

    def name(line: EntryLine, _day: date) -> Cell:
        follower = edition(line).successor
        return name_cell(line, second=f"followed by {follower}" if follower else "")

    columns = (
        Column("Edition", 136, name, sort="name"),
        Column(YEARS_TITLE, 130, span, stretch=1, above=760),
        Column("Last day", 196, last_day, sort="ends"),
        Column("Days left", 52, left, right=True, above=560),
    )
    sorts: dict[str, SortKey] = {
        "ends": calendar_order(reference.directory, day),
        "name": lambda line: (fold(edition(line).standard), edition(line).edition),
    }
    return columns, sorts


_MAKERS: Mapping[Part, Callable[[Reference], tuple[Sequence[Column], dict[str, SortKey]]]] = {
    Part.ACCREDITATION_BODIES: _accreditation_bodies,
    Part.CERTIFICATION_BODIES: _certification_bodies,
    Part.ACCREDITATIONS: _accreditations,
    Part.EDITIONS: _editions,
}
