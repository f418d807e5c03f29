"""For whom which profile is used: nobody in particular and every buyer in a list, and beside it
what the chosen one is judged under."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.facts import BuyerRef
from gui.context import Context
from gui.dialogs.profile_list import Entry, SideList
from gui.dialogs.profile_panes import EDGE, RING, UsesPane, beside, inset, judged_words
from gui.dialogs.profile_reading import ANYONE, Shelf
from gui.dialogs.profile_uses_form import UsesForm
from gui.widgets.buttons import Button
from gui.widgets.labels import Label


class UsesView(QWidget):
    """See the module's description."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shelf = Shelf()
        self.list = SideList("Buyers", self)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _key: self.edit())
        self._name = Label("", self, size=15, weight=600, wrap=True)
        words = "Under what its suppliers are judged"
        self._below = Label(words, self, size=12, role="text.secondary")
        self.edit_button = Button("Change", self, icon="pencil")
        self.edit_button.clicked.connect(lambda _checked=False: self.edit())
        self.pane = UsesPane("What is judged under which profile", self)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addLayout(inset(self.list))
        row.setContentsMargins(EDGE - RING, 8, 0, 4)
        row.addWidget(self.edit_button)
        row.addStretch(1)
        right.setSpacing(0)
        right.addLayout(inset(self._name, self._below, by=EDGE))
        right.addLayout(row)
        right.addWidget(self.pane, 1)
        beside(self, left, right)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what the register holds now; the chosen buyer stays chosen."""
        self._shelf = shelf
        entries = [Entry(ANYONE, "Anyone", judged_words(shelf, None))]
        entries += [Entry(each.id, each.name, judged_words(shelf, each)) for each in shelf.buyers]
        self.list.show_entries(entries)

    def refresh(self) -> None:
        """What can be done now."""
        self.edit_button.setEnabled(self._context.can_edit and self.list.key() is not None)

    @property
    def buyer(self) -> BuyerRef | None:
        """The chosen buyer, `None` for nobody in particular."""
        return next((each for each in self._shelf.buyers if each.id == self.list.key()), None)

    def _on_chosen(self, _key: object) -> None:
        buyer = self.buyer
        self._name.setText(buyer.name if buyer is not None else "Anyone")
        self._below.setText(
            "Under what its suppliers are judged"
            if buyer is not None
            else "Under what suppliers are judged where no buyer is named"
        )
        self.pane.show_buyer(self._shelf, buyer)
        self.refresh()

    def edit(self) -> None:
        """Change what the chosen buyer's suppliers are judged under."""
        if not self._context.can_edit or self.list.key() is None:
            return
        form = UsesForm(self._context, self, buyer=self.buyer)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()
