"""Small spreadsheets made on the spot, in every format that is read."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from importing.cells import Cell, MergedRange, Sheet

SUPPLIER_LIST: list[list[Any]] = [
    ["Supplier", "Country", "Certificate No.", "Valid until"],
    ["Công ty TNHH Băng keo Sài Gòn", "VN", "0012345", dt.date(2027, 3, 1)],
    ["บริษัท สยามเทป จำกัด", "TH", "TH-77", dt.date(2026, 12, 31)],
    ["上海胶带有限公司", "CN", 88, None],
]

KNOWN = frozenset(
    (
        *("supplier", "country", "standard", "number", "expiry", "issued", "site", "notes"),
        *("certificate", "certificate number", "certificate issued", "certificate expiry"),
        *("valid until", "certificate no.", "供应商", "国家", "证书编号"),
    )
)


def header_score(texts: list[str]) -> float:
    """A small stand-in for the scorer of the column names."""
    return sum(text.casefold() in KNOWN for text in texts) / len(texts) if texts else 0.0


def sheet_of(
    *rows: Sequence[Cell], merged: Sequence[tuple[int, int, int, int]] = (), name: str = "List"
) -> Sheet:
    """A sheet from rows; `merged` blocks as (first row, first column, last row, last column)."""
    return Sheet(name, [list(row) for row in rows], merged=tuple(MergedRange(*m) for m in merged))


@pytest.fixture
def make_xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Write an .xlsx of one sheet per keyword, rows as given."""

    def make(name: str = "list.xlsx", **sheets: Sequence[Sequence[Any]]) -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in (sheets or {"Suppliers": SUPPLIER_LIST}).items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def make_xls(tmp_path: Path) -> Callable[..., Path]:
    """Write the supplier list as an old binary workbook."""

    def make(name: str = "list.xls", *, dates_1904: bool = False) -> Path:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        book.dates_1904 = dates_1904
        sheet = book.add_sheet("Suppliers")
        date_style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
        for r, row in enumerate(SUPPLIER_LIST):
            for c, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write(r, c, value, date_style)
                elif value is not None:
                    sheet.write(r, c, value)
        book.save(str(tmp_path / name))
        return tmp_path / name

    return make


@pytest.fixture
def make_ods(tmp_path: Path) -> Callable[..., Path]:
    """Write an .ods whose content.xml holds the given table rows."""

    def make(table_rows: str, name: str = "list.ods", manifest: str = "") -> Path:
        import zipfile

        office = "urn:oasis:names:tc:opendocument:xmlns:"
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
            f'xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
            f'xmlns:text="{office}text:1.0" office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="Suppliers">{table_rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        manifest = (
            '<?xml version="1.0"?><manifest:manifest '
            f'xmlns:manifest="{office}manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml">'
            f"{manifest}</manifest:file-entry></manifest:manifest>"
        )
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr("content.xml", content)
        return tmp_path / name

    return make
