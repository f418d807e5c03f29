"""The command line's public contract: options, exit codes, JSON."""

import csv
from datetime import datetime

import openpyxl
import pytest

from tests.reports.reading import letters, text_of
from tests.shell import DAY

CERTIFICATE_KEYS = {
    "supplier", "supplier_code", "country", "kind", "standard", "edition", "number",
    "certification_body", "accreditation_body", "scope", "issued_on", "expires_on",
    "effective_expiry", "state", "recognition", "cause", "recognition_reason", "superseded",
}  # fmt: skip
SUPPLIER_KEYS = {
    "supplier", "supplier_code", "country", "status", "standard", "recognition", "state",
    "effective_expiry", "verdict",
}  # fmt: skip
AUDIT_KEYS = {
    "supplier", "party", "kind", "standard", "planned_on", "done_on", "result", "buyers",
    "recognition", "current_until",
}  # fmt: skip
FINDING_KEYS = {
    "supplier", "grading", "statement", "due_on", "done_on", "verified_on", "overdue",
}  # fmt: skip
SHEET_KEYS = {
    "sheet", "header_row", "columns", "ignored_columns", "rows", "suppliers", "certificates",
    "audits", "rejected", "problems", "questions",
}  # fmt: skip

ONE_SUPPLIER = (
    "Supplier;Country;Standard;Certificate no;Issued by;Accreditation;Issued;Expires\n"
    "Elbtal GmbH;Germany;ISO 9001:2015;01 100;TÜV Rheinland;DAkkS;2025-09-18;2028-09-17\n"
)


def test_import_reports_what_it_did_and_a_second_time_changes_nothing(shell):
    sheet = shell.file("certificates.csv", ONE_SUPPLIER)
    first = shell.json("import", sheet, "--register", shell.register)
    assert first["applied"] is True
    (file,) = first["files"]
    (found,) = file["sheets"]
    assert set(found) >= SHEET_KEYS
    assert found["columns"]["expires_on"] == "Expires"
    assert found["header_row"] == 1
    assert found["certificates"] == {"added": 1, "changed": 0, "unchanged": 0, "absent": 0}
    again = shell.json("import", sheet, "--register", shell.register)
    assert again["files"][0]["sheets"][0]["certificates"]["unchanged"] == 1
    assert again["files"][0]["sheets"][0]["certificates"]["added"] == 0
    (row,) = shell.json("list", "certificates", "--register", shell.register, "--as-of", DAY)
    assert row["standard"] == "ISO 9001"
    assert row["edition"] in (2015, "2015")
    assert row["country"] == "DE"
    assert (row["state"], row["recognition"]) == ("valid", "widely_recognised")


def test_the_columns_told_are_fields_of_the_vocabulary(shell):
    sheet = shell.file("list.csv", "Supplier,Address,Country\nElbtal GmbH,Am Ufer 1,Germany\n")
    told = shell.json("import", sheet, "--register", shell.register)["files"][0]["sheets"][0]
    assert told["columns"] == {"supplier": "Supplier", "country": "Country"}
    assert told["ignored_columns"] == []


def test_a_dry_run_writes_nothing(shell):
    sheet = shell.file("certificates.csv", ONE_SUPPLIER)
    shown = shell.json("import", sheet, "--register", shell.register, "--dry-run")
    assert shown["applied"] is False
    assert shown["files"][0]["sheets"][0]["certificates"]["added"] == 1
    assert not shell.register.exists()


def test_an_undecidable_date_order_is_a_question_with_the_option_that_answers_it(shell):
    sheet = shell.file(
        "dates.csv", "Supplier,Standard,Number,Expiry date\nAcme Ltd,ISO 9001,1,03/04/2027\n"
    )
    asked = shell.json("import", sheet, "--register", shell.register, code=3)
    assert asked["applied"] is False
    questions = asked["files"][0]["sheets"][0]["questions"]
    assert any("--date-order" in question["option"] for question in questions)
    assert "--date-order" in shell.err
    assert not shell.register.exists()
    shell("import", sheet, "--register", shell.register, "--date-order", "dmy")
    (row,) = shell.json("list", "certificates", "--register", shell.register)
    assert row["expires_on"] == "2027-04-03"


def test_rows_without_a_supplier_are_refused_and_the_rest_is_taken(shell):
    sheet = shell.file(
        "holes.csv", ONE_SUPPLIER + ";Germany;ISO 9001;x;SGS;;2025-01-01;2027-01-01\n"
    )
    done = shell.json("import", sheet, "--register", shell.register)
    assert [item["row"] for item in done["files"][0]["sheets"][0]["rejected"]] == [3]


def test_errors_are_said_in_words_with_exit_1(shell):
    empty = shell.file("empty.csv", "")
    assert shell.json("import", empty, "--register", shell.register, code=1)["error"]
    assert "empty.csv" in shell.err
    assert shell.json("list", "suppliers", "--register", shell.register, code=1)["error"]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "nonsense"),
        ("list", "suppliers", "--as-of", "23.11.2026"),
        ("export", "all", "--out", "everything.csv"),
        ("report", "supplier", "--out", "x.pdf"),
        ("import",),
        ("import", "x.csv", "--default", "no_such_field=1"),
    ],
)
def test_wrong_usage_is_exit_2(shell, words):
    shell(*words, code=2)


