"""The headless face: the same register, rules and reports as the window, for scripts.

Exit 0 done; 1 an error the user can mend, in words on stderr; 2 wrong usage; 3 a question
without a safe default, with the option that answers it. With `--json`, stdout holds JSON
alone. How results are written out lives in `cli.output`.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli import output, profile_commands, report_commands
from cli.desk import (
    BuyerOption,
    CsvOption,
    DayOption,
    ForceOption,
    JsonOption,
    OutOption,
    ProfileOption,
    RegisterOption,
    author,
    existing,
    now,
    open_desk,
    put_right,
)
from cli.directory_command import DirectoryPart, entries_of
from domain.errors import QuestionWithoutAnswer, RegisterError, UserError
from storage.locations import default_register

app = typer.Typer(
    name="attesta",
    help="The register of suppliers' audits and certificates. Without a command: the window.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(report_commands.app, name="report")
app.add_typer(profile_commands.app, name="profiles")


class ListKind(StrEnum):
    """What `list` can list."""

    SUPPLIERS = "suppliers"
    CERTIFICATES = "certificates"
    AUDITS = "audits"
    FINDINGS = "findings"
    EVALUATIONS = "evaluations"
    PROGRAMME = "programme"
    MATRIX = "matrix"
    HINTS = "hints"


class ExportKind(StrEnum):
    """What `export` can export."""

    SUPPLIERS = "suppliers"
    CERTIFICATES = "certificates"
    AUDITS = "audits"
    FINDINGS = "findings"
    EVALUATIONS = "evaluations"
    PROGRAMME = "programme"
    MATRIX = "matrix"
    HINTS = "hints"
    ALL = "all"


class DateOrder(StrEnum):
    """Which part of an all-figure date comes first."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Stop(Exception):  # noqa: N818  (not an error: it carries the exit code)
    """Ends a command whose output is already written."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def run(arguments: list[str]) -> int:
    """Carry out one command and return its exit code."""
    output.use_utf8()
    as_json = "--json" in arguments
    try:
        app(args=arguments, prog_name="attesta", standalone_mode=True)
    except Stop as stop:
        return stop.code
    except QuestionWithoutAnswer as question:
        return output.failure(f"{question} Answer with {question.option}.", as_json, code=3)
    except UserError as error:
        return output.failure(str(error), as_json, code=1)
    except OSError as error:
        if error.filename is None:
            return output.cut_short(error)
        return output.failure(
            f"{error.filename} cannot be used: {error.strerror}.", as_json, code=1
        )
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0


@app.command("import", help="Take spreadsheets into a register; several are one transaction.")
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", readable=False)],
    register: RegisterOption = None,
    sheet: Annotated[list[str] | None, typer.Option(metavar="NAME")] = None,
    date_order: Annotated[DateOrder | None, typer.Option()] = None,
    split: Annotated[list[str] | None, typer.Option(metavar="FIELD")] = None,
    default: Annotated[list[str] | None, typer.Option(metavar="FIELD=VALUE")] = None,
    mapping: Annotated[Path | None, typer.Option(metavar="M.json", readable=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: JsonOption = False,
) -> None:
    """Plan the import, then carry it out unless a question is open or it is a dry run."""
    from cli.import_files import import_into, options_from
    from cli.import_output import import_result

    options = options_from(sheet, date_order, split, default, mapping)
    plan, applied = import_into(
        register or default_register(),
        files,
        options,
        author=author(),
        now=now,
        dry_run=dry_run,
    )
    import_result(plan, applied, as_json=as_json)
    if plan.blocking:
        raise Stop(3)


@app.command(
    "list",
    help="Print a list as it stands on a day. With --buyer it stays whole, other customers' audits "
    "in it, as that buyer recognises them: your own view, not to be handed out (see export).",
)
def list_rows(
    kind: ListKind,
    register: RegisterOption = None,
    as_of: DayOption = None,
    buyer: BuyerOption = None,
    profile: ProfileOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print a list; suppliers and the matrix are judged under a profile.

    For a buyer the recognition is that buyer's; what is confidential before it is listed all the
    same: the list is the quality manager's own view. Programme and matrix tell nothing of it.
    """
    if as_json and as_csv:
        raise typer.BadParameter("Choose either --json or --csv.")
    from storage.listing_rows import export_rows, header_of

    with open_desk(register, as_of, buyer, profile) as desk:
        rows = export_rows(
            desk.reader, kind.value, desk.day, desk.buyer, desk.profile, desk.directory
        )
        header = header_of(kind.value, desk.profile)
        output.rows(kind.value, rows, as_json=as_json, as_csv=as_csv, header=header)
        if kind is ListKind.SUPPLIERS and desk.outdated:
            output.warn(desk.outdated)


