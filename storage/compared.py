"""Verdicts of the same suppliers on another day, to tell whose will have changed.

A `Compared` fills the temporary table `compared` beside `judged`: who stays qualified until
then, and who does not. The rules and all else of the question are the same; only the day is not.
"""

import sqlite3
from collections.abc import Sequence

from domain.facts import SupplierFacts
from domain.vocabulary import Verdict
from storage.answers import Answers
from storage.judged import Question

_TABLE = """CREATE TABLE IF NOT EXISTS temp.compared (
    supplier_id INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL
)"""
_RANK = " ".join(f"WHEN '{verdict.value}' THEN {rank}" for rank, verdict in enumerate(Verdict))
_BEST_FIRST = f"CASE {{0}} {_RANK} END"
# Nothing while there is no day to compare with.
VERDICT = "CASE WHEN :compared THEN k.verdict END"
_NOW, _THEN = _BEST_FIRST.format("j.verdict"), _BEST_FIRST.format(f"({VERDICT})")
CHANGED = (
    f"CASE WHEN {_NOW} > {_THEN} THEN 'worse' WHEN {_NOW} < {_THEN} THEN 'better'"
    f" WHEN {_NOW} = {_THEN} THEN 'same' ELSE '' END"
)
JOIN = "LEFT JOIN temp.compared AS k ON k.supplier_id = s.id"


class Compared(Answers[Question]):
    """The verdicts of that other day."""

    tables = ("temp.compared",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        connection.execute(_TABLE)

    def _keep(self, question: Question, suppliers: Sequence[SupplierFacts]) -> None:
        self._write((each.id, question.assess(each).verdict.value) for each in suppliers)
