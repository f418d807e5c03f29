"""The words in which the vocabularies are shown to people."""

from domain.vocabulary.terms import (
    Accreditation,
    AccreditationStatus,
    AuditKind,
    AuditResult,
    CheckResult,
    Criticality,
    Decision,
    DueKind,
    DueStatus,
    EventKind,
    Grading,
    HintKind,
    Kind,
    Level,
    Outcome,
    Party,
    Rule,
    State,
    SupplierClass,
    SupplierStatus,
    Verdict,
)

NO_EVIDENCE_WORDS = "No evidence"

LEVEL_WORDS = {
    Level.NOT_RECOGNISED: "Not recognised",
    Level.UNPROVEN: "Third party, accreditation not shown",
    Level.ONE_CUSTOMER: "Recognised by one customer only",
    Level.WIDELY_RECOGNISED: "Widely recognised",
}
LEVEL_SHORT = {
    Level.NOT_RECOGNISED: "Not recognised",
    Level.UNPROVEN: "Unproven",
    Level.ONE_CUSTOMER: "One customer",
    Level.WIDELY_RECOGNISED: "Widely recognised",
}
LEVEL_SUITABLE_FOR = {
    Level.NOT_RECOGNISED: "internal improvement only, not for marketing",
    Level.UNPROVEN: "nothing until the accreditation is shown",
    Level.ONE_CUSTOMER: "long-term supply relationships with that buyer",
    Level.WIDELY_RECOGNISED: (
        "procurement contracts and tenders, general B2B marketing, "
        "Alibaba.com supplier profiles, export markets"
    ),
}
STATE_WORDS = {
    State.VALID: "Valid",
    State.SOON: "Soon",
    State.URGENT: "Urgent",
    State.EXPIRED: "Expired",
    State.SUSPENDED: "Suspended",
    State.WITHDRAWN: "Withdrawn",
    State.NOT_YET_VALID: "Not yet valid",
    State.UNDATED: "Undated",
}
VERDICT_WORDS = {
    Verdict.QUALIFIED: "Qualified",
    Verdict.CONDITIONAL: "Conditionally qualified",
    Verdict.NOT_QUALIFIED: "Not qualified",
}
OUTCOME_WORDS = {
    Outcome.PASS: "Met",
    Outcome.FAIL: "Not met",
    Outcome.UNKNOWN: "Unknown",
    Outcome.WAIVED: "Waived",
    Outcome.NOT_APPLICABLE: "Not applicable",
}
RULE_WORDS = {
    Rule.SUPPLIER_IN_USE: "Supplier in use",
    Rule.REQUIRED_STANDARD: "Required standard",
    Rule.IN_FORCE: "In force",
    Rule.MARGIN: "Margin",
    Rule.EDITION: "Edition",
    Rule.SITE_AND_PRODUCT: "Site and product",
    Rule.PRODUCT_CERTIFICATE: "Product certificate",
    Rule.SURVEILLANCE: "Surveillance",
    Rule.NONCONFORMITIES: "Nonconformities",
    Rule.VERIFICATION: "Verification",
    Rule.SECOND_PARTY_AUDIT: "Audit by the buyer",
    Rule.APPROVAL: "Approval",
}
KIND_WORDS = {
    Kind.MANAGEMENT_SYSTEM: "Management system",
    Kind.PRODUCT: "Product",
    Kind.SCHEME: "Scheme",
    Kind.DECLARATION: "Declaration",
    Kind.TEST_REPORT: "Test report",
}
PARTY_WORDS = {
    Party.FIRST: "First party (self-assessment)",
    Party.SECOND: "Second party (customer audit)",
    Party.THIRD: "Third party (certification body)",
}
ACCREDITATION_WORDS = {
    Accreditation.NAMED: "Accreditation body named",
    Accreditation.UNACCREDITED: "Stated unaccredited",
    Accreditation.NOT_RECORDED: "Not recorded",
}
EVENT_WORDS = {
    EventKind.SUSPENDED: "Suspended",
    EventKind.RESTORED: "Restored",
    EventKind.WITHDRAWN: "Withdrawn",
    EventKind.SCOPE_REDUCED: "Scope reduced",
}
CHECK_WORDS = {
    CheckResult.CONFIRMED: "Confirmed",
    CheckResult.NOT_FOUND: "Not found",
    CheckResult.CONTRADICTED: "Contradicts",
}
AUDIT_KIND_WORDS = {
    AuditKind.STAGE_1: "Stage 1",
    AuditKind.STAGE_2: "Stage 2",
    AuditKind.SURVEILLANCE: "Surveillance",
    AuditKind.RECERTIFICATION: "Recertification",
    AuditKind.SPECIAL: "Special",
    AuditKind.TRANSFER: "Transfer",
    AuditKind.SUPPLIER: "Supplier audit",
    AuditKind.INTERNAL: "Internal",
}
AUDIT_RESULT_WORDS = {
    AuditResult.PASSED: "Passed",
    AuditResult.PASSED_WITH_CONDITIONS: "Passed with conditions",
    AuditResult.FAILED: "Failed",
    AuditResult.PENDING: "Pending",
}
GRADING_WORDS = {
    Grading.MAJOR: "Major nonconformity",
    Grading.MINOR: "Minor nonconformity",
    Grading.OBSERVATION: "Observation",
    Grading.OPPORTUNITY: "Opportunity for improvement",
}
DECISION_WORDS = {
    Decision.APPROVED: "Approved",
    Decision.CONDITIONAL: "Approved with conditions",
    Decision.SUSPENDED: "Suspended",
    Decision.DISQUALIFIED: "Disqualified",
}
CRITICALITY_WORDS = {
    Criticality.HIGH: "High",
    Criticality.MEDIUM: "Medium",
    Criticality.LOW: "Low",
}
SUPPLIER_CLASS_WORDS = {
    SupplierClass.A: "A – preferred",
    SupplierClass.B: "B – good",
    SupplierClass.C: "C – to be improved",
    SupplierClass.D: "D – poor",
}
DUE_WORDS = {
    DueKind.PLANNED_AUDIT: "Planned audit",
    DueKind.BUYER_AUDIT: "Customer audit",
    DueKind.SURVEILLANCE: "Surveillance",
    DueKind.CORRECTIVE_ACTION: "Corrective action",
    DueKind.REEVALUATION: "Re-evaluation",
}
DUE_STATUS_WORDS = {
    DueStatus.OVERDUE: "Overdue",
    DueStatus.SOON: "Due soon",
    DueStatus.LATER: "Later",
}
HINT_WORDS = {
    HintKind.DATES: "Dates",
    HintKind.CYCLE: "Length of cycle",
    HintKind.SAME_NUMBER: "Same number",
    HintKind.SAME_SCAN: "Same scan",
    HintKind.BODIES: "Bodies",
    HintKind.KIND: "Kind of evidence",
    HintKind.PARTY: "Who audited",
    HintKind.RENEWAL: "Renewal",
}
ACCREDITATION_STATUS_WORDS = {
    AccreditationStatus.ACTIVE: "Active",
    AccreditationStatus.SUSPENDED: "Suspended",
    AccreditationStatus.WITHDRAWN: "Withdrawn",
    AccreditationStatus.UNKNOWN: "Unknown",
}
SUPPLIER_STATUS_WORDS = {
    SupplierStatus.IN_USE: "In use",
    SupplierStatus.WITHDRAWN: "Withdrawn",
}
