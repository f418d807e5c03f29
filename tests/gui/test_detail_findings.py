"""How the detail tells whether a finding is still open: as the rules judge it."""

from datetime import date
from typing import Any

import pytest

from domain.directory import Directory
from domain.facts import FindingFacts
from domain.qualification import default_profile
from domain.validity import Windows
from domain.vocabulary import Grading
from gui.models.details import Detail, Shown
from gui.views.detail_parts import Asks, finding_row

DAY = date(2026, 11, 23)
EARLIER, LATER = date(2026, 11, 2), date(2026, 12, 1)


def row_words(grading: Grading, **more: Any) -> str:
    """What the row of a finding says of it, for screen readers."""
    shown = Shown(
        day=DAY, buyer=None, profile=default_profile(None), windows=Windows(),
        directory=Directory.load(),
    )  # fmt: skip
    detail = Detail(kind="suppliers", id=1, shown=shown, record={})
    finding = FindingFacts(
        id=1, audit_id=1, grading=grading, statement="Torque not recorded", recorded_on=EARLIER,
        **more,
    )  # fmt: skip
    asks: Any = object.__new__(Asks)  # nothing is asked while the row is made
    return finding_row(detail, finding, asks).accessibleName()


@pytest.mark.parametrize(
    ("grading", "days", "said"),
    [
        (Grading.MAJOR, {"done_on": EARLIER}, "Open, to be verified"),
        (Grading.MAJOR, {"done_on": EARLIER, "due_on": EARLIER}, "Open, to be verified"),
        (Grading.MAJOR, {"done_on": EARLIER, "verified_on": LATER}, "Open, to be verified"),
        (Grading.MAJOR, {"verified_on": EARLIER}, "Closed"),
        (Grading.MAJOR, {"due_on": EARLIER}, "21 days late"),
        (Grading.MINOR, {"done_on": EARLIER}, "Closed"),
        (Grading.MINOR, {"done_on": EARLIER, "verified_on": LATER}, "Closed"),
        (Grading.MINOR, {"done_on": LATER}, "Open"),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_a_finding_is_closed_when_the_rules_say_so(
    grading: Grading, days: dict[str, date], said: str
) -> None:
    assert said in row_words(grading, **days)
