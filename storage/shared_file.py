"""The file by which profiles and buyers are shared: what it holds, and how it is written.

JSON with a mark of its format, the number of its version and the program that wrote it; whole or
not at all. It is read in `shared_reading`.
"""

import json
import os
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from domain.assessment import Profile
from domain.errors import RegisterError
from domain.matching import supplier_key
from domain.vocabulary import Criticality, Rule
from storage.connection import beside, file_errors, sync_folder

SUFFIX = ".attesta-profiles"
FORMAT = "attesta-profiles"
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class SharedBuyer:
    """A buyer, by the fields of its record."""

    name: str
    code: str = ""
    country: str = ""
    address: str = ""
    contact: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class SharedUse:
    """That a profile is used for a buyer of this name (`None`: for nobody in particular);
    `buyer_code` tells two of one name apart."""

    buyer: str | None
    buyer_code: str = ""
    profile: str
    category: str = ""
    criticality: Criticality | None = None


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The content of a file: sound profiles, no name twice, and no use of a buyer it lacks."""

    profiles: tuple[Profile, ...] = ()
    uses: tuple[SharedUse, ...] = ()
    buyers: tuple[SharedBuyer, ...] = ()


def buyer_key(name: str, code: str) -> tuple[str, str]:
    """What makes two buyers one: the name as suppliers' names are compared, and the number."""
    return supplier_key(name), code.casefold()


def write_shared(shared: Shared, path: Path, *, force: bool, never: Path) -> None:
    """Write the file whole or not at all, for the user's eyes only.

    RegisterError: it is there and `force` is not given, is `never` (the register), or cannot be
    written.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"Attesta {_program_version()}".strip(),
        "profiles": [_profile_values(profile) for profile in shared.profiles],
        "buyers": [asdict(buyer) for buyer in shared.buyers],
        "uses": [asdict(use) for use in shared.uses],
    }
    data = json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
    with file_errors(path):
        _refuse_existing(path, force, never)
        part = beside(path, f".{os.getpid()}.part")
        part.unlink(missing_ok=True)
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _refuse_existing(path, force, never)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)


def _profile_values(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "description": profile.description,
        "rules": [rule.value for rule in Rule if rule in profile.rules],
        "audit": profile.audit,
        "margin_days": profile.margin_days,
        "verification_months": profile.verification_months,
        "audit_months": profile.audit_months,
        "standards": [asdict(demand) for demand in profile.standards],
        "marks": list(profile.marks),
    }


def _refuse_existing(path: Path, force: bool, never: Path) -> None:
    if path.exists() and never.exists() and path.samefile(never):
        raise RegisterError(f"“{path}” is the register itself. Choose another name.")
    if path.is_dir():
        raise RegisterError(f"“{path}” is a folder. Name a file in it.")
    if not force and (path.exists() or path.is_symlink()):
        raise RegisterError(
            f"“{path}” is already there. Choose another name, or replace it with --force."
        )


def _program_version() -> str:
    try:
        return version("attesta")
    except PackageNotFoundError:  # run from its sources
        return ""
