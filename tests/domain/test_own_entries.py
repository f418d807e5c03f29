"""The register's own directory entries: found like the supplied ones, going before them."""

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
    Edition,
    OwnEntries,
)
from domain.validity import state_on
from domain.vocabulary import Accreditation, Cause, Level, State
from tests.domain.own import CHECKED, DAY, ORIGIN, ROW, SIGNATORY, certificate, judged


def test_nothing_of_its_own_leaves_the_directory_as_it_is(directory: Directory) -> None:
    assert directory.with_entries(OwnEntries()) is directory


def test_an_own_accreditation_body_is_found_by_all_its_names(directory: Directory) -> None:
    own = directory.with_entries(OwnEntries(accreditation_bodies=(SIGNATORY,)))
    for cell in ("XAB", "xab 012", "EAB", "Example Accreditation Board (XAB)"):
        assert own.accreditation_body(cell) == SIGNATORY
    assert directory.accreditation_body("XAB") is None
    found = judged(certificate(accreditation="EAB"), own)
    assert found.level is Level.WIDELY_RECOGNISED
    assert ORIGIN in found.reason
    assert found.entry == f"XAB {ORIGIN}"


def test_an_own_entry_takes_the_place_of_the_supplied_one(directory: Directory) -> None:
    refused = replace(SIGNATORY, code="ukas", status=BodyStatus.NOT_SIGNATORY)
    own = directory.with_entries(OwnEntries(accreditation_bodies=(refused,)))
    assert own.accreditation_body("UKAS") == replace(refused, code="UKAS")
    assert len(own.accreditation_bodies) == len(directory.accreditation_bodies)
    found = judged(certificate(accreditation="UKAS"), own)
    assert (found.level, found.cause) == (Level.UNPROVEN, Cause.REFUTED)
    assert ORIGIN in found.reason


def test_an_own_accreditation_counts_at_once_and_is_named(directory: Directory) -> None:
    unknown = certificate(body="Penang Cert Sdn Bhd")
    assert judged(unknown, directory).cause is Cause.UNKNOWN
    row = replace(ROW, certification_body="Penang Cert Sdn Bhd", accreditation_body="ukas")
    own = directory.with_entries(OwnEntries(accreditations=(row,)))
    found = judged(unknown, own)
    assert found.level is Level.WIDELY_RECOGNISED
    assert found.entry == f"Penang Cert Sdn Bhd–UKAS, ISO 9001 {ORIGIN}"
    assert f"accredited by UKAS for ISO 9001 {ORIGIN}" in found.reason
    named = judged(
        replace(unknown, accreditation=Accreditation.NAMED, accreditation_body="UKAS"), own
    )
    assert f"The directory confirms {found.entry}." in named.reason
    assert "pair not confirmed" not in named.reason


@pytest.mark.parametrize(
    ("body", "accreditor", "standard"),
    [
        ("SGS United Kingdom", "UKAS", "ISO 9001"),
        ("sgs", "United Kingdom Accreditation Service", "ISO 9001:2015"),
        ("SGS", "ukas", "BS EN ISO 9001"),
        ("SGS", "UKAS", "ISO 9001, ISO 14001"),
    ],
)
def test_the_key_of_an_accreditation_is_found_in_any_usual_writing(
    directory: Directory, body: str, accreditor: str, standard: str
) -> None:
    row = replace(
        ROW, certification_body=body, accreditation_body=accreditor, standard=standard,
        status="suspended",
    )  # fmt: skip
    own = directory.with_entries(OwnEntries(accreditations=(row,)))
    pairs = [r for r in own.accreditations("SGS", "ISO 9001") if r.accreditation_body == "UKAS"]
    assert [(r.status, r.own) for r in pairs] == [("suspended", True)]
    assert judged(certificate(accreditation="UKAS"), own).cause is Cause.REFUTED
    unused = OwnEntries(unused=frozenset({("cb_accreditation", body, accreditor, standard)}))
    without = directory.with_entries(unused).accreditations("SGS", "ISO 9001")
    assert "UKAS" not in [r.accreditation_body for r in without]
    assert len(without) == len(directory.accreditations("SGS", "ISO 9001")) - 1


def test_two_own_periods_of_one_accreditation_are_both_kept(directory: Directory) -> None:
    rows = (
        replace(ROW, accreditation_body="UKAS", ends_on=date(2021, 12, 31)),
        replace(ROW, accreditation_body="UKAS", starts_on=date(2023, 1, 1)),
    )
    own = directory.with_entries(OwnEntries(accreditations=rows))
    assert judged(certificate(accreditation="UKAS"), own).level is Level.WIDELY_RECOGNISED
    assert "start not known" not in judged(certificate(accreditation="UKAS"), own).reason


