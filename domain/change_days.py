"""The days on which the standing of a piece of evidence can change.

A day too many does no harm, a day missed would: the stretches between them are judged on
their first day only.
"""

from datetime import date
from typing import TYPE_CHECKING

from domain.days import day_after
from domain.facts import AuditFacts, CertificateFacts
from domain.lifetime import Lifetime
from domain.recognition import recognition_days
from domain.renewal import Renewals
from domain.validity import audit_expiry

if TYPE_CHECKING:
    from domain.directory import Directory


def certificate_change_days(certificate: CertificateFacts, renewals: Renewals) -> set[date]:
    """Every first day of a new state, cover or history of a certificate.

    Those of its recognition are told by `recognition_days`.
    """
    days = _life_days(renewals.life(certificate))
    waiting, seen = [certificate], {id(certificate)}
    while waiting:
        for successor in renewals.successors(waiting.pop()):
            days.update((successor.issued_on, successor.starts_on))
            days |= _life_days(successor.life)
            if id(successor.certificate) not in seen:
                seen.add(id(successor.certificate))
                waiting.append(successor.certificate)
    return days


def audit_change_days(
    audit: AuditFacts, audits: tuple[AuditFacts, ...], directory: "Directory"
) -> set[date]:
    """The day an audit was done, the day after its end, and the days of later audits."""
    days = {other.done_on for other in audits if other.done_on is not None}
    days.update(recognition_days(audit, directory))
    days.add(audit.recorded_on)
    if audit.planned_on is not None:
        days.add(audit.planned_on)
    end = audit_expiry(audit)
    if end is not None:
        days.add(day_after(end))
    return days


def _life_days(life: Lifetime) -> set[date]:
    days = {day for day in (life.starts_on, life.withdrawn_on) if day is not None}
    if life.ends_on is not None:
        days.add(day_after(life.ends_on))
    for suspension in life.suspensions:
        days.add(suspension.first)
        if suspension.last is not None:
            days.add(day_after(suspension.last))
    return days
