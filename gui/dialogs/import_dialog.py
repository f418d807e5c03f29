"""Importing spreadsheets: File, Columns, Preview, Done.

The dialog shows what would happen, takes answers and has the plan made again, and writes only
when asked to: all of it as one step, or nothing. Closing it before that leaves the register
as it was. Planning is in `import_planning`, what each step shows in the other `import_…`
modules beside this one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from domain.errors import RegisterError, UserError
from domain.import_plan import Action, FilePlan
from gui import operations, text
from gui.context import Context
from gui.dialogs.import_columns import ColumnsPage
from gui.dialogs.import_done import DonePage
from gui.dialogs.import_file import FilePage
from gui.dialogs.import_planning import Planning
from gui.dialogs.import_preview import PreviewPage
from gui.dialogs.import_steps import StepBar
from gui.dialogs.import_writing import Writing
from gui.operations import Planned
from gui.widgets.dialog import Sheet

FILE, COLUMNS, PREVIEW, DONE = range(4)
_WRITES = (Action.ADD, Action.CHANGE, Action.DOUBTFUL)


class ImportDialog(Sheet):
    """See the module's description. `imported` carries the `Changes` that were written.

    Where no register is open, importing makes one at `first_register`."""

    imported = Signal(object)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        paths: Sequence[Path] = (),
        *,
        first_register: Path | None = None,
    ) -> None:
        super().__init__(parent, title="Import", width=1152, height=744, scroll=False)
        self.context = context
        self.planning = Planning(context, self)
        self.writing = Writing(context, first_register, self)
        self._then = COLUMNS  # the step to show when the plan is there
        self._trouble_path: Path | None = None
        self._make_pages()
        self._make_buttons()
        self._connect()
        self._show_step(FILE)
        if paths:
            self.take_files(paths)

    def _make_pages(self) -> None:
        self.steps = StepBar(self)
        self.file_page = FilePage()
        self.columns_page = ColumnsPage()
        self.preview = PreviewPage()
        self.done_page = DonePage()
        self._pages = QStackedWidget()
        for page in (self.file_page, self.columns_page):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(28, 8, 28, 0)
            column.addWidget(page)
            self._pages.addWidget(holder)
        self._pages.addWidget(self.preview)
        self._pages.addWidget(self.done_page)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._pages, 1)

    def _make_buttons(self) -> None:
        self.back = self.add_button("Back")
        self.back.clicked.connect(lambda _checked=False: self._show_step(self.step - 1))
        self.cancel = self.add_button("Cancel", kind="quiet")
        self.cancel.clicked.connect(self.reject)
        self.next = self.add_button("Continue", kind="primary")
        self.foot_note.set_role("text.secondary")
        row = self._foot.layout()
        assert row is not None
        row.addWidget(self.next)  # at the right end, where the way leads
        row.setContentsMargins(25, 12, 25, 12)
        row.setSpacing(12)
        self.next.clicked.connect(lambda _checked=False: self.confirmed.emit())

    def _connect(self) -> None:
        planning, trouble = self.planning, self.file_page.trouble
        self.confirmed.connect(self._on_next)
        planning.started.connect(self._on_started)
        planning.progressed.connect(self._on_progressed)
        planning.planned.connect(self._on_planned)
        planning.peeked.connect(self._on_peeked)
        planning.failed.connect(self._on_plan_failed)
        self.writing.written.connect(self._on_written)
        self.writing.failed.connect(self._on_write_failed)
        self.writing.progressed.connect(
            lambda done, total: self.preview.progress.show_progress(done, total, "Writing record")
        )
        self.file_page.chosen.connect(self._on_files_chosen)
        self.file_page.removed.connect(self._leave_out)
        self.file_page.stopped.connect(self._on_stopped)
        trouble.again.connect(planning.start)
        trouble.columns_asked.connect(planning.look)
        trouble.left_out.connect(lambda: self._leave_out(self._trouble_path))
        trouble.password_given.connect(self._on_password_given)
        trouble.encoding_chosen.connect(
            lambda encoding: self._on_encoding_chosen(self._trouble_path, encoding)
        )
        self.columns_page.edited.connect(self._show_buttons)
        self.columns_page.encoding_chosen.connect(self._on_encoding_chosen)
        self.columns_page.sheets_chosen.connect(self._on_sheets_chosen)
        self.preview.answered.connect(self._on_answered)
        self.preview.stopped.connect(self._on_stopped)
        self.done_page.undo_asked.connect(self._undo)

    # Steps and buttons

    @property
    def step(self) -> int:
        """The step shown."""
        return self._pages.currentIndex()

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made or written."""
        return self.planning.is_busy or self.writing.is_busy

    def _show_step(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self.steps.show_step(step)
        self._show_buttons()
        if step != FILE:
            (self.preview.table if step == PREVIEW else self.next).setFocus()

    def _show_buttons(self) -> None:
        step, busy = self.step, self.is_busy
        self.back.setVisible(step in (COLUMNS, PREVIEW))
        self.cancel.setVisible(step != DONE)
        self.next.setVisible(step != FILE)
        self.back.setEnabled(not busy)
        self.next.setEnabled(not busy)
        words = {PREVIEW: self._import_words(), DONE: "Done"}
        self.next.setText(words.get(step, "Continue"))
        self.next.updateGeometry()
        self.set_foot_note(self._preview_note() if step == PREVIEW and not busy else "")

    def _count(self, *actions: Action) -> int:
        return sum(row.planned.action in actions for row in self.preview.rows)

    def _import_words(self) -> str:
        if self.planning.result is None or self.planning.result.plan.is_empty:
            return "Nothing to import"
        return f"Import {text.plural(self._count(*_WRITES), 'row')}"

    def _preview_note(self) -> str:
        still = sum(one.is_open for one in self.planning.decisions.asked)
        if still:
            return f"{text.plural(still, 'question')} to answer first"
        doubtful, refused = self._count(Action.DOUBTFUL), self._count(Action.REFUSED)
        parts = []
        if doubtful:
            parts.append(f"{text.plural(doubtful, 'doubtful row')} imported as shown")
        if refused:
            parts.append(f"{text.plural(refused, 'refused row')} left out")
        return "; ".join(parts)

    def _on_next(self) -> None:
        if self.is_busy:
            return
        if self.step == COLUMNS:
            self._on_columns_done()
        elif self.step == PREVIEW:
            self._on_import_asked()
        elif self.step == DONE:
            self.accept()

    # Files

    def take_files(self, paths: Sequence[Path]) -> None:
        """Import these files instead of those chosen before."""
        self.planning.stop()
        self.planning.take(paths)
        self.file_page.show_files(self.planning.paths)
        self.file_page.trouble.hide()
        self.file_page.show_reading(False)
        self.set_subtitle(", ".join(path.name for path in self.planning.paths))
        if self.planning.paths:
            self._then = COLUMNS
            self.planning.start()
        else:
            self._show_step(FILE)

    def _on_files_chosen(self, paths: list[Path]) -> None:
        failed = not self.file_page.trouble.isHidden()
        self.take_files(paths if failed else [*self.planning.paths, *paths])

    def _leave_out(self, path: Path | None) -> None:
        self.take_files([one for one in self.planning.paths if one != path])

    def _on_password_given(self, password: str) -> None:
        if self._trouble_path is not None:
            self.planning.decisions.passwords[self._trouble_path] = password
            self.planning.start()

    def _on_encoding_chosen(self, path: Path | None, encoding: str) -> None:
        if path is not None:
            self.planning.decisions.encodings[path] = encoding
            self.planning.decisions.mappings.pop(path, None)  # its headings read otherwise now
            self._then = COLUMNS
            self.planning.start()

    def _on_sheets_chosen(self, path: Path, sheets: tuple[str, ...]) -> None:
        self.planning.decisions.sheets[path] = sheets
        self._then = COLUMNS
        self.planning.start()

    # Planning

    def _on_started(self) -> None:
        if self.step == PREVIEW:
            self.preview.progress.show()
        else:
            self._pages.setCurrentIndex(FILE)
            self.file_page.show_reading(True)
        self._show_buttons()

    def _on_progressed(self, done: int, total: int) -> None:
        page = self.preview if self.step == PREVIEW else self.file_page
        names = ", ".join(path.name for path in self.planning.paths[:3])
        what = "Comparing row" if total else f"Reading {names}"
        page.progress.show_progress(done, total, what)

    def _show_not_busy(self) -> None:
        self.preview.progress.hide()
        self.file_page.show_reading(False)

    def _on_planned(self, result: Planned) -> None:
        self._show_not_busy()
        asked = self.planning.decisions.asked
        arriving = self.step != PREVIEW
        at = self.planning.decisions.first_open() if arriving else -1
        self.preview.show_plan(result.plan, asked, at)
        if self._then == COLUMNS:
            self._show_columns(list(result.plan.files))
        self._show_step(self._then)

    def _on_peeked(self, plans: list[FilePlan]) -> None:
        self._show_not_busy()
        self._show_columns(plans)
        self._show_step(COLUMNS)
        self.set_foot_note("Choose which column names the supplier")

    def _show_columns(self, plans: list[FilePlan]) -> None:
        pairs = list(zip(self.planning.paths, plans, strict=True))
        self.columns_page.show_plans(pairs, self.planning.decisions.encodings)

    def _on_stopped(self) -> None:
        if self.writing.is_busy:
            self.writing.stop()
            self.preview.progress.words.setText("Stopping; nothing will be changed")
            return
        self.planning.stop()
        self._show_not_busy()
        # On the preview the old plan no longer fits the answers: back to the columns.
        self._show_step(COLUMNS if self.planning.result is not None else FILE)

    def _on_plan_failed(self, error: Exception) -> None:
        self._show_not_busy()
        self._show_step(FILE)
        if not isinstance(error, UserError):
            self.context.tasks.failed.emit(error)
            return
        from importing.reader import PasswordNeeded

        planning = self.planning
        self._trouble_path = path = planning.path_of(error)
        password = isinstance(error, PasswordNeeded)
        self.file_page.trouble.show_trouble(
            _title(path, password, path in planning.decisions.passwords),
            str(error),
            path=path,
            password=password,
            columns="no column that names a supplier" in str(error),
            several=len(planning.paths) > 1,
            encoding=planning.decisions.encodings.get(path, "") if path else "",
        )

    def _on_columns_done(self) -> None:
        missing = self.columns_page.first_without_supplier()
        if missing is not None:
            self.columns_page.focus_sheet(missing)
            self.set_foot_note("Choose which column names the supplier")
            return
        if not self.columns_page.is_touched and self.planning.result is not None:
            self.preview.card.show_questions(
                self.planning.decisions.asked, max(0, self.planning.decisions.first_open())
            )
            self._show_step(PREVIEW)
            return
        for path, mapping in self.columns_page.mappings().items():
            self.planning.decisions.mappings.setdefault(path, {}).update(mapping)
        self._then = PREVIEW
        self.planning.start()

    def _on_answered(self, index: int, answer: str) -> None:
        if not self.writing.is_busy:
            self.preview.say("")
            self.planning.decisions.answer(index, answer)
            self._then = PREVIEW
            self.planning.start()

    # Writing

    def _on_import_asked(self) -> None:
        still = self.planning.decisions.first_open()
        result = self.planning.result
        if still >= 0:
            self.preview.card.show_question(still)
            if self.preview.card.options:
                self.preview.card.options[0].setFocus()
            return
        if result is None:
            return
        if result.plan.is_empty:
            self.done_page.show_outcome(result.plan, None, self.preview.rows)
            self._show_step(DONE)
        else:
            self.preview.say("")
            self.preview.progress.show_progress(0, 0, "Writing")
            self.preview.progress.show()
            self.writing.start(result)
            self._show_buttons()

    def _on_written(self, changes: Any) -> None:
        self._show_not_busy()
        assert self.planning.result is not None
        self.done_page.show_outcome(self.planning.result.plan, changes, self.preview.rows)
        self._show_step(DONE)
        self.imported.emit(changes)
        if self._scrim is not None:  # the window's note of the import would cover our buttons
            QTimer.singleShot(0, self._scrim.raise_)

    def _on_write_failed(self, error: Exception) -> None:
        self._show_not_busy()
        self._show_buttons()
        if not isinstance(error, UserError):
            self.context.tasks.failed.emit(error)
            return
        self.preview.say(str(error))
        if isinstance(error, RegisterError) and self.context.is_open:
            self._then = PREVIEW  # the register is another now: see what it would be today
            self.planning.start()

    def _undo(self) -> None:
        operations.undo(
            self.context,
            done=lambda _changes: self.done_page.show_undone(),
            failed=lambda error: self.set_foot_note(str(error)),
        )

    # Closing

    def reject(self) -> None:
        """Close; what is being planned is dropped, what is being written is stopped first."""
        if self.writing.is_busy:
            self._on_stopped()
            return
        self.planning.stop()
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.steps.sizeHint()
        self.steps.resize(size)
        self.steps.move(self.width() - 28 - 40 - size.width(), 22)
        self.steps.setVisible(self.width() > size.width() + 320)
        self.steps.raise_()


def _title(path: Path | None, password: bool, tried: bool) -> str:
    name = path.name if path is not None else "One of the files"
    if password:
        return f"That is not the password of {name}" if tried else f"{name} is protected"
    return f"{name} cannot be imported"
