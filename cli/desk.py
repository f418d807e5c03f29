"""What the commands share: options stated once, and the desk a command works at."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.directory import Directory
from domain.errors import UserError
from domain.facts import BuyerRef
from domain.qualification import Profile, profile_named
from storage.locations import default_register

if TYPE_CHECKING:
    from storage.queries import Reader


class Paper(StrEnum):
    """Paper sizes."""

    A4 = "A4"
    LETTER = "Letter"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-11-23.") from None


DayOption = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="DAY", help="YYYY-MM-DD; default today."),
]
RegisterOption = Annotated[
    Path | None,
    typer.Option("--register", metavar="R", readable=False, help="Default: your own register."),
]
BuyerOption = Annotated[str | None, typer.Option("--buyer", metavar="NAME")]
ProfileOption = Annotated[str | None, typer.Option("--profile", metavar="P")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON alone on stdout.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="CSV on stdout.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
OutOption = Annotated[Path, typer.Option("--out", metavar="FILE", readable=False)]
PaperOption = Annotated[Paper, typer.Option("--paper", help="Page size.")]


def author() -> str:
    """Who the change history names: the account that is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry for this user in the system's list
        return "unknown"


def now() -> datetime:
    """The local time; the one clock of the command line."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Desk:
    """What most commands work with: the open register's reader, the rules' data, the day."""

    reader: "Reader"
    directory: Directory
    day: date
    buyer: BuyerRef | None
    profile: Profile
    outdated: str  # why suppliers' states on file may not be today's rules'; usually empty


@contextmanager
def open_desk(
    register: Path | None,
    day: date | None = None,
    buyer: str | None = None,
    profile: str | None = None,
) -> Iterator[Desk]:
    """Open a register for reading; without a profile, the one usual for that buyer or nobody."""
    from storage.register import Register

    path = existing(register)
    with (
        Register.open(path, author=author(), now=now, read_only=True) as opened,
        opened.reader() as reader,
    ):
        named = reader.find_buyer(buyer) if buyer else None
        yield Desk(
            reader,
            reader.directory,
            day or now().date(),
            named,
            profile_named(profile, reader.profiles()) if profile else reader.usual_profile(named),
            opened.outdated,
        )


def existing(register: Path | None) -> Path:
    """The register named, or the user's own; `UserError` where there is no file."""
    path = register or default_register()
    if not path.exists():
        raise UserError(
            f"There is no register at {path}. Import a spreadsheet into it or name another "
            "with --register."
        )
    return path


def put_right(register: Path | None) -> Path:
    """The same, after what an interrupted write or an update has left to be done is done.

    `RegisterError` where the file cannot be opened.
    """
    from storage.register import Register

    path = existing(register)
    Register.open(path, author=author(), now=now, read_only=True).close()
    return path
