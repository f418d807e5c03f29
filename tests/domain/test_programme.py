"""The audit programme whatever is on record: no trouble, no past invented, the same each time."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.days import add_months
from domain.directory import Directory
from domain.facts import AuditFacts, BuyerRef, FindingFacts, SupplierFacts
from domain.programme import programme
from domain.vocabulary import AuditResult, DueKind, DueStatus, Grading, Party, SupplierStatus
from tests.domain.invented import DAYS, DIRECTORY, directories, judged

HALDEN = BuyerRef(1, "Halden Grid AS")
NORDLICHT = BuyerRef(2, "Nordlicht Elektro GmbH")
DAY = date(2026, 11, 23)


@settings(max_examples=200)
@given(judged(), DAYS, st.none() | st.just(HALDEN), st.integers(0, 36))
def test_it_is_sorted_the_same_each_time_and_within_its_months(
    supplier: SupplierFacts, day: date, buyer: BuyerRef | None, months: int
) -> None:
    found = programme(supplier, day, DIRECTORY, buyer=buyer, months=months)
    assert found == programme(supplier, day, DIRECTORY, buyer=buyer, months=months)
    days = [due.due_on for due in found]
    assert days == sorted(days)
    assert len(set(found)) == len(found)
    for due in found:
        assert due.due_on <= add_months(day, months)
        assert due.what
        assert due.why
        assert not due.why.endswith(".")
        assert (due.status is DueStatus.OVERDUE) == (due.due_on < day)


@settings(max_examples=150)
@given(judged(), DAYS)
def test_more_months_only_add_to_it(supplier: SupplierFacts, day: date) -> None:
    few = programme(supplier, day, DIRECTORY, months=3)
    many = programme(supplier, day, DIRECTORY, months=24)
    assert many[: len(few)] == few


@settings(max_examples=150)
@given(judged(), DAYS)
def test_for_a_named_buyer_no_other_s_audit_is_told(supplier: SupplierFacts, day: date) -> None:
    others = {audit.id for audit in supplier.audits if NORDLICHT in audit.buyers}
    own = {audit.id for audit in supplier.audits if HALDEN in audit.buyers}
    for due in programme(supplier, day, DIRECTORY, buyer=HALDEN, months=36):
        if due.kind is DueKind.BUYER_AUDIT:
            assert due.record is not None
            assert due.record[1] in own or due.record[1] not in others
        assert NORDLICHT.name not in due.what


@settings(max_examples=100)
@given(judged(), DAYS, directories())
def test_a_withdrawn_supplier_has_none(
    supplier: SupplierFacts, day: date, directory: Directory
) -> None:
    gone = replace(supplier, status=SupplierStatus.WITHDRAWN, withdrawn_on=None)
    assert programme(gone, day, directory) == ()
    assert programme(supplier, date.max, directory, months=240) is not None


def test_the_buyers_of_an_audit_go_with_what_is_due_for_it() -> None:
    audit = AuditFacts(
        id=3,
        party=Party.SECOND,
        buyers=(HALDEN, NORDLICHT),
        done_on=date(2026, 3, 1),
        result=AuditResult.PASSED,
        recorded_on=DAY,
    )
    finding = FindingFacts(
        id=8, audit_id=3, grading=Grading.MINOR, due_on=date(2026, 12, 1), recorded_on=DAY
    )
    supplier = SupplierFacts(
        id=1, name="Elbtal", recorded_on=DAY, audits=(audit,), findings=(finding,)
    )
    action, round_ = programme(supplier, DAY, DIRECTORY, months=24)
    assert (action.kind, action.record) == (DueKind.CORRECTIVE_ACTION, ("finding", 8))
    assert (round_.kind, round_.record) == (DueKind.BUYER_AUDIT, ("audit", 3))
    assert action.buyers == round_.buyers == (HALDEN, NORDLICHT)
    (own_action, own_round) = programme(supplier, DAY, DIRECTORY, buyer=HALDEN, months=24)
    assert own_action.record == ("finding", 8)
    assert own_round.buyers == (HALDEN,)


def test_the_usual_round_is_the_profile_s_where_criticality_is_not_recorded() -> None:
    audit = AuditFacts(
        id=3,
        party=Party.SECOND,
        buyers=(HALDEN,),
        done_on=date(2026, 3, 1),
        result=AuditResult.PASSED,
        recorded_on=DAY,
    )
    supplier = SupplierFacts(id=1, name="Elbtal", recorded_on=DAY, audits=(audit,))
    (due,) = programme(supplier, DAY, DIRECTORY, audit_months=9)
    assert due.due_on == date(2026, 12, 1)
    assert due.why == "9 months after the audit of 1 March 2026; criticality not recorded"
