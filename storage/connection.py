"""Opening a register file safely: every connection of the program is made here.

A register may come from anywhere (a mail, a synced folder, a crashed computer), so its header
is read before SQLite touches it, leftovers that belong to no register are moved aside, and a
schema that could act by itself (triggers, views, generated columns) is refused. Nothing is
queried or written here beyond that.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.errors import RegisterError
from storage.migrations import STEPS, lay_down

APPLICATION_ID = 0x41545354  # "ATST"
BUSY_SECONDS = 10.0
_LONGEST = 64 * 2**20  # bytes of one value; the longest a list asks for are some MB
_MAGIC = b"SQLite format 3\x00"
_GENERATED = (2, 3)  # `hidden` of PRAGMA table_xinfo for virtual and stored generated columns


@dataclass(frozen=True)
class Header:
    """What the first hundred bytes of a register say."""

    application_id: int
    user_version: int
    write_ahead: bool


def header_of(path: Path) -> Header:
    """Read and judge the header of a file. RegisterError: missing, unreadable, or no register."""
    with file_errors(path), path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        what = "is empty" if not head else "is not a register"
        raise RegisterError(f"“{path}” {what}. Choose a file that Attesta has made.")
    header = Header(
        application_id=int.from_bytes(head[68:72], "big"),
        user_version=int.from_bytes(head[60:64], "big"),
        write_ahead=head[18] == 2 or head[19] == 2,
    )
    if header.application_id != APPLICATION_ID:
        raise RegisterError(
            f"“{path}” is a database of another program, not a register. It was not touched."
        )
    return header


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """A connection with the safety settings on; transactions are begun by hand.

    It may be handed from one thread to another, but not used by two at once. Without `write`
    the file is opened read-only (temporary tables still work), and a foreign write-ahead log
    beside it, which cannot be moved aside then, is not looked at. RegisterError in words.
    """
    with file_errors(path):
        mode = "rw" if write else "ro&immutable=1" if _has_stray_log(path) else "ro"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _secure(connection)
            if write:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
                # A long import then locks readers out only while it commits.
                connection.execute("PRAGMA cache_spill = OFF").fetchall()
        except BaseException:
            connection.close()
            raise
    return connection


def _secure(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "recursive_triggers = OFF",
        "synchronous = EXTRA",
        "mmap_size = 0",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def guard(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a schema that is not a register's or that could act by itself (RegisterError)."""
    with file_errors(path):
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for kind, name, sql in rows:
            text = str(sql or "").lstrip().upper()
            if kind not in ("table", "index") or (
                text.startswith("CREATE VIRTUAL") and name != "search"
            ):
                raise RegisterError(
                    f"“{path}” holds a {kind} named “{name}” that no register has. It could "
                    "change what is shown, so the file was not opened."
                )
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for table, columns in _expected(version).items():
            _guard_columns(connection, path, table, columns)


def _guard_columns(
    connection: sqlite3.Connection, path: Path, table: str, columns: frozenset[str]
) -> None:
    found = connection.execute(
        "SELECT name, hidden FROM pragma_table_xinfo(?)", (table,)
    ).fetchall()
    if missing := columns - {name for name, _ in found}:
        raise RegisterError(
            f"“{path}” is not a whole register: “{table}” lacks {', '.join(sorted(missing))}. "
            "Restore a backup."
        )
    if any(hidden in _GENERATED for _, hidden in found):
        raise RegisterError(
            f"“{path}” computes values by itself in “{table}”, as no register does. It could "
            "change what is shown, so the file was not opened."
        )


