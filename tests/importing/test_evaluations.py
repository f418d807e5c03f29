"""Lists of suppliers' performance become evaluations, and nothing else does."""

from datetime import date

import pytest

from domain.import_plan import Action, Tally
from domain.vocabulary import SupplierClass
from importing.evaluations import read_class, read_period
from importing.figures import Scale, read_figure, scale_of
from tests.importing.planning import TODAY, Desk, told

HEAD = "Supplier,Period,Quality (%),Delivery (%),Score,Class,Evaluation date,Next evaluation\n"
ACME = "ACME Ltd,2025,97,92.5,95,A,2026-01-15,2027-01-15\n"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_list_of_performance_becomes_evaluations(desk):
    sheet = desk.take(HEAD + ACME)
    assert sheet.evaluations == Tally(added=1)
    assert sheet.certificates == sheet.audits == Tally()
    (found,) = desk.evaluations()
    assert found["supplier"] == "ACME Ltd"
    assert (found["period_from"], found["period_to"]) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (found["quality"], found["delivery"], found["score"]) == (97, 92.5, 95)
    assert found["rating"] is SupplierClass.A
    assert (found["done_on"], found["next_due_on"]) == (date(2026, 1, 15), date(2027, 1, 15))
    assert told(sheet) == []


def test_the_same_list_twice_changes_nothing_and_a_newer_one_only_what_it_says(desk):
    desk.take(HEAD + ACME)
    again = desk.plan(HEAD + ACME)
    assert again.is_empty
    assert again.files[0].sheets[0].evaluations == Tally(unchanged=1)
    newer = desk.take(HEAD + ACME.replace(",97,", ",80,").replace(",2027-01-15", ","))
    assert newer.evaluations == Tally(changed=1)
    assert newer.planned[0].action is Action.CHANGE
    assert newer.planned[0].before == {"quality": "97.0"} or "quality" in newer.planned[0].before
    (found,) = desk.evaluations()
    assert found["quality"] == 80
    assert found["next_due_on"] == date(2027, 1, 15), "a blank cell never erases"


def test_another_period_is_another_evaluation(desk):
    desk.take(HEAD + ACME)
    sheet = desk.take(HEAD + ACME.replace(",2025,", ",Q1 2026,"))
    assert sheet.evaluations == Tally(added=1)
    assert len(desk.evaluations()) == 2


def test_what_is_no_figure_class_or_day_is_reported_and_left_empty(desk):
    sheet = desk.take(HEAD + "ACME Ltd,someday,101,x,88,Gold,2027-05-01,\n" + ACME)
    found = desk.evaluations()[0]
    assert found["score"] == 88
    assert not {"quality", "delivery", "rating", "done_on", "period_from"} & set(found)
    told_of = {problem.column for problem in sheet.problems}
    assert told_of >= {"Quality (%)", "Delivery (%)", "Class", "Evaluation date", "Period"}


def test_a_scale_that_nothing_states_is_not_guessed(desk):
    sheet = desk.take("Supplier,Period,Quality,Delivery,Score\nACME,2025,4,5,88\n")
    (found,) = desk.evaluations()
    assert found["score"] == 88
    assert not {"quality", "delivery"} & set(found)
    assert sum("no scale is stated" in message for message in told(sheet)) == 2


def test_a_row_without_any_figure_is_a_line_of_a_supplier_list(desk):
    sheet = desk.take(HEAD + ACME + "Beta AG,2025,,,,,,\n")
    assert sheet.evaluations == Tally(added=1)
    assert sheet.suppliers_added == 2


@pytest.mark.parametrize(
    "head",
    [
        "Lieferant;Bewertungszeitraum;Qualität;Liefertreue;Service",
        "Nhà cung cấp;Kỳ đánh giá;Chất lượng;Giao hàng;Dịch vụ",
        "ผู้จำหน่าย;รอบการประเมิน;คุณภาพ;การส่งมอบ;การบริการ",
        "供应商;评价期间;质量;交期;服务",
        "サプライヤー;評価期間;品質;納期;サービス",
        "공급업체;평가기간;품질;납기;서비스",
        "Fournisseur;Période;Qualité;Livraison;Service",
    ],
)
def test_it_is_known_by_its_headers_in_many_languages(desk, head):
    sheet = desk.take(f"{head}\nACME GmbH;2025;97;92;88\nBeta GmbH;2025;77;62;58\n")
    assert sheet.evaluations == Tally(added=2)
    assert {one["service"] for one in desk.evaluations()} == {88, 58}


def test_a_list_of_certificates_with_a_score_stays_one_of_certificates(desk):
    sheet = desk.take(
        "Supplier,Standard,Certificate No.,Expiry date,Quality,Score\n"
        "ACME,ISO 9001:2015,Q-1,2027-01-31,97,95\n"
    )
    assert sheet.certificates == Tally(added=1)
    assert sheet.evaluations == Tally()
    assert {"Quality", "Score"} <= set(sheet.ignored_columns)


