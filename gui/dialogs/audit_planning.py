"""The audit that follows the one in the form: when it is due, and planning it in the same step."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.days import add_months
from domain.import_plan import Change, New
from domain.vocabulary import AuditKind, AuditResult, Party
from domain.wording import in_months
from gui import text
from gui.dialogs.form_problems import Put
from gui.dialogs.form_stated import Note, Values

FIRST = 8000  # the number of the planned audit, those of its buyers follow
YEARLY = 12  # months: surveillance (ISO/IEC 17021-1, 9.1.3) and internal audits
_LEADS_TO_SURVEILLANCE = (AuditKind.STAGE_2, AuditKind.RECERTIFICATION, AuditKind.TRANSFER)
_CARRIED_ON = (
    "supplier_id", "party", "kind", "standard", "edition", "site", "conducted_by",
    "certificate_id",
)  # fmt: skip


def round_of(values: Values, audit_months: int) -> tuple[int, str] | None:
    """Months until the next audit of the kind, and why; `audit_months` is what the profile lets a
    customer's audit stand for."""
    party = values["party"]
    if party is Party.SECOND:
        return audit_months, f"A customer's audit stands for {in_months(audit_months)}"
    if party is Party.THIRD:
        return YEARLY, "Surveillance follows once a year"
    return (YEARLY, "Usually once a year") if party is Party.FIRST else None


def due_note(values: Values, audit_months: int, put: Put) -> Note | None:
    """The day the next one is due, offered while none is recorded."""
    done, usual = values["done_on"], round_of(values, audit_months)
    if done is None or values["next_due_on"] is not None or usual is None:
        return None
    months, why = usual
    due = add_months(done, months)
    return (f"{why}.", ((f"Use {text.day(due)}", lambda: put("next_due_on", due)),))


def next_day(
    values: Values, others: Iterable[Mapping[str, Any]], audit_months: int, today: date
) -> date | None:
    """The day to plan the next audit for; `None` where this one is not done, where one is planned
    already, or where the day has passed."""
    done, usual = values["done_on"], round_of(values, audit_months)
    if done is None or done > today or values["result"] in (None, AuditResult.PENDING):
        return None
    due = values["next_due_on"] or (add_months(done, usual[0]) if usual else None)
    if due is None or due <= today or any(_follows(each, values, done) for each in others):
        return None
    return due


def _follows(other: Mapping[str, Any], values: Values, done: date) -> bool:
    """Whether an audit of the same party and standard comes after the one in the form."""
    when = other["done_on"] or other["planned_on"]
    same = (other["party"], other["standard"]) == (values["party"], values["standard"])
    return same and when is not None and when > done


def planned_changes(values: Values, day: date) -> list[Change]:
    """What plans the next audit: the same parties and criteria, on another day."""
    carried = {name: values[name] for name in _CARRIED_ON if values[name] not in (None, "")}
    if values["kind"] in _LEADS_TO_SURVEILLANCE:
        carried["kind"] = AuditKind.SURVEILLANCE
    ref = New(FIRST)
    return [
        Change("audit", ref, carried | {"planned_on": day}),
        *(
            Change("audit_buyer", New(FIRST + place), {"audit_id": ref, "buyer_id": buyer})
            for place, buyer in enumerate(values["buyers"], start=1)
        ),
    ]
