"""What a detail pane shows of one record, read on the worker as plain values.

Judging is the rules': standings and the assessment come from `domain`. Nothing here is drawn
and nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.directory import Directory
from domain.errors import UnknownName
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, FindingFacts, SupplierFacts
from domain.hint_renewals import unconfirmed
from domain.programme import Due, programme
from domain.qualification import Assessment, Profile, assess
from domain.reevaluation import Reevaluation, reevaluation
from domain.renewal_proposals import Proposal, proposals
from domain.standing import EvidenceStanding, standings
from domain.validity import Windows
from gui.models.coverage import coverage_of
from gui.models.coverage_shapes import Coverage
from storage.listings import Listing, ListKind

if TYPE_CHECKING:
    from storage.queries import Reader
    from storage.upkeep_rows import HintRow

Document = Mapping[str, Any]
MOST_HINTS = 200
MOST_AHEAD = 6  # changes ahead that are told


@dataclass(frozen=True, kw_only=True)
class Shown:
    """For whom, under what and as of when a detail is read."""

    day: date
    buyer: BuyerRef | None
    profile: Profile
    windows: Windows
    directory: Directory


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One record with what surrounds it. `record` holds all its fields; `supplier` the whole
    supplier it belongs to (`None` for buyers). `standings` by (type, id); `documents` by owner.
    What falls due, looks odd or changes next is read for suppliers alone."""

    kind: str
    id: int
    shown: Shown
    record: Mapping[str, Any]
    supplier: SupplierFacts | None = None
    standings: Mapping[tuple[str, int], EvidenceStanding] = field(default_factory=dict)
    assessment: Assessment | None = None
    contacts: tuple[Mapping[str, Any], ...] = ()
    documents: Mapping[tuple[str, int], tuple[Document, ...]] = field(default_factory=dict)
    next_changes: tuple[tuple[date, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    programme: tuple[Due, ...] = ()
    hints: "tuple[HintRow, ...]" = ()
    reevaluation: Reevaluation | None = None
    coverage: Coverage | None = None

    @property
    def profile(self) -> Profile:
        """The profile the supplier is judged under."""
        assert self.supplier is not None
        return self.shown.profile.for_supplier(self.supplier)

    @property
    def certificate(self) -> CertificateFacts:
        """The certificate a detail of kind "certificates" is about."""
        assert self.supplier is not None
        return next(c for c in self.supplier.certificates if c.id == self.id)

    @property
    def audit(self) -> AuditFacts:
        """The audit a detail of kind "audits" is about."""
        assert self.supplier is not None
        return next(a for a in self.supplier.audits if a.id == self.id)

    @property
    def finding(self) -> FindingFacts:
        """The finding a detail of kind "findings" is about."""
        assert self.supplier is not None
        return next(f for f in self.supplier.findings if f.id == self.id)

    def all_documents(self) -> list[Document]:
        """Every document of the record's evidence."""
        return [document for group in self.documents.values() for document in group]


RECORD_OF_KIND = {
    "suppliers": "supplier",
    "certificates": "certificate",
    "audits": "audit",
    "findings": "finding",
    "buyers": "buyer",
}


def load_detail(reader: "Reader", kind: str, record_id: int, shown: Shown) -> Detail:
    """Read a record and its surroundings. UnknownName if it is gone."""
    record = reader.record(RECORD_OF_KIND[kind], record_id)
    if kind == "buyers":
        return Detail(kind=kind, id=record_id, shown=shown, record=record)
    supplier = reader.supplier(_supplier_id(reader, kind, record_id, record))
    standing = standings(
        supplier,
        buyer=shown.buyer,
        day=shown.day,
        directory=shown.directory,
        windows=shown.windows,
    )
    detail = Detail(
        kind=kind,
        id=record_id,
        shown=shown,
        record=record,
        supplier=supplier,
        standings={(each.type, each.id): each for each in standing},
        assessment=assess(
            supplier, shown.profile, shown.buyer, shown.day, shown.directory, shown.windows
        ),
        documents=_documents(reader, kind, record_id, supplier),
        proposals=proposals(supplier.certificates, shown.directory),
    )
    return _with_outlook(reader, detail, supplier) if kind == "suppliers" else detail


def _with_outlook(reader: "Reader", detail: Detail, supplier: SupplierFacts) -> Detail:
    """What only the detail of a supplier tells: people, what is due, odd, and changes next."""
    shown = detail.shown
    return replace(
        detail,
        contacts=tuple(reader.records("contact", supplier_id=supplier.id)),
        next_changes=_next_changes(supplier, shown),
        programme=programme(
            supplier,
            shown.day,
            shown.directory,
            buyer=shown.buyer,
            audit_months=detail.profile.audit_months,
        ),
        hints=_hints(reader, supplier, shown),
        reevaluation=reevaluation(supplier, shown.day),
        coverage=coverage_of(detail),
    )


def _hints(reader: "Reader", supplier: SupplierFacts, shown: Shown) -> "tuple[HintRow, ...]":
    """What looks odd at the supplier, but for renewals to confirm: those are asked about."""
    asked = Listing(
        kind=ListKind.HINTS, day=shown.day, filters={"supplier_id": (str(supplier.id),)}
    )
    told = {
        sentence
        for oddities in unconfirmed(supplier.certificates, shown.directory).values()
        for _kind, sentence in oddities
    }
    found = reader.page(asked, 0, MOST_HINTS)
    return tuple(row for row in found if row.sentence not in told)


def _supplier_id(reader: "Reader", kind: str, record_id: int, record: Mapping[str, Any]) -> int:
    if kind == "suppliers":
        return record_id
    if kind == "findings":
        return int(reader.record("audit", record["audit_id"])["supplier_id"])
    if "supplier_id" not in record:
        raise UnknownName("This record belongs to no supplier.")
    return int(record["supplier_id"])


def _documents(
    reader: "Reader", kind: str, record_id: int, supplier: SupplierFacts
) -> dict[tuple[str, int], tuple[Document, ...]]:
    if kind == "suppliers":
        owners = [("certificate", c.id) for c in supplier.certificates]
        owners += [("audit", a.id) for a in supplier.audits]
        owners += [("finding", f.id) for f in supplier.findings]
    else:
        owners = [(RECORD_OF_KIND[kind], record_id)]
    for certificate in supplier.certificates:
        if ("certificate", certificate.id) in owners:
            owners += [("verification", check.id) for check in certificate.verifications]
    found = {owner: tuple(reader.documents(*owner)) for owner in owners}
    return {owner: documents for owner, documents in found.items() if documents}


def _next_changes(supplier: SupplierFacts, shown: Shown) -> tuple[tuple[date, str], ...]:
    from domain.qualification import next_changes

    ahead = next_changes(
        supplier,
        shown.profile,
        shown.buyer,
        shown.day,
        shown.directory,
        shown.windows,
        most=MOST_AHEAD,
    )
    return tuple((day, sentence) for day, sentence, _verdict in ahead)
