"""What the lists are made of: tables, orders, filters and facets of each kind, as data.

The terms are those of `list_terms`; `listing_sql` puts them together.
"""

from collections.abc import Mapping

from domain.vocabulary import Grading
from storage import compared
from storage.list_terms import (
    BY_CRITICALITY,
    BY_RECOGNITION,
    BY_STATE,
    BY_SUPPLIER,
    CODE,
    COUNTRY,
    SUPPLIER_OF,
    WORST_VERDICT_FIRST,
    Kind,
    Term,
    rank_sql,
    text_terms,
    value_terms,
)
from storage.listings import ListKind
from storage.upkeep_kinds import UPKEEP_KINDS

_INTERVAL = """LEFT JOIN evidence_interval AS e ON e.evidence = '{record}'
 AND e.evidence_id = {id} AND e.first <= :day AND e.last >= :day"""

# As `domain.rule_supplier` has it: a finding counts from the day it was raised; a major is open
# until the effect of its action is verified, any other until the action is done; it is overdue
# after its due date while the action is not done.
RAISED = "COALESCE(f.raised_on, a.done_on, f.recorded_on) <= :iso"
_VERIFIED = "IFNULL(f.verified_on <= :iso, 0)"
_ACTED = f"(IFNULL(f.done_on <= :iso, 0) OR {_VERIFIED})"
OPEN = f"(CASE WHEN f.grading = 'major' THEN NOT {_VERIFIED} ELSE NOT {_ACTED} END)"
OVERDUE = f"(IFNULL(f.due_on < :iso, 0) AND NOT {_ACTED})"

# As `domain.as_of` has it: what was dated after the day is not told; an audit held later is a
# planned one.
HELD = (
    "(CASE WHEN a.done_on IS NULL THEN a.recorded_on <= :iso AND IFNULL(a.planned_on <= :iso, 1)"
    " ELSE a.done_on <= :iso END)"
)
PLANNED_ON = f"(CASE WHEN {HELD} THEN a.planned_on ELSE IFNULL(a.planned_on, a.done_on) END)"
HELD_ON = "(CASE WHEN a.done_on <= :iso THEN a.done_on END)"
RESULT = f"(CASE WHEN {HELD} THEN a.result END)"
SCORE = f"(CASE WHEN {HELD} THEN a.score END)"
NEXT_DUE_ON = f"(CASE WHEN {HELD} THEN a.next_due_on END)"
DONE_ON = "(CASE WHEN f.done_on <= :iso THEN f.done_on END)"
VERIFIED_ON = "(CASE WHEN f.verified_on <= :iso THEN f.verified_on END)"

_EXPIRY = value_terms("e.effective_expiry")
_STANDARD = (*text_terms("c.standard"), Term("c.edition"))

