"""The first page of the supplier report: whose standing, the verdict, what stands in the way of
a better one and what changes next."""

from collections.abc import Sequence

from domain.countries import country_name
from domain.qualification import Line
from domain.snapshot import SupplierSnapshot
from domain.vocabulary import OUTCOME_WORDS, RULE_WORDS, VERDICT_WORDS, Effect, Rule
from domain.wording import counted, long_day, sentence, short_day
from reports import fonts
from reports.blocks import Block, Columns, Rule as Ruled, Space, Stack, Text
from reports.flowables import VerdictBand, facts, reason
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

MOST_REASONS = 12
MOST_CHANGES = 8


def name_style(name: str) -> Style:
    """Smaller for names that would run over several lines."""
    wide = fonts.width(clean(name, NAME_CAP), NAME.size, True)
    if wide > NAME_WIDEST:
        return NAME_LONGEST
    return NAME_LONG if wide > NAME_WIDE else NAME


def title(kind: str, name: str, below: str = "") -> list[Block]:
    """The kind of report, its subject, and a line below."""
    style = name_style(name)
    blocks: list[Block] = [Text(kind, style=KIND), Text(clean(name, NAME_CAP), style=style)]
    if below:
        blocks.append(Text(clean(below, NAME_CAP), style=LOCAL_NAME))
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


def head(snapshot: SupplierSnapshot, width: float) -> list[Block]:
    """Everything down to the rule under "what stands in the way"."""
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
    where = ", ".join(part for part in (clean(place, 160), country) if part)
    right = [
        ("Supplier no.", clean(supplier.code, 60) or "not assigned"),
        ("Site", where or "not recorded"),
        ("Supplies", clean(supplier.supplies or supplier.categories, 160) or "not recorded"),
    ]
    stated = f"for {clean(buyer, NAME_CAP)}, on" if buyer else "for no buyer in particular, on"
    band = VerdictBand(
        assessment.verdict, f"{stated} {long_day(snapshot.day)}", assessment.lines
    )
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
        blocks.append(Text("Nothing: every rule of the profile is met.", space_before=3))
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


def _changes(snapshot: SupplierSnapshot) -> list[Block]:
    blocks: list[Block] = [Text("What changes next", style=BODY.grey)]
    ahead = changes_ahead(snapshot)
    for index, (day, words, verdict) in enumerate(ahead[:MOST_CHANGES]):
        spans = [Span(bind(clean(sentence(words))), BODY)]
        named = VERDICT_WORDS[verdict] if verdict else ""
        if named and named.lower() not in words.lower():
            spans.insert(0, Span(f"{named}: ".replace(" ", "\u00a0", 1), BODY.strong))
        when = Text(bind(short_day(day)), style=BODY.strong)
        row = Columns([(0, 55, when), (55, 138, Text(*spans))], space_before=2)
        row.space_before = 3 if index == 0 else 2
        blocks.append(row)
    if not ahead:
        blocks.append(Text("No dated event lies ahead.", space_before=3))
    if len(ahead) > MOST_CHANGES:
        more = counted(len(ahead) - MOST_CHANGES, "later event")
        blocks.append(Text(f"{more} not listed.", style=BODY.grey, space_before=3))
    return blocks


def changes_ahead(snapshot: SupplierSnapshot) -> Sequence[tuple[object, str, object]]:
    """Dated events after the report's day."""
    return ()
