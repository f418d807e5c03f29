"""The real lists beside the project come out with the numbers their folder's README gives."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from domain.errors import UnreadableFile, UserError
from domain.import_plan import Change, HeldRecords, ImportPlan, Tally
from importing.plan import ImportOptions, plan_import
from tests.importing.planning import TODAY, Desk, told


@pytest.fixture
def plan(samples, directory):
    def make(name: str, held: HeldRecords | None = None, **options: Any) -> ImportPlan:
        return plan_import(
            [samples / name],
            held or HeldRecords(),
            today=TODAY,
            options=ImportOptions(**options),
            directory=directory,
        )

    return make


def added(plan: ImportPlan, record: str) -> list[Change]:
    return [change for change in plan.changes if change.record == record]


@pytest.fixture
def iscc(plan):
    return plan("02_iscc_valid_certificates.csv")


def test_iscc_certificates(iscc):
    (sheet,) = iscc.files[0].sheets
    assert (sheet.rows, sheet.header_row, sheet.rejected) == (6039, 1, ())
    assert sheet.certificates == Tally(added=6037, unchanged=2)
    assert sheet.columns == {
        "supplier": "holder",
        "holder": "holder",
        "number": "id",
        "certification_body": "body_long",
        "scope": "scope",
        "product": "materials",
        "valid_from": "valid_from",
        "expires_on": "valid_to",
        "status": "status",
    }
    certificates = [change.values for change in added(iscc, "certificate")]
    assert len({values["number"] for values in certificates}) == 6036
    assert len({values["certification_body"] for values in certificates}) == 69
    assert all(values["expires_on"] < TODAY for values in certificates)
    standards = Counter(values.get("standard", "") for values in certificates)
    assert {"ISCC EU", "ISCC PLUS", "ISCC CORSIA"} <= set(standards)
    assert all(values["kind"] == "scheme" for values in certificates if values.get("standard"))


def test_iscc_status_contradicts_every_date_and_the_split_is_offered(iscc):
    (sheet,) = iscc.files[0].sheets
    messages = told(sheet)
    assert sum("Status says “valid”; the certificate ended on" in m for m in messages) == 6037
    assert sum("also on record for another supplier" in m for m in messages) == 1
    (question,) = sheet.questions
    assert question.option == "--split supplier"
    assert not iscc.blocking


def test_iscc_holders_taken_apart(plan):
    split = plan("02_iscc_valid_certificates.csv", split=("supplier",))
    (sheet,) = split.files[0].sheets
    assert sheet.certificates == Tally(added=6037, unchanged=2)
    assert not sheet.questions
    suppliers = [change.values for change in added(split, "supplier")]
    first = suppliers[0]
    assert (first["name"], first["country"]) == ("C.I. Cargill de Colombia Ltda", "CO")
    located = sum(1 for values in suppliers if values.get("country"))
    assert located > 0.98 * len(suppliers)


def test_common_criteria_products(plan):
    found = plan("06_cc_portal_products_excerpt.csv")
    (sheet,) = found.files[0].sheets
    assert (sheet.rows, sheet.suppliers_added) == (4, 3)
    assert sheet.certificates == Tally(added=4)
    values = [change.values for change in added(found, "certificate")]
    assert {one["scope"] for one in values} == {
        "NetIQ Identity Manager 4.7",
        "Magic SSO V4.0",
        "Fortinet FortiGate w/ FortiOS v5.6.7",
    }
    assert {one["kind"] for one in values} == {"product"}
    assert [one["expires_on"] for one in values] == [
        date(2025, 6, 15),
        date(2024, 11, 15),
        date(2024, 5, 24),
        date(2024, 5, 24),
    ]
    assert told(sheet) == ["Nothing distinguishes it from row 4; both are kept."]


def test_facility_list(plan):
    found = plan("09_oar_facility_list_15.csv")
    (sheet,) = found.files[0].sheets
    assert (sheet.rows, sheet.suppliers_added) == (351, 351)
    assert sheet.certificates == Tally()
    assert sheet.columns == {"supplier": "name", "country": "country", "address": "address"}
    suppliers = [change.values for change in added(found, "supplier")]
    assert len({values["country"] for values in suppliers}) == 40
    assert {change.record for change in found.changes} == {"supplier"}


def test_old_and_new_workbook_are_one(plan):
    old, new = (
        plan(name) for name in ("10a_oar_facility_list_12.xls", "10b_oar_facility_list_12.xlsx")
    )
    assert [c.values for c in old.changes] == [c.values for c in new.changes]
    assert len(old.changes) == 15
    assert old.files[0].sheets == new.files[0].sheets


def test_vendor_template_gives_its_entities_and_says_why_not_the_rest(plan):
    found = plan("12_ciso_third_parties_template.xlsx")
    assert [sheet.sheet for sheet in found.files[0].sheets] == ["Entities"]
    assert found.files[0].sheets[0].suppliers_added == 3
    skipped = dict(found.files[0].skipped_sheets)
    assert set(skipped) == {"Solutions", "Contracts", "Representatives"}
    assert all("no column that names a supplier" in reason for reason in skipped.values())


def test_findings_template_is_refused_in_words(plan):
    with pytest.raises(UserError, match="no column that names a supplier"):
        plan("17_ciso_findings_template.xlsx")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("18_calamine_date.ods", UserError),
        ("18_calamine_date_1904.xlsx", UserError),
        ("18_calamine_merged_range.xlsx", UserError),
        ("18_calamine_issue_594_dos.ods", UnreadableFile),
        ("18_calamine_pass_protected.xlsx", UnreadableFile),
    ],
)
def test_files_that_are_no_lists_are_refused(plan, name, error):
    with pytest.raises(error):
        plan(f"robustness/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "02_iscc_valid_certificates.csv",
        "06_cc_portal_products_excerpt.csv",
        "09_oar_facility_list_15.csv",
        "10a_oar_facility_list_12.xls",
        "12_ciso_third_parties_template.xlsx",
    ],
)
def test_a_second_import_changes_nothing(samples, tmp_path, name):
    desk = Desk(tmp_path)
    desk.apply(desk.plan_files(samples / name))
    again = desk.plan_files(samples / name)
    assert again.is_empty
    for sheet in again.files[0].sheets:
        tally = sheet.certificates
        assert (tally.added, tally.changed, tally.absent) == (0, 0, 0)
        assert sheet.suppliers_added == 0
