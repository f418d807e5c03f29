"""The page of the first start: four ways in, and that a file may be dropped anywhere.

`chosen` names the window's action that was picked. Files dropped go to the window, which
takes them wherever they fall.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, icons, theme
from gui.context import Context
from gui.dialogs.first_start_picture import Picture
from gui.widgets.buttons import focus_ring, rounded
from gui.widgets.labels import Label, elide
from gui.widgets.scroll import OverlayArea

# (action, icon, key, title, words)
WAYS = (
    ("import", "import", "Ctrl I", "Import a spreadsheet",
     "Excel, OpenDocument or CSV, in any language"),
    ("new_register", "plus", "", "New register", "Start empty and add suppliers by hand"),
    ("open", "folder", "Ctrl O", "Open a register", "One that is on this computer already"),
    ("sample", "book", "", "Look at an example", "Tape and cable suppliers to try things on"),
)  # fmt: skip
CARD_WIDTH, CARD_HEIGHT, GAP = 216, 144, 16


class WayCard(QAbstractButton):
    """One way in: icon, key, title and two lines of words. `strong` is the usual one."""

    def __init__(
        self, icon: str, key: str, title: str, words: str, parent: QWidget | None = None, *,
        strong: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setText(title)
        self._icon, self._key, self._words, self._strong = icon, key, words, strong
        self.setAccessibleName(f"{title}. {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(CARD_WIDTH), fonts.px(CARD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(170), fonts.px(CARD_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        fill = "surface.hover" if self.underMouse() else "surface.raised"
        line = theme.colour("line.control" if self.underMouse() else "line.border")
        rounded(painter, box, 8, theme.colour(fill), line)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 10)
        self._paint_icon(painter, QRect(20, 20, 36, 36))
        inside = self.rect().adjusted(20, 0, -18, 0)
        self._paint_key(painter, inside)
        top = fonts.px(72)
        name = fonts.font(14, 600)
        painter.setFont(name)
        painter.setPen(theme.colour("text.primary"))
        where = QRect(inside.left(), top, inside.width(), fonts.px(22))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, centre, elide(self.text(), name, where.width()))
        painter.setFont(fonts.font(12))
        painter.setPen(theme.colour("text.secondary"))
        where = QRect(inside.left(), top + fonts.px(23), inside.width(), fonts.px(38))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(where, int(flags), self._words)

    def _paint_icon(self, painter: QPainter, where: QRect) -> None:
        ground = "action.accent" if self._strong else "surface.sunken"
        ink = "action.on_accent" if self._strong else "text.primary"
        rounded(painter, QRectF(where), 6, theme.colour(ground), None)
        icons.paint(painter, self._icon, where, theme.colour(ink), size=18)

    def _paint_key(self, painter: QPainter, inside: QRect) -> None:
        font = fonts.font(11, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text.secondary"))
        width = QFontMetrics(font).horizontalAdvance(self._key)
        where = QRect(inside.right() - width, 20, width + 2, 36)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._key)


class DropHint(QWidget):
    """The dashed box that says that files can be dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(fonts.px(60))
        column = QVBoxLayout(self)
        words = Label("Or drop a file anywhere in this window", self, role="text.secondary")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(3, 0, -3, 0)
        rounded(QPainter(self), box, 8, None, theme.colour("line.control"), dashed=True)


class Promise(QWidget):
    """The line at the foot: where everything stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        words = "Everything stays on this computer, in one file that you choose."
        self._words = Label(words, self, size=12, role="text.secondary")
        row.addStretch(1)
        row.addSpacing(20)
        row.addWidget(self._words)
        row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        where = QRect(self._words.x() - 21, 0, 14, self.height())
        icons.paint(QPainter(self), "lock", where, theme.colour("text.secondary"), size=14)


class FirstStartPage(QWidget):
    """See the module's description."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.cards: dict[str, WayCard] = {}
        for name, icon, key, title, words in WAYS:
            card = WayCard(icon, key, title, words, self, strong=name == "import")
            card.clicked.connect(lambda _checked=False, n=name: self.chosen.emit(n))
            self.cards[name] = card
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP - 6)
        self._grid.setVerticalSpacing(GAP - 6)
        self._columns = 0
        self._picture = Picture(self)
        self._lay_out()

    def _lay_out(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        title = Label("See at a glance who is qualified", holder, size=24, weight=600)
        words = Label(
            "Bring in the spreadsheet you keep today. Nothing is changed in it, and every import "
            "can be undone.",
            holder,
            size=14,
            role="text.secondary",
        )
        ways = QWidget(holder)
        ways.setMaximumWidth(fonts.px(4 * CARD_WIDTH + 3 * GAP))
        inner = QVBoxLayout(ways)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._grid)
        inner.addSpacing(18)
        inner.addWidget(DropHint(ways))
        inner.addSpacing(24)
        inner.addWidget(Promise(ways))
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(24)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(ways, 1000)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        area = OverlayArea(self)
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._place_cards(4)

    def _place_cards(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards(4 if self.width() >= fonts.px(820) else 2)
        self._picture.setVisible(self.height() >= fonts.px(600))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cards["import"].setFocus(Qt.FocusReason.TabFocusReason)
