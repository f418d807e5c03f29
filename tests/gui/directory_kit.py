"""Opening the accreditation reference in tests."""

from collections.abc import Callable, Iterator

import pytest

from gui import forms
from gui.dialogs.directory_dialog import DirectoryDialog

Open = Callable[..., DirectoryDialog]


@pytest.fixture
def open_reference(host, open_context, settle) -> Iterator[Open]:
    """Opens the reference and lets it be read."""
    opened: list[DirectoryDialog] = []

    def make(entry: tuple[str, ...] | None = None) -> DirectoryDialog:
        dialog = forms.dialog("directory", open_context, host, entry=entry)
        dialog.open()
        settle()
        opened.append(dialog)
        return dialog

    yield make
    for dialog in opened:
        dialog.done(0)
