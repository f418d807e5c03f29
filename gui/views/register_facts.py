"""What the sidebar says of the open register: its name, counts, where it lies, its views."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from gui import text
from gui.context import Context
from gui.models.records import WORKED_OUT
from gui.views.sidebar import VIEWS, Sidebar
from gui.widgets.nav import NavRow
from storage.listings import Listing


class RegisterFacts(QObject):
    """Keeps the sidebar true to the context."""

    def __init__(self, context: Context, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._context = context
        self._sidebar = sidebar
        context.standing_shown.connect(self.show)
        context.view_changed.connect(self.forget_worked_out)
        context.register_changed.connect(self.forget_worked_out)

    @property
    def name(self) -> str:
        """What the register is called: the organisation's name, else the file's."""
        standing = self._context.standing
        if standing.path is None:
            return ""
        return standing.organisation.name or standing.path.stem

    def show(self) -> None:
        """Show the register's standing."""
        standing, sidebar = self._context.standing, self._sidebar
        if standing.path is None:
            sidebar.register.set_names("New register", "Not saved yet")
            sidebar.set_counts(None)
            sidebar.foot.show_words("Stays on this computer", "Nothing is sent anywhere")
            return
        same = self.name == standing.path.stem
        sidebar.register.set_names(self.name, "Attesta register" if same else standing.path.name)
        sidebar.set_counts(standing.totals)
        if standing.read_only:
            sidebar.foot.show_words("Read only", standing.why_read_only)
        else:
            sidebar.foot.show_words("Saved on this computer", self._backup_words())
        for row, view in zip(sidebar.views, VIEWS, strict=True):
            row.rename(view.words(standing.windows))
        self._count_views()

    def _backup_words(self) -> str:
        at = self._context.standing.backed_up_at
        if at is None:
            return "No backup yet"
        if at.date() == self._context.today:
            return f"Backed up today, {at:%H:%M}"
        return f"Backed up {text.day(at.date())}"

    def show_worked_out(self, what: str) -> None:
        """Count what has been worked out for all suppliers: the page and its views."""
        row = self._sidebar.pages.get(what)
        if row is not None and what in WORKED_OUT:
            self._count({row: self._listing(what, {})}, f"{what} count")
            self._count_views(what)

    def forget_worked_out(self) -> None:
        """For another day, buyer or register these counts are not known yet."""
        for kind in WORKED_OUT:
            self._sidebar.pages[kind].set_count(None)
        for row, view in zip(self._sidebar.views, VIEWS, strict=True):
            if view.kind in WORKED_OUT:
                row.set_count(None)

    def _count_views(self, what: str = "") -> None:
        shown = {
            row: self._listing(view.kind, view.filters)
            for row, view in zip(self._sidebar.views, VIEWS, strict=True)
            if (view.kind == what if what else view.kind not in WORKED_OUT)
        }
        self._count(shown, f"{what} view counts")

    def _listing(self, kind: str, filters: Mapping[str, tuple[str, ...]]) -> Listing:
        context = self._context
        return Listing(
            kind=kind,
            day=context.day,
            buyer=context.buyer,
            filters=filters,
            windows=context.windows,
            profile=context.profile,
        )

    def _count(self, shown: Mapping[NavRow, Listing], lane: str) -> None:
        def show(counts: Sequence[int]) -> None:
            for row, count in zip(shown, counts, strict=True):
                row.set_count(count)

        self._context.read(
            lambda reader: [reader.count(listing) for listing in shown.values()],
            done=show,
            failed=self._context.tasks.failed.emit,
            lane=lane,
            urgent=False,
        )
