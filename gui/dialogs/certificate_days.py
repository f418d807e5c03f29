"""The days of a certificate that cannot be together, and those that are odd, at their fields."""

from datetime import date

from gui.dialogs.form_problems import Problem, ahead_problem
from gui.dialogs.form_stated import Note, Values

NOT_YET = "This day has not come yet."


def day_conflicts(values: Values, today: date) -> dict[str, Problem | None]:
    """What cannot be beside the ends and issues that `certificate_checks` looks at."""
    decided = ahead_problem("decided_on", values, today, NOT_YET)
    if decided is None and _is_before(values, "expires_on", "decided_on"):
        decided = Problem("Decided after it ended.")
    first = None
    if _is_before(values, "expires_on", "first_issued_on"):
        first = Problem("It ended before it was first certified.")
    return {"decided_on": decided, "first_issued_on": first}


def day_notes(values: Values) -> dict[str, Note | None]:
    """What is odd and may yet be so."""
    found: dict[str, Note | None] = {}
    if _is_before(values, "decided_on", "first_issued_on"):
        found["decided_on"] = ("Decided before it was first certified.", ())
    if _is_before(values, "surveillance_due_on", "issued_on"):
        found["surveillance_due_on"] = ("Due before this certificate was issued.", ())
    elif _is_before(values, "expires_on", "surveillance_due_on"):
        found["surveillance_due_on"] = ("Due after this certificate ends.", ())
    return found


def _is_before(values: Values, one: str, other: str) -> bool:
    first, last = values[one], values[other]
    return first is not None and last is not None and first < last
