"""Scans and proofs beside the register: taken in by content, kept under their SHA-256.

`<register>.documents/ab/ab12….pdf`. A file that is there is never overwritten or deleted: the
history may still speak of it. Which record a document belongs to is the register's part.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from domain.errors import RegisterError, UserError
from storage.connection import beside, file_errors, sync_folder

LARGEST = 200 * 2**20  # bytes; a scan is a few MB, more is a mistake
_BLOCK = 2**20

# (first bytes, media type, extension); the name a file carries is not believed
_KINDS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"II*\x00", "image/tiff", ".tif"),
    (b"MM\x00*", "image/tiff", ".tif"),
)
_EXTENSIONS = {media_type: extension for _, media_type, extension in _KINDS}


@dataclass(frozen=True)
class StoredFile:
    """A file taken in."""

    sha256: str
    media_type: str
    size: int
    name: str


def documents_folder(register: Path) -> Path:
    """Where the documents of a register lie."""
    return beside(register, ".documents")


def place_of(register: Path, sha256: str, media_type: str) -> Path:
    """Where a document of this content lies, whether or not it is there.

    RegisterError where the entry is none that this program wrote (a hash from an alien file
    must not lead out of the folder)."""
    if len(sha256) != 64 or not all(letter in "0123456789abcdef" for letter in sha256):
        raise RegisterError("This document's entry is damaged; its file cannot be found.")
    extension = _EXTENSIONS.get(media_type, "")
    return documents_folder(register) / sha256[:2] / f"{sha256}{extension}"


def take_in(register: Path, source: Path) -> StoredFile:
    """Copy a PDF, PNG, JPEG or TIFF beside the register, whole or not at all.

    UserError: no such file, another kind of file, or too large. RegisterError: cannot be kept.
    """
    media_type = _media_type(source)
    with file_errors(source):
        size = source.stat().st_size
    if size > LARGEST:
        raise UserError(
            f"“{source.name}” is larger than {LARGEST // 2**20} MB. Scan it at a lower resolution."
        )
    folder = documents_folder(register)
    with file_errors(register):
        folder.mkdir(mode=0o700, exist_ok=True)
        part = folder / f"{os.getpid()}-{os.urandom(6).hex()}.part"
        try:
            sha256, size = _copy(source, part)
            place = place_of(register, sha256, media_type)
            if not (place.exists() and sha256_of(place) == sha256):
                place.parent.mkdir(mode=0o700, exist_ok=True)
                part.replace(place)
                sync_folder(place.parent)
        finally:
            part.unlink(missing_ok=True)
    return StoredFile(sha256, media_type, size, source.name)


def verified(register: Path, sha256: str, media_type: str, name: str) -> Path:
    """The file of a document, read whole and compared with its hash (RegisterError)."""
    place = place_of(register, sha256, media_type)
    if not place.is_file():
        raise RegisterError(
            f"The document “{name}” is no longer beside the register. It was kept as “{place}”."
        )
    with file_errors(place):
        if sha256_of(place) != sha256:
            raise RegisterError(
                f"The document “{name}” is not the file that was attached: “{place}” was changed "
                "or damaged."
            )
    return place


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _media_type(source: Path) -> str:
    with file_errors(source), source.open("rb") as stream:
        head = stream.read(16)
    for start, media_type, _ in _KINDS:
        if head.startswith(start):
            return media_type
    raise UserError(
        f"“{source.name}” is not a PDF and not a PNG, JPEG or TIFF picture, so it was not attached."
    )


def _copy(source: Path, part: Path) -> tuple[str, int]:
    """Copy into a new file that only the user may read; its hash and size."""
    digest = hashlib.sha256()
    size = 0
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target, source.open("rb") as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            digest.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest(), size


def copy_document(source: Path, target: Path) -> None:
    """Copy one document into another register's folder, unless it is there already."""
    if not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        _copy(source, part)
        part.replace(target)
