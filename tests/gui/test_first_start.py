"""The page of the first start: every way in, by pointer and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.actions import SPECS
from gui.context import Context
from gui.dialogs.first_start import WAYS, FirstStartPage


@pytest.fixture
def page(qtbot, context: Context) -> FirstStartPage:
    """The page in a window of its own."""
    made = FirstStartPage(context)
    qtbot.addWidget(made)
    made.resize(1068, 744)
    made.show()
    return made


@pytest.mark.parametrize("name", [way[0] for way in WAYS])
def test_each_card_names_its_action(page: FirstStartPage, qtbot, name: str) -> None:
    with qtbot.waitSignal(page.chosen) as told:
        page.cards[name].click()
    assert told.args == [name]


def test_the_ways_are_actions_of_the_window() -> None:
    assert {way[0] for way in WAYS} <= {spec.name for spec in SPECS}


def test_the_keys_shown_are_those_of_the_actions() -> None:
    keys = {spec.name: spec.keys[0] if spec.keys else "" for spec in SPECS}
    for name, _icon, key, _title, _words in WAYS:
        assert not key or key == keys[name].replace("+", " ")


def test_the_usual_way_has_the_keyboard_at_first(page: FirstStartPage, qtbot) -> None:
    page.activateWindow()
    assert page.focusWidget() is page.cards["import"]
    with qtbot.waitSignal(page.chosen) as told:
        qtbot.keyClick(page.cards["import"], Qt.Key.Key_Return)
    assert told.args == ["import"]


def test_every_card_is_reached_by_tab(page: FirstStartPage) -> None:
    seen = []
    for _ in WAYS:
        seen.append(page.focusWidget())
        page.focusNextChild()
    assert seen == list(page.cards.values())


@pytest.mark.parametrize(("width", "columns"), [(1068, 4), (700, 2)])
def test_cards_stand_in_as_many_columns_as_there_is_room_for(
    page: FirstStartPage, qtbot, width: int, columns: int
) -> None:
    page.resize(width, 744)

    def corners() -> list[QPoint]:
        return [card.mapTo(page, card.rect().topRight()) for card in page.cards.values()]

    qtbot.waitUntil(lambda: len({at.y() for at in corners()}) == len(WAYS) // columns)
    qtbot.waitUntil(lambda: all(at.x() < width for at in corners()))
