"""Tables among titles, merged headers, totals and signatures."""

import datetime as dt

import pytest

from importing.cells import Sheet
from importing.layout import TableRegion, column_letter, find_tables
from tests.importing.conftest import header_score, sheet_of

HEADER = ("Supplier", "Country", "Number", "Expiry")
ACME = ("Acme Tape", "MY", "A-1", dt.date(2027, 1, 1))
BETA = ("Beta Kabel", "DE", "B-2", dt.date(2026, 5, 5))


def only_table(sheet: Sheet) -> TableRegion:
    layout = find_tables(sheet, header_score)
    assert layout.reason == ""
    assert len(layout.tables) == 1
    return layout.tables[0]


def test_plain_list():
    table = only_table(sheet_of(HEADER, ACME, BETA))
    assert table.header_rows == (1,)
    assert [(c.header, c.letter) for c in table.columns] == list(zip(HEADER, "ABCD", strict=True))
    assert [(row.number, row.cells) for row in table.rows] == [(2, ACME), (3, BETA)]
    assert table.skipped == ()


@pytest.mark.parametrize(
    "above",
    [
        [("Approved supplier list 2026",)],
        [("Approved supplier list",), (), ("Company", "Our Firm Ltd"), ("Date", "2026-01-05"), ()],
        [("Supplier list",), ("Country", "Malaysia")],
        [(None, None, None, "Form QF-07 rev. 3"), ()],
    ],
)
def test_titles_above_are_no_header(above):
    table = only_table(sheet_of(*above, HEADER, ACME, BETA))
    assert table.header_rows == (len(above) + 1,)
    assert [row.cells[0] for row in table.rows] == ["Acme Tape", "Beta Kabel"]
    assert table.rows[0].number == len(above) + 2


def test_table_that_starts_lower_right():
    table = only_table(sheet_of((), (), (None, None, *HEADER), (None, None, *ACME)))
    assert [c.letter for c in table.columns] == ["C", "D", "E", "F"]
    assert table.rows[0].cells == ACME


def test_groups_over_columns_merged():
    sheet = sheet_of(
        ("Supplier", "Country", "Certificate", None, None),
        (None, None, "Number", "Issued", "Expiry"),
        ("Acme", "MY", "A-1", "2024-01-01", "2027-01-01"),
        merged=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4)],
    )
    table = only_table(sheet)
    assert table.header_rows == (1, 2)
    assert [c.header for c in table.columns] == [
        "Supplier",
        "Country",
        "Certificate Number",
        "Certificate Issued",
        "Certificate Expiry",
    ]
    assert [c.group for c in table.columns] == ["", "", *["Certificate"] * 3]
    assert [row.number for row in table.rows] == [3]


def test_groups_over_columns_without_merges():
    table = only_table(
        sheet_of(
            ("Supplier", "Country", "Certificate", None, None),
            (None, None, "Number", "Issued", "Expiry"),
            ("Acme", "MY", "A-1", "2024-01-01", "2027-01-01"),
        )
    )
    assert table.header_rows == (1, 2)
    assert [c.header for c in table.columns][2:] == [
        "Certificate Number",
        "Certificate Issued",
        "Certificate Expiry",
    ]


def test_groups_that_tell_equal_columns_apart():
    table = only_table(
        sheet_of(
            ("Supplier", "ISO 9001", None, "ISO 14001", None),
            (None, "Number", "Expiry", "Number", "Expiry"),
            ("Acme", "A-1", "2027-01-01", "B-1", "2028-01-01"),
        )
    )
    assert table.header_rows == (1, 2)
    assert [c.group for c in table.columns] == ["", *["ISO 9001"] * 2, *["ISO 14001"] * 2]
    assert len({c.header for c in table.columns}) == 5


def test_title_merged_over_the_header():
    sheet = sheet_of(("Approved supplier list",), HEADER, ACME, merged=[(1, 0, 1, 3)])
    table = only_table(sheet)
    assert table.header_rows == (2,)
    assert [c.header for c in table.columns] == list(HEADER)


def test_header_in_two_languages():
    table = only_table(
        sheet_of(("Supplier", "Country", "Number"), ("供应商", "国家", "证书编号"), ACME[:3])
    )
    assert table.header_rows == (1, 2)
    assert [c.header for c in table.columns] == ["Supplier", "Country", "Number"]
    assert len(table.rows) == 1


def test_a_first_record_of_texts_is_no_second_header():
    table = only_table(sheet_of(HEADER, ("Acme", "MY", None, None), ("Beta", "DE", "B", None)))
    assert table.header_rows == (1,)
    assert len(table.rows) == 2


