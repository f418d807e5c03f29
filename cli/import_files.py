"""The `import` command: plan from files and what the register holds, then carry it out."""

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import typer

from domain.directory import Directory
from domain.errors import UserError
from domain.import_plan import FIELDS, HeldRecords, ImportPlan
from importing.plan import ImportOptions, plan_import


def options_from(
    sheets: Sequence[str] | None,
    date_order: str | None,
    split: Sequence[str] | None,
    defaults: Sequence[str] | None,
    mapping: Path | None,
) -> ImportOptions:
    """The command line's words as options; wrong ones are wrong usage."""
    for name in split or ():
        _field(name, "--split")
    given: dict[str, str] = {}
    for pair in defaults or ():
        name, sign, value = pair.partition("=")
        if not sign:
            raise typer.BadParameter(f"--default {pair}: write FIELD=VALUE.")
        given[_field(name, "--default")] = value
    return ImportOptions(
        sheets=tuple(sheets or ()),
        date_order=date_order,
        split=tuple(split or ()),
        defaults=given,
        mapping=_mapping(mapping) if mapping else None,
    )


def _field(name: str, option: str) -> str:
    if name not in FIELDS:
        raise typer.BadParameter(f"{option}: {name!r} is no field. Fields: {', '.join(FIELDS)}.")
    return name


def _mapping(path: Path) -> Mapping[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UserError(f"{path} is not JSON: {error}.") from error
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise UserError(f'{path} must hold one object, such as {{"supplier": "Company"}}.')
    for name in found:
        _field(name, "--mapping")
    return found


@contextmanager
def _no_cycles() -> Iterator[None]:
    """An import makes millions of values and no cycles; looking for some would be a quarter of
    its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_cycles()
def import_into(
    register: Path,
    files: Sequence[Path],
    options: ImportOptions,
    *,
    author: str,
    now: Callable[[], datetime],
    dry_run: bool,
) -> tuple[ImportPlan, bool]:
    """Plan, and unless it is a dry run or a question is open, apply. A missing register is made."""
    from storage.register import Register

    today = now().date()
    if not register.exists():
        plan = plan_import(
            files, HeldRecords(), today=today, options=options, directory=Directory.load()
        )
        if dry_run or plan.blocking:
            return plan, False
        with Register.create(register, author=author, now=now) as made:
            made.import_plan(plan)
        return plan, True
    with Register.open(register, author=author, now=now, read_only=dry_run) as opened:
        if opened.read_only and not dry_run:
            raise UserError(f"“{register}” cannot be written. {opened.why_read_only}")
        with opened.reader() as reader:
            held, directory = reader.held_records(), reader.directory
        plan = plan_import(files, held, today=today, options=options, directory=directory)
        if dry_run or plan.blocking:
            return plan, False
        opened.import_plan(plan)
        return plan, True
