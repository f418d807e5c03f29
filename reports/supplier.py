"""The supplier qualification report: one supplier, for one buyer, on one day.

Assembly only: the sections are in the `supplier_…` modules, in `timeline` and in `closing`.
Somebody who holds nothing but the file can name the verdict, the rule that decides it, the
certificate, the day, and what is unknown.
"""

from domain.snapshot import SupplierSnapshot
from domain.vocabulary import VERDICT_WORDS
from domain.wording import long_day
from reports import (
    closing,
    supplier_audits,
    supplier_evidence,
    supplier_head,
    supplier_performance,
    supplier_rules,
)
from reports.blocks import Block, Heading, Stack, Text
from reports.digest import digest, document_number
from reports.document import Identity, render
from reports.evidence import Evidence
from reports.lanes import lanes
from reports.styles import PAGES, SMALL, Paper
from reports.timeline import Timeline

KIND = "Supplier qualification report"
BUYERS_NOTE = "no buyer in particular"


def build(snapshot: SupplierSnapshot, *, paper: Paper = "A4") -> bytes:
    """The report as PDF. The same snapshot and paper give the same bytes."""
    identity = identify(snapshot)
    return render(identity, _story(snapshot, identity, paper), paper)


def identify(snapshot: SupplierSnapshot) -> Identity:
    """The report's number, digest and running lines."""
    taken = digest(snapshot)
    supplier = snapshot.supplier
    code = supplier.code or (f"ID{supplier.id}" if supplier.id else supplier.name)
    buyer = snapshot.buyer.name if snapshot.buyer else BUYERS_NOTE
    return Identity(
        kind=KIND,
        subject=supplier.name,
        number=document_number("SQR", code, snapshot.day, taken),
        digest=taken,
        organisation=snapshot.organisation,
        audience=f"for {buyer}",
        day=snapshot.day,
    )


def _story(snapshot: SupplierSnapshot, identity: Identity, paper: Paper) -> list[Block]:
    page = PAGES[paper]
    width, padding = page.text_width, page.padding
    evidence = Evidence(snapshot)
    secret = bool(evidence.others) and not evidence.hidden
    blocks = supplier_head.head(snapshot, width, confidential=secret)
    blocks += supplier_evidence.standing_table(snapshot, evidence, padding)
    blocks += _coverage(evidence, page.timeline_row)
    blocks += supplier_rules.rules(snapshot, evidence, padding)
    blocks += supplier_rules.unknowns(snapshot, evidence, padding)
    blocks += supplier_evidence.printed_table(evidence, padding)
    blocks += supplier_audits.audits_table(evidence, padding)
    blocks += supplier_audits.findings_table(evidence, padding)
    if snapshot.with_performance:
        blocks += supplier_performance.performance_table(snapshot, padding)
    blocks += closing.how_to_read(width, padding)
    blocks.append(_verification(snapshot, identity, width))
    return blocks


def _coverage(evidence: Evidence, row: float) -> list[Block]:
    """Heading and drawing together; words where there is nothing to draw."""
    heading = Heading("Coverage over time")
    drawn = lanes(evidence)
    figure: Block = Text("No dated evidence is on record.", style=SMALL)
    if drawn:
        figure = Timeline(drawn, evidence.day, row)
    return [Stack([heading, figure], together=True, space_before=heading.space_before)]


def _verification(snapshot: SupplierSnapshot, identity: Identity, width: float) -> Block:
    supplier = snapshot.supplier
    buyer = snapshot.buyer.name if snapshot.buyer else ""
    verdict = snapshot.assessment.verdict
    code = [
        identity.number,
        " ".join(part for part in (supplier.code, supplier.name) if part),
        buyer,
        snapshot.day.isoformat(),
        verdict.value,
        identity.digest,
    ]
    name = ", ".join(part for part in (supplier.code, supplier.name) if part)
    stated = f"{VERDICT_WORDS[verdict]}, {identity.audience}, on {long_day(snapshot.day)}"
    facts = [("Number", identity.number), ("Supplier", name), ("Verdict", stated)]
    return closing.verification(code, facts, identity.digest, snapshot.provenance, width)
