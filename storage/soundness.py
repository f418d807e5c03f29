"""What a person's edit must not leave behind: entries that the rules cannot stand on.

Looked at when a step is written and before it is finished; what is refused is named by its
field. An import keeps such things and reports them; an undo brings back what was there.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from domain.assessment import Profile
from domain.errors import RegisterError
from domain.profiles import all_profiles, profile_key, profile_problems
from storage.directory_keys import refuse_doubles
from storage.own_directory import RECORDS as DIRECTORY_RECORDS
from storage.requirements import RECORDS as PROFILE_RECORDS
from storage.requirements import own_profiles
from storage.validation import refused
from storage.writes import RowWriter

Touched = Collection[tuple[str, int]]
# The fields that a step gave another value: record, id, field.
Written = Collection[tuple[str, int, str]]

_NAMING = ("profile_use", "waiver")


class Soundness:
    """Made before a step's first write, asked before its end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names = self._own_names()
        self._demands = self._owners()

    def follow_renames(self, writer: RowWriter) -> None:
        """Let what names a profile by the name it had name it by the one it got."""
        present = self._own_names()
        renamed = {
            profile_key(name): present[id_]
            for id_, name in self._names.items()
            if id_ in present and present[id_] != name
        }
        for record in _NAMING if renamed else ():
            for row in writer.shapes.rows(self._connection, record, "profile <> ''"):
                name = renamed.get(profile_key(row["profile"]))
                if name is not None and name != row["profile"]:
                    writer.change(record, row, row | {"profile": name})

    def refuse(self, touched: Touched, written: Written = ()) -> None:
        """FieldErrors or RegisterError where the step breaks what the rules stand on."""
        records = {record for record, _ in touched}
        changed: dict[tuple[str, int], set[str]] = {}
        for record, id_, field in written:
            changed.setdefault((record, id_), set()).add(field)
        for (record, id_), fields in changed.items():
            if record in _CHECKS:
                _CHECKS[record](self._connection, id_, fields)
        if records & {*PROFILE_RECORDS, "waiver"}:
            self._refuse_requirements(touched, changed)
        if records.intersection(DIRECTORY_RECORDS):
            refuse_doubles(self._connection, touched)

    def _own_names(self) -> dict[int, str]:
        rows = self._connection.execute("SELECT id, name FROM requirement_profile ORDER BY id")
        return {id_: str(name) for id_, name in rows.fetchall()}

    def _owners(self) -> dict[int, int]:
        """The profile of each demand."""
        return dict(self._connection.execute("SELECT id, profile_id FROM profile_demand"))

    def _refuse_requirements(
        self, touched: Touched, changed: Mapping[tuple[str, int], Collection[str]]
    ) -> None:
        own = dict(zip(self._own_names(), own_profiles(self._connection), strict=True))
        owners = self._demands | self._owners()
        concerned = {owners[id_] for record, id_ in touched if record == "profile_demand"}
        concerned |= {id_ for record, id_ in touched if record == "requirement_profile"}
        _refuse_profiles([own[id_] for id_ in sorted(concerned & own.keys())], list(own.values()))
        known = {profile_key(profile.name) for profile in all_profiles(own.values())}
        for record in _NAMING:
            for id_, name in _naming(self._connection, record):
                if profile_key(name) not in known and "profile" in changed.get((record, id_), ()):
                    raise refused(record, "profile", f"There is no profile “{name}”.")
        before = {profile_key(name): name for name in self._names.values()}
        self._refuse_removal({key: name for key, name in before.items() if key not in known})
        if any(record == "profile_use" for record, _ in touched):
            _refuse_two_uses(self._connection, touched)

    def _refuse_removal(self, gone: Mapping[str, str]) -> None:
        for record in _NAMING if gone else ():
            for _, name in _naming(self._connection, record):
                if profile_key(name) in gone:
                    user = "a waiver was granted under it" if record == "waiver" else "it is in use"
                    raise RegisterError(
                        f"The profile “{gone[profile_key(name)]}” cannot be removed: {user}. "
                        "Put another one in its place first."
                    )


def _refuse_profiles(concerned: Sequence[Profile], own: Sequence[Profile]) -> None:
    keys = [profile_key(profile.name) for profile in own]
    for profile in concerned:
        if keys.count(profile_key(profile.name)) > 1:
            words = f"The register has a profile “{profile.name}” already."
            raise refused("requirement_profile", "name", words)
        if problems := profile_problems(profile):
            raise refused("requirement_profile", "", f"“{profile.name}”: {problems[0]}")


