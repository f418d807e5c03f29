"""The supplier report's audits and findings, each with where it stands on the day."""

from datetime import date

from domain.facts import FindingFacts
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    GRADING_WORDS,
    AuditResult,
    Grading,
    Party,
    State,
)
from domain.wording import (
    counted,
    in_days,
    listed,
    short_day,
    standard_with_edition,
)
from reports.blocks import Block, Heading, Text
from reports.evidence import Audit, Evidence, Finding
from reports.flowables import Chip
from reports.styles import (
    SMALL,
    TABLE,
    Sign,
    rule_sign,
    validity_sign,
)
from reports.tables import Column, Row, Table, two_lines
from reports.text import Span, bind, clean

_QUIET = Sign("dash", "validity.undated", "quiet")


def audits_table(evidence: Evidence, padding: float) -> list[Block]:
    """Audits, latest first, planned ones last; other customers' as a count, unless asked for."""
    columns = [
        Column("No.", 26),
        Column("Held on", 60),
        Column("Party and kind", 108),
        Column("Criteria, site", 114),
        Column("Conducted by", 89),
        Column("Result", 96.2),
    ]
    order = sorted(
        evidence.audits, key=lambda a: (a.done_on is None, -(a.done_on or date.min).toordinal())
    )
    rows = [_audit_line(audit, evidence) for audit in order]
    heading = Heading("Audits", evidence.others_words())
    empty = "No audit that may be shown is on record."
    return [heading, Table(columns, rows, padding=padding, empty=empty)]


def _audit_line(audit: Audit, evidence: Evidence) -> Row:
    facts = audit.facts
    party = {Party.FIRST: "First party", Party.SECOND: "Second party", Party.THIRD: "Third party"}
    kind = AUDIT_KIND_WORDS[facts.kind].lower() if facts.kind else ""
    who = party.get(facts.party or Party.THIRD, "") if facts.party else "Party not recorded"
    when = audit.done_on or facts.planned_on
    criteria = standard_with_edition(facts.standard, facts.edition) or "not recorded"
    by = ", ".join(part for part in (facts.conducted_by, facts.lead_auditor) if part)
    buyers = listed(buyer.name for buyer in facts.buyers)
    return Row(
        [
            Text(audit.label, style=TABLE.strong),
            Text(bind(short_day(when)) if when else "not recorded", style=TABLE),
            two_lines(
                Text(", ".join(part for part in (who, kind) if part), style=TABLE),
                Text(clean(facts.reference, 80), style=SMALL) if facts.reference else None,
            ),
            two_lines(
                Text(criteria, style=TABLE),
                Text(clean(facts.site, 160), style=SMALL) if facts.site else None,
            ),
            two_lines(
                Text(clean(by, 160) or "not recorded", style=TABLE),
                Text(f"for {clean(buyers, 160)}", style=SMALL) if buyers else None,
            ),
            _result_chip(audit, evidence),
        ],
        anchors=[audit.label],
    )


def _result_chip(audit: Audit, evidence: Evidence) -> Chip:
    result = audit.facts.result if audit.done_on else None
    details = []
    graded = [f.facts.grading for f in evidence.findings if f.audit == audit.label]
    words = [
        counted(graded.count(grading), grading.value, many)
        for grading, many in (
            (Grading.MAJOR, "majors"),
            (Grading.MINOR, "minors"),
            (Grading.OBSERVATION, "observations"),
            (Grading.OPPORTUNITY, "opportunities"),
        )
        if grading in graded
    ]
    if words:
        details.append(", ".join(words))
    if audit.facts.score is not None and audit.done_on:
        details.append(f"score {audit.facts.score:g}")
    if audit.others:
        details.append(evidence.not_recognised_words())
    if audit.done_on is None:
        sign = validity_sign(State.NOT_YET_VALID)
        return Chip(Sign(sign.icon, sign.role, "quiet"), "Planned", *details)
    if result is None:
        return Chip(Sign("circle-q", "validity.undated", "quiet"), "Result not recorded", *details)
    signs = {
        AuditResult.PASSED: Sign("check-circle", "validity.valid", "quiet"),
        AuditResult.PASSED_WITH_CONDITIONS: Sign("alert", "validity.urgent", "quiet"),
        AuditResult.FAILED: Sign("oct-x", "validity.lapsed_quiet", "quiet"),
        AuditResult.PENDING: Sign("clock", "validity.soon", "quiet"),
    }
    return Chip(signs[result], AUDIT_RESULT_WORDS[result], *details)


def findings_table(evidence: Evidence, padding: float) -> list[Block]:
    """Findings, open ones first, then the latest."""
    columns = [
        Column("No.", 26),
        Column("Grading", 74),
        Column("Clause and statement", 196),
        Column("Audit", 38),
        Column("Due", 60),
        Column("State", 99.2),
    ]
    order = sorted(
        evidence.findings,
        key=lambda f: (
            _is_settled(f.facts, evidence.day),
            list(Grading).index(f.facts.grading),
            -(f.facts.raised_on or f.facts.recorded_on).toordinal(),
        ),
    )
    rows = [_finding_row(finding, evidence.day) for finding in order]
    empty = "No finding that may be shown is on record."
    heading = Heading("Findings, open first")
    return [heading, Table(columns, rows, padding=padding, empty=empty)]


def _is_settled(finding: FindingFacts, day: date) -> bool:
    """Nothing to do any more: verified, or a minor's action done, or only an observation."""
    if finding.verified_on is not None and finding.verified_on <= day:
        return True
    done = finding.done_on is not None and finding.done_on <= day
    return done and finding.grading is not Grading.MAJOR


def _finding_row(finding: Finding, day: date) -> Row:
    facts = finding.facts
    grading = TABLE.strong if facts.grading is Grading.MAJOR else TABLE
    statement = " ".join(part for part in (clean(facts.clause, 60), clean(facts.statement)) if part)
    return Row(
        [
            Text(finding.label, style=TABLE.strong),
            Text(GRADING_WORDS[facts.grading], style=grading),
            two_lines(
                Text(statement or "not recorded", style=TABLE),
                Text(clean(facts.number, 80), style=SMALL) if facts.number else None,
            ),
            Text(Span(finding.audit, TABLE, link=finding.audit), style=TABLE),
            Text(bind(short_day(facts.due_on)) if facts.due_on else "–", style=TABLE),
            _finding_state(facts, day),
        ],
        anchors=[finding.label],
    )


def _finding_state(facts: FindingFacts, day: date) -> Chip:
    """Where a finding stands; a major is open until the effect of its action is verified."""
    if facts.verified_on and facts.verified_on <= day:
        return _bare("pass", f"Closed {short_day(facts.verified_on)}")
    done = facts.done_on if facts.done_on and facts.done_on <= day else None
    if done and facts.grading is Grading.MAJOR:
        detail = f"action done {short_day(done)}, effect not verified"
        return Chip(Sign("alert", "validity.urgent", "quiet"), "Open", detail)
    if done:
        return Chip(rule_sign("pass"), f"Done {short_day(done)}", "effect not verified")
    if facts.grading in {Grading.OBSERVATION, Grading.OPPORTUNITY}:
        return Chip(_QUIET, "For information")
    if facts.due_on and facts.due_on < day:
        late = in_days((day - facts.due_on).days)
        return Chip(Sign("alert", "validity.urgent", "quiet"), f"Overdue {late}")
    return Chip(Sign("clock", "validity.soon", "quiet"), "Open")


def _bare(outcome: str, words: str) -> Chip:
    sign = rule_sign(outcome)
    return Chip(Sign(sign.icon, sign.role, "quiet"), words)
