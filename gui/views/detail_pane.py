"""The pane at the right of the window: one record in full, read anew after every change.

What it holds for each kind is built by `detail_supplier` and `detail_records`; the pane
loads, keeps the scroll position and which sections are open, and passes on what is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.errors import UnknownName
from domain.import_plan import Change
from gui import fonts, operations
from gui.context import Context
from gui.models.details import Detail, Shown, load_detail
from gui.views import detail_certificate, detail_records, detail_supplier
from gui.views.detail_parts import Asks
from gui.widgets.labels import Surface
from gui.widgets.scroll import OverlayArea
from gui.widgets.sections import Section

ANY_WIDTH = 16_777_215  # how Qt says that a widget may grow
WIDTH = 456
_BUILD: Mapping[str, Callable[[Detail, Asks, Callable[[str], bool]], list[QWidget]]] = {
    "suppliers": detail_supplier.build,
    "certificates": detail_certificate.build,
    "audits": detail_records.build_audit,
    "findings": detail_records.build_finding,
    "buyers": detail_records.build_buyer,
}


class DetailPane(Surface):
    """See the module's description. `failed` tells of a record that cannot be read."""

    acted = Signal(str)
    form_asked = Signal(str, int)
    add_asked = Signal(str, object)
    record_asked = Signal(str, int)
    document_asked = Signal(int)
    attach_asked = Signal(str, int, list)
    closed = Signal()
    loaded = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("surface.canvas", parent, edges="left")
        self._context = context
        self.kind, self.record_id = "", 0
        self.detail: Detail | None = None
        self._open: set[str] = set()
        self.fill_room(False)
        self._area = OverlayArea(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._area)

    def fill_room(self, alone: bool) -> None:
        """As wide as can be where it stands alone, else of its own width."""
        width = fonts.px(WIDTH)
        self.setMinimumWidth(0 if alone else width)
        self.setMaximumWidth(ANY_WIDTH if alone else width)

    def show_record(self, kind: str, record_id: int) -> None:
        """Load and show a record."""
        same = (kind, record_id) == (self.kind, self.record_id)
        self.kind, self.record_id = kind, record_id
        if not same:
            self._area.verticalScrollBar().setValue(0)
        context = self._context
        shown = Shown(
            day=context.day,
            buyer=context.buyer,
            profile=context.profile,
            windows=context.windows,
            directory=context.directory,
        )

        def work(reader: Any) -> Detail:
            return load_detail(reader, kind, record_id, shown)

        context.read(work, done=self._on_loaded, failed=self._on_failed, lane="detail")

    def refresh(self) -> None:
        """Read the record again."""
        if self.record_id:
            self.show_record(self.kind, self.record_id)

    def forget(self) -> None:
        """Show nothing."""
        self._context.tasks.drop_lane("detail")
        self.kind, self.record_id, self.detail = "", 0, None
        self._area.setWidget(QWidget())

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UnknownName):  # removed meanwhile
            self.closed.emit()
            return
        self.failed.emit(error)

    def _on_loaded(self, detail: Detail) -> None:
        if (detail.kind, detail.id) != (self.kind, self.record_id):
            return
        self.detail = detail
        at = self._area.verticalScrollBar().value()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(15, 17, 16, 24)
        column.setSpacing(0)
        for widget in _BUILD[detail.kind](detail, self._asks(), self._is_open):
            column.addWidget(widget)
            if isinstance(widget, Section):
                name = widget.name
                widget.toggled.connect(lambda on, n=name: self._on_section_toggled(n, on))
        column.addStretch(1)
        self._area.setWidget(content)
        self._area.verticalScrollBar().setValue(at)
        self.loaded.emit()

    def _asks(self) -> Asks:
        return Asks(
            act=self.acted.emit,
            open_form=self.form_asked.emit,
            add=lambda record, preset: self.add_asked.emit(record, dict(preset)),
            show=self.record_asked.emit,
            open_document=self.document_asked.emit,
            attach=self._attach,
            open_entry=self._open_entry,
            write=self._write,
            can_edit=self._context.can_edit,
            author=self._context.author,
        )

    def _open_entry(self, key: tuple[str, ...]) -> None:
        from gui.dialogs.directory_links import open_entry

        open_entry(self._context, self.window(), key)

    def _write(self, changes: Sequence[Change], label: str, reason: str) -> None:
        operations.save(
            self._context, changes=changes, label=label, reason=reason, failed=self.failed.emit
        )

    def _attach(self, owner: str, owner_id: int, paths: Sequence[Path]) -> None:
        self.attach_asked.emit(owner, owner_id, list(paths))

    def _is_open(self, name: str) -> bool:
        return name in self._open

    def _on_section_toggled(self, name: str, is_open: bool) -> None:
        (self._open.add if is_open else self._open.discard)(name)
