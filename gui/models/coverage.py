"""The coverage timeline as plain values: which bars, gaps and marks stand where, on which years.

Judging comes ready from the detail (standings, renewal proposals) and from `domain.gaps`; this
module groups and orders. The bars themselves are made in `coverage_bars`, drawing is
`gui.widgets.timeline`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from domain.facts import AuditFacts, CertificateFacts
from domain.lifetime import event_day
from domain.validity import Gap, gaps
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    PARTY_WORDS,
    EventKind,
    Outcome,
    Party,
    Rule,
)
from gui import text
from gui.models.coverage_bars import certificate_bar, in_lanes, second_party_bar, suspensions_of
from gui.models.coverage_shapes import Bar, Coverage, Link, Mark, Row, Sign, Stretch

if TYPE_CHECKING:
    from gui.models.details import Detail

REACH = 6  # years shown at most before and after the day
MOST_NOTES = 4
_SIGNS = {Party.FIRST: Sign.FIRST, Party.SECOND: Sign.SECOND, Party.THIRD: Sign.THIRD}


def coverage_of(detail: "Detail") -> Coverage | None:
    """The timeline of a supplier, `None` where nothing has a date."""
    assert detail.supplier is not None
    day = detail.shown.day
    found = gaps(detail.supplier.certificates, day, detail.shown.directory)
    rows = [*_standard_rows(detail, found), *_buyer_rows(detail)]
    rows = [row for row in rows if row.bars or row.marks]
    if not rows:
        return None
    days = [bar.first for row in rows for bar in row.bars]
    days += [bar.last for row in rows for bar in row.bars if bar.last]
    days += [mark.day for row in rows for mark in row.marks]
    first = max(min(days).year, day.year - REACH)
    last = min(max(max(days).year, day.year), day.year + REACH)
    return Coverage(tuple(rows), min(first, last), last, day, tuple(_notes(rows, first)))


def _notes(rows: Iterable[Row], first_year: int) -> Iterator[str]:
    """What is told in words below the drawing: gaps, then what else stands out."""
    told = [s.words for row in rows for s in row.gaps if s.last.year >= first_year]
    told += [s.words for row in rows for s in row.suspensions if s.last.year >= first_year]
    told += [m.words for row in rows for m in row.marks if m.sign in (Sign.REDUCED, Sign.WITHDRAWN)]
    yield from told[:MOST_NOTES]
    if len(told) > MOST_NOTES:
        yield f"{len(told) - MOST_NOTES} more where the pointer rests"
    if any(mark.sign is Sign.MISSING for row in rows for mark in row.marks):
        yield "Hollow dot: surveillance not evidenced"


# --- a row for each standard ---------------------------------------------------------------


def _standard_rows(detail: "Detail", found: Iterable[Gap]) -> list[Row]:
    assert detail.supplier is not None
    groups: dict[str, list[CertificateFacts]] = {}
    for certificate in detail.supplier.certificates:
        groups.setdefault(certificate.standard or "No standard", []).append(certificate)
    audits = _audits_by_row(detail, groups)
    names = [*groups, *(name for name in audits if name not in groups)]
    asked = _demanded(detail)
    order = sorted(
        names,
        key=lambda name: (
            min((asked.get(c.id, len(asked)) for c in groups.get(name, ())), default=len(asked)),
            -len(groups.get(name, ())),
            name,
        ),
    )
    return [_row(name, groups.get(name, []), audits.get(name, []), detail, found) for name in order]


def _demanded(detail: "Detail") -> dict[int, int]:
    """The certificates that stand for a demand, by id, with the place of the demand."""
    selected = detail.assessment.selected.values() if detail.assessment else ()
    return {id_: place for place, (kind, id_) in enumerate(selected) if kind == "certificate"}


def _row(
    name: str,
    certificates: list[CertificateFacts],
    audits: list[AuditFacts],
    detail: "Detail",
    found: Iterable[Gap],
) -> Row:
    day = detail.shown.day
    starts = {each.id: each.valid_from or each.issued_on for each in certificates}
    bars = [bar for each in certificates if (bar := certificate_bar(each, detail, starts))]
    marks = [mark for audit in audits if (mark := _audit_mark(audit, day))]
    marks += [mark for each in certificates for mark in _event_marks(each, day)]
    marks += [
        Mark(day, Sign.MISSING, words)
        for number, words in _surveillance_missing(detail)
        if number in starts
    ]
    laid = in_lanes(bars)
    return Row(
        name,
        laid,
        gaps=tuple(
            Stretch(gap.first, gap.last, _gap_words(gap)) for gap in found if gap.standard == name
        ),
        suspensions=tuple(s for each in certificates for s in suspensions_of(each, detail)),
        marks=tuple(sorted(marks, key=lambda mark: mark.day)),
        links=tuple(_links(certificates, laid, detail)),
    )


def _gap_words(gap: Gap) -> str:
    restored = ", restored within six months" if gap.restored else ""
    return f"Gap of {text.plural(gap.days, 'day')} in {text.month(gap.first)}{restored}"


def _surveillance_missing(detail: "Detail") -> Iterator[tuple[int, str]]:
    """The certificates whose surveillance is not on record as it should be, with the reason."""
    for line in detail.assessment.lines if detail.assessment else ():
        if line.rule is Rule.SURVEILLANCE and line.outcome is Outcome.FAIL:
            yield from ((ref.id, line.reason) for ref in line.evidence if ref.type == "certificate")


def _links(
    certificates: Iterable[CertificateFacts], bars: Iterable[Bar], detail: "Detail"
) -> Iterator[Link]:
    """What renews what: said by a user, or proposed."""
    known = {bar.certificate: bar for bar in bars}
    pairs = [(c.supersedes, c.id, True) for c in certificates if c.supersedes]
    pairs += [(p.earlier.id, p.later.id, False) for p in detail.proposals]
    for earlier, later, confirmed in pairs:
        one, other = known.get(earlier), known.get(later)
        if one is None or other is None or one.last is None or other.first <= one.first:
            continue
        said = "renews" if confirmed else "may renew"
        tail = "" if confirmed else ": not confirmed"
        yield Link(one, other, confirmed, f"{other.name} {said} {one.name}{tail}")


def _event_marks(certificate: CertificateFacts, day: date) -> Iterator[Mark]:
    signs = {EventKind.SCOPE_REDUCED: Sign.REDUCED, EventKind.WITHDRAWN: Sign.WITHDRAWN}
    for event in certificate.events:
        if (sign := signs.get(event.kind)) is None:
            continue
        on = event_day(event, certificate)
        said = "Scope reduced" if sign is Sign.REDUCED else "Withdrawn"
        name = certificate.number or certificate.standard
        later = "to come: " if on > day else ""
        words = text.join(f"{later}{said} {text.day(on)}", name, event.reason)
        yield Mark(on, sign, words, certificate=certificate.id)


# --- audits --------------------------------------------------------------------------------


def _audits_by_row(
    detail: "Detail", groups: dict[str, list[CertificateFacts]]
) -> dict[str, list[AuditFacts]]:
    """Audits by the standard in whose row they stand: that of their certificate, else their own."""
    assert detail.supplier is not None
    of_certificate = {c.id: name for name, held in groups.items() for c in held}
    written = {name.casefold(): name for name in groups}
    found: dict[str, list[AuditFacts]] = {}
    for audit in detail.supplier.audits:
        own = written.get(audit.standard.casefold(), audit.standard)
        name = of_certificate.get(audit.certificate_id or 0) or own or "Other audits"
        found.setdefault(name, []).append(audit)
    return found


def _audit_mark(audit: AuditFacts, day: date) -> Mark | None:
    done = audit.done_on is not None and audit.done_on <= day
    when = audit.done_on if done else audit.planned_on or audit.done_on
    if when is None:
        return None
    party = PARTY_WORDS[audit.party] if audit.party else "Not known who audited"
    kind = AUDIT_KIND_WORDS[audit.kind] if audit.kind else "Audit"
    result = AUDIT_RESULT_WORDS[audit.result] if audit.result and done else ""
    by = ", ".join(buyer.name for buyer in audit.buyers) or audit.conducted_by
    planned = "" if done else "planned, "
    words = text.join(f"{kind}, {planned}{text.day(when)}", party, by, result, audit.reference)
    sign = _SIGNS[audit.party] if audit.party else Sign.NOBODY
    return Mark(when, sign, words, planned=not done)


def _buyer_rows(detail: "Detail") -> list[Row]:
    """A row for each buyer whose audits give a level, and one for the supplier's own."""
    assert detail.supplier is not None
    groups: dict[str, list[Bar]] = {}
    for audit in detail.supplier.audits:
        if (bar := second_party_bar(audit, detail)) is not None:
            names = [buyer.name for buyer in audit.buyers]
            own = "Own audit" if audit.party is Party.FIRST else "Customer audit"
            groups.setdefault(f"{names[0].split()[0]} audit" if names else own, []).append(bar)
    return [Row(label, in_lanes(bars)) for label, bars in groups.items()]
