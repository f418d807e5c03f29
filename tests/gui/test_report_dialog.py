"""Reports in the window: what is shown is what is saved, for one supplier or several."""

import threading
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from domain.import_plan import Change
from gui import operations
from gui.dialogs import report_work
from gui.dialogs.report_dialog import ReportDialog
from gui.dialogs.report_options import ALL
from gui.main_window import MainWindow

Open = Callable[..., ReportDialog]


@pytest.fixture
def open_report(window: MainWindow, settle: Callable[[], None], qtbot) -> Open:
    """Opens the dialog over the window and waits for its page."""

    def make(kind: Any = "supplier", ids: tuple[int, ...] = (1,)) -> ReportDialog:
        dialog = ReportDialog(window.context, window, kind, ids)
        dialog.open()
        settle()
        qtbot.waitUntil(lambda: dialog.preview.view.picture is not None, timeout=30_000)
        settle()
        return dialog

    return make


def words(path: Path) -> str:
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def answer_with(monkeypatch: pytest.MonkeyPatch, name: str, answer: Any) -> None:
    """Let a file dialog answer at once."""
    monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: answer)


def test_the_page_shown_is_the_file_saved(
    open_report: Open, tmp_path: Path, settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch, window: MainWindow,
) -> None:  # fmt: skip
    dialog = open_report()
    assert dialog.preview.pages > 1
    assert dialog.preview.where.text() == f"Page 1 of {dialog.preview.pages}"
    assert dialog.built is not None
    shown = dialog.built.pdf
    answer_with(monkeypatch, "getSaveFileName", (str(tmp_path / "report"), ""))
    dialog.save.click()
    settle()
    assert (tmp_path / "report.pdf").read_bytes() == shown
    assert not dialog.isVisible()
    assert window.note.accessibleName() == "Saved report.pdf"


def test_another_buyer_and_day_give_another_page(
    open_report: Open, settle: Callable[[], None], qtbot
) -> None:
    dialog = open_report()
    options = dialog.options
    first = dialog.built
    options.buyer.setCurrentIndex(1)
    options.buyer.edited.emit()
    options.day.set_value(date(2028, 12, 24))
    options.day.edited.emit()
    qtbot.waitUntil(lambda: dialog.built is not first, timeout=30_000)
    assert dialog.built is not None
    assert dialog.built.order.buyer == options.buyer.value()
    assert dialog.built.order.day == date(2028, 12, 24)
    usual = dialog.context.usual_profile(options.buyer.value())
    assert dialog.built.order.profile == options.profile.value() == usual


def test_other_customers_audits_are_listed_only_where_it_is_ticked(
    open_report: Open, settle: Callable[[], None], qtbot
) -> None:
    """Cavite Conductors has audits of customers of which only one can be asked for at once."""
    dialog = open_report(ids=(20,))
    options = dialog.options
    assert not options.others.isEnabled()  # for nobody in particular every audit is shown
    buyer = next(each for each in dialog.context.standing.buyers if each.name == "Halden Grid AS")
    options.buyer.set_value(buyer)
    options.buyer.edited.emit()
    qtbot.waitUntil(lambda: _built(dialog).order.buyer == buyer, timeout=30_000)
    settle()
    assert options.others.isEnabled()
    assert not options.others.isChecked()
    assert not _built(dialog).order.others
    counted = _built(dialog).pdf
    options.others.click()
    qtbot.waitUntil(lambda: _built(dialog).order.others, timeout=30_000)
    settle()
    assert "Not recognised for" not in "".join(_pages(counted))
    assert "Not recognised for Halden Grid AS" in " ".join(
        "".join(_pages(_built(dialog).pdf)).split()
    )


def test_a_long_name_is_cut_and_not_the_column(open_report: Open) -> None:
    dialog = open_report()
    shown = dialog.scroll_area.viewport().width()
    assert dialog.options.minimumSizeHint().width() <= shown
    long = f"{'Nordlicht und Söhne ' * 6}GmbH"
    dialog.options.set_suppliers({1: ("S-1", long)})
    assert dialog.options.minimumSizeHint().width() <= shown


def _built(dialog: ReportDialog) -> report_work.Built:
    assert dialog.built is not None
    return dialog.built


def _pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_a_day_that_can_be_two_is_asked_about(
    open_report: Open, settle: Callable[[], None], qtbot
) -> None:
    dialog = open_report()
    first = dialog.built
    dialog.options.day.line.setText("03/04/2027")
    dialog.options.day.edited.emit()
    qtbot.waitUntil(lambda: bool(dialog.options.day_field.complaint), timeout=5_000)
    assert dialog.built is first
    dialog.options._take_day(date(2027, 4, 3))
    qtbot.waitUntil(lambda: dialog.built is not first, timeout=30_000)
    assert dialog.options.day_field.complaint == ""