@app.command(help="Judge suppliers under a profile, rule by rule.")
def assess(
    register: RegisterOption = None,
    supplier: Annotated[list[str] | None, typer.Option(metavar="S")] = None,
    profile: ProfileOption = None,
    buyer: BuyerOption = None,
    as_of: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the verdict of each supplier with a line per rule."""
    from domain.qualification import assess as judge

    with open_desk(register, as_of, buyer, profile) as desk:
        chosen = [desk.reader.find_supplier(name) for name in supplier] if supplier else None
        windows = desk.reader.windows()
        found = [
            (facts, judge(facts, desk.profile, desk.buyer, desk.day, desk.directory, windows))
            for facts in desk.reader.suppliers(chosen)
        ]
        output.assessments(found, as_json=as_json)


@app.command(
    help="Write lists as a workbook or as CSV. With --buyer, other customers' audits and their "
    "findings are left out: they are confidential."
)
def export(
    kind: ExportKind,
    out: OutOption,
    register: RegisterOption = None,
    buyer: BuyerOption = None,
    profile: ProfileOption = None,
    as_of: DayOption = None,
    force: ForceOption = False,
) -> None:
    """Write one list, or all of them as sheets of one workbook.

    What is exported for a buyer is to be handed out: other buyers' second-party evidence is left
    out, with its findings, and stderr says how much.
    """
    if out.suffix.lower() not in {".xlsx", ".csv"}:
        raise typer.BadParameter("The file must end in .xlsx or .csv.")
    if kind is ExportKind.ALL and out.suffix.lower() == ".csv":
        raise typer.BadParameter("A CSV file holds one list; export all to .xlsx.")
    from cli.export_lists import export_lists

    with open_desk(register, as_of, buyer, profile) as desk:
        left_out = export_lists(desk, kind.value, out, force=force)
        output.written(out)
        if left_out:
            output.warn(left_out)
        if kind in (ExportKind.SUPPLIERS, ExportKind.ALL) and desk.outdated:
            output.warn(desk.outdated)


@app.command(help="Print the bodies, accreditations and editions recognition rests on.")
def directory(
    part: DirectoryPart,
    register: RegisterOption = None,
    as_of: DayOption = None,
    own: Annotated[bool, typer.Option("--own", help="Only what this register adds.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print a part of the directory, the register's own entries in it."""
    with open_desk(register, as_of) as desk:
        found = entries_of(desk.directory, part, desk.day)
        rows = [entry for entry in found if entry["own"] or not own]
        output.rows(part.value, rows, as_json=as_json)


@app.command(help="Check the file, its references, documents and history.")
def check(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """Report every fault found; exit 1 if there is one."""
    from domain.directory import Directory
    from storage.check import check as check_register

    with suppress(RegisterError):  # what cannot be put right, the check reports
        put_right(register)
    report = check_register(existing(register), Directory.load())
    output.check_report(report, as_json=as_json)
    if not report.ok:
        raise Stop(1)


@app.command(help="Write a verified copy of the register.")
def backup(out: OutOption, register: RegisterOption = None, force: ForceOption = False) -> None:
    """Copy the register while it may be in use, check the copy, then give it its name."""
    from storage.backup import backup as back_up

    output.copied(out, back_up(put_right(register), out, force=force))


@app.command(help="Put a backup in a register's place; what was there is kept as a backup.")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False)],
    register: RegisterOption = None,
    force: ForceOption = False,
) -> None:
    """Restore from a backup file."""
    from storage.backup import restore as put_back

    target = register or default_register()
    output.copied(target, put_back(file, target, force=force))


@app.command(help="Make the sample register, with every level, state and verdict in it.")
def sample(
    register: Annotated[Path, typer.Option("--register", metavar="R", readable=False)],
    as_of: DayOption = None,
) -> None:
    """Make the sample register as of a day (default today) in a new file."""
    from storage.sample import create_sample

    create_sample(register, author=author(), now=_clock_on(as_of)).close()
    output.written(register)


def _clock_on(day: date | None) -> Callable[[], datetime]:
    if day is None:
        return now
    fixed = datetime.combine(day, now().timetz())
    return lambda: fixed
