"""The supplier report's evidence: certificates and their standing, as printed, audits, findings."""

from datetime import date

from domain.facts import FindingFacts, Verification
from domain.recognition import Recognition
from domain.snapshot import SupplierSnapshot
from domain.standing import EvidenceStanding
from domain.validity import Validity
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    CHECK_WORDS,
    EVENT_WORDS,
    GRADING_WORDS,
    NO_EVIDENCE_WORDS,
    Accreditation,
    AuditResult,
    Grading,
    Kind,
    Level,
    Party,
    State,
)
from domain.wording import (
    counted,
    in_days,
    level_words,
    listed,
    short_day,
    standard_with_edition,
    validity_phrase,
)
from reports import fonts
from reports.blocks import Block, Heading, Stack, Text
from reports.evidence import Audit, Certificate, Evidence, Finding, happened, kinds_sentence
from reports.flowables import Chip
from reports.styles import (
    GUTTER,
    ICON_INDENT,
    SMALL,
    TABLE,
    Sign,
    recognition_sign,
    rule_sign,
    validity_sign,
)
from reports.tables import Column, Row, Table, two_lines
from reports.text import Span, bind, clean

RECOGNITION_WIDE = 127.0
_QUIET = Sign("dash", "validity.undated", "quiet")


def standing_table(snapshot: SupplierSnapshot, evidence: Evidence, padding: float) -> list[Block]:
    """Certificates and audits that give a level, with recognition and validity."""
    current = [c for c in evidence.certificates if not (c.standing and c.standing.superseded)]
    rows = [_certificate_row(certificate) for certificate in current]
    rows += [
        _audit_row(audit)
        for audit in evidence.audits
        if audit.standing and audit.standing.recognition and audit.standing.validity
    ]
    earlier = len(evidence.certificates) - len(current)
    note = kinds_sentence(evidence.certificates)
    if earlier:
        note += f" {counted(earlier, 'earlier one')} below."
    columns = [
        Column("Standard", 84),
        Column("Issued by, accreditation", 106),
        Column("Recognition", RECOGNITION_WIDE),
        Column(f"Validity on {short_day(snapshot.day)}", 117),
        Column("Expires", 59.2, "right"),
    ]
    heading = Heading("Certificates and their standing", note.strip())
    empty = "No certificate and no audit that gives a level of recognition is on record."
    return [heading, Table(columns, rows, padding=padding, empty=empty)]


def numbered(label: str, words: str) -> Text:
    """ "C1 · HC-QMS-71204", the number a link."""
    tail = f" · {bind(clean(words, 80))}" if words else ""
    return Text(Span(label, SMALL, link=label), Span(tail, SMALL), style=SMALL)


def _certificate_row(certificate: Certificate) -> Row:
    facts, standing = certificate.facts, certificate.standing
    name = certificate.name
    if facts.kind is Kind.PRODUCT:
        name += ", product"
    issuer = facts.certification_body
    if not issuer and facts.buyers:
        issuer = listed(buyer.name for buyer in facts.buyers)
    return Row(
        [
            two_lines(
                Text(name, style=TABLE.strong), numbered(certificate.label, certificate.number)
            ),
            two_lines(
                Text(clean(issuer, 160) or "not recorded", style=TABLE),
                Text(_accreditation(certificate), style=SMALL),
            ),
            recognition_cell(standing),
            validity_cell(standing.validity if standing else None),
            _end_cell(standing.validity if standing else None, facts.expires_on),
        ]
    )


def _accreditation(certificate: Certificate) -> str:
    facts = certificate.facts
    if facts.party is Party.SECOND:
        return "second party"
    if facts.party is Party.FIRST:
        return "first party"
    if facts.accreditation is Accreditation.NAMED:
        return f"{clean(facts.accreditation_body, 80) or 'body not named'}, shown"
    if facts.accreditation is Accreditation.UNACCREDITED:
        return "stated unaccredited"
    standing = certificate.standing
    if standing and standing.recognition and standing.recognition.entry:
        return "from the directory, not shown"
    return "none recorded"


def recognition_cell(standing: EvidenceStanding | None) -> Chip:
    """The level in words with its reasons."""
    recognition = standing.recognition if standing else None
    if recognition is None:
        return Chip(_QUIET, NO_EVIDENCE_WORDS)
    words = _level_name(recognition)
    return Chip(recognition_sign(recognition.level), words, recognition.reason)


def _level_name(recognition: Recognition) -> str:
    """The level; "this buyer only" replaces a name that needs more than two lines."""
    words = level_words(recognition)
    room = RECOGNITION_WIDE - GUTTER - ICON_INDENT
    needed = fonts.width(clean(words, 200), TABLE.size, True)
    if recognition.level is Level.ONE_CUSTOMER and needed > 1.9 * room:
        return "Recognised by this buyer only"
    return words


