"""Values that no register writes are refused in words; what is only odd is read and judged."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.errors import RegisterError
from storage.check import check
from storage.listings import Listing, ListKind
from storage.queries import Reader
from storage.register import Register
from storage.sample import create_sample
from storage.sharing import shared_of
from storage.snapshots import expiry_snapshot, register_snapshot, supplier_snapshot
from tests.storage.contents import alter

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = NOW.date()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample register's file."""
    path = tmp_path_factory.mktemp("made") / "sample.attesta"
    create_sample(path, author="Mai", now=lambda: NOW).close()
    return path.read_bytes()


@pytest.fixture
def sample(made: bytes, tmp_path: Path) -> Path:
    """A sample register of its own."""
    path = tmp_path / "sample.attesta"
    path.write_bytes(made)
    return path


def read_everything(path: Path, day: date = DAY) -> None:
    """Read and judge what there is, for nobody in particular and for a buyer."""
    with Reader(path) as reader:
        reader.whole_history()
        shared_of(reader)
        for buyer in (None, *reader.buyers()[:1]):
            profile = reader.usual_profile(buyer)
            for kind in (ListKind.SUPPLIERS, ListKind.CERTIFICATES, ListKind.AUDITS):
                listing = Listing(kind=kind, day=day, buyer=buyer, profile=profile)
                reader.rows(listing, reader.ordered_ids(listing))
                reader.facets(listing)
            for facts in reader.suppliers():
                supplier_snapshot(reader, facts.id, buyer, profile, day, reader.directory)
            register_snapshot(reader, buyer, profile, day, reader.directory)
            expiry_snapshot(reader, buyer, day, reader.directory)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE site SET products = x'00ff'",
        "UPDATE certificate SET scope = x'00ff' WHERE id = 3",
        "UPDATE approval SET criteria = x'00ff'",
        "UPDATE approval SET ends_on = 7",
        "UPDATE evaluation SET score = 9e999",
        "UPDATE evaluation SET quality = 'good'",
        "UPDATE evaluation SET rating = 'E'",
        "UPDATE evaluation SET notes = x'00ff'",
        "UPDATE audit SET score = 'high'",
        "UPDATE requirement_profile SET name = x'00ff'",
        "UPDATE requirement_profile SET rules = 'approval be_nice'",
        "UPDATE requirement_profile SET margin_days = 9223372036854775807",
        "UPDATE requirement_profile SET verification_months = -1",
        "UPDATE requirement_profile SET audit_months = 1e300",
        "UPDATE requirement_profile SET audit = 2",
        "UPDATE profile_demand SET subject = x'00ff'",
        "UPDATE profile_demand SET mark = 'yes'",
        "UPDATE profile_demand SET subject = replace(hex(zeroblob(1000000)), '0', ' ')",
        "UPDATE profile_use SET criticality = 'extreme'",
        "UPDATE profile_use SET category = x'00ff'",
        "WITH RECURSIVE n(i) AS (SELECT 9 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
        " INSERT INTO profile_demand SELECT i, 1, 'ISO ' || i, 0, 1, 0, '2026-11-23' FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 9 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
        " INSERT INTO profile_use SELECT i, 1, 'P' || i, '', NULL, '2026-11-23' FROM n",
    ],
)
def test_what_no_register_writes_is_refused_in_words(sample, directory, statement):
    alter(sample, statement)
    with pytest.raises(RegisterError, match="Check the file"):
        read_everything(sample)
    assert not check(sample, directory).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE certificate SET supersedes_id = id",
        "UPDATE certificate SET supersedes_id = (SELECT c.id FROM certificate AS c"
        " WHERE c.supplier_id = certificate.supplier_id AND c.id <> certificate.id LIMIT 1)",
        "INSERT INTO renewal_denial SELECT NULL, a.id, b.id, '', '', '2026-11-23'"
        " FROM certificate AS a JOIN certificate AS b ON a.supplier_id = b.supplier_id",
        "UPDATE certificate SET decided_on = '9999-12-31', expires_on = '0001-01-01'",
        "UPDATE evaluation SET next_due_on = '9999-12-31', done_on = '0001-01-01'",
        "UPDATE approval SET due_on = '0001-01-01', ends_on = '9999-12-31'",
        "UPDATE audit SET planned_on = '9999-12-31', done_on = NULL, next_due_on = '0001-01-01'",
        "UPDATE profile_use SET profile = 'Nowhere'",
        "UPDATE profile_use SET buyer_id = NULL, category = '', criticality = NULL",
        "INSERT INTO standard_edition VALUES"
        " (9, 'ISO 9001', '2015', '', '0001-01-01', 0, '', '9999-12-31', 0, '2026-11-23')",
    ],
)
@pytest.mark.parametrize("day", [DAY, date.max])
def test_what_is_only_odd_is_read(sample, statement, day):
    alter(sample, f"PRAGMA foreign_keys = OFF; {statement}")
    with Register.open(sample, author="Mai", now=lambda: NOW) as register:
        assert not register.read_only
        read_everything(sample, day)


def test_a_text_longer_than_any_is_not_read(sample):
    alter(sample, "UPDATE evaluation SET notes = hex(zeroblob(40000000)) WHERE id = 1")
    with pytest.raises(RegisterError, match="longer than any in a register"):
        read_everything(sample)
