"""One question put to the rules: this supplier, this profile, this buyer, this day.

Gathers what counts as of the day and which evidence can stand for a demand. The rules judge
it (`rule_…`), `verdict` picks and adds up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from domain.assessment import EvidenceRef, Line, Profile, alternatives, effect_of
from domain.checks import checked_on as checked_on  # one door for what the rules ask
from domain.checks import latest_check as latest_check
from domain.facts import (
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    FindingFacts,
    SupplierFacts,
)
from domain.kinds import alternative_met, alternative_named
from domain.kinds import is_of as is_of  # one door for what stands for a demand
from domain.recognition import Recognition, audit_party, party_of, recognise
from domain.renewal import Renewals
from domain.successors import issue_day
from domain.validity import Validity, Windows, audit_validity, validity_in_chain
from domain.vocabulary import AuditResult, Effect, Level, Outcome, Party, Rule
from domain.wording import audit_label, certificate_label

if TYPE_CHECKING:
    from domain.directory import Directory

_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, eq=False)
class Inquiry:
    """What the rules are asked, with the supplier's renewal chains read once."""

    supplier: SupplierFacts
    profile: Profile
    buyer: BuyerRef | None
    day: date
    directory: "Directory"
    windows: Windows
    renewals: Renewals = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "renewals", Renewals(self.supplier.certificates, self.directory))

    def asks(self, rule: Rule) -> bool:
        """Whether the profile judges by a rule."""
        return rule in self.profile.rules

    def audit_validity(self, audit: AuditFacts) -> Validity | None:
        """How an audit stands, by the months the profile lets it stand for."""
        return audit_validity(audit, self.day, self.windows, self.profile.audit_months)

    def is_history(self, audit: AuditFacts) -> bool:
        """Whether a later audit has taken an audit's place by the day."""
        return later_audit(audit, self.supplier.audits, self.day, self.directory) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A piece of evidence that may stand for a demand.

    `confidential`: another buyer's; it counts for nothing here and must not be described.
    `alternative`: the one of the demand's alternatives that it is for. `is_ahead`: issued only
    after the day.
    """

    evidence: CertificateFacts | AuditFacts
    recognition: Recognition
    validity: Validity
    confidential: bool
    alternative: str
    is_ahead: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Type and id."""
        kind = "certificate" if isinstance(self.evidence, CertificateFacts) else "audit"
        return (kind, self.evidence.id)

    @property
    def refs(self) -> tuple[EvidenceRef, ...]:
        """How a line names it; nothing where it is confidential."""
        if self.confidential:
            return ()
        return (ref_of(self.evidence),)

    @property
    def certificate(self) -> CertificateFacts | None:
        """The evidence, where it is a certificate."""
        return self.evidence if isinstance(self.evidence, CertificateFacts) else None

    def better_first(self) -> tuple[bool, int, int, str, int]:
        """Sort key among equals: what was issued by the day, so that one that has ended does not
        hide behind its successor to come; then recognition, furthest effective expiry, lowest
        id."""
        end = self.validity.effective_expiry
        return (
            self.is_ahead,
            -_LEVELS.index(self.recognition.level),
            -end.toordinal() if end else 0,
            # A certificate before an audit with the same id.
            "0" if isinstance(self.evidence, CertificateFacts) else "1",
            self.evidence.id,
        )


def certificates_for(inquiry: Inquiry, subject: str, *, mark: bool) -> Iterator[Candidate]:
    """Certificates that may stand for a demanded standard, or for a demanded product mark.

    A product certificate never stands for a standard, a management system's never for a mark.
    History is left out.
    """
    for certificate in inquiry.supplier.certificates:
        if not certificate.standard:
            continue
        alternative = alternative_met(certificate, subject, mark=mark)
        if alternative is None:
            continue
        if inquiry.renewals.superseded_by(certificate, inquiry.day) is not None:
            continue
        recognition = recognise(certificate, inquiry.buyer, inquiry.day, inquiry.directory)
        if recognition is None:
            continue
        validity = validity_in_chain(
            certificate, inquiry.day, inquiry.renewals, inquiry.directory, inquiry.windows
        )
        secret = is_of_another_buyer(certificate, inquiry.buyer, inquiry.directory)
        issued = issue_day(certificate)
        is_ahead = issued is not None and issued > inquiry.day
        yield Candidate(certificate, recognition, validity, secret, alternative, is_ahead)


