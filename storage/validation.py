"""Values on their way into the register: checked by `domain.records`, turned into stored form.

Errors come back by field, in words a form can put beside the field. SQLModel is loaded when
the first value is checked, not with this module. Which rows are written is decided elsewhere.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from domain.errors import UserError

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from domain.records import Record

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FieldErrors(UserError):  # noqa: N818 - several errors, by field
    """Values that a record does not take: `errors` maps each field to what is wrong with it.

    What concerns the record as a whole stands under the empty field name. The text of the
    exception names the record and the fields by their titles.
    """

    def __init__(self, record: str, errors: Mapping[str, str], titles: Mapping[str, str]) -> None:
        self.record = record
        self.errors = dict(errors)
        name = record.replace("_", " ").capitalize()
        lines = (
            f"{name}, {titles.get(field, field)}: {message}" if field else f"{name}: {message}"
            for field, message in errors.items()
        )
        super().__init__(" ".join(lines))


def check_record(record: str, values: Mapping[str, Any]) -> "Record":
    """The validated record of all its values (typed or in stored form). FieldErrors if it is not
    one, also for a field or a record that does not exist."""
    from pydantic import ValidationError

    from storage.tables import RECORDS

    model = RECORDS.get(record)
    if model is None:
        raise FieldErrors(record, {"": "There is no such kind of record."}, {})
    try:
        return model.model_validate(dict(values) | _wrong_days(model, values))
    except ValidationError as error:
        raise FieldErrors(record, _by_field(error), _titles(model)) from error


def refused(record: str, field: str, words: str) -> FieldErrors:
    """The error of one field of a record; an empty field is the record as a whole."""
    from storage.tables import RECORDS

    return FieldErrors(record, {field: words}, _titles(RECORDS[record]))


def stored(value: Any) -> Any:
    """A typed value as the file holds it: ISO day, enum value, 0 or 1."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return value


def _titles(model: "type[Record]") -> dict[str, str]:
    return {
        name: field.title or name.replace("_", " ") for name, field in model.model_fields.items()
    }


def _wrong_days(model: "type[Record]", values: Mapping[str, Any]) -> dict[str, str]:
    """What Pydantic would take for a day but is none (a bare number as seconds since 1970),
    each replaced by a text that it refuses."""
    wrong = {}
    for name in _day_fields(model):
        value = values.get(name)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            continue
        if not isinstance(value, str) or not _ISO_DAY.fullmatch(value.strip()):
            wrong[name] = "no day"
    return wrong


_DAYS: dict[type, tuple[str, ...]] = {}


def _day_fields(model: "type[Record]") -> tuple[str, ...]:
    if model not in _DAYS:
        _DAYS[model] = tuple(
            name
            for name, field in model.model_fields.items()
            if field.annotation in (date, date | None)
        )
    return _DAYS[model]


def _by_field(error: "ValidationError") -> dict[str, str]:
    messages: dict[str, str] = {}
    for detail in error.errors():
        field = str(detail["loc"][0]) if detail["loc"] else ""
        messages.setdefault(field, _words(detail))
    return messages


def _words(detail: "ErrorDetails") -> str:
    """The sentence for one of Pydantic's errors; our own validators' sentences as they are."""
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    if kind in ("string_too_long", "too_long"):
        return f"Too long: at most {context['max_length']} characters."
    if kind == "enum":
        return f"Choose one of: {context['expected']}."
    if kind.startswith("date"):
        return "This is not a date. Example: 2026-11-23"
    if kind in ("greater_than_equal", "less_than_equal"):
        word, limit = ("least", "ge") if kind.startswith("greater") else ("most", "le")
        return f"Enter a number of at {word} {context[limit]:g}."
    if kind.startswith(("int_", "float_")):
        return "Enter a number."
    return _FIXED_WORDS.get(kind, detail["msg"])


_FIXED_WORDS = {
    "missing": "Fill this in.",
    "string_too_short": "Fill this in.",
    "extra_forbidden": "There is no such field.",
    "string_type": "Enter a text.",
    "bool_type": "Choose yes or no.",
    "bool_parsing": "Choose yes or no.",
}
