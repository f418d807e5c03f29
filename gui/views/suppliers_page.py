"""The page of suppliers; on another day than today, with today's verdicts beside that day's.

"Who stays qualified until then?" is answered by one more column and by filters for those whose
verdict changes. Until all have been judged for both days the list is as on any day.
"""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.judging import COMPARED
from gui.models.columns import SUPPLIERS, SUPPLIERS_COMPARED
from gui.views.list_page import ListPage
from storage.listings import Listing

CHANGED = "changed"


class SuppliersPage(ListPage):
    """See the module's description."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "suppliers", parent)
        self._compares = False
        context.view_changed.connect(self._on_view_changed)
        context.register_changed.connect(self._on_view_changed)

    def listing(self) -> Listing:
        """What is asked for; with today's verdicts once they are there, or to filter by them."""
        context = self._context
        wanted = self._compares or CHANGED in self.chips.chosen
        then = context.today if wanted and not context.is_today else None
        return replace(super().listing(), compared_to=then)

    def take_worked_out(self, what: str) -> None:
        if what != COMPARED:
            super().take_worked_out(what)
            return
        self._compares = True
        self.view.set_layout(SUPPLIERS_COMPARED)
        self.mark_stale()

    def _on_view_changed(self) -> None:
        self._compares = False
        self.view.set_layout(SUPPLIERS)
        if self._context.is_today and CHANGED in self.chips.chosen:
            kept = {k: v for k, v in self.chips.chosen.items() if k != CHANGED}
            self.chips.set_chosen(kept)
