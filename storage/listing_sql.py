"""The SQL of lists: which rows, in what order, in how many groups.

Put together from the declarations of `list_kinds`; values only ever go in as parameters.
State and recognition are read off the interval that covers the day, with the windows and
the buyer applied on top, exactly as `domain.standing` does record by record.
"""

import re
from collections.abc import Iterable
from json import dumps
from typing import Any

from domain.matrix import columns_of
from storage.list_kinds import KINDS
from storage.list_terms import Kind, Term
from storage.listings import Listing, ListKind
from storage.search_index import match_expression, record_sql, terms_of

Query = tuple[str, dict[str, Any]]

_STATE = """CASE WHEN e.base = 'in_force' THEN CASE
 WHEN e.cover_until IS NULL THEN 'undated'
 WHEN e.cover_until - :day <= :urgent THEN 'urgent'
 WHEN e.cover_until - :day <= :soon THEN 'soon' ELSE 'valid' END ELSE e.base END"""
_LEVEL_FOR_BUYER = """CASE WHEN e.level = 'one_customer' AND NOT EXISTS (
 SELECT 1 FROM evidence_buyer AS eb WHERE eb.evidence = e.evidence
 AND eb.evidence_id = e.evidence_id AND eb.first = e.first AND eb.buyer_id = :buyer)
 THEN 'not_recognised' ELSE e.level END"""
_IDS = "(SELECT value FROM json_each(:ids))"
_JUDGED = re.compile(r"\bj\.")
_CELL = "cell:"  # what an order by a column of the matrix begins with; its key follows


def ids_query(listing: Listing, limit: int | None = None, offset: int = 0) -> Query:
    """The ids of a listing's rows, in order; a page of them where `limit` is given."""
    kind = KINDS[listing.kind]
    order = ", ".join(_order(listing, kind))
    where, parameters = _where(listing, kind)
    sql = _select(listing, kind, f"{kind.alias}.id AS id", where, f"ORDER BY {order}")
    if limit is None:
        return f"SELECT group_concat(id) FROM ({sql})", parameters
    return f"{sql} LIMIT :limit OFFSET :offset", parameters | {"limit": limit, "offset": offset}


def count_query(listing: Listing) -> Query:
    """How many rows a listing has."""
    kind = KINDS[listing.kind]
    where, parameters = _where(listing, kind)
    return _select(listing, kind, "count(*)", where, ""), parameters


def facets_query(listing: Listing, facets: Iterable[str]) -> Query:
    """Counts by every combination of `facets`, whose own filters are not applied."""
    kind = KINDS[listing.kind]
    facets = tuple(facets)
    columns = ", ".join(f"{kind.filters[name]} AS f_{name}" for name in facets)
    groups = ", ".join(str(position) for position in range(1, len(facets) + 1))
    where, parameters = _where(listing, kind, without=facets)
    return _select(listing, kind, f"{columns}, count(*)", where, f"GROUP BY {groups}"), parameters


def group_query(listing: Listing, name: str) -> Query:
    """Suppliers by a facet that their certificates have; its filter is not applied."""
    kind = KINDS[listing.kind]
    where, parameters = _where(listing, kind, without=(name,))
    ids = _select(listing, kind, f"{kind.alias}.id", where, "")
    sql = (
        f"SELECT c.{name}, count(DISTINCT c.supplier_id) FROM certificate AS c "
        f"WHERE c.supplier_id IN ({ids}) GROUP BY 1"
    )
    return sql, parameters


def rows_query(listing: Listing, columns: str, ids: Iterable[int]) -> Query:
    """`columns` of the rows with these ids, in no particular order; the id comes first."""
    kind = KINDS[listing.kind]
    where = [f"{kind.alias}.id IN {_IDS}"]
    parameters = _parameters(listing) | {"ids": dumps(list(ids))}
    return _select(listing, kind, f"{kind.alias}.id, {columns}", where, ""), parameters


def needs_judging(listing: Listing) -> bool:
    """Whether order or filters rest on the verdicts of all suppliers."""
    return bool(_JUDGED.search(ids_query(listing)[0]))


