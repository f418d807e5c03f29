"""The rule on scope: does the certificate cover each supplying site and what it supplies there?

What counts of people's decisions is in `scope`; here it is put into words.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from domain.assessment import Demand, EvidenceRef, Line
from domain.facts import AuditFacts, CertificateFacts, ScopeDecision, SupplierFacts
from domain.holder import explains_holder, is_of_another
from domain.inquiry import Candidate, Inquiry, audits_for, line
from domain.scope import Decided, Supply, decided_on, lines_of, name_key
from domain.vocabulary import IN_FORCE, Level, Outcome, Rule
from domain.wording import listed, long_day

SCOPE = "ISO/IEC 17021-1, 8.2.2"
AUDITING = "ISO 19011"
_WORD = re.compile(r"\w+")
_COMPARE = "Compare its scope and sites with what is supplied and record the decision."
_NAME_HOLDER = (
    "Record in the decision's note how the holder belongs to the supplier, naming the holder."
)
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
    cures = []
    if asked := _holder_question(inquiry.supplier, certificate, found):
        sentences.append(asked)
        outcome, word = (outcome, word) if word else (Outcome.UNKNOWN, "holder?")
        cures.append(_NAME_HOLDER)
    if found.open:
        cures.insert(0, _COMPARE)
        sentences += open_sentences(found, "its scope and sites cover")
        outcome, word = (outcome, word) if word else (Outcome.UNKNOWN, "open")
    if outcome is Outcome.PASS:
        sentences.append(decided_words(found.covering))
    sentences += _not_named(inquiry.supplier, certificate)
    if outcome is Outcome.FAIL:
        cures = ["Ask for a certificate that covers it, or record what has changed."]
    return line(
        Rule.SITE_AND_PRODUCT,
        demand.standard,
        outcome,
        " ".join(sentences),
        evidence=candidate.refs + decision_refs(found),
        source=SCOPE,
        cure=" ".join(cures),
        asked_of=inquiry.supplier.name if cures else "",
        word=word,
    )


def decided_words(decisions: Iterable[ScopeDecision]) -> str:
    """Decisions of one kind in words, those of one person and day in one sentence."""
    grouped: dict[tuple[str, date, bool], list[str]] = {}
    for decision in decisions:
        key = (decision.by, decided_on(decision), decision.covers)
        grouped.setdefault(key, []).append(_subject(decision))
    return " ".join(
        f"{f'{by} decided' if by else 'It was decided'} on {long_day(on)} that it "
        f"{'covers' if covers else 'does not cover'} {some(dict.fromkeys(subjects))}."
        for (by, on, covers), subjects in grouped.items()
    )


def open_sentences(found: Decided, covers: str) -> Iterator[str]:
    """What is still to be decided: whether it `covers` what is supplied."""
    if found.lapsed:
        what = some(supply.words for supply, _ in found.lapsed)
        last = max(decided_on(decision) for _, decision in found.lapsed)
        yield (
            f"Its scope was reduced on {long_day(found.reduced_on)}, after it was decided on "
            f"{long_day(last)} that it covers {what}: decide again."
        )
    if found.undecided:
        what = some(supply.words for supply in found.undecided)
        yield f"Nobody has decided yet whether {covers} {what}."


def decision_refs(found: Decided) -> tuple[EvidenceRef, ...]:
    """How a line names the decisions that stand."""
    return tuple(
        EvidenceRef("decision", decision.id, f"decision by {decision.by or 'a person'}")
        for decision in found.counted
    )


def _holder_question(supplier: SupplierFacts, certificate: CertificateFacts, found: Decided) -> str:
    """The question who the holder is, as long as no decision that stands answers it."""
    if not is_of_another(certificate, supplier):
        return ""
    holder = certificate.holder
    if any(explains_holder(decision.note, holder, supplier) for decision in found.covering):
        return ""
    question = f"It is held by {holder}, not by {supplier.name}: trader or sister company?"
    if found.covering:
        question += f" No decision that stands names {holder} in its note."
    return question


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
        yield f"{some(absent)} {verb} not among the sites named on the certificate."


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
    reason = f"The audit was at {where}; {some(absent)} {verb} too, without an audit in force."
    if name_key(where) not in {name_key(name) for name in supplying}:
        reason = f"The audit was at {where}, which is not recorded as a site that supplies."
    return line(
        Rule.SITE_AND_PRODUCT,
        demand.standard,
        Outcome.UNKNOWN,
        reason,
        evidence=candidate.refs,
        source=AUDITING,
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


def some(names: Iterable[str]) -> str:
    """Names in a sentence, at most three of them."""
    known = tuple(names)
    if len(known) > _NAMED + 1:
        return f"{', '.join(known[:_NAMED])} and {len(known) - _NAMED} more"
    return listed(known)
