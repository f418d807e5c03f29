"""What the window shows: pages, ready-made views, records with their detail.

A base of `MainWindow`, which makes the parts; what follows from changes of the register is in
`gui.following`.
"""

from typing import TYPE_CHECKING

from gui import fonts
from gui.actions import Actions
from gui.menus import PAGE_BUTTONS
from gui.models.records import has_detail
from gui.selection import Selection
from gui.views.list_page import ListPage
from gui.views.sidebar import PAGES, Sidebar, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from gui.commands import Commands
    from gui.judging import Judging
    from gui.views.header import Header

DETAIL_BELOW = 900  # narrower than this, an open detail takes the place of the list


class Navigation(Selection):
    """See the module's description."""

    if TYPE_CHECKING:
        actions_by_name: Actions
        commands: Commands
        header: Header
        judging: Judging
        pages: dict[str, ListPage]
        sidebar: Sidebar
        _stack: QStackedWidget

        def refresh_actions(self) -> None: ...

        def width(self) -> int: ...

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
        self.judging.prefer(page.rests_on)
        if page.is_stale:
            page.reload()
        self.header.set_count(page.found(), page.words.subtitle)
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
        """Show one record: its page, its row if it is listed, its detail if there is one."""
        if kind != self.kind:
            self.show_page(kind)
        self.page.show_record(record_id)
        if has_detail(kind):
            self.open_detail(kind, record_id)

    def open_detail(self, kind: str, record_id: int) -> None:
        """Open the pane for a record."""
        self.detail.show_record(kind, record_id)
        self.detail.show()
        self.share_room()
        self.refresh_actions()

    def close_detail(self) -> None:
        """Close the pane."""
        if self.detail.isVisible():
            self.page.view.setFocus()
        self.detail.hide()
        self.detail.forget()
        self.share_room()
        self.refresh_actions()

    def share_room(self) -> None:
        """Give the room to list and detail, or to the detail alone where there is little."""
        narrow = self.detail.record_id != 0 and self.width() < fonts.px(DETAIL_BELOW)
        self._stack.setVisible(not narrow)
        self.detail.fill_room(narrow)

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

    def search_for(self, words: str) -> None:
        """Search the page shown."""
        self.page.set_search(words)

    def go_to_list(self) -> None:
        """Go on by keyboard in the list."""
        self.page.view.take_keyboard()

    def focus_list(self) -> None:
        """Put the keyboard into the list: what had it before a dialog is gone."""
        self.page.view.setFocus()
