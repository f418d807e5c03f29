"""Which dialog edits which record: looked up by name and imported when first needed.

Forms validate through `domain.records` and so load SQLModel; nothing before the first paint
may import them, and this table is the only way to them.
"""

from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context

_FORMS = {
    "supplier": ("supplier_form", "SupplierForm"),
    "certificate": ("certificate_form", "CertificateForm"),
    "audit": ("audit_form", "AuditForm"),
    "finding": ("finding_form", "FindingForm"),
    "buyer": ("buyer_form", "BuyerForm"),
    "approval": ("approval_form", "ApprovalForm"),
    "waiver": ("waiver_form", "WaiverForm"),
    "verification": ("verification_form", "VerificationForm"),
    "status_event": ("status_event_form", "StatusEventForm"),
    "scope_decision": ("decision_form", "DecisionForm"),
    "site": ("site_form", "SiteForm"),
    "contact": ("contact_form", "ContactForm"),
    "evaluation": ("evaluation_form", "EvaluationForm"),
    "requirement_profile": ("profile_form", "ProfileForm"),
    "accreditation_body": ("directory_forms", "AccreditationBodyForm"),
    "certification_body": ("directory_forms", "CertificationBodyForm"),
    "cb_accreditation": ("directory_forms", "CbAccreditationForm"),
    "standard_edition": ("directory_forms", "StandardEditionForm"),
}
_DIALOGS = {
    "import": ("import_dialog", "ImportDialog"),
    "report": ("report_dialog", "ReportDialog"),
    "preferences": ("preferences", "PreferencesDialog"),
    "history": ("history_dialog", "HistoryDialog"),
    "first_start": ("first_start", "FirstStartPage"),
    "about": ("about", "AboutDialog"),
    "profiles": ("profiles_dialog", "ProfilesDialog"),
    "directory": ("directory_dialog", "DirectoryDialog"),
    "withdraw": ("withdraw_dialog", "WithdrawDialog"),
}


def _load(module: str, name: str) -> Any:
    return getattr(import_module(f"gui.dialogs.{module}"), name)


def form(record: str, context: Context, parent: QWidget, **preset: Any) -> Any:
    """The form for a record: a new one, or that of `record_id`; `preset` fills it in."""
    return _load(*_FORMS[record])(context, parent, **preset)


def dialog(name: str, context: Context, parent: QWidget, *more: Any, **named: Any) -> Any:
    """One of the other dialogs, or the page of the first start."""
    return _load(*_DIALOGS[name])(context, parent, *more, **named)