def _select(listing: Listing, kind: Kind, columns: str, where: list[str], tail: str) -> str:
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    clauses = _filled(f"{columns}\0{condition}\0{tail}", listing)
    joins = _needed(kind, clauses)
    columns, condition, tail = clauses.split("\0")
    source = f"{kind.record} AS {kind.alias} {' '.join(joins)}"
    return f"SELECT {columns} FROM {source} {condition} {tail}"


def _needed(kind: Kind, clauses: str) -> list[str]:
    """The joins whose alias is named, by the clauses or by a later join that is needed."""
    joins: list[str] = []
    for alias, join in reversed(list(kind.joins.items())):
        if re.search(rf"\b{alias}\.", " ".join((clauses, *joins))):
            joins.insert(0, join)
    return joins


def _filled(sql: str, listing: Listing) -> str:
    level = "e.level" if listing.buyer is None else _LEVEL_FOR_BUYER
    return sql.replace("{state}", _STATE).replace("{level}", level)


def _order(listing: Listing, kind: Kind) -> list[str]:
    asked = kind.sorts.get(listing.sort) or _by_cell(listing)
    terms = (*(asked or kind.sorts[kind.natural]), *kind.ties)
    own = len(terms) - len(kind.ties)
    down = listing.descending or (kind.newest_first and not asked)
    return [
        f"{_bracketed(term)} DESC" if down and term.directed and place < own else _bracketed(term)
        for place, term in enumerate(terms)
    ]


def _by_cell(listing: Listing) -> tuple[Term, ...]:
    """The gravest first in one column of the matrix; nothing where there is no such column."""
    if listing.kind != ListKind.SUPPLIERS or not listing.sort.startswith(_CELL):
        return ()
    key = listing.sort.removeprefix(_CELL)
    for place, column in enumerate(columns_of(listing.profile) if listing.profile else (), 1):
        if column.key == key:
            return (Term(f"-CAST(substr(j.cells, {place}, 1) AS INTEGER)"),)
    return ()


def _bracketed(term: Term) -> str:
    """Bare columns stay bare, so that an index can serve the order."""
    return term.sql if re.fullmatch(r"\w+\.\w+( COLLATE \w+)?", term.sql) else f"({term.sql})"


def _where(
    listing: Listing, kind: Kind, without: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, Any]]:
    parameters = _parameters(listing)
    where = [kind.always] if kind.always else []
    for name, expression in kind.filters.items():
        wanted = listing.filters.get(name)
        if not wanted or name in without or (name == "superseded" and "shown" in wanted):
            continue
        parameters[f"v_{name}"] = dumps(list(wanted))
        values = f"(SELECT value FROM json_each(:v_{name}))"
        own_test = "{values}" in expression
        where.append(
            expression.replace("{values}", values) if own_test else f"{expression} IN {values}"
        )
    where += _found(listing, kind, parameters)
    return where, parameters


def _found(listing: Listing, kind: Kind, parameters: dict[str, Any]) -> list[str]:
    """Conditions on what is searched for: all words in the search lines, or, where rows have
    words of their own, each in one or the other."""
    record, id_ = kind.found_by or (kind.record, f"{kind.alias}.id")
    lines = (
        f"{id_} IN (SELECT search.rowid / 8 FROM search "
        f"WHERE search MATCH {{}} AND {record_sql(record)})"
    )
    if not kind.own_words:
        found = match_expression(listing.search) if listing.search else ""
        parameters |= {"found": found} if found else {}
        return [lines.format(":found")] if found else []
    conditions = []
    for place, (found, pattern) in enumerate(terms_of(listing.search)):
        parameters |= {f"found_{place}": found, f"like_{place}": pattern}
        conditions.append(
            f"({lines.format(f':found_{place}')} OR {kind.own_words} LIKE :like_{place})"
        )
    return conditions


def _parameters(listing: Listing) -> dict[str, Any]:
    return {
        "day": listing.day.toordinal(),
        "iso": listing.day.isoformat(),
        "urgent": listing.windows.urgent,
        "soon": listing.windows.soon,
        "buyer": None if listing.buyer is None else listing.buyer.id,
        "compared": listing.compared_to is not None,
    }
