"""The command line where the file, the folder or the disk is in the way: words and exit 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage import lock
from tests.shell import DAY
from tests.storage.contents import alter, crash, rows

ROOT = Path(__file__).parent.parent
SHEET = "Supplier,Standard,Number,Expiry date\nAcme Ltd,ISO 9001,1,2027-04-03\n"
ODD = "mục lục 100% #1 a?b &c=d 目录"


def test_any_name_a_folder_can_have_is_a_register(shell):
    folder = shell.folder / ODD
    folder.mkdir()
    register = folder / f"{ODD}%20.attesta"
    shell("sample", "--register", register, "--as-of", DAY)
    shell("backup", "--register", register, "--out", folder / "copy %3F#.attesta")
    shell("restore", folder / "copy %3F#.attesta", "--register", register, "--force")
    assert shell.json("check", "--register", register) == {"ok": True, "problems": []}
    found = {file.name.removeprefix(register.name) for file in folder.iterdir()}
    assert found == {"", "copy %3F#.attesta", ".backups"}


def test_a_check_says_what_is_wrong_in_words(sampled):
    alter(sampled.register, "UPDATE supplier SET notes = 'fine' WHERE id = 2")
    printed = sampled("check", "--register", sampled.register, code=1)
    assert printed == "Supplier 2 was altered outside Attesta.\nThe register has faults.\n"
    assert sampled.json("check", "--register", sampled.register, code=1) == {
        "ok": False,
        "problems": [{"about": "rows", "message": "Supplier 2 was altered outside Attesta."}],
    }


@pytest.mark.parametrize("command", ["check", "backup"])
def test_an_interrupted_write_is_put_right_by_whatever_comes_first(sampled, command):
    crashed = sampled.folder / "crashed.attesta"
    journal = crash(sampled.register, crashed)
    out = ("--out", sampled.folder / "copy.attesta") if command == "backup" else ()
    sampled(command, "--register", crashed, *out)
    assert not journal.exists()
    sampled("check", "--register", crashed)


def test_what_older_rules_left_is_renewed_before_a_check(sampled):
    alter(sampled.register, "UPDATE meta SET value = 'older' WHERE \"key\" = 'standings_of'")
    sampled("check", "--register", sampled.register)


def test_who_writes_is_named_and_reading_goes_on(sampled, reopen):
    sheet = sampled.file("list.csv", SHEET)
    with reopen(sampled.register, author="Mai Tran"):
        sampled("import", sheet, "--register", sampled.register, code=1)
        assert "register.attesta” cannot be written." in sampled.err
        assert "open for writing elsewhere" in sampled.err
        sampled("restore", sampled.register, "--register", sampled.register, "--force", code=1)
        sampled("import", sheet, "--register", sampled.register, "--dry-run")
        sampled("list", "suppliers", "--register", sampled.register)


def test_a_full_disk_is_called_one(sampled, monkeypatch):
    def full(_descriptor, _owner):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lock, "_write", full)
    sheet = sampled.file("list.csv", SHEET)
    sampled("import", sheet, "--register", sampled.register, code=1)
    assert "Its disk is full." in sampled.err
    assert not sampled.register.with_name("register.attesta.lock").exists()


def test_suppliers_judged_by_other_rules_are_listed_with_a_warning(sampled):
    alter(
        sampled.register,
        "PRAGMA user_version = 99;UPDATE meta SET value = 'newer' WHERE \"key\" = 'standings_of'",
    )
    sampled.json("list", "suppliers", "--register", sampled.register)
    assert "another version of Attesta" in sampled.err
    sampled.json("list", "certificates", "--register", sampled.register)
    assert sampled.err == ""  # judged as it is listed


def test_a_path_that_no_system_takes_is_told(shell):
    name = "n" * 300
    shell("list", "suppliers", "--register", shell.folder / name, code=1)
    assert "cannot be used" in shell.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything"
)
def test_a_register_that_may_not_be_read_is_told(sampled):
    sampled.register.chmod(0)
    for words in (("list", "suppliers"), ("check",), ("import", sampled.file("l.csv", SHEET))):
        sampled(*words, "--register", sampled.register, code=1)
        assert "no permission" in sampled.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_output_that_goes_nowhere_is_told(sampled, form):
    words = ("list", "certificates", "--register", str(sampled.register), form)
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "The output could not be written: No space left on device.\n"


def test_a_register_is_whole_before_it_has_its_name(shell):
    code = (
        "import os, sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from storage import opening; from storage.register import Register\n"
        "opening._fill_new = lambda *_: os._exit(9)\n"
        "Register.create(Path(sys.argv[1]), author='Mai', now=lambda: datetime.now(UTC))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(shell.register)], check=False, cwd=ROOT)
    assert ended.returncode == 9
    assert not shell.register.exists()
    shell("import", shell.file("list.csv", SHEET), "--register", shell.register)
    assert rows(shell.register, "SELECT name FROM supplier") == [("Acme Ltd",)]
