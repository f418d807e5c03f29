"""Certificates, audits or neither: what a row's filled cells amount to."""

from datetime import date

import pytest

from domain.errors import UserError
from tests.importing.planning import Desk, told

HEAD = (
    "Supplier,Standard,Certificate No.,Certification body,Accreditation,Expiry date,"
    "Party,Commissioned by,Audit date,Auditor,Result\n"
)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


CASES = [
    # standard, number, body, accreditation, expiry, party, customer, audit, auditor, result
    ("ISO 9001,Q-1,SGS,UKAS,2027-01-31,,,,,", 1, 0),  # a certificate
    ("ISO 9001,,,,,,,,,", 1, 0),  # incomplete
    (",,SGS,,,,,,,", 1, 0),  # incomplete
    (",,,,,,,,,", 0, 0),  # only a supplier
    ("ISO 9001,,,,,second,Bosch,2025-03-01,Jane,passed", 0, 1),  # an audit
    ("ISO 9001,Q-1,,,2027-01-31,second,Bosch,,,", 1, 0),  # certificate-like
    ("ISO 9001,Q-1,,,2027-01-31,second,Bosch,2025-03-01,Jane,passed", 1, 1),
    ("ISO 9001,Q-1,,,2027-01-31,second,Bosch,2025-03-01,Jane,failed", 0, 1),
    ("ISO 9001,Q-1,,,2027-01-31,first,,,,failed", 0, 1),
    ("ISO 9001,,,,,first,,2025-03-01,,", 0, 1),
    (",,,,,,,,Jane,passed", 0, 1),
]


@pytest.mark.parametrize(("row", "certificates", "audits"), CASES)
def test_what_a_row_amounts_to(desk, row, certificates, audits):
    other = "Other Ltd,ISO 9001,Z-9,BSI,UKAS,2028-01-31,third,,2024-05-31,Ann,passed\n"
    desk.take(f"{HEAD}ACME Ltd,{row}\n{other}")
    found = desk.certificates()
    assert len(found) - 1 == certificates
    assert len(desk.audits()) - 1 == audits
    assert desk.plan(f"{HEAD}ACME Ltd,{row}\n{other}").is_empty


def one(desk, row):
    sheet = desk.take(f"{HEAD}ACME Ltd,{row}\nOther,ISO 9001,Z,BSI,UKAS,2028-01-31,third,,,,\n")
    return sheet, (desk.certificates()[0] if desk.certificates() else None)


def test_party_cells_name_the_customer(desk):
    _, certificate = one(desk, "ISO 9001,Q-1,,,2027-01-31,2nd party (Bosch),,,,")
    assert certificate["party"] == "second"
    assert certificate["buyers"] == ("Bosch",)


def test_party_cells_name_the_body(desk):
    _, certificate = one(desk, "ISO 9001,Q-1,,,2027-01-31,certified by SGS,,,,")
    assert (certificate["party"], certificate["certification_body"]) == ("third", "SGS")


def test_a_self_assessment_in_the_body_column_is_first_party(desk):
    _, certificate = one(desk, "ISO 9001,,Self-assessment,,2027-01-31,,,,,")
    assert certificate["party"] == "first"
    assert "certification_body" not in certificate


@pytest.mark.parametrize(
    ("body", "stated", "kept", "accreditation"),
    [
        ("SGS", "UKAS", "UKAS", "named"),
        ("SGS", "not accredited", None, "unaccredited"),
        ("SGS", "none", None, "unaccredited"),
        ("SGS", "n/a", None, None),
        ("SGS (UKAS)", "", "UKAS", "named"),
    ],
)
def test_accreditation_of_a_row(desk, body, stated, kept, accreditation):
    _, certificate = one(desk, f"ISO 9001,Q-1,{body},{stated},2027-01-31,,,,,")
    assert certificate["certification_body"] == "SGS"
    assert certificate.get("accreditation_body") == kept
    assert certificate.get("accreditation") == accreditation


def test_unaccredited_takes_the_named_body_back(desk):
    one(desk, "ISO 9001,Q-1,SGS,UKAS,2027-01-31,,,,,")
    one(desk, "ISO 9001,Q-1,SGS,not accredited,2027-01-31,,,,,")
    certificate = desk.certificates()[0]
    assert certificate["accreditation"] == "unaccredited"
    assert certificate["accreditation_body"] == ""


def test_a_third_party_with_a_customer_is_a_contradiction(desk):
    sheet, certificate = one(desk, "ISO 9001,Q-1,SGS,,2027-01-31,third,Bosch,,,")
    assert certificate["party"] == "third"
    assert any("third party" in message for message in told(sheet))


def test_an_audit_has_its_party_buyers_and_people(desk):
    one(desk, "ISO 9001:2015,,,,,,Bosch; Siemens,2025-03-01,Jane Doe,passed with conditions")
    audit = desk.audits()[0]
    assert audit["party"] == "second"
    assert audit["buyers"] == ("Bosch", "Siemens")
    assert audit["done_on"] == date(2025, 3, 1)
    assert audit["lead_auditor"] == "Jane Doe"
    assert audit["result"] == "passed_with_conditions"
    assert (audit["standard"], audit["edition"]) == ("ISO 9001", "2015")


def test_a_future_audit_is_planned(desk):
    one(desk, "ISO 9001,,,,,second,Bosch,2027-03-01,Jane,planned")
    audit = desk.audits()[0]
    assert audit["planned_on"] == date(2027, 3, 1)
    assert "done_on" not in audit
    assert "result" not in audit


