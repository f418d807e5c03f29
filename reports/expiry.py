"""The expiry list: what has ended or ends soon, with a chart and the certificates by month."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from domain.snapshot import ExpiryLine, ExpirySnapshot
from domain.vocabulary import State
from domain.wording import (
    MONTHS,
    counted,
    level_words,
    long_day,
    short_day,
    standard_with_edition,
    validity_phrase,
)
from reports import closing
from reports.blocks import Block, Heading, Space, Stack, Text
from reports.digest import digest, document_number
from reports.document import Identity, render
from reports.expiry_chart import COVERED, RENEWED, ExpiryChart, weight
from reports.flowables import Chip, Figures
from reports.styles import BODY, PAGES, SMALL, TABLE, Paper, Sign, recognition_sign, validity_sign
from reports.supplier_head import title
from reports.tables import Column, Row, Table, two_lines
from reports.text import bind, clean

KIND = "Expiry list"
HALF_YEAR = 180
_LAST = date.max


def build(snapshot: ExpirySnapshot, *, paper: Paper = "A4") -> bytes:
    """The list as PDF. The same snapshot and paper give the same bytes."""
    identity = identify(snapshot)
    return render(identity, _story(snapshot, identity, paper), paper)


def identify(snapshot: ExpirySnapshot) -> Identity:
    """The list's number, digest and running lines."""
    taken = digest(snapshot)
    buyer = snapshot.buyer.name if snapshot.buyer else "all buyers"
    return Identity(
        kind=KIND,
        subject="certificates by their end",
        number=document_number("EXP", "", snapshot.day, taken),
        digest=taken,
        organisation=snapshot.organisation,
        audience=f"for {buyer}",
        day=snapshot.day,
    )


def _story(snapshot: ExpirySnapshot, identity: Identity, paper: Paper) -> list[Block]:
    page = PAGES[paper]
    width, padding = page.text_width, page.padding
    lines = sorted(snapshot.lines, key=_order)
    suppliers = len({(line.supplier_code, line.supplier_name) for line in lines})
    below = (
        f"{counted(len(lines), 'certificate')} of {counted(suppliers, 'supplier')} on "
        f"{long_day(snapshot.day)}; superseded certificates left out."
    )
    chart = Heading(
        "By month",
        "Counted by the effective end: the printed expiry or the end of the edition, whichever "
        "comes first.",
    )
    blocks: list[Block] = [
        *title(KIND, _name(lines, snapshot.day), below, BODY.grey),
        Space(10),
        Figures(_figures(lines)),
        Stack([chart, ExpiryChart(lines, snapshot.day)], together=True, space_before=12),
        *_sections(lines, padding),
    ]
    tally = ", ".join(f"{count} {label.lower()}" for _, _, label, count in _figures(lines))
    buyer = snapshot.buyer.name if snapshot.buyer else ""
    day = snapshot.day.isoformat()
    code = [identity.number, "all suppliers", buyer, day, tally, identity.digest]
    facts = [("Number", identity.number), ("Counts", tally)]
    blocks += closing.how_to_read(width, padding)
    blocks.append(closing.verification(code, facts, identity.digest, snapshot.provenance, width))
    return blocks


def _state(line: ExpiryLine) -> State:
    return line.standing.validity.state if line.standing.validity else State.UNDATED


def _end(line: ExpiryLine) -> date | None:
    return line.standing.validity.effective_expiry if line.standing.validity else None


def _order(line: ExpiryLine) -> tuple[bool, date, str, str, int]:
    """What has expired first, then by end; what has no known end last."""
    end = _end(line) or _LAST
    lapsed = _state(line) is State.EXPIRED
    name = line.supplier_name.casefold()
    return (not lapsed, end, name, line.certificate.number, line.certificate.id)


def _name(lines: Sequence[ExpiryLine], day: date) -> str:
    ahead = [end for line in lines for end in (_end(line),) if end and end >= day]
    if not ahead:
        return f"Certificates ended by {long_day(day)}"
    last = max(ahead)
    return f"Certificates ending by {MONTHS[last.month - 1]} {last.year}"


