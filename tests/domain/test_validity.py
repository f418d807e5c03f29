"""Calendar, gaps, hints, surveillance and chips: what the worked cases do not show."""

from datetime import date

import pytest

from domain.days import add_months, day_after, day_before, days_ahead
from domain.directory import Directory
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, StatusEvent
from domain.hints import hints
from domain.recognition import Recognition
from domain.surveillance import judge_surveillance
from domain.validity import Validity, Windows, audit_state_on, gaps, state_on, successor_of
from domain.vocabulary import AuditKind, AuditResult, EventKind, Kind, Level, Outcome, Party, State
from domain.wording import (
    audit_label,
    certificate_label,
    level_short,
    level_words,
    long_day,
    short_day,
    validity_chip,
    validity_phrase,
)

DAY = date(2026, 11, 23)


def certificate(**values: object) -> CertificateFacts:
    """An ISO 9001 certificate by BSI, with what a test changes."""
    usual: dict[str, object] = {
        "standard": "ISO 9001",
        "edition": "2015",
        "kind": Kind.MANAGEMENT_SYSTEM,
        "certification_body": "BSI",
        "recorded_on": DAY,
    }
    return CertificateFacts(**{**usual, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 5, 14), 24, date(2027, 5, 14)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(9999, 1, 1), 24, date.max),
        (date(1, 6, 1), -24, date.min),
    ],
)
def test_months_are_counted_as_people_count_them(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_the_ends_of_the_calendar_hold() -> None:
    assert day_after(date.max) == days_ahead(date.max, 5) == date.max
    assert day_before(date.min) == date.min
    assert days_ahead(date(2026, 12, 31), 1) == date(2027, 1, 1)


def test_a_certificate_that_never_ends_on_the_calendar_is_valid(directory: Directory) -> None:
    assert state_on(certificate(expires_on=date.max), DAY, directory).state is State.VALID


def test_windows_can_be_set(directory: Directory) -> None:
    ending = certificate(expires_on=date(2027, 3, 1))
    assert state_on(ending, DAY, directory).state is State.VALID
    assert state_on(ending, DAY, directory, Windows(urgent=30, soon=98)).state is State.SOON
    assert state_on(ending, DAY, directory, Windows(urgent=98, soon=99)).state is State.URGENT


# --- renewals and gaps ---------------------------------------------------------------------


def chain(*spans: tuple[date, date]) -> tuple[CertificateFacts, ...]:
    """Certificates of one body, one after the other."""
    return tuple(
        certificate(id=n, number=f"C-{n}", issued_on=issued, expires_on=expires)
        for n, (issued, expires) in enumerate(spans, 1)
    )


@pytest.mark.parametrize(
    ("restart", "days", "restored"),
    [
        (date(2023, 8, 12), 0, False),  # the day after the end
        (date(2023, 8, 13), 1, True),
        (date(2024, 2, 11), 183, True),  # six months to the day
        (date(2024, 2, 12), 184, False),
    ],
)
def test_gaps_show_and_a_lapse_restored_in_six_months_is_said(
    restart: date, days: int, restored: bool, directory: Directory
) -> None:
    found = gaps(
        chain((date(2020, 8, 12), date(2023, 8, 11)), (restart, date(2027, 2, 8))), DAY, directory
    )
    assert [gap.days for gap in found] == ([days] if days else [])
    if days:
        assert found[0].first == date(2023, 8, 12)
        assert found[0].restored is restored
        assert ("9.6.3.2.5" in found[0].sentence) is restored


def test_a_gap_is_known_once_the_successor_is_issued(directory: Directory) -> None:
    held = chain((date(2020, 8, 12), date(2023, 8, 11)), (date(2023, 10, 2), date(2026, 10, 1)))
    assert gaps(held, date(2023, 10, 1), directory) == ()
    assert len(gaps(held, date(2023, 10, 2), directory)) == 1


def test_what_another_certificate_bridges_is_no_gap(directory: Directory) -> None:
    held = (
        *chain((date(2020, 8, 12), date(2023, 8, 11)), (date(2023, 10, 2), date(2026, 10, 1))),
        certificate(
            id=9,
            certification_body="SGS",
            issued_on=date(2023, 1, 1),
            expires_on=date(2025, 12, 31),
        ),
    )
    assert gaps(held, DAY, directory) == ()


def test_the_first_to_replace_a_certificate_is_its_successor(directory: Directory) -> None:
    first, second, third = chain(
        (date(2018, 1, 1), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2026, 12, 31)),
    )
    held = (third, first, second)
    assert successor_of(first, held, DAY, directory) is second
    assert successor_of(second, held, DAY, directory) is third
    assert successor_of(third, held, DAY, directory) is None
    assert successor_of(first, held, date(2020, 12, 31), directory) is None


