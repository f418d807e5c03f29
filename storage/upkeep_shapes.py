"""How the rows of evaluations, of what falls due and of what looks odd are read."""

from collections.abc import Mapping

from domain.vocabulary import Criticality, DueKind, DueStatus, HintKind, SupplierClass
from storage.listings import EvaluationRow, HintRow, ListKind, ProgrammeRow
from storage.row_values import (
    DAY,
    OF_SUPPLIER,
    OF_SUPPLIER_FIELDS,
    ORDINAL,
    Shape,
    names,
    optional,
    place_of,
)
from storage.upkeep_kinds import CLASS_BY_SCORE

UPKEEP_SHAPES: Mapping[str, Shape] = {
    ListKind.EVALUATIONS: Shape(
        EvaluationRow,
        (
            OF_SUPPLIER,
            "s.criticality, v.period_from, v.period_to, v.quality, v.delivery, v.service, v.score",
            f'v.rating, {CLASS_BY_SCORE}, v.done_on, v."by", v.next_due_on, v.notes',
        ),
        f"{OF_SUPPLIER_FIELDS} criticality period_from period_to quality delivery service score"
        " rating class_by_score done_on by next_due_on notes",
        {
            "criticality": optional(Criticality),
            "period_from": DAY,
            "period_to": DAY,
            "rating": optional(SupplierClass),
            "class_by_score": optional(SupplierClass),
            "done_on": DAY,
            "next_due_on": DAY,
        },
    ),
    ListKind.PROGRAMME: Shape(
        ProgrammeRow,
        (
            OF_SUPPLIER,
            "s.criticality, d.due_on, d.due_on - :day, d.kind, d.status, d.what, d.why, d.buyers",
            "d.record",
        ),
        f"{OF_SUPPLIER_FIELDS} criticality due_on days_left kind status what why buyers record",
        {
            "criticality": optional(Criticality),
            "due_on": ORDINAL,
            "kind": DueKind,
            "status": DueStatus,
            "buyers": names,
            "record": place_of,
        },
    ),
    ListKind.HINTS: Shape(
        HintRow,
        (OF_SUPPLIER, "h.kind, h.sentence, h.record, h.subject"),
        f"{OF_SUPPLIER_FIELDS} kind sentence record subject",
        {"kind": HintKind, "record": place_of},
    ),
}
