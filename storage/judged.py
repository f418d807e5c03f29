"""Verdicts of suppliers, kept for sorting, filtering and counting.

A `Judgements` fills the temporary table `judged` of one read connection: for one profile,
buyer and day, the verdict of each supplier, the evidence that stands for it and how grave each
column of the matrix is. The rules are `domain.qualification`'s; how that evidence stands is read
off its interval like that of any other.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from domain.facts import SupplierFacts
from domain.matrix import MatrixColumn, cells_of, columns_of, severities
from domain.qualification import Assessment, Profile, assess, shown_evidence
from domain.validity import USUAL_WINDOWS, Windows
from domain.vocabulary import Effect, Outcome
from storage.answers import Answers, Asked
from storage.listings import MatrixRow

_TABLE = """CREATE TABLE IF NOT EXISTS temp.judged (
    supplier_id INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    standard TEXT NOT NULL,
    evidence TEXT,
    evidence_id INTEGER,
    open INTEGER NOT NULL,
    grave INTEGER NOT NULL,
    mild INTEGER NOT NULL,
    cells TEXT NOT NULL
)"""
_GRAVE, _MILD = "6", "45"  # severities of cells that disqualify, and of those that set conditions


@dataclass(frozen=True, kw_only=True)
class Question(Asked):
    """What suppliers are judged on: a verdict holds for exactly one of these."""

    profile: Profile
    windows: Windows = USUAL_WINDOWS

    @cached_property
    def columns(self) -> tuple[MatrixColumn, ...]:
        """The columns of the matrix."""
        return columns_of(self.profile)

    def assess(self, supplier: SupplierFacts) -> Assessment:
        """The assessment of one supplier."""
        return assess(supplier, self.profile, self.buyer, self.day, self.directory, self.windows)


class Judgements(Answers[Question]):
    """The verdicts one connection holds.

    `cells` of a line is a digit for each column of the matrix: how grave it is
    (`domain.matrix.severities`). A supplier is `open` while something that bears on its verdict is
    neither met nor waived.
    """

    tables = ("temp.judged",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        connection.execute(_TABLE)

    def _keep(self, question: Question, suppliers: Sequence[SupplierFacts]) -> None:
        self._write(_line(supplier, question) for supplier in suppliers)


def _line(supplier: SupplierFacts, question: Question) -> tuple[Any, ...]:
    assessment = question.assess(supplier)
    decided_by = assessment.decided_by
    cells = "".join(map(str, severities(assessment, question.columns)))
    return (
        supplier.id,
        assessment.verdict.value,
        decided_by[0].reason if decided_by else "",
        assessment.subjects[0] if assessment.subjects else "",
        *(shown_evidence(assessment) or (None, None)),
        is_open(assessment),
        cells.count(_GRAVE),
        sum(map(cells.count, _MILD)),
        cells,
    )


def is_open(assessment: Assessment) -> bool:
    """Whether something that bears on the verdict is neither met nor waived."""
    return any(
        line.effect is not Effect.NONE and line.outcome is not Outcome.WAIVED
        for line in assessment.lines
    )


def matrix_row(supplier: SupplierFacts, question: Question) -> MatrixRow:
    """One supplier across the columns of the matrix."""
    assessment = question.assess(supplier)
    return MatrixRow(
        id=supplier.id,
        name=supplier.name,
        local_name=supplier.local_name,
        code=supplier.code,
        country=supplier.country,
        verdict=assessment.verdict,
        profile=assessment.profile,
        cells=cells_of(assessment, supplier, question.columns),
    )
