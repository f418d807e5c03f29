"""A look at the columns of files that no plan could be made of, so that they can be chosen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from domain.directory import Directory
from domain.import_plan import FilePlan, SheetPlan

if TYPE_CHECKING:
    from importing.options import ImportOptions


def peek(
    paths: Sequence[Path],
    options: "ImportOptions",
    directory: Directory,
    cancelled: Callable[[], bool],
) -> list[FilePlan]:
    """What stands in the files, column by column; nothing of it is planned.

    Raises UserError in words for a file that cannot be read.
    """
    return [_peek_file(path, options.of_file(path), directory, cancelled) for path in paths]


def _peek_file(
    path: Path, options: "ImportOptions", directory: Directory, cancelled: Callable[[], bool]
) -> FilePlan:
    from importing.headers import header_score
    from importing.layout import find_tables
    from importing.reader import read_workbook

    workbook = read_workbook(
        path, password=options.password, encoding=options.encoding, cancelled=cancelled
    )
    sheets, skipped = [], []
    for sheet in workbook.sheets:
        layout = find_tables(sheet, header_score)
        sheets += [_sheet(sheet.name, region, directory) for region in layout.tables]
        if not layout.tables:
            skipped.append((sheet.name, f"{layout.reason[:1].upper()}{layout.reason[1:]}."))
    return FilePlan(
        file=path.name,
        sha256=workbook.sha256,
        sheets=tuple(sheets),
        skipped_sheets=tuple(skipped),
    )


def _sheet(name: str, region, directory: Directory) -> SheetPlan:
    from importing.columns import Source, map_columns
    from importing.preview import samples

    sources = [
        Source(column.header, [row.cells[place] for row in region.rows])
        for place, column in enumerate(region.columns)
    ]
    found = map_columns(sources, directory)
    return SheetPlan(
        sheet=name,
        header_row=region.header_rows[-1],
        columns=found.headers,
        ignored_columns=found.ignored,
        rows=len(region.rows),
        samples=samples(region),
    )
