"""The directory: accreditation bodies, certification bodies, who accredits whom, and editions.

It starts from the supplied tables, takes a register's own entries (`own_entries`) and can be
built from any other ones. It finds entries and says what they hold; what follows from them is
decided by `accreditation` and `validity`.
Every entry keeps its source and the day it was checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from domain import reference
from domain.body_names import BodyNames
from domain.directory_entries import (
    AEROSPACE as AEROSPACE,
)
from domain.directory_entries import (
    AUTOMOTIVE as AUTOMOTIVE,
)
from domain.directory_entries import (
    CE_CERTIFICATES as CE_CERTIFICATES,
)
from domain.directory_entries import (
    MANAGEMENT_SYSTEMS as MANAGEMENT_SYSTEMS,
)
from domain.directory_entries import (
    NOTIFIED_BODY as NOTIFIED_BODY,
)
from domain.directory_entries import (
    PRODUCT_MARKS as PRODUCT_MARKS,
)
from domain.directory_entries import (
    PRODUCTS as PRODUCTS,
)
from domain.directory_entries import (
    SOCIAL as SOCIAL,
)
from domain.directory_entries import (
    UNSTATED_TUV as UNSTATED_TUV,
)
from domain.directory_entries import (
    AccreditationBody as AccreditationBody,
)
from domain.directory_entries import (
    BodyStatus as BodyStatus,
)
from domain.directory_entries import (
    CbAccreditation as CbAccreditation,
)
from domain.directory_entries import (
    CertificationBody as CertificationBody,
)
from domain.directory_entries import (
    Edition as Edition,
)
from domain.directory_entries import (
    Entry as Entry,
)
from domain.directory_entries import (
    Scope as Scope,
)
from domain.directory_entries import (
    Standard as Standard,
)
from domain.own_entries import OwnEntries as OwnEntries
from domain.own_entries import laid_over
from domain.reference import Row, several
from domain.vocabulary import Kind


class Directory:
    """All entries, found by the many ways people write them. Treat it as frozen."""

    def __init__(
        self,
        *,
        accreditation_bodies: Iterable[AccreditationBody] = (),
        certification_bodies: Iterable[CertificationBody] = (),
        accreditations: Iterable[CbAccreditation] = (),
        editions: Iterable[Edition] = (),
        standards: Iterable[Standard] = (),
    ) -> None:
        self.accreditation_bodies = tuple(accreditation_bodies)
        self.certification_bodies = tuple(certification_bodies)
        self.all_accreditations = tuple(accreditations)
        self.all_editions = tuple(editions)
        self.standards = {standard.name: standard for standard in standards}
        self._editions: dict[str, list[Edition]] = defaultdict(list)
        for edition in self.all_editions:
            self._editions[edition.standard].append(edition)
        self._rows: dict[str, list[CbAccreditation]] = defaultdict(list)
        for row in self.all_accreditations:
            self._rows[row.certification_body].append(row)
        self._codes = {body.code: body for body in reversed(self.accreditation_bodies)}
        issuers = (*self.certification_bodies, *self._issuers_of_own_rows())
        self._abs = BodyNames(
            ((b, (b.code, b.name, *b.aliases), ()) for b in self.accreditation_bodies),
            strict_codes=True,
        )
        self._cbs = BodyNames((b, (b.name, *b.aliases), b.exact_aliases) for b in issuers)

    def _issuers_of_own_rows(self) -> Iterator[CertificationBody]:
        """Bodies on file by nothing but an own accreditation: with it their name is known."""
        held = {body.name for body in self.certification_bodies}
        for row in self.all_accreditations:
            if row.own and row.certification_body not in held:
                held.add(row.certification_body)
                yield CertificationBody(
                    name=row.certification_body,
                    source=row.source,
                    checked_on=row.checked_on,
                    own=True,
                )

    @classmethod
    def load(cls) -> Directory:
        """The supplied directory, read once per process."""
        return _supplied()

    def with_entries(self, own: OwnEntries) -> Directory:
        """This directory with a register's own entries in it; itself where there are none."""
        return Directory(**laid_over(self, own)) if own else self

    def certification_body(self, text: str) -> CertificationBody | None:
        """The body that a cell names: a whole-cell alias, else the longest name or alias that
        forms its leading whole words ("SGS United Kingdom Ltd" is SGS)."""
        return self._cbs.find(text)

    def accreditation_body(self, text: str) -> AccreditationBody | None:
        """The accreditation body or authority that a cell names, found in the same way."""
        return self._abs.find(text)

    def accreditation_body_named(self, code: str) -> AccreditationBody | None:
        """The accreditation body of exactly this code."""
        return self._codes.get(code)

    def accreditations(
        self, certification_body: str, standard: str, scope: str = ""
    ) -> tuple[CbAccreditation, ...]:
        """The entries of a body (by its name) for a standard, or for the whole scope of it."""
        wanted = {name for name in (standard, scope) if name}
        return tuple(
            row for row in self._rows.get(certification_body, ()) if row.standard in wanted
        )

    def editions(self, standard: str) -> tuple[Edition, ...]:
        """The editions of a standard on file, oldest first."""
        return tuple(self._editions.get(standard, ()))

    def standard(self, name: str) -> Standard | None:
        """The standard of this canonical name."""
        return self.standards.get(name)


