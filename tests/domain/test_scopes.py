"""Scopes of accreditation bodies: read in usual words, counting from first day to last."""

from dataclasses import replace
from datetime import date

import pytest

from domain.directory import BodyStatus, Directory, OwnEntries, Scope
from domain.recognition import recognition_days
from domain.vocabulary import Cause, Level
from tests.domain.own import DAY, ORIGIN, ROW, SIGNATORY, certificate, judged


@pytest.mark.parametrize(
    ("scope", "cause"),
    [
        ("Management systems", None),
        ("management system certification", None),
        ("ISO/IEC 17021-1", None),
        ("ISO 9001:2015", None),
        ("ISO 14001", Cause.REFUTED),
        ("ISO 14001, ISO 9001", None),
        ("everything we could think of", Cause.UNKNOWN),
    ],
)
def test_a_scope_is_read_in_usual_words_and_what_is_not_understood_refutes_nothing(
    directory: Directory, scope: str, cause: Cause | None
) -> None:
    body = replace(SIGNATORY, scopes=(Scope(scope=scope),))
    own = directory.with_entries(OwnEntries(accreditation_bodies=(body,)))
    assert judged(certificate(accreditation="XAB"), own).cause is cause


END = date(2026, 5, 31)
WIDE = (Level.WIDELY_RECOGNISED, None)
UNKNOWN = (Level.UNPROVEN, Cause.UNKNOWN)
REFUTED = (Level.UNPROVEN, Cause.REFUTED)


@pytest.mark.parametrize(
    ("issued_on", "day", "expected", "words"),
    [
        (date(2024, 3, 1), END, WIDE, "is a signatory"),
        (date(2024, 3, 1), date(2026, 6, 1), UNKNOWN, "less than six months before"),
        (date(2024, 3, 1), date(2026, 11, 29), UNKNOWN, "IAF MD 2"),
        (date(2024, 3, 1), date(2026, 11, 30), REFUTED, "only until 31 May 2026"),
        (date(2026, 6, 1), date(2026, 6, 2), REFUTED, "before the issue on 1 June 2026"),
        (END, END, WIDE, "is a signatory"),
        (None, END, WIDE, "is a signatory"),
        (None, date(2026, 6, 1), UNKNOWN, "less than six months before"),
        (None, date(2026, 12, 1), REFUTED, "only until 31 May 2026"),
        (date(2019, 12, 31), DAY, REFUTED, "only since 1 January 2020"),
    ],
)
def test_a_scope_counts_until_its_last_day(
    directory: Directory,
    issued_on: date | None,
    day: date,
    expected: tuple[Level, Cause | None],
    words: str,
) -> None:
    scope = Scope(scope="management systems", starts_on=date(2020, 1, 1), ends_on=END)
    body = replace(SIGNATORY, scopes=(scope,))
    own = directory.with_entries(OwnEntries(accreditation_bodies=(body,), accreditations=(ROW,)))
    for evidence in (
        certificate(accreditation="XAB", issued_on=issued_on),
        certificate(accreditation="XAB", body="Foo", issued_on=issued_on),
    ):
        found = judged(evidence, own, day)
        assert (found.level, found.cause) == expected
        assert words in found.reason
        assert ORIGIN in found.reason


def test_a_scope_that_ended_and_began_again_counts_in_both_its_times(directory: Directory) -> None:
    scopes = (
        Scope(scope="Management Systems", ends_on=date(2021, 12, 31)),
        Scope(scope="management systems", starts_on=date(2023, 6, 1)),
    )
    own = directory.with_entries(
        OwnEntries(accreditation_bodies=(replace(SIGNATORY, scopes=scopes),))
    )
    found = {
        issued: judged(certificate(accreditation="XAB", issued_on=issued), own).cause
        for issued in (date(2022, 5, 1), date(2023, 6, 1), date(2026, 1, 1))
    }
    assert list(found.values()) == [Cause.REFUTED, None, None]


def test_a_scheme_authority_counts_only_in_its_time(directory: Directory) -> None:
    authority = replace(
        SIGNATORY,
        code="IATF",
        status=BodyStatus.SCHEME_AUTHORITY,
        scopes=(Scope(scope="IATF 16949", ends_on=END),),
    )
    own = directory.with_entries(OwnEntries(accreditation_bodies=(authority,)))
    held = certificate(standard="IATF 16949", accreditation="IATF")
    assert judged(held, directory).level is Level.WIDELY_RECOGNISED
    found = judged(held, own, date(2026, 12, 1))
    assert found.cause is Cause.REFUTED
    assert "the scheme's own authority for IATF 16949 only until 31 May 2026" in found.reason
    without = replace(authority, scopes=())
    own = directory.with_entries(OwnEntries(accreditation_bodies=(without,)))
    assert judged(held, own).cause is Cause.UNKNOWN


def test_the_end_of_a_scope_is_a_day_on_which_recognition_turns(directory: Directory) -> None:
    scope = Scope(scope="management systems", ends_on=END)
    body = replace(SIGNATORY, scopes=(scope,))
    own = directory.with_entries(OwnEntries(accreditation_bodies=(body,), accreditations=(ROW,)))
    for evidence in (certificate(accreditation="XAB"), certificate()):
        days = recognition_days(evidence, own)
        assert {date(2026, 6, 1), date(2026, 11, 30)} <= set(days)
