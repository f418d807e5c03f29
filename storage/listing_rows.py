"""Lists as the command line and exports give them: plain values under the published names.

The certificates' and audits' recognition, with its reason, comes from `domain.standing`
record by record; a test holds it against what the window reads off the intervals. Texts not
recorded are empty, everything else not recorded is `None`; enums are given by value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from domain.directory import Directory
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, SupplierFacts
from domain.qualification import Profile
from domain.standing import EvidenceStanding, standings
from domain.validity import Windows
from storage.listings import NO_RECOGNITION, FindingRow, Listing, ListKind, SupplierRow
from storage.queries import Reader

ExportRow = dict[str, Any]

_PAGE = 500


def export_rows(
    reader: Reader,
    kind: str,
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
    directory: Directory,
) -> Iterator[ExportRow]:
    """The rows of a list on a day, suppliers by name, under the published field names.

    `kind` is suppliers, certificates, audits or findings. The windows are the register's own.
    """
    windows = reader.windows()
    if kind == ListKind.CERTIFICATES:
        for supplier in reader.suppliers():
            stood = _standings(supplier, buyer, day, directory, windows)
            for certificate in supplier.certificates:
                yield _certificate(supplier, certificate, stood["certificate", certificate.id])
    elif kind == ListKind.AUDITS:
        for supplier in reader.suppliers():
            stood = _standings(supplier, buyer, day, directory, windows)
            for audit in supplier.audits:
                yield _audit(supplier, audit, stood["audit", audit.id])
    else:
        listing = Listing(
            kind=kind, day=day, buyer=buyer, windows=windows, profile=profile, sort="supplier"
        )
        yield from _paged(reader, listing, _FROM_ROW[kind])


def _paged(
    reader: Reader, listing: Listing, make: Callable[[Any], ExportRow]
) -> Iterator[ExportRow]:
    order = reader.ordered_ids(listing)
    for start in range(0, len(order), _PAGE):
        for row in reader.rows(listing, order[start : start + _PAGE]):
            yield make(row)


def _standings(
    supplier: SupplierFacts,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
    windows: Windows,
) -> Mapping[tuple[str, int], EvidenceStanding]:
    found: Sequence[EvidenceStanding] = standings(
        supplier, buyer=buyer, day=day, directory=directory, windows=windows
    )
    return {(standing.type, standing.id): standing for standing in found}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _supplier_of(supplier: SupplierFacts) -> ExportRow:
    return {
        "supplier": supplier.name,
        "supplier_code": supplier.code,
        "country": supplier.country or None,
    }


def _certificate(
    supplier: SupplierFacts, certificate: CertificateFacts, standing: EvidenceStanding
) -> ExportRow:
    recognition, validity = standing.recognition, standing.validity
    return _supplier_of(supplier) | {
        "kind": _plain(certificate.kind),
        "standard": certificate.standard,
        "edition": edition(certificate.edition),
        "number": certificate.number,
        "holder": certificate.holder,
        "party": _plain(certificate.party),
        "commissioned_by": "; ".join(buyer.name for buyer in certificate.buyers),
        "certification_body": certificate.certification_body,
        "accreditation_body": certificate.accreditation_body,
        "scope": certificate.scope,
        "issued_on": certificate.issued_on,
        "valid_from": certificate.valid_from,
        "expires_on": certificate.expires_on,
        "effective_expiry": validity.effective_expiry if validity else None,
        "state": _plain(validity.state) if validity else None,
        "recognition": _plain(recognition.level) if recognition else None,
        "cause": _plain(recognition.cause) if recognition else None,
        "recognition_reason": recognition.reason if recognition else "",
        "superseded": standing.superseded,
    }


def _audit(supplier: SupplierFacts, audit: AuditFacts, standing: EvidenceStanding) -> ExportRow:
    recognition, validity = standing.recognition, standing.validity
    return _supplier_of(supplier) | {
        "party": _plain(audit.party),
        "kind": _plain(audit.kind),
        "standard": audit.standard,
        "edition": edition(audit.edition),
        "reference": audit.reference,
        "planned_on": audit.planned_on,
        "done_on": audit.done_on,
        "result": _plain(audit.result),
        "score": audit.score,
        "conducted_by": audit.conducted_by,
        "buyers": [buyer.name for buyer in audit.buyers],
        "recognition": _plain(recognition.level) if recognition else None,
        "state": _plain(validity.state) if validity else None,
        "current_until": validity.effective_expiry if validity else None,
    }


def edition(text: str | None) -> int | str | None:
    """An edition as published: a year as a number, a revision letter as it is."""
    return int(text) if text and text.isascii() and text.isdigit() else text


def _supplier(row: SupplierRow) -> ExportRow:
    return {
        "supplier": row.name,
        "supplier_code": row.code,
        "country": row.country or None,
        "status": row.status.value,
        "standard": row.standard,
        "recognition": row.recognition.value if row.recognition else NO_RECOGNITION,
        "state": _plain(row.state),
        "effective_expiry": row.effective_expiry,
        "verdict": row.verdict.value,
    }


def _finding(row: FindingRow) -> ExportRow:
    left_out = {"id", "audit_id", "supplier_id", "supplier_local"}
    return {
        field.name: _plain(getattr(row, field.name))
        for field in fields(row)
        if field.name not in left_out
    } | {"country": row.country or None}


_FROM_ROW: Mapping[str, Callable[[Any], ExportRow]] = {
    ListKind.SUPPLIERS: _supplier,
    ListKind.FINDINGS: _finding,
}
