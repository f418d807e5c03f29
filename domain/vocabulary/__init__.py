"""The closed vocabularies of the register and the words they are shown with.

Values are the ones the command line prints; `*_WORDS` are the ones people read.
Colours and icons belong to the palette file, never here.
"""

from domain.vocabulary.terms import IN_FORCE as IN_FORCE
from domain.vocabulary.terms import STATE_ORDER as STATE_ORDER
from domain.vocabulary.terms import Accreditation as Accreditation
from domain.vocabulary.terms import AccreditationStatus as AccreditationStatus
from domain.vocabulary.terms import AuditKind as AuditKind
from domain.vocabulary.terms import AuditResult as AuditResult
from domain.vocabulary.terms import Cause as Cause
from domain.vocabulary.terms import CheckResult as CheckResult
from domain.vocabulary.terms import Criticality as Criticality
from domain.vocabulary.terms import Decision as Decision
from domain.vocabulary.terms import DueKind as DueKind
from domain.vocabulary.terms import DueStatus as DueStatus
from domain.vocabulary.terms import Effect as Effect
from domain.vocabulary.terms import EventKind as EventKind
from domain.vocabulary.terms import Grading as Grading
from domain.vocabulary.terms import HintKind as HintKind
from domain.vocabulary.terms import Kind as Kind
from domain.vocabulary.terms import Level as Level
from domain.vocabulary.terms import Outcome as Outcome
from domain.vocabulary.terms import Party as Party
from domain.vocabulary.terms import Rule as Rule
from domain.vocabulary.terms import State as State
from domain.vocabulary.terms import SupplierClass as SupplierClass
from domain.vocabulary.terms import SupplierStatus as SupplierStatus
from domain.vocabulary.terms import Verdict as Verdict
from domain.vocabulary.words import ACCREDITATION_STATUS_WORDS as ACCREDITATION_STATUS_WORDS
from domain.vocabulary.words import ACCREDITATION_WORDS as ACCREDITATION_WORDS
from domain.vocabulary.words import AUDIT_KIND_WORDS as AUDIT_KIND_WORDS
from domain.vocabulary.words import AUDIT_RESULT_WORDS as AUDIT_RESULT_WORDS
from domain.vocabulary.words import CHECK_WORDS as CHECK_WORDS
from domain.vocabulary.words import CRITICALITY_WORDS as CRITICALITY_WORDS
from domain.vocabulary.words import DECISION_WORDS as DECISION_WORDS
from domain.vocabulary.words import DUE_STATUS_WORDS as DUE_STATUS_WORDS
from domain.vocabulary.words import DUE_WORDS as DUE_WORDS
from domain.vocabulary.words import EVENT_WORDS as EVENT_WORDS
from domain.vocabulary.words import GRADING_WORDS as GRADING_WORDS
from domain.vocabulary.words import HINT_WORDS as HINT_WORDS
from domain.vocabulary.words import KIND_WORDS as KIND_WORDS
from domain.vocabulary.words import LEVEL_SHORT as LEVEL_SHORT
from domain.vocabulary.words import LEVEL_SUITABLE_FOR as LEVEL_SUITABLE_FOR
from domain.vocabulary.words import LEVEL_WORDS as LEVEL_WORDS
from domain.vocabulary.words import NO_EVIDENCE_WORDS as NO_EVIDENCE_WORDS
from domain.vocabulary.words import OUTCOME_WORDS as OUTCOME_WORDS
from domain.vocabulary.words import PARTY_WORDS as PARTY_WORDS
from domain.vocabulary.words import RULE_WORDS as RULE_WORDS
from domain.vocabulary.words import STATE_WORDS as STATE_WORDS
from domain.vocabulary.words import SUPPLIER_CLASS_WORDS as SUPPLIER_CLASS_WORDS
from domain.vocabulary.words import SUPPLIER_STATUS_WORDS as SUPPLIER_STATUS_WORDS
from domain.vocabulary.words import VERDICT_WORDS as VERDICT_WORDS
