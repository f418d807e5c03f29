"""Drawing the verdict: which evidence stands for each demand, and the worst effect."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from domain.assessment import Assessment, Demand, Line, Profile, verdict_of, worst
from domain.facts import BuyerRef, SupplierFacts
from domain.inquiry import Candidate, Inquiry, audits_for, certificates_for, line
from domain.profiles import refuse_without_demand
from domain.rule_approval import approval
from domain.rule_audit import second_party_audit
from domain.rule_evidence import edition, in_force, margin
from domain.rule_missing import missing_mark, missing_standard
from domain.rule_product import no_mark_demanded, product_certificate
from domain.rule_scope import site_and_product
from domain.rule_standard import required_standard
from domain.rule_supplier import nonconformities, supplier_in_use
from domain.rule_upkeep import surveillance, verification
from domain.validity import USUAL_WINDOWS, Windows
from domain.vocabulary import Outcome, Rule
from domain.waivers import waived

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

    The supplier is judged under the profile that holds for it, which may be that of one of the
    profile's exceptions. Raises `UserError` for a profile that demands nothing.
    """
    refuse_without_demand(profile)
    own = profile.for_supplier(supplier)
    inquiry = Inquiry(supplier, own, buyer, day, directory, windows)
    lines = [waived(inquiry, rule(inquiry)) for name, rule in _ON_SUPPLIER if inquiry.asks(name)]
    selected: dict[str, tuple[str, int]] = {}
    for demand in own.standards:
        found, chosen = _for_standard(inquiry, demand)
        lines += found
        if chosen is not None:
            selected[demand.standard] = chosen.key
    for mark in own.marks:
        found, chosen = _for_mark(inquiry, mark)
        lines += found
        if chosen is not None:
            selected[mark] = chosen.key
    if not own.marks and inquiry.asks(Rule.PRODUCT_CERTIFICATE):
        lines.append(no_mark_demanded())
    lines.sort(key=lambda one: _ORDER[one.rule])
    return Assessment(
        verdict=verdict_of(lines),
        lines=tuple(lines),
        profile=own.name,
        buyer=buyer.name if buyer else "",
        day=day,
        subjects=own.subjects,
        selected=selected,
    )


def shown_evidence(assessment: Assessment) -> tuple[str, int] | None:
    """Type and id of the evidence that a supplier's row shows: for the profile's first demand."""
    subjects = assessment.subjects
    return assessment.selected.get(subjects[0]) if subjects else None


def _for_standard(inquiry: Inquiry, demand: Demand) -> tuple[list[Line], Candidate | None]:
    candidates = [
        *certificates_for(inquiry, demand.standard, mark=False),
        *audits_for(inquiry, demand.standard),
    ]
    open_ones = [candidate for candidate in candidates if not candidate.confidential]
    if not open_ones:
        return _without_evidence(inquiry, demand, candidates), None
    return _mildest([(_judged(inquiry, demand, one), one) for one in open_ones])


def _judged(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> list[Line]:
    """One candidate, judged by itself through all rules on evidence."""
    return [
        waived(inquiry, rule(inquiry, demand, candidate), candidate.alternative)
        for name, rule in _ON_EVIDENCE
        if inquiry.asks(name)
    ]


def _without_evidence(
    inquiry: Inquiry, demand: Demand, confidential: list[Candidate]
) -> list[Line]:
    """No evidence that counts for this buyer: the first rule asked says so, the others follow.

    `confidential` is the evidence of other buyers.
    """
    lines: list[Line] = []
    for name, _ in _ON_EVIDENCE:
        if not inquiry.asks(name):
            continue
        if not lines:
            lines.append(waived(inquiry, missing_standard(inquiry, demand, name, confidential)))
        else:
            reason = "Follows from there being no evidence that counts."
            lines.append(line(name, demand.standard, Outcome.NOT_APPLICABLE, reason))
    return lines


def _for_mark(inquiry: Inquiry, mark: str) -> tuple[list[Line], Candidate | None]:
    if not inquiry.asks(Rule.PRODUCT_CERTIFICATE):
        return [], None
    judged = [
        ([waived(inquiry, product_certificate(inquiry, mark, one), one.alternative)], one)
        for one in certificates_for(inquiry, mark, mark=True)
        if not one.confidential
    ]
    if not judged:
        return [waived(inquiry, missing_mark(inquiry, mark))], None
    return _mildest(judged)


def _mildest(
    judged: Iterable[tuple[list[Line], Candidate]],
) -> tuple[list[Line], Candidate]:
    """The candidate with the mildest combined effect, with its lines."""
    return min(judged, key=lambda pair: (worst(pair[0]), pair[1].better_first()))