KINDS: Mapping[str, Kind] = {
    ListKind.CERTIFICATES: Kind(
        record="certificate",
        alias="c",
        joins={
            "s": SUPPLIER_OF.format("c"),
            "e": _INTERVAL.format(record="certificate", id="c.id"),
        },
        sorts={
            "supplier": BY_SUPPLIER,
            "supplier_code": CODE,
            "country": COUNTRY,
            "kind": value_terms("c.kind"),
            "standard": _STANDARD,
            "number": text_terms("c.number"),
            "issuer": text_terms("c.certification_body"),
            "accreditation": text_terms("c.accreditation_body"),
            "scope": text_terms("c.scope"),
            "issued": value_terms("c.issued_on"),
            "recognition": BY_RECOGNITION,
            "ends": _EXPIRY,
            "validity": (Term("e.superseded", directed=False), *BY_STATE, *_EXPIRY),
        },
        natural="validity",
        ties=(Term("s.name_folded"), Term("c.id")),
        filters={
            "state": "IFNULL({state}, 'none')",
            "recognition": "IFNULL({level}, 'none')",
            "cause": "e.cause",
            "country": "s.country",
            "standard": "c.standard",
            "kind": "c.kind",
            "certification_body": "c.certification_body",
            "supplier_id": "CAST(c.supplier_id AS TEXT)",
            "superseded": "CASE WHEN e.superseded THEN 'only' ELSE 'hidden' END",
            "incomplete": "CASE WHEN c.number = '' OR c.certification_body = ''"
            " OR c.expires_on IS NULL THEN 'yes' ELSE 'no' END",
        },
        facets=("state", "recognition", "country", "standard"),
    ),
    ListKind.SUPPLIERS: Kind(
        record="supplier",
        alias="s",
        joins={
            "j": "LEFT JOIN temp.judged AS j ON j.supplier_id = s.id",
            "k": compared.JOIN,
            "e": _INTERVAL.replace("'{record}'", "j.evidence").format(id="j.evidence_id"),
        },
        sorts={
            "supplier": BY_SUPPLIER,
            "local_name": text_terms("s.local_name"),
            "supplier_code": CODE,
            "country": COUNTRY,
            "city": text_terms("s.address"),
            "status": (Term("s.status"),),
            "criticality": BY_CRITICALITY,
            "standard": text_terms("IFNULL(j.standard, '')"),
            "certificates": (
                Term("(SELECT count(*) FROM certificate AS c WHERE c.supplier_id = s.id)"),
            ),
            "recognition": BY_RECOGNITION,
            "validity": (*BY_STATE, *_EXPIRY),
            "ends": _EXPIRY,
            "verdict": (Term(WORST_VERDICT_FIRST),),
            "worst": (Term(WORST_VERDICT_FIRST), Term("-j.grave"), Term("-j.mild"), *BY_SUPPLIER),
        },
        natural="supplier",
        ties=(Term("s.name_folded"), Term("s.id")),
        filters={
            "verdict": "j.verdict",
            "changed": compared.CHANGED,
            "open": "CASE WHEN j.open THEN 'yes' ELSE 'no' END",
            "state": "IFNULL({state}, 'none')",
            "recognition": "IFNULL({level}, 'none')",
            "country": "s.country",
            "status": "s.status",
            "criticality": "IFNULL(s.criticality, '')",
            "supplier_id": "CAST(s.id AS TEXT)",
            "standard": "EXISTS (SELECT 1 FROM certificate AS c WHERE c.supplier_id = s.id"
            " AND c.standard IN {values})",
            "certification_body": "EXISTS (SELECT 1 FROM certificate AS c"
            " WHERE c.supplier_id = s.id AND c.certification_body IN {values})",
        },
        facets=(
            "verdict",
            "changed",
            "open",
            "state",
            "recognition",
            "country",
            "status",
            "criticality",
        ),
        groups=("standard",),
    ),
    ListKind.AUDITS: Kind(
        record="audit",
        alias="a",
        joins={
            "s": SUPPLIER_OF.format("a"),
            "e": _INTERVAL.format(record="audit", id="a.id"),
        },
        sorts={
            "date": value_terms(f"COALESCE({HELD_ON}, {PLANNED_ON})"),
            "supplier": BY_SUPPLIER,
            "supplier_code": CODE,
            "country": COUNTRY,
            "reference": text_terms("a.reference"),
            "party": value_terms("a.party"),
            "kind": value_terms("a.kind"),
            "standard": (*text_terms("a.standard"), Term("a.edition")),
            "planned": value_terms(PLANNED_ON),
            "done": value_terms(HELD_ON),
            "result": value_terms(RESULT),
            "score": value_terms(SCORE),
            "auditor": text_terms("a.conducted_by"),
            "buyers": text_terms(
                "(SELECT IFNULL(min(b.name_folded), '') FROM audit_buyer AS k"
                " JOIN buyer AS b ON b.id = k.buyer_id WHERE k.audit_id = a.id)"
            ),
            "recognition": BY_RECOGNITION,
            "validity": (*BY_STATE, *_EXPIRY),
            "ends": _EXPIRY,
            "next_due": value_terms(NEXT_DUE_ON),
            "open": (
                Term(
                    "(SELECT count(*) FROM finding AS f WHERE f.audit_id = a.id"
                    f" AND {RAISED} AND {OPEN})"
                ),
            ),
        },
        natural="date",
        newest_first=True,
        ties=(Term("s.name_folded"), Term("a.id")),
        filters={
            "state": "IFNULL({state}, 'none')",
            "recognition": "IFNULL({level}, 'none')",
            "country": "s.country",
            "standard": "a.standard",
            "party": "IFNULL(a.party, '')",
            "result": f"IFNULL({RESULT}, '')",
            "supplier_id": "CAST(a.supplier_id AS TEXT)",
            "buyer_id": "EXISTS (SELECT 1 FROM audit_buyer AS k WHERE k.audit_id = a.id"
            " AND CAST(k.buyer_id AS TEXT) IN {values})",
        },
        facets=("state", "recognition", "country", "standard", "party", "result"),
    ),
    ListKind.FINDINGS: Kind(
        record="finding",
        alias="f",
        joins={
            "a": "JOIN audit AS a ON a.id = f.audit_id",
            "s": SUPPLIER_OF.format("a"),
        },
        always=RAISED,
        sorts={
            "due": (
                Term(f"NOT {OVERDUE}", directed=False),
                Term(f"NOT {OPEN}", directed=False),
                *value_terms("f.due_on"),
            ),
            "supplier": BY_SUPPLIER,
            "supplier_code": CODE,
            "country": COUNTRY,
            "audit": text_terms("a.reference"),
            "number": text_terms("f.number"),
            "clause": text_terms("f.clause"),
            "grading": (Term(rank_sql("f.grading", *(grading.value for grading in Grading))),),
            "statement": text_terms("f.statement"),
            "raised": value_terms("f.raised_on"),
            "done": value_terms(DONE_ON),
            "verified": value_terms(VERIFIED_ON),
        },
        natural="due",
        ties=(Term("s.name_folded"), Term("f.id")),
        filters={
            "open": f"CASE WHEN {OPEN} THEN 'yes' ELSE 'no' END",
            "overdue": f"CASE WHEN {OVERDUE} THEN 'yes' ELSE 'no' END",
            "grading": "f.grading",
            "country": "s.country",
            "standard": "a.standard",
            "supplier_id": "CAST(a.supplier_id AS TEXT)",
            "audit_id": "CAST(f.audit_id AS TEXT)",
        },
        facets=("open", "overdue", "grading", "country", "standard"),
    ),
    ListKind.BUYERS: Kind(
        record="buyer",
        alias="b",
        sorts={
            "name": (Term("b.name_folded"),),
            "code": text_terms("b.code"),
            "country": text_terms("b.country"),
            "audits": (Term("(SELECT count(*) FROM audit_buyer AS k WHERE k.buyer_id = b.id)"),),
        },
        natural="name",
        ties=(Term("b.name_folded"), Term("b.id")),
        filters={"country": "b.country"},
        facets=("country",),
    ),
    **UPKEEP_KINDS,
}
