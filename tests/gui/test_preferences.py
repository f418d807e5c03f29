"""Preferences: kept where they belong, refused where they make no sense, tried on and taken off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog

from gui import operations, theme
from gui.context import Context
from gui.dialogs.about import AboutDialog, program_version
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.preferences_logo import LARGEST, check_logo
from gui.widgets.buttons import LinkButton


@pytest.fixture
def dialog(qtbot, open_context: Context) -> PreferencesDialog:
    """The preferences of the sample register, in a window of their own."""
    made = PreferencesDialog(open_context, None)
    qtbot.addWidget(made)
    made.show()
    return made


def picture(path: Path, format_: str = "PNG", side: int = 40) -> Path:
    """A small picture file."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#4A50C8"))
    assert image.save(str(path), format_)
    return path


def test_what_is_saved_survives_a_restart(
    dialog: PreferencesDialog, open_context: Context, tmp_path: Path, settle: Callable[[], None]
) -> None:
    logo = picture(tmp_path / "logo.png")
    dialog.urgent.set_value(14)
    dialog.soon.set_value(60)
    dialog.name.set_value("Meridian Sourcing Pte. Ltd.")
    dialog.address.set_value("12 Harbourfront Walk\nSingapore")
    dialog.logo.take_file(logo)
    dialog.letters.set_value(1.15)
    dialog.theme.set_value("dark")
    dialog.save.click()
    settle()
    assert not dialog.isVisible()
    assert (open_context.windows.urgent, open_context.windows.soon) == (14, 60)
    path = open_context.path
    assert path is not None
    operations.open_register(open_context, path=path.with_name("other.attesta"), how="create")
    settle()
    operations.open_register(open_context, path=path)
    settle()
    organisation = open_context.standing.organisation
    assert organisation.name == "Meridian Sourcing Pte. Ltd."
    assert organisation.address == "12 Harbourfront Walk\nSingapore"
    assert organisation.logo == logo.read_bytes()
    assert (open_context.windows.urgent, open_context.windows.soon) == (14, 60)
    open_context.settings.sync()
    kept = QSettings(open_context.settings.fileName(), QSettings.Format.IniFormat)
    assert (kept.value("theme"), float(str(kept.value("text_size")))) == ("dark", 1.15)


def test_only_what_changed_is_written(
    dialog: PreferencesDialog, open_context: Context, settle: Callable[[], None]
) -> None:
    before = open_context.standing
    dialog.save.click()
    settle()
    assert open_context.standing is before


@pytest.mark.parametrize(
    ("urgent", "soon", "field"),
    [
        ("", "90", "urgent"),
        ("thirty", "90", "urgent"),
        ("-3", "90", "urgent"),
        ("0", "90", "urgent"),
        ("30", "4000", "soon"),
        ("30", "30", "soon"),
        ("90", "30", "soon"),
    ],
)
def test_windows_that_make_no_sense_are_refused_at_their_field(
    dialog: PreferencesDialog, open_context: Context, settle: Callable[[], None],
    urgent: str, soon: str, field: str,
) -> None:  # fmt: skip
    before = open_context.windows
    dialog.urgent.set_value(urgent)
    dialog.soon.set_value(soon)
    dialog.save.click()
    settle()
    assert dialog.isVisible()
    fields = {"urgent": dialog.urgent_field, "soon": dialog.soon_field}
    assert fields.pop(field).complaint
    assert fields.popitem()[1].complaint == ""
    assert open_context.windows == before


def test_a_window_of_soon_is_mended_by_one_click(
    dialog: PreferencesDialog, open_context: Context, settle: Callable[[], None]
) -> None:
    dialog.urgent.set_value(60)
    dialog.soon.set_value(30)
    dialog.save.click()
    cure = dialog.soon_field.findChild(LinkButton)
    assert cure is not None
    cure.click()
    dialog.save.click()
    settle()
    assert (open_context.windows.urgent, open_context.windows.soon) == (60, 120)


def test_a_theme_is_tried_on_and_taken_off(dialog: PreferencesDialog) -> None:
    dialog.theme.set_value("dark")
    dialog.theme.edited.emit()
    assert theme.current().dark
    dialog.reject()
    assert not theme.current().dark


def test_files_that_are_no_logo_are_refused_in_words(tmp_path: Path, qapp) -> None:
    assert check_logo(picture(tmp_path / "a.png").read_bytes()) == ""
    assert check_logo(picture(tmp_path / "a.jpg", "JPEG").read_bytes()) == ""
    assert "no PNG or JPEG" in check_logo(b"<svg/>")
    assert "damaged" in check_logo(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    assert "1 MB at most" in check_logo(b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST)


def test_a_refused_logo_leaves_the_old_one(
    dialog: PreferencesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = picture(tmp_path / "good.png")
    dialog.logo.take_file(good)
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"not a picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(bad), ""))
    dialog.logo.choose.click()
    assert "no PNG or JPEG" in dialog.logo_field.complaint
    assert dialog.logo.value() == good.read_bytes()
    dialog.logo.clear.click()
    assert dialog.logo.value() is None
    assert dialog.logo_field.complaint == ""


def test_without_a_register_only_the_window_can_be_set(
    qtbot, context: Context, settle: Callable[[], None]
) -> None:
    dialog = PreferencesDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.urgent.isEnabled()
    dialog.letters.set_value(1.3)
    dialog.save.click()
    settle()
    assert float(str(context.settings.value("text_size"))) == 1.3


def test_about_says_where_everything_lies(qtbot, open_context: Context) -> None:
    dialog = AboutDialog(open_context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    said = "\n".join(label.text() for label in dialog.findChildren(type(dialog.title_label)))
    assert program_version() in said
    assert str(open_context.path) in said
    assert "without a network" in said
    assert "MIT" in said
