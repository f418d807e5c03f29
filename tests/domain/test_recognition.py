"""What a claim is worth, sentence by sentence of the rules, with the days at their edges."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    CertificationBody,
    Directory,
    Scope,
)
from domain.facts import AuditFacts, BuyerRef, CertificateFacts
from domain.recognition import (
    Recognition,
    audit_party,
    party_of,
    recognise,
    recognition_days,
)
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    Cause,
    Kind,
    Level,
    Party,
)

DAY = date(2026, 11, 23)
ISSUED = date(2024, 3, 1)
HALDEN = BuyerRef(1, "Halden Grid AS")
ORIENT = BuyerRef(2, "Orient Power")

WIDE = (Level.WIDELY_RECOGNISED, None)
UNKNOWN = (Level.UNPROVEN, Cause.UNKNOWN)
REFUTED = (Level.UNPROVEN, Cause.REFUTED)
NOT_RECOGNISED = (Level.NOT_RECOGNISED, None)
ONE_CUSTOMER = (Level.ONE_CUSTOMER, None)

PAIR = "as stated on the certificate, pair not confirmed"
FROM_DIRECTORY = "accreditation taken from the directory, not shown on the certificate"
OASIS = "check OASIS"
START = "start not known"
UNCHECKED = "directory entry not checked"


def certificate(
    standard: str = "ISO 9001", body: str = "", accreditation: str = "", **more: object
) -> CertificateFacts:
    """A certificate as a list would give it: an accreditation body in its cell is named."""
    how = Accreditation.NAMED if accreditation else Accreditation.NOT_RECORDED
    facts = CertificateFacts(
        standard=standard,
        certification_body=body,
        accreditation=how,
        accreditation_body=accreditation,
        issued_on=ISSUED,
        recorded_on=DAY,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def judged(
    evidence: CertificateFacts | AuditFacts,
    directory: Directory,
    buyer: BuyerRef | None = None,
    day: date = DAY,
) -> Recognition:
    found = recognise(evidence, buyer, day, directory)
    assert found is not None
    assert found.reasons
    assert all(text.strip().endswith(".") for text in (*found.reasons, *found.caveats))
    assert (found.cause is not None) == (found.level is Level.UNPROVEN)
    return found


def outcome(found: Recognition) -> tuple[Level, Cause | None]:
    return found.level, found.cause


# --- an accreditation body is named, or nothing is recorded: the supplied directory ------------

SUPPLIED = [
    # standard, certification body, accreditation body, outcome, words in it, words not in it
    ("ISO 9001", "SGS", "UKAS", WIDE, [START, UNCHECKED], [PAIR, FROM_DIRECTORY]),
    ("ISO 9001", "SGS United Kingdom Ltd", "UKAS", WIDE, [], [PAIR]),
    ("ISO 9001", "Nam Viet Cert", "UKAS", WIDE, [PAIR], [FROM_DIRECTORY, UNCHECKED]),
    ("ISO 9001", "Nam Viet Cert", "KAN", WIDE, [PAIR, UNCHECKED], []),
    ("ISO 9001", "", "UKAS", WIDE, [PAIR], []),
    ("ISO 9001", "SGS", "UAF / UKAS", WIDE, [], [PAIR]),
    ("ISO 9001", "SGS", "XYZ", UNKNOWN, ["“XYZ” is not in the directory"], []),
    ("ISO 9001", "SGS", "UAF", UNKNOWN, ["has not been checked"], []),
    ("ISO 9001", "SGS", "AOSC", REFUTED, ["not a signatory"], []),
    ("ISO 13485", "SGS", "SADCAS", REFUTED, ["ISO 9001 only"], []),
    ("ISO 9001", "SGS", "ISMS-AC", REFUTED, ["not for ISO 9001"], []),
    ("ISO/IEC 27001", "SGS", "ISMS-AC", WIDE, [PAIR], []),
    # not recorded
    ("ISO 9001", "SGS", "", WIDE, [FROM_DIRECTORY, START, UNCHECKED], [PAIR]),
    ("ISO 9001", "BSI Group", "", WIDE, [FROM_DIRECTORY], []),
    ("ISO 9001", "TUV", "", WIDE, [FROM_DIRECTORY, "TÜV (which one not stated)"], []),
    ("ISO 9001", "TUV", "DAkkS", WIDE, ["TÜV (which one not stated)"], [PAIR]),
    ("ISO 9001", "TÜV Rheinland", "", WIDE, [], ["which one"]),
    ("ISO 9001", "TÜV AUSTRIA", "", UNKNOWN, ["not in the directory"], []),
    ("ISO 9001", "BV", "", WIDE, [FROM_DIRECTORY], []),
    ("ISO 9001", "BV Certification Co", "", UNKNOWN, [], []),
    ("ISO 9001", "Famous Cert", "", UNKNOWN, ["not in the directory"], []),
    ("ISCC EU", "SGS", "", UNKNOWN, ["holds none of SGS for ISCC EU"], []),
    ("IATF 16949", "URS", "", UNKNOWN, ["holds none of URS for IATF 16949"], []),
    # scheme authorities
    ("IATF 16949", "SGS", "IATF", WIDE, [START, UNCHECKED], [PAIR]),
    ("ISO/TS 16949", "SGS", "IATF", WIDE, [], [PAIR]),
    ("IATF 16949", "URS", "IATF", WIDE, [PAIR], []),
    ("IATF 16949", "SGS", "", WIDE, [FROM_DIRECTORY], []),
    ("IATF 16949", "SGS", "UKAS", WIDE, ["proves nothing either way", FROM_DIRECTORY], [PAIR]),
    ("IATF 16949", "SGS", "AOSC", WIDE, ["proves nothing either way"], []),
    ("IATF 16949", "SGS", "XYZ", WIDE, ["proves nothing either way"], []),
    ("IATF 16949", "URS", "UKAS", UNKNOWN, ["proves nothing either way"], []),
    ("IATF 16949", "SGS", "SAAS", REFUTED, ["SA8000 only"], []),
    ("ISO 9001", "SGS", "IATF", REFUTED, ["IATF 16949 only"], []),
    ("ISO 9001", "SGS", "OSHA NRTL", REFUTED, ["product marks only"], []),
    ("ISO 9001", "SGS", "NB 0123", REFUTED, ["CE certificates only"], []),
    ("SA8000", "SGS", "SAAS", WIDE, [PAIR], []),
    ("SA8000", "SGS", "", UNKNOWN, [], []),
    ("SA8000", "SGS", "UKAS", UNKNOWN, ["only SAAS counts"], []),
    ("AS9100", "BSI", "IAQG", WIDE, [PAIR], [OASIS]),
    ("AS9100", "BSI", "OASIS", WIDE, [], [OASIS]),
    ("AS9120", "BSI", "UKAS", WIDE, [OASIS], []),
    ("AS9100", "BSI", "XYZ", UNKNOWN, [], []),
    ("AS9100", "BSI", "AOSC", REFUTED, [], []),
    ("AS9100", "BSI", "IATF", REFUTED, [], []),
    ("AS9100", "BSI", "", UNKNOWN, [], []),
    # product marks
    ("UL 510", "UL", "OSHA NRTL", WIDE, [], [PAIR]),
    ("UL 510", "UL LLC", "", WIDE, [FROM_DIRECTORY], []),
    ("CSA C22.2 No. 197", "CSA", "SCC", WIDE, [], [PAIR]),
    ("UL", "UL", "DAkkS", WIDE, [PAIR], []),
    ("UL", "UL", "UKAS", UNKNOWN, ["no scope of UKAS for products"], []),
    ("VDE", "VDE", "", WIDE, [FROM_DIRECTORY], []),
    ("UL 510", "SGS", "", UNKNOWN, [], []),
    ("UL 510", "UL", "IATF", REFUTED, [], []),
    ("UL 510", "UL", "NB 0123", REFUTED, [], []),
    ("CCC", "CQC", "OSHA NRTL", REFUTED, [], []),
    # CE
    ("CE", "TÜV SÜD", "NB 0123", WIDE, ["0123", PAIR], []),
    ("CE", "TÜV SÜD", "0123", WIDE, ["0123"], []),
    ("CE", "TÜV SÜD", "Notified Body No. 0123", WIDE, ["0123"], []),
    ("CE", "TÜV SÜD (NB 0123)", "", WIDE, ["0123"], []),
    ("CE", "", "NB 0123", WIDE, ["0123"], []),
    ("CE", "TÜV SÜD", "", REFUTED, ["notified-body number"], []),
    ("CE", "Shenzhen Test Lab", "", REFUTED, ["notified-body number"], []),
    ("CE", "TÜV SÜD", "DAkkS", REFUTED, ["notified-body number"], []),
    ("CE", "TÜV SÜD", "NB", UNKNOWN, ["four-digit number is not recorded"], []),
    ("EN 60454", "VDE", "NB 0366", WIDE, ["0366"], []),
    # schemes and standards whose accreditation the directory does not know
    ("GOTS", "Control Union", "DAkkS", WIDE, [PAIR], []),
    ("GOTS", "Control Union", "RvA", UNKNOWN, [], []),
    ("FSC", "SGS", "UKAS", UNKNOWN, [], []),
    ("RoHS", "SGS", "", UNKNOWN, [], []),
    ("Own scheme", "SGS", "UKAS", UNKNOWN, [], []),
    ("", "SGS", "UKAS", UNKNOWN, [], []),
    ("", "SGS", "IATF", UNKNOWN, [], []),
]


@pytest.mark.parametrize(
    ("standard", "body", "accreditation", "expected", "said", "unsaid"),
    SUPPLIED,
    ids=[" | ".join(case[:3]) for case in SUPPLIED],
)
def test_with_the_supplied_directory(
    directory: Directory,
    standard: str,
    body: str,
    accreditation: str,
    expected: tuple[Level, Cause | None],
    said: list[str],
    unsaid: list[str],
) -> None:
    found = judged(certificate(standard, body, accreditation), directory)
    assert outcome(found) == expected
    for words in said:
        assert words in found.reason
    for words in unsaid:
        assert words not in found.reason


def test_stated_unaccredited_refutes_whoever_issued_it(directory: Directory) -> None:
    stated = certificate(body="SGS", accreditation=Accreditation.UNACCREDITED)
    stated = replace(stated, accreditation_body="", accreditation=Accreditation.UNACCREDITED)
    assert outcome(judged(stated, directory)) == REFUTED
    assert outcome(judged(replace(stated, certification_body=""), directory)) == REFUTED


def test_whether_the_accreditation_is_shown_is_told(directory: Directory) -> None:
    assert judged(certificate(body="SGS", accreditation="UKAS"), directory).shown
    assert not judged(certificate(body="SGS"), directory).shown
    assert not judged(certificate("IATF 16949", "SGS", "UKAS"), directory).shown
    assert not judged(certificate("ISO 9001", "SGS", "AOSC"), directory).shown


def test_the_entry_used_is_named(directory: Directory) -> None:
    assert judged(certificate(body="SGS", accreditation="UKAS"), directory).entry == (
        "SGS–UKAS, ISO 9001"
    )
    assert judged(certificate(body="Foo", accreditation="UKAS"), directory).entry == "UKAS"


# --- days ---------------------------------------------------------------------------------------

GAC_FROM = date(2023, 11, 20)


@pytest.mark.parametrize(
    ("issued_on", "day", "expected"),
    [
        (date(2023, 11, 19), DAY, REFUTED),
        (GAC_FROM, DAY, WIDE),
        (None, GAC_FROM, WIDE),
        (None, date(2023, 11, 19), REFUTED),
    ],
)
def test_a_signatory_counts_from_its_day_on(
    directory: Directory,
    issued_on: date | None,
    day: date,
    expected: tuple[Level, Cause | None],
) -> None:
    stated = certificate(body="Foo", accreditation="GAC", issued_on=issued_on)
    assert outcome(judged(stated, directory, day=day)) == expected


def small_directory(**row: object) -> Directory:
    """One signatory from 2010, one certification body, one entry between them."""
    entry = CbAccreditation(
        certification_body="Old Cert",
        accreditation_body="AAB",
        standard="ISO 9001",
        starts_on=date(2015, 1, 1),
        source="aab.example",
        checked_on=date(2026, 1, 1),
    )
    supplied = Directory.load()
    return Directory(
        accreditation_bodies=[
            AccreditationBody(
                code="AAB",
                status=BodyStatus.SIGNATORY,
                scopes=(Scope(scope="management systems", starts_on=date(2010, 1, 1)),),
                checked_on=date(2026, 1, 1),
            )
        ],
        certification_bodies=[CertificationBody(name="Old Cert")],
        accreditations=[replace(entry, **row)],  # type: ignore[arg-type]
        standards=supplied.standards.values(),
    )


ROWS = [
    # entry, issued on, day asked, named on the certificate, not recorded
    ({}, ISSUED, DAY, WIDE, WIDE),
    ({"starts_on": ISSUED}, ISSUED, DAY, WIDE, WIDE),
    ({"starts_on": date(2024, 3, 2)}, ISSUED, DAY, WIDE, UNKNOWN),
    ({"starts_on": date(2024, 3, 2)}, None, date(2024, 3, 2), WIDE, WIDE),
    ({"starts_on": date(2024, 3, 2)}, None, date(2024, 3, 1), WIDE, UNKNOWN),
    ({"ends_on": DAY}, ISSUED, DAY, WIDE, WIDE),
    ({"ends_on": date(2026, 11, 22)}, ISSUED, DAY, UNKNOWN, UNKNOWN),
    ({"ends_on": date(2026, 5, 24)}, ISSUED, DAY, UNKNOWN, UNKNOWN),
    ({"ends_on": date(2026, 5, 23)}, ISSUED, DAY, REFUTED, REFUTED),
    ({"ends_on": date(2025, 1, 1)}, ISSUED, DAY, REFUTED, REFUTED),
    ({"ends_on": date(2026, 11, 1)}, date(2026, 11, 10), DAY, REFUTED, REFUTED),
    ({"status": "suspended"}, ISSUED, DAY, REFUTED, REFUTED),
    ({"status": "withdrawn"}, ISSUED, DAY, REFUTED, REFUTED),
    ({"status": "unknown"}, ISSUED, DAY, WIDE, UNKNOWN),
]


@pytest.mark.parametrize(("row", "issued_on", "day", "named", "not_recorded"), ROWS)
def test_entries_of_certification_bodies(
    row: dict[str, object],
    issued_on: date | None,
    day: date,
    named: tuple[Level, Cause | None],
    not_recorded: tuple[Level, Cause | None],
) -> None:
    directory = small_directory(**row)
    shown = certificate(body="Old Cert", accreditation="AAB", issued_on=issued_on)
    silent = certificate(body="Old Cert", issued_on=issued_on)
    assert outcome(judged(shown, directory, day=day)) == named
    assert outcome(judged(silent, directory, day=day)) == not_recorded


def test_an_entry_that_begins_after_the_issue_does_not_confirm_the_pair() -> None:
    directory = small_directory(starts_on=date(2024, 3, 2))
    shown = certificate(body="Old Cert", accreditation="AAB")
    assert PAIR in judged(shown, directory).reason


@pytest.mark.parametrize(
    ("row", "said", "unsaid"),
    [
        ({}, [], [START, UNCHECKED]),
        ({"starts_on": None}, [START], [UNCHECKED]),
        ({"checked_on": None}, [UNCHECKED], [START]),
    ],
)
def test_what_is_missing_from_an_entry_is_said(
    row: dict[str, object], said: list[str], unsaid: list[str]
) -> None:
    found = judged(certificate(body="Old Cert"), small_directory(**row))
    assert outcome(found) == WIDE
    assert all(words in found.reason for words in said)
    assert not any(words in found.reason for words in unsaid)


def test_a_body_the_directory_names_must_itself_be_a_signatory() -> None:
    silent = certificate(body="Old Cert", issued_on=date(2016, 1, 1))
    directory = small_directory()
    (body,) = directory.accreditation_bodies

    def with_body(**change: object) -> Directory:
        return Directory(
            accreditation_bodies=[replace(body, **change)],  # type: ignore[arg-type]
            certification_bodies=directory.certification_bodies,
            accreditations=directory.all_accreditations,
            standards=directory.standards.values(),
        )

    later = (Scope(scope="management systems", starts_on=date(2016, 1, 2)),)
    assert outcome(judged(silent, with_body(scopes=later))) == REFUTED
    assert outcome(judged(silent, with_body(status=BodyStatus.NOT_SIGNATORY))) == REFUTED
    assert outcome(judged(silent, with_body(status=BodyStatus.UNKNOWN))) == UNKNOWN
    assert outcome(judged(silent, with_body(code="ZZB"))) == UNKNOWN


def test_one_good_entry_is_enough() -> None:
    directory = small_directory(ends_on=date(2020, 1, 1))
    other = replace(directory.all_accreditations[0], ends_on=None)
    both = Directory(
        accreditation_bodies=directory.accreditation_bodies,
        certification_bodies=directory.certification_bodies,
        accreditations=(*directory.all_accreditations, other),
        standards=directory.standards.values(),
    )
    assert outcome(judged(certificate(body="Old Cert"), both)) == WIDE
    assert outcome(judged(certificate(body="Old Cert", accreditation="AAB"), both)) == WIDE


# --- who audited --------------------------------------------------------------------------------

PARTIES = [
    (certificate(party=Party.FIRST, body="SGS"), Party.FIRST),
    (certificate(party=Party.THIRD, buyers=(HALDEN,)), Party.THIRD),
    (certificate(party=Party.SECOND), Party.SECOND),
    (certificate(body="SGS", buyers=(HALDEN,)), Party.SECOND),
    (certificate(body="SGS"), Party.THIRD),
    (certificate(accreditation="UKAS"), Party.THIRD),
    (certificate(body="Formosa Tape Co Ltd", holder="Formosa Tape Co., Ltd."), Party.FIRST),
    (certificate("CE"), Party.FIRST),
    (certificate("CE", body="TÜV SÜD"), Party.THIRD),
    (certificate("CE", party=Party.THIRD), Party.THIRD),
    (certificate("UL 510"), None),
    (certificate(), None),
    (certificate(kind=Kind.DECLARATION), Party.FIRST),
]


@pytest.mark.parametrize(("facts", "party"), PARTIES)
def test_who_audited(directory: Directory, facts: CertificateFacts, party: Party | None) -> None:
    assert party_of(facts, directory) is party


def test_an_unknown_party_is_unproven_and_unknown(directory: Directory) -> None:
    assert outcome(judged(certificate(), directory)) == UNKNOWN
    assert outcome(judged(certificate(party=Party.THIRD), directory)) == UNKNOWN


def test_a_customer_beside_an_explicit_third_party_is_a_contradiction(
    directory: Directory,
) -> None:
    both = certificate(body="SGS", accreditation="UKAS", party=Party.THIRD, buyers=(HALDEN,))
    found = judged(both, directory)
    assert outcome(found) == WIDE
    assert "contradiction" in found.reason
    assert HALDEN.name not in found.reason


@pytest.mark.parametrize(
    "facts",
    [
        certificate(party=Party.FIRST),
        certificate(body="SGS", party=Party.FIRST, accreditation="UKAS"),
        certificate("CE"),
        certificate(kind=Kind.DECLARATION, body="SGS", accreditation="UKAS"),
        certificate(kind=Kind.TEST_REPORT, body="SGS", accreditation="UKAS"),
        certificate(kind=Kind.TEST_REPORT, party=Party.SECOND, buyers=(HALDEN,)),
    ],
)
@pytest.mark.parametrize("buyer", [None, HALDEN])
def test_own_words_and_samples_are_not_recognised(
    directory: Directory, facts: CertificateFacts, buyer: BuyerRef | None
) -> None:
    assert outcome(judged(facts, directory, buyer)) == NOT_RECOGNISED


@pytest.mark.parametrize(
    ("buyers", "buyer", "expected", "names"),
    [
        ((HALDEN,), None, ONE_CUSTOMER, ("Halden Grid AS",)),
        ((HALDEN,), HALDEN, ONE_CUSTOMER, ("Halden Grid AS",)),
        ((HALDEN,), BuyerRef(1, "Halden, renamed"), ONE_CUSTOMER, ("Halden, renamed",)),
        ((HALDEN,), ORIENT, NOT_RECOGNISED, ()),
        ((HALDEN, ORIENT), None, ONE_CUSTOMER, ("Halden Grid AS", "Orient Power")),
        ((HALDEN, ORIENT), ORIENT, ONE_CUSTOMER, ("Orient Power",)),
        ((), None, ONE_CUSTOMER, ()),
        ((), HALDEN, NOT_RECOGNISED, ()),
    ],
)
def test_second_party_evidence(
    directory: Directory,
    buyers: tuple[BuyerRef, ...],
    buyer: BuyerRef | None,
    expected: tuple[Level, Cause | None],
    names: tuple[str, ...],
) -> None:
    listed = certificate(party=Party.SECOND, body="SGS", buyers=buyers)
    audit = passed_audit(buyers=buyers)
    for evidence in (listed, audit):
        found = judged(evidence, directory, buyer)
        assert outcome(found) == expected
        assert found.buyers == names
        if not buyers:
            assert "one customer, not named" in found.reason
        if buyer == ORIENT:
            assert HALDEN.name not in found.reason  # another customer's audit is confidential


# --- audits -------------------------------------------------------------------------------------


def passed_audit(**more: object) -> AuditFacts:
    facts = AuditFacts(
        party=Party.SECOND,
        done_on=date(2026, 5, 4),
        result=AuditResult.PASSED,
        buyers=(HALDEN,),
        recorded_on=date(2026, 5, 10),
    )
    return replace(facts, **more)  # type: ignore[arg-type]


AUDITS = [
    ({}, ONE_CUSTOMER),
    ({"result": AuditResult.PASSED_WITH_CONDITIONS}, ONE_CUSTOMER),
    ({"result": AuditResult.FAILED}, None),
    ({"result": AuditResult.PENDING}, None),
    ({"result": None}, None),
    ({"party": Party.FIRST, "result": None}, NOT_RECOGNISED),
    ({"party": Party.FIRST, "result": AuditResult.FAILED}, NOT_RECOGNISED),
    ({"party": Party.THIRD}, None),
    ({"done_on": DAY}, ONE_CUSTOMER),
    ({"done_on": date(2026, 11, 24)}, None),
    ({"done_on": None, "planned_on": DAY, "result": None}, None),
    ({"done_on": None, "planned_on": date(2027, 1, 1)}, None),
    ({"done_on": None}, ONE_CUSTOMER),
    ({"done_on": None, "recorded_on": date(2026, 11, 24)}, None),
    ({"party": Party.FIRST, "done_on": None, "result": None}, None),
    ({"party": None}, ONE_CUSTOMER),
    ({"party": None, "buyers": ()}, UNKNOWN),
    ({"party": None, "kind": AuditKind.INTERNAL}, NOT_RECOGNISED),
    ({"party": None, "kind": AuditKind.SUPPLIER, "buyers": ()}, ONE_CUSTOMER),
    ({"party": None, "kind": AuditKind.SURVEILLANCE}, None),
]


@pytest.mark.parametrize(("change", "expected"), AUDITS)
def test_audits(
    directory: Directory,
    change: dict[str, object],
    expected: tuple[Level, Cause | None] | None,
) -> None:
    found = recognise(passed_audit(**change), None, DAY, directory)
    assert (outcome(found) if found else None) == expected


@pytest.mark.parametrize(
    ("change", "party"),
    [
        ({"party": Party.FIRST, "kind": AuditKind.STAGE_2}, Party.FIRST),
        ({"party": None, "kind": AuditKind.STAGE_2}, Party.THIRD),
        ({"party": None, "conducted_by": "SGS Vietnam"}, Party.SECOND),
        ({"party": None, "buyers": (), "conducted_by": "SGS Vietnam"}, Party.THIRD),
        ({"party": None, "buyers": (), "conducted_by": "Mr Lim"}, None),
        ({"party": None, "buyers": (), "kind": AuditKind.SPECIAL}, Party.THIRD),
        ({"party": None, "kind": AuditKind.SPECIAL}, Party.SECOND),
    ],
)
def test_who_did_an_audit(
    directory: Directory, change: dict[str, object], party: Party | None
) -> None:
    assert audit_party(passed_audit(**change), directory) is party


# --- every day ----------------------------------------------------------------------------------

BODIES = st.sampled_from(["", "SGS", "TUV", "Old Cert", "TÜV SÜD (NB 0123)", "Nobody Cert"])
ABS = st.sampled_from(["", "AAB", "UKAS", "GAC", "IATF", "NB 0123", "0123", "XYZ"])
STANDARDS = st.sampled_from(["", "ISO 9001", "IATF 16949", "CE", "UL 510", "AS9100", "Own"])
DAYS = st.dates(date(2008, 1, 1), date(2028, 1, 1))
ROW_CHANGES = st.fixed_dictionaries(
    {"starts_on": st.none() | DAYS, "ends_on": st.none() | DAYS},
    optional={"status": st.sampled_from(["active", "suspended", "withdrawn"])},
)


@given(STANDARDS, BODIES, ABS, st.none() | DAYS, ROW_CHANGES, DAYS, DAYS)
def test_the_level_changes_on_the_days_that_are_told_and_on_no_other(
    standard: str,
    body: str,
    accreditation: str,
    issued_on: date | None,
    row: dict[str, object],
    one: date,
    other: date,
) -> None:
    directory = small_directory(**row)
    facts = certificate(standard, body, accreditation, issued_on=issued_on)
    first, last = sorted((one, other))
    if any(first < day <= last for day in recognition_days(facts, directory)):
        return
    before, after = (judged(facts, directory, day=day) for day in (first, last))
    assert outcome(before) == outcome(after)


@given(STANDARDS, BODIES, ABS, st.sampled_from(list(Party)) | st.none(), DAYS)
def test_without_an_accreditation_on_file_nothing_is_widely_recognised(
    standard: str, body: str, accreditation: str, party: Party | None, day: date
) -> None:
    facts = certificate(standard, body, accreditation, party=party)
    found = judged(facts, Directory(), day=day)
    assert found.level is not Level.WIDELY_RECOGNISED
