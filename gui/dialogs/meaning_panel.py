"""The panel beside a form of evidence: what the entry means, and what it rests on."""

from collections.abc import Container

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from domain.hints import Hint
from gui import fonts, text
from gui.dialogs.directory_links import EntryLink
from gui.dialogs.what_it_means import (
    Meaning,
    no_level_words,
    validity_sentence,
    verdict_sentence,
)
from gui.widgets.buttons import LinkButton
from gui.widgets.chips import ChipLabel, recognition_chip, validity_chip, verdict_chip
from gui.widgets.form_fields import CalmNote
from gui.widgets.labels import Hairline, Label, elide, plain_tip
from gui.widgets.scroll import SidePanel

ROOM = 250  # for the words of a link


class MeaningPanel(SidePanel):
    """The panel at the right of a form. `below` is where the form puts its scans; `entry_asked`
    tells which entry of the accreditation reference is to be opened."""

    entry_asked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = self.inner
        self._column.addWidget(Label("What this means", inner, weight=600))
        self._column.addSpacing(4)
        self._recognition, self._recognised = self._pair()
        self._links = QVBoxLayout()
        self._links.setSpacing(2)
        self._column.insertLayout(self._column.count() - 1, self._links)
        self._linked: tuple[EntryLink, ...] = ()
        self._validity, self._valid = self._pair()
        self._hints = QVBoxLayout()
        self._hints.setSpacing(6)
        self._column.addLayout(self._hints)
        self._hinted: tuple[str, ...] = ()
        self._column.addWidget(_ruled())
        self._for = Label("", inner, size=12, weight=500, role="text.secondary", wrap=True)
        self._column.addWidget(self._for)
        self._verdict, self._why = self._pair()
        self._column.addWidget(_ruled())
        self.below = QVBoxLayout()
        self._column.addLayout(self.below)
        self._column.addStretch(1)

    def _pair(self) -> tuple[ChipLabel, Label]:
        chip, words = ChipLabel(), Label("", size=12, role="text.secondary", wrap=True)
        row = QHBoxLayout()
        row.addWidget(chip)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(words)
        self._column.addSpacing(8)
        return chip, words

    def show_meaning(self, meaning: Meaning, told: Container[Hint] = ()) -> None:
        """Show what the rules say now; hints that are `told` at their fields are left out."""
        self._show_recognition(meaning)
        self._show_links(meaning.links)
        self._show_validity(meaning)
        hints = [hint for hint in meaning.hints if hint not in told]
        self._show_hints(tuple(hint.sentence for hint in hints))
        self._show_verdict(meaning)

    def _show_links(self, links: tuple[EntryLink, ...]) -> None:
        if links == self._linked:
            return
        self._linked = links
        emptied(self._links)
        for each in links:
            link = LinkButton(elide(each.words, fonts.font(12, 500), fonts.px(ROOM)), size=12)
            link.setAccessibleName(each.words)
            link.setToolTip(plain_tip(each.words))
            link.clicked.connect(lambda _checked=False, key=each.key: self.entry_asked.emit(key))
            self._links.addWidget(link)
        if links:
            self._links.addSpacing(8)

    def _show_hints(self, sentences: tuple[str, ...]) -> None:
        if sentences == self._hinted:
            return
        self._hinted = sentences
        emptied(self._hints)
        for words in sentences:
            note = CalmNote()
            self._hints.addWidget(note)
            note.show_note(words)

    def _show_recognition(self, meaning: Meaning) -> None:
        found = meaning.recognition
        level = found.level if found is not None else None
        words = ""
        if found is not None and found.buyers:
            words = text.recognition_words(level, found.buyers)
        self._recognition.set_chip(recognition_chip(level, words))
        self._recognised.setText(
            found.reason if found is not None else no_level_words(meaning.draft, meaning.shown.day)
        )

    def _show_validity(self, meaning: Meaning) -> None:
        found = meaning.validity
        if found is None:
            self._validity.set_chip(None)
        else:
            words = text.validity_words(
                found.state,
                expiry=found.cover_until,
                day_shown=meaning.shown.day,
                since=found.since,
                days_left=found.days_left,
            )
            self._validity.set_chip(validity_chip(found.state, words))
        self._valid.setText(validity_sentence(meaning))
        for part in (self._validity, self._valid):
            part.setVisible(found is not None)

    def _show_verdict(self, meaning: Meaning) -> None:
        after, buyer = meaning.after, meaning.shown.buyer
        name = f"For {buyer.name}" if buyer is not None else "For nobody in particular"
        judged_under = after.profile if after is not None else meaning.shown.profile.name
        self._for.setText(text.join(name, judged_under))
        self._verdict.set_chip(verdict_chip(after.verdict) if after is not None else None)
        self._verdict.setVisible(after is not None)
        words = verdict_sentence(meaning) or "Choose the supplier to see the verdict."
        self._why.setText(words)

    def words(self) -> tuple[str, ...]:
        """All that is shown, for screen readers and tests."""
        chips = (self._recognition, self._validity, self._verdict)
        said = (self._recognised, self._valid, self._for, self._why)
        links = (link.words for link in self._linked)
        labels = (label.text() for label in said)
        return (*(c.accessibleName() for c in chips), *labels, *self._hinted, *links)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _ruled() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 6)
    column.addWidget(Hairline(holder))
    return holder
