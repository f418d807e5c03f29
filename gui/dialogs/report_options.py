"""What a report shall state: which suppliers, for whom, as of when, under which profile, on what
paper."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import fonts, text
from gui.context import Context
from gui.dialogs.report_work import Kind, Order
from gui.profile_choices import profile_choices
from gui.widgets.fields import ChoiceField, DayField, Field, TickField
from gui.widgets.labels import Label

PAPERS = (("A4", "A4"), ("Letter", "US Letter"))
ALL = 0  # the value of "all selected suppliers"


class ReportOptions(QWidget):
    """The fields at the left of the dialog. `changed` after every change by the user."""

    changed = Signal()

    def __init__(self, context: Context, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kind: Kind = kind
        self._ids: list[int] = []
        self._profile_chosen = False
        self.suppliers = ChoiceField()
        buyers = [(None, "Nobody in particular"), *((b, b.name) for b in context.standing.buyers)]
        self.buyer = ChoiceField(buyers)
        self.day = DayField()
        self.profile = ChoiceField(profile_choices(context, context.buyer))
        self.paper = ChoiceField(PAPERS)
        self.performance = TickField("With evaluations of performance")
        self.others = TickField("List them (confidential)")
        self.day_field = Field("As of", self.day)
        self.warning = Label("", size=12, role="banner.ink", wrap=True)
        self.warning.hide()
        self._fill()
        self._lay_out()
        self.suppliers.edited.connect(self.changed)
        self.buyer.edited.connect(self._on_buyer_chosen)
        self.day.edited.connect(self.changed)
        self.profile.edited.connect(self._on_profile_chosen)
        self.paper.edited.connect(self._on_paper_chosen)
        self.performance.edited.connect(self.changed)
        self.others.edited.connect(self.changed)
        self._offer_others()

    def _fill(self) -> None:
        context = self._context
        if context.buyer is not None:
            self.buyer.set_value(context.buyer)
        self.day.set_value(context.day)
        self.profile.set_value(context.profile)
        kept = str(context.settings.value("reports/paper", "A4"))
        self.paper.set_value(kept if kept in dict(PAPERS) else "A4")

    def _lay_out(self) -> None:
        fields = [Field("For", self.buyer), self.day_field]
        if self._kind == "supplier":
            fields.insert(0, Field("Suppliers", self.suppliers))
        if self._kind != "expiry":
            fields.append(Field("Profile", self.profile))
        fields.append(Field("Paper", self.paper))
        if self._kind == "supplier":
            fields.append(Field("Contents", self.performance))
            fields.append(Field("Other customers' audits", self.others))
        for choice in (self.suppliers, self.buyer, self.profile, self.paper):
            choice.setMinimumWidth(fonts.px(120))  # a long name is cut, not the column
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (*fields, self.warning):
            column.addWidget(part)

    def set_suppliers(self, names: dict[int, tuple[str, str]]) -> None:
        """Offer these suppliers (id → code, name): all together, or one of them."""
        self._ids = list(names)
        options = [(number, name) for number, (_code, name) in names.items()]
        if len(options) > 1:
            options.insert(0, (ALL, f"{text.count(len(options))} selected, one file each"))
        self.suppliers.set_options(options)

    def targets(self) -> list[int]:
        """The suppliers to report on; [0] for a list."""
        if self._kind != "supplier":
            return [0]
        chosen = self.suppliers.value()
        return list(self._ids) if chosen == ALL else [chosen] if chosen else []

    def order(self, supplier_id: int) -> Order | None:
        """The report as the fields say; `None` while the day is none, which is said."""
        day = self.day.value()
        if day is None:
            readings = self.day.readings()
            cures = [(text.day_long(read), partial(self._take_day, read)) for read in readings]
            self.day_field.complain("Which day?" if cures else "Write a day: 23 Nov 2026", cures)
            return None
        self.day_field.complain("")
        return Order(
            kind=self._kind,
            day=day,
            buyer=self.buyer.value(),
            profile=self.profile.value(),
            paper=self.paper.value(),
            supplier_id=supplier_id,
            performance=self._kind == "supplier" and self.performance.isChecked(),
            others=self._lists_others(),
        )

    def warn(self, words: str) -> None:
        """Say what the reader of the report should know; nothing clears it."""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _take_day(self, day: date) -> None:
        self.day.set_value(day)
        self.changed.emit()

    def _lists_others(self) -> bool:
        """Whether other customers' audits are listed: asked for, and in a report for a customer;
        one for nobody in particular shows every audit."""
        asked = self._kind == "supplier" and self.buyer.value() is not None
        return asked and self.others.isChecked()

    def _offer_others(self) -> None:
        self.others.setEnabled(self.buyer.value() is not None)

    def _on_buyer_chosen(self) -> None:
        """What the buyer usually demands, unless a profile was chosen here by name."""
        self._offer_others()
        chosen = self.profile.value()
        self.profile.set_options(profile_choices(self._context, self.buyer.value()))
        if not self._profile_chosen:
            self.profile.setCurrentIndex(0)
        elif self.profile.value() != chosen:  # its exceptions are others for this buyer
            self.profile.setCurrentIndex(max(0, self.profile.findText(chosen.name)))
        self.changed.emit()

    def _on_profile_chosen(self) -> None:
        self._profile_chosen = True
        self.changed.emit()

    def _on_paper_chosen(self) -> None:
        self._context.settings.setValue("reports/paper", self.paper.value())
        self.changed.emit()
