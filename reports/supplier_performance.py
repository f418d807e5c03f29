"""The supplier report's evaluations of performance, where they are asked for."""

from domain.facts import EvaluationFacts
from domain.reevaluation import class_of, evaluated_on, reevaluation
from domain.snapshot import SupplierSnapshot
from domain.vocabulary import SUPPLIER_CLASS_WORDS
from domain.wording import long_day, short_day
from reports.blocks import Block, Heading, Text
from reports.styles import SMALL, TABLE
from reports.tables import Column, Row, Table, two_lines
from reports.text import bind, clean

_NOTE = "The organisation's own figures for each period, in per cent; 100 is the best."


def performance_table(snapshot: SupplierSnapshot, padding: float) -> list[Block]:
    """Evaluations done by the day, latest first, and when the next one is due."""
    columns = [
        Column("Period", 134),
        Column("Quality", 48, align="right"),
        Column("Delivery", 48, align="right"),
        Column("Service", 48, align="right"),
        Column("Score", 48, align="right"),
        Column("Class", 92),
        Column("Evaluated", 75.2),
    ]
    done = [e for e in snapshot.supplier.evaluations if evaluated_on(e) <= snapshot.day]
    done.sort(key=lambda e: (evaluated_on(e), e.id), reverse=True)
    blocks: list[Block] = [Heading("Performance", _note(snapshot))]
    empty = "No evaluation is on record."
    blocks.append(Table(columns, [_row(one) for one in done], padding=padding, empty=empty))
    return blocks


def _note(snapshot: SupplierSnapshot) -> str:
    due = reevaluation(snapshot.supplier, snapshot.day)
    if due is None or due.due_on is None:
        return f"{_NOTE} When the next evaluation is due is not on record."
    late = due.due_on < snapshot.day
    words = (
        f"The next was due on {long_day(due.due_on)}"
        if late
        else (f"The next is due on {long_day(due.due_on)}")
    )
    return f"{_NOTE} {words} ({due.basis})."


def _row(evaluation: EvaluationFacts) -> Row:
    figures = (evaluation.quality, evaluation.delivery, evaluation.service, evaluation.score)
    rating = class_of(evaluation)
    by_score = rating is not None and evaluation.rating is None
    return Row(
        [
            Text(bind(_period(evaluation)), style=TABLE.strong),
            *(
                Text("–" if figure is None else f"{figure:g}", style=TABLE, align="right")
                for figure in figures
            ),
            two_lines(
                Text(SUPPLIER_CLASS_WORDS[rating] if rating else "not recorded", style=TABLE),
                Text("by its score", style=SMALL) if by_score else None,
            ),
            two_lines(
                Text(
                    bind(short_day(evaluation.done_on)) if evaluation.done_on else "not recorded",
                    style=TABLE,
                ),
                Text(clean(evaluation.by, 80), style=SMALL) if evaluation.by else None,
            ),
        ]
    )


def _period(evaluation: EvaluationFacts) -> str:
    first, last = evaluation.period_from, evaluation.period_to
    if first and last:
        return f"{short_day(first)} – {short_day(last)}"
    if last:
        return f"until {short_day(last)}"
    return f"from {short_day(first)}" if first else "not recorded"
