"""A window with the sample register on a fixed day, offscreen, and what pictures wait for."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from domain.qualification import Profile
from gui import operations, theme
from gui.context import Context
from gui.main_window import MainWindow
from gui.tasks import Tasks

SIZE = (1280, 800)
DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BUYER = "Halden Grid AS"


class Studio:
    """One window with the sample register, and the waiting that pictures need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.tasks = Tasks()
        self.context = Context(self.tasks, settings, author="L. Tan", now=lambda: DAY)
        self.window = MainWindow(self.context, folder / "register.attesta")
        self.window.resize(*SIZE)
        self.window.show()

    def open_sample(self) -> None:
        """Make the sample register, show it for the first buyer."""
        opened: list[bool] = []
        operations.open_register(
            self.context,
            path=self.folder / "Northwind Tapes.attesta",
            how="sample",
            done=lambda: opened.append(True),
        )
        self.until(lambda: bool(opened))
        (buyer,) = (ref for ref in self.context.standing.buyers if ref.name == BUYER)
        self.context.set_buyer(buyer)
        self.settle()

    def reset(self) -> None:
        """Show today under the buyer's usual profile again."""
        context = self.context
        context.set_day(None)
        context.set_profile(context.usual_profile(context.buyer))

    def profile(self, name: str) -> Profile:
        """The profile of a name."""
        return next(each for each in self.context.standing.profiles if each.name == name)

    def record(self, table: str, /, **where: Any) -> int:
        """The id of the first such record."""
        found: list[list[dict[str, Any]]] = []
        self.context.read(lambda reader: reader.records(table, **where), done=found.append)
        self.until(lambda: bool(found))
        return int(found[0][0]["id"])

    def until(self, true: Callable[[], bool], limit: int = 20_000) -> None:
        """Let the window work until something is so (at most `limit` milliseconds)."""
        clock = QElapsedTimer()
        clock.start()
        while not true():
            if clock.elapsed() > limit:
                raise TimeoutError("the window did not get there")
            QApplication.processEvents()
            # Without an event loop of its own nothing else carries out `deleteLater`.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self, milliseconds: int = 700) -> None:
        """Let loading, judging and previews finish."""
        clock = QElapsedTimer()
        clock.start()
        self.until(lambda: clock.elapsed() > milliseconds)

    def shoot(self, name: str, folder: Path) -> None:
        """Save the window as it stands in both themes."""
        for mode in ("light", "dark"):
            theme.current().set_mode(mode)
            self.settle(250)
            path = folder / f"{name}-{mode}.png"
            self.window.grab().save(str(path))
            print(path.name)
        theme.current().set_mode("light")
