"""The steps that made and will make the schema of a register: append-only, named, numbered.

`user_version` tells how many steps a file has seen. A step is a module with a `NAME` and an
`upgrade(connection)`; it runs inside the transaction of all steps that are due, with foreign
keys off, and nothing of it stays if any of it fails. Steps are plain SQL; one that must
rebuild a table may import Alembic's operations inside its `upgrade`. Saving a backup first is
`storage.register`'s part.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import RegisterError
from storage.migrations import m0001_first_schema, m0002_requirements_and_directory


@dataclass(frozen=True)
class Step:
    """One step: its number is its place in `STEPS`, counted from one."""

    name: str
    upgrade: Callable[[sqlite3.Connection], None]


STEPS = tuple(
    Step(module.NAME, module.upgrade)
    for module in (m0001_first_schema, m0002_requirements_and_directory)
)
SCHEMA_VERSION = len(STEPS)


def lay_down(
    connection: sqlite3.Connection,
    *,
    from_version: int,
    steps: tuple[Step, ...] = STEPS,
    at: str = "",
    author: str = "",
    application_id: int = 0,
) -> None:
    """Run the steps after `from_version` as one transaction and record each of them.

    The connection must not be inside a transaction. RegisterError where a step leaves a
    reference to nothing; any error leaves the file as it was.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[from_version:]:
            step.upgrade(connection)
            connection.execute(
                "INSERT INTO step (at, author, kind, label, reason, state)"
                " VALUES (?, ?, 'migration', ?, '', 'fixed')",
                (at, author, f"Schema: {step.name}"),
            )
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RegisterError(
                "The register could not be brought up to date: an entry refers to a record that "
                "is not there. It was left as it was."
            )
        if application_id:
            connection.execute(f"PRAGMA application_id = {application_id:d}")
        connection.execute(f"PRAGMA user_version = {len(steps):d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
