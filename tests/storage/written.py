"""Writes facts into a register file as rows, so that tests can read them back.

Straight through the driver: what is tested with it is reading, and the agreement of what is
read with the rules. Ids are the facts' own.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from domain.directory import Directory
from domain.facts import BuyerRef, CertificateFacts, SupplierFacts
from domain.matching import fold, supplier_key
from storage.connection import APPLICATION_ID
from storage.migrations import lay_down
from storage.rows import Shapes
from storage.standings import renew_all

RECORDED = date(2026, 1, 5)


def write_register(
    path: Path,
    suppliers: Iterable[SupplierFacts],
    buyers: Iterable[BuyerRef] = (),
    directory: Directory | None = None,
) -> Path:
    """A register at `path` that holds these suppliers and buyers, intervals and all."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        lay_down(connection, from_version=0, application_id=APPLICATION_ID)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")  # certificates name later ones
        for buyer in buyers:
            insert(connection, "buyer", _named(buyer.name) | {"id": buyer.id})
        for supplier in suppliers:
            _write_supplier(connection, supplier)
        renew_all(connection, Shapes(connection), directory or Directory.load())
        connection.execute("COMMIT")
    return path


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """One row; what is not given is not recorded."""
    row = {}
    for _, name, kind, filled, *_rest in connection.execute(f"PRAGMA table_info({table})"):
        empty = None if not filled else "" if kind == "TEXT" else 0
        value = values.get(name, RECORDED if name == "recorded_on" else empty)
        row[name] = empty if value is None else _stored(value)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _write_supplier(connection: sqlite3.Connection, supplier: SupplierFacts) -> None:
    insert(connection, "supplier", _values(supplier) | _named(supplier.name))
    own = {"supplier_id": supplier.id}
    for table, parts in (
        ("site", supplier.sites),
        ("audit", supplier.audits),
        ("approval", supplier.approvals),
        ("evaluation", supplier.evaluations),
        ("finding", supplier.findings),
    ):
        for part in parts:
            insert(connection, table, _values(part) | own)
    for audit in supplier.audits:
        _write_buyers(connection, "audit", audit)
    for waiver in supplier.waivers:
        buyer_id = waiver.buyer.id if waiver.buyer else None
        insert(connection, "waiver", _values(waiver) | own | {"buyer_id": buyer_id})
    for certificate in supplier.certificates:
        _write_certificate(connection, certificate, own)


def _write_certificate(
    connection: sqlite3.Connection, certificate: CertificateFacts, own: dict[str, Any]
) -> None:
    more = {
        "supersedes_id": certificate.supersedes,
        "sites_as_printed": "\n".join(certificate.sites),
    }
    insert(connection, "certificate", _values(certificate) | own | more)
    _write_buyers(connection, "certificate", certificate)
    for table, parts in (
        ("status_event", certificate.events),
        ("verification", certificate.verifications),
        ("scope_decision", certificate.decisions),
    ):
        for part in parts:
            insert(connection, table, _values(part) | {"certificate_id": certificate.id})
    for earlier in certificate.not_renewing:
        denial = {"id": None, "certificate_id": certificate.id, "earlier_id": earlier}
        insert(connection, "renewal_denial", denial)


def _write_buyers(connection: sqlite3.Connection, table: str, owner: Any) -> None:
    for buyer in owner.buyers:
        link = {f"{table}_id": owner.id, "buyer_id": buyer.id}
        insert(connection, f"{table}_buyer", link | {"id": None})


def _values(facts: Any) -> dict[str, Any]:
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: None if name == "id" and not value else value for name, value in values.items()}


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "name_key": supplier_key(name), "name_folded": fold(name)}


def _stored(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
