"""Hypothesis strategies for whole suppliers: evidence of every kind around one autumn."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from domain.facts import (
    ApprovalFacts,
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    EvaluationFacts,
    FindingFacts,
    ScopeDecision,
    StatusEvent,
    SupplierFacts,
    Verification,
)
from domain.qualification import GENERAL_B2B, ProfileException, supplied_profiles
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    CheckResult,
    Criticality,
    Decision,
    EventKind,
    Grading,
    Kind,
    Party,
    SupplierClass,
)

RECORDED = date(2026, 1, 5)
# The three of the worked cases, under the same ids.
BUYERS = (
    BuyerRef(1, "Halden Grid AS"),
    BuyerRef(2, "Nordlicht Elektro GmbH"),
    BuyerRef(3, "Straits Power Supply Pte. Ltd."),
)

_, _, _AUTOMOTIVE, _ELECTRICAL, _OWN = supplied_profiles()
BY_SUPPLIER = replace(
    GENERAL_B2B,
    name="Ours",
    exceptions=(
        ProfileException(profile=_OWN, category="cable", criticality=Criticality.LOW),
        ProfileException(profile=replace(_ELECTRICAL, audit_months=12), category="cable"),
        ProfileException(profile=_AUTOMOTIVE, criticality=Criticality.HIGH),
    ),
)

profiles = st.sampled_from((*supplied_profiles(), BY_SUPPLIER))
days = st.integers(0, 1600).map(lambda count: date(2023, 3, 1) + timedelta(days=count))
maybe_days = st.none() | days
buyer_sets = st.lists(st.sampled_from(BUYERS[:2]), unique=True, max_size=2).map(tuple)


def certificate(id_: int, **values: object) -> CertificateFacts:
    """A certificate of ISO 9001 that everybody recognises, unless said otherwise."""
    plain: dict[str, object] = {
        "standard": "ISO 9001",
        "edition": "2015",
        "number": f"Q-{id_}",
        "certification_body": "SGS",
        "accreditation_body": "UKAS",
        "issued_on": date(2025, 1, 10),
        "expires_on": date(2028, 1, 9),
        "recorded_on": RECORDED,
    }
    return CertificateFacts(id=id_, **(plain | values))  # type: ignore[arg-type]


def supplier(id_: int, name: str, **values: object) -> SupplierFacts:
    """A supplier of which little is recorded, unless said otherwise."""
    return SupplierFacts(id=id_, name=name, recorded_on=RECORDED, **values)  # type: ignore[arg-type]


@st.composite
def events(draw: st.DrawFn) -> StatusEvent:
    """A suspension, restoration, withdrawal or reduction."""
    on = draw(maybe_days)
    ended = on is not None and draw(st.booleans())
    return StatusEvent(
        kind=draw(st.sampled_from(EventKind)),
        on=on,
        until=on + timedelta(days=draw(st.integers(0, 200))) if on and ended else None,
        recorded_on=RECORDED,
    )


@st.composite
def certificates(draw: st.DrawFn) -> CertificateFacts:
    """A certificate or certificate-like record, dated or not, by known and unknown bodies."""
    body = draw(st.sampled_from(("", "", "UKAS", "DAkkS", "Board of Nowhere")))
    recorded = Accreditation.NAMED if body else Accreditation.NOT_RECORDED
    unaccredited = not body and draw(st.integers(0, 5)) == 0
    return CertificateFacts(
        kind=draw(st.sampled_from((None, *Kind))),
        standard=draw(st.sampled_from(("ISO 9001", "ISO 9001", "ISO 14001", "UL 510", ""))),
        edition=draw(st.sampled_from((None, "2015", "2008"))),
        number=draw(st.sampled_from(("", "A-1", "a-2", "B-1"))),
        party=draw(st.sampled_from((None, *Party))),
        certification_body=draw(st.sampled_from(("", "SGS", "BSI", "tüv süd", "Somebody"))),
        accreditation=Accreditation.UNACCREDITED if unaccredited else recorded,
        accreditation_body=body,
        buyers=draw(buyer_sets),
        issued_on=draw(maybe_days),
        valid_from=draw(st.none() | st.none() | days),
        expires_on=draw(maybe_days),
        recorded_on=RECORDED,
        events=tuple(draw(st.lists(events(), max_size=2))),
        verifications=tuple(
            draw(
                st.lists(
                    st.builds(
                        Verification,
                        on=maybe_days,
                        result=st.sampled_from(CheckResult),
                        recorded_on=st.just(RECORDED),
                    ),
                    max_size=1,
                )
            )
        ),
        decisions=tuple(
            draw(
                st.lists(
                    st.builds(
                        ScopeDecision,
                        covers=st.booleans(),
                        on=maybe_days,
                        recorded_on=st.just(RECORDED),
                    ),
                    max_size=1,
                )
            )
        ),
    )


audits = st.builds(
    AuditFacts,
    reference=st.sampled_from(("", "A-1")),
    party=st.sampled_from((None, *Party)),
    kind=st.sampled_from((None, *AuditKind)),
    standard=st.sampled_from(("ISO 9001", "ISO 14001", "")),
    planned_on=maybe_days,
    done_on=maybe_days,
    buyers=buyer_sets,
    result=st.sampled_from((None, *AuditResult)),
    score=st.sampled_from((None, 80.0)),
    next_due_on=maybe_days,
    recorded_on=st.just(RECORDED),
)
findings = st.builds(
    FindingFacts,
    grading=st.sampled_from(Grading),
    statement=st.just("No record"),
    raised_on=maybe_days,
    due_on=maybe_days,
    done_on=maybe_days,
    verified_on=maybe_days,
    recorded_on=st.just(RECORDED),
)
approvals = st.builds(
    ApprovalFacts,
    decision=st.sampled_from(Decision),
    on=maybe_days,
    by=st.just("QM"),
    due_on=maybe_days,
    recorded_on=st.just(RECORDED),
)
percents = st.none() | st.integers(0, 400).map(lambda quarters: quarters / 4)
evaluations = st.builds(
    EvaluationFacts,
    period_from=maybe_days,
    period_to=maybe_days,
    quality=percents,
    score=percents,
    rating=st.sampled_from((None, *SupplierClass)),
    done_on=maybe_days,
    by=st.just("QM"),
    next_due_on=maybe_days,
    recorded_on=st.just(RECORDED),
)


@st.composite
def registers(draw: st.DrawFn, most: int = 4) -> tuple[SupplierFacts, ...]:
    """Some suppliers whose rows are numbered as a register numbers them."""
    number = count(1)

    def numbered(facts: Any, **more: Any) -> Any:
        return replace(facts, id=next(number), **more)

    def certificate(facts: CertificateFacts, supplier_id: int) -> CertificateFacts:
        parts = {
            name: tuple(numbered(part) for part in getattr(facts, name))
            for name in ("events", "verifications", "decisions")
        }
        made: CertificateFacts = numbered(facts, supplier_id=supplier_id, **parts)
        return made

    def supplier(id_: int) -> SupplierFacts:
        own = draw(st.lists(audits, max_size=2))
        own = [numbered(audit, supplier_id=id_) for audit in own]
        found = [
            numbered(finding, audit_id=audit.id)
            for audit in own
            for finding in draw(st.lists(findings, max_size=2))
        ]
        return SupplierFacts(
            id=id_,
            code=draw(st.sampled_from(("", f"S-{id_}"))),
            name=draw(st.sampled_from(("Ánh Dương", "bergland", "Cascade"))) + f" {id_}",
            country=draw(st.sampled_from(("", "VN", "DE"))),
            categories=draw(st.sampled_from(("", "Cable", "tape; cable"))),
            criticality=draw(st.sampled_from((None, *Criticality))),
            recorded_on=RECORDED,
            certificates=tuple(
                certificate(facts, id_) for facts in draw(st.lists(certificates(), max_size=4))
            ),
            audits=tuple(own),
            findings=tuple(found),
            approvals=tuple(map(numbered, draw(st.lists(approvals, max_size=1)))),
            evaluations=tuple(map(numbered, draw(st.lists(evaluations, max_size=2)))),
        )

    return tuple(supplier(id_) for id_ in range(1, draw(st.integers(1, most)) + 1))