@pytest.mark.parametrize(
    ("text", "certificates", "audits"),
    [
        ("Supplier,Standard,Audit date,Auditor,Score,Rating\n"
         "ACME Ltd,ISO 9001,2026-03-01,TÜV SÜD,88,A\n", 0, 1),
        ("Lieferant;Auditdatum;Auditor;Punkte;Einstufung;Ergebnis\n"
         "ACME GmbH;01.03.2026;Müller;88;A;bestanden\n", 0, 1),
        ("Factory name,Audit firm,Audit scheme,Last audit,Rating,Score\n"
         "ACME Ltd,SGS,SA8000,2026-01-05,C,68\n", 0, 1),
        ("Supplier,Quality,Delivery,ISO 9001,ISO 14001\n"
         "ACME Ltd,97,92,2027-03-01,2027-05-01\n", 2, 0),
        ("Supplier,Standard,Issue date,Quality,Delivery\n"
         "ACME Ltd,ISO 9001,2024-03-01,97,92\n", 1, 0),
        ("Supplier,Country,Quality,Service,Score\n"
         "ACME Ltd,DE,ISO 9001:2015,Calibration,\n", 1, 0),
        ("Holder,Scheme,Score,Class\nACME Ltd,ISCC EU,88,A\n", 1, 0),
    ],
)  # fmt: skip
def test_evidence_with_a_score_beside_it_stays_evidence(desk, text, certificates, audits):
    sheet = desk.take(text)
    assert sheet.evaluations == Tally()
    assert (sheet.certificates.added, sheet.audits.added) == (certificates, audits)


@pytest.mark.parametrize(
    "text",
    [
        "Supplier,Country,Quality,Delivery,Service\nACME Ltd,DE,,,\n",
        "Supplier,Class,Delivery (days)\nACME Ltd,A,30\n",
        "Supplier,Class,Quality (ppm)\nACME Ltd,A,30\n",
        "Supplier,Quality,Delivery\nACME Ltd,Anna Kern,2027-01-31\n",
    ],
)
def test_a_supplier_list_without_rated_figures_stays_one(desk, text):
    sheet = desk.take(text)
    assert sheet.evaluations == Tally()
    assert sheet.suppliers_added == 1
    assert told(sheet) == []


def test_one_mapped_field_makes_a_list_of_evaluations_without_losing_the_others(desk):
    sheet = desk.take("Supplier,OK %,Delivery\nACME,97,92\n", mapping={"quality": "OK %"})
    (found,) = desk.evaluations()
    assert (found["quality"], found["delivery"]) == (97, 92)
    assert sheet.evaluations == Tally(added=1)


def test_the_day_it_was_done_on_makes_no_audit_of_an_evaluation(desk):
    sheet = desk.take(
        "Supplier,Quality,Delivery,Score,Rating,Done on\nACME,97,92,95,A,2026-01-15\n"
    )
    assert (sheet.evaluations, sheet.audits) == (Tally(added=1), Tally())
    assert desk.evaluations()[0]["done_on"] == date(2026, 1, 15)


def test_the_period_may_be_the_users_default(desk):
    desk.take("Supplier,Quality,Delivery\nACME,97,92\n", defaults={"period": "2025"})
    (found,) = desk.evaluations()
    assert (found["period_from"], found["period_to"]) == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_row_that_repeats_another_is_counted_as_unchanged(desk):
    sheet = desk.take(HEAD + ACME + ACME)
    assert sheet.evaluations == Tally(added=1, unchanged=1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        (2025, date(2025, 1, 1), date(2025, 12, 31)),
        ("FY 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("H2/2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("Mar 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("01.01.2025 – 30.06.2025", date(2025, 1, 1), date(2025, 6, 30)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    assert read_period(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["", "last year", "2025年度", "FY25/26", "2025/26", "Q5 2026"])
def test_a_period_that_does_not_say_when_it_starts_is_not_guessed(text):
    assert read_period(text, TODAY) is None


@pytest.mark.parametrize(
    ("header", "cells", "figures"),
    [
        ("Quality", [97, 85.5], [97, 85.5]),
        ("Quality", ["97 %", "85,5%"], [97, 85.5]),
        ("OTD", [0.97, 1, 0.8], [97, 100, 80]),
        ("OTD", ["0,97", "0.8"], [97, 80]),
        ("Quality (0-5)", [4.5, 3], [90, 60]),
        ("Score / 10", ["9", "7.5"], [90, 75]),
        ("Score", ["18/20", "45/100"], [90, 45]),
        ("Quality", [-1, 101, "x", None], [None, None, None, None]),
        ("Quality %", [0.97, 0.5], [97, 50]),
        ("Quality %", ["0.97", "0,5"], [97, 50]),
        ("Quality %", [1, 97.5], [1, 97.5]),
    ],
)
def test_figures_are_percentages_whatever_their_scale(header, cells, figures):
    scale = scale_of(header, cells)
    assert not scale.doubt
    assert [read_figure(cell, scale) for cell in cells] == figures


def test_small_figures_without_a_scale_are_in_doubt():
    assert scale_of("Quality", [4, 5, 3]).doubt
    assert scale_of("Quality", []) == Scale()


@pytest.mark.parametrize("cells", [[1.0, 1.0], [1.05, 0.97], ["1"]])
def test_whether_one_is_one_per_cent_or_all_is_not_guessed(cells):
    scale = scale_of("Quality %", cells)
    assert scale.doubt
    assert {read_figure(cell, scale) for cell in cells} == {None}
    assert read_figure("97 %", scale) == 97, "what states its scale is in no doubt"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A", SupplierClass.A), ("b", SupplierClass.B), ("Class C", SupplierClass.C),
        ("A – preferred", SupplierClass.A), ("D (blocked)", SupplierClass.D),
        ("B+", SupplierClass.B), ("B级", SupplierClass.B), ("Cランク", SupplierClass.C),
        ("Loại B", SupplierClass.B), ("A등급", SupplierClass.A),
        ("A/B", None), ("A - B", None), ("a good supplier", None),
        ("Approved", None), ("Gold", None), ("AB", None), ("1", None), ("", None),
    ],
)  # fmt: skip
def test_classes_are_read_however_they_are_dressed_up(text, found):
    assert read_class(text) is found
