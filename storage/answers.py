"""What the rules say of suppliers, worked out one by one and kept for sorting and counting.

Answers lie in temporary tables of one read connection and hold for one question as the register
stands. For another question all are dropped; after a change those of the suppliers it touched;
then only what is missing is worked out again.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from json import dumps
from typing import Any, Generic, TypeVar

from domain.directory import Directory
from domain.facts import BuyerRef, SupplierFacts
from storage.facts_reader import load_suppliers

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

AT_ONCE = 100  # suppliers between two looks at whether to stop: some hundredths of a second
_GIVEN = "(SELECT value FROM json_each(?))"
_NEWEST = "SELECT ifnull(max(id), 0) FROM history"
# Whom a line of the history is about: its supplier, the one a record was moved away from, and
# everybody whose records name a buyer that was changed.
_TOUCHED = """
WITH line AS (SELECT * FROM history WHERE id > :since)
SELECT supplier_id FROM line WHERE supplier_id IS NOT NULL
UNION SELECT json_extract(old, '$.supplier_id') FROM line
 WHERE action = 'change' AND instr(old, '"supplier_id"') AND json_valid(old)
UNION SELECT a.supplier_id FROM audit_buyer AS k JOIN audit AS a ON a.id = k.audit_id
 WHERE k.buyer_id IN (SELECT record_id FROM line WHERE record = 'buyer')
UNION SELECT c.supplier_id FROM certificate_buyer AS k JOIN certificate AS c
 ON c.id = k.certificate_id
 WHERE k.buyer_id IN (SELECT record_id FROM line WHERE record = 'buyer')
UNION SELECT supplier_id FROM waiver
 WHERE buyer_id IN (SELECT record_id FROM line WHERE record = 'buyer')
"""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """For whom and as of when suppliers are asked about. Two are one question only while the buyer
    bears the same name: answers name it."""

    buyer: BuyerRef | None
    day: date
    directory: Directory
    buyer_name: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "buyer_name", self.buyer.name if self.buyer else "")


AskedT = TypeVar("AskedT")


class Answers(ABC, Generic[AskedT]):
    """The answers one connection holds. Not for two threads at once, like the connection.

    `tables` are the temporary tables they lie in, each with a `supplier_id`; the first has a
    line for every supplier that was asked about.
    """

    tables: tuple[str, ...]

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._question: AskedT | None = None
        self._history = 0
        self.asked = 0  # how many questions were asked so far

    @abstractmethod
    def _keep(self, question: AskedT, suppliers: Sequence[SupplierFacts]) -> None:
        """Work out what is to be said of these suppliers and write it down with `_write`."""

    def is_complete(self, question: AskedT) -> bool:
        """Whether every supplier's answer to `question` is at hand."""
        self.turn_to(question)
        return not self._missing(None, limit=1)

    @property
    def is_whole(self) -> bool:
        """Whether every supplier's answer to the last question is at hand and still holds."""
        if self._question is None or self._newest() != self._history:
            return False
        return not self._missing(None, limit=1)

    def work_out(
        self,
        question: AskedT,
        ids: Iterable[int] | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bool:
        """See to it that the answers for these suppliers, or for all, are at hand.

        `progress` is told how many of how many are done. Returns False if cancelled; what was
        worked out until then is kept and the next call goes on from there.
        """
        self.turn_to(question)
        missing = self._missing(ids)
        for done in range(0, len(missing), AT_ONCE):
            if cancelled is not None and cancelled():
                return False
            suppliers = load_suppliers(self._connection, missing[done : done + AT_ONCE])
            self._keep(question, list(suppliers))
            if progress is not None:
                progress(min(done + AT_ONCE, len(missing)), len(missing))
        return True

    def _write(self, *lines: Iterable[tuple[Any, ...]]) -> None:
        """The lines of each table, all or none: an interrupted reader must not take what was
        written until then for the whole."""
        self._connection.execute("SAVEPOINT answers")
        try:
            for table, rows in zip(self.tables, lines, strict=True):
                written = list(rows)
                if written:
                    marks = ", ".join("?" * len(written[0]))
                    self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", written)
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO answers")
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute("RELEASE answers")

    def _missing(self, ids: Iterable[int] | None, limit: int = -1) -> list[int]:
        wanted = "" if ids is None else f"id IN {_GIVEN} AND "
        sql = (
            f"SELECT id FROM supplier WHERE {wanted}"
            f"id NOT IN (SELECT supplier_id FROM {self.tables[0]}) ORDER BY id LIMIT {limit}"
        )
        parameters = () if ids is None else (dumps(list(ids)),)
        return [row[0] for row in self._connection.execute(sql, parameters).fetchall()]

    def turn_to(self, question: AskedT) -> None:
        """Drop the answers that are none to `question` as the register stands now."""
        newest = self._newest()
        if question != self._question or newest < self._history:
            self.asked += 1
            for table in self.tables:
                self._connection.execute(f"DELETE FROM {table}")
        elif newest > self._history:
            rows = self._connection.execute(_TOUCHED, {"since": self._history}).fetchall()
            self._drop([row[0] for row in rows])
        self._question, self._history = question, newest

    def _drop(self, suppliers: Iterable[int]) -> None:
        keys = dumps(list(suppliers))
        for table in self.tables:
            self._connection.execute(f"DELETE FROM {table} WHERE supplier_id IN {_GIVEN}", (keys,))

    def _newest(self) -> int:
        return int(self._connection.execute(_NEWEST).fetchall()[0][0])
