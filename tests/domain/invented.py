"""Hypothesis strategies: what may be on record for a supplier, and in a register's directory."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    Directory,
    Edition,
    OwnEntries,
    Scope,
)
from domain.facts import (
    ApprovalFacts,
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    EvaluationFacts,
    FindingFacts,
    StatusEvent,
    SupplierFacts,
)
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    Criticality,
    Decision,
    EventKind,
    Grading,
    Kind,
    Party,
    SupplierClass,
    SupplierStatus,
)

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
            until=on + timedelta(days=length) if on and length is not None else None,
            recorded_on=recorded_on,
        ),
        st.sampled_from(EventKind),
        MAYBE,
        st.none() | st.integers(-30, 200),
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
    accreditation=st.sampled_from(Accreditation),
    accreditation_body=st.sampled_from(("", "", "UKAS", "VACI", "RvA")),
    buyers=BUYERS | st.just(()),
    issued_on=MAYBE,
    valid_from=st.none() | DAYS,
    expires_on=MAYBE,
    supersedes=st.none() | st.integers(1, 4),
    not_renewing=st.lists(st.integers(1, 4), max_size=2).map(tuple),
    first_issued_on=MAYBE,
    decided_on=MAYBE,
    surveillance_due_on=MAYBE,
    status_as_printed=st.sampled_from(("", "valid", "expired", "暂停")),
    number=st.sampled_from(("", "VN24/00381", "A-1")),
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
    site=st.sampled_from(("", "", "Dresden", "Pirna")),
    result=st.sampled_from((None, *AuditResult)),
    recorded_on=DAYS,
)
FINDINGS = st.builds(
    FindingFacts,
    audit_id=st.integers(1, 4),
    grading=st.sampled_from(Grading),
    raised_on=MAYBE,
    due_on=MAYBE,
    done_on=MAYBE,
    verified_on=MAYBE,
    recorded_on=DAYS,
)
APPROVALS = st.builds(
    ApprovalFacts,
    decision=st.sampled_from(Decision),
    on=MAYBE,
    ends_on=MAYBE,
    due_on=MAYBE,
    recorded_on=DAYS,
)
EVALUATIONS = st.builds(
    EvaluationFacts,
    rating=st.sampled_from((None, *SupplierClass)),
    done_on=MAYBE,
    next_due_on=MAYBE,
    recorded_on=DAYS,
)


@st.composite
def suppliers(draw: st.DrawFn) -> SupplierFacts:
    """A supplier with anything on record, whether it goes together or not."""
    certificates = draw(st.lists(CERTIFICATES, max_size=4))
    audits = draw(st.lists(AUDITS, max_size=3))
    findings = draw(st.lists(FINDINGS, max_size=2))
    return SupplierFacts(
        id=1,
        name="Nam Viet Tape Co., Ltd.",
        recorded_on=FIRST,
        criticality=draw(st.sampled_from((None, *Criticality))),
        certificates=tuple(replace(c, id=n) for n, c in enumerate(certificates, 1)),
        audits=tuple(replace(a, id=n) for n, a in enumerate(audits, 1)),
        findings=tuple(replace(f, id=n) for n, f in enumerate(findings, 1)),
    )


@st.composite
def judged(draw: st.DrawFn) -> SupplierFacts:
    """A supplier that people decided on and evaluated besides, and may have withdrawn."""
    withdrawn = draw(st.sampled_from((False, False, True)))
    return replace(
        draw(suppliers()),
        status=SupplierStatus.WITHDRAWN if withdrawn else SupplierStatus.IN_USE,
        withdrawn_on=draw(MAYBE) if withdrawn else None,
        approvals=tuple(draw(st.lists(APPROVALS, max_size=2))),
        evaluations=tuple(draw(st.lists(EVALUATIONS, max_size=1))),
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


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """The directory of the tests with a register's own entries: scopes and accreditations that
    begin and end within the days tried, an edition that does, and supplied ones not used."""
    scopes = st.builds(Scope, scope=st.just("management systems"), starts_on=MAYBE, ends_on=MAYBE)
    body = AccreditationBody(
        code=draw(st.sampled_from(("UKAS", "RvA", "VACI"))),
        status=draw(st.sampled_from((BodyStatus.SIGNATORY, BodyStatus.SIGNATORY, *BodyStatus))),
        scopes=tuple(draw(st.lists(scopes, min_size=1, max_size=2))),
        own=True,
    )
    rows = st.builds(
        CbAccreditation,
        certification_body=st.sampled_from(("SGS", "Kiwa", "DQS")),
        accreditation_body=st.sampled_from(("UKAS", "RvA")),
        standard=st.just("ISO 9001"),
        starts_on=MAYBE,
        ends_on=MAYBE,
        status=st.sampled_from(("active", "active", "suspended", "withdrawn", "unknown")),
        own=st.just(True),
    )
    ended = Edition(
        standard="ISO 9001",
        edition="2015",
        invalid_after=draw(MAYBE),
        provisional=draw(st.booleans()),
        own=True,
    )
    unused = st.sampled_from((("certification_body", "BSI"), ("accreditation_body", "DAkkS")))
    return DIRECTORY.with_entries(
        OwnEntries(
            accreditation_bodies=(body,),
            accreditations=tuple(draw(st.lists(rows, max_size=2))),
            editions=(ended,),
            unused=draw(st.frozensets(unused, max_size=1)),
        )
    )
