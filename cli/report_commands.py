"""The `report` commands: each draws one kind of PDF from a frozen snapshot."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.desk import (
    BuyerOption,
    DayOption,
    Desk,
    ForceOption,
    OutOption,
    Paper,
    PaperOption,
    ProfileOption,
    RegisterOption,
    open_desk,
)
from domain.errors import UserError

app = typer.Typer(help="PDF reports.", no_args_is_help=True, rich_markup_mode=None)


@app.command("supplier", help="The qualification report of one supplier, or of each.")
def report_supplier(
    out: OutOption,
    register: RegisterOption = None,
    supplier: Annotated[str | None, typer.Option(metavar="S")] = None,
    every: Annotated[bool, typer.Option("--all", help="One file per supplier.")] = False,
    buyer: BuyerOption = None,
    profile: ProfileOption = None,
    as_of: DayOption = None,
    performance: Annotated[
        bool, typer.Option("--performance", help="With the evaluations of its performance.")
    ] = False,
    other_buyers: Annotated[
        bool,
        typer.Option(
            "--other-buyers", help="List other customers' audits, which are confidential."
        ),
    ] = False,
    paper: PaperOption = Paper.A4,
    force: ForceOption = False,
) -> None:
    """Write one PDF, or with --all one for each supplier into the folder `out`."""
    if every == (supplier is not None):
        raise typer.BadParameter("Name one supplier with --supplier, or take --all.")
    from reports import supplier as document
    from reports.output import write_whole
    from storage.snapshots import supplier_snapshot

    with open_desk(register, as_of, buyer, profile) as desk:
        if supplier is not None:
            chosen = {desk.reader.find_supplier(supplier): out}
        else:
            chosen = _file_for_each(desk, out)
            _refuse_existing(chosen.values(), force)
        for identity, path in chosen.items():
            snapshot = supplier_snapshot(
                desk.reader,
                identity,
                desk.buyer,
                desk.profile,
                desk.day,
                desk.directory,
                with_performance=performance,
                with_others=other_buyers,
            )
            write_whole(path, document.build(snapshot, paper=paper.value), force=force)
            _report_written(path, snapshot)


def _file_for_each(desk: Desk, folder: Path) -> dict[int, Path]:
    from reports.output import file_names

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be used as a folder: {error.strerror}.") from error
    suppliers = list(desk.reader.suppliers())
    names = file_names("qualification", [(s.code, s.name) for s in suppliers], desk.day)
    return {s.id: folder / name for s, name in zip(suppliers, names, strict=True)}


def _refuse_existing(paths: Iterable[Path], force: bool) -> None:
    """A batch is refused before its first file, not in the middle."""
    there = [path for path in paths if path.exists()]
    if there and not force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise UserError(f"{there[0]}{more} already there. Use --force to replace.")


def _report_written(path: Path, snapshot: object) -> None:
    from reports.fonts import missing_scripts

    output.written(path)
    if missing := missing_scripts(snapshot):
        output.warn(f"{path.name}: no font covers {', '.join(missing)}; boxes are printed instead.")


@app.command("register", help="The approved supplier list.")
def report_register(
    out: OutOption,
    register: RegisterOption = None,
    buyer: BuyerOption = None,
    profile: ProfileOption = None,
    as_of: DayOption = None,
    paper: PaperOption = Paper.A4,
    force: ForceOption = False,
) -> None:
    """Write the approved supplier list as of a day."""
    from reports import approved_list
    from reports.output import write_whole
    from storage.snapshots import register_snapshot

    with open_desk(register, as_of, buyer, profile) as desk:
        snapshot = register_snapshot(
            desk.reader, desk.buyer, desk.profile, desk.day, desk.directory
        )
        write_whole(out, approved_list.build(snapshot, paper=paper.value), force=force)
        _report_written(out, snapshot)


@app.command("expiry", help="Certificates by their end.")
def report_expiry(
    out: OutOption,
    register: RegisterOption = None,
    buyer: BuyerOption = None,
    as_of: DayOption = None,
    paper: PaperOption = Paper.A4,
    force: ForceOption = False,
) -> None:
    """Write the list of what has lapsed and what ends in the next twelve months."""
    from reports import expiry
    from reports.output import write_whole
    from storage.snapshots import expiry_snapshot

    with open_desk(register, as_of, buyer) as desk:
        snapshot = expiry_snapshot(desk.reader, desk.buyer, desk.day, desk.directory)
        write_whole(out, expiry.build(snapshot, paper=paper.value), force=force)
        _report_written(out, snapshot)
