"""Registers to read from, small enough to know by heart."""

from datetime import date
from pathlib import Path

import pytest

from domain.facts import AuditFacts
from domain.vocabulary import AuditResult, Party
from tests.storage.invented import BUYERS, certificate, supplier
from tests.storage.written import write_register

RECORDED = date(2026, 1, 5)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A register of three suppliers: one well certified, one lapsed, one without evidence."""
    return write_register(
        tmp_path / "three.attesta",
        [
            supplier(
                1,
                "Ánh Dương Co., Ltd.",
                code="S-1",
                local_name="Công ty TNHH Ánh Dương",
                country="VN",
                certificates=(
                    certificate(1),
                    certificate(2, standard="ISO 14001", expires_on=date(2026, 12, 1)),
                ),
            ),
            supplier(
                2,
                "Bergland GmbH",
                code="S-2",
                country="DE",
                certificates=(certificate(3, expires_on=date(2026, 11, 22)),),
                audits=(
                    AuditFacts(
                        id=1,
                        supplier_id=2,
                        party=Party.SECOND,
                        standard="ISO 9001",
                        done_on=date(2026, 3, 1),
                        result=AuditResult.PASSED,
                        buyers=(BUYERS[0],),
                        recorded_on=RECORDED,
                    ),
                ),
            ),
            supplier(3, "Cascade LLC", code="S-3", country="US"),
        ],
        BUYERS,
    )
