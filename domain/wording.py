"""Plain-English words for days, spans, names and chips, so that every face says them alike.

Dates are spelled out by hand: the rules say the same on every computer, whatever its locale.
Colours and icons do not live here.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.vocabulary import LEVEL_SHORT, LEVEL_WORDS, NO_EVIDENCE_WORDS, STATE_WORDS, Level, State

if TYPE_CHECKING:
    from domain.facts import AuditFacts, CertificateFacts, FindingFacts
    from domain.recognition import Recognition
    from domain.validity import Validity

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=8192)
def long_day(day: date) -> str:
    """A day in a sentence: "8 February 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """A day in a table or chip: "8 Feb 2027"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def short_month(day: date) -> str:
    """The month of a day: "Mar 2028"."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 audit", "3 audits"."""
    return f"{number:,} {one if abs(number) == 1 else many or one + 's'}"


def in_days(number: int) -> str:
    """A number of days: "1 day", "61 days"."""
    return counted(number, "day")


def in_months(number: int) -> str:
    """A number of months: "1 month", "24 months"."""
    return counted(number, "month")


def listed(names: Iterable[str], *, last: str = "and") -> str:
    """Names in a sentence: "A", "A and B", "A, B and C"."""
    texts = tuple(names)
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, unless it ends in one already."""
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!”" else ".")


# --- names of evidence ---------------------------------------------------------------------


def standard_with_edition(standard: str, edition: str | None) -> str:
    """ "ISO 9001:2015", or the standard alone where the edition is not stated."""
    return f"{standard}:{edition}" if standard and edition else standard


def certificate_label(certificate: "CertificateFacts") -> str:
    """What a certificate is called in a sentence: its standard and number."""
    name = standard_with_edition(certificate.standard, certificate.edition) or "Certificate"
    number = certificate.number or certificate.file_number
    return f"{name} {number}" if number else f"{name} (no number)"


def audit_label(audit: "AuditFacts") -> str:
    """What an audit is called: its reference, else its standard and day."""
    if audit.reference:
        return f"Audit {audit.reference}"
    name = f"Audit to {audit.standard}" if audit.standard else "Audit"
    day = audit.done_on or audit.planned_on
    return f"{name}, {short_day(day)}" if day else f"{name} (no date)"


def finding_label(finding: "FindingFacts") -> str:
    """What a finding is called: its number, else its clause, else what it is."""
    if finding.number:
        return finding.number
    if finding.clause:
        return f"{finding.grading.value} against clause {finding.clause}"
    return f"{finding.grading.value} without a number"


def nonconformity(finding: "FindingFacts") -> str:
    """A nonconformity at the head of a sentence: "Major nonconformity NC-1", "Minor nonconformity
    against clause 8.4", "Major nonconformity without a number"."""
    name = finding.number or (
        f"against clause {finding.clause}" if finding.clause else "without a number"
    )
    return f"{finding.grading.value.capitalize()} nonconformity {name}"


# --- chips ---------------------------------------------------------------------------------


def validity_chip(validity: "Validity | None") -> str:
    """The few words of a validity chip in the window.

    "61 days left", "Last day", "Lapsed 9 days", "Suspended", "Withdrawn", "From 1 Dec 2026",
    "No expiry known", "Valid to Mar 2028"; a dash where the evidence has no validity of its own.
    """
    if validity is None:
        return "–"
    state = validity.state
    if state is State.EXPIRED:
        return f"Lapsed {in_days(-(validity.days_left or 0))}"
    if state is State.NOT_YET_VALID:
        return f"From {short_day(validity.since)}" if validity.since else STATE_WORDS[state]
    if state is State.UNDATED:
        return "No expiry known"
    if state is State.VALID and validity.cover_until is not None:
        return f"Valid to {short_month(validity.cover_until)}"
    if state in (State.URGENT, State.SOON):
        return days_left_words(validity.days_left)
    return STATE_WORDS[state]


def days_left_words(days: int | None) -> str:
    """ "61 days left", "1 day left", "Last day" on the last valid day."""
    if days is None:
        return "End not known"
    return f"{in_days(days)} left" if days else "Last day"


def validity_phrase(validity: "Validity | None") -> str:
    """The same on paper: "Valid", "Expires in 77 days", "Expired 84 days ago", "Undated" …"""
    if validity is None:
        return "–"
    state, days = validity.state, validity.days_left
    if state is State.EXPIRED and days is not None:
        return f"Expired {in_days(-days)} ago"
    if state in (State.URGENT, State.SOON) and days is not None:
        return f"Expires in {in_days(days)}" if days else "Expires today"
    if state is State.NOT_YET_VALID and validity.since:
        return f"Valid from {short_day(validity.since)}"
    return STATE_WORDS[state]


def level_words(recognition: "Recognition | None") -> str:
    """A level in full, naming its buyer: "Recognised by Halden Grid AS only"."""
    if recognition is None:
        return NO_EVIDENCE_WORDS
    if recognition.level is Level.ONE_CUSTOMER and recognition.buyers:
        return f"Recognised by {listed(recognition.buyers)} only"
    return LEVEL_WORDS[recognition.level]


def level_short(recognition: "Recognition | None") -> str:
    """A level in a list: "Halden Grid AS only", "Widely recognised"."""
    if recognition is None:
        return NO_EVIDENCE_WORDS
    if recognition.level is Level.ONE_CUSTOMER and recognition.buyers:
        return f"{one_customer_name(recognition.buyers)} only"
    return LEVEL_SHORT[recognition.level]


def one_customer_name(buyers: Sequence[str]) -> str:
    """The buyer's name, or how many they are where a list has no room for all."""
    return buyers[0] if len(buyers) == 1 else counted(len(buyers), "customer")
