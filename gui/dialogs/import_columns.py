"""The second step of an import: which column becomes which field, by sheet, with first values.

Shows what the planner found and lets every column be chosen otherwise. Changes of columns
count from the next plan on, which the dialog makes; another encoding or sheet asks for it at
once.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.import_plan import FilePlan, SheetPlan
from gui import fonts, text, theme
from gui.dialogs.import_decisions import (
    ENCODINGS,
    FIELD_WORDS,
    NOT_CHOSEN,
    is_text,
    mapping_of,
    shown_fields,
)
from gui.widgets.buttons import LinkButton
from gui.widgets.fields import ChoiceField
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import OverlayArea

NOT_IMPORTED = "Not imported"
HEADER_WIDTH, CHOICE_WIDTH = 240, 232


class ColumnRow(QWidget):
    """One column of a sheet: its heading, first values and what it becomes."""

    edited = Signal()

    def __init__(
        self, header: str, samples: Sequence[str], chosen: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.header = header
        shown = header or "(no heading)"
        self._name = Label(shown, self, weight=500)
        self._name.setFixedWidth(fonts.px(HEADER_WIDTH))
        self._samples = Label(" · ".join(" ".join(s.split()) for s in samples) or "empty", self,
                              size=12, role="text.secondary")  # fmt: skip
        options = [("", NOT_IMPORTED), *FIELD_WORDS.items()]
        self.choice = ChoiceField(options, self)
        self.choice.setFixedWidth(fonts.px(CHOICE_WIDTH))
        self.choice.setAccessibleName(f"{shown} becomes")
        self.choice.setMaxVisibleItems(14)
        self.choice.edited.connect(self._on_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(16)
        row.addWidget(self._name)
        row.addWidget(self._samples, 1)
        row.addWidget(self.choice)
        self.choose(chosen)

    @property
    def chosen(self) -> str:
        """The field it becomes; empty for none."""
        return str(self.choice.value() or "")

    def choose(self, name: str) -> None:
        """Let it become a field, or nothing."""
        self.choice.set_value(name if name in FIELD_WORDS else "")
        self._show_state()

    def _on_edited(self) -> None:
        self._show_state()
        self.edited.emit()

    def _show_state(self) -> None:
        self._name.set_role("text.primary" if self.chosen else "text.secondary")
        self._samples.set_role("text.secondary" if self.chosen else "text.tertiary")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line.hairline"))


class SheetColumns(QWidget):
    """One sheet: a line about it and a row for each column."""

    edited = Signal()

    def __init__(self, sheet: SheetPlan, chosen: dict[str, str], parent: QWidget | None = None):
        super().__init__(parent)
        self.sheet = sheet
        headers = list(sheet.samples) or [*sheet.columns.values(), *sheet.ignored_columns]
        self.rows = [
            ColumnRow(header, sheet.samples.get(header, ()), chosen.get(header, ""), self)
            for header in dict.fromkeys(headers)
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline(self))
        for row in self.rows:
            row.edited.connect(lambda r=row: self._on_edited(r))
            column.addWidget(row)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(16)
        for words, width in (("Column", HEADER_WIDTH), ("First values", 0), ("Becomes", 232)):
            label = Label(words, self, size=12, weight=500, role="text.tertiary")
            label.setFixedHeight(fonts.px(30))
            if width:
                label.setFixedWidth(fonts.px(width))
            head.addWidget(label, 0 if width else 1)
        return head

    def chosen(self) -> dict[str, str]:
        """Header → field, "" for none."""
        return {row.header: row.chosen for row in self.rows}

    def _on_edited(self, edited: ColumnRow) -> None:
        # A field has one column: the one chosen last.
        for row in self.rows:
            if row is not edited and edited.chosen and row.chosen == edited.chosen:
                row.choose("")
        self.edited.emit()


class ColumnsPage(QWidget):
    """All sheets of all files. `edited`: columns were chosen; the others ask for a new plan."""

    edited = Signal()
    encoding_chosen = Signal(Path, str)
    sheets_chosen = Signal(Path, tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = OverlayArea(self)
        self._parts: list[tuple[Path, SheetColumns]] = []
        self._touched: set[tuple[Path, str]] = set()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def show_plans(
        self, plans: Sequence[tuple[Path, FilePlan]], encodings: dict[Path, str]
    ) -> None:
        """Show what each file's sheets would become."""
        self._parts, self._touched = [], set()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 12, 16)
        column.setSpacing(6)
        for path, plan in plans:
            self._add_file(column, path, plan, encodings.get(path, ""))
        column.addStretch(1)
        self._area.setWidget(holder)

    def _add_file(self, column: QVBoxLayout, path: Path, plan: FilePlan, encoding: str) -> None:
        names = [sheet.sheet for sheet in plan.sheets]
        for place, sheet in enumerate(plan.sheets):
            column.addLayout(self._title(path, plan, sheet, encoding if place == 0 else None))
            part = SheetColumns(sheet, shown_fields(sheet), self)
            part.edited.connect(lambda p=path, s=sheet.sheet: self._on_edited(p, s))
            self._parts.append((path, part))
            column.addWidget(part)
            column.addSpacing(18)
        for name, reason in plan.skipped_sheets:
            row = QHBoxLayout()
            words = Label(f"Sheet “{name}” is left out. {reason}", self, size=12,
                          role="text.secondary", wrap=True)  # fmt: skip
            row.addWidget(words, 1)
            if reason in NOT_CHOSEN:
                wanted = (*dict.fromkeys(names), name)
                row.addWidget(
                    _link("Import it too", partial(self.sheets_chosen.emit, path, wanted))
                )
            column.addLayout(row)

    def _title(
        self, path: Path, plan: FilePlan, sheet: SheetPlan, encoding: str | None
    ) -> QHBoxLayout:
        several = len(plan.sheets) > 1 or sheet.sheet.casefold() != path.stem.casefold()
        name = text.join(plan.file, sheet.sheet if several else "")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(Label(name, self, size=15, weight=600))
        about = f"{text.plural(sheet.rows, 'row')} under the headings in row {sheet.header_row}"
        row.addWidget(Label(about, self, size=12, role="text.secondary"), 1)
        if encoding is not None and is_text(path):
            row.addWidget(self._encoding(path, encoding))
        names = tuple(dict.fromkeys(s.sheet for s in plan.sheets))
        if len(names) > 1:
            rest = tuple(name for name in names if name != sheet.sheet)
            row.addWidget(_link("Leave out", partial(self.sheets_chosen.emit, path, rest)))
        return row

    def _encoding(self, path: Path, encoding: str) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label("Letters", holder, size=12, weight=500, role="text.secondary"))
        choice = ChoiceField(ENCODINGS, holder)
        choice.setAccessibleName(f"Letters of {path.name}")
        choice.setFixedWidth(fonts.px(CHOICE_WIDTH))
        choice.set_value(encoding)
        choice.edited.connect(lambda: self.encoding_chosen.emit(path, choice.value()))
        row.addWidget(choice)
        return holder

    def _on_edited(self, path: Path, sheet: str) -> None:
        self._touched.add((path, sheet))
        self.edited.emit()

    @property
    def is_touched(self) -> bool:
        """Whether columns were chosen since the plans were shown."""
        return bool(self._touched)

    def mappings(self) -> dict[Path, dict[str, dict[str, str]]]:
        """By file and sheet, field → header, of the sheets whose columns were chosen."""
        found: dict[Path, dict[str, dict[str, str]]] = {}
        for path, part in self._parts:
            if (path, part.sheet.sheet) in self._touched:
                table = found.setdefault(path, {})
                mapping = mapping_of(part.sheet, part.chosen())
                table[part.sheet.sheet] = table.get(part.sheet.sheet, {}) | {
                    name: header
                    for name, header in mapping.items()
                    if header or not table.get(part.sheet.sheet, {}).get(name)
                }
        return found

    def first_without_supplier(self) -> SheetColumns | None:
        """The first sheet none of whose columns names the supplier."""
        for _path, part in self._parts:
            if not {"supplier", "supplier_code", "holder"} & set(part.chosen().values()):
                return part
        return None

    def focus_sheet(self, part: SheetColumns) -> None:
        """Bring a sheet's columns on screen."""
        self._area.ensureWidgetVisible(part, 0, 40)
        part.rows[0].choice.setFocus(Qt.FocusReason.TabFocusReason)

    def row_named(self, header: str) -> ColumnRow:
        """The row of a heading (KeyError if there is none)."""
        for _path, part in self._parts:
            for row in part.rows:
                if row.header == header:
                    return row
        raise KeyError(header)


def _link(words: str, act: Callable[[], object]) -> LinkButton:
    link = LinkButton(words, size=12)
    link.clicked.connect(lambda _checked=False: act())
    return link
