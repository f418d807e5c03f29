"""Every record a person can edit: its fields, their limits and their validation, stated once.

These are SQLModel data models, not tables. `storage.tables` derives the tables from
them; forms, importer and command line validate through `model_validate`, which names the
field and says what to do. Nothing else in `domain`, and nothing needed for the first
paint, imports this module: it loads the whole of SQLModel.

A field's `title` is its label. Texts are trimmed and normalised to NFC, control characters
are dropped; an empty text means "not recorded".
"""

from domain.records.audits import Audit as Audit
from domain.records.audits import AuditBuyer as AuditBuyer
from domain.records.audits import Finding as Finding
from domain.records.base import Record as Record
from domain.records.base import Text as Text
from domain.records.base import clean_text as clean_text
from domain.records.certificates import Certificate as Certificate
from domain.records.certificates import CertificateBuyer as CertificateBuyer
from domain.records.certificates import CertificateSite as CertificateSite
from domain.records.certificates import RenewalDenial as RenewalDenial
from domain.records.certificates import ScopeDecision as ScopeDecision
from domain.records.certificates import StatusEvent as StatusEvent
from domain.records.certificates import Verification as Verification
from domain.records.decisions import Approval as Approval
from domain.records.decisions import Evaluation as Evaluation
from domain.records.decisions import Waiver as Waiver
from domain.records.directory import AccreditationBody as AccreditationBody
from domain.records.directory import AccreditationScope as AccreditationScope
from domain.records.directory import CbAccreditation as CbAccreditation
from domain.records.directory import CertificationBody as CertificationBody
from domain.records.directory import StandardEdition as StandardEdition
from domain.records.files import Document as Document
from domain.records.files import Setting as Setting
from domain.records.parties import Buyer as Buyer
from domain.records.parties import Contact as Contact
from domain.records.parties import Site as Site
from domain.records.parties import Supplier as Supplier
from domain.records.requirements import ProfileDemand as ProfileDemand
from domain.records.requirements import ProfileUse as ProfileUse
from domain.records.requirements import RequirementProfile as RequirementProfile
