"""What the user decides about an import: sheets, date order, columns, answers to questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """All optional. `mapping` is field → header, an empty header leaves the field out.
    `defaults` fill empty cells. `split` names fields ("supplier", "holder") whose cells hold
    name, address and country together and shall be taken apart. `supplier_answers` maps a new
    supplier's name, as imported, to the id it stands for, or to None: a supplier of its own."""

    sheets: tuple[str, ...] = ()
    date_order: str | None = None
    split: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] | None = None
    password: str | None = None
    encoding: str | None = None
    supplier_answers: Mapping[str, int | None] = field(default_factory=dict)
