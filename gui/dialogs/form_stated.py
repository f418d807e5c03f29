"""What a form states of itself: its record, its size, and what only it knows.

Forms override these; the base asks them. Nothing here draws or writes.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from domain.import_plan import Change, New
from domain.records import Record
from gui import text
from gui.dialogs.form_problems import Problem
from gui.widgets.form_fields import Cure
from gui.widgets.form_rows import RowsList

if TYPE_CHECKING:
    from storage.queries import Reader

Values = Mapping[str, Any]
Note = tuple[str, Sequence[Cure]]
FIRST_CHILD = 1000  # new rows that belong to the record are numbered from here


class Stated:
    """See the module's description. `columns` of fields; a `high` form has a fixed height."""

    record = ""
    model: type[Record]
    noun = ""  # "certificate": for titles, labels and sentences
    wide, high, side, columns = 560, 0, 0, 2
    asks_reason: frozenset[str] = frozenset()
    at_field = ""  # where a fault of the record as a whole is shown
    owner = ""  # the field that names what the record belongs to

    is_new: bool
    record_id: int | None
    preset: dict[str, Any]
    lists: list[tuple[str, RowsList]]

    def build(self) -> None:
        """Lay out the fields."""
        raise NotImplementedError

    def read(self, reader: "Reader") -> dict[str, Any]:
        """On the worker: what the form needs; "record" holds the record being edited, "owner"
        what it belongs to."""
        found: dict[str, Any] = {}
        if self.record_id is not None:
            found["record"] = reader.record(self.record, self.record_id)
        owner = (found.get("record") or self.preset).get(self.owner)
        if owner is not None:
            found["owner"] = reader.record(self.owner.removesuffix("_id"), owner)
        return found

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Choices and the like that came with the reading, before the values are shown."""

    def start_values(self) -> dict[str, Any]:
        """What a new record begins with; what is preset overrides it."""
        return {}

    def linked(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """What is ticked for a record that is edited: the ids it is linked with, by entry."""
        return {}

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """What cannot be, by field."""
        return {}

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What is worth knowing, by field."""
        return {}

    def fits(self, name: str, values: Values) -> bool:
        """Whether a field is asked for; one that holds something is always shown."""
        return True

    def shows(self, widget: QWidget, values: Values) -> bool:
        """Whether something in the grid that is no field of the record is shown."""
        return True

    def subtitle(self, found: Mapping[str, Any]) -> str:
        """What it belongs to, under the title."""
        owner = found.get("owner")
        if owner is None:
            return ""
        name = owner.get("name") or owner.get("reference")
        return str(name or text.join(owner.get("standard", ""), owner.get("number", "")))

    def name_of(self, values: Values) -> str:
        """The record's own name, for the label of the step."""
        return str(values.get("name") or "")

    def label(self, values: Values) -> str:
        """What the step is called in the menu of undo: "Add supplier Nam Việt"."""
        return f"{'Add' if self.is_new else 'Change'} {self.noun} {self.name_of(values)}".strip()

    def own_reason(self) -> str:
        """Why it changes, where a field of the record says so itself."""
        return ""

    def more_changes(self, ref: int | New, values: Values) -> list[Change]:
        """What is written in the same step: links and rows that belong to the record."""
        found: list[Change] = []
        for number, (owner, rows) in enumerate(self.lists, start=1):
            found += rows.changes(owner, ref, number * FIRST_CHILD)
        return found

    def on_saving(self, count: int, total: int) -> None:
        """While it is written: for how many suppliers, of how many, its meaning is worked out."""

    def on_renewed(self, values: Values) -> None:
        """After every edit, with the values as they stand."""
