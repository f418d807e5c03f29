"""Rows of the register as the light values the rules read.

Suppliers are loaded whole (sites, certificates with their events, audits, findings,
approvals, waivers), many in a few queries; derived columns and history stay behind. Nothing
is judged here.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from json import dumps
from typing import Any

from domain.facts import (
    ApprovalFacts,
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    EvaluationFacts,
    FindingFacts,
    ScopeDecision,
    SiteFacts,
    StatusEvent,
    SupplierFacts,
    Verification,
    WaiverFacts,
)
from storage.columns import CONVERTED, OPTIONAL_TEXTS, stored_text, stored_values

CHUNK = 500  # suppliers per round of queries: a few MB at most
_KEYS = "(SELECT value FROM json_each(?))"


class _Source:
    """How one table's rows become facts: the columns read and what is made of them."""

    def __init__(self, table: str, make: Callable[..., Any], columns: str) -> None:
        self.make = make
        self._names = tuple(columns.split())
        listed = ", ".join(f'"{name}"' for name in self._names)
        self._select = f'SELECT "{{0}}", {listed} FROM {table} WHERE "{{0}}" IN {_KEYS} ORDER BY id'
        known = CONVERTED[table]
        self._converted = [(name, known[name]) for name in self._names if name in known]
        plain = [name for name in self._names if name not in known and not _is_id(name)]
        self._texts = [name for name in plain if name not in OPTIONAL_TEXTS]
        self._optional_texts = [name for name in plain if name in OPTIONAL_TEXTS]

    def select(self, key: str) -> str:
        """The query for the rows whose `key` is in a JSON array of ids; the key comes first."""
        return self._select.format(key)

    def values(self, row: Sequence[Any]) -> dict[str, Any]:
        """A row of `select`, without its key, as keyword values."""
        values = dict(zip(self._names, row[1:], strict=True))
        for name, convert in self._converted:
            if values[name] is not None:
                values[name] = convert(values[name])
        # SQLite keeps any kind of value in any column; the rules take texts for texts.
        for name in self._texts:
            if values[name].__class__ is not str:
                stored_text(values[name])
        for name in self._optional_texts:
            if values[name] is not None:
                stored_text(values[name])
        return values


def _is_id(name: str) -> bool:
    return name == "id" or name.endswith("_id")


_SUPPLIER = _Source(
    "supplier",
    SupplierFacts,
    "id code name local_name country address categories supplies criticality status"
    " withdrawn_on withdrawn_reason notes recorded_on",
)
_SITE = _Source("site", SiteFacts, "id name address country supplies products")
_CERTIFICATE = _Source(
    "certificate",
    CertificateFacts,
    "id supplier_id kind standard edition number holder party certification_body accreditation"
    " accreditation_body scope product file_number sites_as_printed first_issued_on decided_on"
    " issued_on valid_from expires_on surveillance_due_on status_as_printed supersedes_id"
    " recorded_on",
)
_EVENT = _Source("status_event", StatusEvent, "id kind on until reason recorded_on")
_VERIFICATION = _Source("verification", Verification, "id on result by source note recorded_on")
_DECISION = _Source(
    "scope_decision", ScopeDecision, "id covers product site by on note recorded_on"
)
_AUDIT = _Source(
    "audit",
    AuditFacts,
    "id supplier_id reference party kind standard edition planned_on done_on site conducted_by"
    " lead_auditor result score next_due_on certificate_id recorded_on",
)
_FINDING = _Source(
    "finding",
    FindingFacts,
    "id audit_id number clause grading statement raised_on due_on done_on verified_on recorded_on",
)
_APPROVAL = _Source(
    "approval",
    ApprovalFacts,
    "id decision on by criteria conditions ends_on due_on recorded_on",
)
_EVALUATION = _Source(
    "evaluation",
    EvaluationFacts,
    "id period_from period_to quality delivery service score rating done_on by next_due_on notes"
    " recorded_on",
)
_WAIVER = _Source(
    "waiver",
    WaiverFacts,
    "id rule subject buyer_id profile reason by granted_on ends_on recorded_on",
)

_CERTIFICATE_SITES = (
    "SELECT link.certificate_id, site.name FROM certificate_site AS link "
    "JOIN site ON site.id = link.site_id "
    "WHERE link.certificate_id IN (SELECT value FROM json_each(?)) ORDER BY link.id"
)
_DENIALS = (
    "SELECT certificate_id, earlier_id FROM renewal_denial "
    "WHERE certificate_id IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_BUYERS_OF = (
    "SELECT link.{0}_id, buyer.id, buyer.name FROM {0}_buyer AS link "
    "JOIN buyer ON buyer.id = link.buyer_id "
    "WHERE link.{0}_id IN (SELECT value FROM json_each(?)) ORDER BY link.id"
)

Groups = dict[int, list[Any]]


