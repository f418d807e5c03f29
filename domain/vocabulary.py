"""The closed vocabularies of the register and the words they are shown with.

Values are the ones the command line prints; `*_WORDS` are the ones people read.
Colours and icons belong to the palette file, never here.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of evidence a certificate-like record is; `None` stands for unknown."""

    MANAGEMENT_SYSTEM = "management_system"
    PRODUCT = "product"
    SCHEME = "scheme"
    DECLARATION = "declaration"
    TEST_REPORT = "test_report"


class Party(StrEnum):
    """Who audited (ISO 19011:2018, 3.1); `None` stands for unknown."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class Accreditation(StrEnum):
    """How the accreditation of a certificate is recorded."""

    NAMED = "named"
    UNACCREDITED = "unaccredited"
    NOT_RECORDED = "not_recorded"


class Level(StrEnum):
    """Recognition level, weakest first. No evidence at all is `None`, printed as "none"."""

    NOT_RECOGNISED = "not_recognised"
    UNPROVEN = "unproven"
    ONE_CUSTOMER = "one_customer"
    WIDELY_RECOGNISED = "widely_recognised"


class Cause(StrEnum):
    """Why a third-party certificate is unproven."""

    UNKNOWN = "unknown"
    REFUTED = "refuted"


class State(StrEnum):
    """Validity of one piece of evidence on a day."""

    VALID = "valid"
    SOON = "soon"
    URGENT = "urgent"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    NOT_YET_VALID = "not_yet_valid"
    UNDATED = "undated"


IN_FORCE = frozenset({State.VALID, State.SOON, State.URGENT})

# Loudest first: what needs attention sorts to the top of every list.
STATE_ORDER = (
    State.WITHDRAWN,
    State.EXPIRED,
    State.SUSPENDED,
    State.URGENT,
    State.SOON,
    State.UNDATED,
    State.NOT_YET_VALID,
    State.VALID,
)


class Verdict(StrEnum):
    """Outcome of an assessment, best first."""

    QUALIFIED = "qualified"
    CONDITIONAL = "conditional"
    NOT_QUALIFIED = "not_qualified"


class Outcome(StrEnum):
    """Outcome of one rule."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


class Effect(StrEnum):
    """What a rule's outcome does to the verdict, mildest first."""

    NONE = "none"
    CONDITIONAL = "conditional"
    NOT_QUALIFIED = "not_qualified"


class Rule(StrEnum):
    """The rules of qualification, in the order they are shown."""

    SUPPLIER_IN_USE = "supplier_in_use"
    REQUIRED_STANDARD = "required_standard"
    IN_FORCE = "in_force"
    MARGIN = "margin"
    EDITION = "edition"
    SITE_AND_PRODUCT = "site_and_product"
    PRODUCT_CERTIFICATE = "product_certificate"
    SURVEILLANCE = "surveillance"
    NONCONFORMITIES = "nonconformities"
    VERIFICATION = "verification"
    SECOND_PARTY_AUDIT = "second_party_audit"
    APPROVAL = "approval"


class EventKind(StrEnum):
    """What happened to a certificate after its issue (ISO/IEC 17021-1, 9.6.5)."""

    SUSPENDED = "suspended"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    SCOPE_REDUCED = "scope_reduced"


class CheckResult(StrEnum):
    """Result of checking a certificate with its issuer or a public register."""

    CONFIRMED = "confirmed"
    NOT_FOUND = "not_found"
    CONTRADICTED = "contradicted"


class AuditKind(StrEnum):
    """Kinds of audit (ISO/IEC 17021-1, 9.1 to 9.6; supplier and internal audits beside them)."""

    STAGE_1 = "stage_1"
    STAGE_2 = "stage_2"
    SURVEILLANCE = "surveillance"
    RECERTIFICATION = "recertification"
    SPECIAL = "special"
    TRANSFER = "transfer"
    SUPPLIER = "supplier_audit"
    INTERNAL = "internal"


class AuditResult(StrEnum):
    """Result of an audit."""

    PASSED = "passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    FAILED = "failed"
    PENDING = "pending"


class Grading(StrEnum):
    """Grading of a finding (ISO/IEC 17021-1, 3.12 and 3.13)."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"


class Decision(StrEnum):
    """The organisation's own decision on a supplier (ISO 9001:2015, 8.4.1)."""

    APPROVED = "approved"
    CONDITIONAL = "conditional"
    SUSPENDED = "suspended"
    DISQUALIFIED = "disqualified"


class Criticality(StrEnum):
    """How much hangs on a supplier."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SupplierClass(StrEnum):
    """Class of a supplier by its performance (ISO 9001:2015, 8.4.1), best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class AccreditationStatus(StrEnum):
    """How an accreditation of a certification body stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class SupplierStatus(StrEnum):
    """Whether a supplier is in use."""

    IN_USE = "in_use"
    WITHDRAWN = "withdrawn"


class DueKind(StrEnum):
    """What falls due at a supplier: the lines of the audit programme (ISO 19011, clause 5)."""

    PLANNED_AUDIT = "planned_audit"
    BUYER_AUDIT = "buyer_audit"
    SURVEILLANCE = "surveillance"
    CORRECTIVE_ACTION = "corrective_action"
    REEVALUATION = "reevaluation"


class DueStatus(StrEnum):
    """How what falls due stands on a day, loudest first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


class HintKind(StrEnum):
    """What looks odd on record. A hint is a question to look into, never an accusation."""

    DATES = "dates"
    CYCLE = "cycle"
    SAME_NUMBER = "same_number"
    SAME_SCAN = "same_scan"
    BODIES = "bodies"
    KIND = "kind"
    PARTY = "party"
    RENEWAL = "renewal"


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
