"""Rows of lists from the register: the columns read for each kind and what is made of them.

A supplier's row takes its verdict from `temp.judged`, which `judged` fills beforehand.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from domain.vocabulary import (
    AuditKind,
    AuditResult,
    Cause,
    Criticality,
    Grading,
    Kind,
    Level,
    Party,
    State,
    SupplierStatus,
    Verdict,
)
from storage import compared
from storage.columns import stored_values
from storage.list_kinds import (
    DONE_ON,
    HELD_ON,
    NEXT_DUE_ON,
    OPEN,
    OVERDUE,
    PLANNED_ON,
    RAISED,
    RESULT,
    SCORE,
    VERIFIED_ON,
)
from storage.listing_sql import rows_query
from storage.listings import (
    AuditRow,
    BuyerRow,
    CertificateRow,
    FindingRow,
    Listing,
    ListKind,
    Row,
    SupplierRow,
)
from storage.row_values import (
    DAY,
    OF_SUPPLIER,
    OF_SUPPLIER_FIELDS,
    ORDINAL,
    Convert,
    Shape,
    names,
    optional,
    place_of,
)
from storage.upkeep_shapes import UPKEEP_SHAPES

# As `domain.validity` counts: an end that is not printed, or of an audit whose day is not
# known, has no days left until it has passed.
_DAYS_LEFT = (
    "CASE WHEN {0} IS NULL AND e.effective_expiry >= :day THEN NULL"
    " ELSE e.effective_expiry - :day END"
)
_STANDING = (
    "{state}, {level}, e.cause, e.superseded, e.cover_until, e.effective_expiry, "
    + _DAYS_LEFT.format("c.expires_on")
)
_PRINTED_END = (
    "(CASE j.evidence WHEN 'certificate'"
    " THEN (SELECT c.expires_on FROM certificate AS c WHERE c.id = j.evidence_id) ELSE '' END)"
)
_BUYERS = (
    "(SELECT json_group_array(b.name) FROM {0}_buyer AS k JOIN buyer AS b ON b.id = k.buyer_id"
    " WHERE k.{0}_id = {1}.id)"
)
_DOCUMENTS = "(SELECT count(*) FROM document AS d WHERE d.owner = '{0}' AND d.owner_id = {1}.id)"

_LEVEL, _STATE, _CAUSE = optional(Level), optional(State), optional(Cause)

_STANDING_FIELDS: Mapping[str, Convert] = {
    "state": _STATE,
    "recognition": _LEVEL,
    "buyers": names,
}

_SHAPES: Mapping[str, Shape] = {
    ListKind.SUPPLIERS: Shape(
        SupplierRow,
        (
            "s.name, s.local_name, s.code, s.country, s.address, s.categories, s.criticality",
            "s.status",
            "(SELECT count(*) FROM certificate AS c WHERE c.supplier_id = s.id)",
            "j.standard, {level}, e.cause, {state}, e.cover_until, e.effective_expiry",
            f"{_DAYS_LEFT.format(_PRINTED_END)}, j.verdict, j.reason",
            "CASE WHEN j.evidence_id IS NULL THEN '' ELSE j.evidence || ' ' || j.evidence_id END",
            compared.VERDICT,
        ),
        "name local_name code country address categories criticality status certificates"
        " standard recognition cause state cover_until effective_expiry days_left verdict reason"
        " evidence compared",
        {
            "criticality": optional(Criticality),
            "status": SupplierStatus,
            "recognition": _LEVEL,
            "cause": _CAUSE,
            "state": _STATE,
            "cover_until": ORDINAL,
            "effective_expiry": ORDINAL,
            "verdict": Verdict,
            "evidence": place_of,
            "compared": optional(Verdict),
        },
    ),
    ListKind.CERTIFICATES: Shape(
        CertificateRow,
        (
            OF_SUPPLIER,
            "c.kind, c.standard, c.edition, c.number, c.holder, c.party, c.certification_body",
            "c.accreditation_body, c.scope, c.product, c.issued_on, c.valid_from, c.expires_on",
            _STANDING,
            _BUYERS.format("certificate", "c"),
            _DOCUMENTS.format("certificate", "c"),
        ),
        f"{OF_SUPPLIER_FIELDS}"
        " kind standard edition number holder party certification_body"
        " accreditation_body scope product issued_on valid_from expires_on"
        " state recognition cause superseded cover_until effective_expiry days_left"
        " buyers documents",
        {
            **_STANDING_FIELDS,
            "kind": optional(Kind),
            "party": optional(Party),
            "issued_on": DAY,
            "valid_from": DAY,
            "expires_on": DAY,
            "cause": _CAUSE,
            "superseded": bool,
            "cover_until": ORDINAL,
            "effective_expiry": ORDINAL,
        },
    ),
    ListKind.AUDITS: Shape(
        AuditRow,
        (
            OF_SUPPLIER,
            "a.reference, a.party, a.kind, a.standard, a.edition",
            f"{PLANNED_ON}, {HELD_ON}, a.conducted_by, a.lead_auditor",
            f"{RESULT}, {SCORE}, {NEXT_DUE_ON}",
            "{state}, {level}, e.effective_expiry, " + _DAYS_LEFT.format("a.done_on"),
            _BUYERS.format("audit", "a"),
            f"(SELECT count(*) FROM finding AS f WHERE f.audit_id = a.id AND {RAISED} AND {OPEN})",
            _DOCUMENTS.format("audit", "a"),
        ),
        f"{OF_SUPPLIER_FIELDS}"
        " reference party kind standard edition planned_on done_on"
        " conducted_by lead_auditor result score next_due_on"
        " state recognition current_until days_left"
        " buyers open_findings documents",
        {
            **_STANDING_FIELDS,
            "party": optional(Party),
            "kind": optional(AuditKind),
            "result": optional(AuditResult),
            "planned_on": DAY,
            "done_on": DAY,
            "next_due_on": DAY,
            "current_until": ORDINAL,
        },
    ),
    ListKind.FINDINGS: Shape(
        FindingRow,
        (
            "f.audit_id",
            OF_SUPPLIER,
            f"a.reference, {HELD_ON}, f.number, f.clause, f.grading, f.statement, f.responsible",
            f"f.raised_on, f.due_on, {DONE_ON}, {VERIFIED_ON}",
            OPEN,
            OVERDUE,
        ),
        f"audit_id {OF_SUPPLIER_FIELDS}"
        " audit_reference audit_done_on number clause grading statement responsible"
        " raised_on due_on done_on verified_on open overdue",
        {
            "grading": Grading,
            "audit_done_on": DAY,
            "raised_on": DAY,
            "due_on": DAY,
            "done_on": DAY,
            "verified_on": DAY,
            "open": bool,
            "overdue": bool,
        },
    ),
    ListKind.BUYERS: Shape(
        BuyerRow,
        (
            "b.code, b.name, b.country, b.address, b.contact",
            "(SELECT count(*) FROM audit_buyer AS k WHERE k.buyer_id = b.id)",
            "(SELECT count(DISTINCT a.supplier_id) FROM audit_buyer AS k"
            " JOIN audit AS a ON a.id = k.audit_id WHERE k.buyer_id = b.id)",
        ),
        "code name country address contact audits suppliers",
        {},
    ),
    **UPKEEP_SHAPES,
}


def row_type(kind: str) -> type[Row]:
    """What the rows of a list are: the class itself, for the names of its fields."""
    return _SHAPES[kind].make


def read_rows(connection: sqlite3.Connection, listing: Listing, ids: Iterable[int]) -> list[Row]:
    """The rows with these ids, in this order; ids that are gone are left out.

    RegisterError where a stored value is none the register can have written.
    """
    ids = list(ids)
    shape = _SHAPES[listing.kind]
    sql, parameters = rows_query(listing, ", ".join(shape.columns), ids)
    found = {line[0]: line for line in connection.execute(sql, parameters).fetchall()}
    with stored_values():
        return [shape.row(found[id_]) for id_ in ids if id_ in found]
