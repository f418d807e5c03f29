"""The bars of the coverage timeline: from when to when a piece of evidence is drawn, and how.

A certificate's bar ends where its renewal starts or where it was withdrawn; what is printed on
it stays in its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain import wording
from domain.days import day_before
from domain.facts import AuditFacts, CertificateFacts
from domain.lifetime import lifetime_of
from domain.standing import EvidenceStanding
from domain.vocabulary import AUDIT_RESULT_WORDS, STATE_WORDS, AuditResult
from gui import text
from gui.models.coverage_shapes import Bar, Stretch

if TYPE_CHECKING:
    from gui.models.details import Detail

UNKNOWN_START = 365  # days before its end that a bar without a known start is drawn from


def certificate_bar(
    certificate: CertificateFacts, detail: "Detail", starts: Mapping[int, date | None]
) -> Bar | None:
    """The bar of a certificate, `None` where it has no day at all. `starts`: of all by id."""
    life = lifetime_of(certificate, detail.shown.directory)
    standing = detail.standings.get(("certificate", certificate.id))
    first = certificate.valid_from or certificate.issued_on or certificate.first_issued_on
    last = life.ends_on or certificate.expires_on
    open_start = first is None
    if first is None:
        if last is None:
            return None
        first = date.fromordinal(max(1, last.toordinal() - UNKNOWN_START))
    ends = [last, day_before(life.withdrawn_on) if life.withdrawn_on else None]
    if standing is not None and standing.superseded and standing.superseded_by:
        renewed = starts.get(standing.superseded_by)
        ends.append(day_before(renewed) if renewed else None)
    until = min((end for end in ends if end is not None), default=None)
    name = certificate.number or certificate.file_number or wording.certificate_label(certificate)
    end = until if life.withdrawn_on and until else last
    return Bar(
        first=first,
        last=last,
        until=max(until, first) if until else None,
        words=text.month(end) if end else "no end known",
        short=f"{text.MONTHS[end.month - 1]} {end.year % 100:02d}" if end else "",
        name=name,
        told=_told(name, None if open_start else first, last, standing),
        level=standing.recognition.level if standing and standing.recognition else None,
        state=standing.validity.state if standing and standing.validity else None,
        past=_is_past(standing, until, detail.shown.day),
        certificate=certificate.id,
        open_start=open_start,
    )


def second_party_bar(audit: AuditFacts, detail: "Detail") -> Bar | None:
    """The bar of an audit that gives a level of its own."""
    standing = detail.standings.get(("audit", audit.id))
    if standing is None or standing.validity is None or audit.done_on is None:
        return None
    last = standing.validity.effective_expiry
    result = AUDIT_RESULT_WORDS[audit.result] if audit.result else "Audit"
    passed = audit.result in (AuditResult.PASSED, AuditResult.PASSED_WITH_CONDITIONS)
    name = text.join(audit.reference or "Audit", result)
    return Bar(
        first=audit.done_on,
        last=last,
        until=max(last, audit.done_on) if last else None,
        words=result,
        short="Passed" if passed else "",
        name=name,
        told=_told(name, audit.done_on, last, standing),
        level=standing.recognition.level if standing.recognition else None,
        state=standing.validity.state,
        past=_is_past(standing, last, detail.shown.day),
    )


def suspensions_of(certificate: CertificateFacts, detail: "Detail") -> Iterator[Stretch]:
    """The suspensions of a certificate; an open one lasts to the end of its bar."""
    life = lifetime_of(certificate, detail.shown.directory)
    for held in life.suspensions:
        end = held.last or life.ends_on or date(detail.shown.day.year, 12, 31)
        if held.last is None:
            come = held.first <= detail.shown.day
            words = f"Suspended {'since' if come else 'from'} {text.day(held.first)}"
        else:
            words = f"Suspended {text.day(held.first)} to {text.day(held.last)}"
        told = text.join(words, certificate.number)
        yield Stretch(held.first, max(end, held.first), told, certificate.id)


def in_lanes(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """The bars oldest first, those that lie over each other in lanes below one another."""
    laid: list[Bar] = []
    ends: list[date] = []
    for bar in sorted(bars, key=lambda bar: (bar.first, bar.until or date.max)):
        lane = next((n for n, end in enumerate(ends) if end < bar.first), len(ends))
        ends[lane : lane + 1] = [bar.until or date.max]
        laid.append(replace(bar, lane=lane))
    return tuple(laid)


def _is_past(standing: EvidenceStanding | None, until: date | None, day: date) -> bool:
    return (standing is not None and standing.superseded) or (until is not None and until < day)


def _told(
    name: str, first: date | None, last: date | None, standing: EvidenceStanding | None
) -> str:
    """A bar in words: what it is, from when to when, how it stands and what it is worth."""
    start = f"from {text.day(first)}" if first else "start not known"
    span = f"{start} to {text.day(last)}" if last else f"{start}, no end known"
    if standing is None:
        return text.join(name, span)
    state = STATE_WORDS[standing.validity.state] if standing.validity else ""
    level = wording.level_words(standing.recognition) if standing.recognition else ""
    state = "superseded" if standing.superseded else state.lower()
    return text.join(name, span, state, level)
