"""What is on record of one supplier, while an import is planned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from domain.import_plan import HeldRecord
from domain.matching import fold
from importing.identity import Entry


@dataclass(slots=True)
class Shelf:
    """A supplier's certificates, audits and evaluations, by what each is looked for."""

    groups: dict[tuple[str, ...], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    audits: dict[tuple[str, ...], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    evaluations: dict[tuple[Any, ...], list[Entry]] = field(
        default_factory=lambda: defaultdict(list)
    )


def entry_of(record: HeldRecord) -> Entry:
    """A held record as the planner handles it."""
    values = dict(record.values)
    sites: Iterable[str] = values.pop("sites", ())
    buyers: Iterable[str] = values.pop("buyers", ())
    return Entry(
        record.id,
        values,
        sites={fold(site): site for site in sites},
        buyers={fold(buyer): buyer for buyer in buyers},
        suspended=bool(values.pop("suspended", False)),
        withdrawn=bool(values.pop("withdrawn", False)),
        step=int(values.pop("import", 0) or 0),
    )
