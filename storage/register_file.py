"""An open register file as the write path needs it: one connection, one writer, one step a time.

It makes sure before every write that the file may be written and is still the one that was
opened, and hands out transactions that carry a step. What a step does is `storage.register`'s.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from domain.errors import RegisterError
from domain.import_plan import Change
from storage import standings
from storage.connection import connect, file_errors, header_of
from storage.history import Changes, StepInfo, StepLog, last_line, register_id
from storage.opening import Opened, identity_of
from storage.own_directory import RegisterDirectory
from storage.rows import Shapes
from storage.soundness import Soundness
from storage.writes import (
    EditWriter,
    Progress,
    RowWriter,
    finish,
    session_engine,
    transaction,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

    from domain.directory import Directory

_MADE_ANEW = (
    "The register “{}” was replaced, moved or deleted since it was opened, so nothing was written. "
    "Close it and open it again."
)
_OUTDATED = (
    "Recognition and validity in its lists are as another version of Attesta or of its directory "
    "computed them."
)


class _NothingChangedError(Exception):
    """Rolls the step back: all values were what they are already."""


class RegisterFile:
    """The file behind a `Register`. Use it under `writing`, its lock between threads."""

    def __init__(self, opened: Opened, *, author: str, now: Callable[[], datetime]) -> None:
        self._opened = opened
        self._author = author
        self.now = now
        self.path = opened.path
        self.connection = opened.connection
        self.writing = threading.RLock()
        self._directory = RegisterDirectory()
        with file_errors(self.path):
            self.shapes = Shapes(self.connection)
            self._id = register_id(self.connection)
            current = standings.are_current(self.connection)
        if not current and opened.lock is not None:
            with transaction(self.connection, self.path):
                standings.renew_all(self.connection, self.shapes, self.directory)
        self.outdated = "" if current or opened.lock is not None else _OUTDATED

    @property
    def read_only(self) -> bool:
        """Whether writes are refused."""
        return bool(self._opened.why_read_only)

    @property
    def why_read_only(self) -> str:
        """One or two sentences; empty where the register can be written."""
        return f"{self._opened.why_read_only} {self.outdated}".strip()

    @property
    def directory(self) -> "Directory":
        """The directory that recognition is computed with: the supplied one with the register's
        own entries, as they stand now; the same object while they do."""
        return self._directory.of(self.connection)

    @property
    def today(self) -> str:
        """The day new records are recorded on."""
        return self.now().date().isoformat()

    def close(self) -> None:
        """Close the file and give the lock back. Doing it twice is harmless."""
        with self.writing:
            engine = self.__dict__.pop("_engine", None)
            if engine is not None:
                engine.dispose()
            self._opened.close()

    def refuse_if_not_writable(self) -> None:
        """RegisterError unless a write may go ahead."""
        if self.read_only:
            raise RegisterError(f"The register is open for reading only. {self.why_read_only}")
        if self._opened.lock is None:
            raise RegisterError("The register is closed.")
        if not self._opened.lock.is_ours:
            raise RegisterError(
                "Another program has taken the register over, so nothing was written. "
                "Close it and open it again."
            )
        if not self.path.exists() or identity_of(self.path) != self._opened.identity:
            raise RegisterError(_MADE_ANEW.format(self.path))
        header_of(self.path)

    @contextmanager
    def step(self, info: StepInfo) -> Iterator[RowWriter]:
        """A transaction that carries one step, written through the driver."""
        with self.writing:
            self.refuse_if_not_writable()
            with transaction(self.connection, self.path):
                self._refuse_if_overwritten()
                yield self._writer(info)

    def edit(
        self, changes: Sequence[Change], info: StepInfo, progress: Progress | None = None
    ) -> Changes:
        """One step of edited records, written through a SQLModel session whose transaction
        carries history and intervals too. `progress` hears how many suppliers' intervals are
        renewed: all of them after a change of the directory."""
        from sqlalchemy.exc import DBAPIError
        from sqlmodel import Session

        with self.writing, file_errors(self.path):
            self.refuse_if_not_writable()
            try:
                with Session(self._engine) as session, session.begin():
                    session.connection()  # begins the transaction
                    return self._edit(session, changes, info, progress)
            except _NothingChangedError:
                return Changes(label=info.label, step=0)
            except DBAPIError as error:
                raise (error.orig or error) from error

    def _edit(
        self,
        session: "Session",
        changes: Sequence[Change],
        info: StepInfo,
        progress: Progress | None,
    ) -> Changes:
        self._refuse_if_overwritten()
        writer = self._writer(info)
        soundness = Soundness(self.connection)
        editor = EditWriter(session, self.connection, self.shapes, writer.log)
        for change in changes:
            editor.write(change, self.today)
        if writer.log.is_empty:
            raise _NothingChangedError
        soundness.follow_renames(writer)
        soundness.refuse(writer.log.touched, editor.written)
        return finish(writer, self.directory, editor.ids, progress)

    def _writer(self, info: StepInfo) -> RowWriter:
        at = self.now().isoformat(timespec="seconds")
        log = StepLog(self.connection, self.shapes, info, at=at, author=self._author)
        return RowWriter(self.connection, self.shapes, log)

    @cached_property
    def _engine(self) -> "Engine":
        return session_engine(self.connection)

    def _refuse_if_overwritten(self) -> None:
        """Another register may have been copied over this one, into the same file.

        SQLite does not notice if both count as many changes; a connection that has read nothing
        yet sees what the file holds.
        """
        with closing(connect(self.path)) as fresh:
            found = register_id(fresh), last_line(fresh)
        if found != (self._id, last_line(self.connection)):
            raise RegisterError(_MADE_ANEW.format(self.path))
