"""Scans are kept by their content, verified when opened, and never believed by their name."""

from pathlib import Path

import pytest

from domain.errors import RegisterError, UnknownName, UserError
from domain.import_plan import New
from storage import documents
from storage.check import check
from tests.storage.contents import certificate, rows, supplier

FILES = {
    "scan.pdf": (b"%PDF-1.4\nscan", "application/pdf", ".pdf"),
    "photo.PNG": (b"\x89PNG\r\n\x1a\nphoto", "image/png", ".png"),
    "photo.jpeg": (b"\xff\xd8\xff\xe0photo", "image/jpeg", ".jpg"),
    "fax.tif": (b"II*\x00fax", "image/tiff", ".tif"),
    "fax2.tiff": (b"MM\x00*fax", "image/tiff", ".tif"),
    "bilan qualité 证书.bin": (b"%PDF-1.4\nother", "application/pdf", ".pdf"),
}


@pytest.fixture
def register(new_register):
    """A register with one certificate."""
    new_register.apply([supplier(), certificate(New(1))], label="Add")
    return new_register


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_scan_is_kept_under_its_hash_and_given_back(register, tmp_path, name):
    data, media_type, extension = FILES[name]
    changes = register.attach("certificate", 1, file(tmp_path, name, data))
    assert changes.added == {"document": 1}
    assert ("supplier", 1) in changes.touched
    place = register.document_path(changes.ids[New(0)])
    assert place.read_bytes() == data
    assert place.parent.parent == register.path.with_name("suppliers.attesta.documents")
    assert place.name == place.stem + extension
    assert place.parent.name == place.stem[:2]
    assert place.stat().st_mode & 0o777 == 0o600
    assert rows(register.path, "SELECT name, media_type, size, owner FROM document") == [
        (name, media_type, len(data), "certificate")
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("virus.pdf", b"MZ\x90"),
        ("page.pdf", b"<html>"),
        ("empty.pdf", b""),
        ("a.zip", b"PK\x03\x04"),
    ],
)
def test_other_files_are_refused_by_their_content(register, tmp_path, name, data):
    with pytest.raises(UserError, match=r"is not a PDF and not a PNG, JPEG or TIFF"):
        register.attach("certificate", 1, file(tmp_path, name, data))
    assert rows(register.path, "SELECT * FROM document") == []
    assert not register.path.with_name("suppliers.attesta.documents").exists()


def test_a_scan_that_is_too_large_is_refused(register, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 2**20)
    with pytest.raises(UserError, match="larger than 1 MB"):
        register.attach("certificate", 1, file(tmp_path, "a.pdf", b"%PDF-" + bytes(2**20)))


def test_a_missing_file_or_record_is_told(register, tmp_path):
    with pytest.raises(RegisterError, match="is not there"):
        register.attach("certificate", 1, tmp_path / "none.pdf")
    scan = file(tmp_path, "scan.pdf", b"%PDF-")
    with pytest.raises(RegisterError, match="no longer in the register"):
        register.attach("certificate", 5, scan)
    with pytest.raises(UserError, match="cannot be attached"):
        register.attach("supplier", 1, scan)
    with pytest.raises(UnknownName):
        register.document_path(9)


def test_the_same_scan_twice_is_one_file(register, tmp_path):
    scan = file(tmp_path, "scan.pdf", b"%PDF-same")
    first = register.attach("certificate", 1, scan).ids[New(0)]
    second = register.attach("certificate", 1, scan).ids[New(0)]
    assert first != second
    assert register.document_path(first) == register.document_path(second)


def test_undo_takes_the_entry_away_and_redo_finds_the_file_again(register, tmp_path):
    scan = file(tmp_path, "scan.pdf", b"%PDF-undone")
    attached = register.attach("certificate", 1, scan).ids[New(0)]
    assert register.undo_label == "Attach scan.pdf"
    register.undo()
    with pytest.raises(UnknownName):
        register.document_path(attached)
    scan.unlink()
    register.redo()
    assert register.document_path(attached).read_bytes() == b"%PDF-undone"


def test_a_document_goes_with_its_certificate(register, tmp_path):
    attached = register.attach("certificate", 1, file(tmp_path, "scan.pdf", b"%PDF-")).ids[New(0)]
    register.remove("certificate", 1, label="Remove")
    assert rows(register.path, "SELECT * FROM document") == []
    register.undo()
    assert register.document_path(attached).is_file()


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_changed_or_missing_file_is_not_shown_and_the_check_says_so(register, tmp_path, how):
    attached = register.attach("certificate", 1, file(tmp_path, "scan.pdf", b"%PDF-")).ids[New(0)]
    place = register.document_path(attached)
    if how == "changed":
        place.write_bytes(b"%PDF-forged")
    else:
        place.unlink()
    words = "changed or damaged" if how == "changed" else "no longer beside the register"
    with pytest.raises(RegisterError, match=words):
        register.document_path(attached)
    (problem,) = check(register.path).problems
    assert problem.about == "documents"
    assert words in problem.message


def test_an_entry_cannot_lead_out_of_the_folder(register):
    with pytest.raises(RegisterError, match="entry is damaged"):
        documents.place_of(register.path, "../" * 21 + "x", "application/pdf")
