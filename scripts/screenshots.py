"""Renders every page and dialog with the sample register into `docs/screenshots/`.

Light and dark, 1280×800 logical pixels, offscreen, on a fixed day, so that a picture changes
only when the window does. `python -m scripts.screenshots [NAME…]` renders just those shots.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog

from gui import fonts, forms, operations, theme
from gui.app import make_application
from gui.context import Context
from gui.main_window import MainWindow
from gui.tasks import Tasks
from gui.widgets.dialog import Sheet

OUT = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZE = (1280, 800)
DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BUYER = "Halden Grid AS"
SUPPLIER = "Nam Viet Electrical Tape Co., Ltd."
SHEET = """\
Nhà cung cấp;Quốc gia;Tiêu chuẩn;Số chứng chỉ;Tổ chức chứng nhận;Công nhận;Ngày cấp;Ngày hết hạn
Công ty TNHH Dây Cáp Hải Long;Việt Nam;ISO 9001:2015;VN26/01877;SGS Vietnam;UKAS;03/04/2026;02/04/2029
Elbtal Isoliertechnik GmbH;Đức;ISO 9001:2015;01 100 1725033;TÜV Rheinland;DAkkS;18/09/2025;17/09/2028
Elbtal Isoliertechnik GmbH;Đức;ISO 45001:2018;01 113 1725033;TÜV Rheinland;DAkkS;18/09/2025;17/09/2028
Great Lakes Electrical Tape Inc;Hoa Kỳ;UL 510;E104462;UL Solutions;OSHA NRTL;01/02/2025;31/01/2028
;Trung Quốc;ISO 9001:2015;00124Q;CQC;CNAS;01/03/2025;28/02/2028
PT Kabel Sumber Makmur;Indonesia;ISO 14001:2015;ID25/0001;Sucofindo;KAN;31/02/2025;30/11/2027
"""  # noqa: E501


class Studio:
    """One window with the sample register, and the waiting that pictures need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.tasks = Tasks()
        self.context = Context(self.tasks, settings, author="L. Tan", now=lambda: DAY)
        self.window = MainWindow(self.context, folder / "register.attesta")
        self.window.resize(*SIZE)
        self.window.show()

    def open_sample(self) -> None:
        """Make the sample register, show it for the first buyer."""
        opened: list[bool] = []
        operations.open_register(
            self.context,
            path=self.folder / "Northwind Tapes.attesta",
            how="sample",
            done=lambda: opened.append(True),
        )
        self.until(lambda: bool(opened))
        (buyer,) = (ref for ref in self.context.standing.buyers if ref.name == BUYER)
        self.context.set_buyer(buyer)
        self.settle()

    def record(self, table: str, /, **where: Any) -> int:
        """The id of the first such record."""
        found: list[list[dict[str, Any]]] = []
        self.context.read(lambda reader: reader.records(table, **where), done=found.append)
        self.until(lambda: bool(found))
        return int(found[0][0]["id"])

    def until(self, true: Callable[[], bool], limit: int = 20_000) -> None:
        """Let the window work until something is so (at most `limit` milliseconds)."""
        clock = QElapsedTimer()
        clock.start()
        while not true():
            if clock.elapsed() > limit:
                raise TimeoutError("the window did not get there")
            QApplication.processEvents()
            # Without an event loop of its own nothing else carries out `deleteLater`.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self, milliseconds: int = 700) -> None:
        """Let loading, judging and previews finish."""
        clock = QElapsedTimer()
        clock.start()
        self.until(lambda: clock.elapsed() > milliseconds)

    def shoot(self, name: str) -> None:
        """Save the window as it stands in both themes."""
        for mode in ("light", "dark"):
            theme.current().set_mode(mode)
            self.settle(250)
            path = OUT / f"{name}-{mode}.png"
            self.window.grab().save(str(path))
            print(path.name)
        theme.current().set_mode("light")


def _first_start(studio: Studio) -> None:
    studio.window.show_first_start()
    studio.settle()


def _page(kind: str, *, detail: int | None = None) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.window.show_page(kind)
        if detail is not None:
            studio.window.open_detail(kind, detail)
        else:
            studio.window.close_detail()
        studio.settle()

    return show