@pytest.mark.parametrize(
    "difference",
    [
        {"standard": "ISO 14001"},
        {"certification_body": "SGS"},
        {"certification_body": ""},
        {"issued_on": None},
        {"issued_on": date(2023, 12, 11)},
        {"expires_on": None},
        {"sites": ("Kedah",)},
        {"party": Party.SECOND},
        {"buyers": (BuyerRef(1, "Halden Grid AS"),)},
    ],
    ids=str,
)
def test_what_differs_in_an_essential_is_no_renewal(
    difference: dict[str, object], directory: Directory
) -> None:
    earlier = certificate(
        id=1,
        party=Party.THIRD,
        issued_on=date(2023, 12, 11),
        expires_on=date(2026, 12, 10),
        sites=("Penang",),
    )
    usual = {
        "id": 2,
        "party": Party.THIRD,
        "issued_on": date(2026, 11, 1),
        "expires_on": date(2029, 10, 31),
    }
    assert successor_of(earlier, (certificate(**usual),), DAY, directory) is not None
    other = certificate(**{**usual, **difference})
    assert successor_of(earlier, (other,), DAY, directory) is None


def test_certificates_that_claim_to_renew_each_other_stay_both(directory: Directory) -> None:
    one = certificate(id=1, supersedes=2, expires_on=date(2028, 1, 1))
    two = certificate(id=2, supersedes=1, expires_on=date(2028, 1, 1))
    three = certificate(id=3, supersedes=3, expires_on=date(2028, 1, 1))
    held = (one, two, three)
    assert [successor_of(c, held, DAY, directory) for c in held] == [None, None, None]


def test_a_renewal_in_hand_that_is_suspended_on_its_start_gives_no_cover(
    directory: Directory,
) -> None:
    ending = certificate(id=1, issued_on=date(2023, 12, 11), expires_on=date(2026, 12, 10))
    following = certificate(
        id=2,
        issued_on=date(2026, 11, 1),
        valid_from=date(2026, 12, 11),
        expires_on=date(2029, 12, 10),
        events=(StatusEvent(kind=EventKind.SUSPENDED, on=date(2026, 11, 20), recorded_on=DAY),),
    )
    before = state_on(ending, date(2026, 11, 19), directory, siblings=(ending, following))
    after = state_on(ending, DAY, directory, siblings=(ending, following))
    assert (before.state, before.cover_until) == (State.VALID, date(2029, 12, 10))
    assert (after.state, after.cover_until) == (State.URGENT, date(2026, 12, 10))


def test_two_renewals_in_hand_one_after_the_other_carry_the_cover(directory: Directory) -> None:
    held = tuple(
        certificate(id=n, issued_on=issued, valid_from=starts, expires_on=expires)
        for n, (issued, starts, expires) in enumerate(
            (
                (date(2025, 12, 1), date(2025, 12, 11), date(2026, 12, 10)),
                (date(2026, 11, 1), date(2026, 12, 11), date(2027, 12, 10)),
                (date(2026, 11, 20), date(2027, 12, 11), date(2028, 12, 10)),
            )
        )
    )
    day_before_issue = state_on(held[0], date(2026, 11, 19), directory, siblings=held)
    on_issue = state_on(held[0], date(2026, 11, 20), directory, siblings=held)
    on_start = state_on(held[0], date(2026, 12, 10), directory, siblings=held)
    assert day_before_issue.cover_until == date(2027, 12, 10)
    assert on_issue.cover_until == on_start.cover_until == date(2028, 12, 10)


def test_a_renewal_withdrawn_before_its_start_replaces_nothing(directory: Directory) -> None:
    ending = certificate(id=1, issued_on=date(2024, 12, 11), expires_on=date(2027, 12, 10))
    following = certificate(
        id=2,
        issued_on=date(2026, 11, 1),
        expires_on=date(2029, 12, 10),
        events=(StatusEvent(kind=EventKind.WITHDRAWN, recorded_on=DAY),),
    )
    assert successor_of(ending, (ending, following), DAY, directory) is None


def test_only_an_expired_certificate_that_nothing_followed_can_be_restored(
    directory: Directory,
) -> None:
    lapsed, renewal = chain((date(2020, 8, 12), date(2023, 8, 11)), (date(2023, 9, 1), DAY))
    day = date(2023, 10, 1)
    usual = {"issued_on": date(2020, 8, 12), "expires_on": date(2023, 8, 11)}
    told = {
        "alone": state_on(lapsed, day, directory).notes,
        "its last day of restoration": state_on(lapsed, date(2024, 2, 11), directory).notes,
        "the day after": state_on(lapsed, date(2024, 2, 12), directory).notes,
        "in force": state_on(lapsed, date(2023, 8, 11), directory).notes,
        "followed": state_on(lapsed, day, directory, siblings=(lapsed, renewal)).notes,
        "of a product": state_on(certificate(**usual, kind=Kind.PRODUCT), day, directory).notes,
        "a customer's": state_on(certificate(**usual, party=Party.SECOND), day, directory).notes,
    }
    restorable = {what for what, notes in told.items() if "restore" in " ".join(notes)}
    assert restorable == {"alone", "its last day of restoration"}


