"""Requirement profiles, the rules of qualification and the verdict."""

from dataclasses import dataclass
from datetime import date

from domain.vocabulary import Effect, Outcome, Rule, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A demanded standard. `widely`: only widely recognised evidence; otherwise this buyer's own
    second-party evidence is accepted too. `shown`: accreditation must stand on the certificate."""

    standard: str
    widely: bool = True
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a buyer demands of a supplier (ISO 9001:2015, 8.4.1: criteria)."""

    name: str
    standards: tuple[Demand, ...] = ()
    marks: tuple[str, ...] = ()  # demanded product marks: "UL 510", "CSA", ...
    audit: bool = False  # a second-party audit by this buyer is demanded
    rules: frozenset[Rule]
    margin_days: int = 30
    verification_months: int = 12
    audit_months: int = 24
    description: str = ""


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
    `settles`: for unknowns, whom to ask."""

    rule: Rule
    subject: str
    outcome: Outcome
    effect: Effect
    reason: str
    evidence: tuple[EvidenceRef, ...] = ()
    source: str = ""
    cure: str = ""
    asked_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The verdict and the lines it follows from. `decided_by`: the lines with the worst effect.
    `selected`: for each demanded standard, the (type, id) of the evidence that stands for it."""

    verdict: Verdict
    lines: tuple[Line, ...]
    profile: str
    buyer: str
    day: date
    selected: dict[str, tuple[str, int]]

    @property
    def decided_by(self) -> tuple[Line, ...]:
        """Lines whose effect is the verdict; empty when qualified."""
        if self.verdict is Verdict.QUALIFIED:
            return ()
        return tuple(line for line in self.lines if line.effect == self.verdict.value)
