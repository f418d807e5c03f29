"""The first step of an import: which files, how far their reading is, and what went wrong.

Says what happened in words and offers what helps: a password, another encoding, leaving the
file out. Reading itself is the dialog's.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.dialogs.import_decisions import ENCODINGS, is_text
from gui.widgets.buttons import Button, LinkButton, rounded
from gui.widgets.fields import ChoiceField, Field, LineField
from gui.widgets.labels import Label
from gui.widgets.progress import ProgressRow
from gui.widgets.sections import dropped_files

SHEETS = (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods", ".csv", ".tsv", ".txt")
FILTER = "Spreadsheets (" + " ".join(f"*{suffix}" for suffix in SHEETS) + ");;All files (*)"


class DropZone(QWidget):
    """A dashed box that takes spreadsheets, with a button to choose them."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._hot = False
        words = Label("Drop spreadsheets here", self, size=15, weight=600)
        kinds = Label(
            "Excel, OpenDocument or CSV, in any language. Nothing is changed in them.",
            self,
            role="text.secondary",
        )
        self.button = Button("Choose files…", self, icon="folder")
        self.button.clicked.connect(lambda _checked=False: self.ask())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 28)
        column.setSpacing(6)
        for label in (words, kinds):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def ask(self) -> None:
        """Ask for files; a cancelled question changes nothing."""
        names, _ = QFileDialog.getOpenFileNames(
            self, "Import a spreadsheet", str(Path.home()), FILTER
        )
        if names:
            self.chosen.emit([Path(name) for name in names])

    def _set_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event, SHEETS):
            self._set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event) -> None:
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_hot(False)
        event.acceptProposedAction()
        self.chosen.emit(dropped_files(event, SHEETS))

    def paintEvent(self, event: QPaintEvent) -> None:
        role = "action.accent" if self._hot else "line.control"
        fill = theme.colour("surface.selected") if self._hot else None
        rounded(QPainter(self), QRectF(self.rect()), 8, fill, theme.colour(role), dashed=True)


class Trouble(QWidget):
    """What went wrong with a file, and what can be done about it."""

    password_given = Signal(str)
    encoding_chosen = Signal(str)
    left_out = Signal()
    columns_asked = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", self, size=15, weight=600)
        self.words = Label("", self, role="text.secondary", wrap=True)
        self.password = LineField(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.returnPressed.connect(self._on_password)
        self._password_field = Field("Password of the file", self.password, self)
        self._open = Button("Open", self, kind="primary")
        self._open.clicked.connect(lambda _checked=False: self._on_password())
        self.encoding = ChoiceField(ENCODINGS, self)
        self.encoding.edited.connect(lambda: self.encoding_chosen.emit(self.encoding.value()))
        self._encoding_field = Field("Read the text as", self.encoding, self)
        self.columns = Button("Choose the columns…", self, icon="columns")
        self.columns.clicked.connect(lambda _checked=False: self.columns_asked.emit())
        self.retry = Button("Try again", self, icon="refresh")
        self.retry.clicked.connect(lambda _checked=False: self.again.emit())
        self.leave = LinkButton("Leave this file out", self)
        self.leave.clicked.connect(lambda _checked=False: self.left_out.emit())
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(50, 16, 18, 16)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.words)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._password_field.setFixedWidth(fonts.px(260))
        self._encoding_field.setFixedWidth(fonts.px(260))
        for field in (self._password_field, self._encoding_field):
            row.addWidget(field)
        for button in (self._open, self.columns, self.retry, self.leave):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column.addLayout(row)

    def show_trouble(
        self, title: str, words: str, *, path: Path | None, password: bool = False,
        columns: bool = False, several: bool = False, encoding: str = "",
    ) -> None:  # fmt: skip
        """Say it; `path` is the file it is about, where that is known."""
        self._title.setText(title)
        self.words.setText(words)
        self._password_field.setVisible(password)
        self._open.setVisible(password)
        text = path is not None and is_text(path) and not password
        self._encoding_field.setVisible(text)
        if text:
            self.encoding.set_value(encoding)
        self.columns.setVisible(columns)
        self.retry.setVisible(not password and not columns)
        self.leave.setVisible(several and path is not None)
        self.setAccessibleName(f"{title}. {words}")
        self.password.clear()
        self.show()
        first = self.password if password else self.columns if columns else self.retry
        first.setFocus()

    def _on_password(self) -> None:
        if self.password.text():
            self.password_given.emit(self.password.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, 8, theme.colour("surface.sunken"), theme.colour("line.hairline"))
        where = QRect(18, 17, 20, fonts.px(24))
        colour = theme.colour("validity.urgent.mark")
        icons.paint(painter, "alert", where, colour, size=20)


class FileLine(QWidget):
    """One chosen file with its size, to be taken out again."""

    removed = Signal(Path)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(Label(path.name, self, weight=500), 1)
        row.addWidget(Label(_size(path), self, size=12, role="text.secondary"))
        out = LinkButton("Remove", self, size=12)
        out.setAccessibleName(f"Remove {path.name}")
        out.clicked.connect(lambda _checked=False: self.removed.emit(path))
        row.addWidget(out)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, "doc", QRect(4, 0, 16, self.height()), theme.colour("text.secondary"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1),
                         theme.colour("line.hairline"))  # fmt: skip


class FilePage(QWidget):
    """Drop zone, the files, progress and trouble."""

    chosen = Signal(list)
    removed = Signal(Path)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = DropZone(self)
        self.zone.chosen.connect(self.chosen)
        self.trouble = Trouble(self)
        self.progress = ProgressRow(self)
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()
        self._files = QVBoxLayout()
        self._files.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.zone)
        column.addWidget(self.trouble)
        column.addWidget(self.progress)
        column.addLayout(self._files)
        column.addStretch(1)

    def show_files(self, paths: Sequence[Path]) -> None:
        """List the chosen files."""
        while (item := self._files.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for path in paths:
            line = FileLine(path, self)
            line.removed.connect(self.removed)
            self._files.addWidget(line)

    def show_reading(self, reading: bool) -> None:
        """Whether files are being read: then nothing else can be chosen."""
        self.progress.setVisible(reading)
        self.zone.setEnabled(not reading)
        if reading:
            self.trouble.hide()
            self.progress.stop.setFocus()


def _size(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:  # gone meanwhile: reading it will say so
        return ""
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"
        size /= 1000  # type: ignore[assignment]
    return ""
