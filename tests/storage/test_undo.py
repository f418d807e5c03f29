"""Undo and redo restore equal rows, survive a restart and never touch the history."""

import tempfile
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.errors import RegisterError, UserError
from domain.import_plan import Change, New
from storage.check import check
from storage.register import Register
from tests.storage.contents import certificate, content, plan_of, rows, supplier, whole_supplier


def test_each_step_is_taken_back_and_repeated_by_its_label(new_register):
    path = new_register.path
    states = [content(path)]
    new_register.apply(whole_supplier(), label="Add Hà Nội Cable")
    states.append(content(path))
    new_register.apply([Change("certificate", 1, {"expires_on": "2027-05-05"})], label="Edit end")
    states.append(content(path))
    new_register.remove("audit", 1, label="Remove audit")
    states.append(content(path))
    for label, state in zip(
        ("Remove audit", "Edit end", "Add Hà Nội Cable"), reversed(states[:-1]), strict=True
    ):
        assert new_register.undo_label == label
        new_register.undo()
        assert content(path) == state
    assert new_register.undo_label is None
    for label, state in zip(
        ("Add Hà Nội Cable", "Edit end", "Remove audit"), states[1:], strict=True
    ):
        assert new_register.redo_label == label
        new_register.redo()
        assert content(path) == state
    assert new_register.redo_label is None


def test_undo_and_redo_survive_a_restart(new_register, reopen):
    new_register.apply([supplier("First")], label="Add First")
    after_first = content(new_register.path)
    new_register.apply([supplier("Second")], label="Add Second")
    after_second = content(new_register.path)
    new_register.undo()
    new_register.close()
    with reopen(new_register.path) as again:
        assert (again.undo_label, again.redo_label) == ("Add First", "Add Second")
        again.redo()
        assert content(again.path) == after_second
        again.undo()
    with reopen(new_register.path) as once_more:
        assert content(once_more.path) == after_first


def test_a_new_write_closes_the_way_forward(new_register):
    new_register.apply([supplier("First")], label="Add First")
    new_register.apply([supplier("Second")], label="Add Second")
    new_register.undo()
    new_register.apply([supplier("Third")], label="Add Third")
    assert new_register.redo_label is None
    with pytest.raises(UserError, match="nothing to redo"):
        new_register.redo()
    new_register.undo()
    new_register.undo()
    assert new_register.undo_label is None
    with pytest.raises(UserError, match="nothing to undo"):
        new_register.undo()


def test_undoing_an_import_removes_exactly_what_it_brought(new_register):
    new_register.apply(whole_supplier(), label="Add")
    before = content(new_register.path)
    plan = plan_of(
        supplier("Second"), certificate(New(1)), Change("certificate", 1, {"scope": "Cables"})
    )
    new_register.import_plan(plan)
    assert new_register.undo_label == "Import list.csv"
    new_register.undo()
    assert content(new_register.path) == before


def test_a_row_altered_elsewhere_is_not_overwritten(new_register):
    import sqlite3

    new_register.apply([supplier("First")], label="Add First")
    with sqlite3.connect(new_register.path) as other:
        other.execute("UPDATE supplier SET notes = 'by hand'")
    other.close()
    with pytest.raises(RegisterError, match="altered by another program"):
        new_register.undo()
    assert rows(new_register.path, "SELECT notes FROM supplier") == [("by hand",)]


NAMES = st.sampled_from(["Hà Nội Cable", "电缆厂", "สายไฟไทย", "Nordkabel GmbH", "Łódź Taśmy"])


class EditingAndUndoing(RuleBasedStateMachine):
    """Any order of edits, removals, undo and redo keeps contents, history and hashes in step."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.register = self._stack.enter_context(
            Register.create(
                folder / "r.attesta",
                author="Mai",
                now=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC),
            )
        )
        self.done = [content(self.register.path)]
        self.undone: list[dict[str, list[tuple[Any, ...]]]] = []
        self.history: list[tuple[object, ...]] = []

    def teardown(self) -> None:
        self._stack.close()

    def _wrote(self, step: int) -> None:
        if step:
            self.done.append(content(self.register.path))
            self.undone.clear()

    def _any(self, table: str, number: int) -> int | None:
        ids = [row[0] for row in rows(self.register.path, f"SELECT id FROM {table} ORDER BY id")]
        return ids[number % len(ids)] if ids else None

    @rule(name=NAMES, number=st.integers(0, 3))
    def add(self, name, number):
        changes = [supplier(name)]
        changes += [certificate(New(1), ref=2 + i, number=f"N-{i}") for i in range(number)]
        self._wrote(self.register.apply(changes, label="Add").step)

    @rule(number=st.integers(0, 9), day=st.dates(min_value=date(2025, 1, 10)), name=NAMES)
    def edit(self, number, day, name):
        changes = []
        if (found := self._any("certificate", number)) is not None:
            changes.append(Change("certificate", found, {"expires_on": day}))
        if (found := self._any("supplier", number)) is not None:
            changes.append(Change("supplier", found, {"name": name}))
        self._wrote(self.register.apply(changes, label="Edit").step)

    @rule(number=st.integers(0, 9), record=st.sampled_from(["supplier", "certificate"]))
    def remove(self, number, record):
        if (found := self._any(record, number)) is not None:
            self._wrote(self.register.remove(record, found, label="Remove").step)

    @rule()
    def undo(self):
        if len(self.done) > 1:
            self.register.undo()
            self.undone.append(self.done.pop())
            assert content(self.register.path) == self.done[-1]

    @rule()
    def redo(self):
        if self.undone:
            self.register.redo()
            self.done.append(self.undone.pop())
            assert content(self.register.path) == self.done[-1]

    @invariant()
    def the_stack_and_the_history_agree(self):
        assert (self.register.undo_label is None) == (len(self.done) == 1)
        assert (self.register.redo_label is None) == (not self.undone)
        lines = rows(self.register.path, "SELECT * FROM history ORDER BY id")
        assert lines[: len(self.history)] == self.history
        self.history = lines
        assert check(self.register.path).problems == ()


TestEditingAndUndoing = EditingAndUndoing.TestCase
TestEditingAndUndoing.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
