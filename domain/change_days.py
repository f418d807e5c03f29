"""The days on which the standing of a piece of evidence can change.

A day too many does no harm, a day missed would: the stretches between them are judged on
their first day only.
"""

from datetime import date
from typing import TYPE_CHECKING

from domain.checks import checked_on
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
    own = renewals.successors(certificate)
    replaced_on = next((s.replaces_from for s in own if not s.is_void), date.max)
    days.add(replaced_on)
    # Only what was issued before the certificate became history can carry its cover on.
    waiting = [s for s in own if s.issued_on < replaced_on]
    seen = {id(certificate)}
    while waiting:
        successor = waiting.pop()
        if id(successor.certificate) in seen:
            continue
        seen.add(id(successor.certificate))
        days |= {successor.issued_on, successor.starts_on, *_life_days(successor.life)}
        days |= {checked_on(check) for check in successor.certificate.verifications}
        following = renewals.successors(successor.certificate)
        waiting += [s for s in following if s.issued_on < replaced_on]
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
