"""How the columns of a list's rows become values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from json import loads
from typing import Any

from storage.listings import Row

OF_SUPPLIER = "s.id, s.name, s.local_name, s.code, s.country"
OF_SUPPLIER_FIELDS = "supplier_id supplier supplier_local supplier_code country"

Convert = Callable[[Any], Any]


def optional(convert: Convert) -> Convert:
    """The same conversion for a column that may be empty."""
    return lambda value: None if value is None else convert(value)


DAY = optional(date.fromisoformat)
ORDINAL = optional(date.fromordinal)


def names(value: str) -> tuple[str, ...]:
    """A JSON array of names."""
    return () if value == "[]" else tuple(loads(value))


def place_of(value: str) -> tuple[str, int] | None:
    """Record and id, written "certificate 7"; empty for none."""
    record, _, id_ = value.partition(" ")
    return (record, int(id_)) if record else None


@dataclass(frozen=True)
class Shape:
    """How one kind's rows are read: SQL columns in the order of `fields`, after the id."""

    make: type[Row]
    columns: tuple[str, ...]
    fields: str
    convert: Mapping[str, Convert]

    def row(self, values: tuple[Any, ...]) -> Row:
        """One fetched line as a row."""
        found = dict(zip(("id", *self.fields.split()), values, strict=True))
        for name, convert in self.convert.items():
            found[name] = convert(found[name])
        return self.make(**found)
