"""Renewal chains whatever users said: no circle counts, nor a denied pair; a proposal does."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.directory import Directory, Edition, OwnEntries
from domain.edition import edition_calendar
from domain.facts import CertificateFacts
from domain.renewal import Renewals
from domain.renewal_proposals import proposals
from tests.domain.invented import EVENTS, FIRST, MAYBE

DIRECTORY = Directory.load()


@st.composite
def chains(draw: st.DrawFn) -> tuple[CertificateFacts, ...]:
    """Certificates of one standard and few bodies, with whatever a user may have said of them."""
    ids = range(1, draw(st.integers(1, 6)) + 1)
    return tuple(
        CertificateFacts(
            id=id_,
            standard="ISO 9001",
            certification_body=draw(st.sampled_from(("BSI", "BSI", "SGS"))),
            issued_on=draw(MAYBE),
            valid_from=draw(st.none() | MAYBE),
            expires_on=draw(MAYBE),
            supersedes=draw(st.none() | st.sampled_from(ids)),
            not_renewing=tuple(draw(st.lists(st.sampled_from(ids), max_size=2))),
            recorded_on=FIRST,
            events=draw(EVENTS),
        )
        for id_ in ids
    )


@settings(max_examples=400)
@given(chains())
def test_no_chain_comes_back_to_where_it_began(certificates: tuple[CertificateFacts, ...]) -> None:
    renewals = Renewals(certificates, DIRECTORY)
    following = {c.id: [s.certificate.id for s in renewals.successors(c)] for c in certificates}
    for start in following:
        waiting, seen = list(following[start]), set[int]()
        while waiting:
            one = waiting.pop()
            assert one != start
            if one not in seen:
                seen.add(one)
                waiting += following[one]
    last = [c for c in certificates if renewals.superseded_by(c, date.max) is None]
    assert last, "everything would be history"


@settings(max_examples=300)
@given(chains())
def test_a_denied_pair_is_no_chain(certificates: tuple[CertificateFacts, ...]) -> None:
    renewals = Renewals(certificates, DIRECTORY)
    for earlier in certificates:
        for successor in renewals.successors(earlier):
            assert earlier.id not in successor.certificate.not_renewing
    for proposal in proposals(certificates, DIRECTORY):
        assert proposal.earlier.id not in proposal.later.not_renewing
        assert proposal.later.supersedes != proposal.earlier.id


@settings(max_examples=300)
@given(chains())
def test_a_proposal_counts_until_it_is_denied_and_goes_once_it_is_confirmed(
    certificates: tuple[CertificateFacts, ...],
) -> None:
    renewals = Renewals(certificates, DIRECTORY)
    for proposal in proposals(certificates, DIRECTORY):
        successor = renewals.superseded_by(proposal.earlier, date.max)
        assert successor is not None
        assert successor.certificate is proposal.later
        assert proposal.may_be_confirmed == (proposal.later.supersedes is None)
        denied = replace(
            proposal.later, not_renewing=(*proposal.later.not_renewing, proposal.earlier.id)
        )
        assert _pair(proposal.later, proposal.earlier) not in _pairs(_with(certificates, denied))
        if proposal.may_be_confirmed:
            confirmed = replace(proposal.later, supersedes=proposal.earlier.id)
            held = _with(certificates, confirmed)
            assert _pair(proposal.later, proposal.earlier) not in _pairs(held)
            after = Renewals(held, DIRECTORY).superseded_by(
                next(c for c in held if c.id == proposal.earlier.id), date.max
            )
            assert after is not None


def _with(
    certificates: tuple[CertificateFacts, ...], changed: CertificateFacts
) -> tuple[CertificateFacts, ...]:
    return tuple(changed if c.id == changed.id else c for c in certificates)


def _pair(later: CertificateFacts, earlier: CertificateFacts) -> tuple[int, int]:
    return later.id, earlier.id


def _pairs(certificates: tuple[CertificateFacts, ...]) -> set[tuple[int, int]]:
    return {_pair(p.later, p.earlier) for p in proposals(certificates, DIRECTORY)}


def test_many_certificates_said_to_renew_each_other_are_read_in_time() -> None:
    """As many as a large site may have, each said to renew the one before, against its dates."""
    count, first = 400, date(2000, 1, 1)
    held = tuple(
        CertificateFacts(
            id=n,
            standard="ISO 9001",
            certification_body="BSI",
            issued_on=first + timedelta(days=count - n),
            valid_from=first + timedelta(days=2 * n),
            expires_on=first + timedelta(days=3000 - n),
            supersedes=n - 1 if n > 1 else None,
            recorded_on=FIRST,
        )
        for n in range(1, count + 1)
    )
    renewals = Renewals(held, DIRECTORY)
    assert sum(renewals.superseded_by(c, date.max) is None for c in held) == 1


# --- the calendar of editions --------------------------------------------------------------


def test_the_ends_ahead_come_first_the_soonest_of_them_first() -> None:
    day = date(2026, 11, 23)
    own = DIRECTORY.with_entries(
        OwnEntries(
            editions=(
                Edition(
                    standard="ISO 22000",
                    edition="2018",
                    successor="2027",
                    invalid_after=day,
                    source="fssc.com",
                    checked_on=date(2026, 11, 3),
                    own=True,
                ),
            )
        )
    )
    found = edition_calendar(own, day)
    assert (found[0].standard, found[0].days_left, found[0].own) == ("ISO 22000", 0, True)
    assert (found[0].source, found[0].checked_on) == ("fssc.com", date(2026, 11, 3))
    ahead = [end for end in found if end.days_left >= 0]
    past = found[len(ahead) :]
    assert [e.days_left for e in ahead] == sorted(e.days_left for e in ahead)
    assert [e.days_left for e in past] == sorted((e.days_left for e in past), reverse=True)
    assert all(e.days_left < 0 for e in past)
    iso_9001 = next(end for end in found if (end.standard, end.edition) == ("ISO 9001", "2015"))
    assert iso_9001.provisional
    assert iso_9001.last_day == date(2029, 9, 30)
    assert iso_9001.successor == "2026"
    assert len(edition_calendar(own, day.replace(year=2040))) == len(found)
