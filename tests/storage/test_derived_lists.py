"""That what falls due, what looks odd and the matrix are listed as the rules say, and stay so."""

from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.facts import BuyerRef, SupplierFacts
from domain.qualification import Profile
from storage.connection import connect
from storage.queries import Reader
from tests.domain.case_loader import Case, all_cases
from tests.storage.agreement import (
    evaluations_agree,
    hints_agree,
    matrix_agrees,
    programme_agrees,
)
from tests.storage.invented import BUYERS, days, profiles, registers
from tests.storage.written import insert, write_register

DAY = date(2026, 11, 23)
quietly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
buyers = st.none() | st.sampled_from(BUYERS)

scans = st.dictionaries(
    st.tuples(st.sampled_from(("certificate", "audit")), st.integers(1, 12)),
    st.sampled_from(("a" * 64, "b" * 64)),
    max_size=6,
)


@quietly
@given(registers(), days, buyers, profiles, scans)
def test_derived_lists_say_what_the_rules_say(
    written: tuple[SupplierFacts, ...],
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
    scanned: dict[tuple[str, int], str],
) -> None:
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        _scan(path, scanned)
        with Reader(path) as reader:
            evaluations_agree(reader, written, day)
            programme_agrees(reader, written, day, buyer, profile)
            hints_agree(reader, written, day, scanned)
            matrix_agrees(reader, written, day, buyer, profile)


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_worked_cases_fall_due_and_look_odd_as_the_rules_say(case: Case, tmp_path: Path) -> None:
    path = write_register(tmp_path / "r.attesta", [case.supplier], BUYERS, case.directory)
    with Reader(path, case.directory) as reader:
        for buyer in (None, *BUYERS):
            programme_agrees(reader, [case.supplier], case.day, buyer, case.profile)
        hints_agree(reader, [case.supplier], case.day)
        matrix_agrees(reader, [case.supplier], case.day, case.buyer, case.profile)


def _scan(path: Path, scanned: dict[tuple[str, int], str]) -> None:
    with closing(connect(path, write=True)) as connection:
        for (owner, owner_id), sha256 in scanned.items():
            document = {"owner": owner, "owner_id": owner_id, "sha256": sha256}
            insert(connection, "document", document | {"name": "scan.pdf"})
