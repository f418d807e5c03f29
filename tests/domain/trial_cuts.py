"""What is on record for a supplier with something taken away, or as it was known on a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from domain.directory import Directory
from domain.facts import (
    AuditFacts,
    CertificateFacts,
    FindingFacts,
    StatusEvent,
    SupplierFacts,
)
from domain.inquiry import raised_on
from domain.lifetime import event_day
from domain.renewal import Renewals
from domain.vocabulary import EventKind, SupplierStatus


def renewing(supplier: SupplierFacts) -> tuple[CertificateFacts, ...]:
    """The certificates that renew another one."""
    renewals = Renewals(supplier.certificates, Directory.load())
    return tuple(
        successor.certificate
        for certificate in supplier.certificates
        for successor in renewals.successors(certificate)
    )


def without(records: tuple[Any, ...], gone: Any) -> tuple[Any, ...]:
    """The records but for one of them."""
    return tuple(record for record in records if record is not gone)


def with_certificate(
    supplier: SupplierFacts, old: CertificateFacts, new: CertificateFacts
) -> SupplierFacts:
    changed = (new if each is old else each for each in supplier.certificates)
    return replace(supplier, certificates=tuple(changed))


def without_audit(supplier: SupplierFacts, audit: AuditFacts) -> SupplierFacts:
    """A removed audit takes its findings along."""
    findings = tuple(each for each in supplier.findings if each.audit_id != audit.id)
    return replace(supplier, audits=without(supplier.audits, audit), findings=findings)


def voids_a_renewal(
    certificate: CertificateFacts, event: StatusEvent, supplier: SupplierFacts
) -> bool:
    """Whether a withdrawal keeps a renewal from ever starting: without it the renewal would take
    its predecessor's place, which may stand better."""
    return event.kind is EventKind.WITHDRAWN and any(
        other is certificate for other in renewing(supplier)
    )


def as_known_on(supplier: SupplierFacts, day: date) -> SupplierFacts:
    """The supplier without what is dated after the day, certificates aside: one that is issued
    later is not yet valid, and says so."""
    held = {audit.id: audit for audit in supplier.audits}
    findings = tuple(_findings_on(supplier.findings, held, day))
    with_findings = {finding.audit_id for finding in findings}
    later = supplier.withdrawn_on is not None and supplier.withdrawn_on > day
    return replace(
        supplier,
        status=SupplierStatus.IN_USE if later else supplier.status,
        withdrawn_on=None if later else supplier.withdrawn_on,
        certificates=tuple(_certificate_on(each, day) for each in supplier.certificates),
        audits=tuple(
            audit
            for audit in supplier.audits
            if (audit.done_on or audit.recorded_on) <= day or audit.id in with_findings
        ),
        findings=findings,
        approvals=tuple(a for a in supplier.approvals if (a.on or a.recorded_on) <= day),
        evaluations=tuple(
            e for e in supplier.evaluations if (e.done_on or e.period_to or e.recorded_on) <= day
        ),
        waivers=tuple(w for w in supplier.waivers if (w.granted_on or w.recorded_on) <= day),
    )


def _certificate_on(certificate: CertificateFacts, day: date) -> CertificateFacts:
    return replace(
        certificate,
        events=tuple(e for e in certificate.events if event_day(e, certificate) <= day),
        verifications=tuple(
            each for each in certificate.verifications if (each.on or each.recorded_on) <= day
        ),
        decisions=tuple(
            each for each in certificate.decisions if (each.on or each.recorded_on) <= day
        ),
    )


def _findings_on(
    findings: tuple[FindingFacts, ...], held: dict[int, AuditFacts], day: date
) -> Iterator[FindingFacts]:
    for finding in findings:
        if raised_on(finding, held.get(finding.audit_id)) <= day:
            done, verified = finding.done_on, finding.verified_on
            yield replace(
                finding,
                done_on=done if done is not None and done <= day else None,
                verified_on=verified if verified is not None and verified <= day else None,
            )