def test_lists_carry_the_fields_of_the_contract(sampled):
    for kind, keys in {
        "suppliers": SUPPLIER_KEYS,
        "certificates": CERTIFICATE_KEYS,
        "audits": AUDIT_KEYS,
        "findings": FINDING_KEYS,
    }.items():
        found = sampled.json("list", kind, "--register", sampled.register, "--as-of", DAY)
        assert found
        for row in found:
            assert set(row) >= keys


def test_the_sample_shows_every_level_state_and_verdict(sampled):
    where = ("--register", sampled.register, "--as-of", DAY)
    certificates = sampled.json("list", "certificates", *where)
    suppliers = sampled.json("list", "suppliers", "--buyer", "Halden Grid AS", *where)
    assert {row["recognition"] for row in certificates} == {
        "not_recognised", "unproven", "one_customer", "widely_recognised",
    }  # fmt: skip
    assert {row["cause"] for row in certificates} >= {"unknown", "refuted"}
    assert {row["state"] for row in certificates} == {
        "valid", "soon", "urgent", "expired", "suspended", "withdrawn", "not_yet_valid", "undated",
    }  # fmt: skip
    assert {row["verdict"] for row in suppliers} == {"qualified", "conditional", "not_qualified"}
    assert "none" in {row["recognition"] for row in suppliers}


def test_list_as_csv_has_the_same_rows(sampled):
    where = ("--register", sampled.register, "--as-of", DAY)
    text = sampled("list", "certificates", *where, "--csv")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len(sampled.json("list", "certificates", *where))


def test_assess_explains_every_verdict(sampled):
    found = sampled.json("assess", "--register", sampled.register, "--as-of", DAY)
    for judged in found:
        effects = {rule["effect"] for rule in judged["rules"]}
        worst = (
            "not_qualified" if "not_qualified" in effects
            else "conditional" if "conditional" in effects
            else "qualified"
        )  # fmt: skip
        assert judged["verdict"] == worst
        assert all(rule["reason"] for rule in judged["rules"])
    one = sampled.json(
        "assess", "--register", sampled.register, "--supplier", "S-0010", "--as-of", DAY
    )
    assert [judged["supplier"] for judged in one] == ["Thai Electrical Tape Co., Ltd."]


@pytest.mark.parametrize(
    "option", [("--supplier", "Nobody"), ("--buyer", "Nobody"), ("--profile", "None")]
)
def test_an_unknown_name_is_exit_1(sampled, option):
    sampled("assess", "--register", sampled.register, *option, code=1)
    assert option[1] in sampled.err


def test_reports_are_written_and_nothing_is_replaced_without_force(sampled):
    out = sampled.folder / "list.pdf"
    where = ("--register", sampled.register, "--as-of", DAY)
    sampled("report", "register", *where, "--out", out)
    assert out.read_bytes().startswith(b"%PDF")
    before = out.read_bytes()
    sampled("report", "register", *where, "--out", out, code=1)
    assert "--force" in sampled.err
    assert out.read_bytes() == before
    sampled("report", "register", *where, "--out", out, "--force")
    assert out.read_bytes() == before  # equal input, equal bytes
    sampled("report", "expiry", *where, "--out", sampled.folder / "expiry.pdf")
    sampled(
        "report", "supplier", *where, "--supplier", "S-0004", "--buyer", "Halden Grid AS",
        "--out", sampled.folder / "one.pdf",
    )  # fmt: skip
    assert (sampled.folder / "one.pdf").read_bytes().startswith(b"%PDF")


def test_reports_for_all_are_one_file_each(sampled):
    folder = sampled.folder / "all"
    where = ("--register", sampled.register, "--as-of", DAY)
    sampled("report", "supplier", "--all", *where, "--out", folder)
    suppliers = sampled.json("list", "suppliers", *where)
    assert len(list(folder.glob("*.pdf"))) == len(suppliers)


@pytest.mark.parametrize("kind", ["suppliers", "certificates", "audits"])
def test_an_exported_workbook_imports_again_as_unchanged(sampled, kind):
    out = sampled.folder / "export.xlsx"
    where = ("--register", sampled.register)
    sampled("export", kind, *where, "--as-of", DAY, "--out", out)
    done = sampled.json("import", out, *where)
    (sheet,) = done["files"][0]["sheets"]
    for record in ("certificates", "audits"):
        assert (sheet[record]["added"], sheet[record]["changed"]) == (0, 0)
    assert sheet["suppliers"]["added"] == 0
    assert sheet["rejected"] == []


