"""Reading a register's records, names, settings and history; the lists are in `queries`.

Every method fetches whole results and leaves no cursor open, so that a writer never waits
for a screen.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from domain.directory import Directory, OwnEntries
from domain.errors import UnknownName
from domain.facts import BuyerRef, ProfileUse, SupplierFacts
from domain.import_plan import HeldRecords
from domain.qualification import Profile, all_profiles, usual_profile
from domain.snapshot import Organisation, Provenance
from domain.validity import Windows
from storage import held, names, preferences
from storage.columns import CONVERTED, converted, stored_values
from storage.connection import connect, file_errors
from storage.directory_effects import Levels, Naming, levels_on, namings, suppliers_naming
from storage.facts_reader import CHUNK, load_suppliers
from storage.history import last_line, register_id
from storage.history_reader import (
    HistoryLine,
    history_of_record,
    history_of_supplier,
    whole_history,
)
from storage.listing_sql import Query
from storage.own_directory import RegisterDirectory, own_entries
from storage.requirements import own_profiles, profile_uses

_HISTORY_SHOWN = 1000
_CACHE_KIB = 65536


class RecordReader:
    """One thread's view of one register. Errors come as RegisterError in words."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path)
        self._own_directory = RegisterDirectory()
        self._directory_at: tuple[int, Directory] | None = None
        with self._reading():
            # Nothing of a register is left on the disk by a sort.
            self._connection.execute("PRAGMA temp_store = MEMORY").fetchall()
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}").fetchall()

    @property
    def path(self) -> Path:
        """The register's file."""
        return self._path

    def close(self) -> None:
        """Give the connection back; safe to call again."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def interrupt(self) -> None:
        """End the query that is running, from any thread; it raises RegisterError there."""
        self._connection.interrupt()

    # Facts and records

    def supplier(self, id_: int) -> SupplierFacts:
        """Everything on record for one supplier. UnknownName if there is none with this id."""
        for found in self.suppliers([id_]):
            return found
        raise UnknownName(f"There is no supplier number {id_} in the register any more.")

    def suppliers(self, ids: Iterable[int] | None = None) -> Iterator[SupplierFacts]:
        """These suppliers in this order, or all by name; loaded some hundred at a time."""
        with self._reading():
            if ids is None:
                ids = self._column(("SELECT id FROM supplier ORDER BY name_folded, id", {}))
            pending = list(ids)
        for start in range(0, len(pending), CHUNK):
            with self._reading():
                loaded = list(load_suppliers(self._connection, pending[start : start + CHUNK]))
            yield from loaded

    def record(self, name: str, id_: int) -> dict[str, Any]:
        """The fields of one record, with `id` and `recorded_on`, as values.

        UnknownName if it is not there (any more).
        """
        for found in self.records(name, id=id_):
            return found
        raise UnknownName(f"The {name.replace('_', ' ')} is not in the register any more.")

    def records(self, name: str, /, **where: Any) -> list[dict[str, Any]]:
        """Records whose fields equal the given ones, oldest first."""
        if name not in CONVERTED or not all(field.isidentifier() for field in where):
            raise ValueError(f"no such record: {name}")
        condition = " AND ".join(f'"{field}" IS :{field}' for field in where) or "1"
        with self._reading():
            cursor = self._connection.execute(
                f"SELECT * FROM {name} WHERE {condition} ORDER BY id", where
            )
            columns = [column[0] for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        with stored_values():
            return [converted(name, row) for row in rows]

    def documents(self, owner: str, owner_id: int) -> list[dict[str, Any]]:
        """The scans attached to a record, oldest first."""
        return self.records("document", owner=owner, owner_id=owner_id)

    def held_records(self) -> HeldRecords:
        """What the register holds, for the planning of an import."""
        with self._reading():
            return held.held_records(self._connection)

    # Names

    def find_supplier(self, text: str) -> int:
        """The id of the supplier with this code, else this name.

        QuestionWithoutAnswer if several match; UnknownName, with suggestions, if none does.
        """
        with self._reading():
            return names.find_supplier(self._connection, text)

    def find_buyer(self, text: str) -> BuyerRef:
        """The buyer with this code, else this name; errors as `find_supplier`."""
        with self._reading():
            return BuyerRef(*names.find_buyer(self._connection, text))

    def buyers(self) -> list[BuyerRef]:
        """All buyers by name."""
        with self._reading():
            sql = "SELECT id, name FROM buyer ORDER BY name_folded, id"
            return [BuyerRef(*row) for row in self._fetch((sql, {}))]

    # Requirements

    def profiles(self) -> tuple[Profile, ...]:
        """All requirement profiles: the supplied ones and the register's own."""
        with self._reading():
            return all_profiles(own_profiles(self._connection))

    def profile_uses(self) -> tuple[ProfileUse, ...]:
        """For whom which profile is used."""
        with self._reading():
            return profile_uses(self._connection)

    def usual_profile(self, buyer: BuyerRef | None) -> Profile:
        """What a buyer, or nobody in particular, usually demands."""
        return usual_profile(buyer, self.profiles(), self.profile_uses())

    def categories(self) -> tuple[str, ...]:
        """The categories that suppliers are in, in order, each in the spelling met first."""
        with self._reading():
            cells = self._fetch(("SELECT DISTINCT categories FROM supplier ORDER BY 1", {}))
        found: dict[str, str] = {}
        for (cell,) in cells:
            for part in re.split(r"[,;\n]", cell):
                if name := " ".join(part.split()):
                    found.setdefault(name.casefold(), name)
        return tuple(found[key] for key in sorted(found))

    # What certificates name of the directory

    def namings(self, day: date) -> tuple[Naming, ...]:
        """What certificates name as bodies, standard and edition, counted as of a day."""
        with self._reading():
            return namings(self._connection, day)

    def levels_on(self, day: date) -> Levels:
        """How every certificate stands on a day, to be compared with how it stood before."""
        with self._reading():
            return levels_on(self._connection, day)

    def suppliers_naming(self, bodies: Iterable[tuple[str, str]]) -> tuple[int, ...]:
        """Suppliers whose certificates name one of these pairs (issuer, accreditation)."""
        with self._reading():
            return suppliers_naming(self._connection, bodies)

    # The directory

    @property
    def directory(self) -> Directory:
        """The directory that recognition is told with: the supplied one with the register's own
        entries, as they stand now; the same object while they do."""
        with self._reading():
            version = self._value(("PRAGMA data_version", {}))
            if self._directory_at is None or self._directory_at[0] != version:
                self._directory_at = version, self._own_directory.of(self._connection)
            return self._directory_at[1]

    def own_directory(self) -> OwnEntries:
        """The entries that the register holds of its own, and the supplied ones not used."""
        with self._reading():
            return own_entries(self._connection)

    # Settings, identity, history

    def settings(self) -> dict[str, str]:
        """The register's preferences by key."""
        with self._reading():
            return dict(self._fetch(('SELECT "key", value FROM setting', {})))

    def windows(self) -> Windows:
        """The windows of urgent and soon."""
        return preferences.windows_of(self.settings())

    def organisation(self) -> Organisation:
        """Who issues reports."""
        return preferences.organisation_of(self.settings())

    def provenance(self) -> Provenance:
        """The register's name and identity and the newest line of its history."""
        with self._reading():
            identity = register_id(self._connection)
            number, digest = last_line(self._connection)
        return Provenance(
            register_name=self._path.stem,
            register_id=identity,
            history_number=number,
            history_hash=digest,
        )

    def history(self, record: str, id_: int, limit: int = _HISTORY_SHOWN) -> list[HistoryLine]:
        """The changes of one record, newest first."""
        with self._reading():
            return history_of_record(self._connection, record, id_, limit)

    def history_of_supplier(self, id_: int, limit: int = _HISTORY_SHOWN) -> list[HistoryLine]:
        """The changes of a supplier and of all that belongs to it, newest first."""
        with self._reading():
            return history_of_supplier(self._connection, id_, limit)

    def whole_history(self, limit: int = _HISTORY_SHOWN) -> list[HistoryLine]:
        """The newest changes of the register, newest first."""
        with self._reading():
            return whole_history(self._connection, limit)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Within it, all reads see the register as it is at the first of them.

        A writer waits meanwhile: gather in it, judge after it.
        """
        with self._reading():
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Errors of the file in words."""
        with file_errors(self._path):
            yield

    def _fetch(self, query: Query) -> list[tuple[Any, ...]]:
        return self._connection.execute(*query).fetchall()

    def _column(self, query: Query) -> list[int]:
        return [row[0] for row in self._fetch(query)]

    def _value(self, query: Query) -> Any:
        return self._fetch(query)[0][0]
