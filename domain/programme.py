"""The audit programme: what falls due at a supplier, and what is overdue (ISO 19011, clause 5).

Planned audits, customers' audits, the surveillance of certificates, corrective actions and
re-evaluations, each with the reason for its day. Nothing is invented: where nothing on record
tells a day, nothing falls due.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from domain.days import add_months
from domain.due import Due as Due
from domain.due import ProgrammeQuestion
from domain.due_audits import buyer_audits, planned_audits
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, FindingFacts, SupplierFacts
from domain.inquiry import raised_on
from domain.lifetime import IN_FORCE_BASE
from domain.recognition import party_of
from domain.reevaluation import reevaluation
from domain.renewal import Renewals
from domain.rule_supplier import is_open_finding
from domain.surveillance import decision_day, is_initial, judge_surveillance
from domain.vocabulary import GRADING_WORDS, AuditKind, DueKind, Grading, Party, SupplierStatus
from domain.wording import audit_label, certificate_label, finding_label, long_day

if TYPE_CHECKING:
    from domain.directory import Directory

MONTHS = 12
AUDIT_MONTHS = 24
SURVEILLANCE = "ISO/IEC 17021-1, 9.1.3"
_KINDS = tuple(DueKind)
_GRADINGS = tuple(Grading)


def programme(
    supplier: SupplierFacts,
    day: date,
    directory: "Directory",
    *,
    buyer: BuyerRef | None = None,
    months: int = MONTHS,
    audit_months: int = AUDIT_MONTHS,
) -> tuple[Due, ...]:
    """What falls due within `months` after the day and what is overdue, soonest first.

    What is overdue stays, however old. For a named buyer other buyers' audits and their
    findings, being confidential, are left out. `audit_months`: the round of customers' audits
    where the supplier's criticality is not recorded. A withdrawn supplier has no programme.
    """
    if supplier.status is SupplierStatus.WITHDRAWN and (
        supplier.withdrawn_on is None or supplier.withdrawn_on <= day
    ):
        return ()
    asked = ProgrammeQuestion(supplier, day, directory, buyer, audit_months)
    last = add_months(day, months)
    gradings = {finding.id: _GRADINGS.index(finding.grading) for finding in supplier.findings}
    found = (
        *planned_audits(asked),
        *buyer_audits(asked),
        *_surveillance(asked),
        *_corrective_actions(asked),
        *_reevaluations(asked),
    )
    return tuple(
        sorted(
            (due for due in found if due.due_on <= last),
            key=lambda due: _order(due, gradings),
        )
    )


def _order(due: Due, gradings: Mapping[int, int]) -> tuple[object, ...]:
    """Soonest first; of one day by kind, corrective actions for majors before others."""
    id_ = due.record[1] if due.record else 0
    grading = gradings.get(id_, 0) if due.kind is DueKind.CORRECTIVE_ACTION else 0
    return (due.due_on, _KINDS.index(due.kind), grading, due.what, id_, due.why)


def _surveillance(asked: ProgrammeQuestion) -> Iterator[Due]:
    """Surveillance of third-party certificates in force, where its day is known.

    A first audit that was only to be expected and has passed unrecorded is not evidenced; that
    is no reason to call it overdue.
    """
    renewals = Renewals(asked.supplier.certificates, asked.directory)
    for certificate in asked.supplier.certificates:
        if not _is_watched(certificate, renewals, asked):
            continue
        ends_on = renewals.life(certificate).ends_on
        found = judge_surveillance(certificate, asked.supplier.audits, asked.day, ends_on)
        expected = found.expected_on
        if found.due_on is not None:
            last = found.audits[-1] if found.audits else None
            why = _due_words(certificate, found.due_on, last)
        elif expected is not None and expected >= asked.day:
            why = _expected_words(certificate)
        else:
            continue
        yield asked.due(
            DueKind.SURVEILLANCE,
            found.due_on or expected or asked.day,
            f"Surveillance of {certificate_label(certificate)}",
            why,
            ("certificate", certificate.id),
        )


def _is_watched(
    certificate: CertificateFacts, renewals: Renewals, asked: ProgrammeQuestion
) -> bool:
    if party_of(certificate, asked.directory) is not Party.THIRD:
        return False
    if renewals.life(certificate).base_on(asked.day) != IN_FORCE_BASE:
        return False
    return renewals.superseded_by(certificate, asked.day) is None


def _due_words(certificate: CertificateFacts, due_on: date, last: AuditFacts | None) -> str:
    if certificate.surveillance_due_on == due_on:
        return "As recorded with the certificate"
    if last is None or last.done_on is None:
        return f"Due by what is on record ({SURVEILLANCE})"
    done = long_day(last.done_on)
    if last.kind is AuditKind.SPECIAL:
        return _expected_words(certificate)
    if last.next_due_on == due_on:
        return f"As recorded with the audit of {done}"
    decided = decision_day(certificate)
    if decided is not None and due_on == add_months(decided, 12):
        what = f"the decision that followed the audit of {done}"
        return f"Twelve months after {what} ({SURVEILLANCE})"
    return f"One audit in each calendar year, the last on {done} ({SURVEILLANCE})"


def _expected_words(certificate: CertificateFacts) -> str:
    decided, initial = decision_day(certificate), is_initial(certificate)
    if decided is None:
        return ""
    what = "certification decision" if certificate.decided_on else "issue"
    on = f"the {what} of {long_day(decided)}"
    if initial is False:
        return f"The calendar year after {on} ({SURVEILLANCE})"
    unless = "" if initial else ", unless the cycle is a later one"
    return f"Twelve months after {on}{unless} ({SURVEILLANCE})"


def _corrective_actions(asked: ProgrammeQuestion) -> Iterator[Due]:
    audits = {audit.id: audit for audit in asked.supplier.audits}
    for finding in asked.supplier.findings:
        audit = audits.get(finding.audit_id)
        if finding.due_on is None or not _is_open(finding, audit, asked.day):
            continue
        if asked.is_secret(audit):
            continue
        raised = long_day(raised_on(finding, audit))
        where = f" in {audit_label(audit)}" if audit else ""
        if finding.done_on is not None and finding.done_on <= asked.day:
            where += "; its action is done, its effect to be verified"
        yield asked.due(
            DueKind.CORRECTIVE_ACTION,
            finding.due_on,
            f"Action on {finding_label(finding)}",
            f"{GRADING_WORDS[finding.grading]} raised on {raised}{where}",
            ("finding", finding.id),
            audit.buyers if audit else (),
        )


def _is_open(finding: FindingFacts, audit: AuditFacts | None, day: date) -> bool:
    return raised_on(finding, audit) <= day and is_open_finding(finding, day)


def _reevaluations(asked: ProgrammeQuestion) -> Iterator[Due]:
    found = reevaluation(asked.supplier, asked.day)
    if found is None or found.due_on is None:
        return
    yield asked.due(
        DueKind.REEVALUATION,
        found.due_on,
        "Re-evaluation of the supplier",
        found.reason.rstrip("."),
        ("supplier", asked.supplier.id),
    )
