"""The rules on the supplier itself: in use, nonconformities, approval."""

from dataclasses import dataclass
from datetime import date

from domain.assessment import EvidenceRef, Line
from domain.facts import ApprovalFacts, FindingFacts, SupplierFacts
from domain.inquiry import Inquiry, is_of_another_buyer, line, raised_on
from domain.vocabulary import Decision, Effect, Grading, Outcome, Rule, SupplierStatus
from domain.wording import counted, finding_label, in_days, long_day

CRITERIA = "ISO 9001:2015, 8.4.1"
CORRECTIVE_ACTION = "ISO 9001:2015, 10.2"


def supplier_in_use(inquiry: Inquiry) -> Line:
    """Whether the supplier is neither withdrawn nor disqualified on the day."""
    supplier, day = inquiry.supplier, inquiry.day
    latest = latest_approval(supplier, day)
    ref = EvidenceRef("supplier", supplier.id, supplier.code or supplier.name)
    outcome, reason, cure = Outcome.FAIL, "In use; neither withdrawn nor disqualified.", ""
    if _is_withdrawn(supplier, day):
        since = f" on {long_day(supplier.withdrawn_on)}" if supplier.withdrawn_on else ""
        why = f": {supplier.withdrawn_reason}" if supplier.withdrawn_reason else ""
        reason = f"The supplier was withdrawn{since}{why}".rstrip(".") + "."
        cure = "Take the supplier back into use, if it is to supply again."
    elif latest is not None and latest.decision is Decision.DISQUALIFIED:
        ref = _approval_ref(latest)
        reason = f"The supplier was disqualified on {long_day(_decided_on(latest))}."
        cure = "A new decision on the supplier is needed."
    else:
        outcome = Outcome.PASS
    return line(
        Rule.SUPPLIER_IN_USE,
        "",
        outcome,
        reason,
        evidence=(ref,),
        source=CRITERIA,
        cure=cure,
        waivable=False,
    )


def approval(inquiry: Inquiry) -> Line:
    """The organisation's own decision on the supplier, as it stands on the day."""
    latest = latest_approval(inquiry.supplier, inquiry.day)
    if latest is None:
        return _approval_line(None, "No decision on the supplier is on record.", "Decide on it.")
    on = long_day(_decided_on(latest))
    if latest.decision is Decision.DISQUALIFIED:
        if inquiry.asks(Rule.SUPPLIER_IN_USE):
            reason = "Follows from the supplier being disqualified."
            return line(Rule.APPROVAL, "", Outcome.NOT_APPLICABLE, reason)
        return _approval_line(latest, f"Disqualified on {on}.", "A new decision is needed.", True)
    if latest.decision is Decision.SUSPENDED:
        reason = f"The approval was suspended on {on}."
        return _approval_line(latest, reason, "A new decision is needed.", True)
    if latest.due_on is not None and latest.due_on < inquiry.day:
        late = in_days((inquiry.day - latest.due_on).days)
        reason = f"Re-evaluation was due on {long_day(latest.due_on)}, {late} ago."
        return _approval_line(latest, reason, "Re-evaluate the supplier and record the decision.")
    if latest.decision is Decision.CONDITIONAL:
        reason = f"Approved with conditions on {on}"
        reason += f": {latest.conditions.rstrip('.')}." if latest.conditions else "."
        return _approval_line(latest, reason, "Decide again when the conditions are met.")
    due = f"; re-evaluation due {long_day(latest.due_on)}" if latest.due_on else ""
    return line(
        Rule.APPROVAL,
        "",
        Outcome.PASS,
        f"Approved on {on}{due}.",
        evidence=(_approval_ref(latest),),
        source=CRITERIA,
    )


def latest_approval(supplier: SupplierFacts, day: date) -> ApprovalFacts | None:
    """The last decision on a supplier by the day; an undated one counts from its recording."""
    known = [a for a in supplier.approvals if _decided_on(a) <= day]
    return max(known, key=lambda a: (_decided_on(a), a.id), default=None)


