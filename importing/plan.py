"""Spreadsheets and what the register holds → a plan of everything an import would do.

Pure but for reading the files: the day is handed in and nothing is written. The work is done
table by table (`planner`) against one running ledger, so that a second file meets what the
first one adds.

"No longer in the file" is told of certificates on record that no row means, in two cases: the
supplier stands in the files with that standard, but without this certificate; or the files
continue an earlier list: at least half of what one import added is in them, so the rest of
that import's certificates has left the list. Superseded certificates are history and never
missed. Nothing is removed for being absent.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.directory import Directory
from domain.errors import UserError
from domain.import_plan import FilePlan, HeldRecords, ImportPlan, SheetPlan
from domain.matching import fold
from importing.columns import check_fields
from importing.identity import Entry
from importing.ledger import Ledger
from importing.options import ImportOptions
from importing.planner import TablePlanner
from importing.reader import ReadCancelled
from importing.tables import FileTables, read_tables

__all__ = ["ImportOptions", "plan_import"]

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_EVERY = 100  # rows between two looks at progress and cancellation
_PASSES = 3  # how often a row is visited at most
_SPLITTABLE = ("supplier", "holder")


def plan_import(
    paths: Sequence[Path],
    held: HeldRecords,
    *,
    today: date,
    options: ImportOptions,
    directory: Directory,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPlan:
    """Plan the import of all files as one transaction.

    `progress` gets steps done and steps expected. Raises UserError in words where a file cannot
    be read, is no list of suppliers or has no row with one, and where an option is wrong;
    ReadCancelled when `cancelled` says so. Questions without a safe default are in the plan
    (`blocking`): it must not be applied before they are answered.
    """
    for one in (options, *options.by_file.values()):
        _check(one)
    files = [
        read_tables(Path(path), options.of_file(Path(path)), directory, today, cancelled)
        for path in paths
    ]
    ledger = Ledger(held)
    ticker = _Ticker(files, progress, cancelled)
    plans = [_plan_file(file, ledger, ticker) for file in files]
    plans = _with_absent(plans, ledger)
    ticker.finish()
    return ImportPlan(files=tuple(plans), changes=ledger.changes(), planned_on=today)


def _check(options: ImportOptions) -> None:
    check_fields(tuple(options.defaults), "Defaults")
    check_fields(tuple(options.mapping or ()), "Column mapping")
    check_fields(options.split, "Split")
    for name in options.split:
        if name not in _SPLITTABLE:
            raise UserError(f"“{name}” cannot be split; only supplier and holder can.")
    for order in (options.date_order, *options.date_orders.values()):
        if order not in (None, "dmy", "mdy", "ymd"):
            raise UserError(f"“{order}” is no date order. Use dmy, mdy or ymd.")


def _plan_file(file: FileTables, ledger: Ledger, ticker: "_Ticker") -> FilePlan:
    sheets = [TablePlanner(file.file, table, ledger, ticker.tick).plan() for table in file.tables]
    if all(len(sheet.rejected) == sheet.rows for sheet in sheets):
        raise UserError(
            f"Nothing in {file.file} can be imported: no row names a supplier "
            f"({sum(sheet.rows for sheet in sheets)} rows read)."
        )
    return FilePlan(
        file=file.file,
        sha256=file.sha256,
        sheets=tuple(sheets),
        skipped_sheets=tuple(file.skipped),
    )


# --- no longer in the file ---------------------------------------------------------------------


def _with_absent(plans: list[FilePlan], ledger: Ledger) -> list[FilePlan]:
    """The plans, with what is absent told on the first sheet that holds certificates."""
    count = sum(1 for _ in absent(ledger.certificates))
    if not count:
        return plans
    for place, plan in enumerate(plans):
        for index, sheet in enumerate(plan.sheets):
            if _holds_certificates(sheet):
                told = replace(sheet, certificates=replace(sheet.certificates, absent=count))
                sheets = (*plan.sheets[:index], told, *plan.sheets[index + 1 :])
                return [*plans[:place], replace(plan, sheets=sheets), *plans[place + 1 :]]
    return plans


def _holds_certificates(sheet: SheetPlan) -> bool:
    tally = sheet.certificates
    return bool(tally.added or tally.changed or tally.unchanged)


def absent(entries: Sequence[Entry]) -> list[Entry]:
    """Certificates on record that the files should hold and do not (see the module)."""
    current = [entry for entry in entries if not entry.superseded]
    listed = {_listing(entry) for entry in entries if entry.seen}
    steps = Counter(entry.step for entry in current if not entry.seen)
    seen = Counter(entry.step for entry in entries if entry.seen)
    continued = {step for step, missing in steps.items() if seen[step] >= missing and seen[step]}
    return [
        entry
        for entry in current
        if not entry.seen and (entry.step in continued or _listing(entry) in listed)
    ]


def _listing(entry: Entry) -> tuple[int, str]:
    return entry.supplier, fold(entry.values.get("standard") or "")


# --- progress ----------------------------------------------------------------------------------


class _Ticker:
    """Counts visits of rows; tells progress and looks for cancellation now and then."""

    def __init__(
        self, files: Sequence[FileTables], progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        self._total = _PASSES * sum(len(t.region.rows) for f in files for t in f.tables)
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def tick(self) -> None:
        """One row more has been looked at."""
        self._done += 1
        if self._done % _EVERY:
            return
        if self._cancelled is not None and self._cancelled():
            raise ReadCancelled("The import was stopped; nothing was changed.")
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)

    def finish(self) -> None:
        """All rows have been looked at."""
        if self._progress is not None:
            self._progress(self._total, self._total)
