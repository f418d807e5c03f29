"""Stretches of days say the same as the single day, whatever is on record."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.directory import Directory
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, SupplierFacts
from domain.standing import intervals, standings
from domain.validity import Windows
from domain.vocabulary import Level, State
from tests.domain.invented import DAYS, DIRECTORY, chained, directories, suppliers
from tests.domain.stretches import interval_on


@settings(max_examples=400, deadline=None)
@given(
    suppliers() | chained(),
    st.just(DIRECTORY) | directories(),
    st.lists(DAYS, min_size=1, max_size=12),
)
def test_a_stretch_says_on_any_day_what_the_day_itself_says(
    supplier: SupplierFacts, directory: Directory, days: list[date]
) -> None:
    stretches = intervals(supplier, directory)
    edges = [edge for found in stretches.values() for s in found for edge in (s.first, s.last)]
    for day in (*days, *edges):
        for standing in standings(supplier, buyer=None, day=day, directory=directory):
            stretch = interval_on(stretches[standing.type, standing.id], day)
            if standing.validity is None or standing.recognition is None:
                assert stretch is None
                continue
            assert stretch is not None
            assert stretch.state_on(day) is standing.validity.state
            assert stretch.level is standing.recognition.level
            assert stretch.cause is standing.recognition.cause
            assert stretch.superseded == standing.superseded
            assert stretch.cover_until == standing.validity.cover_until
            assert stretch.effective_expiry == standing.validity.effective_expiry
            if stretch.level is Level.ONE_CUSTOMER:
                names = {b.name for b in _of(supplier, standing.type, standing.id).buyers}
                assert set(standing.recognition.buyers) == names


@settings(max_examples=100, deadline=None)
@given(suppliers())
def test_stretches_follow_each_other_without_gap_and_differ(supplier: SupplierFacts) -> None:
    for (kind, _), found in intervals(supplier, DIRECTORY).items():
        if kind == "certificate":
            assert (found[0].first, found[-1].last) == (date.min, date.max)
        for one, following in pairwise(found):
            assert following.first == one.last + timedelta(days=1)


@settings(max_examples=100, deadline=None)
@given(suppliers(), DAYS)
def test_for_a_named_buyer_only_second_party_evidence_changes(
    supplier: SupplierFacts, day: date
) -> None:
    stretches = intervals(supplier, DIRECTORY)
    buyer = BuyerRef(1, "Halden Grid AS")
    for standing in standings(supplier, buyer=buyer, day=day, directory=DIRECTORY):
        stretch = interval_on(stretches[standing.type, standing.id], day)
        if stretch is None or standing.recognition is None:
            continue
        expected = stretch.level
        if expected is Level.ONE_CUSTOMER and buyer.id not in stretch.buyers:
            expected = Level.NOT_RECOGNISED
        assert standing.recognition.level is expected


def test_certificates_come_before_audits_and_each_has_its_label(
    today: date, directory: Directory
) -> None:
    supplier = SupplierFacts(
        name="Elbtal Isoliertechnik GmbH",
        recorded_on=today,
        certificates=(
            CertificateFacts(
                id=7, standard="ISO 9001", edition="2015", number="20 100", recorded_on=today
            ),
        ),
        audits=(AuditFacts(id=3, reference="HG-25-14", recorded_on=today),),
    )
    held = standings(supplier, buyer=None, day=today, directory=directory)
    assert [(s.type, s.id, s.label) for s in held] == [
        ("certificate", 7, "ISO 9001:2015 20 100"),
        ("audit", 3, "Audit HG-25-14"),
    ]


def test_windows_are_the_reader_s_own(today: date, directory: Directory) -> None:
    certificate = CertificateFacts(
        id=1, standard="ISO 9001", expires_on=today + timedelta(days=100), recorded_on=today
    )
    supplier = SupplierFacts(name="A", recorded_on=today, certificates=(certificate,))
    (stretch,) = (
        s for s in intervals(supplier, directory)["certificate", 1] if s.first <= today <= s.last
    )
    assert stretch.state_on(today) is State.VALID
    assert stretch.state_on(today, Windows(urgent=10, soon=100)) is State.SOON
    assert stretch.state_on(today, Windows(urgent=100, soon=120)) is State.URGENT


def _of(supplier: SupplierFacts, kind: str, number: int) -> CertificateFacts | AuditFacts:
    if kind == "certificate":
        return next(c for c in supplier.certificates if c.id == number)
    return next(a for a in supplier.audits if a.id == number)
