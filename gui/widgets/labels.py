"""Words, lines and boxes: plain-text labels in a role's colour, hairlines, plain surfaces.

Every line of text has the height the design gives its size, whatever script stands in it.
Nothing here reads mark-up: a supplier called "<img src=…>" is shown as written.
"""

import re

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from gui import fonts, theme

# Type size -> line height (logical px).
LINES = {11: 16, 12: 18, 13: 20, 14: 22, 15: 24, 16: 24, 18: 26, 20: 28, 24: 34}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LEFT = Qt.AlignmentFlag.AlignLeft


def line_height(size: int) -> int:
    """Height of one line of text of a type size, in logical pixels."""
    return fonts.px(LINES.get(size, round(size * 1.5)))


def elide(text: str, font: QFont, width: int, *, middle: bool = False) -> str:
    """The text in one line, cut at its end (or in its middle) to fit into `width`; a fraction of a
    pixel is let pass."""
    text = " ".join(text.splitlines())
    where = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return QFontMetrics(font).elidedText(straight(text), where, width + 1)


def straight(text: str) -> str:
    """The text with signs in place of what would turn its letters round: "live" that is drawn as
    "evil" is no name. Arabic and Hebrew need none of these."""
    return _TURNING.sub("\ufffd", text)


def _lay_out(
    text: str, font: QFont, width: int, line: int, align: Qt.AlignmentFlag = _LEFT
) -> tuple[QTextLayout, int]:
    layout = QTextLayout(straight(text).replace("\n", "\u2028"), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(1, width))
        row.setPosition(QPointF(0, height + max(0.0, (line - row.height()) / 2)))
        height += line
    layout.endLayout()
    return layout, height


class Label(QLabel):
    """Plain text of a size, weight and colour role. One elided line, or wrapped."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: int = 13,
        weight: int = 400,
        role: str = "text.primary",
        wrap: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size, self._weight, self._role, self._tabular = size, weight, role, tabular
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if wrap:
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Change the colour role."""
        self._role = role
        self.update()

    def _font(self) -> QFont:
        return fonts.font(self._size, self._weight, tabular=self._tabular)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if not self.wordWrap() or not self.text():
            return line_height(self._size)
        return _lay_out(self.text(), self._font(), width, line_height(self._size))[1]

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return self.wordWrap()

    def sizeHint(self) -> QSize:
        natural = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 1
        if self.wordWrap():
            width = min(natural, max(self.width(), 240))
            return QSize(width, self.heightForWidth(width))
        return QSize(natural, line_height(self._size))

    def minimumSizeHint(self) -> QSize:
        width = 24 if self.text() else 0
        return QSize(width, line_height(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = self._role if self.isEnabled() else "text.disabled"
        painter.setPen(theme.colour(role))
        font = self._font()
        if self.wordWrap():
            centred = self.alignment() & Qt.AlignmentFlag.AlignHCenter
            align = Qt.AlignmentFlag.AlignHCenter if centred else _LEFT
            line = line_height(self._size)
            layout, _ = _lay_out(self.text(), font, self.width(), line, align)
            layout.draw(painter, QPointF(0, 0))
            return
        painter.setFont(font)
        shown = elide(self.text(), font, self.width())
        flags = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, shown)
        if shown != straight(self.text()) and not self.toolTip():
            self.setToolTip(plain_tip(self.text()))


def plain_tip(text: str) -> str:
    """A tooltip that Qt cannot take for mark-up: escaped, and marked as rich on purpose."""
    from html import escape

    return f"<qt>{escape(straight(text)).replace(chr(10), '<br/>')}</qt>" if text else ""


class Hairline(QWidget):
    """A line one device pixel thick at least, horizontal or vertical."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("line.hairline"))


class Surface(QFrame):
    """A box filled with a surface role, with optional hairlines at its edges.

    `edges` holds any of "top", "bottom", "left", "right"; an empty role leaves it clear.
    """

    def __init__(
        self, role: str = "surface.canvas", parent: QWidget | None = None, edges: str = ""
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._edges = edges

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._role:
            painter.fillRect(self.rect(), theme.colour(self._role))
        line = theme.colour("line.hairline")
        width, height = self.width(), self.height()
        for edge, rect in (
            ("top", QRect(0, 0, width, 1)),
            ("bottom", QRect(0, height - 1, width, 1)),
            ("left", QRect(0, 0, 1, height)),
            ("right", QRect(width - 1, 0, 1, height)),
        ):
            if edge in self._edges:
                painter.fillRect(rect, line)
