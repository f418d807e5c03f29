"""The logo of the issuing organisation: chosen from a file, checked, shown, kept as bytes."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.widgets.buttons import Button, LinkButton, rounded
from gui.widgets.labels import Label

LARGEST = 1_000_000  # bytes of the file
SIDE = 6000  # pixels of its longer side
FILTER = "Pictures (*.png *.jpg *.jpeg)"
_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def check_logo(data: bytes) -> str:
    """Why these bytes are no logo, in words; empty if they are one."""
    if not data.startswith(_HEADS):
        return "This is no PNG or JPEG picture. Save it as PNG and choose that."
    if len(data) > LARGEST:
        return f"The picture has {len(data) / 1e6:.1f} MB; 1 MB at most. Make it smaller."
    size = _size(data)
    if max(size.width(), size.height()) > SIDE:
        return f"The picture is larger than {SIDE:,} pixels. Make it smaller."
    if _picture(data).isNull():
        return "The picture is damaged. Open it in a picture program and save it again."
    return ""


def _size(data: bytes) -> QSize:
    """The picture's size, read from its head without unpacking it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).size()


def _picture(data: bytes) -> QImage:
    return QImage.fromData(QByteArray(data))


class LogoView(QWidget):
    """The logo as reports print it: on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QImage()
        self.setFixedSize(fonts.px(96), fonts.px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, 6, theme.colour("surface.paper"), theme.colour("line.border"))
        if self.picture.isNull():
            painter.setFont(fonts.font(12))
            painter.setPen(theme.colour("line.control"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "None")
            return
        room = QSize(self.width() - 16, self.height() - 16)
        size = self.picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        where = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2,
            size.width(), size.height(),
        )  # fmt: skip
        painter.drawImage(where, self.picture)


class LogoField(QWidget):
    """Shows the logo; `refused` says why a file was not taken (empty: one was)."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: bytes | None = None
        self._view = LogoView(self)
        self.choose = Button("Choose a picture…", self)
        self.choose.clicked.connect(lambda _checked=False: self._ask())
        self.clear = LinkButton("Remove", self, size=12)
        self.clear.clicked.connect(lambda _checked=False: self._clear())
        hint = Label("PNG or JPEG, up to 1 MB", self, size=12, role="text.tertiary")
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.choose)
        right.addWidget(hint)
        right.addWidget(self.clear)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._view)
        row.addLayout(right)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value(None)

    def value(self) -> bytes | None:
        """The picture's bytes as they were in the file; `None` without one."""
        return self._data

    def set_value(self, data: bytes | None) -> None:
        """Show a logo, or none."""
        self._data = data or None
        self._view.picture = _picture(data) if data else QImage()
        self._view.update()
        self.clear.setVisible(bool(data))

    def take_file(self, path: Path) -> None:
        """Take a picture file, if it can serve as a logo."""
        try:
            if path.stat().st_size > 50 * LARGEST:
                self.refused.emit("The file is far larger than a logo; 1 MB at most.")
                return
            data = path.read_bytes()
        except OSError as error:
            self.refused.emit(f"{path.name} cannot be read: {error.strerror}.")
            return
        trouble = check_logo(data)
        self.refused.emit(trouble)
        if not trouble:
            self.set_value(data)
            self.edited.emit()

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a logo", str(Path.home()), FILTER)
        if name:
            self.take_file(Path(name))

    def _clear(self) -> None:
        self.set_value(None)
        self.refused.emit("")
        self.edited.emit()
