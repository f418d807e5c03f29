"""What has to be kept up at a supplier: what changes next, falls due or looks odd; evaluations,
our decisions and waivers.

Each is a section of the supplier's detail; what is due is the rules' (`domain.programme`,
`domain.reevaluation`), and so are the hints.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from domain.facts import ApprovalFacts, EvaluationFacts, WaiverFacts
from domain.programme import Due
from domain.reevaluation import class_of, decided_on, evaluated_on
from domain.vocabulary import (
    DECISION_WORDS,
    RULE_WORDS,
    SUPPLIER_CLASS_WORDS,
    Decision,
    DueKind,
    DueStatus,
    State,
)
from gui import text
from gui.models.details import Detail
from gui.views.detail_parts import Asks, calm, padded, worded_chip
from gui.widgets.chips import Chip
from gui.widgets.form_fields import Cure
from gui.widgets.sections import Facts, ItemRow, Made, Section

if TYPE_CHECKING:
    from storage.upkeep_rows import HintRow

AHEAD, PROGRAMME, HINTS, EVALUATIONS = (
    "What changes next", "Due in 12 months", "Worth a look", "Evaluations",
)  # fmt: skip
SAME = 0.05  # scores that differ by less are the same
_DECIDED = {
    Decision.APPROVED: ("check-circle", "validity.valid.mark"),
    Decision.CONDITIONAL: ("alert", "validity.urgent.mark"),
    Decision.SUSPENDED: ("oct-pause", "validity.lapsed_quiet.mark"),
    Decision.DISQUALIFIED: ("oct-x", "validity.lapsed_quiet.mark"),
}
IsOpen = Callable[[str], bool]


def ahead(detail: Detail, is_open: IsOpen) -> Section:
    """The next days on which something about the supplier changes by itself."""
    days = detail.next_changes
    facts = [(text.day(day), sentence) for day, sentence in days]
    rows = [padded(Facts(facts, size=12), top=2, bottom=4)] if facts else []
    first = text.day(days[0][0]) if days else text.NOTHING
    return Section(AHEAD, first, rows, is_open=is_open(AHEAD))


# --- what is due ---------------------------------------------------------------------------


def programme(detail: Detail, asks: Asks, is_open: IsOpen) -> Section:
    """The audit programme of the supplier, what is overdue first."""
    due = detail.programme
    late = sum(each.status is DueStatus.OVERDUE for each in due)
    count = text.NOTHING
    if due:
        count = f"{late} overdue" if late else text.day(due[0].due_on)
    rows: list[Made] = [partial(_due_row, each, detail.shown.day, asks) for each in due]
    nothing = "Nothing falls due, as far as is known."
    return Section(PROGRAMME, count, rows, is_open=is_open(PROGRAMME), nothing=nothing)


def _due_row(due: Due, day: date, asks: Asks) -> QWidget:
    row = ItemRow(due.what, text.join(text.day(due.due_on), due.why), chip=due_chip(due, day))
    if due.record is None:
        return row
    record, number = due.record

    def act(_checked: bool = False) -> None:
        if due.kind is DueKind.REEVALUATION and asks.can_edit:
            asks.add("evaluation", {"supplier_id": number})
        else:
            asks.open_form(record, number)

    row.clicked.connect(act)
    return row


def due_chip(due: Due, day: date) -> Chip:
    """How far off something due is."""
    left = (due.due_on - day).days
    if due.status is DueStatus.OVERDUE:
        return worded_chip(State.URGENT, f"{text.plural(-left, 'day')} late")
    words = text.plural(left, "day") if left else "today"
    if due.status is DueStatus.SOON:
        return worded_chip(State.SOON, words)
    return Chip(words, "cal", "text.primary", "text.secondary", weight=400, full=words)


def hints(detail: Detail, asks: Asks, is_open: IsOpen) -> list[Section]:
    """What looks odd on record; no section where nothing does."""
    if not detail.hints:
        return []
    rows: list[Made] = [partial(_hint, hint, asks) for hint in detail.hints]
    count = str(len(detail.hints))
    return [Section(HINTS, count, rows, is_open=is_open(HINTS))]


def _hint(hint: "HintRow", asks: Asks) -> QWidget:
    show: Cure = (f"Open {hint.subject}", partial(asks.open_form, *hint.record))
    return calm(hint.sentence, [show])


# --- evaluations ---------------------------------------------------------------------------


def evaluations(detail: Detail, asks: Asks, is_open: IsOpen) -> Section:
    """Performance over time, with the day of the next evaluation and where it comes from."""
    assert detail.supplier is not None
    held = sorted(detail.supplier.evaluations, key=lambda e: (evaluated_on(e), e.id), reverse=True)
    owner = {"supplier_id": detail.id}
    rows: list[Made] = []
    if detail.reevaluation is not None:
        rows.append(_next_row(detail, lambda: asks.add("evaluation", owner)))
    for place, each in enumerate(held):
        before = held[place + 1] if place + 1 < len(held) else None
        rows.append(_evaluation_row(each, before, asks))
    add = ("Evaluate its performance", lambda: asks.add("evaluation", owner))
    return Section(
        EVALUATIONS,
        _evaluations_count(detail, held),
        rows,
        add=add if asks.can_edit else None,
        is_open=is_open(EVALUATIONS),
    )


def _evaluations_count(detail: Detail, held: Sequence[EvaluationFacts]) -> str:
    rating = class_of(held[0]) if held else None
    found = detail.reevaluation
    due = f"due {text.day(found.due_on)}" if found is not None and found.due_on else ""
    return text.join(f"class {rating.value}" if rating else "", due) or str(len(held))


def _next_row(detail: Detail, evaluate: Callable[[], None]) -> QWidget:
    found, day = detail.reevaluation, detail.shown.day
    assert found is not None
    if found.due_on is None:
        row = ItemRow("No day for the next evaluation", found.reason, icon="q")
    else:
        chip = None
        if found.due_on < day:
            late = f"{text.plural((day - found.due_on).days, 'day')} late"
            chip = worded_chip(State.URGENT, late)
        row = ItemRow(f"Next due {text.day(found.due_on)}", found.reason, icon="cal", chip=chip)
    row.clicked.connect(lambda _c=False: evaluate())
    return row


def _evaluation_row(
    evaluation: EvaluationFacts, before: EvaluationFacts | None, asks: Asks
) -> QWidget:
    rating = class_of(evaluation)
    score = f"{evaluation.score:g} %" if evaluation.score is not None else ""
    days = [text.day(d) for d in (evaluation.period_from, evaluation.period_to) if d]
    by = f"by {evaluation.by}" if evaluation.by else ""
    row = ItemRow(
        text.join(f"Class {SUPPLIER_CLASS_WORDS[rating]}" if rating else "No class", score),
        text.join(" – ".join(days) or text.day(evaluated_on(evaluation)), by, evaluation.notes),
        chip=trend_chip(evaluation, before),
    )
    row.clicked.connect(lambda _c=False: asks.open_form("evaluation", evaluation.id))
    return row


def trend_chip(evaluation: EvaluationFacts, before: EvaluationFacts | None) -> Chip | None:
    """By how much the score went up or down since the evaluation before."""
    if before is None or before.score is None or evaluation.score is None:
        return None
    change = evaluation.score - before.score
    if abs(change) < SAME:
        icon, words, mark, full = "dash", "same", "text.secondary", "The same as before"
    elif change > 0:
        icon, words, mark = "up", f"+{change:.3g}", "validity.valid.mark"
        full = f"{change:.3g} points better than before"
    else:
        icon, words, mark = "down", f"{change:.3g}".replace("-", "−"), "validity.urgent.mark"
        full = f"{-change:.3g} points worse than before"
    return Chip(words, icon, "text.primary", mark, weight=400, full=full)


# --- decisions and waivers -----------------------------------------------------------------


def approvals(held: Sequence[ApprovalFacts], asks: Asks) -> list[Made]:
    """Our decisions, the latest first."""
    return [
        partial(_approval_row, each, asks)
        for each in sorted(held, key=lambda a: (decided_on(a), a.id), reverse=True)
    ]


def _approval_row(approval: ApprovalFacts, asks: Asks) -> QWidget:
    words = DECISION_WORDS[approval.decision]
    icon, mark = _DECIDED[approval.decision]
    ends = f"to {text.day(approval.ends_on)}" if approval.ends_on else ""
    due = f"due again {text.day(approval.due_on)}" if approval.due_on else ""
    criteria = "; ".join(approval.criteria.splitlines())
    row = ItemRow(
        text.join(f"{text.day(approval.on)} {ends}".strip(), approval.by),
        text.join(approval.conditions, criteria, due),
        chip=Chip(words, icon, "text.primary", mark, weight=400, full=words),
    )
    row.clicked.connect(lambda _c=False: asks.open_form("approval", approval.id))
    return row


def waivers(held: Sequence[WaiverFacts], day: date, asks: Asks) -> list[Made]:
    """Waivers, those in force first, the latest end first."""
    order = sorted(held, key=lambda w: (w.ends_on < day, -w.ends_on.toordinal()))
    return [partial(_waiver_row, each, day, asks) for each in order]


def _waiver_row(waiver: WaiverFacts, day: date, asks: Asks) -> QWidget:
    whom = waiver.buyer.name if waiver.buyer else waiver.profile or "every buyer"
    row = ItemRow(
        text.join(RULE_WORDS[waiver.rule], waiver.subject),
        text.join(f"for {whom}", f"by {waiver.by}", waiver.reason),
        chip=_waiver_chip(waiver, day),
    )
    row.clicked.connect(lambda _c=False: asks.open_form("waiver", waiver.id))
    return row


def _waiver_chip(waiver: WaiverFacts, day: date) -> Chip:
    if waiver.ends_on < day:
        words = f"Ended {text.day(waiver.ends_on)}"
        return Chip(words, "dash", "text.tertiary", "text.tertiary", weight=400, full=words)
    words = f"To {text.day(waiver.ends_on)}"
    return Chip(words, "waive", "text.primary", "validity.not_yet.mark", weight=400, full=words)


def waivers_count(held: Sequence[WaiverFacts], day: date) -> str:
    """How many are in force, and how many there were."""
    running = sum(waiver.ends_on >= day for waiver in held)
    return f"{running} in force" if held else "0"
