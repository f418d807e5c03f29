"""Drawing the verdict: which evidence stands for each demand, waivers, and the worst effect."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.assessment import (
    Assessment,
    Demand,
    EvidenceRef,
    Line,
    Profile,
    effect_of,
    verdict_of,
    worst,
)
from domain.facts import BuyerRef, SupplierFacts, WaiverFacts
from domain.inquiry import Candidate, Inquiry, audits_for, canonical, certificates_for, is_of, line
from domain.profiles import refuse_without_demand
from domain.rule_audit import second_party_audit
from domain.rule_evidence import edition, in_force, margin, missing_standard, required_standard
from domain.rule_product import missing_mark, no_mark_demanded, product_certificate
from domain.rule_supplier import approval, nonconformities, supplier_in_use
from domain.rule_upkeep import site_and_product, surveillance, verification
from domain.validity import USUAL_WINDOWS, Windows
from domain.vocabulary import Outcome, Rule
from domain.wording import long_day

if TYPE_CHECKING:
    from domain.directory import Directory

_ON_EVIDENCE = (
    (Rule.REQUIRED_STANDARD, required_standard),
    (Rule.IN_FORCE, in_force),
    (Rule.MARGIN, margin),
    (Rule.EDITION, edition),
    (Rule.SITE_AND_PRODUCT, site_and_product),
    (Rule.SURVEILLANCE, surveillance),
    (Rule.VERIFICATION, verification),
)
_ON_SUPPLIER = (
    (Rule.SUPPLIER_IN_USE, supplier_in_use),
    (Rule.NONCONFORMITIES, nonconformities),
    (Rule.SECOND_PARTY_AUDIT, second_party_audit),
    (Rule.APPROVAL, approval),
)
_ORDER = {rule: place for place, rule in enumerate(Rule)}


def assess(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
    windows: Windows = USUAL_WINDOWS,
) -> Assessment:
    """The verdict on a supplier for a buyer (or nobody in particular) on a day, rule by rule.

    Raises `UserError` for a profile that demands nothing.
    """
    refuse_without_demand(profile)
    inquiry = Inquiry(supplier, profile, buyer, day, directory, windows)
    lines = [_waived(inquiry, rule(inquiry)) for name, rule in _ON_SUPPLIER if inquiry.asks(name)]
    selected: dict[str, tuple[str, int]] = {}
    for demand in profile.standards:
        found, chosen = _for_standard(inquiry, demand)
        lines += found
        if chosen is not None:
            selected[demand.standard] = chosen.key
    for mark in profile.marks:
        found, chosen = _for_mark(inquiry, mark)
        lines += found
        if chosen is not None:
            selected[mark] = chosen.key
    if not profile.marks and inquiry.asks(Rule.PRODUCT_CERTIFICATE):
        lines.append(no_mark_demanded())
    lines.sort(key=lambda one: _ORDER[one.rule])
    return Assessment(
        verdict=verdict_of(lines),
        lines=tuple(lines),
        profile=profile.name,
        buyer=buyer.name if buyer else "",
        day=day,
        selected=selected,
    )


def shown_evidence(assessment: Assessment, profile: Profile) -> tuple[str, int] | None:
    """Type and id of the evidence that a supplier's row shows: for the profile's first demand."""
    subjects = profile.subjects
    return assessment.selected.get(subjects[0]) if subjects else None


def _for_standard(inquiry: Inquiry, demand: Demand) -> tuple[list[Line], Candidate | None]:
    candidates = [
        *certificates_for(inquiry, demand.standard, mark=False),
        *audits_for(inquiry, demand.standard),
    ]
    open_ones = [candidate for candidate in candidates if not candidate.confidential]
    judged = [(_judged(inquiry, demand, one), one) for one in open_ones or candidates]
    if not judged:
        return _without_evidence(inquiry, demand), None
    return _mildest(judged)


def _judged(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> list[Line]:
    """One candidate, judged by itself through all rules on evidence."""
    lines = []
    for name, rule in _ON_EVIDENCE:
        if not inquiry.asks(name):
            continue
        if candidate.confidential and name is not Rule.REQUIRED_STANDARD:
            reason = "Follows from there being no evidence that counts for this buyer."
            lines.append(line(name, demand.standard, Outcome.NOT_APPLICABLE, reason))
        else:
            lines.append(_waived(inquiry, rule(inquiry, demand, candidate)))
    return lines


def _without_evidence(inquiry: Inquiry, demand: Demand) -> list[Line]:
    others = any(
        certificate.standard
        and canonical(certificate.standard) == canonical(demand.standard)
        and not is_of(certificate, demand.standard, mark=False)
        for certificate in inquiry.supplier.certificates
    )
    lines = []
    for name, _ in _ON_EVIDENCE:
        if not inquiry.asks(name):
            continue
        if name is Rule.REQUIRED_STANDARD:
            lines.append(_waived(inquiry, missing_standard(inquiry, demand, others)))
        else:
            reason = "Follows from there being no evidence."
            lines.append(line(name, demand.standard, Outcome.NOT_APPLICABLE, reason))
    return lines


def _for_mark(inquiry: Inquiry, mark: str) -> tuple[list[Line], Candidate | None]:
    if not inquiry.asks(Rule.PRODUCT_CERTIFICATE):
        return [], None
    judged = [
        ([_waived(inquiry, product_certificate(inquiry, mark, one))], one)
        for one in certificates_for(inquiry, mark, mark=True)
        if not one.confidential
    ]
    if not judged:
        return [_waived(inquiry, missing_mark(inquiry, mark))], None
    return _mildest(judged)


def _mildest(
    judged: Iterable[tuple[list[Line], Candidate]],
) -> tuple[list[Line], Candidate]:
    """The candidate with the mildest combined effect, with its lines."""
    return min(judged, key=lambda pair: (worst(pair[0]), pair[1].better_first()))


# --- waivers --------------------------------------------------------------------------------


def _waived(inquiry: Inquiry, judged: Line) -> Line:
    """The line as a waiver leaves it: waivers cover what fails or is unknown, with an effect."""
    if not inquiry.supplier.waivers or not judged.waivable or not worst((judged,)):
        return judged
    if judged.outcome not in (Outcome.FAIL, Outcome.UNKNOWN):
        return judged
    waiver = waiver_for(inquiry.supplier, inquiry.profile, inquiry.buyer, inquiry.day, judged)
    if waiver is None:
        return judged
    return replace(
        judged,
        outcome=Outcome.WAIVED,
        effect=effect_of(judged.rule, Outcome.WAIVED),
        reason=(
            f"{judged.reason} Waived until {long_day(waiver.ends_on)} by {waiver.by}: "
            f"{waiver.reason.rstrip('.')}."
        ),
        evidence=(*judged.evidence, EvidenceRef("waiver", waiver.id, f"waiver by {waiver.by}")),
        cure=judged.cure,
    )


def waiver_for(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date, judged: Line
) -> WaiverFacts | None:
    """The waiver in force on the day that covers a line; the one that lasts longest."""
    fitting = [
        waiver
        for waiver in supplier.waivers
        if waiver.rule is judged.rule
        and (waiver.granted_on or waiver.recorded_on) <= day <= waiver.ends_on
        and waiver_is_for(waiver, profile, buyer)
        and (not waiver.subject or canonical(waiver.subject) == canonical(judged.subject))
    ]
    return max(fitting, key=lambda waiver: (waiver.ends_on, -waiver.id), default=None)


def waiver_is_for(waiver: WaiverFacts, profile: Profile, buyer: BuyerRef | None) -> bool:
    """Whether a waiver belongs to the buyer and profile asked; one that names neither, to none."""
    if waiver.buyer is None and not waiver.profile:
        return False
    if waiver.buyer is not None and waiver.buyer != buyer:
        return False
    return not waiver.profile or waiver.profile.casefold() == profile.name.casefold()
