"""The register's own entries laid over those of a directory.

An own entry takes the place of those of the same key: a body's code or name; certification
body, accreditation body and standard of an accreditation; standard and edition of an edition.
Names, aliases and standards may be written in any usual way. Finding entries is done by
`directory`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, TypeVar

from domain.body_names import BodyNames
from domain.directory_entries import (
    MANAGEMENT_SYSTEMS,
    PRODUCTS,
    SCOPES,
    AccreditationBody,
    CbAccreditation,
    CertificationBody,
    Edition,
    Entry,
    Scope,
    Standard,
)
from domain.matching import fold
from domain.standards import read_standards

if TYPE_CHECKING:
    from domain.directory import Directory

Key = tuple[str, ...]
_Held = TypeVar("_Held", bound=Entry)
_SCOPES = {fold(scope): scope for scope in SCOPES} | {
    "management system": MANAGEMENT_SYSTEMS,
    "management systems certification": MANAGEMENT_SYSTEMS,
    "management system certification": MANAGEMENT_SYSTEMS,
    "iso/iec 17021-1": MANAGEMENT_SYSTEMS,
    "product certification": PRODUCTS,
    "iso/iec 17065": PRODUCTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntries:
    """What a register holds of its own, and which supplied entries it does not use.

    The keys in `unused`: ("accreditation_body", code), ("certification_body", name),
    ("cb_accreditation", certification body, accreditation body, standard) and
    ("standard_edition", standard, edition). An own entry of an unused key is used all the same.
    """

    accreditation_bodies: tuple[AccreditationBody, ...] = ()
    certification_bodies: tuple[CertificationBody, ...] = ()
    accreditations: tuple[CbAccreditation, ...] = ()
    editions: tuple[Edition, ...] = ()
    unused: frozenset[Key] = frozenset()

    def __bool__(self) -> bool:
        """Whether the register holds anything of its own."""
        return bool(
            self.accreditation_bodies
            or self.certification_bodies
            or self.accreditations
            or self.editions
            or self.unused
        )


class Entries(TypedDict):
    """All entries of a directory, as its making takes them."""

    accreditation_bodies: list[AccreditationBody]
    certification_bodies: list[CertificationBody]
    accreditations: list[CbAccreditation]
    editions: list[Edition]
    standards: list[Standard]


def laid_over(supplied: Directory, own: OwnEntries) -> Entries:
    """The entries of a directory as the register's own ones leave them; own ones come first."""
    bodies = _bodies(supplied, own)
    issuers = _issuers(supplied, own)
    return {
        "accreditation_bodies": bodies,
        "certification_bodies": issuers,
        "accreditations": _accreditations(supplied, own, _Names(bodies, issuers)),
        "editions": _editions(supplied, own),
        "standards": list(supplied.standards.values()),
    }


def _bodies(supplied: Directory, own: OwnEntries) -> list[AccreditationBody]:
    held = (*own.accreditation_bodies, *supplied.accreditation_bodies)
    codes = {fold(body.code): body.code for body in held}
    return _laid(
        (
            _readable_body(replace(body, code=codes[fold(body.code)]))
            for body in own.accreditation_bodies
        ),
        supplied.accreditation_bodies,
        lambda body: _key("accreditation_body", body.code),
        (_key(*key) for key in own.unused if key[0] == "accreditation_body"),
    )


def _issuers(supplied: Directory, own: OwnEntries) -> list[CertificationBody]:
    held = (*own.certification_bodies, *supplied.certification_bodies)
    names = {fold(body.name): body.name for body in held}
    return _laid(
        (replace(body, name=names[fold(body.name)]) for body in own.certification_bodies),
        supplied.certification_bodies,
        lambda body: _key("certification_body", body.name),
        (_key(*key) for key in own.unused if key[0] == "certification_body"),
    )


