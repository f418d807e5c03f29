"""The matrix: suppliers against what a profile demands, cell by cell.

A list of suppliers like the other pages, with another table; the profile it is judged under
stands among its filters.
"""

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from gui.context import Context
from gui.models.matrix import WORST, MatrixModel
from gui.models.table import TableModel
from gui.profile_choices import profile_choices
from gui.views.list_page import ListPage
from gui.widgets.filter_chip import FilterChip
from gui.widgets.list_view import ListView
from gui.widgets.matrix_legend import MatrixLegend
from gui.widgets.matrix_view import MatrixView
from storage.listings import Listing


class MatrixPage(ListPage):
    """See the module's description."""

    opens_at_once = False
    total_of = "suppliers"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "matrix", parent)
        self.profile = FilterChip("Profile", self.chips, menu=True)
        self.profile.clicked.connect(lambda _checked=False: self._on_profile_clicked())
        self.chips.lead_with(self.profile)
        self.chips.set_aside(MatrixLegend(self.chips))
        context.view_changed.connect(self._show_profile)
        context.register_changed.connect(self._show_profile)
        self._show_profile()

    def _make_model(self) -> TableModel:
        return MatrixModel(self._context, self.kind)

    def _make_view(self) -> ListView:
        assert isinstance(self.model, MatrixModel)
        view = MatrixView(self.model, self)
        view.record_asked.connect(self.record_asked)
        return view

    def listing(self) -> Listing:
        """The suppliers, judged under the profile of the window."""
        return replace(super().listing(), kind="suppliers")

    def _show_profile(self) -> None:
        context = self._context
        on = context.profile != context.usual_profile(context.buyer)
        self.profile.show_state(on=on, words=context.profile.name)

    def _on_profile_clicked(self) -> None:
        context = self._context
        if self.profile.is_on:
            context.set_profile(context.usual_profile(context.buyer))
            return
        menu = QMenu(self)
        for profile, words in profile_choices(context, context.buyer):
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(profile == context.profile)
            action.triggered.connect(lambda _on=False, p=profile: context.set_profile(p))
        menu.addSeparator()
        edit = menu.addAction("Requirement profiles…")
        edit.triggered.connect(lambda _on=False: self.acted.emit("profiles"))
        menu.exec(self.profile.mapToGlobal(QPoint(0, self.profile.height() + 4)))
        menu.deleteLater()

    def _on_sort_asked(self, sort: str) -> None:
        """Once, the other way round, and back to the worst first."""
        if sort != self.sort:
            self.sort, self.descending = sort, False
        elif not self.descending:
            self.descending = True
        else:
            self.sort, self.descending = WORST, False
        self.reload()
