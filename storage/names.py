"""Finding suppliers and buyers by what people call them.

By code, else by normalised name, else by the name in local script. Near matches are only
ever suggested in words.
"""

import sqlite3
from collections.abc import Sequence

from domain.errors import QuestionWithoutAnswer, UnknownName
from domain.matching import near_matches, supplier_key
from storage.search_index import match_expression, record_sql

_SUGGESTED = 3
_ALIKE = 60.0

Named = tuple[int, str, str]  # id, name, code


def find_supplier(connection: sqlite3.Connection, text: str) -> int:
    """The id of the supplier called `text`.

    QuestionWithoutAnswer if several are; UnknownName, with the nearest names, if none is.
    """
    found = _by_code_or_name(connection, "supplier", text) or _by_local_name(connection, text)
    return _only_one(connection, "supplier", text, found)[0]


def find_buyer(connection: sqlite3.Connection, text: str) -> tuple[int, str]:
    """Id and name of the buyer called `text`; errors as `find_supplier`."""
    found = _by_code_or_name(connection, "buyer", text)
    id_, name, _ = _only_one(connection, "buyer", text, found)
    return id_, name


def _by_code_or_name(connection: sqlite3.Connection, table: str, text: str) -> list[Named]:
    text = text.strip()
    select = f"SELECT id, name, code FROM {table} WHERE "
    for condition, value in (
        ("code = ? AND code <> ''", text),
        ("code = ? COLLATE NOCASE AND code <> ''", text),
        ("name_key = ?", supplier_key(text)),
    ):
        found = connection.execute(f"{select}{condition} ORDER BY id", (value,)).fetchall()
        if found:
            return found
    return []


def _by_local_name(connection: sqlite3.Connection, text: str) -> list[Named]:
    key = supplier_key(text)
    rows = connection.execute(
        "SELECT id, name, code, local_name FROM supplier WHERE local_name <> '' ORDER BY id"
    ).fetchall()
    return [(id_, name, code) for id_, name, code, local in rows if supplier_key(local) == key]


def _only_one(connection: sqlite3.Connection, table: str, text: str, found: list[Named]) -> Named:
    if not found:
        raise UnknownName(_unknown(connection, table, text))
    if len(found) > 1:
        raise QuestionWithoutAnswer(_ambiguous(table, text, found), option=f"--{table}")
    return found[0]


def _unknown(connection: sqlite3.Connection, table: str, text: str) -> str:
    known = connection.execute(f"SELECT id, name FROM {table} ORDER BY id").fetchall()
    if not known:
        return f"There is no {table} called “{text}”: the register holds none yet."
    suggestions = " or ".join(f"“{name}”" for name in _suggested(connection, table, text, known))
    hint = (
        f"Did you mean {suggestions}?" if suggestions else "Check the spelling or use its number."
    )
    return f"There is no {table} called “{text}”. {hint}"


def _suggested(
    connection: sqlite3.Connection, table: str, text: str, known: Sequence[tuple[int, str]]
) -> list[str]:
    """Names that contain the words, then names spelt alike."""
    names = dict(known)
    words = match_expression(text)
    held = (
        words
        and connection.execute(
            f"SELECT search.rowid / 8 FROM search WHERE search MATCH ? AND {record_sql(table)}"
            " ORDER BY rank LIMIT ?",
            (words, _SUGGESTED),
        ).fetchall()
    )
    near = near_matches([text], known, cutoff=_ALIKE).get(text, [])
    ids = dict.fromkeys([*(id_ for (id_,) in held or ()), *(id_ for id_, _ in near)])
    return [names[id_] for id_ in ids][:_SUGGESTED]


def _ambiguous(table: str, text: str, found: list[Named]) -> str:
    codes = [code for _, _, code in found if code]
    if len(set(codes)) == len(found):
        cure = f"Name one by its number: {', '.join(codes)}."
    else:
        cure = f"Give each a {table} number first, then name one by it."
    return f"{len(found)} {table}s are called “{text}”. {cure}"
