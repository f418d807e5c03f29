"""The rules on the supplier itself: in use, nonconformities."""

from dataclasses import dataclass
from datetime import date

from domain.assessment import EvidenceRef, Line
from domain.facts import FindingFacts, SupplierFacts
from domain.inquiry import Inquiry, is_of_another_buyer, line, raised_on
from domain.reevaluation import decided_on, has_ended, latest_approval
from domain.rule_approval import approval_ref
from domain.vocabulary import Decision, Effect, Grading, Outcome, Rule, SupplierStatus
from domain.wording import counted, finding_label, in_days, long_day, nonconformity

CRITERIA = "ISO 9001:2015, 8.4.1"
_VERIFY = "Clears when the corrective action is evidenced and its effect verified."
_DO = "Clears when the corrective action is done and recorded."
CORRECTIVE_ACTION = "ISO 9001:2015, 10.2"


def supplier_in_use(inquiry: Inquiry) -> Line:
    """Whether the supplier is neither withdrawn nor disqualified on the day."""
    supplier, day = inquiry.supplier, inquiry.day
    latest = latest_approval(supplier, day)
    ref = EvidenceRef("supplier", supplier.id, supplier.code or supplier.name)
    outcome, reason, cure = Outcome.FAIL, "In use; neither withdrawn nor disqualified.", ""
    word = ""
    if _is_withdrawn(supplier, day):
        since = f" on {long_day(supplier.withdrawn_on)}" if supplier.withdrawn_on else ""
        why = f": {supplier.withdrawn_reason}" if supplier.withdrawn_reason else ""
        reason = f"The supplier was withdrawn{since}{why}".rstrip(".") + "."
        cure, word = "Take the supplier back into use, if it is to supply again.", "withdr."
    elif latest and latest.decision is Decision.DISQUALIFIED and not has_ended(latest, day):
        ref = approval_ref(latest)
        reason = f"The supplier was disqualified on {long_day(decided_on(latest))}."
        cure, word = "A new decision on the supplier is needed.", "disq."
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
        word=word,
    )


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
        cure=_VERIFY if grave else _DO,
        asked_of=inquiry.supplier.name,
        effect=Effect.NOT_QUALIFIED if grave else Effect.CONDITIONAL,
        word="major" if grave else "late",
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


def is_open_finding(finding: FindingFacts, day: date) -> bool:
    """Whether something is still to be done by the day: the action, or for a major
    nonconformity, which stays open until then, the verification of its effect."""
    if finding.grading is Grading.MAJOR:
        return is_open_major(finding, day)
    return _acted_on(finding) > day


def is_overdue_minor(finding: FindingFacts, day: date) -> bool:
    """A minor is overdue after its due date until its action is done."""
    if finding.grading is not Grading.MINOR or finding.due_on is None or finding.due_on >= day:
        return False
    return _acted_on(finding) > day


def _acted_on(finding: FindingFacts) -> date:
    """The day the action was done, or its effect verified; the last of all while neither is."""
    closed = [d for d in (finding.done_on, finding.verified_on) if d is not None]
    return min(closed, default=date.max)


def _finding_sentences(found: _Findings, day: date) -> list[str]:
    sentences = []
    for finding in found.majors:
        done = finding.done_on is not None and finding.done_on <= day
        tail = "; its action is done, its effect not yet verified" if done else ""
        sentences.append(f"{nonconformity(finding)} is open{tail}.")
    if found.unnamed:
        count = counted(found.unnamed, "open major nonconformity", "open major nonconformities")
        verb = "stems" if found.unnamed == 1 else "stem"
        sentences.append(f"{count} {verb} from other customers' audits.")
    for finding in found.minors:
        if finding.due_on is not None:
            late = in_days((day - finding.due_on).days)
            sentences.append(
                f"{nonconformity(finding)} was due on {long_day(finding.due_on)}, {late} ago."
            )
    return sentences


def _is_withdrawn(supplier: SupplierFacts, day: date) -> bool:
    if supplier.status is not SupplierStatus.WITHDRAWN:
        return False
    return supplier.withdrawn_on is None or supplier.withdrawn_on <= day
