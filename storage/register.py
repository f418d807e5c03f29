"""The register: opening and closing the file, and one method for each thing that is written.

Every method that writes is one transaction and one step of the history, and returns the
`Changes` it made. Reading lives in `storage.queries`; the making of a write in
`storage.writes`, `storage.imports` and `storage.undo`. SQLModel is loaded by the first edit.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from domain.errors import UnknownName, UserError
from domain.import_plan import Change, ImportPlan, New
from storage import opening, undo
from storage.backup import Copied, automatic, backup, has_automatic
from storage.connection import file_errors, real
from storage.documents import take_in, verified
from storage.history import Changes, StepInfo, last_line
from storage.imports import Cancelled, ImportWriter, Meter, refuse_outdated
from storage.register_file import RegisterFile
from storage.soundness import Soundness
from storage.writes import Progress, RowWriter, existing, finish

if TYPE_CHECKING:
    from storage.queries import Reader

_DOCUMENT_OWNERS = ("certificate", "audit", "finding", "verification")

__all__ = ["Changes", "Register"]


class Register:
    """One register file, open. Made by `create` or `open`; close it, or use it with `with`.

    It may be used from any thread, one write at a time. Where `read_only` is true every write
    raises RegisterError with `why_read_only`.
    """

    def __init__(self, file: RegisterFile) -> None:
        self._file = file

    @classmethod
    def create(cls, path: Path, *, author: str, now: Callable[[], datetime]) -> Self:
        """Make an empty register at `path`, which must be free, and open it for writing.

        `author` is written into the history with every change; `now` tells local time.
        """
        path = Path(path).absolute()
        opening.lay_down_file(path, author=author, at=now())
        return cls.open(path, author=author, now=now)

    @classmethod
    def open(
        cls, path: Path, *, author: str, now: Callable[[], datetime], read_only: bool = False
    ) -> Self:
        """Open the register at `path`: for writing if nobody else does and it may be written,
        else for reading. RegisterError: it is none, or it is damaged or made to deceive.

        What must be put right before it can be read is put right with `read_only`, too."""
        path = real(path)
        with file_errors(path):
            if read_only and opening.needs_upkeep(path):
                cls.open(path, author=author, now=now).close()
        opened = opening.open_file(path, author=author, at=now(), read_only=read_only)
        try:
            return cls(RegisterFile(opened, author=author, now=now))
        except BaseException:
            opened.close()
            raise

    @property
    def path(self) -> Path:
        """The register's file."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether writes are refused."""
        return self._file.read_only

    @property
    def why_read_only(self) -> str:
        """One or two sentences; empty where the register can be written."""
        return self._file.why_read_only

    @property
    def outdated(self) -> str:
        """Why recognition and validity in lists may not be what the rules give now; else empty."""
        return self._file.outdated

    def close(self) -> None:
        """Close the file and let others write. Doing it twice is harmless."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def reader(self) -> "Reader":
        """A new reader with a connection of its own, for the calling thread. Close it."""
        from storage.queries import Reader

        return Reader(self.path)

    def apply(
        self,
        changes: Sequence[Change],
        *,
        label: str,
        reason: str = "",
        progress: Progress | None = None,
    ) -> Changes:
        """Add, change and remove (`Removal`) records as edited by a person: one step, or nothing.

        Where a profile gets another name, what names it follows. FieldErrors: a value is not
        valid, or breaks what the rules stand on. RegisterError: a record is gone, a profile that
        is in use was to go, or the file cannot be written.
        """
        return self._file.edit(changes, StepInfo("write", label, reason), progress)

    def set_setting(self, key: str, value: str) -> Changes:
        """Keep a preference in the register. It is in the history but not undone with edits."""
        row = self._file.connection.execute(
            'SELECT id FROM setting WHERE "key" = ?', (key,)
        ).fetchone()
        ref = New(0) if row is None else int(row[0])
        change = Change("setting", ref, {"key": key, "value": value})
        return self._file.edit([change], StepInfo("setting", f"Set {key.replace('_', ' ')}"))

    def remove(self, record: str, id: int, *, label: str, reason: str = "") -> Changes:  # noqa: A002
        """Remove a record that was entered by mistake, with everything that belongs to it.

        The history keeps it all, and `undo` brings it back. RegisterError: it is not there, or
        it is a profile in use.
        """
        with self._file.step(StepInfo("write", label, reason)) as writer:
            row = existing(writer.connection, self._file.shapes, record, id)
            soundness = Soundness(writer.connection)
            writer.remove_with_children(record, row)
            soundness.refuse(writer.log.touched)
            return finish(writer, self._file.directory)

    def import_plan(
        self,
        plan: ImportPlan,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        held_at: int | None = None,
    ) -> Changes:
        """Carry out an import whole or not at all, as one step; a backup is made first.

        `held_at` is the number of the last history line when the plan was made, where known.
        UserError: questions are open, or the register is no longer what the plan was made
        from; ImportStopped: `cancelled` said so.
        """
        if plan.blocking:
            raise UserError(plan.blocking[0].message)
        names = ", ".join(Path(file.file).name for file in plan.files)
        info = StepInfo("import", f"Import {names}")
        if plan.is_empty:
            return Changes(label=info.label, step=0)
        with self._file.writing:
            self._file.refuse_if_not_writable()
            if last_line(self._file.connection)[0]:
                automatic(self.path, "import", self._file.now())
            with self._file.step(info) as writer:
                refuse_outdated(writer, plan, held_at)
                importer = ImportWriter(writer, plan, self._file.today)
                meter = Meter(progress, cancelled, len(plan.changes))
                importer.write(plan.changes, meter.rows)
                return finish(writer, self._file.directory, importer.ids, meter.renewed)

    def attach(self, owner: str, owner_id: int, source: Path) -> Changes:
        """Attach a PDF or picture to a certificate, audit, finding or verification."""
        if owner not in _DOCUMENT_OWNERS:
            raise UserError(f"A document cannot be attached to a {owner.replace('_', ' ')}.")
        with self._file.writing:
            self._file.refuse_if_not_writable()
            existing(self._file.connection, self._file.shapes, owner, owner_id)
            file = take_in(self.path, Path(source))
            values = {
                "owner": owner,
                "owner_id": owner_id,
                "sha256": file.sha256,
                "name": file.name[-255:],
                "media_type": file.media_type,
                "size": file.size,
            }
            return self.apply([Change("document", New(0), values)], label=f"Attach {file.name}")

    def document_path(self, document_id: int) -> Path:
        """The file of a document, compared with its hash. UnknownName, or RegisterError."""
        with self._file.writing, file_errors(self.path):
            row = self._file.connection.execute(
                "SELECT sha256, media_type, name FROM document WHERE id = ?", (document_id,)
            ).fetchone()
        if row is None:
            raise UnknownName("This document is no longer in the register.")
        return verified(self.path, *row)

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back; None if nothing can be."""
        return self._target(undo.undo_target)

    @property
    def redo_label(self) -> str | None:
        """What `redo` would repeat; None if nothing can be."""
        return self._target(undo.redo_target)

    def undo(self, progress: Progress | None = None) -> Changes:
        """Take the newest step back that is not taken back yet (UserError: there is none)."""
        return self._replay(undo.undo_info, undo.undo, progress)

    def redo(self) -> Changes:
        """Repeat the step taken back last (UserError: there is none)."""
        return self._replay(undo.redo_info, undo.redo)

    def back_up_if_due(self) -> bool:
        """Back the register up beside itself once a day it is worked with; whether it was due."""
        with self._file.writing:
            if self.read_only or not last_line(self._file.connection)[0]:
                return False
            now = self._file.now()
            if has_automatic(self.path, now.date()):
                return False
            automatic(self.path, "the day", now)
            return True

    def save_as(self, path: Path, *, force: bool = False) -> Copied:
        """Write a checked copy of the register and its documents; this register stays open."""
        with self._file.writing:
            return backup(self.path, Path(path), force)

    def _target(
        self, target_of: Callable[[sqlite3.Connection], tuple[int, str] | None]
    ) -> str | None:
        with self._file.writing, file_errors(self.path):
            target = None if self.read_only else target_of(self._file.connection)
        return None if target is None else target[1]

    def _replay(
        self,
        info_of: Callable[[sqlite3.Connection], StepInfo],
        replay: Callable[[RowWriter, int, Path], None],
        progress: Progress | None = None,
    ) -> Changes:
        with self._file.writing:
            self._file.refuse_if_not_writable()
            info = info_of(self._file.connection)
            with self._file.step(info) as writer:
                assert info.of_step is not None
                replay(writer, info.of_step, self.path)
                return finish(writer, self._file.directory, progress=progress)
