"""The composition root of the window: settings, paths, clock, theme, the last register, faults.

`run` is called by `main.py` with the arguments after the program's name; one may be the path
of a register. Nothing here knows what the window shows.
"""

import getpass
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from gui import faults, fonts, icons, operations, theme
from gui.context import Context
from gui.main_window import MainWindow
from gui.tasks import Tasks, Work
from storage.locations import data_folder, default_register

SAY_AFTER = 600  # ms of opening after which the window says so
WARM_AFTER = 1_200  # ms after the window is shown
WARM = ("domain.records", "storage.tables", "storage.validation", "rapidfuzz")
BACK_UP_AFTER = 8_000  # ms after a register is opened


def local_now() -> datetime:
    """The clock: local time with its zone."""
    return datetime.now().astimezone()


def author() -> str:
    """Who is at work, for the change history."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in a bare container
        return "unknown"


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application with its name and icon, not yet themed."""
    QGuiApplication.setDesktopFileName("attesta")
    app = QApplication(["attesta", *argv])
    app.setApplicationName("Attesta")
    app.setApplicationDisplayName("Attesta")
    app.setOrganizationName("Attesta")
    return app


def window_icon() -> QIcon:
    """The program's icon for the window and the task bar."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        made.addPixmap(
            icons.pixmap(
                "attesta", theme.colour("action.accent"), size, glyph=theme.colour("surface.paper")
            )
        )
    return made


def wanted_register(argv: Sequence[str], settings: QSettings) -> Path | None:
    """The register to open: the one named, else the last one, else the default one if it is
    there."""
    for argument in argv:
        if not argument.startswith("-"):
            return Path(argument).absolute()
    last = str(settings.value("register/last", "") or "")
    for path in (Path(last) if last else None, default_register()):
        if path is not None and path.is_file():
            return path
    return None


def run(argv: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = make_application(argv)
    settings = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)
    fonts.set_scale(_number(settings.value("text_size", 1.0)))
    theme.install(app, str(settings.value("theme", "system")))
    app.setWindowIcon(window_icon())
    tasks = Tasks()
    context = Context(tasks, settings, author=author(), now=local_now)
    window = MainWindow(context, default_register())
    faults.install(data_folder() / "log", window)
    _restore(window, settings)
    context.register_changed.connect(lambda: _back_up_later(context))
    window.show()
    if tasks.pauses is not None:
        tasks.pauses.set_aside()
    QTimer.singleShot(0, lambda: _begin(window, wanted_register(argv, settings)))
    QTimer.singleShot(WARM_AFTER, lambda: _warm(tasks))
    code = app.exec()
    tasks.close()
    settings.sync()
    return code


def _begin(window: MainWindow, path: Path | None) -> None:
    """Open the register; where there is none, offer what can be done."""
    if path is None:
        window.show_first_start()
        return

    def failed(error: Exception) -> None:
        window.show_first_start()
        window.tell_error(error)

    operations.open_register(window.context, path=path, failed=failed)
    QTimer.singleShot(SAY_AFTER, window, lambda: window.show_opening(path))


def _warm(tasks: Tasks) -> None:
    """Load what forms, imports and reports need while nobody waits for it."""

    def load(name: str) -> Work:
        return lambda _desk, _job: import_module(name) and None

    for name in WARM:
        tasks.submit(load(name), idle=True)


def _back_up_later(context: Context) -> None:
    QTimer.singleShot(BACK_UP_AFTER, context, lambda: operations.back_up_if_due(context))


def _restore(window: MainWindow, settings: QSettings) -> None:
    page = str(settings.value("window/page", "suppliers"))
    if page in window.pages:
        window.kind = page
    geometry = settings.value("window/geometry")
    if geometry is None or not window.restoreGeometry(geometry):
        window.resize(1280, 800)


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 1.0


def main() -> int:
    """For `python -m gui.app`."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