@cache
def _expected(version: int) -> dict[str, frozenset[str]]:
    """Tables and columns that every register of a schema version has, of a newer one at least."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        lay_down(connection, from_version=0, steps=STEPS[:version])
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: frozenset(
                row[0]
                for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
            )
            for (name,) in names.fetchall()
        }
    finally:
        connection.close()


def make_ready(path: Path, header: Header, stamp: str) -> None:
    """Before opening for writing: save what an interrupted write left, move strays aside.

    SQLite rolls a `-journal` back by itself; register and journal are copied first. A
    write-ahead log beside a register that keeps none is foreign and would be played into it.
    """
    with file_errors(path):
        journal = beside(path, "-journal")
        log = beside(path, "-wal")
        if was_interrupted(path) or (header.write_ahead and _has_content(log)):
            folder = made_backups_folder(path) / f"interrupted {stamp}"
            folder.mkdir(mode=0o700, exist_ok=True)
            for file in (path, journal, log):
                if file.exists():
                    shutil.copy2(file, folder / file.name)
        if not header.write_ahead:
            for stray in (log, beside(path, "-shm")):
                if stray.exists():
                    stray.rename(stray.with_name(f"{stray.name}.aside {stamp}"))


def _has_stray_log(path: Path) -> bool:
    """Whether a write-ahead log lies beside a register that keeps none (and was left whole)."""
    if not _has_content(beside(path, "-wal")) or was_interrupted(path):
        return False
    return path.exists() and not header_of(path).write_ahead


def was_interrupted(path: Path) -> bool:
    """Whether a write left its journal behind (or is going on just now)."""
    return _has_content(beside(path, "-journal"))


def real(path: Path) -> Path:
    """The file that `path` names, where it is a link: locks, documents and backups lie there."""
    return Path(os.path.realpath(path))


def beside(path: Path, suffix: str) -> Path:
    """The file or folder of this register with `suffix` appended to the register's whole name."""
    return path.with_name(path.name + suffix)


def backups_folder(path: Path) -> Path:
    """Where automatic backups of a register are kept."""
    return beside(path, ".backups")


def made_backups_folder(path: Path) -> Path:
    """The same folder, made if need be, for the user's eyes only."""
    folder = backups_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn errors of the file system and of SQLite into words about this register."""
    try:
        yield
    except sqlite3.Error as error:
        raise RegisterError(_sqlite_words(path, error)) from error
    except OSError as error:
        raise RegisterError(_system_words(path, error)) from error


def _sqlite_words(path: Path, error: sqlite3.Error) -> str:
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended if extended == sqlite3.SQLITE_READONLY_ROLLBACK else extended & 0xFF
    known = {
        sqlite3.SQLITE_READONLY_ROLLBACK: (
            "holds a write that was interrupted. Open it once where it may be written, its "
            "“-journal” beside it, to put that right"
        ),
        sqlite3.SQLITE_BUSY: "is being used by another program just now. Try again.",
        sqlite3.SQLITE_LOCKED: "is being used by another program just now. Try again.",
        sqlite3.SQLITE_FULL: "cannot be written: the disk is full. Free some space, then try again",
        sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is write-protected",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened. Is the folder there, and may you write in it?",
        sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
        sqlite3.SQLITE_CORRUPT: "is damaged. Restore a backup, or check the file to see what",
        sqlite3.SQLITE_TOOBIG: "holds a text that is longer than any in a register. Check the file",
        sqlite3.SQLITE_NOTADB: "is damaged or not a register. Restore a backup",
        sqlite3.SQLITE_CONSTRAINT: "was not changed: an entry refers to a record that is not there",
    }
    words = known.get(code, f"could not be used ({error})")
    return f"“{path}” {words.rstrip('.')}." if words[-1] not in "?" else f"“{path}” {words}"


def _system_words(path: Path, error: OSError) -> str:
    known = {
        errno.ENOENT: "is not there. Was it moved or renamed?",
        errno.EACCES: "cannot be used: you have no permission for the file or its folder.",
        errno.EPERM: "cannot be used: you have no permission for the file or its folder.",
        errno.EROFS: "cannot be written: the disk is write-protected.",
        errno.ENOSPC: "cannot be written: the disk is full. Free some space, then try again.",
        errno.EDQUOT: "cannot be written: your share of the disk is full.",
        errno.EISDIR: "is a folder, not a register.",
    }
    words = known.get(error.errno or 0, f"cannot be used ({error.strerror or error}).")
    about = str(error.filename or path)
    # Files that only come and go beside the register are not what people know.
    shown = path if about.startswith(f"{path}.") and about.endswith((".part", ".lock")) else about
    return f"“{shown}” {words}"


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the system can: Windows and
    many network disks cannot."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
