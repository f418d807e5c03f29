"""What holds of every verdict, whatever is on record.

Where a law needs a condition, the test names it and says why: the rules of renewal and of later
audits let one record take another's place, and then the later one counts, better or worse.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.assessment import worst
from domain.directory import Directory
from domain.facts import (
    BuyerRef,
    SupplierFacts,
)
from domain.qualification import Assessment, Demand, Profile, ProfileException, assess
from domain.vocabulary import (
    AuditResult,
    CheckResult,
    Effect,
    EventKind,
    Outcome,
    Party,
    Rule,
    Verdict,
)
from tests.domain.trial_cuts import (
    as_known_on,
    renewing,
    voids_a_renewal,
    with_certificate,
    without,
    without_audit,
)
from tests.domain.trial_records import (
    HALDEN,
    NORDLICHT,
    TODAY,
    Turn,
    a_certificate,
    a_waiver,
    an_audit,
)
from tests.domain.trials import ASKING, DAYS, PROFILES, SUPPLIERS, TURNS

DIRECTORY = Directory.load()
ORDER = tuple(Verdict)
ADVERSE = (EventKind.SUSPENDED, EventKind.WITHDRAWN, EventKind.SCOPE_REDUCED)
tried = settings(max_examples=150, deadline=None)


def judged(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date = TODAY
) -> Assessment:
    return assess(supplier, profile, buyer, day, DIRECTORY)


def grade(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date = TODAY
) -> int:
    """0 qualified, 1 conditional, 2 not qualified."""
    return ORDER.index(judged(supplier, profile, buyer, day).verdict)


def outcomes(found: Assessment) -> Counter[tuple[Rule, str, Outcome, Effect]]:
    return Counter((line.rule, line.subject, line.outcome, line.effect) for line in found.lines)


# --- Removing what speaks against a supplier never makes it worse ---------------------------


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_an_adverse_event_never_worsens_a_verdict(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    before = grade(supplier, profile, buyer, day)
    for certificate in supplier.certificates:
        for event in certificate.events:
            if event.kind not in ADVERSE or voids_a_renewal(certificate, event, supplier):
                continue
            mended = replace(certificate, events=without(certificate.events, event))
            assert (
                grade(with_certificate(supplier, certificate, mended), profile, buyer, day)
                <= before
            )


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_a_contradicted_check_never_worsens_a_verdict(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    before = grade(supplier, profile, buyer, day)
    for certificate in supplier.certificates:
        for check in certificate.verifications:
            if check.result is CheckResult.CONTRADICTED:
                checks = without(certificate.verifications, check)
                mended = replace(certificate, verifications=checks)
                assert (
                    grade(with_certificate(supplier, certificate, mended), profile, buyer, day)
                    <= before
                )


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_a_finding_or_a_failed_customer_audit_never_worsens_a_verdict(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    before = grade(supplier, profile, buyer, day)
    for finding in supplier.findings:
        cleared = replace(supplier, findings=without(supplier.findings, finding))
        assert grade(cleared, profile, buyer, day) <= before
    for audit in supplier.audits:
        if audit.party is Party.SECOND and audit.result is AuditResult.FAILED:
            assert grade(without_audit(supplier, audit), profile, buyer, day) <= before


# --- Removing what speaks for a supplier never makes it better -------------------------------


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_an_unlinked_certificate_never_improves_a_verdict(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    """Unlinked: it renews no other. A renewal takes its predecessor's place; without it the
    predecessor, which may stand better, would be evidence again."""
    before = grade(supplier, profile, buyer, day)
    linked = renewing(supplier)
    for certificate in supplier.certificates:
        if any(certificate is other for other in linked):
            continue
        if any(event.kind in ADVERSE for event in certificate.events):
            continue
        left = replace(supplier, certificates=without(supplier.certificates, certificate))
        assert grade(left, profile, buyer, day) >= before


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_a_passed_audit_never_improves_a_verdict(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    """Its findings stay out of it: they speak against. So does an early day for the next audit:
    by that the buyer gave the passed one a shorter life, also in the place of an earlier one."""
    before = grade(supplier, profile, buyer, day)
    for audit in supplier.audits:
        if audit.result is not AuditResult.PASSED or audit.party is Party.THIRD:
            continue
        if any(finding.audit_id == audit.id for finding in supplier.findings):
            continue
        if audit.next_due_on is None:
            assert grade(without_audit(supplier, audit), profile, buyer, day) >= before


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_a_passed_surveillance_audit_never_improves_a_verdict_but_for_the_next_one(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    """But for surveillance itself: only an audit on record can make the next one be missing."""
    asked = replace(profile, rules=profile.rules - {Rule.SURVEILLANCE} | {Rule.IN_FORCE})
    before = grade(supplier, asked, buyer, day)
    for audit in supplier.audits:
        found_nothing = all(finding.audit_id != audit.id for finding in supplier.findings)
        if audit.party is Party.THIRD and audit.result is AuditResult.PASSED and found_nothing:
            assert grade(without_audit(supplier, audit), asked, buyer, day) >= before


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_removing_a_confirmation_never_improves_a_verdict(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    before = grade(supplier, profile, buyer, day)
    for certificate in supplier.certificates:
        for check in certificate.verifications:
            if check.result is CheckResult.CONFIRMED:
                checks = without(certificate.verifications, check)
                doubted = replace(certificate, verifications=checks)
                assert (
                    grade(with_certificate(supplier, certificate, doubted), profile, buyer, day)
                    >= before
                )


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS, TURNS)
def test_a_waiver_never_worsens_a_verdict_and_never_makes_a_supplier_qualified(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    turn: Turn,
) -> None:
    before = grade(supplier, profile, buyer, day)
    more = replace(supplier, waivers=(*supplier.waivers, replace(a_waiver(turn), id=99)))
    after = grade(more, profile, buyer, day)
    assert after <= before
    assert after > 0 or before == 0


# --- Other buyers ---------------------------------------------------------------------------


@tried
@given(SUPPLIERS, PROFILES, DAYS, TURNS)
def test_another_buyer_s_audit_never_helps(
    supplier: SupplierFacts,
    profile: Profile,
    day: date,
    turn: Turn,
) -> None:
    before = grade(supplier, profile, HALDEN, day)
    values = {"id": 99, "party": Party.SECOND, "buyers": (NORDLICHT,)}
    theirs = replace(an_audit(turn), **values)
    assert grade(replace(supplier, audits=(*supplier.audits, theirs)), profile, HALDEN, day) >= (
        before
    )
    listed = replace(a_certificate(turn), **values)
    more = replace(supplier, certificates=(*supplier.certificates, listed))
    assert grade(more, profile, HALDEN, day) >= before


@tried
@given(SUPPLIERS, PROFILES, DAYS)
def test_another_buyer_s_audit_is_nowhere_named(
    supplier: SupplierFacts, profile: Profile, day: date
) -> None:
    secret = [
        replace(audit, reference=f"NE-{audit.id}") if NORDLICHT in audit.buyers else audit
        for audit in supplier.audits
    ]
    found = judged(replace(supplier, audits=tuple(secret)), profile, HALDEN, day)
    for line in found.lines:
        told = [line.reason, line.cure, *(ref.label for ref in line.evidence)]
        assert not any("NE-" in words or NORDLICHT.name in words for words in told)


# --- Days -----------------------------------------------------------------------------------


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_as_of_a_day_nothing_dated_after_it_counts(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    found = judged(supplier, profile, buyer, day)
    assert outcomes(judged(as_known_on(supplier, day), profile, buyer, day)) == outcomes(found)


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_as_of_today_equals_today_whatever_other_days_were_asked_between(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    today = judged(supplier, profile, buyer)
    judged(supplier, profile, buyer, day)
    judged(supplier, profile, None, day + timedelta(days=1))
    assert judged(supplier, profile, buyer, TODAY) == today


# --- Others beside it -------------------------------------------------------------------------


@tried
@given(st.lists(SUPPLIERS, min_size=1, max_size=3), SUPPLIERS, PROFILES, ASKING)
def test_adding_an_unrelated_supplier_changes_nothing(
    known: list[SupplierFacts], other: SupplierFacts, profile: Profile, buyer: BuyerRef | None
) -> None:
    """Ids of their records may be the same ones: records of two suppliers never meet."""

    def listed(all_of_them: Iterable[SupplierFacts]) -> dict[int, Assessment]:
        return {one.id: judged(one, profile, buyer) for one in all_of_them}

    known = [replace(one, id=number) for number, one in enumerate(known, 1)]
    before = listed(known)
    after = listed((replace(other, id=99), *known))
    assert {number: after[number] for number in before} == before


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS, st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_does_not_matter(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date, random: Any
) -> None:
    mixed: dict[str, Any] = {}
    for name in ("certificates", "audits", "findings", "approvals", "evaluations", "waivers"):
        held = list(getattr(supplier, name))
        random.shuffle(held)
        mixed[name] = tuple(held)
    found = judged(replace(supplier, **mixed), profile, buyer, day)
    assert outcomes(found) == outcomes(judged(supplier, profile, buyer, day))
    assert found.selected == judged(supplier, profile, buyer, day).selected


# --- Profiles ---------------------------------------------------------------------------------


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_of_alternatives_the_mildest_stands(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    supplier = replace(supplier, waivers=())  # one may name a single alternative

    def effect(standard: str, mark: str) -> tuple[int, int]:
        asked = replace(profile, standards=(Demand(standard=standard),), marks=(mark,))
        lines = judged(supplier, asked, buyer, day).lines
        of_mark = Rule.PRODUCT_CERTIFICATE
        return (
            worst(n for n in lines if n.subject == standard and n.rule is not of_mark),
            worst(n for n in lines if n.subject == mark and n.rule is of_mark),
        )

    one, other = effect("ISO 9001", "UL"), effect("ISO 14001", "CSA")
    assert effect("ISO 9001 or ISO 14001", "UL or CSA") == tuple(map(min, one, other))


@tried
@given(SUPPLIERS, PROFILES, PROFILES, ASKING, st.sampled_from(("tape", "cable")))
def test_under_a_profile_for_some_a_supplier_is_judged_as_under_that_profile_alone(
    supplier: SupplierFacts, usual: Profile, own: Profile, buyer: BuyerRef | None, category: str
) -> None:
    supplier = replace(supplier, categories="Tape, film")
    exception = ProfileException(profile=own, category=category)
    found = judged(supplier, replace(usual, exceptions=(exception,)), buyer)
    assert found == judged(supplier, own if category == "tape" else usual, buyer)


# --- What every assessment says -----------------------------------------------------------------


@tried
@given(SUPPLIERS, PROFILES, ASKING, DAYS)
def test_the_verdict_is_the_worst_effect_and_every_line_explains_itself(
    supplier: SupplierFacts, profile: Profile, buyer: BuyerRef | None, day: date
) -> None:
    found = judged(supplier, profile, buyer, day)
    assert ORDER.index(found.verdict) == worst(found.lines)
    assert {line.rule for line in found.lines} <= profile.rules
    assert len(outcomes(found)) == len(found.lines)  # one line per rule and subject
    for line in found.lines:
        assert line.reason.endswith((".", "?"))
        assert line.reason[:1] == line.reason[:1].upper()
        if line.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
            assert (line.effect, line.cure) == (Effect.NONE, "")
        else:
            assert line.cure.endswith(".")
            assert line.source
            assert line.effect is not Effect.NONE or line.outcome is Outcome.UNKNOWN
