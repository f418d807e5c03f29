"""What a register file holds, read with plain SQLite, for comparing before and after."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from domain.import_plan import Change, FilePlan, ImportPlan, New
from storage.rows import RECORD_TABLES

CONTENT_TABLES = (*RECORD_TABLES, "evidence_interval", "evidence_buyer", "search")


def rows(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The result of a query on a connection of its own."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every record, with what is derived from them; settings and history aside."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(
                connection.execute(
                    f"SELECT rowid, * FROM {table}"
                    if table == "search"
                    else f"SELECT * FROM {table}"
                ).fetchall(),
                key=repr,
            )
            for table in CONTENT_TABLES
        }


def supplier(name: str = "Hà Nội Cable", ref: int = 1, **values: Any) -> Change:
    """A supplier to be added."""
    return Change("supplier", New(ref), {"name": name, "country": "VN"} | values)


def certificate(owner: int | New, ref: int = 2, **values: Any) -> Change:
    """A certificate to be added."""
    fields = {
        "supplier_id": owner,
        "kind": "management_system",
        "standard": "ISO 9001",
        "edition": "2015",
        "number": "VN-0001",
        "certification_body": "SGS",
        "issued_on": date(2025, 1, 10),
        "expires_on": date(2028, 1, 9),
    }
    return Change("certificate", New(ref), fields | values)


def whole_supplier() -> list[Change]:
    """A supplier with one of everything."""
    owner, buyer, site, cert, audit = New(1), New(2), New(3), New(4), New(5)
    return [
        supplier("Hà Nội Cable"),
        Change("buyer", buyer, {"name": "Nordkabel GmbH"}),
        Change("site", site, {"supplier_id": owner, "name": "Plant 1", "supplies": True}),
        Change("contact", New(6), {"supplier_id": owner, "name": "Lan"}),
        certificate(owner, 4),
        certificate(owner, 7, number="VN-0002", supersedes_id=cert, expires_on="2031-01-09"),
        Change("certificate_site", New(8), {"certificate_id": cert, "site_id": site}),
        Change("certificate_buyer", New(9), {"certificate_id": cert, "buyer_id": buyer}),
        Change("status_event", New(10), {"certificate_id": cert, "kind": "suspended"}),
        Change("verification", New(11), {"certificate_id": cert, "result": "confirmed"}),
        Change("scope_decision", New(12), {"certificate_id": cert, "covers": True, "by": "Mai"}),
        Change(
            "audit",
            audit,
            {
                "supplier_id": owner,
                "party": "second",
                "result": "passed",
                "done_on": date(2026, 5, 4),
                "certificate_id": cert,
                "score": 87,
            },
        ),
        Change("audit_buyer", New(13), {"audit_id": audit, "buyer_id": buyer}),
        Change("finding", New(14), {"audit_id": audit, "grading": "minor", "statement": "Log"}),
        Change("approval", New(15), {"supplier_id": owner, "decision": "approved", "by": "Mai"}),
        Change(
            "waiver",
            New(16),
            {
                "supplier_id": owner,
                "rule": "margin",
                "buyer_id": buyer,
                "reason": "Renewal promised",
                "by": "Mai",
                "ends_on": date(2026, 12, 31),
            },
        ),
    ]


def plan_of(*changes: Change, file: str = "list.csv") -> ImportPlan:
    """An import plan with these changes."""
    return ImportPlan(
        files=(FilePlan(file=file, sha256="ab" * 32),),
        changes=changes,
        planned_on=date(2026, 11, 23),
    )


def crash(register: Path, target: Path) -> Path:
    """Leave at `target` what a computer that stops amid a write leaves; its journal."""
    with closing(sqlite3.connect(register, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_spill = 1")
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE supplier SET notes = ?", ("n" * 200_000,))
        for suffix in ("", "-journal"):
            shutil.copy(f"{register}{suffix}", f"{target}{suffix}")
    return target.with_name(f"{target.name}-journal")


def alter(path: Path, statement: str) -> None:
    """Change a file as another tool would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(statement)