def validity_cell(validity: Validity | None) -> Chip:
    """The state in words with its reason and notes."""
    if validity is None:
        return Chip(_QUIET, "No validity of its own")
    notes = " ".join(validity.notes)
    return Chip(
        validity_sign(validity.state), validity_phrase(validity), validity.reason, notes
    )


def _end_cell(validity: Validity | None, printed: date | None) -> Stack:
    """The last day that counts, the days to it, and the printed one where it differs."""
    end = validity.effective_expiry if validity else printed
    days = validity.days_left if validity else None
    left = "–" if days is None else in_days(days).replace("-", "−")
    differs = printed is not None and end is not None and printed != end
    return two_lines(
        Text(bind(short_day(end)) if end else "not known", style=TABLE, align="right"),
        Text(left, style=SMALL, align="right"),
        Text(f"printed {short_day(printed)}", style=SMALL, align="right")
        if differs and printed
        else None,
    )


def _audit_row(audit: Audit) -> Row:
    facts, standing = audit.facts, audit.standing
    names = listed(buyer.name for buyer in facts.buyers)
    by = names or facts.conducted_by or "not recorded"
    party = {Party.FIRST: "first party", Party.SECOND: "second party"}.get(
        facts.party or Party.THIRD, ""
    )
    validity = standing.validity if standing else None
    title = "Supplier audit" if facts.party is Party.SECOND else "Internal audit"
    return Row(
        [
            two_lines(Text(title, style=TABLE.strong), numbered(audit.label, facts.reference)),
            two_lines(Text(clean(by, 160), style=TABLE), Text(party, style=SMALL)),
            recognition_cell(standing),
            validity_cell(validity),
            _end_cell(validity, None),
        ]
    )


def printed_table(evidence: Evidence, padding: float) -> list[Block]:
    """All certificates as printed, with what happened to them and when they were checked."""
    columns = [
        Column("No.", 26),
        Column("Certificate, scope as printed", 172),
        Column("Holder, sites as printed", 126),
        Column("Issued", 58),
        Column("Last checked", 111.2),
    ]
    rows = [_printed_row(certificate, evidence) for certificate in evidence.certificates]
    empty = "No certificate is on record."
    return [Heading("Certificates as printed"), Table(columns, rows, padding=padding, empty=empty)]


def _printed_row(certificate: Certificate, evidence: Evidence) -> Row:
    facts = certificate.facts
    scope = clean(facts.scope) or "scope not recorded"
    if facts.product:
        scope = f"{clean(facts.product, 200)}; {scope}"
    sites = clean("; ".join(facts.sites), 400) or "sites not recorded"
    checks = evidence.verifications.get(facts.id, ())
    details: list[Block | None] = [Text(scope, style=SMALL)]
    details += [Text(words, style=SMALL) for words in _events(certificate, evidence.day)]
    if certificate.standing and certificate.standing.superseded:
        successor = evidence.certificate_label(certificate.standing.superseded_by)
        details.append(Text(f"Superseded{f' by {successor}' if successor else ''}.", style=SMALL))
    title = Text(f"{certificate.name} · {certificate.number}", style=TABLE)
    issued = short_day(facts.issued_on) if facts.issued_on else "not recorded"
    return Row(
        [
            Text(certificate.label, style=TABLE.strong),
            two_lines(title, *details),
            two_lines(
                Text(clean(facts.holder, 160) or "holder not recorded", style=TABLE),
                Text(sites, style=SMALL),
            ),
            Text(bind(issued), style=TABLE),
            _check_cell(checks[-1] if checks else None),
        ],
        anchors=[certificate.label, *(label for label, _ in checks)],
    )


def _events(certificate: Certificate, day: date) -> list[str]:
    words = []
    for event in certificate.facts.events:
        if not happened(event.on, event.recorded_on, day):
            continue
        when = short_day(event.on) if event.on else "date not recorded"
        until = f" until {short_day(event.until)}" if event.until else ""
        why = f": {clean(event.reason, 200)}" if event.reason else ""
        words.append(f"{EVENT_WORDS[event.kind]} {when}{until}{why}")
    return words


def _check_cell(check: tuple[str, Verification] | None) -> Stack:
    if check is None:
        return two_lines(Text("Never", style=TABLE))
    label, facts = check
    when = short_day(facts.on) if facts.on else "date not recorded"
    source = clean(facts.source or facts.by, 120)
    return two_lines(
        Text(f"{CHECK_WORDS[facts.result]}, {when}", style=TABLE),
        Text(f"{label}{f' · {source}' if source else ''}", style=SMALL),
    )


def audits_table(evidence: Evidence, padding: float) -> list[Block]:
    """Audits, latest first, planned ones last; other customers' as a count."""
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
    heading = Heading("Audits", evidence.hidden_words())
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
