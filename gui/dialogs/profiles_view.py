"""The profiles of a register: a list, and beside it what the chosen one demands and what can be
done with it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.errors import UserError
from domain.profiles import profile_key
from domain.qualification import Profile
from gui import forms, operations, text
from gui.context import Context
from gui.dialogs.profile_draft import preset_of
from gui.dialogs.profile_list import Entry, SideList
from gui.dialogs.profile_panes import EDGE, RING, ProfilePane, beside, inset
from gui.dialogs.profile_reading import CHANGED, OWN, SUPPLIED, Kept, Shelf
from gui.dialogs.profile_words import listed
from gui.widgets.buttons import Button
from gui.widgets.dialog import ask, tell
from gui.widgets.labels import Label

_ORIGINS = {
    SUPPLIED: "Supplied with the program",
    CHANGED: "Supplied, and changed here",
    OWN: "Of this register",
}


class ProfilesView(QWidget):
    """See the module's description."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: dict[str, Kept] = {}
        self._wanted = ""  # the profile to show once it is read
        self.list = SideList("Profiles", self)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _key: self.edit())
        self.new_button = self._button("New profile", "plus", self.new)
        self._name = Label("", self, size=15, weight=600, wrap=True)
        self._origin = Label("", self, size=12, role="text.secondary")
        self.edit_button = self._button("Edit", "pencil", self.edit)
        self.copy_button = self._button("Duplicate", "doc", self.duplicate)
        self.remove_button = self._button("Remove", "trash", self.remove)
        self.restore_button = self._button("Restore the supplied one", "undo", self.restore)
        self.pane = ProfilePane("What the profile demands", self)
        self._lay_out()

    def _button(self, words: str, icon: str, act: Any) -> Button:
        button = Button(words, self, icon=icon)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addLayout(inset(self.list), 1)
        left.addWidget(self.new_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(inset(self._name, self._origin, by=EDGE))
        row = QHBoxLayout()
        row.setContentsMargins(EDGE - RING, 8, 0, 4)
        row.setSpacing(2)
        for button in (self.edit_button, self.copy_button, self.remove_button,
                       self.restore_button):  # fmt: skip
            row.addWidget(button)
        row.addStretch(1)
        right.addLayout(row)
        right.addWidget(self.pane, 1)
        beside(self, left, right)

    # Showing

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what the register holds now; the chosen profile stays chosen."""
        self._kept = {profile_key(each.profile.name): each for each in shelf.kept}
        self.list.show_entries(
            [
                Entry(key, each.profile.name, text.join(each.origin, _used(each)))
                for key, each in self._kept.items()
            ]
        )
        if self._wanted in self._kept:
            self.list.choose(self._wanted)
            self._wanted = ""

    def show_profile(self, name: str) -> None:
        """Choose a profile by its name: now, or once it is read."""
        key = profile_key(name)
        self._wanted = "" if key in self._kept else key
        self.list.choose(key)

    def refresh(self) -> None:
        """What can be done now."""
        kept, can_edit = self.current, self._context.can_edit
        self.new_button.setEnabled(can_edit)
        for button in (self.edit_button, self.copy_button, self.remove_button,
                       self.restore_button):  # fmt: skip
            button.setEnabled(can_edit and kept is not None)
        origin = kept.origin if kept is not None else SUPPLIED
        self.remove_button.setVisible(origin == OWN)
        self.restore_button.setVisible(origin == CHANGED)

    @property
    def current(self) -> Kept | None:
        """The chosen profile."""
        return self._kept.get(self.list.key() or "")

    def _on_chosen(self, _key: object) -> None:
        if (kept := self.current) is not None:
            self._name.setText(kept.profile.name)
            self._origin.setText(_ORIGINS[kept.origin])
            self.pane.show_profile(kept)
        self.refresh()

    # Doing

    def new(self) -> None:
        """A profile of one's own, from nothing."""
        self._open()

    def edit(self) -> None:
        """Edit the chosen one; a supplied one as a copy of its name."""
        kept = self.current
        if kept is None:
            return
        if kept.record_id:
            self._open(record_id=kept.record_id)
        else:
            self._open(is_new=False, **preset_of(kept.profile))

    def duplicate(self) -> None:
        """A new profile that begins as the chosen one."""
        if (kept := self.current) is not None:
            self._open(**preset_of(kept.profile, self._free_name(kept.profile)))

    def remove(self) -> None:
        """Remove a profile of one's own that nobody hangs on."""
        kept = self.current
        if kept is None or kept.origin != OWN or not self._context.can_edit:
            return
        name = kept.profile.name
        if why := kept.why_kept:
            tell(self, f"“{name}” is still in use", f"{why} Choose another profile for them first.")
            return
        words = "The history keeps it, and Undo brings it back."
        if ask(self, f"Remove “{name}”?", words, yes="Remove", danger=True):
            self._remove(kept, f"Remove requirement profile {name}")

    def restore(self) -> None:
        """Take the supplied profile back in place of what was made of it here."""
        kept = self.current
        if kept is None or kept.origin != CHANGED or not self._context.can_edit:
            return
        name = kept.profile.name
        used = f" It is used for {listed(kept.users + kept.fallback)}." if kept.users else ""
        words = (
            f"What was changed here goes, and whoever is judged under it is judged as supplied "
            f"again.{used} Undo brings the change back."
        )
        if ask(self, f"Restore “{name}” as supplied?", words, yes="Restore"):
            self._remove(kept, f"Restore the supplied profile {name}")

    def _remove(self, kept: Kept, label: str) -> None:
        operations.remove(
            self._context,
            record="requirement_profile",
            record_id=kept.record_id,
            label=label,
            failed=self._on_failed,
        )

    def _open(self, **preset: Any) -> None:
        if not self._context.can_edit:
            return
        form = forms.form("requirement_profile", self._context, self, **preset)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def finished(_result: int) -> None:
            if form.saving.changes is not None:
                self.show_profile(str(form.values()["name"]))

        form.finished.connect(finished)
        form.open()

    def _free_name(self, profile: Profile) -> str:
        number, name = 1, f"{profile.name} (copy)"
        while profile_key(name) in self._kept:
            number += 1
            name = f"{profile.name} (copy {number})"
        return name

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            tell(self, "That did not work", str(error))
        else:
            self._context.tasks.failed.emit(error)


def _used(kept: Kept) -> str:
    whom = list(dict.fromkeys(user.split(":")[0] for user in kept.users))
    names = listed([*kept.fallback, *whom], 2)
    return f"for {names}".replace("for Anyone", "for anyone") if names else ""
