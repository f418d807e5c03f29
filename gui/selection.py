"""What is selected in the window: the record of the open detail, else rows of the list.

A base of `MainWindow`, which has the context, the page shown and the detail.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from domain.vocabulary import SupplierStatus
from gui.models.records import RECORDS, Target

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
        """The kind of what actions act on: of the open detail, else of the current row, else of
        the page."""
        current = self.current()
        return current[0] if current is not None else self.kind

    def current(self) -> Target | None:
        """Kind and id of the record in the detail, else of the current row."""
        if self.detail.record_id:
            return self.detail.kind, self.detail.record_id
        number = self.page.view.current_id()
        return self.page.target(number) if number else None

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows; the current one where none is selected."""
        selected = self.page.view.selected_ids()
        if selected:
            return selected
        number = self.page.view.current_id()
        return [number] if number else []

    def selected_records(self) -> tuple[str, Sequence[int]]:
        """Kind and ids of the selected records: the rows where they are records, else the one
        that the detail shows or the current row stands for."""
        current = self.current()
        if self.kind in RECORDS and (current is None or current[0] == self.kind):
            return self.kind, self.selected_ids() or ([current[1]] if current else [])
        return (current[0], [current[1]]) if current is not None else (self.kind, [])

    def supplier_ids(self, use: Callable[[list[int]], Any]) -> None:
        """Hand over the suppliers of what is selected, read from the register where needed."""
        if (shown := self._supplier_shown()) and len(self.page.view.selected_ids()) <= 1:
            use([shown])
            return
        ids = self.selected_ids()
        if self.kind in ("suppliers", "matrix"):
            use(ids)
            return
        model = self.page.model
        rows = [model.row(model.row_of(number)) for number in ids[:50]]
        if len(rows) == len(ids) and all(row is not None for row in rows):
            use(list(dict.fromkeys(row.supplier_id for row in rows)))
            return
        listing = self.page.listing()

        def owners(reader: Any) -> list[int]:
            rows = reader.rows(listing, ids)
            return list(dict.fromkeys(row.supplier_id for row in rows))

        self.context.read(owners, done=use, failed=self.tell_error)

    def is_withdrawn(self) -> bool | None:
        """Whether the current supplier is out of use; `None` while that is not known, and for
        records of other kinds."""
        current = self.current()
        if current is None or current[0] != "suppliers":
            return None
        held = self.detail.detail
        if held is not None and (held.kind, held.id) == current and held.supplier is not None:
            return held.supplier.status is SupplierStatus.WITHDRAWN
        row = self.page.model.row(self.page.model.row_of(current[1]))
        if row is None or self.kind != "suppliers":
            return None
        return bool(row.status is SupplierStatus.WITHDRAWN)

    def _supplier_shown(self) -> int:
        """The supplier of the open detail, 0 where there is none or it is still read."""
        pane = self.detail
        if pane.kind == "suppliers":
            return pane.record_id
        held = pane.detail
        if held is None or (held.kind, held.id) != (pane.kind, pane.record_id):
            return 0
        return held.supplier.id if held.supplier is not None else 0
