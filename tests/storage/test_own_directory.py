"""The register's own directory entries: recognition follows at once and stays right."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from domain.directory import Directory
from domain.errors import RegisterError
from domain.import_plan import Change, New
from domain.qualification import supplied_profiles
from domain.vocabulary import Level
from storage.backup import backup, restore
from storage.check import check
from storage.listings import Listing
from storage.queries import Reader
from storage.register import Register
from tests.storage.contents import alter, certificate, content, plan_of, rows, supplier

DAY = date(2026, 11, 23)
ROOT = Path(__file__).resolve().parent.parent.parent

BODY = Change("certification_body", New(1), {"name": "Lahnberg Cert", "aliases": "Lahnberg\nLBC"})
ROW = Change(
    "cb_accreditation",
    New(2),
    {
        "certification_body": "Lahnberg Cert",
        "accreditation_body": "DAkkS",
        "standard": "ISO 9001",
        "source": "Public register",
        "checked_on": "2026-09-14",
    },
)


@pytest.fixture
def small(new_register: Register) -> Register:
    """A supplier whose certificate was issued by a body that the supplied directory lacks."""
    new_register.apply(
        [
            supplier("Alpha"),
            certificate(New(1), certification_body="Lahnberg Zertifizierung GmbH"),
            supplier("Beta", ref=3),
            certificate(New(3), ref=4, number="VN-0002"),
        ],
        label="Add",
    )
    return new_register


def levels(path: Path) -> dict[str, str | None]:
    """The recognition on file today, by supplier."""
    sql = (
        "SELECT s.name, i.level FROM supplier AS s JOIN evidence_interval AS i"
        " ON i.supplier_id = s.id WHERE ? BETWEEN i.first AND i.last"
    )
    return dict(rows(path, sql, DAY.toordinal()))


def test_recognition_follows_an_entry_at_once(small, directory):
    assert levels(small.path)["Alpha"] == Level.UNPROVEN
    alone = {**ROW.values, "certification_body": "Lahnberg Zertifizierung GmbH"}
    small.apply([Change("cb_accreditation", New(1), alone)], label="Accredit")
    assert levels(small.path) == {
        "Alpha": Level.WIDELY_RECOGNISED,
        "Beta": Level.WIDELY_RECOGNISED,
    }
    assert check(small.path, directory).problems == ()
    small.undo()
    assert levels(small.path)["Alpha"] == Level.UNPROVEN
    assert check(small.path, directory).problems == ()
    small.redo()
    assert levels(small.path)["Alpha"] == Level.WIDELY_RECOGNISED
    small.remove("cb_accreditation", 1, label="Remove")
    assert levels(small.path)["Alpha"] == Level.UNPROVEN
    assert check(small.path, directory).problems == ()


def test_a_supplied_entry_can_be_left_unused(small, directory):
    supplied = Directory.load().certification_body("SGS")
    assert supplied is not None
    unused = Change("certification_body", New(1), {"name": supplied.name, "unused": True})
    small.apply([unused], label="Do not use SGS")
    assert levels(small.path)["Beta"] == Level.UNPROVEN
    assert check(small.path, directory).problems == ()


def test_every_kind_of_entry_is_read(small):
    body, scope, edition = New(5), New(6), New(7)
    small.apply(
        [
            BODY,
            ROW,
            Change(
                "accreditation_body",
                body,
                {"code": "XAB", "name": "X Board", "aliases": "XB", "status": "signatory"},
            ),
            Change(
                "accreditation_scope",
                scope,
                {"body_id": body, "scope": "management systems", "starts_on": "2020-01-01"},
            ),
            Change(
                "standard_edition",
                edition,
                {
                    "standard": "ISO 9001",
                    "edition": "2026",
                    "invalid_after": "2029-01-01",
                    "provisional": True,
                },
            ),
            Change("accreditation_body", New(8), {"code": "UKAS", "unused": True}),
        ],
        label="Enter",
    )
    with small.reader() as reader:
        own = reader.own_directory()
        found = reader.directory
    assert [(b.name, b.aliases, b.own) for b in own.certification_bodies] == [
        ("Lahnberg Cert", ("Lahnberg", "LBC"), True)
    ]
    assert [(s.scope, s.starts_on) for b in own.accreditation_bodies for s in b.scopes] == [
        ("management systems", date(2020, 1, 1))
    ]
    assert own.unused == {("accreditation_body", "UKAS")}
    assert found.accreditation_body("UKAS") is None
    assert found.accreditation_body("XB").code == "XAB"
    assert "2026" in [edition.edition for edition in found.editions("ISO 9001")]
    assert [row.checked_on for row in found.accreditations("Lahnberg Cert", "ISO 9001")] == [
        date(2026, 9, 14)
    ]


def test_the_directory_is_the_same_object_until_an_entry_changes(small):
    with small.reader() as reader:
        first = reader.directory
        assert first is Directory.load()
        small.apply([supplier("Gamma")], label="Add")
        assert reader.directory is first
        small.apply([BODY], label="Enter")
        second = reader.directory
        assert second is not first
        small.apply([supplier("Delta")], label="Add")
        assert reader.directory is second
        small.undo()
        small.undo()
        assert reader.directory.certification_body("LBC") is None
    assert small._file.directory.certification_body("LBC") is None


def test_a_step_that_fails_leaves_the_directory_as_it_was(small):
    before = content(small.path)
    with pytest.raises(RegisterError):
        small.apply([BODY, ROW, Change("supplier", 999, {"name": "X"})], label="Enter")
    assert content(small.path) == before
    assert small._file.directory is Directory.load()
    small.apply([Change("supplier", 1, {"notes": "x"})], label="Edit")
    assert levels(small.path)["Alpha"] == Level.UNPROVEN


def test_verdicts_of_a_reader_follow_the_directory(small):
    profile = supplied_profiles()[0]
    listing = Listing(kind="suppliers", day=DAY, profile=profile)
    with small.reader() as reader:
        reader.judge(profile, None, DAY, reader.directory)
        before = {
            row.name: row.verdict for row in reader.rows(listing, reader.ordered_ids(listing))
        }
        alone = {**ROW.values, "certification_body": "Lahnberg Zertifizierung GmbH"}
        small.apply([Change("cb_accreditation", New(1), alone)], label="Accredit")
        after = {row.name: row.verdict for row in reader.rows(listing, reader.ordered_ids(listing))}
        snapshot = reader.supplier(1)
    assert (before["Alpha"], after["Alpha"]) == ("conditional", "qualified")
    assert before["Beta"] == after["Beta"] == "qualified"
    assert snapshot.name == "Alpha"


def test_a_handed_in_directory_is_kept(small):
    other = Directory()
    small.apply([BODY], label="Enter")
    with Reader(small.path, other) as reader:
        assert reader.directory is other


def test_an_import_is_recognised_by_the_registers_directory(small, directory):
    small.apply([BODY, ROW], label="Enter")
    small.import_plan(
        plan_of(supplier("Gamma", ref=1), certificate(New(1), certification_body="Lahnberg Cert"))
    )
    assert levels(small.path)["Gamma"] == Level.WIDELY_RECOGNISED
    assert check(small.path, directory).problems == ()


def test_a_restored_register_stands_on_its_own_entries(small, tmp_path, reopen, directory):
    small.apply([BODY, ROW], label="Enter")
    out = tmp_path / "copy.attesta"
    backup(small.path, out)
    small.undo()
    small.close()
    restore(out, small.path, force=True)
    assert check(small.path, directory).problems == ()
    with reopen(small.path) as register:
        assert register.outdated == ""
        assert register._file.directory.certification_body("LBC") is not None


@pytest.mark.parametrize("read_only", [False, True])
def test_entries_altered_behind_the_back_are_noticed_and_renewed(
    small, reopen, directory, read_only
):
    alone = {**ROW.values, "certification_body": "Lahnberg Zertifizierung GmbH"}
    small.apply([Change("cb_accreditation", New(1), alone)], label="Accredit")
    small.close()
    alter(small.path, "UPDATE cb_accreditation SET status = 'withdrawn'")
    found = {problem.about for problem in check(small.path, directory).problems}
    assert found == {"rows", "standings"}
    with reopen(small.path, read_only=read_only):
        assert levels(small.path)["Alpha"] == Level.UNPROVEN
    assert {problem.about for problem in check(small.path, directory).problems} == {"rows"}


def test_a_reader_of_old_intervals_that_cannot_write_says_so(small, reopen):
    alter(
        small.path,
        "INSERT INTO certification_body SELECT 9, 'X', '', '', '', '', NULL, 0, '2026-11-23'",
    )
    with reopen(small.path) as second:
        assert second.read_only
        assert "as another version of Attesta" in second.why_read_only


def test_two_readers_see_the_directory_of_their_moment(small):
    with small.reader() as one, small.reader() as other:
        first = one.directory
        with other.one_moment():
            before = other.directory
            assert before is first
        small.apply([BODY], label="Enter")
        assert one.directory.certification_body("LBC") is not None
        assert other.directory.certification_body("LBC") is not None


def test_a_kill_amid_a_directory_write_leaves_it_whole_or_absent(small, reopen, directory):
    small.close()
    before = content(small.path)
    code = (
        "import os, sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from domain.import_plan import Change, New; from storage import standings, writes\n"
        "from storage.register import Register\n"
        "def die(*_): os._exit(9)\n"
        "register = Register.open(Path(sys.argv[1]), author='Mai',"
        " now=lambda: datetime(2026, 11, 23, tzinfo=UTC))\n"
        "standings._write_lines = die\n"
        "register.apply([Change('certification_body', New(1), {'name': 'X'})], label='Enter')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(small.path)], check=False, cwd=ROOT)
    assert done.returncode == 9
    with reopen(small.path) as register:
        assert content(small.path) == before
        assert register._file.directory is Directory.load()
    assert check(small.path, directory).problems == ()
