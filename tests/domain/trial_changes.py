"""A supplier in good order, and the changes that the laws of the verdict are tried with.

Each change adds something to what is on record, takes something away or dates it otherwise. Days
lie around `TODAY`; ids are unique among the records of a kind.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.facts import (
    ApprovalFacts,
    EvaluationFacts,
    FindingFacts,
    ScopeDecision,
    SiteFacts,
    StatusEvent,
    SupplierFacts,
    Verification,
)
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
    SupplierStatus,
)
from tests.domain.trial_records import (
    BUYERS,
    HALDEN,
    LONG_AGO,
    NORDLICHT,
    PRODUCTS,
    SITES,
    TODAY,
    Turn,
    a_certificate,
    a_waiver,
    an_audit,
)


def in_order() -> SupplierFacts:
    start = Turn(0, TODAY - timedelta(days=400), TODAY, 0)
    checked = Verification(
        id=1, on=TODAY - timedelta(days=60), result=CheckResult.CONFIRMED, recorded_on=LONG_AGO
    )
    covers = ScopeDecision(id=1, covers=True, on=TODAY - timedelta(days=60), recorded_on=LONG_AGO)
    system = replace(a_certificate(start), id=1, verifications=(checked,), decisions=(covers,))
    surveillance = replace(
        an_audit(replace(start, choice=2)), id=1, done_on=TODAY - timedelta(days=100),
        result=AuditResult.PASSED, next_due_on=None,
    )  # fmt: skip
    return SupplierFacts(
        id=1,
        name="Elbtal GmbH",
        criticality=Criticality.HIGH,
        recorded_on=LONG_AGO,
        sites=(SiteFacts(id=1, name="Dresden", supplies=True),),
        certificates=(
            system,
            replace(a_certificate(start, Kind.PRODUCT), id=2),
        ),
        audits=(
            surveillance,
            replace(surveillance, id=2, party=Party.SECOND, kind=AuditKind.SUPPLIER,
                    buyers=(HALDEN,)),
        ),
        approvals=(
            ApprovalFacts(
                id=1, decision=Decision.APPROVED, on=TODAY - timedelta(days=200),
                recorded_on=LONG_AGO,
            ),
        ),
    )  # fmt: skip


def _certificate(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    kind = Kind.PRODUCT if turn.which == 2 else Kind.MANAGEMENT_SYSTEM
    made = a_certificate(turn, kind)
    if turn.choice % 4 == 1:
        made = replace(made, party=Party.SECOND, buyers=(BUYERS[turn.which % 2],))
    if turn.choice % 5 == 1:
        made = replace(made, supersedes=1 + turn.which)
    return _added(supplier, "certificates", made)


def _redated(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    changed = (
        {"expires_on": turn.later},
        {"expires_on": None},
        {"issued_on": turn.day},
        {"issued_on": None},
        {"valid_from": turn.day},
        {"surveillance_due_on": turn.day},
        {"decided_on": turn.day},
    )
    return _changed(supplier, "certificates", turn, **turn.of(changed))


def _redescribed(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    changed = (
        {"accreditation": Accreditation.NOT_RECORDED, "accreditation_body": ""},
        {"accreditation": Accreditation.UNACCREDITED, "accreditation_body": ""},
        {"certification_body": "Harbour Lab", "accreditation_body": "Board of Nowhere"},
        {"edition": "2008"},
        {"edition": None},
        {"holder": "Sister AG"},
        {"kind": turn.of(Kind)},
        {"kind": None},
        {"party": Party.SECOND, "buyers": (BUYERS[turn.which % 2],)},
        {"sites": ("Leipzig",)},
        {"standard": "CSA"},
        {"verifications": ()},
        {"decisions": ()},
    )
    return _changed(supplier, "certificates", turn, **turn.of(changed))


def _event(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    kind = turn.of(EventKind)
    made = StatusEvent(
        kind=kind,
        on=None if turn.choice % 9 == 8 else turn.day,
        until=turn.later if kind is EventKind.SUSPENDED and turn.choice % 8 >= 4 else None,
        recorded_on=turn.day,
    )
    return _added_to(supplier, turn, "events", made)


def _check(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    on = None if turn.choice % 7 == 6 else turn.day
    made = Verification(on=on, result=turn.of(CheckResult), recorded_on=turn.day)
    return _added_to(supplier, turn, "verifications", made)


def _decision(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    made = ScopeDecision(
        covers=turn.choice % 3 > 0,
        product=PRODUCTS[turn.choice % 4].partition("\n")[0],
        site=SITES[turn.which % 3],
        on=turn.day,
        note="parent company" if turn.choice % 5 == 0 else "",
        recorded_on=turn.day,
    )
    return _added_to(supplier, turn, "decisions", made)


def _audit(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    return _added(supplier, "audits", an_audit(turn))


def _reaudited(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    changed = (
        {"done_on": turn.day},
        {"result": None},
        {"result": AuditResult.FAILED},
        {"next_due_on": turn.later},
        {"site": "Leipzig"},
        {"buyers": (NORDLICHT,), "party": Party.SECOND},
    )
    return _changed(supplier, "audits", turn, **turn.of(changed))


def _finding(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    made = FindingFacts(
        audit_id=turn.which,
        grading=turn.of((Grading.MAJOR, Grading.MINOR, Grading.OBSERVATION)),
        raised_on=turn.maybe(turn.day, every=2),
        due_on=turn.day + timedelta(days=60),
        done_on=turn.later if turn.choice % 4 > 1 else None,
        verified_on=turn.later if turn.choice % 8 > 5 else None,
        recorded_on=turn.day,
    )
    return _added(supplier, "findings", made)


def _approval(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    made = ApprovalFacts(
        decision=turn.of(Decision),
        on=turn.day,
        ends_on=turn.later if turn.choice % 8 > 4 else None,
        due_on=turn.maybe(turn.later, every=4),
        recorded_on=turn.day,
    )
    return _added(supplier, "approvals", made)


def _evaluation(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    made = EvaluationFacts(
        period_to=turn.day,
        rating=turn.of((None, *SupplierClass)),
        score=float(turn.choice * 7 % 101),
        done_on=turn.later if turn.choice % 2 else None,
        next_due_on=turn.maybe(turn.later + timedelta(days=90), every=4),
        recorded_on=turn.day,
    )
    return _added(supplier, "evaluations", made)


def _waiver(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    return _added(supplier, "waivers", a_waiver(turn))


def _site(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    sites = (
        SiteFacts(id=1, name="Dresden", supplies=turn.which < 2, products=turn.of(PRODUCTS)),
        SiteFacts(id=2, name="Leipzig", supplies=turn.which > 0),
    )
    return replace(supplier, sites=sites[: turn.which], supplies=turn.of(("", "PVC tape", "Tapes")))


def _supplier(supplier: SupplierFacts, turn: Turn) -> SupplierFacts:
    changed: tuple[dict[str, Any], ...] = (
        {"status": SupplierStatus.WITHDRAWN, "withdrawn_on": turn.day},
        {"criticality": None},
        {"criticality": Criticality.LOW},
        {"certificates": supplier.certificates[1:]},
        {"audits": supplier.audits[1:]},
        {"approvals": ()},
        {"audits": ()},
    )
    return replace(supplier, **turn.of(changed))


CHANGES: tuple[Callable[[SupplierFacts, Turn], SupplierFacts], ...] = (
    *(_certificate, _certificate, _redated, _redescribed, _event, _event, _check, _decision),
    *(_audit, _audit, _reaudited, _finding, _approval, _evaluation, _site, _supplier, _waiver),
)


def _added(supplier: SupplierFacts, name: str, record: Any) -> SupplierFacts:
    held = getattr(supplier, name)
    number = max((each.id for each in held), default=0) + 1
    return replace(supplier, **{name: (*held, replace(record, id=number))})


def _changed(supplier: SupplierFacts, name: str, turn: Turn, **values: Any) -> SupplierFacts:
    held = list(getattr(supplier, name))
    if held:
        place = turn.which % len(held)
        held[place] = replace(held[place], **values)
    return replace(supplier, **{name: tuple(held)})


def _added_to(supplier: SupplierFacts, turn: Turn, name: str, record: Any) -> SupplierFacts:
    """With one more event, check or decision of a certificate."""
    if not supplier.certificates:
        return supplier
    held = getattr(supplier.certificates[turn.which % len(supplier.certificates)], name)
    more = (*held, replace(record, id=len(held) + 1))
    return _changed(supplier, "certificates", turn, **{name: more})
