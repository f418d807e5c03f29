"""The rule on scope: does the certificate cover each supplying site and what it supplies there?

What counts of people's decisions is in `scope`; here it is put into words.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from domain.assessment import Demand, EvidenceRef, Line
from domain.facts import AuditFacts, CertificateFacts, ScopeDecision, SupplierFacts
from domain.inquiry import Candidate, Inquiry, audits_for, line
from domain.matching import supplier_key
from domain.scope import Decided, Supply, decided_on, lines_of, name_key
from domain.vocabulary import IN_FORCE, Level, Outcome, Rule
from domain.wording import listed, long_day

SCOPE = "ISO/IEC 17021-1, 8.2.2"
_WORD = re.compile(r"\w+")
_NAMED = 3  # things named in a sentence before the rest is counted


def site_and_product(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether a person decided that the certificate covers each supplying site and product.

    A holder who is not the supplier stays an open question until a decision explains it.
    """
    certificate = candidate.certificate
    if certificate is None:
        return _site_of_audit(inquiry, demand, candidate)
    found = Decided.of(inquiry.supplier, certificate, inquiry.day)
    sentences, outcome, word = [], Outcome.PASS, ""
    if found.against:
        sentences.append(decided_words(found.against))
        outcome, word = Outcome.FAIL, "outside"
    if _is_of_another(inquiry.supplier, certificate, inquiry.day):
        sentences.append(
            f"It is held by {certificate.holder}, not by {inquiry.supplier.name}: "
            "trader or sister company?"
        )
        outcome, word = (outcome, word) if word else (Outcome.UNKNOWN, "holder?")
    if found.open:
        sentences += _open_sentences(found)
        outcome, word = (outcome, word) if word else (Outcome.UNKNOWN, "open")
    if outcome is Outcome.PASS:
        sentences.append(decided_words(found.covering))
    sentences += _not_named(inquiry.supplier, certificate)
    cure, asked_of = "", ""
    if outcome is not Outcome.PASS:
        cure = "Compare scope, sites and holder with what is supplied and record the decision."
        if outcome is Outcome.FAIL:
            cure = "Ask for a certificate that covers it, or record what has changed."
        asked_of = inquiry.supplier.name
    refs = tuple(_decision_ref(decision) for decision in found.counted)
    return line(
        Rule.SITE_AND_PRODUCT,
        demand.standard,
        outcome,
        " ".join(sentences),
        evidence=candidate.refs + refs,
        source=SCOPE,
        cure=cure,
        asked_of=asked_of,
        word=word,
    )


def decided_against(inquiry: Inquiry, certificate: CertificateFacts) -> tuple[ScopeDecision, ...]:
    """The decisions that stand on the day by which something supplied is not covered."""
    if not certificate.decisions:
        return ()
    return Decided.of(inquiry.supplier, certificate, inquiry.day).against


def decided_words(decisions: Iterable[ScopeDecision]) -> str:
    """Decisions of one kind in words, those of one person and day in one sentence."""
    grouped: dict[tuple[str, date, bool], list[str]] = {}
    for decision in decisions:
        key = (decision.by, decided_on(decision), decision.covers)
        grouped.setdefault(key, []).append(_subject(decision))
    return " ".join(
        f"{f'{by} decided' if by else 'It was decided'} on {long_day(on)} that it "
        f"{'covers' if covers else 'does not cover'} {_some(dict.fromkeys(subjects))}."
        for (by, on, covers), subjects in grouped.items()
    )


def _open_sentences(found: Decided) -> Iterator[str]:
    """What is still to be decided."""
    if found.lapsed:
        what = _some(supply.words for supply, _ in found.lapsed)
        last = max(decided_on(decision) for _, decision in found.lapsed)
        yield (
            f"Its scope was reduced on {long_day(found.reduced_on)}, after it was decided on "
            f"{long_day(last)} that it covers {what}: decide again."
        )
    if found.undecided:
        what = _some(supply.words for supply in found.undecided)
        yield f"Nobody has decided yet whether its scope and sites cover {what}."


def _is_of_another(supplier: SupplierFacts, certificate: CertificateFacts, day: date) -> bool:
    """Whether another company holds it, and no decision says in its note how they belong."""
    if not certificate.holder:
        return False
    holder = supplier_key(certificate.holder)
    if holder in {supplier_key(name) for name in (supplier.name, supplier.local_name)}:
        return False
    return not any(
        decision.note and decision.covers and decided_on(decision) <= day
        for decision in certificate.decisions
    )


def _not_named(supplier: SupplierFacts, certificate: CertificateFacts) -> Iterator[str]:
    """That a supplying site is not among those the certificate names."""
    named = [_words(site) for site in certificate.sites]
    absent = [
        site.name
        for site in supplier.sites
        if site.supplies and not any(_words(site.name) in one for one in named)
    ]
    if named and absent:
        verb = "supplies, yet is" if len(absent) == 1 else "supply, yet are"
        yield f"{_some(absent)} {verb} not among the sites named on the certificate."


def _site_of_audit(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """An audit saw what it saw: open where a site that supplies was not audited."""
    audit = candidate.evidence
    where = audit.site if isinstance(audit, AuditFacts) else ""
    supplying = [site.name for site in inquiry.supplier.sites if site.supplies]
    seen = {name_key(where)}
    if where and len(supplying) > 1:
        seen |= _sites_audited(inquiry, demand)
    absent = [name for name in supplying if name_key(name) not in seen]
    if not where or not absent:
        reason = "The audit was of the supplier itself."
        return line(Rule.SITE_AND_PRODUCT, demand.standard, Outcome.NOT_APPLICABLE, reason)
    verb = "supplies" if len(absent) == 1 else "supply"
    reason = f"The audit was at {where}; {_some(absent)} {verb} too, without an audit in force."
    if name_key(where) not in {name_key(name) for name in supplying}:
        reason = f"The audit was at {where}, which is not recorded as a site that supplies."
    return line(
        Rule.SITE_AND_PRODUCT,
        demand.standard,
        Outcome.UNKNOWN,
        reason,
        evidence=candidate.refs,
        source=SCOPE,
        cure="Record which sites supply, or an audit of the one that does.",
        asked_of=inquiry.supplier.name,
        word="open",
    )


def _sites_audited(inquiry: Inquiry, demand: Demand) -> set[str]:
    """The sites at which an audit that counts for this buyer and is in force took place."""
    return {
        name_key(one.evidence.site)
        for one in audits_for(inquiry, demand.standard)
        if isinstance(one.evidence, AuditFacts)
        and one.recognition.level is Level.ONE_CUSTOMER
        and one.validity.state in IN_FORCE
    }


@lru_cache(maxsize=16_384)
def _words(text: str) -> str:
    """The words of a site's name, for finding them in what is printed."""
    return f" {' '.join(_WORD.findall(name_key(text)))} "


def _subject(decision: ScopeDecision) -> str:
    return Supply(decision.site, " and ".join(lines_of(decision.product)), False, frozenset()).words


def _decision_ref(decision: ScopeDecision) -> EvidenceRef:
    return EvidenceRef("decision", decision.id, f"decision by {decision.by or 'a person'}")


def _some(names: Iterable[str]) -> str:
    """Names in a sentence, at most three of them."""
    known = tuple(names)
    if len(known) > _NAMED + 1:
        return f"{', '.join(known[:_NAMED])} and {len(known) - _NAMED} more"
    return listed(known)
