"""A record's own little lists inside its form: sites, contacts, findings.

Rows are added, edited and taken away here, and written together with the record: until then
they are only what the form holds. How a row is edited is the form's to say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.import_plan import Change, New, Removal
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.labels import Label
from gui.widgets.sections import ItemRow

Values = Mapping[str, Any]


@dataclass(eq=False)
class Row:
    """One row: the id it has in the register, what stands there, and what it shall be."""

    values: dict[str, Any]
    id: int | None = None
    before: Values = field(default_factory=dict)

    @property
    def changed(self) -> dict[str, Any]:
        """What differs from the register."""
        return {k: v for k, v in self.values.items() if k not in self.before or self.before[k] != v}


class RowsList(QWidget):
    """See the module's description. `describe` gives a row's two lines; `edit(row)` opens its
    form, or that of a new one for `None`, and calls `put` or `add`."""

    edited = Signal()

    def __init__(
        self,
        record: str,
        *,
        describe: Callable[[Values], tuple[str, str]],
        edit: Callable[["RowsList", Row | None], None],
        add: str,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self.rows: list[Row] = []
        self._removed: list[int] = []
        self._describe, self._edit, self._icon = describe, edit, icon
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.add_link = LinkButton(add, self)
        self.add_link.clicked.connect(lambda _checked=False: self._edit(self, None))
        column.addSpacing(2)
        column.addWidget(self.add_link)
        self._widgets: list[QWidget] = []

    def set_rows(self, records: Sequence[Values]) -> None:
        """Show what the register holds."""
        self.rows = [Row(dict(each), int(each["id"]), dict(each)) for each in records]
        self._removed = []
        self._show()

    def begin_with(self, values: Sequence[Values]) -> None:
        """Show the rows that a new record starts with; none of them is in the register yet."""
        self.rows = [Row(dict(each)) for each in values]
        self._removed = []
        self._show()

    def add(self, values: Values) -> None:
        """One more row."""
        self.rows.append(Row(dict(values)))
        self._changed()

    def put(self, row: Row, values: Values) -> None:
        """Other values for a row."""
        row.values.update(values)
        self._changed()

    def take(self, row: Row) -> None:
        """Take a row away."""
        self.rows.remove(row)
        if row.id is not None:
            self._removed.append(row.id)
        self._changed()

    @property
    def is_edited(self) -> bool:
        """Whether saving would write anything."""
        return bool(self._removed) or any(row.id is None or row.changed for row in self.rows)

    def value(self) -> tuple[Any, ...]:
        """What the rows hold, for telling whether something was typed."""
        return tuple(tuple(sorted(row.values.items(), key=lambda i: i[0])) for row in self.rows)

    def set_value(self, value: Any) -> None:
        """Rows are set by `set_rows`; a form's empty start leaves them alone."""

    def changes(self, owner: str, ref: int | New, first: int) -> list[Change]:
        """What to write: removals, edited rows, new rows numbered from `first`."""
        found: list[Change] = [Removal(self.record, number) for number in self._removed]
        for row in self.rows:
            if row.id is None:
                values = row.values | {owner: ref}
                found.append(Change(self.record, New(first + len(found)), values))
            elif row.changed:
                found.append(Change(self.record, row.id, row.changed))
        return found

    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        for widget in self._widgets:
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = [self._row(row) for row in self.rows] or [_nothing(self)]
        for widget in self._widgets:
            self._rows.addWidget(widget)
            widget.show()
        self.updateGeometry()

    def _row(self, row: Row) -> QWidget:
        first, second = self._describe(row.values)
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        item = ItemRow(first, second, holder, icon=self._icon)
        item.clicked.connect(lambda _checked=False: self._edit(self, row))
        remove = IconButton("x", f"Remove {first}", holder)
        remove.clicked.connect(lambda _checked=False: self.take(row))
        line.addWidget(item, 1)
        line.addWidget(remove)
        return holder


def _nothing(parent: QWidget) -> QWidget:
    return Label("None recorded", parent, size=12, role="text.tertiary")
