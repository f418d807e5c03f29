"""The window: assembly of sidebar, header, pages and detail, and the signals between them.

What is shown is the affair of `gui.navigation`, what follows from changes that of
`gui.following`, what actions do that of `gui.commands`; pages and panes know nothing of each
other, and the window carries their signals.
"""

from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from domain.errors import UserError
from gui import fonts, forms, theme
from gui.actions import Actions
from gui.commands import Commands
from gui.context import Context
from gui.file_commands import SHEETS
from gui.following import Following
from gui.judging import Judging
from gui.menus import MENUS
from gui.models.records import RECORDS, has_detail
from gui.views.detail_pane import DetailPane
from gui.views.header import Header
from gui.views.list_page import ListPage
from gui.views.matrix_page import MatrixPage
from gui.views.register_facts import RegisterFacts
from gui.views.sidebar import PAGES, Sidebar
from gui.views.suppliers_page import SuppliersPage
from gui.widgets.buttons import look_for_pointer
from gui.widgets.dialog import Scrim, tell
from gui.widgets.empty import EmptyState
from gui.widgets.labels import Surface
from gui.widgets.sections import PROOFS, dropped_files
from gui.widgets.toast import Note

FOLD_BELOW = 1100


class MainWindow(Following, QMainWindow):
    """See the module's description. `first_path` names where a new register would go."""

    def __init__(self, context: Context, first_path: Path) -> None:
        super().__init__()
        self.context = context
        self._first_path = first_path
        self.kind = "suppliers"
        self._first_start: QWidget | None = None
        self.setWindowTitle("Attesta")
        self.setMinimumSize(760, 520)
        self.setAcceptDrops(True)
        self.actions_by_name = Actions(self)
        self.sidebar = Sidebar(self)
        self.header = Header(context, self)
        self.judging = Judging(context)
        self.pages = {page.kind: self._make_page(page.kind) for page in PAGES}
        self.detail = DetailPane(context, self)
        self.detail.hide()
        self.note = Note(self)
        self._facts = RegisterFacts(context, self.sidebar)
        self.commands = Commands(self)
        self.actions_by_name.connect_all(self.commands.handlers())
        self._lay_out()
        self._fill_menu_bar()
        self._connect()
        for page in self.pages.values():
            self._connect_page(page)
        self._follow()
        self._refresh_open()

    def _make_page(self, kind: str) -> ListPage:
        if kind == "matrix":
            return MatrixPage(self.context, self)
        if kind == "suppliers":
            return SuppliersPage(self.context, self)
        return ListPage(self.context, kind, self)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._opening = EmptyState(self)  # until a register is open, or it is plain that none is
        self._opening.show_words("", "")
        self._stack.addWidget(self._opening)
        for page in self.pages.values():
            self._stack.addWidget(page)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.detail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(body, 1)
        centre = Surface("surface.canvas")
        whole = QHBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, 1)
        self.setCentralWidget(centre)

    def _fill_menu_bar(self) -> None:
        bar = self.menuBar()
        for title, names in MENUS.items():
            self.actions_by_name.fill(bar.addMenu(title), names)
        # Elsewhere than on a Mac the same menus open from the register's name.
        bar.setVisible(bar.isNativeMenuBar())

    def _connect(self) -> None:
        sidebar, detail = self.sidebar, self.detail
        self.context.tasks.failed.connect(self.tell_error)
        self.header.acted.connect(self.act)
        sidebar.page_asked.connect(self.show_page)
        sidebar.view_asked.connect(self.show_view)
        sidebar.search_changed.connect(self.search_for)
        sidebar.search.left.connect(self.go_to_list)
        sidebar.menu_asked.connect(self._open_menu)
        detail.acted.connect(self.act)
        detail.form_asked.connect(self.commands.open_form)
        detail.add_asked.connect(self.commands.add)
        detail.record_asked.connect(self.show_record)
        detail.document_asked.connect(self.commands.open_document)
        detail.attach_asked.connect(self.commands.attach_files)
        detail.closed.connect(self.close_detail)
        detail.loaded.connect(self.refresh_actions)
        detail.failed.connect(self.tell_error)

    def _connect_page(self, page: ListPage) -> None:
        page.chosen.connect(self._on_chosen)
        page.opened.connect(self._on_opened)
        page.record_asked.connect(self.open_detail)
        page.acted.connect(self.act)
        page.counted.connect(lambda: self._on_counted(page))
        page.selection_changed.connect(self.refresh_actions)
        page.menu_asked.connect(lambda at: self.commands.show_row_menu(self.kind, at))
        page.failed.connect(self.tell_error)
        self.judging.progressed.connect(page.show_progress)
        if page.kind in ("suppliers", "matrix"):
            page.selection.offer("report_supplier", "Report", "doc")
        page.selection.offer("copy", "Copy", "export")
        if page.kind in RECORDS:
            page.selection.offer("remove", "Remove", "trash")

    def show_first_start(self) -> None:
        """Offer what can be done without a register: for the start, and when none opens.

        `FirstStartPage(context, parent)` tells by its signal `chosen(str)` what was picked: the
        name of an action ("import", "new_register", "open", "sample").
        """
        if self.context.is_open:
            return
        self.sidebar.show_page("")
        self.header.set_page("Welcome", [])
        self.header.set_count(None)
        if self._first_start is None:
            page = forms.dialog("first_start", self.context, self)
            page.chosen.connect(self.act)
            self._first_start = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._first_start)

    def sheet_opened(self) -> None:
        """A dialog is up: the window's actions rest."""
        self.actions_by_name.rest(True)

    def sheet_closed(self) -> None:
        """A dialog is gone; another may still be up below it."""
        if not self._sheet_is_up():
            self.actions_by_name.rest(False)
            self.refresh_actions()

    def _sheet_is_up(self) -> bool:
        return any(scrim.isVisible() for scrim in self.findChildren(Scrim))

    def act(self, name: str) -> None:
        """Carry out an action by name, if it can act now."""
        if name == "row_menu":
            self.commands.row_menu()
        elif name == "for_this_buyer":
            self.commands.for_this_buyer()
        else:
            self.actions_by_name[name].trigger()

    def default_register(self) -> tuple[Path, str]:
        """Where the first register goes, and whether it is there already."""
        return self._first_path, "open" if self._first_path.exists() else "create"

    def tell(self, title: str, words: str) -> None:
        """Say something over the window."""
        tell(self, title, words)

    def tell_error(self, error: Exception) -> None:
        """Say what went wrong; a fault of ours goes to the log and the general message."""
        if isinstance(error, UserError):
            self.tell("That did not work", str(error))
            return
        import sys

        sys.excepthook(type(error), error, error.__traceback__)

    def _on_chosen(self, row_id: int) -> None:
        target = self.page.target(row_id)
        few = len(self.page.view.selected_ids()) <= 1
        if not (self.page.opens_at_once or self.detail.isVisible()):
            return
        if few and target is not None and has_detail(target[0]):
            self.open_detail(*target)

    def _on_opened(self, row_id: int) -> None:
        """Enter or a double click: the detail first, then its form; of a row that only stands for
        a record, that record on its own page."""
        target = self.page.target(row_id)
        if target is None:
            return
        if self.kind not in RECORDS and self.kind != "matrix":
            self.show_record(*target)
        elif not has_detail(target[0]):
            self.commands.open_form(RECORDS[target[0]], target[1])
        elif not self.detail.isVisible() or self.detail.record_id != target[1]:
            self.open_detail(*target)
        else:
            self.commands.open_form(RECORDS[target[0]], target[1])

    def _open_menu(self) -> None:
        menu = self.actions_by_name.window_menu()
        menu.exec(self.sidebar.register.mapToGlobal(QPoint(0, self.sidebar.register.height() + 2)))
        menu.deleteLater()
        look_for_pointer(self.sidebar.register)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_folded(self.width() < fonts.px(FOLD_BELOW))
        self.sidebar.set_open(self.context.is_open)
        self.share_room()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._sheet_is_up() and dropped_files(event, (*SHEETS, *PROOFS)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        sheets, proofs = dropped_files(event, SHEETS), dropped_files(event, PROOFS)
        # The drop must be over before a dialog opens, or the other program hangs.
        QTimer.singleShot(0, lambda: self.commands.take_files(sheets, proofs))

    def closeEvent(self, event: QCloseEvent) -> None:
        settings = self.context.settings
        settings.setValue("window/geometry", self.saveGeometry())
        settings.setValue("window/page", self.kind)
        if self.context.path is not None:
            settings.setValue("register/last", str(self.context.path))
        self.context.tasks.close()
        theme.current().changed.disconnect(self.actions_by_name._colour_icons)
        super().closeEvent(event)
