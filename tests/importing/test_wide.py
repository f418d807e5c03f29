"""Lists with columns of their own for each standard."""

from datetime import date

import openpyxl
import pytest

from domain.import_plan import Tally
from tests.importing.planning import Desk, told


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def claims(desk):
    return {(c["supplier"], c["standard"]) for c in desk.certificates()}


def test_a_column_of_dates_for_each_standard(desk):
    text = (
        "Supplier,Country,ISO 9001,ISO 14001,Certification body\n"
        "ACME Ltd,VN,31/12/2026,No,SGS\n"
        "Beta Ltd,TH,,28/02/2027,BSI\n"
        "Gamma Ltd,TH,planned,,\n"
    )
    sheet = desk.take(text)
    assert sheet.certificates == Tally(added=2)
    assert sheet.suppliers_added == 3
    assert claims(desk) == {("ACME Ltd", "ISO 9001"), ("Beta Ltd", "ISO 14001")}
    assert desk.certificates()[0]["expires_on"] == date(2026, 12, 31)
    assert sheet.columns["expires_on"] == "ISO 9001; ISO 14001"
    assert sheet.ignored_columns == ()
    assert desk.plan(text).is_empty


def test_a_group_of_columns_for_each_standard(desk):
    text = (
        "Supplier,ISO 9001 No.,ISO 9001 valid until,ISO 14001 No.,ISO 14001 valid until,"
        "Audit date,Result,Customer\n"
        "ACME Ltd,Q-1,2026-12-31,E-1,2027-06-15,2025-03-01,passed,Bosch\n"
        "Beta Ltd,,,E-2,2027-02-28,,,\n"
    )
    sheet = desk.take(text)
    assert (sheet.certificates, sheet.audits) == (Tally(added=3), Tally(added=1))
    assert [c["number"] for c in desk.certificates()] == ["Q-1", "E-1", "E-2"]
    assert not any(c["buyers"] for c in desk.certificates())
    assert desk.audits()[0]["buyers"] == ("Bosch",)
    assert sheet.planned[0].values["number"] == "Q-1; E-1"
    assert desk.plan(text).is_empty


def test_yes_and_no_for_each_standard(desk):
    desk.take("Supplier,ISO 9001,ISO 14001,UL\nACME Ltd,Yes,no,x\nBeta Ltd,Y,,\n")
    assert claims(desk) == {
        ("ACME Ltd", "ISO 9001"),
        ("ACME Ltd", "UL"),
        ("Beta Ltd", "ISO 9001"),
    }
    assert not any("expires_on" in c for c in desk.certificates())


def test_one_standard_named_in_a_header(desk):
    text = "Supplier,ISO 9001 certificate no.,Issued by,Expiry date\nACME Ltd,Q-1,SGS,2026-12-31\n"
    desk.take(text)
    (certificate,) = desk.certificates()
    assert (certificate["standard"], certificate["number"]) == ("ISO 9001", "Q-1")
    assert certificate["certification_body"] == "SGS"
    assert certificate["expires_on"] == date(2026, 12, 31)


def test_an_impossible_date_in_a_group_is_told(desk):
    sheet = desk.take(
        "Supplier,ISO 9001 expiry,ISO 14001 expiry\nACME,31/02/2027,30/06/2027\nBeta,30/06/2027,\n"
    )
    assert sheet.problems[0].column == "ISO 9001 expiry"
    assert "is no date" in told(sheet)[0]
    assert sheet.certificates == Tally(added=3)


def test_an_undecided_order_in_a_group_blocks(desk):
    text = "Supplier,ISO 9001 expiry,ISO 14001 expiry\nACME,03/04/2027,30/06/2027\n"
    (question,) = desk.plan(text).blocking
    assert question.column == "ISO 9001 expiry"


def test_headers_of_two_rows(desk, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Supplier", "ISO 9001", None, "ISO 14001", None])
    sheet.append([None, "Number", "Expiry", "Number", "Expiry"])
    sheet.append(["ACME Ltd", "Q-1", "2027-01-31", "E-1", "2027-02-28"])
    sheet.append(["Beta Ltd", None, None, "E-2", "2027-03-31"])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    sheet.merge_cells("A1:A2")
    book.save(tmp_path / "wide.xlsx")
    plan = desk.plan_files(tmp_path / "wide.xlsx")
    desk.apply(plan)
    assert [(c["standard"], c["number"]) for c in desk.certificates()] == [
        ("ISO 9001", "Q-1"),
        ("ISO 14001", "E-1"),
        ("ISO 14001", "E-2"),
    ]


def test_a_column_of_standards_is_not_a_wide_list(desk):
    text = "Supplier,Standard,ISO certificate\nACME Ltd,ISO 9001,Q-1\nBeta Ltd,ISO 14001,E-2\n"
    desk.take(text)
    assert claims(desk) == {("ACME Ltd", "ISO 9001"), ("Beta Ltd", "ISO 14001")}
