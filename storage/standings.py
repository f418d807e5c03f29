"""What lists sort, filter and search by, renewed with every write: intervals and search lines.

`domain.standing.intervals` says how each piece of evidence stands on every day; it is asked
again for the suppliers a write touched, inside the write's transaction, and its answer kept in
`evidence_interval` and `evidence_buyer`. The search lines of the same records go along. No
rule is decided here and no clock is asked.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.facts import AuditFacts, CertificateFacts, SupplierFacts
from storage.columns import stored_text, stored_values
from storage.facts_reader import load_suppliers
from storage.own_directory import RECORDS as DIRECTORY_RECORDS
from storage.own_directory import entries_digest
from storage.rows import NAMED, Image, Shapes, derived
from storage.search_index import rowid_of, words_of

if TYPE_CHECKING:
    from domain.directory import Directory

# Every register renews its intervals when it is next opened after a change of the rules. Their
# sources tell; raise this number too, for builds that carry no sources.
RULES = 3
_CHUNK = 500
_ROOT = Path(__file__).resolve().parent.parent

Progress = Callable[[int, int], None]
Lines = dict[int, str]


def renew(
    connection: sqlite3.Connection,
    shapes: Shapes,
    touched: Iterable[tuple[str, int]],
    directory: "Directory",
    progress: Progress | None = None,
) -> None:
    """Renew intervals and search lines of the suppliers and buyers among `touched` records.

    Where an entry of the directory is among them, any evidence may stand otherwise: all are
    renewed.
    """
    touched = set(touched)
    if any(record in DIRECTORY_RECORDS for record, _ in touched):
        every = connection.execute("SELECT id FROM supplier").fetchall()
        touched |= {("supplier", id_) for (id_,) in every}
        _say_what_they_stand_on(connection)
    _forget_removed(connection, touched)
    _renew_buyers(connection, shapes, sorted(id_ for record, id_ in touched if record == "buyer"))
    suppliers = {id_ for record, id_ in touched if record == "supplier"}
    suppliers |= _suppliers_of_buyers(
        connection, [id_ for record, id_ in touched if record == "buyer"]
    )
    ordered = sorted(suppliers)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        _renew_suppliers(connection, chunk, directory)
        if progress is not None:
            progress(min(start + _CHUNK, len(ordered)), len(ordered))


def renew_all(connection: sqlite3.Connection, shapes: Shapes, directory: "Directory") -> None:
    """Renew everything, after the rules or the directory changed; the folded names, too."""
    for record in NAMED:
        for row in shapes.rows(connection, record, "1"):
            with stored_values():
                names = derived(record, {"name": stored_text(row["name"])})
            connection.execute(
                f"UPDATE {record} SET name_key = :name_key, name_folded = :name_folded"
                " WHERE id = :id AND (name_key <> :name_key OR name_folded <> :name_folded)",
                names | {"id": row["id"]},
            )
    touched = [
        (record, id_)
        for record in NAMED
        for (id_,) in connection.execute(f"SELECT id FROM {record}").fetchall()
    ]
    renew(connection, shapes, touched, directory)
    _say_what_they_stand_on(connection)


def are_current(connection: sqlite3.Connection) -> bool:
    """Whether the intervals on file were made by these rules, the supplied directory and the
    register's own entries in it, as they are now."""
    row = connection.execute("SELECT value FROM meta WHERE \"key\" = 'standings_of'").fetchone()
    if row is None or not str(row[0]).startswith(fingerprint()):
        return False  # a register of older rules may not even have the tables of the directory
    return bool(row[0] == _stands_on(connection))


def _say_what_they_stand_on(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('standings_of', ?)", (_stands_on(connection),)
    )


def _stands_on(connection: sqlite3.Connection) -> str:
    """What intervals are computed with: the rules, and the entries of the directory."""
    return " ".join(filter(None, (fingerprint(), entries_digest(connection))))


