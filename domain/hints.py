"""Plausibility of what is on record: questions to look into, never accusations.

A hint says what looks odd and why; it changes no level, no state and no verdict. Seen on a day,
it knows nothing of what came after.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from domain.facts import AuditFacts, CertificateFacts, SupplierFacts
from domain.hint_bodies import audit_parties, bodies, kind, party
from domain.hint_dates import (
    LOOK,
    Oddity,
    audit_dates,
    certificate_dates,
    edition_dates,
    finding_dates,
    status_as_printed,
    status_events,
)
from domain.hint_renewals import renewals_on_record, unconfirmed
from domain.kinds import canonical
from domain.lifetime import lifetime_of
from domain.matching import tidy
from domain.vocabulary import HintKind
from domain.wording import counted, listed

if TYPE_CHECKING:
    from domain.directory import Directory

_NAMED = 3  # suppliers named in a sentence; more are counted
_UNCOUNTED = str.maketrans("", "", " -_")

Holders = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that looks odd. `record`: type and id of what it is about. `others`: names of
    other suppliers it concerns."""

    kind: HintKind
    sentence: str
    record: tuple[str, int]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What the whole register holds that one supplier's record is compared with.

    `numbers`: suppliers (id, name) by `number_key` and `kinds.canonical` standard of the
    certificates they hold. `scans`: suppliers by the SHA-256 of an attached document.
    `documents`: the SHA-256s of this supplier's documents, by type and id of their owner.
    """

    numbers: Mapping[tuple[str, str], Holders] = field(default_factory=dict)
    scans: Mapping[str, Holders] = field(default_factory=dict)
    documents: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


NOTHING_ELSEWHERE = Elsewhere()


def number_key(number: str) -> str:
    """A certificate number for comparing: without case, spaces, dashes and width. Empty for a
    text without a digit, which names no single certificate."""
    key = tidy(tidy(number).translate(_UNCOUNTED)).translate(_UNCOUNTED)
    return key if any(char.isdigit() for char in key) else ""


def hints(
    certificate: CertificateFacts,
    day: date,
    elsewhere: Sequence[CertificateFacts] = (),
) -> tuple[str, ...]:
    """Sentences on what looks odd about one certificate by itself, seen on a day; usually none.

    `elsewhere` are certificates that may bear the same number; those of other suppliers are told.
    """
    odd = (*certificate_dates(certificate, day), *party(certificate))
    return (*(text for _, text in odd), *_same_number(certificate, elsewhere))


def supplier_hints(
    supplier: SupplierFacts,
    day: date,
    directory: "Directory",
    elsewhere: Elsewhere = NOTHING_ELSEWHERE,
) -> tuple[Hint, ...]:
    """Everything that looks odd at a supplier, as far as it is known on the day; renewals that
    nobody has confirmed yet are among it.

    Certificates first, then audits, each in the order of its record.
    """
    found: list[Hint] = []
    to_confirm = unconfirmed(supplier.certificates, directory)
    for certificate in supplier.certificates:
        if not _is_known(certificate, day):
            continue
        record = ("certificate", certificate.id)
        found += [Hint(*odd, record) for odd in _of_certificate(certificate, day, directory)]
        odd = renewals_on_record(certificate, supplier.certificates, day, directory)
        found += [Hint(*one, record) for one in (*odd, *to_confirm.get(certificate.id, ()))]
        found += _number_elsewhere(certificate, supplier.id, elsewhere)
    for audit in supplier.audits:
        if (audit.done_on or audit.recorded_on) <= day or audit.recorded_on <= day:
            odd = _of_audit(audit, supplier, day, directory)
            found += [Hint(*one, ("audit", audit.id)) for one in odd]
    found += _scans_elsewhere(supplier.id, elsewhere)
    return tuple(dict.fromkeys(found))


def _of_certificate(
    certificate: CertificateFacts, day: date, directory: "Directory"
) -> Iterator[Oddity]:
    yield from certificate_dates(certificate, day)
    yield from edition_dates(certificate, directory)
    if certificate.events:
        yield from status_events(certificate, day)
    if certificate.status_as_printed:
        yield from status_as_printed(certificate, lifetime_of(certificate, directory), day)
    yield from bodies(certificate, day, directory)
    yield from kind(certificate, directory)
    yield from party(certificate)


def _of_audit(
    audit: AuditFacts, supplier: SupplierFacts, day: date, directory: "Directory"
) -> Iterator[Oddity]:
    yield from audit_dates(audit, day)
    yield from audit_parties(audit, directory)
    for finding in supplier.findings:
        if finding.audit_id == audit.id:
            yield from finding_dates(finding, audit, day)


def _is_known(certificate: CertificateFacts, day: date) -> bool:
    """Whether the register could know of it on the day: it was issued or recorded by then."""
    begun = certificate.issued_on or certificate.valid_from or certificate.recorded_on
    return begun <= day or certificate.recorded_on <= day


# --- the same at another supplier ----------------------------------------------------------


def _same_number(
    certificate: CertificateFacts, elsewhere: Sequence[CertificateFacts]
) -> tuple[str, ...]:
    key = number_key(certificate.number)
    shared = any(
        other.supplier_id != certificate.supplier_id
        and number_key(other.number) == key
        and canonical(other.standard) == canonical(certificate.standard)
        for other in elsewhere
        if key
    )
    if not shared:
        return ()
    said = f"The number {certificate.number} is also on record for another supplier"
    return (f"{said}: worth asking the issuer who holds it.",)


def _number_elsewhere(
    certificate: CertificateFacts, supplier_id: int, elsewhere: Elsewhere
) -> Iterator[Hint]:
    key = number_key(certificate.number)
    holders = elsewhere.numbers.get((key, canonical(certificate.standard)), ()) if key else ()
    others = _names(holders, supplier_id)
    if others:
        said = f"The number {certificate.number} is also on record for {_few(others)}"
        yield Hint(
            HintKind.SAME_NUMBER,
            f"{said}: worth asking the issuer who holds it.",
            ("certificate", certificate.id),
            others,
        )


def _scans_elsewhere(supplier_id: int, elsewhere: Elsewhere) -> Iterator[Hint]:
    for record, hashes in sorted(elsewhere.documents.items()):
        holders = [holder for sha in hashes for holder in elsewhere.scans.get(sha, ())]
        others = _names(holders, supplier_id)
        if others:
            yield Hint(
                HintKind.SAME_SCAN,
                f"The same document is attached at {_few(others)} too: {LOOK}, whose it is.",
                record,
                others,
            )


def _names(holders: Sequence[tuple[int, str]], supplier_id: int) -> tuple[str, ...]:
    others = {id_: name for id_, name in holders if id_ != supplier_id}
    return tuple(sorted(others.values()))


def _few(names: tuple[str, ...]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    more = counted(len(names) - _NAMED + 1, "other supplier")
    return listed((*names[: _NAMED - 1], more))
