"""What a certificate says, shown beside the decision whether it covers what is supplied."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.facts import CertificateFacts, SupplierFacts
from domain.holder import is_of_another
from domain.vocabulary import Kind
from domain.wording import standard_with_edition
from gui.models.scope_cover import Question
from gui.widgets.form_fields import CalmNote
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import SidePanel
from gui.widgets.sections import ItemRow

NOT_ON_RECORD = "not recorded"


def guard_words(certificate: CertificateFacts) -> str:
    """What certificates of this kind never say; empty where there is nothing to warn of."""
    name = certificate.standard or "It"
    if certificate.kind in (Kind.MANAGEMENT_SYSTEM, None):
        return (
            f"{name} certifies how the supplier works, never the product itself; "
            "you decide whether the scope covers what you buy."
        )
    if certificate.kind is Kind.PRODUCT:
        return f"{name} certifies the product it names, never how the supplier works."
    if certificate.kind is Kind.TEST_REPORT:
        return "A test report is about the sample that was tested."
    return ""


class ScopePanel(SidePanel):
    """The certificate's scope, sites and holder, and what is left to decide. `choose(question)`
    is called for a question that was clicked."""

    def __init__(self, choose: Callable[[Question], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=2)
        self._choose = choose
        self.rows: list[ItemRow] = []

    def show_certificate(
        self, certificate: CertificateFacts, supplier: SupplierFacts, asked: Sequence[Question]
    ) -> None:
        """Show what is printed, then what is still to be decided."""
        self._column.addWidget(Label("What the certificate says", weight=600))
        self._column.addSpacing(8)
        names = "\n".join(certificate.sites)
        for title, value in (
            ("Standard", standard_with_edition(certificate.standard, certificate.edition)),
            ("Scope", certificate.scope or NOT_ON_RECORD),
            ("Product", certificate.product),
            ("Sites", names or NOT_ON_RECORD),
            ("Held by", certificate.holder),
            ("Issued by", certificate.certification_body),
        ):
            if value:
                self._column.addWidget(Label(title, size=12, weight=500, role="text.secondary"))
                self._column.addWidget(Label(value, wrap=True))
                self._column.addSpacing(8)
        self._show_guard(certificate, supplier)
        self._show_open([each for each in asked if each.is_open])
        self._column.addStretch(1)

    def _show_guard(self, certificate: CertificateFacts, supplier: SupplierFacts) -> None:
        words = [guard_words(certificate)]
        if is_of_another(certificate, supplier):
            words.append(f"It is held by another company than {supplier.name}.")
        for each in words:
            if each:
                note = CalmNote()
                note.show_note(each)
                self._column.addWidget(note)
                self._column.addSpacing(6)

    def _show_open(self, undecided: Sequence[Question]) -> None:
        if not undecided:
            return
        holder = QWidget()
        line = QVBoxLayout(holder)
        line.setContentsMargins(0, 6, 0, 8)
        line.addWidget(Hairline(holder))
        self._column.addWidget(holder)
        self._column.addWidget(Label("Still to be decided", size=12, weight=500,
                                     role="text.secondary"))  # fmt: skip
        for question in undecided:
            row = ItemRow(question.supply.site or "Every site", question.supply.product, icon="q")
            row.clicked.connect(lambda _checked=False, q=question: self._choose(q))
            self._column.addWidget(row)
            self.rows.append(row)
