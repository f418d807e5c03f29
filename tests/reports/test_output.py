"""Files written whole or not at all, and their names."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UserError
from reports.digest import digest, document_number, in_groups
from reports.output import file_name, file_names, whole_file, write_whole
from tests.reports import sample

DAY = date(2026, 11, 23)


def test_a_file_is_written_with_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_whole(path, b"whole")
    (tmp_path / "usual").write_bytes(b"")
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert {item.name for item in tmp_path.iterdir()} == {"report.pdf", "usual"}


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    with pytest.raises(UserError, match="exists already"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_failure_half_way_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def write() -> None:
        with whole_file(path, force=True) as part:
            part.write_bytes(b"half")
            raise ValueError("broke off")

    with pytest.raises(ValueError, match="broke off"):
        write()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_refused(tmp_path: Path, force: bool) -> None:
    with pytest.raises(UserError, match="is a folder"):
        write_whole(tmp_path, b"", force=force)


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        write_whole(tmp_path / "none" / "report.pdf", b"")


@pytest.mark.parametrize(
    ("supplier", "name"),
    [
        ("Kim Long Co., Ltd.", "report Kim Long Co., Ltd 2026-11-23.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "report a b c d e f g h i j 2026-11-23.pdf"),
        ("..", "report 2026-11-23.pdf"),
        ("", "report 2026-11-23.pdf"),
        ("深圳市华联", "report 深圳市华联 2026-11-23.pdf"),
        ("evil\u202efdp.exe\x00", "report evil fdp.exe 2026-11-23.pdf"),
    ],
)
def test_file_name(supplier: str, name: str) -> None:
    assert file_name("report", supplier, DAY) == name


@given(st.text(max_size=400))
def test_every_name_is_short_and_can_be_encoded(supplier: str) -> None:
    name = file_name("qualification", supplier, DAY)
    assert len(os.fsencode(name)) <= 200
    assert not set(name) & set('<>:"/\\|?*')


def test_names_differ_even_where_case_is_ignored() -> None:
    names = file_names("report", [("", "Same"), ("", "SAME"), ("", "same")], DAY)
    assert len({name.casefold() for name in names}) == 3


def test_the_digest_follows_from_the_data_alone() -> None:
    assert digest(sample.snapshot()) == digest(sample.snapshot())
    assert digest({"a": frozenset("xyz")}) == digest({"a": frozenset("zyx")})
    assert digest(sample.snapshot()) != digest(sample.bare())


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("S-0147", "SQR-S-0147-20261123-7C1E"),
        ("", "SQR-20261123-7C1E"),
        ("Ä/b c", "SQR-A-B-C-20261123-7C1E"),
        ("深圳", "SQR-20261123-7C1E"),
    ],
)
def test_document_number(code: str, number: str) -> None:
    assert document_number("SQR", code, DAY, "7c1e94a0") == number


def test_digits_in_groups() -> None:
    assert in_groups("7C1E94A0B6", 4) == "7C1E 94A0 B6"
