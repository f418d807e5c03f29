"""The last step of an import: what came of it, what was refused, and the way back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from domain.import_plan import Action, ImportPlan
from gui import fonts, icons, text, theme
from gui.dialogs.import_rows import Shown
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import OverlayArea
from gui.widgets.sections import Facts

LISTED = 200  # refused rows written out; all of them can be copied
_RECORDS = (
    ("supplier", "supplier", "suppliers"),
    ("certificate", "certificate", "certificates"),
    ("audit", "audit", "audits"),
    ("evaluation", "evaluation", "evaluations"),
    ("site", "site", "sites"),
    ("buyer", "buyer", "buyers"),
    ("status_event", "status", "statuses"),
)


class Mark(QWidget):
    """The tick beside the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = "check-circle"
        self.role = "validity.valid.mark"
        self.setFixedSize(28, fonts.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme.colour(self.role)
        icons.paint(QPainter(self), self.icon, self.rect(), colour, size=24)


class DonePage(QWidget):
    """Shows the outcome; `undo_asked` takes the import back."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark(self)
        self.title = Label("", self, size=18, weight=600)
        self.words = Label("", self, role="text.secondary", wrap=True)
        self.undo = LinkButton("Take the whole import back", self)
        self.undo.clicked.connect(lambda _checked=False: self.undo_asked.emit())
        self._facts = QVBoxLayout()
        self._refused = QVBoxLayout()
        self._refused.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(28, 20, 28, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addSpacing(6)
        column.addLayout(self._facts)
        column.addSpacing(4)
        column.addWidget(self.undo)
        column.addSpacing(14)
        column.addLayout(self._refused)
        column.addStretch(1)
        area = OverlayArea(self)
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_outcome(self, plan: ImportPlan, changes: Any, rows: Sequence[Shown]) -> None:
        """What was written, and what was not."""
        done = sum(row.planned.action in (Action.ADD, Action.CHANGE, Action.DOUBTFUL)
                   for row in rows)  # fmt: skip
        names = ", ".join(file.file for file in plan.files)
        if changes is None:
            self.title.setText("Nothing to import")
            self.words.setText(f"The register holds everything in {names} already.")
        else:
            self.title.setText(f"{text.plural(done, 'row')} imported")
            copied = " A copy of the register was made before." if changes.step > 1 else ""
            self.words.setText(f"From {names}.{copied}")
        self.undo.setVisible(changes is not None)
        _clear(self._facts)
        self._facts.addWidget(Facts(_facts(plan, changes), self))
        refused = [row for row in rows if row.planned.action is Action.REFUSED]
        self._show_refused(refused)

    def show_undone(self) -> None:
        """The import was taken back."""
        self.mark.icon, self.mark.role = "undo", "text.secondary"
        self.mark.update()
        self.title.setText("The import was taken back")
        self.words.setText("The register is as it was before. Redo brings the import again.")
        self.undo.hide()
        _clear(self._facts)

    def _show_refused(self, refused: Sequence[Shown]) -> None:
        _clear(self._refused)
        if not refused:
            return
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 6)
        row.addWidget(Label(f"{text.plural(len(refused), 'row')} refused", self, weight=600), 1)
        copy = LinkButton("Copy the list", self, size=12)
        copy.clicked.connect(lambda _checked=False: _copy(refused))
        row.addWidget(copy)
        self._refused.addWidget(head)
        self._refused.addWidget(Hairline(self))
        for shown in refused[:LISTED]:
            self._refused.addWidget(RefusedLine(shown, self))
        if len(refused) > LISTED:
            more = f"And {text.count(len(refused) - LISTED)} more; copy the list to see them all."
            self._refused.addWidget(Label(more, self, size=12, role="text.secondary"))


class RefusedLine(QWidget):
    """One refused row: where it stands and why."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        place = Label(text.join(shown.place, f"row {shown.planned.row}"), self, tabular=True)
        place.setFixedWidth(fonts.px(220 if shown.place else 90))
        row.addWidget(place)
        why = Label(shown.planned.note, self, role="validity.lapsed_quiet.ink")
        row.addWidget(why, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, theme.colour("line.hairline"))


def _facts(plan: ImportPlan, changes: Any) -> list[tuple[str, str]]:
    sheets = [sheet for file in plan.files for sheet in file.sheets]
    facts = []
    if changes is not None:
        for words, counts in (("Added", changes.added), ("Changed", changes.changed)):
            named = [
                text.plural(counts[record], one, many)
                for record, one, many in _RECORDS
                if counts.get(record)
            ]
            if named:
                facts.append((words, ", ".join(named)))
    unchanged = sum(
        tally.unchanged for s in sheets for tally in (s.certificates, s.audits, s.evaluations)
    )
    if unchanged:
        facts.append(("Unchanged", text.plural(unchanged, "record")))
    absent = sum(s.certificates.absent + s.audits.absent for s in sheets)
    if absent:
        what = text.plural(absent, "certificate")
        facts.append(("No longer listed", f"{what}; nothing is removed for being absent"))
    skipped = [f"“{name}”: {reason}" for file in plan.files for name, reason in file.skipped_sheets]
    if skipped:
        facts.append(("Sheets left out", "\n".join(skipped[:8])))
    return facts


def _copy(refused: Sequence[Shown]) -> None:
    lines = ["\t".join(("File", "Row", "Why"))]
    lines += [
        "\t".join((shown.place, str(shown.planned.row), shown.planned.note)) for shown in refused
    ]
    QApplication.clipboard().setText("\n".join(lines))


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
