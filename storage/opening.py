"""From a path to an open register: may it be written, must it be migrated, is it one at all.

What can be decided without the file being open is decided from its header and its lock; only
then does SQLite see it (`storage.connection`). Registers are laid down here, too.
"""

import errno
import os
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.errors import RegisterError
from storage import standings
from storage.backup import automatic
from storage.connection import (
    APPLICATION_ID,
    Header,
    beside,
    connect,
    file_errors,
    guard,
    header_of,
    make_ready,
    sync_folder,
    was_interrupted,
)
from storage.lock import Lock, RegisterInUseError
from storage.migrations import SCHEMA_VERSION, STEPS, lay_down


@dataclass
class Opened:
    """An open register file. Without a lock it is read-only, and `why_read_only` says why."""

    path: Path
    connection: sqlite3.Connection
    lock: Lock | None
    why_read_only: str
    identity: tuple[int, int]

    def close(self) -> None:
        """Close the file, then give the lock back."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def lay_down_file(path: Path, *, author: str, at: datetime) -> None:
    """Make an empty register at `path` that only the user may read (RegisterError).

    It gets its name when it is whole: an end amid it leaves no half register in the way.
    """
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = beside(path, f".{os.getpid()}.part")
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(connect(part, write=True)) as connection:
                _fill_new(connection, author, at.isoformat(timespec="seconds"))
            _name_new(part, path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)


def _fill_new(connection: sqlite3.Connection, author: str, at: str) -> None:
    lay_down(connection, from_version=0, at=at, author=author, application_id=APPLICATION_ID)
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [("id", str(uuid.uuid4())), ("created_at", at), ("created_by", author)],
    )


def _name_new(part: Path, path: Path) -> None:
    """Give a new file its name, unless that is taken; a link, unlike a move, never replaces."""
    try:
        path.hardlink_to(part)
    except FileExistsError as error:
        raise RegisterError(f"“{path}” is already there. Choose another name.") from error
    except OSError:  # a disk without links
        if path.exists():
            raise RegisterError(f"“{path}” is already there. Choose another name.") from None
        part.replace(path)


def open_file(path: Path, *, author: str, at: datetime, read_only: bool) -> Opened:
    """Open a register for writing where that is possible, else for reading (RegisterError)."""
    header = header_of(path)
    if header.user_version < 1:
        raise RegisterError(f"“{path}” was never finished. Make a new register or restore one.")
    why = "It was opened for reading only, as asked." if read_only else _why_not(path, header)
    if not why:
        try:
            lock = Lock.take(path, since=at.strftime("%Y-%m-%d %H:%M"))
        except RegisterInUseError as error:
            why = str(error)
        except OSError as error:
            why = _why_no_lock(error)
        else:
            try:
                return _open_for_writing(path, lock, author=author, at=at)
            except BaseException:
                lock.release()
                raise
    return _open_for_reading(path, header, why)


def needs_upkeep(path: Path) -> bool:
    """Whether the register must be written once before it can be read rightly: after an
    interrupted write, an update of the schema, of the rules or of the directory."""
    header = header_of(path)
    if header.user_version > SCHEMA_VERSION:
        return False
    if header.user_version < SCHEMA_VERSION or was_interrupted(path):
        return True
    with closing(connect(path)) as connection:
        guard(connection, path)
        return not standings.are_current(connection)


def _why_not(path: Path, header: Header) -> str:
    if header.user_version > SCHEMA_VERSION:
        return (
            "It was made by a newer version of Attesta, so this one only reads it. "
            "Update Attesta to change it."
        )
    return "" if os.access(path, os.W_OK) else "The file is write-protected."


def _why_no_lock(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Its disk is full."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Its folder is write-protected."
    return f"No lock can be made beside it: {error.strerror or error}."


def _open_for_writing(path: Path, lock: Lock, *, author: str, at: datetime) -> Opened:
    header = header_of(path)  # again, now that nobody else writes
    make_ready(path, header, at.strftime("%Y-%m-%d %H-%M-%S"))
    connection = connect(path, write=True)
    try:
        guard(connection, path)
        if header.user_version < SCHEMA_VERSION:
            _migrate(connection, path, header, author=author, at=at)
            guard(connection, path)  # a table that was in the way may not be what a step makes
        return Opened(path, connection, lock, "", identity_of(path))
    except BaseException:
        connection.close()
        raise


def _open_for_reading(path: Path, header: Header, why: str) -> Opened:
    if header.user_version < SCHEMA_VERSION:
        raise RegisterError(
            f"“{path}” was made by an older version and must be brought up to date first, but it "
            f"cannot be written now. {why}"
        )
    connection = connect(path)
    try:
        guard(connection, path)
        return Opened(path, connection, None, why, identity_of(path))
    except BaseException:
        connection.close()
        raise


def _migrate(
    connection: sqlite3.Connection, path: Path, header: Header, *, author: str, at: datetime
) -> None:
    automatic(path, "migration", at)
    with file_errors(path):
        lay_down(
            connection,
            from_version=header.user_version,
            steps=STEPS,
            at=at.isoformat(timespec="seconds"),
            author=author,
        )


def identity_of(path: Path) -> tuple[int, int]:
    """What tells the file at `path` from another one that took its name (RegisterError)."""
    with file_errors(path):
        state = path.stat()
    return state.st_dev, state.st_ino
