"""Which column of a table holds which field.

Headers propose (`headers`), values decide (`column_values`), and the columns beside a column
settle what a bare "Name" or "Date" is. One column per field, the best; the others are told as
ignored. A lone holder column names the supplier as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.directory import Directory
from domain.errors import UserError
from domain.import_plan import FIELDS
from importing.column_fit import fit, spoken
from importing.column_settling import AUDIT, STRONG, keep_to, settle_by_neighbours
from importing.column_settling import Source as Source
from importing.column_values import Look, look_at
from importing.evaluation_columns import EVALUATION_FIELDS, speaks_of_evaluations
from importing.headers import (
    ADDRESS,
    PLANNED,
    PRODUCT,
    header_scores,
    is_counter,
    is_ignored,
    is_reference,
    names_supplier,
)
from importing.standard_columns import MARK, Block, find_blocks
from importing.words import header_key

ALL_FIELDS = (*FIELDS, ADDRESS, PRODUCT, PLANNED)
"""The importable fields, with three that only the column mapping knows: the supplier's address,
the day an audit is planned for, and the product (also the scope where no column gives one)."""

LEAST = 0.36
_SPOKEN = 0.48


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """`fields`: position of the column of each field; `product_as_scope`: the scope is a column
    of product names; `looks`: what each column's values look like."""

    fields: Mapping[str, int]
    headers: Mapping[str, str]
    ignored: tuple[str, ...]
    looks: tuple[Look, ...] = field(default=(), repr=False)
    blocks: tuple[Block, ...] = ()  # standards with columns of their own
    product_as_scope: bool = False
    number_is_reference: bool = False  # numbers audits, not certificates
    is_of_evaluations: bool = False  # a list of suppliers' performance
    reason: str = ""  # why the table names no supplier

    @property
    def names_suppliers(self) -> bool:
        """Whether rows of this table can be given to a supplier."""
        return "supplier" in self.fields or (
            "supplier_code" in self.fields
            and bool({"standard", "certification_body", "audit_date"} & set(self.fields))
        )


def map_columns(
    sources: Sequence[Source],
    directory: Directory,
    mapping: Mapping[str, str] | None = None,
) -> ColumnMap:
    """Assign columns to fields. `mapping` (field → header, "" for none) overrides."""
    looks = tuple(look_at(source.cells, directory) for source in sources)
    scores = [_scores(s, look) for s, look in zip(sources, looks, strict=True)]
    settle_by_neighbours(scores, sources, looks)
    fixed, closed = _mapped(sources, mapping or {})
    blocks = _blocks(scores, sources, looks, fixed)
    evaluations = bool(set(EVALUATION_FIELDS) & set(fixed)) or (
        not blocks and speaks_of_evaluations([source.header for source in sources], looks)
    )
    keep_to(scores, sources, evaluations)
    fields = _assigned(scores, fixed, closed)
    product_as_scope = _product_for_scope(fields, closed)
    if "supplier" not in fields and "supplier" not in closed:
        _name_suppliers(fields, fixed, sources)
    used = set(fields.values()) | {place for b in blocks for place in b.places.values()}
    return ColumnMap(
        fields={name: fields[name] for name in ALL_FIELDS if name in fields},
        headers=_headers(sources, fields, blocks),
        blocks=blocks,
        ignored=tuple(s.header for i, s in enumerate(sources) if s.header and i not in used),
        looks=looks,
        product_as_scope=product_as_scope,
        number_is_reference=_number_is_reference(sources, fields),
        is_of_evaluations=evaluations,
        reason=_reason(sources) if "supplier" not in fields else "",
    )


