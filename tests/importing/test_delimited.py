"""Delimited text: encodings, dialects, quotes gone wrong, row numbers."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnreadableFile
from importing.delimited import Dialect, find_dialect, mend, read_delimited
from importing.text_encoding import decode

SAMPLES = {
    "cp1252": "Lieferant;Land\nMüller Bänder GmbH;Österreich\nCafé Niño;España\nÉlan Façade;Côte\n",
    "cp1250": "Dostawca;Kraj\nŁódzkie Taśmy sp. z o.o.;Polska\nŻółte Taśmy;Źródło\n",
    "cp1251": "Поставщик;Страна\nООО Изолента;Россия\n",
    "cp874": "ผู้ขาย,ประเทศ\nบริษัท สยามเทป จำกัด,ไทย\n",
    "cp932": "供給者,国\n日本テープ株式会社,日本\nトヨタ電線株式会社,日本\n",
    "gb18030": "供应商,国家\n上海胶带有限公司,中国\n广州电缆厂,中国\n",
    "cp950": "供應商,國家\n台灣膠帶有限公司,台灣\n",
    "cp949": "공급업체,국가\n한국 테이프 주식회사,한국\n",
}
LIST = "Supplier,Country\nCông ty TNHH Băng keo,VN\nสยามเทป,TH\n上海胶带,CN\n"


@pytest.mark.parametrize("encoding", SAMPLES)
def test_national_encodings_are_found(encoding):
    text = SAMPLES[encoding]
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LIST.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + LIST.encode(), "utf-8-sig"),
        (LIST.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), "utf-16"),
        ("Supplier,Country\nMüller,DE\n".encode("utf-16-le"), "utf-16-le"),
        ("Supplier,Country\nMüller,DE\n".encode("utf-16-be"), "utf-16-be"),
        (b"Supplier,Country\nAcme,MY\n", "utf-8"),
    ],
)
def test_unicode_encodings_are_found(content, encoding):
    text, used, problems = decode(content)
    assert text.startswith("Supplier,Country\n")
    assert (used, problems) == (encoding, ())


def test_one_bad_byte_does_not_turn_utf8_into_something_else():
    content = (LIST * 5).encode() + b"M\xfcller,DE\n"
    text, used, problems = decode(content)
    assert used == "utf-8"
    assert "Công ty" in text
    assert [problem.row for problem in problems] == [21]


def test_the_users_encoding_wins():
    assert decode("Łódź".encode("cp1250"), "cp1250")[0] == "Łódź"
    with pytest.raises(UnreadableFile, match="no encoding named “klingon”"):
        decode(b"x", "klingon")


def test_binary_rubbish_is_refused():
    with pytest.raises(UnreadableFile, match="neither a spreadsheet nor text"):
        decode(bytes(range(256)) * 4)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2;3\n2,5;1;9\n", ";"),
        ("a\tb\tc\nx, y\t2\t3\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('Supplier;Address\n"Acme; Ltd";"1, High St, Town"\nBeta;2, Low St\n', ";"),
        ("Name,Country,Date\nAcme Co.,MY,2026-03-01 10:00:00\nBeta,DE,2026-03-01 11:00:00\n", ","),
        ("Approved suppliers\n\nName;Country;Until\nAcme;MY;2027\nBeta;DE;2028\n", ";"),
        ("Supplier\nSiam Tape Co., Ltd\nBangkok Cable Co., Ltd\nAcme GmbH\n", ""),
        ("Supplier\nSiam Tape Co., Ltd\nBangkok Cable Co., Ltd\n", ""),
        ("Supplier\nAcme\nBeta\n", ""),
    ],
)
def test_dialects(text, delimiter):
    assert find_dialect(text).delimiter == delimiter


def test_the_delimiter_may_be_told():
    sheet, problems = read_delimited("sep=|\r\nName|Until\r\nA;B|2027\r\n", "list")
    assert sheet.rows == [["Name", "Until"], ["A;B", "2027"]]
    assert problems == ()


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    text = 'Name,Address,Until\nAcme,"1 High St\nTown\nMY",2027\n\nBeta,2 Low St,2028\n'
    sheet, problems = read_delimited(text, "list")
    assert sheet.first_row == 1
    assert sheet.rows == [
        ["Name", "Address", "Until"],
        ["Acme", "1 High St\nTown\nMY", "2027"],
        [],
        ["Beta", "2 Low St", "2028"],
    ]
    assert problems == ()


def test_values_stay_text():
    sheet, _ = read_delimited('No,Name\n0012,="00345"\n1e5,""\n', "list")
    assert sheet.rows[1:] == [["0012", "00345"], ["1e5", None]]


def test_a_quote_that_never_closes_spoils_only_its_own_row():
    text = 'Name,Size,Until\n"Acme,12 mm,2027\nBeta,"5"" wide",2028\nGamma,7,2029\n'
    sheet, problems = read_delimited(text, "list")
    assert [row[-1] for row in sheet.rows] == ["Until", "2027", "2028", "2029"]
    assert sheet.rows[2][1] == '5" wide'
    assert [problem.row for problem in problems] == [2]


def test_quotes_inside_a_quoted_value():
    text = 'Name,Country\n"Acme "Tape" Ltd",MY\nBeta,DE\n'
    sheet, problems = read_delimited(text, "list")
    assert sheet.rows[1] == ['Acme "Tape" Ltd', "MY"]
    assert [problem.row for problem in problems] == [2]


def test_inches_are_no_quotes():
    sheet, problems = read_delimited('Name,Size\nAcme,12" tape\nBeta,5\n', "list")
    assert sheet.rows[1] == ["Acme", '12" tape']
    assert problems == ()


def test_ragged_rows_are_reported_by_number():
    text = "Name,Country,Until\nAcme,MY,2027\nBeta,DE\nGamma,US,2028,extra\nDelta,TH,2029,,\n"
    _, problems = read_delimited(text, "list")
    assert [(p.row, p.message[:21]) for p in problems] == [
        (3, "The row has 2 columns"),
        (4, "The row has 4 columns"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_nothing_in_it(text):
    assert read_delimited(text, "list")[0].rows == []


CELLS = st.text(
    st.characters(
        blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\x85=\ufeff"
    ),
    max_size=12,
) | st.sampled_from(['say "hi"', "a,b", "a;b", "two\nlines", "12 mm", "Co., Ltd"])


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=20),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_program_writes_is_read_back(rows, delimiter):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        [["Supplier", "Country", "Number"], *rows]
    )
    sheet, problems = read_delimited(written.getvalue(), "list")
    expected = [[cell or None for cell in row] for row in rows]
    while expected and not any(expected[-1]):
        expected.pop()
    assert sheet.rows[1:] == expected
    assert problems == ()


@given(text=st.text(alphabet='ab",;\n\r \t=', max_size=60))
def test_any_text_is_read(text):
    sheet, _ = read_delimited(text, "list")
    letters = [c for row in sheet.rows for cell in row if cell for c in str(cell) if c in "ab"]
    assert letters == [c for c in text if c in "ab"]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ('a,"b,c', ["a", '"b', "c"]),
        ('"a "b" c",d', ['a "b" c', "d"]),
        ('"a""b",c', ['a"b', "c"]),
        ("a,,", ["a", "", ""]),
        ("", [""]),
        (",", ["", ""]),
    ],
)
def test_mending_a_line(line, fields):
    assert mend(line, Dialect(",")) == fields
