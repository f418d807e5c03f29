"""What looks odd about the dates of a certificate or an audit, and about what befell it.

Sentences only, each with what kind of oddity it is; `hints` gathers them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from domain import reference
from domain.days import add_months
from domain.edition import stated_edition
from domain.facts import AuditFacts, CertificateFacts, FindingFacts, StatusEvent
from domain.lifetime import (
    EXPIRED,
    IN_FORCE_BASE,
    NOT_YET_VALID,
    SUSPENDED,
    WITHDRAWN,
    Lifetime,
    event_day,
)
from domain.matching import fold
from domain.vocabulary import AuditResult, EventKind, HintKind, Kind
from domain.wording import finding_label, long_day, standard_with_edition

if TYPE_CHECKING:
    from domain.directory import Directory

Oddity = tuple[HintKind, str]

EARLIEST = date(1987, 1, 1)  # the year of the first ISO 9001
YEARS_AHEAD = 15
CYCLE_MONTHS = 42  # a three-year cycle with half a year for what delays a renewal
ASK = "worth asking the issuer"
LOOK = "worth a second look at the source"
_ARTEFACTS = (date(1900, 1, 1), date(1970, 1, 1))
_STATUS_WORDS = {
    EXPIRED: "it has ended",
    SUSPENDED: "it is on record as suspended",
    WITHDRAWN: "it is on record as withdrawn",
    NOT_YET_VALID: "it has not begun",
    IN_FORCE_BASE: "its dates have it in force",
}


def certificate_dates(certificate: CertificateFacts, day: date) -> Iterator[Oddity]:
    """Dates of a certificate that can hardly be, each by itself and beside each other."""
    titled = (
        ("first certification", certificate.first_issued_on),
        ("certification decision", certificate.decided_on),
        ("issue", certificate.issued_on),
        ("start", certificate.valid_from),
        ("expiry", certificate.expires_on),
        ("next surveillance", certificate.surveillance_due_on),
    )
    yield from _single_dates(titled, day)
    issued = certificate.issued_on
    if issued is not None and day < issued and certificate.recorded_on <= day:
        yield HintKind.DATES, f"It is issued in the future, on {long_day(issued)}: {LOOK}."
    yield from _order_of_dates(certificate)
    yield from _cycle(certificate)


def _single_dates(titled: Iterable[tuple[str, date | None]], day: date) -> Iterator[Oddity]:
    for title, value in titled:
        if value is None:
            continue
        said = f"The date of its {title}, {long_day(value)},"
        if value in _ARTEFACTS:
            text = f"{said} is what programs write for an empty date: {LOOK}."
        elif value < EARLIEST:
            text = f"{said} lies before 1987, the year of the first ISO 9001: {LOOK}."
        elif value > add_months(day, 12 * YEARS_AHEAD):
            text = f"{said} is more than 15 years ahead: {LOOK}."
        else:
            continue
        yield HintKind.DATES, text


def _order_of_dates(certificate: CertificateFacts) -> Iterator[Oddity]:
    issued, decided, start = certificate.issued_on, certificate.decided_on, certificate.valid_from
    begun, end = issued or start, certificate.expires_on
    if begun is not None and end is not None and end < begun:
        what = f"It ends on {long_day(end)}, before its issue on {long_day(begun)}"
        yield HintKind.DATES, f"{what}: {LOOK}."
    elif start is not None and end is not None and end < start:
        what = f"It ends on {long_day(end)}, before its start on {long_day(start)}"
        yield HintKind.DATES, f"{what}: {LOOK}."
    if decided is not None and issued is not None and issued < decided:
        yield (
            HintKind.DATES,
            f"It was issued on {long_day(issued)}, before the certification decision of "
            f"{long_day(decided)} (ISO/IEC 17021-1, 9.5): {ASK}.",
        )
    first = certificate.first_issued_on
    if first is not None and issued is not None and issued < first:
        yield (
            HintKind.DATES,
            f"It was issued on {long_day(issued)}, before its first certification on "
            f"{long_day(first)}: {LOOK}.",
        )


def _cycle(certificate: CertificateFacts) -> Iterator[Oddity]:
    starts = (certificate.issued_on or certificate.valid_from, certificate.valid_from)
    begun = max((start for start in starts if start is not None), default=None)
    end = certificate.expires_on
    if begun is None or end is None or certificate.kind not in (None, Kind.MANAGEMENT_SYSTEM):
        return
    if end > add_months(begun, CYCLE_MONTHS):
        yield (
            HintKind.CYCLE,
            "It runs for more than three years and six months, yet a certification cycle lasts "
            f"three years (ISO/IEC 17021-1, 9.1.3): {ASK}.",
        )


def edition_dates(certificate: CertificateFacts, directory: "Directory") -> Iterator[Oddity]:
    """An issue to an edition that had ended by then, or that did not exist yet."""
    issued, entry = certificate.issued_on, stated_edition(certificate, directory)
    if issued is None or entry is None:
        return
    name = standard_with_edition(certificate.standard, certificate.edition)
    said = f"It was issued on {long_day(issued)} to {name}"
    if entry.invalid_after is not None and not entry.provisional and issued > entry.invalid_after:
        ended = long_day(entry.invalid_after)
        yield HintKind.DATES, f"{said}, whose certificates ended by {ended}: {ASK}."
    if entry.edition.isdecimal() and len(entry.edition) == 4 and issued.year < int(entry.edition):
        yield HintKind.DATES, f"{said}, which did not exist yet: {ASK}."


def status_events(certificate: CertificateFacts, day: date) -> Iterator[Oddity]:
    """Suspensions, restorations and withdrawals known on the day that do not go together."""
    known = [e for e in certificate.events if event_day(e, certificate) <= day]
    for event in known:
        if event.kind in (EventKind.SUSPENDED, EventKind.WITHDRAWN) and event.on is None:
            since = event_day(event, certificate)
            yield (
                HintKind.DATES,
                f"A status “{event.kind.value}” is on record without a date: it is taken to apply "
                f"from {long_day(since)}, the first day known of it; {ASK}.",
            )
        if event.kind is EventKind.SUSPENDED and event.until is not None:
            first = event_day(event, certificate)
            if event.until < first:
                yield (
                    HintKind.DATES,
                    f"A suspension ends on {long_day(event.until)}, before its start on "
                    f"{long_day(first)}: its end is not taken; {ASK}.",
                )
        if event.kind is EventKind.RESTORED:
            yield from _restoration(event, known, certificate)


def _restoration(
    event: StatusEvent, known: list[StatusEvent], certificate: CertificateFacts
) -> Iterator[Oddity]:
    back = event_day(event, certificate)
    before = {e.kind for e in known if event_day(e, certificate) <= back}
    if EventKind.WITHDRAWN in before:
        yield (
            HintKind.DATES,
            f"It is on record as restored on {long_day(back)}, although it was withdrawn before: "
            f"{ASK} for the new certificate.",
        )
    elif EventKind.SUSPENDED not in before:
        yield (
            HintKind.DATES,
            f"It is on record as restored on {long_day(back)}, yet no suspension before that is: "
            f"{ASK}.",
        )


def status_as_printed(certificate: CertificateFacts, life: Lifetime, day: date) -> Iterator[Oddity]:
    """A status text that dates or events contradicted on the day it was recorded.

    What it said then and is no longer true is no contradiction.
    """
    recorded = certificate.recorded_on
    meaning = _meaning_of_status(certificate.status_as_printed)
    if meaning is None or recorded > day:
        return
    base = life.base_on(recorded)
    agrees = {"valid": IN_FORCE_BASE, "expired": EXPIRED}.get(meaning, meaning)
    if base == agrees or base not in _STATUS_WORDS:
        return
    if meaning != "valid" and base != IN_FORCE_BASE:
        return  # ended, suspended, withdrawn: out of force both ways
    what = f"Its status is stated as “{certificate.status_as_printed.strip()}”"
    yield HintKind.DATES, f"{what}, yet {_STATUS_WORDS[base]} by what is recorded: {ASK}."


@cache
def _status_phrases() -> dict[str, str]:
    meanings = ("valid", "expired", "suspended", "withdrawn")
    said = reference.phrases("status")
    return {fold(phrase): meaning for meaning in meanings for phrase in said[meaning]}


def _meaning_of_status(text: str) -> str | None:
    return _status_phrases().get(fold(text).strip(" .!")) if text else None


def audit_dates(audit: AuditFacts, day: date) -> Iterator[Oddity]:
    """Dates of an audit that can hardly be."""
    done = audit.done_on
    titled = (("plan", audit.planned_on), ("conduct", done), ("next one", audit.next_due_on))
    yield from _single_dates(titled, day)
    has_result = audit.result not in (None, AuditResult.PENDING)
    if done is not None and has_result and day < done and audit.recorded_on <= day:
        yield (
            HintKind.DATES,
            f"It has a result, yet is to be done only on {long_day(done)}: {LOOK}.",
        )
    if done is not None and audit.next_due_on is not None and audit.next_due_on < done:
        yield (
            HintKind.DATES,
            f"The next audit is due on {long_day(audit.next_due_on)}, before this one was done on "
            f"{long_day(done)}: {LOOK}.",
        )


def finding_dates(finding: FindingFacts, audit: AuditFacts, day: date) -> Iterator[Oddity]:
    """Dates of a finding that stand in no order, as far as they are known on the day."""
    raised = finding.raised_on or audit.done_on
    steps = (
        ("raised", raised),
        ("due", finding.due_on),
        ("done", finding.done_on),
        ("verified", finding.verified_on),
    )
    known = {word: on for word, on in steps if on is not None and (on <= day or word == "due")}
    name = f"Finding {finding_label(finding)}"
    for later, earlier in (("due", "raised"), ("done", "raised"), ("verified", "done")):
        if later in known and earlier in known and known[later] < known[earlier]:
            yield (
                HintKind.DATES,
                f"{name}: {later} {long_day(known[later])}, before it was {earlier} on "
                f"{long_day(known[earlier])}; {LOOK}.",
            )
