"""Holds what lists show against what the rules say of the same suppliers, day and buyer."""

from collections.abc import Iterable
from datetime import date

from domain.facts import BuyerRef, SupplierFacts
from domain.qualification import Profile, assess, shown_evidence
from domain.standing import EvidenceStanding, standings
from domain.validity import Windows
from storage.listings import AuditRow, CertificateRow, Listing
from storage.queries import Reader

_ALL = 10_000


def evidence_agrees(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    buyer: BuyerRef | None,
    windows: Windows,
) -> None:
    """Every certificate and audit is listed, with the state and recognition it stands in."""
    listed = {
        (kind, row.id): row
        for kind in ("certificate", "audit")
        for row in reader.page(
            Listing(kind=f"{kind}s", day=day, buyer=buyer, windows=windows), 0, _ALL
        )
    }
    for facts in suppliers:
        for standing in standings(
            facts, buyer=buyer, day=day, directory=reader.directory, windows=windows
        ):
            _row_agrees(listed.pop((standing.type, standing.id)), standing)
    assert not listed


def _row_agrees(row: CertificateRow | AuditRow, standing: EvidenceStanding) -> None:
    recognition, validity = standing.recognition, standing.validity
    assert row.recognition == (recognition.level if recognition else None)
    assert row.state == (validity.state if validity else None)
    assert row.days_left == (validity.days_left if validity else None)
    expiry = validity.effective_expiry if validity else None
    if isinstance(row, AuditRow):
        assert row.current_until == expiry
        return
    assert row.effective_expiry == expiry
    assert row.cover_until == (validity.cover_until if validity else None)
    assert row.cause == (recognition.cause if recognition else None)
    assert row.superseded == standing.superseded


def suppliers_agree(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
) -> None:
    """Every supplier is listed with its verdict and the standing of the evidence for it."""
    listing = Listing(kind="suppliers", day=day, buyer=buyer, profile=profile)
    rows = {row.id: row for row in reader.page(listing, 0, _ALL)}
    for facts in suppliers:
        assessment = assess(facts, profile, buyer, day, reader.directory)
        wanted = shown_evidence(assessment)
        found = standings(facts, buyer=buyer, day=day, directory=reader.directory)
        shown = next((each for each in found if (each.type, each.id) == wanted), None)
        recognition = shown.recognition if shown else None
        validity = shown.validity if shown else None
        row = rows.pop(facts.id)
        assert row.verdict == assessment.verdict
        assert row.evidence == wanted
        assert row.reason == (assessment.decided_by[0].reason if assessment.decided_by else "")
        assert row.recognition == (recognition.level if recognition else None)
        assert row.cause == (recognition.cause if recognition else None)
        assert row.state == (validity.state if validity else None)
        assert row.effective_expiry == (validity.effective_expiry if validity else None)
        assert row.days_left == (validity.days_left if validity else None)
    assert not rows
