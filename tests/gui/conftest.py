"""What the window's tests share: one application, a sample register, a context, a window.

Everything runs offscreen. `settle` lets the worker finish and its answers arrive; nothing in
these tests waits for a length of time.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gui import operations, theme
from gui.context import Context
from gui.main_window import MainWindow
from gui.tasks import Tasks


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen screen knows no window manager and says so; that is no fault of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> QApplication:
    """The application in its light colours and its fonts."""
    if not qapp.property("themed"):
        theme.install(qapp, "light")
        qapp.setProperty("themed", True)
    elif theme.current().mode != "light":
        theme.current().set_mode("light")
    return qapp


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register as of the day of the examples, made once."""
    from datetime import UTC

    from storage.sample import create_sample

    path = tmp_path_factory.mktemp("sample") / "sample.attesta"
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    create_sample(path, author="L. Tran", now=lambda: now).close()
    return path


@pytest.fixture
def register_file(sample_file: Path, tmp_path: Path) -> Path:
    """A sample register of one's own."""
    return Path(shutil.copy(sample_file, tmp_path / "Northwind Tapes.attesta"))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The worker. What earlier tests left behind is collected before it lives."""
    gc.collect()
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def context(tasks: Tasks, tmp_path: Path, clock: Callable[[], datetime]) -> Context:
    """A context without a register."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    return Context(tasks, settings, author="L. Tran", now=clock)


@pytest.fixture
def settle(qtbot, tasks: Tasks) -> Callable[[], None]:
    """Lets the worker come to rest and what it sent arrive."""

    def wait() -> None:
        for _ in range(3):  # an answer may ask for more
            qtbot.waitUntil(lambda: not tasks.busy, timeout=30_000)
            QApplication.processEvents()

    return wait


@pytest.fixture
def open_context(context: Context, register_file: Path, settle: Callable[[], None]) -> Context:
    """A context with the sample register open."""
    errors: list[Exception] = []
    operations.open_register(context, path=register_file, failed=errors.append)
    settle()
    assert errors == []
    return context


@pytest.fixture
def window(
    qtbot, context: Context, register_file: Path, settle: Callable[[], None], tmp_path: Path
) -> Iterator[MainWindow]:
    """The window on the sample register, 1280 by 800."""
    made = MainWindow(context, tmp_path / "first.attesta")
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    told: list[Exception] = []
    made.tell_error = told.append  # type: ignore[method-assign]
    made.commands.open_path(register_file)
    settle()
    yield made
    assert told == []
    made.close()
