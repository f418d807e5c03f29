"""The panel beside a form of the reference: what the entry would do, and what was supplied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.vocabulary import Level
from gui.dialogs.directory_follows import (
    Follows,
    changing_words,
    ending_words,
    naming_words,
)
from gui.dialogs.directory_reading import Part
from gui.widgets.chips import ChipLabel, recognition_chip
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import SidePanel
from gui.widgets.sections import Facts


class FollowPanel(SidePanel):
    """See the module's description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = self.inner
        self._column.addWidget(Label("What follows", inner, weight=600))
        self._column.addSpacing(2)
        self._naming = Label(
            "Fill in the name to see what follows.", inner, size=12, role="text.secondary",
            wrap=True,
        )  # fmt: skip
        self._column.addWidget(self._naming)
        self._counting, self._failing = self._chip_row(), self._chip_row()
        self._more = Label("", inner, size=12, role="text.secondary", wrap=True)
        self._column.addWidget(self._more)
        self._more.hide()
        self._supplied = QVBoxLayout()
        self._supplied.setSpacing(6)
        self._column.addLayout(self._supplied)
        self._column.addStretch(1)

    def _chip_row(self) -> ChipLabel:
        chip = ChipLabel()
        row = QHBoxLayout()
        row.addWidget(chip)
        row.addStretch(1)
        self._column.addLayout(row)
        chip.hide()
        return chip

    def show_follows(self, follows: Follows) -> None:
        """Show what would follow."""
        self._naming.setText(naming_words(follows))
        counting = follows.counting if follows.naming else None
        failing = None if counting is None else follows.naming - counting
        for chip, number, level, words in (
            (self._counting, counting, Level.WIDELY_RECOGNISED, "would count"),
            (self._failing, failing, Level.UNPROVEN, "would not count"),
        ):
            chip.setVisible(bool(number))
            if number:
                chip.set_chip(recognition_chip(level, f"{number:,} {words}"))
        is_edition = follows.part is Part.EDITIONS
        self._more.setText(ending_words(follows) if is_edition else changing_words(follows))
        self._more.show()

    def show_supplied(self, subtitle: str, facts: Sequence[tuple[str, str]]) -> None:
        """What the entry that was supplied says."""
        self._supplied.addSpacing(6)
        self._supplied.addWidget(Hairline())
        self._supplied.addSpacing(4)
        self._supplied.addWidget(Label("As it was supplied", size=12, weight=600))
        self._supplied.addWidget(Label(subtitle, size=12, wrap=True))
        self._supplied.addWidget(Facts(facts, size=12))
        words = "The supplied entry stays as it is: remove yours, and it is used again."
        self._supplied.addWidget(Label(words, size=12, role="text.secondary", wrap=True))

    def words(self) -> tuple[str, ...]:
        """All that is shown, for screen readers and tests."""
        chips = [each for each in (self._counting, self._failing) if not each.isHidden()]
        shown = (self._naming, *([] if self._more.isHidden() else [self._more]))
        return (*(c.accessibleName() for c in chips), *(label.text() for label in shown))
