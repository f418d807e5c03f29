"""Certificate numbers and scans that several suppliers have in common, for the hints.

Only what two suppliers or more share is kept: in an ordinary register that is next to nothing.
"""

import sqlite3
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from json import dumps
from typing import TypeVar

from domain.hints import Elsewhere, number_key
from domain.kinds import canonical

RECORDS = ("supplier", "certificate", "audit", "document")  # a change of others alters nothing here
Holders = tuple[tuple[int, str], ...]  # suppliers: id and name
_BUT_DIGITS = {code: None for code in range(128) if not chr(code).isdigit()}
KeyT = TypeVar("KeyT", bound=Hashable)

_NUMBERS = "SELECT number, standard, supplier_id FROM certificate WHERE number <> ''"
_NAMES = "SELECT id, name FROM supplier WHERE id IN (SELECT value FROM json_each(?))"
_SCANS = """SELECT d.sha256, d.owner, d.owner_id, CASE d.owner
 WHEN 'certificate' THEN (SELECT supplier_id FROM certificate WHERE id = d.owner_id)
 WHEN 'verification' THEN (SELECT c.supplier_id FROM verification AS v
  JOIN certificate AS c ON c.id = v.certificate_id WHERE v.id = d.owner_id)
 WHEN 'audit' THEN (SELECT supplier_id FROM audit WHERE id = d.owner_id)
 WHEN 'finding' THEN (SELECT a.supplier_id FROM finding AS f
  JOIN audit AS a ON a.id = f.audit_id WHERE f.id = d.owner_id)
 END FROM document AS d ORDER BY d.id"""


@dataclass(frozen=True, slots=True)
class InCommon:
    """What suppliers of a register have in common; `documents` by the supplier they are of."""

    numbers: Mapping[tuple[str, str], Holders] = field(default_factory=dict)
    scans: Mapping[str, Holders] = field(default_factory=dict)
    documents: Mapping[int, Mapping[tuple[str, int], tuple[str, ...]]] = field(default_factory=dict)

    def as_seen_by(self, supplier: int) -> Elsewhere:
        """What the records of one supplier are compared with."""
        own = self.documents.get(supplier, {})
        return Elsewhere(numbers=self.numbers, scans=self.scans, documents=own)

    def differing(self, now: "InCommon") -> set[int]:
        """The suppliers for whom it makes a difference that this became what is `now`."""
        return {*_differing(self.numbers, now.numbers), *_differing(self.scans, now.scans)}


def in_common(connection: sqlite3.Connection) -> InCommon:
    """What suppliers of this register have in common."""
    numbers = _numbers(connection.execute(_NUMBERS).fetchall())
    documents = connection.execute(_SCANS).fetchall()
    scans = _shared((sha256, supplier) for sha256, _, _, supplier in documents)
    owned: dict[int, dict[tuple[str, int], tuple[str, ...]]] = {}
    for sha256, owner, owner_id, supplier in documents:
        if sha256 in scans and supplier is not None:
            own = owned.setdefault(supplier, {})
            own[owner, owner_id] = (*own.get((owner, owner_id), ()), sha256)
    ids = sorted({*chain(*numbers.values()), *chain(*scans.values())})
    names = dict(connection.execute(_NAMES, (dumps(ids),)).fetchall())
    return InCommon(
        numbers={key: _named(found, names) for key, found in numbers.items() if key[0]},
        scans={sha256: _named(found, names) for sha256, found in scans.items()},
        documents=owned,
    )


def _numbers(rows: Sequence[tuple[str, str, int]]) -> dict[tuple[str, str], set[int]]:
    """Numbers that several suppliers have. Those of like digits are looked for first: reading
    every number of a large register as the rules do would take too long."""
    digits = [_digits(number) for number, _, _ in rows]
    alike = _shared((found, row[2]) for found, row in zip(digits, rows, strict=True) if found)
    return _shared(
        ((number_key(number), canonical(standard)), supplier)
        for found, (number, standard, supplier) in zip(digits, rows, strict=True)
        if found in alike
    )


def _digits(number: str) -> str:
    """The digits of a number: the same for all that have one `number_key`."""
    return (number if number.isascii() else number_key(number)).translate(_BUT_DIGITS)


def _shared(found: Iterable[tuple[KeyT, int | None]]) -> dict[KeyT, set[int]]:
    """What two suppliers or more have, with them: of a hundred thousand things a handful."""
    first: dict[KeyT, int] = {}
    shared: dict[KeyT, set[int]] = {}
    for key, supplier in found:
        if supplier is not None and first.setdefault(key, supplier) != supplier:
            shared.setdefault(key, {first[key]}).add(supplier)
    return shared


def _named(ids: set[int], names: Mapping[int, str]) -> Holders:
    return tuple((id_, names[id_]) for id_ in sorted(ids) if id_ in names)


def _differing(before: Mapping[KeyT, Holders], now: Mapping[KeyT, Holders]) -> Iterable[int]:
    for key in before.keys() | now.keys():
        if before.get(key) != now.get(key):
            yield from (id_ for id_, _ in (*before.get(key, ()), *now.get(key, ())))
