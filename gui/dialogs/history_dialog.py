"""The change history of a record, a supplier or the whole register: when, who, what, why.

Newest first, step by step, old → new; a search narrows it, older steps come by the page.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.errors import UserError
from gui import fonts, icons, text, theme
from gui.context import Context
from gui.dialogs.history_reading import Entry, Page, Step, Value, read_page
from gui.tasks import Job
from gui.widgets.buttons import Button
from gui.widgets.dialog import Sheet
from gui.widgets.fields import ChoiceField, LineField
from gui.widgets.labels import Label
from gui.widgets.scroll import OverlayArea

PAGE = 100  # lines read at a time
SHOWN = 12  # records of one step that are written out at first
_ICONS = {"added": "plus", "changed": "pencil", "removed": "trash"}
_ROLES = {
    "added": "validity.valid.mark",
    "changed": "validity.not_yet.mark",
    "removed": "validity.lapsed_quiet.mark",
}


class ValueLine(QWidget):
    """A field: its title, and old → new."""

    def __init__(self, value: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        title = Label(value.title, self, size=12, role="text.secondary")
        title.setFixedWidth(fonts.px(170))
        change = f"{value.old} → {value.new}" if value.old and value.new else value.new or value.old
        shown = Label(change, self, size=12, wrap=True)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shown, 1)


class EntryBox(QWidget):
    """One record that was touched, with its fields."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 3, 0, 5)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(f"{entry.what} {entry.action}", self, weight=500), 1)
        head.addWidget(Label(entry.source, self, size=12, role="text.tertiary"))
        column.addLayout(head)
        for value in entry.values:
            column.addWidget(ValueLine(value, self))

    def paintEvent(self, event: QPaintEvent) -> None:
        action = self._entry.action
        where = QRect(0, 3, 16, fonts.px(20))
        colour = theme.colour(_ROLES.get(action, "text.secondary"))
        icons.paint(QPainter(self), _ICONS.get(action, "doc"), where, colour)


class StepBox(QWidget):
    """One step: when and who at the left, what and why at the right."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 14)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(0)
        for words, role in ((step.at, "text.primary"), (step.author, "text.secondary")):
            label = Label(words, self, size=12, role=role)
            label.setFixedWidth(fonts.px(140))
            left.addWidget(label)
        left.addStretch(1)
        row.addLayout(left)
        self._right = QVBoxLayout()
        self._right.setSpacing(2)
        self._right.addWidget(Label(step.label, self, weight=600, wrap=True))
        if step.reason:
            why = f"Why: {step.reason}"
            self._right.addWidget(Label(why, self, role="text.secondary", wrap=True))
        self._right.addSpacing(4)
        for entry in step.entries[:SHOWN]:
            self._right.addWidget(EntryBox(entry, self))
        self._offer_rest()
        row.addLayout(self._right, 1)

    def _offer_rest(self) -> None:
        rest = self._step.entries[SHOWN:]
        if not rest:
            return
        more = Button(f"Show {text.plural(len(rest), 'more record')}", self, kind="quiet")
        self._right.addWidget(more)

        def show() -> None:
            more.hide()
            for entry in rest:
                self._right.addWidget(EntryBox(entry, self))

        more.clicked.connect(lambda _checked=False: show())

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, theme.colour("line.hairline"))


class HistoryDialog(Sheet):
    """See the module's description. An empty `record` shows the whole register's history."""

    def __init__(
        self, context: Context, parent: QWidget | None, record: str = "", record_id: int = 0
    ) -> None:
        super().__init__(parent, title="Change history", width=880, height=700, scroll=False)
        self.context = context
        self._record, self._record_id = record, record_id
        self._limit = PAGE
        self._job: Job | None = None
        self.page: Page | None = None
        self.search = LineField()
        self.search.setPlaceholderText("Search in what changed")
        self.search.setAccessibleName("Search in what changed")
        self._wait = QTimer(self, singleShot=True, interval=180)
        self._wait.timeout.connect(self._show_steps)
        self.search.edited.connect(self._wait.start)
        self.action = ChoiceField(
            [("", "All changes"), ("added", "Added"), ("changed", "Changed"),
             ("removed", "Removed")]
        )  # fmt: skip
        self.action.setAccessibleName("Which changes")
        self.action.setFixedWidth(fonts.px(160))
        self.action.edited.connect(self._show_steps)
        self.older = Button("Show older changes", kind="plain")
        self.older.clicked.connect(lambda _checked=False: self._read_older())
        self._area = OverlayArea()
        self._lay_out()
        self.add_button("Close", kind="primary").clicked.connect(self.accept)
        self.confirmed.connect(self.accept)
        self.foot_note.set_role("text.secondary")
        self._read()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.action)
        self.body.setContentsMargins(28, 8, 28, 0)
        self.body.addLayout(top)
        self.body.addWidget(self._area, 1)

    def _read(self) -> None:
        record, number, limit = self._record, self._record_id, self._limit
        self._job = self.context.read(
            lambda reader: read_page(reader, record, number, limit),
            done=self._on_read,
            failed=self._on_failed,
            lane="history",
        )

    def _read_older(self) -> None:
        self._limit += PAGE
        self.older.setEnabled(False)
        self._read()

    def _on_read(self, page: Page) -> None:
        self.page = page
        self.set_subtitle(page.title)
        self.older.setEnabled(True)
        self._show_steps()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.set_foot_note(str(error))
        else:
            self.context.tasks.failed.emit(error)

    def shown_steps(self) -> Sequence[Step]:
        """The steps that pass search and choice."""
        if self.page is None:
            return ()
        wanted, action = self.search.value().casefold(), self.action.value()
        return [
            step
            for step in self.page.steps
            if (not wanted or step.holds(wanted))
            and (not action or any(entry.action == action for entry in step.entries))
        ]

    def _show_steps(self) -> None:
        if self.page is None:
            return
        steps = self.shown_steps()
        self.older.setParent(None)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 14, 16)
        column.setSpacing(0)
        for step in steps:
            column.addWidget(StepBox(step, holder))
        if not steps:
            empty = Label(self._nothing(), holder, role="text.secondary")
            column.addSpacing(24)
            column.addWidget(empty)
        if self.page.has_older:
            column.addSpacing(12)
            column.addWidget(self.older)
        self.older.setVisible(self.page.has_older)
        column.addStretch(1)
        self._area.setWidget(holder)
        self.set_foot_note(text.plural(len(steps), "step") + " shown")

    def _nothing(self) -> str:
        filtered = self.search.value() or self.action.value()
        return "Nothing of what is shown fits." if filtered else "Nothing was changed yet."

    def done(self, result: int) -> None:
        """Close; nothing read meanwhile comes back."""
        self._wait.stop()
        if self._job is not None:
            self._job.stop()
        super().done(result)
