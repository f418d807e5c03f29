"""Frozen pictures of the register that reports are drawn from.

A report is a function of one of these values and nothing else: it never queries and never
asks the clock. Storage gathers the facts; `standing` and `qualification` judge them.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.facts import BuyerRef, CertificateFacts, SupplierFacts
from domain.gaps import Gap
from domain.qualification import Assessment, Profile
from domain.standing import EvidenceStanding
from domain.vocabulary import Verdict

if TYPE_CHECKING:
    from domain.matrix import MatrixCell, MatrixColumn
    from domain.programme import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who issues the report. `logo` holds PNG or JPEG bytes."""

    name: str = ""
    address: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a report comes from: the register's name and identity, and the last entry of its
    change history (number and hash) when the picture was taken."""

    register_name: str
    register_id: str
    history_number: int = 0
    history_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierSnapshot:
    """One supplier, one buyer (or none), one day: all that the qualification report says.

    `next_changes`: the dated events ahead as `qualification.next_changes` tells them, or `None`
    where they were not asked for; the report then asks for them with the supplied directory.
    `with_performance`: whether the evaluations of its performance are told. `with_others`: whether
    other buyers' audits, which are confidential, are listed and not merely counted.
    `gaps`: days without cover in the chains of its certificates, as far as they are known on the
    day."""

    organisation: Organisation
    provenance: Provenance
    supplier: SupplierFacts
    buyer: BuyerRef | None
    profile: Profile
    day: date
    standings: tuple[EvidenceStanding, ...]
    assessment: Assessment
    gaps: tuple[Gap, ...] = ()
    next_changes: tuple[tuple[date, str, Verdict | None], ...] | None = None
    with_performance: bool = False
    with_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLine:
    """One line of the approved supplier list."""

    supplier: SupplierFacts
    assessment: Assessment
    shown: EvidenceStanding | None  # the evidence that stands for the profile's first standard


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSnapshot:
    """All suppliers on a day, for the approved supplier list."""

    organisation: Organisation
    provenance: Provenance
    buyer: BuyerRef | None
    profile: Profile
    day: date
    lines: tuple[SupplierLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryLine:
    """One certificate of the expiry list."""

    supplier_name: str
    supplier_code: str
    certificate: CertificateFacts
    standing: EvidenceStanding
    renewal_on_record: bool
    other_cover: bool  # other evidence of the same standard is in force and widely recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpirySnapshot:
    """Certificates by their end, for the expiry list."""

    organisation: Organisation
    provenance: Provenance
    buyer: BuyerRef | None
    day: date
    lines: tuple[ExpiryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """One supplier across the columns of a matrix; one cell for each column, in their order."""

    supplier: SupplierFacts
    assessment: Assessment
    cells: "tuple[MatrixCell, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixSnapshot:
    """Suppliers by requirement on a day, by name; those no longer in use are left out."""

    organisation: Organisation
    provenance: Provenance
    buyer: BuyerRef | None
    profile: Profile
    day: date
    columns: "tuple[MatrixColumn, ...]"
    rows: tuple[MatrixLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """One line of the audit programme."""

    supplier: SupplierFacts
    due: "Due"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSnapshot:
    """What falls due within so many months of a day, soonest first; what is overdue comes with
    it, however old."""

    organisation: Organisation
    provenance: Provenance
    buyer: BuyerRef | None
    day: date
    months: int
    lines: tuple[ProgrammeLine, ...]
