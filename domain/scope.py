"""What is supplied, and what people decided about a certificate's cover of it.

No scope is read by a machine: a person compares it with what is supplied and records the
decision (ISO/IEC 17021-1, 8.2.2). The latest decision about a site and product counts; one that
names no site or no product is about all of them. A decision that a certificate covers something
does not outlive a later reduction of its scope.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.facts import CertificateFacts, ScopeDecision, SupplierFacts
from domain.lifetime import event_day
from domain.matching import fold
from domain.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class Supply:
    """A product from a site, empty where not recorded. `is_listed`: one of the products listed
    for the site, not what the supplier supplies in prose. `names`: keys it is known by."""

    site: str
    product: str
    is_listed: bool
    names: frozenset[str]

    @property
    def words(self) -> str:
        """ "PVC tape from Dresden", "PVC tape", "what Dresden supplies", "what is supplied"."""
        if self.product:
            return f"{self.product} from {self.site}" if self.site else self.product
        return f"what {self.site} supplies" if self.site else "what is supplied"


def supplies_of(supplier: SupplierFacts) -> tuple[Supply, ...]:
    """What has to be covered: the products of each supplying site, where none are listed what
    the supplier supplies, from wherever where no site is known to supply."""
    sites = [(site.name, site.products) for site in supplier.sites if site.supplies]
    return tuple(
        supply
        for site, products in sites or (("", ""),)
        for supply in _from(site, products, supplier)
    )


def _from(site: str, products: str, supplier: SupplierFacts) -> Iterator[Supply]:
    is_listed = bool(products.strip())
    text = products if is_listed else supplier.supplies
    whole = name_key(text)
    for product in lines_of(text) or ("",):
        yield Supply(site, product, is_listed, frozenset((name_key(product), whole)))


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """The name of a site or product for comparing, whatever its case, width and accents."""
    return fold(name)


def decided_on(decision: ScopeDecision) -> date:
    """The day of a decision, else that of its recording."""
    return decision.on or decision.recorded_on


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided by the day: for, against, and what is still open (nobody decided on it,
    or the scope was reduced on `reduced_on`, after the decision)."""

    covering: tuple[ScopeDecision, ...]
    against: tuple[ScopeDecision, ...]
    undecided: tuple[Supply, ...]
    lapsed: tuple[tuple[Supply, ScopeDecision], ...]
    reduced_on: date

    @classmethod
    def of(cls, supplier: SupplierFacts, certificate: CertificateFacts, day: date) -> "Decided":
        """What was decided about a certificate's cover of what a supplier supplies."""
        latest_first = _latest_first(certificate, day)
        reduced_on = _reduced_on(certificate, day)
        covering: dict[ScopeDecision, None] = {}
        against: dict[ScopeDecision, None] = {}
        undecided, lapsed = [], []
        for supply in supplies_of(supplier):
            decision = _on(supply, latest_first)
            if decision is None:
                undecided.append(supply)
            elif not decision.covers:
                against[decision] = None
            elif decided_on(decision) < reduced_on:
                lapsed.append((supply, decision))
            else:
                covering[decision] = None
        return cls(tuple(covering), tuple(against), tuple(undecided), tuple(lapsed), reduced_on)

    @property
    def open(self) -> bool:
        """Whether anything supplied is still to be decided."""
        return bool(self.undecided or self.lapsed)

    @property
    def counted(self) -> tuple[ScopeDecision, ...]:
        """The decisions that stand."""
        return (*self.against, *self.covering)


def decision_on(
    supply: Supply, certificate: CertificateFacts, day: date
) -> tuple[ScopeDecision | None, bool]:
    """The decision that was taken by the day about something supplied, and whether a later
    reduction of the scope took it away again."""
    decision = _on(supply, _latest_first(certificate, day))
    if decision is None or not decision.covers:
        return decision, False
    return decision, decided_on(decision) < _reduced_on(certificate, day)


def _latest_first(certificate: CertificateFacts, day: date) -> list[ScopeDecision]:
    return sorted(
        (decision for decision in certificate.decisions if decided_on(decision) <= day),
        key=lambda decision: (decided_on(decision), decision.id),
        reverse=True,
    )


def _on(supply: Supply, latest_first: list[ScopeDecision]) -> ScopeDecision | None:
    """The decision that holds for what is supplied: the latest one about it.

    Where the products are not listed, a decision against one named otherwise counts until a
    later one takes it back: prose cannot show that it is not supplied.
    """
    held: ScopeDecision | None = None
    later: list[ScopeDecision] = []
    for decision in latest_first:
        if decision.site and supply.site and name_key(decision.site) != name_key(supply.site):
            continue
        if not decision.product or _products(decision) & supply.names:
            return held or decision
        if not supply.is_listed:
            if not decision.covers and not any(_includes(one, decision) for one in later):
                return decision
            if decision.covers and not supply.product:
                held = held or decision
            later.append(decision)
    return held


def _includes(one: ScopeDecision, other: ScopeDecision) -> bool:
    """Whether a decision is about all that another is about."""
    same_site = not one.site or name_key(one.site) == name_key(other.site)
    return same_site and (not one.product or _products(one) >= _products(other))


def _reduced_on(certificate: CertificateFacts, day: date) -> date:
    """The last reduction of the scope by the day; the calendar's first day where there is none."""
    days = (
        event_day(event, certificate)
        for event in certificate.events
        if event.kind is EventKind.SCOPE_REDUCED
    )
    return max((on for on in days if on <= day), default=date.min)


def _products(decision: ScopeDecision) -> set[str]:
    return {name_key(decision.product), *map(name_key, lines_of(decision.product))}


def lines_of(text: str) -> tuple[str, ...]:
    """The products of a text, one a line, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.splitlines() if part.strip()))