def audits_for(inquiry: Inquiry, subject: str) -> Iterator[Candidate]:
    """Audits against a demanded standard that give a level on the day."""
    for audit in inquiry.supplier.audits:
        alternative = alternative_of(audit, subject)
        if alternative is None:
            continue
        recognition = recognise(audit, inquiry.buyer, inquiry.day, inquiry.directory)
        if recognition is None:
            continue
        validity = inquiry.audit_validity(audit)
        if validity is None or inquiry.is_history(audit):
            continue
        secret = is_of_another_buyer(audit, inquiry.buyer, inquiry.directory)
        yield Candidate(audit, recognition, validity, secret, alternative)


def alternative_of(audit: AuditFacts, subject: str) -> str | None:
    """The alternative of a demand that an audit was against; `None`: none."""
    if not audit.standard:
        return None
    return alternative_named(subject, audit.standard, audit.edition)


def that_stands(candidate: Candidate, subject: str) -> str:
    """A sentence on which of a demand's alternatives stands; empty where it has but one."""
    if len(alternatives(subject)) < 2:
        return ""
    return f" Of the alternatives, {candidate.alternative} stands for it."


def is_second_party(evidence: CertificateFacts | AuditFacts, directory: "Directory") -> bool:
    """Whether a customer audited, or somebody on a customer's behalf."""
    if isinstance(evidence, AuditFacts):
        return audit_party(evidence, directory) is Party.SECOND
    return party_of(evidence, directory) is Party.SECOND


def is_of_another_buyer(
    evidence: CertificateFacts | AuditFacts, buyer: BuyerRef | None, directory: "Directory"
) -> bool:
    """Whether evidence is confidential before the buyer that asks: a customer's, not its own.

    An audit that names another customer is, whatever else is said of it: where its party or kind
    contradicts that, silence is safer. A third party's certificate is nobody's own.
    """
    if buyer is None or buyer in evidence.buyers:
        return False
    if isinstance(evidence, AuditFacts) and evidence.buyers:
        return True
    return is_second_party(evidence, directory)


def later_audit(
    audit: AuditFacts, audits: tuple[AuditFacts, ...], day: date, directory: "Directory"
) -> AuditFacts | None:
    """The next second-party audit for the same buyers, standard and site with a result by the day.

    It takes the earlier one's place whether passed or failed: what a buyer found last counts.
    A failed one does so too where standard or site of either is not recorded.
    """
    if audit.done_on is None or len(audits) < 2 or not is_second_party(audit, directory):
        return None
    found = None
    for other in audits:
        if other.done_on is None or not audit.done_on < other.done_on <= day:
            continue
        if other.result in (None, AuditResult.PENDING) or not _is_same_audit(other, audit):
            continue
        if not is_second_party(other, directory):
            continue
        if found is None or (other.done_on, other.id) < (found.done_on, found.id):
            found = other
    return found


def _is_same_audit(later: AuditFacts, earlier: AuditFacts) -> bool:
    failed = later.result is AuditResult.FAILED
    for one, other in ((later.standard, earlier.standard), (later.site, earlier.site)):
        if one.casefold() != other.casefold() and not (failed and not (one and other)):
            return False
    return {buyer.id for buyer in later.buyers} == {buyer.id for buyer in earlier.buyers}


def own_audits(inquiry: Inquiry) -> Iterator[AuditFacts]:
    """Second-party audits by the buyer that asks, done by the day, or entered by it undated."""
    for audit in inquiry.supplier.audits:
        if (audit.done_on or audit.recorded_on) > inquiry.day:
            continue
        if inquiry.buyer in audit.buyers and is_second_party(audit, inquiry.directory):
            yield audit


def raised_on(finding: FindingFacts, audit: AuditFacts | None) -> date:
    """The day a finding was raised: its own, else its audit's, else that of its recording."""
    return finding.raised_on or (audit.done_on if audit else None) or finding.recorded_on


def ref_of(evidence: CertificateFacts | AuditFacts) -> EvidenceRef:
    """How a line names a certificate or an audit."""
    if isinstance(evidence, CertificateFacts):
        return EvidenceRef("certificate", evidence.id, certificate_label(evidence))
    return EvidenceRef("audit", evidence.id, audit_label(evidence))


def line(
    rule: Rule,
    subject: str,
    outcome: Outcome,
    reason: str,
    *,
    evidence: tuple[EvidenceRef, ...] = (),
    source: str = "",
    cure: str = "",
    asked_of: str = "",
    effect: Effect | None = None,
    waivable: bool = True,
    word: str = "",
    until: date | None = None,
) -> Line:
    """A line with the ordinary effect of its outcome, unless another is given."""
    return Line(
        rule=rule,
        subject=subject,
        outcome=outcome,
        effect=effect_of(rule, outcome) if effect is None else effect,
        reason=reason,
        evidence=evidence,
        source=source,
        cure=cure,
        asked_of=asked_of,
        waivable=waivable,
        word=word,
        until=until,
    )
