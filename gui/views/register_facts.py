"""What the sidebar says of the open register: its name, counts, where it lies, its views."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from gui import text
from gui.context import Context
from gui.views.sidebar import VIEWS, Sidebar
from storage.listings import Listing


class RegisterFacts(QObject):
    """Keeps the sidebar true to the context."""

    def __init__(self, context: Context, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._context = context
        self._sidebar = sidebar
        context.standing_shown.connect(self.show)

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

    def _count_views(self) -> None:
        context = self._context
        listings = [
            Listing(
                kind=view.kind,
                day=context.day,
                buyer=context.buyer,
                filters=view.filters,
                windows=context.windows,
                profile=context.profile,
            )
            for view in VIEWS
        ]
        context.read(
            lambda reader: [reader.count(listing) for listing in listings],
            done=self._on_counted,
            failed=context.tasks.failed.emit,
            lane="view counts",
            urgent=False,
        )

    def _on_counted(self, counts: Sequence[int]) -> None:
        for row, count in zip(self._sidebar.views, counts, strict=True):
            row.set_count(count)
