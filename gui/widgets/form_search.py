"""Choosing one of many by typing a part of its name: a country, a supplier, a certificate.

Where the choices come from is a `Find`: called with the typed words, it answers through a
callback, at once or later from the worker. What is typed but not chosen is no value, and stays
on screen for the form to complain about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from domain.matching import fold
from gui.widgets.form_fields import Cure, SuggestField, dressed

PAUSE = 120  # milliseconds of stillness before a search begins
MOST = 300  # choices shown at most


@dataclass(frozen=True)
class Option:
    """One choice: its value, its name, and what tells it from others of that name."""

    value: Any
    words: str
    more: str = ""

    @property
    def line(self) -> str:
        """What the list shows."""
        return f"{self.words}  ·  {self.more}" if self.more else self.words


Found = Callable[[Sequence[Option]], None]
Find = Callable[[str, Found], None]


def find_among(options: Sequence[Option]) -> Find:
    """A search among a few choices: those that begin with the words first."""
    folded = [(fold(f"{option.words} {option.more}"), option) for option in options]

    def find(words: str, found: Found) -> None:
        wanted = fold(words)
        first = [option for text, option in folded if text.startswith(wanted)]
        rest = [o for text, o in folded if wanted in text and not text.startswith(wanted)]
        found(first + rest)

    return find


class SearchField(SuggestField):
    """One of many. `value()` is what was chosen, `blank` while nothing is."""

    def __init__(
        self, find: Find, parent: QWidget | None = None, *, blank: Any = None, hint: str = ""
    ) -> None:
        self._model = QStringListModel()
        super().__init__(parent)
        self._find = find
        self._blank = blank
        self._chosen = Option(blank, "")
        self._offered: list[Option] = []
        self._leaving = False
        self.offer: Callable[[str], tuple[Cure, ...]] = lambda _words: ()  # for words not found
        self.setPlaceholderText(hint)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._search(self.value_words()))
        self.edited.connect(self._on_typed)

    def suggest(self, words: Sequence[str]) -> None:
        """Not offered: choices come from the search."""
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = dressed(completer)
        completer.activated.connect(self._on_picked)
        self.setCompleter(completer)

    def open_list(self) -> None:
        """Show choices: those for the typed words, or all where one is chosen already."""
        self._search("" if self.is_settled else self.value_words())

    def value(self) -> Any:
        """What was chosen."""
        return self._chosen.value if self.is_settled else self._blank

    def value_words(self) -> str:
        """What is typed."""
        return self.text().strip()

    @property
    def is_settled(self) -> bool:
        """Whether what is typed is what was chosen, or nothing is typed."""
        return self.value_words() == self._chosen.words

    def choose(self, option: Option | None) -> None:
        """Show a choice; `None` is nothing."""
        self._chosen = option or Option(self._blank, "")
        self.setText(self._chosen.words)
        self.setCursorPosition(0)

    def set_value(self, value: Any) -> None:
        """Choose a value that the search finds at once."""
        if value in (None, self._blank):
            self.choose(None)
            return
        found: list[Option] = []
        self._find("", found.extend)
        self.choose(next((o for o in found if o.value == value), Option(value, str(value))))

    def _on_typed(self) -> None:
        if not self.value_words():
            self._chosen = Option(self._blank, "")
            self._pause.stop()
        elif not self.is_settled:
            self._pause.start()

    def _search(self, words: str) -> None:
        self._find(words, self._on_found)

    def _on_found(self, options: Sequence[Option]) -> None:
        self._offered = list(options)
        if self._leaving or not self.hasFocus():
            self._settle()
            return
        self._model.setStringList([option.line for option in self._offered[:MOST]])
        if self._offered:
            self.completer().complete()
        else:
            self._popup.hide()

    def _on_picked(self, line: str) -> None:
        for option in self._offered:
            if option.line == line:
                self.choose(option)
                self.edited.emit()
                # Qt puts the words in once more, and the end of a long name would show.
                QTimer.singleShot(0, self, lambda: self.setCursorPosition(0))
                return

    def _settle(self) -> None:
        """Take the one choice of exactly the typed name, if there is exactly one."""
        words = fold(self.value_words())
        same = [o for o in self._offered if fold(o.words) == words or fold(str(o.value)) == words]
        if words and not self.is_settled and len(same) == 1:
            self.choose(same[0])
            self.edited.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        popup = event.reason() == Qt.FocusReason.PopupFocusReason
        if not popup and self.value_words() and not self.is_settled:
            self._pause.stop()
            self._leaving = True
            self._find(self.value_words(), self._on_left)

    def _on_left(self, options: Sequence[Option]) -> None:
        self._offered = list(options)
        self._leaving = False
        self._settle()
