"""The history tells who changed what, when and why; what is altered behind it is noticed."""

import json
import sqlite3
from contextlib import closing

import pytest

from domain.import_plan import Change
from storage.check import check
from storage.migrations import SCHEMA_VERSION
from tests.storage.contents import plan_of, rows, supplier, whole_supplier

LAID_DOWN = SCHEMA_VERSION  # the steps that laid a new register down; what people do comes after


def test_a_change_says_who_when_what_and_why(new_register):
    new_register.apply([supplier("Alpha")], label="Add Alpha")
    new_register.apply(
        [Change("supplier", 1, {"name": "Beta", "country": "TH"})],
        label="Edit Alpha",
        reason="Renamed by its owner",
    )
    line = rows(
        new_register.path,
        "SELECT step, at, author, action, record, record_id, supplier_id, old, new, reason"
        " FROM history ORDER BY id DESC LIMIT 1",
    )[0]
    assert line[:7] == (
        LAID_DOWN + 2,
        "2026-11-23T09:00:00+00:00",
        "Mai Tran",
        "change",
        "supplier",
        1,
        1,
    )
    assert json.loads(line[7]) == {"name": "Alpha", "country": "VN"}
    assert json.loads(line[8]) == {"name": "Beta", "country": "TH"}
    assert line[9] == "Renamed by its owner"


def test_every_entry_names_its_supplier_except_those_that_have_none(new_register):
    new_register.apply(whole_supplier(), label="Add")
    new_register.remove("supplier", 1, label="Remove")
    without = rows(
        new_register.path, "SELECT DISTINCT record FROM history WHERE supplier_id IS NOT 1"
    )
    assert without == [("buyer",)]


def test_an_imported_row_remembers_where_it_came_from(new_register):
    change = Change("supplier", supplier().ref, {"name": "Alpha"}, "list.csv", "Sheet 1", 7)
    new_register.import_plan(plan_of(change))
    source = rows(new_register.path, "SELECT source FROM history")[0][0]
    assert json.loads(source) == {
        "file": "list.csv",
        "sha256": "ab" * 32,
        "sheet": "Sheet 1",
        "row": 7,
    }


def test_undo_adds_to_the_history(new_register):
    new_register.apply([supplier("Alpha")], label="Add Alpha")
    before = rows(new_register.path, "SELECT * FROM history")
    new_register.undo()
    after = rows(new_register.path, "SELECT * FROM history ORDER BY id")
    assert after[: len(before)] == before
    assert rows(
        new_register.path, "SELECT kind, of_step, label FROM step ORDER BY id DESC LIMIT 1"
    ) == [("undo", LAID_DOWN + 1, "Undo: Add Alpha")]


@pytest.mark.parametrize(
    ("statement", "about", "words"),
    [
        ("UPDATE supplier SET name = 'Gamma' WHERE id = 1", "rows", "Supplier 1 was altered"),
        ("DELETE FROM contact", "rows", "Contact 1 was removed"),
        (
            "INSERT INTO site (id, supplier_id, name, address, country, supplies, recorded_on)"
            " SELECT 9, supplier_id, 'New', '', '', 0, recorded_on FROM site",
            "rows",
            "Site 9 is not in the history",
        ),
        ("UPDATE history SET author = 'Nobody' WHERE id = 3", "history", "Line 3 of the history"),
        ("UPDATE step SET label = 'Nothing'", "history", "Line 1 of the history"),
        ("DELETE FROM history WHERE id = 4", "history", "Lines 4 to 4 of the history are missing"),
        ("UPDATE audit SET supplier_id = 77", "references", "refers to a supplier"),
        ("DELETE FROM evidence_interval", "standings", "Recognition and validity on file for"),
    ],
)
def test_what_is_altered_behind_the_registers_back_is_noticed(
    new_register, directory, statement, about, words
):
    new_register.apply(whole_supplier(), label="Add")
    assert check(new_register.path, directory).problems == ()
    new_register.close()
    with closing(sqlite3.connect(new_register.path)) as other, other:
        other.execute(statement)
    problems = check(new_register.path, directory).problems
    assert about in {problem.about for problem in problems}
    assert any(words in problem.message for problem in problems), problems


def test_flipped_bits_in_texts_are_noticed(new_register):
    new_register.apply([supplier("Alpha", notes="Payment within thirty days")], label="Add")
    new_register.close()
    data = new_register.path.read_bytes()
    # The history holds the same text: only the row itself is changed.
    place = data.index(b"Payment within thirty days")
    new_register.path.write_bytes(data[:place] + b"Q" + data[place + 1 :])
    assert not check(new_register.path).ok
