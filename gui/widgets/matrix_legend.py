"""What the signs of the matrix mean, in one quiet line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, icons, theme

_SIGNS = (
    ("pass", "Pass"),
    ("fail", "Fail"),
    ("conditional", "Conditional"),
    ("unknown", "Unknown"),
    ("waived", "Waived"),
    ("not_applicable", "Not asked"),
)
_ICON, _PAD, _GAP = 16, 5, 14


class MatrixLegend(QWidget):
    """See the module's description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Signs: " + ", ".join(words for _outcome, words in _SIGNS))

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(fonts.font(12)).horizontalAdvance
        words = sum(measure(words) + _ICON + _PAD for _outcome, words in _SIGNS)
        return QSize(words + _GAP * (len(_SIGNS) - 1) + 2, fonts.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.font(12))
        left = 0
        for outcome, words in _SIGNS:
            where = QRect(left, 0, _ICON, self.height())
            icons.paint_look(painter, theme.look("rule", outcome), where)
            left += _ICON + _PAD
            width = painter.fontMetrics().horizontalAdvance(words) + 1
            painter.setPen(theme.colour("text.secondary"))
            room = QRect(left, 0, width, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            left += width - 1 + _GAP
