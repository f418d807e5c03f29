"""A report on paper: each page drawn on the worker and handed to the printer in turn."""

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from gui.context import Context
from gui.dialogs.report_work import Built, page_picture

WIDTH = 2550  # pixels of a page: 300 to the inch on Letter, a few more on A4


class Printing(QObject):
    """Prints one report. `ended` comes once, with words where the printer refused."""

    ended = Signal(str)

    def __init__(
        self,
        context: Context,
        built: Built,
        printer: QPrinter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._built, self._printer = context, built, printer
        self._painter = QPainter()
        first, last = printer.fromPage(), printer.toPage()
        self._pages = list(range(built.pages))
        if first:
            self._pages = self._pages[first - 1 : last or None]

    def start(self) -> None:
        """Begin with the first page."""
        printer = self._printer
        if not printer.isValid():
            self.ended.emit("The printer cannot be reached. Choose another one.")
            return
        letter = self._built.order.paper == "Letter"
        size = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
        printer.setPageSize(QPageSize(size))
        printer.setFullPage(True)
        if not self._painter.begin(printer):
            self.ended.emit("The printer did not take the report. See whether it is ready.")
            return
        self._next()

    def _next(self) -> None:
        if not self._pages:
            self._painter.end()
            self.ended.emit("")
            return
        page, pdf = self._pages.pop(0), self._built.pdf
        self._context.tasks.submit(
            lambda _desk, _job: page_picture(pdf, page, width=WIDTH),
            done=self._on_picture,
            failed=self._on_failed,
        )

    def _on_picture(self, picture: QImage) -> None:
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), picture)
        if self._pages:
            self._printer.newPage()
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._painter.end()
        self.ended.emit(str(error))
