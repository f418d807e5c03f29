"""What the lists are made of: tables, orders, filters and facets of each kind, as data.

Expressions are SQL over the aliases of a kind's tables; `{state}` and `{level}` stand for the
state and recognition on the day, `{values}` for a filter's values. `listing_sql` puts them
together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.vocabulary import STATE_ORDER, Grading, Level, Verdict
from storage.listings import ListKind

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


@dataclass(frozen=True)
class Term:
    """One term of an order; a term that is not `directed` ignores ascending or descending."""

    sql: str
    directed: bool = True


def _text(column: str) -> tuple[Term, ...]:
    """Alphabetical without regard to case, the empty ones last either way."""
    return Term(f"{column} = ''", directed=False), Term(f"{column} COLLATE NOCASE")


def _value(column: str) -> tuple[Term, ...]:
    """By value, the unknown ones last either way."""
    return Term(f"{column} IS NULL", directed=False), Term(column)


def _rank(column: str, *values: str) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {rank}" for rank, value in enumerate(values, 1))
    return f"CASE {column} {cases} ELSE 0 END"


_STATES = tuple(state.value for state in STATE_ORDER)
_LEVELS = tuple(level.value for level in Level)
_BY_STATE = (
    Term("{state} IS NULL", directed=False),
    Term(_rank("{state}", *_STATES)),
)
_BY_RECOGNITION = (Term(_rank("{level}", *_LEVELS)),)
_BY_SUPPLIER = (Term("s.name_folded"), Term("s.id"))
_CODE, _COUNTRY = _text("s.code"), _text("s.country")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What one kind of list is made of.

    `joins` come in by need: one whose alias no clause names is left out. `natural` is the order
    where none is asked for, falling if `newest_first`. `facets` are the filters counted
    together; `groups` are counted each by itself.
    """

    record: str
    alias: str
    joins: Mapping[str, str] = field(default_factory=dict)
    always: str = ""
    sorts: Mapping[str, tuple[Term, ...]]
    natural: str
    newest_first: bool = False
    ties: tuple[Term, ...]
    filters: Mapping[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


_SUPPLIER_OF = "JOIN supplier AS s ON s.id = {0}.supplier_id"
_EXPIRY = _value("e.effective_expiry")
_STANDARD = (*_text("c.standard"), Term("c.edition"))

KINDS: Mapping[str, Kind] = {
    ListKind.CERTIFICATES: Kind(
        record="certificate",
        alias="c",
        joins={
            "s": _SUPPLIER_OF.format("c"),
            "e": _INTERVAL.format(record="certificate", id="c.id"),
        },
        sorts={
            "supplier": _BY_SUPPLIER,
            "supplier_code": _CODE,
            "country": _COUNTRY,
            "kind": _value("c.kind"),
            "standard": _STANDARD,
            "number": _text("c.number"),
            "issuer": _text("c.certification_body"),
            "accreditation": _text("c.accreditation_body"),
            "scope": _text("c.scope"),
            "issued": _value("c.issued_on"),
            "recognition": _BY_RECOGNITION,
            "ends": _EXPIRY,
            "validity": (Term("e.superseded", directed=False), *_BY_STATE, *_EXPIRY),
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
            "e": _INTERVAL.replace("'{record}'", "j.evidence").format(id="j.evidence_id"),
        },
        sorts={
            "supplier": _BY_SUPPLIER,
            "local_name": _text("s.local_name"),
            "supplier_code": _CODE,
            "country": _COUNTRY,
            "city": _text("s.address"),
            "status": (Term("s.status"),),
            "criticality": (
                Term("s.criticality IS NULL", directed=False),
                Term(_rank("s.criticality", "high", "medium", "low")),
            ),
            "standard": _text("IFNULL(j.standard, '')"),
            "certificates": (
                Term("(SELECT count(*) FROM certificate AS c WHERE c.supplier_id = s.id)"),
            ),
            "recognition": _BY_RECOGNITION,
            "validity": (*_BY_STATE, *_EXPIRY),
            "ends": _EXPIRY,
            "verdict": (Term(_rank("j.verdict", *reversed(list(Verdict)))),),
        },
        natural="supplier",
        ties=(Term("s.name_folded"), Term("s.id")),
        filters={
            "verdict": "j.verdict",
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
        facets=("verdict", "state", "recognition", "country", "status", "criticality"),
        groups=("standard",),
    ),
    ListKind.AUDITS: Kind(
        record="audit",
        alias="a",
        joins={
            "s": _SUPPLIER_OF.format("a"),
            "e": _INTERVAL.format(record="audit", id="a.id"),
        },
        sorts={
            "date": _value("COALESCE(a.done_on, a.planned_on)"),
            "supplier": _BY_SUPPLIER,
            "supplier_code": _CODE,
            "country": _COUNTRY,
            "reference": _text("a.reference"),
            "party": _value("a.party"),
            "kind": _value("a.kind"),
            "standard": (*_text("a.standard"), Term("a.edition")),
            "planned": _value("a.planned_on"),
            "done": _value("a.done_on"),
            "result": _value("a.result"),
            "score": _value("a.score"),
            "auditor": _text("a.conducted_by"),
            "buyers": _text(
                "(SELECT IFNULL(min(b.name_folded), '') FROM audit_buyer AS k"
                " JOIN buyer AS b ON b.id = k.buyer_id WHERE k.audit_id = a.id)"
            ),
            "recognition": _BY_RECOGNITION,
            "validity": (*_BY_STATE, *_EXPIRY),
            "ends": _EXPIRY,
            "next_due": _value("a.next_due_on"),
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
            "result": "IFNULL(a.result, '')",
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
            "s": _SUPPLIER_OF.format("a"),
        },
        always=RAISED,
        sorts={
            "due": (
                Term(f"NOT {OVERDUE}", directed=False),
                Term(f"NOT {OPEN}", directed=False),
                *_value("f.due_on"),
            ),
            "supplier": _BY_SUPPLIER,
            "supplier_code": _CODE,
            "country": _COUNTRY,
            "audit": _text("a.reference"),
            "number": _text("f.number"),
            "clause": _text("f.clause"),
            "grading": (Term(_rank("f.grading", *(grading.value for grading in Grading))),),
            "statement": _text("f.statement"),
            "raised": _value("f.raised_on"),
            "done": _value("f.done_on"),
            "verified": _value("f.verified_on"),
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
            "code": _text("b.code"),
            "country": _text("b.country"),
            "audits": (Term("(SELECT count(*) FROM audit_buyer AS k WHERE k.buyer_id = b.id)"),),
        },
        natural="name",
        ties=(Term("b.name_folded"), Term("b.id")),
        filters={"country": "b.country"},
        facets=("country",),
    ),
}
