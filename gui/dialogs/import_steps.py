"""The steps of an import across the head of the dialog: what is done, what is on, what comes."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, icons, theme
from gui.widgets.buttons import rounded

STEPS = ("File", "Columns", "Preview", "Done")
DOT, GAP, LINE = 16, 7, 22


class StepBar(QWidget):
    """Shows one of `STEPS` as current; earlier ones are ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Make a step current."""
        self.current = step
        self.setAccessibleName(f"Step {step + 1} of {len(STEPS)}: {STEPS[step]}")
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fonts.font(13, 600))
        words = sum(metrics.horizontalAdvance(name) for name in STEPS)
        return QSize(
            words + len(STEPS) * (DOT + GAP) + (len(STEPS) - 1) * (LINE + 18), fonts.px(24)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, middle = 0, self.height() // 2
        for step, name in enumerate(STEPS):
            if step:
                painter.fillRect(QRect(left + 9, middle, LINE, 1), theme.colour("line.border"))
                left += LINE + 18
            self._paint_dot(painter, QRect(left, middle - DOT // 2, DOT, DOT), step)
            left += DOT + GAP
            font = fonts.font(13, 600 if step == self.current else 500)
            painter.setFont(font)
            role = "text.primary" if step == self.current else "text.secondary"
            painter.setPen(theme.colour(role))
            width = QFontMetrics(font).horizontalAdvance(name)
            where = QRect(left, 0, width + 2, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)
            left += width

    def _paint_dot(self, painter: QPainter, where: QRect, step: int) -> None:
        if step < self.current or (step == self.current == len(STEPS) - 1):
            icons.paint(painter, "check", where, theme.colour("validity.valid.mark"))
            return
        on = step == self.current
        if on:
            rounded(painter, QRectF(where), DOT / 2, theme.colour("action.accent"), None)
        else:
            rounded(painter, QRectF(where), DOT / 2, None, theme.colour("line.control"))
        painter.setFont(fonts.font(11, 600))
        painter.setPen(theme.colour("action.on_accent" if on else "text.secondary"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(step + 1))
