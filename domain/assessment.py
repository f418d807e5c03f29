"""What a profile demands, and what an assessment says: values only.

The rules that fill them in are in `rule_…`, the verdict is drawn in `verdict`; callers reach
everything through `qualification`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.facts import SupplierFacts
from domain.vocabulary import Criticality, Effect, Outcome, Rule, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A demanded standard. `standard` may name alternatives ("ISO 9001 or IATF 16949"), any of
    which will do. `widely`: only widely recognised evidence; otherwise this buyer's own
    second-party evidence is accepted too. `shown`: accreditation must stand on the certificate."""

    standard: str
    widely: bool = True
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a buyer demands of a supplier (ISO 9001:2015, 8.4.1: criteria).

    `marks` are demanded product marks ("UL 510", "UL or CSA": any of the alternatives will do).
    `exceptions` are the profiles that take its place for some suppliers; `for_supplier` says
    which one a supplier is judged under.
    """

    name: str
    standards: tuple[Demand, ...] = ()
    marks: tuple[str, ...] = ()
    audit: bool = False  # a second-party audit by this buyer is demanded
    rules: frozenset[Rule]
    margin_days: int = 30
    verification_months: int = 12
    audit_months: int = 24
    description: str = ""
    exceptions: tuple["ProfileException", ...] = ()

    def for_supplier(self, supplier: SupplierFacts) -> "Profile":
        """The profile a supplier is judged under: that of the first exception that concerns it,
        else this one. Asked again of what it gives, it gives the same."""
        for exception in self.exceptions:
            if exception.concerns(supplier):
                return exception.profile.for_supplier(supplier)
        return self

    @property
    def with_exceptions(self) -> tuple["Profile", ...]:
        """This profile, then those of its exceptions: all that a supplier may be judged under."""
        return (self, *(p for e in self.exceptions for p in e.profile.with_exceptions))

    @property
    def subjects(self) -> tuple[str, ...]:
        """Demanded standards, then demanded marks, in the order they are shown."""
        return (*(demand.standard for demand in self.standards), *self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileException:
    """For suppliers of a category or a criticality (or of both) another profile holds.

    `category` is one of those a supplier's `categories` lists, whatever its case."""

    profile: Profile
    category: str = ""
    criticality: Criticality | None = None

    def concerns(self, supplier: SupplierFacts) -> bool:
        """Whether it holds for a supplier."""
        if self.criticality is not None and supplier.criticality is not self.criticality:
            return False
        if not self.category:
            return True
        return " ".join(self.category.casefold().split()) in categories_of(supplier)


def categories_of(supplier: SupplierFacts) -> frozenset[str]:
    """The categories a supplier is in, for comparing; they are listed with commas or lines."""
    return _listed_categories(supplier.categories)


@lru_cache(maxsize=4096)
def _listed_categories(text: str) -> frozenset[str]:
    parts = re.split(r"[,;\n]", text)
    return frozenset(" ".join(part.casefold().split()) for part in parts if part.strip())


@lru_cache(maxsize=4096)
def alternatives(subject: str) -> tuple[str, ...]:
    """The standards or marks any of which meets a demand: "UL or CSA" is UL, CSA."""
    parts = re.split(r"\s+or\s+", subject.strip(), flags=re.IGNORECASE)
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """Evidence a line rests on. `type`: certificate, audit, finding, verification, approval,
    decision, waiver, supplier, site."""

    type: str
    id: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One rule for one subject. `cure`: what would clear it, empty where nothing is to be done.
    `asked_of`: for what is unknown or not met, whom to ask. `waivable`: whether a waiver may
    cover it. `word` says the outcome in a cell ("ended", "23 d"), empty where its icon says
    all; `until` is the last day of cover where the line tells of one."""

    rule: Rule
    subject: str
    outcome: Outcome
    effect: Effect
    reason: str
    evidence: tuple[EvidenceRef, ...] = ()
    source: str = ""
    cure: str = ""
    asked_of: str = ""
    waivable: bool = True
    word: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The verdict and the lines it follows from. `decided_by`: the lines with the worst effect.
    `profile` is the name of the one the supplier is judged under, `subjects` what that demands.
    `selected`: for each demanded standard or mark, the (type, id) of the evidence that stands
    for it."""

    verdict: Verdict
    lines: tuple[Line, ...]
    profile: str
    buyer: str
    day: date
    subjects: tuple[str, ...]
    selected: dict[str, tuple[str, int]]

    @property
    def decided_by(self) -> tuple[Line, ...]:
        """Lines whose effect is the verdict; empty when qualified."""
        if self.verdict is Verdict.QUALIFIED:
            return ()
        return tuple(line for line in self.lines if line.effect == self.verdict.value)


_FAIL = {
    Rule.SUPPLIER_IN_USE: Effect.NOT_QUALIFIED,
    Rule.REQUIRED_STANDARD: Effect.NOT_QUALIFIED,
    Rule.IN_FORCE: Effect.NOT_QUALIFIED,
    Rule.MARGIN: Effect.CONDITIONAL,
    Rule.EDITION: Effect.NOT_QUALIFIED,
    Rule.SITE_AND_PRODUCT: Effect.NOT_QUALIFIED,
    Rule.PRODUCT_CERTIFICATE: Effect.NOT_QUALIFIED,
    Rule.SURVEILLANCE: Effect.CONDITIONAL,
    Rule.NONCONFORMITIES: Effect.NOT_QUALIFIED,
    Rule.VERIFICATION: Effect.CONDITIONAL,
    Rule.SECOND_PARTY_AUDIT: Effect.NOT_QUALIFIED,
    Rule.APPROVAL: Effect.CONDITIONAL,
}
_SEVERITY = {Effect.NONE: 0, Effect.CONDITIONAL: 1, Effect.NOT_QUALIFIED: 2}
_VERDICTS = (Verdict.QUALIFIED, Verdict.CONDITIONAL, Verdict.NOT_QUALIFIED)


def effect_of(rule: Rule, outcome: Outcome) -> Effect:
    """The ordinary effect of an outcome; some failures of a rule are milder or graver."""
    if outcome is Outcome.FAIL:
        return _FAIL[rule]
    if outcome is Outcome.UNKNOWN:
        return Effect.NONE if rule is Rule.SURVEILLANCE else Effect.CONDITIONAL
    return Effect.CONDITIONAL if outcome is Outcome.WAIVED else Effect.NONE


def worst(lines: Iterable[Line]) -> int:
    """The gravest effect among lines: 0 none, 1 conditional, 2 not qualified."""
    return max((_SEVERITY[line.effect] for line in lines), default=0)


def verdict_of(lines: Iterable[Line]) -> Verdict:
    """The verdict is the worst effect."""
    return _VERDICTS[worst(lines)]
