"""Evaluations of a table against those on record: added, changed, unchanged.

One evaluation is of one supplier and one period, else of one day; a second import of the same
list changes nothing, a newer one changes what it says otherwise. Blank cells never erase.
"""

from collections.abc import Mapping

from domain.import_plan import EVALUATION_NAMES, Action
from importing.changes import Origin
from importing.drafts import EvidenceDraft
from importing.evaluation_columns import FIGURES
from importing.figures import Scale, scale_of
from importing.layout import TableRegion
from importing.ledger import Ledger, Outcome
from importing.rows import RowTexts, TableContext
from importing.suppliers import KnownSupplier

_TWICE = "Another evaluation of this supplier for the same period stands in row {}; both are kept."


def scales_of(context: TableContext, region: TableRegion) -> Mapping[str, Scale]:
    """How the figures of each column are counted."""
    fields = context.columns.fields
    return {
        name: scale_of(
            context.columns.headers.get(name, ""),
            [row.cells[fields[name]] for row in region.rows],
        )
        for name in FIGURES
        if name in fields
    }


def plan_evaluation(
    ledger: Ledger, supplier: KnownSupplier, draft: EvidenceDraft, texts: RowTexts, origin: Origin
) -> Outcome:
    """What a row's evaluation is to those on record."""
    for entry in ledger.evaluations(supplier, draft):
        if not entry.seen:
            before = ledger.update_evaluation(entry, draft, origin)
            action = Action.CHANGE if before else Action.UNCHANGED
            told = {EVALUATION_NAMES.get(name, name): value for name, value in before.items()}
            return Outcome(action, told, entry=entry)
        if entry.row:
            texts.report("supplier", _TWICE.format(entry.row), doubtful=True)
            break
    return Outcome(Action.ADD, entry=ledger.add_evaluation(supplier, draft, origin))
