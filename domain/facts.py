"""Light frozen values that the rules read.

What a rule needs to know of a supplier, its certificates, audits and findings,
and nothing more. Storage builds them from rows; tests write them by hand. No
validation happens here (see `records`), and no rule either.

Conventions: `None` or an empty text is "not recorded". Dates are local calendar
days. `recorded_on` is the day an entry came into the register; it dates events
that carry no date of their own. Ids are the register's row ids (0 while unsaved).
"""

from dataclasses import dataclass, field
from datetime import date

from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    CheckResult,
    Criticality,
    Decision,
    EventKind,
    Grading,
    Kind,
    Party,
    Rule,
    SupplierClass,
    SupplierStatus,
)


@dataclass(frozen=True, slots=True)
class BuyerRef:
    """A customer for whom qualification is stated. Two refs are one buyer if their ids agree."""

    id: int
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileUse:
    """That a profile, by its name, is used for a buyer (`None`: for nobody in particular), for all
    suppliers or for those of a category, of a criticality, or of both."""

    id: int = 0
    buyer: BuyerRef | None = None
    profile: str
    category: str = ""
    criticality: Criticality | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """Something that befell a certificate. `until` is the last day of a suspension, if known."""

    id: int = 0
    kind: EventKind
    on: date | None = None
    until: date | None = None
    reason: str = ""
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """One check of a certificate with its issuer or a public register."""

    id: int = 0
    on: date | None
    result: CheckResult
    by: str = ""
    source: str = ""
    note: str = ""
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeDecision:
    """A person's decision whether a certificate's scope and sites cover what is supplied."""

    id: int = 0
    covers: bool
    product: str = ""
    site: str = ""
    by: str = ""
    on: date | None = None
    note: str = ""
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """A certificate or a certificate-like record (ISO/IEC 17021-1, 8.2.2).

    `standard` is the canonical designation without edition ("ISO 9001", "UL 510"), empty when
    not known; `edition` its year or revision as text ("2015", "D"), `None` when not stated.
    `expires_on` is the last valid day as printed. `sites` names the sites it covers, empty when
    not recorded. `supersedes` is the id of the certificate a user said it renews;
    `not_renewing` are the ids of those a user said it does not renew, whatever the dates suggest.
    `decided_on` is the day of the certification decision (ISO/IEC 17021-1, 9.5).
    `status_as_printed` is what its source says of it; dates and events decide, never this.
    """

    id: int = 0
    supplier_id: int = 0
    kind: Kind | None = None
    standard: str = ""
    edition: str | None = None
    number: str = ""
    holder: str = ""
    party: Party | None = None
    certification_body: str = ""
    accreditation: Accreditation = Accreditation.NOT_RECORDED
    accreditation_body: str = ""
    buyers: tuple[BuyerRef, ...] = ()
    scope: str = ""
    product: str = ""
    file_number: str = ""
    sites: tuple[str, ...] = ()
    first_issued_on: date | None = None
    decided_on: date | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    expires_on: date | None = None
    surveillance_due_on: date | None = None
    supersedes: int | None = None
    not_renewing: tuple[int, ...] = ()
    status_as_printed: str = ""
    recorded_on: date
    events: tuple[StatusEvent, ...] = ()
    verifications: tuple[Verification, ...] = ()
    decisions: tuple[ScopeDecision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFacts:
    """An audit, planned or done. `buyers` are those who did or commissioned a second-party one."""

    id: int = 0
    supplier_id: int = 0
    reference: str = ""
    party: Party | None = None
    kind: AuditKind | None = None
    standard: str = ""
    edition: str | None = None
    planned_on: date | None = None
    done_on: date | None = None
    site: str = ""
    conducted_by: str = ""
    lead_auditor: str = ""
    buyers: tuple[BuyerRef, ...] = ()
    result: AuditResult | None = None
    score: float | None = None
    next_due_on: date | None = None
    certificate_id: int | None = None
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """A finding of an audit. `done_on`: action carried out; `verified_on`: its effect verified."""

    id: int = 0
    audit_id: int = 0
    number: str = ""
    clause: str = ""
    grading: Grading
    statement: str = ""
    raised_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    verified_on: date | None = None
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """The organisation's own decision on the supplier (ISO 9001:2015, 8.4.1).

    `criteria`: what it rests on. `ends_on`: its last day, where it was given for a time.
    `due_on`: when the supplier is to be evaluated again.
    """

    id: int = 0
    decision: Decision
    on: date | None = None
    by: str = ""
    criteria: str = ""
    conditions: str = ""
    ends_on: date | None = None
    due_on: date | None = None
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFacts:
    """An evaluation of a supplier's performance over a period (ISO 9001:2015, 8.4.1).

    `quality`, `delivery`, `service` and `score` are percentages, 100 the best. `next_due_on` is
    the day a person set for the next one; without it the rules work it out. It counts from the
    day it was done, else from the end of its period.
    """

    id: int = 0
    period_from: date | None = None
    period_to: date | None = None
    quality: float | None = None
    delivery: float | None = None
    service: float | None = None
    score: float | None = None
    rating: SupplierClass | None = None
    done_on: date | None = None
    by: str = ""
    next_due_on: date | None = None
    notes: str = ""
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFacts:
    """A waiver of one rule, for a buyer or a profile, until `ends_on` inclusive.

    `subject` narrows it to one standard or mark; empty covers the whole rule.
    """

    id: int = 0
    rule: Rule
    subject: str = ""
    buyer: BuyerRef | None = None
    profile: str | None = None
    reason: str
    by: str
    granted_on: date | None = None
    ends_on: date
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """A site of a supplier; `supplies` tells whether it supplies what is bought, `products` what
    it supplies, one product a line."""

    id: int = 0
    name: str
    address: str = ""
    country: str = ""
    supplies: bool = False
    products: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierFacts:
    """Everything on record for one supplier that a rule or a report may need."""

    id: int = 0
    code: str = ""
    name: str
    local_name: str = ""
    country: str = ""
    address: str = ""
    categories: str = ""
    supplies: str = ""
    criticality: Criticality | None = None
    status: SupplierStatus = SupplierStatus.IN_USE
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    notes: str = ""
    recorded_on: date
    sites: tuple[SiteFacts, ...] = ()
    certificates: tuple[CertificateFacts, ...] = ()
    audits: tuple[AuditFacts, ...] = ()
    findings: tuple[FindingFacts, ...] = ()
    approvals: tuple[ApprovalFacts, ...] = ()
    evaluations: tuple[EvaluationFacts, ...] = ()
    waivers: tuple[WaiverFacts, ...] = ()
