"""What the user is asked, with the answers that can be chosen from.

Blocking questions have no safe default; the others say what happens unless answered.
"""

from collections.abc import Sequence
from datetime import date

from domain.countries import country_name
from domain.import_plan import Question
from domain.wording import long_day
from importing.countries import read_country
from importing.dates import ColumnDates, parse_column
from importing.holders import look_combined
from importing.layout import TableRegion
from importing.rows import TableContext
from importing.suppliers import HeldName, KnownSupplier
from importing.values import stated


def table_questions(region: TableRegion, context: TableContext) -> list[Question]:
    """What is asked about a table's cells: day or month first, which Korea, split or whole."""
    headers = context.columns.headers
    orders = [_order_question(headers.get(n, n), read) for n, read in context.dates.items()]
    for block, dates in zip(context.columns.blocks, context.block_dates, strict=True):
        orders += [_order_question(block.headers[n], read) for n, read in dates.items()]
    asked = [question for question in orders if question is not None]
    asked += _country_questions(region, context)
    place = context.columns.fields.get("supplier")
    if place is not None and not context.is_split:
        texts = [text for row in region.rows if (text := stated(row.cells[place]))]
        if look_combined(texts):
            asked.append(
                Question(
                    "split",
                    headers["supplier"],
                    f"“{headers['supplier']}” holds name, address and country together. It is "
                    "imported whole as the supplier's name; it can be taken apart instead.",
                    "--split supplier",
                )
            )
    return asked


def _order_question(header: str, read: ColumnDates) -> Question | None:
    if read.decided:
        return None
    return Question(
        "date_order",
        header,
        f"In “{header}”, which comes first: day or month? “{read.example}” can be read both "
        f"ways, and {_why_undecided(read)}.",
        "--date-order dmy|mdy|ymd",
        blocking=True,
        subject=read.example,
        choices=_date_choices(read),
    )


def _country_questions(region: TableRegion, context: TableContext) -> list[Question]:
    """Names of more than one country ("Korea"): left empty unless a default says which."""
    place = context.columns.fields.get("country")
    if place is None or context.options.defaults.get("country"):
        return []
    names = dict.fromkeys(stated(row.cells[place]) for row in region.rows)
    return [
        Question(
            "country",
            context.columns.headers["country"],
            f"{read.problem} The country is left empty until one is given.",
            "--default country=CODE",
            subject=name,
        )
        for name in names
        if (read := read_country(name)).unclear
    ]


def _date_choices(read: ColumnDates) -> tuple[tuple[str, str], ...]:
    """What the column's example would be in each order that gives a day."""
    readings = [
        (order, parse_column([read.example], order=order).results[0].date)
        for order in ("dmy", "mdy", "ymd")
    ]
    found: dict[date, tuple[str, str]] = {}
    for order, day in readings:
        if day is not None:
            found.setdefault(day, (order, long_day(day)))
    return tuple(found.values())


def _why_undecided(read: ColumnDates) -> str:
    if read.contradictory:
        return "other dates in the column prove both orders"
    return "nothing else in the column decides it"


def which_supplier(name: str, header: str, namesakes: Sequence[KnownSupplier]) -> Question:
    """Several suppliers on record bear the name."""
    return Question(
        "supplier",
        header,
        f"The register has several suppliers named “{name}”. Which one is meant? Give their "
        "supplier numbers in a column of the file.",
        "--mapping with supplier_code, or --default supplier_code=NUMBER",
        blocking=True,
        subject=name,
        choices=tuple(
            (str(one.ref), _listed(one.name, one.code, country_name(one.country)))
            for one in namesakes
        ),
    )


def near_supplier(name: str, header: str, hits: Sequence[tuple[HeldName, float]]) -> Question:
    """A new supplier's name is much like names on record, the best hit first."""
    best, score = hits[0]
    return Question(
        "near_supplier",
        header,
        f"“{name}” is much like “{best.name}”{best.code and f', {best.code},'} in the register "
        f"({score:.0f} %). It is imported as a supplier of its own.",
        "",
        subject=name,
        choices=tuple((str(one.id), _listed(one.name, one.code)) for one, _ in hits),
    )


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
