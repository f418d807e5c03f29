"""Requirement profiles: which there are, what each demands, and who is judged under which.

Two views of one dialog; everything in it is done by forms of its own, each a step to undo.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from domain.errors import UserError
from gui.context import Context
from gui.dialogs.profile_panes import RING, inset
from gui.dialogs.profile_reading import Shelf, read_shelf
from gui.dialogs.profile_sharing import Sharing
from gui.dialogs.profile_uses_view import UsesView
from gui.dialogs.profiles_view import ProfilesView
from gui.tasks import Job
from gui.widgets.dialog import Sheet
from gui.widgets.tabs import Tabs

PROFILES, USES = "profiles", "uses"


class ProfilesDialog(Sheet):
    """See the module's description."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent, title="Requirement profiles", width=880, height=720, scroll=False)
        self.context = context
        self.shelf = Shelf()
        self._job: Job | None = None
        self.tabs = Tabs([(PROFILES, "Profiles"), (USES, "Used for")], self, noun="entry")
        self.profiles = ProfilesView(context, self)
        self.uses = UsesView(context, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.profiles)
        self._stack.addWidget(self.uses)
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.body.setContentsMargins(28 - RING, 0, 28, 0)
        self.body.setSpacing(0)
        self.body.addLayout(inset(self.tabs))
        self.body.addWidget(self._stack, 1)
        self.add_button("Close", kind="primary").clicked.connect(self.accept)
        self.confirmed.connect(self.accept)
        self.share_button = self.add_button("Share", icon="export")
        self.sharing = Sharing(context, self.share_button, self)
        self.foot_note.set_role("text.secondary")
        self.open_at = self.profiles.list
        context.changed.connect(self._on_changed)
        context.view_changed.connect(self._refresh)
        self._refresh()
        self._read()

    def _read(self) -> None:
        self._job = self.context.read(
            read_shelf, done=self._on_read, failed=self._on_failed, lane="profiles"
        )

    def _on_read(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.profiles.show_shelf(shelf)
        self.uses.show_shelf(shelf)
        self.tabs.show_counts({PROFILES: len(shelf.kept), USES: len(shelf.buyers) + 1})

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.set_foot_note(str(error))
        else:
            self.context.tasks.failed.emit(error)

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self._read()

    def _refresh(self) -> None:
        """Say why nothing can be changed, where nothing can."""
        self.profiles.refresh()
        self.uses.refresh()
        paused = "" if self.context.can_edit else "Editing is paused: another day is shown."
        self.set_foot_note(self.context.standing.why_read_only or paused)

    def _on_tab_chosen(self, tab: str) -> None:
        self._stack.setCurrentWidget(self.profiles if tab == PROFILES else self.uses)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Insert: self.profiles.new,
            Qt.Key.Key_Delete: self.profiles.remove,
            Qt.Key.Key_F2: self.profiles.edit,
        }
        if self.tabs.current == USES:
            keys = {Qt.Key.Key_F2: self.uses.edit}
        act = keys.get(Qt.Key(event.key()))
        if act is not None and not event.modifiers():
            act()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; nothing read meanwhile comes back."""
        if self._job is not None:
            self._job.stop()
        super().done(result)
