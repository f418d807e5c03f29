"""Verdicts of suppliers, kept for sorting, filtering and counting.

A `Judgements` fills the temporary table `judged` of one read connection: for one profile,
buyer and day, the verdict of each supplier and the evidence that stands for it. The rules
are `domain.qualification`'s; how that evidence stands is read off its interval like that
of any other. When the register changes, only the suppliers touched are judged again.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps

from domain.directory import Directory
from domain.facts import BuyerRef, SupplierFacts
from domain.qualification import Assessment, Profile, assess, shown_evidence
from domain.validity import USUAL_WINDOWS, Windows
from storage.facts_reader import CHUNK, load_suppliers

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_TABLE = """CREATE TABLE IF NOT EXISTS temp.judged (
    supplier_id INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    standard TEXT NOT NULL,
    evidence TEXT,
    evidence_id INTEGER
)"""
_MISSING = "SELECT id FROM supplier WHERE id NOT IN (SELECT supplier_id FROM temp.judged)"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What suppliers are judged on: a verdict holds for exactly one of these."""

    profile: Profile
    buyer: BuyerRef | None
    day: date
    directory: Directory
    windows: Windows = USUAL_WINDOWS

    def assess(self, supplier: SupplierFacts) -> Assessment:
        """The assessment of one supplier."""
        return assess(supplier, self.profile, self.buyer, self.day, self.directory, self.windows)


class Judgements:
    """The verdicts one connection holds. Not for two threads at once, like the connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._question: Question | None = None
        self._history = 0
        connection.execute(_TABLE)

    def is_complete(self, question: Question) -> bool:
        """Whether every supplier's verdict on `question` is at hand."""
        self._turn_to(question)
        return not self._connection.execute(f"{_MISSING} LIMIT 1").fetchall()

    def judge(
        self,
        question: Question,
        ids: Iterable[int] | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bool:
        """See to it that the verdicts of these suppliers, or of all, are at hand.

        `progress` is told how many of how many are done. Returns False if cancelled; what was
        judged until then is kept and the next call goes on from there.
        """
        self._turn_to(question)
        missing = self._missing(ids)
        for done in range(0, len(missing), CHUNK):
            if cancelled is not None and cancelled():
                return False
            self._judge_some(question, missing[done : done + CHUNK])
            if progress is not None:
                progress(min(done + CHUNK, len(missing)), len(missing))
        return True

    def _missing(self, ids: Iterable[int] | None) -> list[int]:
        sql, parameters = _MISSING, tuple[str, ...]()
        if ids is not None:
            sql += " AND id IN (SELECT value FROM json_each(?))"
            parameters = (dumps(list(ids)),)
        return [
            row[0] for row in self._connection.execute(f"{sql} ORDER BY id", parameters).fetchall()
        ]

    def _judge_some(self, question: Question, ids: Sequence[int]) -> None:
        suppliers = list(load_suppliers(self._connection, ids))
        lines = [_line(supplier, question) for supplier in suppliers]
        self._connection.executemany(
            "INSERT OR REPLACE INTO temp.judged VALUES (?, ?, ?, ?, ?, ?)", lines
        )

    def _turn_to(self, question: Question) -> None:
        """Drop the verdicts that do not answer `question` as the register stands now."""
        newest = self._connection.execute("SELECT ifnull(max(id), 0) FROM history").fetchall()[0][0]
        if question != self._question or newest < self._history:
            self._connection.execute("DELETE FROM temp.judged")
        elif newest > self._history:
            self._connection.execute(
                "DELETE FROM temp.judged WHERE supplier_id IN"
                " (SELECT supplier_id FROM history WHERE id > ?)",
                (self._history,),
            )
        self._question, self._history = question, newest


def _line(
    supplier: SupplierFacts, question: Question
) -> tuple[int, str, str, str, str | None, int | None]:
    assessment = question.assess(supplier)
    subjects = assessment.subjects
    standard = subjects[0] if subjects else ""
    record, id_ = shown_evidence(assessment) or (None, None)
    decided_by = assessment.decided_by
    reason = decided_by[0].reason if decided_by else ""
    return supplier.id, assessment.verdict.value, reason, standard, record, id_
