"""Rows as the preview shows them: texts, old values beside new ones, one note; and samples."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any

from domain.countries import country_name
from domain.import_plan import Action, PlannedRow
from domain.vocabulary import (
    ACCREDITATION_WORDS,
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    KIND_WORDS,
    PARTY_WORDS,
)
from domain.wording import short_day
from importing.drafts import Refused, RowDraft
from importing.layout import TableRegion
from importing.ledger import Outcome
from importing.rows import RowTexts
from importing.values import stated

# Field of a record → field of the importable vocabulary, where the names differ.
_SHOWN_AS = {
    "name": "supplier",
    "code": "supplier_code",
    "status_as_printed": "status",
    "accreditation": "accreditation_body",
    "sites": "site",
    "buyers": "commissioned_by",
    "done_on": "audit_date",
    "planned_on": "audit_date",
    "lead_auditor": "auditor",
    "conducted_by": "auditor",
    "reference": "number",
    "next_due_on": "expires_on",
}
_WORDS: dict[Any, str] = {
    **KIND_WORDS, **PARTY_WORDS, **ACCREDITATION_WORDS, **AUDIT_KIND_WORDS, **AUDIT_RESULT_WORDS,
}  # fmt: skip
_MOST_NOTES = 3
_LOOKED_AT = 200  # rows that the samples of a column are taken from
_SAMPLES = 3
_SAMPLE_LENGTH = 80
EMPTY = "empty"


def planned_row(draft: RowDraft, outcomes: Sequence[Outcome]) -> PlannedRow:
    """A row with what it would do."""
    before: dict[str, str] = {}
    for outcome in outcomes:
        before |= _before(outcome.before)
    notes = list(dict.fromkeys((*draft.doubts, *draft.notes)))
    return PlannedRow(
        row=draft.number,
        action=_action(draft, outcomes),
        values=_concluded(draft) | draft.shown,
        before=before,
        note=" ".join(notes[:_MOST_NOTES]),
    )


def _concluded(draft: RowDraft) -> dict[str, str]:
    """What was read out of other cells than its own: the standard out of the number, the country
    and address out of the supplier's cell."""
    evidence = (*draft.certificates, *draft.audits)
    names = dict.fromkeys(str(one.values.get("standard") or "") for one in evidence)
    found = {
        "standard": "; ".join(name for name in names if name),
        "country": draft.supplier.country,
        "address": draft.supplier.address,
    }
    return {name: words for name, words in found.items() if words}


def show_part(shown: dict[str, str], part: RowTexts) -> None:
    """Add what a row says for one of several standards, one after the other."""
    texts = part.texts | {name: short_day(day) for name, day in part.days.items()}
    for name in ("standard", "number", "expires_on", "issued_on", "valid_from"):
        text = texts.get(name, "")
        before = shown.get(name, "")
        if text and text != before:
            shown[name] = f"{before}; {text}" if before else text


def refused_row(refused: Refused) -> PlannedRow:
    """A row that is not taken."""
    return PlannedRow(
        row=refused.number, action=Action.REFUSED, values=refused.shown, note=refused.reason
    )


def samples(region: TableRegion) -> dict[str, tuple[str, ...]]:
    """The first few values under each header, in the order of the columns."""
    found: dict[str, tuple[str, ...]] = {}
    for place, column in enumerate(region.columns):
        texts = (stated(row.cells[place]) for row in region.rows[:_LOOKED_AT])
        filled = dict.fromkeys(text[:_SAMPLE_LENGTH] for text in texts if text)
        found.setdefault(column.header, tuple(islice(filled, _SAMPLES)))
    return found


def _action(draft: RowDraft, outcomes: Sequence[Outcome]) -> Action:
    if draft.doubts:
        return Action.DOUBTFUL
    actions = {outcome.action for outcome in outcomes}
    if any(outcome.note for outcome in outcomes):
        return Action.CHANGE  # a renewal adds a record, but changes what is on record
    if Action.ADD in actions:
        return Action.ADD
    return Action.CHANGE if Action.CHANGE in actions else Action.UNCHANGED


def _before(values: Mapping[str, Any]) -> dict[str, str]:
    return {_SHOWN_AS.get(name, name): _text(name, value) for name, value in values.items()}


def _text(name: str, value: Any) -> str:
    if value in (None, "", ()):
        return EMPTY
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, StrEnum):
        return _WORDS.get(value, str(value))
    return country_name(value) if name == "country" else str(value)
