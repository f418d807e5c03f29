"""The panel beside the list: one entry whole, with its source, and what can be done with it."""

from collections.abc import Sequence
from operator import is_

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import text
from gui.dialogs.directory_facts import changed_facts, facts_of, status_chip, subtitle_of
from gui.dialogs.directory_reading import EntryLine, Key, Origin, Part, Reference, key_of
from gui.dialogs.directory_words import certificates_words, origin_chip, paled
from gui.widgets.buttons import Button, ButtonKind, LinkButton
from gui.widgets.chips import ChipLabel
from gui.widgets.form_fields import CalmNote
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import OverlayArea
from gui.widgets.sections import Facts, ItemRow

WIDTH = 304
INSET = 8  # what rows keep for their hover
SHOWN_ROWS = 40

# What can be done, by where the entry comes from: what is asked for, its words, its kind.
Choice = tuple[str, str, ButtonKind]
CHOICES: dict[Origin, tuple[Choice, ...]] = {
    Origin.SUPPLIED: (
        ("change", "Change for this register", "plain"),
        ("unuse", "Do not use", "quiet"),
    ),
    Origin.CHANGED: (
        ("edit", "Edit", "plain"),
        ("restore", "Use the supplied one again", "quiet"),
    ),
    Origin.ENTERED: (("edit", "Edit", "plain"), ("remove", "Remove", "quiet")),
    Origin.UNUSED: (("restore", "Use the supplied one again", "plain"),),
}
_TOLD = {
    Origin.SUPPLIED: "It came with Attesta. Changing it makes an entry of this register's own.",
    Origin.CHANGED: "This register's own entry stands in place of the supplied one.",
    Origin.ENTERED: "It was entered in this register; nothing was supplied under this name.",
    Origin.UNUSED: "Supplied, but taken out of use in this register: it proves nothing here.",
}


class EntryPanel(OverlayArea):
    """See the module's description. `asked` names what is to be done with the entry shown,
    `entry_asked` another entry, `add_asked` a new one with what is known of it."""

    asked = Signal(str)
    entry_asked = Signal(tuple)
    add_asked = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: EntryLine | None = None
        self.buttons: dict[str, Button] = {}
        self.setAccessibleName("The entry")
        self._shown: tuple[object, ...] = ()
        self.show_nothing("")

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 300)

    def _start(self, nothing: str = "") -> None:
        # Not deleted at once: what is shown anew may follow from a click on what is shown now.
        if (old := self.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 0, 16, 16)
        self._column.setSpacing(6)
        if nothing:
            self._put(Label(nothing, inner, role="text.secondary", wrap=True))
            self._column.addStretch(1)
        self.setWidget(inner)
        self.buttons = {}

    def _put(self, widget: QWidget, *, left: int = INSET, stretch: bool = False) -> None:
        """One more part; `stretch` leaves the room beside it free."""
        row = QHBoxLayout()
        row.setContentsMargins(left, 0, INSET, 0)
        row.addWidget(widget, 0 if stretch else 1)
        if stretch:
            row.addStretch(1)
        self._column.addLayout(row)

    def _rule(self) -> None:
        self._column.addSpacing(4)
        self._put(Hairline())
        self._column.addSpacing(4)

    def show_nothing(self, words: str) -> None:
        """No entry is current; say why."""
        if self._is_new(words):
            self.line = None
            self._start(words)

    def _is_new(self, *shown: object) -> bool:
        """Whether something else is to be shown than is shown already."""
        same = len(shown) == len(self._shown) and all(map(is_, shown, self._shown))
        self._shown = shown
        return not same

    def show_line(self, line: EntryLine, reference: Reference, *, can_edit: bool) -> None:
        """Show an entry whole."""
        if not self._is_new(line, reference, can_edit):
            return
        self.line = line
        self._start()
        self._put(Label(line.name, size=15, weight=600, wrap=True))
        if subtitle := subtitle_of(line.entry):
            self._put(Label(subtitle, size=12, role="text.secondary", wrap=True))
        self._column.addSpacing(2)
        status = status_chip(line.entry, reference.day, reference.windows)
        for chip in (status and paled(status, line), origin_chip(line.origin)):
            if chip is not None:
                self._put(ChipLabel(chip), stretch=True)
        self._put(Label(_told(line), size=12, role="text.secondary", wrap=True))
        if can_edit:
            self._add_choices(line)
        self._rule()
        self._put(Facts(facts_of(line.entry), size=12))
        if not line.entry.source and not line.entry.is_checked:
            note = CalmNote()
            note.show_note("Without a source nobody can check it.")
            self._put(note)
        self._column.addSpacing(4)
        self._put(Label(certificates_words(line), size=12, weight=500, wrap=True))
        if facts := changed_facts(line):
            self._rule()
            self._put(Label("As it was supplied", size=12, weight=600))
            self._put(Facts(facts, size=12))
        self._add_related(line, reference, can_edit=can_edit)
        self._column.addStretch(1)

    def _add_choices(self, line: EntryLine) -> None:
        self._column.addSpacing(2)
        for name, words, kind in choices_of(line):
            button = Button(words, kind=kind)
            button.clicked.connect(lambda _checked=False, n=name: self.asked.emit(n))
            self.buttons[name] = button
            self._put(button, left=INSET - button.RING, stretch=True)

    def _add_related(self, line: EntryLine, reference: Reference, *, can_edit: bool) -> None:
        """The accreditations a body gives or holds; the bodies of an accreditation."""
        title, rows = related(line, reference)
        adds = can_edit and line.part is Part.CERTIFICATION_BODIES
        if not rows and not adds:
            return
        self._rule()
        self._put(Label(title, size=12, weight=600))
        holder = QVBoxLayout()
        holder.setSpacing(0)
        for words, key in rows[:SHOWN_ROWS]:
            row = ItemRow(words)
            row.clicked.connect(lambda _checked=False, k=key: self.entry_asked.emit(k))
            holder.addWidget(row)
        self._column.addLayout(holder)
        if len(rows) > SHOWN_ROWS:
            more = f"{text.count(len(rows) - SHOWN_ROWS)} more"
            self._put(Label(more, size=12, role="text.tertiary"))
        if adds:
            link = LinkButton("Add an accreditation…", size=12)
            known = {"certification_body": line.key[1]}
            part = Part.ACCREDITATIONS.value
            link.clicked.connect(lambda _checked=False: self.add_asked.emit(part, known))
            self._put(link, stretch=True)

    def words(self) -> tuple[str, ...]:
        """All that is shown, for screen readers and tests."""
        inner = self.widget()
        assert inner is not None
        labels = tuple(each.text() for each in inner.findChildren(Label))
        chips = tuple(each.accessibleName() for each in inner.findChildren(ChipLabel))
        rows = tuple(each.text() for each in inner.findChildren(ItemRow))
        return (*labels, *chips, *rows)


