"""What is selected in the window: the record of the open detail, else rows of the list.

A base of `MainWindow`, which has the context, the page shown and the detail.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gui.context import Context
    from gui.views.detail_pane import DetailPane
    from gui.views.list_page import ListPage


class Selection:
    """See the module's description."""

    if TYPE_CHECKING:
        context: Context
        detail: DetailPane
        kind: str

        @property
        def page(self) -> ListPage: ...

        def tell_error(self, error: Exception) -> None: ...

    def detail_kind(self) -> str:
        """The kind of the open detail, else of the page."""
        return self.detail.kind or self.kind

    def current(self) -> tuple[str, int] | None:
        """Kind and id of the record in the detail, else of the current row."""
        if self.detail.record_id:
            return self.detail.kind, self.detail.record_id
        number = self.page.view.current_id()
        return (self.kind, number) if number else None

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows; the current record where none is selected."""
        selected = self.page.view.selected_ids()
        if selected:
            return selected
        current = self.current()
        return [current[1]] if current is not None and current[0] == self.kind else []

    def supplier_ids(self, use: Callable[[list[int]], Any]) -> None:
        """Hand over the suppliers of what is selected, read from the register where needed."""
        ids = self.selected_ids()
        if self.kind == "suppliers":
            use(ids)
            return
        listing = self.page.listing()

        def owners(reader: Any) -> list[int]:
            rows = reader.rows(listing, ids)
            return list(dict.fromkeys(row.supplier_id for row in rows))

        self.context.read(owners, done=use, failed=self.tell_error)
