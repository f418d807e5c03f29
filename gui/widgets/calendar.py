"""A month to pick a day from, painted in the window's colours."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidget, QWidgetAction

from gui import fonts, icons, theme
from gui.widgets.buttons import rounded


class Month(QCalendarWidget):
    """A month; the day picked is filled, today ringed, other months' days pale."""

    def __init__(self, parent: QWidget | None = None, *, today: date | None = None) -> None:
        super().__init__(parent)
        self._today = _qt(today) if today is not None else QDate()
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        self.setFixedSize(fonts.px(276), fonts.px(248))
        words = QTextCharFormat()
        words.setForeground(theme.colour("text.tertiary"))
        words.setFont(fonts.font(11, 500))
        self.setHeaderTextFormat(words)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, words)
        for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(QIcon(icons.icon(icon)))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:  # noqa: N802
        painter.save()
        painter.fillRect(rect, theme.colour("surface.raised"))
        side = min(rect.width(), rect.height()) - 2
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        role = "text.primary" if day.month() == self.monthShown() else "text.disabled"
        if day == self.selectedDate():
            rounded(painter, box, 6, theme.colour("action.accent"), None)
            role = "action.on_accent"
        elif day == self._today:
            rounded(painter, box, 6, None, theme.colour("action.accent"), 1.5)
        painter.setFont(fonts.font(12, 500 if day == self._today else 400, tabular=True))
        painter.setPen(theme.colour(role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def pick_day(
    parent: QWidget, where: QPoint, shown: date | None, today: date | None = None
) -> date | None:
    """A month that pops up at `where`; the day picked, or `None`."""
    menu = QMenu(parent)
    month = Month(menu, today=today)
    if shown is not None:
        month.setSelectedDate(_qt(shown))
    action = QWidgetAction(menu)
    action.setDefaultWidget(month)
    menu.addAction(action)
    picked: list[date] = []

    def take(chosen: QDate) -> None:
        picked.append(date(chosen.year(), chosen.month(), chosen.day()))
        menu.close()

    month.clicked.connect(take)
    month.activated.connect(take)
    # Once it is shown: the keys are for the days, not for the menu.
    QTimer.singleShot(0, month, month.setFocus)
    menu.exec(where)
    menu.deleteLater()
    return picked[0] if picked else None
