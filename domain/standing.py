"""Where evidence stands on a day, and over all days: recognition and validity side by side.

`standings` answers for one day and one buyer. `intervals` answers for all days at once and for
nobody in particular: what lists sort and filter by, so that another day needs no new judging.
Both rest on the same functions of `recognition`, `validity` and `renewal`.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.change_days import audit_change_days, certificate_change_days
from domain.days import day_before
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, SupplierFacts
from domain.inquiry import later_audit
from domain.lifetime import IN_FORCE_BASE
from domain.recognition import Recognition, recognise, recognition_days
from domain.renewal import Renewals
from domain.validity import (
    USUAL_WINDOWS,
    Validity,
    Windows,
    audit_validity,
    state_of,
    validity_in_chain,
)
from domain.vocabulary import Cause, Level, State
from domain.wording import audit_label, certificate_label

if TYPE_CHECKING:
    from domain.directory import Directory

_NOT_IN_FORCE = (State.EXPIRED, State.UNDATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStanding:
    """One certificate or audit on a day, for a buyer or for nobody in particular.

    `type` is "certificate" or "audit"; `validity` is `None` for audits that give no level
    (failed, pending, planned, third party). `recognition` is `None` for those too.
    `superseded`: history on that day, no evidence any more; `superseded_by` its successor."""

    type: str
    id: int
    label: str
    standard: str
    recognition: Recognition | None
    validity: Validity | None
    superseded: bool = False
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of days (both inclusive) in which a piece of evidence stands alike.

    `base`: withdrawn, expired, suspended, not_yet_valid, undated or in_force; within in_force
    the day's distance to `cover_until` tells valid, soon and urgent apart. `level` is what it
    counts for nobody in particular; for ONE_CUSTOMER evidence `buyers` holds the ids of those
    for whom it counts, and for every other buyer it is not recognised."""

    first: date
    last: date
    base: str
    level: Level | None
    cause: Cause | None
    superseded: bool
    cover_until: date | None
    effective_expiry: date | None
    buyers: tuple[int, ...] = ()

    def state_on(self, day: date, windows: Windows = USUAL_WINDOWS) -> State:
        """The state on a day of the stretch."""
        return state_of(self.base, self.cover_until, day, windows)


def standings(
    supplier: SupplierFacts,
    *,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
    windows: Windows = USUAL_WINDOWS,
) -> tuple[EvidenceStanding, ...]:
    """All certificates, then all audits of a supplier, as they stand on a day for a buyer."""
    renewals = Renewals(supplier.certificates, directory)
    found = []
    for certificate in supplier.certificates:
        successor = renewals.superseded_by(certificate, day)
        found.append(
            EvidenceStanding(
                type="certificate",
                id=certificate.id,
                label=certificate_label(certificate),
                standard=certificate.standard,
                recognition=recognise(certificate, buyer, day, directory),
                validity=validity_in_chain(certificate, day, renewals, directory, windows),
                superseded=successor is not None,
                superseded_by=successor.certificate.id if successor else None,
            )
        )
    found += [_audit_standing(audit, supplier, buyer, day, directory, windows)
              for audit in supplier.audits]  # fmt: skip
    return tuple(found)


def intervals(
    supplier: SupplierFacts, directory: "Directory"
) -> dict[tuple[str, int], tuple[Interval, ...]]:
    """The stretches of days of every certificate and audit, by type and id.

    Day-independent. A certificate's stretches cover the whole calendar; an audit's begin with
    the day it was done, and one that gives no level has none. Read on any day they say what
    `standings` says of that day for nobody in particular.
    """
    renewals = Renewals(supplier.certificates, directory)
    found = {
        ("certificate", certificate.id): _of_certificate(certificate, renewals, directory)
        for certificate in supplier.certificates
    }
    for audit in supplier.audits:
        found["audit", audit.id] = _of_audit(audit, supplier.audits, directory)
    return found


