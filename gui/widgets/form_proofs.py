"""The scans of a record inside its form: those attached, those to be attached on saving.

Files are dropped on it or asked for; nothing is copied before the form saves. Opening one is
asked for by a signal.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui import text, theme
from gui.widgets.buttons import IconButton, LinkButton, rounded
from gui.widgets.labels import Label
from gui.widgets.sections import PROOFS, ItemRow, dropped_files

_FILTER = "Documents (" + " ".join(f"*{suffix}" for suffix in PROOFS) + ");;All files (*)"


def size_words(size: int) -> str:
    """ "340 kB", "2.1 MB"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} kB"


class Proofs(QWidget):
    """See the module's description."""

    edited = Signal()
    opened = Signal(int)  # the document's id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName("Documents")
        self._kept: list[Mapping[str, Any]] = []
        self.removed: list[int] = []
        self.pending: list[Path] = []
        self._dropping = False
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._hint = Label("", self, size=12, role="text.tertiary", wrap=True)
        column.addWidget(self._hint)
        self.attach_link = LinkButton("Attach…", self)
        self.attach_link.clicked.connect(lambda _checked=False: self._ask())
        column.addSpacing(2)
        column.addWidget(self.attach_link)
        self._widgets: list[QWidget] = []
        self._show()

    def set_documents(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Show what is attached."""
        self._kept = list(documents)
        self.removed = []
        self._show()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Attach these on saving, each once."""
        self.pending += [path for path in paths if path not in self.pending]
        self._changed()

    def attached(self, path: Path) -> None:
        """A file has been attached: it waits no longer."""
        self.pending.remove(path)
        self._show()

    @property
    def is_edited(self) -> bool:
        """Whether saving would attach or remove anything."""
        return bool(self.pending or self.removed)

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, "Attach a document", str(Path.home()), _FILTER
        )
        if names:
            self.add_files([Path(name) for name in names])

    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        for widget in self._widgets:
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        kept = [document for document in self._kept if document["id"] not in self.removed]
        self._widgets = [self._kept_row(document) for document in kept]
        self._widgets += [self._pending_row(path) for path in self.pending]
        for widget in self._widgets:
            self._rows.addWidget(widget)
            widget.show()
        self._hint.setText("" if self._widgets else "Drop a scan (PDF or picture) here.")
        self._hint.setVisible(not self._widgets)
        self.updateGeometry()

    def _kept_row(self, document: Mapping[str, Any]) -> QWidget:
        second = text.join(
            size_words(document["size"]), f"added {text.day(document['recorded_on'])}"
        )
        item = ItemRow(document["name"], second, self, icon="doc")
        item.clicked.connect(lambda _checked=False: self.opened.emit(document["id"]))
        return self._with_cross(item, lambda: self._remove(document["id"]))

    def _pending_row(self, path: Path) -> QWidget:
        item = ItemRow(path.name, "Attached when you save", self, icon="doc")
        return self._with_cross(item, lambda: self._forget(path))

    def _with_cross(self, item: ItemRow, act: Any) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        remove = IconButton("x", f"Remove {item.text()}", holder)
        remove.clicked.connect(lambda _checked=False: act())
        line.addWidget(item, 1)
        line.addWidget(remove)
        return holder

    def _remove(self, number: int) -> None:
        self.removed.append(number)
        self._changed()

    def _forget(self, path: Path) -> None:
        self.pending.remove(path)
        self._changed()

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event, PROOFS):
            self._set_dropping(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(False)
        event.acceptProposedAction()
        self.add_files(dropped_files(event, PROOFS))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        painter = QPainter(self)
        if self._dropping:
            fill, line = theme.colour("surface.selected"), theme.colour("action.accent")
            rounded(painter, box, 6, fill, line, 2)
        elif not self._widgets:
            rounded(painter, box, 6, None, theme.colour("line.border"), dashed=True)
