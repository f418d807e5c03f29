"""What of an audit and of a finding is known on a day: only what was dated on or before it.

The rules ask this of every event themselves. Lists, exports and reports, which tell the records,
read them through here, so that a picture of an earlier day tells nothing of what came after.
"""

from dataclasses import replace
from datetime import date

from domain.facts import AuditFacts, FindingFacts


def is_held(audit: AuditFacts, day: date) -> bool:
    """Whether an audit was held by the day; one whose day is not known, from its recording,
    unless it is planned for a later day."""
    if audit.done_on is not None:
        return audit.done_on <= day
    return audit.recorded_on <= day and (audit.planned_on is None or audit.planned_on <= day)


def audit_on(audit: AuditFacts, day: date) -> AuditFacts:
    """The audit as it was known on the day: one held later is a planned one, without a result.

    Where no day was planned on record, the one it was held on stands for it.
    """
    if is_held(audit, day):
        return audit
    return replace(
        audit,
        planned_on=audit.planned_on or audit.done_on,
        done_on=None,
        result=None,
        score=None,
        next_due_on=None,
    )


def finding_on(finding: FindingFacts, day: date) -> FindingFacts:
    """The finding as it was known on the day: what was done about it later is not told."""
    done, verified = _by(finding.done_on, day), _by(finding.verified_on, day)
    if (done, verified) == (finding.done_on, finding.verified_on):
        return finding
    return replace(finding, done_on=done, verified_on=verified)


def _by(on: date | None, day: date) -> date | None:
    return on if on is not None and on <= day else None
