"""The approved supplier list: every supplier on record on a day, with its verdict and its evidence.

Grouped by verdict, then by name. The organisation's own decision (ISO 9001:2015, 8.4.1) stands
beside the verdict that follows from the evidence: an auditor asks for both.
"""

from collections.abc import Sequence

from domain.countries import country_name
from domain.facts import ApprovalFacts, SupplierFacts
from domain.snapshot import RegisterSnapshot, SupplierLine
from domain.vocabulary import (
    DECISION_WORDS,
    NO_EVIDENCE_WORDS,
    OUTCOME_WORDS,
    RULE_WORDS,
    VERDICT_WORDS,
    Verdict,
)
from domain.wording import counted, level_words, listed, long_day, short_day, validity_phrase
from reports import closing
from reports.blocks import Block, Heading, Space, Stack, Text
from reports.digest import digest, document_number
from reports.document import Identity, render
from reports.flowables import Chip, Figures
from reports.styles import (
    BODY,
    PAGES,
    SMALL,
    TABLE,
    Paper,
    Sign,
    recognition_sign,
    validity_sign,
    verdict_sign,
)
from reports.supplier_head import title
from reports.tables import Column, Row, Table, two_lines
from reports.text import bind, clean
from reports.verdicts import ShareBar

KIND = "Approved supplier list"
_QUIET = Sign("dash", "validity.undated", "quiet")
_MEANING = {
    Verdict.QUALIFIED: "Every rule of the profile that applies is met.",
    Verdict.CONDITIONAL: "Something is open, unknown or waived; nothing excludes the supplier.",
    Verdict.NOT_QUALIFIED: "At least one rule excludes the supplier on this day.",
}


def build(snapshot: RegisterSnapshot, *, paper: Paper = "A4") -> bytes:
    """The list as PDF. The same snapshot and paper give the same bytes."""
    identity = identify(snapshot)
    return render(identity, _story(snapshot, identity, paper), paper)


def identify(snapshot: RegisterSnapshot) -> Identity:
    """The list's number, digest and running lines."""
    taken = digest(snapshot)
    buyer = snapshot.buyer.name if snapshot.buyer else "all buyers"
    return Identity(
        kind=KIND,
        subject=f"profile {snapshot.profile.name}",
        number=document_number("ASL", "", snapshot.day, taken),
        digest=taken,
        organisation=snapshot.organisation,
        audience=f"for {buyer}",
        day=snapshot.day,
    )


def _story(snapshot: RegisterSnapshot, identity: Identity, paper: Paper) -> list[Block]:
    page = PAGES[paper]
    width, padding = page.text_width, page.padding
    groups = {
        verdict: [line for line in snapshot.lines if line.assessment.verdict is verdict]
        for verdict in Verdict
    }
    buyer = f"for {snapshot.buyer.name}" if snapshot.buyer else "for no buyer in particular"
    below = (
        f"{counted(len(snapshot.lines), 'supplier')} on {long_day(snapshot.day)}, "
        f"{buyer}, profile “{snapshot.profile.name}”"
    )
    counts = [(verdict, len(lines)) for verdict, lines in groups.items()]
    figures = Figures(
        [
            (sign.icon, sign.role, VERDICT_WORDS[verdict], count)
            for verdict, count in counts
            for sign in (verdict_sign(verdict),)
        ]
    )
    blocks: list[Block] = [
        *title(KIND, snapshot.organisation.name or "Supplier register", below, BODY.grey),
        Space(10),
        figures,
        Space(5),
        ShareBar(counts),
    ]
    if not snapshot.lines:
        blocks += _group(Verdict.QUALIFIED, [], padding, "No supplier in use is on record.")
    for verdict, lines in groups.items():
        if lines:
            blocks += _group(verdict, lines, padding, "")
    return [*blocks, *_end(snapshot, identity, counts, width, padding)]


