"""Files written whole or not at all, and names that every system takes.

A file is written beside its place, forced to the disk and then put there in one step: whoever
looks sees the old file or the new one, never half of one.
"""

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from domain.errors import UserError

NAME_BYTES = 120  # of the part that people choose; file systems end at 255 with folders' limits
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_SPACES = re.compile(r"\s+")


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[Path]:
    """A file to write to that takes the place of `path` once the block has ended well.

    UserError: the path exists and `force` isn't given, is a folder, or can't be written.
    """
    refuse_existing(path, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _force_to_disk(part)
        refuse_existing(path, force=force)
        part.chmod(_usual_mode())
        os.replace(part, path)  # noqa: PTH105 - said as what it is: atomic
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _force_folder(path.parent)


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all.

    UserError: the path exists and `force` isn't given, is a folder, or can't be written.
    """
    with whole_file(path, force=force) as part:
        part.write_bytes(data)


def refuse_existing(path: Path, *, force: bool) -> None:
    """UserError where the path is a folder, or a file that may not be replaced."""
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file in it.")
    if not force and (path.exists() or path.is_symlink()):
        raise UserError(f"{path} exists already; choose another name, or replace it with --force.")


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(f"{path} could not be written: {error.strerror or error}.")


def _usual_mode() -> int:
    """The mode new files get; a temporary one is readable by its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _force_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _force_folder(folder: Path) -> None:
    """Force the folder's entry to the disk where the system lets one (not on Windows)."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_name(kind: str, supplier: str, day: date, suffix: str = ".pdf") -> str:
    """A name such as "qualification Kim Long 2026-11-23.pdf", in the supplier's own script.

    It has no character that Windows, macOS or Linux refuses, and is short enough everywhere.
    """
    parts = (_safe(kind), _safe(supplier), day.isoformat())
    return " ".join(part for part in parts if part) + suffix


def file_names(
    kind: str, suppliers: Sequence[tuple[str, str]], day: date, suffix: str = ".pdf"
) -> list[str]:
    """A name for each supplier (code, name), no two alike even where case is ignored."""
    taken: set[str] = set()
    names = []
    for code, supplier in suppliers:
        subject = " ".join(part for part in (code, supplier) if part)
        name = file_name(kind, subject, day, suffix)
        number = 2
        while name.casefold() in taken:
            name = file_name(kind, f"{_safe(subject)} ({number})", day, suffix)
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _safe(text: str) -> str:
    """The text without what a file system or a file list stumbles over."""
    composed = unicodedata.normalize("NFC", text[:500])
    kept = "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"} else " "
        for char in composed
    )
    plain = _SPACES.sub(" ", _FORBIDDEN.sub(" ", kept)).strip(" ._-")
    while len(plain.encode("utf-8")) > NAME_BYTES:
        plain = plain[:-1].rstrip(" ._-")
    return plain