def test_what_befell_a_certificate_is_told_from_its_day_on(directory: Directory) -> None:
    reduced = StatusEvent(
        kind=EventKind.SCOPE_REDUCED, on=date(2026, 3, 3), reason="no printing.", recorded_on=DAY
    )
    undated = StatusEvent(kind=EventKind.SCOPE_REDUCED, recorded_on=DAY)
    held = certificate(issued_on=date(2025, 1, 10), expires_on=DAY, events=(reduced, undated))
    assert state_on(held, date(2026, 3, 2), directory).notes == ()
    assert state_on(held, date(2026, 3, 3), directory).notes == (
        "Its scope was reduced on 3 March 2026: no printing.",
    )
    assert state_on(held, DAY, directory).notes[-1] == (
        "Its scope was reduced on a day not recorded."
    )


# --- audits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"party": Party.SECOND, "result": AuditResult.PASSED}, State.VALID),
        ({"party": Party.SECOND, "result": AuditResult.PASSED_WITH_CONDITIONS}, State.VALID),
        ({"party": Party.SECOND, "result": AuditResult.FAILED}, None),
        ({"party": Party.SECOND, "result": AuditResult.PENDING}, None),
        ({"party": Party.SECOND}, None),
        ({"party": Party.THIRD, "result": AuditResult.PASSED}, None),
        ({"party": Party.FIRST}, State.VALID),
        ({"kind": AuditKind.INTERNAL}, State.VALID),
    ],
    ids=str,
)
def test_only_audits_that_give_a_level_have_a_validity(
    values: dict[str, object], state: State | None
) -> None:
    audit = AuditFacts(done_on=date(2026, 3, 1), recorded_on=DAY, **values)  # type: ignore[arg-type]
    validity = audit_state_on(audit, DAY)
    assert (validity.state if validity else None) == state


def test_an_audit_without_a_day_is_undated_from_its_recording() -> None:
    audit = AuditFacts(party=Party.SECOND, result=AuditResult.PASSED, recorded_on=DAY)
    assert audit_state_on(audit, date(2026, 11, 22)) is None
    validity = audit_state_on(audit, DAY)
    assert validity is not None
    assert validity.state is State.UNDATED


# --- surveillance --------------------------------------------------------------------------


def test_surveillance_is_asked_of_management_systems_only() -> None:
    product = certificate(kind=Kind.PRODUCT, issued_on=date(2020, 1, 1))
    assert judge_surveillance(product, (), DAY).outcome is Outcome.NOT_APPLICABLE


def test_a_year_without_an_audit_is_told_even_where_the_next_was_held() -> None:
    held = tuple(
        AuditFacts(id=n, party=Party.THIRD, standard="ISO 9001", done_on=done, recorded_on=DAY)
        for n, done in enumerate((date(2024, 3, 1), date(2026, 3, 1)))
    )
    cycle = certificate(issued_on=date(2023, 5, 1), expires_on=date(2027, 4, 30))
    found = judge_surveillance(cycle, held, DAY)
    assert found.outcome is Outcome.PASS
    assert "none for 2025" in found.reason


def test_the_next_due_date_of_an_audit_is_a_due_date() -> None:
    cycle = certificate(issued_on=date(2025, 1, 10), expires_on=date(2028, 1, 9))
    audit = AuditFacts(
        party=Party.THIRD,
        kind=AuditKind.SURVEILLANCE,
        standard="ISO 9001",
        done_on=date(2025, 11, 1),
        next_due_on=date(2026, 11, 1),
        recorded_on=DAY,
    )
    assert judge_surveillance(cycle, (audit,), date(2026, 11, 1)).outcome is Outcome.PASS
    assert judge_surveillance(cycle, (audit,), date(2026, 11, 2)).outcome is Outcome.FAIL


@pytest.mark.parametrize("values", [{"certificate_id": 8}, {"standard": "ISO 14001"}], ids=str)
def test_audits_of_another_certificate_do_not_count(values: dict[str, object]) -> None:
    cycle = certificate(id=7, issued_on=date(2024, 1, 10), expires_on=date(2027, 1, 9))
    usual: dict[str, object] = {"party": Party.THIRD, "standard": "ISO 9001"}
    audit = AuditFacts(
        done_on=date(2026, 5, 1),
        recorded_on=DAY,
        **{**usual, **values},  # type: ignore[arg-type]
    )
    assert judge_surveillance(cycle, (audit,), DAY).outcome is Outcome.UNKNOWN


