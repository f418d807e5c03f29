"""Delimited text (.csv, .tsv, .txt) → rows: dialect, and quoting gone wrong.

One record is one row, numbered as a spreadsheet program would number it after opening the file.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from importing.cells import Cell, RowProblem, Sheet

_DELIMITERS = ",;\t|"


# --- dialect ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the fields are set apart. `delimiter` "" stands for one field per line."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None


def find_dialect(text: str) -> Dialect:
    """The dialect of the text: the usual delimiter under which most rows are equally wide (ties:
    the wider), else what clevercsv finds, else one column.

    csv.Sniffer is not asked: it takes letters for delimiters and misjudges doubled quotes.
    """
    sample = _sample(text)
    fits = {
        dialect: fit for d in _DELIMITERS if (fit := _consistency(sample, dialect := Dialect(d)))
    }
    if fits:
        return max(fits, key=lambda dialect: fits[dialect])
    clever = _clever(sample)
    return clever if clever and _consistency(sample, clever) else Dialect("")


def _sample(text: str) -> str:
    """Whole lines from the head of the text."""
    head = text[:16_000]
    return head if len(text) <= len(head) else head.rpartition("\n")[0] or head


def _clever(sample: str) -> Dialect | None:
    import clevercsv

    try:
        found = clevercsv.Sniffer().sniff(sample[:4_000], delimiters=list(_DELIMITERS + ":^~"))
    except clevercsv.Error:
        return None
    if not found or not found.delimiter:
        return None
    return Dialect(found.delimiter, found.quotechar or '"', found.escapechar or None)


def _consistency(sample: str, dialect: Dialect) -> tuple[float, int] | None:
    """How many rows agree on a width (a share in tenths) and that width; None if the delimiter
    does not make columns of the text."""
    widths = [len(row) for row in _plain_rows(sample, dialect) if row][:200]
    if not widths or _only_prose_commas(sample, dialect):
        return None
    parted = [width for width in widths if width > 1]
    if not parted or len(parted) < 0.7 * len(widths):
        return None
    usual, count = Counter(parted).most_common(1)[0]
    if count < 0.4 * len(widths):
        return None
    return round(count / len(widths), 1), usual


def _only_prose_commas(sample: str, dialect: Dialect) -> bool:
    """A list of names like "Siam Tape Co., Ltd" is one column: the first line has no comma
    and all others are followed by a space."""
    if dialect.delimiter != ",":
        return False
    lines = [line for line in sample.splitlines() if line.strip()]
    return (
        bool(lines)
        and "," not in lines[0]
        and not any(re.search(r",(?! )", line) for line in lines)
    )


def _plain_rows(sample: str, dialect: Dialect) -> Iterator[list[str]]:
    try:
        yield from _csv_reader(iter(sample.splitlines(keepends=True)), dialect, strict=False)
    except csv.Error:
        return


# --- records ----------------------------------------------------------------------------------


def read_delimited(text: str, name: str) -> tuple[Sheet, tuple[RowProblem, ...]]:
    """All records of the text as a sheet, and rows that are wrongly quoted or ragged.

    A first line `sep=;` names the delimiter and is no row, as in Excel.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    told = re.match(r'"?sep=(.|\\t)"?\r?(?:\n|$)', text, re.IGNORECASE)
    if told:
        dialect = Dialect("\t" if told[1] == "\\t" else told[1])
        text = text[told.end() :]
    else:
        dialect = find_dialect(text)
    records = _Records(text, dialect, name)
    rows = [[_cell(value) for value in record] for record in records]
    while rows and not any(rows[-1]):
        rows.pop()
    problems = [*records.problems, *_ragged(rows, name)]
    return Sheet(name, rows), tuple(sorted(problems, key=lambda p: p.row))


def _cell(value: str) -> Cell:
    """The field as a cell; ="00123", how exports keep Excel from dropping zeros, is its text."""
    if value.startswith('="') and value.endswith('"') and len(value) > 2:
        value = value[2:-1]
    return value or None


class _Records:
    """Records one by one. A record whose quotes are wrong is mended within its own line, so
    that one stray quote never swallows the rows below it."""

    def __init__(self, text: str, dialect: Dialect, name: str) -> None:
        self._lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
        self._dialect = dialect
        self._name = name
        self.problems: list[RowProblem] = []

    def __iter__(self) -> Iterator[list[str]]:
        row = start = 0
        while start < len(self._lines):
            reader = _csv_reader(iter(self._lines[start:]), self._dialect, strict=True)
            read = 0  # lines of complete records
            try:
                for record in reader:
                    read = reader.line_num
                    row += 1
                    yield record
                return
            except csv.Error:
                start += read
                row += 1
                line = self._lines[start].rstrip("\r\n")
                self.problems.append(
                    RowProblem(
                        self._name,
                        row,
                        "Quotation marks do not match in this row; "
                        "it was read to the end of its line.",
                    )
                )
                yield mend(line, self._dialect)
                start += 1


def mend(line: str, dialect: Dialect) -> list[str]:
    """The fields of one line whose quotes are wrong: a quote closes a field only before a
    delimiter or the end of the line; one that never closes is an ordinary character."""
    if not dialect.delimiter:
        return [line]
    d, q = re.escape(dialect.delimiter), re.escape(dialect.quote)
    field = re.compile(rf"(?:{q}(.*?){q}(?=\s*(?:{d}|$))\s*|([^{d}]*))(?:{d}|$)")
    fields: list[str] = []
    at = 0
    while at <= len(line):
        found = field.match(line, at)
        if not found:  # cannot happen: the second branch matches anything
            break
        quoted = found[1]
        doubled = dialect.quote * 2
        fields.append(found[2] if quoted is None else quoted.replace(doubled, dialect.quote))
        if found.end() == len(line) and not line.endswith(dialect.delimiter, at):
            break
        at = found.end()
        if at == len(line):
            fields.append("")
            break
    return fields


def _csv_reader(lines: Iterator[str], dialect: Dialect, *, strict: bool):  # type: ignore[no-untyped-def]
    csv.field_size_limit(10_000_000)
    return csv.reader(
        lines,
        delimiter=dialect.delimiter or "\x1f",
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        doublequote=True,
        strict=strict,
    )


def _ragged(rows: list[list[Cell]], name: str) -> list[RowProblem]:
    """Rows that have more filled columns than the table, or stop short of it."""
    widths = Counter(len(row) for row in rows if sum(cell is not None for cell in row) > 1)
    if not widths:
        return []
    usual = widths.most_common(1)[0][0]
    found = []
    for number, row in enumerate(rows, 1):
        filled = max((i for i, cell in enumerate(row, 1) if cell is not None), default=0)
        if filled > usual or (filled > 1 and len(row) < usual):
            found.append(
                RowProblem(
                    name,
                    number,
                    f"The row has {len(row)} columns, the table {usual}; a "
                    "delimiter may be missing or too many.",
                )
            )
    return found
