"""The closed vocabularies of the register: values are the ones the command line prints."""

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
