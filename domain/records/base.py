"""What all records share: the base class, and the fields they are made of."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator
from sqlmodel import Field, SQLModel

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_text(value: Any) -> Any:
    """NFC, no control characters, no surrounding space; other types pass unchanged."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _CONTROL.sub("", value)).strip()
    return value


Text = Annotated[str, BeforeValidator(clean_text)]


def text_field(title: str, limit: int, **more: Any) -> Any:
    """A text of at most `limit` characters; empty is not recorded."""
    return Field(default="", title=title, max_length=limit, **more)


def day_field(title: str) -> Any:
    """A day; `None` is not recorded."""
    return Field(default=None, title=title)


def percent_field(title: str) -> Any:
    """0 to 100; `None` is not recorded."""
    return Field(default=None, title=title, ge=0, le=100)


def months_field(title: str, default: int) -> Any:
    """Whole months, one to ten years' worth."""
    return Field(default=default, title=title, ge=1, le=120)


class Record(SQLModel):
    """Base of all records: refuses unknown fields. Build one by `model_validate`."""

    model_config = {"extra": "forbid"}
