"""The supplier report's certificates: where they stand, and what is printed on them."""

from datetime import date

from domain.facts import Verification
from domain.recognition import Recognition
from domain.snapshot import SupplierSnapshot
from domain.standing import EvidenceStanding
from domain.validity import Validity
from domain.vocabulary import (
    CHECK_WORDS,
    EVENT_WORDS,
    IN_FORCE,
    NO_EVIDENCE_WORDS,
    Accreditation,
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
    validity_phrase,
)
from reports import fonts
from reports.blocks import Block, Heading, Stack, Text
from reports.evidence import Audit, Certificate, Evidence, happened, kinds_sentence
from reports.flowables import Chip
from reports.styles import (
    GUTTER,
    ICON_INDENT,
    SMALL,
    TABLE,
    Sign,
    recognition_sign,
    validity_sign,
)
from reports.tables import Column, Row, Table, two_lines
from reports.text import Span, bind, clean

RECOGNITION_WIDE = 134.0
_PLAIN_STATES = IN_FORCE | {State.EXPIRED}
_QUIET = Sign("dash", "validity.undated", "quiet")


def standing_table(snapshot: SupplierSnapshot, evidence: Evidence, padding: float) -> list[Block]:
    """Certificates and audits that give a level, with recognition and validity."""
    current = [c for c in evidence.certificates if not (c.standing and c.standing.superseded)]
    rows = [_certificate_row(certificate, evidence) for certificate in current]
    rows += [
        _audit_row(audit, evidence)
        for audit in evidence.audits
        if audit.standing and audit.standing.recognition and audit.standing.validity
    ]
    earlier = len(evidence.certificates) - len(current)
    note = kinds_sentence(evidence.certificates)
    if earlier:
        note += f" {counted(earlier, 'earlier one')} below."
    columns = [
        Column("Standard", 84),
        Column("Issued by, accreditation", 104),
        Column("Recognition", RECOGNITION_WIDE),
        Column(f"Validity on {short_day(snapshot.day)}", 114),
        Column("Expires", 57.2, "right"),
    ]
    heading = Heading("Certificates and their standing", note.strip())
    empty = "No certificate and no audit that gives a level of recognition is on record."
    return [heading, Table(columns, rows, padding=padding, empty=empty)]


def numbered(label: str, words: str) -> Text:
    """ "C1 · HC-QMS-71204", the number a link."""
    tail = f" · {bind(clean(words, 80))}" if words else ""
    return Text(Span(label, SMALL, link=label), Span(tail, SMALL), style=SMALL)


def _certificate_row(certificate: Certificate, evidence: Evidence) -> Row:
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
            _recognition(certificate, evidence),
            validity_cell(standing.validity if standing else None, facts.expires_on),
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


def _recognition(item: Certificate | Audit, evidence: Evidence) -> Chip:
    """The level; of another customer's evidence only that it counts for nothing here."""
    if item.others:
        return Chip(recognition_sign(Level.NOT_RECOGNISED), evidence.not_recognised_words())
    return recognition_cell(item.standing, item.label if isinstance(item, Certificate) else "")


def recognition_cell(standing: EvidenceStanding | None, label: str = "") -> Chip:
    """The level in words with the reason that decides it.

    What qualifies a level that counts is set out in full beside the certificate as printed.
    """
    recognition = standing.recognition if standing else None
    if recognition is None:
        return Chip(_QUIET, NO_EVIDENCE_WORDS)
    sign, words = recognition_sign(recognition.level), _level_name(recognition)
    if recognition.level is not Level.WIDELY_RECOGNISED or not label:
        return Chip(sign, words, recognition.reason)
    caveat = f"Caveat: see {label} below." if recognition.caveats else ""
    return Chip(sign, words, *recognition.reasons[:1], caveat)


def _level_name(recognition: Recognition) -> str:
    """The level; "this buyer only" replaces a name that needs more than two lines."""
    words = level_words(recognition)
    room = RECOGNITION_WIDE - GUTTER - ICON_INDENT
    needed = fonts.width(clean(words, 200), TABLE.size, True)
    if recognition.level is Level.ONE_CUSTOMER and needed > 1.9 * room:
        return "Recognised by this buyer only"
    return words


def validity_cell(validity: Validity | None, printed: date | None = None) -> Chip:
    """The state in words; its reason where that says more than the day beside it does."""
    if validity is None:
        return Chip(_QUIET, "No validity of its own")
    details = list(validity.notes)
    plain = validity.state in _PLAIN_STATES and validity.effective_expiry == printed
    if not plain:
        details.insert(0, validity.reason)
    elif validity.state is State.EXPIRED and not details:
        details.append("no successor on record")
    return Chip(validity_sign(validity.state), validity_phrase(validity), *details)


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


def _audit_row(audit: Audit, evidence: Evidence) -> Row:
    facts, standing = audit.facts, audit.standing
    names = listed(buyer.name for buyer in facts.buyers)
    by = names or facts.conducted_by or "not recorded"
    party = {Party.FIRST: "first party", Party.SECOND: "second party"}.get(
        audit.party or Party.THIRD, ""
    )
    validity = standing.validity if standing else None
    title = "Supplier audit" if audit.party is Party.SECOND else "Internal audit"
    return Row(
        [
            two_lines(Text(title, style=TABLE.strong), numbered(audit.label, facts.reference)),
            two_lines(Text(clean(by, 160), style=TABLE), Text(party, style=SMALL)),
            _recognition(audit, evidence),
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
    recognition = certificate.standing.recognition if certificate.standing else None
    if recognition and recognition.level is Level.WIDELY_RECOGNISED:
        details.append(Text(f"Recognition: {recognition.reason}", style=SMALL))
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
