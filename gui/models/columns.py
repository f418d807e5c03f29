"""The columns of every list, as data: title, width, what a row's cell says, how it sorts.

`wide` columns are shown when the list has the room for them, `narrow` ones beside an open
detail: validity over recognition in one column, two lines a row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.validity import USUAL_WINDOWS
from domain.vocabulary import (
    AUDIT_KIND_WORDS,
    AUDIT_RESULT_WORDS,
    DECISION_WORDS,
    GRADING_WORDS,
    AuditResult,
    Grading,
    Level,
    State,
)
from gui import text
from gui.countries import country_name
from gui.models.cells import Cell, Stack, Words
from gui.widgets.chips import Chip, recognition_chip, validity_chip, verdict_chip
from storage.listings import AuditRow, CertificateRow, FindingRow, SupplierRow


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `stretch` is its share of the room left over; `sort` the name the register
    sorts by, empty if it does not. `cell(row, day)` says what stands in it; lists narrower than
    `above` leave it out."""

    title: str
    width: int
    cell: Callable[[Any, date], Cell]
    sort: str = ""
    stretch: int = 0
    right: bool = False
    above: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one list in both widths, with the height of a row in each. `wide_from`: the
    width of list from which the wide ones are shown."""

    wide: tuple[Column, ...]
    narrow: tuple[Column, ...]
    wide_from: int = 700
    wide_row: int = 36
    narrow_row: int = 54


def _supplier_name(row: SupplierRow, _day: date) -> Cell:
    first, second = (row.local_name, row.name) if row.local_name else (row.name, "")
    return Words(
        first, text.join(second, country_name(row.country) if row.country else row.code), weight=500
    )


def _expiry(row: Any) -> date | None:
    return getattr(row, "effective_expiry", None) or getattr(row, "current_until", None)


def _is_renewed(row: Any, day: date) -> bool:
    """Whether only a renewal already issued keeps the end from being announced."""
    cover, end = getattr(row, "cover_until", None), _expiry(row)
    return bool(cover and end and cover > end and (end - day).days <= USUAL_WINDOWS.soon)


def _since(row: Any) -> date | None:
    return getattr(row, "valid_from", None) or getattr(row, "issued_on", None)


def _validity(row: Any, day: date, *, short: bool) -> Chip | None:
    state: State | None = row.state
    if state is None:
        return None
    if state is State.VALID and _is_renewed(row, day):
        words = "Renewed" if short else "Renewal in hand"
        return validity_chip(state, words, in_list=True)
    words = text.validity_words(
        state,
        expiry=_expiry(row),
        day_shown=day,
        since=_since(row),
        days_left=row.days_left,
        short=short,
    )
    return validity_chip(state, words, in_list=True)


def _recognition(row: Any, _day: date) -> Cell:
    if row.recognition is None and not isinstance(row, SupplierRow):
        return _or_dash("")
    buyers = getattr(row, "buyers", ())
    words = text.recognition_words(row.recognition, buyers)
    if row.recognition is Level.ONE_CUSTOMER and len(words) > 22:
        words = "One customer"
    return recognition_chip(row.recognition, words, in_list=True)


def _validity_short(row: Any, day: date) -> Cell:
    return _superseded(row) or _validity(row, day, short=True)


def _validity_long(row: Any, day: date) -> Cell:
    return _superseded(row) or _validity(row, day, short=False)


def _superseded(row: Any) -> Words | None:
    if getattr(row, "superseded", False):
        return Words("Superseded", role="text.tertiary", size=12)
    return None


def _stack(row: Any, day: date) -> Cell:
    if (gone := _superseded(row)) is not None:
        return gone
    recognition = _recognition(row, day)
    return Stack(
        _validity(row, day, short=False), recognition if isinstance(recognition, Chip) else None
    )


def _verdict(row: SupplierRow, _day: date) -> Cell:
    return verdict_chip(row.verdict)


def _ends(row: Any, _day: date) -> Cell:
    return Words(text.day(_expiry(row)), tabular=True)


def _standard(row: Any, _day: date) -> Cell:
    if not row.standard:
        return Words(text.NOTHING, role="text.tertiary")
    return Words(f"{row.standard}:{row.edition}" if row.edition else row.standard)


def _or_dash(value: str, role: str = "text.primary", **more: Any) -> Words:
    return Words(value or text.NOTHING, role=role if value else "text.tertiary", **more)


def _owner(row: Any, _day: date) -> Cell:
    return Words(row.supplier_local or row.supplier, weight=500)


def _owner_and(what: Callable[[Any], str]) -> Callable[[Any, date], Cell]:
    return lambda row, _day: Words(row.supplier_local or row.supplier, what(row), weight=500)


def _issuer(row: CertificateRow, _day: date) -> Cell:
    return _or_dash(row.certification_body or ", ".join(row.buyers), tail=row.accreditation_body)


def _number(row: CertificateRow, _day: date) -> Cell:
    # Numbers of one issuer begin alike and differ at their end.
    return _or_dash(row.number, "text.secondary", cut_middle=True)


def _certificate_line(row: CertificateRow) -> str:
    edition = f"{row.standard}:{row.edition}" if row.edition else row.standard
    return text.join(edition, row.number)


def _audit_date(row: AuditRow, _day: date) -> Cell:
    if row.done_on is not None:
        return Words(text.day(row.done_on), tabular=True)
    if row.planned_on is not None:
        return Words(text.day(row.planned_on), tabular=True)
    return _or_dash("")


def _audit_kind(row: AuditRow) -> str:
    return AUDIT_KIND_WORDS[row.kind] if row.kind else ""


_RESULT_ICON = {
    AuditResult.PASSED: ("check", "validity.valid.mark"),
    AuditResult.PASSED_WITH_CONDITIONS: ("alert", "validity.urgent.mark"),
    AuditResult.FAILED: ("x", "validity.lapsed_quiet.mark"),
    AuditResult.PENDING: ("q", "validity.undated.mark"),
}


def _audit_result(row: AuditRow, _day: date) -> Cell:
    if row.result is None:
        is_planned = row.done_on is None and row.planned_on is not None
        return Words("Planned", role="text.secondary") if is_planned else _or_dash("")
    icon, mark = _RESULT_ICON[row.result]
    words = AUDIT_RESULT_WORDS[row.result]
    short = "Conditions" if row.result is AuditResult.PASSED_WITH_CONDITIONS else words
    return Chip(short, icon, "text.primary", mark, weight=400, size=13, bare=True, full=words)


def _open_findings(row: AuditRow, _day: date) -> Cell:
    words = str(row.open_findings) if row.open_findings else text.NOTHING
    return Words(words, role="text.primary" if row.open_findings else "text.tertiary", tabular=True)


_GRADING_ICON = {
    Grading.MAJOR: ("x", "validity.lapsed_quiet.ink", "validity.lapsed_quiet.mark"),
    Grading.MINOR: ("alert", "validity.urgent.ink", "validity.urgent.mark"),
    Grading.OBSERVATION: ("info", "text.primary", "text.secondary"),
    Grading.OPPORTUNITY: ("star", "text.primary", "text.secondary"),
}


def _grading(row: FindingRow, _day: date) -> Cell:
    icon, ink, mark = _GRADING_ICON[row.grading]
    full = GRADING_WORDS[row.grading]
    return Chip(full.split()[0], icon, ink, mark, weight=400, size=13, bare=True, full=full)


def finding_chip(row: FindingRow, day: date) -> Chip:
    """Whether a finding is open, late or closed on the day, in the colours of validity."""
    if not row.open:
        words = "Closed"
        look = validity_chip(State.VALID, words, in_list=True)
        return Chip(words, look.icon, look.ink, look.mark, weight=400, full=words)
    if row.overdue and row.due_on is not None:
        late = f"{text.plural((day - row.due_on).days, 'day')} late"
        chip = validity_chip(State.URGENT, late, in_list=True)
        return Chip(late, chip.icon, chip.ink, chip.mark, chip.fill, full="Overdue")
    if row.due_on is None:
        chip = validity_chip(State.UNDATED, "No due date", in_list=True)
        return Chip(chip.words, chip.icon, chip.ink, chip.mark, chip.fill, chip.line, dashed=True,
                    full="Open")  # fmt: skip
    words = f"Open, {text.plural((row.due_on - day).days, 'day')} left"
    return Chip(words, "clock", "text.primary", "validity.soon.mark", weight=400, full="Open")


def _finding_state(row: FindingRow, day: date) -> Cell:
    return finding_chip(row, day)


def decision_words(value: Any) -> str:
    """The words of the organisation's own decision."""
    return DECISION_WORDS[value]


