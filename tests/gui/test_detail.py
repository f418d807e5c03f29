"""The detail pane: verdict and why, sections, what leads where."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.import_plan import Change
from domain.qualification import supplied_profiles
from gui import operations
from gui.main_window import MainWindow
from gui.views import detail_pane
from gui.widgets.chips import ChipLabel
from gui.widgets.labels import Label
from gui.widgets.sections import ItemRow, Section
from gui.widgets.timeline import Timeline
from gui.widgets.verdict import RuleList, RuleRow, VerdictCard

Settle = Callable[[], None]


def open_supplier(window: MainWindow, settle: Settle, code: str) -> None:
    """Show the supplier of that code under the full profile for the first buyer."""
    window.context.set_buyer(window.context.standing.buyers[0])
    window.context.set_profile(supplied_profiles()[1])
    found: list[int] = []
    window.context.read(lambda reader: reader.find_supplier(code), done=found.append)
    settle()
    window.show_record("suppliers", found[0])
    settle()


def words(window: MainWindow) -> str:
    """Everything the pane says."""
    labels = [label.text() for label in window.detail.findChildren(Label)]
    rows = [row.accessibleName() for row in window.detail.findChildren(ItemRow)]
    rules = [row.accessibleName() for row in window.detail.findChildren(RuleRow)]
    return "\n".join((*labels, *rows, *rules))


def section(window: MainWindow, name: str) -> Section:
    """A section of the pane."""
    return next(s for s in window.detail.findChildren(Section) if s.name == name)


def test_a_supplier_says_its_verdict_and_every_rule(window: MainWindow, settle: Settle) -> None:
    open_supplier(window, settle, "S-0004")
    card = window.detail.findChild(VerdictCard)
    assert card.accessibleName() == "Conditionally qualified for Halden Grid AS"
    rows = window.detail.findChildren(RuleRow)
    assert window.detail.detail is not None
    assert window.detail.detail.assessment is not None
    assert len(rows) == len(window.detail.detail.assessment.lines)
    assert window.detail.findChild(Timeline) is not None
    assert "Gap of " in words(window)


def test_a_rule_opens_its_reason_and_its_evidence(window: MainWindow, settle: Settle) -> None:
    open_supplier(window, settle, "S-0004")
    asked: list[tuple[str, int]] = []
    window.detail.form_asked.disconnect()
    window.detail.form_asked.connect(lambda kind, number: asked.append((kind, number)))
    row = next(r for r in window.detail.findChildren(RuleRow) if r.text() == "In force")
    row.click()
    rules = window.detail.findChild(RuleList)
    link = next(
        button
        for button in rules.findChildren(object)
        if getattr(button, "text", str)()
        and "VN24/00193" in str(getattr(button, "text", str)())
        and hasattr(button, "click")
    )
    link.click()
    assert asked
    assert asked[0][0] == "certificate"


def test_sections_stay_open_when_the_record_is_read_again(
    window: MainWindow, settle: Settle
) -> None:
    open_supplier(window, settle, "S-0004")
    section(window, "Certificates").head.click()
    rows = section(window, "Certificates").findChildren(ItemRow)
    assert len(rows) == 4
    window.detail.refresh()
    settle()
    assert section(window, "Certificates").findChildren(ItemRow)[0].isVisible()


def test_the_detail_follows_a_change(window: MainWindow, settle: Settle) -> None:
    open_supplier(window, settle, "S-0004")
    change = Change("supplier", window.detail.record_id, {"local_name": "", "name": "Nam Viet JSC"})
    operations.save(window.context, changes=[change], label="Rename")
    settle()
    assert "Nam Viet JSC" in words(window)


def test_the_detail_closes_when_its_record_is_removed(window: MainWindow, settle: Settle) -> None:
    open_supplier(window, settle, "S-0004")
    operations.remove(
        window.context, record="supplier", record_id=window.detail.record_id, label="Remove"
    )
    settle()
    assert not window.detail.isVisible()


@pytest.mark.parametrize("kind", ["suppliers", "certificates", "audits", "findings", "buyers"])
def test_every_record_of_the_sample_can_be_shown(
    window: MainWindow, settle: Settle, kind: str
) -> None:
    window.show_page(kind)
    settle()
    for number in window.page.model.ids:
        window.show_record(kind, number)
        settle()
        assert window.detail.detail is not None
        assert window.detail.detail.id == number
        assert words(window)


def test_a_certificate_says_both_scales_with_reasons(window: MainWindow, settle: Settle) -> None:
    window.show_page("certificates")
    settle()
    row = next(
        n for n in range(window.page.model.rowCount())
        if window.page.model.row(n).state.value == "suspended"
    )  # fmt: skip
    window.show_record("certificates", window.page.model.ids[row])
    settle()
    names = [chip.accessibleName() for chip in window.detail.findChildren(ChipLabel)]
    assert names == ["Widely recognised", "Suspended"]
    assert "Suspended since" in words(window)


def test_a_supplier_named_like_markup_is_shown_as_written(
    window: MainWindow, settle: Settle
) -> None:
    open_supplier(window, settle, "S-0004")
    name = "<img src=x onerror=1>&amp;"
    change = Change("supplier", window.detail.record_id, {"name": name, "local_name": ""})
    operations.save(window.context, changes=[change], label="Rename")
    settle()
    assert name in words(window)


def test_on_another_day_nothing_can_be_added(window: MainWindow, settle: Settle) -> None:
    open_supplier(window, settle, "S-0004")
    window.context.set_day(date(2027, 6, 30))
    settle()
    assert window.detail.detail is not None
    assert not window.detail._asks().can_edit
    assert not any(
        button.accessibleName().startswith("Add ")
        for button in section(window, "Certificates").findChildren(object)
        if hasattr(button, "accessibleName")
    )


def test_the_pane_keeps_its_width(window: MainWindow, settle: Settle) -> None:
    open_supplier(window, settle, "S-0004")
    assert window.detail.width() == detail_pane.WIDTH
