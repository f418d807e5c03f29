"""What is done to the register's own entries without a form, and what came of a change.

Taking a supplied entry out of use writes an entry that says so; using it again, or removing an
own one, takes the register's record away. Each is one step, and Undo takes it back.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.import_plan import Change, New, Removal
from gui import text
from gui.dialogs.directory_reading import KEY_FIELDS, EntryLine
from gui.dialogs.directory_words import PART_WORDS

if TYPE_CHECKING:
    from storage.directory_effects import Levels

SAVING = "Saving: recognition is worked out anew…"


@dataclass(frozen=True, slots=True)
class Step:
    """Changes to be written as one step, and what it is called."""

    changes: tuple[Change, ...]
    label: str


def step_of(asked: str, line: EntryLine) -> Step:
    """What carries out a choice of the panel: "unuse", "restore" or "remove"."""
    part = line.part
    noun = PART_WORDS[part][1]
    if asked == "unuse":
        values: dict[str, Any] = dict(zip(KEY_FIELDS[part], line.key[1:], strict=True))
        change = Change(part.value, New(0), values | {"unused": True})
        return Step((change,), f"Do not use {noun} {line.name}")
    assert line.own_id is not None
    removal = Removal(part.value, line.own_id)
    if asked == "restore":
        return Step((removal,), f"Use the supplied {noun} {line.name} again")
    return Step((removal,), f"Remove {noun} {line.name}")


def changed_words(before: "Levels", after: "Levels") -> str:
    """What a change did to the certificates: "Recognition of 12 certificates changed"."""
    recognition, validity = before.differing(after)
    certificates = text.plural(recognition or validity, "certificate")
    if recognition and validity:
        return f"Recognition of {certificates}, validity of {text.count(validity)} changed"
    if recognition or validity:
        return f"{'Recognition' if recognition else 'Validity'} of {certificates} changed"
    return "No certificate's recognition or validity changed"


def saving_words(count: int, total: int) -> str:
    """How far a change is: all suppliers' recognition follows it."""
    return f"{SAVING.rstrip('…')}, supplier {text.count(count)} of {text.count(total)}"