_SUPPLIER = Column("Supplier", 190, _supplier_name, "supplier", 5)
_OWNER = Column("Supplier", 184, _owner, "supplier", 5)
_VALIDITY = Column("Validity", 130, _validity_short, "validity")
_STACK = Column("Validity, recognition", 148, _stack, "validity")

SUPPLIERS = Columns(
    wide=(
        _SUPPLIER,
        Column("Standard", 110, lambda row, day: _or_dash(row.standard), "standard", 1, above=860),
        Column("Validity", 158, _validity_long, "validity"),
        Column("Recognition", 156, _recognition, "recognition"),
        Column("Verdict", 136, _verdict, "verdict"),
    ),
    narrow=(_SUPPLIER, _STACK, Column("Verdict", 120, _verdict, "verdict")),
    wide_row=54,
)
CERTIFICATES = Columns(
    wide=(
        _OWNER,
        Column("Standard", 112, _standard, "standard", 2),
        Column("Number", 136, _number, "number", 2),
        Column("Issued by", 120, _issuer, "issuer", 2),
        Column("Recognition", 138, _recognition, "recognition"),
        Column("Ends", 92, _ends, "ends", right=True),
        _VALIDITY,
    ),
    wide_from=920,
    narrow=(
        Column("Supplier", 190, _owner_and(_certificate_line), "supplier", 5),
        _STACK,
        Column("Ends", 104, _ends, "ends", right=True),
    ),
)
AUDITS = Columns(
    wide=(
        Column("Date", 92, _audit_date, "date"),
        _OWNER,
        Column("Kind", 104, lambda row, _day: _or_dash(_audit_kind(row)), "kind", 1),
        Column("Criteria", 104, _standard, "standard", 1),
        Column(
            "Conducted by", 120, lambda row, _day: _or_dash(row.conducted_by), "auditor", 2,
            above=1210,
        ),
        Column("Result", 100, _audit_result, "result"),
        Column("Recognition", 138, _recognition, "recognition"),
        Column("Open", 42, _open_findings, right=True),
        _VALIDITY,
    ),
    wide_from=1000,
    narrow=(
        Column(
            "Supplier", 180,
            _owner_and(lambda row: text.join(_audit_kind(row), row.standard)), "supplier", 5,
        ),
        _STACK,
        Column("Done", 112, _audit_date, "date", right=True),
    ),
)  # fmt: skip
FINDINGS = Columns(
    wide=(
        _OWNER,
        Column("Grading", 124, _grading, "grading"),
        Column("Clause", 76, lambda row, _day: _or_dash(row.clause), "clause"),
        Column("Statement", 200, lambda row, _day: Words(row.statement), "statement", 6),
        Column("Due", 104, lambda row, _day: Words(text.day(row.due_on), tabular=True), "due",
               right=True),
        Column("Standing", 150, _finding_state),
    ),
    narrow=(
        Column("Finding", 200, lambda row, _day: Words(row.statement, row.supplier, weight=500),
               "statement", 5),
        Column("Grading", 124, _grading, "grading"),
        Column("Standing", 150, _finding_state),
    ),
)  # fmt: skip
BUYERS = Columns(
    wide=(
        Column("Buyer", 200, lambda row, _day: Words(row.name, weight=500), "name", 5),
        Column("Number", 110, lambda row, _day: _or_dash(row.code, "text.secondary"), "code"),
        Column("Country", 90, lambda row, _day: _or_dash(row.country), "country"),
        Column("Contact", 140, lambda row, _day: _or_dash(row.contact), stretch=2),
        Column("Suppliers audited", 130, lambda row, _day: Words(str(row.suppliers), tabular=True),
               right=True),
        Column("Audits", 80, lambda row, _day: Words(str(row.audits), tabular=True), "audits",
               right=True),
    ),
    narrow=(
        Column("Buyer", 200, lambda row, _day: Words(row.name, text.join(row.code, row.country),
                                                     weight=500), "name", 5),
        Column("Audits", 80, lambda row, _day: Words(str(row.audits), tabular=True), "audits",
               right=True),
    ),
)  # fmt: skip

OF_KIND: dict[str, Columns] = {
    "suppliers": SUPPLIERS,
    "certificates": CERTIFICATES,
    "audits": AUDITS,
    "findings": FINDINGS,
    "buyers": BUYERS,
}
