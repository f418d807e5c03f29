"""The lines of a demand that no evidence on record can stand for, and why what there is does not.

A product's certificate is never evidence for a standard of how a supplier works, nor that of a
management system for a product: where somebody could think so, the line says it.
"""

from collections.abc import Callable, Iterator

from domain.assessment import Demand, EvidenceRef, Line, alternatives
from domain.facts import CertificateFacts
from domain.inquiry import Inquiry, is_of_another_buyer, line, ref_of
from domain.kinds import bears, is_product_mark, is_system_standard, kind_of
from domain.rule_standard import CRITERIA, certificate_wanted
from domain.vocabulary import Effect, Kind, Outcome, Rule
from domain.wording import counted, listed

PRODUCT = "ISO/IEC 17065"


def missing_standard(inquiry: Inquiry, demand: Demand, rule: Rule, confidential: int) -> Line:
    """The line of a demanded standard without evidence that counts for this buyer.

    `rule` is the one that says so: the first the profile asks of evidence. `confidential`
    counts what other buyers' audits gave.
    """
    standard = demand.standard
    cure, asked_of, word = certificate_wanted(standard), inquiry.supplier.name, "none"
    evidence: tuple[EvidenceRef, ...] = ()
    if names := _all_are(standard, is_product_mark):
        reason = f"{names} certifies a product and never stands for how a supplier works."
        cure, asked_of = f"Correct the profile: {names} is a product mark.", ""
    elif confidential:
        verb = "is" if confidential == 1 else "are"
        reason = (
            f"Only {counted(confidential, 'audit')} by other customers {verb} on record for "
            f"{standard}, recognised by those customers only."
        )
        word = "others"
    elif products := [c for c in _known(inquiry) if bears(c, standard)]:
        reason = (
            f"Only a product certificate is on record for {standard}; "
            "it never stands for a standard of how a supplier works."
        )
        evidence, word = _refs(products), "product"
    else:
        reason = f"No evidence of {standard} is on record."
        if products := [c for c in _known(inquiry) if kind_of(c) is Kind.PRODUCT]:
            reason += f" {_named(products)} certifies a product, never how a supplier works."
            evidence = _refs(products)
    return line(
        rule,
        standard,
        Outcome.FAIL,
        reason,
        evidence=evidence,
        source=CRITERIA,
        cure=cure,
        asked_of=asked_of,
        effect=Effect.NOT_QUALIFIED,
        word=word,
    )


def missing_mark(inquiry: Inquiry, mark: str) -> Line:
    """The line of a demanded mark without any product certificate."""
    cure = f"Ask for the {mark} certificate or listing of the product."
    asked_of, word = inquiry.supplier.name, "none"
    evidence: tuple[EvidenceRef, ...] = ()
    if names := _all_are(mark, is_system_standard):
        reason = f"{names} certifies how a supplier works and never stands for a product."
        cure, asked_of = f"Correct the profile: {names} is no product mark.", ""
    elif systems := [c for c in _known(inquiry) if bears(c, mark)]:
        scheme = kind_of(systems[0]) is Kind.SCHEME
        what = "scheme's certificate" if scheme else "certificate of a management system"
        reason = f"Only a {what} is on record for {mark}; it never stands for a product."
        evidence, word = _refs(systems), "scheme" if scheme else "system"
    else:
        reason = f"No product certificate for {mark} is on record."
        if systems := [c for c in _known(inquiry) if kind_of(c) is Kind.MANAGEMENT_SYSTEM]:
            reason += f" {_named(systems)} certifies how the supplier works, never a product."
            evidence = _refs(systems)
    return line(
        Rule.PRODUCT_CERTIFICATE,
        mark,
        Outcome.FAIL,
        reason,
        evidence=evidence,
        source=PRODUCT,
        cure=cure,
        asked_of=asked_of,
        word=word,
    )


def _known(inquiry: Inquiry) -> Iterator[CertificateFacts]:
    """The certificates of a standard that were issued by the day and are no other buyer's, as
    far as nothing has taken their place."""
    for certificate in inquiry.supplier.certificates:
        issued = certificate.issued_on or certificate.valid_from
        if not certificate.standard or (issued is not None and issued > inquiry.day):
            continue
        if is_of_another_buyer(certificate, inquiry.buyer, inquiry.directory):
            continue
        if inquiry.renewals.superseded_by(certificate, inquiry.day) is None:
            yield certificate


def _all_are(subject: str, is_wrong: Callable[[str], bool]) -> str:
    """The alternatives of a demand, where none of them can ever be met; else empty."""
    names = alternatives(subject)
    return listed(names, last="or") if all(is_wrong(name) for name in names) else ""


def _named(certificates: list[CertificateFacts]) -> str:
    """The first standard among them: one is enough to say what it is no evidence for."""
    return certificates[0].standard


def _refs(certificates: list[CertificateFacts]) -> tuple[EvidenceRef, ...]:
    return (ref_of(certificates[0]),)
