"""How a form lays its fields out: two columns that close up where a field is not asked for,
headings, and groups that open on demand; and a scroll bar that takes no room.

Fields keep their order, and Tab follows it. Which of them are shown is the form's to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QScrollBar, QWidget

from gui.widgets.labels import Label
from gui.widgets.sections import SectionHead

GAP = 16
PITCH_GAP = 15  # between the rows: 53 of a field and this make the pitch of 68


class _Heading(QWidget):
    """A group's title with room above it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(Label(words, self, weight=600), 0, 0)


class _FoldHead(SectionHead):
    """A group's title that opens and closes it."""


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
        return not isinstance(self.head, SectionHead) or self.head.isChecked()


class FormGrid(QWidget):
    """See the module's description. One column where `columns` is 1."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 2) -> None:
        super().__init__(parent)
        self._columns = columns
        self._groups = [_Group(None)]
        self._shown: Callable[[QWidget], bool] = lambda _widget: True
        self._laid: list[tuple[int, bool]] | None = None
        self.order: list[QWidget] = []  # as laid out: Tab goes by it
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(PITCH_GAP)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """One more field; `wide` takes the whole row."""
        widget.setParent(self)
        self._groups[-1].items.append(_Item(widget, wide or self._columns == 1))

    def heading(self, words: str) -> None:
        """A new group with a title."""
        self._groups.append(_Group(_Heading(words, self)))

    def fold(self, words: str) -> None:
        """A new group that is closed until it is opened; see `open_with`."""
        head = _FoldHead(words, "", self)
        head.toggled.connect(lambda _on: self.arrange())
        self._groups.append(_Group(head))

    def open_with(self, widget: QWidget) -> None:
        """Open the group that a field lies in."""
        for group in self._groups:
            if any(item.widget is widget for item in group.items):
                if isinstance(group.head, SectionHead):
                    group.head.setChecked(True)
                return

    def arrange(self, shown: Callable[[QWidget], bool] | None = None) -> None:
        """Lay out the fields for which `shown` holds, the latest one given."""
        self._shown = shown or self._shown
        wanted: list[tuple[QWidget, bool]] = []
        hidden: list[QWidget] = []
        for group in self._groups:
            fit = [item for item in group.items if self._shown(item.widget)]
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
        while self._grid.takeAt(0) is not None:
            pass
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


class OverlayBar(QScrollBar):
    """A vertical scroll bar that lies over the right edge of a scroll area."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own = area.verticalScrollBar()
        own.rangeChanged.connect(self._on_range_changed)
        own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(own.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.installEventFilter(self)
        self._on_range_changed(own.minimum(), own.maximum())

    def _on_range_changed(self, least: int, most: int) -> None:
        own = self._area.verticalScrollBar()
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setRange(least, most)
        self.setVisible(most > least)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() == QEvent.Type.Resize:
            width = self.sizeHint().width()
            self.setGeometry(self._area.width() - width, 0, width, self._area.height())
        return False
