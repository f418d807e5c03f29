"""What the lists of upkeep are made of: evaluations, what falls due, what looks odd.

Evaluations are records like others. The other two are worked out by the rules and read from the
temporary tables that `derived_lists` fills. None of them has search lines of its own: they are
found by their supplier's, and what was worked out by its own words as well.
"""

from collections.abc import Mapping

from domain.reevaluation import CLASS_LIMITS
from domain.vocabulary import DueKind, DueStatus, HintKind, SupplierClass
from storage.list_terms import (
    BY_CRITICALITY,
    BY_SUPPLIER,
    CODE,
    COUNTRY,
    SUPPLIER_OF,
    Kind,
    Term,
    rank_sql,
    text_terms,
    value_terms,
)
from storage.listings import ListKind

_EVALUATED = "COALESCE({0}.done_on, {0}.period_to, {0}.recorded_on)"
_COUNTS = f"{_EVALUATED.format('v')} <= :iso"
# What a later evaluation has taken the place of is due no more.
_REPLACED = (
    "EXISTS (SELECT 1 FROM evaluation AS w WHERE w.supplier_id = v.supplier_id"
    f" AND {_EVALUATED.format('w')} <= :iso"
    f" AND ({_EVALUATED.format('w')}, w.id) > ({_EVALUATED.format('v')}, v.id))"
)
# As `domain.reevaluation.class_of` has it: where no class is recorded the score gives one.
CLASS_BY_SCORE = (
    "CASE WHEN v.rating IS NOT NULL OR v.score IS NULL THEN NULL {} ELSE '{}' END".format(
        " ".join(f"WHEN v.score >= {limit} THEN '{rating}'" for limit, rating in CLASS_LIMITS),
        SupplierClass.D,
    )
)
_CLASS = f"COALESCE(v.rating, {CLASS_BY_SCORE})"
_OF_SUPPLIER = {"supplier": BY_SUPPLIER, "supplier_code": CODE, "country": COUNTRY}

UPKEEP_KINDS: Mapping[str, Kind] = {
    ListKind.EVALUATIONS: Kind(
        record="evaluation",
        alias="v",
        joins={"s": SUPPLIER_OF.format("v")},
        always=_COUNTS,
        sorts={
            **_OF_SUPPLIER,
            "criticality": BY_CRITICALITY,
            "period": value_terms("COALESCE(v.period_to, v.period_from)"),
            "quality": value_terms("v.quality"),
            "delivery": value_terms("v.delivery"),
            "service": value_terms("v.service"),
            "score": value_terms("v.score"),
            "rating": value_terms(_CLASS),
            "done": value_terms("v.done_on"),
            "next_due": value_terms("v.next_due_on"),
            "latest": (Term(_EVALUATED.format("v")),),
        },
        natural="latest",
        newest_first=True,
        ties=(Term("s.name_folded"), Term("v.id")),
        filters={
            "rating": f"IFNULL({_CLASS}, '')",
            "country": "s.country",
            "criticality": "IFNULL(s.criticality, '')",
            "due": f"CASE WHEN v.next_due_on < :iso AND NOT {_REPLACED} THEN 'yes' ELSE 'no' END",
            "supplier_id": "CAST(v.supplier_id AS TEXT)",
        },
        facets=("due", "rating", "country", "criticality"),
        found_by=("supplier", "v.supplier_id"),
    ),
    ListKind.PROGRAMME: Kind(
        record="temp.due",
        alias="d",
        joins={"s": SUPPLIER_OF.format("d")},
        sorts={
            "due": (Term("d.due_on"),),
            **_OF_SUPPLIER,
            "criticality": BY_CRITICALITY,
            "kind": (Term(rank_sql("d.kind", *(kind.value for kind in DueKind))),),
            "status": (Term(rank_sql("d.status", *(status.value for status in DueStatus))),),
            "what": text_terms("d.what"),
            "buyers": text_terms("d.buyers_folded"),
        },
        natural="due",
        ties=(Term("d.due_on"), Term("s.name_folded"), Term("d.id")),
        filters={
            "kind": "d.kind",
            "status": "d.status",
            "country": "s.country",
            "criticality": "IFNULL(s.criticality, '')",
            "supplier_id": "CAST(d.supplier_id AS TEXT)",
        },
        facets=("kind", "status", "country", "criticality"),
        found_by=("supplier", "d.supplier_id"),
        own_words="d.words",
    ),
    ListKind.HINTS: Kind(
        record="temp.hint",
        alias="h",
        joins={"s": SUPPLIER_OF.format("h")},
        sorts={
            **_OF_SUPPLIER,
            "kind": (Term(rank_sql("h.kind", *(kind.value for kind in HintKind))),),
            "subject": text_terms("h.subject"),
            "standard": text_terms("h.standard"),
            "sentence": text_terms("h.sentence"),
        },
        natural="supplier",
        ties=(Term("s.name_folded"), Term("h.id")),
        filters={
            "kind": "h.kind",
            "country": "s.country",
            "standard": "h.standard",
            "supplier_id": "CAST(h.supplier_id AS TEXT)",
        },
        facets=("kind", "country", "standard"),
        found_by=("supplier", "h.supplier_id"),
        own_words="h.words",
    ),
}
