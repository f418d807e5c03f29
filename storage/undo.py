"""Taking back and repeating whole steps from their lines in the history.

The order of steps is kept in the file: `done` steps can be undone, newest first; `undone` ones
can be redone, oldest first, until a new write drops them. Undoing is itself a step in the
history. Rows come back exactly as they were, their ids too.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import RegisterError, UserError
from storage.history import StepInfo
from storage.rows import Image, row_hash
from storage.writes import RowWriter

_UNDO = "SELECT id, label FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_REDO = "SELECT id, label FROM step WHERE state = 'undone' ORDER BY id LIMIT 1"


@dataclass(frozen=True)
class _Line:
    action: str
    record: str
    record_id: int
    old: str | None
    new: str | None
    row_hash: str | None


def undo_target(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """The step that undo would take back, and its label."""
    found: tuple[int, str] | None = connection.execute(_UNDO).fetchone()
    return found


def redo_target(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """The step that redo would repeat, and its label."""
    found: tuple[int, str] | None = connection.execute(_REDO).fetchone()
    return found


def undo_info(connection: sqlite3.Connection) -> StepInfo:
    """The step to take for an undo. UserError: there is nothing to undo."""
    target = undo_target(connection)
    if target is None:
        raise UserError("There is nothing to undo.")
    return StepInfo("undo", f"Undo: {target[1]}", of_step=target[0])


def redo_info(connection: sqlite3.Connection) -> StepInfo:
    """The step to take for a redo. UserError: there is nothing to redo."""
    target = redo_target(connection)
    if target is None:
        raise UserError("There is nothing to redo.")
    return StepInfo("redo", f"Redo: {target[1]}", of_step=target[0])


def undo(writer: RowWriter, step: int, path: Path) -> None:
    """Reverse every line of `step`, last first. RegisterError: a row is not as it was left."""
    for line in _lines(writer.connection, step, "DESC"):
        if line.action == "remove":
            writer.add(line.record, _image(writer, line.record, line.old))
            continue
        row = _row_as_left(writer, line, line.row_hash, path)
        if line.action == "add":
            writer.remove(line.record, row)
        else:
            writer.change(line.record, row, row | json.loads(line.old or "{}"))
    _set_state(writer.connection, step, "undone")


def redo(writer: RowWriter, step: int, path: Path) -> None:
    """Repeat every line of `step`, first first. RegisterError: a row is not as it was left."""
    for line in _lines(writer.connection, step, "ASC"):
        if line.action == "add":
            writer.add(line.record, _image(writer, line.record, line.new))
            continue
        row = _row_as_left(writer, line, None, path)
        if line.action == "remove":
            writer.remove(line.record, row)
        else:
            writer.change(line.record, row, row | json.loads(line.new or "{}"))
    _set_state(writer.connection, step, "done")


def _lines(connection: sqlite3.Connection, step: int, order: str) -> Iterator[_Line]:
    rows = connection.execute(
        "SELECT action, record, record_id, old, new, row_hash FROM history WHERE step = ?"
        f" ORDER BY id {order}",
        (step,),
    ).fetchall()
    for row in rows:
        yield _Line(*row)


def _image(writer: RowWriter, record: str, written: str | None) -> Image:
    image = writer.shapes.read(record, written or "{}")
    known = set(writer.shapes.columns[record])
    return {name: value for name, value in image.items() if name in known}


def _row_as_left(writer: RowWriter, line: _Line, hashed: str | None, path: Path) -> Image:
    """The present row, which must be what the step left (`hashed`, where it is known)."""
    row = writer.shapes.row(writer.connection, line.record, line.record_id)
    if row is not None and (
        hashed is None or row_hash(line.record, writer.shapes.written(line.record, row)) == hashed
    ):
        return row
    raise RegisterError(
        f"This cannot be taken back: a {line.record.replace('_', ' ')} in “{path}” was altered by "
        "another program. Nothing was changed; check the file."
    )


def _set_state(connection: sqlite3.Connection, step: int, state: str) -> None:
    connection.execute("UPDATE step SET state = ? WHERE id = ?", (state, step))
