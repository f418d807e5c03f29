"""The detail of a supplier: verdict and why, coverage, proposed renewals, then its sections.

The sections are in `detail_sections` and `detail_upkeep`.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from domain.vocabulary import SupplierStatus
from gui import text
from gui.countries import country_name
from gui.models.coverage_shapes import Coverage
from gui.models.details import Detail
from gui.views import detail_parts as parts
from gui.views.detail_parts import Asks, padded
from gui.views.detail_rules import rule_list
from gui.views.detail_sections import sections
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import Label
from gui.widgets.sections import ruled
from gui.widgets.timeline import Timeline
from gui.widgets.timeline_shapes import Legend
from gui.widgets.verdict import VerdictCard

MOST_PROPOSED = 3


def build(detail: Detail, asks: Asks, is_open: Callable[[str], bool]) -> list[QWidget]:
    """The widgets of the pane, top to bottom."""
    supplier, assessment = detail.supplier, detail.assessment
    assert supplier is not None
    assert assessment is not None
    first, second = (
        (supplier.local_name, supplier.name) if supplier.local_name else (supplier.name, "")
    )
    country = country_name(supplier.country) if supplier.country else ""
    widgets: list[QWidget] = [
        parts.head(
            first,
            text.join(second, country, supplier.code),
            asks,
            (
                ("report_supplier", "doc", "Report on this supplier"),
                ("edit", "pencil", "Edit the supplier"),
                ("row_menu", "more", "More actions"),
            ),
        ),
    ]
    if supplier.status is SupplierStatus.WITHDRAWN:
        widgets.append(_withdrawn(detail, asks))
    widgets.append(padded(VerdictCard(assessment), top=8, bottom=4))
    widgets.append(rule_list(detail, asks))
    if detail.coverage is not None:
        widgets += [ruled(), padded(*_coverage(detail.coverage))]
    widgets += parts.proposed_renewals(detail.proposals[:MOST_PROPOSED], asks)
    if (more := len(detail.proposals) - MOST_PROPOSED) > 0:
        words = f"{more} more renewals are proposed: open the certificates."
        widgets.append(parts.calm(words))
    widgets.append(ruled())
    widgets += sections(detail, asks, is_open)
    return widgets


def _withdrawn(detail: Detail, asks: Asks) -> QWidget:
    supplier, day = detail.supplier, detail.shown.day
    assert supplier is not None
    since = text.day(supplier.withdrawn_on) if supplier.withdrawn_on else "no day recorded"
    will = supplier.withdrawn_on is not None and supplier.withdrawn_on > day
    words = f"{'To be withdrawn' if will else 'Withdrawn'} {since}: {supplier.withdrawn_reason}"
    role = "validity.soon.ink" if will else "validity.lapsed_quiet.ink"
    told: list[QWidget] = [Label(words, size=12, weight=500, role=role, wrap=True)]
    if asks.can_edit:
        link = LinkButton("Take back into use…", size=12)
        link.clicked.connect(lambda _checked=False: asks.act("take_back"))
        told.append(link)
    return padded(*told, spacing=2, top=4)


def _coverage(coverage: Coverage) -> list[QWidget]:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Label("Coverage", weight=600), 1)
    years = f"{coverage.first_year} – {coverage.last_year}"
    row.addWidget(Label(years, size=12, role="text.secondary", tabular=True))
    timeline = Timeline(coverage)
    widgets: list[QWidget] = [head, timeline]
    if timeline.hidden_rows:
        words = f"Show {text.plural(timeline.hidden_rows, 'more standard')}"
        more = LinkButton(words, size=12)

        def show_all(_checked: bool = False) -> None:
            more.hide()
            timeline.show_all()

        more.clicked.connect(show_all)
        widgets.append(more)
    if coverage.signs:
        widgets.append(Legend(coverage.signs))
    if coverage.notes:
        words = "  ".join(f"{note}." for note in coverage.notes)
        widgets.append(Label(words, size=12, role="text.secondary", wrap=True))
    return widgets
