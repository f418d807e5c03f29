"""Opening: what is a register, who may write it, and what is put right before."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import RegisterError
from storage.connection import APPLICATION_ID, connect
from storage.migrations import SCHEMA_VERSION
from storage.register import Register
from tests.storage.contents import alter, content, crash, rows, supplier

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def closed(new_register: Register) -> Path:
    """A register with one supplier that nobody has open."""
    new_register.apply([supplier("Alpha")], label="Add Alpha")
    new_register.close()
    return new_register.path


@pytest.mark.parametrize("write", [True, False])
def test_every_connection_has_the_safety_settings(closed, write):
    with closing(connect(closed, write=write)) as connection:
        wanted = {
            "journal_mode": "delete",
            "synchronous": 3,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
        }
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        assert found == wanted


def test_edits_keep_the_safety_settings(new_register):
    new_register.apply([supplier()], label="Add")
    connection = new_register._file.connection
    assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_register_says_what_it_is(closed):
    assert rows(closed, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(closed, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_create_never_replaces_a_file(closed, clock):
    before = closed.read_bytes()
    with pytest.raises(RegisterError, match="already there"):
        Register.create(closed, author="Mai", now=clock)
    assert closed.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + b"x" * 200, "is not a register"),
        (b"SQLite format 3\x00" + bytes(200), "of another program"),
    ],
)
def test_other_files_are_refused_and_left_alone(tmp_path, reopen, data, words):
    file = tmp_path / "other.attesta"
    file.write_bytes(data)
    with pytest.raises(RegisterError, match=words):
        reopen(file)
    assert file.read_bytes() == data
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_file_and_a_folder_are_told(tmp_path, reopen):
    with pytest.raises(RegisterError, match="is not there"):
        reopen(tmp_path / "none.attesta")
    with pytest.raises(RegisterError, match="is a folder"):
        reopen(tmp_path)


def test_another_programs_database_is_refused(closed, reopen):
    alter(closed, "PRAGMA application_id = 77")
    with pytest.raises(RegisterError, match="database of another program"):
        reopen(closed)


def test_a_newer_register_is_opened_for_reading_only(closed, reopen):
    alter(closed, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with reopen(closed) as register:
        assert register.read_only
        assert "newer version" in register.why_read_only
        with pytest.raises(RegisterError, match="newer version"):
            register.apply([supplier("Beta")], label="Add")
        with pytest.raises(RegisterError, match="for reading only"):
            register.undo()
        assert (register.undo_label, register.redo_label) == (None, None)
    assert rows(closed, "SELECT name FROM supplier") == [("Alpha",)]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "CREATE TRIGGER approve AFTER INSERT ON approval BEGIN"
            " UPDATE approval SET decision = 'approved'; END",
            "a trigger named “approve”",
        ),
        ("CREATE VIEW good AS SELECT * FROM supplier", "a view named “good”"),
        (
            "ALTER TABLE supplier ADD COLUMN verdict TEXT GENERATED ALWAYS AS ('qualified')",
            "computes values by itself",
        ),
        ("CREATE VIRTUAL TABLE more USING fts5(words)", "a table named “more”"),
        ("DROP TABLE waiver", "not a whole register: “waiver” lacks"),
    ],
)
def test_a_schema_that_no_register_has_is_refused(closed, reopen, statement, words):
    alter(closed, statement)
    with pytest.raises(RegisterError, match=words):
        reopen(closed)
    with pytest.raises(RegisterError, match=words):
        reopen(closed, read_only=True)
    assert not closed.with_name(f"{closed.name}.lock").exists()


def test_a_damaged_file_is_told(closed, reopen):
    data = bytearray(closed.read_bytes())
    data[100:4096] = b"\xff" * (4096 - 100)
    closed.write_bytes(data)
    with pytest.raises(RegisterError, match="is damaged"):
        reopen(closed)


def test_the_second_to_open_reads_only_and_is_told_who_writes(new_register, reopen):
    new_register.apply([supplier("Alpha")], label="Add Alpha")
    with reopen(new_register.path, author="Somchai") as second:
        assert second.read_only
        assert "since 2026-11-23 09:00" in second.why_read_only
        with pytest.raises(RegisterError, match="open for writing elsewhere"):
            second.apply([supplier("Beta")], label="Add")
    new_register.apply([supplier("Gamma")], label="Add")
    new_register.close()
    with reopen(new_register.path) as third:
        assert not third.read_only


def test_a_lock_left_by_a_dead_process_is_taken_over(closed, reopen):
    code = (
        "import os, sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from storage.register import Register\n"
        "register = Register.open(Path(sys.argv[1]), author='Mai',"
        " now=lambda: datetime(2026, 11, 22, tzinfo=UTC))\n"
        "assert not register.read_only\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(closed)], check=True, cwd=ROOT)
    assert closed.with_name(f"{closed.name}.lock").exists()
    with reopen(closed) as register:
        assert not register.read_only
    assert not closed.with_name(f"{closed.name}.lock").exists()


def test_a_lock_of_another_computer_is_respected(closed, reopen):
    lock = closed.with_name(f"{closed.name}.lock")
    owner = {"user": "somchai", "host": "pc-in-bangkok", "pid": 1, "since": "2026-11-23 08:10"}
    lock.write_text(json.dumps(owner))
    with reopen(closed) as register:
        assert register.read_only
        assert "somchai on pc-in-bangkok, since 2026-11-23 08:10" in register.why_read_only
        assert f"delete “{lock.name}”" in register.why_read_only
    assert lock.exists()


def test_a_link_to_a_register_finds_the_same_lock(new_register, reopen, tmp_path):
    link = tmp_path / "elsewhere" / "link.attesta"
    link.parent.mkdir()
    link.symlink_to(new_register.path)
    with reopen(link) as second:
        assert second.read_only


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files in place")
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced", "overwritten"])
def test_a_register_that_is_no_longer_there_is_not_written(new_register, tmp_path, clock, how):
    path = new_register.path
    new_register.apply([supplier("Alpha")], label="Add Alpha")
    other = tmp_path / "other.attesta"
    with Register.create(other, author="Somchai", now=clock) as another:
        another.apply([supplier("Theirs")], label="Add")
    if how == "deleted":
        path.unlink()
    elif how == "moved":
        path.rename(tmp_path / "moved.attesta")
    elif how == "replaced":
        other.replace(path)
    else:
        path.write_bytes(other.read_bytes())
    with pytest.raises(RegisterError, match=r"replaced, moved or deleted"):
        new_register.apply([supplier("Beta")], label="Add Beta")
    if path.exists():
        assert rows(path, "SELECT name FROM supplier") == [("Theirs",)]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open lock be deleted")
def test_a_lock_taken_over_stops_the_first_writer(new_register, reopen):
    new_register.path.with_name(f"{new_register.path.name}.lock").unlink()
    with reopen(new_register.path) as second:
        assert not second.read_only
        with pytest.raises(RegisterError, match="taken the register over"):
            new_register.apply([supplier()], label="Add")


def test_a_foreign_write_ahead_log_is_moved_aside(closed, reopen, tmp_path):
    before = content(closed)
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (1)")
        for suffix in ("-wal", "-shm"):
            shutil.copy(f"{foreign}{suffix}", f"{closed}{suffix}")
    with reopen(closed, read_only=True) as reading:
        assert reading.path.with_name(f"{closed.name}-wal").exists()
    with reopen(closed) as register:
        assert content(register.path) == before
        register.apply([supplier("Beta")], label="Add")
    names = {file.name for file in tmp_path.iterdir()}
    assert f"{closed.name}-wal.aside 2026-11-23 09-00-00" in names
    assert f"{closed.name}-wal" not in names


def test_a_register_that_a_tool_switched_to_a_log_keeps_what_is_in_it(closed, reopen):
    with closing(sqlite3.connect(closed, isolation_level=None)) as tool:
        tool.execute("PRAGMA journal_mode = WAL")
        tool.execute("UPDATE supplier SET notes = 'in the log'")
        for suffix in ("", "-wal"):
            shutil.copy(f"{closed}{suffix}", f"{closed}{suffix}.copy")
    for suffix in ("", "-wal"):
        Path(f"{closed}{suffix}.copy").replace(f"{closed}{suffix}")
    with reopen(closed) as register:
        assert rows(register.path, "SELECT notes FROM supplier") == [("in the log",)]
        assert rows(register.path, "PRAGMA journal_mode") == [("delete",)]
    kept = closed.with_name(f"{closed.name}.backups") / "interrupted 2026-11-23 09-00-00"
    assert {file.name for file in kept.iterdir()} == {closed.name, f"{closed.name}-wal"}


@pytest.mark.parametrize("read_only", [False, True])
def test_an_interrupted_write_is_kept_before_it_is_rolled_back(closed, reopen, tmp_path, read_only):
    before = content(closed)
    crashed = tmp_path / "crashed.attesta"
    journal = crash(closed, crashed)
    assert journal.stat().st_size > 0
    with reopen(crashed, read_only=read_only) as register:
        assert register.read_only is read_only
        assert content(register.path) == before
    kept = tmp_path / "crashed.attesta.backups" / "interrupted 2026-11-23 09-00-00"
    assert {file.name for file in kept.iterdir()} == {crashed.name, journal.name}


@pytest.mark.parametrize("read_only", [False, True])
def test_intervals_of_older_rules_are_renewed_on_opening(closed, reopen, read_only):
    before = content(closed)
    alter(
        closed,
        "UPDATE meta SET value = 'older' WHERE \"key\" = 'standings_of';"
        "DELETE FROM evidence_interval; DELETE FROM search; UPDATE supplier SET name_folded = 'x'",
    )
    with reopen(closed, read_only=read_only) as register:
        assert register.read_only is read_only
        assert content(register.path) == before


def test_intervals_that_cannot_be_renewed_are_told(new_register, reopen):
    new_register.apply([supplier("Alpha")], label="Add")
    alter(new_register.path, "UPDATE meta SET value = 'older' WHERE \"key\" = 'standings_of'")
    with reopen(new_register.path) as second:
        assert "as another version of Attesta" in second.why_read_only