def _end(
    snapshot: RegisterSnapshot,
    identity: Identity,
    counts: Sequence[tuple[Verdict, int]],
    width: float,
    padding: float,
) -> list[Block]:
    buyer = snapshot.buyer.name if snapshot.buyer else ""
    tally = ", ".join(f"{count} {VERDICT_WORDS[verdict].lower()}" for verdict, count in counts)
    code = [
        identity.number,
        "all suppliers",
        buyer,
        snapshot.day.isoformat(),
        tally,
        identity.digest,
    ]
    facts = [("Number", identity.number), ("Verdicts", f"{tally}, on {long_day(snapshot.day)}")]
    block = closing.verification(code, facts, identity.digest, snapshot.provenance, width)
    return [*closing.how_to_read(width, padding), block]


def _group(
    verdict: Verdict, lines: Sequence[SupplierLine], padding: float, empty: str
) -> list[Block]:
    columns = [
        Column("Supplier", 148),
        Column("Own decision", 84),
        Column("Evidence, recognition", 139),
        Column("Validity, end", 122.2),
    ]
    ordered = sorted(lines, key=lambda line: (line.supplier.name.casefold(), line.supplier.id))
    rows = [_row(line) for line in ordered]
    heading = Heading(VERDICT_WORDS[verdict], _MEANING[verdict])
    return [heading, Table(columns, rows, padding=padding, empty=empty)]


def _row(line: SupplierLine) -> Row:
    supplier = line.supplier
    country = country_name(supplier.country) if supplier.country else ""
    parts = (clean(supplier.code, 40), clean(country, 40))
    below = " · ".join(part for part in parts if part)
    return Row(
        [
            two_lines(
                Text(clean(supplier.name, 240), style=TABLE.strong),
                Text(clean(supplier.local_name, 240), style=SMALL) if supplier.local_name else None,
                Text(below, style=SMALL) if below else None,
            ),
            _decision(latest_approval(supplier, line)),
            _evidence(line),
            _validity(line),
        ]
    )


def latest_approval(supplier: SupplierFacts, line: SupplierLine) -> ApprovalFacts | None:
    """The organisation's latest decision known on the list's day."""
    day = line.assessment.day
    known = [one for one in supplier.approvals if (one.on or one.recorded_on) <= day]
    return max(known, key=lambda one: (one.on or one.recorded_on, one.id), default=None)


def _decision(approval: ApprovalFacts | None) -> Stack:
    if approval is None:
        return two_lines(Text("None on record", style=TABLE.grey))
    when = bind(short_day(approval.on)) if approval.on else "date not recorded"
    due = f"due {short_day(approval.due_on)}" if approval.due_on else ""
    return two_lines(
        Text(DECISION_WORDS[approval.decision], style=TABLE),
        Text(when, style=SMALL),
        Text(due, style=SMALL) if due else None,
    )


def _evidence(line: SupplierLine) -> Stack:
    """The evidence that stands for the first standard; else the rules that decide."""
    shown = line.shown
    if shown is None or shown.recognition is None:
        return two_lines(Chip(_QUIET, NO_EVIDENCE_WORDS, _why(line)))
    sign = recognition_sign(shown.recognition.level)
    return two_lines(
        Text(clean(shown.label, 120), style=TABLE),
        Chip(sign, level_words(shown.recognition), _why(line)),
    )


def _why(line: SupplierLine) -> str:
    """The rules that keep a supplier from a better verdict, by name."""
    named = dict.fromkeys(
        f"{RULE_WORDS[one.rule].lower()} {OUTCOME_WORDS[one.outcome].lower()}"
        for one in line.assessment.decided_by
    )
    return listed(named)


def _validity(line: SupplierLine) -> Text | Chip:
    shown = line.shown
    if shown is None or shown.validity is None:
        return Text("–", style=TABLE.grey)
    end = shown.validity.effective_expiry
    words = short_day(end) if end else "end not known"
    sign = validity_sign(shown.validity.state)
    cover = shown.validity.cover_until
    renewed = f"renewed until {short_day(cover)}" if cover and end and cover > end else ""
    return Chip(sign, validity_phrase(shown.validity), bind(words), renewed)