# --- hints ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"issued_on": date(2026, 1, 2), "expires_on": date(2026, 1, 1)}, "before its issue"),
        ({"issued_on": date(2023, 1, 1), "expires_on": date(2026, 7, 2)}, "six months"),
        ({"issued_on": date(2026, 11, 24)}, "issued in the future"),
        ({"issued_on": date(1986, 12, 31)}, "before 1987"),
        ({"expires_on": date(2041, 11, 24)}, "more than 15 years ahead"),
        ({"issued_on": date(1970, 1, 1)}, "empty date"),
        ({"issued_on": date(1900, 1, 1)}, "empty date"),
        ({"party": Party.THIRD, "buyers": (BuyerRef(1, "Halden"),)}, "third party"),
    ],
    ids=str,
)
def test_what_looks_odd_is_hinted_at(values: dict[str, object], words: str) -> None:
    assert any(words in hint for hint in hints(certificate(**values), DAY))


@pytest.mark.parametrize(
    "values",
    [
        {"issued_on": date(2023, 1, 1), "expires_on": date(2026, 7, 1)},
        {"issued_on": DAY, "expires_on": date(2029, 11, 22)},
        {"issued_on": date(1987, 1, 1)},
        {"expires_on": date(2041, 11, 23)},
        {"kind": Kind.PRODUCT, "issued_on": date(2020, 1, 1), "expires_on": date(2030, 1, 1)},
    ],
    ids=str,
)
def test_what_is_usual_is_not(values: dict[str, object]) -> None:
    assert hints(certificate(**values), DAY) == ()


def test_the_same_number_at_two_suppliers_is_told() -> None:
    one = certificate(number="VN24/00381", supplier_id=1)
    other = certificate(number="VN24/00381", supplier_id=2)
    assert "another supplier" in hints(one, DAY, (one, other))[0]
    assert hints(one, DAY, (one,)) == ()


# --- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "chip", "phrase"),
    [
        ({"expires_on": date(2027, 1, 23)}, "61 days left", "Expires in 61 days"),
        ({"expires_on": date(2026, 11, 24)}, "1 day left", "Expires in 1 day"),
        ({"expires_on": DAY}, "Last day", "Expires today"),
        ({"expires_on": date(2026, 11, 14)}, "Lapsed 9 days", "Expired 9 days ago"),
        ({"expires_on": date(2026, 11, 22)}, "Lapsed 1 day", "Expired 1 day ago"),
        ({"issued_on": date(2026, 12, 1)}, "From 1 Dec 2026", "Valid from 1 Dec 2026"),
        ({}, "No expiry known", "Undated"),
        ({"expires_on": date(2028, 3, 5)}, "Valid to Mar 2028", "Valid"),
    ],
    ids=str,
)
def test_chips_say_it_in_few_words(
    values: dict[str, object], chip: str, phrase: str, directory: Directory
) -> None:
    validity = state_on(certificate(**values), DAY, directory)
    assert (validity_chip(validity), validity_phrase(validity)) == (chip, phrase)


def test_chips_without_validity_or_level_are_calm() -> None:
    assert validity_chip(None) == validity_phrase(None) == "–"
    assert level_words(None) == level_short(None) == "No evidence"
    assert validity_chip(Validity(state=State.SUSPENDED, reason="")) == "Suspended"


def test_one_customer_is_named() -> None:
    one = Recognition(level=Level.ONE_CUSTOMER, buyers=("Halden Grid AS",))
    two = Recognition(level=Level.ONE_CUSTOMER, buyers=("Halden Grid AS", "Nordlicht"))
    nobody = Recognition(level=Level.ONE_CUSTOMER)
    assert level_words(one) == "Recognised by Halden Grid AS only"
    assert level_short(one) == "Halden Grid AS only"
    assert level_words(two) == "Recognised by Halden Grid AS and Nordlicht only"
    assert level_short(two) == "2 customers only"
    assert level_words(nobody) == "Recognised by one customer only"


def test_labels_and_days() -> None:
    assert certificate_label(certificate(number="X-1")) == "ISO 9001:2015 X-1"
    assert certificate_label(certificate(edition=None)) == "ISO 9001 (no number)"
    audit = AuditFacts(standard="ISO 9001", done_on=DAY, recorded_on=DAY)
    assert audit_label(audit) == "Audit to ISO 9001, 23 Nov 2026"
    assert (long_day(date(2027, 2, 8)), short_day(date(2027, 2, 8))) == (
        "8 February 2027",
        "8 Feb 2027",
    )
