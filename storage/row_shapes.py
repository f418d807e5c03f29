"""Rows of lists from the register: the columns read for each kind and what is made of them.

A supplier's row takes its verdict from `temp.judged`, which `judged` fills beforehand.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from json import loads
from typing import Any

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
from storage.columns import stored_values
from storage.list_kinds import OPEN, OVERDUE, RAISED
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

_OF_SUPPLIER = "s.id, s.name, s.local_name, s.code, s.country"
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

Convert = Callable[[Any], Any]


def _optional(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


_DAY = _optional(date.fromisoformat)
_ORDINAL = _optional(date.fromordinal)
_LEVEL, _STATE, _CAUSE = _optional(Level), _optional(State), _optional(Cause)


def _names(value: str) -> tuple[str, ...]:
    return () if value == "[]" else tuple(loads(value))


def _evidence(value: str) -> tuple[str, int] | None:
    record, _, id_ = value.partition(" ")
    return (record, int(id_)) if record else None


@dataclass(frozen=True)
class _Shape:
    """How one kind's rows are read: SQL columns in the order of `fields`, after the id."""

    make: Callable[..., Row]
    columns: tuple[str, ...]
    fields: str
    convert: Mapping[str, Convert]

    def row(self, values: tuple[Any, ...]) -> Row:
        """One fetched line as a row."""
        found = dict(zip(("id", *self.fields.split()), values, strict=True))
        for name, convert in self.convert.items():
            found[name] = convert(found[name])
        return self.make(**found)


_STANDING_FIELDS: Mapping[str, Convert] = {
    "state": _STATE,
    "recognition": _LEVEL,
    "buyers": _names,
}

_SHAPES: Mapping[str, _Shape] = {
    ListKind.SUPPLIERS: _Shape(
        SupplierRow,
        (
            "s.name, s.local_name, s.code, s.country, s.address, s.categories, s.criticality",
            "s.status",
            "(SELECT count(*) FROM certificate AS c WHERE c.supplier_id = s.id)",
            "j.standard, {level}, e.cause, {state}, e.cover_until, e.effective_expiry",
            f"{_DAYS_LEFT.format(_PRINTED_END)}, j.verdict, j.reason",
            "CASE WHEN j.evidence_id IS NULL THEN '' ELSE j.evidence || ' ' || j.evidence_id END",
        ),
        "name local_name code country address categories criticality status certificates"
        " standard recognition cause state cover_until effective_expiry days_left verdict reason"
        " evidence",
        {
            "criticality": _optional(Criticality),
            "status": SupplierStatus,
            "recognition": _LEVEL,
            "cause": _CAUSE,
            "state": _STATE,
            "cover_until": _ORDINAL,
            "effective_expiry": _ORDINAL,
            "verdict": Verdict,
            "evidence": _evidence,
        },
    ),
    ListKind.CERTIFICATES: _Shape(
        CertificateRow,
        (
            _OF_SUPPLIER,
            "c.kind, c.standard, c.edition, c.number, c.holder, c.party, c.certification_body",
            "c.accreditation_body, c.scope, c.product, c.issued_on, c.valid_from, c.expires_on",
            _STANDING,
            _BUYERS.format("certificate", "c"),
            _DOCUMENTS.format("certificate", "c"),
        ),
        "supplier_id supplier supplier_local supplier_code country"
        " kind standard edition number holder party certification_body"
        " accreditation_body scope product issued_on valid_from expires_on"
        " state recognition cause superseded cover_until effective_expiry days_left"
        " buyers documents",
        {
            **_STANDING_FIELDS,
            "kind": _optional(Kind),
            "party": _optional(Party),
            "issued_on": _DAY,
            "valid_from": _DAY,
            "expires_on": _DAY,
            "cause": _CAUSE,
            "superseded": bool,
            "cover_until": _ORDINAL,
            "effective_expiry": _ORDINAL,
        },
    ),
    ListKind.AUDITS: _Shape(
        AuditRow,
        (
            _OF_SUPPLIER,
            "a.reference, a.party, a.kind, a.standard, a.edition, a.planned_on, a.done_on",
            "a.conducted_by, a.lead_auditor, a.result, a.score, a.next_due_on",
            "{state}, {level}, e.effective_expiry, " + _DAYS_LEFT.format("a.done_on"),
            _BUYERS.format("audit", "a"),
            f"(SELECT count(*) FROM finding AS f WHERE f.audit_id = a.id AND {RAISED} AND {OPEN})",
            _DOCUMENTS.format("audit", "a"),
        ),
        "supplier_id supplier supplier_local supplier_code country"
        " reference party kind standard edition planned_on done_on"
        " conducted_by lead_auditor result score next_due_on"
        " state recognition current_until days_left"
        " buyers open_findings documents",
        {
            **_STANDING_FIELDS,
            "party": _optional(Party),
            "kind": _optional(AuditKind),
            "result": _optional(AuditResult),
            "planned_on": _DAY,
            "done_on": _DAY,
            "next_due_on": _DAY,
            "current_until": _ORDINAL,
        },
    ),
    ListKind.FINDINGS: _Shape(
        FindingRow,
        (
            "f.audit_id",
            _OF_SUPPLIER,
            "a.reference, a.done_on, f.number, f.clause, f.grading, f.statement, f.responsible",
            "f.raised_on, f.due_on, f.done_on, f.verified_on",
            OPEN,
            OVERDUE,
        ),
        "audit_id supplier_id supplier supplier_local supplier_code country"
        " audit_reference audit_done_on number clause grading statement responsible"
        " raised_on due_on done_on verified_on open overdue",
        {
            "grading": Grading,
            "audit_done_on": _DAY,
            "raised_on": _DAY,
            "due_on": _DAY,
            "done_on": _DAY,
            "verified_on": _DAY,
            "open": bool,
            "overdue": bool,
        },
    ),
    ListKind.BUYERS: _Shape(
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
}


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
