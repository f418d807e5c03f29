"""A row while its table is planned, and what is counted of all rows."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.import_plan import Action, Tally
from importing.drafts import EvidenceDraft, RowDraft
from importing.ledger import Outcome
from importing.rows import RowTexts
from importing.suppliers import KnownSupplier


@dataclass(slots=True)
class RowWork:
    """A row while it is planned. `equal_to`: the row before that it repeats in everything."""

    draft: RowDraft
    texts: RowTexts
    supplier: KnownSupplier | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    equal_to: int = 0


@dataclass(slots=True)
class Counts:
    added: set[int] = field(default_factory=set)  # ids of KnownSupplier
    matched: set[int] = field(default_factory=set)
    certificates: Counter[Action] = field(default_factory=Counter)
    audits: Counter[Action] = field(default_factory=Counter)
    evaluations: Counter[Action] = field(default_factory=Counter)


def certainty(work: RowWork) -> int:
    """Rows with number and name settle who is who; a number alone may mean a later row's."""
    supplier = work.draft.supplier
    return 2 if not supplier.name else 0 if supplier.code else 1


def tally_of(counts: Counter[Action]) -> Tally:
    return Tally(
        added=counts[Action.ADD], changed=counts[Action.CHANGE], unchanged=counts[Action.UNCHANGED]
    )


def expiry_of(draft: EvidenceDraft) -> date:
    expires: Any = draft.values.get("expires_on")
    return expires if isinstance(expires, date) else date.min
