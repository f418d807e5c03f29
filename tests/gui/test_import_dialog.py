"""Importing through the dialog: from file to register, with answers, and every way out."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from domain.import_plan import Action, Change, New
from gui import operations
from gui.context import Context
from gui.dialogs import import_questions
from gui.dialogs.import_decisions import mapping_of, shown_fields
from gui.dialogs.import_dialog import COLUMNS, DONE, FILE, PREVIEW, ImportDialog

HEAD = "Supplier,Standard,Certificate No,Issue Date,Expiry Date,Certification Body,Country"
UNDECIDED = (
    "Mekong Tape Co.,ISO 9001:2015,VN-77,03/04/2024,02/03/2027,SGS,Vietnam",
    "Borneo Wire Sdn Bhd,ISO 14001:2015,MY-12,05/06/2024,04/05/2027,BSI,Malaysia",
    ",ISO 9001:2015,X-1,01/02/2024,01/02/2027,SGS,Malaysia",
)
CLEAR = tuple(row.replace("03/04/2024", "2024-04-03").replace("02/03/2027", "2027-03-02")
              .replace("05/06/2024", "2024-06-05").replace("04/05/2027", "2027-05-04")
              .replace("01/02/2024", "2024-02-01").replace("01/02/2027", "2027-02-01")
              for row in UNDECIDED)  # fmt: skip
Open = Callable[..., ImportDialog]


def sheet(folder: Path, *rows: str, name: str = "list.csv", head: str = HEAD) -> Path:
    """A small spreadsheet as text."""
    path = folder / name
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def host(qtbot, open_context: Context) -> QWidget:
    """A bare window that dialogs stand in."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def open_import(host: QWidget, open_context: Context, settle: Callable[[], None]) -> Open:
    """Opens the dialog on files and lets it plan."""

    def make(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(open_context, host, paths)
        dialog.open()
        settle()
        return dialog

    return make


@pytest.fixture
def reader(open_context: Context) -> Iterator[Any]:
    """Another look at the same register."""
    from storage.queries import Reader

    assert open_context.path is not None
    with Reader(open_context.path) as made:
        yield made


def forward(dialog: ImportDialog, settle: Callable[[], None]) -> None:
    """Press the button at the right."""
    dialog.next.click()
    settle()


def actions(dialog: ImportDialog) -> list[Action]:
    """What happens to the rows of the preview, in order."""
    return [row.planned.action for row in dialog.preview.rows]


class TestTheWholeWay:
    def test_a_list_comes_in_and_can_be_taken_back(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        before = reader.totals()
        dialog = open_import(sheet(tmp_path, *CLEAR))
        assert dialog.step == COLUMNS
        assert dialog.columns_page.row_named("Expiry Date").chosen == "expires_on"
        forward(dialog, settle)
        assert dialog.step == PREVIEW
        assert actions(dialog) == [Action.ADD, Action.ADD, Action.REFUSED]
        assert dialog.next.text() == "Import 2 rows"
        assert dialog.foot_note.text() == "1 refused row left out"
        with_signal: list[Any] = []
        dialog.imported.connect(with_signal.append)
        forward(dialog, settle)
        assert dialog.step == DONE
        assert dialog.done_page.title.text() == "2 rows imported"
        assert reader.totals()["suppliers"] == before["suppliers"] + 2
        assert reader.totals()["certificates"] == before["certificates"] + 2
        assert with_signal[0].added["certificate"] == 2
        dialog.done_page.undo.click()
        settle()
        assert dialog.done_page.title.text() == "The import was taken back"
        assert reader.totals() == before

    def test_the_same_list_twice_changes_nothing(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        path = sheet(tmp_path, *CLEAR[:2])
        first = open_import(path)
        forward(first, settle)
        forward(first, settle)
        first.next.click()
        held = reader.totals()
        again = open_import(path)
        forward(again, settle)
        assert actions(again) == [Action.UNCHANGED, Action.UNCHANGED]
        assert again.next.text() == "Nothing to import"
        forward(again, settle)
        assert again.done_page.title.text() == "Nothing to import"
        assert reader.totals() == held

    def test_several_files_are_one_import(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any,
        open_context: Context,
    ) -> None:  # fmt: skip
        dialog = open_import(
            sheet(tmp_path, CLEAR[0]),
            sheet(tmp_path, "Halong Cable,VN", name="b.csv", head="Firma,Land"),
        )
        forward(dialog, settle)
        assert {row.place for row in dialog.preview.rows} == {"list.csv, list", "b.csv, b"}
        forward(dialog, settle)
        assert open_context.standing.undo_label == "Import list.csv, b.csv"

    def test_closing_before_the_end_leaves_the_register_alone(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        before = reader.provenance()
        dialog = open_import(sheet(tmp_path, *CLEAR))
        forward(dialog, settle)
        dialog.cancel.click()
        settle()
        assert not dialog.isVisible()
        assert reader.provenance() == before


class TestQuestions:
    def test_an_undecided_date_waits_for_its_answer(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        dialog = open_import(sheet(tmp_path, *UNDECIDED[:2]))
        forward(dialog, settle)
        card = dialog.preview.card
        assert card.isVisible()
        assert dialog.foot_note.text() == "2 questions to answer first"
        assert [option.text() for option in card.options] == ["Day first", "Month first"]
        forward(dialog, settle)  # asks again instead of importing
        assert dialog.step == PREVIEW
        card.options[0].click()
        settle()
        card.show_question(1)
        card.options[1].click()
        settle()
        assert dialog.foot_note.text() == ""
        assert card.options[1].isChecked()
        values = dialog.preview.rows[0].planned.values
        assert (values["issued_on"], values["expires_on"]) == ("3 Apr 2024", "3 Feb 2027")
        forward(dialog, settle)
        rows = reader.records("certificate", number="VN-77")
        assert (str(rows[0]["issued_on"]), str(rows[0]["expires_on"])) == (
            "2024-04-03", "2027-02-03",
        )  # fmt: skip

    def test_a_name_much_alike_is_merged_only_when_told(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        name = reader.record("supplier", 1)["name"]
        alike = name.replace("Isolier", "Isollier")
        assert alike != name
        dialog = open_import(sheet(tmp_path, f"{alike},ISO 45001:2018,Q-9,,,,"))
        forward(dialog, settle)
        assert actions(dialog) == [Action.DOUBTFUL]
        options = dialog.preview.card.options
        assert [option.isChecked() for option in options] == [False, True]  # a new supplier
        assert name in options[0].text()
        options[0].click()
        settle()
        forward(dialog, settle)
        assert reader.records("certificate", number="Q-9")[0]["supplier_id"] == 1

    def test_a_row_leads_to_its_question(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        names = [reader.record("supplier", number)["name"] for number in (1, 2)]
        rows = [f"{name[0]}{name},ISO 45001:2018,Q-{name[:2]},,,," for name in names]
        dialog = open_import(sheet(tmp_path, *rows))
        forward(dialog, settle)
        dialog.preview.table.selectRow(1)
        assert dialog.preview.card.at == 1
        assert rows[1].split(",", maxsplit=1)[0] in dialog.preview.detail.text()

    def test_holders_with_their_address_are_taken_apart_when_told(
        self, samples: Path, tmp_path: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        lines = (samples / "02_iscc_valid_certificates.csv").read_bytes().split(b"\r\n")[:40]
        path = tmp_path / "iscc.csv"
        path.write_bytes(b"\r\n".join(lines) + b"\r\n")
        dialog = open_import(path)
        forward(dialog, settle)
        whole = dialog.preview.rows[0].planned.values["supplier"]
        assert dialog.preview.card.options[0].isChecked()
        dialog.preview.card.options[1].click()
        settle()
        apart = dialog.preview.rows[0].planned.values["supplier"]
        assert len(apart) < len(whole)
        assert whole.startswith(apart.split(",", maxsplit=1)[0])

    def test_a_country_of_two_is_chosen(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        dialog = open_import(sheet(tmp_path, "Han River Film,Korea", head="Company,Country"))
        forward(dialog, settle)
        assert import_questions.title_of(dialog.planning.decisions.asked[0]).endswith("“Korea”?")
        dialog.preview.answered.emit(0, "KR")
        settle()
        forward(dialog, settle)
        assert reader.records("supplier", name="Han River Film")[0]["country"] == "KR"


class TestColumns:
    def test_a_column_becomes_what_is_chosen(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None], reader: Any
    ) -> None:
        path = sheet(tmp_path, "Song Hong Foil,Vietnam,Foils", head="Company,Country,Remarks")
        dialog = open_import(path)
        row = dialog.columns_page.row_named("Country")
        row.choose("notes")
        row.edited.emit()
        assert dialog.columns_page.row_named("Remarks").chosen != "notes"
        forward(dialog, settle)
        assert dialog.preview.rows[0].planned.values["notes"] == "Vietnam"
        forward(dialog, settle)
        assert reader.records("supplier", name="Song Hong Foil")[0]["country"] == ""

    def test_without_a_supplier_column_nothing_goes_on(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        dialog = open_import(sheet(tmp_path, *CLEAR))
        row = dialog.columns_page.row_named("Supplier")
        row.choose("")
        row.edited.emit()
        forward(dialog, settle)
        assert dialog.step == COLUMNS
        assert "names the supplier" in dialog.foot_note.text()

    def test_columns_can_be_chosen_where_none_was_recognised(
        self, samples: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        dialog = open_import(samples / "17_ciso_findings_template.xlsx")
        assert dialog.step == FILE
        dialog.file_page.trouble.columns.click()
        settle()
        assert dialog.step == COLUMNS
        row = dialog.columns_page.row_named("name")
        row.choose("supplier")
        row.edited.emit()
        forward(dialog, settle)
        assert dialog.step == PREVIEW
        assert dialog.preview.rows

    def test_letters_can_be_read_otherwise(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        path = tmp_path / "thai.csv"
        path.write_bytes("Company,Country\nบริษัท เทปไทย,Thailand\n".encode("cp874"))
        dialog = open_import(path)
        dialog.columns_page.encoding_chosen.emit(path, "cp874")
        settle()
        assert dialog.step == COLUMNS
        assert dialog.planning.result is not None
        sheet_plan = dialog.planning.result.plan.files[0].sheets[0]
        assert sheet_plan.samples["Company"] == ("บริษัท เทปไทย",)

    def test_a_sheet_can_be_left_out_and_brought_back(
        self, samples: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        path = samples / "12_ciso_third_parties_template.xlsx"
        dialog = open_import(path)
        assert dialog.planning.result is not None
        names = [one.sheet for one in dialog.planning.result.plan.files[0].sheets]
        dialog.columns_page.sheets_chosen.emit(path, (names[0],))
        settle()
        assert dialog.step == COLUMNS
        assert [one.sheet for one in dialog.planning.result.plan.files[0].sheets] == names[:1]

    def test_a_heading_that_gives_two_fields_keeps_both(
        self, samples: Path, open_import: Open
    ) -> None:
        dialog = open_import(samples / "02_iscc_valid_certificates.csv")
        assert dialog.planning.result is not None
        plan = dialog.planning.result.plan.files[0].sheets[0]
        chosen = shown_fields(plan)
        assert chosen["holder"] == "supplier"
        mapping = mapping_of(plan, chosen)
        assert (mapping["supplier"], mapping["holder"]) == ("holder", "holder")
        assert mapping["audit_date"] == ""


class TestTrouble:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "is empty"),
            (b"%PDF-1.7 something", "no spreadsheet"),
            (b"a,b\n1,2\n", "cannot be imported"),
        ],
    )
    def test_a_file_that_is_no_list_is_refused_in_words(
        self, tmp_path: Path, open_import: Open, content: bytes, says: str
    ) -> None:
        path = tmp_path / "wrong.csv"
        path.write_bytes(content)
        dialog = open_import(path)
        trouble = dialog.file_page.trouble
        assert dialog.step == FILE
        assert trouble.isVisible()
        assert says in f"{trouble.accessibleName()} {trouble.words.text()}"

    def test_a_protected_file_asks_for_its_password(
        self, samples: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        dialog = open_import(samples / "robustness" / "18_calamine_pass_protected.xlsx")
        trouble = dialog.file_page.trouble
        assert trouble.password.isVisible()
        assert "is protected" in trouble.accessibleName()
        trouble.password.setText("wrong")
        trouble.password.returnPressed.emit()
        settle()
        assert trouble.accessibleName().startswith("That is not the password")
        trouble.password.setText("123")
        trouble.password.returnPressed.emit()
        settle()
        assert "password" not in trouble.accessibleName()

    def test_one_bad_file_can_be_left_out(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None]
    ) -> None:
        bad = tmp_path / "bad.csv"
        bad.write_bytes(b"")
        good = sheet(tmp_path, *CLEAR)
        dialog = open_import(good, bad)
        assert dialog.file_page.trouble.leave.isVisible()
        dialog.file_page.trouble.leave.click()
        settle()
        assert dialog.step == COLUMNS
        assert dialog.planning.paths == [good]

    def test_a_cancelled_file_question_changes_nothing(
        self, open_import: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
        dialog = open_import()
        dialog.file_page.zone.button.click()
        assert dialog.step == FILE
        assert dialog.planning.paths == []

    def test_chosen_files_are_read(
        self, tmp_path: Path, open_import: Open, settle: Callable[[], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        path = sheet(tmp_path, *CLEAR)
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))
        dialog = open_import()
        dialog.file_page.zone.button.click()
        settle()
        assert dialog.step == COLUMNS


@pytest.fixture
def held_worker(open_context: Context) -> Iterator[threading.Event]:
    """The worker waits until the event is set: what is asked of it comes after."""
    gate = threading.Event()
    open_context.tasks.submit(lambda _desk, _job: gate.wait(30), urgent=True)
    yield gate
    gate.set()


class TestStopping:
    def test_reading_stops(
        self, tmp_path: Path, host: QWidget, open_context: Context,
        held_worker: threading.Event, settle: Callable[[], None],
    ) -> None:  # fmt: skip
        dialog = ImportDialog(open_context, host, [sheet(tmp_path, *CLEAR)])
        dialog.open()
        assert dialog.file_page.progress.isVisible()
        dialog.file_page.progress.stop.click()
        held_worker.set()
        settle()
        assert dialog.step == FILE
        assert not dialog.file_page.progress.isVisible()
        assert dialog.planning.result is None

    def test_writing_stops_and_leaves_nothing(
        self, tmp_path: Path, open_import: Open, open_context: Context, reader: Any,
        settle: Callable[[], None],
    ) -> None:  # fmt: skip
        before = reader.totals()
        dialog = open_import(sheet(tmp_path, *CLEAR))
        forward(dialog, settle)
        gate = threading.Event()
        open_context.tasks.submit(lambda _desk, _job: gate.wait(30), urgent=True)
        dialog.next.click()
        assert dialog.is_busy
        dialog.reject()  # closes only when the writing has ended
        assert dialog.isVisible()
        gate.set()
        settle()
        assert dialog.step == PREVIEW
        assert "was stopped" in dialog.preview.trouble.text()
        assert reader.totals() == before

    def test_a_plan_from_an_older_register_is_made_anew(
        self, tmp_path: Path, open_import: Open, open_context: Context, reader: Any,
        settle: Callable[[], None],
    ) -> None:  # fmt: skip
        dialog = open_import(sheet(tmp_path, *CLEAR))
        forward(dialog, settle)
        operations.save(
            open_context,
            changes=[Change("supplier", New(1), {"name": "Mekong Tape Co."})],
            label="Add supplier",
        )
        settle()
        forward(dialog, settle)
        assert dialog.step == PREVIEW
        assert "has changed" in dialog.preview.trouble.text()
        assert actions(dialog)[0] is Action.ADD  # its certificate is new, the supplier is not
        forward(dialog, settle)
        assert dialog.step == DONE
        assert len(reader.records("supplier", name="Mekong Tape Co.")) == 1


def test_the_first_import_makes_the_register(
    qtbot, context: Context, tmp_path: Path, settle: Callable[[], None]
) -> None:
    target = tmp_path / "data" / "register.attesta"
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    dialog = ImportDialog(context, host, [sheet(tmp_path, *CLEAR)], first_register=target)
    dialog.open()
    settle()
    forward(dialog, settle)
    assert not target.exists()
    forward(dialog, settle)
    assert dialog.step == DONE
    assert context.path == target
    assert context.standing.totals["suppliers"] == 2


def test_the_dialog_is_reachable_by_keyboard(
    tmp_path: Path, open_import: Open, settle: Callable[[], None]
) -> None:
    dialog = open_import(sheet(tmp_path, *UNDECIDED[:2]))
    forward(dialog, settle)
    tabs = dialog.preview.tabs
    tabs.tabs[None].setFocus(Qt.FocusReason.TabFocusReason)
    seen = set()
    for _ in range(30):
        seen.add(QApplication.focusWidget())
        dialog.focusNextPrevChild(True)
    assert {dialog.preview.table, dialog.next, dialog.preview.card.options[0]} <= seen
