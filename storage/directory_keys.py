"""Own entries of the directory that say the same thing twice: found when they are written."""

import sqlite3
from collections.abc import Collection, Sequence

from domain.matching import fold
from domain.own_entries import standards_named
from storage.validation import refused

# record: its key, the field that is named where the key is there already, and the words for it
_NAMED = {
    "accreditation_body": ("code", "The register has an entry of this short name already."),
    "certification_body": ("name", "The register has an entry of this name already."),
}
_ALWAYS = ("0000", "9999")  # before and after every stored day


def refuse_doubles(connection: sqlite3.Connection, touched: Collection[tuple[str, int]]) -> None:
    """FieldErrors where an entry that was touched is on file a second time."""
    for record, (field, words) in _NAMED.items():
        rows = connection.execute(f"SELECT id, {field} FROM {record} ORDER BY id").fetchall()
        if _is_double([(id_, (fold(str(name)),), _ALWAYS) for id_, name in rows], record, touched):
            raise refused(record, field, words)
    if _is_double(_editions(connection), "standard_edition", touched):
        words = "The register has an entry of this edition already."
        raise refused("standard_edition", "edition", words)
    if _is_double(_accreditations(connection), "cb_accreditation", touched):
        words = "The register has an entry of these two bodies for this standard and time already."
        raise refused("cb_accreditation", "standard", words)


def _editions(connection: sqlite3.Connection) -> list[tuple[int, tuple[str, ...], Sequence[str]]]:
    rows = connection.execute("SELECT id, standard, edition FROM standard_edition ORDER BY id")
    return [
        (id_, (fold(name), fold(str(edition))), _ALWAYS)
        for id_, standard, edition in rows.fetchall()
        for name in standards_named(str(standard))
    ]


def _accreditations(
    connection: sqlite3.Connection,
) -> list[tuple[int, tuple[str, ...], Sequence[str]]]:
    """With their times: a body may have been accredited, have lapsed and be so again."""
    rows = connection.execute(
        "SELECT id, certification_body, accreditation_body, standard, starts_on, ends_on"
        " FROM cb_accreditation ORDER BY id"
    )
    return [
        (
            id_,
            (fold(str(issuer)), fold(str(body)), fold(name)),
            (str(starts_on or _ALWAYS[0]), str(ends_on or _ALWAYS[1])),
        )
        for id_, issuer, body, standard, starts_on, ends_on in rows.fetchall()
        for name in standards_named(str(standard))
    ]


def _is_double(
    entries: list[tuple[int, tuple[str, ...], Sequence[str]]],
    record: str,
    touched: Collection[tuple[str, int]],
) -> bool:
    """Whether one of the entries touched has key and time in common with another."""
    by_key: dict[tuple[str, ...], list[tuple[int, Sequence[str]]]] = {}
    for id_, key, time in entries:
        by_key.setdefault(key, []).append((id_, time))
    return any(
        (record, id_) in touched
        and other != id_
        and time[0] <= other_time[1]
        and other_time[0] <= time[1]
        for held in by_key.values()
        for id_, time in held
        for other, other_time in held
    )
