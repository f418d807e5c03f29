"""Rows of the sidebar: pages with counts, saved views with a dot, and the register at the top."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui import fonts, icons, text, theme
from gui.widgets.buttons import KeyboardFocus, focus_ring, rounded
from gui.widgets.labels import elide, plain_tip

FOLDED = 48


class NavRow(KeyboardFocus, QAbstractButton):
    """One line of the sidebar: icon or mark, words, count. 30 high in a pitch of 32."""

    def __init__(
        self, words: str, parent: QWidget | None = None, *, icon: str = "", mark: str = "",
        square: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(words)
        self._icon, self._mark, self._square = icon, mark, square
        self._count: int | None = None
        self.setCheckable(bool(icon))
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rename(self, words: str) -> None:
        """Other words before the count."""
        if words != self.text():
            self.setText(words)
            count, self._count = self._count, None
            self.setAccessibleName(words)
            self.set_count(count)
            self.update()

    def set_count(self, count: int | None) -> None:
        """Show a count at the right edge, `None` for nothing."""
        if count != self._count:
            self._count = count
            words = self.text() if count is None else f"{self.text()}, {text.count(count)}"
            self.setAccessibleName(words)
            self.setToolTip(plain_tip(words))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(196, fonts.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        hot = self.underMouse() and self.isEnabled()
        if on or hot:
            role = "surface.selected" if on else "surface.sunken"
            rounded(painter, QRectF(self.rect()), 6, theme.colour(role), None)
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 6)
        ink = "text.link" if on else "text.primary"
        if not self.isEnabled():
            ink = "text.disabled"
        self._paint_mark(painter, ink)
        if self.width() <= FOLDED:
            return
        font = fonts.font(13, 500 if self._icon else 400)
        count = "" if self._count is None else text.count(self._count)
        small = fonts.font(12, 400, tabular=True)
        right = 12 + (0 if not count else QFontMetrics(small).horizontalAdvance(count) + 8)
        room = QRect(34, 0, self.width() - 34 - right, self.height())
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        words = elide(self.text(), font, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if count:
            painter.setFont(small)
            painter.setPen(theme.colour(ink if on else "text.secondary"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 0, -12, 0), flags, count)

    def _paint_mark(self, painter: QPainter, ink: str) -> None:
        if self._icon:
            size = 16
            left = (self.width() - size) // 2 if self.width() <= FOLDED else 10
            colour = theme.colour(ink if self.isChecked() else "text.secondary")
            icons.paint(painter, self._icon, QRect(left, 0, size, self.height()), colour)
            return
        side = 8
        box = QRectF(14, (self.height() - side) / 2, side, side)
        rounded(painter, box, 1.5 if self._square else 4, theme.colour(self._mark), None)


class RegisterButton(KeyboardFocus, QAbstractButton):
    """The open register's name at the top of the sidebar; opens the menu of the whole window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second = ""
        self.setFixedHeight(fonts.px(44))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_names("No register", "")

    def set_names(self, name: str, second: str) -> None:
        """The register's name, and what stands below it."""
        self.setText(name)
        self._second = second
        self.setAccessibleName(f"Menu. Register {name}")
        self.setToolTip(plain_tip(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            rounded(painter, QRectF(self.rect()), 6, theme.colour("surface.sunken"), None)
        folded = self.width() <= FOLDED
        tile = QRectF((self.width() - 28) / 2 if folded else 6, (self.height() - 28) / 2, 28, 28)
        rounded(painter, tile, 7, theme.colour("action.accent"), None)
        glyph = theme.colour("action.accent")
        icons.paint(
            painter, "attesta", tile.toRect(), theme.colour("action.on_accent"), size=18,
            glyph=glyph,
        )  # fmt: skip
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 6)
        if folded:
            return
        room = self.width() - 44 - 28
        name, second = fonts.font(13, 600), fonts.font(11)
        middle = self.height() // 2
        painter.setFont(name)
        painter.setPen(theme.colour("text.primary"))
        line = QRect(44, middle - fonts.px(18), room, fonts.px(20))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elide(self.text(), name, room))
        painter.setFont(second)
        painter.setPen(theme.colour("text.secondary"))
        line = QRect(44, middle, room, fonts.px(16))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elide(self._second, second, room))
        arrow = QRect(self.width() - 24, 0, 16, self.height())
        icons.paint(painter, "down", arrow, theme.colour("text.secondary"))


class HeaderMenuButton(KeyboardFocus, QAbstractButton):
    """A quiet word pair of the header with a menu: "For Halden Grid AS", "As of Today"."""

    def __init__(self, icon: str, before: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._before, self._lead = icon, before, before
        self._long = self._short = ""
        self._loud = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_short(self, short: bool) -> None:
        """Leave the lead-in out, for narrow windows."""
        self._before = "" if short else self._lead
        self.setText(self._short if short else self._long)
        self.updateGeometry()
        self.update()

    def set_words(self, words: str, *, short: str = "", loud: bool = False) -> None:
        """What stands behind the lead-in; `loud` gives it the banner's tint."""
        self._long, self._short = words, short or words
        self.setText(words if self._before else self._short)
        self._loud = loud
        self.setAccessibleName(f"{self._lead} {words}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(fonts.font(13, 500)).horizontalAdvance(self.text())
        before = QFontMetrics(fonts.font(13)).horizontalAdvance(self._before)
        before += 5 if self._before else 0
        return QSize(8 + 16 + 6 + before + min(words, 190) + 4 + 16 + 8, fonts.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, fonts.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "banner.fill" if self._loud else ""
        if self.underMouse() or self.isDown():
            fill = fill or "surface.hover"
        if fill:
            rounded(painter, QRectF(self.rect()), 6, theme.colour(fill), None)
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 6)
        quiet = theme.colour("banner.ink" if self._loud else "text.secondary")
        ink = theme.colour("banner.ink" if self._loud else "text.primary")
        icons.paint(painter, self._icon, QRect(8, 0, 16, self.height()), quiet)
        lead, strong = fonts.font(13), fonts.font(13, 500)
        painter.setFont(lead)
        painter.setPen(quiet)
        width = painter.fontMetrics().horizontalAdvance(self._before)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(30, 0, width + 2, self.height()), centre, self._before)
        left = 30 + (width + 5 if self._before else 0)
        room = self.width() - left - 4 - 16 - 8
        painter.setFont(strong)
        painter.setPen(ink)
        words = elide(self.text(), strong, room)
        painter.drawText(QRect(left, 0, room + 2, self.height()), centre, words)
        icons.paint(painter, "down", QRect(self.width() - 24, 0, 16, self.height()), quiet)
