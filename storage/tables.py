"""The tables of the register, derived from `domain.records`; private to `storage`.

Every record has a table of its own name in snake_case (`Certificate` -> `certificate`,
`StatusEvent` -> `status_event`) with the record's fields as columns, plus

- `id INTEGER PRIMARY KEY` (SQLite's rowid) and `recorded_on` (the day it came in);
- `supplier.name_key`, `buyer.name_key` (`domain.matching.supplier_key`) and
  `supplier.name_folded`, `buyer.name_folded` (`domain.matching.fold`, for sorting), derived on
  every write and therefore not part of a row's image in the history.

Storage forms: dates are ISO text (`2026-11-23`), enums their value (`widely_recognised`),
booleans 0 and 1, an unrecorded text is `''` and anything else unrecorded is NULL. `on`, `by`
and `until` are column names: quote `"on"` in SQL.

The tables that no record stands behind (`meta`, `step`, `history`, `evidence_interval`,
`evidence_buyer`, `search`) are laid down in `storage.migrations`, with
what they hold; they are written through the driver only. The schema in a file is what the
migrations made; a test compares it with the classes here.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain import records


def _id() -> Any:
    return Field(default=None, primary_key=True)


def _ref(table: str) -> Any:
    return Field(foreign_key=f"{table}.id", index=True)


def _optional_ref(table: str) -> Any:
    return Field(default=None, foreign_key=f"{table}.id", index=True)


class SupplierRow(records.Supplier, table=True):
    __tablename__ = "supplier"
    id: int | None = _id()
    recorded_on: date
    name_key: str = Field(default="", index=True)
    name_folded: str = Field(default="", index=True)


class SiteRow(records.Site, table=True):
    __tablename__ = "site"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    recorded_on: date


class ContactRow(records.Contact, table=True):
    __tablename__ = "contact"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    recorded_on: date


class BuyerRow(records.Buyer, table=True):
    __tablename__ = "buyer"
    id: int | None = _id()
    recorded_on: date
    name_key: str = Field(default="", index=True)
    name_folded: str = Field(default="", index=True)


class CertificateRow(records.Certificate, table=True):
    __tablename__ = "certificate"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    supersedes_id: int | None = _optional_ref("certificate")
    recorded_on: date


class CertificateSiteRow(records.CertificateSite, table=True):
    __tablename__ = "certificate_site"
    id: int | None = _id()
    certificate_id: int = _ref("certificate")
    site_id: int = _ref("site")
    recorded_on: date


class CertificateBuyerRow(records.CertificateBuyer, table=True):
    __tablename__ = "certificate_buyer"
    id: int | None = _id()
    certificate_id: int = _ref("certificate")
    buyer_id: int = _ref("buyer")
    recorded_on: date


class RenewalDenialRow(records.RenewalDenial, table=True):
    __tablename__ = "renewal_denial"
    id: int | None = _id()
    certificate_id: int = _ref("certificate")
    earlier_id: int = _ref("certificate")
    recorded_on: date


class StatusEventRow(records.StatusEvent, table=True):
    __tablename__ = "status_event"
    id: int | None = _id()
    certificate_id: int = _ref("certificate")
    recorded_on: date


class VerificationRow(records.Verification, table=True):
    __tablename__ = "verification"
    id: int | None = _id()
    certificate_id: int = _ref("certificate")
    recorded_on: date


class ScopeDecisionRow(records.ScopeDecision, table=True):
    __tablename__ = "scope_decision"
    id: int | None = _id()
    certificate_id: int = _ref("certificate")
    recorded_on: date


class AuditRow(records.Audit, table=True):
    __tablename__ = "audit"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    certificate_id: int | None = _optional_ref("certificate")
    recorded_on: date


class AuditBuyerRow(records.AuditBuyer, table=True):
    __tablename__ = "audit_buyer"
    id: int | None = _id()
    audit_id: int = _ref("audit")
    buyer_id: int = _ref("buyer")
    recorded_on: date


class FindingRow(records.Finding, table=True):
    __tablename__ = "finding"
    id: int | None = _id()
    audit_id: int = _ref("audit")
    recorded_on: date


class ApprovalRow(records.Approval, table=True):
    __tablename__ = "approval"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    recorded_on: date


class EvaluationRow(records.Evaluation, table=True):
    __tablename__ = "evaluation"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    recorded_on: date


class WaiverRow(records.Waiver, table=True):
    __tablename__ = "waiver"
    id: int | None = _id()
    supplier_id: int = _ref("supplier")
    buyer_id: int | None = _optional_ref("buyer")
    recorded_on: date


class RequirementProfileRow(records.RequirementProfile, table=True):
    __tablename__ = "requirement_profile"
    id: int | None = _id()
    recorded_on: date


class ProfileDemandRow(records.ProfileDemand, table=True):
    __tablename__ = "profile_demand"
    id: int | None = _id()
    profile_id: int = _ref("requirement_profile")
    recorded_on: date


class ProfileUseRow(records.ProfileUse, table=True):
    __tablename__ = "profile_use"
    id: int | None = _id()
    buyer_id: int | None = _optional_ref("buyer")
    recorded_on: date


class AccreditationBodyRow(records.AccreditationBody, table=True):
    __tablename__ = "accreditation_body"
    id: int | None = _id()
    recorded_on: date


class AccreditationScopeRow(records.AccreditationScope, table=True):
    __tablename__ = "accreditation_scope"
    id: int | None = _id()
    body_id: int = _ref("accreditation_body")
    recorded_on: date


class CertificationBodyRow(records.CertificationBody, table=True):
    __tablename__ = "certification_body"
    id: int | None = _id()
    recorded_on: date


class CbAccreditationRow(records.CbAccreditation, table=True):
    __tablename__ = "cb_accreditation"
    id: int | None = _id()
    recorded_on: date


class StandardEditionRow(records.StandardEdition, table=True):
    __tablename__ = "standard_edition"
    id: int | None = _id()
    recorded_on: date


class DocumentRow(records.Document, table=True):
    __tablename__ = "document"
    id: int | None = _id()
    recorded_on: date


class SettingRow(records.Setting, table=True):
    __tablename__ = "setting"
    id: int | None = _id()
    key: str = Field(unique=True)
    recorded_on: date


_ROWS: tuple[type[SQLModel], ...] = (
    SupplierRow,
    SiteRow,
    ContactRow,
    BuyerRow,
    CertificateRow,
    CertificateSiteRow,
    CertificateBuyerRow,
    RenewalDenialRow,
    StatusEventRow,
    VerificationRow,
    ScopeDecisionRow,
    AuditRow,
    AuditBuyerRow,
    FindingRow,
    ApprovalRow,
    EvaluationRow,
    WaiverRow,
    RequirementProfileRow,
    ProfileDemandRow,
    ProfileUseRow,
    AccreditationBodyRow,
    AccreditationScopeRow,
    CertificationBodyRow,
    CbAccreditationRow,
    StandardEditionRow,
    DocumentRow,
    SettingRow,
)
ROWS: dict[str, type[SQLModel]] = {str(row.__tablename__): row for row in _ROWS}
RECORDS: dict[str, type[records.Record]] = {
    str(row.__tablename__): row.__mro__[1]
    for row in _ROWS  # each row class derives from its record directly
}


def _store_enums_by_value() -> None:
    """SQLModel stores the names of enum members; the file is to hold the words we print."""
    for row in _ROWS:
        for column in SQLModel.metadata.tables[str(row.__tablename__)].columns:
            if isinstance(column.type, sa.Enum) and column.type.enum_class is not None:
                column.type = sa.Enum(
                    column.type.enum_class,
                    values_callable=lambda members: [member.value for member in members],
                    native_enum=False,
                    create_constraint=False,
                    length=40,
                )


_store_enums_by_value()
