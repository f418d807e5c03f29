"""Under which profile a buyer's suppliers are judged: the usual one, and exceptions for some.

`UsesEditor` is a control like any other of a form: `value()`, `set_value()`, `edited`. What it
holds becomes records by `use_changes`; what is wrong with it says `uses_problem`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from domain.facts import BuyerRef, ProfileUse
from domain.import_plan import Change, New, Removal
from domain.profiles import profile_key
from domain.qualification import Profile, default_profile
from domain.vocabulary import CRITICALITY_WORDS, Criticality
from gui.dialogs.profile_words import whom_words
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.fields import ChoiceField, mark_mend
from gui.widgets.form_fields import CalmNote, SuggestField
from gui.widgets.labels import Label

RECORD = "profile_use"
FOR_WHOM = "Say for which suppliers: name a category or choose a criticality."
ORDER = (
    "An exception that names category and criticality goes before one that names a category, "
    "that before one that names a criticality."
)


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use as it stands: the usual profile where it names neither category nor criticality
    and is no `exception`. `id` is that of its record, 0 where it has none yet."""

    profile: str
    category: str = ""
    criticality: Criticality | None = None
    id: int = 0
    exception: bool = False

    def fields(self) -> dict[str, Any]:
        """The record's fields but for the buyer."""
        return {
            "profile": self.profile,
            "category": self.category,
            "criticality": self.criticality,
        }

    @property
    def concerned(self) -> tuple[str, Criticality | None]:
        """For which suppliers it is, for comparing."""
        return profile_key(self.category), self.criticality


def rows_of(uses: Iterable[ProfileUse]) -> tuple[UseRow, ...]:
    """A buyer's uses as rows; of several usual profiles the one that holds."""
    usual: list[UseRow] = []
    exceptions: list[UseRow] = []
    for use in sorted(uses, key=lambda each: each.id):
        is_exception = bool(use.category) or use.criticality is not None
        row = UseRow(use.profile, use.category, use.criticality, use.id, is_exception)
        (exceptions if is_exception else usual).append(row)
    return (*usual[-1:], *exceptions)


def use_changes(
    held: Sequence[ProfileUse], now: Sequence[UseRow], buyer: int | New | None, first: int
) -> list[Change]:
    """What makes a buyer's uses be those of now; new ones are numbered from `first`.

    A use that is for other suppliers now is removed and added anew: two that swap theirs would
    be for the same ones in between, which the register refuses.
    """
    before = {row.id: row for row in rows_of(held)}
    kept = {row.id for row in now if row.id in before and row.concerned == before[row.id].concerned}
    found: list[Change] = [Removal(RECORD, use.id) for use in held if use.id not in kept]
    for number, row in enumerate(now):
        if row.id not in kept:
            found.append(Change(RECORD, New(first + number), row.fields() | {"buyer_id": buyer}))
        elif row != before[row.id]:
            found.append(Change(RECORD, row.id, row.fields()))
    return found


def uses_problem(rows: Sequence[UseRow]) -> str:
    """Why these rows cannot be kept; empty where they can."""
    exceptions = [row for row in rows if row.exception]
    if any(row.concerned == ("", None) for row in exceptions):
        return FOR_WHOM
    seen = set()
    for row in exceptions:
        if row.concerned in seen:
            whom = whom_words(ProfileUse(profile="", category=row.category,
                                         criticality=row.criticality))  # fmt: skip
            return f"There are two exceptions for {whom}: keep one."
        seen.add(row.concerned)
    return ""


