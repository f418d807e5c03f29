"""Lists written as workbooks and as CSV, whole or not at all.

In a workbook text is always text: never a formula, never a link; dates are dates. CSV has no
types, so text that a spreadsheet program would take for a formula (it begins with = + - @ and
is no plain number) gets an apostrophe before it, as those programs themselves write it.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any

from domain.errors import UserError
from reports.output import whole_file
from reports.styles import print_value

CELL_LIMIT = 32_767  # characters a workbook's cell holds
ROW_LIMIT = 1_048_576
SHEET_NAME_LIMIT = 31
WIDEST = 60
MEASURED_ROWS = 500
GUARD = "'"

_FORMULA_START = frozenset("=+-@\t\r\n")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Rows = Iterable[Sequence[Any]]


def write_xlsx(
    path: Path, sheets: Mapping[str, tuple[Sequence[str], Rows]], *, force: bool = False
) -> None:
    """Write a workbook: a sheet for each name, with its headers and rows.

    Headers are bold and stay in view; every column can be filtered. UserError: more rows than
    a sheet holds, or the file can't be written.
    """
    # Packed in memory: it is small, and on a full disk the packer would fail twice over.
    packed = BytesIO()
    with whole_file(path, force=force) as part:
        _pack(packed, sheets)
        part.write_bytes(packed.getbuffer())


def _pack(packed: BytesIO, sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
    import xlsxwriter  # loaded when a workbook is asked for
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with xlsxwriter.Workbook(packed, options) as book:
            book.set_properties({"created": datetime(2000, 1, 1), "author": "Attesta"})  # noqa: DTZ001
            formats = _formats(book)
            names: set[str] = set()
            for name, (headers, rows) in sheets.items():
                sheet = book.add_worksheet(_sheet_name(name, names))
                _fill(sheet, headers, rows, formats, name)
    except FileCreateError as error:  # wraps what the folder for temporary files refused
        raise error.args[0] from error


def _formats(book: Any) -> dict[str, Any]:
    head = {
        "bold": True,
        "bottom": 1,
        "valign": "top",
        "text_wrap": True,
        "bg_color": print_value("surface.sunken"),
        "font_color": print_value("text.primary"),
    }
    return {
        "head": book.add_format(head),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
    }


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel accepts, unlike the others."""
    base = _NOT_IN_SHEET_NAME.sub(" ", xml_text(name)).strip(" '")[:SHEET_NAME_LIMIT] or "Sheet"
    found, number = base, 2
    while found.casefold() in taken:
        tail = f" {number}"
        found = base[: SHEET_NAME_LIMIT - len(tail)] + tail
        number += 1
    taken.add(found.casefold())
    return found


def _fill(
    sheet: Any, headers: Sequence[str], rows: Rows, formats: Mapping[str, Any], name: str
) -> None:
    widths = [len(header) + 3 for header in headers]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, xml_text(header), formats["head"])
    last = 0
    for number, row in enumerate(rows, start=1):
        if number >= ROW_LIMIT:
            raise UserError(f"“{name}” has more rows than a sheet holds; export it as CSV.")
        for column, value in enumerate(row):
            shown = _write_cell(sheet, number, column, value, formats)
            if number <= MEASURED_ROWS and column < len(widths):
                widths[column] = max(widths[column], len(shown) + 1)
        last = number
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST))
    sheet.freeze_panes(1, 0)
    if headers:
        sheet.autofilter(0, 0, last, len(headers) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Any, formats: Mapping[str, Any]) -> str:
    """Write one value by its type; returns what is to be seen of it."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = value.isoformat(" ", "seconds")
    if isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, formats["day"])
        return value.isoformat()
    is_number = isinstance(value, (int, float)) and not isinstance(value, (bool, Enum))
    if is_number and abs(value) < 1e15:  # never true of NaN, which a cell can't hold
        sheet.write_number(row, column, value, formats["number"])
        return str(value)
    text = xml_text(_words(value))
    sheet.write_string(row, column, text, formats["text"])
    return text.partition("\n")[0]


def xml_text(text: str) -> str:
    """Text as a workbook's file may hold it: no forbidden characters, not too long."""
    plain = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(plain) <= CELL_LIMIT:
        return plain
    note = f" … ({len(plain):,} characters, cut)"
    return plain[: CELL_LIMIT - len(note)] + note


def _words(value: Any) -> str:
    """A value as text, the same in every list."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, (tuple, list)):
        return "; ".join(_words(item) for item in value)
    return str(value)


def as_text(value: Any) -> str:
    """A value as a CSV cell: dates as YYYY-MM-DD, formula-like text with an apostrophe before it.

    A reader that wants the text as it was takes the apostrophe before = + - @ off again.
    """
    text = _words(value).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    if not isinstance(value, str) or not text or text[0] not in _FORMULA_START:
        return text
    return text if _PLAIN_NUMBER.fullmatch(text) else GUARD + text


def write_csv(path: Path, headers: Sequence[str], rows: Rows, *, force: bool = False) -> None:
    """Write a list as CSV: UTF-8 with a byte order mark, commas, CRLF.

    UserError: the file can't be written.
    """
    with (
        whole_file(path, force=force) as part,
        part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([as_text(header) for header in headers])
        for row in rows:
            writer.writerow([as_text(value) for value in row])
