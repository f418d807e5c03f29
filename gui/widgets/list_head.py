"""The head of a list: column titles with our own sort arrow."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from gui import fonts, icons, theme
from gui.models.columns import Column
from gui.widgets.labels import elide
from gui.widgets.row_delegate import GAP, MARGIN, RIGHT_GAP

if TYPE_CHECKING:
    from gui.widgets.list_view import ListView

HEAD = 34


class Head(QHeaderView):
    """Column titles with our own sort arrow; a click asks for another order."""

    def __init__(self, view: "ListView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setFixedHeight(fonts.px(HEAD))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.rect(), theme.colour("surface.canvas"))
        model = self._view.table
        for section, column in enumerate(model.columns):
            left = self.sectionViewportPosition(section)
            rect = QRect(left, 0, self.sectionSize(section), self.height() - 1)
            last = section == len(model.columns) - 1
            gap = GAP + (RIGHT_GAP if column.right else 0)
            rect.adjust(MARGIN if section == 0 else 0, 0, -(MARGIN if last else gap), 0)
            self._paint_title(painter, rect, column)
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, theme.colour("line.hairline"))

    def _paint_title(self, painter: QPainter, rect: QRect, column: Column) -> None:
        listing = self._view.table.listing
        sorted_by = bool(listing and column.sort and listing.sort == column.sort)
        font = fonts.font(12, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text.secondary" if sorted_by else "text.tertiary"))
        words = elide(column.title, font, rect.width() - (18 if sorted_by else 0))
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, words)
        if not sorted_by or listing is None:
            return
        width = painter.fontMetrics().horizontalAdvance(words)
        at = rect.right() - width - 20 if column.right else rect.left() + width + 4
        name = "sort-up" if listing.descending else "sort"
        where = QRect(at, 0, 14, self.height())
        icons.paint(painter, name, where, theme.colour("text.secondary"), size=14)
