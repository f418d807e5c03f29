"""Editing a register: what comes out is what went in, or the words say why not."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from domain.errors import RegisterError, UserError
from domain.import_plan import Change, New
from domain.vocabulary import Kind
from storage.validation import FieldErrors
from tests.storage.contents import certificate, content, rows, supplier, whole_supplier


def test_an_added_record_is_stored_as_it_was_entered(new_register):
    changes = new_register.apply(
        [supplier("  Hà Nội Cable  "), certificate(New(1), kind=Kind.PRODUCT)], label="Add"
    )
    assert changes.ids == {New(1): 1, New(2): 1}
    assert changes.added == {"supplier": 1, "certificate": 1}
    assert ("supplier", 1) in changes.touched
    assert rows(new_register.path, "SELECT name, country, recorded_on FROM supplier") == [
        ("Hà Nội Cable", "VN", "2026-11-23")
    ]
    assert rows(new_register.path, "SELECT kind, expires_on, supersedes_id FROM certificate") == [
        ("product", "2028-01-09", None)
    ]


@pytest.mark.parametrize("day", [date(2029, 2, 28), "2029-02-28"])
def test_a_day_may_come_as_date_or_as_text(new_register, day):
    new_register.apply([supplier(), certificate(New(1))], label="Add")
    changes = new_register.apply([Change("certificate", 1, {"expires_on": day})], label="Correct")
    assert changes.changed == {"certificate": 1}
    assert rows(new_register.path, "SELECT expires_on FROM certificate") == [("2029-02-28",)]


def test_saving_without_a_change_makes_no_step(new_register):
    new_register.apply([supplier()], label="Add")
    changes = new_register.apply([Change("supplier", 1, {"country": "vn"})], label="Save")
    assert changes.step == 0
    assert new_register.undo_label == "Add"


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"name": ""}, {"name": "Fill this in."}),
        ({"name": "A" * 301}, {"name": "Too long: at most 300 characters."}),
        (
            {"country": "V1"},
            {"country": "Use the two-letter country code, for example VN."},
        ),
        ({"withdrawn_on": 45000}, {"withdrawn_on": "This is not a date. Example: 2026-11-23"}),
        ({"withdrawn_on": "23/11"}, {"withdrawn_on": "This is not a date. Example: 2026-11-23"}),
        ({"colour": "red"}, {"colour": "There is no such field."}),
        ({"status": "withdrawn"}, {"": "Say why the supplier was withdrawn."}),
        (
            {"criticality": "extreme"},
            {"criticality": "Choose one of: 'high', 'medium' or 'low'."},
        ),
        (
            {"name": "", "withdrawn_on": "x"},
            {"name": "Fill this in.", "withdrawn_on": "This is not a date. Example: 2026-11-23"},
        ),
    ],
)
def test_a_wrong_value_is_named_by_its_field_and_nothing_is_kept(new_register, values, errors):
    before = content(new_register.path)
    with pytest.raises(FieldErrors) as caught:
        new_register.apply([supplier("First"), supplier(ref=2, **values)], label="Add")
    assert {k: v.replace("Input should be ", "") for k, v in caught.value.errors.items()} == errors
    assert content(new_register.path) == before
    assert new_register.undo_label is None


def test_a_field_error_names_record_field_and_reason(new_register):
    with pytest.raises(FieldErrors, match=r"Supplier, Country: Use the two-letter country code"):
        new_register.apply([supplier(country="V1")], label="Add")


@pytest.mark.parametrize(
    "change",
    [
        Change("certificate", 99, {"number": "X"}),
        certificate(99),
        certificate(New(99)),
        Change("nonsense", New(5), {}),
    ],
)
def test_a_record_that_is_not_there_is_told_and_nothing_is_kept(new_register, change):
    with pytest.raises(UserError):
        new_register.apply([supplier(), change], label="Add")
    assert rows(new_register.path, "SELECT * FROM supplier") == []
    new_register.apply([supplier()], label="Add")  # and work goes on


def test_ids_are_never_given_out_twice(new_register):
    new_register.apply([supplier("First")], label="Add")
    new_register.undo()
    assert new_register.apply([supplier("Second")], label="Add").ids == {New(1): 2}


def test_removing_a_supplier_takes_everything_along_and_undo_brings_it_back(new_register):
    new_register.apply([supplier("Other", ref=90)], label="Add another")
    new_register.apply(whole_supplier(), label="Add")
    before = content(new_register.path)
    changes = new_register.remove("supplier", 2, label="Remove", reason="Entered twice")
    assert changes.removed["certificate"] == 2
    assert [r[1] for r in rows(new_register.path, "SELECT id, name FROM supplier")] == ["Other"]
    for table in ("certificate", "audit", "finding", "waiver", "evidence_interval"):
        assert rows(new_register.path, f"SELECT * FROM {table}") == []
    new_register.undo()
    assert content(new_register.path) == before


def test_removing_a_certificate_empties_references_to_it(new_register):
    new_register.apply(whole_supplier(), label="Add")
    new_register.remove("certificate", 1, label="Remove")
    assert rows(new_register.path, "SELECT id, supersedes_id FROM certificate") == [(2, None)]
    assert rows(new_register.path, "SELECT certificate_id FROM audit") == [(None,)]


def test_removing_a_buyer_renews_what_counted_for_it(new_register):
    new_register.apply(whole_supplier(), label="Add")
    assert rows(new_register.path, "SELECT DISTINCT buyer_id FROM evidence_buyer") == [(1,)]
    new_register.remove("buyer", 1, label="Remove")
    assert rows(new_register.path, "SELECT * FROM evidence_buyer") == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("ha noi", True),
        ("HÀ NỘI cab", True),
        ("vn-0001", True),
        ("电缆", True),
        ("电", True),
        ("缆厂", True),
        ("厂缆", False),
        ("dong", True),
        ("nothing", False),
    ],
)
def test_search_finds_folded_beginnings_and_parts_of_chinese_names(new_register, question, found):
    from storage.search_index import match_expression, record_sql

    new_register.apply(
        [supplier(local_name="河内电缆厂", address="Đông Anh"), certificate(New(1))], label="Add"
    )
    sql = f"SELECT rowid / 8 FROM search WHERE search MATCH ? AND {record_sql('supplier')}"
    assert rows(new_register.path, sql, match_expression(question)) == ([(1,)] if found else [])


def test_search_forgets_old_names_and_removed_records(new_register):
    new_register.apply([supplier("Alpha"), certificate(New(1))], label="Add")
    new_register.apply([Change("supplier", 1, {"name": "Beta"})], label="Rename")
    found = rows(new_register.path, "SELECT count(*) FROM search WHERE search MATCH 'alpha'")
    assert found == [(0,)]
    assert rows(new_register.path, "SELECT count(*) FROM search WHERE search MATCH 'beta'") == [
        (2,)
    ]
    new_register.remove("supplier", 1, label="Remove")
    assert rows(new_register.path, "SELECT count(*) FROM search") == [(0,)]


def test_a_buyers_new_name_is_found_at_its_audits(new_register):
    new_register.apply(whole_supplier(), label="Add")
    new_register.apply([Change("buyer", 1, {"name": "Südkabel"})], label="Rename")
    sql = "SELECT rowid % 8 FROM search WHERE search MATCH 'sudkabel' ORDER BY 1"
    assert rows(new_register.path, sql) == [(1,), (2,), (4,)]


def test_intervals_kept_equal_those_the_rules_give(new_register, directory):
    from storage.check import check

    new_register.apply(whole_supplier(), label="Add")
    new_register.apply(
        [Change("status_event", 1, {"on": date(2026, 1, 1), "until": date(2026, 2, 1)})],
        label="Correct",
    )
    assert rows(new_register.path, "SELECT count(*) FROM evidence_interval") != [(0,)]
    assert check(new_register.path, directory).problems == ()


def test_a_preference_is_kept_but_not_undone_with_edits(new_register):
    new_register.apply([supplier()], label="Add")
    new_register.undo()
    new_register.set_setting("window_soon", "60")
    new_register.set_setting("window_soon", "45")
    assert rows(new_register.path, 'SELECT "key", value FROM setting') == [("window_soon", "45")]
    assert new_register.redo_label == "Add"
    assert new_register.undo_label is None


def test_the_file_is_for_its_owner_only(new_register):
    assert stat.S_IMODE(new_register.path.stat().st_mode) == 0o600


def test_it_may_be_written_from_another_thread(new_register):
    with ThreadPoolExecutor(1) as worker:
        worker.submit(new_register.apply, [supplier()], label="Add").result()
    new_register.apply([supplier("Second")], label="Add")
    assert rows(new_register.path, "SELECT count(*) FROM supplier") == [(2,)]


def test_a_busy_file_keeps_nothing_and_work_goes_on_afterwards(new_register):
    import sqlite3

    new_register._file.connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(new_register.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RegisterError, match="used by another program"):
        new_register.apply([supplier("Lost")], label="Add")
    other.execute("ROLLBACK")
    other.execute("BEGIN")
    other.execute("SELECT * FROM supplier").fetchall()  # a reader in the way of the commit
    with pytest.raises(RegisterError, match="used by another program"):
        new_register.apply([supplier("Lost too")], label="Add")
    other.execute("ROLLBACK")
    other.close()
    new_register.apply([supplier("Kept")], label="Add")
    assert rows(new_register.path, "SELECT name FROM supplier") == [("Kept",)]


def test_a_full_disk_keeps_nothing_and_says_so(new_register):
    connection = new_register._file.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    before = content(new_register.path)
    with pytest.raises(RegisterError, match="the disk is full"):
        new_register.apply([supplier(notes="n" * 19_000)], label="Add")
    assert content(new_register.path) == before
    connection.execute("PRAGMA max_page_count = 1000000")
    new_register.apply([supplier()], label="Add")


def test_tables_and_migrations_state_the_same_columns(new_register):
    from sqlmodel import SQLModel

    from storage.tables import ROWS

    for name in ROWS:
        info = rows(new_register.path, f"SELECT name, \"notnull\" FROM pragma_table_info('{name}')")
        table = SQLModel.metadata.tables[name]
        stated = {(c.name, int(not c.nullable)) for c in table.columns if c.name != "id"}
        assert {row for row in info if row[0] != "id"} == stated, name
        indexes = rows(new_register.path, f"SELECT name FROM pragma_index_list('{name}')")
        assert {i.name for i in table.indexes} <= {row[0] for row in indexes}, name


def test_the_row_order_knows_every_table():
    from storage.rows import RECORD_TABLES
    from storage.tables import ROWS

    assert set(RECORD_TABLES) == set(ROWS)


def test_opening_and_undoing_load_no_orm(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from storage.register import Register\n"
        f"path = Path({str(tmp_path / 'r.attesta')!r})\n"
        "now = lambda: datetime(2026, 11, 23, tzinfo=UTC)\n"
        "with Register.create(path, author='Mai', now=now) as register: register.undo_label\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'reportlab'}\n"
        "print(','.join(sorted(heavy & set(sys.modules))), end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent.parent,
    )
    assert (done.stdout, done.stderr) == ("", "")
