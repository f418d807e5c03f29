"""Whom a row means, what it says of the supplier, and the user's answers."""

import openpyxl
import pytest

from domain.errors import UserError
from domain.import_plan import Action, New, Tally
from tests.importing.planning import Desk, told


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.mark.parametrize(
    "name", ["ACME Co., Ltd.", "acme co ltd", "ACME Company Limited", "ＡＣＭＥ  Co. Ltd"]
)
def test_the_exact_key_forgives_case_width_spaces_and_legal_form(desk, name):
    desk.take("Supplier\tCountry\nACME Co., Ltd.\tVN\n")
    sheet = desk.take(f"Supplier\tCountry\n{name}\tVN\n")
    assert (sheet.suppliers_added, sheet.suppliers_matched) == (0, 1)


def test_the_code_goes_before_the_name(desk):
    desk.take("Supplier code,Supplier\nS-1,ACME Ltd\n")
    sheet = desk.take("Supplier code,Supplier\nS-1,ACME Holdings Ltd\n")
    assert sheet.suppliers_matched == 1
    assert sheet.planned[0].before == {"supplier": "ACME Ltd"}
    assert desk.suppliers()[0]["name"] == "ACME Holdings Ltd"


def test_different_codes_keep_one_name_apart(desk):
    desk.take("Supplier code,Supplier\nS-1,ACME Ltd\n")
    assert desk.take("Supplier code,Supplier\nS-2,ACME Ltd\n").suppliers_added == 1


def test_a_near_name_is_offered_and_kept_apart(desk):
    desk.take("Supplier,Country\nNam Viet Tape Company,VN\n")
    text = "Supplier,Country\nNam Viet Tapes Company,VN\n"
    plan = desk.plan(text)
    (question,) = plan.files[0].sheets[0].questions
    assert question.about == "near_supplier"
    assert not question.blocking
    assert "Nam Viet Tape Company" in question.message
    assert plan.files[0].sheets[0].planned[0].action is Action.DOUBTFUL
    assert isinstance(plan.changes[0].ref, New)


def test_answers_merge_or_settle_a_near_name(desk):
    desk.take("Supplier,Country\nNam Viet Tape Company,VN\n")
    text = "Supplier,Country\nNam Viet Tapes Company,VN\n"
    merged = desk.plan(text, supplier_answers={"Nam Viet Tapes Company": 1})
    assert merged.is_empty
    assert merged.files[0].sheets[0].suppliers_matched == 1
    kept = desk.plan(text, supplier_answers={"Nam Viet Tapes Company": None})
    assert not kept.files[0].sheets[0].questions
    assert kept.files[0].sheets[0].suppliers_added == 1


def test_several_suppliers_of_one_name_block_until_a_code_tells(desk):
    desk.take("Supplier code,Supplier\nS-1,ACME Ltd\nS-2,ACME Ltd\n")
    (question,) = desk.plan("Supplier,Country\nACME Ltd,VN\n").blocking
    assert "supplier_code" in question.option
    plan = desk.plan("Supplier code,Supplier,Country\nS-2,ACME Ltd,VN\n")
    assert not plan.blocking
    assert plan.changes[0].ref == 2


def test_korea_is_asked_about_never_guessed(desk):
    text = "Supplier,Country\nACME Ltd,Korea\nBeta Ltd,Vietnam\n"
    sheet = desk.take(text)
    assert "South Korea or North Korea" in told(sheet)[0]
    assert sheet.questions[0].option == "--default country=CODE"
    assert "country" not in desk.suppliers()[0]
    desk.take(text, defaults={"country": "KR"})
    assert desk.suppliers()[0]["country"] == "KR"


def test_the_first_country_of_a_list_stays(desk):
    text = "Supplier,Country\nACME Ltd,VN\nACME Ltd,TH\n"
    assert "another country" in told(desk.take(text))[0]
    assert desk.plan(text).is_empty


def test_a_newer_country_and_address_change_the_supplier(desk):
    desk.take("Supplier,Country,Address\nACME Ltd,VN,1 Old Road\n")
    sheet = desk.take("Supplier,Country,Address\nACME Ltd,TH,2 New Road\n")
    assert sheet.planned[0].action is Action.CHANGE
    assert sheet.planned[0].before == {"country": "Vietnam", "address": "1 Old Road"}


HOLDERS = (
    "holder,id\n"
    '"Lorin Oils Ltd., Nightingale Road 207, London, United Kingdom",EU-ISCC-Cert-DE105-1\n'
    '"Nobian B.V., Oosterhorn 4, Farmsum, Netherlands",ISCC-PLUS-Cert-DE100-2\n'
)


def test_a_holder_cell_is_imported_whole_and_the_split_offered(desk):
    sheet = desk.take(HOLDERS)
    (question,) = sheet.questions
    assert (question.about, question.option) == ("split", "--split supplier")
    assert not question.blocking
    assert desk.suppliers()[0]["name"].endswith("London, United Kingdom")
    assert "country" not in desk.suppliers()[0]
    assert [c["standard"] for c in desk.certificates()] == ["ISCC EU", "ISCC PLUS"]


@pytest.mark.parametrize("field", ["supplier", "holder"])
def test_split_takes_the_cell_apart(desk, field):
    sheet = desk.take(HOLDERS, split=(field,))
    assert not sheet.questions
    first = desk.suppliers()[0]
    assert (first["name"], first["country"]) == ("Lorin Oils Ltd.", "GB")
    assert first["address"] == "Nightingale Road 207, London"
    assert desk.certificates()[0]["holder"].endswith("United Kingdom")


