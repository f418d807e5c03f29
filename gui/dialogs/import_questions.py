"""The questions of an import, one at a time: what is asked, why, and answers to pick from."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, icons, theme
from gui.countries import country_choices
from gui.dialogs.import_decisions import Asked
from gui.widgets.buttons import IconButton, focus_ring, rounded
from gui.widgets.fields import ChoiceField
from gui.widgets.labels import Label, elide, plain_tip

_ICONS = {"date_order": "cal", "near_supplier": "supplier", "supplier": "supplier",
          "country": "site", "split": "columns"}  # fmt: skip
_ORDER_WORDS = {"dmy": ("Day first", "D"), "mdy": ("Month first", "M"), "ymd": ("Year first", "Y")}


class Option(QAbstractButton):
    """One answer: a radio, two lines, and the key that picks it."""

    def __init__(
        self, first: str, second: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(first)
        self._second, self._key = second, key
        self.setCheckable(True)
        self.setAccessibleName(f"{first}: {second}" if second else first)
        self.setToolTip(plain_tip(f"{first}\n{second}" if second else first))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if key:
            self.setShortcut(QKeySequence(key))

    def sizeHint(self) -> QSize:
        return QSize(200, fonts.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, fonts.px(56))

    def nextCheckState(self) -> None:  # noqa: N802
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        on, hot = self.isChecked(), self.underMouse()
        fill = theme.colour("surface.hover" if hot and not on else "surface.raised")
        line = theme.colour("action.accent" if on else "line.control")
        rounded(painter, box, 8, fill, line, 2 if on else 1)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(3, 3, -3, -3), 6)
        dot = QRectF(16, self.height() / 2 - 9, 18, 18)
        if on:
            rounded(painter, dot, 9, theme.colour("action.accent"), None)
            inner = dot.adjusted(5.5, 5.5, -5.5, -5.5)
            rounded(painter, inner, 3.5, theme.colour("action.on_accent"), None)
        else:
            rounded(painter, dot, 9, None, theme.colour("line.control"))
        right = self.width() - 14
        if self._key:
            right = self._paint_key(painter, right) - 10
        self._paint_words(painter, 46, right)

    def _paint_key(self, painter: QPainter, right: int) -> int:
        where = QRect(right - 22, (self.height() - 20) // 2, 22, 20)
        rounded(painter, QRectF(where), 4, theme.colour("surface.sunken"), None)
        painter.setFont(fonts.font(11, 600))
        painter.setPen(theme.colour("text.secondary"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._key)
        return where.left()

    def _paint_words(self, painter: QPainter, left: int, right: int) -> None:
        middle, line = self.height() // 2, fonts.px(20)
        name, small = fonts.font(13, 500), fonts.font(12)
        top = middle - line + 1 if self._second else middle - line // 2
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(name)
        painter.setPen(theme.colour("text.primary"))
        room = right - left
        painter.drawText(QRect(left, top, room, line), centre, elide(self.text(), name, room))
        painter.setFont(small)
        painter.setPen(theme.colour("text.secondary"))
        where = QRect(left, middle, room, fonts.px(18))
        painter.drawText(where, centre, elide(self._second, small, room))


def options_of(asked: Asked) -> list[tuple[str, str, str, str]]:
    """Answers to pick from: (answer, first line, second line, key)."""
    question = asked.question
    if question.about == "date_order":
        return [
            (order, _ORDER_WORDS[order][0], f"{question.subject} is {day}", _ORDER_WORDS[order][1])
            for order, day in question.choices
        ]
    if question.about in ("near_supplier", "supplier"):
        found = [
            (number, f"It is {named}", "The row is added to this supplier", str(place))
            for place, (number, named) in enumerate(question.choices[:3], 1)
        ]
        if question.about == "near_supplier":
            found.append(("", "A supplier of its own", f"“{question.subject}” is added", "N"))
        return found
    if question.about == "split":
        return [
            ("whole", "Import it whole", "As the supplier's name", "W"),
            ("split", "Take it apart", "Into name, address and country", "T"),
        ]
    return []


def title_of(asked: Asked) -> str:
    """The question in one sentence."""
    question = asked.question
    match question.about:
        case "date_order":
            return f"In “{question.column}”, which comes first: day or month?"
        case "near_supplier":
            return f"Is “{question.subject}” a supplier you have already?"
        case "supplier":
            return f"Which “{question.subject}” is meant?"
        case "country":
            return f"Which country is “{question.subject}”?"
        case "split":
            return f"“{question.column}” holds name, address and country together"
    return question.message


def why_of(asked: Asked) -> str:
    """Why it is asked, and how far the answer reaches."""
    question = asked.question
    match question.about:
        case "date_order":
            why = question.message.partition("? ")[2] or question.message
            return f"{why} The answer holds for the whole column."
        case "split":
            return "Both ways keep every word. You can take it apart later only by hand."
        case "near_supplier":
            return "The names are much alike. Nothing is merged unless you say so."
        case "country":
            return f"{question.message} The answer holds for every row without a country."
        case "supplier":
            return "The register has several suppliers of this name."
    return ""


class QuestionCard(QWidget):
    """Shows one of several questions; `answered` carries its place and the answer."""

    answered = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Sequence[Asked] = ()
        self.at = 0
        self._title = Label("", self, size=15, weight=600)
        self._why = Label("", self, role="text.secondary", wrap=True)
        self._count = Label("", self, size=12, role="text.secondary", tabular=True)
        self.back = IconButton("left", "Question before", self)
        self.forth = IconButton("right", "Next question", self)
        self.back.clicked.connect(lambda _checked=False: self.show_question(self.at - 1))
        self.forth.clicked.connect(lambda _checked=False: self.show_question(self.at + 1))
        self.options: list[Option] = []
        self._choice: ChoiceField | None = None
        self._answers = QGridLayout()
        self._answers.setSpacing(12)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._title, 1)
        top.addWidget(self._count)
        top.addWidget(self.back)
        top.addWidget(self.forth)
        column = QVBoxLayout(self)
        column.setContentsMargins(50, 12, 18, 16)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._why)
        column.addSpacing(10)
        column.addLayout(self._answers)

    def show_questions(self, asked: Sequence[Asked], at: int = -1) -> None:
        """Show these questions, the one at `at` or the one shown before."""
        self._asked = asked
        self.setVisible(bool(asked))
        if asked:
            self.show_question(self.at if at < 0 else at)

    def show_question(self, at: int) -> None:
        """Show one question."""
        self.at = max(0, min(at, len(self._asked) - 1))
        asked = self._asked[self.at]
        self._title.setText(title_of(asked))
        self._title.setToolTip(plain_tip(title_of(asked)))
        self._why.setText(why_of(asked))
        several = len(self._asked) > 1
        self._count.setText(f"{self.at + 1} of {len(self._asked)}" if several else "")
        for button in (self.back, self.forth):
            button.setVisible(several)
        self.back.setEnabled(self.at > 0)
        self.forth.setEnabled(self.at < len(self._asked) - 1)
        self._fill(asked)
        self.updateGeometry()
        self.update()

    def _fill(self, asked: Asked) -> None:
        while (item := self._answers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.options, self._choice = [], None
        offered = options_of(asked)
        answer = asked.answer if asked.answer is not None else _default(asked)
        for place, (value, first, second, key) in enumerate(offered):
            option = Option(first, second, key, self)
            option.setChecked(value == answer)
            option.clicked.connect(lambda _on=False, v=value: self.answered.emit(self.at, v))
            self.options.append(option)
            self._answers.addWidget(option, place // 2, place % 2)
        if asked.question.about == "country":
            self._offer_countries(answer or "")

    def _offer_countries(self, answer: str) -> None:
        countries = [(code, name if code else "Leave it empty") for code, name in country_choices()]
        self._choice = ChoiceField(countries, self)
        self._choice.setAccessibleName(self._title.text())
        self._choice.setFixedWidth(fonts.px(280))
        self._choice.set_value(answer)
        self._choice.edited.connect(self._on_country)
        self._answers.addWidget(self._choice, 0, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_country(self) -> None:
        if self._choice is not None:
            self.answered.emit(self.at, str(self._choice.value() or ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, 8, theme.colour("surface.sunken"), theme.colour("line.hairline"))
        if self._asked:
            asked = self._asked[self.at]
            name = _ICONS.get(asked.question.about, "q")
            where = QRect(18, 14, 18, fonts.px(24))
            icons.paint(painter, name, where, theme.colour("banner.ink"), size=18)


def _default(asked: Asked) -> str | None:
    """What happens without an answer; `None` where nothing does."""
    return {"near_supplier": "", "split": "whole", "country": ""}.get(asked.question.about)
