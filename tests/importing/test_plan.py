"""What an import would do, against what the register holds (identity, renewals, blanks)."""

from datetime import date

import pytest

from domain.errors import UserError
from domain.import_plan import Action, Tally
from importing.reader import ReadCancelled
from tests.importing.planning import Desk, told

HEAD = "Supplier,Standard,Certificate No.,Issue date,Expiry date,Scope\n"
ACME = "ACME Ltd,ISO 9001:2015,Q-1,2023-02-01,2026-01-31,Tape\n"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_first_list_adds_everything(desk):
    sheet = desk.take(HEAD + ACME)
    assert (sheet.rows, sheet.suppliers_added, sheet.suppliers_matched) == (1, 1, 0)
    assert sheet.certificates == Tally(added=1)
    (certificate,) = desk.certificates()
    assert certificate["standard"] == "ISO 9001"
    assert certificate["edition"] == "2015"
    assert certificate["number"] == "Q-1"
    assert certificate["expires_on"] == date(2026, 1, 31)
    assert certificate["kind"] == "management_system"


def test_the_same_list_twice_changes_nothing(desk):
    text = HEAD + ACME + "Beta AG,UL 510,E77,,,\nGamma,,,,,\n"
    desk.take(text)
    plan = desk.plan(text)
    sheet = plan.files[0].sheets[0]
    assert plan.is_empty
    assert sheet.certificates == Tally(unchanged=2)
    assert (sheet.suppliers_added, sheet.suppliers_matched) == (0, 3)
    assert {row.action for row in sheet.planned} == {Action.UNCHANGED}


def test_a_correction_changes_the_certificate(desk):
    desk.take(HEAD + ACME)
    sheet = desk.take(HEAD + ACME.replace("Tape", "Tape and film"))
    assert sheet.certificates == Tally(changed=1)
    assert sheet.planned[0].action is Action.CHANGE
    assert sheet.planned[0].before == {"scope": "Tape"}
    assert [c["scope"] for c in desk.certificates()] == ["Tape and film"]


def test_a_moved_expiry_with_the_same_issue_is_a_correction(desk):
    desk.take(HEAD + ACME)
    sheet = desk.take(HEAD + ACME.replace("2026-01-31", "2026-02-28"))
    assert sheet.certificates == Tally(changed=1)
    assert sheet.planned[0].before == {"expires_on": "31 Jan 2026"}
    assert sheet.planned[0].values["expires_on"] == "28 Feb 2026"


def test_later_issue_and_expiry_is_a_renewal(desk):
    desk.take(HEAD + ACME)
    newer = HEAD + ACME.replace("2023-02-01", "2026-01-20").replace("2026-01-31", "2029-01-31")
    sheet = desk.take(newer)
    assert sheet.certificates == Tally(added=1)
    assert sheet.planned[0].action is Action.CHANGE
    assert "Renewal" in sheet.planned[0].note
    old, new = desk.certificates()
    assert new["supersedes_id"] == old["id"] if "id" in old else new["supersedes_id"]
    assert desk.plan(newer).is_empty
    assert desk.plan(newer).files[0].sheets[0].certificates == Tally(unchanged=1)


def test_a_renewal_within_one_list_supersedes_too(desk):
    renewed = ACME.replace("2023-02-01", "2026-01-20").replace("2026-01-31", "2029-01-31")
    sheet = desk.take(HEAD + renewed + ACME)
    assert sheet.certificates == Tally(added=2)
    assert sum("supersedes_id" in c for c in desk.certificates()) == 1
    assert desk.plan(HEAD + renewed + ACME).is_empty


def test_blank_cells_never_erase(desk):
    desk.take(HEAD + ACME)
    sheet = desk.take(HEAD + "ACME Ltd,ISO 9001,Q-1,,,\n")
    assert sheet.certificates == Tally(unchanged=1)
    assert desk.certificates()[0]["scope"] == "Tape"
    assert desk.certificates()[0]["expires_on"] == date(2026, 1, 31)


def test_blanks_on_record_are_filled(desk):
    desk.take(HEAD + "ACME Ltd,ISO 9001,Q-1,,,\n")
    assert desk.take(HEAD + ACME).certificates == Tally(changed=1)
    assert desk.certificates()[0]["expires_on"] == date(2026, 1, 31)


def test_rows_equal_in_everything_count_once(desk):
    sheet = desk.take(HEAD + ACME + ACME)
    assert sheet.certificates == Tally(added=1, unchanged=1)
    assert "Equal to row 2" in sheet.planned[1].note


def test_rows_without_a_number_that_nothing_distinguishes_are_both_kept(desk):
    head = HEAD.strip() + ",Colour\n"
    text = head + "ACME,ISO 9001,,2023-01-01,2026-01-01,Tape,red\n" * 1
    text += "ACME,ISO 9001,,2023-01-01,2026-01-01,Tape,blue\n"
    sheet = desk.take(text)
    assert sheet.certificates == Tally(added=2)
    assert told(sheet) == ["Nothing distinguishes it from row 2; both are kept."]
    assert sheet.planned[1].action is Action.DOUBTFUL
    assert desk.plan(text).is_empty


