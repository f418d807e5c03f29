"""What the user can do to the register: one small verb each.

Every verb takes the context and keywords, runs on the worker in one transaction, and
broadcasts what it changed exactly once by `context.changed`. `done(Changes)` comes first;
`failed(error)` hears a `UserError` in words (or a fault of ours); without it the window says
it. Undo and redo are the register's own and survive a restart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import RegisterError
from domain.import_plan import Change, HeldRecords, ImportPlan
from gui.context import Context, Standing, fresh_reader, standing_of
from gui.tasks import Desk, Job

if TYPE_CHECKING:
    from importing.plan import ImportOptions
    from storage.listings import Listing
    from storage.register import Changes, Register

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the number of the register's last history line when it was made (`None`
    without a register): it may be carried out only while that is still the last."""

    plan: ImportPlan
    held_at: int | None


def _write(
    context: Context,
    verb: Callable[["Register", Job], "Changes"],
    done: Done | None,
    failed: Failed | None,
    progress: Callable[[int, int], None] | None = None,
) -> Job:
    def work(desk: Desk, job: Job) -> tuple["Changes", Standing]:
        reader = fresh_reader(desk)
        assert desk.register is not None
        changes = verb(desk.register, job)
        return changes, standing_of(desk.register, reader)

    def finished(result: tuple["Changes", Standing]) -> None:
        changes, standing = result
        context.set_standing(standing)
        if done is not None:
            done(changes)
        context.changed.emit(changes)

    return context.tasks.submit(work, done=finished, failed=failed, progress=progress)


def save(
    context: Context,
    *,
    changes: Sequence[Change],
    label: str,
    reason: str = "",
    done: Done | None = None,
    failed: Failed | None = None,
    progress: Progress | None = None,
) -> Job:
    """Add or change records, as one step to undo. `reason` goes into the history; `progress`
    hears of the suppliers whose standing is worked out anew."""
    return _write(
        context,
        lambda register, job: register.apply(
            changes, label=label, reason=reason, progress=job.progress
        ),
        done,
        failed,
        progress,
    )


def remove(
    context: Context,
    *,
    record: str,
    record_id: int,
    label: str,
    reason: str = "",
    done: Done | None = None,
    failed: Failed | None = None,
) -> Job:
    """Remove a mistaken entry with what belongs to it; the history keeps it."""
    return _write(
        context,
        lambda register, _job: register.remove(record, record_id, label=label, reason=reason),
        done,
        failed,
    )


def undo(
    context: Context,
    *,
    done: Done | None = None,
    failed: Failed | None = None,
    progress: Progress | None = None,
) -> Job:
    """Take back the last step."""
    return _write(
        context, lambda register, job: register.undo(job.progress), done, failed, progress
    )


def redo(context: Context, *, done: Done | None = None, failed: Failed | None = None) -> Job:
    """Carry out again what was taken back."""
    return _write(context, lambda register, _job: register.redo(), done, failed)


def attach(
    context: Context,
    *,
    owner: str,
    owner_id: int,
    source: Path,
    done: Done | None = None,
    failed: Failed | None = None,
) -> Job:
    """Keep a copy of a document beside the register, as proof for a record."""
    return _write(
        context,
        lambda register, _job: register.attach(owner, owner_id, source),
        done,
        failed,
    )


def set_settings(
    context: Context,
    *,
    values: Mapping[str, str],
    done: Callable[[], None] | None = None,
    failed: Failed | None = None,
) -> Job:
    """Change preferences that belong to the register (windows, organisation)."""

    def work(desk: Desk, _job: Job) -> Standing:
        reader = fresh_reader(desk)
        assert desk.register is not None
        for key, value in values.items():
            desk.register.set_setting(key, value)
        return standing_of(desk.register, reader)

    def finished(standing: Standing) -> None:
        context.set_standing(standing)
        if done is not None:
            done()
        context.view_changed.emit()

    return context.tasks.submit(work, done=finished, failed=failed)