def load_suppliers(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[SupplierFacts]:
    """The suppliers with these ids, in this order; ids that the register lacks are left out.

    Raises RegisterError where a stored value is none the register can have written.
    """
    pending = iter(ids)
    while chunk := list(islice(pending, CHUNK)):
        with stored_values():
            loaded = _load_chunk(connection, chunk)
        yield from loaded


def _load_chunk(connection: sqlite3.Connection, ids: list[int]) -> list[SupplierFacts]:
    keys = dumps(ids)
    suppliers = {row[0]: row for row in _rows(connection, _SUPPLIER.select("id"), keys)}
    sites = _grouped(connection, _SITE, "supplier_id", keys)
    certificates = _certificates(connection, keys)
    audits, findings = _audits(connection, keys)
    approvals = _grouped(connection, _APPROVAL, "supplier_id", keys)
    evaluations = _grouped(connection, _EVALUATION, "supplier_id", keys)
    waivers = _waivers(connection, keys)
    return [
        SupplierFacts(
            **_SUPPLIER.values(suppliers[id_]),
            sites=tuple(sites[id_]),
            certificates=tuple(certificates[id_]),
            audits=tuple(audits[id_]),
            findings=tuple(findings[id_]),
            approvals=tuple(approvals[id_]),
            evaluations=tuple(evaluations[id_]),
            waivers=tuple(waivers[id_]),
        )
        for id_ in ids
        if id_ in suppliers
    ]


def _rows(connection: sqlite3.Connection, sql: str, keys: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql, (keys,)).fetchall()


def _grouped(connection: sqlite3.Connection, source: _Source, key: str, keys: str) -> Groups:
    """Facts of `source` by the id in `key`."""
    groups: Groups = defaultdict(list)
    for row in _rows(connection, source.select(key), keys):
        groups[row[0]].append(source.make(**source.values(row)))
    return groups


def _certificates(connection: sqlite3.Connection, supplier_keys: str) -> Groups:
    rows = _rows(connection, _CERTIFICATE.select("supplier_id"), supplier_keys)
    keys = dumps([row[1] for row in rows])
    events = _grouped(connection, _EVENT, "certificate_id", keys)
    verifications = _grouped(connection, _VERIFICATION, "certificate_id", keys)
    decisions = _grouped(connection, _DECISION, "certificate_id", keys)
    buyers = _buyers(connection, "certificate", keys)
    denied: Groups = defaultdict(list)
    for certificate_id, earlier_id in _rows(connection, _DENIALS, keys):
        denied[certificate_id].append(earlier_id)
    sites: Groups = defaultdict(list)
    for certificate_id, name in _rows(connection, _CERTIFICATE_SITES, keys):
        sites[certificate_id].append(stored_text(name))
    groups: Groups = defaultdict(list)
    for row in rows:
        values = _CERTIFICATE.values(row)
        id_ = values["id"]
        printed = values.pop("sites_as_printed")
        certificate = CertificateFacts(
            supersedes=values.pop("supersedes_id"),
            not_renewing=tuple(denied[id_]),
            **values,
            sites=_site_names(sites[id_], printed),
            buyers=tuple(buyers[id_]),
            events=tuple(events[id_]),
            verifications=tuple(verifications[id_]),
            decisions=tuple(decisions[id_]),
        )
        groups[row[0]].append(certificate)
    return groups


def _site_names(linked: list[str], printed: str) -> tuple[str, ...]:
    """The sites a certificate names: those linked, then the printed lines not among them."""
    lines = (line.strip() for line in printed.replace(";", "\n").splitlines())
    return tuple(dict.fromkeys((*linked, *(line for line in lines if line))))


def _audits(connection: sqlite3.Connection, supplier_keys: str) -> tuple[Groups, Groups]:
    """Audits and their findings, by supplier."""
    rows = _rows(connection, _AUDIT.select("supplier_id"), supplier_keys)
    keys = dumps([row[1] for row in rows])
    buyers = _buyers(connection, "audit", keys)
    found = _grouped(connection, _FINDING, "audit_id", keys)
    audits: Groups = defaultdict(list)
    findings: Groups = defaultdict(list)
    for row in rows:
        values = _AUDIT.values(row)
        audits[row[0]].append(AuditFacts(**values, buyers=tuple(buyers[values["id"]])))
        findings[row[0]].extend(found[values["id"]])
    return audits, findings


def _waivers(connection: sqlite3.Connection, supplier_keys: str) -> Groups:
    rows = _rows(connection, _WAIVER.select("supplier_id"), supplier_keys)
    names = dict(connection.execute("SELECT id, name FROM buyer").fetchall()) if rows else {}
    groups: Groups = defaultdict(list)
    for row in rows:
        values = _WAIVER.values(row)
        buyer_id = values.pop("buyer_id")
        buyer = None if buyer_id is None else BuyerRef(buyer_id, names.get(buyer_id, ""))
        groups[row[0]].append(WaiverFacts(**values, buyer=buyer))
    return groups


def _buyers(connection: sqlite3.Connection, owner: str, keys: str) -> Groups:
    groups: Groups = defaultdict(list)
    for owner_id, id_, name in _rows(connection, _BUYERS_OF.format(owner), keys):
        groups[owner_id].append(BuyerRef(id_, stored_text(name)))
    return groups
