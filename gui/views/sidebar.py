"""The sidebar: the register, search, pages with counts, ready-made views, where the data lies.

Narrow windows fold it to icons.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.validity import USUAL_WINDOWS, Windows
from gui import fonts, icons, theme
from gui.widgets.fields import LineField
from gui.widgets.labels import Hairline, Label, Surface
from gui.widgets.nav import FOLDED, NavRow, RegisterButton

WIDTH = 212
GROUP_GAP = 10  # between the pages of records and those that follow from them


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the window. `follows`: it shows what follows from the records."""

    kind: str
    title: str
    icon: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A ready-made view: a page with filters already on. `name` may hold `{soon}`, the days ahead
    that count as soon."""

    name: str
    kind: str
    mark: str
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    square: bool = False

    def words(self, windows: Windows) -> str:
        """What it is called while the register counts days so."""
        return self.name.format(soon=windows.soon)


PAGES = (
    Page("suppliers", "Suppliers", "supplier"),
    Page("certificates", "Certificates", "cert"),
    Page("audits", "Audits", "audit"),
    Page("findings", "Findings", "flag"),
    Page("evaluations", "Evaluations", "star"),
    Page("buyers", "Buyers", "buyer"),
    Page("matrix", "Matrix", "matrix", True),
    Page("programme", "Programme", "cal", True),
    Page("hints", "Hints", "info", True),
)
_CURRENT = {"superseded": ("hidden",)}
VIEWS = (
    View(
        "Lapsed",
        "certificates",
        "validity.lapsed.mark",
        {"state": ("expired", "suspended", "withdrawn"), **_CURRENT},
    ),
    View(
        "Ending in {soon} days",
        "certificates",
        "validity.soon.mark",
        {"state": ("urgent", "soon"), **_CURRENT},
    ),
    View(
        "Unproven",
        "certificates",
        "recognition.unproven.mark",
        {"recognition": ("unproven",), **_CURRENT},
        square=True,
    ),
    View("Overdue findings", "findings", "validity.urgent.mark", {"overdue": ("yes",)}),
    View(
        "Surveillance due",
        "programme",
        "validity.urgent.mark",
        {"kind": ("surveillance",), "status": ("overdue", "soon")},
    ),
    View("Renewals to confirm", "hints", "validity.not_yet.mark", {"kind": ("renewal",)}),
)


class SearchField(LineField):
    """The search: an icon before, its key after while it is empty; Esc clears, Enter and Down
    go on to what was found."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search")
        self.setAccessibleName("Search")
        self.setProperty("soft", True)
        self.setFixedHeight(fonts.px(30))
        self.setTextMargins(22, 0, 18, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colour = theme.colour("text.secondary")
        icons.paint(painter, "search", QRect(9, 0, 16, self.height()), colour)
        if not self.text() and not self.hasFocus():
            painter.setFont(fonts.font(11, 500))
            painter.setPen(theme.colour("text.tertiary"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 0, -11, 0), flags, "Ctrl K")


class Foot(QWidget):
    """Where the data lies and when it was last copied, or why it cannot be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = Label("", self, size=12, weight=500, role="text.secondary")
        self._second = Label("", self, size=11, role="text.secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 9, 4, 9)
        column.setSpacing(0)
        column.addWidget(self._first)
        column.addWidget(self._second)

    def show_words(self, first: str, second: str) -> None:
        """Two short lines."""
        for label, words in ((self._first, first), (self._second, second)):
            label.setToolTip("")
            label.setText(words)
            label.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme.colour("text.secondary")
        icons.paint(QPainter(self), "lock", QRect(6, 0, 16, self.height()), colour)


class Sidebar(Surface):
    """See the module's description."""

    page_asked = Signal(str)
    view_asked = Signal(object)
    menu_asked = Signal()
    search_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface.sidebar", parent, edges="right")
        self.register = RegisterButton(self)
        self.register.clicked.connect(lambda _checked=False: self.menu_asked.emit())
        self.search = SearchField(self)
        self.search.edited.connect(lambda: self.search_changed.emit(self.search.value()))
        self.pages = {page.kind: NavRow(page.title, self, icon=page.icon) for page in PAGES}
        self.views = [
            NavRow(view.words(USUAL_WINDOWS), self, mark=view.mark, square=view.square)
            for view in VIEWS
        ]
        self._views_title = Label("Views", self, size=12, weight=500, role="text.tertiary")
        self.foot = Foot(self)
        self._line = Hairline(self)
        self._is_open = False
        self._lay_out()
        self.set_folded(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(2)
        column.addWidget(self.register)
        column.addSpacing(2)
        search = QHBoxLayout()
        search.setContentsMargins(4, 0, 4, 0)
        search.addWidget(self.search)
        column.addLayout(search)
        column.addSpacing(12)
        before = PAGES[0]
        for page in PAGES:
            if page.follows and not before.follows:
                column.addSpacing(GROUP_GAP)
            row = self.pages[page.kind]
            row.clicked.connect(lambda _checked=False, k=page.kind: self._on_page_clicked(k))
            column.addWidget(row)
            before = page
        column.addSpacing(16)
        title = QHBoxLayout()
        title.setContentsMargins(10, 0, 10, 4)
        title.addWidget(self._views_title)
        column.addLayout(title)
        for row, view in zip(self.views, VIEWS, strict=True):
            row.clicked.connect(lambda _checked=False, v=view: self.view_asked.emit(v))
            column.addWidget(row)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)
        foot.setSpacing(0)
        foot.addWidget(self._line)
        foot.addWidget(self.foot)
        column.addLayout(foot)

    def _on_page_clicked(self, kind: str) -> None:
        self.show_page(kind)
        self.page_asked.emit(kind)

    def show_page(self, kind: str) -> None:
        """Mark the page shown."""
        for name, row in self.pages.items():
            row.setChecked(name == kind)

    def set_counts(self, totals: dict[str, int] | None) -> None:
        """Counts behind the pages; `None` while no register is open."""
        for kind, row in self.pages.items():
            if totals is None or kind in totals:
                row.set_count(None if totals is None else totals[kind])
        if totals is None:
            for row in self.views:
                row.set_count(None)

    def set_open(self, is_open: bool) -> None:
        """Enable what needs a register."""
        self._is_open = is_open
        for row in (*self.pages.values(), *self.views):
            row.setEnabled(is_open)
        self.search.setEnabled(is_open)
        self._fit_views()

    def set_folded(self, folded: bool) -> None:
        """Icons only, for narrow windows."""
        self.is_folded = folded
        self.setFixedWidth(FOLDED if folded else fonts.px(WIDTH))
        parts: list[QWidget] = [self.search, self.foot, self._line]
        for part in parts:
            part.setVisible(not folded)
        self._fit_views()

    def _fit_views(self) -> None:
        """Show as many views as a low window has room for."""
        room = self.height() - self._top_of_views() - self.foot.sizeHint().height() - 8
        pitch = self.views[0].sizeHint().height() + 2
        fitting = max(0, room // pitch) if self._is_open and not self.is_folded else 0
        self._views_title.setVisible(fitting > 0)
        for place, row in enumerate(self.views):
            row.setVisible(place < fitting)

    def _top_of_views(self) -> int:
        pages = len(self.pages) * (fonts.px(30) + 2) + GROUP_GAP
        return self.register.height() + self.search.height() + pages + fonts.px(18) + 48

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_views()