def plan_import(
    context: Context,
    *,
    paths: Sequence[Path],
    options: "ImportOptions",
    done: Callable[[Planned], None],
    failed: Failed | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Job:
    """Read spreadsheets and say what importing them would do; nothing is written.

    Without an open register the plan is that of an empty one."""
    today = context.today

    def work(desk: Desk, job: Job) -> Planned:
        from importing.plan import plan_import as plan

        held, held_at = HeldRecords(), None
        if desk.reader is not None:
            with desk.reader.one_moment():
                held = desk.reader.held_records()
                held_at = desk.reader.provenance().history_number
        made = plan(
            paths,
            held,
            today=today,
            options=options,
            directory=context.directory,
            progress=job.progress,
            cancelled=job.cancelled,
        )
        return Planned(made, held_at)

    return context.tasks.submit(
        work, done=done, failed=failed, progress=progress, lane="plan import"
    )


def import_plan(
    context: Context,
    *,
    planned: Planned,
    done: Done | None = None,
    failed: Failed | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Job:
    """Carry out an import: all of it in one transaction, or nothing.

    `cancelled` is asked from time to time; then `failed` hears that it was stopped. The job
    itself must not be stopped: whether it came too late would remain unknown.
    """
    return _write(
        context,
        lambda register, job: register.import_plan(
            planned.plan,
            progress=job.progress,
            cancelled=cancelled,
            held_at=planned.held_at,
        ),
        done,
        failed,
        progress,
    )


def document_path(
    context: Context,
    *,
    document_id: int,
    done: Callable[[Path], None],
    failed: Failed | None = None,
) -> Job:
    """Where a document lies, after checking that it is still the one that was attached."""

    def work(desk: Desk, _job: Job) -> Path:
        fresh_reader(desk)
        assert desk.register is not None
        return desk.register.document_path(document_id)

    return context.tasks.submit(work, done=done, failed=failed, urgent=True)


def open_register(
    context: Context,
    *,
    path: Path,
    how: str = "open",
    done: Callable[[], None] | None = None,
    failed: Failed | None = None,
) -> Job:
    """Open a register instead of the present one. `how`: "open", "create" or "sample".

    If it cannot be opened, the present one stays open.
    """
    author, now = context.author, context.now

    def work(desk: Desk, _job: Job) -> Standing:
        held = desk.register
        if held is not None and desk.reader is not None and _is_same(held.path, path):
            return standing_of(held, desk.reader)  # our own lock would make it read-only
        register = _opened(path, how, author, now)
        try:
            reader = register.reader()
            standing = standing_of(register, reader)
        except BaseException:
            register.close()
            raise
        desk.close()
        desk.register, desk.reader = register, reader
        return standing

    def finished(standing: Standing) -> None:
        context.start_with(standing)
        if done is not None:
            done()

    return context.tasks.submit(work, done=finished, failed=failed)


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _opened(path: Path, how: str, author: str, now: Any) -> "Register":
    from storage.register import Register

    if how == "open":
        return Register.open(path, author=author, now=now)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise RegisterError(f"There is already a file {path}. Choose another name.")
    if how == "sample":
        from storage.sample import create_sample

        return create_sample(path, author=author, now=now)
    return Register.create(path, author=author, now=now)


def save_as(
    context: Context,
    *,
    path: Path,
    done: Callable[[], None] | None = None,
    failed: Failed | None = None,
) -> Job:
    """Write a checked copy of the register and its documents; the present one stays open."""

    def work(desk: Desk, _job: Job) -> None:
        fresh_reader(desk)
        assert desk.register is not None
        desk.register.save_as(path, force=True)  # the file dialog has asked already

    return context.tasks.submit(work, done=lambda _none: done and done(), failed=failed)


def export_list(
    context: Context,
    *,
    listing: "Listing",
    path: Path,
    as_matrix: bool = False,
    done: Callable[[str], None] | None = None,
    failed: Failed | None = None,
) -> Job:
    """Write the rows of a list, in its order, into a spreadsheet (.xlsx) or .csv; `as_matrix`:
    suppliers by what their profile demands. `done` is told what was left out as confidential."""

    def work(desk: Desk, _job: Job) -> str:
        from gui.models.export import write_list

        return write_list(fresh_reader(desk), listing, path, as_matrix=as_matrix)

    return context.tasks.submit(work, done=lambda words: done and done(words), failed=failed)


def back_up_if_due(context: Context) -> Job:
    """Back the register up once a day, while nobody waits for the worker."""

    def work(desk: Desk, _job: Job) -> Standing | None:
        if desk.register is None or not desk.register.back_up_if_due():
            return None
        return standing_of(desk.register, fresh_reader(desk))

    def finished(standing: Standing | None) -> None:
        if standing is not None:
            context.set_standing(standing)
            context.standing_shown.emit()

    return context.tasks.submit(work, done=finished, idle=True)


def refresh_standing(context: Context, *, done: Callable[[], None] | None = None) -> Job:
    """Read the register's counts and labels again."""

    def work(desk: Desk, _job: Job) -> Standing:
        reader = fresh_reader(desk)
        assert desk.register is not None
        return standing_of(desk.register, reader)

    def finished(standing: Standing) -> None:
        context.set_standing(standing)
        if done is not None:
            done()

    return context.tasks.submit(work, done=finished, lane="standing")
