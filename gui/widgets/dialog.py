"""The frame of every dialog: a card over a scrim inside the window.

`Sheet` is a QDialog (`exec`, `open`, `accept`, `reject`, `finished` as usual) that shows
itself over its parent's window: scrim, shadow, radius 12, title and subtitle, a body to fill
(`self.body`, a QVBoxLayout), an optional right panel (`self.panel`, a QVBoxLayout on the
sidebar colour) and a row with the primary button, Cancel and a note. Without a parent it is
an ordinary window of its own (tests, pictures of one dialog).

    class SupplierForm(Sheet):
        def __init__(self, context, parent):
            super().__init__(parent, title="New supplier", width=880, panel=304)
            self.body.addWidget(…)
            self.set_buttons("Save")          # primary; Cancel beside it
            self.confirmed.connect(self._on_save_asked)   # never closes by itself

Tab stays inside, Esc cancels, Ctrl+Enter confirms. While a sheet is up the window's
actions rest: the window is told through `sheet_opened()` and `sheet_closed()` if it has them,
and through `focus_list()` where the keyboard cannot go back to where it was.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.widgets.buttons import Button, ButtonKind, IconButton
from gui.widgets.labels import Label, Surface
from gui.widgets.scroll import OverlayArea
from gui.widgets.shadow import paint_shadow

RADIUS = 12
SHADOW = 28
EDGE = 28  # the least room between a card and the window's edge


class Scrim(QWidget):
    """Dims the window and keeps clicks from it; holds the sheet in its middle."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.sheet: Sheet | None = None
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.sheet is not None:
            self.sheet.place(self.size())

    def mousePressEvent(self, event: QEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface.scrim"))
        if self.sheet is not None:
            paint_shadow(painter, QRectF(self.sheet.geometry()), RADIUS, SHADOW)


class Sheet(QDialog):
    """See the module's description. Sizes in logical pixels."""

    confirmed = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        subtitle: str = "",
        width: int = 880,
        height: int = 0,
        panel: int = 0,
        scroll: bool = True,
    ) -> None:
        window = parent.window() if parent is not None else None
        self._host = window
        self._scrim = Scrim(window) if window is not None else None
        super().__init__(self._scrim)
        if self._scrim is not None:
            self.setWindowFlags(Qt.WindowType.Widget)
            self._scrim.sheet = self
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._wanted = QSize(width, height)
        self._goes = False  # is deleted once it is closed
        self._before: QWidget | None = None
        self.open_at: QWidget | None = None  # where the keyboard begins, else the first stop
        self._given: QWidget | None = None  # what got the keyboard by us, not by the user
        self._closing = False
        self._build(title, subtitle, panel, scroll)
        self.finished.connect(self._on_finished)
        self.place(self._scrim.size() if self._scrim is not None else None)

    def _build(self, title: str, subtitle: str, panel: int, scroll: bool) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        outer.addLayout(left, 1)
        self.panel_box: QWidget | None = None
        self.panel: QVBoxLayout | None = None
        self.close_button = IconButton("x", "Close", self)
        self.close_button.clicked.connect(self.reject)
        self._head_box = self._head(title, subtitle)
        left.addWidget(self._head_box)
        holder = QWidget()
        self._holder = holder
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(28, 8, 28, 20)
        self.body.setSpacing(12)
        if scroll:
            area = OverlayArea()
            area.setWidget(holder)
            self.scroll_area: OverlayArea | None = area
            left.addWidget(area, 1)
        else:
            self.scroll_area = None
            left.addWidget(holder, 1)
        self._foot = self._make_foot()
        left.addWidget(self._foot)
        if panel:
            self._make_panel(panel, outer)

    def _head(self, title: str, subtitle: str) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(28, 22, 56, 8)
        column.setSpacing(0)
        self.title_label = Label(title, head, size=18, weight=600)
        self.subtitle_label = Label(subtitle, head, size=12, role="text.secondary")
        self.subtitle_label.setVisible(bool(subtitle))
        column.addWidget(self.title_label)
        column.addWidget(self.subtitle_label)
        return head

    def _make_panel(self, width: int, outer: QHBoxLayout) -> None:
        box = QWidget()
        box.setFixedWidth(width)
        self.panel = QVBoxLayout(box)
        self.panel.setContentsMargins(24, 60, 24, 20)
        self.panel.setSpacing(8)
        self.panel_box = box
        outer.addWidget(box)

    def _make_foot(self) -> QWidget:
        foot = Surface("", edges="top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(25, 12, 28, 12)
        row.setSpacing(6)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        row.addLayout(self._buttons)
        row.addStretch(1)
        self.foot_note = Label("", foot, size=12, weight=500, role="validity.lapsed_quiet.ink")
        row.addWidget(self.foot_note)
        foot.hide()
        return foot

    def set_subtitle(self, words: str) -> None:
        """One line under the title."""
        self.subtitle_label.setText(words)
        self.subtitle_label.setVisible(bool(words))

    def set_buttons(self, primary: str, *, cancel: str = "Cancel", icon: str = "") -> Button:
        """The primary button (emits `confirmed`) with Cancel beside it; returns the former."""
        button = self.add_button(primary, kind="primary", icon=icon)
        button.clicked.connect(lambda _checked=False: self.confirmed.emit())
        button.setDefault(True)
        if cancel:
            self.add_button(cancel, kind="quiet").clicked.connect(self.reject)
        return button

    def add_button(self, text: str, *, kind: ButtonKind = "plain", icon: str = "") -> Button:
        """One more button in the foot row, after those already there."""
        button = Button(text, self._foot, kind=kind, icon=icon)
        self._buttons.addWidget(button)
        self._foot.setVisible(True)
        return button

    def set_foot_note(self, words: str) -> None:
        """Words at the right of the foot row, for example "1 field to mend"."""
        self.foot_note.setText(words)

    def place(self, room: QSize | None) -> None:
        """Centre the card; give it its wanted size where the window has the room."""
        width, height = self._wanted.width(), self._wanted.height() or self._natural_height()
        if room is not None:
            width = min(width, room.width() - 2 * EDGE)
            height = min(height, room.height() - 2 * EDGE)
            self.setGeometry(
                (room.width() - width) // 2, (room.height() - height) // 2, width, height
            )
        else:
            self.resize(width, height)

    def _natural_height(self) -> int:
        beside = self.panel_box.width() if self.panel_box is not None else 0
        inner = self._wanted.width() - beside
        if self._holder.hasHeightForWidth():
            body = self._holder.heightForWidth(inner)
        else:
            body = self._holder.sizeHint().height()
        foot = 0 if self._foot.isHidden() else self._foot.sizeHint().height()
        return max(200, self._head_box.sizeHint().height() + body + foot)

    def refit(self) -> None:
        """Place the card again after its contents have changed size."""
        self.place(self._scrim.size() if self._scrim is not None else None)
        if self._scrim is not None:
            self._scrim.update()

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        if visible and not self.isVisible():
            self._on_shown()
        super().setVisible(visible)
        if visible and self._scrim is not None:
            self._focus_first()

    def _on_shown(self) -> None:
        # Qt has taken the attribute back by the time it tells of the end.
        self._goes = self.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = QApplication.focusWidget()
        self.refit()
        if self._scrim is not None:
            self._scrim.show()
            self._scrim.raise_()
            self._tell_host("sheet_opened")

    def _on_finished(self, _result: int) -> None:
        if self._scrim is None or self._closing:
            return
        self._closing = True
        self._scrim.hide()
        self._tell_host("sheet_closed")
        self._give_keyboard_back()
        self._closing = False
        if self._goes:
            self._scrim.sheet = None  # gone before the scrim is, which may still be resized
            self._scrim.deleteLater()

    def _give_keyboard_back(self) -> None:
        """To where it was; else to the sheet below this one, or to the window's list."""
        scrims = self._host.findChildren(Scrim) if self._host is not None else []
        below = [s.sheet for s in scrims if s.isVisible() and s.sheet not in (None, self)]
        before = self._before
        try:
            usable = before is not None and before.isVisible() and before.isEnabled()
            if before is not None and usable and (not below or below[-1].isAncestorOf(before)):
                before.setFocus()
                return
        except RuntimeError:  # the widget went away meanwhile
            self._before = None
        if below:
            below[-1]._focus_first()
        else:
            self._tell_host("focus_list")

    def _tell_host(self, what: str) -> None:
        """Tell the window, if it wants to know."""
        if (hear := getattr(self._host, what, None)) is not None:
            hear()

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
            usable = widget.isVisibleTo(self) and widget.isEnabled()
            if tabbed and usable and self.isAncestorOf(widget):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return sorted(stops, key=lambda stop: stop is self.close_button)

    def _focus_first(self) -> None:
        """Put the keyboard into the first field; forms that fill themselves call it again."""
        inside = QApplication.focusWidget()
        theirs = inside is not None and inside is not self._given and self.isAncestorOf(inside)
        if theirs and inside is not None and inside.parent() is not self._foot:
            return
        if stops := self._stops():
            self._given = self.open_at or stops[0]
            self._given.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        stops = self._stops()
        if not stops:
            return False
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1
        at = (at + (1 if forward else -1)) % len(stops)
        reason = Qt.FocusReason.TabFocusReason
        stops[at].setFocus(reason if forward else Qt.FocusReason.BacktabFocusReason)
        if self.scroll_area is not None and self.scroll_area.isAncestorOf(stops[at]):
            self.scroll_area.ensureWidgetVisible(stops[at], 8, 60)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.close_button.move(self.width() - 28 - 22, 18)
        self.close_button.raise_()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = QPainterPath()
        radius = RADIUS if self._scrim is not None else 0
        shape.addRoundedRect(box, radius, radius)
        painter.fillPath(shape, theme.colour("surface.canvas"))
        if self.panel_box is not None:
            painter.setClipPath(shape)
            right = QRectF(self.panel_box.geometry())
            painter.fillRect(right, theme.colour("surface.sidebar"))
            right.setWidth(1)
            painter.fillRect(right, theme.colour("line.hairline"))
            painter.setClipping(False)
        if theme.current().dark and self._scrim is not None:
            painter.setPen(QColor(theme.colour("line.border")))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def ask(
    parent: QWidget,
    title: str,
    words: str,
    *,
    yes: str,
    danger: bool = False,
    cancel: str = "Cancel",
) -> bool:
    """Ask a plain-text question over the window; whether the answer was `yes`."""
    sheet = Sheet(parent, title=title, width=440, scroll=False)
    sheet.body.addWidget(Label(words, wrap=True, role="text.secondary"))
    button = sheet.add_button(yes, kind="danger" if danger else "primary")
    button.clicked.connect(sheet.accept)
    sheet.confirmed.connect(sheet.accept)
    if cancel:
        keep = sheet.add_button(cancel, kind="plain" if danger else "quiet")
        keep.clicked.connect(sheet.reject)
        if danger:  # Enter alone destroys nothing
            button.setAutoDefault(False)
            keep.setDefault(True)
            sheet.open_at = keep
    answer = sheet.exec() == QDialog.DialogCode.Accepted
    (sheet.parentWidget() or sheet).deleteLater()  # the scrim, and the sheet with it
    return answer


def tell(parent: QWidget, title: str, words: str) -> None:
    """Say something plain over the window; one button."""
    ask(parent, title, words, yes="OK", cancel="")
