"""The demanded standards, or the demanded product marks, of a profile: a row each, edited in place.

A row of a standard says besides how it must be recognised. Rows that are left empty are none.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from domain.assessment import Profile, alternatives
from domain.import_plan import Change, New, Removal
from domain.standards import read_standards
from domain.vocabulary import Kind
from gui.dialogs.profile_words import OWN_AUDIT_TOO, SHOWN, WIDELY
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.fields import ChoiceField, TickField, mark_mend
from gui.widgets.form_fields import SuggestField

RECORD = "profile_demand"


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One row as it stands; `id` is that of its record, 0 where it has none yet."""

    subject: str
    widely: bool = True
    shown: bool = False
    id: int = 0

    def fields(self, *, mark: bool) -> dict[str, Any]:
        """The record's fields."""
        own = {"subject": self.subject, "mark": mark}
        return own if mark else own | {"widely": self.widely, "shown": self.shown}


def rows_of(profile: Profile) -> dict[str, tuple[DemandRow, ...]]:
    """The demands of a profile as rows without records: for a copy of it."""
    return {
        "standards": tuple(
            DemandRow(each.standard, each.widely, each.shown) for each in profile.standards
        ),
        "marks": tuple(DemandRow(mark) for mark in profile.marks),
    }


def rows_from(records: Iterable[dict[str, Any]]) -> dict[str, tuple[DemandRow, ...]]:
    """The demands that are on record, oldest first."""
    found: dict[str, list[DemandRow]] = {"standards": [], "marks": []}
    for each in records:
        row = DemandRow(each["subject"], each["widely"], each["shown"], each["id"])
        found["marks" if each["mark"] else "standards"].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def demand_changes(
    before: Sequence[DemandRow], now: Sequence[DemandRow], owner: int | New, first: int,
    *, mark: bool,
) -> list[Change]:  # fmt: skip
    """What makes the demands on record be those of now; new ones are numbered from `first`."""
    kept = {row.id for row in now if row.id}
    found: list[Change] = [Removal(RECORD, row.id) for row in before if row.id not in kept]
    old = {row.id: row for row in before}
    for number, row in enumerate(now):
        values = row.fields(mark=mark)
        if not row.id:
            found.append(Change(RECORD, New(first + number), values | {"profile_id": owner}))
        elif row != old[row.id]:
            found.append(Change(RECORD, row.id, values))
    return found


class _Row(QWidget):
    """One demand: its name, how it must be recognised, and the way to take it away."""

    def __init__(self, mark: bool, suggestions: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.id = 0
        self.subject = SuggestField(self, suggestions=suggestions)
        self.subject.setPlaceholderText("for example UL or CSA" if mark else "for example ISO 9001")
        self.subject.setAccessibleName("Product mark" if mark else "Standard")
        self.level = ChoiceField([(True, WIDELY), (False, OWN_AUDIT_TOO)], self)
        self.level.setAccessibleName("Recognised")
        self.shown = TickField(SHOWN, self)
        self.remove = IconButton("x", "Remove", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 2 if mark else 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.subject, 0, 0)
        grid.addWidget(self.remove, 0, 1)
        grid.addWidget(self.level, 1, 0)
        grid.addWidget(self.shown, 2, 0)
        grid.setColumnStretch(0, 1)
        for part in (self.level, self.shown):
            part.setVisible(not mark)

    def value(self) -> DemandRow:
        """The row as it stands."""
        subject = " ".join(self.subject.value().split())
        return DemandRow(subject, bool(self.level.value()), self.shown.value(), self.id)

    def show_row(self, row: DemandRow) -> None:
        """Show a demand."""
        self.id = row.id
        self.subject.set_value(row.subject)
        self.level.set_value(row.widely)
        self.shown.set_value(row.shown)
        self.remove.setAccessibleName(f"Remove {row.subject}".strip())


class DemandRows(QWidget):
    """See the module's description. `left` tells that the keyboard has left a row."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, *, mark: bool = False, suggestions: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.mark = mark
        self._suggestions = tuple(suggestions)
        self.rows: list[_Row] = []
        self._faulty: list[SuggestField] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add_link = LinkButton("Add a product mark" if mark else "Add a standard", self)
        self.add_link.clicked.connect(lambda _checked=False: self._on_add_asked())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(self._column)
        whole.addWidget(self.add_link)

    def value(self) -> tuple[DemandRow, ...]:
        """The rows that name something."""
        return tuple(row for row in (each.value() for each in self.rows) if row.subject)

    def set_value(self, value: Sequence[DemandRow] | None) -> None:
        """Show these rows."""
        for row in self.rows:
            self._drop(row)
        self.rows = []
        for each in value or ():
            self._append().show_row(each)

    def _append(self) -> _Row:
        row = _Row(self.mark, self._suggestions, self)
        row.subject.edited.connect(self.edited)
        row.subject.installEventFilter(self)
        row.level.edited.connect(self.edited)
        row.shown.edited.connect(self.edited)
        row.remove.clicked.connect(lambda _checked=False: self._on_remove_asked(row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()
        self.updateGeometry()
        return row

    def _drop(self, row: _Row) -> None:
        self._faulty = [each for each in self._faulty if each is not row.subject]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.updateGeometry()

    def _on_add_asked(self) -> None:
        empty = next((row for row in self.rows if not row.subject.value()), None)
        (empty or self._append()).subject.setFocus()

    def _on_remove_asked(self, row: _Row) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        # The keyboard goes on where the row was, not to wherever Qt would put it.
        (self.rows[min(at, len(self.rows) - 1)].subject if self.rows else self.add_link).setFocus()
        self._drop(row)
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, SuggestField) and _is_left(event):
            if (tidied := tidy(watched.value())) != watched.value():
                watched.set_value(tidied)
                self.edited.emit()
            self.left.emit()
        return False

    def mark_faulty(self, subjects: Collection[str]) -> None:
        """Outline the rows that name one of these; the keyboard begins at the first of them."""
        self._faulty = [row.subject for row in self.rows if row.value().subject in subjects]
        for row in self.rows:
            mark_mend(row.subject, row.subject in self._faulty)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Into the first row to mend, else where one is added. No focus proxy: whoever leaves that
        would have left the whole list."""
        (self._faulty[0] if self._faulty else self.add_link).setFocus(reason)


def _is_left(event: QEvent) -> bool:
    """Whether the keyboard went elsewhere: not to a row's own list of suggestions."""
    popup = Qt.FocusReason.PopupFocusReason
    return isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() is not popup


def tidy(subject: str) -> str:
    """A demand as the register names standards and marks: "iso9001:2015" is ISO 9001, whatever
    its edition; what is not read as exactly one stays as typed."""
    parts = []
    for part in alternatives(subject):
        read = read_standards(part)
        parts.append(read[0].standard if len(read) == 1 else part)
    return " or ".join(parts)


def usual_subjects(standards: Iterable[tuple[str, Kind | None]], *, mark: bool) -> list[str]:
    """What is offered for a row: marks are of products, all else is of how a supplier works."""
    product = [name for name, kind in standards if (kind is Kind.PRODUCT) == mark]
    return ["UL or CSA", *product] if mark else product