@cache
def fingerprint() -> str:
    """Names the rules and the supplied directory that intervals are computed with."""
    digest = hashlib.sha256(str(RULES).encode())
    for folder, pattern in (("domain", "*.py"), ("resources/data", "*.csv")):
        for file in sorted((_ROOT / folder).rglob(pattern)):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def interval_rows(
    supplier: SupplierFacts, directory: "Directory"
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of `evidence_interval` and `evidence_buyer` for one supplier, in their order."""
    from domain.standing import intervals

    stretches, buyers = [], []
    for (evidence, id_), found in intervals(supplier, directory).items():
        for interval in found:
            first = interval.first.toordinal()
            stretches.append(
                (
                    evidence,
                    id_,
                    first,
                    interval.last.toordinal(),
                    supplier.id,
                    interval.base,
                    None if interval.level is None else interval.level.value,
                    None if interval.cause is None else interval.cause.value,
                    int(interval.superseded),
                    None if interval.cover_until is None else interval.cover_until.toordinal(),
                    None
                    if interval.effective_expiry is None
                    else interval.effective_expiry.toordinal(),
                )
            )
            buyers += [(evidence, id_, first, buyer) for buyer in interval.buyers]
    return stretches, buyers


def _renew_suppliers(
    connection: sqlite3.Connection, ids: Sequence[int], directory: "Directory"
) -> None:
    keys = json.dumps(ids)
    connection.execute(
        "DELETE FROM evidence_buyer WHERE (evidence, evidence_id) IN (SELECT evidence, evidence_id"
        " FROM evidence_interval WHERE supplier_id IN (SELECT value FROM json_each(?)))",
        (keys,),
    )
    connection.execute(
        "DELETE FROM evidence_interval WHERE supplier_id IN (SELECT value FROM json_each(?))",
        (keys,),
    )
    stretches: list[tuple[Any, ...]] = []
    buyers: list[tuple[Any, ...]] = []
    lines: Lines = {}
    for supplier in load_suppliers(connection, ids):
        more_stretches, more_buyers = interval_rows(supplier, directory)
        stretches += more_stretches
        buyers += more_buyers
        lines.update(_supplier_lines(supplier))
    marks = ", ".join("?" * 11)
    connection.executemany(f"INSERT INTO evidence_interval VALUES ({marks})", stretches)
    connection.executemany("INSERT INTO evidence_buyer VALUES (?, ?, ?, ?)", buyers)
    _write_lines(connection, lines)


def _renew_buyers(connection: sqlite3.Connection, shapes: Shapes, ids: Sequence[int]) -> None:
    keys = json.dumps(ids)
    where = "id IN (SELECT value FROM json_each(?))"
    lines = {
        rowid_of("buyer", row["id"]): words_of(_buyer_texts(row))
        for row in shapes.rows(connection, "buyer", where, keys)
    }
    _write_lines(connection, lines)


def _suppliers_of_buyers(connection: sqlite3.Connection, ids: Sequence[int]) -> set[int]:
    """Suppliers whose audits or records name these buyers: their search lines do too."""
    keys = json.dumps(ids)
    rows = connection.execute(
        "SELECT audit.supplier_id FROM audit_buyer JOIN audit ON audit.id = audit_buyer.audit_id"
        " WHERE buyer_id IN (SELECT value FROM json_each(?1)) UNION"
        " SELECT certificate.supplier_id FROM certificate_buyer"
        " JOIN certificate ON certificate.id = certificate_buyer.certificate_id"
        " WHERE buyer_id IN (SELECT value FROM json_each(?1))",
        (keys,),
    )
    return {row[0] for row in rows.fetchall()}


def _forget_removed(connection: sqlite3.Connection, touched: set[tuple[str, int]]) -> None:
    """Drop the lines and intervals of records that are no longer there."""
    for record in ("supplier", "certificate", "audit", "finding", "buyer"):
        ids = json.dumps([id_ for name, id_ in touched if name == record])
        gone = connection.execute(
            "SELECT value FROM json_each(?) WHERE value NOT IN"
            f" (SELECT id FROM {record} WHERE id IN (SELECT value FROM json_each(?)))",
            (ids, ids),
        ).fetchall()
        connection.executemany(
            "DELETE FROM search WHERE rowid = ?", [(rowid_of(record, id_),) for (id_,) in gone]
        )
        if record in ("certificate", "audit"):
            for table in ("evidence_interval", "evidence_buyer"):
                connection.executemany(
                    f"DELETE FROM {table} WHERE evidence = ? AND evidence_id = ?",
                    [(record, id_) for (id_,) in gone],
                )


def _write_lines(connection: sqlite3.Connection, lines: Lines) -> None:
    """Bring the lines of these rowids up to date, touching only those that differ."""
    present = dict(
        connection.execute(
            "SELECT rowid, words FROM search WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(lines)),),
        ).fetchall()
    )
    outdated = [(rowid,) for rowid, words in present.items() if lines[rowid] != words]
    connection.executemany("DELETE FROM search WHERE rowid = ?", outdated)
    connection.executemany(
        "INSERT INTO search (rowid, words) VALUES (?, ?)",
        [(rowid, words) for rowid, words in sorted(lines.items()) if present.get(rowid) != words],
    )


def _supplier_lines(supplier: SupplierFacts) -> Lines:
    """The search lines of a supplier and of everything that belongs to it."""
    name = (supplier.name, supplier.local_name, supplier.code)
    own: list[str] = [*name, supplier.country, supplier.address, supplier.categories]
    own.append(supplier.supplies)
    for site in supplier.sites:
        own += (site.name, site.address)
    lines: Lines = {}
    for certificate in supplier.certificates:
        texts = tuple(_certificate_texts(certificate))
        own += (certificate.number, certificate.standard, certificate.file_number)
        lines[rowid_of("certificate", certificate.id)] = words_of((*texts, *name))
    for audit in supplier.audits:
        lines[rowid_of("audit", audit.id)] = words_of((*_audit_texts(audit), *name))
    for finding in supplier.findings:
        texts = (finding.number, finding.clause, finding.statement)
        lines[rowid_of("finding", finding.id)] = words_of((*texts, *name))
    lines[rowid_of("supplier", supplier.id)] = words_of(own)
    return lines


def _certificate_texts(certificate: CertificateFacts) -> Iterator[str]:
    yield from (certificate.number, certificate.standard, certificate.edition or "")
    yield from (certificate.holder, certificate.certification_body)
    yield from (certificate.accreditation_body, certificate.product, certificate.file_number)
    yield certificate.scope
    yield from certificate.sites
    yield from (buyer.name for buyer in certificate.buyers)


def _audit_texts(audit: AuditFacts) -> Iterator[str]:
    yield from (audit.reference, audit.standard, audit.edition or "", audit.site)
    yield from (audit.conducted_by, audit.lead_auditor)
    yield from (buyer.name for buyer in audit.buyers)


def _buyer_texts(row: Image) -> Iterator[str]:
    with stored_values():
        for name in ("name", "code", "country", "address", "contact"):
            yield stored_text(row[name])
