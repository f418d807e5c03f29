"""The columns of audits and of their findings."""

from datetime import date

from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    GRADING_WORDS,
    AuditResult,
    Grading,
    State,
)
from gui import text
from gui.models.cell_words import OWNER, STACK, VALIDITY, or_dash, owner_and, recognition, standard
from gui.models.cells import Cell, Words
from gui.models.column import Column, Columns
from gui.widgets.chips import Chip, validity_chip
from storage.listings import AuditRow, FindingRow


def _audit_date(row: AuditRow, _day: date) -> Cell:
    if row.done_on is not None:
        return Words(text.day(row.done_on), tabular=True)
    if row.planned_on is not None:
        return Words(text.day(row.planned_on), tabular=True)
    return or_dash("")


def _audit_kind(row: AuditRow) -> str:
    return AUDIT_KIND_WORDS[row.kind] if row.kind else ""


_RESULT_ICON = {
    AuditResult.PASSED: ("check", "validity.valid.mark"),
    AuditResult.PASSED_WITH_CONDITIONS: ("alert", "validity.urgent.mark"),
    AuditResult.FAILED: ("x", "validity.lapsed_quiet.mark"),
    AuditResult.PENDING: ("q", "validity.undated.mark"),
}


def _audit_result(row: AuditRow, _day: date) -> Cell:
    if row.result is None:
        is_planned = row.done_on is None and row.planned_on is not None
        return Words("Planned", role="text.secondary") if is_planned else or_dash("")
    icon, mark = _RESULT_ICON[row.result]
    words = AUDIT_RESULT_WORDS[row.result]
    short = "Conditions" if row.result is AuditResult.PASSED_WITH_CONDITIONS else words
    return Chip(short, icon, "text.primary", mark, weight=400, size=13, bare=True, full=words)


def _open_findings(row: AuditRow, _day: date) -> Cell:
    words = str(row.open_findings) if row.open_findings else text.NOTHING
    return Words(words, role="text.primary" if row.open_findings else "text.tertiary", tabular=True)


_GRADING_ICON = {
    Grading.MAJOR: ("x", "validity.lapsed_quiet.ink", "validity.lapsed_quiet.mark"),
    Grading.MINOR: ("alert", "validity.urgent.ink", "validity.urgent.mark"),
    Grading.OBSERVATION: ("info", "text.primary", "text.secondary"),
    Grading.OPPORTUNITY: ("star", "text.primary", "text.secondary"),
}


def _grading(row: FindingRow, _day: date) -> Cell:
    icon, ink, mark = _GRADING_ICON[row.grading]
    full = GRADING_WORDS[row.grading]
    return Chip(full.split()[0], icon, ink, mark, weight=400, size=13, bare=True, full=full)


def _finding_state(row: FindingRow, day: date) -> Cell:
    """Whether a finding is open, late or closed on the day, in the colours of validity."""
    if not row.open:
        words = "Closed"
        look = validity_chip(State.VALID, words, in_list=True)
        return Chip(words, look.icon, look.ink, look.mark, weight=400, full=words)
    if row.overdue and row.due_on is not None:
        late = f"{text.plural((day - row.due_on).days, 'day')} late"
        chip = validity_chip(State.URGENT, late, in_list=True)
        return Chip(late, chip.icon, chip.ink, chip.mark, chip.fill, full="Overdue")
    if row.due_on is None:
        chip = validity_chip(State.UNDATED, "No due date", in_list=True)
        return Chip(chip.words, chip.icon, chip.ink, chip.mark, chip.fill, chip.line, dashed=True,
                    full="Open")  # fmt: skip
    words = f"Open, {text.plural((row.due_on - day).days, 'day')} left"
    return Chip(words, "clock", "text.primary", "validity.soon.mark", weight=400, full="Open")


AUDITS = Columns(
    wide=(
        Column("Date", 92, _audit_date, "date"),
        OWNER,
        Column("Kind", 104, lambda row, _day: or_dash(_audit_kind(row)), "kind", 1),
        Column("Criteria", 104, standard, "standard", 1),
        Column(
            "Conducted by", 120, lambda row, _day: or_dash(row.conducted_by), "auditor", 2,
            above=1210,
        ),
        Column("Result", 100, _audit_result, "result"),
        Column("Recognition", 138, recognition, "recognition"),
        Column("Open", 42, _open_findings, right=True),
        VALIDITY,
    ),
    wide_from=1000,
    narrow=(
        Column(
            "Supplier", 180,
            owner_and(lambda row: text.join(_audit_kind(row), row.standard)), "supplier", 5,
        ),
        STACK,
        Column("Done", 112, _audit_date, "date", right=True),
    ),
)  # fmt: skip
FINDINGS = Columns(
    wide=(
        OWNER,
        Column("Grading", 124, _grading, "grading"),
        Column("Clause", 76, lambda row, _day: or_dash(row.clause), "clause"),
        Column("Statement", 200, lambda row, _day: Words(row.statement), "statement", 6),
        Column("Due", 104, lambda row, _day: Words(text.day(row.due_on), tabular=True), "due",
               right=True),
        Column("Standing", 150, _finding_state),
    ),
    narrow=(
        Column("Finding", 200, lambda row, _day: Words(row.statement, row.supplier, weight=500),
               "statement", 5),
        Column("Grading", 124, _grading, "grading"),
        Column("Standing", 150, _finding_state),
    ),
)  # fmt: skip
