"""A register of an older version is backed up, brought up to date and holds what it held."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import RegisterError
from domain.import_plan import Change, New
from storage import migrations
from storage.backup import restore
from storage.check import check
from storage.connection import guard
from storage.migrations import SCHEMA_VERSION, Step
from storage.register import Register
from storage.rows import RECORD_TABLES
from tests.storage.contents import alter, content, rows, supplier

FIRST = Path(__file__).resolve().parent.parent / "data" / "schema-1.attesta.gz"
ADDED = (  # tables that the first version did not have
    "renewal_denial",
    "evaluation",
    "requirement_profile",
    "profile_demand",
    "profile_use",
    "accreditation_body",
    "accreditation_scope",
    "certification_body",
    "cb_accreditation",
    "standard_edition",
)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The sample register as the first version wrote it on 2026-11-23."""
    path = tmp_path / "older.attesta"
    path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    return path


def held(path: Path) -> dict[str, list[dict[str, object]]]:
    """What the tables of the first version hold, by column, empty values left out."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [
                {name: row[name] for name in row.keys() if row[name] not in (None, "")}  # noqa: SIM118
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")
            ]
            for table in (*RECORD_TABLES, "history")
            if table not in ADDED
        }


@pytest.mark.parametrize("read_only", [False, True])
def test_a_register_of_the_first_version_opens_as_it_was(older, reopen, directory, read_only):
    before = held(older)
    assert rows(older, "PRAGMA user_version") == [(1,)]
    with reopen(older, read_only=read_only) as register:
        assert register.read_only is read_only
        assert register.outdated == ""
        assert held(older) == before
        assert rows(older, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
        with register.reader() as reader:
            assert len(list(reader.suppliers())) == len(before["supplier"]) == 23
            assert reader.profile_uses() == ()
    assert check(older, directory).problems == ()
    assert rows(older, "SELECT label, author FROM step WHERE kind = 'migration' ORDER BY id")[1:]


def test_it_is_backed_up_first(older, reopen):
    before = older.read_bytes()
    with reopen(older):
        pass
    (kept,) = older.with_name(f"{older.name}.backups").iterdir()
    assert kept.name == "2026-11-23 09-00-00 before migration.attesta"
    assert rows(kept, "PRAGMA user_version") == [(1,)]
    with closing(sqlite3.connect(kept)) as one, closing(sqlite3.connect(":memory:")) as other:
        other.deserialize(before)
        assert list(one.iterdump()) == list(other.iterdump())


def test_what_the_first_version_did_can_be_taken_back(older, reopen, directory):
    with reopen(older) as register:
        full = content(older)
        register.apply([supplier("Newcomer")], label="Add Newcomer")
        register.undo()
        assert content(older) == full
        assert register.undo_label == "Make the sample register"
        register.undo()
        assert rows(older, "SELECT count(*) FROM supplier") == [(0,)]
        register.redo()
        assert content(older) == full
    assert check(older, directory).problems == ()


def test_new_fields_are_kept_beside_what_was_there(older, reopen, directory):
    with reopen(older) as register:
        (site,) = rows(older, "SELECT min(id) FROM site")[0]
        register.apply(
            [
                Change("site", site, {"products": "Vinyl tape"}),
                Change("evaluation", New(1), {"supplier_id": 1, "score": 91, "rating": "A"}),
            ],
            label="Say what the site supplies",
        )
        register.undo()
        assert rows(older, "SELECT products FROM site WHERE id = ?", site) == [("",)]
        register.redo()
        assert rows(older, "SELECT products FROM site WHERE id = ?", site) == [("Vinyl tape",)]
    assert check(older, directory).problems == ()


def test_a_migrated_register_has_the_tables_of_a_new_one(older, reopen, new_register):
    with reopen(older):
        pass
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    assert rows(older, schema) == rows(new_register.path, schema)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_first_register_that_is_not_whole_is_refused(older, reopen, read_only):
    alter(older, "ALTER TABLE site DROP COLUMN country")
    before = older.read_bytes()
    with pytest.raises(RegisterError, match="“site” lacks country"):
        reopen(older, read_only=read_only)
    assert older.read_bytes() == before
    assert not older.with_name(f"{older.name}.lock").exists()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("CREATE TABLE evaluation (id INTEGER PRIMARY KEY)", "already exists"),
        ("ALTER TABLE certificate ADD COLUMN decided_on TEXT", "duplicate column"),
        (
            "ALTER TABLE site ADD COLUMN colour TEXT GENERATED ALWAYS AS ('green')",
            "computes values by itself",
        ),
    ],
)
def test_what_stands_in_the_way_of_a_step_is_told(older, reopen, statement, words):
    alter(older, statement)
    before = older.read_bytes()
    with pytest.raises(RegisterError, match=words):
        reopen(older)
    assert older.read_bytes() == before


def test_the_guard_looks_again_after_the_migration(older, reopen, monkeypatch):
    """A step that leaves something unlike a register is not believed."""
    from storage import opening

    seen = []

    def counted(connection: sqlite3.Connection, path: Path) -> None:
        seen.append(connection.execute("PRAGMA user_version").fetchone()[0])
        guard(connection, path)

    monkeypatch.setattr(opening, "guard", counted)
    with reopen(older):
        pass
    assert seen == [1, SCHEMA_VERSION]


def test_a_backup_of_the_first_version_can_be_restored(older, tmp_path, reopen, directory):
    path = tmp_path / "restored.attesta"
    restore(older, path)
    with reopen(path) as register, register.reader() as reader:
        assert len(list(reader.suppliers())) == 23
    assert check(path, directory).problems == ()


def test_a_register_of_the_first_version_can_be_checked_as_it_is(older):
    before = older.read_bytes()
    assert check(older).problems == ()
    assert older.read_bytes() == before
    alter(older, "UPDATE supplier SET name = 'Gamma' WHERE id = 1")
    assert [problem.message for problem in check(older).problems] == [
        "Supplier 1 was altered outside Attesta."
    ]


@pytest.fixture
def closed(new_register: Register) -> Path:
    """A register with one supplier that nobody has open."""
    new_register.apply([supplier("Alpha")], label="Add Alpha")
    new_register.close()
    return new_register.path


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE supplier ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def _lose_a_parent(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO site (id, supplier_id, name, address, country, supplies, recorded_on)"
        " VALUES (1, 99, 'Plant', '', '', 0, '2026-11-23')"
    )


def test_an_older_register_is_backed_up_and_brought_up_to_date(closed, reopen, monkeypatch):
    before = content(closed)
    _one_step_more(monkeypatch, _add_colour)
    with reopen(closed) as register:
        assert rows(register.path, "PRAGMA user_version") == [(SCHEMA_VERSION + 1,)]
        assert rows(register.path, "SELECT colour FROM supplier") == [("",)]
        label = "SELECT label FROM step WHERE kind = 'migration' ORDER BY id DESC LIMIT 1"
        assert rows(register.path, label) == [("Schema: colours",)]
        register.undo()  # what was done before can still be taken back
        assert rows(register.path, "SELECT * FROM supplier") == []
    (kept,) = closed.with_name(f"{closed.name}.backups").iterdir()
    assert content(kept) == before


def test_a_step_that_breaks_a_reference_leaves_the_register_as_it_was(closed, reopen, monkeypatch):
    before = closed.read_bytes()
    _one_step_more(monkeypatch, _lose_a_parent)
    with pytest.raises(RegisterError, match="left as it was"):
        reopen(closed)
    assert closed.read_bytes() == before


def _one_step_more(
    monkeypatch: pytest.MonkeyPatch, upgrade: Callable[[sqlite3.Connection], None]
) -> None:
    from storage import opening

    steps = (*migrations.STEPS, Step("colours", upgrade))
    monkeypatch.setattr(opening, "SCHEMA_VERSION", len(steps))
    monkeypatch.setattr(opening, "STEPS", steps)
