"""The form of what befell a certificate: suspension, restoration, withdrawal, reduction."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from domain import records
from domain.vocabulary import EVENT_WORDS, EventKind
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, order_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm

if TYPE_CHECKING:
    from storage.queries import Reader

_KIND_NOTES = {
    EventKind.WITHDRAWN: "It counts no more from this day, and is not restored: a new one follows.",
    EventKind.SCOPE_REDUCED: "Say what was taken out, and decide on scope and site anew.",
}


class StatusEventForm(RecordForm):
    """Add or edit a status event."""

    record = "status_event"
    model = records.StatusEvent
    noun = "status"
    owner = "certificate_id"
    at_field = "until"
    asks_reason = frozenset({"kind", "on", "until"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.choice("kind", EVENT_WORDS, none=CHOOSE, wide=True)
        fields.day("on")
        fields.day("until")
        fields.text("reason", lines=3)

    def read(self, reader: "Reader") -> dict[str, Any]:
        """What else befell the certificate besides."""
        found = super().read(reader)
        events = reader.records("status_event", certificate_id=found["owner"]["id"])
        return found | {"others": [each for each in events if each["id"] != self.record_id]}

    def start_values(self) -> dict[str, Any]:
        """From today on."""
        return {"on": self.context.today}

    def fits(self, name: str, values: Values) -> bool:
        """Only a suspension has an end of its own."""
        return name != "until" or values.get("kind") is EventKind.SUSPENDED

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A suspension ends on or after the day it starts, and nothing else ends at all."""
        found: dict[str, Problem | None] = {
            "until": order_problem("until", "on", values, "It ends before it starts.", self.put)
        }
        if values["until"] and values["kind"] not in (None, EventKind.SUSPENDED):
            what = EVENT_WORDS[values["kind"]].lower()
            clear = ("Leave it empty", lambda: self.put("until", None))
            found["until"] = Problem(f"A certificate that is {what} has no such end.", (clear,))
        return found

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What does not fit the rest of its record, and what is taken where a day is missing."""
        found: dict[str, Note | None] = {}
        kind, day = values["kind"], values["on"]
        if kind is EventKind.SUSPENDED and self.entries["until"].is_blank:
            found["until"] = ("Without an end the suspension is open.", ())
        if words := self._kind_words(kind, day):
            found["kind"] = (words, ())
        if self.entries["on"].is_blank:
            found["on"] = ("Without a day it applies from the issue of the certificate.", ())
        elif day is not None and (words := _before_issue(day, self.found["owner"])):
            found["on"] = (words, ())
        return found

    def _kind_words(self, kind: EventKind | None, day: date | None) -> str:
        before = [each for each in self.found["others"] if _is_by(each, day)]
        if kind is EventKind.RESTORED:
            if any(each["kind"] is EventKind.WITHDRAWN for each in before):
                return "It was withdrawn: a withdrawn certificate is not restored but issued anew."
            if not any(each["kind"] is EventKind.SUSPENDED for each in before):
                return "No suspension before this day is on record."
        if kind is EventKind.SUSPENDED and (since := _open_since(before, day)):
            return f"It is suspended already, since {text.day(since)}."
        return _KIND_NOTES.get(kind, "") if kind is not None else ""

    def name_of(self, values: Values) -> str:
        """What happened, in words."""
        return f"“{EVENT_WORDS[values['kind']]}”"


def _is_by(event: Mapping[str, Any], day: date | None) -> bool:
    return day is None or event["on"] is None or event["on"] <= day


def _open_since(before: list[dict[str, Any]], day: date | None) -> date | None:
    """Since when a suspension stands open on the day, if one does."""
    for event in before:
        start = event["on"]
        if event["kind"] is not EventKind.SUSPENDED or start is None:
            continue
        ended = event["until"] is not None and (day is None or event["until"] < day)
        if not ended and not any(
            each["kind"] is EventKind.RESTORED and (each["on"] or start) >= start for each in before
        ):
            return start
    return None


def _before_issue(day: date, certificate: Mapping[str, Any]) -> str:
    issued = certificate["issued_on"] or certificate["valid_from"]
    if issued is None or day >= issued:
        return ""
    return f"This lies before the issue of the certificate on {text.day(issued)}."
