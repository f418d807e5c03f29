"""What stands beside the lists of the profiles dialog: a profile in plain words, and what a buyer
is judged under."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.facts import BuyerRef, ProfileUse
from domain.profiles import profile_key
from domain.vocabulary import RULE_WORDS, Level, Rule
from gui import fonts, icons, text, theme
from gui.dialogs.profile_reading import ANYONE, Kept, Shelf
from gui.dialogs.profile_words import (
    ABOUT_MARKS,
    ASKED,
    asked_rules,
    audit_words,
    demand_words,
    listed,
    mark_words,
    rule_words,
    whom_words,
)
from gui.theme import Look
from gui.widgets.buttons import Button, focus_ring
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import OverlayArea

ICON = 26  # room for an icon before the words
SIDE = 316  # width of a list, its gap included
EDGE = 8  # of a pane's words to its focus ring
RING = Button.RING


class Line(QWidget):
    """An icon, a name and a sentence below it."""

    def __init__(
        self, look: Look, first: str, second: str = "", parent: QWidget | None = None, *,
        pale: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(ICON, 0, 0, 0)
        column.setSpacing(0)
        role = "text.tertiary" if pale else "text.primary"
        if first:
            column.addWidget(Label(first, self, weight=500, role=role, wrap=True))
        if second:
            role = "text.tertiary" if pale else "text.secondary"
            column.addWidget(Label(second, self, size=12, role=role, wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        where = QRect(0, 0, 16, fonts.px(20))
        icons.paint_look(QPainter(self), self._look, where)


def plain(icon: str) -> Look:
    """An icon that judges nothing."""
    return Look("text.secondary", icon)


def beside(view: QWidget, left: QVBoxLayout, right: QVBoxLayout) -> None:
    """Lay a list out at the left and what it chooses at the right, a line between them."""
    row = QHBoxLayout(view)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    side = QWidget(view)
    side.setMaximumWidth(fonts.px(SIDE))
    side.setMinimumWidth(fonts.px(200))
    side.setLayout(left)
    left.setContentsMargins(0, 12, 16, 12)
    right.setContentsMargins(20 - EDGE, 16, 0, 0)
    row.addWidget(side, 4)
    row.addWidget(Hairline(view, vertical=True))
    row.addLayout(right, 6)


def inset(*parts: QWidget, by: int = RING) -> QVBoxLayout:
    """Parts that begin further right: by default where the boxes of buttons do."""
    column = QVBoxLayout()
    column.setContentsMargins(by, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return column


class Pane(OverlayArea):
    """A column of headings and lines, made anew for what is shown. The keyboard scrolls it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout()
        self.clear()

    def clear(self) -> None:
        """Begin anew, at the top."""
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(EDGE, 4, 14, 12)
        self._column.setSpacing(6)
        self.setWidget(holder)
        self.verticalScrollBar().setSingleStep(fonts.px(20))

    def add(self, widget: QWidget) -> None:
        """One more line."""
        self._column.addWidget(widget)

    def heading(self, words: str) -> None:
        """A heading with room above it."""
        self._column.addSpacing(8)
        self.add(Label(words, size=12, weight=600, role="text.secondary"))

    def end(self) -> None:
        """The rest stays empty."""
        self._column.addStretch(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_ring(QPainter(self.viewport()), QRectF(self.viewport().rect()), 6)

    def words(self) -> list[str]:
        """All that is said, top to bottom, for tests and screen readers."""
        return [label.text() for label in self.findChildren(Label)]


class ProfilePane(Pane):
    """A profile: what it demands, the rules it asks, for whom it is used."""

    def show_profile(self, kept: Kept) -> None:
        """Show one."""
        self.clear()
        profile = kept.profile
        if profile.description:
            self.add(Label(profile.description, role="text.secondary", wrap=True))
        self.heading("What it demands")
        for demand in profile.standards:
            level = Level.WIDELY_RECOGNISED if demand.widely else Level.ONE_CUSTOMER
            look = theme.look("recognition", level.value)
            self.add(Line(look, demand.standard, demand_words(demand)))
        for mark in profile.marks:
            self.add(Line(plain("cert"), mark, mark_words(mark)))
        if profile.audit:
            words = audit_words(profile)
            self.add(Line(plain("audit"), "An audit by the buyer", words))
        if profile.marks:
            self.add(Line(plain("info"), "", ABOUT_MARKS))
        self._show_rules(kept)
        self._show_users(kept)
        self.end()

    def _show_rules(self, kept: Kept) -> None:
        asked, unasked = asked_rules(kept.profile)
        self.heading("What is judged")
        for rule in asked:
            words = rule_words(rule, kept.profile)
            self.add(Line(plain("check"), words, ASKED[rule][0]))
        if unasked:
            self.heading("What is not judged")
            for rule in unasked:
                self.add(_unasked(rule))

    def _show_users(self, kept: Kept) -> None:
        self.heading("For whom it is used")
        for user in kept.users:
            self.add(Line(plain("buyer"), user))
        if kept.fallback:
            words = "Nothing else was chosen for them."
            self.add(Line(plain("buyer"), listed(kept.fallback, 8), words))
        if kept.waived:
            words = f"Waivers under it: {listed(kept.waived, 8)}"
            self.add(Line(plain("waive"), words))
        if not (kept.users or kept.fallback or kept.waived):
            self.add(Label("For nobody yet", size=12, role="text.tertiary"))


def _unasked(rule: Rule) -> QWidget:
    return Line(plain("dash"), RULE_WORDS[rule], ASKED[rule][1], pale=True)


class UsesPane(Pane):
    """What a buyer, or nobody in particular, is judged under."""

    def show_buyer(self, shelf: Shelf, buyer: BuyerRef | None) -> None:
        """Show one."""
        self.clear()
        id_ = buyer.id if buyer is not None else ANYONE
        usual, uses = shelf.usual[id_], shelf.uses.get(id_, ())
        chosen = [use for use in uses if not use.category and use.criticality is None]
        whom = buyer.name if buyer is not None else "anyone, nobody in particular"
        words = f"Nothing was chosen for {whom}." if not chosen else usual.description
        self.heading("Usually")
        self.add(Line(plain("check"), usual.name, words))
        if usual.exceptions:
            self.heading("But")
        known = {profile_key(profile.name) for profile in shelf.profiles}
        for use in _in_order(uses):
            whom = whom_words(use)
            gone = "" if profile_key(use.profile) in known else ", which is no longer there"
            first = f"{whom[:1].upper()}{whom[1:]}"
            self.add(Line(plain("filter"), first, f"Under {use.profile}{gone}"))
        self.end()


def _in_order(uses: Sequence[ProfileUse]) -> list[ProfileUse]:
    """Exceptions in the order in which they are asked."""
    some = [use for use in uses if use.category or use.criticality is not None]
    return sorted(some, key=lambda use: (not use.category, use.criticality is None, use.id))


def judged_words(shelf: Shelf, buyer: BuyerRef | None) -> str:
    """A buyer's usual profile in one line, with the number of its exceptions."""
    usual = shelf.usual[buyer.id if buyer is not None else ANYONE]
    count = len(usual.exceptions)
    more = f", {text.plural(count, 'exception')}" if count else ""
    return f"{usual.name}{more}"