def test_several_suppliers_get_a_file_each(
    open_report: Open, tmp_path: Path, settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog = open_report(ids=(1, 2, 3))
    assert dialog.options.suppliers.value() == ALL
    assert dialog.options.suppliers.currentText() == "3 selected, one file each"
    answer_with(monkeypatch, "getExistingDirectory", str(tmp_path))
    dialog.save.click()
    settle()
    written = sorted(tmp_path.glob("qualification*.pdf"))
    assert len(written) == 3
    assert all("Supplier qualification report" in words(path) for path in written)


def test_stopping_keeps_the_files_that_were_finished(
    open_report: Open, tmp_path: Path, settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog = open_report(ids=(1, 2, 3))
    gate = threading.Event()
    dialog.context.tasks.submit(lambda _desk, _job: gate.wait(30), urgent=True)
    answer_with(monkeypatch, "getExistingDirectory", str(tmp_path))
    dialog.save.click()
    dialog.progress.stop.click()
    gate.set()
    settle()
    assert list(tmp_path.glob("qualification*.pdf")) == []
    assert dialog.isVisible()
    assert dialog.save.isEnabled()


def test_a_cancelled_file_question_saves_nothing(
    open_report: Open, tmp_path: Path, settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog = open_report()
    answer_with(monkeypatch, "getSaveFileName", ("", ""))
    dialog.save.click()
    settle()
    assert dialog.isVisible()
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_place_that_cannot_be_written_is_told(
    open_report: Open, tmp_path: Path, settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog = open_report()
    nowhere = tmp_path / "gone" / "report.pdf"
    answer_with(monkeypatch, "getSaveFileName", (str(nowhere), ""))
    dialog.save.click()
    settle()
    assert dialog.isVisible()
    assert str(nowhere) in dialog.options.warning.text()
    assert dialog.preview.view.picture is not None


@pytest.mark.parametrize(
    ("kind", "says", "name"),
    [("register", "Approved supplier list", "approved suppliers"), ("expiry", "Expiry", "expiry")],
)
def test_lists_are_drawn_and_named(
    open_report: Open, kind: Any, says: str, name: str, tmp_path: Path
) -> None:
    dialog = open_report(kind, ())
    assert dialog.built is not None
    path = tmp_path / "list.pdf"
    path.write_bytes(dialog.built.pdf)
    assert says in words(path)
    suggested = report_work.suggested_names(dialog.built.order, [])
    assert suggested[0].startswith(name)
    assert suggested[0].endswith("2026-11-23.pdf")


def test_pages_turn_and_widen(open_report: Open, settle: Callable[[], None], qtbot) -> None:
    dialog = open_report()
    preview = dialog.preview
    before = preview.view.picture
    assert before is not None
    assert not preview.back.isEnabled()
    preview.forth.click()
    settle()
    assert preview.where.text().startswith("Page 2 of")
    narrow = preview.view.picture
    assert narrow is not None
    preview.fit.click()
    qtbot.waitUntil(lambda: preview.view.picture is not narrow, timeout=10_000)
    assert preview.view.picture.width() > narrow.width()
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page == 0


def test_letters_without_a_font_are_warned_of(
    open_report: Open, window: MainWindow, settle: Callable[[], None]
) -> None:
    operations.save(
        window.context,
        changes=[Change("supplier", 1, {"local_name": "شركة الأشرطة"})],
        label="Edit supplier",
    )
    settle()
    dialog = open_report()
    assert dialog.options.warning.isVisible()
    assert "Arabic" in dialog.options.warning.text()


def test_nothing_selected_says_so(window: MainWindow, settle: Callable[[], None]) -> None:
    dialog = ReportDialog(window.context, window, "supplier", [])
    dialog.open()
    settle()
    assert "No supplier is selected" in dialog.preview.view.words
    dialog.save.click()
    assert dialog.isVisible()
    dialog.reject()


def test_printing_hands_every_page_to_the_printer(
    open_report: Open, tmp_path: Path, settle: Callable[[], None]
) -> None:
    dialog = open_report()
    assert dialog.built is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(72)
    target = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(target))
    dialog.print_on(printer)
    settle()
    assert dialog.print.isEnabled()
    assert len(PdfReader(target).pages) == dialog.built.pages


def test_a_page_fits_the_room_it_is_given(open_report: Open) -> None:
    dialog = open_report()
    assert dialog.built is not None
    picture = report_work.page_picture(dialog.built.pdf, 0, width=300, height=300)
    assert isinstance(picture, QImage)
    assert picture.height() == 300
    assert picture.width() < 300
    corner = picture.pixelColor(2, 2)
    assert (corner.red(), corner.green(), corner.blue()) == (255, 255, 255)
