"""The change history as a person reads it: lines with the fields that changed.

Reading only; `storage.history` writes the lines and `storage.check` verifies their chain.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from json import loads
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a changed record, as stored; `None` on the side where it did not exist."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One change: who, when, what, why. `action` is add, change or remove; `at` is ISO time;
    `label` names the step it was part of; `source` tells file, sheet and row of an import."""

    number: int
    at: str
    author: str
    action: str
    record: str
    record_id: int
    supplier_id: int | None
    fields: tuple[FieldChange, ...]
    reason: str
    label: str
    source: Mapping[str, Any]


_LINES = """SELECT h.id, h.at, h.author, h.action, h.record, h.record_id, h.supplier_id,
 h.old, h.new, h.reason, step.label, h.source
 FROM history AS h JOIN step ON step.id = h.step WHERE {0} ORDER BY h.id DESC LIMIT ?"""


def history_of_record(
    connection: sqlite3.Connection, record: str, record_id: int, limit: int
) -> list[HistoryLine]:
    """The changes of one record, newest first."""
    return _read(connection, "h.record = ? AND h.record_id = ?", (record, record_id, limit))


def history_of_supplier(
    connection: sqlite3.Connection, supplier_id: int, limit: int
) -> list[HistoryLine]:
    """The changes of a supplier and of all that belongs to it, newest first."""
    return _read(connection, "h.supplier_id = ?", (supplier_id, limit))


def whole_history(connection: sqlite3.Connection, limit: int) -> list[HistoryLine]:
    """The newest changes of the register, newest first."""
    return _read(connection, "1", (limit,))


def _read(
    connection: sqlite3.Connection, condition: str, parameters: tuple[Any, ...]
) -> list[HistoryLine]:
    lines = connection.execute(_LINES.format(condition), parameters).fetchall()
    return [_line(values) for values in lines]


def _line(values: tuple[Any, ...]) -> HistoryLine:
    number, at, author, action, record, record_id, supplier_id, old, new, *rest = values
    reason, label, source = rest
    return HistoryLine(
        number=number,
        at=at,
        author=author,
        action=action,
        record=record,
        record_id=record_id,
        supplier_id=supplier_id,
        fields=_fields(_object(old), _object(new)),
        reason=reason,
        label=label,
        source=_object(source),
    )


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(
        FieldChange(name=name, old=old.get(name), new=new.get(name))
        for name in names
        if name not in ("id", "recorded_on")
    )


def _object(text: str | None) -> dict[str, Any]:
    """A JSON object of the history; empty where there is none."""
    value = loads(text) if text else {}
    return value if isinstance(value, dict) else {}
