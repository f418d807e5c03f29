"""The columns of evaluations, of what falls due and of what looks odd."""

from dataclasses import replace
from datetime import date

from domain.vocabulary import (
    DUE_STATUS_WORDS,
    DUE_WORDS,
    HINT_WORDS,
    SUPPLIER_CLASS_WORDS,
    DueKind,
    DueStatus,
    HintKind,
    State,
    SupplierClass,
)
from gui import text
from gui.models.cell_words import or_dash
from gui.models.cells import Cell, Paragraph, Words
from gui.models.column import Column, Columns
from gui.widgets.chips import Chip, validity_chip
from storage.listings import EvaluationRow, HintRow, ProgrammeRow

_CLASS_LOOK = {
    SupplierClass.A: (State.VALID, "check-circle"),
    SupplierClass.B: (State.VALID, "check-circle"),
    SupplierClass.C: (State.SOON, "alert"),
    SupplierClass.D: (State.URGENT, "alert"),
}


def class_chip(rating: SupplierClass) -> Chip:
    """A class of performance in its words; what has to be improved speaks up."""
    words = SUPPLIER_CLASS_WORDS[rating]
    state, icon = _CLASS_LOOK[rating]
    look = validity_chip(state, words, in_list=True)
    return Chip(
        words, icon, look.ink, look.mark, look.fill, weight=look.weight, full="Class"
    )  # fmt: skip


def _supplier(row: EvaluationRow | ProgrammeRow | HintRow, _day: date) -> Cell:
    first, second = (row.supplier_local, row.supplier) if row.supplier_local else (row.supplier, "")
    return Words(first, second or row.supplier_code, weight=500)


def _period(row: EvaluationRow, _day: date) -> Cell:
    return or_dash(period_words(row.period_from, row.period_to))


def period_words(first: date | None, last: date | None) -> str:
    """ "Jan – Jun 2026", "2025", "Mar 2026", "From 3 Mar 2026"; empty where neither is known."""
    if first is None or last is None:
        known = first or last
        lead = "From" if first else "To"
        return f"{lead} {text.day(known)}" if known else ""
    whole = first.day == 1 and (last.month != (date.fromordinal(last.toordinal() + 1)).month)
    if not whole:
        return f"{text.day(first)} – {text.day(last)}"
    if first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        if first.month == last.month:
            return text.month(first)
        return f"{text.MONTHS[first.month - 1]} – {text.month(last)}"
    return f"{text.month(first)} – {text.month(last)}"


def _figure(value: float | None) -> Cell:
    if value is None:
        return or_dash("")
    return Words(f"{value:g}", tabular=True)


def _class(row: EvaluationRow, _day: date) -> Cell:
    if row.rating is not None:
        return class_chip(row.rating)
    if row.class_by_score is None:
        return or_dash("")
    return replace(class_chip(row.class_by_score), words=f"{row.class_by_score}, by score")


def _next_due(row: EvaluationRow, _day: date) -> Cell:
    return Words(text.day(row.next_due_on), tabular=True) if row.next_due_on else or_dash("")


_DUE_ICON = {
    DueKind.PLANNED_AUDIT: "audit",
    DueKind.BUYER_AUDIT: "buyer",
    DueKind.SURVEILLANCE: "cycle",
    DueKind.CORRECTIVE_ACTION: "flag",
    DueKind.REEVALUATION: "star",
}


def _due_kind(row: ProgrammeRow, _day: date) -> Cell:
    words = DUE_WORDS[row.kind]
    return Chip(words, _DUE_ICON[row.kind], "text.primary", "text.secondary", weight=400, size=13,
                bare=True, full=words)  # fmt: skip


def _due_on(row: ProgrammeRow, _day: date) -> Cell:
    return Words(text.day(row.due_on), tabular=True)


