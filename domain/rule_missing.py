"""The lines of a demand that no evidence on record can stand for, and why what there is does not.

A product's certificate is never evidence for a standard of how a supplier works, nor that of a
management system for a product: where somebody could think so, the line says it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.assessment import Demand, EvidenceRef, Line, alternatives
from domain.facts import AuditFacts, CertificateFacts
from domain.inquiry import (
    Candidate,
    Inquiry,
    alternative_of,
    is_of_another_buyer,
    line,
    own_audits,
    ref_of,
)
from domain.kinds import bears, is_product_mark, is_system_standard, kind_of
from domain.rule_audit import last_audit, not_passed_words, would_stand
from domain.rule_standard import CRITERIA, certificate_wanted
from domain.validity import is_passed
from domain.vocabulary import AuditResult, Effect, Kind, Outcome, Rule
from domain.wording import counted, listed, long_day

PRODUCT = "ISO/IEC 17065"


def missing_standard(
    inquiry: Inquiry, demand: Demand, rule: Rule, confidential: Sequence[Candidate]
) -> Line:
    """The line of a demanded standard without evidence that counts for this buyer.

    `rule` is the one that says so: the first the profile asks of evidence. `confidential` is
    what other buyers' audits gave.
    """
    found = (
        _never_met(inquiry, demand)
        or _own_audit(inquiry, demand)
        or _of_others(inquiry, demand, confidential)
        or _nothing(inquiry, demand)
    )
    unknown = found.outcome is Outcome.UNKNOWN
    return line(
        rule,
        demand.standard,
        found.outcome,
        found.reason,
        evidence=found.evidence,
        source=CRITERIA,
        cure=found.cure,
        asked_of=found.asked_of,
        effect=Effect.CONDITIONAL if unknown else Effect.NOT_QUALIFIED,
        word=found.word,
    )


@dataclass(frozen=True, slots=True)
class _Missing:
    """Why nothing stands for a demand, and what would put it right."""

    reason: str
    cure: str
    asked_of: str = ""
    word: str = "none"
    evidence: tuple[EvidenceRef, ...] = ()
    outcome: Outcome = Outcome.FAIL


def _never_met(inquiry: Inquiry, demand: Demand) -> _Missing | None:
    """A product mark demanded as a standard."""
    names = _all_are(demand.standard, is_product_mark)
    if not names:
        return None
    reason = f"{names} certifies a product and never stands for how a supplier works."
    return _Missing(reason, f"Correct the profile: {names} is a product mark.")


def _own_audit(inquiry: Inquiry, demand: Demand) -> _Missing | None:
    """What this buyer's own audit came to, where none was passed against the standard: without
    a result, or with one that is pending, it is not known what it will stand for; nor is it
    where nobody wrote down against which standard it was."""
    if inquiry.buyer is None:
        return None
    own = [a for a in own_audits(inquiry) if _may_be_against(a, demand)]
    last, buyer = last_audit(own), inquiry.buyer.name
    if last is None:
        return None
    reason, word = not_passed_words(inquiry, last, buyer)
    cure, refs = f"Record the result of the audit by {buyer}.", (ref_of(last),)
    if is_passed(last) and not last.standard:
        on = f" on {long_day(last.done_on)}" if last.done_on else ""
        reason = f"Against which standard the audit by {buyer}{on} was is not on record."
        cure, word = f"Record against which standard the audit by {buyer} was.", "standard?"
    if demand.widely:
        reason += " A widely recognised certificate is asked for."
    elif last.result is not AuditResult.FAILED and would_stand(inquiry, last):
        return _Missing(reason, cure, buyer, word, refs, Outcome.UNKNOWN)
    return _Missing(reason, _wanted(inquiry, demand), inquiry.supplier.name, word, refs)


def _may_be_against(audit: AuditFacts, demand: Demand) -> bool:
    return not audit.standard or alternative_of(audit, demand.standard) is not None


def _of_others(
    inquiry: Inquiry, demand: Demand, confidential: Sequence[Candidate]
) -> _Missing | None:
    """Other customers' audits are counted, and not described."""
    if not confidential:
        return None
    standard, cure = demand.standard, _wanted(inquiry, demand)
    named = [one for one in confidential if one.evidence.buyers]
    nameless = [one for one in confidential if not one.evidence.buyers]
    done = "it was done" if len(nameless) == 1 else "they were done"
    if named:
        reason = (
            f"Only {_counted(named)} by other customers {_be(named)} on record for {standard}, "
            "recognised by those customers only"
        )
        reason += f"; {_counted(nameless)} besides, not recorded for whom {done}" * bool(nameless)
    else:
        reason = (
            f"Only {_counted(nameless)} {_be(nameless)} on record for {standard}, "
            f"and it is not recorded for whom {done}"
        )
    if nameless and not demand.widely:
        cure = f"Record for whom {done}. {cure}"
    return _Missing(f"{reason}.", cure, inquiry.supplier.name, "others")


def _nothing(inquiry: Inquiry, demand: Demand) -> _Missing:
    """Nothing but, at most, certificates that are about something else."""
    standard = demand.standard
    cure, asked_of = _wanted(inquiry, demand), inquiry.supplier.name
    if products := [c for c in _known(inquiry) if bears(c, standard)]:
        reason = (
            f"Only a product certificate is on record for {standard}; "
            "it never stands for a standard of how a supplier works."
        )
        return _Missing(reason, cure, asked_of, "product", _refs(products))
    reason = f"No evidence of {standard} is on record."
    if products := [c for c in _known(inquiry) if kind_of(c) is Kind.PRODUCT]:
        reason += f" {_named(products)} certifies a product, never how a supplier works."
        return _Missing(reason, cure, asked_of, evidence=_refs(products))
    return _Missing(reason, cure, asked_of)


def _wanted(inquiry: Inquiry, demand: Demand) -> str:
    """What to ask for: a certificate, or where own audits are accepted an audit by the buyer."""
    wanted = certificate_wanted(demand.standard)
    if demand.widely or inquiry.buyer is None:
        return wanted
    return f"{wanted.rstrip('.')}, or record an audit by {inquiry.buyer.name} that was passed."


def _counted(candidates: Sequence[Candidate]) -> str:
    """ "2 audits", "1 audit and 1 certificate-like record"."""
    audits = sum(one.certificate is None for one in candidates)
    records = len(candidates) - audits
    counts = ((audits, "audit"), (records, "certificate-like record"))
    return listed(counted(number, noun) for number, noun in counts if number)


def _be(candidates: Sequence[Candidate]) -> str:
    return "is" if len(candidates) == 1 else "are"


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