def test_nameless_and_empty_columns():
    table = only_table(
        sheet_of(("Supplier", None, "Country", None, None), ("Acme", None, "MY", "?", None))
    )
    assert [(c.letter, c.header) for c in table.columns] == [
        ("A", "Supplier"),
        ("C", "Country"),
        ("D", ""),
    ]
    assert table.rows[0].cells == ("Acme", "MY", "?")


def test_blank_rows_between_keep_their_numbers():
    table = only_table(sheet_of(HEADER, ACME, (), (None, "  "), BETA))
    assert [row.number for row in table.rows] == [2, 5]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (HEADER, "repeats"),
        (("SUPPLIER", "country", "Number", "Expiry"), "repeats"),
        (("Total", None, 2, None), "total"),
        (("Total: 2",), "total"),
        (("合计", None, 2), "total"),
        (("Tổng cộng", 2), "total"),
        (("Summe",), "total"),
    ],
)
def test_rows_between_that_are_no_records(row, reason):
    table = only_table(sheet_of(HEADER, ACME, row, BETA))
    assert [r.cells[0] for r in table.rows] == ["Acme Tape", "Beta Kabel"]
    [(number, words)] = table.skipped
    assert number == 3
    assert reason in words


@pytest.mark.parametrize(
    "below",
    [
        [("Prepared by: Mai Tran", None, "Date: 2026-01-05")],
        [("Note: * = under renewal",)],
        [(), ("Page 1 of 3",)],
        [(), ("制表人：王",)],
        [(), ("The list is reviewed twice a year by the quality manager.",)],
        [(), ("Geprüft von",), ("Approved by", None, "Signature")],
    ],
)
def test_notes_and_signatures_below(below):
    table = only_table(sheet_of(HEADER, ACME, BETA, *below))
    assert [r.cells[0] for r in table.rows] == ["Acme Tape", "Beta Kabel"]
    assert len(table.skipped) == sum(bool(row) for row in below)


def test_section_title_across_the_table():
    table = only_table(
        sheet_of(
            HEADER, ("Malaysia",), ACME, ("Germany",), BETA, merged=[(2, 0, 2, 3), (4, 0, 4, 3)]
        )
    )
    assert [row.number for row in table.rows] == [3, 5]
    assert [number for number, _ in table.skipped] == [2, 4]


def test_a_supplier_with_nothing_else_is_a_record():
    table = only_table(sheet_of(HEADER, ACME, ("Gamma Tape",), BETA, ("Delta Tape",)))
    assert [r.cells[0] for r in table.rows] == [
        "Acme Tape",
        "Gamma Tape",
        "Beta Kabel",
        "Delta Tape",
    ]


def test_single_column_list():
    table = only_table(sheet_of(("Supplier",), ("Acme",), ("Beta",), (), ("Gamma",)))
    assert [row.cells for row in table.rows] == [("Acme",), ("Beta",), ("Gamma",)]


def test_supplier_merged_down_its_certificates():
    sheet = sheet_of(
        HEADER,
        ACME,
        (None, None, "A-2", dt.date(2028, 1, 1)),
        BETA,
        merged=[(2, 0, 3, 0), (2, 1, 3, 1)],
    )
    table = only_table(sheet)
    assert table.rows[1].cells == ("Acme Tape", "MY", "A-2", dt.date(2028, 1, 1))


def test_two_tables_on_one_sheet():
    second = ("Supplier", "Site", "Notes")
    layout = find_tables(
        sheet_of(HEADER, ACME, (), second, ("Beta", "Hamburg", "new")), header_score
    )
    assert [table.header_rows for table in layout.tables] == [(1,), (4,)]
    assert [len(table.rows) for table in layout.tables] == [1, 1]


def test_unknown_headers_are_still_headers():
    table = only_table(sheet_of(("ref", "sev", "asset"), ("1", "low", "web"), ("2", "high", "k8s")))
    assert table.score == 0.0
    assert table.header_rows == (1,)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "empty"),
        ([(None,), ("  ",)], "empty"),
        ([("Welcome to our supplier portal",), ("Fill in sheet 2",)], "no table"),
        ([HEADER], "no rows below"),
        ([("Audit", dt.date(2026, 1, 1)), ("Score", 7)], "no row of column titles"),
    ],
)
def test_why_there_is_no_table(rows, words):
    layout = find_tables(sheet_of(*rows), header_score)
    assert layout.tables == ()
    assert words in layout.reason


def test_a_long_list_asks_the_scorer_seldom():
    asked = []

    def counting(texts: list[str]) -> float:
        asked.append(texts)
        return header_score(texts)

    rows = [(f"Supplier {i}", "MY", str(i), "x") for i in range(20_000)]
    table = find_tables(sheet_of(HEADER, *rows), counting).tables[0]
    assert len(table.rows) == 20_000
    assert len(asked) < 50


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters(index, letter):
    assert column_letter(index) == letter
