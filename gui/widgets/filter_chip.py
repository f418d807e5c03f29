"""Filter chips, the popover they open, and a row of them that wraps."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QWidget,
    QWidgetItem,
)

from gui import fonts, icons, text, theme
from gui.widgets.buttons import KeyboardFocus, focus_ring, rounded
from gui.widgets.labels import elide


class FilterChip(KeyboardFocus, QAbstractButton):
    """26 high: dot (validity) or square (recognition), name, count; on: tinted, with a cross."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, mark: str = "", square: bool = False,
        menu: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.name = name
        self._mark, self._square, self._menu = mark, square, menu
        self._count: int | None = None
        self._on = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(on=False)

    def show_state(self, *, on: bool, words: str = "", count: int | None = None) -> None:
        """Whether it filters, what it says, and how many rows it stands for."""
        self._on = on
        self.setText(words or self.name)
        self._count = count
        state = "on" if on else "off"
        number = "" if count is None else f", {text.count(count)}"
        self.setAccessibleName(f"Filter {self.text()}{number}, {state}")
        self.updateGeometry()
        self.update()

    @property
    def is_on(self) -> bool:
        """Whether it filters now."""
        return self._on

    def _words_width(self) -> int:
        return min(220, QFontMetrics(fonts.font(12, 500)).horizontalAdvance(self.text()))

    def _count_width(self) -> int:
        if self._count is None:
            return 0
        metrics = QFontMetrics(fonts.font(12, tabular=True))
        return metrics.horizontalAdvance(text.count(self._count)) + 7

    def sizeHint(self) -> QSize:
        width = 10 + (14 if self._mark else 0) + self._words_width() + self._count_width() + 10
        if self._on or self._menu:
            width += 15
        return QSize(width, fonts.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._on:
            fill, line, ink = "surface.selected", "action.accent", "text.link"
        else:
            hot = self.underMouse() or self.isDown()
            fill, line = "surface.hover" if hot else "surface.canvas", "line.border"
            ink = "text.secondary"
        rounded(painter, box, box.height() / 2, theme.colour(fill), theme.colour(line))
        if self.rings:
            focus_ring(painter, box, box.height() / 2)
        left = 10
        if self._mark:
            side = 8
            mark = QRectF(left, (self.height() - side) / 2, side, side)
            rounded(painter, mark, 1.5 if self._square else 4, theme.colour(self._mark), None)
            left += 14
        font = fonts.font(12, 500)
        words = self._words_width()
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        centre = Qt.AlignmentFlag.AlignVCenter
        rect = QRect(left, 0, words + 2, self.height())
        painter.drawText(rect, centre, elide(self.text(), font, words))
        left += words
        if self._count is not None:
            painter.setFont(fonts.font(12, tabular=True))
            painter.setPen(theme.colour(ink if self._on else "text.tertiary"))
            rect = QRect(left + 7, 0, 60, self.height())
            painter.drawText(rect, centre, text.count(self._count))
        if self._on or self._menu:
            name = "x" if self._on else "down"
            where = QRect(self.width() - 22, 0, 12, self.height())
            icons.paint(painter, name, where, theme.colour(ink), size=12)


class Flow(QLayout):
    """Places widgets in a row and goes on in the next when the width is used up."""

    def __init__(self, gap: int = 6, row_gap: int = 12) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width; Qt asks often
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        # Items made by Qt die under their Python wrappers when unrelated widgets go; ours do not.
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def insert_first(self, widget: QWidget) -> None:
        """Place a widget before all others."""
        self.addChildWidget(widget)
        self._items.insert(0, QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.geometry().width())))

    def minimumSize(self) -> QSize:  # noqa: N802
        return QSize(60, 26)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, tallest = rect.left(), rect.top(), 0
        row = max((item.sizeHint().height() for item in self._items), default=0)
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top = rect.left(), top + tallest + self._row_gap
                tallest = 0
            if move:
                item.setGeometry(QRect(QPoint(left, top + (row - size.height()) // 2), size))
            left += size.width() + self._gap
            tallest = max(tallest, row)
        return top + tallest - rect.top()
