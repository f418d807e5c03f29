"""The changes of an import in the making: collected while rows are planned, told in an order
in which every new record exists before it is referred to. What to change is `ledger`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.import_plan import Change, New
from domain.vocabulary import Accreditation
from importing.drafts import EvidenceDraft
from importing.identity import Entry

Ref = int | New

# Records are written in this order, so that every New exists before it is referred to.
_ORDER = (
    "supplier", "site", "buyer", "certificate", "certificate_site", "certificate_buyer",
    "status_event", "audit", "audit_buyer", "evaluation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a change comes from."""

    file: str
    sheet: str
    row: int


@dataclass(slots=True)
class _Pending:
    """A change in the making; its values grow while rows add to it."""

    record: str
    ref: Ref
    values: dict[str, Any]
    origin: Origin

    def done(self) -> Change:
        at = self.origin
        return Change(self.record, self.ref, dict(self.values), at.file, at.sheet, at.row)


class ChangeBook:
    """Adds and changes of records, at most one change for each."""

    def __init__(self) -> None:
        self._pending: dict[str, dict[Ref, _Pending]] = {name: {} for name in _ORDER}
        self._count = 0

    def add(self, record: str, values: Mapping[str, Any], origin: Origin) -> New:
        """A record to be added; its reference."""
        self._count += 1
        ref = New(self._count)
        self._pending[record][ref] = _Pending(record, ref, dict(values), origin)
        return ref

    def change(self, record: str, ref: Ref, values: Mapping[str, Any], origin: Origin) -> None:
        """New values of a record, on record or still to be added."""
        pending = self._pending[record].get(ref)
        if pending is None:
            pending = self._pending[record][ref] = _Pending(record, ref, {}, origin)
        pending.values.update(values)

    def changes(self) -> tuple[Change, ...]:
        """Everything so far."""
        return tuple(
            pending.done()
            for name in _ORDER
            for pending in self._pending[name].values()
            if pending.values
        )


def differences(entry: Entry, draft: EvidenceDraft, *, fill_only: bool) -> dict[str, Any]:
    """The entry's old values of all that the draft would change."""
    before: dict[str, Any] = {}
    stated = entry.values.get("accreditation") not in (None, "", Accreditation.NOT_RECORDED)
    for name, value in draft.values.items():
        old = entry.values.get(name)
        if fill_only and stated and name == "accreditation_body":
            continue
        if _plain(old) == _plain(value):
            continue
        if (fill_only or name in draft.soft) and old not in (None, "", Accreditation.NOT_RECORDED):
            continue
        before[name] = old
    if (
        draft.values.get("accreditation") is Accreditation.UNACCREDITED
        and "accreditation" in before
    ):
        before["accreditation_body"] = entry.values.get("accreditation_body") or ""
    return before


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
