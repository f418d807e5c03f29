"""Carrying out an import plan: whole or not at all, one step, and nothing twice."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import RegisterError, UserError
from domain.import_plan import Change, New, Question, SheetPlan
from storage.check import check
from storage.imports import ImportStopped
from storage.register import Register
from tests.storage.contents import certificate, content, plan_of, rows, supplier, whole_supplier

ROOT = Path(__file__).parent.parent.parent


def test_added_and_changed_records_are_counted_and_linked(new_register):
    new_register.apply(whole_supplier(), label="Add")
    plan = plan_of(
        supplier("Second"),
        certificate(New(1), ref=2),
        certificate(New(1), ref=3, number="VN-9", supersedes_id=New(2), expires_on="2031-01-09"),
        certificate(1, ref=4, number="VN-8"),
        Change("supplier", 1, {"address": "Hải Phòng"}),
        Change("certificate", New(4), {"scope": "Tapes"}),
    )
    changes = new_register.import_plan(plan)
    assert changes.added == {"supplier": 1, "certificate": 3}
    assert changes.changed == {"supplier": 1, "certificate": 1}
    assert changes.ids == {New(1): 2, New(2): 3, New(3): 4, New(4): 5}
    assert rows(
        new_register.path, "SELECT supplier_id, supersedes_id, scope FROM certificate WHERE id > 2"
    ) == [(2, None, ""), (2, 3, ""), (1, None, "Tapes")]
    assert check(new_register.path).ok


def test_import_and_edit_write_the_same_rows(new_register, tmp_path, clock):
    new_register.apply(whole_supplier(), label="Add")
    with Register.create(tmp_path / "other.attesta", author="Mai Tran", now=clock) as other:
        other.import_plan(plan_of(*whole_supplier()))
        assert content(other.path) == content(new_register.path)


def test_a_wrong_value_names_its_row_and_nothing_is_kept(new_register):
    wrong = Change("supplier", New(2), {"name": "", "country": "VN"}, "list.csv", "Sheet 1", 12)
    with pytest.raises(UserError, match=r"list\.csv, Sheet 1, row 12: Supplier, Name: Fill this"):
        new_register.import_plan(plan_of(supplier(), wrong))
    assert rows(new_register.path, "SELECT * FROM supplier") == []


def test_a_stopped_import_keeps_nothing(new_register):
    many = [supplier(f"Supplier {n}", ref=n) for n in range(1000)]
    seen: list[tuple[int, int]] = []
    with pytest.raises(ImportStopped):
        new_register.import_plan(
            plan_of(*many),
            progress=lambda done, total: seen.append((done, total)),
            cancelled=lambda: len(seen) > 2,
        )
    assert rows(new_register.path, "SELECT * FROM supplier") == []
    new_register.import_plan(plan_of(*many), progress=lambda d, t: seen.append((d, t)))
    assert seen[-1] == (2000, 2000)
    done = [done for done, _ in seen[3:]]
    assert done == sorted(done)


def test_a_plan_is_not_carried_out_twice(new_register):
    plan = plan_of(supplier(), certificate(New(1)))
    new_register.import_plan(plan)
    before = content(new_register.path)
    with pytest.raises(RegisterError, match="changed since this import was planned"):
        new_register.import_plan(plan)
    assert content(new_register.path) == before


def test_a_plan_made_before_another_edit_is_refused_where_that_is_known(new_register):
    new_register.apply([supplier("First")], label="Add")
    plan = plan_of(supplier("Second"))
    new_register.apply([supplier("Third")], label="Add")
    with pytest.raises(RegisterError, match="changed since this import was planned"):
        new_register.import_plan(plan, held_at=1)
    new_register.import_plan(plan, held_at=2)


def test_a_record_that_has_gone_is_noticed(new_register):
    with pytest.raises(RegisterError, match="no longer in the register"):
        new_register.import_plan(plan_of(Change("certificate", 5, {"scope": "Tapes"})))


def test_an_open_question_is_asked_first(new_register):
    plan = plan_of(supplier())
    question = Question("order", "Expiry", "Day or month first?", "--date-order", blocking=True)
    sheet = SheetPlan(sheet="S", header_row=1, columns={}, rows=1, questions=(question,))
    open_plan = replace(plan, files=(replace(plan.files[0], sheets=(sheet,)),))
    with pytest.raises(UserError, match="Day or month first"):
        new_register.import_plan(open_plan)


def test_an_empty_plan_is_no_step(new_register):
    assert new_register.import_plan(plan_of()).step == 0


def test_a_backup_is_made_before_an_import_into_a_register_in_use(new_register):
    folder = new_register.path.with_name("suppliers.attesta.backups")
    new_register.import_plan(plan_of(supplier("First")))
    assert not folder.exists()
    before = content(new_register.path)
    new_register.import_plan(plan_of(supplier("Second")))
    (kept,) = folder.iterdir()
    assert kept.name == "2026-11-23 09-00-00 before import.attesta"
    assert content(kept) == before


_KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from storage.register import Register
from tests.storage.contents import plan_of, supplier

def show(done, total):
    if done >= int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

now = lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)
register = Register.open(Path(sys.argv[1]), author="Mai", now=now)
many = [supplier(f"Supplier {n}", ref=n, notes="n" * 2000) for n in range(5000)]
register.import_plan(plan_of(*many), progress=show)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("when", [2500, 7000])
def test_a_process_that_dies_in_an_import_leaves_the_old_state(new_register, reopen, when):
    new_register.apply([supplier("First")], label="Add First")
    before = content(new_register.path)
    new_register.close()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(new_register.path), str(when)], check=False, cwd=ROOT
    )
    assert done.returncode == -signal.SIGKILL
    with reopen(new_register.path) as again:
        assert not again.read_only
        assert content(again.path) == before
        assert check(again.path).ok
        again.apply([supplier("Second")], label="Add Second")
