"""The verdict and why: a tinted card, and a row for each rule that opens its evidence."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from domain.qualification import Assessment, Line
from domain.vocabulary import RULE_WORDS, VERDICT_WORDS, Effect, Outcome, Verdict
from gui import fonts, icons, text, theme
from gui.widgets.buttons import KeyboardFocus, LinkButton, focus_ring, rounded
from gui.widgets.form_fields import Cure
from gui.widgets.labels import Label, elide, plain_tip

NAME = 126  # width of the rule's name
_FILL = {
    Verdict.QUALIFIED: "validity.valid",
    Verdict.CONDITIONAL: "validity.soon",
    Verdict.NOT_QUALIFIED: "validity.lapsed_quiet",
}
_COUNTED = (
    (Outcome.FAIL, "failed"),
    (Outcome.UNKNOWN, "unknown"),
    (Outcome.WAIVED, "waived"),
)


def summary(assessment: Assessment) -> str:
    """ "1 rule failed, 1 unknown, 1 waived. General B2B: ISO 9001"."""
    counts = [
        (sum(line.outcome is outcome for line in assessment.lines), words)
        for outcome, words in _COUNTED
    ]
    parts = [f"{number} {words}" for number, words in counts if number]
    if parts:
        number, rest = parts[0].split(" ", 1)
        parts[0] = f"{text.plural(int(number), 'rule')} {rest}"
    return f"{', '.join(parts) or 'Every rule is met'}. {assessment.profile}"


class VerdictCard(QWidget):
    """The verdict in a tinted card, with the counts of what stands in its way."""

    def __init__(self, assessment: Assessment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = assessment.verdict
        words = VERDICT_WORDS[assessment.verdict]
        role = theme.look("verdict", assessment.verdict.value).role
        title = f"{words} for {assessment.buyer}" if assessment.buyer else words
        column = QVBoxLayout(self)
        column.setContentsMargins(46, 10, 14, 11)
        column.setSpacing(0)
        column.addWidget(Label(title, self, weight=600, role=f"{role}.ink", wrap=True))
        column.addWidget(Label(summary(assessment), self, size=12, role=f"{role}.ink", wrap=True))
        self.setAccessibleName(title)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = theme.colour(f"{_FILL[self._verdict]}.fill")
        rounded(painter, QRectF(self.rect()), 8, fill, None)
        where = QRect(14, 12, 20, fonts.px(20))
        icons.paint_look(painter, theme.look("verdict", self._verdict.value), where, size=20)


class RuleRow(KeyboardFocus, QAbstractButton):
    """One rule: icon, name, reason; opens what it rests on."""

    def __init__(self, line: Line, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._reason = f"{subject}: {line.reason}" if subject else line.reason
        outcome = line.outcome.value
        if line.outcome is Outcome.FAIL and line.effect is not Effect.NOT_QUALIFIED:
            outcome = "conditional"
        self._look = theme.look("rule", outcome)
        self.setText(RULE_WORDS[line.rule])
        self.setCheckable(True)
        self.setAccessibleName(f"{self.text()}, {line.outcome.value}: {self._reason}")
        self.setToolTip(plain_tip(self._reason))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, fonts.px(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        hot = self.underMouse() or self.isChecked()
        if hot:
            rounded(painter, box, 5, theme.colour("surface.hover"), None)
        if self.rings:
            focus_ring(painter, box, 5)
        icons.paint_look(painter, self._look, QRect(8, 0, 16, self.height()))
        pale = self._line.outcome is Outcome.NOT_APPLICABLE
        centre = Qt.AlignmentFlag.AlignVCenter
        name, reason = fonts.font(13, 500), fonts.font(12)
        painter.setFont(name)
        painter.setPen(theme.colour("text.tertiary" if pale else "text.primary"))
        width = fonts.px(NAME)
        words = elide(self.text(), name, width - 4)
        painter.drawText(QRect(32, 0, width, self.height()), centre, words)
        left = 32 + width
        room = self.width() - left - (26 if hot else 8)
        painter.setFont(reason)
        painter.setPen(theme.colour("text.tertiary" if pale else "text.secondary"))
        words = elide(self._reason, reason, room)
        painter.drawText(QRect(left, 0, room, self.height()), centre, words)
        if hot:
            arrow = QRect(self.width() - 24, 0, 16, self.height())
            arrow_name = "down" if self.isChecked() else "right"
            icons.paint(painter, arrow_name, arrow, theme.colour("text.secondary"))


class RuleList(QWidget):
    """All rules; what does not apply is folded away. `evidence_asked` names (type, id); `cures` are
    the things to click that would put a rule right."""

    evidence_asked = Signal(str, int)
    waiver_asked = Signal(object)

    def __init__(
        self, lines: Sequence[Line], parent: QWidget | None = None, *, can_edit: bool = False,
        cures: Callable[[Line], Sequence[Cure]] = lambda _line: (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._can_edit, self._cures = can_edit, cures
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        rules = [line.rule for line in lines]
        folded: list[QWidget] = []
        for line in lines:
            subject = line.subject if rules.count(line.rule) > 1 else ""
            block = self._block(line, subject)
            self._column.addWidget(block)
            if line.outcome is Outcome.NOT_APPLICABLE:
                block.hide()
                folded.append(block)
        if folded:
            self._add_unfold(folded)

    def _add_unfold(self, folded: list[QWidget]) -> None:
        words = f"{text.plural(len(folded), 'more rule')}: not applicable"
        link = LinkButton(words, self, size=12)

        def unfold(_checked: bool = False) -> None:
            link.hide()
            for block in folded:
                block.show()

        link.clicked.connect(unfold)
        holder = QVBoxLayout()
        holder.setContentsMargins(32, 4, 0, 0)
        holder.addWidget(link)
        self._column.addLayout(holder)

    def _block(self, line: Line, subject: str) -> QWidget:
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = RuleRow(line, subject, block)
        column.addWidget(row)
        body: list[QWidget] = []

        def open_body(is_open: bool) -> None:
            if is_open and not body:
                body.append(self._body(line))
                column.addWidget(body[0])
            for part in body:
                part.setVisible(is_open)

        row.toggled.connect(open_body)
        return block

    def _body(self, line: Line) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(32, 2, 12, 10)
        column.setSpacing(3)
        column.addWidget(Label(line.reason, body, size=12, role="text.primary", wrap=True))
        if line.cure:
            column.addWidget(Label(line.cure, body, size=12, role="text.secondary", wrap=True))
        if line.asked_of:
            asked = f"Ask: {line.asked_of}"
            column.addWidget(Label(asked, body, size=12, role="text.secondary", wrap=True))
        for ref in line.evidence:
            words = f"Check of {ref.label}" if ref.type == "verification" else ref.label
            link = LinkButton(words, body, size=12)
            link.clicked.connect(
                lambda _checked=False, r=ref: self.evidence_asked.emit(r.type, r.id)
            )
            column.addWidget(link)
        for words, act in self._cures(line):
            link = LinkButton(words, body, size=12)
            link.clicked.connect(lambda _checked=False, run=act: run())
            column.addWidget(link)
        waivable = line.waivable and line.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
        if self._can_edit and waivable:
            link = LinkButton("Waive this rule…", body, size=12)
            link.clicked.connect(lambda _checked=False: self.waiver_asked.emit(line))
            column.addWidget(link)
        if line.source:
            column.addWidget(Label(line.source, body, size=11, role="text.tertiary", wrap=True))
        return body
