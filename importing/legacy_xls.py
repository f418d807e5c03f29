"""Old binary workbooks (.xls, Excel 2 to 2003) through xlrd, which refuses damaged ones cleanly.

Runs in the guarded child process, like every parser of binary files.
"""

import io
import struct
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from domain.errors import UnreadableFile
from importing.cells import Cell, MergedRange, Sheet

# What xlrd raises on damaged files besides its own errors.
_DAMAGE = (
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    OSError,
)


class XlsEncrypted(UnreadableFile):
    """The workbook asks for a password."""


def read_xls(content: bytes) -> Iterator[Sheet]:
    """The sheets of an .xls; UnreadableFile (words without the file's name) if it is damaged."""
    import xlrd

    try:
        book = _open(content)
        for sheet in book.sheets():
            yield _sheet(sheet, book.datemode)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise XlsEncrypted("it is protected with a password") from error
        raise UnreadableFile(_words(str(error))) from error
    except (*_DAMAGE, xlrd.compdoc.CompDocError) as error:
        raise UnreadableFile(_words("")) from error


def _open(content: bytes):  # type: ignore[no-untyped-def]  # xlrd has no types
    import xlrd

    log = io.StringIO()
    try:  # merged cells are only told with the formatting
        return xlrd.open_workbook(
            file_contents=content, logfile=log, formatting_info=True, ragged_rows=True
        )
    except (*_DAMAGE, NotImplementedError):
        return xlrd.open_workbook(file_contents=content, logfile=log, ragged_rows=True)


def _words(detail: str) -> str:
    if (
        "Excel xlsx file" in detail
        or "BOF not workbook" in detail
        or "Can't find workbook" in detail
    ):
        return "it is an Office file, but not a spreadsheet"
    return "the file is damaged or incomplete. Open it in a spreadsheet program and save it again"


def _sheet(sheet, datemode: int) -> Sheet:  # type: ignore[no-untyped-def]
    rows = [
        [
            _cell(kind, value, datemode)
            for kind, value in zip(sheet.row_types(i), sheet.row_values(i), strict=True)
        ]
        for i in range(sheet.nrows)
    ]
    merged = tuple(
        MergedRange(first + 1, left, last, right - 1)
        for first, last, left, right in sheet.merged_cells
    )
    return Sheet(
        name=sheet.name,
        rows=rows,
        hidden=sheet.visibility != 0,
        date1904=datemode == 1,
        merged=merged,
    )


def _cell(kind: int, value: object, datemode: int) -> Cell:
    if kind == 1 and isinstance(value, str):
        return value or None
    if kind == 2 and isinstance(value, float):
        return int(value) if value.is_integer() else value
    if kind == 3 and isinstance(value, float):
        return _date(value, datemode)
    if kind == 4:
        return bool(value)
    return None  # empty, blank, error


def _date(value: float, datemode: int) -> Cell:
    """A serial as the date it shows; the number itself where it is none (1900's leap bug)."""
    if 0 <= value < 1:
        return (datetime(1900, 1, 1) + timedelta(days=value)).time()  # noqa: DTZ001
    serial = value + 1462 if datemode == 1 else value
    if not 1 <= serial < 2_958_466 or 60 <= serial < 61:
        return value
    base = datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)  # noqa: DTZ001
    moment = base + timedelta(milliseconds=round(serial * 86_400_000))
    return moment.date() if moment.time() == time() else moment
