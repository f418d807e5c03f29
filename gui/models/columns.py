"""The columns of every list, as data: title, width, what a row's cell says, how it sorts.

`wide` columns are shown when the list has the room for them, `narrow` ones beside an open
detail: validity over recognition in one column, two lines a row.
"""

from dataclasses import replace
from datetime import date

from gui import text
from gui.countries import country_name
from gui.models.cell_words import (
    OWNER,
    STACK,
    VALIDITY,
    expiry,
    or_dash,
    owner_and,
    recognition,
    standard,
    validity_long,
)
from gui.models.cells import Cell, Stack, Words
from gui.models.column import Column, Columns
from gui.models.columns_audits import AUDITS, FINDINGS
from gui.models.columns_due import EVALUATIONS, HINTS, PROGRAMME
from gui.widgets.chips import verdict_chip
from storage.listings import CertificateRow, SupplierRow


def _supplier_name(row: SupplierRow, _day: date) -> Cell:
    first, second = (row.local_name, row.name) if row.local_name else (row.name, "")
    return Words(
        first, text.join(second, country_name(row.country) if row.country else row.code), weight=500
    )


def _verdict(row: SupplierRow, _day: date) -> Cell:
    return verdict_chip(row.verdict)


def _compared(row: SupplierRow, _day: date) -> Cell:
    if row.compared is None:
        return or_dash("")
    if row.compared is row.verdict:
        return Words("The same", role="text.tertiary")
    return verdict_chip(row.compared)


def _verdicts(row: SupplierRow, _day: date) -> Cell:
    if row.compared is None or row.compared is row.verdict:
        return verdict_chip(row.verdict)
    today = verdict_chip(row.compared)
    below = replace(today, words=f"{today.words} today", ink="text.secondary", weight=400, size=12)
    return Stack(verdict_chip(row.verdict), below)


def _ends(row: CertificateRow, _day: date) -> Cell:
    return Words(text.day(expiry(row)), tabular=True)


def _issuer(row: CertificateRow, _day: date) -> Cell:
    return or_dash(row.certification_body or ", ".join(row.buyers), tail=row.accreditation_body)


def _number(row: CertificateRow, _day: date) -> Cell:
    # Numbers of one issuer begin alike and differ at their end.
    return or_dash(row.number, "text.secondary", cut_middle=True)


def _certificate_line(row: CertificateRow) -> str:
    edition = f"{row.standard}:{row.edition}" if row.edition else row.standard
    return text.join(edition, row.number)


_SUPPLIER = Column("Supplier", 190, _supplier_name, "supplier", 5)

SUPPLIERS = Columns(
    wide=(
        _SUPPLIER,
        Column("Standard", 110, lambda row, day: or_dash(row.standard), "standard", 1, above=860),
        Column("Validity", 158, validity_long, "validity"),
        Column("Recognition", 156, recognition, "recognition"),
        Column("Verdict", 136, _verdict, "verdict"),
    ),
    narrow=(_SUPPLIER, STACK, Column("Verdict", 120, _verdict, "verdict")),
    wide_row=54,
)
# On another day than today, once today's verdicts are there as well.
SUPPLIERS_COMPARED = Columns(
    wide=(*SUPPLIERS.wide, Column("Today", 128, _compared)),
    narrow=(_SUPPLIER, STACK, Column("Verdict", 140, _verdicts, "verdict")),
    wide_row=54,
)
CERTIFICATES = Columns(
    wide=(
        OWNER,
        Column("Standard", 112, standard, "standard", 2),
        Column("Number", 136, _number, "number", 2),
        Column("Issued by", 120, _issuer, "issuer", 2),
        Column("Recognition", 138, recognition, "recognition"),
        Column("Ends", 92, _ends, "ends", right=True),
        VALIDITY,
    ),
    wide_from=920,
    narrow=(
        Column("Supplier", 190, owner_and(_certificate_line), "supplier", 5),
        STACK,
        Column("Ends", 104, _ends, "ends", right=True),
    ),
)
BUYERS = Columns(
    wide=(
        Column("Buyer", 200, lambda row, _day: Words(row.name, weight=500), "name", 5),
        Column("Number", 110, lambda row, _day: or_dash(row.code, "text.secondary"), "code"),
        Column("Country", 90, lambda row, _day: or_dash(row.country), "country"),
        Column("Contact", 140, lambda row, _day: or_dash(row.contact), stretch=2),
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
    "evaluations": EVALUATIONS,
    "buyers": BUYERS,
    "programme": PROGRAMME,
    "hints": HINTS,
}