def _naming(connection: sqlite3.Connection, record: str) -> list[tuple[int, str]]:
    sql = f"SELECT id, profile FROM {record} WHERE profile <> '' ORDER BY id"
    return [(id_, str(name)) for id_, name in connection.execute(sql).fetchall()]


def _refuse_two_uses(connection: sqlite3.Connection, touched: Touched) -> None:
    """Which of two profiles holds for the same suppliers could only be guessed."""
    rows = connection.execute(
        "SELECT id, profile, buyer_id, category, criticality FROM profile_use ORDER BY id"
    )
    seen: dict[tuple[Any, ...], tuple[int, str]] = {}
    for id_, profile, buyer_id, category, criticality in rows.fetchall():
        key = (buyer_id, " ".join(str(category).casefold().split()), criticality)
        other_id, other = seen.setdefault(key, (id_, profile))
        if other_id != id_ and {("profile_use", id_), ("profile_use", other_id)} & set(touched):
            words = f"For these suppliers of this buyer “{other}” is used already."
            raise refused("profile_use", "profile", words)


def _check_certificate(connection: sqlite3.Connection, id_: int, fields: set[str]) -> None:
    row = connection.execute(
        "SELECT supplier_id, supersedes_id, issued_on, valid_from, expires_on FROM certificate"
        " WHERE id = ?",
        (id_,),
    ).fetchone()
    if row is None:
        return
    supplier_id, earlier, issued_on, valid_from, expires_on = row
    if fields & {"supplier_id", "supersedes_id"} and earlier is not None:
        _check_renewal(connection, id_, supplier_id, earlier)
    for field, day, words in (
        ("issued_on", issued_on, "It ends before it was issued."),
        ("valid_from", valid_from, "It ends before it begins."),
    ):
        if fields & {field, "expires_on"} and day and expires_on and expires_on < day:
            raise refused("certificate", "expires_on", words)


def _check_renewal(
    connection: sqlite3.Connection, id_: int, supplier_id: int, earlier: int
) -> None:
    if earlier == id_:
        raise refused("certificate", "supersedes_id", "A certificate cannot renew itself.")
    if _supplier_of(connection, earlier) != supplier_id:
        words = "The certificate it renews is another supplier's."
        raise refused("certificate", "supersedes_id", words)
    if _is_denied(connection, id_, earlier):
        words = "It is on record that it does not renew that certificate. Take that back first."
        raise refused("certificate", "supersedes_id", words)
    seen: set[int] = set()
    at: int | None = earlier
    while at is not None and at not in seen:
        seen.add(at)
        found = connection.execute(
            "SELECT supersedes_id FROM certificate WHERE id = ?", (at,)
        ).fetchone()
        at = None if found is None else found[0]
        if at == id_:
            words = "That certificate renews this one, directly or through others."
            raise refused("certificate", "supersedes_id", words)


def _check_denial(connection: sqlite3.Connection, id_: int, fields: set[str]) -> None:
    row = connection.execute(
        "SELECT d.certificate_id, d.earlier_id, c.supersedes_id FROM renewal_denial AS d"
        " JOIN certificate AS c ON c.id = d.certificate_id WHERE d.id = ?",
        (id_,),
    ).fetchone()
    if row is None:
        return
    later, earlier, renewed = row
    if _supplier_of(connection, later) != _supplier_of(connection, earlier):
        words = "The other certificate is another supplier's."
        raise refused("renewal_denial", "earlier_id", words)
    if renewed == earlier:
        words = "It is on record as renewing that certificate. Take that back first."
        raise refused("renewal_denial", "earlier_id", words)


def _is_denied(connection: sqlite3.Connection, later: int, earlier: int) -> bool:
    sql = "SELECT 1 FROM renewal_denial WHERE certificate_id = ? AND earlier_id = ?"
    return connection.execute(sql, (later, earlier)).fetchone() is not None


def _supplier_of(connection: sqlite3.Connection, certificate_id: int) -> int | None:
    row = connection.execute(
        "SELECT supplier_id FROM certificate WHERE id = ?", (certificate_id,)
    ).fetchone()
    return None if row is None else int(row[0])


_CHECKS: dict[str, Callable[[sqlite3.Connection, int, set[str]], None]] = {
    "certificate": _check_certificate,
    "renewal_denial": _check_denial,
}
