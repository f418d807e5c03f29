"""Writing what a form holds: the record and what belongs to it as one step, then its scans.

What is refused goes back to the fields it speaks of; nothing that was typed is lost by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from domain.import_plan import Change, New, Removal
from gui import operations
from storage.validation import FieldErrors

if TYPE_CHECKING:
    from gui.dialogs.record_form import RecordForm
    from storage.register import Changes

OWN_REF = New(0)  # the record itself, while it is new


class Saving:
    """The saving of one form. `changes` is what was written, after it was."""

    def __init__(self, form: "RecordForm") -> None:
        self._form = form
        self.is_running = False
        self.changes: Changes | None = None

    def start(self) -> None:
        """Write what differs; a form in which nothing does is simply closed."""
        form = self._form
        ref = OWN_REF if form.record_id is None else form.record_id
        values = form.changed_values()
        changes = [*form.more_changes(ref, form.values()), *self._taken_away()]
        if values or form.record_id is None:
            changes = [Change(form.record, ref, values), *changes]
        if not changes:
            self._attach_next()
            return
        self._run(True)
        operations.save(
            form.context,
            changes=changes,
            label=form.label(form.values()),
            reason=form.reason_words() if form.needs_reason() else form.own_reason(),
            done=self._on_saved,
            failed=self._on_refused,
            progress=form.on_saving,
        )

    def _taken_away(self) -> list[Change]:
        """The scans that were attached and are not wanted any more; their files stay."""
        proofs = self._form.proofs
        return [Removal("document", number) for number in proofs.removed] if proofs else []

    def _run(self, running: bool) -> None:
        self.is_running = running
        self._form.set_enabled(not running)

    def _on_saved(self, changes: "Changes") -> None:
        self.changes = changes
        if self._form.record_id is None:
            self._form.record_id = changes.ids.get(OWN_REF)
        self._attach_next()

    def _attach_next(self) -> None:
        form = self._form
        if form.proofs is None or not form.proofs.pending or form.record_id is None:
            self.is_running = False
            form.accept()
            return
        path = form.proofs.pending[0]
        self._run(True)

        def done(_changes: "Changes") -> None:
            assert form.proofs is not None
            form.proofs.attached(path)
            self._attach_next()

        operations.attach(
            form.context,
            owner=form.record,
            owner_id=form.record_id,
            source=path,
            done=done,
            failed=self._on_not_attached,
        )

    def _on_not_attached(self, error: Exception) -> None:
        """The record is saved by now: what is left to do is to attach another file, or none."""
        self._run(False)
        self._form.say(error)
        self._form.load()

    def _on_refused(self, error: Exception) -> None:
        self._run(False)
        if isinstance(error, FieldErrors) and error.record == self._form.record:
            self._form.show_refused(error.errors)
        else:
            self._form.say(error)


def link_changes(
    record: str,
    ends: tuple[str, str],
    ref: int | New,
    held: Sequence[Mapping[str, Any]],
    wanted: Iterable[int],
    first: int,
) -> list[Change]:
    """What makes the links of a record be the wanted ones. `ends` names the fields of the link
    that hold the record and the other end; `held` are the links in the register; new ones are
    numbered from `first`."""
    own, other = ends
    ids = set(wanted)
    gone: list[Change] = [
        Removal(record, int(link["id"])) for link in held if link[other] not in ids
    ]
    ids -= {link[other] for link in held}
    return gone + [
        Change(record, New(first + number), {own: ref, other: each})
        for number, each in enumerate(sorted(ids))
    ]
