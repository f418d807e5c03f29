"""What looks odd about who issued, who accredits, who audited, and what kind of evidence it is."""

from collections.abc import Iterator
from datetime import date

from domain.accreditation import named_bodies
from domain.accreditation_case import Case
from domain.accreditation_entries import judge_accreditation_body
from domain.directory import AUTOMOTIVE, SOCIAL, BodyStatus, Directory
from domain.facts import AuditFacts, CertificateFacts
from domain.hint_dates import ASK, LOOK, Oddity
from domain.recognition import PARTY_OF_KIND, audit_party
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    KIND_WORDS,
    Accreditation,
    Cause,
    HintKind,
    Kind,
    Party,
)
from domain.wording import listed, sentence

_APART = frozenset({Kind.MANAGEMENT_SYSTEM, Kind.PRODUCT})
_PARTY_SHORT = {
    Party.FIRST: "first party",
    Party.SECOND: "second party",
    Party.THIRD: "third party",
}


def bodies(certificate: CertificateFacts, day: date, directory: Directory) -> Iterator[Oddity]:
    """An accreditation body that does not fit the certification body or the standard, and bodies
    that stand in each other's place."""
    issuer, named = certificate.certification_body.strip(), certificate.accreditation_body.strip()
    if issuer and directory.certification_body(issuer) is None:
        accreditor = directory.accreditation_body(issuer)
        if accreditor is not None and accreditor.status is not BodyStatus.SCHEME_AUTHORITY:
            yield (
                HintKind.BODIES,
                f"{accreditor.code} accredits certification bodies and is on record as having "
                f"issued this certificate: {LOOK}.",
            )
    if certificate.accreditation is not Accreditation.NAMED or not named:
        return
    if directory.accreditation_body(named) is None:
        body = directory.certification_body(named)
        if body is not None:
            yield (
                HintKind.BODIES,
                f"{body.name} certifies and is on record as the accreditation body: {LOOK}.",
            )
        return
    yield from _pair(Case(certificate, day, directory))


def _pair(case: Case) -> Iterator[Oddity]:
    """Whether the body named accredits for the standard at all, and this certification body."""
    found = named_bodies(case)
    judged = [judge_accreditation_body(body, case) for body in found]
    if case.scope in (AUTOMOTIVE, SOCIAL) and any(b.status is BodyStatus.SIGNATORY for b in found):
        return  # the issuer's own accreditation beside the scheme's authority, which is usual
    if judged and all(j.cause is Cause.REFUTED for j in judged):
        if all(body.status is not BodyStatus.NOT_SIGNATORY for body in found):
            yield HintKind.BODIES, f"{judged[0].reason.rstrip('.')}: {ASK}."
        return
    accreditors = dict.fromkeys(row.accreditation_body for row in case.rows())
    if accreditors and found and not {body.code for body in found} & set(accreditors):
        yield (
            HintKind.BODIES,
            f"{listed(body.code for body in found)} is named; the directory knows {case.issuer} "
            f"as accredited for {case.subject} by {listed(accreditors)} only: {ASK}.",
        )


def kind(certificate: CertificateFacts, directory: Directory) -> Iterator[Oddity]:
    """A system certificate for what is certified of products, or the other way round."""
    known = directory.standard(certificate.standard)
    usual, recorded = known.kind if known else None, certificate.kind
    if usual is None or recorded is None or usual is recorded or {usual, recorded} != _APART:
        return
    yield (
        HintKind.KIND,
        f"It is recorded as “{KIND_WORDS[recorded]}”, yet {certificate.standard} is certified as "
        f"“{KIND_WORDS[usual]}”; neither ever stands for the other: {LOOK}.",
    )


def party(certificate: CertificateFacts) -> Iterator[Oddity]:
    """Who is said to have audited, beside what else is said of it."""
    stated, buyers = certificate.party, certificate.buyers
    if stated is Party.THIRD and buyers:
        yield (
            HintKind.PARTY,
            "It is stated as third party, yet a customer is named as having commissioned it: "
            f"{LOOK}.",
        )
    if stated is Party.THIRD and certificate.kind is Kind.DECLARATION:
        yield HintKind.PARTY, f"A declaration is the maker's own word, not a third party's: {LOOK}."
    own = stated in (Party.FIRST, Party.SECOND)
    if own and stated and certificate.accreditation is Accreditation.NAMED:
        yield (
            HintKind.PARTY,
            f"It is stated as {_PARTY_SHORT[stated]}, yet an accreditation body is named, which "
            f"accredits third parties: {LOOK}.",
        )
    if stated is Party.FIRST and buyers:
        yield (
            HintKind.PARTY,
            f"It is stated as first party, yet a customer is named as having commissioned it: "
            f"{LOOK}.",
        )


def audit_parties(audit: AuditFacts, directory: Directory) -> Iterator[Oddity]:
    """Who is said to have audited, beside the kind of audit and for whom it was done."""
    usual = PARTY_OF_KIND.get(audit.kind) if audit.kind else None
    stated = audit_party(audit, directory)
    by_customer = usual is Party.THIRD and audit.party is Party.SECOND  # as customers call theirs
    if audit.kind and usual and audit.party not in (None, usual) and stated and not by_customer:
        what = sentence(AUDIT_KIND_WORDS[audit.kind]).rstrip(".")
        yield (
            HintKind.PARTY,
            f"It is stated as {_PARTY_SHORT[stated]}, yet “{what}” is an audit by a "
            f"{_PARTY_SHORT[usual]}: {LOOK}.",
        )
    elif audit.buyers and stated in (Party.FIRST, Party.THIRD):
        yield (
            HintKind.PARTY,
            f"It counts as {_PARTY_SHORT[stated]}, yet a customer is named as having "
            f"commissioned it: {LOOK}.",
        )
