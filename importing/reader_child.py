"""The guarded half of reading: runs in a process of its own, which the parent watches and ends.

Imports nothing but the parsers. Sends messages over a pipe: ("format", name), ("sheet", …),
("rows", …), ("skipped", …), ("done",), or ("refused" | "password", words).
"""

import io
import os
import struct
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any
from xml.parsers.expat import ExpatError

from domain.errors import UnreadableFile
from importing.cells import Cell, MergedRange, Sheet

_ROWS_PER_MESSAGE = 5_000
_DAMAGED = "the file is damaged or incomplete. Open it in a spreadsheet program and save it again"
_DAMAGE = (ValueError, OSError, LookupError, AssertionError, struct.error, ExpatError)
_WRONG = "the password does not open it"
_NO_REAL_PASSWORD = "VelvetSweatshop"  # Excel's own, for workbooks only protected from changes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def serve(pipe: Connection, path: str, password: str | None, memory: int) -> None:
    """Read the file at `path` and send what it holds; `memory` is the limit in bytes."""
    _limit_memory(memory)
    _hush()
    try:
        for message in _read(path, password):
            pipe.send(message)
        pipe.send(("done",))
    except _PasswordError as wanted:
        pipe.send(("password", str(wanted)))
    except UnreadableFile as refusal:
        pipe.send(("refused", str(refusal)))
    except MemoryError:
        pipe.send(("refused", "it needs more memory than it may take. Split it into smaller files"))
    except BaseException as error:
        # calamine panics with a BaseException that Python code cannot name.
        if type(error).__name__ != "PanicException":
            raise
        pipe.send(("refused", _DAMAGED))
    finally:
        pipe.close()


class _PasswordError(Exception):
    """The file is encrypted; the words say whether a password was wrong or missing."""


def _limit_memory(memory: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    limit = memory + (1 << 30)  # address space is more than memory in use
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _hush() -> None:
    """Parsers write to stdout and stderr; the parent's belong to the user."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _read(path: str, password: str | None) -> Iterator[tuple[Any, ...]]:
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib would only add imports
        content = file.read()
    if content.startswith(_OLE) and _is_encrypted(content):
        content = _decrypted(content, password)
    if content.startswith(b"PK"):
        yield from _zipped(io.BytesIO(content))
    else:
        yield from _xls(content, password)


def _is_encrypted(content: bytes) -> bool:
    """Whether an OLE file wraps an encrypted .xlsx."""
    return "EncryptedPackage".encode("utf-16-le") in content


def _decrypted(content: bytes, password: str | None) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    plain = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        office.load_key(password=password or _NO_REAL_PASSWORD)
        office.decrypt(plain)
    except InvalidKeyError as error:
        words = "it is protected with a password" if password is None else _WRONG
        raise _PasswordError(words) from error
    except (DecryptionError, FileFormatError, *_DAMAGE) as error:
        if password is None:
            raise _PasswordError("it is protected with a password") from error
        raise UnreadableFile("its protection is of a kind that cannot be opened here") from error
    return plain.getvalue()


def _xls(content: bytes, password: str | None) -> Iterator[tuple[Any, ...]]:
    from importing.legacy_xls import XlsEncrypted, read_xls

    yield ("format", "xls")
    try:
        sheets = list(read_xls(content))
    except XlsEncrypted:
        sheets = list(read_xls(_decrypted(content, password)))
    for sheet in sheets:
        yield from _messages(sheet)


def _zipped(stream: io.BytesIO) -> Iterator[tuple[Any, ...]]:
    import python_calamine

    from importing.prescan import inspect_zip

    facts = inspect_zip(stream)
    yield ("format", facts.kind)
    stream.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(stream)
        for described in book.sheets_metadata:
            name = described.name
            if described.typ != python_calamine.SheetTypeEnum.WorkSheet:
                yield ("skipped", name, "holds a chart or macro, no table")
            elif name in facts.refused:
                yield ("skipped", name, facts.refused[name])
            else:
                hidden = described.visible != python_calamine.SheetVisibleEnum.Visible
                yield from _messages(
                    _calamine_sheet(
                        book.get_sheet_by_name(name),
                        hidden=hidden,
                        date1904=facts.date1904,
                        merged=facts.merged.get(name, ()),
                    )
                )
    except python_calamine.CalamineError as error:
        raise UnreadableFile(_DAMAGED) from error


def _calamine_sheet(
    sheet: Any, *, hidden: bool, date1904: bool, merged: tuple[MergedRange, ...]
) -> Sheet:
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = merged or tuple(
        MergedRange(first[0] + 1, first[1], last[0] + 1, last[1])
        for first, last in sheet.merged_cell_ranges or ()
    )
    return Sheet(sheet.name, rows, hidden=hidden, date1904=date1904, merged=merged)


def _cell(value: Any) -> Cell:
    if value == "":
        return None
    if type(value) is float and value.is_integer():
        return int(value)
    return value  # type: ignore[no-any-return]  # calamine gives just the types of Cell


def _messages(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    rows = sheet.rows
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    yield ("sheet", sheet.name, sheet.hidden, sheet.date1904, sheet.merged, len(rows))
    for start in range(0, len(rows), _ROWS_PER_MESSAGE):
        yield ("rows", rows[start : start + _ROWS_PER_MESSAGE])
