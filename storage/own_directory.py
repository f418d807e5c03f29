"""The directory entries a register holds of its own, and the directory they make.

The tables may come from anywhere: what could be no entry, and more than anybody would enter, is
refused in words before it is worked with. What an own entry means is said by the domain.
"""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from domain.directory import Directory, OwnEntries
from domain.directory_entries import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    CertificationBody,
    Edition,
    Scope,
)
from domain.errors import RegisterError
from domain.vocabulary import AccreditationStatus
from storage.columns import stored_day, stored_flag, stored_text, stored_values

# The records that the directory is made of; in an order in which their rows can be told.
RECORDS = (
    "accreditation_body",
    "accreditation_scope",
    "certification_body",
    "cb_accreditation",
    "standard_edition",
)
MOST_ENTRIES = 5_000  # the supplied directory has some 300
MOST_CHARACTERS = 1_000_000

_COLUMNS = {
    "accreditation_body": "id, code, name, economy, aliases, status, note, source, checked_on,"
    " unused",
    "accreditation_scope": "body_id, scope, starts_on, ends_on",
    "certification_body": "name, aliases, exact_aliases, note, source, checked_on, unused",
    "cb_accreditation": "certification_body, accreditation_body, standard, starts_on, ends_on,"
    " status, source, checked_on, unused",
    "standard_edition": "standard, edition, successor, invalid_after, provisional, source,"
    " checked_on, unused",
}
_TOO_MUCH = (
    f"The register's own directory holds more than {MOST_ENTRIES:,} entries, or texts that are too "
    "long for one. Check the file."
)

_Rows = dict[str, list[tuple[Any, ...]]]


def own_entries(connection: sqlite3.Connection) -> OwnEntries:
    """The register's own entries, oldest first.

    RegisterError: a value is none the register can have written, or there are too many.
    """
    rows = _fetched(connection)
    with stored_values():
        unused: set[tuple[str, ...]] = set()
        return OwnEntries(
            accreditation_bodies=tuple(_accreditation_bodies(rows, unused)),
            certification_bodies=tuple(_certification_bodies(rows, unused)),
            accreditations=tuple(_accreditations(rows, unused)),
            editions=tuple(_editions(rows, unused)),
            unused=frozenset(unused),
        )


def entries_digest(connection: sqlite3.Connection) -> str:
    """Names the register's own entries as they stand; empty while there are none."""
    rows = _fetched(connection)
    if not any(rows.values()):
        return ""
    return hashlib.sha256(json.dumps(rows, default=repr).encode()).hexdigest()


class RegisterDirectory:
    """The directory of one register: the same object for as long as its entries are the same."""

    def __init__(self) -> None:
        self._entries: OwnEntries | None = None
        self._directory: Directory | None = None

    def of(self, connection: sqlite3.Connection) -> Directory:
        """The supplied directory with the entries the register holds now, as this connection
        sees it: amid its own transaction, too. RegisterError as `own_entries`."""
        entries = own_entries(connection)
        if self._directory is None or entries != self._entries:
            self._directory = Directory.load().with_entries(entries)
            self._entries = entries
        return self._directory


def _fetched(connection: sqlite3.Connection) -> _Rows:
    rows: _Rows = {}
    left, characters = MOST_ENTRIES, MOST_CHARACTERS
    for record, columns in _COLUMNS.items():
        # A huge text is measured, not fetched.
        sizes = " + ".join(f"ifnull(length({name.strip()}), 0)" for name in columns.split(","))
        measured = connection.execute(
            f"SELECT count(*), ifnull(sum(size), 0) FROM"
            f" (SELECT {sizes} AS size FROM {record} LIMIT ?)",
            (left + 1,),
        ).fetchone()
        left -= measured[0]
        characters -= measured[1]
        if left < 0 or characters < 0:
            raise RegisterError(_TOO_MUCH)
        rows[record] = connection.execute(f"SELECT {columns} FROM {record} ORDER BY id").fetchall()
    return rows


def _accreditation_bodies(rows: _Rows, unused: set[tuple[str, ...]]) -> Iterator[AccreditationBody]:
    scopes: dict[object, list[Scope]] = defaultdict(list)
    for body_id, scope, starts_on, ends_on in rows["accreditation_scope"]:
        scopes[body_id].append(
            Scope(
                scope=stored_text(scope),
                starts_on=stored_day(starts_on),
                ends_on=stored_day(ends_on),
            )
        )
    for row in rows["accreditation_body"]:
        id_, code, name, economy, aliases, status, note, source, checked_on, off = row
        if stored_flag(off):
            unused.add(("accreditation_body", stored_text(code)))
            continue
        yield AccreditationBody(
            code=stored_text(code),
            name=stored_text(name),
            economy=stored_text(economy),
            aliases=_lines(aliases),
            status=BodyStatus(stored_text(status)),
            scopes=tuple(scopes[id_]),
            note=stored_text(note),
            source=stored_text(source),
            checked_on=stored_day(checked_on),
            own=True,
        )


def _certification_bodies(rows: _Rows, unused: set[tuple[str, ...]]) -> Iterator[CertificationBody]:
    for name, aliases, exact, note, source, checked_on, off in rows["certification_body"]:
        if stored_flag(off):
            unused.add(("certification_body", stored_text(name)))
            continue
        yield CertificationBody(
            name=stored_text(name),
            aliases=_lines(aliases),
            exact_aliases=_lines(exact),
            note=stored_text(note),
            source=stored_text(source),
            checked_on=stored_day(checked_on),
            own=True,
        )


def _accreditations(rows: _Rows, unused: set[tuple[str, ...]]) -> Iterator[CbAccreditation]:
    for row in rows["cb_accreditation"]:
        issuer, body, standard, starts_on, ends_on, status, source, checked_on, off = row
        names = stored_text(issuer), stored_text(body), stored_text(standard)
        if stored_flag(off):
            unused.add(("cb_accreditation", *names))
            continue
        yield CbAccreditation(
            certification_body=names[0],
            accreditation_body=names[1],
            standard=names[2],
            starts_on=stored_day(starts_on),
            ends_on=stored_day(ends_on),
            status=AccreditationStatus(stored_text(status)),
            source=stored_text(source),
            checked_on=stored_day(checked_on),
            own=True,
        )


def _editions(rows: _Rows, unused: set[tuple[str, ...]]) -> Iterator[Edition]:
    for row in rows["standard_edition"]:
        standard, edition, successor, invalid_after, provisional, source, checked_on, off = row
        names = stored_text(standard), stored_text(edition)
        if stored_flag(off):
            unused.add(("standard_edition", *names))
            continue
        yield Edition(
            standard=names[0],
            edition=names[1],
            successor=stored_text(successor),
            invalid_after=stored_day(invalid_after),
            provisional=stored_flag(provisional),
            source=stored_text(source),
            checked_on=stored_day(checked_on),
            own=True,
        )


def _lines(value: object) -> tuple[str, ...]:
    """The names in a field, one a line."""
    lines = (line.strip() for line in stored_text(value).splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
