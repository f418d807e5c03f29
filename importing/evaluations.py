"""Lists of suppliers' performance → evaluations (ISO 9001:2015, 8.4.1).

Which lists are ones is told by `evaluation_columns`, what their figures say by `figures`; a
figure in doubt is reported and left out.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from domain.days import add_months
from domain.vocabulary import SupplierClass
from importing.cells import Cell
from importing.dates import parse_column
from importing.drafts import EvidenceDraft
from importing.evaluation_columns import FIGURES
from importing.figures import Scale, read_figure
from importing.limits import limited
from importing.periods import split_period
from importing.rows import RowTexts, TableContext
from importing.values import one_line

_YEAR = re.compile(r"(?:FY|CY)?\s*((?:19|20)\d\d)", re.IGNORECASE)
_PART = re.compile(r"(?:(Q|T|quý|quarter)\s*([1-4])|([HS])\s*([12]))", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:classe?|clase|klass[ea]|kelas|grade|category|rating|(?:xếp )?(?:loại|hạng)|เกรด|ระดับ)?\s*"
    r"([A-D])\s*(?:[级級等]|等[级級]|등급|ランク|クラス)?"
    r"(?:[+-]|\s*[-–—:(=](?!\s*[A-D]\b).*)?",  # "A-B" is two classes
    re.IGNORECASE,
)


def read_period(cell: Cell, today: date) -> tuple[date, date] | None:
    """First and last day of "2025", "Q1 2026", "H2 2025", "2026-03", "Mar 2026" or of a period
    that names both; `None` where it is none of these."""
    text = one_line(cell)
    if both := split_period(text):
        start, end = (
            parse_column([part], end_of_month=last, today=today).results[0].date
            for part, last in ((both[0], False), (both[1], True))
        )
        return (start, end) if start and end and start <= end else None
    year = _YEAR.search(text)
    if year is None:
        return None
    first = date(int(year.group(1)), 1, 1)
    rest = (text[: year.start()] + text[year.end() :]).strip(" -/.年,")
    if "年度" in text or rest == f"{(first.year + 1) % 100:02}":
        return None  # a financial year: when it starts is not said
    if not rest:
        return first, _last(first, 12)
    if rest.isdecimal() and 1 <= int(rest) <= 12:
        return (start := first.replace(month=int(rest))), _last(start, 1)
    if part := _PART.fullmatch(rest):
        months, number = (3, part.group(2)) if part.group(2) else (6, part.group(4))
        start = add_months(first, months * (int(number) - 1))
        return start, _last(start, months)
    ends = parse_column([text], end_of_month=True, today=today).results[0].date
    if ends is None or ends == parse_column([text], today=today).results[0].date:
        return None  # a single day is no period
    return ends.replace(day=1), ends


def _last(start: date, months: int) -> date:
    return add_months(start, months) - timedelta(days=1)


def read_class(text: str) -> SupplierClass | None:
    """A to D, however it is dressed up ("Class B", "a – preferred")."""
    found = _CLASS.fullmatch(text.strip())
    return SupplierClass(found.group(1).upper()) if found else None


def read_evaluation(
    context: TableContext, row: RowTexts, scales: Mapping[str, Scale]
) -> list[EvidenceDraft]:
    """The evaluation of a row; none where it says nothing of how the supplier performed."""
    values: dict[str, Any] = {}
    for name in FIGURES:
        if name in row.filled:
            values[name] = _figure(row, name, scales[name])
    if text := row.text("rating"):
        values["rating"] = read_class(text)
        if values["rating"] is None:
            row.report("rating", f"“{text}” is no class from A to D; left empty.", doubtful=True)
    if not any(value is not None for value in values.values()):
        return []
    values |= _period(context, row)
    done, due = row.days.get("evaluated_on"), row.days.get("next_evaluation_on")
    if done is not None and done > context.today:
        row.report("evaluated_on", "This day has not come yet; left empty.", doubtful=True)
        done = None
    values |= {"done_on": done, "next_due_on": due}
    for name, told in (("by", "evaluated_by"), ("notes", "notes")):
        values[name] = limited("evaluation", name, row.text(told), row)
    kept = {name: value for name, value in values.items() if value not in (None, "")}
    return [EvidenceDraft(record="evaluation", row=row.number, values=kept)]


def _figure(row: RowTexts, name: str, scale: Scale) -> float | None:
    value = read_figure(row.cells[name], scale)
    if value is None:
        words = scale.doubt or "This is no percentage from 0 to 100; left empty."
        row.report(name, words, doubtful=True)
    return value


def _period(context: TableContext, row: RowTexts) -> dict[str, date]:
    found: dict[str, date] = {}
    if text := row.text("period"):
        cell = row.cells["period"] if "period" in row.filled else text  # or the user's default
        read = read_period(cell, context.today)
        if read is None:
            row.report("period", f"“{text}” is no period we know; left empty.", doubtful=True)
        else:
            found = {"period_from": read[0], "period_to": read[1]}
    found |= {name: row.days[name] for name in ("period_from", "period_to") if name in row.days}
    if found.get("period_from", date.min) > found.get("period_to", date.max):
        row.report("period_to", "The period ends before it starts; left empty.", doubtful=True)
        del found["period_to"]
    return found
