"""Which older certificate the one in the form renews: proposed by the rules, said by the user.

A proposal is never taken over by itself. Confirmed it becomes the field "Renews"; denied it is
written as a denial in the step that saves the certificate, and can be taken back.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from domain.import_plan import Change, New, Removal
from domain.renewal_proposals import Proposal, proposals
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.what_it_means import Draft, with_draft
from gui.models.renewals import short_name

if TYPE_CHECKING:
    from domain.directory import Directory
    from storage.queries import Reader

FIRST_DENIAL = 7000  # numbers of new denials
FIELD = "supersedes_id"


def read_proposal(
    reader: "Reader", draft: Draft, supplier_id: int, directory: "Directory"
) -> Proposal | None:
    """On the worker: what the rules take a draft for the renewal of, without a word of a user."""
    whole, draft = with_draft(reader.supplier(supplier_id), draft)
    found = proposals(whole.certificates, directory)
    return next((each for each in found if each.later.id == draft.id), None)


class Renewing:
    """What is proposed for one form, and what its user denied. `changed` renews the form."""

    def __init__(self, put: Callable[[str, Any], None], changed: Callable[[], None]) -> None:
        self._put, self._changed = put, changed
        self.proposal: Proposal | None = None
        self._held: dict[int, int] = {}  # denied on record: the earlier one's id -> the denial's
        self._denied: dict[int, str] = {}  # denied here: the earlier one's id -> its name
        self._taken_back: set[int] = set()

    def begin(self, held: Sequence[Mapping[str, Any]]) -> None:
        """Start with the denials that are on record."""
        self._held = {denial["earlier_id"]: denial["id"] for denial in held}
        self._denied, self._taken_back, self.proposal = {}, set(), None

    @property
    def is_edited(self) -> bool:
        """Whether saving would write or remove a denial."""
        return bool(self._denied or self._taken_back)

    @property
    def denied(self) -> tuple[int, ...]:
        """The earlier certificates that it is said not to renew, as the form stands."""
        return (*(e for e in self._held if e not in self._taken_back), *self._denied)

    def note(self, values: Values, others: Sequence[Mapping[str, Any]]) -> Note | None:
        """The proposal with its two answers, or what was said before."""
        if values[FIELD] is not None:
            return None
        proposal = self.proposal
        if proposal is not None and proposal.earlier.id not in self.denied:
            name = short_name(proposal.earlier)
            words = f"It looks like the renewal of {name}: {proposal.reason}."
            confirm = (f"Confirm: renews {name}", lambda: self._put(FIELD, proposal.earlier.id))
            deny = ("It does not renew it", lambda: self._deny(proposal.earlier.id, name))
            return (words, (confirm, deny) if proposal.may_be_confirmed else (deny,))
        for number, name in self._denied.items():
            words = f"You said that it does not renew {name}."
            return (words, (("It may renew it", lambda n=number: self._forget(n)),))
        for each in others:
            if each["id"] in self._held and each["id"] not in self._taken_back:
                words = f"It is on record as no renewal of {short_name(each)}."
                again = lambda n=each["id"]: self._take_back(n)  # noqa: E731
                return (words, (("It may renew it", again),))
        return None

    def changes(self, ref: int | New, values: Values, author: str) -> list[Change]:
        """The denials to write and to remove; what was confirmed is denied no longer."""
        chosen = values[FIELD]
        gone = {*self._taken_back, *({chosen} & self._held.keys())}
        found: list[Change] = [Removal("renewal_denial", self._held[each]) for each in sorted(gone)]
        for place, earlier in enumerate(each for each in self._denied if each != chosen):
            said = {"certificate_id": ref, "earlier_id": earlier, "by": author}
            found.append(Change("renewal_denial", New(FIRST_DENIAL + place), said))
        return found

    def _deny(self, earlier: int, name: str) -> None:
        self._denied[earlier] = name
        self._changed()

    def _forget(self, earlier: int) -> None:
        del self._denied[earlier]
        self._changed()

    def _take_back(self, earlier: int) -> None:
        self._taken_back.add(earlier)
        self._changed()