def missing_headers(sources: Sequence[Source], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Headers a mapping asks for that the table does not have."""
    known = {header_key(source.header) for source in sources}
    return tuple(h for h in mapping.values() if h and header_key(h) not in known)


def check_fields(names: Sequence[str], where: str) -> None:
    """Raise UserError for a name that is no importable field."""
    for name in names:
        if name not in ALL_FIELDS:
            raise UserError(f"{where}: “{name}” is no field. Fields are: {', '.join(FIELDS)}.")


# --- scores ------------------------------------------------------------------------------------


def _scores(source: Source, look: Look) -> dict[str, float]:
    """How well a column serves as each field, its neighbours not yet considered."""
    if is_ignored(source.header):
        return {}
    scores = {name: said * fit(name, look) for name, said in header_scores(source.header).items()}
    for name in spoken(look):
        scores[name] = max(scores.get(name, 0.0), _SPOKEN)
    if "supplier" in scores and look.codes >= 0.7 and look.organisations < 0.3:
        scores["supplier_code"] = max(scores.get("supplier_code", 0.0), 0.7)
    if is_counter(source.header) and look.counter:
        return {}
    return {name: score for name, score in scores.items() if score >= LEAST}


# --- assignment --------------------------------------------------------------------------------


def _mapped(
    sources: Sequence[Source], mapping: Mapping[str, str]
) -> tuple[dict[str, int], frozenset[str]]:
    """The columns a mapping fixes, and the fields it closes ("" or a header found elsewhere)."""
    check_fields(tuple(mapping), "Column mapping")
    places: dict[str, int] = {}
    for index, source in enumerate(sources):
        places.setdefault(header_key(source.header), index)
    fixed = {
        name: places[header_key(header)]
        for name, header in mapping.items()
        if header and header_key(header) in places
    }
    return fixed, frozenset(mapping) - frozenset(fixed)


def _assigned(
    scores: Sequence[Mapping[str, float]], fixed: Mapping[str, int], closed: frozenset[str]
) -> dict[str, int]:
    fields = dict(fixed)
    taken = set(fixed.values())
    candidates = [
        (score, -index, name)
        for index, column in enumerate(scores)
        for name, score in column.items()
    ]
    candidates.sort(reverse=True)
    for _, negative, name in candidates:
        index = -negative
        if name in fields or name in closed or index in taken:
            continue
        fields[name] = index
        taken.add(index)
    return fields


def _blocks(
    scores: list[dict[str, float]],
    sources: Sequence[Source],
    looks: Sequence[Look],
    fixed: Mapping[str, int],
) -> tuple[Block, ...]:
    """Standards with columns of their own; those columns serve as nothing else. A list that has
    a column of standards has no such blocks, unless there are several."""
    if "standard" in fixed:
        return ()
    taken = set(fixed.values())
    headers = ["" if i in taken else source.header for i, source in enumerate(sources)]
    blocks = find_blocks(headers, looks)
    own = {place for block in blocks for place in block.places.values()}
    plain = any(
        column.get("standard", 0.0) >= STRONG
        for index, column in enumerate(scores)
        if index not in own
    )
    if plain and len(blocks) < 2:
        return ()
    for place in own:
        scores[place] = {}
    return blocks


def _headers(
    sources: Sequence[Source], fields: Mapping[str, int], blocks: Sequence[Block]
) -> dict[str, str]:
    """Header by field, in the order of the vocabulary; blocks name theirs one after the other."""
    found = {name: _title(sources, place) for name, place in fields.items()}
    for block in blocks:
        for place, header in block.headers.items():
            name = "standard" if place == MARK else place
            found[name] = f"{found[name]}; {header}" if name in found else header
    return {name: found[name] for name in ALL_FIELDS if name in found}


def _name_suppliers(
    fields: dict[str, int], fixed: Mapping[str, int], sources: Sequence[Source]
) -> None:
    """Where no column was taken for the supplier's name, the holder's is. Else a column headed
    "Supplier" is, whatever its values look like ("V-001", "3M", "1234")."""
    taken = {place for name, place in fields.items() if name != "supplier_code" or name in fixed}
    named = (i for i, s in enumerate(sources) if i not in taken and names_supplier(s.header))
    place = fields.get("holder", next(named, None))
    if place is not None:
        fields["supplier"] = place
        if fields.get("supplier_code") == place:
            del fields["supplier_code"]


def _product_for_scope(fields: dict[str, int], closed: frozenset[str]) -> bool:
    """Where no column gives the scope, the product column does."""
    if PRODUCT not in fields or "scope" in fields or "scope" in closed:
        return False
    fields["scope"] = fields.pop(PRODUCT)
    return True


def _number_is_reference(sources: Sequence[Source], fields: Mapping[str, int]) -> bool:
    audits = bool({*AUDIT, PLANNED} & set(fields)) and "expires_on" not in fields
    return audits and "number" in fields and is_reference(sources[fields["number"]].header)


def _title(sources: Sequence[Source], index: int) -> str:
    return sources[index].header or f"column {index + 1}"


def _reason(sources: Sequence[Source]) -> str:
    heads = ", ".join(f"“{source.header}”" for source in sources[:8] if source.header)
    found = f" Its columns are {heads}." if heads else ""
    return f"There is no column that names a supplier.{found}"
