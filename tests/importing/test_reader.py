"""Files in every format, and files that mean harm."""

import contextlib
import datetime as dt
import io
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.errors import UnreadableFile
from importing.cells import Workbook, cell_text, is_empty
from importing.reader import PasswordNeeded, ReadCancelled, read_workbook
from tests.importing.conftest import SUPPLIER_LIST

ROW = "<table:table-row{row}><table:table-cell{cell}>{text}</table:table-cell></table:table-row>"


def texts(workbook: Workbook) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in workbook.sheets[0].rows]


EXPECTED = [
    ["Supplier", "Country", "Certificate No.", "Valid until"],
    ["Công ty TNHH Băng keo Sài Gòn", "VN", "0012345", "2027-03-01"],
    ["บริษัท สยามเทป จำกัด", "TH", "TH-77", "2026-12-31"],
    ["上海胶带有限公司", "CN", "88"],
]


def test_xlsx(make_xlsx):
    book = read_workbook(make_xlsx())
    assert book.format == "xlsx"
    assert texts(book) == EXPECTED
    assert book.sheets[0].rows[1][3] == dt.date(2027, 3, 1)
    assert book.sheets[0].rows[3][2] == 88
    assert len(book.sha256) == 64


@pytest.mark.parametrize("dates_1904", [False, True])
def test_xls(make_xls, dates_1904):
    book = read_workbook(make_xls(dates_1904=dates_1904))
    assert book.format == "xls"
    assert book.sheets[0].date1904 is dates_1904
    assert texts(book) == EXPECTED


def test_ods(make_ods):
    rows = ROW.format(row="", cell=' office:value-type="string"', text="<text:p>Acme</text:p>")
    book = read_workbook(make_ods(rows))
    assert book.format == "ods"
    assert texts(book) == [["Acme"]]


def test_the_name_does_not_decide(make_xlsx, make_xls, tmp_path):
    for made, wrong in [(make_xlsx(), "a.csv"), (make_xls(), "b.xlsx"), (make_xlsx(), "c.xls")]:
        path = tmp_path / wrong
        path.write_bytes(made.read_bytes())
        assert texts(read_workbook(path)) == EXPECTED
    path = tmp_path / "d.xls"
    path.write_text("Supplier\tCountry\nAcme\tMY\n")
    assert texts(read_workbook(path)) == [["Supplier", "Country"], ["Acme", "MY"]]


def test_web_page_saved_as_xls(tmp_path):
    path = tmp_path / "export.xls"
    path.write_text(
        "<html><body><table><tr><th rowspan=2>Supplier</th><th colspan=2>Certificate</th></tr>"
        "<tr><td>No.</td><td>Until</td></tr>"
        "<tr><td>M&uuml;ller &amp; Co<br>Hamburg</td><td>0012</td><td>2027-03-01</td></tr></table>"
    )
    book = read_workbook(path)
    assert book.format == "html"
    assert book.sheets[0].rows == [
        ["Supplier", "Certificate", None],
        [None, "No.", "Until"],
        ["Müller & Co\nHamburg", "0012", "2027-03-01"],
    ]
    assert len(book.sheets[0].merged) == 2


