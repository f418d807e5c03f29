"""What is wrong in a form as it stands, and showing it at the fields.

The record's definition is asked first, then what the form knows to be impossible, then whether
every word typed could be read at all; the last of these that speaks of a field wins.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gui import text
from gui.dialogs.form_problems import Problem, Tell, day_problem
from gui.widgets.fields import DayField
from storage.validation import FieldErrors, check_record

if TYPE_CHECKING:
    from gui.dialogs.record_form import RecordForm

REASON = "reason for change"


class Checking:
    """The checks of one form. `told` holds what the register refused, until it is edited."""

    def __init__(self, form: "RecordForm") -> None:
        self._form = form
        self.told: dict[str, str] = {}
        self.tell_all = False  # after the first attempt to save

    def problems(self) -> dict[str, Problem]:
        """Everything that keeps the form from being saved, in the order of its fields."""
        form = self._form
        found = {
            name: self._of_record(name, words)
            for name, words in self._refused(form.record_values()).items()
        }
        found |= {n: p for n, p in form.conflicts(form.values()).items() if p is not None}
        found |= self._unread()
        found |= {name: Problem(words) for name, words in self.told.items()}
        if form.needs_reason() and not form.reason_words():
            words = "Say why, in a few words: it goes into the history."
            found[REASON] = Problem(words, tell=Tell.ON_SAVING)
        order = [*form.entries, REASON]
        return dict(sorted(found.items(), key=lambda item: order.index(item[0])))

    def show(self) -> None:
        """Show what is to be told by now, and the calm notes where nothing is wrong."""
        form = self._form
        shown = {n: p for n, p in self.problems().items() if self._is_told(n, p)}
        notes = form.notes(form.values())
        for name, entry in form.entries.items():
            problem = shown.get(name)
            entry.field.complain(*((problem.words, problem.cures) if problem else ("",)))
            note = None if problem else notes.get(name)
            entry.field.note(*(note or ("",)))
        reason = shown.get(REASON)
        form.reason.complain(reason.words if reason else "")
        if form.context.can_edit:
            count = len(shown)
            form.set_foot_note(f"{text.plural(count, 'field')} to mend" if count else "")

    def by_entry(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Errors by the fields of this form; those of the whole record have a place too."""
        form = self._form
        elsewhere = form.at_field or next(iter(form.entries))
        found: dict[str, str] = {}
        for name, words in errors.items():
            found.setdefault(name if name in form.entries else elsewhere, words)
        return found

    def _refused(self, values: Mapping[str, Any]) -> dict[str, str]:
        form = self._form
        if form.owner and values.get(form.owner) is None and form.owner not in form.entries:
            values = {**values, form.owner: 0}  # a draft's owner is not in the register yet
        try:
            check_record(form.record, {n: v for n, v in values.items() if v is not None})
        except FieldErrors as error:
            return self.by_entry(error.errors)
        return {}

    def _of_record(self, name: str, words: str) -> Problem:
        entry = self._form.entries[name]
        if entry.is_blank:
            return Problem(entry.missing_words(words), tell=Tell.ON_SAVING)
        return Problem(words, tell=Tell.WHEN_LEFT)

    def _unread(self) -> dict[str, Problem]:
        form = self._form
        found: dict[str, Problem | None] = {}
        for name, entry in form.entries.items():
            if isinstance(entry.control, DayField):
                found[name] = day_problem(name, entry.control, form.put)
            else:
                found[name] = entry.unsettled()
        return {name: problem for name, problem in found.items() if problem is not None}

    def _is_told(self, name: str, problem: Problem) -> bool:
        if self.tell_all or problem.tell is Tell.AT_ONCE:
            return True
        return problem.tell is Tell.WHEN_LEFT and self._form.entries[name].was_left
