"""Editions of standards and what their end does to a certificate.

A *confirmed* end of an edition's transition shortens a certificate whatever its print says; a
*provisional* one never does, it is only told. The ends themselves come from the directory.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months
from domain.facts import AuditFacts, CertificateFacts
from domain.vocabulary import Outcome
from domain.wording import listed, long_day, standard_with_edition

if TYPE_CHECKING:
    from domain.directory import Directory, Edition

PROVISIONAL_NOTE_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionEnd:
    """One line of the calendar of editions. `last_day`: the last day on which certificates to it
    can be valid; `days_left` to it from the day asked, negative once it has passed."""

    standard: str
    edition: str
    successor: str
    last_day: date
    provisional: bool
    days_left: int
    source: str
    checked_on: date | None
    own: bool


@dataclass(frozen=True, slots=True)
class EditionOutcome:
    """Whether the edition is obsolete on a day, in one sentence, and where that is known from."""

    outcome: Outcome
    reason: str
    source: str = ""


def confirmed_end(certificate: CertificateFacts, directory: "Directory") -> date | None:
    """The last day on which a certificate of its edition can be valid, if that is confirmed.

    Where the edition is not stated, only if every edition it can be has a confirmed end: then
    the latest of these ends.
    """
    if not certificate.standard:
        return None
    editions = directory.editions(certificate.standard)
    if not editions:
        return None
    possible = _possible(editions, certificate.edition, certificate.issued_on) or editions
    if certificate.edition is not None and possible is editions:
        return None  # an edition that is not on file
    ends = [edition.invalid_after for edition in possible if not edition.provisional]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(possible) else None


def effective_expiry(certificate: CertificateFacts, directory: "Directory") -> date | None:
    """The last valid day: the earliest known of the printed expiry and the edition's end."""
    end = confirmed_end(certificate, directory)
    if end is None or (certificate.expires_on is not None and certificate.expires_on < end):
        return certificate.expires_on
    return end


def stated_edition(
    evidence: CertificateFacts | AuditFacts, directory: "Directory"
) -> "Edition | None":
    """The directory's entry for the edition that is stated, if there is one."""
    if evidence.edition is None or not evidence.standard:
        return None
    found = _possible(directory.editions(evidence.standard), evidence.edition, None)
    return found[0] if found else None


def told_by_edition(certificate: CertificateFacts, text: str, directory: "Directory") -> str:
    """A text that rests on the entry of a certificate's edition, with where that comes from."""
    entry = stated_edition(certificate, directory)
    return entry.told(text) if entry is not None else text


def provisional_note(certificate: CertificateFacts, day: date, directory: "Directory") -> str:
    """A sentence on a provisional end of the edition within twelve months, else empty."""
    entry = stated_edition(certificate, directory)
    if entry is None or not entry.provisional or entry.invalid_after is None:
        return ""
    end = entry.invalid_after
    if add_months(end, -PROVISIONAL_NOTE_MONTHS) > day:
        return ""
    verb = "is to end" if end >= day else "was to end"
    name = standard_with_edition(certificate.standard, certificate.edition)
    transition = entry.told(f"The transition of {name} {verb} on {long_day(end)}")
    return f"{transition}; that day is provisional and shortens nothing."


def edition_calendar(directory: "Directory", day: date) -> tuple[EditionEnd, ...]:
    """The ends of editions on file: those ahead, the soonest first, then those that have passed,
    the latest first."""
    ends = [
        EditionEnd(
            standard=edition.standard,
            edition=edition.edition,
            successor=edition.successor,
            last_day=edition.invalid_after,
            provisional=edition.provisional,
            days_left=(edition.invalid_after - day).days,
            source=edition.source,
            checked_on=edition.checked_on,
            own=edition.own,
        )
        for edition in directory.all_editions
        if edition.invalid_after is not None
    ]
    return tuple(
        sorted(ends, key=lambda e: (e.days_left < 0, abs(e.days_left), e.standard, e.edition))
    )


