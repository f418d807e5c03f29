"""Plausibility of what is on record: hints at import and edit, never accusations.

A hint says what looks odd and why; it changes no level, no state and no verdict.
"""

from collections.abc import Sequence
from datetime import date

from domain.days import add_months
from domain.facts import CertificateFacts
from domain.vocabulary import Kind, Party
from domain.wording import long_day

EARLIEST = date(1987, 1, 1)  # the year of the first ISO 9001
YEARS_AHEAD = 15
CYCLE_MONTHS = 42  # a three-year cycle with half a year for what delays a renewal
_ARTEFACTS = (date(1900, 1, 1), date(1970, 1, 1))


def hints(
    certificate: CertificateFacts,
    day: date,
    elsewhere: Sequence[CertificateFacts] = (),
) -> tuple[str, ...]:
    """Sentences on what looks odd about a certificate, seen on a day; usually none.

    `elsewhere` are certificates that bear the same number; those of other suppliers are told.
    """
    return (
        *_date_hints(certificate, day),
        *_span_hints(certificate),
        *_number_hints(certificate, elsewhere),
        *_party_hints(certificate),
    )


def _date_hints(certificate: CertificateFacts, day: date) -> list[str]:
    found = []
    for title, value in (
        ("first certified", certificate.first_issued_on),
        ("issue", certificate.issued_on),
        ("start", certificate.valid_from),
        ("expiry", certificate.expires_on),
    ):
        if value is None:
            continue
        if value in _ARTEFACTS:
            found.append(
                f"The {title} date {long_day(value)} is what programs write for an empty date."
            )
        elif value < EARLIEST:
            found.append(f"The {title} date {long_day(value)} lies before 1987.")
        elif value > add_months(day, 12 * YEARS_AHEAD):
            found.append(f"The {title} date {long_day(value)} is more than 15 years ahead.")
    if certificate.issued_on is not None and certificate.issued_on > day:
        found.append(f"It is issued in the future, on {long_day(certificate.issued_on)}.")
    return found


def _span_hints(certificate: CertificateFacts) -> list[str]:
    issued, expires = certificate.issued_on or certificate.valid_from, certificate.expires_on
    if issued is None or expires is None:
        return []
    if expires < issued:
        return [f"It ends on {long_day(expires)}, before its issue on {long_day(issued)}."]
    system = certificate.kind in (None, Kind.MANAGEMENT_SYSTEM)
    if system and expires > add_months(issued, CYCLE_MONTHS):
        return [
            "It runs for more than three years and six months; "
            "a certification cycle lasts three years (ISO/IEC 17021-1, 9.1.3)."
        ]
    return []


def _number_hints(
    certificate: CertificateFacts, elsewhere: Sequence[CertificateFacts]
) -> list[str]:
    if not certificate.number:
        return []
    shared = any(
        other.supplier_id != certificate.supplier_id
        and other.number == certificate.number
        and other.standard == certificate.standard
        for other in elsewhere
    )
    return [f"The number {certificate.number} is also on record for another supplier."] * shared


def _party_hints(certificate: CertificateFacts) -> list[str]:
    if certificate.party is Party.THIRD and certificate.buyers:
        return ["It is stated as third party, yet a customer is named as having commissioned it."]
    return []
