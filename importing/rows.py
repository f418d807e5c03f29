"""One table's rows → drafts: texts cleaned, days read, the supplier named.

What a row's texts amount to as evidence is `evidence`; what happens to it is `ledger`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from domain.countries import country_name
from domain.directory import Directory
from domain.import_plan import Problem
from domain.wording import short_day
from importing.cells import Cell
from importing.columns import ColumnMap
from importing.countries import read_country
from importing.dates import ColumnDates, DateResult
from importing.drafts import Refused, RowDraft, SupplierDraft
from importing.headers import ADDRESS, PLANNED, PRODUCT
from importing.holders import split_holder
from importing.layout import DataRow
from importing.limits import limited
from importing.options import ImportOptions
from importing.values import clean, is_blank, one_line

DATE_FIELDS = (
    "issued_on", "valid_from", "expires_on", "audit_date", PLANNED,
    "period_from", "period_to", "evaluated_on", "next_evaluation_on",
)  # fmt: skip
_LONG_TEXTS = frozenset({"scope", "notes", PRODUCT})
# "None" in these says something; elsewhere it says that nothing is recorded.
_NONE_SPEAKS = frozenset({"accreditation_body"})
NO_SUPPLIER = "No supplier is named in this row."


@dataclass(slots=True)
class RowTexts:
    """A row's cells by field: `texts` filled in and cleaned, `days` read. `filled` are fields
    whose cell holds something, readable or not; `cells` are the raw cells."""

    number: int
    texts: dict[str, str]
    days: dict[str, date]
    filled: frozenset[str]
    cells: Mapping[str, Cell]
    headers: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The text of a field, empty where none is recorded."""
        return self.texts.get(name, "")

    def report(self, name: str, message: str, *, doubtful: bool = False) -> None:
        """Report something about a field of this row."""
        value = self.texts.get(name) or one_line(self.cells.get(name))
        problem = Problem(self.number, self.headers.get(name, name), value, message)
        if problem not in self.problems:
            self.problems.append(problem)
            (self.doubts if doubtful else self.notes).append(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContext:
    """What reading a row needs to know of its table. `dates` are the columns read as dates,
    `default_days` the user's defaults for those without a value."""

    columns: ColumnMap
    dates: Mapping[str, ColumnDates]
    default_days: Mapping[str, date]
    options: ImportOptions
    directory: Directory
    today: date
    block_dates: tuple[Mapping[str, ColumnDates], ...] = ()  # as `columns.blocks`

    @property
    def is_split(self) -> bool:
        """Whether the supplier's cells are to be taken apart."""
        split = set(self.options.split)
        same = self.columns.fields.get("holder") == self.columns.fields.get("supplier")
        return "supplier" in split or ("holder" in split and same)


def read_row(
    context: TableContext, index: int, row: DataRow
) -> tuple[RowTexts, RowDraft] | Refused:
    """The texts of row `index` of the table and a draft with its supplier, or why refused."""
    texts = _texts(context, index, row)
    shown = _shown(texts)
    raw = tuple(one_line(cell) for cell in row.cells)
    supplier = _supplier(context, texts)
    if not supplier.name and not supplier.code:
        return Refused(row.number, NO_SUPPLIER, shown)
    shown["supplier"] = supplier.name or supplier.code
    draft = RowDraft(
        number=row.number,
        raw=raw,
        supplier=supplier,
        shown=shown,
        sites=_several(texts.text("site"), 300),
        problems=texts.problems,
        doubts=texts.doubts,
        notes=texts.notes,
    )
    return texts, draft


def _texts(context: TableContext, index: int, row: DataRow) -> RowTexts:
    cells = {name: row.cells[place] for name, place in context.columns.fields.items()}
    texts: dict[str, str] = {}
    filled: set[str] = set()
    for name, cell in cells.items():
        text = clean(cell) if name in _LONG_TEXTS else one_line(cell)
        if text and (name in _NONE_SPEAKS or not is_blank(text)):
            texts[name] = text
            filled.add(name)
    result = RowTexts(row.number, texts, {}, frozenset(filled), cells, context.columns.headers)
    for name, value in context.options.defaults.items():
        if name not in DATE_FIELDS and name not in texts:
            texts[name] = value
    for name in DATE_FIELDS:
        _add_day(context, result, name, index)
    result.filled = frozenset(filled | set(result.days))
    return result


def _add_day(context: TableContext, row: RowTexts, name: str, index: int) -> None:
    if name in context.dates:
        add_day(row, name, context.dates[name].results[index])
    if name not in row.days and name not in row.filled and name in context.default_days:
        row.days[name] = context.default_days[name]


def add_day(row: RowTexts, name: str, read: DateResult) -> None:
    """Take a cell's date into the row, and report what is wrong with it."""
    if read.date is not None:
        row.days[name] = read.date
    if read.problem and not read.undecided:
        row.report(name, _sentence(read.problem), doubtful=True)
    elif read.undecided:
        row.doubts.append("The order of day and month is not decided.")
    elif read.note and read.date is not None:
        row.notes.append(_sentence(f"{row.headers.get(name, name)}: {read.note}"))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _supplier(context: TableContext, row: RowTexts) -> SupplierDraft:
    text = row.text("supplier") or row.text("holder")
    name, address, code = text, row.text(ADDRESS), ""
    if context.is_split and text:
        holder = split_holder(text)
        name, address = holder.name, address or holder.address
        code = holder.country
    if stated := row.text("country"):
        country = read_country(stated)
        code = country.code or code
        if country.problem:
            row.report("country", country.problem, doubtful=True)
            code = code or read_country(context.options.defaults.get("country", "")).code
    draft = {
        "name": name,
        "code": row.text("supplier_code"),
        "address": address,
    }
    return SupplierDraft(
        country=code, **{key: limited("supplier", key, value, row) for key, value in draft.items()}
    )


def _shown(row: RowTexts) -> dict[str, str]:
    shown = {name: text for name, text in row.texts.items() if name not in DATE_FIELDS}
    for name, day in row.days.items():
        shown[name] = short_day(day)
    if "country" in shown and (code := _code(shown["country"])):
        shown["country"] = country_name(code)
    return shown


@cache
def _code(text: str) -> str:
    return read_country(text).code


def _several(text: str, limit: int) -> tuple[str, ...]:
    """The names in a cell that lists several, each once."""
    parts = (part.strip()[:limit] for part in text.replace("\n", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def names_in(text: str) -> Sequence[str]:
    """The names of a cell that may list several (buyers, sites), separated by semicolons."""
    return _several(text, 300)
