"""The strip above a form's buttons that asks why, where the history wants a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.form_fields import FormField, SuggestField
from gui.widgets.labels import Surface

USUAL_REASONS = (
    "Read from the certificate",
    "Typing mistake",
    "Was not recorded before",
    "Told by the certification body",
    "Told by the supplier",
)


class ReasonStrip(Surface):
    """Hidden until a reason is asked for."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, edges="top")
        self._line = SuggestField(suggestions=USUAL_REASONS)
        self._line.edited.connect(self.edited)
        self.field = FormField("Reason for the change", self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 10, 28, 10)
        column.addWidget(self.field)
        self.hide()

    def words(self) -> str:
        """The reason that was typed."""
        return self._line.value()
