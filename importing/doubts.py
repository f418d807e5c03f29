"""What looks odd about a certificate being imported: statuses that dates contradict, what an
incomplete one lacks, and the plausibility hints of `domain.hints`. Reported, never corrected.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.facts import CertificateFacts
from domain.hints import hints
from domain.import_plan import New
from domain.vocabulary import Kind, Party
from domain.wording import listed, long_day
from importing.drafts import EvidenceDraft
from importing.identity import Entry
from importing.ledger import Ledger
from importing.rows import RowTexts, TableContext
from importing.suppliers import KnownSupplier, Ref

_FACTS = ("kind", "standard", "number", "party", "issued_on", "valid_from", "expires_on")
_BY = "certification_body"
_ESSENTIAL = {"number": "no number", _BY: "no issuer", "expires_on": "no expiry date"}
_OWN = (Party.FIRST, Party.SECOND)


class Plausibility:
    """Looks at the certificates of one table, one after the other."""

    def __init__(self, context: TableContext, ledger: Ledger) -> None:
        self._today = context.today
        self._ledger = ledger

    def look(
        self,
        row: RowTexts,
        supplier: KnownSupplier | None,
        draft: EvidenceDraft,
        entry: Entry,
    ) -> None:
        """Report to the row what looks odd."""
        if draft.status:
            self._status(row, draft, entry)
        facts = CertificateFacts(
            supplier_id=_number(supplier.ref) if supplier else 0,
            buyers=(),
            recorded_on=self._today,
            **{name: draft.values[name] for name in _FACTS if name in draft.values},
        )
        for hint in hints(facts, self._today, self._first_bearer(facts, supplier)):
            name = "number" if facts.number and facts.number in hint else "expires_on"
            row.report(name, hint)
        self._incomplete(row, entry)
        if draft.values.get("party") == "third" and draft.buyers:
            row.report(
                "commissioned_by",
                f"Stated as third party, yet commissioned by {', '.join(draft.buyers)}.",
            )

    def _incomplete(self, row: RowTexts, entry: Entry) -> None:
        """Name what a certificate lacks. Nobody issues what a first or second party states."""
        stated = entry.values.get("party") in _OWN or entry.values.get("kind") == Kind.DECLARATION
        wanted = {name: said for name, said in _ESSENTIAL.items() if not (stated and name == _BY)}
        missing = [name for name in wanted if not entry.values.get(name)]
        if missing:
            row.report(missing[0], f"Incomplete: {listed([wanted[name] for name in missing])}.")

    def _first_bearer(
        self, facts: CertificateFacts, supplier: KnownSupplier | None
    ) -> tuple[CertificateFacts, ...]:
        """The same number as its first bearer's, however it was written there."""
        if supplier is None or not facts.number:
            return ()
        first = self._ledger.first_bearer(facts.number, facts.standard, supplier.ref)
        return (replace(facts, supplier_id=_number(first)),)

    def _status(self, row: RowTexts, draft: EvidenceDraft, entry: Entry) -> None:
        said = f"Status says “{row.text('status')}”"
        expires: date | Any = entry.values.get("expires_on")
        ended = isinstance(expires, date) and expires < self._today
        if draft.status == "valid" and ended:
            row.report("status", f"{said}; the certificate ended on {long_day(expires)}.")
        elif draft.status == "valid" and (entry.suspended or entry.withdrawn):
            what = "withdrawn" if entry.withdrawn else "suspended"
            row.report("status", f"{said}; the register has it as {what}.", doubtful=True)
        elif draft.status == "expired" and isinstance(expires, date) and not ended:
            row.report("status", f"{said}; by its date it runs until {long_day(expires)}.")
        elif draft.status in ("suspended", "withdrawn") and draft.status_on is None:
            row.report("status", f"{said} without a date; it counts from the issue date.")


def _number(ref: Ref) -> int:
    return -ref.number if isinstance(ref, New) else ref
