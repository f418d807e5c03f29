"""Colours, icons, chips and the frame of dialogs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from domain.vocabulary import Level, Outcome, State, Verdict
from gui import icons, theme
from gui.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.chips import chip_width, recognition_chip, validity_chip, verdict_chip
from gui.widgets.dialog import Sheet
from gui.widgets.fields import ChoiceField, DayField, Field, LineField
from gui.widgets.labels import Label, plain_tip


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_and_marks_stand_out_on_every_ground(mode: str) -> None:
    shown = Theme()
    shown.dark = mode == "dark"
    chips = [validity_chip(state) for state in State]
    chips += [validity_chip(state, in_list=True) for state in State]
    chips += [recognition_chip(level) for level in Level]
    chips += [recognition_chip(level, in_list=True) for level in (*Level, None)]
    chips += [verdict_chip(verdict) for verdict in Verdict]
    grounds = ("canvas", "raised", "hover", "selected")
    for chip in chips:
        behind = [chip.fill] if chip.fill else [f"surface.{ground}" for ground in grounds]
        for ground in behind:
            colour = shown.colour(ground)
            assert contrast(shown.colour(chip.ink), colour) >= 4.5, (chip, ground)
            assert contrast(shown.colour(chip.mark), colour) >= 3.0, (chip, ground)


def test_every_state_has_a_drawing_that_exists() -> None:
    looks = [theme.look("validity", state.value) for state in State]
    looks += [theme.look("recognition", level.value) for level in Level]
    looks += [theme.look("verdict", verdict.value) for verdict in Verdict]
    looks += [theme.look("rule", outcome.value) for outcome in Outcome]
    assert {look.icon for look in looks} <= set(icons.names())


def test_only_what_is_lapsed_is_solid_and_only_the_unknown_is_dashed() -> None:
    shapes = {state: theme.look("validity", state.value).shape for state in State}
    assert {state for state, shape in shapes.items() if shape == "solid"} == {
        State.EXPIRED,
        State.SUSPENDED,
        State.WITHDRAWN,
    }
    assert {state for state, shape in shapes.items() if shape == "dashed"} == {State.UNDATED}
    assert theme.look("recognition", "unproven").shape == "dashed"


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_icons_are_drawn_for_the_screen_they_are_shown_on(ratio: float) -> None:
    image = icons.pixmap("clock", QColor("black"), 16, ratio)
    assert image.width() == round(16 * ratio)
    assert image.devicePixelRatio() == ratio


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_colour_asked_for(name: str) -> None:
    image = icons.pixmap(name, QColor("#ff0000"), 20).toImage()
    pixels = {
        image.pixelColor(x, y).name()
        for x in range(20)
        for y in range(20)
        if image.pixelColor(x, y).alpha() > 150
    }
    assert "#ff0000" in pixels


def test_a_switch_of_theme_is_told_and_changes_what_is_painted(qtbot) -> None:
    label = Label("Nam Viet", weight=600)
    qtbot.addWidget(label)
    label.show()
    light = label.grab().toImage()
    with qtbot.waitSignal(theme.current().changed):
        theme.current().set_mode("dark")
    assert label.grab().toImage() != light
    theme.current().set_mode("light")
    assert label.grab().toImage() == light


def test_an_unknown_mode_follows_the_system() -> None:
    theme.current().set_mode("purple")
    assert theme.current().mode == "system"


def test_labels_show_markup_as_it_is_written(qtbot) -> None:
    label = Label("<b>Bold & Co</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;b&gt;" in plain_tip(label.text())


def test_a_chip_grows_with_its_words() -> None:
    short = validity_chip(State.SOON, "61 days")
    long = validity_chip(State.SOON, "61 days left")
    assert chip_width(long) > chip_width(short)


def test_a_field_names_its_control_and_offers_a_cure(qtbot) -> None:
    field = Field("Ends on", DayField())
    qtbot.addWidget(field)
    used: list[str] = []
    field.complain("Ends before it was issued.", [("Use 23 Jan 2030", lambda: used.append("x"))])
    field.show()
    assert field.complaint == "Ends before it was issued."
    assert field.control.line.accessibleName() == "Ends on"  # type: ignore[attr-defined]
    cure = next(
        b for b in field.findChildren(QWidget) if getattr(b, "text", str)() == "Use 23 Jan 2030"
    )
    cure.click()  # type: ignore[attr-defined]
    assert used == ["x"]
    field.complain("")
    assert field.complaint == ""


def test_a_choice_keeps_its_value_when_its_options_change(qtbot) -> None:
    choice = ChoiceField([("a", "A"), ("b", "B")])
    qtbot.addWidget(choice)
    choice.set_value("b")
    choice.set_options([("c", "C"), ("b", "B")])
    assert choice.value() == "b"
    choice.set_options([])
    assert choice.value() is None


def make_sheet(window: QWidget) -> tuple[Sheet, LineField]:
    """A sheet with two fields and buttons."""
    sheet = Sheet(window, title="New supplier", width=500)
    first = LineField()
    sheet.body.addWidget(Field("Name", first))
    sheet.body.addWidget(Field("Country", LineField()))
    sheet.set_buttons("Save")
    return sheet, first


def test_a_sheet_covers_its_window_and_keeps_the_keyboard_inside(qtbot) -> None:
    window = QWidget()
    window.resize(900, 700)
    outside = QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    outside.setFocus()
    sheet, first = make_sheet(window)
    sheet.open()
    assert sheet.parentWidget().geometry() == window.rect()
    assert window.rect().contains(sheet.geometry())
    qtbot.waitUntil(lambda: first.hasFocus())
    for _ in range(12):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(window.focusWidget())


def test_a_sheet_confirms_and_cancels(qtbot) -> None:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    sheet, first = make_sheet(window)
    sheet.open()
    with qtbot.waitSignal(sheet.confirmed):
        qtbot.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isVisible()  # it never closes by itself
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert sheet.result() == QDialog.DialogCode.Rejected
    assert not sheet.parentWidget().isVisible()


def test_buttons_of_each_kind_have_words_and_a_name(qtbot) -> None:
    for kind in ("primary", "plain", "quiet", "danger"):
        button = Button("Save", kind=kind)  # type: ignore[arg-type]
        qtbot.addWidget(button)
        assert button.text() == "Save"
        assert button.sizeHint().height() == 36  # 30 and the room of the ring