def test_without_a_number_the_scope_tells_certificates_apart(desk):
    text = HEAD + "ACME,ISO 9001,,,2026-01-01,Tape\nACME,ISO 9001,,,2026-01-01,Film\n"
    assert desk.take(text).certificates == Tally(added=2)
    assert told(desk.take(text)) == []


def test_one_number_over_two_sites_is_one_certificate(desk):
    head = "Supplier,Site,Standard,Certificate No.,Expiry date\n"
    text = head + "ACME,Hanoi,ISO 9001,Q-1,2027-01-01\nACME,Hue,ISO 9001,Q-1,2027-01-01\n"
    sheet = desk.take(text)
    assert sheet.certificates == Tally(added=1, unchanged=1)
    assert desk.certificates()[0]["sites"] == ("Hanoi", "Hue")
    assert desk.plan(text).is_empty


def test_one_file_number_over_two_products_is_two_certificates(desk):
    head = "Supplier,Standard,UL file number,Product\n"
    text = head + "ACME,UL 510,E1234,Tape 10\nACME,UL 510,E1234,Tape 20\n"
    sheet = desk.take(text)
    assert sheet.certificates == Tally(added=2)
    assert {c["product"] for c in desk.certificates()} == {"Tape 10", "Tape 20"}
    assert {c["file_number"] for c in desk.certificates()} == {"E1234"}
    assert desk.plan(text).is_empty


def test_several_standards_in_a_cell_are_several_certificates(desk):
    text = HEAD + 'ACME,"ISO 9001:2015, ISO 14001:2015",Q-1; E-1,,2027-01-01,\n'
    assert desk.take(text).certificates == Tally(added=2)
    assert {(c["standard"], c["number"]) for c in desk.certificates()} == {
        ("ISO 9001", "Q-1"),
        ("ISO 14001", "E-1"),
    }
    assert desk.plan(text).is_empty


def test_the_number_joins_where_the_standard_is_missing(desk):
    desk.take(HEAD + ACME)
    sheet = desk.take("Supplier,Certificate No.,Expiry date\nACME Ltd,Q-1,2026-01-31\n")
    assert sheet.certificates == Tally(unchanged=1)


def test_a_number_that_comes_later_fills_the_certificate(desk):
    desk.take(HEAD + "ACME Ltd,ISO 9001,,2023-02-01,2026-01-31,\n")
    assert desk.take(HEAD + ACME).certificates == Tally(changed=1)
    assert desk.certificates()[0]["number"] == "Q-1"


def test_what_left_the_list_is_absent_and_stays(desk):
    other = "Beta AG,ISO 14001,E-9,2024-01-01,2027-01-01,\n"
    third = "Gamma,ISO 9001,G-3,2024-01-01,2027-01-01,\n"
    desk.take(HEAD + ACME + other + third)
    sheet = desk.take(HEAD + ACME + third, name="newer.csv")
    assert sheet.certificates == Tally(unchanged=2, absent=1)
    assert len(desk.certificates()) == 3


def test_another_list_does_not_make_the_first_one_absent(desk):
    desk.take(HEAD + ACME + "Beta AG,ISO 14001,E-9,2024-01-01,2027-01-01,\n")
    sheet = desk.take(HEAD + "Delta,ISO 9001,D-1,2024-01-01,2027-01-01,\n", name="other.csv")
    assert sheet.certificates == Tally(added=1)


def test_a_replaced_number_of_the_same_supplier_is_absent(desk):
    desk.take(HEAD + ACME)
    sheet = desk.take(HEAD + ACME.replace("Q-1", "Q-2"))
    assert sheet.certificates == Tally(added=1, absent=1)


def test_only_a_row_without_a_supplier_is_refused(desk):
    sheet = desk.take(HEAD + ",ISO 9001,X,,2027-01-01,\n" + ACME + "Beta,,,,,\n")
    assert sheet.rejected == ((2, "No supplier is named in this row."),)
    assert sheet.planned[0].action is Action.REFUSED
    assert (sheet.rows, sheet.suppliers_added) == (3, 2)


def test_a_list_without_any_supplier_is_refused_in_words(desk):
    with pytest.raises(UserError, match="no row names a supplier"):
        desk.plan(HEAD + ",ISO 9001,X,,2027-01-01,\n")


def test_an_impossible_date_is_told_and_the_row_kept(desk):
    sheet = desk.take(HEAD + "ACME,ISO 9001,Q-1,2023-02-01,2027-02-31,\n")
    assert sheet.problems[0].column == "Expiry date"
    assert sheet.problems[0].value == "2027-02-31"
    assert "expires_on" not in desk.certificates()[0]
    assert sheet.planned[0].action is Action.DOUBTFUL


