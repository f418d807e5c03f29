"""Renders every page and dialog with the sample register into `docs/screenshots/`.

Light and dark, 1280×800 logical pixels, offscreen, on a fixed day, so that a picture changes
only when the window does. `python -m scripts.screenshots [NAME…]` renders just those shots.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from domain.vocabulary import Effect, Outcome, Rule
from gui import fonts, forms, theme
from gui.app import make_application
from gui.models.matrix import STICKY
from gui.views.matrix_page import MatrixPage
from gui.widgets.dialog import Sheet
from gui.widgets.matrix_view import MatrixView
from scripts.studio import BUYER, Studio

OUT = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
OTHER_DAY = date(2027, 6, 30)
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


def _changed(studio: Studio) -> None:
    """Suppliers on another day, those whose verdict changes."""
    studio.window.show_page("suppliers")
    studio.window.close_detail()
    studio.context.set_day(OTHER_DAY)
    studio.settle(1500)


def _programme(studio: Studio) -> None:
    """What falls due, with the record of one line beside it."""
    _page("programme")(studio)
    page = studio.window.page
    row = next(n for n in range(page.model.rowCount()) if page.model.row(n).record is not None)
    page.view.setCurrentIndex(page.model.index(row, 0))
    target = page.target(page.model.ids[row])
    assert target is not None
    studio.window.open_detail(*target)
    studio.settle()


def _matrix(profile: str, rule: Rule) -> Callable[[Studio], None]:
    """The matrix with the popover of a cell that is not met."""

    def show(studio: Studio) -> None:
        studio.context.set_profile(studio.profile(profile))
        _page("matrix")(studio)
        page = studio.window.page
        assert isinstance(page, MatrixPage)
        assert isinstance(page.view, MatrixView)
        for row in range(page.model.rowCount()):
            for place, cell in enumerate(page.model.row(row).cells):
                wanted = cell.outcome is Outcome.FAIL and cell.effect is Effect.CONDITIONAL
                if cell.column.rule is rule and wanted:
                    page.view.ask(row, STICKY + place, pinned=True)
                    return

    return show


def _matrix_ahead(studio: Studio) -> None:
    """The matrix on another day."""
    _matrix("General B2B: ISO 9001", Rule.NONCONFORMITIES)(studio)
    studio.context.set_day(OTHER_DAY)
    studio.settle(1500)


def _entry(studio: Studio) -> Any:
    window, context = studio.window, studio.context
    return forms.dialog("directory", context, window, entry=("accreditation_body", "UKAS"))


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


def _profile(studio: Studio) -> Any:
    found = studio.record("requirement_profile")
    return forms.form("requirement_profile", studio.context, studio.window, record_id=found)


def _withdraw(studio: Studio) -> Any:
    found = studio.record("supplier", name=SUPPLIER)
    return forms.dialog("withdraw", studio.context, studio.window, supplier_id=found)


def _plain(name: str) -> Callable[[Studio], Any]:
    return lambda studio: forms.dialog(name, studio.context, studio.window)


def shots() -> Iterator[tuple[str, Callable[[Studio], None]]]:
    """Every picture: its name and what is done before it is taken."""
    yield "suppliers", _supplier
    for kind in ("certificates", "audits", "findings", "evaluations", "buyers", "hints"):
        yield kind, _page(kind)
    yield "programme", _programme
    yield "matrix", _matrix("General B2B: ISO 9001", Rule.MARGIN)
    yield "matrix-ahead", _matrix_ahead
    yield "suppliers-ahead", _changed
    yield "form-supplier", _form("supplier", "supplier", name=SUPPLIER)
    yield "form-certificate", _form("certificate", "certificate", number="VN24/00193")
    yield "form-audit", _form("audit", "audit", reference="HG-A-2025-031")
    yield "form-finding", _form("finding", "finding", number="NC-2025-07")
    yield "form-buyer", _form("buyer", "buyer", name=BUYER)
    supplier = {"name": SUPPLIER}
    yield "form-approval", _child_form("approval", "supplier_id", "supplier", **supplier)
    yield "form-waiver", _child_form("waiver", "supplier_id", "supplier", **supplier)
    yield "form-site", _child_form("site", "supplier_id", "supplier", **supplier)
    yield "form-evaluation", _child_form("evaluation", "supplier_id", "supplier", **supplier)
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
    for name in ("preferences", "history", "about", "profiles"):
        yield name, _dialog(_plain(name))
    yield "form-profile", _dialog(_profile)
    yield "directory", _dialog(_entry)
    yield "withdraw", _dialog(_withdraw)


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
            studio.shoot("first-start", OUT)
        studio.open_sample()
        for name, prepare in shots():
            if wanted and name not in wanted:
                continue
            prepare(studio)
            studio.shoot(name, OUT)
            _close_sheets(studio)
            studio.reset()
        studio.window.close()
        studio.tasks.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
