"""An entry of the accreditation reference in facts: what it says, and what it says otherwise than
the one that was supplied."""

from collections.abc import Sequence
from datetime import date

from domain.directory import (
    AccreditationBody,
    CbAccreditation,
    CertificationBody,
    Edition,
    Entry,
)
from domain.validity import Windows
from gui import text
from gui.dialogs.directory_reading import EntryLine
from gui.dialogs.directory_words import (
    BODY_STATUS_WORDS,
    accreditation_chip,
    body_status_chip,
    checked_words,
    economy_words,
    edition_chip,
    scope_words,
)
from gui.widgets.chips import Chip

Fact = tuple[str, str]
NOT_RECORDED = "Not recorded"


def status_chip(entry: Entry, day: date, windows: Windows) -> Chip | None:
    """The state of an entry as a chip, if it has one."""
    match entry:
        case AccreditationBody():
            return body_status_chip(entry.status)
        case CbAccreditation():
            return accreditation_chip(entry, day)
        case Edition():
            return edition_chip(entry, day, windows)
    return None


def subtitle_of(entry: Entry) -> str:
    """What stands under the name of an entry."""
    match entry:
        case AccreditationBody():
            name = entry.name if entry.name != entry.code else ""
            return text.join(name, economy_words(entry.economy) if entry.economy else "")
        case CertificationBody():
            return "Certification body"
        case CbAccreditation():
            return f"Accreditation of {entry.certification_body} by {entry.accreditation_body}"
        case Edition():
            return f"Edition of {entry.standard}"
    return ""


def facts_of(entry: Entry) -> list[Fact]:
    """What an entry says, the parts of a list on lines of their own."""
    return [*_own_facts(entry), ("Source", _source(entry)), ("Checked on", checked_words(entry))]


def _own_facts(entry: Entry) -> list[Fact]:
    match entry:
        case AccreditationBody():
            return [
                ("Status", BODY_STATUS_WORDS[entry.status]),
                ("Scopes", _lines([scope_words(scope) for scope in entry.scopes])),
                ("Other names", _lines(entry.aliases)),
                *_noted(entry.note),
            ]
        case CertificationBody():
            return [
                ("Other names", _lines(entry.aliases)),
                ("Short forms", _lines(entry.exact_aliases)),
                *_noted(entry.note),
            ]
        case CbAccreditation():
            return [
                ("For", entry.standard),
                ("From", text.day(entry.starts_on) if entry.starts_on else "Not known"),
                ("Until", text.day(entry.ends_on) if entry.ends_on else "No end recorded"),
                ("Status", entry.status.capitalize()),
            ]
        case Edition():
            return [
                ("Followed by", entry.successor or NOT_RECORDED),
                ("Last day", text.day(entry.invalid_after) if entry.invalid_after else "Not known"),
                ("Provisional", "Yes: it shortens nothing" if entry.provisional else "No"),
            ]
    return []


def _lines(parts: Sequence[str]) -> str:
    return "\n".join(parts) or NOT_RECORDED


def _noted(note: str) -> list[Fact]:
    return [("Note", note)] if note else []


def _source(entry: Entry) -> str:
    """Where an entry is from; what is supplied says how sure it is where it names no source."""
    if entry.source:
        return entry.source
    return entry.confidence.capitalize() if entry.confidence else NOT_RECORDED


def changed_facts(line: EntryLine) -> list[Fact]:
    """What the supplied entry says where the register's own says something else."""
    if line.supplied is None or line.entry is line.supplied:
        return []
    now = dict([*facts_of(line.entry), ("Name", subtitle_of(line.entry))])
    before = [("Name", subtitle_of(line.supplied)), *facts_of(line.supplied)]
    return [(title, value) for title, value in before if now.get(title) != value]
