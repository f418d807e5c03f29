"""What each page says of its rows, and how it is sorted at first."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says: its rows in words, what stands there when it is empty, and the button
    below that; `waiting` while the rows are still worked out."""

    one: str
    many: str
    empty: str
    hint: str
    action: str
    button: str
    waiting: str = ""
    subtitle: str = ""


WORDS: Mapping[str, Words] = {
    "suppliers": Words(
        "supplier", "suppliers", "No suppliers yet",
        "Bring in the spreadsheet you keep today, or add the first supplier by hand.",
        "import", "Import a spreadsheet", "Working out verdicts",
    ),
    "certificates": Words(
        "certificate", "certificates", "No certificates yet",
        "Certificates come with an import, or one by one from a supplier.",
        "new", "New certificate",
    ),
    "audits": Words(
        "audit", "audits", "No audits yet",
        "Record the audits you or your customers do, and those of certification bodies.",
        "new", "New audit",
    ),
    "findings": Words(
        "finding", "findings", "No findings", "Findings are recorded with their audit.", "", "",
    ),
    "evaluations": Words(
        "evaluation", "evaluations", "No evaluations yet",
        "Record how suppliers performed in a period: quality, delivery, service. "
        "They can be imported from a spreadsheet too.",
        "new", "New evaluation",
    ),
    "buyers": Words(
        "buyer", "buyers", "No buyers yet",
        "Add the customers for whom you state what a supplier is worth.",
        "new", "New buyer",
    ),
    "matrix": Words(
        "supplier", "suppliers", "No suppliers yet",
        "Bring in the spreadsheet you keep today, or add the first supplier by hand.",
        "import", "Import a spreadsheet", "Working out verdicts", "suppliers by requirement",
    ),
    "programme": Words(
        "entry", "entries", "Nothing falls due in the next 12 months",
        "Planned audits, surveillance, corrective actions and re-evaluations appear here by "
        "their due dates.",
        "", "", "Working out what falls due", "due in the next 12 months",
    ),
    "hints": Words(
        "hint", "hints", "Nothing looks odd",
        "What seems implausible or contradictory on record appears here, as a question to look "
        "into.",
        "", "", "Looking through the register", "to look into",
    ),
}  # fmt: skip
FIRST_SORT: Mapping[str, tuple[str, bool]] = {
    "suppliers": ("validity", False),
    "certificates": ("validity", False),
    "audits": ("date", True),
    "findings": ("due", False),
    "evaluations": ("done", True),
    "buyers": ("name", False),
    "matrix": ("worst", False),
    "programme": ("due", False),
    "hints": ("kind", False),
}