def test_defaults_fill_empty_cells_only(desk):
    text = "Supplier,Standard,Certificate No.\nACME,,Q-1\nBeta,ISO 14001,Q-2\n"
    desk.take(text, defaults={"standard": "ISO 9001", "expires_on": "2027-12-31"})
    assert [c["standard"] for c in desk.certificates()] == ["ISO 9001", "ISO 14001"]
    assert {str(c["expires_on"]) for c in desk.certificates()} == {"2027-12-31"}


def test_a_mapping_names_columns_nobody_would_guess(desk):
    text = "Blob,Blub\nACME Ltd,Q-1\n"
    with pytest.raises(UserError, match="No row of column titles"):
        desk.plan(text)
    sheet = desk.take(text, mapping={"supplier": "Blob", "number": "Blub"})
    assert sheet.columns == {"supplier": "Blob", "number": "Blub"}
    assert sheet.certificates == Tally(added=1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"mapping": {"colour": "Supplier"}}, "no field"),
        ({"mapping": {"supplier": "Nowhere"}}, "no column headed"),
        ({"defaults": {"colour": "red"}}, "no field"),
        ({"defaults": {"expires_on": "soon"}}, "no date"),
        ({"split": ("number",)}, "cannot be split"),
        ({"date_order": "ydm"}, "no date order"),
        ({"sheets": ("Nope",)}, "no sheet named"),
    ],
)
def test_wrong_options_are_refused_in_words(desk, options, words):
    with pytest.raises(UserError, match=words):
        desk.plan("Supplier,Country\nACME,VN\n", **options)


def workbook(folder):
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Suppliers"
    for row in (["Supplier", "Supplier code"], ["ACME Ltd", "S-1"], ["Beta AG", "S-2"]):
        first.append(row)
    second = book.create_sheet("Certificates")
    for row in (
        ["Supplier code", "Standard", "Certificate No.", "Expiry date"],
        ["S-1", "ISO 9001", 12345, "2027-01-31"],
        ["S-9", "ISO 9001", 777, "2027-01-31"],
    ):
        second.append(row)
    book.create_sheet("Charts").append(["nothing here"])
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_sheets_are_planned_one_after_the_other(desk, tmp_path):
    plan = desk.plan_files(workbook(tmp_path))
    (file,) = plan.files
    suppliers, certificates = file.sheets
    assert (suppliers.suppliers_added, certificates.suppliers_matched) == (2, 1)
    assert certificates.certificates == Tally(added=1)
    assert certificates.rejected[0][0] == 3
    assert "S-9" in certificates.rejected[0][1]
    assert [name for name, _ in file.skipped_sheets] == ["Charts"]
    desk.apply(plan)
    assert desk.certificates()[0]["number"] == "12345"


def test_only_the_sheets_asked_for(desk, tmp_path):
    plan = desk.plan_files(workbook(tmp_path), sheets=("suppliers",))
    assert [sheet.sheet for sheet in plan.files[0].sheets] == ["Suppliers"]


def test_several_files_are_one_plan(desk):
    head = "Supplier,Standard,Certificate No.,Expiry date\n"
    one = desk.write(head + "ACME Ltd,ISO 9001,Q-1,2027-01-31\n", "one.csv")
    two = desk.write(head + "ACME Ltd,ISO 9001,Q-1,2027-01-31\nBeta,ISO 9001,Q-2,2027-01-31\n",
                     "two.csv")  # fmt: skip
    plan = desk.plan_files(one, two)
    first, second = (file.sheets[0] for file in plan.files)
    assert (first.certificates, second.certificates) == (
        Tally(added=1),
        Tally(added=1, unchanged=1),
    )
    assert (second.suppliers_added, second.suppliers_matched) == (1, 1)


def test_every_new_record_comes_before_it_is_named(desk):
    head = "Supplier,Site,Standard,Certificate No.,Expiry date,Party,Commissioned by,Audit date\n"
    plan = desk.plan(head + "ACME,Hue,ISO 9001,Q-1,2027-01-31,second,Bosch,2025-01-31\n")
    known: set[New] = set()
    for change in plan.changes:
        named = {value for value in change.values.values() if isinstance(value, New)}
        assert named <= known
        if isinstance(change.ref, New):
            known.add(change.ref)


@pytest.mark.parametrize("name", ["S1", "3M", "V-001", "1234", "France"])
def test_a_column_headed_supplier_names_the_suppliers_whatever_it_holds(desk, name):
    sheet = desk.take(f"Supplier,Standard,Certificate No.\n{name},ISO 9001,Q-1\n")
    assert sheet.columns["supplier"] == "Supplier"
    assert [supplier["name"] for supplier in desk.suppliers()] == [name]


def test_a_column_of_supplier_numbers_finds_the_suppliers_on_record(desk):
    desk.take("Supplier code,Supplier\nV-001,ACME Ltd\n")
    sheet = desk.take("Supplier,Standard,Certificate No.\nV-001,ISO 9001,Q-1\n")
    assert (sheet.suppliers_added, sheet.suppliers_matched) == (0, 1)
    assert desk.suppliers()[0]["name"] == "ACME Ltd"