@pytest.mark.parametrize(
    ("kind", "left_out"),
    [
        ("audits", "4 audits by other customers were left out; they are confidential."),
        ("findings", "4 findings by other customers were left out; they are confidential."),
        ("all", "4 audits and 4 findings by other customers were left out; they are confidential."),
        ("programme", ""),
    ],
)
def test_an_export_for_a_buyer_leaves_out_other_buyers_audits(sampled, kind, left_out):
    out = sampled.folder / "for-halden.xlsx"
    where = ("--register", sampled.register, "--as-of", DAY)
    sampled("export", kind, *where, "--buyer", "Halden Grid AS", "--out", out)
    assert sampled.err.strip() == left_out
    whole = sampled.folder / "whole.xlsx"
    sampled("export", kind, *where, "--out", whole)
    assert sampled.err == ""
    for name in ("audits", "findings"):  # lists stay whole
        for_halden = sampled.json("list", name, *where, "--buyer", "Halden Grid AS")
        assert len(for_halden) == len(sampled.json("list", name, *where))
    rows = openpyxl.load_workbook(out)
    everything = openpyxl.load_workbook(whole)
    if left_out:
        for sheet in rows.sheetnames:
            fewer = 4 if sheet in ("Audits", "Findings") else 0
            assert rows[sheet].max_row == everything[sheet].max_row - fewer, sheet


def test_a_report_lists_other_buyers_audits_only_when_asked(sampled):
    where = ("--register", sampled.register, "--as-of", DAY, "--supplier", "S-0020",
             "--buyer", "Halden Grid AS")  # fmt: skip
    texts = []
    for name, more in (("counted", ()), ("listed", ("--other-buyers",))):
        out = sampled.folder / f"{name}.pdf"
        sampled("report", "supplier", *where, *more, "--out", out)
        texts.append(letters(text_of(out.read_bytes())))
    counted, listed = texts
    assert letters("2 audits for other customers are on record") in counted
    assert letters("Not recognised for Halden Grid AS") in listed
    audits = sampled.json("list", "audits", *where[:4])
    secret = [a["reference"] for a in audits
              if a["supplier_code"] == "S-0020" and a["party"] == "second"]  # fmt: skip
    assert len(secret) == 2
    for reference in filter(None, secret):
        assert letters(reference) in listed
        assert letters(reference) not in counted


def test_backup_check_and_restore(sampled):
    copy = sampled.folder / "copy.attesta"
    sampled("backup", "--register", sampled.register, "--out", copy)
    assert sampled.json("check", "--register", sampled.register)["ok"] is True
    other = sampled.folder / "other.attesta"
    sampled("restore", copy, "--register", other)
    sampled("restore", copy, "--register", other, code=1)
    assert "--force" in sampled.err
    sampled("restore", copy, "--register", other, "--force")
    a = sampled.json("list", "suppliers", "--register", sampled.register, "--as-of", DAY)
    b = sampled.json("list", "suppliers", "--register", other, "--as-of", DAY)
    assert a == b


def test_the_large_public_list_comes_in_whole(shell, samples):
    file = samples / "02_iscc_valid_certificates.csv"
    done = shell.json("import", file, "--register", shell.register)
    (sheet,) = done["files"][0]["sheets"]
    assert sheet["rows"] == 6039
    assert any("--split" in question["option"] for question in sheet["questions"])
    rows = shell.json("list", "certificates", "--register", shell.register, "--as-of", DAY)
    assert len(rows) == 6037
    assert {row["state"] for row in rows} == {"expired"}
    again = shell.json("import", file, "--register", shell.register)
    (sheet,) = again["files"][0]["sheets"]
    assert sheet["certificates"] == {"added": 0, "changed": 0, "unchanged": 6039, "absent": 0}


def test_one_list_as_xls_and_as_xlsx_gives_the_same_register(shell, samples):
    found = []
    for name in ("10a_oar_facility_list_12.xls", "10b_oar_facility_list_12.xlsx"):
        register = shell.folder / f"{name}.attesta"
        shell("import", samples / name, "--register", register)
        found.append(shell.json("list", "suppliers", "--register", register, "--as-of", DAY))
    assert found[0] == found[1]
    assert len(found[0]) == 15


def test_a_supplier_list_without_certificates(shell, samples):
    shell("import", samples / "09_oar_facility_list_15.csv", "--register", shell.register)
    suppliers = shell.json("list", "suppliers", "--register", shell.register, "--as-of", DAY)
    assert len(suppliers) == 351
    assert len({row["country"] for row in suppliers}) == 40
    assert shell.json("list", "certificates", "--register", shell.register) == []


def test_a_list_of_findings_is_refused_in_words(shell, samples):
    file = samples / "17_ciso_findings_template.xlsx"
    assert shell.json("import", file, "--register", shell.register, code=1)["error"]
    assert not shell.register.exists()


def test_the_day_defaults_to_today(sampled):
    today = datetime.now().astimezone().date().isoformat()
    for asked in (("list", "certificates"), ("list", "suppliers"), ("assess",)):
        by_default = sampled.json(*asked, "--register", sampled.register)
        named = sampled.json(*asked, "--register", sampled.register, "--as-of", today)
        assert by_default == named
