"""A large, invented register, laid down straight through the driver: for measuring only.

Nothing here goes through the rules: intervals are made up along with the certificates.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from storage.connection import APPLICATION_ID
from storage.migrations import lay_down
from storage.search_index import rowid_of, words_of

DAY = date(2026, 11, 23)
_TODAY = DAY.toordinal()
COUNTRIES = ("VN", "TH", "CN", "DE", "US", "MY", "ID", "")
STANDARDS = ("ISO 9001", "ISO 14001", "ISO 45001", "UL 510", "FSC", "SA8000")
BODIES = ("SGS", "BSI", "TÜV SÜD", "Bureau Veritas", "DNV", "LRQA", "")
LEVELS = ("widely_recognised",) * 5 + ("unproven", "one_customer", "not_recognised")
WORDS = ("Golden", "Eastern", "Tape", "Cable", "Star", "Viet", "Siam", "Delta", "Nordic", "Pacific")
FAR = (date.min.toordinal(), date.max.toordinal())


def make_register(path: Path, suppliers: int) -> None:
    """Make a register of so many suppliers at `path`, each with three certificates, a planned
    audit and an evaluation."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        fill(connection, suppliers)


def fill(connection: sqlite3.Connection, suppliers: int, seed: int = 1) -> None:
    """Lay the schema down and fill it with invented suppliers."""
    chance = random.Random(seed)
    lay_down(connection, from_version=0, application_id=APPLICATION_ID)
    connection.execute("BEGIN")
    for id_ in range(1, suppliers + 1):
        name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randrange(10**5)} Co., Ltd."
        _insert(connection, "supplier", _supplier(id_, name, chance))
        found = [_certificate(id_ * 3 + place, id_, chance) for place in range(3)]
        for certificate in found:
            _insert(connection, "certificate", certificate)
            _index(connection, "certificate", certificate["id"], certificate["number"], name)
            for stretch in _stretches(certificate, chance):
                _insert(connection, "evidence_interval", stretch)
        _index(connection, "supplier", id_, name, *(each["number"] for each in found))
        _insert(connection, "audit", _planned(id_, chance))
        _insert(connection, "evaluation", _evaluation(id_, chance))
    connection.execute("COMMIT")


def _supplier(id_: int, name: str, chance: random.Random) -> dict[str, Any]:
    return {
        "id": id_,
        "code": f"S-{id_:06}",
        "name": name,
        "name_key": name.casefold(),
        "name_folded": name.casefold(),
        "country": chance.choice(COUNTRIES),
        "status": "in_use",
        "recorded_on": "2026-01-05",
    }


def _planned(supplier_id: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": supplier_id,
        "supplier_id": supplier_id,
        "reference": f"P-{supplier_id}",
        "planned_on": date.fromordinal(_TODAY + chance.randrange(-30, 700)).isoformat(),
        "recorded_on": "2026-01-05",
    }


def _evaluation(supplier_id: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": supplier_id,
        "supplier_id": supplier_id,
        "score": chance.randrange(400) / 4,
        "rating": chance.choice("ABCD"),
        "done_on": date.fromordinal(_TODAY - chance.randrange(700)).isoformat(),
        "recorded_on": "2026-01-05",
    }


def _certificate(id_: int, supplier_id: int, chance: random.Random) -> dict[str, Any]:
    expires = _TODAY + chance.randrange(-700, 1000)
    return {
        "id": id_,
        "supplier_id": supplier_id,
        "kind": "management_system",
        "standard": chance.choice(STANDARDS),
        "edition": "2015",
        "number": f"{chance.choice('ABCDEF')}{chance.randrange(10**8)}",
        "certification_body": chance.choice(BODIES),
        "accreditation": "not_recorded",
        "scope": "Manufacture of electrical tape and cable " * 3,
        "issued_on": date.fromordinal(expires - 1095).isoformat(),
        "expires_on": date.fromordinal(expires).isoformat(),
        "recorded_on": "2026-01-05",
    }


def _stretches(certificate: dict[str, Any], chance: random.Random) -> Iterator[dict[str, Any]]:
    expires = date.fromisoformat(certificate["expires_on"]).toordinal()
    level = chance.choice(LEVELS)
    edges = (FAR[0], expires - 1095, expires + 1, FAR[1] + 1)
    for base, first, after in zip(
        ("not_yet_valid", "in_force", "expired"), edges, edges[1:], strict=False
    ):
        yield {
            "evidence": "certificate",
            "evidence_id": certificate["id"],
            "first": first,
            "last": after - 1,
            "supplier_id": certificate["supplier_id"],
            "base": base,
            "level": level,
            "cause": "unknown" if level == "unproven" else None,
            "superseded": int(base == "expired" and chance.random() < 0.3),
            "cover_until": expires,
            "effective_expiry": expires,
        }


_columns: dict[str, tuple[str, dict[str, Any]]] = {}


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    if table not in _columns:
        info = connection.execute(f"PRAGMA table_info({table})").fetchall()
        marks = ", ".join(f":{row[1]}" for row in info)
        _columns[table] = (
            f"INSERT INTO {table} VALUES ({marks})",
            {row[1]: "" if row[3] and row[2] == "TEXT" else None for row in info},
        )
    sql, empty = _columns[table]
    connection.execute(sql, {**empty, **values})


def _index(connection: sqlite3.Connection, record: str, id_: int, *texts: str) -> None:
    connection.execute(
        "INSERT INTO search (rowid, words) VALUES (?, ?)", (rowid_of(record, id_), words_of(texts))
    )
