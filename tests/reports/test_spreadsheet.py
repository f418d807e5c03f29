"""Workbooks and CSV: text stays text, dates are dates."""

import csv
import gc
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from domain.errors import UserError
from domain.vocabulary import State
from reports.spreadsheet import as_text, write_csv, write_xlsx

HEADERS = ["supplier", "expires_on", "days"]
ROWS: list[list[Any]] = [
    ["=1+1", date(2027, 2, 8), 77],
    ["https://example.com", None, -84],
    ["007", date(1899, 1, 1), 1.5],
    ["a\x00b \ud800", State.EXPIRED, True],
    ["x" * 40_000, float("nan"), ["a", "b"]],
]


def _read(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_workbook_cells(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, {"suppliers": (HEADERS, ROWS)})
    cells = _read(path)
    assert cells[0] == HEADERS
    assert cells[1][0] == "=1+1"
    assert cells[1][1].date() == date(2027, 2, 8)  # type: ignore[attr-defined]
    assert cells[1][2] == 77
    assert cells[2] == ["https://example.com", None, -84]
    assert cells[3] == ["007", "1899-01-01", 1.5]
    assert cells[4][1:] == ["expired", "yes"]
    assert len(str(cells[5][0])) == 32_767
    assert str(cells[5][0]).endswith("cut)")
    assert cells[5][1:] == ["nan", "a; b"]


def test_workbook_text_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, {"suppliers": (HEADERS, ROWS)})
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].hyperlink is None


def test_workbook_looks(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, {"suppliers": (HEADERS, ROWS)})
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C6"
    assert sheet["A1"].font.bold
    assert sheet["B2"].number_format == "yyyy-mm-dd"


def test_sheet_names_are_made_acceptable(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, {name: (HEADERS, []) for name in ("a/b", "a b", "A B", "x" * 40, "x" * 41)})
    names = openpyxl.load_workbook(path).sheetnames
    assert names[:3] == ["a b", "a b 2", "A B 3"]
    assert all(len(name) <= 31 for name in names)


def test_equal_lists_give_equal_workbooks(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_xlsx(tmp_path / name, {"suppliers": (HEADERS, ROWS)})
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # of the packer's
def test_a_full_disk_leaves_no_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_book: xlsxwriter.Workbook) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", full)
    with pytest.raises(UserError, match="No space left"):
        write_xlsx(tmp_path / "list.xlsx", {"A": (["a"], [["x"]])})
    assert list(tmp_path.iterdir()) == []
    gc.collect()


def test_existing_files_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(UserError, match="exists already"):
        write_xlsx(path, {"suppliers": (HEADERS, ROWS)})
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("-84", "-84"),
        ("+1.5", "+1.5"),
        ("-1e5", "-1e5"),
        ("VN-21-0418", "VN-21-0418"),
        ("'quoted", "'quoted"),
        (-84, "-84"),
        (None, ""),
        (True, "yes"),
        (date(2027, 2, 8), "2027-02-08"),
        (State.SOON, "soon"),
        (("a", None, "b"), "a; ; b"),
    ],
)
def test_csv_cells(value: object, text: str) -> None:
    assert as_text(value) == text


def test_csv_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows: list[list[Any]] = [["Łódź, “a”\nb", date(2027, 2, 8), 3], ["深圳 \ud800", None, ""]]
    write_csv(path, HEADERS, rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file))
    assert found == [HEADERS, ["Łódź, “a”\nb", "2027-02-08", "3"], ["深圳 ?", "", ""]]
