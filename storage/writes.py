"""The one path of every write: a transaction that keeps records, history, intervals and search
lines together, or nothing of it.

A few edited records go through a SQLModel session; imports, removals and undo go through the
driver on the same connection. What may be written when is decided in `storage.register`.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import RegisterError
from domain.import_plan import Change, New, Removal
from storage import standings
from storage.connection import file_errors
from storage.history import Changes, StepLog
from storage.rows import (
    CHILDREN,
    LOOSE,
    Image,
    Shapes,
    derived,
    next_id,
    quoted,
)
from storage.validation import check_record, stored

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session, SQLModel

    from domain.directory import Directory

Progress = Callable[[int, int], None]


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT, or nothing at all; errors of the disk in words."""
    with file_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def session_engine(connection: sqlite3.Connection) -> "Engine":
    """SQLModel's engine over the register's own connection, so that its settings hold there too,
    with transactions that are immediate."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin_immediately(started: Any) -> None:
        started.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class RowWriter:
    """Adds, changes and removes single rows through the driver and takes each down."""

    def __init__(self, connection: sqlite3.Connection, shapes: Shapes, log: StepLog) -> None:
        self.connection = connection
        self.shapes = shapes
        self.log = log

    def add(self, record: str, image: Image, source: str = "") -> None:
        """Insert a whole row, its id included."""
        insert_rows(self.connection, record, [image])
        self.log.add(record, image, source)

    def change(self, record: str, old: Image, new: Image, source: str = "") -> None:
        """Set what differs."""
        fields = {name: value for name, value in new.items() if value != old[name]}
        if not fields:
            return
        values = fields | (derived(record, new) if "name" in fields else {})
        assignments = ", ".join(f"{quoted(name)} = ?" for name in values)
        self.connection.execute(
            f"UPDATE {record} SET {assignments} WHERE id = ?", (*values.values(), new["id"])
        )
        self.log.change(record, old, new, source)

    def remove(self, record: str, image: Image) -> None:
        """Delete one row that nothing refers to any more."""
        self.log.remove(record, image)
        self.connection.execute(f"DELETE FROM {record} WHERE id = ?", (image["id"],))

    def remove_with_children(self, record: str, image: Image) -> None:
        """Delete a row with everything that belongs to it, deepest first."""
        where = '"owner" = ? AND owner_id = ?'
        for row in self.shapes.rows(self.connection, "document", where, record, image["id"]):
            self.remove("document", row)
        for child, column in CHILDREN.get(record, ()):
            for row in self.shapes.rows(self.connection, child, f"{column} = ?", image["id"]):
                # A sister's removal may have emptied a reference in it since.
                present = self.shapes.row(self.connection, child, row["id"])
                if present is not None:
                    self.remove_with_children(child, present)
        for other, column in LOOSE.get(record, ()):
            for row in self.shapes.rows(self.connection, other, f"{column} = ?", image["id"]):
                self.change(other, row, row | {column: None})
        self.remove(record, image)


def insert_rows(connection: sqlite3.Connection, record: str, images: Sequence[Image]) -> None:
    """Insert whole rows of one record, derived columns filled in."""
    if images:
        rows = [image | derived(record, image) for image in images]
        names = ", ".join(quoted(name) for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(
            f"INSERT INTO {record} ({names}) VALUES ({marks})",
            [tuple(row.values()) for row in rows],
        )


class EditWriter:
    """Writes a handful of edited records through a SQLModel session."""

    def __init__(
        self, session: "Session", connection: sqlite3.Connection, shapes: Shapes, log: StepLog
    ) -> None:
        self._session = session
        self._connection = connection
        self._shapes = shapes
        self._log = log
        self.ids: dict[New, int] = {}
        self.written: set[tuple[str, int, str]] = set()  # record, id, field given another value

    def write(self, change: Change, today: str) -> None:
        """Add, change or remove one record. FieldErrors, or RegisterError where it is not there."""
        if isinstance(change, Removal):
            self._remove(change)
            return
        values = resolved(change, self.ids)
        ref = self.ids.get(change.ref) if isinstance(change.ref, New) else change.ref
        if ref is None:
            assert isinstance(change.ref, New)
            self.ids[change.ref] = self._add(change.record, values, today)
        else:
            self._change(change.record, ref, values)

    def _add(self, record: str, values: Mapping[str, Any], today: str) -> int:
        from datetime import date

        from storage.tables import ROWS

        typed = check_record(record, values).model_dump()
        row_id = next_id(self._connection, record)
        typed |= {"id": row_id, "recorded_on": date.fromisoformat(today)}
        image = {name: stored(typed[name]) for name in self._shapes.columns[record]}
        self._session.add(ROWS[record](**typed, **derived(record, image)))
        self._session.flush()
        self._log.add(record, image)
        self.written |= {(record, row_id, name) for name, value in image.items() if value}
        return row_id

    def _remove(self, removal: Removal) -> None:
        assert isinstance(removal.ref, int)
        row = existing(self._connection, self._shapes, removal.record, removal.ref)
        remover = RowWriter(self._connection, self._shapes, self._log)
        remover.remove_with_children(removal.record, row)
        self._session.expire_all()  # the driver went past what the session remembers

    def _change(self, record: str, row_id: int, values: Mapping[str, Any]) -> None:
        from storage.tables import ROWS

        old = existing(self._connection, self._shapes, record, row_id)
        typed = check_record(record, record_values(old) | dict(values)).model_dump()
        new = old | {name: stored(value) for name, value in typed.items()}
        row: SQLModel | None = self._session.get(ROWS[record], row_id)
        assert row is not None  # `existing` saw it in this transaction
        for name, value in typed.items():
            if new[name] != old[name]:
                setattr(row, name, value)
        if new != old:
            for name, value in derived(record, new).items():
                setattr(row, name, value)
        self._session.flush()
        self._log.change(record, old, new)
        self.written |= {(record, row_id, name) for name in new if new[name] != old[name]}


def resolved(change: Change, ids: Mapping[New, int]) -> dict[str, Any]:
    """The change's values with every New replaced by the id that record got."""
    try:
        return {
            name: ids[value] if isinstance(value, New) else value
            for name, value in change.values.items()
        }
    except KeyError as error:
        raise RegisterError(
            f"A {change.record.replace('_', ' ')} refers to a record that is not added before it. "
            "Nothing was changed."
        ) from error


def existing(connection: sqlite3.Connection, shapes: Shapes, record: str, row_id: int) -> Image:
    """The row that is to be changed or removed. RegisterError where it is gone."""
    row = shapes.row(connection, record, row_id) if record in shapes.columns else None
    if row is None:
        raise RegisterError(
            f"The {record.replace('_', ' ')} that was to be changed is no longer in the register. "
            "Nothing was changed. Read the register again."
        )
    return row


def record_values(image: Image) -> Image:
    """The part of a row that the record itself states."""
    return {name: value for name, value in image.items() if name not in ("id", "recorded_on")}


def finish(
    writer: RowWriter,
    directory: "Directory",
    ids: Mapping[New, int] | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Renew intervals and search lines, write the history, and say what was done."""
    standings.renew(writer.connection, writer.shapes, writer.log.touched, directory, progress)
    return writer.log.finish(ids)
