"""Rows as the history and the undo see them: plain stored values by column, and their hashes.

What columns a table has is read from the file itself, so nothing here loads SQLModel. A
row's *image* holds every column but the derived ones; written down, it leaves out what is
empty (NULL, '' or 0 where the column forbids NULL), so that a column added by a later
migration does not change the hash of an old row. How records hang together is stated here
too, for removing with children and for finding the supplier an entry belongs to.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

Image = dict[str, Any]

# In an order in which every record comes after those it refers to.
RECORD_TABLES = (
    "supplier",
    "buyer",
    "site",
    "contact",
    "certificate",
    "certificate_site",
    "certificate_buyer",
    "renewal_denial",
    "status_event",
    "verification",
    "scope_decision",
    "audit",
    "audit_buyer",
    "finding",
    "approval",
    "evaluation",
    "waiver",
    "requirement_profile",
    "profile_demand",
    "profile_use",
    "accreditation_body",
    "accreditation_scope",
    "certification_body",
    "cb_accreditation",
    "standard_edition",
    "document",
    "setting",
)
# Derived on every write: not fields of a record, and no part of its history.
DERIVED = ("name_key", "name_folded")
NAMED = ("supplier", "buyer")  # the tables that have the derived columns

# record -> the records that go with it when it is removed, with the column that refers to it
CHILDREN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "supplier": (
        ("audit", "supplier_id"),
        ("certificate", "supplier_id"),
        ("site", "supplier_id"),
        ("contact", "supplier_id"),
        ("approval", "supplier_id"),
        ("evaluation", "supplier_id"),
        ("waiver", "supplier_id"),
    ),
    "buyer": (
        ("certificate_buyer", "buyer_id"),
        ("audit_buyer", "buyer_id"),
        ("waiver", "buyer_id"),
        ("profile_use", "buyer_id"),
    ),
    "requirement_profile": (("profile_demand", "profile_id"),),
    "accreditation_body": (("accreditation_scope", "body_id"),),
    "site": (("certificate_site", "site_id"),),
    "certificate": (
        ("certificate_site", "certificate_id"),
        ("certificate_buyer", "certificate_id"),
        ("renewal_denial", "certificate_id"),
        ("renewal_denial", "earlier_id"),
        ("status_event", "certificate_id"),
        ("verification", "certificate_id"),
        ("scope_decision", "certificate_id"),
    ),
    "audit": (("audit_buyer", "audit_id"), ("finding", "audit_id")),
}
# record -> references to it that are emptied when it is removed
LOOSE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "certificate": (("certificate", "supersedes_id"), ("audit", "certificate_id")),
}
# record -> the column and record through which it belongs to a supplier
PARENTS: Mapping[str, tuple[str, str]] = {
    "certificate_site": ("certificate_id", "certificate"),
    "certificate_buyer": ("certificate_id", "certificate"),
    "renewal_denial": ("certificate_id", "certificate"),
    "status_event": ("certificate_id", "certificate"),
    "verification": ("certificate_id", "certificate"),
    "scope_decision": ("certificate_id", "certificate"),
    "audit_buyer": ("audit_id", "audit"),
    "finding": ("audit_id", "audit"),
}


def quoted(name: str) -> str:
    """A column name as SQL takes it; only names the file itself gave are passed in."""
    return '"' + name.replace('"', '""') + '"'


class Shapes:
    """The columns of every record table of one open file, and what counts as empty in each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.columns: dict[str, tuple[str, ...]] = {}
        self._empty: dict[str, dict[str, Any]] = {}
        for table in RECORD_TABLES:
            info = connection.execute(
                'SELECT name, type, "notnull" FROM pragma_table_info(?)', (table,)
            ).fetchall()
            info = [row for row in info if row[0] not in DERIVED]
            self.columns[table] = tuple(row[0] for row in info)
            self._empty[table] = {
                name: None if not filled or name == "id" else "" if kind == "TEXT" else 0
                for name, kind, filled in info
            }

    def written(self, record: str, image: Mapping[str, Any]) -> str:
        """The image as canonical JSON, empty values left out."""
        empty = self._empty[record]
        return canonical({k: v for k, v in image.items() if v != empty[k]})

    def read(self, record: str, written: str) -> Image:
        """The whole image that `written` stands for."""
        values: Image = json.loads(written)
        return self._empty[record] | values

    def select(self, record: str, where: str) -> str:
        """SQL for whole images."""
        columns = ", ".join(quoted(name) for name in self.columns[record])
        return f"SELECT {columns} FROM {record} WHERE {where}"

    def row(self, connection: sqlite3.Connection, record: str, row_id: int) -> Image | None:
        """The image of one row; None if it is not there."""
        found = connection.execute(self.select(record, "id = ?"), (row_id,)).fetchone()
        return None if found is None else dict(zip(self.columns[record], found, strict=True))

    def rows(
        self, connection: sqlite3.Connection, record: str, where: str, *values: Any
    ) -> Iterator[Image]:
        """The images of all rows that meet `where`, by id."""
        sql = f"{self.select(record, where)} ORDER BY id"
        for found in connection.execute(sql, values).fetchall():
            yield dict(zip(self.columns[record], found, strict=True))


def canonical(value: Any) -> str:
    """JSON with one spelling: keys sorted, no spaces, every script as it is.

    Bytes, which no register writes, get a text that no row's hash in the history was made of."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr
    )


def row_hash(record: str, written: str) -> str:
    """SHA-256 of a row's image."""
    return hashlib.sha256(f"{record}\n{written}".encode()).hexdigest()


def derived(record: str, image: Mapping[str, Any]) -> Image:
    """The derived columns of a row; empty for tables without any."""
    if record not in NAMED:
        return {}
    from domain.matching import fold, supplier_key

    return {"name_key": supplier_key(image["name"]), "name_folded": fold(image["name"])}


def next_id(connection: sqlite3.Connection, record: str) -> int:
    """The next free id. Ids are never used again: the history speaks of them for good."""
    row = connection.execute(
        f"SELECT max(ifnull((SELECT max(id) FROM {record}), 0), ifnull((SELECT max(record_id)"
        " FROM history WHERE record = ?), 0))",
        (record,),
    ).fetchone()
    return int(row[0]) + 1
