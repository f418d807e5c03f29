"""What an export for a buyer leaves out: other buyers' evidence, which is confidential.

Lists on screen and of the `list` command are the quality manager's own view and stay whole; what
is exported for a buyer is to be handed out.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from domain.confidential import Place, confidential, left_out_words
from domain.facts import BuyerRef
from storage.listings import ListKind
from storage.queries import Reader

_RECORDS: Mapping[str, str] = {
    ListKind.CERTIFICATES: "certificate",
    ListKind.AUDITS: "audit",
    ListKind.FINDINGS: "finding",
    ListKind.HINTS: "hint",
}


class ForBuyer:
    """Sorts out what may be handed out to a buyer, and counts what may not; for nobody in
    particular everything may. To be made anew for each export."""

    def __init__(self, reader: Reader, buyer: BuyerRef | None) -> None:
        self._reader = reader
        self._buyer = buyer
        self._left_out: Counter[str] = Counter()

    def admits(self, kind: str, row: Any) -> bool:
        """Whether a row of a list may be handed out. Rows of certificates, audits and findings
        have an `id`, those of hints the `record` they are about; other lists say nothing
        confidential, for the rules that make them leave it out."""
        record = _RECORDS.get(kind)
        if self._buyer is None or record is None:
            return True
        place = row.record if record == "hint" else (record, row.id)
        if place not in self._secret:
            return True
        self._left_out[record] += 1
        return False

    @property
    def left_out(self) -> str:
        """How much was left out, in a sentence; empty where nothing was."""
        return left_out_words(self._left_out)

    @cached_property
    def _secret(self) -> frozenset[Place]:
        directory = self._reader.directory
        return frozenset(
            place
            for supplier in self._reader.suppliers()
            for place in confidential(supplier, self._buyer, directory)
        )
