"""What falls due and what looks odd, worked out by the rules and kept for sorting and counting.

`Programme` and `Oddities` fill the temporary tables `due` and `hint` of one read connection, as
`judged` fills its own. A row's id is a place in the table, given once: the same rows keep it as
long as their supplier and the question stay as they are.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from json import dumps
from typing import Any

from domain.facts import SupplierFacts
from domain.hints import Hint, supplier_hints
from domain.matching import fold
from domain.programme import Due, programme
from domain.qualification import Profile
from domain.wording import audit_label, certificate_label, finding_label
from storage.answers import Answers, Asked
from storage.in_common import RECORDS, InCommon, in_common
from storage.search_index import words_of

_DUE = """CREATE TABLE IF NOT EXISTS temp.due (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL,
    due_on INTEGER NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    buyers TEXT NOT NULL,
    buyers_folded TEXT NOT NULL,
    record TEXT NOT NULL,
    words TEXT NOT NULL
)"""
_HINT = """CREATE TABLE IF NOT EXISTS temp.hint (
    id INTEGER PRIMARY KEY,
    supplier_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    record TEXT NOT NULL,
    subject TEXT NOT NULL,
    standard TEXT NOT NULL,
    words TEXT NOT NULL
)"""
_ASKED = "CREATE TABLE IF NOT EXISTS temp.{0}_asked (supplier_id INTEGER PRIMARY KEY)"
_OF_SUPPLIER = "CREATE INDEX IF NOT EXISTS temp.ix_{0}_supplier_id ON {0} (supplier_id)"


def _lay_down(connection: sqlite3.Connection, name: str, table: str) -> None:
    for sql in (table, _ASKED.format(name), _OF_SUPPLIER.format(name)):
        connection.execute(sql)


@dataclass(frozen=True, kw_only=True)
class ProgrammeQuestion(Asked):
    """What the audit programme is asked for. Of a profile only the months that a buyer's audit
    stands for matter."""

    profile: Profile = field(compare=False)
    months: int = 12
    stands_for: int | Profile = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        known = {profile.audit_months for profile in self.profile.with_exceptions}
        object.__setattr__(self, "stands_for", known.pop() if len(known) == 1 else self.profile)

    def of(self, supplier: SupplierFacts) -> tuple[Due, ...]:
        """What falls due at one supplier."""
        return programme(
            supplier,
            self.day,
            self.directory,
            buyer=self.buyer,
            months=self.months,
            audit_months=self.profile.for_supplier(supplier).audit_months,
        )


class Programme(Answers[ProgrammeQuestion]):
    """What falls due, in `temp.due`."""

    tables = ("temp.due_asked", "temp.due")

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._ids = count(1)
        _lay_down(connection, "due", _DUE)

    def _keep(self, question: ProgrammeQuestion, suppliers: Sequence[SupplierFacts]) -> None:
        lines = (
            (next(self._ids), supplier.id, *_due(due))
            for supplier in suppliers
            for due in question.of(supplier)
        )
        self._write([(supplier.id,) for supplier in suppliers], lines)


def _due(due: Due) -> tuple[Any, ...]:
    names = [buyer.name for buyer in due.buyers]
    return (
        due.due_on.toordinal(),
        due.kind.value,
        due.status.value,
        due.what,
        due.why,
        dumps(names, ensure_ascii=False),
        fold(" ".join(names)),
        _place(due.record),
        _words(due.what, due.why, *names),
    )


class Oddities(Answers[Asked]):
    """What looks odd, in `temp.hint`.

    A certificate's number and scan are compared with those of other suppliers: where a change
    alters who shares them, all who shared or share them are looked at again.
    """

    tables = ("temp.hint_asked", "temp.hint")

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._ids = count(1)
        self._common: InCommon | None = None
        _lay_down(connection, "hint", _HINT)

    def turn_to(self, question: Asked) -> None:
        before = self._history
        super().turn_to(question)
        if self._common is None or self._has_changed(before):
            now = in_common(self._connection)
            self._drop((self._common or InCommon()).differing(now))
            self._common = now

    def _has_changed(self, before: int) -> bool:
        """Whether anything was written since that numbers or scans could have come with."""
        if self._history <= before:
            return self._history < before
        marks = ", ".join("?" * len(RECORDS))
        sql = f"SELECT 1 FROM history WHERE id > ? AND record IN ({marks}) LIMIT 1"
        return bool(self._connection.execute(sql, (before, *RECORDS)).fetchall())

    def _keep(self, question: Asked, suppliers: Sequence[SupplierFacts]) -> None:
        common = self._common or InCommon()
        lines: list[tuple[Any, ...]] = []
        for supplier in suppliers:
            named = _named(supplier)
            elsewhere = common.as_seen_by(supplier.id)
            for hint in supplier_hints(supplier, question.day, question.directory, elsewhere):
                subject = named.get(hint.record, (supplier.name, ""))
                lines.append((next(self._ids), supplier.id, *_hint(hint), *subject,
                              _words(hint.sentence, *subject)))  # fmt: skip
        self._write([(supplier.id,) for supplier in suppliers], lines)


def _hint(hint: Hint) -> tuple[str, str, str]:
    return hint.kind.value, hint.sentence, _place(hint.record)


def _named(supplier: SupplierFacts) -> dict[tuple[str, int], tuple[str, str]]:
    """What each record that may look odd is called, and the standard it is about."""
    found = {}
    for certificate in supplier.certificates:
        name = certificate_label(certificate), certificate.standard
        found["certificate", certificate.id] = name
        found |= {("verification", each.id): name for each in certificate.verifications}
    standards = {audit.id: audit.standard for audit in supplier.audits}
    for audit in supplier.audits:
        found["audit", audit.id] = audit_label(audit), audit.standard
    for finding in supplier.findings:
        name = finding_label(finding), standards.get(finding.audit_id, "")
        found["finding", finding.id] = name
    return found


def _words(*texts: str) -> str:
    """The words of a row, to be searched; each with a space before it."""
    return f" {words_of(texts)}"


def _place(record: tuple[str, int] | None) -> str:
    """Where a row leads, as text; empty for nowhere."""
    return f"{record[0]} {record[1]}" if record else ""