@cache
def _supplied() -> Directory:
    scopes: dict[str, list[Scope]] = defaultdict(list)
    for row in reference.rows("accreditation_scopes"):
        scope = Scope(scope=row["scope"], starts_on=reference.day(row["from"]))
        scopes[row["body"]].append(scope)
    return Directory(
        accreditation_bodies=(
            _accreditation_body(row, tuple(scopes[row["code"]]))
            for row in reference.rows("accreditation_bodies")
        ),
        certification_bodies=map(_certification_body, reference.rows("certification_bodies")),
        accreditations=(a for row in reference.rows("cb_accreditations") for a in _rows_of(row)),
        editions=map(_edition, reference.rows("editions")),
        standards=(
            Standard(
                name=row["standard"],
                kind=Kind(row["kind"]) if row["kind"] else None,
                scope=row["scope"],
            )
            for row in reference.rows("standards")
        ),
    )


def _accreditation_body(row: Row, scopes: tuple[Scope, ...]) -> AccreditationBody:
    return AccreditationBody(
        code=row["code"],
        name=row["name"],
        economy=row["economy"],
        aliases=several(row["aliases"]),
        status=BodyStatus(row["status"]),
        scopes=scopes,
        note=row["note"],
        confidence=row["confidence"],
        source=row["source"],
        checked_on=reference.day(row["checked_on"]),
    )


def _certification_body(row: Row) -> CertificationBody:
    return CertificationBody(
        name=row["name"],
        aliases=several(row["aliases"]),
        exact_aliases=several(row["exact_aliases"]),
        note=row["note"],
        confidence=row["confidence"],
        source=row["source"],
        checked_on=reference.day(row["checked_on"]),
    )


def _rows_of(row: Row) -> Iterator[CbAccreditation]:
    for standard in several(row["standards"]):
        yield CbAccreditation(
            certification_body=row["certification_body"],
            accreditation_body=row["accreditation_body"],
            standard=standard,
            starts_on=reference.day(row["from"]),
            ends_on=reference.day(row["to"]),
            status=row["status"],
            source=row["source"],
            checked_on=reference.day(row["checked_on"]),
        )


def _edition(row: Row) -> Edition:
    return Edition(
        standard=row["standard"],
        edition=row["edition"],
        successor=row["successor"],
        invalid_after=reference.day(row["invalid_after"]),
        provisional=row["provisional"] == "yes",
        confidence=row["confidence"],
        source=row["source"],
        checked_on=reference.day(row["checked_on"]),
    )