@pytest.mark.parametrize(
    ("header", "until"),
    [
        ("Next audit due", "next_due_on"),
        ("次回監査日", "next_due_on"),
        ("Planned on", "planned_on"),
    ],
)
def test_a_next_audit_ends_the_one_that_was_done(desk, header, until):
    head = f"Supplier,Standard,Party,Audit date,Result,{header}\n"
    desk.take(head + "ACME,ISO 9001,second,2026-01-10,passed,2026-06-30\n")
    audit = desk.audits()[0]
    assert audit["done_on"] == date(2026, 1, 10)
    assert {name for name in ("planned_on", "next_due_on") if name in audit} == {until}
    assert audit[until] == date(2026, 6, 30)


def test_a_known_body_as_auditor_conducted_the_audit(desk):
    one(desk, "ISO 9001,,,,,,,2025-03-01,SGS,passed")
    audit = desk.audits()[0]
    assert (audit["conducted_by"], audit["party"]) == ("SGS", "third")


def test_an_unknown_result_is_told_and_left_empty(desk):
    sheet, _ = one(desk, "ISO 9001,,,,,second,Bosch,2025-03-01,Jane,87 %")
    assert "87 %" in told(sheet)[0]
    assert "result" not in desk.audits()[0]


def test_a_result_that_comes_later_changes_the_audit(desk):
    one(desk, "ISO 9001,,,,,second,Bosch,2025-03-01,Jane,")
    sheet, _ = one(desk, "ISO 9001,,,,,second,Bosch,2025-03-01,Jane,failed")
    assert (sheet.audits.changed, sheet.audits.added) == (1, 0)
    assert desk.audits()[0]["result"] == "failed"


def test_auditor_and_result_without_a_date_go_into_the_notes(desk):
    _, certificate = one(desk, "ISO 9001,Q-1,SGS,,2027-01-31,,,,Jane,passed")
    assert certificate["notes"] == "Auditor: Jane\nResult: passed"


AUDITS = (
    "Supplier,Reference,Audit type,Standard,Planned on,Done on,Conducted by,Buyers,Result\n"
    "ACME Ltd,HG-1,supplier audit,ISO 9001,,2025-03-01,Kontor Services,Halden Grid AS,passed\n"
    "Beta AG,IA-2,internal audit,ISO 9001,2027-02-01,,Own staff,,\n"
)


def test_a_list_of_audits_numbers_audits_not_certificates(desk):
    sheet = desk.take(AUDITS)
    assert not desk.certificates()
    first, second = desk.audits()
    assert (first["reference"], first["done_on"]) == ("HG-1", date(2025, 3, 1))
    assert (first["conducted_by"], first["buyers"]) == ("Kontor Services", ("Halden Grid AS",))
    assert (second["planned_on"], second["party"]) == (date(2027, 2, 1), "first")
    assert "done_on" not in second
    assert sheet.columns["planned_on"] == "Planned on"
    assert desk.plan(AUDITS).is_empty


def test_a_planned_audit_that_was_done_is_the_same_audit(desk):
    desk.take(AUDITS)
    done = AUDITS.replace("2027-02-01,,Own staff,,", "2027-02-01,2026-11-02,Own staff,,passed")
    assert desk.take(done).audits.changed == 1
    assert desk.audits()[1]["done_on"] == date(2026, 11, 2)


def test_computed_columns_of_an_export_are_ignored(desk):
    text = "Supplier,Standard,Certificate No.,state (computed)\nACME,ISO 9001,Q-1,expired\n"
    sheet = desk.take(text)
    assert sheet.ignored_columns == ("state (computed)",)
    assert "status_as_printed" not in desk.certificates()[0]


def test_a_list_of_findings_is_refused_in_words(desk):
    text = "Supplier,Audit reference,Clause,Grading,Statement\nACME,HG-1,8.4,major,No record\n"
    with pytest.raises(UserError, match="lists findings"):
        desk.plan(text)


@pytest.mark.parametrize("number", ["ABC", "A", "x/y", "20250101"])
def test_a_number_is_what_the_header_says(desk, number):
    desk.take(f"Supplier,Standard,Certificate No.\nACME,ISO 9001,{number}\n")
    assert desk.certificates()[0]["number"] == number


@pytest.mark.parametrize(
    ("standard", "kind"),
    [
        ("Declaration of Conformity", "declaration"),
        ("EU-Konformitätserklärung", "declaration"),
        ("CE Declaration of Conformity", "declaration"),
        ("RoHS test report", "test_report"),
        ("CE certificate of conformity", "product"),
        ("Product safety rules", None),
    ],
)
def test_the_name_of_the_standard_tells_declarations_and_reports(desk, standard, kind):
    desk.take(f"Supplier,Standard,Certificate No.\nACME,{standard},Q-1\n")
    assert desk.certificates()[0].get("kind") == kind


@pytest.mark.parametrize(
    ("status", "on"),
    [
        ("Suspended since 2026-06-01", date(2026, 6, 1)),
        ("withdrawn (1 June 2026)", date(2026, 6, 1)),
        ("暂停 2026年6月1日", date(2026, 6, 1)),
        ("suspended until 2026-06-01", None),
        ("suspended 03/04/2026", None),
        ("suspended, see letter 12", None),
        ("suspended", None),
    ],
)
def test_a_day_beside_the_status_dates_it(desk, status, on):
    head = "Supplier,Standard,Certificate No.,Issue date,Expiry date,Status\n"
    sheet = desk.take(head + f'ACME,ISO 9001,Q-1,2025-01-01,2027-12-31,"{status}"\n')
    (event,) = desk.rows["status_event"].values()
    assert event.get("on") == on
    assert any("without a date" in message for message in told(sheet)) is (on is None)