def nonconformities(inquiry: Inquiry) -> Line:
    """Open major nonconformities, and minor ones whose action is overdue.

    Those that other buyers' audits raised are confidential: their open majors count, unnamed.
    """
    found = _findings(inquiry)
    refs = tuple(
        EvidenceRef("finding", finding.id, finding_label(finding))
        for finding in (*found.majors, *found.minors)
    )
    if not (found.majors or found.minors or found.unnamed):
        return line(
            Rule.NONCONFORMITIES,
            "",
            Outcome.PASS,
            "No open major and no overdue minor nonconformity is on record.",
            source=CORRECTIVE_ACTION,
        )
    grave = bool(found.majors or found.unnamed)
    return line(
        Rule.NONCONFORMITIES,
        "",
        Outcome.FAIL,
        " ".join(_finding_sentences(found, inquiry.day)),
        evidence=refs,
        source=CORRECTIVE_ACTION,
        cure="Clears when the corrective action is evidenced and its effect verified.",
        asked_of=inquiry.supplier.name,
        effect=Effect.NOT_QUALIFIED if grave else Effect.CONDITIONAL,
    )


@dataclass(frozen=True, slots=True)
class _Findings:
    """What is open on the day; `unnamed` counts open majors of other buyers' audits."""

    majors: tuple[FindingFacts, ...]
    minors: tuple[FindingFacts, ...]
    unnamed: int


def _findings(inquiry: Inquiry) -> _Findings:
    audits = {audit.id: audit for audit in inquiry.supplier.audits}
    majors, minors, unnamed = [], [], 0
    for finding in inquiry.supplier.findings:
        audit = audits.get(finding.audit_id)
        if raised_on(finding, audit) > inquiry.day:
            continue
        foreign = audit is not None and is_of_another_buyer(audit, inquiry.buyer, inquiry.directory)
        if is_open_major(finding, inquiry.day):
            unnamed += foreign
            if not foreign:
                majors.append(finding)
        elif is_overdue_minor(finding, inquiry.day) and not foreign:
            minors.append(finding)
    return _Findings(tuple(majors), tuple(minors), unnamed)


def is_open_major(finding: FindingFacts, day: date) -> bool:
    """A major is open until the effect of its action is verified (ISO 9001:2015, 10.2.1)."""
    if finding.grading is not Grading.MAJOR:
        return False
    return finding.verified_on is None or finding.verified_on > day


def is_overdue_minor(finding: FindingFacts, day: date) -> bool:
    """A minor is overdue after its due date until its action is done."""
    if finding.grading is not Grading.MINOR or finding.due_on is None or finding.due_on >= day:
        return False
    closed = [d for d in (finding.done_on, finding.verified_on) if d is not None]
    return min(closed, default=date.max) > day


def _finding_sentences(found: _Findings, day: date) -> list[str]:
    sentences = []
    for finding in found.majors:
        done = finding.done_on is not None and finding.done_on <= day
        tail = "; its action is done, its effect not yet verified" if done else ""
        sentences.append(f"Major nonconformity {finding_label(finding)} is open{tail}.")
    if found.unnamed:
        count = counted(found.unnamed, "open major nonconformity", "open major nonconformities")
        verb = "stems" if found.unnamed == 1 else "stem"
        sentences.append(f"{count} {verb} from other customers' audits.")
    for finding in found.minors:
        if finding.due_on is not None:
            late = in_days((day - finding.due_on).days)
            sentences.append(
                f"Minor nonconformity {finding_label(finding)} was due on "
                f"{long_day(finding.due_on)}, {late} ago."
            )
    return sentences


def _is_withdrawn(supplier: SupplierFacts, day: date) -> bool:
    if supplier.status is not SupplierStatus.WITHDRAWN:
        return False
    return supplier.withdrawn_on is None or supplier.withdrawn_on <= day


def _decided_on(approval_: ApprovalFacts) -> date:
    return approval_.on or approval_.recorded_on


def _approval_ref(latest: ApprovalFacts) -> EvidenceRef:
    return EvidenceRef("approval", latest.id, f"decision of {long_day(_decided_on(latest))}")


def _approval_line(
    latest: ApprovalFacts | None, reason: str, cure: str, grave: bool = False
) -> Line:
    return line(
        Rule.APPROVAL,
        "",
        Outcome.FAIL,
        reason,
        evidence=(_approval_ref(latest),) if latest else (),
        source=CRITERIA,
        cure=cure,
        effect=Effect.NOT_QUALIFIED if grave else Effect.CONDITIONAL,
    )
