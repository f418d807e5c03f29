"""One writer at a time: the lock file beside a register, which tells who holds it.

The operating system's lock on the file ends with its process, so a crash leaves no lock
behind on the same computer. Between computers that share a folder the system's lock may not
be passed on; there the name in the file decides. Opening a register is not done here.
"""

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from domain.errors import RegisterError
from storage.connection import beside

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BYTE = 1 << 30  # the byte that Windows locks, far behind the text so that it stays readable


@dataclass(frozen=True)
class Owner:
    """Who holds a register open for writing."""

    user: str
    host: str
    pid: int
    since: str

    @property
    def words(self) -> str:
        """“Mai on PC-07, since 2026-11-23 09:00”."""
        return f"{self.user} on {self.host}, since {self.since}"


class RegisterInUseError(RegisterError):
    """Somebody else has the register open for writing."""

    def __init__(self, owner: Owner | None, file: Path) -> None:
        self.owner = owner
        who = owner.words if owner else "another program"
        here = owner is None or owner.host == socket.gethostname()
        more = (
            ""
            if here
            else f" If that computer no longer uses it, delete “{file.name}” and open it again."
        )
        super().__init__(f"The register is open for writing elsewhere: {who}.{more}")


class Lock:
    """The right to write into a register, held until `release` or the end of the process."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self._file = file
        self._descriptor = descriptor

    @classmethod
    def take(cls, register: Path, *, since: str) -> "Lock":
        """Take the lock. RegisterInUseError: somebody else has it; OSError: none can be made."""
        file = beside(register, ".lock")
        owner = Owner(_user(), socket.gethostname(), os.getpid(), since)
        for _ in range(10):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(file, flags, 0o600)
            try:
                present = _read(descriptor)
                if not _claim(descriptor, present) or _is_foreign(present, owner):
                    raise RegisterInUseError(present, file)
            except BaseException:
                os.close(descriptor)
                raise
            if _is_same(descriptor, file):
                return cls(file, descriptor)._signed(owner)
            os.close(descriptor)  # it was released and deleted between our two looks
        raise RegisterInUseError(None, file)

    def _signed(self, owner: Owner) -> "Lock":
        """The lock with its owner's name in it, or given back where the disk takes no more."""
        try:
            _write(self._descriptor, owner)
        except BaseException:
            self.release()
            raise
        return self

    @property
    def is_ours(self) -> bool:
        """Whether the lock file is still the one we wrote; a deleted one may have a new owner."""
        return _is_same(self._descriptor, self._file)

    def release(self) -> None:
        """Give the lock back. Doing it twice is harmless."""
        if self._descriptor < 0:
            return
        if self.is_ours and os.name != "nt":
            with suppress(OSError):  # a folder that has become read-only keeps the file
                self._file.unlink()
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = -1
        if os.name == "nt":
            with suppress(OSError):  # Windows deletes only what nobody has open
                self._file.unlink()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"


def _read(descriptor: int) -> Owner | None:
    """The owner the file names; None where it is empty or unreadable."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        values = json.loads(os.read(descriptor, 4096))
        return Owner(
            str(values["user"]), str(values["host"]), int(values["pid"]), str(values["since"])
        )
    except (ValueError, KeyError, TypeError):
        return None


def _write(descriptor: int, owner: Owner) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(asdict(owner)).encode())
    os.fsync(descriptor)


def _is_same(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except OSError:
        return False


def _is_foreign(present: Owner | None, owner: Owner) -> bool:
    return present is not None and present.host != owner.host


def _claim(descriptor: int, present: Owner | None) -> bool:
    """Take the system's lock; where the disk offers none, ask whether the named process lives."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        import psutil

        return present is None or not psutil.pid_exists(present.pid)
    return True
