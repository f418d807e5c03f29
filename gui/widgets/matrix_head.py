"""The head of the matrix: titles in up to two lines, the first columns standing still."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from gui import fonts, icons, theme
from gui.models.columns import Column
from gui.models.matrix import STICKY, HeadedColumn
from gui.widgets.labels import elide, plain_tip
from gui.widgets.list_head import Head
from gui.widgets.row_delegate import GAP, MARGIN

if TYPE_CHECKING:
    from gui.widgets.matrix_table import MatrixTable

HEIGHT = 46
# Where a long word may be broken.
_BREAKS = {
    "Surveillance": ("Surveil-", "lance"),
    "Verification": ("Verifi-", "cation"),
    "Nonconformities": ("Noncon-", "formities"),
}


def title_lines(column: Column, fits: int, measure: Callable[[str], int]) -> tuple[str, str, bool]:
    """Both lines of a title that may be `fits` px wide, and whether the second is a note."""
    title, note = column.title, column.note if isinstance(column, HeadedColumn) else ""
    if measure(title) <= fits:
        return title, note, True
    if title in _BREAKS:
        return (*_BREAKS[title], False)
    words = title.replace("/", " ").split()
    for cut in range(len(words) - 1, 0, -1):
        first = " ".join(words[:cut])
        if measure(first) <= fits:
            return first, " ".join(words[cut:]), False
    return title, note, True


class MatrixHead(Head):
    """See the module's description."""

    def __init__(self, view: "MatrixTable") -> None:
        super().__init__(view)
        self._matrix = view
        self.setFixedHeight(fonts.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.rect(), theme.colour("surface.canvas"))
        columns = self._matrix.table.columns
        for section in range(STICKY, len(columns)):
            self._paint_asked(painter, section, columns[section])
        still = QRect(0, 0, self._matrix.still_width(), self.height())
        painter.fillRect(still, theme.colour("surface.canvas"))
        for section, column in enumerate(columns[:STICKY]):
            left = self._matrix.left_of(section)
            rect = QRect(left, 0, self.sectionSize(section), self.height() - 1)
            rect.adjust(MARGIN if section == 0 else 0, 0, -GAP, 0)
            self._paint_title(painter, rect, column)
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, theme.colour("line.hairline"))

    def _paint_asked(self, painter: QPainter, section: int, column: Column) -> None:
        rect = QRect(self._matrix.left_of(section), 0, self._matrix.pitch, self.height() - 1)
        listing = self._matrix.table.listing
        sorted_by = bool(listing and listing.sort == column.sort)
        ink = "text.link" if sorted_by else "text.tertiary"
        if self._matrix.column_in_question == section:
            ink = "text.link"
        font = fonts.font(12, 500)
        painter.setFont(font)
        measure = painter.fontMetrics().horizontalAdvance
        first, second, is_note = title_lines(column, rect.width() - 4, measure)
        middle = rect.center().y() + 1
        line = fonts.px(16)
        flags = Qt.AlignmentFlag.AlignCenter
        painter.setPen(theme.colour(ink))
        top = QRect(rect.left() + 1, middle - (line if second else line // 2), rect.width() - 2,
                    line)  # fmt: skip
        painter.drawText(top, flags, elide(first, font, top.width()))
        if second:
            small = fonts.font(11) if is_note else font
            painter.setFont(small)
            painter.setPen(theme.colour("text.secondary" if is_note else ink))
            painter.drawText(top.translated(0, line), flags, elide(second, small, top.width()))
        if sorted_by and listing is not None:
            name = "sort-up" if listing.descending else "sort"
            at = QRect(rect.left(), 1, rect.width(), 10)
            icons.paint(painter, name, at, theme.colour("text.link"), size=10)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self._matrix.column_at(event.pos().x())
            if section >= 0:
                words = self._matrix.column_words(section)
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        section = self._matrix.column_at(int(event.position().x()))
        if section >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.sectionClicked.emit(section)
