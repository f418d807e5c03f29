"""What every page and dialog works with: the worker, the register's standing, what is shown.

One `Context` exists per window. It holds plain values for the window's thread (path, author,
day, buyer, profile, windows, undo label …); the register itself lives on the worker and is
reached by

    context.read(lambda reader: reader.supplier(7), done=self._on_loaded, lane="detail")
    operations.save(context, changes=[Change("supplier", New(1), {...})], label="Add supplier")

Signals, all on the window's thread:
- `changed(Changes)` after every write, undo and redo, once; pages refresh themselves.
- `view_changed()` when the day, the buyer, the profile or the windows shown have changed.
- `register_changed()` when another register was opened, or the open one was closed.
- `standing_shown()` when only what the window says of the file itself has changed.
- `judged()` when the verdicts of all suppliers are ready to sort and filter by.

Forms are made as `Form(context, parent, *, record_id=None, **preset)`; they build `Change`s,
call `operations.save(..., done=lambda changes: self.accept())` and show errors at fields.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal

from domain.directory import Directory
from domain.errors import RegisterError
from domain.facts import BuyerRef, ProfileUse
from domain.qualification import Profile, supplied_profiles, usual_profile
from domain.snapshot import Organisation
from domain.validity import Windows
from gui.tasks import Desk, Job, Tasks

if TYPE_CHECKING:
    from storage.queries import Reader
    from storage.register import Register


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the open register stands, as far as the window shows it."""

    path: Path | None = None
    read_only: bool = False
    why_read_only: str = ""
    undo_label: str | None = None
    redo_label: str | None = None
    windows: Windows = field(default_factory=Windows)
    organisation: Organisation = field(default_factory=Organisation)
    buyers: tuple[BuyerRef, ...] = ()
    profiles: tuple[Profile, ...] = field(default_factory=supplied_profiles)
    uses: tuple[ProfileUse, ...] = ()
    directory: Directory | None = None  # with the register's entries; None while none is open
    totals: dict[str, int] = field(default_factory=dict)
    backed_up_at: datetime | None = None


def standing_of(register: "Register", reader: "Reader") -> Standing:
    """Read the standing on the worker."""
    return Standing(
        path=register.path,
        read_only=register.read_only,
        why_read_only=register.why_read_only,
        undo_label=_now(register.undo_label),
        redo_label=_now(register.redo_label),
        windows=reader.windows(),
        organisation=reader.organisation(),
        buyers=tuple(reader.buyers()),
        profiles=reader.profiles(),
        uses=reader.profile_uses(),
        directory=reader.directory,
        totals=dict(reader.totals()),
        backed_up_at=_newest_backup(register.path),
    )


def _newest_backup(path: Path) -> datetime | None:
    from storage.connection import backups_folder

    try:
        times = [file.stat().st_mtime for file in backups_folder(path).iterdir()]
    except OSError:  # none was made yet, or the folder cannot be looked into
        return None
    return datetime.fromtimestamp(max(times), UTC).astimezone() if times else None


def _now(label: Any) -> str | None:
    return label() if callable(label) else label


def fresh_reader(desk: Desk) -> "Reader":
    """The worker's reader; the register must be open."""
    if desk.register is None or desk.reader is None:
        raise RegisterError("No register is open.")
    return desk.reader


class Context(QObject):
    """See the module's description. `now` is the clock; nothing else here reads one."""

    changed = Signal(object)
    view_changed = Signal()
    register_changed = Signal()
    standing_shown = Signal()
    judged = Signal()

    def __init__(
        self,
        tasks: Tasks,
        settings: QSettings,
        *,
        author: str,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.settings = settings
        self.author = author
        self.now = now
        self.standing = Standing()
        self.buyer: BuyerRef | None = None
        self._profile: Profile | None = None
        self._day: date | None = None

    @property
    def today(self) -> date:
        """The local calendar day of the clock."""
        return self.now().date()

    @property
    def day(self) -> date:
        """The day shown: today unless another was chosen."""
        return self._day or self.today

    @property
    def is_today(self) -> bool:
        """Whether the window shows today; on another day editing is paused."""
        return self._day is None or self._day == self.today

    @property
    def profile(self) -> Profile:
        """The profile suppliers are judged under: the one chosen, else the buyer's usual one."""
        return self._profile or self.usual_profile(self.buyer)

    def usual_profile(self, buyer: BuyerRef | None) -> Profile:
        """What a buyer, or nobody in particular, usually demands."""
        return usual_profile(buyer, self.standing.profiles, self.standing.uses)

    @property
    def path(self) -> Path | None:
        """The open register's file."""
        return self.standing.path

    @property
    def is_open(self) -> bool:
        """Whether a register is open."""
        return self.standing.path is not None

    @property
    def can_edit(self) -> bool:
        """Whether records can be changed now."""
        return self.is_open and not self.standing.read_only and self.is_today

    @property
    def windows(self) -> Windows:
        """Days ahead that count as urgent and as soon."""
        return self.standing.windows

    @property
    def directory(self) -> Directory:
        """The directory of bodies, accreditations and editions, the register's entries in it."""
        return self.standing.directory or Directory.load()

    def set_day(self, day: date | None) -> None:
        """Show another day; `None` is today."""
        wanted = None if day == self.today else day
        if wanted != self._day:
            self._day = wanted
            self.view_changed.emit()

    def set_buyer(self, buyer: BuyerRef | None) -> None:
        """Show everything for a buyer, under the profile usual for it; `None` is nobody in
        particular. What another buyer was judged under says nothing of this one."""
        if buyer != self.buyer:
            self.buyer, self._profile = buyer, None
            self.view_changed.emit()

    def set_profile(self, profile: Profile) -> None:
        """Judge under another profile; the buyer's usual one follows the buyer again."""
        before = self.profile
        self._profile = None if profile == self.usual_profile(self.buyer) else profile
        if self.profile != before:
            self.view_changed.emit()

    def start_with(self, standing: Standing) -> None:
        """Take over another register: what was chosen in the one before means nothing in it."""
        self.buyer, self._profile = None, None
        self.standing = standing
        self.register_changed.emit()

    def set_standing(self, standing: Standing) -> None:
        """Take over the register's standing after a write."""
        before = self._judged_by()
        self.standing = standing
        if self.buyer is not None:  # by its name of now; gone, it is nobody in particular
            self.buyer = next((b for b in standing.buyers if b == self.buyer), None)
            self._profile = self._profile if self.buyer is not None else None
        if self._profile is not None:  # as it is demanded now; gone, the usual one is back
            named = [p for p in standing.profiles if p.name == self._profile.name]
            self._profile = named[0] if named else None
        if self._judged_by() != before:
            self.view_changed.emit()

    def _judged_by(self) -> tuple[object, ...]:
        """What judging hangs on besides the records themselves."""
        standing = self.standing
        return standing.windows, standing.directory, self.buyer, self.profile

    def read(
        self,
        work: Callable[["Reader"], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        lane: str = "",
        urgent: bool = True,
    ) -> Job:
        """Ask the worker's reader for something and hand the answer to `done`."""
        return self.tasks.submit(
            lambda desk, _job: work(fresh_reader(desk)),
            done=done,
            failed=failed,
            lane=lane,
            urgent=urgent,
        )
