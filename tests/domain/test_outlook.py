"""What changes next, also where the register's own directory entries bring the change about."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    Directory,
    OwnEntries,
    Scope,
)
from domain.facts import (
    ApprovalFacts,
    CertificateFacts,
    EvaluationFacts,
    StatusEvent,
    SupplierFacts,
)
from domain.qualification import (
    CERTIFICATES_ON_FILE,
    GENERAL_B2B,
    Profile,
    ProfileException,
    assess,
    next_changes,
)
from domain.vocabulary import (
    Accreditation,
    Criticality,
    Decision,
    EventKind,
    Kind,
    Rule,
    SupplierClass,
    Verdict,
)
from tests.domain.invented import DAYS, DIRECTORY, directories, judged

DAY = date(2026, 11, 23)
CERTIFICATE = CertificateFacts(
    id=1,
    supplier_id=1,
    kind=Kind.MANAGEMENT_SYSTEM,
    standard="ISO 9001",
    edition="2015",
    number="X-1",
    certification_body="Penang Cert Sdn Bhd",
    accreditation=Accreditation.NAMED,
    accreditation_body="XAB",
    issued_on=date(2026, 3, 1),
    expires_on=date(2029, 2, 28),
    recorded_on=DAY,
)
PROFILES = st.sampled_from((CERTIFICATES_ON_FILE, GENERAL_B2B))


def supplier_with(*certificates: CertificateFacts, **values: object) -> SupplierFacts:
    facts = SupplierFacts(id=1, name="A", recorded_on=DAY, certificates=certificates)
    return replace(facts, **values)  # type: ignore[arg-type]


def ending(scope_end: date) -> Directory:
    """The supplied directory with a signatory whose scope ends."""
    scope = Scope(scope="management systems", ends_on=scope_end)
    body = AccreditationBody(code="XAB", status=BodyStatus.SIGNATORY, scopes=(scope,), own=True)
    return Directory.load().with_entries(OwnEntries(accreditation_bodies=(body,)))


@settings(max_examples=40)
@given(judged(), DAYS, st.just(DIRECTORY) | directories(), PROFILES)
def test_no_turn_of_the_verdict_is_missed(
    supplier: SupplierFacts, day: date, directory: Directory, profile: Profile
) -> None:
    turns = {
        when: verdict
        for when, _, verdict in next_changes(supplier, profile, None, day, directory)
        if verdict is not None
    }
    before = assess(supplier, profile, None, day, directory).verdict
    for number in range(1, 200):
        ahead = day + timedelta(days=number)
        now = assess(supplier, profile, None, ahead, directory).verdict
        assert turns.get(ahead, before) is now
        before = now


def test_the_end_of_a_scope_is_foretold_with_both_its_days() -> None:
    directory = ending(date(2027, 5, 31))
    told = next_changes(supplier_with(CERTIFICATE), CERTIFICATES_ON_FILE, None, DAY, directory)
    by_day = {when: (sentence, verdict) for when, sentence, verdict in told}
    sentence, verdict = by_day[date(2027, 6, 1)]
    assert verdict is Verdict.CONDITIONAL
    assert "XAB was a signatory for management systems only until 31 May 2027" in sentence
    sentence, verdict = by_day[date(2027, 11, 30)]
    assert verdict is Verdict.NOT_QUALIFIED
    first = next_changes(
        supplier_with(CERTIFICATE), CERTIFICATES_ON_FILE, None, DAY, directory, most=1
    )
    assert first == told[:1]


def test_what_follows_from_the_class_of_a_supplier_is_foretold() -> None:
    evaluation = EvaluationFacts(
        id=1, rating=SupplierClass.C, done_on=date(2026, 10, 1), recorded_on=DAY
    )
    approval = ApprovalFacts(id=1, decision=Decision.APPROVED, on=date(2026, 1, 5), recorded_on=DAY)
    supplier = supplier_with(
        criticality=Criticality.HIGH, approvals=(approval,), evaluations=(evaluation,)
    )
    told = next_changes(supplier, GENERAL_B2B, None, DAY, DIRECTORY)
    assert (date(2027, 4, 2), "Re-evaluation of the supplier was due on 1 April 2027.") in [
        (when, sentence) for when, sentence, _ in told
    ]


def test_it_is_told_under_the_supplier_s_own_profile() -> None:
    strict = replace(CERTIFICATES_ON_FILE, name="Strict", margin_days=180)
    general = replace(
        CERTIFICATES_ON_FILE,
        exceptions=(ProfileException(profile=strict, criticality=Criticality.HIGH),),
    )
    held = replace(CERTIFICATE, certification_body="SGS", accreditation_body="UKAS")
    usual = next_changes(supplier_with(held), general, None, DAY, DIRECTORY)
    critical = next_changes(
        supplier_with(held, criticality=Criticality.HIGH), general, None, DAY, DIRECTORY
    )
    assert date(2029, 1, 30) in [when for when, _, _ in usual]
    assert date(2028, 9, 2) in [when for when, _, _ in critical]
    assert date(2029, 1, 30) not in [when for when, _, _ in critical]


def test_a_reduction_of_scope_ahead_and_the_first_surveillance_are_told() -> None:
    held = replace(
        CERTIFICATE,
        certification_body="SGS",
        accreditation_body="UKAS",
        decided_on=date(2026, 2, 20),
        events=(StatusEvent(kind=EventKind.SCOPE_REDUCED, on=date(2027, 1, 4), recorded_on=DAY),),
    )
    profile = replace(CERTIFICATES_ON_FILE, rules=frozenset(Rule))
    told = {
        when: sentence
        for when, sentence, _ in next_changes(supplier_with(held), profile, None, DAY, DIRECTORY)
    }
    assert "The scope of ISO 9001:2015 X-1 is reduced." in told[date(2027, 1, 4)]
    assert "to have begun by 20 February 2027" in told[date(2027, 2, 21)]
