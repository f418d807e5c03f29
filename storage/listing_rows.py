"""Lists as the command line and exports give them: plain values under the published names.

The certificates' and audits' recognition, with its reason, comes from `domain.standing`
record by record; a test holds it against what the window reads off the intervals. Texts not
recorded are empty, everything else not recorded is `None`; enums are given by value.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from domain.as_of import audit_on
from domain.directory import Directory
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, SupplierFacts
from domain.matrix import MatrixCell, MatrixColumn, cells_of, columns_of
from domain.qualification import Assessment, Profile, assess
from domain.standing import EvidenceStanding, standings
from domain.validity import Windows
from domain.vocabulary import OUTCOME_WORDS
from storage.for_buyer import ForBuyer
from storage.listings import NO_RECOGNITION, Listing, ListKind
from storage.queries import Reader

ExportRow = dict[str, Any]
Columns = Mapping[str, Callable[[Any], Any]]  # what is given under each name, in this order

MATRIX = "matrix"  # the one list that is no kind of listing: suppliers across requirements
NOT_ASKED = "Not asked"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A certificate or an audit as known on the day, whose it is, and how it stands."""

    supplier: SupplierFacts
    record: CertificateFacts | AuditFacts
    standing: EvidenceStanding

    @property
    def id(self) -> int:
        """That of the record."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class _Across:
    """A supplier across the columns of a matrix."""

    supplier: SupplierFacts
    assessment: Assessment
    cells: Mapping[str, MatrixCell]


def export_rows(
    reader: Reader,
    kind: str,
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
    directory: Directory,
    handed_out: ForBuyer | None = None,
) -> Iterator[ExportRow]:
    """The rows of a list on a day, under the names that `header_of` tells.

    Suppliers come by name, what falls due by its day. `kind` is any of a `ListKind` but buyers,
    or "matrix". The windows are the register's own. The list is whole, other buyers' evidence in
    it with the recognition it has for `buyer`, unless `handed_out` sorts out what may be given
    to a buyer.
    """
    windows = reader.windows()
    columns = _columns_of(kind, profile)
    found: Iterator[Any]
    if kind in (ListKind.CERTIFICATES, ListKind.AUDITS):
        found = _evidence(reader, kind, buyer, day, directory, windows)
    elif kind == MATRIX:
        found = _across(reader, profile, buyer, day, directory, windows)
    else:
        sort = "due" if kind == ListKind.PROGRAMME else "supplier"
        found = _paged(
            reader,
            Listing(kind=kind, day=day, buyer=buyer, windows=windows, profile=profile, sort=sort),
        )
    for each in found:
        if handed_out is not None and not handed_out.admits(kind, each):
            continue
        yield {name: _plain(value(each)) for name, value in columns.items()}


def header_of(kind: str, profile: Profile) -> tuple[str, ...]:
    """The names under which the rows of a list are given, in their order, though it be empty."""
    return tuple(_columns_of(kind, profile))


def edition(text: str | None) -> int | str | None:
    """An edition as published: a year as a number, a revision letter as it is."""
    return int(text) if text and text.isascii() and text.isdigit() else text


def _paged(reader: Reader, listing: Listing) -> Iterator[Any]:
    order = reader.ordered_ids(listing)
    for start in range(0, len(order), _PAGE):
        yield from reader.rows(listing, order[start : start + _PAGE])


def _evidence(
    reader: Reader,
    kind: str,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
    windows: Windows,
) -> Iterator[_Evidence]:
    for supplier in reader.suppliers():
        stood = standings(supplier, buyer=buyer, day=day, directory=directory, windows=windows)
        by_key = {(standing.type, standing.id): standing for standing in stood}
        audits = (audit_on(audit, day) for audit in supplier.audits)
        for record in audits if kind == ListKind.AUDITS else supplier.certificates:
            yield _Evidence(supplier, record, by_key[kind.removesuffix("s"), record.id])


def _across(
    reader: Reader,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: Directory,
    windows: Windows,
) -> Iterator[_Across]:
    columns = columns_of(profile)
    for supplier in reader.suppliers():
        assessment = assess(supplier, profile, buyer, day, directory, windows)
        cells = cells_of(assessment, supplier, columns)
        yield _Across(supplier, assessment, {cell.column.key: cell for cell in cells})


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _of(path: str) -> Callable[[Any], Any]:
    """What a path of names leads to; `None` where it ends on the way."""

    def get(value: Any) -> Any:
        for name in path.split("."):
            value = None if value is None else getattr(value, name)
        return value

    return get


def _same(names: str, path: str = "") -> Columns:
    """Attributes given under their own names."""
    return {name: _of(f"{path}{name}") for name in names.split()}


def _or_none(path: str) -> Callable[[Any], Any]:
    get = _of(path)
    return lambda value: get(value) or None


def _names(path: str) -> Callable[[Any], list[str]]:
    get = _of(path)
    return lambda value: [buyer.name for buyer in get(value)]


_SUPPLIER_FACTS: Columns = {
    "supplier": _of("supplier.name"),
    "supplier_code": _of("supplier.code"),
    "country": _or_none("supplier.country"),
}
_SUPPLIER_OF_ROW: Columns = {
    **_same("supplier supplier_code"),
    "country": _or_none("country"),
}
_COLUMNS: Mapping[str, Columns] = {
    ListKind.SUPPLIERS: {
        "supplier": _of("name"),
        "supplier_code": _of("code"),
        "country": _or_none("country"),
        **_same("status standard"),
        "recognition": lambda row: row.recognition or NO_RECOGNITION,
        **_same("state effective_expiry verdict"),
    },
    ListKind.CERTIFICATES: {
        **_SUPPLIER_FACTS,
        **_same("kind standard", "record."),
        "edition": lambda each: edition(each.record.edition),
        **_same("number holder party", "record."),
        "commissioned_by": lambda each: "; ".join(buyer.name for buyer in each.record.buyers),
        **_same("certification_body accreditation_body scope", "record."),
        **_same("issued_on valid_from expires_on", "record."),
        **_same("effective_expiry state", "standing.validity."),
        "recognition": _of("standing.recognition.level"),
        "cause": _of("standing.recognition.cause"),
        "recognition_reason": lambda each: _of("standing.recognition.reason")(each) or "",
        "superseded": _of("standing.superseded"),
    },
    ListKind.AUDITS: {
        **_SUPPLIER_FACTS,
        **_same("party kind standard", "record."),
        "edition": lambda each: edition(each.record.edition),
        **_same("reference planned_on done_on result score conducted_by", "record."),
        "buyers": _names("record.buyers"),
        "recognition": _of("standing.recognition.level"),
        "state": _of("standing.validity.state"),
        "current_until": _of("standing.validity.effective_expiry"),
    },
    ListKind.FINDINGS: {
        **_SUPPLIER_OF_ROW,
        **_same("audit_reference audit_done_on number clause grading statement responsible"),
        **_same("raised_on due_on done_on verified_on open overdue"),
    },
    ListKind.EVALUATIONS: {
        **_SUPPLIER_OF_ROW,
        **_same("criticality period_from period_to quality delivery service score rating"),
        **_same("class_by_score done_on by next_due_on notes"),
    },
    ListKind.PROGRAMME: {
        **_SUPPLIER_OF_ROW,
        **_same("criticality due_on days_left status kind what why"),
        "buyers": lambda row: list(row.buyers),
    },
    ListKind.HINTS: {**_SUPPLIER_OF_ROW, **_same("kind subject sentence")},
}


def _columns_of(kind: str, profile: Profile) -> Columns:
    if kind != MATRIX:
        return _COLUMNS[kind]
    columns = columns_of(profile)
    titles = [column.title for column in columns]
    return {
        **_SUPPLIER_FACTS,
        **_same("verdict profile", "assessment."),
        **{
            column.title if titles.count(column.title) == 1 else column.key: _cell_of(column)
            for column in columns
        },
    }


def _cell_of(column: MatrixColumn) -> Callable[[_Across], str]:
    return lambda across: cell_text(across.cells[column.key])


def cell_text(cell: MatrixCell) -> str:
    """A cell of the matrix in words: the outcome and its reasons."""
    if cell.outcome is None:
        return NOT_ASKED
    reasons = (line.reason for line in cell.lines if line.outcome is cell.outcome)
    return f"{OUTCOME_WORDS[cell.outcome]}: {' '.join(reasons)}"
