"""How a form lays its fields out: two columns that close up where a field is not asked for,
headings, and groups that open on demand.

Fields keep their order, and Tab follows it. Which of them are shown is the form's to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QSizePolicy,
    QWidget,
)

from gui import fonts, icons, theme
from gui.widgets.buttons import KeyboardFocus, focus_ring
from gui.widgets.labels import Label

GAP = 16
PITCH_GAP = 15  # between the rows: 53 of a field and this make the pitch of 68


class _Heading(QWidget):
    """A group's title with room above it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(Label(words, self, weight=600), 0, 0)


class _FoldHead(KeyboardFocus, QAbstractButton):
    """A group's title that opens and closes it, and says how much lies in it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = 0
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many of its fields hold something."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count} recorded")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, fonts.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = theme.colour("text.link" if self.underMouse() else "text.primary")
        arrow = "down" if self.isChecked() else "right"
        icons.paint(painter, arrow, QRect(0, 0, 16, self.height()), ink)
        font = fonts.font(13, 600)
        painter.setFont(font)
        painter.setPen(ink)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(22, 0, self.width() - 22, self.height()), centre, self.text())
        after = 22 + QFontMetrics(font).horizontalAdvance(self.text()) + 10
        if self._count and not self.isChecked():
            painter.setFont(fonts.font(12))
            painter.setPen(theme.colour("text.secondary"))
            where = QRect(after, 0, self.width() - after, self.height())
            painter.drawText(where, centre, f"{self._count} recorded")
        if self.rings:
            focus_ring(painter, QRectF(0, 0, after, self.height()), 6)


@dataclass
class _Item:
    widget: QWidget
    wide: bool


@dataclass
class _Group:
    head: QWidget | None
    items: list[_Item] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not isinstance(self.head, _FoldHead) or self.head.isChecked()


class FormGrid(QWidget):
    """See the module's description. One column where `columns` is 1."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 2) -> None:
        super().__init__(parent)
        self._columns = self._most = columns
        self._groups = [_Group(None)]
        self._shown: Callable[[QWidget], bool] = lambda _widget: True
        self._laid: list[tuple[int, bool]] | None = None
        self.is_filled: Callable[[QWidget], bool] = lambda _widget: False
        self.order: list[QWidget] = []  # as laid out: Tab goes by it
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(PITCH_GAP)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def use_columns(self, columns: int) -> None:
        """Lay out in fewer columns where the room is short; at most those it was made with."""
        columns = min(columns, self._most)
        if columns != self._columns:
            self._columns, self._laid = columns, None
            for column in range(self._most):
                self._grid.setColumnStretch(column, int(column < columns))
            self.arrange()

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """One more field; `wide` takes the whole row."""
        widget.setParent(self)
        self._groups[-1].items.append(_Item(widget, wide or self._most == 1))

    def heading(self, words: str) -> None:
        """A new group with a title."""
        self._groups.append(_Group(_Heading(words, self)))

    def fold(self, words: str) -> None:
        """A new group that is closed until it is opened; see `open_with`."""
        head = _FoldHead(words, self)
        head.toggled.connect(lambda _on: self.arrange())
        self._groups.append(_Group(head))

    def open_with(self, widget: QWidget) -> None:
        """Open the group that a field lies in."""
        for group in self._groups:
            if any(item.widget is widget for item in group.items):
                if isinstance(group.head, _FoldHead):
                    group.head.setChecked(True)
                return

    def arrange(self, shown: Callable[[QWidget], bool] | None = None) -> None:
        """Lay out the fields for which `shown` holds, the latest one given."""
        self._shown = shown or self._shown
        wanted: list[tuple[QWidget, bool]] = []
        hidden: list[QWidget] = []
        for group in self._groups:
            fit = [item for item in group.items if self._shown(item.widget)]
            if isinstance(group.head, _FoldHead):
                group.head.set_count(sum(self.is_filled(item.widget) for item in fit))
            if group.head is not None and fit:
                wanted.append((group.head, True))
            elif group.head is not None:
                hidden.append(group.head)
            wanted += [(item.widget, item.wide) for item in fit if group.is_open]
            hidden += [i.widget for i in group.items if i not in fit or not group.is_open]
        laid = [(id(widget), wide) for widget, wide in wanted]
        if laid != self._laid:
            self._laid = laid
            self._lay(wanted, hidden)

    def _lay(self, wanted: list[tuple[QWidget, bool]], hidden: list[QWidget]) -> None:
        # Not takeAt: the item it gives back lives on, and while it does, Qt keeps the height of
        # a field's new item as it was first asked for, whatever the field says later.
        for widget in self.order:
            self._grid.removeWidget(widget)
        for widget in hidden:
            widget.hide()
        row = column = 0
        self.order = []
        for widget, wide in wanted:
            if column and (wide or column >= self._columns):
                row, column = row + 1, 0
            span = self._columns if wide else 1
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            widget.show()
            self.order.append(widget)
            column += span
        self.updateGeometry()


def in_tab_order(
    form: QWidget, stops: list[QWidget], fields: list[QWidget], regions: Sequence[QWidget | None]
) -> list[QWidget]:
    """What Tab stops at: field by field as laid out, then region by region; within each from
    the top. What appeared later (a cure, a row) stands where it is seen."""
    places = {widget: (0, number) for number, widget in enumerate(fields)}
    places |= {r: (number, 0) for number, r in enumerate(regions, start=1) if r is not None}

    def place(stop: QWidget) -> tuple[int, int, int, int]:
        point = stop.mapTo(form, stop.rect().topLeft())
        at: QWidget | None = stop
        while at is not None and at is not form:
            if at in places:
                return (*places[at], point.y(), point.x())
            at = at.parentWidget()
        return (0, len(places), point.y(), point.x())

    return sorted(stops, key=place)