def _audit_standing(
    audit: AuditFacts,
    supplier: SupplierFacts,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
    windows: Windows,
) -> EvidenceStanding:
    recognition = recognise(audit, buyer, day, directory)
    validity = audit_validity(audit, day, windows) if recognition is not None else None
    later = None
    if validity is None:
        recognition = None
    else:
        later = later_audit(audit, supplier.audits, day, directory)
    return EvidenceStanding(
        type="audit",
        id=audit.id,
        label=audit_label(audit),
        standard=audit.standard,
        recognition=recognition,
        validity=validity,
        superseded=later is not None,
        superseded_by=later.id if later else None,
    )


def _of_certificate(
    certificate: CertificateFacts, renewals: Renewals, directory: "Directory"
) -> tuple[Interval, ...]:
    life = renewals.life(certificate)
    turning = recognition_days(certificate, directory)
    days = certificate_change_days(certificate, renewals)
    found: list[Interval] = []
    recognition = None
    for first, last in _stretches(days.union(turning)):
        base = life.base_on(first)
        in_hand = renewals.in_hand(certificate, first) if base == IN_FORCE_BASE else ()
        if not found or first in turning:
            recognition = recognise(certificate, None, first, directory)
        found.append(
            Interval(
                first=first,
                last=last,
                base=base,
                level=recognition.level if recognition else None,
                cause=recognition.cause if recognition else None,
                superseded=renewals.superseded_by(certificate, first) is not None,
                cover_until=in_hand[-1].life.ends_on if in_hand else life.ends_on,
                effective_expiry=life.ends_on,
                buyers=_buyers(certificate, recognition),
            )
        )
    return _joined(found)


def _of_audit(
    audit: AuditFacts, audits: tuple[AuditFacts, ...], directory: "Directory"
) -> tuple[Interval, ...]:
    found = []
    for first, last in _stretches(audit_change_days(audit, audits, directory)):
        recognition = recognise(audit, None, first, directory)
        validity = audit_validity(audit, first) if recognition is not None else None
        if recognition is None or validity is None:
            continue
        base = validity.state.value if validity.state in _NOT_IN_FORCE else IN_FORCE_BASE
        found.append(
            Interval(
                first=first,
                last=last,
                base=base,
                level=recognition.level,
                cause=recognition.cause,
                superseded=later_audit(audit, audits, first, directory) is not None,
                cover_until=validity.cover_until,
                effective_expiry=validity.effective_expiry,
                buyers=_buyers(audit, recognition),
            )
        )
    return _joined(found)


def _buyers(
    evidence: CertificateFacts | AuditFacts, recognition: Recognition | None
) -> tuple[int, ...]:
    if recognition is None or recognition.level is not Level.ONE_CUSTOMER:
        return ()
    return tuple(sorted(buyer.id for buyer in evidence.buyers))


def _stretches(days: set[date]) -> list[tuple[date, date]]:
    """The calendar cut at the days on which something changes."""
    firsts = sorted({date.min, *days})
    lasts = [*(day_before(day) for day in firsts[1:]), date.max]
    return list(zip(firsts, lasts, strict=True))


def _joined(found: list[Interval]) -> tuple[Interval, ...]:
    """Neighbouring stretches that say the same, as one."""
    joined: list[Interval] = []
    for stretch in found:
        if joined and _says(joined[-1]) == _says(stretch):
            joined[-1] = _with_last(joined[-1], stretch.last)
        else:
            joined.append(stretch)
    return tuple(joined)


def _says(one: Interval) -> tuple[object, ...]:
    return (one.base, one.level, one.cause, one.superseded, one.cover_until, one.buyers)


def _with_last(one: Interval, last: date) -> Interval:
    return Interval(
        first=one.first,
        last=last,
        base=one.base,
        level=one.level,
        cause=one.cause,
        superseded=one.superseded,
        cover_until=one.cover_until,
        effective_expiry=one.effective_expiry,
        buyers=one.buyers,
    )
