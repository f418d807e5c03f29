"""Backups are whole or absent; a restore keeps what it replaces."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import RegisterError
from domain.import_plan import Change, New
from storage import backup as copies
from storage.backup import automatic, backup, check, restore
from storage.register import Register
from tests.storage.contents import certificate, content, rows, supplier, whole_supplier

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def filled(new_register: Register, tmp_path: Path) -> Register:
    """A register with a supplier, a certificate and its scan, open for writing."""
    new_register.apply([supplier("Alpha"), certificate(New(1))], label="Add Alpha")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PDF)
    new_register.attach("certificate", 1, scan)
    return new_register


def test_a_backup_holds_everything_while_the_register_is_open(filled, tmp_path, reopen):
    out = tmp_path / "out" / "copy.attesta"
    copied = backup(filled.path, out)
    assert (copied.documents, copied.missing) == (1, ())
    assert content(out) == content(filled.path)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert check(out).ok
    with reopen(out) as copy:
        assert copy.document_path(1).read_bytes() == PDF
        copy.undo()


def test_a_backup_replaces_only_when_told_to(filled, tmp_path):
    out = tmp_path / "copy.attesta"
    out.write_bytes(b"something")
    with pytest.raises(RegisterError, match="already there"):
        backup(filled.path, out)
    assert out.read_bytes() == b"something"
    backup(filled.path, out, force=True)
    assert content(out) == content(filled.path)


def test_a_register_is_not_backed_up_onto_itself(filled):
    with pytest.raises(RegisterError, match="is the register itself"):
        backup(filled.path, filled.path, force=True)


def test_save_as_copies_and_stays_with_the_first(filled, tmp_path):
    out = tmp_path / "second.attesta"
    filled.save_as(out)
    filled.apply([supplier("Beta")], label="Add")
    assert rows(out, "SELECT name FROM supplier") == [("Alpha",)]


def test_a_damaged_register_makes_no_backup(filled, tmp_path):
    filled.close()
    data = bytearray(filled.path.read_bytes())
    page = 4096
    data[4 * page : 5 * page] = b"\xee" * page
    filled.path.write_bytes(data)
    out = tmp_path / "copy.attesta"
    out.write_bytes(b"the last good one")
    with pytest.raises(RegisterError, match="damaged"):
        backup(filled.path, out, force=True)
    assert out.read_bytes() == b"the last good one"
    assert not out.with_name("copy.attesta.part").exists()
    assert not check(filled.path).ok


def test_restore_brings_back_and_keeps_what_was_there(filled, tmp_path, clock):
    saved = tmp_path / "saved.attesta"
    backup(filled.path, saved)
    before = content(saved)
    filled.apply([supplier("Beta")], label="Add Beta")
    later = content(filled.path)
    filled.close()
    with pytest.raises(RegisterError, match="already there"):
        restore(saved, filled.path)
    restore(saved, filled.path, force=True, now=clock)
    assert content(filled.path) == before
    (kept,) = filled.path.with_name("suppliers.attesta.backups").iterdir()
    assert kept.name == "2026-11-23 09-00-00 before restore.attesta"
    assert content(kept) == later


def test_restore_to_an_empty_place_brings_the_documents(filled, tmp_path, reopen):
    saved = tmp_path / "saved.attesta"
    backup(filled.path, saved)
    target = tmp_path / "new" / "register.attesta"
    restore(saved, target)
    with reopen(target) as register:
        assert register.document_path(1).read_bytes() == PDF


def test_a_damaged_register_can_be_restored_over_and_its_bytes_are_kept(filled, tmp_path, clock):
    saved = tmp_path / "saved.attesta"
    backup(filled.path, saved)
    filled.close()
    filled.path.write_bytes(b"rubbish")
    restore(saved, filled.path, force=True, now=clock)
    assert check(filled.path).ok
    (kept,) = filled.path.with_name("suppliers.attesta.backups").iterdir()
    assert kept.read_bytes() == b"rubbish"


def test_a_register_in_use_is_not_restored_over(filled, tmp_path):
    saved = tmp_path / "saved.attesta"
    backup(filled.path, saved)
    with pytest.raises(RegisterError, match="open for writing elsewhere"):
        restore(saved, filled.path, force=True)


def test_a_link_stands_for_the_register_it_leads_to(filled, tmp_path, clock):
    link = tmp_path / "desk" / "link.attesta"
    link.parent.mkdir()
    link.symlink_to(filled.path)
    assert check(link).ok  # its documents lie beside the register
    saved = tmp_path / "saved.attesta"
    assert backup(link, saved) == copies.Copied(1, ())
    for onto_link in (restore, backup):
        with pytest.raises(RegisterError, match="open for writing elsewhere"):
            onto_link(saved, link, force=True)
    filled.apply([supplier("Beta")], label="Add Beta")
    filled.close()
    restore(saved, link, force=True, now=clock)
    assert link.is_symlink()
    assert rows(filled.path, "SELECT name FROM supplier") == [("Alpha",)]


def test_a_folder_is_not_replaced(filled, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for onto_folder in (restore, backup):
        with pytest.raises(RegisterError, match="is a folder"):
            onto_folder(filled.path, folder, force=True)
    assert not folder.with_name("folder.backups").exists()


@pytest.mark.parametrize("what", ["text", "newer", "trigger", "damaged"])
def test_what_is_no_whole_register_is_not_restored(filled, tmp_path, what):
    saved = tmp_path / "saved.attesta"
    backup(filled.path, saved)
    filled.close()
    before = filled.path.read_bytes()
    if what == "text":
        saved.write_text("hello")
    elif what == "damaged":
        data = bytearray(saved.read_bytes())
        data[4 * 4096 : 5 * 4096] = b"\xee" * 4096
        saved.write_bytes(data)
    else:
        with closing(sqlite3.connect(saved)) as connection:
            connection.execute(
                "PRAGMA user_version = 99"
                if what == "newer"
                else "CREATE TRIGGER t AFTER INSERT ON site BEGIN DELETE FROM finding; END"
            )
    with pytest.raises(RegisterError):
        restore(saved, filled.path, force=True)
    assert filled.path.read_bytes() == before
    assert not filled.path.with_name("suppliers.attesta.part").exists()


def test_an_old_journal_is_not_played_into_a_restored_register(filled, tmp_path, clock):
    saved = tmp_path / "saved.attesta"
    backup(filled.path, saved)
    before = content(saved)
    filled.close()
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE supplier SET notes = ?", ("n" * 200_000,))
        shutil.copy(f"{filled.path}-journal", tmp_path / "journal")
    shutil.copy(tmp_path / "journal", f"{filled.path}-journal")
    restore(saved, filled.path, force=True, now=clock)
    assert content(filled.path) == before


def test_only_the_newest_automatic_backups_are_kept(filled, monkeypatch):
    monkeypatch.setattr(copies, "KEPT", 3)
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    own = filled.path.with_name("suppliers.attesta.backups") / "mine.attesta"
    own.parent.mkdir()
    own.write_bytes(b"kept by hand")
    made = [automatic(filled.path, "import", start + timedelta(minutes=n)) for n in range(5)]
    made.append(automatic(filled.path, "import", start + timedelta(minutes=4)))
    assert set(own.parent.iterdir()) == {own, *made[3:]}


_KILLED = """
import os, signal, sys, threading, time
from pathlib import Path
from storage.backup import backup
threading.Timer(float(sys.argv[3]), lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
while True:
    backup(Path(sys.argv[1]), Path(sys.argv[2]), force=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_backup_that_is_killed_leaves_a_whole_file(filled, tmp_path):
    filled.apply(whole_supplier(), label="Add")
    out = tmp_path / "copy.attesta"
    for delay in ("0.05", "0.13", "0.29"):
        subprocess.run(
            [sys.executable, "-c", _KILLED, str(filled.path), str(out), delay],
            check=False,
            cwd=Path(__file__).parent.parent.parent,
        )
        if out.exists():
            assert check(out).ok
    backup(filled.path, out, force=True)
    assert content(out) == content(filled.path)


def test_check_counts_what_it_looked_at(filled, directory):
    report = check(filled.path, directory)
    assert report.ok
    assert report.counts == {"rows": 3, "history": 3, "documents": 1}


def test_a_register_is_backed_up_once_on_each_day_it_is_worked_with(tmp_path):
    day = [datetime(2026, 11, 23, 9, tzinfo=UTC)]
    path = tmp_path / "r.attesta"
    with Register.create(path, author="Mai Tran", now=lambda: day[0]) as register:
        assert not register.back_up_if_due()  # nothing is in it yet
        register.apply([Change("supplier", New(1), {"name": "Elbtal GmbH"})], label="Add")
        assert register.back_up_if_due()
        assert not register.back_up_if_due()
        day[0] += timedelta(days=1)
        assert register.back_up_if_due()
    made = sorted((tmp_path / "r.attesta.backups").iterdir())
    assert [copy.name[:10] for copy in made] == ["2026-11-23", "2026-11-24"]
    assert check(made[0]).ok
