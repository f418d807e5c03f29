"""Stretches of days say the same as the single day, whatever is on record."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.directory import CbAccreditation, Directory
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, StatusEvent, SupplierFacts
from domain.standing import intervals, standings
from domain.validity import Windows
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    EventKind,
    Kind,
    Level,
    Party,
    State,
)
from tests.domain.stretches import interval_on

FIRST = date(2023, 1, 1)
DAYS = st.integers(0, 1800).map(lambda n: FIRST + timedelta(days=n))
MAYBE = st.none() | DAYS
BUYERS = st.lists(
    st.sampled_from((BuyerRef(1, "Halden Grid AS"), BuyerRef(2, "Nordlicht Elektro GmbH"))),
    max_size=2,
    unique=True,
).map(tuple)


def _directory() -> Directory:
    """The supplied directory, with accreditations that begin and end within the days tried."""
    supplied = Directory.load()
    rows = (
        ("Kiwa", "RvA", date(2024, 3, 1), date(2025, 5, 31), "active"),
        ("SGS", "UKAS", None, date(2026, 2, 28), "active"),
        ("BSI", "RvA", date(2025, 8, 1), None, "active"),
        ("DQS", "DAkkS", None, None, "suspended"),
    )
    return Directory(
        accreditation_bodies=supplied.accreditation_bodies,
        certification_bodies=supplied.certification_bodies,
        accreditations=(
            CbAccreditation(
                certification_body=body,
                accreditation_body=accreditor,
                standard="ISO 9001",
                starts_on=starts,
                ends_on=ends,
                status=status,
            )
            for body, accreditor, starts, ends, status in rows
        ),
        editions=supplied.all_editions,
        standards=supplied.standards.values(),
    )


DIRECTORY = _directory()

EVENTS = st.lists(
    st.builds(
        lambda kind, on, length, recorded_on: StatusEvent(
            kind=kind,
            on=on,
            until=on + timedelta(days=length) if on and length else None,
            recorded_on=recorded_on,
        ),
        st.sampled_from(EventKind),
        MAYBE,
        st.none() | st.integers(0, 200),
        DAYS,
    ),
    max_size=3,
).map(tuple)

CERTIFICATES = st.builds(
    CertificateFacts,
    kind=st.sampled_from((None, Kind.MANAGEMENT_SYSTEM, Kind.PRODUCT)),
    standard=st.sampled_from(("ISO 9001", "ISO 9001", "ISO 9001", "ISO/IEC 27001", "UL 510", "")),
    edition=st.sampled_from((None, "2015", "2013", "2008")),
    party=st.sampled_from((None, None, Party.SECOND, Party.THIRD)),
    certification_body=st.sampled_from(("SGS", "SGS United Kingdom Ltd", "Kiwa", "BSI", "DQS", "")),
    accreditation=st.just(Accreditation.NOT_RECORDED),
    accreditation_body=st.sampled_from(("", "", "UKAS", "VACI", "RvA")),
    buyers=BUYERS | st.just(()),
    issued_on=MAYBE,
    valid_from=st.none() | DAYS,
    expires_on=MAYBE,
    supersedes=st.none() | st.integers(1, 4),
    recorded_on=DAYS,
    events=EVENTS,
)
AUDITS = st.builds(
    AuditFacts,
    party=st.sampled_from((None, Party.FIRST, Party.SECOND, Party.THIRD)),
    kind=st.sampled_from((None, AuditKind.SUPPLIER, AuditKind.INTERNAL, AuditKind.SURVEILLANCE)),
    standard=st.just("ISO 9001"),
    planned_on=MAYBE,
    done_on=MAYBE,
    next_due_on=MAYBE,
    buyers=BUYERS,
    result=st.sampled_from((None, *AuditResult)),
    recorded_on=DAYS,
)


@st.composite
def suppliers(draw: st.DrawFn) -> SupplierFacts:
    certificates = draw(st.lists(CERTIFICATES, max_size=4))
    audits = draw(st.lists(AUDITS, max_size=3))
    return SupplierFacts(
        id=1,
        name="Nam Viet Tape Co., Ltd.",
        recorded_on=FIRST,
        certificates=tuple(replace(c, id=n) for n, c in enumerate(certificates, 1)),
        audits=tuple(replace(a, id=n) for n, a in enumerate(audits, 1)),
    )


@st.composite
def chained(draw: st.DrawFn) -> SupplierFacts:
    """Renewals of one body issued ahead of their start, most without a gap, some suspended."""
    certificates = []
    start = draw(DAYS)
    for number in range(1, draw(st.integers(2, 4)) + 1):
        end = start + timedelta(days=draw(st.integers(20, 400)))
        certificates.append(
            CertificateFacts(
                id=number,
                kind=Kind.MANAGEMENT_SYSTEM,
                standard="ISO 9001",
                edition="2015",
                certification_body="Kiwa",
                issued_on=start - timedelta(days=draw(st.integers(0, 300))),
                valid_from=start,
                expires_on=end,
                recorded_on=FIRST,
                events=draw(EVENTS),
            )
        )
        start = end + timedelta(days=draw(st.sampled_from((-9, 1, 1, 1, 2, 30))))
    return SupplierFacts(
        id=1, name="Kim Long Tape", recorded_on=FIRST, certificates=tuple(certificates)
    )


@settings(max_examples=400, deadline=None)
@given(suppliers() | chained(), st.lists(DAYS, min_size=1, max_size=12))
def test_a_stretch_says_on_any_day_what_the_day_itself_says(
    supplier: SupplierFacts, days: list[date]
) -> None:
    stretches = intervals(supplier, DIRECTORY)
    edges = [edge for found in stretches.values() for s in found for edge in (s.first, s.last)]
    for day in (*days, *edges):
        for standing in standings(supplier, buyer=None, day=day, directory=DIRECTORY):
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
