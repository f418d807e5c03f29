"""What the user decides about an import: sheets, date order, columns, answers to questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """All optional. `mapping` is field → header, an empty header leaves the field out.
    `defaults` fill empty cells. `split` names fields ("supplier", "holder") whose cells hold
    name, address and country together and shall be taken apart. `supplier_answers` maps a new
    supplier's name, as imported, to the id it stands for, or to None: a supplier of its own.

    `date_orders` names the order of single columns by their header. `by_file` holds options
    of single files, which then count for that file instead of these; `by_sheet` the mapping
    of single sheets."""

    sheets: tuple[str, ...] = ()
    date_order: str | None = None
    split: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] | None = None
    password: str | None = None
    encoding: str | None = None
    supplier_answers: Mapping[str, int | None] = field(default_factory=dict)
    date_orders: Mapping[str, str] = field(default_factory=dict)
    by_file: Mapping[Path, "ImportOptions"] = field(default_factory=dict)
    by_sheet: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of_file(self, path: Path) -> "ImportOptions":
        """What counts for one of the files."""
        return self.by_file.get(path, self)

    def mapping_of(self, sheet: str) -> Mapping[str, str] | None:
        """The column mapping that counts for a sheet."""
        return self.by_sheet.get(sheet, self.mapping)

    def order_of(self, header: str) -> str | None:
        """The order that was given for the dates of a column, if any."""
        return self.date_orders.get(header, self.date_order)
