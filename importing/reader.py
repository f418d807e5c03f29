"""Any spreadsheet file → raw sheets, or an error in words.

What a file is comes from its content, never from its name. Text is read here (`delimited`,
`html_tables`); binary formats are read in a child process (`reader_child`) whose memory and
time are watched, because their parsers can be made to abort or to eat the machine.
"""

import hashlib
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from domain.errors import UnreadableFile
from importing.cells import RowProblem, Sheet, Workbook

MAX_FILE = 256_000_000  # bytes
MAX_MEMORY = 2_000_000_000  # bytes the child may hold
_SECONDS = 60.0  # for any file, and …
_SECONDS_PER_MB = 3.0  # … for each megabyte of it
_POLL = 0.02
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")

# What else people drop on an import, by its first bytes.
_OTHER = (
    (b"%PDF", "a PDF document. Ask for the list as a spreadsheet, or copy its table into one"),
    (b"{\\rtf", "a rich-text document. Copy its table into a spreadsheet"),
    (b"\x89PNG", "a picture. Attach it to a certificate or audit instead"),
    (b"\xff\xd8\xff", "a picture. Attach it to a certificate or audit instead"),
    (b"GIF8", "a picture. Attach it to a certificate or audit instead"),
    (b"\x1f\x8b", "a compressed archive. Unpack it and import the file inside"),
    (b"7z\xbc\xaf", "a compressed archive. Unpack it and import the file inside"),
    (b"Rar!", "a compressed archive. Unpack it and import the file inside"),
    (b"SQLite format 3", "a database. If it is a register, open it instead of importing it"),
    (b"MZ", "a program"),
)

Cancelled = Callable[[], bool]
Progress = Callable[[int, int], None]


class PasswordNeeded(UnreadableFile):
    """The file is encrypted and no password, or a wrong one, was given."""


class ReadCancelled(UnreadableFile):
    """The user stopped the reading."""


def read_workbook(
    path: Path,
    *,
    password: str | None = None,
    encoding: str | None = None,
    cancelled: Cancelled | None = None,
    progress: Progress | None = None,
) -> Workbook:
    """Every sheet of a spreadsheet file, hidden ones too, with its cells as the file types them.

    Reads .xlsx, .xlsm, .xlsb, .ods, .xls, delimited text in any usual encoding, and tables
    saved as web pages. `encoding` overrides the guess for text. `progress` gets rows read so
    far and rows expected (0: not known). Raises UnreadableFile (PasswordNeeded,
    ReadCancelled) naming the file, what happened and what to do.
    """
    path = Path(path)
    digest, head = _look(path)
    if _is_binary_workbook(head):
        return _read_guarded(path, digest, password, cancelled, progress)
    for magic, what in _OTHER:
        if head.startswith(magic):
            raise UnreadableFile(f"{path.name} is no spreadsheet but {what}.")
    return _read_text(path, digest, encoding)


