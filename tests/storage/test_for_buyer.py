"""What is exported for a buyer holds nothing of other buyers' audits; lists stay whole."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.facts import AuditFacts, BuyerRef, FindingFacts, Verification
from domain.qualification import GENERAL_B2B
from domain.vocabulary import AuditKind, AuditResult, CheckResult, Grading, Party
from storage.for_buyer import ForBuyer
from storage.listing_rows import export_rows
from storage.queries import Reader
from tests.storage.invented import BUYERS, RECORDED, certificate, supplier
from tests.storage.written import write_register

DAY = date(2026, 11, 23)
OURS, THEIRS = BUYERS[0], BUYERS[1]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """One supplier: audits of two customers, of both, of one not named, its own; with findings."""

    def audit(id_: int, party: Party | None, *buyers: BuyerRef, **more: object) -> AuditFacts:
        return AuditFacts(
            id=id_,
            supplier_id=1,
            reference=f"A{id_}",
            party=party,
            buyers=buyers,
            done_on=date(2026, 3, id_),
            result=AuditResult.PASSED,
            recorded_on=RECORDED,
            **more,  # type: ignore[arg-type]
        )

    def finding(id_: int, audit_id: int) -> FindingFacts:
        return FindingFacts(
            id=id_,
            audit_id=audit_id,
            number=f"F{id_}",
            grading=Grading.MINOR,
            recorded_on=RECORDED,
        )

    odd = {"issued_on": date(2026, 5, 1), "expires_on": date(2026, 1, 1)}
    check = Verification(id=1, on=date(1980, 1, 1), result=CheckResult.CONFIRMED,
                         recorded_on=RECORDED)  # fmt: skip
    held = supplier(
        1,
        "Bergland",
        certificates=(
            certificate(1, number="ours", party=Party.SECOND, buyers=(OURS,)),
            certificate(2, number="theirs", buyers=(THEIRS,), certification_body="SGS",
                        verifications=(check,), **odd),
            certificate(3, number="all", **odd),
        ),
        audits=(
            audit(1, Party.SECOND, OURS),
            audit(2, Party.SECOND, THEIRS),
            audit(3, None, OURS, THEIRS),
            audit(4, None, kind=AuditKind.SUPPLIER),
            audit(5, Party.FIRST),
            audit(6, Party.THIRD),
        ),
        findings=tuple(finding(id_, id_) for id_ in range(1, 7)),
    )  # fmt: skip
    with Reader(write_register(tmp_path / "r.attesta", [held], BUYERS)) as reader:
        yield reader


def _exported(reader: Reader, kind: str, buyer: BuyerRef | None) -> tuple[list[str], str]:
    """What names the rows of an export, and what it says was left out."""
    name = {"certificates": "number", "audits": "reference", "hints": "subject"}.get(kind, "number")
    handed_out = ForBuyer(reader, buyer)
    rows = export_rows(reader, kind, DAY, buyer, GENERAL_B2B, reader.directory, handed_out)
    return [str(row[name]) for row in rows], handed_out.left_out


@pytest.mark.parametrize(
    ("kind", "kept", "left_out"),
    [
        ("audits", ["A1", "A3", "A5", "A6"], "2 audits"),
        ("findings", ["F1", "F3", "F5", "F6"], "2 findings"),
        ("certificates", ["ours", "all"], "1 certificate-like record"),
    ],
)
def test_other_buyers_evidence_is_left_out_and_counted(
    reader: Reader, kind: str, kept: list[str], left_out: str
) -> None:
    tail = "was left out; it is confidential." if left_out.startswith("1 ") else (
        "were left out; they are confidential."
    )  # fmt: skip
    assert _exported(reader, kind, OURS) == (kept, f"{left_out} by other customers {tail}")


@pytest.mark.parametrize("kind", ["audits", "findings", "certificates", "hints"])
def test_nothing_is_left_out_for_nobody_in_particular(reader: Reader, kind: str) -> None:
    everything, left_out = _exported(reader, kind, None)
    assert left_out == ""
    rows = export_rows(reader, kind, DAY, OURS, GENERAL_B2B, reader.directory)
    assert len(list(rows)) == len(everything)  # the list is whole for a buyer too


def test_hints_on_other_buyers_evidence_are_left_out(reader: Reader) -> None:
    everything, _ = _exported(reader, "hints", None)
    assert any("theirs" in subject for subject in everything)
    kept, left_out = _exported(reader, "hints", OURS)
    assert kept
    assert not any("theirs" in subject for subject in kept)
    assert "on evidence by other customers" in left_out


@pytest.mark.parametrize("kind", ["programme", "matrix", "suppliers", "evaluations"])
def test_what_the_rules_say_for_a_buyer_is_exported_whole(reader: Reader, kind: str) -> None:
    handed_out = ForBuyer(reader, OURS)
    asked = (DAY, OURS, GENERAL_B2B, reader.directory)
    said = repr(list(export_rows(reader, kind, *asked, handed_out)))
    assert said == repr(list(export_rows(reader, kind, *asked)))
    assert handed_out.left_out == ""
    for secret in ("A2", "A4", "theirs", THEIRS.name):
        assert secret not in said
