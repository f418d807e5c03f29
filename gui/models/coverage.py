"""The coverage timeline as plain values: which bars, gaps and dots stand where, on which years.

Judging comes ready from `standings`; this module only groups and orders. Drawing is
`gui.widgets.timeline`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.facts import AuditFacts, CertificateFacts
from domain.standing import EvidenceStanding
from domain.validity import Gap, gaps
from domain.vocabulary import Level, Outcome, Party, Rule, State
from gui import text
from gui.models.details import Detail

MOST_ROWS = 8
REACH = 6  # years shown at most before and after the day


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of evidence. `past`: it has ended or been superseded. `last` is `None` for
    evidence without a known end."""

    first: date
    last: date | None
    words: str
    level: Level | None
    state: State | None
    past: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One standard, or one buyer's audits."""

    label: str
    bars: tuple[Bar, ...]
    gaps: tuple[tuple[date, date], ...] = ()
    dots: tuple[date, ...] = ()
    ring: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole timeline; years inclusive."""

    rows: tuple[Row, ...]
    first_year: int
    last_year: int
    day: date
    notes: tuple[str, ...] = ()


def coverage_of(detail: Detail) -> Coverage | None:
    """The timeline of a supplier, `None` where nothing has a date."""
    assert detail.supplier is not None
    day = detail.shown.day
    found = gaps(detail.supplier.certificates, day, detail.shown.directory)
    ring = day if _surveillance_missing(detail) else None
    rows = [*_certificate_rows(detail, found, ring), *_audit_rows(detail)]
    rows = [row for row in rows if row.bars][:MOST_ROWS]
    if not rows:
        return None
    days = [bar.first for row in rows for bar in row.bars]
    days += [bar.last for row in rows for bar in row.bars if bar.last]
    first = max(min(days).year, day.year - REACH)
    last = min(max(max(days).year, day.year), day.year + REACH)
    return Coverage(tuple(rows), first, last, day, _notes(found, ring))


def _notes(found: Iterable[Gap], ring: date | None) -> tuple[str, ...]:
    notes = [
        f"Gap of {text.plural((gap.last - gap.first).days + 1, 'day')} in {text.month(gap.first)}"
        for gap in found
    ]
    if ring is not None:
        notes.append("Hollow dot: surveillance not evidenced")
    return tuple(notes)


def _surveillance_missing(detail: Detail) -> bool:
    lines = detail.assessment.lines if detail.assessment else ()
    return any(line.rule is Rule.SURVEILLANCE and line.outcome is Outcome.FAIL for line in lines)


def _certificate_rows(detail: Detail, found: Iterable[Gap], ring: date | None) -> list[Row]:
    assert detail.supplier is not None
    groups: dict[str, list[CertificateFacts]] = {}
    for certificate in detail.supplier.certificates:
        groups.setdefault(certificate.standard or "No standard", []).append(certificate)
    selected = list(detail.assessment.selected) if detail.assessment else []
    order = sorted(groups, key=lambda name: (name not in selected, -len(groups[name]), name))
    rows = []
    for name in order:
        bars = [_bar(each, detail) for each in groups[name]]
        dated = sorted((bar for bar in bars if bar is not None), key=lambda bar: bar.first)
        rows.append(
            Row(
                name,
                tuple(dated),
                tuple((gap.first, gap.last) for gap in found if gap.standard == name),
                _dots(detail.supplier.audits, name, detail.shown.day),
                ring if name in selected[:1] else None,
            )
        )
    return rows


def _bar(certificate: CertificateFacts, detail: Detail) -> Bar | None:
    first = certificate.valid_from or certificate.issued_on or certificate.first_issued_on
    standing = detail.standings.get(("certificate", certificate.id))
    last = certificate.expires_on
    if standing is not None and standing.validity is not None:
        last = standing.validity.effective_expiry or last
    if first is None and last is None:
        return None
    if first is None:
        assert last is not None
        first = last.replace(year=last.year - 1, day=min(last.day, 28))
    return _made(first, last, standing, detail.shown.day)


def _made(first: date, last: date | None, standing: EvidenceStanding | None, day: date) -> Bar:
    validity = standing.validity if standing else None
    level = standing.recognition.level if standing and standing.recognition else None
    past = (standing is not None and standing.superseded) or (last is not None and last < day)
    words = text.month(last) if last else "no end known"
    return Bar(first, last, words, level, validity.state if validity else None, past)


def _dots(audits: Iterable[AuditFacts], standard: str, day: date) -> tuple[date, ...]:
    return tuple(
        audit.done_on
        for audit in audits
        if audit.party is Party.THIRD
        and audit.standard == standard
        and audit.done_on is not None
        and audit.done_on <= day
    )


def _audit_rows(detail: Detail) -> list[Row]:
    assert detail.supplier is not None
    groups: dict[str, list[Bar]] = {}
    for audit in detail.supplier.audits:
        standing = detail.standings.get(("audit", audit.id))
        if standing is None or standing.validity is None or audit.done_on is None:
            continue
        names = [buyer.name for buyer in audit.buyers]
        label = f"{names[0].split()[0]} audit" if names else _own(audit)
        last = standing.validity.effective_expiry
        bar = _made(audit.done_on, last, standing, detail.shown.day)
        groups.setdefault(label, []).append(bar)
    return [
        Row(label, tuple(sorted(bars, key=lambda b: b.first))) for label, bars in groups.items()
    ]


def _own(audit: AuditFacts) -> str:
    return "Own audit" if audit.party is Party.FIRST else "Customer audit"
