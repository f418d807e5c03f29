"""Fixtures in the words of the register, shared by all rooms."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from domain.directory import Directory
    from storage.register import Register
    from tests.shell import Shell

PROJECT = Path(__file__).resolve().parent.parent

# How long an example takes says more about the machine than about the code.
settings.register_profile("attesta", deadline=None)
settings.load_profile("attesta")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real spreadsheets beside the project, where it is present."""
    folder = PROJECT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip(f"real sample files are not here ({folder})")
    return folder


@pytest.fixture
def today() -> date:
    """The day all examples are told on."""
    return date(2026, 11, 23)


@pytest.fixture
def clock(today: date) -> Callable[[], datetime]:
    """A clock that stands still at nine on the day of the examples."""
    return lambda: datetime(today.year, today.month, today.day, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def directory() -> "Directory":
    """The directory of accreditation and certification bodies that is supplied."""
    from domain.directory import Directory

    return Directory.load()


@pytest.fixture
def new_register(tmp_path: Path, clock: Callable[[], datetime]) -> "Iterator[Register]":
    """An empty register in a folder of its own, open for writing."""
    from storage.register import Register

    with Register.create(tmp_path / "suppliers.attesta", author="Mai Tran", now=clock) as register:
        yield register


@pytest.fixture
def reopen(clock: Callable[[], datetime]) -> "Callable[..., Register]":
    """Open a register a second time, as the same person; the test closes it."""
    from storage.register import Register

    def open_again(path: Path, author: str = "Mai Tran", read_only: bool = False) -> Register:
        return Register.open(path, author=author, now=clock, read_only=read_only)

    return open_again


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> "Shell":
    """A shell in a folder of its own, without a register yet."""
    from tests.shell import Shell

    return Shell(capsys, tmp_path)


@pytest.fixture(scope="session")
def sample_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register as of the day of the examples, made once; copy it, never write to it."""
    from storage.sample import create_sample
    from tests.shell import DAY

    path = tmp_path_factory.mktemp("sample") / "register.attesta"
    made_on = datetime.fromisoformat(DAY).replace(hour=9, tzinfo=UTC)
    create_sample(path, author="Mai Tran", now=lambda: made_on).close()
    return path


@pytest.fixture
def sampled(shell: "Shell", sample_register: Path) -> "Shell":
    """A shell with a sample register of its own."""
    shutil.copy(sample_register, shell.register)
    return shell
