"""Where a file is to be saved: the system's dialog, with the suffix it may leave out."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.widgets.dialog import ask


def ask_place(parent: QWidget, title: str, start: Path, kinds: Mapping[str, str]) -> Path | None:
    """Ask for a place; `None` when the question is cancelled. `kinds`: suffixes by the words the
    dialog offers them with, the usual one first.

    The dialog asks before a file is replaced, but only of the name as typed: where that gets its
    suffix here, it is asked here.
    """
    while True:
        typed, chosen = QFileDialog.getSaveFileName(parent, title, str(start), ";;".join(kinds))
        if not typed:
            return None
        path = Path(typed)
        if path.suffix.casefold() in kinds.values():
            return path
        suffix = kinds.get(chosen, next(iter(kinds.values())))
        path = path.with_name(f"{path.name}{suffix}")
        if not path.exists() or ask(
            parent, "Replace this file?", f"{path.name} is in the folder already.", yes="Replace",
            danger=True,
        ):  # fmt: skip
            return path
        start = path
