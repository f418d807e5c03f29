"""What a person has to decide of a certificate: for everything supplied, site by site, whether
its scope covers it, and what was decided. How decisions count is told by `domain.scope`.
"""

from dataclasses import dataclass
from datetime import date

from domain.facts import CertificateFacts, ScopeDecision, SupplierFacts
from domain.scope import Supply, decision_on, supplies_of
from gui import text


@dataclass(frozen=True, slots=True)
class Question:
    """What is supplied, and the decision on it, if any. `lapsed`: the scope was reduced after it,
    so that it has to be decided anew."""

    supply: Supply
    decision: ScopeDecision | None
    lapsed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide."""
        return self.decision is None or self.lapsed

    @property
    def words(self) -> str:
        """Site and product in a row."""
        return text.join(self.supply.site, self.supply.product) or "Everything it supplies"


def questions(
    supplier: SupplierFacts, certificate: CertificateFacts, day: date
) -> tuple[Question, ...]:
    """Everything that has to be covered, each with the decision that holds on the day."""
    return tuple(
        Question(supply, *decision_on(supply, certificate, day)) for supply in supplies_of(supplier)
    )