def _figures(lines: Sequence[ExpiryLine]) -> list[tuple[str, str, str, int]]:
    """Counts that add up to the list; states that don't occur are left out but the usual five."""

    def days(line: ExpiryLine) -> int:
        end = line.standing.validity.days_left if line.standing.validity else None
        return end if end is not None else 0

    def of(state: State) -> Callable[[ExpiryLine], bool]:
        return lambda line: _state(line) is state

    plain = "text.primary"
    wanted: list[tuple[State | None, str, Callable[[ExpiryLine], bool], bool]] = [
        (State.EXPIRED, "Already expired", of(State.EXPIRED), True),
        (State.SUSPENDED, "Suspended", of(State.SUSPENDED), False),
        (State.WITHDRAWN, "Withdrawn", of(State.WITHDRAWN), False),
        (State.URGENT, "Urgent", of(State.URGENT), True),
        (State.SOON, "Soon", of(State.SOON), True),
        (None, f"To {HALF_YEAR} days", lambda a: of(State.VALID)(a) and days(a) <= HALF_YEAR, True),
        (None, "Later", lambda a: of(State.VALID)(a) and days(a) > HALF_YEAR, True),
        (State.NOT_YET_VALID, "Not yet valid", of(State.NOT_YET_VALID), False),
        (State.UNDATED, "Undated", of(State.UNDATED), False),
    ]
    figures = []
    for state, label, counts, always in wanted:
        count = sum(1 for line in lines if counts(line))
        if not count and not always:
            continue
        sign = validity_sign(state) if state else Sign("", plain, "quiet")
        role = sign.role.replace("lapsed", "lapsed_quiet")
        figures.append((sign.icon, role, label, count))
    return figures


def _sections(lines: Sequence[ExpiryLine], padding: float) -> list[Block]:
    """A table for what has expired, one for each month, one for what has no known end."""
    columns = [
        Column("Last valid day", 118),
        Column("Supplier", 131),
        Column("Standard, certificate", 120),
        Column("Recognition, what remains", 124.2),
    ]
    if not lines:
        empty = "No certificate ends within the time asked for, and none has ended."
        return [Heading("Certificates"), Table(columns, [], padding=padding, empty=empty)]
    blocks: list[Block] = []
    for name, group in groupby(lines, key=_section):
        found = list(group)
        heading = Heading(f"{name}: {counted(len(found), 'certificate')}")
        blocks += [heading, Table(columns, [_row(line) for line in found], padding=padding)]
    return blocks


def _section(line: ExpiryLine) -> str:
    end = _end(line)
    if _state(line) is State.EXPIRED:
        return "Already expired"
    return f"{MONTHS[end.month - 1]} {end.year}" if end else "End not known"


def _row(line: ExpiryLine) -> Row:
    facts, validity = line.certificate, line.standing.validity
    end = _end(line)
    strong = weight(line) not in {COVERED, RENEWED}
    style = TABLE.strong if strong else TABLE
    sign = validity_sign(_state(line))
    printed = facts.expires_on
    differs = f"printed {short_day(printed)}" if printed and end and printed != end else ""
    recognition = line.standing.recognition
    level = (
        Chip(recognition_sign(recognition.level), level_words(recognition), _remains(line))
        if recognition
        else Text(_remains(line), style=SMALL)
    )
    name = standard_with_edition(facts.standard, facts.edition) or "not recorded"
    issuer = clean(facts.certification_body, 80)
    number = clean(facts.number or facts.file_number, 60) or "no number"
    return Row(
        [
            Stack(
                [
                    Text(bind(short_day(end)) if end else "not known", style=style),
                    Chip(sign, validity_phrase(validity), differs),
                ]
            ),
            two_lines(
                Text(clean(line.supplier_name, 240), style=style),
                Text(clean(line.supplier_code, 60), style=SMALL) if line.supplier_code else None,
            ),
            two_lines(
                Text(name, style=TABLE),
                Text(f"{number}{f' · {issuer}' if issuer else ''}", style=SMALL),
            ),
            level,
        ]
    )


def _remains(line: ExpiryLine) -> str:
    return {
        RENEWED: "a successor is on record",
        COVERED: "other evidence for the standard remains",
    }.get(weight(line), "nothing else for the standard")
