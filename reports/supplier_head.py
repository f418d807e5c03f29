"""The first page of the supplier report: whose standing, the verdict, what stands in the way of
a better one and what changes next."""

from collections.abc import Sequence
from datetime import date

from domain.countries import country_name
from domain.directory import Directory
from domain.qualification import Line, next_changes
from domain.snapshot import SupplierSnapshot
from domain.vocabulary import (
    OUTCOME_WORDS,
    RULE_WORDS,
    VERDICT_WORDS,
    Effect,
    Outcome,
    Rule,
    Verdict,
)
from domain.wording import counted, long_day, sentence, short_day
from reports import fonts
from reports.blocks import Block, Columns, Space, Stack, Text
from reports.blocks import Rule as Ruled
from reports.flowables import facts, reason
from reports.styles import (
    BODY,
    KIND,
    LOCAL_NAME,
    NAME,
    NAME_LONG,
    NAME_LONGEST,
    NAME_WIDE,
    NAME_WIDEST,
    Style,
    verdict_sign,
)
from reports.text import NAME_CAP, Span, bind, clean
from reports.verdicts import VerdictBand

Event = tuple[date, str, Verdict | None]

MOST_REASONS = 12
MOST_CHANGES = 5


def name_style(name: str) -> Style:
    """Smaller for names that would run over several lines."""
    wide = fonts.width(clean(name, NAME_CAP), NAME.size, True)
    if wide > NAME_WIDEST:
        return NAME_LONGEST
    return NAME_LONG if wide > NAME_WIDE else NAME


def title(kind: str, name: str, below: str = "", style: Style = LOCAL_NAME) -> list[Block]:
    """The kind of report, its subject, and a line below."""
    subject = Text(clean(name, NAME_CAP), style=name_style(name))
    blocks: list[Block] = [Text(kind, style=KIND), subject]
    if below:
        blocks.append(Text(clean(below), style=style))
    return blocks


def rule_title(line: Line, lines: Sequence[Line], margin: int) -> str:
    """A rule's name with its subject where that tells something."""
    name = RULE_WORDS[line.rule]
    subject = clean(line.subject, 80)
    if line.rule is Rule.MARGIN:
        name = f"Margin of {counted(margin, 'day')}"
    if line.rule is Rule.REQUIRED_STANDARD:
        return f"Required: {subject}" if subject else name
    if line.rule is Rule.PRODUCT_CERTIFICATE:
        return f"{name} {subject}".strip()
    several = sum(1 for other in lines if other.rule is line.rule) > 1
    return f"{name}: {subject}" if several and subject else name


def head(snapshot: SupplierSnapshot, width: float, *, confidential: bool) -> list[Block]:
    """Everything down to the rule under "what stands in the way". `confidential`: whether what
    other customers may not see of each other stands in the report."""
    supplier, assessment = snapshot.supplier, snapshot.assessment
    buyer = snapshot.buyer.name if snapshot.buyer else ""
    sites = [site for site in supplier.sites if site.supplies] or list(supplier.sites)
    place = sites[0].address or sites[0].name if sites else supplier.address
    country = country_name(supplier.country) if supplier.country else ""
    left = [
        ("Stated for", buyer or "no buyer in particular"),
        ("As of", long_day(snapshot.day)),
        ("Profile", clean(snapshot.profile.name, 120)),
    ]
    if confidential:
        left.append(("Confidential", "lists audits for other customers"))
    where = ", ".join(part for part in (clean(place, 160), country) if part)
    right = [
        ("Supplier no.", clean(supplier.code, 60) or "not assigned"),
        ("Site", where or "not recorded"),
        ("Supplies", clean(supplier.supplies or supplier.categories, 160) or "not recorded"),
    ]
    stated = f"for {clean(buyer, NAME_CAP)}, on" if buyer else "for no buyer in particular, on"
    band = VerdictBand(assessment.verdict, f"{stated} {long_day(snapshot.day)}", assessment.lines)
    return [
        *title("Supplier qualification report", supplier.name, supplier.local_name),
        Space(5),
        facts(left, right, width),
        Space(8),
        band,
        Space(6),
        _between(snapshot, width),
        Ruled(0.8, verdict_sign(assessment.verdict).mark, space_before=8),
    ]


def _between(snapshot: SupplierSnapshot, width: float) -> Columns:
    """What stands in the way (60 %), beside what changes next."""
    return Columns(
        [
            (12, 274, Stack(_in_the_way(snapshot))),
            (300, width - 300, Stack(_changes(snapshot))),
        ]
    )


def _in_the_way(snapshot: SupplierSnapshot) -> list[Block]:
    lines = snapshot.assessment.lines
    costly = [line for line in lines if line.effect is not Effect.NONE]
    costly.sort(key=lambda line: line.effect is not Effect.NOT_QUALIFIED)
    blocks: list[Block] = [Text("What stands in the way", style=BODY.grey)]
    if not costly:
        blocks.append(Text(_nothing(lines), space_before=3))
    for line in costly[:MOST_REASONS]:
        name = rule_title(line, lines, snapshot.profile.margin_days)
        words = f"{name}: {OUTCOME_WORDS[line.outcome].lower()}"
        cure = sentence(line.cure) if line.cure else ""
        blocks.append(reason(line, words, sentence(line.reason), cure))
    if blocks[1:] and costly:
        blocks[1].space_before = 3
    if len(costly) > MOST_REASONS:
        more = counted(len(costly) - MOST_REASONS, "further rule")
        blocks.append(Text(f"{more} below, one by one.", style=BODY.grey, space_before=5))
    return blocks


def _nothing(lines: Sequence[Line]) -> str:
    """What to say where no rule costs anything; a note is not a rule met."""
    unknown = sum(1 for line in lines if line.outcome is Outcome.UNKNOWN)
    if unknown:
        return f"Nothing; {counted(unknown, 'note')} under “What is not known”."
    return "Nothing: every rule that applies is met."


def _changes(snapshot: SupplierSnapshot) -> list[Block]:
    blocks: list[Block] = [Text("What changes next", style=BODY.grey)]
    ahead = changes_ahead(snapshot)
    told = list(ahead[:MOST_CHANGES])
    if all(verdict is None for _, _, verdict in told):  # the day the verdict turns is never cut
        told += [event for event in ahead[MOST_CHANGES:] if event[2] is not None][:1]
    for index, (day, words, verdict) in enumerate(told):
        named = VERDICT_WORDS[verdict] if verdict else ""
        text = bind(clean(words))
        spans = [Span(text, BODY)]
        if named and text.startswith(named):
            spans = [Span(named, BODY.strong), Span(text[len(named) :], BODY)]
        when = Text(bind(short_day(day)), style=BODY.strong)
        row = Columns([(0, 58, when), (58, 135, Text(*spans))], space_before=2)
        row.space_before = 3 if index == 0 else 2
        blocks.append(row)
    if not ahead:
        blocks.append(Text("No dated event lies ahead.", space_before=3))
    if len(ahead) > len(told):
        more = counted(len(ahead) - len(told), "later event")
        blocks.append(Text(f"{more} not listed.", style=BODY.grey, space_before=3))
    return blocks


def changes_ahead(snapshot: SupplierSnapshot) -> Sequence[Event]:
    """Dated events after the report's day."""
    if snapshot.next_changes is not None:
        return snapshot.next_changes
    return next_changes(
        snapshot.supplier, snapshot.profile, snapshot.buyer, snapshot.day, Directory.load()
    )
