"""The filters above a list: chips with counts, menus of values, Clear, and how many rows pass."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui import fonts, text
from gui.models.filters import Filters, Menu, Quick
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.choice_popover import ChoicePopover
from gui.widgets.filter_chip import FilterChip, Flow
from gui.widgets.labels import Label

ASIDE = 980  # from this width on, what stands aside is shown
WIDE = 900  # menus of values stand in the row themselves; narrower, behind one icon
Chosen = dict[str, tuple[str, ...]]
Facets = Mapping[str, list[tuple[str, int]]]


class ChipBar(QWidget):
    """Owns which filters are on; `filters_changed` tells after every change by the user."""

    filters_changed = Signal()

    def __init__(self, filters: Filters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = filters
        self.chosen: Chosen = dict(filters.first)
        self._is_wide = True
        self._facets: Facets = {}
        self._chips: list[tuple[Quick | Menu, FilterChip]] = []
        self._flow = Flow()
        specs: list[Quick | Menu] = [*filters.quick, *filters.menus]
        for spec in specs:
            menu = isinstance(spec, Menu)
            mark, square = ("", False) if isinstance(spec, Menu) else (spec.mark, spec.square)
            chip = FilterChip(spec.name, self, mark=mark, square=square, menu=menu)
            chip.clicked.connect(lambda _checked=False, s=spec, c=chip: self._on_clicked(s, c))
            self._chips.append((spec, chip))
            self._flow.addWidget(chip)
        self._more = IconButton("filter", "More filters", self)
        self._more.hide()
        self._more.clicked.connect(lambda _checked=False: self._open_more())
        self._clear = LinkButton("Clear", self, size=12)
        self._clear.clicked.connect(lambda _checked=False: self.clear())
        self._flow.addWidget(self._clear)
        self._found = Label("", self, size=12, role="text.tertiary", tabular=True)
        self._found.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 10)
        row.setSpacing(12)
        row.addLayout(self._flow, 1)
        self._row = row
        self._aside: QWidget | None = None
        side = QVBoxLayout()
        side.setSpacing(6)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._more, 0, Qt.AlignmentFlag.AlignRight)
        side.addWidget(self._found, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        row.addLayout(side)
        self._refresh()

    def lead_with(self, chip: QWidget) -> None:
        """Put a chip of the page's own before the filters."""
        self._flow.insert_first(chip)

    def set_aside(self, widget: QWidget) -> None:
        """Put something at the right end, shown while there is room for it."""
        self._aside = widget
        self._row.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def is_filtering(self) -> bool:
        """Whether anything but the first filters is on."""
        return self.chosen != dict(self._filters.first)

    def set_chosen(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Take over filters without telling."""
        self.chosen = {key: tuple(values) for key, values in chosen.items() if values}
        self._refresh()

    def clear(self) -> None:
        """Back to the filters of the start."""
        self.set_chosen(self._filters.first)
        self.filters_changed.emit()

    def show_counts(self, facets: Facets) -> None:
        """Counts by value for each key."""
        self._facets = facets
        self._refresh()

    def show_found(self, found: int, total: int) -> None:
        """How many rows pass, of how many."""
        hidden = found == total or not total
        words = "" if hidden else f"{text.count(found)} of {text.count(total)}"
        self._found.setText(words)
        self._found.setVisible(bool(words))

    def _count(self, key: str, values: tuple[str, ...]) -> int:
        counts = dict(self._facets.get(key, ()))
        return sum(counts.get(value, 0) for value in values)

    def _refresh(self) -> None:
        for spec, chip in self._chips:
            if isinstance(spec, Quick):
                self._refresh_quick(spec, chip)
            else:
                self._refresh_menu(spec, chip)
        self._clear.setVisible(self.is_filtering)
        self._flow.invalidate()
        self.updateGeometry()

    def _refresh_quick(self, spec: Quick, chip: FilterChip) -> None:
        on = set(spec.values) <= set(self.chosen.get(spec.key, ()))
        known = spec.key in self._facets
        count = self._count(spec.key, spec.values) if known else None
        chip.show_state(on=on, count=count)
        chip.setVisible(on or spec.always or bool(count))

    def _refresh_menu(self, spec: Menu, chip: FilterChip) -> None:
        covered = {
            value
            for quick in self._filters.quick
            if quick.key == spec.key and set(quick.values) <= set(self.chosen.get(spec.key, ()))
            for value in quick.values
        }
        own = [value for value in self.chosen.get(spec.key, ()) if value not in covered]
        words = ", ".join(spec.words(value) for value in own)
        chip.show_state(on=bool(own), words=f"{spec.name}: {words}" if own else "")
        offered = len(self._facets.get(spec.key, ())) > 1
        chip.setVisible(bool(own) or (offered and self._is_wide))

    def _on_clicked(self, spec: Quick | Menu, chip: FilterChip) -> None:
        if isinstance(spec, Menu):
            if chip.is_on:
                self._choose(spec.key, ())
            else:
                self._open_menu(spec, chip)
            return
        chosen = list(self.chosen.get(spec.key, ()))
        if set(spec.values) <= set(chosen):
            chosen = [value for value in chosen if value not in spec.values]
        else:
            chosen += [value for value in spec.values if value not in chosen]
        self._choose(spec.key, tuple(chosen))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for spec, _chip in self._chips:
            if isinstance(spec, Menu) and len(self._facets.get(spec.key, ())) > 1:
                action = menu.addAction(f"{spec.name}…")
                action.triggered.connect(lambda _on=False, s=spec: self._open_menu(s, self._more))
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
        menu.deleteLater()

    def _open_menu(self, spec: Menu, below: QWidget) -> None:
        options = [(v, spec.words(v), n) for v, n in self._facets.get(spec.key, ())]
        popover = ChoicePopover(self, options, self.chosen.get(spec.key, ()))
        popover.picked.connect(lambda values: self._choose(spec.key, values))
        popover.move(below.mapToGlobal(QPoint(0, below.height() + 4)))
        popover.show()

    def _choose(self, key: str, values: tuple[str, ...]) -> None:
        if values:
            self.chosen[key] = values
        else:
            self.chosen.pop(key, None)
        self._refresh()
        self.filters_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._aside is not None:
            self._aside.setVisible(self.width() >= fonts.px(ASIDE))
        wide = self.width() >= fonts.px(WIDE)
        if wide != self._is_wide:
            self._is_wide = wide
            self._more.setVisible(not wide)
            self._refresh()
