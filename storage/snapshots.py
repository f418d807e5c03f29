"""Frozen pictures of the register, for reports: gathered here, judged by `domain`.

Facts are read in one go, so that a picture shows one moment; judging comes after, when no
writer waits for it.
"""

from collections import defaultdict
from datetime import date

from domain.days import days_ahead
from domain.directory import Directory
from domain.facts import BuyerRef, SupplierFacts
from domain.gaps import gaps
from domain.matrix import cells_of, columns_of
from domain.programme import programme
from domain.qualification import Profile, assess, next_changes, shown_evidence
from domain.renewal import Renewals
from domain.snapshot import (
    ExpiryLine,
    ExpirySnapshot,
    MatrixLine,
    MatrixSnapshot,
    ProgrammeLine,
    ProgrammeSnapshot,
    Provenance,
    RegisterSnapshot,
    SupplierLine,
    SupplierSnapshot,
)
from domain.standing import EvidenceStanding, standings
from domain.validity import Windows
from domain.vocabulary import IN_FORCE, Level, State, SupplierStatus
from storage.queries import Reader

_UNKNOWN = date.max  # stands for the end of an undated certificate while sorting


def supplier_snapshot(
    reader: Reader,
    supplier_id: int,
    buyer: BuyerRef | None,
    profile: Profile,
    day: date,
    directory: Directory,
    *,
    with_performance: bool = False,
    with_others: bool = False,
) -> SupplierSnapshot:
    """All that a qualification report says of one supplier. UnknownName: there is none such.

    Its `profile` is the one that the supplier is judged under. Other buyers' audits are in the
    picture either way; a report lists them only `with_others`.
    """
    with reader.one_moment():
        supplier = reader.supplier(supplier_id)
        organisation, provenance = reader.organisation(), reader.provenance()
        windows = reader.windows()
    profile = profile.for_supplier(supplier)
    return SupplierSnapshot(
        organisation=organisation,
        provenance=provenance,
        supplier=supplier,
        buyer=buyer,
        profile=profile,
        day=day,
        standings=standings(supplier, buyer=buyer, day=day, directory=directory, windows=windows),
        assessment=assess(supplier, profile, buyer, day, directory, windows),
        gaps=gaps(supplier.certificates, day, directory),
        next_changes=next_changes(supplier, profile, buyer, day, directory, windows),
        with_performance=with_performance,
        with_others=with_others and buyer is not None,
    )


def register_snapshot(
    reader: Reader, buyer: BuyerRef | None, profile: Profile, day: date, directory: Directory
) -> RegisterSnapshot:
    """All suppliers with their verdicts on the day, by name, for the approved supplier list."""
    suppliers, provenance, windows = _gathered(reader)
    lines = tuple(
        _supplier_line(supplier, buyer, profile, day, directory, windows) for supplier in suppliers
    )
    return RegisterSnapshot(
        organisation=reader.organisation(),
        provenance=provenance,
        buyer=buyer,
        profile=profile,
        day=day,
        lines=lines,
    )


def expiry_snapshot(
    reader: Reader,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
    *,
    within_days: int = 365,
    lapsed_days: int | None = None,
) -> ExpirySnapshot:
    """Certificates that have ended or end within so many days, by their end.

    `lapsed_days` limits how long ago an end may lie; without it, every lapse that no other
    certificate made good is listed, for it never drops out of what needs attention. Undated
    certificates come last: when they end is not known, and the list says so. History
    (superseded certificates) and withdrawn suppliers are left out.
    """
    suppliers, provenance, windows = _gathered(reader)
    last = days_ahead(day, within_days)
    first = date.min if lapsed_days is None else days_ahead(day, -lapsed_days)
    lines = [
        line
        for supplier in suppliers
        if not _is_gone(supplier, day)
        for line in _expiry_lines(supplier, buyer, day, directory, windows)
        if first <= _end(line) <= last or _end(line) == _UNKNOWN
    ]
    lines.sort(key=lambda line: (_end(line), line.supplier_name, line.certificate.id))
    return ExpirySnapshot(
        organisation=reader.organisation(),
        provenance=provenance,
        buyer=buyer,
        day=day,
        lines=tuple(lines),
    )


