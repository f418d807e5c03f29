"""Buttons: primary, plain and quiet; icon buttons; links. All paint themselves.

At most one primary button stands in a view. A quiet button has no outline until it is
hovered. Every button has an accessible name: its words, or the tip of an icon button.
"""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from gui import fonts, icons, theme
from gui.widgets.labels import plain_tip

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
ButtonKind = Literal["primary", "plain", "quiet", "danger"]


def rounded(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None,
            line: QColor | None, width: float = 1.0, *, dashed: bool = False) -> None:  # fmt: skip
    """Fill and outline a rounded rectangle; the outline lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, radius, radius)
    if line is not None:
        half = width / 2
        pen = QPen(line, width)
        if dashed:
            pen.setDashPattern([3 / width, 2.2 / width])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = rect.adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, radius - half, radius - half)


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The 2 px ring around what has the keyboard; `rect` is the ring's outer edge."""
    rounded(painter, rect, radius, None, theme.colour("action.focus"), 2.0)


def look_for_pointer(button: QAbstractButton) -> None:
    """After its menu has closed: Qt told the button nothing of where the pointer went."""
    there = button.rect().contains(button.mapFromGlobal(QCursor.pos()))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, there)
    button.update()


class KeyboardFocus:
    """For buttons: the ring shows when the keyboard brought the focus, not the mouse; Enter acts
    on the button that has it, as Space does, and not on a dialog's first one."""

    _ringed = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)  # type: ignore[misc]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)  # type: ignore[misc]

    @property
    def rings(self) -> bool:
        """Whether to draw the ring now."""
        return self._ringed and bool(self.hasFocus())  # type: ignore[attr-defined]


class Button(KeyboardFocus, QPushButton):
    """A button with words and perhaps an icon. 30 high; 3 px around it belong to the ring."""

    RING = 3

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = "plain",
        icon: str = "",
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.icon_name = icon
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(fonts.font(13, 500)).horizontalAdvance(self.text()) + 24
        width += 22 if self.icon_name else 0
        return QSize(width + 2 * self.RING, fonts.px(30) + 2 * self.RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        hot = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            quiet = self.kind == "quiet"
            fill = None if quiet else theme.colour("surface.sunken")
            line = None if quiet else theme.colour("line.hairline")
            return fill, line, theme.colour("text.disabled")
        if self.kind == "primary":
            fill = theme.colour("action.accent_hover" if hot or self.isDown() else "action.accent")
            return fill, None, theme.colour("action.on_accent")
        if self.kind == "danger":
            fill = theme.colour("validity.lapsed.fill")
            return fill, None, theme.colour("validity.lapsed.ink")
        sunken = self.isDown() or self.isChecked()
        fill = (
            theme.colour("surface.sunken" if sunken else "surface.hover") if hot or sunken else None
        )
        if self.kind == "quiet":
            return fill, None, theme.colour("text.secondary")
        line = theme.colour("line.border")
        return fill or theme.colour("surface.raised"), line, theme.colour("text.primary")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, line, ink = self._colours()
        ring = self.RING
        box = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        rounded(painter, box, 6, fill, line)
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 9)
        font = fonts.font(13, 500)
        words = QFontMetrics(font).horizontalAdvance(self.text())
        left = round((self.width() - words - (22 if self.icon_name else 0)) / 2)
        if self.icon_name:
            icons.paint(painter, self.icon_name, QRect(left, 0, 16, self.height()), ink)
            left += 22
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            QRect(left, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class IconButton(KeyboardFocus, QToolButton):
    """An icon alone, 28 square, with its name as tip and for screen readers."""

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        size: int = 16,
        role: str = "text.secondary",
    ) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self._icon_size = size
        self._role = role
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setFixedSize(28, 28)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked()):
            rounded(painter, QRectF(self.rect()), 6, theme.colour("surface.sunken"), None)
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 7)
        role = self._role if self.isEnabled() else "text.disabled"
        colour = theme.colour("action.accent" if self.isChecked() else role)
        icons.paint(painter, self.icon_name, self.rect(), colour, size=self._icon_size)


class LinkButton(KeyboardFocus, QAbstractButton):
    """Words that act, in the link colour."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, size: int = 13, role: str = "text.link"
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._role = role
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fonts.font(self._size, 500))
        return QSize(
            metrics.horizontalAdvance(self.text()) + 2, fonts.px(20 if self._size > 12 else 18)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = QFont(fonts.font(self._size, 500))  # one of its own: the other is shared by all
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(theme.colour(self._role if self.isEnabled() else "text.disabled"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.rings:
            focus_ring(painter, QRectF(self.rect()), 4)