def _supplier(studio: Studio) -> None:
    studio.window.show_page("suppliers")
    studio.settle(300)
    studio.window.show_record("suppliers", studio.record("supplier", name=SUPPLIER))
    studio.settle()


def _dialog(make: Callable[[Studio], Any]) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.window.show_page("suppliers")
        studio.window.close_detail()
        studio.settle(300)
        sheet = make(studio)
        sheet.open() if isinstance(sheet, QDialog) else sheet.show()
        studio.settle(1500)

    return show


def _form(record: str, table: str, /, **where: Any) -> Callable[[Studio], None]:
    def make(studio: Studio) -> Any:
        found = studio.record(table, **where)
        return forms.form(record, studio.context, studio.window, record_id=found)

    return _dialog(make)


def _child_form(record: str, owner: str, table: str, /, **where: Any) -> Callable[[Studio], None]:
    def make(studio: Studio) -> Any:
        preset = {owner: studio.record(table, **where)}
        return forms.form(record, studio.context, studio.window, **preset)

    return _dialog(make)


def _import(studio: Studio) -> Any:
    sheet = studio.folder / "certificates-2026-11.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    return forms.dialog("import", studio.context, studio.window, [sheet])


def _import_preview(studio: Studio) -> None:
    _dialog(_import)(studio)
    sheet = studio.window.findChildren(Sheet)[-1]
    sheet.confirmed.emit()
    studio.settle(1500)


def _report(kind: str) -> Callable[[Studio], Any]:
    def make(studio: Studio) -> Any:
        chosen = [studio.record("supplier", name=SUPPLIER)] if kind == "supplier" else []
        return forms.dialog("report", studio.context, studio.window, kind, chosen)

    return make


def _plain(name: str) -> Callable[[Studio], Any]:
    return lambda studio: forms.dialog(name, studio.context, studio.window)


def shots() -> Iterator[tuple[str, Callable[[Studio], None]]]:
    """Every picture: its name and what is done before it is taken."""
    yield "suppliers", _supplier
    for kind in ("certificates", "audits", "findings", "buyers"):
        yield kind, _page(kind)
    yield "form-supplier", _form("supplier", "supplier", name=SUPPLIER)
    yield "form-certificate", _form("certificate", "certificate", number="VN24/00193")
    yield "form-audit", _form("audit", "audit", reference="HG-A-2025-031")
    yield "form-finding", _form("finding", "finding", number="NC-2025-07")
    yield "form-buyer", _form("buyer", "buyer", name=BUYER)
    supplier = {"name": SUPPLIER}
    yield "form-approval", _child_form("approval", "supplier_id", "supplier", **supplier)
    yield "form-waiver", _child_form("waiver", "supplier_id", "supplier", **supplier)
    yield "form-site", _child_form("site", "supplier_id", "supplier", **supplier)
    yield "form-contact", _child_form("contact", "supplier_id", "supplier", **supplier)
    certificate = {"number": "VN24/00193"}
    yield (
        "form-verification",
        _child_form("verification", "certificate_id", "certificate", **certificate),
    )
    yield (
        "form-status",
        _child_form("status_event", "certificate_id", "certificate", **certificate),
    )
    yield (
        "form-decision",
        _child_form("scope_decision", "certificate_id", "certificate", **certificate),
    )
    yield "import-columns", _dialog(_import)
    yield "import-preview", _import_preview
    for kind in ("supplier", "register", "expiry"):
        yield f"report-{kind}", _dialog(_report(kind))
    for name in ("preferences", "history", "about"):
        yield name, _dialog(_plain(name))


def _close_sheets(studio: Studio) -> None:
    for sheet in studio.window.findChildren(QDialog):
        sheet.done(0)
        sheet.deleteLater()
    studio.settle(100)


def main(wanted: list[str]) -> int:
    """Render the shots named, or all of them."""
    OUT.mkdir(parents=True, exist_ok=True)
    app = make_application([])
    fonts.set_scale(1.0)
    theme.install(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        if not wanted or "first-start" in wanted:
            _first_start(studio)
            studio.shoot("first-start")
        studio.open_sample()
        for name, prepare in shots():
            if wanted and name not in wanted:
                continue
            prepare(studio)
            studio.shoot(name)
            _close_sheets(studio)
        studio.window.close()
        studio.tasks.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