def due_chip(status: DueStatus, days_left: int) -> Chip:
    """How near a due day is, in words and in the colours of validity."""
    full = DUE_STATUS_WORDS[status]
    if status is DueStatus.OVERDUE:
        words = f"{text.plural(-days_left, 'day')} late"
        chip = validity_chip(State.URGENT, words, in_list=True)
        return Chip(words, chip.icon, chip.ink, chip.mark, chip.fill, full=full)
    words = "Today" if days_left == 0 else f"In {text.plural(days_left, 'day')}"
    if status is DueStatus.SOON:
        chip = validity_chip(State.SOON, words, in_list=True)
        return Chip(words, chip.icon, chip.ink, chip.mark, chip.fill, full=full)
    if days_left > 92:
        words = f"In {text.plural(days_left // 30, 'month')}"
    return Chip(words, "cal", "text.primary", "text.secondary", weight=400, full=full)


def _due_status(row: ProgrammeRow, _day: date) -> Cell:
    return due_chip(row.status, row.days_left)


def _due_what(row: ProgrammeRow, _day: date) -> Cell:
    unnamed = [buyer for buyer in row.buyers if buyer not in row.what]
    return Words(row.what, text.join(row.why, ", ".join(unnamed)))


def _hint_kind(row: HintRow, _day: date) -> Cell:
    words = HINT_WORDS[row.kind]
    return Chip(words, _HINT_ICON[row.kind], "text.primary", "text.secondary", weight=400, size=13,
                bare=True, full=words)  # fmt: skip


_HINT_ICON = {
    HintKind.DATES: "cal",
    HintKind.CYCLE: "cycle",
    HintKind.SAME_NUMBER: "link",
    HintKind.SAME_SCAN: "doc",
    HintKind.BODIES: "book",
    HintKind.PARTY: "buyer",
    HintKind.RENEWAL: "refresh",
}

EVALUATIONS = Columns(
    wide=(
        Column("Supplier", 190, _supplier, "supplier", 5),
        Column("Period", 136, _period, "period", 1),
        Column("Quality", 48, lambda row, _day: _figure(row.quality), "quality", right=True),
        Column("Delivery", 52, lambda row, _day: _figure(row.delivery), "delivery", right=True),
        Column("Service", 50, lambda row, _day: _figure(row.service), "service", right=True),
        Column("Score", 42, lambda row, _day: _figure(row.score), "score", right=True),
        Column("Class", 140, _class, "rating"),
        Column("Evaluated", 86, lambda row, _day: Words(text.day(row.done_on), tabular=True),
               "done", right=True),
        Column("Next due", 86, _next_due, "next_due", right=True),
    ),
    wide_from=960,
    wide_row=54,
    narrow=(
        Column("Supplier", 180, _supplier, "supplier", 5),
        Column("Score", 56, lambda row, _day: _figure(row.score), "score", right=True),
        Column("Class", 140, _class, "rating"),
        Column("Evaluated", 96, lambda row, _day: Words(text.day(row.done_on), tabular=True),
               "done", right=True),
    ),
)  # fmt: skip
PROGRAMME = Columns(
    wide=(
        Column("Due", 92, _due_on, "due", right=True),
        Column("Status", 122, _due_status, "status"),
        Column("Kind", 138, _due_kind, "kind"),
        Column("Supplier", 164, _supplier, "supplier", 2),
        Column("What and why", 260, _due_what, "what", 6),
    ),
    wide_from=860,
    wide_row=54,
    narrow=(
        Column("Supplier", 180, lambda row, _day: Words(row.supplier_local or row.supplier,
                                                        row.what, weight=500), "supplier", 5),
        Column("Kind", 150, _due_kind, "kind", above=560),
        Column("Status", 122, _due_status, "due"),
    ),
)  # fmt: skip
HINTS = Columns(
    wide=(
        Column("Kind", 126, _hint_kind, "kind"),
        Column("Supplier", 164, _supplier, "supplier", 2),
        Column("Worth a look", 320, lambda row, _day: Paragraph(row.sentence), "", 7),
        Column("Record", 150, lambda row, _day: or_dash(row.subject, "text.secondary"), "subject",
               1),
    ),
    wide_from=860,
    wide_row=72,
    narrow_row=72,
    narrow=(
        Column("Supplier", 160, _supplier, "supplier", 2),
        Column("Worth a look", 240, lambda row, _day: Paragraph(row.sentence), "", 5),
    ),
)  # fmt: skip
