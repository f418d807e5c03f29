"""The change history in words: steps, what they touched, and each field's old and new value.

Runs on the worker, for it looks up names and the titles of fields (which loads the records'
definitions). Nothing here is drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.wording import short_day
from gui.dialogs.history_words import (
    ACTION_WORDS,
    BETWEEN,
    CALLED_BY,
    HIDDEN,
    LONGEST,
    POINTS_TO,
    RECORD_WORDS,
    is_flag,
    place_of,
    stored_text,
    title_of,
    value_words,
)

if TYPE_CHECKING:
    from storage.history_reader import FieldChange, HistoryLine
    from storage.queries import Reader

EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Value:
    """One field: its title, what stood there and what stands there. Empty: nothing did."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record that was touched."""

    action: str
    what: str
    values: tuple[Value, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was done at once: when, by whom, what it was called, and why."""

    at: str
    author: str
    label: str
    reason: str
    entries: tuple[Entry, ...]

    def holds(self, text: str) -> bool:
        """Whether any of its words holds the (folded) text."""
        return any(text in part.casefold() for part in self._texts())

    def _texts(self) -> Iterator[str]:
        yield from (self.author, self.label, self.reason, self.at)
        for entry in self.entries:
            yield from (entry.what, entry.source)
            for value in entry.values:
                yield from (value.title, value.old, value.new)


@dataclass(frozen=True, slots=True)
class Page:
    """The newest steps, the title of what they are about, and whether there are older ones."""

    title: str
    steps: tuple[Step, ...]
    has_older: bool


def read_page(reader: "Reader", record: str, record_id: int, limit: int) -> Page:
    """The newest `limit` lines of a supplier's history (with all that belongs to it), of
    another record's, or of the whole register where `record` is empty."""
    if not record:
        lines = reader.whole_history(limit + 1)
    elif record == "supplier":
        lines = reader.history_of_supplier(record_id, limit + 1)
    else:
        lines = reader.history(record, record_id, limit + 1)
    teller = _Teller(reader, names_supplier=not record)
    title = teller.name_of(record, record_id) if record else "The whole register"
    return Page(title, tuple(teller.steps(lines[:limit])), len(lines) > limit)


class _Teller:
    """Puts lines into words; names are looked up once. `names_supplier`: says of every record
    whose it is, where that is not plain."""

    def __init__(self, reader: "Reader", *, names_supplier: bool) -> None:
        self._reader, self._names_supplier = reader, names_supplier
        self._names: dict[tuple[str, int], str] = {}

    def steps(self, lines: "list[HistoryLine]") -> Iterator[Step]:
        """Lines that belong together as one step, newest first."""
        group: list[HistoryLine] = []
        for line in lines:
            if group and _key(line) != _key(group[0]):
                yield self._step(group)
                group = []
            group.append(line)
        if group:
            yield self._step(group)

    def _step(self, lines: "list[HistoryLine]") -> Step:
        first = lines[0]
        entries = tuple(self._entry(line) for line in reversed(lines))
        return Step(_moment(first.at), first.author, first.label, first.reason, entries)

    def _entry(self, line: "HistoryLine") -> Entry:
        kind = RECORD_WORDS.get(line.record, line.record)
        stored = self._stored(line)
        what = f"{kind} {self._name(line.record, stored)}".strip()
        owner = stored.get("supplier_id")
        if self._names_supplier and isinstance(owner, int):
            what += f" of {self.name_of('supplier', owner)}"
        return Entry(
            action=ACTION_WORDS.get(line.action, line.action),
            what=what,
            values=tuple(self._values(line)),
            source=_source(line.source),
        )

    def _values(self, line: "HistoryLine") -> Iterator[Value]:
        for change in sorted(line.fields, key=lambda change: place_of(line.record, change.name)):
            if change.name in HIDDEN or (line.action != "change" and _is_blank(line, change)):
                continue
            if change.name == "supplier_id" and line.action != "change":
                continue
            old = self._text(line.record, change.name, change.old)
            new = self._text(line.record, change.name, change.new)
            if line.action == "change":
                old, new = old or EMPTY, new or EMPTY
            yield Value(title_of(line.record, change.name), old, new)

    def _text(self, record: str, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name in POINTS_TO and isinstance(value, int):
            return self.name_of(POINTS_TO[name], value)
        if record == "setting" and name == "value" and len(str(value)) > LONGEST:
            return "a picture"
        if is_flag(record, name):
            return "yes" if value else "no"
        if isinstance(value, str):
            return value_words(record, name, value)
        if isinstance(value, float):
            return f"{value:.10g}"
        return str(value)

    def name_of(self, record: str, record_id: int) -> str:
        """What a record is called now, or that it is gone."""
        key = (record, record_id)
        if key not in self._names:
            found = self._reader.records(record, id=record_id)
            self._names[key] = self._name(record, found[0]) if found else "(removed)"
        return self._names[key]

    def _stored(self, line: "HistoryLine") -> Mapping[str, Any]:
        """The record as it stands now, or as it was added or removed."""
        if line.action == "change":
            found = self._reader.records(line.record, id=line.record_id)
            if found:
                return found[0]
        return {change.name: change.new or change.old for change in line.fields}

    def _name(self, record: str, values: Mapping[str, Any]) -> str:
        if record in CALLED_BY:
            parts = (self._text(record, n, stored_text(values.get(n))) for n in CALLED_BY[record])
            between = BETWEEN.get(record, " ")
            return between.join(part for part in parts if part)
        for field in ("name", "statement", "number", "key"):
            if values.get(field):
                return str(values[field])[:80]
        for field in ("site_id", "buyer_id", "certificate_id"):
            if isinstance(values.get(field), int):
                return self.name_of(POINTS_TO[field], values[field])
        return ""


def _key(line: "HistoryLine") -> tuple[str, str, str, str]:
    return line.at, line.author, line.label, line.reason


def _moment(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:  # written by a hand that was not ours
        return at
    return f"{short_day(moment.date())}, {moment:%H:%M}"


def _source(source: Mapping[str, Any]) -> str:
    if not source.get("file"):
        return ""
    parts = (
        source["file"],
        source.get("sheet"),
        f"row {source['row']}" if source.get("row") else "",
    )
    return "from " + ", ".join(str(part) for part in parts if part)


def _is_blank(line: "HistoryLine", change: "FieldChange") -> bool:
    value = change.new if line.action == "add" else change.old
    return value in (None, "", 0) or (change.name == "accreditation" and value == "not_recorded")
