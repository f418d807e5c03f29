"""Carrying out an import plan: thousands of records through the driver, table by table.

Every record is validated like an edited one; ids are given out ahead so that rows can go in
by batches. What the plan says is decided in `importing`; the transaction is the caller's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.errors import RegisterError, UserError
from domain.import_plan import Change, ImportPlan, New
from storage.rows import RECORD_TABLES, Image, canonical, derived, next_id
from storage.validation import FieldErrors, check_record, stored
from storage.writes import Progress, RowWriter, existing, insert_rows, record_values, resolved

Cancelled = Callable[[], bool]
_BATCH = 2000
_STRIDE = 200  # records between two looks at progress and cancelling
_OUTDATED = (
    "The register has changed since this import was planned. Nothing was imported; read the file "
    "again to see what it would do now."
)


class ImportStopped(UserError):  # noqa: N818 - not a fault: the user asked for it
    """The user stopped the import; the register is as it was."""


class ImportWriter:
    """Writes thousands of records through the driver, table by table in batches."""

    def __init__(self, writer: RowWriter, plan: ImportPlan, today: str) -> None:
        self._writer = writer
        self._today = today
        self._hashes = {file.file: file.sha256 for file in plan.files}
        self._pending: dict[str, list[tuple[Image, str]]] = {name: [] for name in RECORD_TABLES}
        self._count = 0
        self._next = {name: next_id(writer.connection, name) for name in RECORD_TABLES}
        self.ids: dict[New, int] = {}

    def write(self, changes: Sequence[Change], progress: Progress) -> None:
        """Write them all. UserError: a value is not valid; its row is named."""
        for number, change in enumerate(changes):
            if number % _STRIDE == 0:
                progress(number, len(changes))
            try:
                self._write(change)
            except FieldErrors as error:
                row = f"row {change.row}" if change.row else ""
                place = ", ".join(filter(None, (change.file, change.sheet, row)))
                raise UserError(f"{place}: {error}" if place else str(error)) from error
        self._flush()

    def _write(self, change: Change) -> None:
        values = resolved(change, self.ids)
        source = self._source(change)
        if isinstance(change.ref, New) and change.ref not in self.ids:
            self.ids[change.ref] = self._add(change.record, values, source)
            return
        self._flush()
        row_id = self.ids[change.ref] if isinstance(change.ref, New) else change.ref
        connection, shapes = self._writer.connection, self._writer.shapes
        old = existing(connection, shapes, change.record, row_id)
        checked = check_record(change.record, record_values(old) | dict(values))
        new = old | {name: stored(getattr(checked, name)) for name in type(checked).model_fields}
        self._writer.change(change.record, old, new, source)

    def _add(self, record: str, values: Mapping[str, Any], source: str) -> int:
        checked = check_record(record, values)
        image = {name: stored(getattr(checked, name)) for name in type(checked).model_fields}
        row_id = self._next[record]
        self._next[record] += 1
        image |= {"id": row_id, "recorded_on": self._today}
        self._pending[record].append((image, source))
        self._count += 1
        if self._count >= _BATCH:
            self._flush()
        return row_id

    def _flush(self) -> None:
        for record, pending in self._pending.items():
            insert_rows(self._writer.connection, record, [image for image, _ in pending])
            for image, source in pending:
                self._writer.log.add(record, image, source)
            pending.clear()
        self._count = 0

    def _source(self, change: Change) -> str:
        if not change.file:
            return ""
        place = {
            "file": change.file,
            "sha256": self._hashes.get(change.file, ""),
            "sheet": change.sheet,
            "row": change.row,
        }
        return canonical(place)


def refuse_outdated(writer: RowWriter, plan: ImportPlan, held_at: int | None) -> None:
    """RegisterError where the register is no longer what the plan was made from.

    `held_at` is the number of the last history line then; without it, a supplier to be added
    that has meanwhile come in (the plan was carried out already) is still noticed, and a record
    to be changed that has gone is when its turn comes.
    """
    written = writer.connection.execute(
        "SELECT max(id) FROM history WHERE step <> ?", (writer.log.step,)
    ).fetchone()[0]
    if held_at is not None and (written or 0) != held_at:
        raise RegisterError(_OUTDATED)
    for change in plan.changes:
        if change.record == "supplier" and isinstance(change.ref, New):
            key = derived("supplier", {"name": str(change.values.get("name", ""))})
            found = writer.connection.execute(
                "SELECT 1 FROM supplier WHERE name_key = ? AND code = ?",
                (key["name_key"], change.values.get("code", "")),
            ).fetchone()
            if found is not None:
                raise RegisterError(_OUTDATED)


class Meter:
    """Shows two stretches of work, rows and then what is computed from them, as one."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None, rows: int) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._total = 2 * rows

    def rows(self, done: int, total: int) -> None:
        """`done` of `total` rows are written."""
        self._show(done * self._total // (2 * total))

    def renewed(self, done: int, total: int) -> None:
        """The standings of `done` of `total` suppliers are renewed."""
        self._show(self._total // 2 + done * self._total // (2 * total))

    def _show(self, done: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise ImportStopped("The import was stopped. The register is as it was.")
        if self._progress is not None:
            self._progress(done, self._total)
