"""What certificates name of the directory, counted, and how they stand on a day: for telling what
a change of the directory touches. Nothing is judged here; standings are read off the intervals.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_INTERVAL = (
    "evidence_interval AS e ON e.evidence = 'certificate' AND e.evidence_id = c.id"
    " AND e.first <= :day AND e.last >= :day"
)
_NAMINGS = (
    "SELECT c.certification_body, c.accreditation_body, c.standard, c.edition, count(*),"
    f" sum(e.base = 'in_force') FROM certificate AS c JOIN {_INTERVAL}"
    " WHERE NOT e.superseded GROUP BY 1, 2, 3, 4"
)
_LEVELS = (
    "SELECT c.id, IFNULL(e.level, '') || ' ' || IFNULL(e.cause, ''),"
    " e.base || ' ' || IFNULL(e.effective_expiry, '')"
    f" FROM certificate AS c JOIN {_INTERVAL} ORDER BY c.id"
)
_NAMED_BY = (
    "SELECT DISTINCT supplier_id FROM certificate WHERE (certification_body, accreditation_body)"
    " IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
    " ORDER BY supplier_id"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Certificates that name the same issuer, accreditation, standard and edition, as written in
    them. `count`: those that no renewal has taken the place of on the day; `in_force` of them."""

    certification_body: str
    accreditation_body: str
    standard: str
    edition: str | None
    count: int
    in_force: int


@dataclass(frozen=True, slots=True)
class Levels:
    """How every certificate stands on a day, to be compared: ids in order, the hash of each one's
    recognition, the hash of its validity."""

    ids: "array[int]"
    recognition: "array[int]"
    validity: "array[int]"

    def differing(self, other: "Levels") -> tuple[int, int]:
        """How many certificates have another recognition, and how many another validity, in
        `other`; those that only one of them holds are not counted."""
        after = dict(
            zip(other.ids, zip(other.recognition, other.validity, strict=True), strict=True)
        )
        recognition = validity = 0
        for id_, level, life in zip(self.ids, self.recognition, self.validity, strict=True):
            then = after.get(id_, (level, life))
            recognition += then[0] != level
            validity += then[1] != life
        return recognition, validity


def namings(connection: sqlite3.Connection, day: date) -> tuple[Naming, ...]:
    """What the certificates name, each combination once, as they stand on a day."""
    rows = connection.execute(_NAMINGS, {"day": day.toordinal()}).fetchall()
    return tuple(Naming(*row) for row in rows)


def levels_on(connection: sqlite3.Connection, day: date) -> Levels:
    """How every certificate stands on a day, for nobody in particular."""
    ids, recognition, validity = array("q"), array("q"), array("q")
    for id_, level, life in connection.execute(_LEVELS, {"day": day.toordinal()}):
        ids.append(id_)
        recognition.append(hash(level))
        validity.append(hash(life))
    return Levels(ids, recognition, validity)


def suppliers_naming(
    connection: sqlite3.Connection, bodies: Iterable[tuple[str, str]]
) -> tuple[int, ...]:
    """The ids of suppliers with a certificate that names one of these pairs of certification and
    accreditation body, exactly as written in it."""
    pairs = json.dumps([list(pair) for pair in bodies])
    return tuple(row[0] for row in connection.execute(_NAMED_BY, (pairs,)).fetchall())
