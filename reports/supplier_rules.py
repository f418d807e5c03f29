"""The supplier report's rules, one by one, and what is not known."""

from domain.qualification import Line
from domain.snapshot import SupplierSnapshot
from domain.vocabulary import Cause, Outcome, State
from domain.wording import listed, sentence
from reports.blocks import Block, Heading, Text
from reports.evidence import Certificate, Evidence
from reports.flowables import OutcomeCell, outcome_key, outcome_tint
from reports.styles import SMALL, TABLE
from reports.supplier_head import rule_title
from reports.tables import Column, Row, Table, two_lines
from reports.text import Span, bind, clean

ROOM_FOR_RULES = 360.0
MOST_REFERENCES = 8


def rules(snapshot: SupplierSnapshot, evidence: Evidence, padding: float) -> list[Block]:
    """Every rule: outcome with its consequence, reason, evidence and source."""
    lines = snapshot.assessment.lines
    rows = [_rule_row(line, snapshot, evidence) for line in lines]
    heading = Heading("Rules of the profile, one by one", _basis(snapshot, evidence))
    heading.min_room = ROOM_FOR_RULES
    columns = [
        Column("Outcome", 82),
        Column("Rule", 92),
        Column("Reason", 209),
        Column("Evidence, source", 110.2),
    ]
    return [heading, Table(columns, rows, padding=padding, empty="The profile names no rule.")]


def _basis(snapshot: SupplierSnapshot, evidence: Evidence) -> str:
    """Under which profile, and what the verdict rests on."""
    words = [f"Profile “{clean(snapshot.profile.name, 120)}”."]
    rests = []
    for standard, (kind, row) in snapshot.assessment.selected.items():
        number = evidence.number_of(kind, row)
        if number:
            rests.append(f"{number} for {clean(standard, 60)}")
    if rests:
        words.append(f"The verdict rests on {listed(rests)}.")
    words.append("The verdict is that of the gravest rule.")
    return " ".join(words)


def _rule_row(line: Line, snapshot: SupplierSnapshot, evidence: Evidence) -> Row:
    name = rule_title(line, snapshot.assessment.lines, snapshot.profile.margin_days)
    source = Text(line.source, style=SMALL) if line.source else None
    return Row(
        [
            OutcomeCell(line),
            Text(name, style=TABLE.strong),
            Text(sentence(line.reason), style=TABLE),
            two_lines(_references(line, evidence), source),
        ],
        tint=outcome_tint(outcome_key(line)),
    )


def _references(line: Line, evidence: Evidence) -> Text:
    """The evidence by number, each a link."""
    spans: list[Span] = []
    for ref in line.evidence[:MOST_REFERENCES]:
        number, words = evidence.named(ref)
        if spans:
            spans.append(Span(", ", TABLE))
        if number:
            spans.append(Span(number, TABLE, link=number))
            words = f" {words}" if words else ""
        if words:
            spans.append(Span(bind(words), TABLE))
    if len(line.evidence) > MOST_REFERENCES:
        spans.append(Span(f" and {len(line.evidence) - MOST_REFERENCES} more", TABLE))
    return Text(*(spans or [Span("–", TABLE)]), style=TABLE)


def unknowns(snapshot: SupplierSnapshot, evidence: Evidence, padding: float) -> list[Block]:
    """What is not known, what would settle it, and who is asked."""
    rows = [
        _unknown_row(
            rule_title(line, snapshot.assessment.lines, snapshot.profile.margin_days),
            sentence(line.cure or line.reason),
            line.asked_of,
        )
        for line in snapshot.assessment.lines
        if line.outcome is Outcome.UNKNOWN
    ]
    judged = {
        (ref.type, ref.id)
        for line in snapshot.assessment.lines
        if line.outcome is Outcome.UNKNOWN
        for ref in line.evidence
    }
    for certificate in evidence.certificates:
        if not certificate.others and ("certificate", certificate.facts.id) not in judged:
            rows += _open_questions(certificate)
    columns = [
        Column("Unknown", 134),
        Column("What would settle it", 262),
        Column("Asked of", 97.2),
    ]
    heading = Heading(
        "What is not known", "Unknown is an answer of its own; nothing here was counted as met."
    )
    empty = "Nothing that the profile asks for is unknown."
    return [heading, Table(columns, rows, padding=padding, empty=empty)]


def _unknown_row(subject: str, settles: str, asked: str) -> Row:
    return Row(
        [
            Text(subject, style=TABLE.strong),
            Text(settles, style=TABLE),
            Text(clean(asked, 160) or "not assigned", style=TABLE),
        ]
    )


def _open_questions(certificate: Certificate) -> list[Row]:
    """Unknown ends and accreditations of certificates that no rule asked about."""
    standing = certificate.standing
    if standing is None or standing.superseded:
        return []
    rows = []
    name = f"{certificate.label}, {certificate.name}"
    issuer = clean(certificate.facts.certification_body, 80) or "the issuer"
    if standing.validity and standing.validity.state is State.UNDATED:
        settles = "No end of validity is recorded. Look it up on the certificate or ask the issuer."
        rows.append(_unknown_row(f"End of validity of {name}", settles, issuer))
    if standing.recognition and standing.recognition.cause is Cause.UNKNOWN:
        settles = f"{standing.recognition.reason} An accreditation certificate would show it."
        rows.append(_unknown_row(f"Accreditation behind {name}", settles, issuer))
    return rows
