"""Copies of a register: backup, restore, and the automatic backups before risky writes.

A copy is made online into a `.part` file, synced, checked and only then given its name, so
that a name always stands for a whole register. Copies ordered by a person take the documents
along; automatic ones stay beside the register and share its documents.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from domain.errors import RegisterError
from storage.check import CheckReport, Problem, check
from storage.connection import (
    backups_folder,
    beside,
    connect,
    file_errors,
    guard,
    header_of,
    made_backups_folder,
    real,
    sync_folder,
)
from storage.documents import copy_document, documents_folder, place_of, sha256_of
from storage.lock import Lock
from storage.migrations import SCHEMA_VERSION

__all__ = ["CheckReport", "Copied", "Problem", "backup", "backups_folder", "check", "restore"]

KEPT = 20  # automatic backups
_AUTOMATIC = re.compile(r"\d{4}-\d\d-\d\d \d\d-\d\d-\d\d before .*\.attesta")


@dataclass(frozen=True)
class Copied:
    """What a copy took along: the number of documents, and the names of those not found whole."""

    documents: int
    missing: tuple[str, ...]


def backup(path: Path, out: Path, force: bool = False) -> Copied:
    """Copy the register at `path`, also while it is in use, to `out`, documents included.

    RegisterError: no register there, `out` exists and `force` is not given, or it cannot be
    written; then `out` is as it was.
    """
    path, out = real(path), real(out)
    header_of(path)
    _refuse_existing(path, out, force)
    with _sole_use(out):
        part = copy_database(path, out)
        put_in_place(part, out, _stamp(_now()))
    return copy_documents(path, out)


def restore(
    file: Path, path: Path, force: bool = False, now: Callable[[], datetime] | None = None
) -> Copied:
    """Put the backup `file` in the place of the register at `path`.

    The present register is kept among the automatic backups first. RegisterError: `file` is no
    whole register of a version we know, `path` exists and `force` is not given, or it is in use.
    """
    file, path = real(file), real(path)
    header = header_of(file)
    if header.user_version > SCHEMA_VERSION:
        raise RegisterError(f"“{file}” was made by a newer version of Attesta. Update, then retry.")
    _refuse_existing(file, path, force)
    stamp = _stamp((now or _now)())
    with _sole_use(path):
        part = copy_database(file, path)
        try:
            _keep_present(path, stamp)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        put_in_place(part, path, stamp)
    return copy_documents(file, path)


def automatic(path: Path, why: str, at: datetime) -> Path:
    """Back the register up beside itself before something risky; the newest are kept."""
    with file_errors(path):
        folder = made_backups_folder(path)
        out = _free_name(folder, f"{_stamp(at)} before {why}")
        part = copy_database(path, out)
        put_in_place(part, out, _stamp(at))
        kept = sorted(file for file in folder.iterdir() if _AUTOMATIC.fullmatch(file.name))
        for old in kept[:-KEPT]:
            old.unlink()
    return out


def has_automatic(path: Path, day: date) -> bool:
    """Whether an automatic backup of that day lies beside the register."""
    with file_errors(path):
        folder = backups_folder(path)
        names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    return any(name.startswith(day.isoformat()) and _AUTOMATIC.fullmatch(name) for name in names)


def copy_database(source: Path, out: Path) -> Path:
    """Copy a register into a checked `.part` file beside `out`; its path. RegisterError."""
    part = beside(out, ".part")
    with file_errors(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(connect(source)) as origin:
            guard(origin, source)
            _copy_pages(origin, source, part)
        with file_errors(out):
            descriptor = os.open(part, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _copy_pages(origin: sqlite3.Connection, source: Path, part: Path) -> None:
    with file_errors(source), closing(sqlite3.connect(part, isolation_level=None)) as target:
        origin.backup(target)
        target.execute("PRAGMA trusted_schema = OFF")
        result = target.execute("PRAGMA quick_check(1)").fetchone()
        if result is None or result[0] != "ok":
            raise RegisterError(
                f"“{source}” is damaged, so no copy was made of it. Check it to see what is wrong."
            )


def put_in_place(part: Path, out: Path, stamp: str) -> None:
    """Give the finished copy its name; leftovers of what was there must not be played into it."""
    with file_errors(out):
        for suffix in ("-journal", "-wal", "-shm"):
            stray = beside(out, suffix)
            if stray.exists():
                stray.replace(stray.with_name(f"{stray.name}.aside {stamp}"))
        part.replace(out)
        sync_folder(out.parent)


def copy_documents(source: Path, out: Path) -> Copied:
    """Take the documents of one register to another; what is not found whole is named."""
    with closing(connect(out)) as connection, file_errors(out):
        rows = connection.execute(
            "SELECT DISTINCT sha256, media_type, name FROM document ORDER BY id"
        ).fetchall()
    copied, missing = 0, []
    with file_errors(documents_folder(out)):
        for sha256, media_type, name in rows:
            origin, target = (place_of(r, sha256, media_type) for r in (source, out))
            if origin.is_file():
                copy_document(origin, target)
            if target.is_file() and sha256_of(target) == sha256:
                copied += 1
            else:
                missing.append(name)
    return Copied(copied, tuple(missing))


def _refuse_existing(source: Path, out: Path, force: bool) -> None:
    if out.exists() and source.exists() and out.samefile(source):
        raise RegisterError(f"“{out}” is the register itself. Choose another name.")
    if out.is_dir():
        raise RegisterError(f"“{out}” is a folder. Name a file in it.")
    if out.exists() and not force:
        raise RegisterError(
            f"“{out}” is already there. Choose another name, or replace it with --force."
        )


@contextmanager
def _sole_use(out: Path) -> Iterator[None]:
    """Hold the lock of a file that is about to be replaced."""
    if not out.exists():
        yield
        return
    with file_errors(out):
        lock = Lock.take(out, since=_now().isoformat(sep=" ", timespec="minutes"))
    try:
        yield
    finally:
        lock.release()


def _keep_present(path: Path, stamp: str) -> None:
    """Keep the register that is replaced: a copy if it can be read, else its bytes."""
    if not path.exists():
        return
    with file_errors(path):
        out = _free_name(made_backups_folder(path), f"{stamp} before restore")
        try:
            part = copy_database(path, out)
        except RegisterError:  # damaged: that is why it is restored
            for suffix in ("", "-journal", "-wal"):
                if beside(path, suffix).exists():
                    kept = beside(out, suffix)
                    kept.write_bytes(beside(path, suffix).read_bytes())
                    kept.chmod(0o600)
        else:
            put_in_place(part, out, stamp)


def _free_name(folder: Path, name: str) -> Path:
    out = folder / f"{name}.attesta"
    number = 2
    while out.exists():
        out = folder / f"{name} ({number}).attesta"
        number += 1
    return out


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H-%M-%S")


def _now() -> datetime:
    return datetime.now().astimezone()