def test_excels_old_xml(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="List"><Table>'
        '<Row><Cell><Data ss:Type="String">Supplier</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">Until</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell><Data ss:Type="String">Acme</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    [sheet] = read_workbook(path).sheets
    assert sheet.name == "List"
    assert sheet.rows == [["Supplier", None, "Until"], [], ["Acme"]]


def test_hidden_sheets_and_charts_are_told(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Supplier", "Country"])
    book.create_sheet("Old").sheet_state = "hidden"
    book.create_chartsheet("Chart")
    book.save(tmp_path / "list.xlsx")
    read = read_workbook(tmp_path / "list.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [
        ("Sheet", False),
        ("Old", True),
    ]
    assert [name for name, _ in read.skipped] == ["Chart"]


def test_rows_keep_their_numbers_below_an_empty_area(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["C5"] = "Supplier"
    book.active.merge_cells("C5:D6")
    book.save(tmp_path / "list.xlsx")
    [sheet] = read_workbook(tmp_path / "list.xlsx").sheets
    assert sheet.rows[4] == [None, None, "Supplier"]
    [merge] = sheet.merged
    assert (merge.first_row, merge.first_column, merge.last_row, merge.last_column) == (5, 2, 6, 3)


def test_progress_counts_rows(make_xlsx):
    seen = []
    rows = [["Supplier", "No."], *([f"S{i}", i] for i in range(12_000))]
    book = read_workbook(make_xlsx(List=rows), progress=lambda *now: seen.append(now))
    assert len(book.sheets[0].rows) == 12_001
    assert seen[-1] == (12_001, 12_001)
    assert seen == sorted(seen)


def test_cancelled(make_xlsx):
    with pytest.raises(ReadCancelled, match="was stopped"):
        read_workbook(make_xlsx(), cancelled=lambda: True)


# --- passwords --------------------------------------------------------------------------------


def encrypted(path: Path, password: str) -> Path:
    import msoffcrypto

    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).encrypt(password, out)
    locked = path.with_name("locked.xlsx")
    locked.write_bytes(out.getvalue())
    return locked


def test_password(make_xlsx):
    locked = encrypted(make_xlsx(), "sésame")
    with pytest.raises(PasswordNeeded, match="protected with a password"):
        read_workbook(locked)
    with pytest.raises(PasswordNeeded, match="the password does not open it"):
        read_workbook(locked, password="wrong")
    assert texts(read_workbook(locked, password="sésame")) == EXPECTED


def test_excels_default_password_is_not_asked_for(make_xlsx):
    assert texts(read_workbook(encrypted(make_xlsx(), "VelvetSweatshop"))) == EXPECTED


def test_encrypted_ods(make_ods):
    path = make_ods("", manifest="<manifest:encryption-data/>")
    with pytest.raises(UnreadableFile, match="save a copy without a password"):
        read_workbook(path)


# --- what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "no text"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"SQLite format 3\x00", "register"),
        (bytes(range(256)) * 9, "neither a spreadsheet nor text"),
        (b"PK\x03\x04rubbish", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (b"\x09\x08\x10\x00" + b"\x07" * 60, "cannot be read"),
        (b"<html><p>Please log in</p></html>", "without a table"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, content, words):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as refusal:
        read_workbook(path)
    assert "list.xlsx" in str(refusal.value)


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(UnreadableFile, match="does not exist"):
        read_workbook(tmp_path / "none.xlsx")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_workbook(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_forbidden_files(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("a,b\n")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="may not be read"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/document.xml": "<x/>"}, "Word document"),
        ({"readme.txt": "hello"}, "zip archive"),
        ({"Index/Document.iwa": "x"}, "Numbers"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "not a s"),
        ({"xl/workbook.xml": "<workbook"}, "damaged"),
        ({"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"}, "declarations"),
    ],
)
def test_other_archives_are_refused_in_words(tmp_path, members, words):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableFile, match=words):
        read_workbook(tmp_path / "list.xlsx")


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part changed."""
    out = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out


SHEET = "xl/worksheets/sheet1.xml"


def test_zip_bomb(make_xlsx):
    bomb = changed(make_xlsx(), SHEET, lambda content: content + b" " * 100_000_000)
    with pytest.raises(UnreadableFile, match="not safe to read"):
        read_workbook(bomb)


def far_cell(content: bytes, cell: bytes) -> bytes:
    row = b'<row r="1048576">' + cell + b"</row></sheetData>"
    return content.replace(b"</sheetData>", row)


def test_a_stray_value_in_the_last_cell(make_xlsx):
    stray = b'<c r="XFD1048576"><v>1</v></c>'
    path = changed(make_xlsx(), SHEET, lambda content: far_cell(content, stray))
    with pytest.raises(UnreadableFile, match="XFD1048576 holds a value far away"):
        read_workbook(path)


def test_a_stray_value_leaves_other_sheets_readable(make_xlsx):
    stray = b'<c r="XFD1048576"><v>1</v></c>'
    made = make_xlsx(Broken=SUPPLIER_LIST, Good=SUPPLIER_LIST)
    book = read_workbook(changed(made, SHEET, lambda content: far_cell(content, stray)))
    assert [sheet.name for sheet in book.sheets] == ["Good"]
    assert [name for name, _ in book.skipped] == ["Broken"]


def test_a_stray_format_in_the_last_cell_does_no_harm(make_xlsx):
    stray = b'<c r="XFD1048576" s="0"/>'
    path = changed(make_xlsx(), SHEET, lambda content: far_cell(content, stray))
    assert texts(read_workbook(path)) == EXPECTED


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (' table:number-rows-repeated="999999999"', ' table:number-columns-repeated="999999999"'),
        (' table:number-rows-repeated="1000000000000000000"', ""),
        (' table:number-rows-repeated="1048576"', ' table:number-columns-repeated="16384"'),
    ],
)
def test_ods_that_claims_absurd_sizes(make_ods, row, cell):
    lie = ROW.format(row=row, cell=cell + ' office:value-type="string"', text="<text:p>X</text:p>")
    with pytest.raises(UnreadableFile, match="more than any spreadsheet holds"):
        read_workbook(make_ods(lie))


def test_ods_padding_rows_are_harmless(make_ods):
    head = ROW.format(row="", cell=' office:value-type="string"', text="<text:p>Acme</text:p>")
    pad = ROW.format(
        row=' table:number-rows-repeated="1048575"',
        cell=' table:number-columns-repeated="16384"',
        text="",
    )
    assert texts(read_workbook(make_ods(head + pad))) == [["Acme"]]


def test_ods_merged_cells(make_ods):
    cell = (
        ' office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1"'
    )
    head = ROW.format(row="", cell=cell, text="<text:p>Acme</text:p>")
    rest = "<table:table-row><table:covered-table-cell/></table:table-row>"
    [sheet] = read_workbook(make_ods(head + rest)).sheets
    [merge] = sheet.merged
    assert (merge.first_row, merge.last_row) == (1, 2)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_cut_off_files(make_xlsx, make_xls, keep):
    for path in (make_xlsx(), make_xls()):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * keep)])
        with pytest.raises(UnreadableFile, match="list"):
            read_workbook(path)


def test_a_child_that_dies_is_told_in_words(make_xlsx, monkeypatch):
    monkeypatch.setattr("importing.reader_child.serve", os._exit)
    with pytest.raises(UnreadableFile, match="stops the reader"):
        read_workbook(make_xlsx())


@pytest.mark.parametrize(
    ("limit", "value", "words"), [("_SECONDS", -1e9, "too long"), ("MAX_MEMORY", 1, "memory")]
)
def test_limits(make_xlsx, monkeypatch, limit, value, words):
    monkeypatch.setattr(f"importing.reader.{limit}", value)
    with pytest.raises(UnreadableFile, match=words):
        read_workbook(make_xlsx())


# --- real files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("02_iscc_valid_certificates.csv", (6040, 13)),
        ("06_cc_portal_products_excerpt.csv", (5, 14)),
        ("09_oar_facility_list_15.csv", (352, 3)),
        ("10a_oar_facility_list_12.xls", (16, 3)),
        ("10b_oar_facility_list_12.xlsx", (16, 3)),
        ("12_ciso_third_parties_template.xlsx", (4, 12)),
        ("17_ciso_findings_template.xlsx", (4, 7)),
    ],
)
def test_real_files(samples, name, shape):
    book = read_workbook(samples / name)
    assert (len(book.sheets[0].rows), book.sheets[0].width) == shape
    assert book.problems == ()


def test_the_same_list_as_xls_and_xlsx(samples):
    old, new = (
        read_workbook(samples / name)
        for name in ("10a_oar_facility_list_12.xls", "10b_oar_facility_list_12.xlsx")
    )
    assert texts(old) == texts(new)


def test_real_dates(samples):
    folder = samples / "robustness"
    mac = read_workbook(folder / "18_calamine_date_1904.xlsx").sheets[0]
    assert mac.date1904
    assert [row[0] for row in mac.rows[:2]] == [dt.date(2021, 1, 1), dt.date(2021, 1, 2)]
    ods = read_workbook(folder / "18_calamine_date.ods").sheets[0]
    assert ods.rows[0][0] == dt.date(2021, 1, 1)


def test_real_trouble(samples):
    folder = samples / "robustness"
    with pytest.raises(UnreadableFile, match="more than any spreadsheet holds"):
        read_workbook(folder / "18_calamine_issue_594_dos.ods")
    with pytest.raises(PasswordNeeded):
        read_workbook(folder / "18_calamine_pass_protected.xlsx")
    assert len(read_workbook(folder / "18_calamine_merged_range.xlsx").sheets[0].merged) == 9


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  a\xa0b\r\nc ", "a b\nc"),
        (True, "TRUE"),
        (12345678901234.0, "12345678901234"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (dt.datetime(2026, 3, 1), "2026-03-01"),  # noqa: DTZ001
        (dt.datetime(2026, 3, 1, 9, 5), "2026-03-01 09:05:00"),  # noqa: DTZ001
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.time(9, 5), "09:05:00"),
    ],
)
def test_cells_as_text(cell, text):
    assert cell_text(cell) == text
    assert is_empty(cell) is (text == "")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("maker", ["make_xlsx", "make_xls"])
def test_damaged_bytes_never_get_past_words(request, maker, seed):
    path = request.getfixturevalue(maker)()
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(3 ** (1 + seed % 4)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
    with contextlib.suppress(UnreadableFile):  # anything else, or a hang, fails
        assert read_workbook(path).format in ("xlsx", "xls", "csv")


def test_the_child_imports_nothing_heavy():
    heavy = (
        "{'PySide6', 'sqlalchemy', 'sqlmodel', 'reportlab', 'babel', 'psutil', 'python_calamine'}"
    )
    code = f"import sys, importing.reader_child; print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"


def test_lost_characters_are_reported_by_row(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("Supplier,Country\nCông ty Băng keo,VN\n".encode() * 9 + b"M\xfcller,DE\n")
    [problem] = read_workbook(path).problems
    assert (problem.sheet, problem.row) == ("list", 19)
