"""Which rules a profile judges by: a tick each, and one sentence of what it asks.

Without its tick a rule says what goes unjudged. Where something is demanded, the rule that
judges it is ticked for good: a demand that no rule looks at would be none.
"""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.vocabulary import RULE_WORDS, Rule
from gui.dialogs.profile_words import ASKED
from gui.widgets.fields import TickField
from gui.widgets.labels import Label


class _RuleTick(QWidget):
    """One rule."""

    def __init__(self, rule: Rule, parent: QWidget) -> None:
        super().__init__(parent)
        self._rule = rule
        self.tick = TickField(RULE_WORDS[rule], self)
        self._words = Label("", self, size=12, role="text.secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addWidget(self.tick)
        inner = QVBoxLayout()
        inner.setContentsMargins(28, 0, 0, 0)
        inner.addWidget(self._words)
        column.addLayout(inner)

    def show_state(self, *, on: bool, forced: bool) -> None:
        """Show whether it is asked, and whether a demand asks for it."""
        self.tick.set_value(on or forced)
        self.tick.setEnabled(not forced)
        asks, unjudged = ASKED[self._rule]
        words = asks if on or forced else f"Not judged. {unjudged}"
        if forced:
            words += " Follows from what is demanded."
        self._words.setText(words)
        self._words.set_role("text.secondary" if on or forced else "validity.soon.ink")
        self.tick.setAccessibleDescription(words)


class RuleTicks(QWidget):
    """See the module's description. `value()` is what the record holds: the ids of the rules, in
    their order."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on: set[Rule] = set()
        self._forced: frozenset[Rule] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.ticks: dict[Rule, TickField] = {}
        self._boxes: dict[Rule, _RuleTick] = {}
        for rule in Rule:
            box = _RuleTick(rule, self)
            box.tick.edited.connect(lambda r=rule: self._on_ticked(r))
            column.addWidget(box)
            self._boxes[rule], self.ticks[rule] = box, box.tick
        self.setFocusProxy(self.ticks[Rule.SUPPLIER_IN_USE])  # no demand ever fixes its tick
        self._show()

    def rules(self) -> frozenset[Rule]:
        """The rules asked, those that the demands ask for included."""
        return frozenset(self._on) | self._forced

    def value(self) -> str:
        """The ids of the rules asked."""
        return " ".join(rule.value for rule in Rule if rule in self.rules())

    def set_value(self, value: str | None) -> None:
        """Tick exactly these."""
        self._on = {Rule(each) for each in (value or "").split()}
        self._show()

    def set_forced(self, rules: Collection[Rule]) -> None:
        """The rules without which what is demanded would not be judged."""
        if self._forced != frozenset(rules):
            self._forced = frozenset(rules)
            self._show()

    def _on_ticked(self, rule: Rule) -> None:
        (self._on.add if self.ticks[rule].value() else self._on.discard)(rule)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        for rule, box in self._boxes.items():
            box.show_state(on=rule in self._on, forced=rule in self._forced)
        self.updateGeometry()
