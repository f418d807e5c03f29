"""The popover of a cell: the outcome, the reasons with their evidence, the cure, the way there."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.matrix import MatrixCell
from domain.qualification import Line
from domain.vocabulary import OUTCOME_WORDS
from gui import fonts, theme
from gui.models.matrix import NOT_ASKED, reason_of
from gui.models.records import KIND_OF_RECORD, Target, has_detail
from gui.widgets.buttons import LinkButton, rounded
from gui.widgets.labels import Label
from gui.widgets.shadow import paint_shadow
from storage.listings import MatrixRow

WIDTH = 304
MOST = 4  # reasons told in full
SHADOW = 12
_GAP = 6  # between the cell and the card


class MatrixPopover(QWidget):
    """See the module's description. It takes no keyboard: the table keeps it, and `follow` is what
    Enter does."""

    record_asked = Signal(str, int)
    left = Signal()  # the pointer went

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._target: Target | None = None
        self._card: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_cell(self, cell: MatrixCell, row: MatrixRow, where: QRect, room: QRect) -> None:
        """Show what there is to say of a cell, below it or else above, within `room`."""
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._target = _target(cell) or ("suppliers", row.id)
        self._card = self._build(cell, row)
        self._column.addWidget(self._card)
        width = min(fonts.px(WIDTH), room.width() - 16)
        height = self._card.heightForWidth(width)
        left = min(max(room.left() + 8, where.center().x() - width // 2), room.right() - width - 8)
        top = where.bottom() + _GAP
        if top + height > room.bottom():
            top = max(room.top(), where.top() - _GAP - height)
        self.setGeometry(QRect(left, top, width, height).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        self.show()
        self.raise_()

    def follow(self) -> None:
        """Go to the evidence, or to the supplier where there is none."""
        if self._target is not None:
            self.record_asked.emit(*self._target)

    def _build(self, cell: MatrixCell, row: MatrixRow) -> QWidget:
        card = QWidget(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(13, 9, 13, 10)
        column.setSpacing(2)
        outcome = OUTCOME_WORDS[cell.outcome].lower() if cell.outcome else NOT_ASKED
        column.addWidget(Label(f"{cell.column.title}: {outcome}", card, weight=600, wrap=True))
        lines = cell.lines
        for line in lines[:MOST]:
            for label in _told(cell, line, card):
                column.addWidget(label)
        if len(lines) > MOST:
            column.addWidget(_small(f"And {len(lines) - MOST} more", card))
        if not lines:
            column.addWidget(_small(f"Judged under {row.profile}.", card))
        column.addSpacing(4)
        column.addLayout(self._foot(card))
        self.setAccessibleName(" ".join(label.text() for label in card.findChildren(Label)))
        return card

    def _foot(self, card: QWidget) -> QHBoxLayout:
        foot = QHBoxLayout()
        own = self._target is not None and self._target[0] == "suppliers"
        link = LinkButton("Show the supplier" if own else "Show the evidence", card, size=12)
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        link.clicked.connect(lambda _checked=False: self.follow())
        foot.addWidget(link)
        foot.addStretch(1)
        foot.addWidget(Label("Enter", card, size=11, role="text.tertiary"))
        return foot

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_shadow(painter, box, 8, SHADOW)
        rounded(painter, box, 8, theme.colour("surface.raised"), theme.colour("line.border"))


def _target(cell: MatrixCell) -> Target | None:
    """The record a cell rests on, if the window has a detail of it."""
    for line in cell.lines:
        for ref in line.evidence:
            kind = KIND_OF_RECORD.get(ref.type, "")
            if has_detail(kind):
                return kind, ref.id
    return None


def _told(cell: MatrixCell, line: Line, card: QWidget) -> list[Label]:
    told = [Label(reason_of(cell, line), card, wrap=True)]
    if line.evidence:
        told.append(_small(", ".join(ref.label for ref in line.evidence), card))
    if line.cure:
        told.append(_small(line.cure, card))
    if line.asked_of:
        told.append(_small(f"Ask: {line.asked_of}", card))
    return told


def _small(words: str, parent: QWidget) -> Label:
    return Label(words, parent, size=12, role="text.secondary", wrap=True)
