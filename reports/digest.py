"""What a snapshot's data amount to: its SHA-256 and the document number drawn from it.

Both follow from the data alone, so the same register, day and buyer give the same report, byte
for byte, and a changed date or name gives another digest.
"""

import dataclasses
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

CODE_LIMIT = 24


def digest(snapshot: object) -> str:
    """SHA-256 over the snapshot's data in one canonical writing, as 64 hex digits."""
    written = json.dumps(_plain(snapshot), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


_field_names_of: dict[type, tuple[str, ...] | None] = {}


def _field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a data class, `None` for any other type; looked up once for each."""
    if kind not in _field_names_of:
        is_data = dataclasses.is_dataclass(kind)
        names = tuple(field.name for field in dataclasses.fields(kind)) if is_data else None
        _field_names_of[kind] = names
    return _field_names_of[kind]


def _plain(value: object) -> Any:
    """The value in JSON's terms, in an order that doesn't depend on hashing."""
    if value is None or type(value) in {str, int, bool}:
        return value
    if isinstance(value, Enum):
        return value.value
    names = _field_names(type(value))
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def document_number(kind: str, subject: str, day: date, data_digest: str) -> str:
    """A number such as "SQR-S-0147-20261123-7C1E": kind, subject's code, day, digest's head."""
    plain = unicodedata.normalize("NFKD", subject).encode("ascii", "ignore").decode("ascii")
    code = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").upper()[:CODE_LIMIT].strip("-")
    parts = [kind, code, day.strftime("%Y%m%d"), data_digest[:4].upper()]
    return "-".join(part for part in parts if part)


def in_groups(text: str, size: int) -> str:
    """Digits in groups, as people read them aloud."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