def _accreditations(supplied: Directory, own: OwnEntries, names: _Names) -> list[CbAccreditation]:
    rows = _laid(
        (row for each in own.accreditations for row in names.readable(each)),
        supplied.all_accreditations,
        lambda row: names.key(row.certification_body, row.accreditation_body, row.standard),
        (key for each in own.unused if each[0] == "cb_accreditation" for key in names.keys(each)),
    )
    # What hangs on a body that is not used goes with it.
    gone = {fold(key[1]) for key in own.unused if key[0] == "certification_body"}
    gone -= names.issuers
    return [row for row in rows if fold(row.certification_body) not in gone]


def _editions(supplied: Directory, own: OwnEntries) -> list[Edition]:
    held = _laid(
        (edition for each in own.editions for edition in _readable_edition(each)),
        supplied.all_editions,
        lambda edition: _key("standard_edition", edition.standard, edition.edition),
        (
            _key("standard_edition", standard, key[2])
            for key in own.unused
            if key[0] == "standard_edition"
            for standard in standards_named(key[1])
        ),
    )
    return sorted(held, key=_edition_order)


def standards_named(text: str) -> tuple[str, ...]:
    """The standards or the scope a text names, as the directory calls them, without edition."""
    scope = _SCOPES.get(fold(text))
    if scope is not None:
        return (scope,)
    return tuple(dict.fromkeys(name.standard for name in read_standards(text)))


class _Names:
    """What the bodies on file are called: whole names and aliases only, never their beginning."""

    def __init__(self, bodies: list[AccreditationBody], issuers: list[CertificationBody]) -> None:
        self.issuers = {fold(body.name) for body in issuers}
        self._bodies = BodyNames((b, (b.code, b.name, *b.aliases), ()) for b in bodies)
        self._issuers = BodyNames((b, (b.name, *b.aliases), b.exact_aliases) for b in issuers)

    def readable(self, row: CbAccreditation) -> Iterator[CbAccreditation]:
        """An own accreditation in the directory's names, one for each standard it names."""
        issuer, body = self._named(row.certification_body, row.accreditation_body)
        for standard in standards_named(row.standard):
            yield replace(
                row, certification_body=issuer, accreditation_body=body, standard=standard
            )

    def keys(self, unused: Key) -> Iterator[Key]:
        """The keys of the accreditations that an unused one names."""
        for standard in standards_named(unused[3]):
            yield self.key(unused[1], unused[2], standard)

    def key(self, issuer: str, body: str, standard: str) -> Key:
        """The key of an accreditation, whatever its bodies are called."""
        return _key("cb_accreditation", *self._named(issuer, body), standard)

    def _named(self, issuer_text: str, body_text: str) -> tuple[str, str]:
        issuer, body = self._issuers.whole(issuer_text), self._bodies.whole(body_text)
        return (
            issuer.name if issuer else " ".join(issuer_text.split()),
            body.code if body else " ".join(body_text.split()),
        )


def _laid(
    own: Iterable[_Held],
    supplied: Iterable[_Held],
    key_of: Callable[[_Held], Key],
    unused: Iterable[Key],
) -> list[_Held]:
    """Own entries, then the supplied ones that none of them replaces and that are used."""
    held = list(own)
    gone = {*map(key_of, held), *unused}
    return [*held, *(entry for entry in supplied if key_of(entry) not in gone)]


def _readable_body(body: AccreditationBody) -> AccreditationBody:
    scopes = (
        replace(scope, scope=name) for scope in body.scopes for name in standards_named(scope.scope)
    )
    return replace(body, scopes=tuple[Scope, ...](scopes))


def _readable_edition(edition: Edition) -> Iterator[Edition]:
    for standard in standards_named(edition.standard):
        yield replace(edition, standard=standard, edition=edition.edition.strip())


def _edition_order(edition: Edition) -> tuple[str, int, str]:
    """By standard, oldest first; editions without a year by their text."""
    text = edition.edition
    return edition.standard, int(text) if text.isdecimal() else 0, text


def _key(kind: str, *parts: str) -> Key:
    return (kind, *map(fold, parts))