def test_what_is_not_used_is_gone_with_what_hangs_on_it(directory: Directory) -> None:
    own = directory.with_entries(
        OwnEntries(
            unused=frozenset(
                {("certification_body", "sgs"), ("accreditation_body", "DAkkS"),
                 ("standard_edition", "ISO 9001", "2008")}
            )
        )
    )  # fmt: skip
    assert own.certification_body("SGS") is None
    assert own.accreditation_body("DAkkS") is None
    assert all(row.certification_body != "SGS" for row in own.all_accreditations)
    assert "2008" not in [edition.edition for edition in own.editions("ISO 9001")]
    assert judged(certificate(), own).cause is Cause.UNKNOWN
    assert "not in the directory" in judged(certificate(accreditation="DAkkS"), own).reason


def test_the_name_of_a_body_goes_before_the_alias_of_an_own_one(directory: Directory) -> None:
    own = directory.with_entries(
        OwnEntries(
            certification_bodies=(
                CertificationBody(name="Alpine Cert", aliases=("SGS", "南德"), own=True),
            )
        )
    )
    found = own.certification_body("SGS")
    assert found is not None
    assert found.name == "SGS"
    assert own.certification_body("南德") is own.certification_body("Alpine Cert AG")


def test_own_editions_stand_in_their_order_and_shorten(directory: Directory) -> None:
    ended = Edition(
        standard="ISO 9001:2015",
        edition="2015",
        successor="2026",
        invalid_after=date(2026, 10, 31),
        checked_on=CHECKED,
        own=True,
    )
    new = Edition(standard="Own 1", edition="3", own=True)
    own = directory.with_entries(OwnEntries(editions=(ended, new)))
    assert [e.edition for e in own.editions("ISO 9001")] == [
        e.edition for e in directory.editions("ISO 9001")
    ]
    assert own.editions("Own 1") == (new,)
    held = certificate(edition="2015", expires_on=date(2027, 2, 28))
    assert state_on(held, DAY, directory).state is not State.EXPIRED
    validity = state_on(held, DAY, own)
    assert validity.state is State.EXPIRED
    assert validity.effective_expiry == date(2026, 10, 31)


def test_a_name_of_nothing_but_signs_names_nothing(directory: Directory) -> None:
    own = directory.with_entries(
        OwnEntries(
            accreditation_bodies=(replace(SIGNATORY, code="–", aliases=("...",)),),
            certification_bodies=(CertificationBody(name="-", exact_aliases=("?",), own=True),),
        )
    )
    for cell in ("", "-", "?", "Somebody"):
        assert own.certification_body(cell) is None
        assert own.accreditation_body(cell) is None


NAMES = st.sampled_from(("SGS", "sgs", "Own Cert", "UKAS", "XAB", "", "ISO 9001", "x", "南德"))


@given(
    st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=4),
    st.lists(st.tuples(NAMES, NAMES), max_size=3),
    st.frozensets(
        st.tuples(st.just("certification_body"), NAMES)
        | st.tuples(st.just("accreditation_body"), NAMES)
        | st.tuples(st.just("cb_accreditation"), NAMES, NAMES, NAMES)
        | st.tuples(st.just("standard_edition"), NAMES, NAMES),
        max_size=3,
    ),
)
def test_any_own_entries_can_be_laid_over(
    rows: list[tuple[str, str, str]],
    bodies: list[tuple[str, str]],
    unused: frozenset[tuple[str, ...]],
) -> None:
    own = OwnEntries(
        accreditation_bodies=tuple(
            AccreditationBody(code=code, aliases=(alias,), own=True) for code, alias in bodies
        ),
        certification_bodies=tuple(
            CertificationBody(name=name, aliases=(alias,), own=True) for name, alias in bodies
        ),
        accreditations=tuple(
            CbAccreditation(certification_body=cb, accreditation_body=ab, standard=s, own=True)
            for cb, ab, s in rows
        ),
        unused=unused,
    )
    laid = Directory.load().with_entries(own)
    hidden = {key[1].casefold() for key in unused if key[0] == "certification_body"}
    for cb, _, standard in rows:
        if cb and standard and cb.casefold() not in hidden:
            assert laid.certification_body(cb) is not None
    judged(certificate(), laid)
    assert laid.with_entries(own).all_accreditations == laid.all_accreditations
