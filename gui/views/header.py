"""The head of the window: page title and count, for whom, as of when, and the page's buttons.

Below it, on another day than today, a banner says so and leads back.
"""

from datetime import date

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui import fonts, icons, text, theme
from gui.context import Context
from gui.profile_choices import exceptions_words, profile_choices
from gui.widgets.buttons import Button, LinkButton, look_for_pointer
from gui.widgets.calendar import pick_day
from gui.widgets.labels import Hairline, Label, Surface, plain_tip
from gui.widgets.nav import HeaderMenuButton

NARROW = 860  # below it the menus do without their lead-in, and the count makes way


class Banner(QWidget):
    """Says that another day is shown, or why nothing can be changed."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(fonts.px(34))
        self._strong = Label("", self, weight=600, role="banner.ink")
        self._words = Label(
            "Verdicts are worked out from what was on record by then. Editing is paused.",
            self,
            role="banner.ink",
        )
        self._icon = "clock"
        self._back = LinkButton("Back to today", self, role="banner.ink")
        self._back.clicked.connect(lambda _checked=False: self.left.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(24 + 23, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._strong)
        row.addWidget(self._words, 1)
        row.addWidget(self._back)
        self.hide()

    def show_day(self, day: date, *, ahead: bool) -> None:
        """Show the banner for a day."""
        self._strong.setText(f"You are looking at {text.day_long(day)}.")
        lead = (
            "worked out from what is recorded today" if ahead else "of what was on record by then"
        )
        self._say("clock", f"Verdicts are {lead}. Editing is paused.", back=True)

    def show_read_only(self, why: str) -> None:
        """Show the banner for a register that cannot be changed."""
        self._strong.setText("Read only.")
        self._say("lock", why, back=False)

    def _say(self, icon: str, words: str, *, back: bool) -> None:
        self._icon = icon
        self._words.setToolTip("")
        self._words.setText(words)
        self._back.setVisible(back)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("banner.fill"))
        colour = theme.colour("banner.ink")
        icons.paint(painter, self._icon, QRect(24, 0, 16, self.height()), colour)


class Header(QWidget):
    """Title, menus and buttons; shows what the context says. `acted` names an action of the
    window that was picked in a menu."""

    acted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._title = Label("", self, size=18, weight=600)
        self._count = Label("", self, role="text.secondary", tabular=True)
        self.buyer_button = HeaderMenuButton("buyer", "For", self)
        self.day_button = HeaderMenuButton("cal", "As of", self)
        self.buyer_button.clicked.connect(lambda _checked=False: self.open_buyer_menu())
        self.day_button.clicked.connect(lambda _checked=False: self.open_day_menu())
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        self._rule = Hairline(self, vertical=True)
        self._rule.setFixedHeight(fonts.px(18))
        self.banner = Banner(self)
        self.banner.left.connect(lambda: context.set_day(None))
        self._lay_out()
        context.view_changed.connect(self.refresh)
        context.register_changed.connect(self.refresh)
        context.changed.connect(lambda _changes: self.refresh())
        self.refresh()

    def _lay_out(self) -> None:
        bar = Surface("surface.canvas", self, edges="bottom")
        bar.setFixedHeight(fonts.px(56))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 21, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._count, 1)
        row.addWidget(self.buyer_button)
        row.addWidget(self.day_button)
        row.addWidget(self._rule)
        row.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.banner)

    def set_page(self, title: str, actions: list[QAction]) -> None:
        """Show a page's title and its buttons, the one for something new primary."""
        self._title.setText(title)
        self._title.setMinimumWidth(self._title.sizeHint().width())
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for action in actions:
            is_new = action.objectName().startswith("new_")
            self._buttons.addWidget(_button_of(action, primary=is_new))

    def set_count(self, count: int | None, words: str = "") -> None:
        """The number beside the title, and what it counts where the title does not say so."""
        number = "" if count is None else text.count(count)
        self._count.setText(f"{number} {words}".strip())

    def set_open(self, is_open: bool) -> None:
        """Show or hide what needs a register."""
        for widget in (self.buyer_button, self.day_button, self._rule):
            widget.setVisible(is_open)

    def refresh(self) -> None:
        """Show the buyer and day of the context."""
        context = self._context
        self.buyer_button.set_words(context.buyer.name if context.buyer else "anyone")
        judged = f"Judged under {context.profile.name}"
        if exceptions := exceptions_words(context.profile):
            judged += f", {exceptions}"
        self.buyer_button.setToolTip(plain_tip(judged))
        self.buyer_button.setAccessibleDescription(judged)
        if context.is_today:
            self.day_button.set_words(f"Today, {text.day(context.day)}", short="Today")
            if context.standing.read_only:
                self.banner.show_read_only(context.standing.why_read_only)
            else:
                self.banner.hide()
        else:
            self.day_button.set_words(text.day(context.day), loud=True)
            self.banner.show_day(context.day, ahead=context.day > context.today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < fonts.px(NARROW)
        self._count.setVisible(not narrow)
        self.buyer_button.set_short(narrow)
        self.day_button.set_short(narrow)
        super().resizeEvent(event)

    def open_buyer_menu(self) -> None:
        """For whom, and under which profile."""
        menu = self.buyer_menu()
        menu.exec(self.buyer_button.mapToGlobal(QPoint(0, self.buyer_button.height() + 4)))
        menu.deleteLater()
        look_for_pointer(self.buyer_button)

    def buyer_menu(self) -> QMenu:
        """The menu of buyers, of the profiles to judge them under, and to where those are kept."""
        context, menu = self._context, QMenu(self)
        buyers = [(None, "Anyone"), *((buyer, buyer.name) for buyer in context.standing.buyers)]
        self._add_choices(menu, buyers, context.buyer, context.set_buyer)
        menu.addSeparator()
        menu.addAction("Judged under").setEnabled(False)
        choices = profile_choices(context, context.buyer)
        self._add_choices(menu, choices, context.profile, context.set_profile)
        menu.addSeparator()
        more = menu.addAction("Requirement profiles…")
        more.triggered.connect(lambda _on=False: self.acted.emit("profiles"))
        return menu

    def _add_choices(self, menu: QMenu, choices: list, chosen: object, choose) -> None:
        group = QActionGroup(menu)
        for value, words in choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, v=value: choose(v))

    def open_day_menu(self) -> None:
        """As of which day."""
        where = self.day_button.mapToGlobal(QPoint(0, self.day_button.height() + 4))
        picked = pick_day(self, where, self._context.day, self._context.today)
        look_for_pointer(self.day_button)
        if picked is not None:
            self._context.set_day(picked)


def _button_of(action: QAction, *, primary: bool) -> Button:
    name = str(action.property("icon_name") or "")
    if action.objectName().startswith("new_"):
        name = "plus"
    button = Button(str(action.property("short") or action.text()), icon=name,
                    kind="primary" if primary else "plain")  # fmt: skip
    button.setAccessibleName(action.text())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(lambda _checked=False: action.trigger())
    action.changed.connect(lambda: _follow(button, action))
    return button


def _follow(button: Button, action: QAction) -> None:
    if getattr(action.parent(), "is_resting", False):
        return  # a dialog covers the button; it need not pale
    try:
        button.setEnabled(action.isEnabled())
    except RuntimeError:  # the button went with its page
        return
