"""What the register already holds, as far as an import needs to know it."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from domain.import_plan import HeldRecord, HeldRecords, HeldSupplier
from domain.vocabulary import EventKind
from storage.columns import converted, stored_values

# An event closed by a later one is not open; an undated one has befallen the certificate.
_OPEN_EVENTS = """SELECT e.certificate_id FROM status_event AS e
 WHERE e.kind = ? AND e.until IS NULL AND NOT EXISTS (
  SELECT 1 FROM status_event AS later WHERE later.certificate_id = e.certificate_id
  AND later.kind = 'restored' AND e."on" IS NOT NULL AND later."on" >= e."on")"""


# The import that brought a record in; ids are never used again, so one line at the most counts.
_IMPORTS = """SELECT history.record_id, history.step FROM history
 JOIN step ON step.id = history.step
 WHERE step.kind = 'import' AND history.action = 'add' AND history.record = ?"""


def held_records(connection: sqlite3.Connection) -> HeldRecords:
    """Suppliers, certificates, audits, buyers and sites, whole.

    RegisterError where a stored value is none the register can have written.
    """
    return HeldRecords(
        suppliers=tuple(
            HeldSupplier(*row)
            for row in _fetched(
                connection,
                "SELECT id, name, code, local_name, country, address FROM supplier ORDER BY id",
            )
        ),
        certificates=_certificates(connection),
        audits=_audits(connection),
        evaluations=tuple(_held("evaluation", row) for row in _records(connection, "evaluation")),
        buyers=tuple(_fetched(connection, "SELECT id, name FROM buyer ORDER BY id")),
        sites=tuple(_fetched(connection, "SELECT id, supplier_id, name FROM site ORDER BY id")),
    )


def _certificates(connection: sqlite3.Connection) -> tuple[HeldRecord, ...]:
    sites = _names(
        connection,
        "SELECT link.certificate_id, site.name FROM certificate_site AS link"
        " JOIN site ON site.id = link.site_id ORDER BY link.id",
    )
    buyers = _names(
        connection,
        "SELECT link.certificate_id, buyer.name FROM certificate_buyer AS link"
        " JOIN buyer ON buyer.id = link.buyer_id ORDER BY link.id",
    )
    suspended = _having(connection, EventKind.SUSPENDED)
    withdrawn = _having(connection, EventKind.WITHDRAWN)
    imports = dict(_fetched(connection, _IMPORTS, "certificate"))
    return tuple(
        _held(
            "certificate",
            row,
            sites=tuple(sites[row["id"]]),
            buyers=tuple(buyers[row["id"]]),
            suspended=row["id"] in suspended,
            withdrawn=row["id"] in withdrawn,
            **{"import": imports.get(row["id"])},
        )
        for row in _records(connection, "certificate")
    )


def _audits(connection: sqlite3.Connection) -> tuple[HeldRecord, ...]:
    buyers = _names(
        connection,
        "SELECT link.audit_id, buyer.name FROM audit_buyer AS link"
        " JOIN buyer ON buyer.id = link.buyer_id ORDER BY link.id",
    )
    imports = dict(_fetched(connection, _IMPORTS, "audit"))
    return tuple(
        _held(
            "audit",
            row,
            sites=(row["site"],) if row["site"] else (),
            buyers=tuple(buyers[row["id"]]),
            **{"import": imports.get(row["id"])},
        )
        for row in _records(connection, "audit")
    )


def _held(table: str, row: Mapping[str, Any], **more: Any) -> HeldRecord:
    with stored_values():
        values = converted(table, row) | more
    return HeldRecord(values.pop("id"), values.pop("supplier_id"), values)


def _having(connection: sqlite3.Connection, kind: EventKind) -> set[int]:
    return {row[0] for row in connection.execute(_OPEN_EVENTS, (kind.value,)).fetchall()}


def _names(connection: sqlite3.Connection, sql: str) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for owner, name in _fetched(connection, sql):
        names[owner].append(name)
    return names


def _records(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _fetched(connection: sqlite3.Connection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return connection.execute(sql, values).fetchall()