def judge_edition(
    evidence: CertificateFacts | AuditFacts, day: date, directory: "Directory"
) -> EditionOutcome:
    """Whether the edition of the evidence is obsolete on the day.

    Unknown where an edition is stated that is not on file, or none is stated and it may be an
    obsolete one. Not applicable where neither certificate nor directory speaks of editions.
    """
    editions = directory.editions(evidence.standard) if evidence.standard else ()
    if not editions:
        return _without_entries(evidence)
    if evidence.edition is None:
        issued = evidence.issued_on if isinstance(evidence, CertificateFacts) else evidence.done_on
        return _not_stated(editions, issued, day)
    entry = stated_edition(evidence, directory)
    if entry is None:
        name = standard_with_edition(evidence.standard, evidence.edition)
        return EditionOutcome(
            Outcome.UNKNOWN, f"{name} is not on file: whether it is obsolete is not known."
        )
    return _stated(entry, day)


def _stated(entry: "Edition", day: date) -> EditionOutcome:
    source = entry.told(entry.source).strip()
    if entry.invalid_after is None:
        reason = entry.told(f"Edition {entry.edition} is current")
        return EditionOutcome(Outcome.PASS, f"{reason}.", source)
    end = long_day(entry.invalid_after)
    if entry.provisional:
        near = add_months(entry.invalid_after, -PROVISIONAL_NOTE_MONTHS) <= day
        when = f"within twelve months, on {end}," if near else f"on {end}"
        reason = f"Edition {entry.edition} is current; its end {when} is provisional"
        if day > entry.invalid_after:
            reason = (
                f"Edition {entry.edition} is not known to be obsolete; its end on {end} was "
                "provisional"
            )
        return EditionOutcome(Outcome.PASS, f"{entry.told(reason)}.", source)
    if day > entry.invalid_after:
        successor = f"; {entry.successor} replaces it" if entry.successor else ""
        reason = f"Edition {entry.edition} is obsolete since {end}{successor}"
        return EditionOutcome(Outcome.FAIL, f"{entry.told(reason)}.", source)
    reason = entry.told(f"Edition {entry.edition} can be certified until {end}")
    return EditionOutcome(Outcome.PASS, f"{reason}.", source)


def _not_stated(
    editions: "tuple[Edition, ...]", issued_on: date | None, day: date
) -> EditionOutcome:
    possible = _possible(editions, None, issued_on)
    obsolete = [entry for entry in possible if _is_obsolete(entry, day)]
    if len(obsolete) == len(possible):
        return EditionOutcome(
            Outcome.FAIL, "The edition is not stated, and every edition it can be is obsolete."
        )
    if obsolete:
        names = listed((entry.edition or "an earlier one" for entry in obsolete), last="or")
        return EditionOutcome(
            Outcome.UNKNOWN, f"The edition is not stated; it may be {names}, which is obsolete."
        )
    if any(_has_confirmed_end(entry) for entry in possible):
        reason = "The edition is not stated; none that it can be is obsolete on the day."
    else:
        reason = "The edition is not stated; it was issued too late for an obsolete one."
    return EditionOutcome(Outcome.PASS, reason)


def _without_entries(evidence: CertificateFacts | AuditFacts) -> EditionOutcome:
    standard = evidence.standard or "this standard"
    if evidence.edition is None:
        return EditionOutcome(
            Outcome.NOT_APPLICABLE,
            f"No edition is stated, and the directory lists none of {standard}.",
        )
    name = standard_with_edition(standard, evidence.edition)
    return EditionOutcome(
        Outcome.UNKNOWN,
        f"The directory lists no edition of {standard}: whether {name} is obsolete is not known.",
    )


def _possible(
    editions: "tuple[Edition, ...]", stated: str | None, issued_on: date | None
) -> "tuple[Edition, ...]":
    """The editions a certificate can be of: the stated one, or those alive at its issue."""
    if stated is not None:
        wanted = stated.strip().casefold()
        return tuple(e for e in editions if (e.edition or "").casefold() == wanted)
    if issued_on is None:
        return editions
    return tuple(e for e in editions if not _is_obsolete(e, issued_on))


def _is_obsolete(entry: "Edition", day: date) -> bool:
    return (
        _has_confirmed_end(entry)
        and entry.invalid_after is not None
        and (entry.invalid_after < day)
    )


def _has_confirmed_end(entry: "Edition") -> bool:
    return entry.invalid_after is not None and not entry.provisional
