"""All days on which something on record for a supplier may begin or cease to count.

A day too many does no harm: a verdict is drawn on each and compared. What such a day means is
told, where it is worth telling, by `outlook`.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from domain.assessment import Profile
from domain.change_days import audit_change_days, certificate_change_days
from domain.days import add_months, day_after, days_ahead
from domain.facts import CertificateFacts, SupplierFacts
from domain.inquiry import checked_on
from domain.lifetime import event_day
from domain.recognition import recognition_days
from domain.reevaluation import decided_on, evaluated_on, reevaluation
from domain.renewal import Renewals
from domain.surveillance import judge_surveillance
from domain.validity import audit_expiry

if TYPE_CHECKING:
    from domain.directory import Directory


def record_days(
    supplier: SupplierFacts, profile: Profile, directory: "Directory"
) -> frozenset[date]:
    """Every first day of what a rule of the profile may judge differently."""
    renewals = Renewals(supplier.certificates, directory)
    days: set[date | None] = {supplier.withdrawn_on}
    for certificate in supplier.certificates:
        days |= certificate_change_days(certificate, renewals)
        days.update(_certificate_days(certificate, profile, directory))
        days.update(_margin_days(renewals.life(certificate).ends_on, profile))
        days.update(_surveillance_days(certificate, supplier, renewals))
    for audit in supplier.audits:
        days |= audit_change_days(audit, supplier.audits, directory)
        end = audit_expiry(audit, profile.audit_months)
        days.update(_margin_days(end, profile))
        days.add(_after(end))
    for finding in supplier.findings:
        days |= {finding.raised_on, finding.done_on, finding.verified_on, finding.recorded_on}
        days.add(_after(finding.due_on))
    for approval in supplier.approvals:
        days |= {decided_on(approval), _after(approval.ends_on)}
    for evaluation in supplier.evaluations:
        days.add(evaluated_on(evaluation))
    days |= _reevaluation_days(supplier)
    for waiver in supplier.waivers:
        days |= {waiver.granted_on or waiver.recorded_on, _after(waiver.ends_on)}
    return frozenset(day for day in days if day is not None)


def _certificate_days(
    certificate: CertificateFacts, profile: Profile, directory: "Directory"
) -> Iterator[date | None]:
    yield from recognition_days(certificate, directory)
    for edition in directory.editions(certificate.standard):
        yield _after(edition.invalid_after)
    for event in certificate.events:
        yield event_day(event, certificate)
    for decision in certificate.decisions:
        yield decision.on or decision.recorded_on
    for event in certificate.events:
        yield event_day(event, certificate)
    for check in certificate.verifications:
        yield checked_on(check)
        yield day_after(add_months(checked_on(check), profile.verification_months))


def _surveillance_days(
    certificate: CertificateFacts, supplier: SupplierFacts, renewals: Renewals
) -> Iterator[date | None]:
    """The day after each date by which an audit of the certificate is due, one by one."""
    ends_on = renewals.life(certificate).ends_on
    yield _after(certificate.surveillance_due_on)
    for audit in supplier.audits:
        yield _after(audit.next_due_on)
        if audit.done_on is not None:
            found = judge_surveillance(certificate, supplier.audits, audit.done_on, ends_on)
            yield _after(found.due_on)


def _reevaluation_days(supplier: SupplierFacts) -> set[date | None]:
    """The day after each on which a re-evaluation is due: it moves with what is decided."""
    decided = {decided_on(approval) for approval in supplier.approvals}
    ended = {_after(a.ends_on) for a in supplier.approvals} - {None}
    evaluated = {evaluated_on(evaluation) for evaluation in supplier.evaluations}
    found = (reevaluation(supplier, day) for day in (decided | evaluated | ended) if day)
    return {_after(one.due_on or one.longest) for one in found if one is not None}


def _margin_days(end: date | None, profile: Profile) -> Iterator[date]:
    """The first day on which less than the margin is left."""
    if end is not None:
        yield days_ahead(end, 1 - profile.margin_days)


def _after(day: date | None) -> date | None:
    return day_after(day) if day is not None else None
