"""The window: assembly of sidebar, header, pages and detail, and what follows from changes.

What actions do is in `gui.commands`; pages and panes know nothing of each other, and the
window carries their signals. Whether the first-start page or a list is shown hangs on
whether a register is open. `FirstStartPage(context, parent)` tells by its signal `chosen(str)`
what was picked: the name of an action ("import", "new_register", "open", "sample").
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from domain.errors import UserError
from gui import fonts, forms, theme
from gui.actions import MENUS, PAGE_BUTTONS, Actions, Ui
from gui.commands import Commands
from gui.context import Context
from gui.file_commands import SHEETS
from gui.judging import Judging
from gui.models.details import RECORD_OF_KIND
from gui.selection import Selection
from gui.views.detail_pane import DetailPane
from gui.views.header import Header
from gui.views.list_page import ListPage
from gui.views.register_facts import RegisterFacts
from gui.views.sidebar import PAGES, Sidebar, View
from gui.widgets.buttons import look_for_pointer
from gui.widgets.dialog import Scrim, tell
from gui.widgets.empty import EmptyState
from gui.widgets.labels import Surface
from gui.widgets.sections import PROOFS, dropped_files
from gui.widgets.toast import Note

FOLD_BELOW = 1100
DETAIL_BELOW = 900  # narrower than this, an open detail takes the place of the list


class MainWindow(Selection, QMainWindow):
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
        self.pages = {page.kind: ListPage(context, page.kind, self) for page in PAGES}
        self.detail = DetailPane(context, self)
        self.detail.hide()
        self.note = Note(self)
        self.judging = Judging(context)
        self._facts = RegisterFacts(context, self.sidebar)
        self.commands = Commands(self)
        self.actions_by_name.connect_all(self.commands.handlers())
        self._lay_out()
        self._fill_menu_bar()
        self._connect()
        self._refresh_open()

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
        context, sidebar, detail = self.context, self.sidebar, self.detail
        context.changed.connect(self._on_changed)
        context.view_changed.connect(self._on_view_changed)
        context.register_changed.connect(self._on_register_changed)
        context.judged.connect(self._on_judged)
        context.tasks.failed.connect(self.tell_error)
        self.header.acted.connect(self.act)
        sidebar.page_asked.connect(self.show_page)
        sidebar.view_asked.connect(self.show_view)
        sidebar.search_changed.connect(self._on_search_changed)
        sidebar.search.left.connect(self._go_to_list)
        sidebar.menu_asked.connect(self._open_menu)
        detail.acted.connect(self.act)
        detail.form_asked.connect(self.commands.open_form)
        detail.add_asked.connect(self.commands.add)
        detail.record_asked.connect(self.show_record)
        detail.document_asked.connect(self.commands.open_document)
        detail.attach_asked.connect(self.commands.attach_files)
        detail.closed.connect(self.close_detail)
        detail.failed.connect(self.tell_error)
        for page in self.pages.values():
            page.chosen.connect(self._on_chosen)
            page.opened.connect(self._on_opened)
            page.acted.connect(self.act)
            page.counted.connect(lambda found, p=page: self._on_counted(p, found))
            page.selection_changed.connect(self.refresh_actions)
            page.menu_asked.connect(lambda at: self.commands.show_row_menu(self.kind, at))
            page.failed.connect(self.tell_error)
        suppliers = self.pages["suppliers"].selection
        suppliers.offer("report_supplier", "Report", "doc")
        for page in self.pages.values():
            page.selection.offer("copy", "Copy", "export")
            page.selection.offer("remove", "Remove", "trash")

    # What is shown

    @property
    def page(self) -> ListPage:
        """The page shown."""
        return self.pages[self.kind]

    def show_page(self, kind: str) -> None:
        """Show a page; its list is asked for if it is out of date."""
        self.kind = kind
        self.sidebar.show_page(kind)
        title = next(page.title for page in PAGES if page.kind == kind)
        self.header.set_page(title, [self.actions_by_name[name] for name in PAGE_BUTTONS[kind]])
        self.close_detail()
        page = self.page
        self._stack.setCurrentWidget(page)
        if page.search != self.sidebar.search.value():
            page.search = self.sidebar.search.value()
            page.is_stale = True
        if page.is_stale:
            page.reload()
        self.header.set_count(len(page.model.ids) if page.model.listing else None)
        page.view.setFocus()
        self.refresh_actions()

    def show_view(self, view: View) -> None:
        """Show a ready-made view."""
        self.sidebar.search.clear()
        self.pages[view.kind].search = ""
        self.pages[view.kind].is_stale = True
        self.pages[view.kind].chips.set_chosen(view.filters)
        self.show_page(view.kind)

    def show_record(self, kind: str, record_id: int) -> None:
        """Show one record: its page, its row if it is listed, its detail."""
        if kind != self.kind:
            self.show_page(kind)
        self.page.view.show_record(record_id)
        self.open_detail(kind, record_id)

    def open_detail(self, kind: str, record_id: int) -> None:
        """Open the pane for a record."""
        self.detail.show_record(kind, record_id)
        self.detail.show()
        self._share_room()
        self.refresh_actions()

    def close_detail(self) -> None:
        """Close the pane."""
        if self.detail.isVisible():
            self.page.view.setFocus()
        self.detail.hide()
        self.detail.forget()
        self._share_room()
        self.refresh_actions()

    def clear_filters(self) -> None:
        """Show all rows of the page."""
        self.sidebar.search.clear()
        self.page.search = ""
        self.page.chips.clear()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.sidebar.set_folded(False)
        self.sidebar.search.setFocus()
        self.sidebar.search.selectAll()

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

    # What is told

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

    # Slots

    def _go_to_list(self) -> None:
        self.page.view.take_keyboard()

    def _on_chosen(self, record_id: int) -> None:
        if len(self.page.view.selected_ids()) <= 1:
            self.open_detail(self.kind, record_id)

    def _on_opened(self, record_id: int) -> None:
        """Enter or a double click: the detail first, then its form."""
        if not self.detail.isVisible() or self.detail.record_id != record_id:
            self.open_detail(self.kind, record_id)
        else:
            self.commands.open_form(RECORD_OF_KIND[self.kind], record_id)

    def _on_counted(self, page: ListPage, found: int) -> None:
        if page is self.page:
            self.header.set_count(found)
            self.refresh_actions()

    def _on_search_changed(self, words: str) -> None:
        self.page.set_search(words)

    def _on_changed(self, changes: Any) -> None:
        self._renew()
        if changes.label and changes.step:
            # What has just been taken back is offered again, not the step before it.
            name = "redo" if changes.label.startswith("Undo: ") else "undo"
            can = getattr(self.context.standing, f"{name}_label")
            act = self.actions_by_name[name].trigger
            self.note.show_note(changes.label, name.capitalize() if can else "", act)

    def _on_view_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        for page in self.pages.values():
            page.mark_stale()
        if self.detail.record_id:
            self.detail.refresh()
        self._show_standing()
        self.refresh_actions()

    def _on_judged(self) -> None:
        if self.kind == "suppliers":
            listing = self.page.model.listing
            if listing is None or listing.sort != self.page.sort or listing != self.page.listing():
                self.page.reload()
            else:
                self.page.load_facets()

    def _on_register_changed(self) -> None:
        self.note.hide()
        self.sidebar.search.clear()
        for page in self.pages.values():
            page.clear()
        self._refresh_open()
        self.judging.start()

    def _refresh_open(self) -> None:
        is_open = self.context.is_open
        self.sidebar.set_open(is_open)
        self.header.set_open(is_open)
        self._show_standing()
        if is_open:
            if self._first_start is not None:
                self._stack.removeWidget(self._first_start)
                self._first_start.deleteLater()
                self._first_start = None
            self.show_page(self.kind)
        self.refresh_actions()

    def show_opening(self, path: Path) -> None:
        """Say that a register is being opened, for when that takes longer than a glance."""
        words = "Large registers take a moment after an update of the program."
        self._opening.show_words(f"Opening {path.stem}…", words)

    def show_first_start(self) -> None:
        """Offer what can be done without a register: for the start, and when none opens."""
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

    def _show_standing(self) -> None:
        self._facts.show()
        name = self._facts.name
        self.setWindowTitle(f"{name} – Attesta" if name else "Attesta")

    def refresh_actions(self) -> None:
        """Enable the actions that can act now."""
        context, standing = self.context, self.context.standing
        self.actions_by_name.refresh(
            Ui(
                is_open=context.is_open,
                can_edit=context.can_edit,
                is_today=context.is_today,
                kind=self.detail_kind(),
                selected=len(self.page.view.selected_ids()),
                has_detail=bool(self.detail.record_id),
                undo=standing.undo_label,
                redo=standing.redo_label,
                has_rows=bool(self.page.model.ids),
            )
        )
        if not context.is_open:
            self.actions_by_name["import"].setEnabled(True)

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

    def focus_list(self) -> None:
        """Put the keyboard into the list: what had it before a dialog is gone."""
        self.page.view.setFocus()

    def _open_menu(self) -> None:
        menu = self.actions_by_name.window_menu()
        menu.exec(self.sidebar.register.mapToGlobal(QPoint(0, self.sidebar.register.height() + 2)))
        menu.deleteLater()
        look_for_pointer(self.sidebar.register)

    def _share_room(self) -> None:
        narrow = self.detail.record_id != 0 and self.width() < fonts.px(DETAIL_BELOW)
        self._stack.setVisible(not narrow)
        self.detail.fill_room(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_folded(self.width() < fonts.px(FOLD_BELOW))
        self.sidebar.set_open(self.context.is_open)
        self._share_room()

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
