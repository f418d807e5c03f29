"""Plans made from lists written in a test, and a register in memory that carries them out."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from domain.directory import Directory
from domain.import_plan import (
    Change,
    HeldRecord,
    HeldRecords,
    HeldSupplier,
    ImportPlan,
    New,
    SheetPlan,
)
from importing.plan import ImportOptions, plan_import

TODAY = date(2026, 11, 23)


class Desk:
    """A folder for lists and a register that holds what was imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        self._last = 0
        self._step = 0

    def write(self, text: str, name: str = "list.csv") -> Path:
        path = self.folder / name
        path.write_text(text.strip() + "\n", encoding="utf-8")
        return path

    def plan(self, text: str, *, name: str = "list.csv", **options: Any) -> ImportPlan:
        return self.plan_files(self.write(text, name), **options)

    def plan_files(self, *paths: Path, **options: Any) -> ImportPlan:
        return plan_import(
            paths,
            self.held(),
            today=TODAY,
            options=ImportOptions(**options),
            directory=Directory.load(),
        )

    def take(self, text: str, **options: Any) -> SheetPlan:
        """Plan and carry out; the first sheet's plan."""
        plan = self.plan(text, **options)
        self.apply(plan)
        return plan.files[0].sheets[0]

    def apply(self, plan: ImportPlan) -> None:
        ids: dict[New, int] = {}
        self._step += 1
        for change in plan.changes:
            values = {
                name: ids[value] if isinstance(value, New) else value
                for name, value in change.values.items()
            }
            self._write(change, values, ids)

    def _write(self, change: Change, values: dict[str, Any], ids: dict[New, int]) -> None:
        if isinstance(change.ref, New):
            self._last += 1
            ids[change.ref] = self._last
            self.rows[change.record][self._last] = {"import": self._step, **values}
        else:
            self.rows[change.record][change.ref].update(values)

    def held(self) -> HeldRecords:
        return HeldRecords(
            suppliers=tuple(
                HeldSupplier(
                    id_,
                    row["name"],
                    row.get("code", ""),
                    row.get("local_name", ""),
                    row.get("country", ""),
                    row.get("address", ""),
                )
                for id_, row in self.rows["supplier"].items()
            ),
            certificates=self._evidence("certificate"),
            audits=self._evidence("audit"),
            evaluations=self._evidence("evaluation"),
            buyers=tuple((id_, row["name"]) for id_, row in self.rows["buyer"].items()),
            sites=tuple(
                (id_, row["supplier_id"], row["name"]) for id_, row in self.rows["site"].items()
            ),
        )

    def _evidence(self, record: str) -> tuple[HeldRecord, ...]:
        return tuple(
            HeldRecord(id_, row["supplier_id"], self._values(record, id_, row))
            for id_, row in self.rows[record].items()
        )

    def _values(self, record: str, id_: int, row: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: value for name, value in row.items() if name != "supplier_id"}
        values["buyers"] = self._linked(f"{record}_buyer", record, id_, "buyer")
        if record == "certificate":
            values["sites"] = self._linked("certificate_site", record, id_, "site")
            events = [e for e in self.rows["status_event"].values() if e["certificate_id"] == id_]
            values["suspended"] = any(event["kind"] == "suspended" for event in events)
            values["withdrawn"] = any(event["kind"] == "withdrawn" for event in events)
        return values

    def _linked(self, table: str, record: str, id_: int, to: str) -> tuple[str, ...]:
        return tuple(
            self.rows[to][link[f"{to}_id"]]["name"]
            for link in self.rows[table].values()
            if link[f"{record}_id"] == id_
        )

    def certificates(self) -> list[dict[str, Any]]:
        """Certificates on record with their supplier's name, sites and buyers."""
        return [
            {
                **self._values("certificate", id_, row),
                "supplier": self.rows["supplier"][row["supplier_id"]]["name"],
            }
            for id_, row in self.rows["certificate"].items()
        ]

    def audits(self) -> list[dict[str, Any]]:
        """Audits on record with their buyers."""
        return [self._values("audit", id_, row) for id_, row in self.rows["audit"].items()]

    def evaluations(self) -> list[dict[str, Any]]:
        """Evaluations on record with their supplier's name."""
        return [
            row | {"supplier": self.rows["supplier"][row["supplier_id"]]["name"]}
            for row in self.rows["evaluation"].values()
        ]

    def suppliers(self) -> list[dict[str, Any]]:
        """Suppliers on record."""
        return list(self.rows["supplier"].values())


def told(sheet: SheetPlan) -> list[str]:
    """All problems' messages but those that list a record as incomplete."""
    messages = (problem.message for problem in sheet.problems)
    return [message for message in messages if not message.startswith("Incomplete: ")]
