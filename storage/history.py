"""The change history: who changed what, when, from what to what, why; append-only and chained.

A `StepLog` takes down one step (all that one write does). Every line carries the hash of the
row as it stands afterwards and the hash of the line before, so that `storage.check` sees what
was altered behind the register's back. Nothing here writes records.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from domain.import_plan import New
from storage.rows import PARENTS, Image, Shapes, canonical, row_hash

_BATCH = 2000
_COLUMNS = (
    "id, step, at, author, action, record, record_id, supplier_id, old, new, reason, source,"
    " row_hash, hash"
)
UNDOABLE = ("write", "import")


@dataclass(frozen=True)
class Changes:
    """What one write changed. `touched` names the records (record, id), their suppliers too;
    `ids` tells which id each new record got. `step` is 0 where there was nothing to change."""

    label: str
    step: int
    touched: frozenset[tuple[str, int]] = frozenset()
    ids: Mapping[New, int] = field(default_factory=lambda: MappingProxyType({}))
    added: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    changed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    removed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class StepInfo:
    """What the step is called and why it is taken. `kind` as in the table `step`."""

    kind: str
    label: str
    reason: str = ""
    of_step: int | None = None

    @property
    def state(self) -> str:
        """What a person can take back is `done`; everything else stands for good."""
        return "done" if self.kind in UNDOABLE else "fixed"


class StepLog:
    """Takes down the lines of one step inside the running transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        shapes: Shapes,
        info: StepInfo,
        *,
        at: str,
        author: str,
    ) -> None:
        self._connection = connection
        self._shapes = shapes
        self._info = info
        self._at = at
        self._author = author
        self._lines: list[tuple[Any, ...]] = []
        self._suppliers_of: dict[tuple[str, int], int | None] = {}
        self._number, self._hash = last_line(connection)
        self.step = int(connection.execute("SELECT ifnull(max(id), 0) + 1 FROM step").fetchone()[0])
        connection.execute(
            "INSERT INTO step (id, at, author, kind, label, reason, of_step, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.step, at, author, info.kind, info.label, info.reason, info.of_step, info.state),
        )
        self.counts = {"add": Counter[str](), "change": Counter[str](), "remove": Counter[str]()}
        self.touched: set[tuple[str, int]] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed so far."""
        return not self.touched

    def add(self, record: str, image: Image, source: str = "") -> None:
        """A row was added."""
        written = self._shapes.written(record, image)
        supplier = self._supplier(record, image)
        self._line("add", record, image["id"], supplier, None, written, source, written)

    def change(self, record: str, old: Image, new: Image, source: str = "") -> None:
        """A row was changed; equal images are not taken down."""
        fields = [name for name, value in new.items() if value != old[name]]
        if not fields:
            return
        if (owner := self._supplier(record, old)) is not None:
            self.touched.add(("supplier", owner))
        self._suppliers_of.pop((record, new["id"]), None)
        supplier = self._supplier(record, new)
        before, after = (canonical({name: row[name] for name in fields}) for row in (old, new))
        written = self._shapes.written(record, new)
        self._line("change", record, new["id"], supplier, before, after, source, written)

    def remove(self, record: str, image: Image, source: str = "") -> None:
        """A row is removed; its parents must still be there."""
        written = self._shapes.written(record, image)
        supplier = self._supplier(record, image)
        self._line("remove", record, image["id"], supplier, written, None, source, None)

    def finish(self, ids: Mapping[New, int] | None = None) -> Changes:
        """Write the lines still held back, and close the way to what was undone before."""
        self._flush()
        if self._info.kind in UNDOABLE:
            self._connection.execute("UPDATE step SET state = 'dropped' WHERE state = 'undone'")
        return Changes(
            label=self._info.label,
            step=self.step,
            touched=frozenset(self.touched),
            ids=MappingProxyType(dict(ids or {})),
            added=MappingProxyType(dict(self.counts["add"])),
            changed=MappingProxyType(dict(self.counts["change"])),
            removed=MappingProxyType(dict(self.counts["remove"])),
        )

    def _line(
        self,
        action: str,
        record: str,
        record_id: int,
        supplier: int | None,
        old: str | None,
        new: str | None,
        source: str,
        written: str | None,
    ) -> None:
        self._number += 1
        hashed = None if written is None else row_hash(record, written)
        values = (
            self._number, self.step, self._at, self._author, action, record, record_id, supplier,
            old, new, self._info.reason, source, hashed,
        )  # fmt: skip
        self._hash = chained(self._hash, self._info.label, values)
        self._lines.append((*values, self._hash))
        self.counts[action][record] += 1
        self.touched.add((record, record_id))
        if supplier is not None:
            self.touched.add(("supplier", supplier))
        if len(self._lines) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        marks = ", ".join("?" * 14)
        self._connection.executemany(
            f"INSERT INTO history ({_COLUMNS}) VALUES ({marks})", self._lines
        )
        self._lines.clear()

    def _supplier(self, record: str, image: Image) -> int | None:
        """The supplier a row belongs to; None for buyers, settings and the like."""
        key = (record, int(image["id"]))
        if key not in self._suppliers_of:
            self._suppliers_of[key] = self._find_supplier(record, image)
        return self._suppliers_of[key]

    def _find_supplier(self, record: str, image: Image) -> int | None:
        if record == "supplier":
            return int(image["id"])
        if "supplier_id" in image:
            return int(image["supplier_id"])
        if record == "document":
            parent, parent_id = str(image["owner"]), int(image["owner_id"])
        elif record in PARENTS:
            column, parent = PARENTS[record]
            parent_id = int(image[column])
        else:
            return None
        if (parent, parent_id) in self._suppliers_of:
            return self._suppliers_of[parent, parent_id]
        row = self._shapes.row(self._connection, parent, parent_id)
        return None if row is None else self._supplier(parent, row)


def chained(before: str, label: str, values: tuple[Any, ...]) -> str:
    """The hash of a line: over the hash before it, its step's label and all its columns."""
    line = json.dumps([before, label, *values], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def register_id(connection: sqlite3.Connection) -> str:
    """What tells this register's history from any other's."""
    row = connection.execute("SELECT value FROM meta WHERE \"key\" = 'id'").fetchone()
    return "" if row is None else str(row[0])


def last_line(connection: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the newest line; (0, "") while there is none."""
    row = connection.execute("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))
