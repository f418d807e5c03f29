"""Records, fields and values of the change history as people read them.

Titles and vocabularies come from the records' definitions, which this module loads when it is
first asked; it belongs on the worker.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from domain import vocabulary as words
from domain.countries import country_name
from domain.wording import short_day

RECORD_WORDS: Mapping[str, str] = {
    "supplier": "Supplier", "site": "Site", "contact": "Contact", "buyer": "Buyer",
    "certificate": "Certificate", "certificate_site": "Site of a certificate",
    "certificate_buyer": "Buyer of a certificate", "status_event": "Status of a certificate",
    "verification": "Check of a certificate", "scope_decision": "Decision on scope",
    "audit": "Audit", "audit_buyer": "Buyer of an audit", "finding": "Finding",
    "approval": "Our decision", "evaluation": "Evaluation", "waiver": "Waiver",
    "renewal_denial": "Denied renewal", "document": "Document", "setting": "Preference",
    "requirement_profile": "Requirement profile", "profile_demand": "Demand of a profile",
    "profile_use": "Use of the profile", "accreditation_body": "Accreditation body",
    "accreditation_scope": "Scope of an accreditation body",
    "certification_body": "Certification body", "cb_accreditation": "Accreditation",
    "standard_edition": "Edition",
}  # fmt: skip
ACTION_WORDS = {"add": "added", "change": "changed", "remove": "removed"}
_ENUM_WORDS: tuple[Mapping[Any, str], ...] = (
    words.KIND_WORDS, words.PARTY_WORDS, words.ACCREDITATION_WORDS, words.EVENT_WORDS,
    words.CHECK_WORDS, words.AUDIT_KIND_WORDS, words.AUDIT_RESULT_WORDS, words.GRADING_WORDS,
    words.DECISION_WORDS, words.CRITICALITY_WORDS, words.SUPPLIER_STATUS_WORDS,
    words.RULE_WORDS, words.SUPPLIER_CLASS_WORDS, words.ACCREDITATION_STATUS_WORDS,
)  # fmt: skip
POINTS_TO = {
    "supplier_id": "supplier",
    "site_id": "site",
    "buyer_id": "buyer",
    "audit_id": "audit",
    "certificate_id": "certificate",
    "supersedes_id": "certificate",
    "earlier_id": "certificate",
    "profile_id": "requirement_profile",
    "body_id": "accreditation_body",
}
# What a record is called by, where that is not its name: the fields in their order.
CALLED_BY: Mapping[str, tuple[str, ...]] = {
    "certificate": ("standard", "number"), "audit": ("standard", "reference"),
    "approval": ("decision",), "evaluation": ("period_from", "period_to"),
    "waiver": ("rule", "subject"), "renewal_denial": ("certificate_id", "earlier_id"),
    "profile_demand": ("subject",), "profile_use": ("profile", "category", "criticality"),
    "accreditation_body": ("code",), "accreditation_scope": ("scope", "body_id"),
    "cb_accreditation": ("certification_body", "accreditation_body", "standard"),
    "standard_edition": ("standard", "edition"),
}  # fmt: skip
BETWEEN = {"evaluation": " – ", "renewal_denial": " of ", "cb_accreditation": ", "}
HIDDEN = frozenset({"owner", "owner_id", "sha256", "media_type", "size"})
LONGEST = 400  # letters of a value that are shown


def stored_text(value: Any) -> Any:
    """A value as the history holds it: days and words of a vocabulary as texts."""
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _model(record: str) -> Any:
    from storage.tables import RECORDS

    return RECORDS.get(record)


def _field(record: str, name: str) -> Any:
    model = _model(record)
    return model.model_fields.get(name) if model is not None else None


def title_of(record: str, name: str) -> str:
    """What a field is called on screen."""
    field = _field(record, name)
    return (field.title if field is not None else None) or name.removesuffix("_id").replace(
        "_", " "
    ).capitalize()


def place_of(record: str, name: str) -> int:
    """Where a field stands among those of its record: in the order they are stated."""
    model = _model(record)
    names = list(model.model_fields) if model is not None else []
    return names.index(name) if name in names else len(names)


def is_flag(record: str, name: str) -> bool:
    """Whether a field is a yes or no."""
    field = _field(record, name)
    return field is not None and field.annotation is bool


def value_words(record: str, name: str, value: str) -> str:
    """A stored text as it is shown: days as days, words of a vocabulary as its words."""
    field = _field(record, name)
    if field is not None and field.annotation in (date, date | None):
        try:
            return short_day(date.fromisoformat(value))
        except ValueError:
            return value
    if name == "country":
        return country_name(value)
    if (record, name) == ("requirement_profile", "rules"):
        return _rules(value)
    kind = _enum(record, name)
    if kind is not None and value in {member.value for member in kind}:
        member = kind(value)
        for table in _ENUM_WORDS:
            if member in table and type(next(iter(table))) is kind:
                return table[member]
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"


def _rules(ids: str) -> str:
    known = {rule.value: shown for rule, shown in words.RULE_WORDS.items()}
    return ", ".join(known.get(each, each) for each in ids.split())


def _enum(record: str, name: str) -> type[StrEnum] | None:
    field = _field(record, name)
    if field is None:
        return None
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind
    return None