def _look(path: Path) -> tuple[str, bytes]:
    """The file's SHA-256 and first bytes, or why it cannot be opened."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path.name} is a folder. Choose the spreadsheet inside it.")
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile(f"{path.name} is empty (0 bytes). Save or copy it again.")
        if size > MAX_FILE:
            raise UnreadableFile(
                f"{path.name} has {size / 1e6:,.0f} MB; more than {MAX_FILE / 1e6:,.0f} MB are "
                "not read. Copy the table alone into a new file, or split it."
            )
        with path.open("rb") as file:
            head = file.read(4096)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), head
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. Check the name and folder.") from error
    except PermissionError as error:
        raise UnreadableFile(
            f"{path.name} may not be read. Close it in other programs and check its permissions."
        ) from error
    except OSError as error:
        raise UnreadableFile(
            f"{path.name} cannot be read: {error.strerror or error}. Check the drive or network."
        ) from error


def _is_binary_workbook(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE, *_BIFF))


def _read_text(path: Path, digest: str, encoding: str | None) -> Workbook:
    from importing.delimited import read_delimited
    from importing.html_tables import is_markup, read_markup
    from importing.text_encoding import decode

    try:
        text, used, encoding_problems = decode(path.read_bytes(), encoding)
    except UnreadableFile as error:
        raise UnreadableFile(f"{path.name}: {error}.") from error
    if is_markup(text):
        sheets = read_markup(text)
        if not sheets:
            raise UnreadableFile(
                f"{path.name} is a web page or XML file without a table. "
                "Save it from a spreadsheet program as .xlsx and import that."
            )
        return Workbook(path, digest, "html", sheets, encoding=used)
    sheet, problems = read_delimited(text, name=path.stem)
    if not sheet.rows:
        raise UnreadableFile(f"{path.name} holds no text. Save or copy it again.")
    lost = (RowProblem(sheet.name, p.row, p.message) for p in encoding_problems)
    return Workbook(path, digest, "csv", (sheet,), encoding=used, problems=(*lost, *problems))


# --- the child process ------------------------------------------------------------------------


@dataclass(slots=True)
class _Received:
    """What the child has sent so far."""

    format: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    rows: int = 0
    expected: int = 0
    done: bool = False

    def take(self, message: tuple[Any, ...], name: str) -> None:
        kind, *rest = message
        if kind == "rows":
            self.sheets[-1].rows.extend(rest[0])
            self.rows += len(rest[0])
        elif kind == "sheet":
            title, hidden, date1904, merged, count = rest
            self.sheets.append(
                Sheet(title, [], hidden=hidden, date1904=date1904, merged=tuple(merged))
            )
            self.expected += count
        elif kind == "skipped":
            self.skipped.append((rest[0], rest[1]))
        elif kind == "format":
            self.format = rest[0]
        elif kind == "password":
            raise PasswordNeeded(f"{name}: {rest[0]}. Give its password to import it.")
        elif kind == "refused":
            raise UnreadableFile(f"{name} cannot be read: {rest[0]}.")
        else:
            self.done = True


def _read_guarded(
    path: Path,
    digest: str,
    password: str | None,
    cancelled: Cancelled | None,
    progress: Progress | None,
) -> Workbook:
    from importing.reader_child import serve

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=serve, args=(theirs, str(path.resolve()), password, MAX_MEMORY), daemon=True
    )
    try:
        child.start()
        theirs.close()  # so that the child's death shows as the end of the pipe
        received = _receive(ours, child.pid or 0, path, cancelled, progress)
    finally:
        ours.close()
        if child.pid:
            child.kill()
            child.join()
            child.close()
    if not received.sheets and received.skipped:
        sheet, reason = received.skipped[0]
        raise UnreadableFile(f"{path.name} cannot be read: sheet “{sheet}”: {reason}.")
    return Workbook(
        path, digest, received.format, tuple(received.sheets), skipped=tuple(received.skipped)
    )


def _receive(
    pipe: Connection, pid: int, path: Path, cancelled: Cancelled | None, progress: Progress | None
) -> _Received:
    """Take messages until the child is done, dies, or must be stopped."""
    received = _Received()
    watch = _Watch(pid, path)
    while not received.done:
        if cancelled and cancelled():
            raise ReadCancelled(f"Reading {path.name} was stopped; nothing was taken.")
        watch.check()
        if not pipe.poll(_POLL):
            continue
        try:
            received.take(pipe.recv(), path.name)
        except (EOFError, OSError) as error:
            raise UnreadableFile(
                f"{path.name} cannot be read: it is damaged in a way that stops the reader, or "
                "needs more memory than it may take. Open it in a spreadsheet program and save "
                "it again."
            ) from error
        if progress:
            progress(received.rows, received.expected)
    return received


class _Watch:
    """The limits of the child process, checked while it works."""

    def __init__(self, pid: int, path: Path) -> None:
        import psutil

        self._gone = psutil.NoSuchProcess
        self._path = path
        megabytes = path.stat().st_size / 1e6
        self._until = time.monotonic() + _SECONDS + _SECONDS_PER_MB * megabytes
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._process = None  # ended already; the pipe tells how

    def check(self) -> None:
        """Raise UnreadableFile if the child holds too much memory or takes too long."""
        if time.monotonic() > self._until:
            raise UnreadableFile(
                f"{self._path.name} takes too long to read. Copy the table alone into a new file."
            )
        try:
            memory = self._process.memory_info().rss if self._process else 0
        except self._gone:
            return
        if memory > MAX_MEMORY:
            raise UnreadableFile(
                f"{self._path.name} needs more than {MAX_MEMORY / 1e9:.0f} GB of memory to read. "
                "Copy the table alone into a new file, or split it."
            )