def choices_of(line: EntryLine) -> tuple[Choice, ...]:
    """What can be done with an entry; nothing where no record of its own stands behind it."""
    if line.own_id is None and line.origin is not Origin.SUPPLIED:
        return ()
    return CHOICES[line.origin]


def _told(line: EntryLine) -> str:
    told = _TOLD[line.origin]
    if line.origin is Origin.UNUSED and line.own_id is None:
        return "Supplied, but not used here, since its certification body is not."
    if line.recorded_on is not None and line.is_own:
        told += f" Recorded on {text.day(line.recorded_on)}."
    return told


def related(line: EntryLine, reference: Reference) -> tuple[str, Sequence[tuple[str, Key]]]:
    """What an entry leads to: a title, and the words and keys of other entries."""
    rows = reference.directory.all_accreditations
    match line.part:
        case Part.CERTIFICATION_BODIES:
            own = [row for row in rows if row.certification_body == line.key[1]]
            named = [(f"{row.accreditation_body}, {row.standard}", key_of(row)) for row in own]
            return "Its accreditations", named
        case Part.ACCREDITATION_BODIES:
            bodies = dict.fromkeys(
                row.certification_body for row in rows if row.accreditation_body == line.key[1]
            )
            part = Part.CERTIFICATION_BODIES.value
            return "Accredits", [(body, (part, body)) for body in bodies]
        case Part.ACCREDITATIONS:
            parts = (Part.CERTIFICATION_BODIES.value, Part.ACCREDITATION_BODIES.value)
            pairs = zip(parts, line.key[1:3], strict=True)
            return "Its bodies", [(name, (part, name)) for part, name in pairs]
    same = [e for e in reference.directory.editions(line.key[1]) if e.edition != line.key[2]]
    return "Other editions", [(f"{e.standard}:{e.edition}", key_of(e)) for e in same]
