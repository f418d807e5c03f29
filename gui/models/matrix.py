"""The matrix as rows and cells: suppliers down, what a profile demands across.

The rules say what stands in a cell (`domain.matrix`); here it becomes an icon, a word and
colours, and all of it in words for tips and screen readers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.matrix import MatrixCell, MatrixColumn, columns_of
from domain.qualification import Line, Profile
from domain.vocabulary import (
    OUTCOME_WORDS,
    RULE_WORDS,
    VERDICT_WORDS,
    Effect,
    Outcome,
    Rule,
)
from gui import text
from gui.context import Context
from gui.countries import country_name
from gui.models.cells import Box, Cell, Words
from gui.models.columns import Column
from gui.models.table import Answer, TableModel
from gui.widgets.chips import verdict_chip
from storage.listings import Listing, MatrixRow

WORST = "worst"  # the order of the start: who needs most comes first
NOT_ASKED = "not asked of this supplier"
STICKY = 2  # columns that stay while the others scroll sideways


@dataclass(frozen=True, slots=True)
class HeadedColumn(Column):
    """A column with a second line in its head; `of` is what it shows, `None` for the first two."""

    note: str = ""
    of: MatrixColumn | None = None


def matrix_columns(profile: Profile, *, narrow: bool = False) -> tuple[HeadedColumn, ...]:
    """Supplier, verdict, and a column for everything the profile asks for. `narrow`: the words of
    the verdict stand below the name, and its column has the icon alone."""
    asked = tuple(
        HeadedColumn(
            column.title, 0, _cell_at(place), f"cell:{column.key}", note=column.note, of=column
        )
        for place, column in enumerate(columns_of(profile))
    )
    return (
        HeadedColumn("Supplier", 190, _supplier_and_verdict if narrow else _supplier, "supplier"),
        HeadedColumn(
            "" if narrow else "Verdict",
            18 if narrow else 124,
            _verdict_icon if narrow else _verdict,
            "verdict",
        ),
        *asked,
    )


def _supplier(row: MatrixRow, _day: date) -> Cell:
    first, second = (row.local_name, row.name) if row.local_name else (row.name, "")
    where = country_name(row.country) if row.country else row.code
    return Words(first, text.join(second, where), weight=500)


def _supplier_and_verdict(row: MatrixRow, _day: date) -> Cell:
    return Words(row.local_name or row.name, verdict_chip(row.verdict).words, weight=500)


def _verdict(row: MatrixRow, _day: date) -> Cell:
    return verdict_chip(row.verdict)


def _verdict_icon(row: MatrixRow, _day: date) -> Cell:
    return replace(verdict_chip(row.verdict), words="")


def _cell_at(place: int) -> Callable[[Any, date], Cell]:
    return lambda row, _day: box_of(row.cells[place])


def box_of(cell: MatrixCell) -> Box:
    """How a cell is drawn. A pass is a bare check with the end of its cover; what follows from
    another failure or is not asked for is a dash; unknown is dashed; the rest is tinted."""
    full = cell_words(cell)
    if cell.outcome in (None, Outcome.NOT_APPLICABLE):
        return Box("dash", "text.tertiary", full)
    if cell.outcome is Outcome.PASS:
        word = text.month_short(cell.day) if cell.day else ""
        return Box("check", "validity.valid.mark", full, word)
    if cell.outcome is Outcome.UNKNOWN:
        ink = "validity.undated.ink"
        return Box("q", ink, full, cell.word, ink, line="line.control", dashed=True)
    if cell.outcome is Outcome.WAIVED:
        word = text.month_short(cell.day) if cell.day else cell.word
        return _tinted("waive", "validity.not_yet", full, word)
    return _failed(cell, full)


def _failed(cell: MatrixCell, full: str) -> Box:
    if cell.word == "1 only":
        role = "recognition.one_customer"
        return Box("shield-person", f"{role}.ink", full, cell.word, f"{role}.ink", "",
                   f"{role}.mark")  # fmt: skip
    if cell.effect is not Effect.NOT_QUALIFIED:
        scale = "validity.soon" if cell.column.rule is Rule.MARGIN else "validity.urgent"
        return _tinted("alert", scale, full, cell.word)
    icon = "oct-pause" if cell.word == "susp." else "x"
    return _tinted(icon, "validity.lapsed_quiet", full, cell.word)


def _tinted(icon: str, role: str, full: str, word: str) -> Box:
    return Box(icon, f"{role}.ink", full, word, f"{role}.ink", f"{role}.fill")


def cell_words(cell: MatrixCell) -> str:
    """A cell in words: "Margin: not met, 23 days of cover remain; 30 are asked for."."""
    return f"{cell.column.title}: {outcome_words(cell)}"


def outcome_words(cell: MatrixCell) -> str:
    """What stands in a cell in words, without its column."""
    if cell.outcome is None:
        return NOT_ASKED
    reasons = [reason_of(cell, line) for line in cell.lines]
    return ", ".join([OUTCOME_WORDS[cell.outcome].lower(), *reasons[:1]])


def reason_of(cell: MatrixCell, line: Line) -> str:
    """The reason of a line, after its subject or its rule where a cell has lines of several."""
    if line.rule is not cell.column.rule:
        return f"{RULE_WORDS[line.rule]}: {line.reason}"
    several = len({each.subject for each in cell.lines if each.rule is line.rule}) > 1
    return f"{line.subject}: {line.reason}" if several and line.subject else line.reason


def matrix_headers(profile: Profile) -> list[str]:
    """The heads of the matrix as a spreadsheet."""
    asked = [f"{c.title} ({c.note})" if c.note else c.title for c in columns_of(profile)]
    return ["supplier", "local name", "code", "country", "verdict", "judged under", *asked]


def matrix_values(row: MatrixRow) -> list[str]:
    """A row of it: who, the verdict, and every cell in words."""
    verdict = VERDICT_WORDS[row.verdict]
    cells = [outcome_words(cell) for cell in row.cells]
    return [row.name, row.local_name, row.code, row.country, verdict, row.profile, *cells]


class MatrixModel(TableModel):
    """Suppliers with their cells; its columns are those of the profile the rows were judged
    under."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, name, matrix_columns(context.profile))
        self._narrow = False

    def show_narrow(self, narrow: bool) -> None:
        """Leave more room to the cells, or less."""
        if narrow != self._narrow:
            self._narrow = narrow
            profile = self.listing.profile if self.listing is not None else None
            self.set_columns(matrix_columns(profile or self._context.profile, narrow=narrow))

    def _read(self, reader: Any, listing: Listing, ids: Sequence[int]) -> list[Any]:
        return list(reader.matrix(listing, ids))

    def _take(self, answer: Answer) -> None:
        assert answer.listing.profile is not None
        if self.listing is None or answer.listing.profile != self.listing.profile:
            self.columns = matrix_columns(answer.listing.profile, narrow=self._narrow)
        super()._take(answer)

    def matrix_cell(self, row: int, column: int) -> MatrixCell | None:
        """What the rules say in a cell; `None` for the first columns and while it is loading."""
        held = self.row(row)
        if held is None or column < STICKY:
            return None
        return held.cells[column - STICKY]