def matrix_snapshot(
    reader: Reader, buyer: BuyerRef | None, profile: Profile, day: date, directory: Directory
) -> MatrixSnapshot:
    """Suppliers in use across what the profile and its exceptions ask for, by name."""
    suppliers, provenance, windows = _gathered(reader)
    columns = columns_of(profile)
    rows = []
    for supplier in suppliers:
        if not _is_gone(supplier, day):
            assessment = assess(supplier, profile, buyer, day, directory, windows)
            cells = cells_of(assessment, supplier, columns)
            rows.append(MatrixLine(supplier=supplier, assessment=assessment, cells=cells))
    return MatrixSnapshot(
        organisation=reader.organisation(),
        provenance=provenance,
        buyer=buyer,
        profile=profile,
        day=day,
        columns=columns,
        rows=tuple(rows),
    )


def programme_snapshot(
    reader: Reader,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
    *,
    months: int = 12,
    profile: Profile | None = None,
) -> ProgrammeSnapshot:
    """What falls due within so many months and what is overdue, soonest first.

    `profile` tells how long a buyer's audit stands; without it the buyer's usual one does.
    """
    suppliers, provenance, _ = _gathered(reader)
    wanted = profile or reader.usual_profile(buyer)
    lines = [
        ProgrammeLine(supplier=supplier, due=due)
        for supplier in suppliers
        for due in programme(
            supplier,
            day,
            directory,
            buyer=buyer,
            months=months,
            audit_months=wanted.for_supplier(supplier).audit_months,
        )
    ]
    lines.sort(key=lambda line: line.due.due_on)  # of one day by supplier, as they were gathered
    return ProgrammeSnapshot(
        organisation=reader.organisation(),
        provenance=provenance,
        buyer=buyer,
        day=day,
        months=months,
        lines=tuple(lines),
    )


def _gathered(reader: Reader) -> tuple[list[SupplierFacts], Provenance, Windows]:
    with reader.one_moment():
        return list(reader.suppliers()), reader.provenance(), reader.windows()


def _is_gone(supplier: SupplierFacts, day: date) -> bool:
    """Withdrawn on or before the day, or on a day not known."""
    if supplier.status is not SupplierStatus.WITHDRAWN:
        return False
    return supplier.withdrawn_on is None or supplier.withdrawn_on <= day


def _supplier_line(
    supplier: SupplierFacts,
    buyer: BuyerRef | None,
    profile: Profile,
    day: date,
    directory: Directory,
    windows: Windows,
) -> SupplierLine:
    assessment = assess(supplier, profile, buyer, day, directory, windows)
    wanted = shown_evidence(assessment)
    stood = standings(supplier, buyer=buyer, day=day, directory=directory, windows=windows)
    shown = next((one for one in stood if (one.type, one.id) == wanted), None)
    return SupplierLine(supplier=supplier, assessment=assessment, shown=shown)


def _expiry_lines(
    supplier: SupplierFacts,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
    windows: Windows,
) -> list[ExpiryLine]:
    stood = standings(supplier, buyer=buyer, day=day, directory=directory, windows=windows)
    by_id = {one.id: one for one in stood if one.type == "certificate"}
    renewals = Renewals(supplier.certificates, directory)
    strong: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for one in stood:
        if _covers(one):
            strong[one.standard].add((one.type, one.id))
    lines = []
    for certificate in supplier.certificates:
        standing = by_id[certificate.id]
        if not _is_expiring(standing):
            continue
        own = {("certificate", certificate.id)}
        lines.append(
            ExpiryLine(
                supplier_name=supplier.name,
                supplier_code=supplier.code,
                certificate=certificate,
                standing=standing,
                renewal_on_record=bool(
                    renewals.in_hand(certificate, day) or renewals.coming(certificate, day)
                ),
                other_cover=bool(strong[standing.standard] - own),
            )
        )
    return lines


def _is_expiring(standing: EvidenceStanding) -> bool:
    """Whether a certificate's end, known or not, still matters: not history, not withdrawn."""
    validity = standing.validity
    if standing.superseded or validity is None:
        return False
    return validity.state is not State.WITHDRAWN


def _covers(standing: EvidenceStanding) -> bool:
    """In force and widely recognised."""
    recognition, validity = standing.recognition, standing.validity
    if standing.superseded or recognition is None or validity is None:
        return False
    return recognition.level is Level.WIDELY_RECOGNISED and validity.state in IN_FORCE


def _end(line: ExpiryLine) -> date:
    validity = line.standing.validity
    return (validity.effective_expiry if validity else None) or _UNKNOWN
