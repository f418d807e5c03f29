"""The filters each list offers, as data: quick chips, and menus of values with counts.

A quick chip stands for a group of values ("Lapsed or suspended"); it shows itself while it
has rows or is on. A menu chip lists whatever values there are. Keys and values are those of
`storage.listings`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.vocabulary import (
    AUDIT_RESULT_WORDS,
    CRITICALITY_WORDS,
    DUE_WORDS,
    GRADING_WORDS,
    HINT_WORDS,
    LEVEL_SHORT,
    NO_EVIDENCE_WORDS,
    PARTY_WORDS,
    SUPPLIER_CLASS_WORDS,
    SUPPLIER_STATUS_WORDS,
    AuditResult,
    Criticality,
    DueKind,
    Grading,
    HintKind,
    Level,
    Party,
    SupplierClass,
    SupplierStatus,
)
from gui.countries import country_name


@dataclass(frozen=True, slots=True)
class Quick:
    """A chip that filters `key` by `values`; `mark` is its colour role."""

    name: str
    key: str
    values: tuple[str, ...]
    mark: str = ""
    square: bool = False
    always: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A chip that opens the values of `key`; `words` names them."""

    name: str
    key: str
    words: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Filters:
    """What one list offers, and what is on from the start."""

    quick: tuple[Quick, ...] = ()
    menus: tuple[Menu, ...] = ()
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _country(code: str) -> str:
    return country_name(code) if code else "Not recorded"


def _or_none(value: str) -> str:
    return value or "Not recorded"


def _level(value: str) -> str:
    return NO_EVIDENCE_WORDS if value == "none" else LEVEL_SHORT[Level(value)]


def _criticality(value: str) -> str:
    return CRITICALITY_WORDS[Criticality(value)] if value else "Not recorded"


def _status(value: str) -> str:
    return SUPPLIER_STATUS_WORDS[SupplierStatus(value)]


def _party(value: str) -> str:
    return PARTY_WORDS[Party(value)] if value else "Not recorded"


def _result(value: str) -> str:
    return AUDIT_RESULT_WORDS[AuditResult(value)] if value else "Not recorded"


def _grading(value: str) -> str:
    return GRADING_WORDS[Grading(value)]


def _class(value: str) -> str:
    return SUPPLIER_CLASS_WORDS[SupplierClass(value)] if value else "Not recorded"


def _due_kind(value: str) -> str:
    return DUE_WORDS[DueKind(value)]


def _hint_kind(value: str) -> str:
    return HINT_WORDS[HintKind(value)]


_LAPSED = Quick(
    "Lapsed or suspended", "state", ("expired", "suspended", "withdrawn"), "validity.lapsed.mark"
)
_STATES = (
    _LAPSED,
    Quick("Urgent", "state", ("urgent",), "validity.urgent.mark"),
    Quick("Soon", "state", ("soon",), "validity.soon.mark"),
    Quick("Undated", "state", ("undated",), "validity.undated.mark"),
    Quick("Not yet valid", "state", ("not_yet_valid",), "validity.not_yet.mark"),
)
_UNPROVEN = Quick("Unproven", "recognition", ("unproven",), "recognition.unproven.mark", True)
_RECOGNITION = Menu("Recognition", "recognition", _level)
_COUNTRY = Menu("Country", "country", _country)
_STANDARD = Menu("Standard", "standard", _or_none)
_CRITICALITY = Menu("Criticality", "criticality", _criticality)

OF_KIND: Mapping[str, Filters] = {
    "suppliers": Filters(
        quick=(
            Quick("Worse than today", "changed", ("worse",), "validity.urgent.mark"),
            Quick("Better than today", "changed", ("better",), "validity.valid.mark"),
            Quick("Not qualified", "verdict", ("not_qualified",), "verdict.not_qualified.mark"),
            Quick("Conditional", "verdict", ("conditional",), "verdict.conditional.mark"),
            Quick("Qualified", "verdict", ("qualified",), "verdict.qualified.mark"),
            Quick("Lapsed", "state", _LAPSED.values, _LAPSED.mark),
            *_STATES[1:3],
            _UNPROVEN,
        ),
        menus=(
            _RECOGNITION,
            _STANDARD,
            _COUNTRY,
            _CRITICALITY,
            Menu("Status", "status", _status),
        ),
    ),
    "certificates": Filters(
        quick=(*_STATES, _UNPROVEN, Quick("Current", "superseded", ("hidden",), always=True)),
        menus=(_RECOGNITION, _STANDARD, _COUNTRY),
        first={"superseded": ("hidden",)},
    ),
    "audits": Filters(
        quick=(
            Quick("Failed", "result", ("failed",), "validity.lapsed.mark"),
            Quick("Pending", "result", ("pending",), "validity.undated.mark"),
            *_STATES[:3],
        ),
        menus=(
            _RECOGNITION,
            Menu("Who audited", "party", _party),
            Menu("Result", "result", _result),
            _STANDARD,
            _COUNTRY,
        ),
    ),
    "findings": Filters(
        quick=(
            Quick("Overdue", "overdue", ("yes",), "validity.urgent.mark"),
            Quick("Open", "open", ("yes",), "validity.soon.mark", always=True),
            Quick("Major", "grading", ("major",), "validity.lapsed.mark"),
        ),
        menus=(Menu("Grading", "grading", _grading), _STANDARD, _COUNTRY),
    ),
    "evaluations": Filters(
        quick=(
            Quick("Due again", "due", ("yes",), "validity.lapsed.mark"),
            Quick("Class D", "rating", ("D",), "validity.urgent.mark"),
            Quick("Class C", "rating", ("C",), "validity.soon.mark"),
        ),
        menus=(Menu("Class", "rating", _class), _CRITICALITY, _COUNTRY),
    ),
    "buyers": Filters(menus=(_COUNTRY,)),
    "matrix": Filters(
        quick=(Quick("Only open", "open", ("yes",), always=True),),
        menus=(_CRITICALITY, _COUNTRY),
    ),
    "programme": Filters(
        quick=(
            Quick("Overdue", "status", ("overdue",), "validity.urgent.mark"),
            Quick("Due soon", "status", ("soon",), "validity.soon.mark"),
        ),
        menus=(Menu("Kind", "kind", _due_kind), _CRITICALITY, _COUNTRY),
    ),
    "hints": Filters(menus=(Menu("Kind", "kind", _hint_kind), _STANDARD, _COUNTRY)),
}
