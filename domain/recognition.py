"""Recognition level of a piece of evidence: computed, never typed in.

Who audited decides first; for a third party's certificate its accreditation decides
(`accreditation`). Whether the evidence is in force is not asked here.
"""

from dataclasses import dataclass
from datetime import date

from domain.accreditation import judge, turning_days
from domain.accreditation_case import Case
from domain.directory import CE_CERTIFICATES, Directory
from domain.facts import AuditFacts, BuyerRef, CertificateFacts
from domain.matching import supplier_key
from domain.vocabulary import Accreditation, AuditKind, AuditResult, Cause, Kind, Level, Party
from domain.wording import listed

ONE_CUSTOMER_NOT_NAMED = "one customer, not named"

_PASSED = frozenset({AuditResult.PASSED, AuditResult.PASSED_WITH_CONDITIONS})
PARTY_OF_KIND = {
    AuditKind.INTERNAL: Party.FIRST,
    AuditKind.SUPPLIER: Party.SECOND,
    AuditKind.STAGE_1: Party.THIRD,
    AuditKind.STAGE_2: Party.THIRD,
    AuditKind.SURVEILLANCE: Party.THIRD,
    AuditKind.RECERTIFICATION: Party.THIRD,
    AuditKind.TRANSFER: Party.THIRD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a claim is worth. `reasons`: sentences, the deciding one first; `caveats`: sentences
    that qualify a level that counts. `entry` names the directory row used, if any.
    `shown`: the accreditation stands on the certificate (not merely in the directory).
    `buyers`: names of the buyers who recognise it, for ONE_CUSTOMER evidence."""

    level: Level
    cause: Cause | None = None
    reasons: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    entry: str = ""
    shown: bool = False
    buyers: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """All reasons and caveats in one line."""
        return " ".join((*self.reasons, *self.caveats))


def recognise(
    evidence: CertificateFacts | AuditFacts,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
) -> Recognition | None:
    """The level of a certificate or audit on a day, for a buyer or for nobody in particular.

    `None` for audits that give no level: planned, pending or failed ones, and records of a
    third party's audit, whose certificate stands for it.
    """
    if isinstance(evidence, AuditFacts):
        return _recognise_audit(evidence, buyer, day, directory)
    return _recognise_certificate(evidence, buyer, day, directory)


def party_of(certificate: CertificateFacts, directory: Directory) -> Party | None:
    """Who audited: as recorded, else a customer makes it second party, else a body named makes
    it third party; a CE marking that names nobody is the maker's own. `None`: not known."""
    if certificate.party is not None:
        return certificate.party
    if certificate.kind is Kind.DECLARATION:
        return Party.FIRST
    if certificate.buyers:
        return Party.SECOND
    issuer = certificate.certification_body.strip()
    if issuer and certificate.holder and supplier_key(issuer) == supplier_key(certificate.holder):
        return Party.FIRST  # it certified itself
    if issuer or certificate.accreditation_body.strip():
        return Party.THIRD
    return Party.FIRST if _is_ce(certificate, directory) else None


def audit_party(audit: AuditFacts, directory: Directory) -> Party | None:
    """Who audited: as recorded, else by the kind of audit, else a customer makes it second
    party, else a certification body on file makes it third party. `None`: not known."""
    if audit.party is not None:
        return audit.party
    if audit.kind in PARTY_OF_KIND:
        return PARTY_OF_KIND[audit.kind]
    if audit.buyers:
        return Party.SECOND
    if audit.kind is AuditKind.SPECIAL:
        return Party.THIRD
    return Party.THIRD if directory.certification_body(audit.conducted_by) else None


def recognition_days(
    evidence: CertificateFacts | AuditFacts, directory: Directory
) -> tuple[date, ...]:
    """All days from which the level of the evidence can differ from the day before, in order."""
    if isinstance(evidence, AuditFacts):
        undated = max(evidence.recorded_on, evidence.planned_on or evidence.recorded_on)
        return (evidence.done_on or undated,)
    if party_of(evidence, directory) not in (None, Party.THIRD):
        return ()
    return tuple(sorted(turning_days(Case(evidence, evidence.recorded_on, directory))))


def _recognise_audit(
    audit: AuditFacts, buyer: BuyerRef | None, day: date, directory: Directory
) -> Recognition | None:
    if not _is_done(audit, day):
        return None
    party = audit_party(audit, directory)
    if party is Party.THIRD:
        return None
    if party is Party.FIRST:
        return _not_recognised(
            "An internal audit or self-assessment is the organisation's own word."
        )
    if audit.result not in _PASSED:
        return None
    if party is Party.SECOND:
        return _second_party(audit.buyers, buyer)
    return Recognition(
        level=Level.UNPROVEN,
        cause=Cause.UNKNOWN,
        reasons=("Who audited is not recorded.",),
    )


def _is_done(audit: AuditFacts, day: date) -> bool:
    """An audit without a date counts from its recording if a result shows that it was done."""
    if audit.done_on is not None:
        return audit.done_on <= day
    has_result = audit.result is not None and audit.result is not AuditResult.PENDING
    still_planned = audit.planned_on is not None and audit.planned_on > day
    return has_result and not still_planned and audit.recorded_on <= day


def _recognise_certificate(
    certificate: CertificateFacts, buyer: BuyerRef | None, day: date, directory: Directory
) -> Recognition:
    if certificate.kind is Kind.DECLARATION:
        return _not_recognised("A declaration is the maker's own word.")
    if certificate.kind is Kind.TEST_REPORT:
        return _not_recognised(
            "A test report speaks for the sample that was tested; it is never a certificate."
        )
    party = party_of(certificate, directory)
    if party is Party.FIRST:
        own = (
            "CE marking by the maker alone" if _is_ce(certificate, directory) else "Self-assessment"
        )
        return _not_recognised(f"{own} is the organisation's own word.")
    if party is Party.SECOND:
        return _second_party(certificate.buyers, buyer)
    return _third_party(certificate, day, directory, party=party)


def _third_party(
    certificate: CertificateFacts, day: date, directory: Directory, *, party: Party | None
) -> Recognition:
    unaccredited = certificate.accreditation is Accreditation.UNACCREDITED
    if party is None and not unaccredited:
        return Recognition(
            level=Level.UNPROVEN,
            cause=Cause.UNKNOWN,
            reasons=("Neither who audited nor an issuing body is recorded.",),
        )
    judgement = judge(Case(certificate, day, directory))
    caveats = judgement.caveats
    if certificate.buyers:
        contradiction = (
            "Recorded as third party although a customer commissioned it: a contradiction."
        )
        caveats = (*caveats, contradiction)
    return Recognition(
        level=Level.WIDELY_RECOGNISED if judgement.counts else Level.UNPROVEN,
        cause=judgement.cause,
        reasons=(judgement.reason,),
        caveats=caveats,
        entry=judgement.entry,
        shown=judgement.counts and judgement.shown,
    )


def _second_party(buyers: tuple[BuyerRef, ...], buyer: BuyerRef | None) -> Recognition:
    if buyer is not None and buyer not in buyers:
        if buyers:
            return _not_recognised(f"Audited for another customer, not for {buyer.name}.")
        return _not_recognised(
            f"Audited for {ONE_CUSTOMER_NOT_NAMED}: it does not count for {buyer.name}."
        )
    if not buyers:
        reason = f"Audited for {ONE_CUSTOMER_NOT_NAMED}: only that customer recognises it."
        return Recognition(level=Level.ONE_CUSTOMER, reasons=(reason,))
    names = tuple(b.name for b in ((buyer,) if buyer else buyers))
    reason = f"Audited by or for {listed(names)}: nobody else recognises it."
    return Recognition(level=Level.ONE_CUSTOMER, reasons=(reason,), buyers=names)


def _not_recognised(reason: str) -> Recognition:
    return Recognition(level=Level.NOT_RECOGNISED, reasons=(reason,))


def _is_ce(certificate: CertificateFacts, directory: Directory) -> bool:
    known = directory.standard(certificate.standard)
    return known is not None and known.scope == CE_CERTIFICATES
