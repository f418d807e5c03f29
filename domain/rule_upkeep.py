"""The rules on what people do about a certificate: decide on its scope, watch it, check it."""

from datetime import date

from domain.assessment import Demand, EvidenceRef, Line
from domain.days import add_months
from domain.facts import AuditFacts, CertificateFacts, ScopeDecision, SupplierFacts
from domain.inquiry import Candidate, Inquiry, checked_on, latest_check, line, ref_of
from domain.matching import supplier_key
from domain.surveillance import judge_surveillance
from domain.vocabulary import IN_FORCE, CheckResult, Effect, Level, Outcome, Rule, State
from domain.wording import certificate_label, in_months, listed, long_day

SCOPE = "ISO/IEC 17021-1, 8.2.2"
SURVEILLANCE = "ISO/IEC 17021-1, 9.1.3"
CRITERIA = "ISO 9001:2015, 8.4.1"


def site_and_product(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether a person decided that the certificate covers the supplying site and the product.

    A holder who is not the supplier stays an open question until a decision explains it.
    """
    certificate = candidate.certificate
    if certificate is None:
        return _site_of_audit(inquiry, demand, candidate)
    decisions = _decisions(certificate, inquiry.day)
    against = [decision for decision in decisions if not decision.covers]
    refs = candidate.refs + tuple(_decision_ref(decision) for decision in decisions)
    outcome, reason = Outcome.UNKNOWN, _undecided(inquiry.supplier, certificate)
    if against:
        outcome, reason = Outcome.FAIL, _decided_words(against[-1], "does not cover")
    elif _is_of_another(inquiry.supplier, certificate, decisions):
        reason = (
            f"It is held by {certificate.holder}, not by {inquiry.supplier.name}: "
            "trader or sister company?"
        )
    elif decisions:
        outcome, reason = Outcome.PASS, _decided_words(decisions[-1], "covers")
    cure, asked_of = "", ""
    if outcome is not Outcome.PASS:
        cure = "Compare scope, sites and holder with what is supplied and record the decision."
        asked_of = inquiry.supplier.name
    return line(
        Rule.SITE_AND_PRODUCT,
        demand.standard,
        outcome,
        reason,
        evidence=refs,
        source=SCOPE,
        cure=cure,
        asked_of=asked_of,
    )


def surveillance(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the surveillance of the certificate is on record (an unknown is only a note)."""
    certificate, state = candidate.certificate, candidate.validity.state
    third_party = candidate.recognition.level in (Level.WIDELY_RECOGNISED, Level.UNPROVEN)
    if certificate is None or not third_party:
        reason = "Surveillance is asked of certification bodies' certificates only."
        return line(Rule.SURVEILLANCE, demand.standard, Outcome.NOT_APPLICABLE, reason)
    if state not in IN_FORCE and state is not State.UNDATED:
        reason = "Follows from its not being in force."
        return line(Rule.SURVEILLANCE, demand.standard, Outcome.NOT_APPLICABLE, reason)
    found = judge_surveillance(
        certificate, inquiry.supplier.audits, inquiry.day, candidate.validity.effective_expiry
    )
    cure, asked_of = "", ""
    if found.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        cure = "Record the surveillance audit, or ask when it took place."
        asked_of = certificate.certification_body or inquiry.supplier.name
    return line(
        Rule.SURVEILLANCE,
        demand.standard,
        found.outcome,
        found.reason,
        evidence=candidate.refs + _audit_refs(found.audits),
        source=SURVEILLANCE,
        cure=cure,
        asked_of=asked_of,
    )


def verification(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the issuer or a public register confirmed the certificate lately enough."""
    certificate = candidate.certificate
    third_party = candidate.recognition.level in (Level.WIDELY_RECOGNISED, Level.UNPROVEN)
    if certificate is None or not (third_party or certificate.verifications):
        reason = "There is no issuer or public register that could confirm it."
        return line(Rule.VERIFICATION, demand.standard, Outcome.NOT_APPLICABLE, reason)
    answer, nothing = latest_check(certificate, inquiry.day)
    issuer = certificate.certification_body or "its issuer"
    months = inquiry.profile.verification_months
    outcome, effect, waivable, check = Outcome.FAIL, None, True, answer or nothing
    cure = f"Ask {issuer} or look it up in a public register, and record the answer."
    if answer is None and nothing is not None:
        outcome = Outcome.UNKNOWN
        reason = (
            f"Not found on {long_day(checked_on(nothing))}; that proves nothing, "
            "as public registers are incomplete."
        )
    elif answer is None:
        reason = "Never confirmed with its issuer or a public register."
    elif answer.result is CheckResult.CONTRADICTED:
        effect, waivable = Effect.NOT_QUALIFIED, False
        reason = f"Contradicted on {long_day(checked_on(answer))}{_by(answer.source)}."
    elif add_months(checked_on(answer), months) < inquiry.day:
        reason = (
            f"Last confirmed on {long_day(checked_on(answer))}, more than {in_months(months)} ago."
        )
    else:
        outcome, cure = Outcome.PASS, ""
        reason = f"Confirmed on {long_day(checked_on(answer))}{_by(answer.source)}."
    refs = candidate.refs
    if check is not None:
        refs += (EvidenceRef("verification", check.id, certificate_label(certificate)),)
    return line(
        Rule.VERIFICATION,
        demand.standard,
        outcome,
        reason,
        evidence=refs,
        source=CRITERIA,
        cure=cure,
        asked_of=issuer if cure and certificate.certification_body else "",
        effect=effect,
        waivable=waivable,
    )


def _site_of_audit(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """An audit saw what it saw: open only where it was at a site that does not supply."""
    audit = candidate.evidence
    supplying = {site.name.casefold() for site in inquiry.supplier.sites if site.supplies}
    where = audit.site if isinstance(audit, AuditFacts) else ""
    if not where or not supplying or where.casefold() in supplying:
        reason = "The audit was of the supplier itself."
        return line(Rule.SITE_AND_PRODUCT, demand.standard, Outcome.NOT_APPLICABLE, reason)
    return line(
        Rule.SITE_AND_PRODUCT,
        demand.standard,
        Outcome.UNKNOWN,
        f"The audit was at {where}, which is not recorded as a site that supplies.",
        evidence=candidate.refs,
        source=SCOPE,
        cure="Record which sites supply, or an audit of the one that does.",
        asked_of=inquiry.supplier.name,
    )


def _decisions(certificate: CertificateFacts, day: date) -> list[ScopeDecision]:
    """The latest decision by the day for each product and site, oldest first."""
    latest: dict[tuple[str, str], ScopeDecision] = {}
    for decision in sorted(certificate.decisions, key=lambda d: (d.on or d.recorded_on, d.id)):
        if (decision.on or decision.recorded_on) <= day:
            latest[decision.product.casefold(), decision.site.casefold()] = decision
    return sorted(latest.values(), key=lambda d: (d.on or d.recorded_on, d.id))


def _is_of_another(
    supplier: SupplierFacts, certificate: CertificateFacts, decisions: list[ScopeDecision]
) -> bool:
    """Whether another company holds it, and no decision says in its note how they belong."""
    if not certificate.holder or any(decision.note for decision in decisions):
        return False
    holder = supplier_key(certificate.holder)
    return holder not in {supplier_key(name) for name in (supplier.name, supplier.local_name)}


def _undecided(supplier: SupplierFacts, certificate: CertificateFacts) -> str:
    named = {site.casefold() for site in certificate.sites}
    absent = [s.name for s in supplier.sites if s.supplies and s.name.casefold() not in named]
    if certificate.sites and absent:
        return f"{listed(absent)} supplies, yet is not among the sites named on the certificate."
    return "Nobody has decided yet whether its scope and sites cover what is supplied."


def _decided_words(decision: ScopeDecision, verb: str) -> str:
    what = listed(part for part in (decision.product, decision.site) if part)
    by = f"{decision.by} decided" if decision.by else "It was decided"
    on = long_day(decision.on or decision.recorded_on)
    return f"{by} on {on} that it {verb} {what or 'what is supplied'}."


def _decision_ref(decision: ScopeDecision) -> EvidenceRef:
    return EvidenceRef("decision", decision.id, f"decision by {decision.by or 'a person'}")


def _audit_refs(audits: tuple[AuditFacts, ...]) -> tuple[EvidenceRef, ...]:
    return tuple(ref_of(audit) for audit in audits)


def _by(source: str) -> str:
    return f" ({source})" if source else ""
