"""Where files are saved: suffixes, and that nothing is replaced without a question."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.dialogs import save_place
from gui.dialogs.save_place import ask_place

KINDS = {"Excel workbook (*.xlsx)": ".xlsx", "CSV (*.csv)": ".csv"}


def answering(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, str]) -> list[str]:
    """Answer the system's dialog; returns where each question began."""
    starts: list[str] = []
    left = list(answers)

    def dialog(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        starts.append(start)
        return left.pop(0)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    return starts


@pytest.mark.parametrize(
    ("typed", "chosen", "name"),
    [
        ("list", "", "list.xlsx"),
        ("list", "CSV (*.csv)", "list.csv"),
        ("list.csv", "Excel workbook (*.xlsx)", "list.csv"),
        ("LIST.XLSX", "", "LIST.XLSX"),
        ("list of 24.11", "", "list of 24.11.xlsx"),
    ],
)
def test_the_suffix_is_the_one_typed_or_chosen(monkeypatch, qapp, tmp_path, typed, chosen, name):
    answering(monkeypatch, (str(tmp_path / typed), chosen))
    assert ask_place(QWidget(), "Save", tmp_path, KINDS) == tmp_path / name


def test_a_file_that_gets_its_suffix_here_is_not_replaced_unasked(
    monkeypatch: pytest.MonkeyPatch, qapp, tmp_path: Path
):
    (tmp_path / "list.xlsx").write_text("kept")
    starts = answering(monkeypatch, (str(tmp_path / "list"), ""), ("", ""))
    asked: list[str] = []
    monkeypatch.setattr(save_place, "ask", lambda _p, _t, words, **_k: bool(asked.append(words)))
    assert ask_place(QWidget(), "Save", tmp_path, KINDS) is None
    assert asked == ["list.xlsx is in the folder already."]
    assert starts == [str(tmp_path), str(tmp_path / "list.xlsx")]
    answering(monkeypatch, (str(tmp_path / "list"), ""))
    monkeypatch.setattr(save_place, "ask", lambda *_a, **_k: True)
    assert ask_place(QWidget(), "Save", tmp_path, KINDS) == tmp_path / "list.xlsx"
