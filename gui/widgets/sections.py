"""Parts of a detail pane: facts in two columns, sections that open, rows that lead somewhere."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, icons, theme
from gui.widgets.buttons import IconButton, KeyboardFocus, LinkButton, focus_ring, rounded
from gui.widgets.chips import Chip, chip_width, paint_chip
from gui.widgets.labels import Hairline, Label, elide, plain_tip

PROOFS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")  # what a register takes in
MOST = 40  # rows of a section that are shown at first
MORE = 100  # rows that are shown each time more are asked for
Made = QWidget | Callable[[], QWidget]  # a row, or how to make it once it is seen


def dropped_files(event: QDropEvent | QDragEnterEvent, suffixes: Sequence[str]) -> list[Path]:
    """The local files of a drag that end in one of these suffixes."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() in suffixes]


class Facts(QWidget):
    """Labels and values; values wrap. What is not recorded is left out by the caller."""

    def __init__(
        self, facts: Sequence[tuple[str, str]], parent: QWidget | None = None, *, size: int = 13
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6 if size > 12 else 2)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            label = Label(name, self, size=12, role="text.secondary")
            label.setFixedWidth(fonts.px(124 if size > 12 else 88))
            shown = Label(value, self, size=size, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)


class ItemRow(KeyboardFocus, QAbstractButton):
    """One record in a section: two lines at the left, a chip at the right. Takes proofs dropped
    on it when `on_drop` is given."""

    files_dropped = Signal(list)

    def __init__(
        self, first: str, second: str = "", parent: QWidget | None = None, *,
        chip: Chip | None = None, icon: str = "", takes_files: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setText(first)
        self._second, self._chip, self._icon = second, chip, icon
        spoken = ", ".join(part for part in (first, second, chip.full if chip else "") if part)
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tip("\n".join(part for part in (first, second) if part)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAcceptDrops(takes_files)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dropping = False

    def sizeHint(self) -> QSize:
        return QSize(200, fonts.px(46 if self._second else 32))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event, PROOFS):
            self._dropping = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event) -> None:
        self._dropping = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dropping = False
        self.update()
        self.files_dropped.emit(dropped_files(event, PROOFS))
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse() or self._dropping:
            rounded(painter, box, 6, theme.colour("surface.hover"), None)
        if self.rings or self._dropping:
            focus_ring(painter, box, 6)
        left, right = 8, self.width() - 8
        if self._icon:
            where = QRect(left, 0, 16, self.height())
            icons.paint(painter, self._icon, where, theme.colour("text.secondary"))
            left += 24
        if self._chip is not None:
            width = min(chip_width(self._chip), 170)
            paint_chip(painter, right - width, self.height() // 2, self._chip, width)
            right -= width + 10
        name, small = fonts.font(13, 500 if self._second else 400), fonts.font(12)
        middle = self.height() // 2
        room = right - left
        line = fonts.px(20)
        top = middle - line + 1 if self._second else middle - line // 2
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(name)
        painter.setPen(theme.colour("text.primary" if self.isEnabled() else "text.disabled"))
        painter.drawText(QRect(left, top, room, line), centre, elide(self.text(), name, room))
        if self._second:
            painter.setFont(small)
            painter.setPen(theme.colour("text.secondary"))
            where = QRect(left, middle, room, fonts.px(18))
            painter.drawText(where, centre, elide(self._second, small, room))


class SectionHead(KeyboardFocus, QAbstractButton):
    """The 31 px line of a section: name, count, arrow."""

    def __init__(self, name: str, count: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self._count = count
        self.setCheckable(True)
        self.setAccessibleName(f"{name} {count}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, fonts.px(31))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, box, 6, theme.colour("surface.hover"), None)
        if self.rings:
            focus_ring(painter, box, 6)
        font = fonts.font(13, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary"))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(8, 0, 0, 0), centre, self.text())
        arrow = QRect(self.width() - 24, 0, 16, self.height())
        name = "down" if self.isChecked() else "right"
        icons.paint(painter, name, arrow, theme.colour("text.secondary"))
        count = fonts.font(12, tabular=True)
        width = QFontMetrics(count).horizontalAdvance(self._count)
        painter.setFont(count)
        painter.setPen(theme.colour("text.secondary"))
        where = QRect(self.width() - 32 - width, 0, width + 2, self.height())
        painter.drawText(where, centre, self._count)


class Section(QWidget):
    """A head and, while it is open, its rows, which are made when it is first opened. `add` shows
    a plus beside the count."""

    toggled = Signal(bool)

    def __init__(
        self, name: str, count: str, rows: Sequence[Made], parent: QWidget | None = None, *,
        add: tuple[str, Callable[[], None]] | None = None, is_open: bool = False,
        nothing: str = "Nothing recorded",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.name, self._nothing = name, nothing
        self.head = SectionHead(name, count, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.head, 1)
        if add is not None:
            button = IconButton("plus", add[0], self)
            button.clicked.connect(lambda _checked=False: add[1]())
            top.addWidget(button)
        column.addLayout(top)
        self._body = QWidget(self)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 6)
        self._rows.setSpacing(0)
        self._waiting: list[Made] = list(rows)
        self._is_made = False
        column.addWidget(self._body)
        self.head.setChecked(is_open)
        self._show_body(is_open)
        self.head.toggled.connect(self._on_toggled)

    def _on_toggled(self, is_open: bool) -> None:
        self._show_body(is_open)
        self.toggled.emit(is_open)

    def _show_body(self, is_open: bool) -> None:
        if is_open and not self._is_made:
            self._is_made = True
            if self._waiting:
                self._make(MOST)
            else:
                label = Label(self._nothing, size=12, role="text.tertiary")
                self._rows.addWidget(_set_in(label))
        self._body.setVisible(is_open)

    def _make(self, most: int) -> None:
        now, self._waiting = self._waiting[:most], self._waiting[most:]
        for row in now:
            self._rows.addWidget(row if isinstance(row, QWidget) else row())
        if self._waiting:
            left, next_ = len(self._waiting), min(MORE, len(self._waiting))
            of = f" of {left:,}" if next_ < left else ""
            more = LinkButton(f"Show {next_:,} more{of}", size=12)
            more.clicked.connect(lambda _checked=False: self._make_more(more))
            self._rows.addWidget(_set_in(more))

    def _make_more(self, link: QWidget) -> None:
        had_keyboard, at = link.hasFocus(), self._rows.count()
        self._make(MORE)
        item = self._rows.itemAt(at)
        if had_keyboard and item is not None and (row := item.widget()) is not None:
            row.show()
            row.setFocus(Qt.FocusReason.TabFocusReason)  # on in the first row that came
        link.hide()


def _set_in(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(8, 2, 8, 4)
    row.addWidget(widget)
    return holder


def ruled(above: int = 10, below: int = 6) -> QWidget:
    """A hairline with room around it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(8, above, 8, below)
    column.addWidget(Hairline(holder))
    return holder
