"""Waivers: what one covers, for whom, until when, and what it leaves of a line.

A waiver belongs to one rule of one supplier, for a buyer or under a profile (by its name, that of
the profile the supplier is judged under). It covers what is not met or unknown, and is never as
good as being met: the effect is conditional.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.assessment import EvidenceRef, Line, Profile, effect_of, worst
from domain.facts import BuyerRef, SupplierFacts, WaiverFacts
from domain.inquiry import Inquiry
from domain.kinds import alternatives_by_name, edition_named
from domain.vocabulary import Outcome
from domain.wording import long_day


def waived(inquiry: Inquiry, judged: Line, alternative: str = "") -> Line:
    """The line as a waiver leaves it. `alternative`: the one of the demand's that was judged."""
    if not inquiry.supplier.waivers or not judged.waivable or not worst((judged,)):
        return judged
    if judged.outcome not in (Outcome.FAIL, Outcome.UNKNOWN):
        return judged
    waiver = waiver_for(inquiry, judged, alternative)
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
        word="waived",
        until=None,
    )


def waiver_for(inquiry: Inquiry, judged: Line, alternative: str = "") -> WaiverFacts | None:
    """The waiver in force on the day that covers a line; the one that lasts longest."""
    spoken_of = alternative or judged.subject
    fitting = [
        waiver
        for waiver in waivers_in_force(inquiry.supplier, inquiry.day)
        if waiver.rule is judged.rule
        and waiver_is_for(waiver, inquiry.profile, inquiry.buyer)
        and (not waiver.subject or _speaks_of(waiver.subject, spoken_of))
    ]
    return max(fitting, key=lambda waiver: (waiver.ends_on, -waiver.id), default=None)


def waivers_in_force(supplier: SupplierFacts, day: date) -> Iterable[WaiverFacts]:
    """The waivers granted by the day that have not ended before it."""
    for waiver in supplier.waivers:
        if (waiver.granted_on or waiver.recorded_on) <= day <= waiver.ends_on:
            yield waiver


def waiver_is_for(waiver: WaiverFacts, profile: Profile, buyer: BuyerRef | None) -> bool:
    """Whether a waiver belongs to the buyer and profile asked; one that names neither, to none."""
    if waiver.buyer is None and not waiver.profile:
        return False
    if waiver.buyer is not None and waiver.buyer != buyer:
        return False
    return not waiver.profile or _key(waiver.profile) == _key(profile.name)


def _speaks_of(subject: str, spoken_of: str) -> bool:
    """Whether a waiver for a subject speaks of what was judged: of one of the standards or marks
    it names, in the same edition where both name one."""
    return any(
        name == other and len({edition_named(one), edition_named(judged)} - {None}) < 2
        for one, name in alternatives_by_name(subject)
        for judged, other in alternatives_by_name(spoken_of)
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