class _Exception(QWidget):
    """One exception: category, criticality, profile, and the way to take it away."""

    def __init__(self, parent: "UsesEditor", profiles: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.id = 0
        self.category = SuggestField(self)
        self.category.setPlaceholderText("any category")
        self.category.setAccessibleName("Category")
        levels = [(None, "any criticality"), *CRITICALITY_WORDS.items()]
        self.criticality = ChoiceField(levels, self)
        self.criticality.setAccessibleName("Criticality")
        self.profile = ChoiceField(profiles, self)
        self.profile.setAccessibleName("Profile")
        self.remove = IconButton("x", "Remove this exception", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for column, part in enumerate((self.category, self.criticality, self.profile)):
            grid.addWidget(part, 0, column)
            grid.setColumnStretch(column, (3, 3, 5)[column])
            part.setMinimumWidth(60)
        grid.addWidget(self.remove, 0, 3)

    def value(self) -> UseRow:
        """The row as it stands."""
        category = " ".join(self.category.value().split())
        chosen = str(self.profile.value() or "")
        return UseRow(chosen, category, self.criticality.value(), self.id, exception=True)


class UsesEditor(QWidget):
    """See the module's description. `for_anyone`: for nobody in particular, else for a buyer."""

    edited = Signal()

    def __init__(
        self, profiles: Sequence[Profile], *, for_anyone: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._names = [profile.name for profile in profiles]
        self._categories: tuple[str, ...] = ()
        self._usual_id = 0
        self.rows: list[_Exception] = []
        default = default_profile(None if for_anyone else BuyerRef(0, ""))
        self._unchosen = f"Nothing chosen, so {default.name}"
        self.usual = ChoiceField(self._offered(""), self)
        self.usual.setAccessibleName("Usually judged under")
        self.usual.edited.connect(self._on_edited)
        self.setFocusProxy(self.usual)
        self._head = Label("But, for suppliers of", self, size=12, role="text.secondary")
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._note = CalmNote(self)
        self.add_link = LinkButton("Add an exception for some suppliers", self)
        self.add_link.clicked.connect(lambda _checked=False: self._on_add_asked())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.usual)
        whole.addWidget(self._head)
        whole.addLayout(self._column)
        whole.addWidget(self._note)
        whole.addWidget(self.add_link)
        self._show_frame()

    def set_categories(self, categories: Sequence[str]) -> None:
        """Suggest the categories that suppliers are in."""
        self._categories = tuple(categories)
        for row in self.rows:
            row.category.suggest(self._categories)

    def value(self) -> tuple[UseRow, ...]:
        """The usual profile, where one is chosen, and the exceptions."""
        chosen = self.usual.value()
        usual = [UseRow(str(chosen), id=self._usual_id)] if chosen else []
        return (*usual, *(row.value() for row in self.rows))

    def set_value(self, value: Sequence[UseRow] | None) -> None:
        """Show these uses."""
        for row in self.rows:
            self._drop(row)
        self.rows = []
        usual = next((row for row in value or () if not row.exception), None)
        self._usual_id = usual.id if usual is not None else 0
        self.usual.set_options(self._offered(usual.profile if usual else ""))
        self.usual.set_value(self._named(usual.profile) if usual else None)
        for each in value or ():
            if each.exception:
                self._append(each)
        self._show_frame()

    def complain_at(self, problem: str) -> None:
        """Outline the rows that a problem is about."""
        concerned = [row.value().concerned for row in self.rows]
        for row, whom in zip(self.rows, concerned, strict=True):
            faulty = whom == ("", None) if problem == FOR_WHOM else concerned.count(whom) > 1
            mark_mend(row.category, bool(problem) and faulty)

    def _named(self, name: str) -> str:
        """The name as it is offered: a use may spell it otherwise."""
        return next((each for each in self._names if profile_key(each) == profile_key(name)), name)

    def _offered(self, also: str) -> list[tuple[str | None, str]]:
        offered: list[tuple[str | None, str]] = [(None, self._unchosen)]
        offered += [(name, name) for name in self._names]
        if also and self._named(also) not in self._names:
            offered.append((also, f"{also} (no longer there)"))
        return offered

    def _append(self, value: UseRow | None) -> _Exception:
        offered = [(name, words) for name, words in self._offered(value.profile if value else "")
                   if name is not None]  # fmt: skip
        row = _Exception(self, offered)
        row.category.suggest(self._categories)
        if value is not None:
            row.id = value.id
            row.category.set_value(value.category)
            row.criticality.set_value(value.criticality)
            row.profile.set_value(self._named(value.profile))
        for part in (row.category, row.criticality, row.profile):
            part.edited.connect(self._on_edited)
        row.remove.clicked.connect(lambda _checked=False: self._on_remove_asked(row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()
        return row

    def _drop(self, row: _Exception) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_add_asked(self) -> None:
        row = self._append(None)
        row.category.setFocus()
        self._on_edited()

    def _on_remove_asked(self, row: _Exception) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        (self.rows[min(at, len(self.rows) - 1)].category if self.rows else self.usual).setFocus()
        self._drop(row)
        self._on_edited()

    def _on_edited(self) -> None:
        self._show_frame()
        self.edited.emit()

    def _show_frame(self) -> None:
        self._head.setVisible(bool(self.rows))
        self._note.show_note(ORDER if len(self.rows) > 1 else "")
        self.updateGeometry()
