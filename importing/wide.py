"""Rows of lists with a column, or a group of columns, for each standard.

"ISO 9001 expiry | ISO 14001 expiry", "ISO 9001: No., Valid until", or plain "ISO 9001" over
dates, numbers or yes and no. Each standard that a row claims becomes a certificate of its own;
columns that name no standard are shared by all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from importing.cells import Cell, is_empty
from importing.headers import PLANNED
from importing.rows import DATE_FIELDS, RowTexts, TableContext, add_day
from importing.standard_columns import MARK
from importing.values import is_blank, one_line
from importing.words import lexicon

_AUDIT_FIELDS = frozenset({"audit_date", PLANNED, "auditor", "result"})
# Where a row tells of an audit, who audited and for whom belongs to the audit.
_OF_AUDITS = frozenset({"party", "commissioned_by", "kind"})
_SHARED_WITH_AUDITS = _OF_AUDITS | {"site", "notes"}


def block_rows(
    context: TableContext, row: RowTexts, index: int, cells: Sequence[Cell]
) -> Iterator[RowTexts]:
    """The row as it reads for each standard it claims, then what is left of it for audits.

    `cells` are all cells of the row, `index` its position in the table.
    """
    blocks = context.columns.blocks
    taken = {name for block in blocks for name in block.places} | {"standard"} | _AUDIT_FIELDS
    if row.filled & _AUDIT_FIELDS:
        taken |= _OF_AUDITS
    shared = {name: text for name, text in row.texts.items() if name not in taken}
    days = {name: day for name, day in row.days.items() if name not in taken}
    for block, dates in zip(blocks, context.block_dates, strict=True):
        own = {name: cells[place] for name, place in block.places.items()}
        if not _claims(own):
            continue
        texts = {
            name: text
            for name, cell in own.items()
            if name not in DATE_FIELDS and name != MARK and not is_blank(text := one_line(cell))
        }
        part = replace(
            row,
            texts={**shared, **texts, "standard": block.standard},
            days=dict(days),
            cells={**row.cells, **own},
            headers={**row.headers, **block.headers},
            filled=frozenset({"standard", *shared, *own, *days}),
        )
        for name in own:
            if name in dates:
                add_day(part, name, dates[name].results[index])
        yield part
    audits = {n: t for n, t in row.texts.items() if n in _AUDIT_FIELDS or n in _SHARED_WITH_AUDITS}
    audit_days: dict[str, date] = {n: d for n, d in row.days.items() if n in _AUDIT_FIELDS}
    filled = frozenset(n for n in row.filled if n in _AUDIT_FIELDS)
    if filled:
        yield replace(row, texts=audits, days=audit_days, filled=filled)


def _claims(cells: Mapping[str, Cell]) -> bool:
    """Whether the cells say that there is a certificate: not empty, not "no", not "planned"."""
    texts = [one_line(cell) for cell in cells.values() if not is_empty(cell)]
    return any(
        not is_blank(text)
        and lexicon("unaccredited", shortest=99).whole(text) is None
        and lexicon("status").whole(text) != "pending"
        and lexicon("result").whole(text) not in ("planned", "pending")
        and text.casefold() not in ("n", "false", "0")
        for text in texts
    )
