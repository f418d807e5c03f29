"""The table model, the worker behind it, and the timeline's values."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from domain.errors import RegisterError
from domain.qualification import supplied_profiles
from domain.vocabulary import Level, State
from gui import operations
from gui.context import Context
from gui.judging import Judging
from gui.models import columns, filters
from gui.models.cells import Stack, Words, plain
from gui.models.coverage import coverage_of
from gui.models.details import Shown, load_detail
from gui.models.table import CELL, ID, ROW, TableModel
from gui.tasks import Desk, Job, Tasks
from storage.listings import Listing

Settle = Callable[[], None]
KINDS = ("suppliers", "certificates", "audits", "findings", "evaluations", "buyers")


def listing(context: Context, kind: str, **more) -> Listing:
    """A listing of the day of the examples."""
    return Listing(kind=kind, day=context.day, profile=context.profile, **more)


def loaded(context: Context, settle: Settle, kind: str, **more) -> TableModel:
    """A model with its rows."""
    model = TableModel(context, kind, columns.OF_KIND[kind].wide)
    model.load(listing(context, kind, **more))
    settle()
    return model


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_shows_every_record_in_words(
    open_context: Context, settle: Settle, kind: str
) -> None:
    model = loaded(open_context, settle, kind)
    assert model.rowCount() == open_context.standing.totals[kind]
    for layout in (columns.OF_KIND[kind].wide, columns.OF_KIND[kind].narrow):
        model.set_columns(layout)
        for row in range(model.rowCount()):
            words = [model.index(row, column).data() for column in range(model.columnCount())]
            assert any(words), (kind, row)


def test_rows_come_from_the_register_and_know_their_record(
    open_context: Context, settle: Settle
) -> None:
    model = loaded(open_context, settle, "certificates", sort="ends")
    index = model.index(0, 0)
    assert index.data(ROW).id == index.data(ID) == model.ids[0]
    assert model.row_of(model.ids[4]) == 4
    assert model.row_of(-1) == -1
    ends = [model.row(row).effective_expiry for row in range(model.rowCount())]
    known = [day for day in ends if day is not None]
    assert known == sorted(known)


def test_what_is_not_there_yet_is_shown_as_loading_and_fetched_by_need(
    open_context: Context, settle: Settle
) -> None:
    model = loaded(open_context, settle, "certificates")
    model._rows.clear()
    assert model.index(3, 0).data(CELL) is None
    assert model.index(3, 0).data(Qt.ItemDataRole.DisplayRole) == ""
    model.want(0, 10)
    settle()
    assert isinstance(model.index(3, 0).data(CELL), Words)


def test_only_the_last_question_is_answered(open_context: Context, settle: Settle) -> None:
    model = TableModel(open_context, "certificates", columns.CERTIFICATES.wide)
    answered: list[int] = []
    model.loaded.connect(lambda: answered.append(len(model.ids)))
    for _ in range(5):
        model.load(listing(open_context, "certificates"))
    model.load(listing(open_context, "certificates", filters={"state": ("suspended",)}))
    settle()
    assert answered[-1] == 1
    assert model.ids
    assert model.row(0).state is State.SUSPENDED


def test_validity_and_recognition_agree_with_the_rules(
    open_context: Context, settle: Settle
) -> None:
    from domain.standing import standings

    model = loaded(open_context, settle, "certificates")
    found: list[dict[int, tuple[State, Level]]] = []

    def judge(reader) -> dict[int, tuple[State, Level]]:
        return {
            each.id: (each.validity.state, each.recognition.level)
            for supplier in reader.suppliers()
            for each in standings(
                supplier, buyer=None, day=open_context.day, directory=open_context.directory
            )
            if each.type == "certificate"
        }

    open_context.read(judge, done=found.append)
    settle()
    rows = [model.row(position) for position in range(model.rowCount())]
    assert {row.id: (row.state, row.recognition) for row in rows} == found[0]


def test_the_narrow_list_stacks_validity_over_recognition(
    open_context: Context, settle: Settle
) -> None:
    model = loaded(open_context, settle, "suppliers")
    model.set_columns(columns.SUPPLIERS.narrow)
    cell = model.cell(0, 1)
    assert isinstance(cell, Stack)
    assert "\n" in plain(cell)


def test_suppliers_are_judged_in_the_background(open_context: Context, settle: Settle) -> None:
    judging = Judging(open_context)
    told: list[bool] = []
    open_context.judged.connect(lambda: told.append(True))
    judging.start()
    settle()
    assert judging.is_done
    assert told
    model = TableModel(open_context, "suppliers", columns.SUPPLIERS.wide)
    model.load(listing(open_context, "suppliers", sort="verdict"), judge=True)
    settle()
    verdicts = [model.row(row).verdict for row in range(model.rowCount())]
    assert verdicts == sorted(verdicts, key=["not_qualified", "conditional", "qualified"].index)


@pytest.mark.parametrize("kind", KINDS)
def test_every_filter_offered_is_one_the_register_knows(
    open_context: Context, settle: Settle, kind: str
) -> None:
    from storage.list_kinds import KINDS as STORED

    offered = {each.key for each in (*filters.OF_KIND[kind].quick, *filters.OF_KIND[kind].menus)}
    assert offered <= set(STORED[kind].filters)
    sorts = {column.sort for column in columns.OF_KIND[kind].wide if column.sort}
    assert sorts <= set(STORED[kind].sorts)


def detail_of(context: Context, settle: Settle, kind: str, name: str):
    """The detail of the supplier of that name, or of its first record of the kind."""
    found: list = []
    shown = Shown(
        day=context.day,
        buyer=context.standing.buyers[0],
        profile=supplied_profiles()[1],
        windows=context.windows,
        directory=context.directory,
    )

    def work(reader):
        supplier = reader.supplier(reader.find_supplier(name))
        number = {
            "suppliers": lambda: supplier.id,
            "certificates": lambda: supplier.certificates[0].id,
            "audits": lambda: supplier.audits[0].id,
            "findings": lambda: supplier.findings[0].id,
        }[kind]()
        return load_detail(reader, kind, number, shown)

    context.read(work, done=found.append)
    settle()
    return found[0]


NAM_VIET = "Nam Viet Electrical Tape Co., Ltd."


def test_the_timeline_shows_renewals_gaps_audits_and_the_other_scale(
    open_context: Context, settle: Settle
) -> None:
    coverage = coverage_of(detail_of(open_context, settle, "suppliers", "S-0004"))
    assert coverage is not None
    first = coverage.rows[0]
    assert first.label == "ISO 9001"
    assert [bar.past for bar in first.bars] == [True, False]
    assert len(first.gaps) == 1
    assert first.marks
    assert coverage.notes[0].startswith("Gap of ")
    audit = next(row for row in coverage.rows if row.label == "Halden audit")
    assert audit.bars[0].level is Level.ONE_CUSTOMER
    years = range(coverage.first_year, coverage.last_year + 1)
    assert all(bar.first.year in years for row in coverage.rows for bar in row.bars)


@pytest.mark.parametrize("kind", ["suppliers", "certificates", "audits", "findings"])
def test_a_detail_holds_the_record_with_its_supplier(
    open_context: Context, settle: Settle, kind: str
) -> None:
    detail = detail_of(open_context, settle, kind, "S-0004")
    assert detail.supplier.code == "S-0004"
    assert detail.record["id"] == detail.id
    assert detail.assessment.buyer == open_context.standing.buyers[0].name


def test_work_reports_its_fault_to_its_owner(tasks: Tasks, settle: Settle) -> None:
    heard: list[Exception] = []

    def fail(_desk: Desk, _job: Job) -> None:
        raise RegisterError("gone")

    tasks.submit(fail, failed=heard.append)
    settle()
    assert [str(error) for error in heard] == ["gone"]


def test_stopped_work_tells_nobody(tasks: Tasks, settle: Settle) -> None:
    entered, leave = threading.Event(), threading.Event()
    told: list[object] = []

    def slow(_desk: Desk, job: Job) -> bool:
        entered.set()
        leave.wait(10)
        return job.cancelled()

    job = tasks.submit(slow, done=told.append, progress=lambda *_: told.append("progress"))
    assert entered.wait(10)
    job.stop()
    leave.set()
    settle()
    assert told == []


def test_urgent_work_overtakes_and_idle_work_makes_way(tasks: Tasks, settle: Settle) -> None:
    entered, leave = threading.Event(), threading.Event()
    order: list[str] = []
    made_way: list[bool] = []

    def first(_desk: Desk, job: Job) -> None:
        entered.set()
        leave.wait(10)
        made_way.append(job.others_wait())

    tasks.submit(first, idle=True)
    assert entered.wait(10)
    for name, more in (("idle", {"idle": True}), ("usual", {}), ("urgent", {"urgent": True})):
        tasks.submit(lambda _desk, _job, n=name: n, done=order.append, **more)
    leave.set()
    settle()
    assert order == ["urgent", "usual", "idle"]
    assert made_way == [True]


def test_results_arrive_on_the_thread_of_the_window(tasks: Tasks, settle: Settle) -> None:
    threads: list[int] = []
    tasks.submit(
        lambda _desk, _job: threads.append(threading.get_ident()),
        done=lambda _none: threads.append(threading.get_ident()),
    )
    settle()
    assert threads[1] == threading.get_ident() != threads[0]


def test_a_register_that_cannot_be_opened_leaves_the_open_one(
    open_context: Context, settle: Settle, tmp_path
) -> None:
    before = open_context.path
    broken = tmp_path / "broken.attesta"
    broken.write_text("not a register")
    errors: list[Exception] = []
    operations.open_register(open_context, path=broken, failed=errors.append)
    settle()
    assert isinstance(errors[0], RegisterError)
    assert open_context.path == before
    model = loaded(open_context, settle, "buyers")
    assert model.rowCount() == 3


def test_another_day_is_told_once_and_pauses_editing(open_context: Context, settle) -> None:
    told: list[date] = []
    open_context.view_changed.connect(lambda: told.append(open_context.day))
    assert open_context.can_edit
    open_context.set_day(date(2027, 6, 30))
    open_context.set_day(date(2027, 6, 30))
    assert told == [date(2027, 6, 30)]
    assert not open_context.can_edit
    open_context.set_day(open_context.today)
    assert open_context.can_edit


def test_the_worker_is_never_the_last_to_hold_what_a_job_was_given(
    tasks: Tasks, settle: Settle
) -> None:
    import gc
    import weakref

    class Held:
        died_on = 0

        def __del__(self) -> None:
            Held.died_on = threading.get_ident()

    held = Held()
    gone = weakref.ref(held)
    job = tasks.submit(lambda _desk, _job, kept=held: None, done=lambda _none, kept=held: None)
    del held
    settle()
    assert job.done is None
    assert gone() is None
    assert Held.died_on == threading.get_ident()
    assert not gc.isenabled()  # or a cycle with a widget in it could be taken apart over there
