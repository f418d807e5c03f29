"""Checking a register: its file, references, history, rows, documents and intervals.

SQLite's own check sees broken pages but few altered values; the hashes of the history see
those. The check only reads; what to do about a problem is for people to decide.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import RegisterError
from storage import standings
from storage.connection import connect, file_errors, guard, header_of, real
from storage.documents import verified
from storage.facts_reader import load_suppliers
from storage.history import chained
from storage.own_directory import own_entries
from storage.rows import RECORD_TABLES, Shapes, row_hash

if TYPE_CHECKING:
    from domain.directory import Directory

_SHOWN = 20  # problems of one kind that are listed one by one


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `about`: file, references, history, rows, documents, standings."""

    about: str
    message: str


@dataclass(frozen=True)
class CheckReport:
    """What a check found; `counts` tells what was looked at (rows, history lines, documents)."""

    problems: tuple[Problem, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(path: Path, directory: "Directory | None" = None) -> CheckReport:
    """Check the register at `path`; with the supplied directory also the intervals kept in it,
    for which the register's own entries are laid over it.

    RegisterError: there is no register that could be read at all.
    """
    path = real(path)
    header_of(path)
    with closing(connect(path)) as connection:
        guard(connection, path)
        counts: dict[str, int] = {}
        shapes = Shapes(connection)
        problems: list[Problem] = []
        parts: list[tuple[str, Callable[[], Iterator[str]]]] = [
            ("file", lambda: _file(connection)),
            ("references", lambda: _references(connection)),
            ("history", lambda: _history(connection, counts)),
            ("rows", lambda: _rows(connection, shapes, counts)),
            ("documents", lambda: _documents(connection, path, counts)),
        ]
        if directory is not None:
            parts.append(("standings", lambda: _standings(connection, directory)))
        for about, part in parts:
            problems += _limited(about, part, path)
    return CheckReport(tuple(problems), counts)


def _limited(about: str, part: Callable[[], Iterator[str]], path: Path) -> list[Problem]:
    """The first problems of one part; a part that cannot be read is a problem itself."""
    messages: list[str] = []
    more = 0
    try:
        with file_errors(path):
            for message in part():
                if len(messages) < _SHOWN:
                    messages.append(message)
                else:
                    more += 1
    except (RegisterError, ValueError) as error:
        messages.append(str(error))
    if more:
        messages.append(f"… and {more} more of this kind.")
    return [Problem(about, message) for message in messages]


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (message,) in connection.execute("PRAGMA integrity_check").fetchall():
        if message != "ok":
            yield f"The file is damaged: {message}"


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{_named(table, rowid)} refers to a {parent} that is not there."
    for owner in ("certificate", "audit", "finding", "verification"):
        lost = connection.execute(
            f"SELECT id FROM document WHERE owner = ? AND owner_id NOT IN (SELECT id FROM {owner})",
            (owner,),
        )
        for (rowid,) in lost.fetchall():
            yield f"{_named('document', rowid)} belongs to {owner} that is not there."


def _history(connection: sqlite3.Connection, counts: dict[str, int]) -> Iterator[str]:
    """Every line must follow from the one before it."""
    before, expected = "", 1
    lines = connection.execute(
        "SELECT h.id, h.step, h.at, h.author, h.action, h.record, h.record_id, h.supplier_id,"
        " h.old, h.new, h.reason, h.source, h.row_hash, s.label, h.hash"
        " FROM history AS h LEFT JOIN step AS s ON s.id = h.step ORDER BY h.id"
    )
    while block := lines.fetchmany(5000):
        for *values, label, hashed in block:
            number = values[0]
            if number != expected:
                yield f"Lines {expected} to {number - 1} of the history are missing."
            elif chained(before, str(label), tuple(values)) != hashed:
                yield f"Line {number} of the history was altered."
            before, expected = str(hashed), number + 1
    counts["history"] = expected - 1


def _rows(connection: sqlite3.Connection, shapes: Shapes, counts: dict[str, int]) -> Iterator[str]:
    """Every row must be what its last line in the history says."""
    counts["rows"] = 0
    present = [table for table in RECORD_TABLES if shapes.columns[table]]  # an older file has fewer
    for table in present:
        last = dict(
            connection.execute(
                "SELECT record_id, row_hash FROM history WHERE id IN"
                " (SELECT max(id) FROM history WHERE record = ? GROUP BY record_id)",
                (table,),
            ).fetchall()
        )
        for image in shapes.rows(connection, table, "1"):
            counts["rows"] += 1
            hashed = last.pop(image["id"], None)
            if hashed is None:
                yield f"{_named(table, image['id'])} is not in the history."
            elif row_hash(table, shapes.written(table, image)) != hashed:
                yield f"{_named(table, image['id'])} was altered outside Attesta."
        for rowid, hashed in last.items():
            if hashed is not None:
                yield f"{_named(table, rowid)} was removed outside Attesta."


def _documents(connection: sqlite3.Connection, path: Path, counts: dict[str, int]) -> Iterator[str]:
    rows = connection.execute("SELECT sha256, media_type, name FROM document ORDER BY id")
    counts["documents"] = 0
    for sha256, media_type, name in rows.fetchall():
        counts["documents"] += 1
        try:
            verified(path, sha256, media_type, name)
        except RegisterError as error:
            yield str(error)


def _standings(connection: sqlite3.Connection, directory: "Directory") -> Iterator[str]:
    """The intervals on file must be those the rules give now."""
    if not standings.are_current(connection):
        yield (
            "Recognition and validity on file were computed with another directory or version. "
            "Open the register for writing once to renew them."
        )
        return
    directory = directory.with_entries(own_entries(connection))
    ids = [row[0] for row in connection.execute("SELECT id FROM supplier ORDER BY id").fetchall()]
    for supplier in load_suppliers(connection, ids):
        stretches, buyers = standings.interval_rows(supplier, directory)
        kept = connection.execute(
            "SELECT evidence, evidence_id, first, last, supplier_id, base, level, cause,"
            " superseded, cover_until, effective_expiry FROM evidence_interval"
            " WHERE supplier_id = ?",
            (supplier.id,),
        ).fetchall()
        keys = json.dumps(sorted({key[1] for key in stretches}))
        kept_buyers = connection.execute(
            "SELECT evidence, evidence_id, first, buyer_id FROM evidence_buyer"
            " WHERE evidence_id IN (SELECT value FROM json_each(?))",
            (keys,),
        ).fetchall()
        own = {key[:2] for key in stretches}
        if set(kept) != set(stretches) or {b for b in kept_buyers if b[:2] in own} != set(buyers):
            yield f"Recognition and validity on file for “{supplier.name}” are not what they are."


def _named(table: str, rowid: int) -> str:
    return f"{table.replace('_', ' ').capitalize()} {rowid}"
