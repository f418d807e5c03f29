"""What a row's texts amount to: certificates, audits, or only a supplier.

- A certificate number or an issue, start or expiry date makes a certificate or, with a first or
  second party, a certificate-like record.
- Without these, an audit date, a result or an auditor makes an audit.
- Without these too, a standard, a certification body or an accreditation makes a certificate
  that is listed as incomplete. Anything less is a line of a supplier list.
- A certificate row with an audit date is an audit besides. Its auditor and result without a
  date go into the certificate's notes.
- A first- or second-party row whose result is failed or pending is an audit only: listed as a
  certificate it would count as passed.
- Several standards in one cell make one record each.
"""

import re
from datetime import date
from typing import Any

from domain.directory import Directory
from domain.legal_forms import split_legal_form
from domain.matching import tidy
from domain.standards import StandardName, read_standards, standard_of_number
from domain.vocabulary import Accreditation, AuditKind, AuditResult, Kind, Party
from importing.bodies import Bodies, read_bodies
from importing.date_text import status_day
from importing.drafts import EvidenceDraft
from importing.headers import PLANNED, PRODUCT, names_organisation
from importing.limits import limited
from importing.rows import RowTexts, TableContext, names_in
from importing.values import (
    ResultRead,
    is_known_body,
    read_audit_kind,
    read_kind,
    read_number,
    read_party,
    read_result,
    read_status,
)
from importing.words import header_key

_CERTIFICATE = frozenset({"number", "issued_on", "valid_from", "expires_on"})
_AUDIT_DAYS = frozenset({"audit_date", PLANNED})
_AUDIT = _AUDIT_DAYS | {"result", "auditor"}
_INCOMPLETE = frozenset({"standard", "certification_body", "accreditation_body"})
_NO_CERTIFICATE = (Kind.DECLARATION, Kind.TEST_REPORT)  # told by the name of the "standard"
_NOT_PASSED = (AuditResult.FAILED, AuditResult.PENDING)
_NEXT = re.compile(
    "next|nachst|prochain|proxim|prossim|volgend|nastepn|lan danh gia toi|ถัดไป|berikut"
    "|下次|次回|차기"
)


def read_evidence(
    context: TableContext, row: RowTexts
) -> tuple[list[EvidenceDraft], list[EvidenceDraft]]:
    """The certificates and audits of a row."""
    found = row.filled
    result = _result(row)
    bodies = read_bodies(row, context.directory)
    numbered = {"number"} if context.columns.number_is_reference else set()
    certificate = bool(found & _CERTIFICATE - numbered)
    audit = bool(found & _AUDIT_DAYS) or (not certificate and bool(found & _AUDIT))
    if not certificate and not audit:
        certificate = bool(found & _INCOMPLETE)
    if bodies.party in (Party.FIRST, Party.SECOND) and result.result in _NOT_PASSED:
        certificate, audit = False, certificate or audit
    standards = _standards(row)
    numbers = _numbers(row, len(standards))
    certificates, audits = [], []
    for standard, number in zip(standards, numbers, strict=True):
        if certificate:
            certificates.append(_certificate(context, row, bodies, standard, number, audit))
        if audit:
            audits.append(_audit(context, row, bodies, standard, number, result, certificate))
    return certificates, audits


# --- what both share ---------------------------------------------------------------------------


def _standards(row: RowTexts) -> list[StandardName]:
    names = list(read_standards(row.text("standard")))
    if not names and (number := row.text("number")):
        known = standard_of_number(number)
        names = [known] if known else []
    edition = _edition(row)
    if not names:
        return [StandardName("", edition, None)]
    if edition and len(names) == 1:
        stated = names[0].edition
        if stated and stated != edition:
            row.report("edition", f"The standard's name says {stated}, the edition {edition}.")
        return [StandardName(names[0].standard, stated or edition, names[0].kind)]
    return names


def _edition(row: RowTexts) -> str | None:
    text = row.text("edition")
    if not text:
        return None
    named = next((n.edition for n in read_standards(text) if n.kind and n.edition), None)
    return (named or text)[:20]


def _numbers(row: RowTexts, wanted: int) -> list[str]:
    """The certificate numbers, one for each standard where the cell lists as many."""
    number = read_number(row.cells["number"]) if "number" in row.filled else None
    text = row.text("number")
    if number and number.problem:
        row.report("number", number.problem, doubtful=True)
    for mark in ("\n", ";", "/", ","):
        parts = [part.strip() for part in text.split(mark)]
        if wanted > 1 and len(parts) == wanted and all(parts):
            return parts
    return [text] * wanted


def _result(row: RowTexts) -> ResultRead:
    text = row.text("result")
    read = read_result(text)
    if text and read.result is None and not read.planned:
        row.report("result", f"“{text}” is no result we know; left empty.")
    return read


# --- certificates ------------------------------------------------------------------------------


