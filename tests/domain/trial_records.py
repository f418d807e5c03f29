"""Single records to try the laws of the verdict with, each made of a `Turn`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.days import add_months
from domain.facts import (
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    WaiverFacts,
)
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    Kind,
    Party,
    Rule,
)

TODAY = date(2026, 11, 23)
LONG_AGO = date(2024, 1, 8)
HALDEN = BuyerRef(1, "Halden Grid AS")
NORDLICHT = BuyerRef(2, "Nordlicht Elektro GmbH")
BUYERS = (HALDEN, NORDLICHT)
SITES = ("Dresden", "Leipzig", "")
PRODUCTS = ("", "PVC tape", "PVC tape\nPET tape", "Cores")


@dataclass(frozen=True)
class Turn:
    """What one change is made of: which record, a day (and another one after it), a choice."""

    which: int
    day: date
    later: date
    choice: int

    def of(self, values: Any) -> Any:
        """One of several values."""
        known = tuple(values)
        return known[self.choice % len(known)]

    def maybe(self, value: Any, *, every: int = 3) -> Any:
        """The value now and then, else nothing."""
        return value if self.choice % every == 0 else None


def a_certificate(turn: Turn, kind: Kind = Kind.MANAGEMENT_SYSTEM) -> CertificateFacts:
    """A certificate issued on the day for three years, mostly recognised."""
    system = kind is Kind.MANAGEMENT_SYSTEM
    return CertificateFacts(
        kind=kind,
        standard=turn.of(("ISO 9001", "ISO 9001", "ISO 14001")) if system else "UL 510",
        edition="2015" if system else None,
        certification_body=turn.of(("SGS", "SGS", "BSI", "Harbour Lab")),
        accreditation=Accreditation.NAMED,
        accreditation_body="UKAS" if system else "OSHA NRTL",
        issued_on=turn.day,
        expires_on=add_months(turn.day, 36),
        recorded_on=LONG_AGO,
    )


def an_audit(turn: Turn) -> AuditFacts:
    """An audit by a customer, a certification body or the supplier, done on the day."""
    party = turn.of((Party.SECOND, Party.SECOND, Party.THIRD, Party.SECOND, Party.FIRST))
    kinds = {Party.THIRD: AuditKind.SURVEILLANCE, Party.FIRST: AuditKind.INTERNAL}
    results = (*(AuditResult.PASSED,) * 3, None, *AuditResult)
    return AuditFacts(
        party=party,
        kind=kinds.get(party, AuditKind.SUPPLIER),
        standard=("ISO 9001", "ISO 9001", "ISO 14001", "")[turn.which % 4],
        planned_on=turn.maybe(turn.day, every=7),
        done_on=None if turn.choice % 6 == 5 else turn.day,
        site=SITES[turn.which % 3] if turn.choice % 2 else "",
        buyers=(BUYERS[turn.which % 2],) if party is Party.SECOND else (),
        result=results[(turn.choice // 2) % len(results)],
        next_due_on=turn.maybe(turn.later, every=4),
        recorded_on=turn.day,
    )


def a_waiver(turn: Turn) -> WaiverFacts:
    """A waiver granted today a month ago or on the day, until the later one."""
    return WaiverFacts(
        rule=turn.of(Rule),
        subject=("", "", "ISO 9001", "UL")[turn.which % 4],
        buyer=(*BUYERS, None)[turn.which % 3],
        profile="Tried" if turn.which % 3 == 2 or turn.choice % 5 == 0 else None,
        reason="plan agreed",
        by="Anders Brandt",
        granted_on=TODAY - timedelta(days=30) if turn.choice % 2 else turn.day,
        ends_on=max(turn.later, TODAY),
        recorded_on=turn.day,
    )
