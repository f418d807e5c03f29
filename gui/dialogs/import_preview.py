"""The third step of an import: open questions, then every row and what would become of it."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.import_plan import Action, ImportPlan
from gui import fonts, text, theme
from gui.dialogs.import_decisions import FIELD_WORDS, Asked
from gui.dialogs.import_questions import QuestionCard
from gui.dialogs.import_rows import LOOKS, PlannedRowsModel, PlannedTable, Shown, shown_rows
from gui.widgets.labels import Label
from gui.widgets.progress import ProgressRow
from gui.widgets.tabs import Tab

TABS: tuple[Action | None, ...] = (None, *Action)


class TabRow(QWidget):
    """All, Add, Change …; arrow keys move on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: Action | None = None
        self.tabs: dict[Action | None, Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(26)
        for action in TABS:
            tab = Tab("All" if action is None else LOOKS[action][0], self)
            tab.clicked.connect(lambda _on=False, a=action: self.choose(a))
            self.tabs[action] = tab
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(Label("Undo takes the whole import back", self, size=12,
                            role="text.secondary"))  # fmt: skip
        self.choose(None)

    def choose(self, action: Action | None) -> None:
        """Make a tab current."""
        self.current = action
        for name, tab in self.tabs.items():
            tab.setChecked(name is action)
        self.chosen.emit(action)

    def show_counts(self, counts: Counter[Action]) -> None:
        """Counts of all tabs; a current tab that has become empty gives way to All."""
        for action, tab in self.tabs.items():
            tab.show_count(counts.total() if action is None else counts[action])
            tab.setVisible(action is None or bool(counts[action]))
        if self.current is not None and not counts[self.current]:
            self.choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        shown = [action for action, tab in self.tabs.items() if tab.isVisible()]
        action = shown[(shown.index(self.current) + step) % len(shown)]
        self.choose(action)
        self.tabs[action].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, theme.colour("line.hairline"))


class PreviewPage(QWidget):
    """Question card, tabs, table and what stands in the row that is current."""

    answered = Signal(int, str)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = QuestionCard(self)
        self.card.answered.connect(self.answered)
        self.tabs = TabRow(self)
        self.model = PlannedRowsModel()
        self.table = PlannedTable(self.model, self)
        self.detail = Label("", self, size=12, role="text.secondary", wrap=True)
        self.detail.setMaximumHeight(fonts.px(54))
        self.progress = ProgressRow(self)
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()
        self.trouble = Label("", self, weight=500, role="validity.lapsed_quiet.ink", wrap=True)
        self.trouble.hide()
        self.rows: Sequence[Shown] = ()
        self._asked: Sequence[Asked] = ()
        self.tabs.chosen.connect(self._on_tab)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for part in (self.card, self.trouble, self.progress, self.tabs):
            holder = QVBoxLayout()
            holder.setContentsMargins(28, 0, 28, 0)
            holder.addWidget(part)
            column.addLayout(holder)
            if part is not self.tabs:
                column.addSpacing(4)
        holder = QVBoxLayout()
        holder.setContentsMargins(4, 0, 4, 0)
        holder.addWidget(self.table)
        column.addLayout(holder, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(28, 8, 28, 8)
        foot.addWidget(self.detail)
        column.addLayout(foot)

    def show_plan(self, plan: ImportPlan, asked: Sequence[Asked], at: int = -1) -> None:
        """Show a plan; `at` is the question to show."""
        self._asked = asked
        self.rows = shown_rows(plan)
        counts = Counter(row.planned.action for row in self.rows)
        self.tabs.show_counts(counts)
        self.model.set_rows(self.rows, self.tabs.current)
        self.card.show_questions(asked, at)
        self._show_detail(None)

    def say(self, words: str) -> None:
        """Say what went wrong with the import; nothing clears it."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _on_tab(self, action: Action | None) -> None:
        self.model.set_rows(self.rows, action)
        self._show_detail(None)

    def _on_row(self, current, _previous) -> None:
        shown = self.model.row(current.row()) if current.isValid() else None
        self._show_detail(shown)
        if shown is None:
            return
        name = shown.planned.values.get("supplier", "")
        for place, asked in enumerate(self._asked):
            if asked.question.subject == name and name:
                self.card.show_question(place)

    def _show_detail(self, shown: Shown | None) -> None:
        words = detail_of(shown) if shown else "Choose a row to see everything that it changes."
        self.detail.setText(words)
        self.detail.setToolTip("")


def detail_of(shown: Shown) -> str:
    """All that a row says: values, old → new where they change, and what was wrong."""
    planned = shown.planned
    parts = []
    for name, value in planned.values.items():
        old = planned.before.get(name)
        words = f"{old} → {value or 'empty'}" if old is not None else value
        if words:
            parts.append(f"{FIELD_WORDS.get(name, name)}: {' '.join(words.split())}")
    troubles = [
        f"{p.column or 'Row'}: {p.message}" for p in shown.problems if p.message not in planned.note
    ]
    return text.join(shown.place, *parts, planned.note, *troubles)