def _certificate(
    context: TableContext, row: RowTexts, bodies: Bodies, standard: StandardName,
    number: str, audited: bool,
) -> EvidenceDraft:  # fmt: skip
    kind, told = _kind(context, row, standard)
    values: dict[str, Any] = {
        "kind": kind,
        "standard": standard.standard,
        "edition": standard.edition,
        "number": number,
        "holder": row.text("holder"),
        "party": bodies.party,
        "certification_body": bodies.certification_body,
        "accreditation_body": bodies.accreditation_body,
        "scope": row.text("scope"),
        "product": "" if kind is Kind.MANAGEMENT_SYSTEM else _product(context, row),
        "file_number": number if "file" in header_key(row.headers.get("number", "")) else "",
        "issued_on": row.days.get("issued_on"),
        "valid_from": row.days.get("valid_from"),
        "expires_on": row.days.get("expires_on"),
        "status_as_printed": row.text("status"),
        "notes": row.text("notes") if audited else _notes(row),
    }
    kept = _kept("certificate", values, row)
    if bodies.accreditation is not Accreditation.NOT_RECORDED:
        kept["accreditation"] = bodies.accreditation
    soft = {"product", "file_number"} | (set() if told else {"kind"})
    return EvidenceDraft(
        record="certificate",
        row=row.number,
        values=kept,
        soft=frozenset(soft),
        sites=tuple(names_in(row.text("site"))),
        buyers=bodies.buyers,
        status=read_status(row.text("status")) or "",
        status_on=status_day(row.text("status")),
    )


def _product(context: TableContext, row: RowTexts) -> str:
    return row.text("scope") if context.columns.product_as_scope else row.text(PRODUCT)


def _kind(context: TableContext, row: RowTexts, standard: StandardName) -> tuple[Kind | None, bool]:
    """The kind of evidence, and whether the row tells it in so many words."""
    text = row.text("kind")
    told = read_kind(text)
    if told is not None:
        return told, True
    if text and read_audit_kind(text) is None and read_party(text).party is None:
        row.report("kind", f"“{text}” is no kind of evidence we know; left out.")
    if not standard.standard and _product(context, row):
        return Kind.PRODUCT, False
    named = read_kind(standard.standard) if standard.kind is None else None
    return (named if named in _NO_CERTIFICATE else standard.kind), False


def _notes(row: RowTexts) -> str:
    said = [row.text("notes")]
    for name, label in (("auditor", "Auditor"), ("result", "Result")):
        if row.text(name):
            said.append(f"{label}: {row.text(name)}")
    return "\n".join(filter(None, said))


# --- audits ------------------------------------------------------------------------------------


def _audit(
    context: TableContext, row: RowTexts, bodies: Bodies, standard: StandardName,
    number: str, result: ResultRead, certified: bool,
) -> EvidenceDraft:  # fmt: skip
    day = row.days.get("audit_date") or (None if certified else row.days.get("issued_on"))
    planned = result.planned or (day is not None and day > context.today)
    following = _following(row, day)
    ahead = row.days.get(PLANNED) if following is None else None
    conducted_by, lead = _auditors(row, bodies, context.directory)
    kind = read_audit_kind(row.text("kind")) or read_audit_kind(row.text("party"))
    values: dict[str, Any] = {
        "reference": "" if certified else number[:100],
        "party": _audit_party(bodies, kind, conducted_by, context.directory),
        "kind": kind,
        "standard": standard.standard,
        "edition": standard.edition,
        "planned_on": ahead or (day if planned else None),
        "done_on": None if planned else day,
        "site": "; ".join(names_in(row.text("site"))),
        "conducted_by": conducted_by,
        "lead_auditor": lead,
        "result": result.result,
        "next_due_on": following or (None if certified else row.days.get("expires_on")),
        "notes": "" if certified else row.text("notes"),
    }
    return EvidenceDraft(
        record="audit",
        row=row.number,
        values=_kept("audit", values, row),
        soft=frozenset({"party"}) if bodies.party is None else frozenset(),
        buyers=bodies.buyers,
    )


def _following(row: RowTexts, done: date | None) -> date | None:
    """The day under "Next audit" of an audit that was done before: there it ends."""
    day = row.days.get(PLANNED)
    next_one = done and day and day > done and _NEXT.search(header_key(row.headers[PLANNED]))
    return day if next_one else None


def _auditors(row: RowTexts, bodies: Bodies, directory: Directory) -> tuple[str, str]:
    """(organisation, person): a company, a known body or the buyer conducted it, a person led."""
    auditor = row.text("auditor")
    if bodies.certification_body or not auditor:
        return bodies.certification_body, auditor
    organisation = (
        names_organisation(row.headers.get("auditor", ""))
        or auditor in bodies.buyers
        or is_known_body(auditor, directory)
        or bool(split_legal_form(tidy(auditor))[1])
    )
    return (auditor, "") if organisation else ("", auditor)


def _audit_party(
    bodies: Bodies, kind: AuditKind | None, conducted_by: str, directory: Directory
) -> Party | None:
    """As stated; else a customer who commissioned it, then the kind, then a known body."""
    if bodies.party is not None:
        return bodies.party
    if bodies.buyers or kind is AuditKind.SUPPLIER:
        return Party.SECOND
    if kind is AuditKind.INTERNAL:
        return Party.FIRST
    return Party.THIRD if is_known_body(conducted_by, directory) else None


def _kept(record: str, values: dict[str, Any], row: RowTexts) -> dict[str, Any]:
    """Only what is filled in, no longer than the record allows."""
    return {
        name: limited(record, name, value, row) if isinstance(value, str) else value
        for name, value in values.items()
        if value not in (None, "")
    }
