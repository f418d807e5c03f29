"""From a reason to the entry it rests on: links into the accreditation reference.

`links_of` says what a certificate's recognition hangs on in the directory, an entry to open or
one that is missing; `open_entry` opens the reference there. Used by forms and details.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from domain.accreditation import named_bodies
from domain.accreditation_case import Case
from domain.directory import Directory
from domain.facts import AuditFacts, CertificateFacts
from domain.own_entries import standards_named
from domain.recognition import Recognition, party_of
from domain.vocabulary import Accreditation, Kind, Party
from gui import forms
from gui.context import Context
from gui.dialogs.directory_reading import Key, Part, key_of, name_of

LONGEST = 18  # letters of a name in a link
_NEVER = (Kind.DECLARATION, Kind.TEST_REPORT)  # they are the maker's own word


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link: its words, and the key of the entry; one that is not there yet `is_new`."""

    words: str
    key: Key
    is_new: bool = False


def links_of(
    evidence: CertificateFacts | AuditFacts,
    recognition: Recognition | None,
    directory: Directory,
    day: date,
) -> tuple[EntryLink, ...]:
    """What the recognition of a piece of evidence hangs on in the directory, at most one entry
    that was used and what is named but not on file."""
    found: list[EntryLink] = []
    if recognition is not None and (key := key_of_label(recognition.entry, directory)) is not None:
        found.append(EntryLink(f"Open the entry {name_of(key)}…", key))
    if isinstance(evidence, CertificateFacts):
        found += _missing(evidence, directory, day)
    return tuple(found)


def key_of_label(label: str, directory: Directory) -> Key | None:
    """The key of the entry that a recognition names ("UKAS", "SGS–UKAS, ISO 9001"); its words
    may tell that the entry was entered in the register."""
    if not label:
        return None
    for body in directory.accreditation_bodies:
        if label in (body.code, body.told(body.code)):
            return key_of(body)
    for row in directory.all_accreditations:
        if label in (row.label, row.told(row.label)):
            return key_of(row)
    return None


def _missing(certificate: CertificateFacts, directory: Directory, day: date) -> list[EntryLink]:
    if certificate.kind in _NEVER or party_of(certificate, directory) not in (None, Party.THIRD):
        return []
    if certificate.accreditation is Accreditation.UNACCREDITED:
        return []
    issuer = missing_issuer(certificate, directory)
    found = [*missing_body(certificate, directory, day), *issuer]
    if not issuer and not certificate.accreditation_body.strip():
        found += _missing_row(Case(certificate, day, directory))
    return found


def missing_body(
    certificate: CertificateFacts, directory: Directory, day: date
) -> tuple[EntryLink, ...]:
    """The accreditation body that is named, where it is not on file."""
    named = certificate.accreditation_body.strip()
    if not named or named_bodies(Case(certificate, day, directory)):
        return ()
    if directory.certification_body(named) is not None:
        return ()  # a certification body in the wrong field: nothing to be added
    return (_adding((Part.ACCREDITATION_BODIES.value, named)),)


def missing_issuer(certificate: CertificateFacts, directory: Directory) -> tuple[EntryLink, ...]:
    """The certification body that is named, where it is not on file."""
    issuer = certificate.certification_body.strip()
    known = directory.certification_body(issuer) or directory.accreditation_body(issuer)
    if not issuer or known is not None:
        return ()
    return (_adding((Part.CERTIFICATION_BODIES.value, issuer)),)


def _missing_row(case: Case) -> tuple[EntryLink, ...]:
    """The accreditation of an issuer on file for a standard, where none of it is."""
    if case.body is None or case.rows() or len(standards_named(case.standard)) != 1:
        return ()
    key = (Part.ACCREDITATIONS.value, case.body.name, "", case.standard)
    words = f"Add an accreditation of {case.body.name} for {case.standard}…"
    return (EntryLink(words, key, is_new=True),)


def _adding(key: Key) -> EntryLink:
    name = name_of(key)
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    return EntryLink(f"Add “{short}” to the directory…", key, is_new=True)


def open_entry(
    context: Context, parent: QWidget, key: Key, closed: Callable[[], None] | None = None
) -> None:
    """Open the reference at an entry, or at a new one with what its key says; `closed` is called
    once it is closed again."""
    dialog = forms.dialog("directory", context, parent, entry=key)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if closed is not None:
        dialog.finished.connect(lambda _result: closed())
    dialog.open()