def test_an_undecidable_order_is_a_blocking_question(desk):
    text = "Supplier,Expiry date\nACME,03/04/2027\n"
    (question,) = desk.plan(text).blocking
    assert "03/04/2027" in question.message
    assert question.option.startswith("--date-order")
    plan = desk.plan(text, date_order="dmy")
    assert not plan.blocking
    assert plan.changes[-1].values["expires_on"] == date(2027, 4, 3)


def test_a_status_never_overrides_dates(desk):
    head = "Supplier,Certificate No.,Expiry date,Status\n"
    sheet = desk.take(head + "ACME,Q-1,2023-03-12,valid\nBeta,B-1,2028-01-01,expired\n")
    assert told(sheet) == [
        "Status says “valid”; the certificate ended on 12 March 2023.",
        "Status says “expired”; by its date it runs until 1 January 2028.",
    ]
    assert not desk.rows["status_event"]
    assert desk.certificates()[0]["status_as_printed"] == "valid"


def test_suspended_and_withdrawn_become_undated_events_once(desk):
    text = "Supplier,Certificate No.,Expiry date,Status\n"
    text += "ACME,Q-1,2028-03-12,suspended\nBeta,B-1,2028-01-01,revoked\n"
    assert len(told(desk.take(text))) == 2
    kinds = [event["kind"] for event in desk.rows["status_event"].values()]
    assert kinds == ["suspended", "withdrawn"]
    assert all("on" not in event for event in desk.rows["status_event"].values())
    assert desk.plan(text).is_empty
    sheet = desk.take(text.replace("suspended", "valid"))
    assert "Status says “valid”; the register has it as suspended." in told(sheet)


def test_incomplete_records_are_kept_and_listed(desk):
    head = "Supplier,Standard,Certificate No.,Certification body,Expiry date,Audit party\n"
    sheet = desk.take(
        head + "ACME,ISO 9001,,SGS,2028-01-01,\nBeta,ISO 9001,B-1,,,\nGama,ISO 9001,,,,\n"
        "Delta,ISO 9001,D-1,SGS,2028-01-01,\nEta,ISO 9001,E-1,,2028-01-01,self-assessment\n"
    )
    assert sheet.certificates == Tally(added=5)
    assert [(one.row, one.column, one.message) for one in sheet.problems] == [
        (2, "Certificate No.", "Incomplete: no number."),
        (3, "Certification body", "Incomplete: no issuer and no expiry date."),
        (4, "Certificate No.", "Incomplete: no number, no issuer and no expiry date."),
    ]


def test_one_number_at_two_suppliers_is_hinted_at(desk):
    text = HEAD + ACME + ACME.replace("ACME Ltd", "Beta AG")
    sheet = desk.take(text)
    assert sheet.certificates == Tally(added=2)
    assert any("also on record for another supplier" in message for message in told(sheet))


def test_one_number_at_two_suppliers_is_hinted_at_across_lists(desk):
    other = HEAD + ACME.replace("ACME Ltd", "Beta AG")
    desk.take(HEAD + ACME)
    assert not any("another supplier" in message for message in told(desk.take(HEAD + ACME)))
    assert any("another supplier" in message for message in told(desk.take(other)))
    files = desk.write(HEAD + ACME, "a.csv"), desk.write(other, "b.csv")
    _, second = desk.plan_files(*files).files
    assert any("another supplier" in problem.message for problem in second.sheets[0].problems)


def test_cancelling_stops_and_progress_arrives(desk, tmp_path):
    from domain.directory import Directory
    from importing.plan import ImportOptions, plan_import
    from tests.importing.planning import TODAY

    rows = "".join(f"Maker {n} Ltd,ISO 9001,N-{n},,2027-01-01,\n" for n in range(300))
    path = desk.write(HEAD + rows)
    seen: list[tuple[int, int]] = []
    more = {"today": TODAY, "options": ImportOptions(), "directory": Directory.load()}
    plan_import([path], desk.held(), progress=lambda *at: seen.append(at), **more)
    assert seen[-1][0] == seen[-1][1] > 0
    assert seen == sorted(seen)
    with pytest.raises(ReadCancelled):
        plan_import([path], desk.held(), cancelled=lambda: True, **more)


def test_rows_of_one_certificate_fill_each_other_and_the_first_leads(desk):
    head = "Supplier,Standard,Certificate No.,Expiry date,Scope,Certification body\n"
    text = head + "ACME,ISO 9001,q-1,2027-01-01,,SGS\nACME,ISO 9001,Q-1,2027-01-01,Tape,\n"
    sheet = desk.take(text)
    assert sheet.certificates == Tally(added=1, unchanged=1)
    (certificate,) = desk.certificates()
    assert (certificate["number"], certificate["scope"]) == ("q-1", "Tape")
    assert sheet.planned[1].note == "The same certificate as row 2."
    assert desk.plan(text).is_empty


def test_the_preview_shows_the_standard_that_only_the_number_names(desk):
    sheet = desk.take("Supplier,Certificate no\nAcme,EU-ISCC-Cert-DE105-86436004\n")
    assert sheet.planned[0].values["standard"] == "ISCC EU"
