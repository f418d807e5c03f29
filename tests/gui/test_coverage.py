"""The coverage timeline: what stands where, how it is told, what the pointer finds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QToolTip

from domain.directory import Directory
from domain.facts import (
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    StatusEvent,
    SupplierFacts,
)
from domain.qualification import assess, supplied_profiles
from domain.renewal_proposals import proposals
from domain.standing import standings
from domain.validity import USUAL_WINDOWS
from domain.vocabulary import Accreditation, AuditResult, EventKind, Kind, Party, State
from gui import theme
from gui.models.coverage import coverage_of
from gui.models.coverage_bars import in_lanes
from gui.models.coverage_shapes import Coverage, Sign
from gui.models.details import Detail, Shown
from gui.widgets.timeline import HEAD, Timeline
from gui.widgets.timeline_shapes import Legend

DAY, LONG_AGO = date(2026, 11, 23), date(2020, 1, 1)
HALDEN = BuyerRef(1, "Halden Grid AS")
Build = Callable[..., Coverage]


def certificate(id_: int, issued: date | None, ends: date | None, **more: Any) -> Any:
    """A third-party certificate of SGS under UKAS."""
    usual = {
        "standard": "ISO 9001", "kind": Kind.MANAGEMENT_SYSTEM, "party": Party.THIRD,
        "certification_body": "SGS", "accreditation": Accreditation.NAMED,
        "accreditation_body": "UKAS", "number": f"N{id_}",
    }  # fmt: skip
    return CertificateFacts(
        id=id_, issued_on=issued, expires_on=ends, recorded_on=LONG_AGO, **(usual | more)
    )


def audit(number: int, party: Party | None, done: date | None, **more: Any) -> AuditFacts:
    """An audit against ISO 9001 that was passed."""
    usual: dict[str, Any] = {"standard": "ISO 9001", "result": AuditResult.PASSED}
    return AuditFacts(id=number, party=party, done_on=done, recorded_on=LONG_AGO, **(usual | more))


def event(kind: EventKind, on: date, until: date | None = None, reason: str = "") -> StatusEvent:
    """Something that befell a certificate."""
    return StatusEvent(kind=kind, on=on, until=until, reason=reason, recorded_on=LONG_AGO)


@pytest.fixture
def build() -> Build:
    """The coverage of a supplier, judged under the full profile for Halden."""

    def make(*evidence: CertificateFacts | AuditFacts, day: date = DAY) -> Coverage:
        directory, profile = Directory.load(), supplied_profiles()[1]
        supplier = SupplierFacts(
            id=1,
            name="Nam Viet",
            recorded_on=LONG_AGO,
            certificates=tuple(e for e in evidence if isinstance(e, CertificateFacts)),
            audits=tuple(e for e in evidence if isinstance(e, AuditFacts)),
        )
        shown = Shown(
            day=day, buyer=HALDEN, profile=profile, windows=USUAL_WINDOWS, directory=directory
        )
        standing = standings(supplier, buyer=HALDEN, day=day, directory=directory)
        found = coverage_of(
            Detail(
                kind="suppliers",
                id=1,
                shown=shown,
                record={},
                supplier=supplier,
                standings={(each.type, each.id): each for each in standing},
                assessment=assess(supplier, profile, HALDEN, day, directory, USUAL_WINDOWS),
                proposals=proposals(supplier.certificates, directory),
            )
        )
        assert found is not None
        return found

    return make


OLD = certificate(1, date(2020, 12, 21), date(2023, 12, 20))
NEW = certificate(2, date(2024, 1, 24), date(2027, 1, 23), supersedes=1)


# --- what stands where -----------------------------------------------------------------------


def test_a_gap_is_told_with_its_length_and_that_it_was_restored(build: Build) -> None:
    [row] = build(OLD, NEW).rows
    [gap] = row.gaps
    assert (gap.first, gap.last) == (date(2023, 12, 21), date(2024, 1, 23))
    assert gap.words == "Gap of 34 days in Dec 2023, restored within six months"
    late = certificate(2, date(2024, 7, 1), date(2027, 6, 30), supersedes=1)
    [gap] = build(OLD, late).rows[0].gaps
    assert gap.words == "Gap of 193 days in Dec 2023"


def test_a_renewal_said_is_told_from_one_that_is_only_proposed(build: Build) -> None:
    [link] = build(OLD, NEW).rows[0].links
    assert (link.confirmed, link.words) == (True, "N2 renews N1")
    unsaid = certificate(2, NEW.issued_on, NEW.expires_on)
    [link] = build(OLD, unsaid).rows[0].links
    assert (link.confirmed, link.words) == (False, "N2 may renew N1: not confirmed")
    denied = certificate(2, NEW.issued_on, NEW.expires_on, not_renewing=(1,))
    assert build(OLD, denied).rows[0].links == ()


def test_a_bar_ends_where_its_renewal_starts(build: Build) -> None:
    early = certificate(2, date(2023, 11, 1), date(2026, 12, 20), supersedes=1)
    first, second = build(OLD, early).rows[0].bars
    assert first.until == date(2023, 10, 31)
    assert first.last == date(2023, 12, 20)
    assert (first.lane, second.lane) == (0, 0)


def test_certificates_side_by_side_lie_in_lanes(build: Build) -> None:
    other = certificate(3, date(2024, 6, 1), date(2027, 5, 31), certification_body="TÜV SÜD")
    [row] = build(NEW, other).rows
    assert [bar.lane for bar in row.bars] == [0, 1]
    assert row.lanes == 2
    assert row.lane_of(3) == 1


def test_lanes_are_used_again_once_they_are_free(build: Build) -> None:
    bars = (
        build(
            certificate(1, date(2020, 1, 1), date(2021, 1, 1)),
            certificate(2, date(2020, 6, 1), date(2025, 1, 1), certification_body="BSI"),
            certificate(3, date(2022, 1, 1), date(2023, 1, 1), certification_body="DNV"),
        )
        .rows[0]
        .bars
    )
    assert [bar.lane for bar in in_lanes(bars)] == [0, 1, 0]


def test_what_befell_a_certificate_is_marked_on_its_day(build: Build) -> None:
    held = certificate(
        2, date(2024, 1, 24), date(2027, 1, 23),
        events=(
            event(EventKind.SUSPENDED, date(2025, 6, 1), date(2025, 9, 30)),
            event(EventKind.SCOPE_REDUCED, date(2026, 3, 1), reason="Cloth tape taken out"),
        ),
    )  # fmt: skip
    coverage = build(held)
    [row] = coverage.rows
    [suspended] = row.suspensions
    assert (suspended.first, suspended.last) == (date(2025, 6, 1), date(2025, 9, 30))
    assert suspended.words == "Suspended 1 Jun 2025 to 30 Sep 2025 · N2"
    [mark] = [m for m in row.marks if m.sign is Sign.REDUCED]
    assert mark.words == "Scope reduced 1 Mar 2026 · N2 · Cloth tape taken out"
    assert {suspended.words, mark.words} <= set(coverage.notes)


def test_an_open_suspension_lasts_to_the_end_of_its_bar(build: Build) -> None:
    held = certificate(
        2, date(2024, 1, 24), date(2027, 1, 23),
        events=(event(EventKind.SUSPENDED, date(2026, 10, 6)),),
    )  # fmt: skip
    [row] = build(held).rows
    assert [(s.last, s.words) for s in row.suspensions] == [
        (date(2027, 1, 23), "Suspended since 6 Oct 2026 · N2")
    ]
    assert row.bars[0].state is State.SUSPENDED


def test_a_withdrawn_certificate_ends_on_the_day_before(build: Build) -> None:
    held = certificate(
        2, date(2024, 1, 24), date(2027, 1, 23),
        events=(event(EventKind.WITHDRAWN, date(2026, 3, 1)),),
    )  # fmt: skip
    [row] = build(held).rows
    [bar] = row.bars
    assert (bar.until, bar.words, bar.past) == (date(2026, 2, 28), "Feb 2026", True)
    assert [m.sign for m in row.marks] == [Sign.WITHDRAWN]


@pytest.mark.parametrize(
    ("party", "sign", "words"),
    [
        (Party.THIRD, Sign.THIRD, "Third party (certification body)"),
        (Party.SECOND, Sign.SECOND, "Second party (customer audit) · Halden Grid AS"),
        (Party.FIRST, Sign.FIRST, "First party (self-assessment)"),
        (None, Sign.NOBODY, "Not known who audited"),
    ],
)
def test_who_audited_is_told_by_sign_and_words(build: Build, party, sign, words) -> None:
    buyers = (HALDEN,) if party is Party.SECOND else ()
    coverage = build(NEW, audit(1, party, date(2025, 3, 1), buyers=buyers))
    row = next(row for row in coverage.rows if row.label == "ISO 9001")
    [mark] = [mark for mark in row.marks if mark.sign is not Sign.MISSING]
    assert (mark.sign, mark.planned) == (sign, False)
    assert mark.words.startswith(f"Audit, 1 Mar 2025 · {words}")
    assert (sign, False) in coverage.signs


def test_an_audit_of_a_day_to_come_is_only_planned(build: Build) -> None:
    planned = audit(1, Party.THIRD, None, planned_on=date(2027, 3, 1), result=None)
    done = audit(2, Party.THIRD, date(2025, 3, 1))
    [row] = build(NEW, planned, done).rows
    assert [(m.day, m.planned) for m in row.marks] == [
        (date(2025, 3, 1), False), (date(2027, 3, 1), True),
    ]  # fmt: skip
    before = build(NEW, planned, done, day=date(2025, 2, 1)).rows[0]
    assert [m.planned for m in before.marks] == [True, True]


def test_an_audit_stands_in_the_row_of_its_certificate(build: Build) -> None:
    other = certificate(3, date(2025, 1, 1), date(2027, 12, 31), standard="ISO 14001")
    linked = audit(1, Party.THIRD, date(2026, 1, 1), standard="", certificate_id=3)
    loose = audit(2, Party.THIRD, date(2026, 1, 1), standard="ISO 45001")
    marks = {row.label: len(row.marks) for row in build(NEW, other, linked, loose).rows}
    assert marks["ISO 14001"] == 1
    assert marks["ISO 45001"] == 1


def test_what_the_profile_demands_comes_first(build: Build) -> None:
    others = [
        certificate(10 + n, date(2025, 1, 1), date(2027, 12, 31), standard="ISO 14001",
                    certification_body=body)
        for n, body in enumerate(("BSI", "DNV"))
    ]  # fmt: skip
    assert [row.label for row in build(*others, NEW).rows] == ["ISO 9001", "ISO 14001"]


def test_a_supplier_without_a_day_has_no_timeline(build: Build) -> None:
    with pytest.raises(AssertionError):
        build(certificate(1, None, None))


# --- drawing and telling ---------------------------------------------------------------------


@pytest.fixture
def drawn(qtbot, build: Build) -> Callable[..., Timeline]:
    """A timeline on screen."""

    def make(*evidence: Any, **more: Any) -> Timeline:
        timeline = Timeline(build(*evidence), **more)
        qtbot.addWidget(timeline)
        timeline.resize(QSize(420, timeline.sizeHint().height()))
        timeline.show()
        return timeline

    return make


def holds(picture: QImage, colour: QColor, box: tuple[int, int, int, int]) -> bool:
    """Whether a colour stands anywhere in a box."""
    left, top, right, bottom = box
    return any(
        picture.pixelColor(x, y) == colour for x in range(left, right) for y in range(top, bottom)
    )


def test_the_pointer_finds_bars_gaps_and_marks(drawn) -> None:
    timeline = drawn(OLD, NEW, audit(1, Party.THIRD, date(2025, 3, 1)))
    middle = HEAD + 12
    at = timeline._x
    assert timeline.words_at(QPointF(at(date(2022, 1, 1)), middle)) == (
        "N1 · from 21 Dec 2020 to 20 Dec 2023 · superseded · Widely recognised",
    )
    assert timeline.words_at(QPointF(at(date(2024, 1, 8)), middle))[0].startswith("Gap of 34 days")
    under = QPointF(at(date(2025, 3, 1)), HEAD + 25)
    assert timeline.words_at(under)[0].startswith("Audit, 1 Mar 2025")
    assert "N2 renews N1" in timeline.words_at(QPointF(2, middle))
    assert timeline.words_at(QPointF(at(date(2022, 1, 1)), 500)) == ()


def test_a_tip_tells_what_lies_under_the_pointer(drawn, monkeypatch) -> None:
    timeline = drawn(certificate(1, date(2025, 1, 1), date(2027, 12, 31), number="<b>1</b>"))
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _widget: shown.append(words))
    at = QPoint(round(timeline._x(date(2026, 1, 1))), HEAD + 12)
    timeline.event(QHelpEvent(QHelpEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    assert len(shown) == 1
    assert "&lt;b&gt;1&lt;/b&gt; · from 1 Jan 2025" in shown[0]


def test_everything_is_told_to_screen_readers(drawn) -> None:
    held = certificate(
        2, date(2024, 1, 24), date(2027, 1, 23), supersedes=1,
        events=(event(EventKind.SUSPENDED, date(2025, 6, 1), date(2025, 9, 30)),),
    )  # fmt: skip
    words = drawn(OLD, held, audit(1, Party.FIRST, date(2025, 3, 1))).accessibleDescription()
    for part in ("ISO 9001: N1", "Gap of 34 days", "Suspended 1 Jun 2025", "First party", "renews"):
        assert part in words


def test_the_unproven_is_never_green(drawn) -> None:
    green = theme.colour("validity.valid.mark")
    good = drawn(certificate(1, date(2025, 1, 1), date(2028, 12, 31)))
    doubtful = drawn(
        certificate(1, date(2025, 1, 1), date(2028, 12, 31), accreditation_body="",
                    accreditation=Accreditation.NOT_RECORDED, certification_body="Obscure Cert")
    )  # fmt: skip
    box = (90, HEAD + 4, 400, HEAD + 20)
    assert holds(good.grab().toImage(), green, box)
    assert not holds(doubtful.grab().toImage(), green, box)


def test_evidence_that_ended_before_the_years_shown_is_not_drawn(drawn) -> None:
    long_gone = certificate(1, date(2004, 1, 1), date(2006, 12, 31))
    timeline = drawn(long_gone, NEW)
    assert timeline._coverage.first_year == 2020
    box = (88, HEAD + 4, 200, HEAD + 20)
    picture = timeline.grab().toImage()
    assert not holds(picture, theme.colour("chart.past_line"), box)


def test_rows_beyond_the_room_are_shown_when_asked_for(drawn) -> None:
    standards = [f"ISO {number}" for number in range(10001, 10011)]
    held = [
        certificate(n, date(2025, 1, 1), date(2027, 12, 31), standard=standard)
        for n, standard in enumerate(standards, start=1)
    ]
    timeline = drawn(*held)
    assert timeline.hidden_rows == 2
    before = timeline.sizeHint().height()
    timeline.show_all()
    assert timeline.hidden_rows == 0
    assert timeline.sizeHint().height() > before


def test_the_legend_names_only_the_shapes_that_occur(qtbot, build: Build) -> None:
    coverage = build(
        NEW,
        audit(1, Party.FIRST, date(2025, 3, 1)),
        audit(2, Party.THIRD, None, planned_on=date(2027, 3, 1), result=None),
    )
    legend = Legend(coverage.signs)
    qtbot.addWidget(legend)
    assert legend.accessibleName() == "Audits: third party, own audit, planned"
