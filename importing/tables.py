"""A file → its tables with columns known and dates read, and the sheets that hold none.

Between reading (`reader`, `layout`) and planning (`planner`); the register is not looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from domain.directory import Directory
from domain.errors import UserError
from domain.import_plan import Problem, Question
from importing.cells import Sheet, Workbook
from importing.columns import Source, map_columns, missing_headers
from importing.dates import ColumnDates, parse_column
from importing.headers import header_score, speaks_of_findings
from importing.layout import TableRegion, find_tables
from importing.options import ImportOptions
from importing.periods import holds_periods, read_periods
from importing.questions import table_questions
from importing.reader import read_workbook
from importing.rows import DATE_FIELDS, TableContext
from importing.words import header_key

_FINDINGS = (
    "It lists findings. They belong to an audit and are entered there; a list of findings is "
    "not imported."
)
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table ready to be planned."""

    sheet: str
    region: TableRegion
    context: TableContext
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class FileTables:
    """What a file holds. `skipped` are sheets without a table of suppliers, with the reason."""

    file: str
    sha256: str
    tables: list[Table] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def read_tables(
    path: Path,
    options: ImportOptions,
    directory: Directory,
    today: date,
    cancelled: Cancelled | None = None,
) -> FileTables:
    """Read a file and find its tables. Raises UserError in words where there are none."""
    workbook = read_workbook(
        path, password=options.password, encoding=options.encoding, cancelled=cancelled
    )
    found = FileTables(file=path.name, sha256=workbook.sha256)
    wanted = _wanted_sheets(workbook, options, path)
    found.skipped += [(name, reason) for name, reason in workbook.skipped if _is_in(name, wanted)]
    regions: list[tuple[Sheet, TableRegion]] = []
    named = frozenset(header_key(header) for header in (options.mapping or {}).values() if header)
    score = partial(header_score, also=named)
    for sheet in workbook.sheets:
        if not _is_in(sheet.name, wanted):
            found.skipped.append((sheet.name, "Not chosen."))
        elif sheet.hidden and not wanted:
            found.skipped.append((sheet.name, "The sheet is hidden."))
        else:
            layout = find_tables(sheet, score)
            regions += [(sheet, region) for region in layout.tables]
            if not layout.tables:
                found.skipped.append((sheet.name, _sentence(layout.reason)))
    _check_mapping(regions, options, path)
    for sheet, region in regions:
        _add_table(found, workbook, sheet, region, options, directory, today)
    if not found.tables:
        raise UserError(_nothing(path, found))
    return found


def _add_table(
    found: FileTables, workbook: Workbook, sheet: Sheet, region: TableRegion,
    options: ImportOptions, directory: Directory, today: date,
) -> None:  # fmt: skip
    mapping = options.mapping_of(sheet.name)
    if not mapping and speaks_of_findings(column.header for column in region.columns):
        found.skipped.append((sheet.name, _FINDINGS))
        return
    columns = map_columns(_sources(region), directory, mapping)
    if not columns.names_suppliers and "supplier" not in options.defaults:
        found.skipped.append((sheet.name, columns.reason))
        return
    read = partial(_dates, region, options=options, date1904=sheet.date1904, today=today)
    dates = read(columns.fields, columns.headers)
    blocks = tuple(read(block.places, block.headers) for block in columns.blocks)
    context = TableContext(
        columns=columns,
        dates=dates,
        default_days=_default_days(options, today),
        options=options,
        directory=directory,
        today=today,
        block_dates=blocks,
    )
    problems = [
        Problem(p.row, "", "", p.message) for p in workbook.problems if p.sheet == sheet.name
    ]
    problems += [Problem(row, "", "", f"Not read: {why}.") for row, why in region.skipped]
    problems += [
        Problem(region.header_rows[-1], columns.headers.get(name, name), "", read.warning)
        for name, read in dates.items()
        if read.warning
    ]
    found.tables.append(
        Table(
            sheet=sheet.name,
            region=region,
            context=context,
            questions=tuple(table_questions(region, context)),
            problems=tuple(problems),
        )
    )


def _sources(region: TableRegion) -> list[Source]:
    return [
        Source(column.header, [row.cells[place] for row in region.rows])
        for place, column in enumerate(region.columns)
    ]


def _dates(
    region: TableRegion,
    fields: Mapping[str, int],
    headers: Mapping[str, str],
    *,
    options: ImportOptions,
    date1904: bool,
    today: date,
) -> Mapping[str, ColumnDates]:
    found: dict[str, ColumnDates] = {}
    for name in DATE_FIELDS:
        if name not in fields:
            continue
        cells = [row.cells[fields[name]] for row in region.rows]
        order = options.order_of(headers[name])
        if name in ("valid_from", "expires_on") and holds_periods(cells):
            starts, ends = read_periods(cells, order=order, date1904=date1904, today=today)
            found["expires_on"] = ends
            if "valid_from" not in fields or name == "valid_from":
                found["valid_from"] = starts
            continue
        found.setdefault(
            name,
            parse_column(
                cells,
                order=order,
                date1904=date1904,
                end_of_month=name == "expires_on",
                today=today,
            ),
        )
    return found


def _default_days(options: ImportOptions, today: date) -> dict[str, date]:
    days: dict[str, date] = {}
    for name in DATE_FIELDS:
        if not options.defaults.get(name):
            continue
        text = options.defaults[name]
        read = parse_column([text], order=options.date_order, today=today).results[0]
        if read.date is None:
            raise UserError(f"The default for {name}, “{text}”, is no date. Write 2026-12-31.")
        days[name] = read.date
    return days


# --- sheets and reasons ------------------------------------------------------------------------


def _wanted_sheets(workbook: Workbook, options: ImportOptions, path: Path) -> frozenset[str]:
    wanted = frozenset(name.casefold() for name in options.sheets)
    names = [sheet.name for sheet in workbook.sheets]
    if wanted and not any(_is_in(name, wanted) for name in names):
        listed = ", ".join(f"“{name}”" for name in names)
        asked = ", ".join(f"“{name}”" for name in options.sheets)
        raise UserError(f"{path.name} has no sheet named {asked}. Its sheets are {listed}.")
    return wanted


def _is_in(name: str, wanted: frozenset[str]) -> bool:
    return not wanted or name.casefold() in wanted


def _check_mapping(
    regions: list[tuple[Sheet, TableRegion]], options: ImportOptions, path: Path
) -> None:
    """Every header of a mapping must exist in one table at least."""
    if not options.mapping or not regions:
        return
    missing = [set(missing_headers(_sources(region), options.mapping)) for _, region in regions]
    nowhere = set.intersection(*missing)
    if nowhere:
        named = ", ".join(f"“{header}”" for header in sorted(nowhere))
        raise UserError(f"{path.name} has no column headed {named}, as the column mapping says.")


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}".rstrip(".") + "." if reason else "No table found."


def _nothing(path: Path, found: FileTables) -> str:
    told = " ".join(
        f"Sheet “{name}”: {_sentence(reason)}" if len(found.skipped) > 1 else _sentence(reason)
        for name, reason in found.skipped[:6]
    )
    return f"Nothing in {path.name} can be imported. {told}".strip()
