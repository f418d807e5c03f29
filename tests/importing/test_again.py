"""Whatever a list says, importing it a second time changes nothing."""

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.importing.planning import Desk

HEAD = (
    "Supplier", "Supplier code", "Country", "Site", "Standard", "Certificate No.", "Issue date",
    "Expiry date", "Scope", "Certification body", "Accreditation", "Party", "Commissioned by",
    "Audit date", "Auditor", "Result", "Status",
)  # fmt: skip
DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31)).map(date.isoformat) | st.just("")
CELLS = (
    st.sampled_from(("ACME Ltd", "acme limited", "Beta AG", "Nam Việt", "")),
    st.sampled_from(("", "", "S-1", "S-2")),
    st.sampled_from(("", "Vietnam", "Korea", "TH")),
    st.sampled_from(("", "", "Hanoi", "Hanoi; Hue")),
    st.sampled_from(
        ("", "ISO 9001", "ISO 9001:2015", "ISO 9001, ISO 14001", "UL 510", "Own rules")
    ),
    st.sampled_from(("", "Q-1", "q-1", "Q-2", "A; B")),
    st.sampled_from(("", "2023-02-01", "2026-02-01", "2024-02-31")),
    st.sampled_from(("", "2026-01-31", "2029-01-31", "n/a")),
    st.sampled_from(("", "Tape", "Cable\nand wire", "R&amp;D  x")),
    st.sampled_from(("", "SGS", "BSI (UKAS)", "Self-assessment")),
    st.sampled_from(("", "UKAS", "none", "yes")),
    st.sampled_from(("", "third", "2nd party (Bosch)", "first", "who knows")),
    st.sampled_from(("", "", "Bosch", "Siemens; Bosch")),
    st.sampled_from(("", "", "2025-03-01", "2027-03-01")),
    st.sampled_from(("", "", "SGS", "Jane")),
    st.sampled_from(("", "", "passed", "failed", "planned", "87 %")),
    st.sampled_from(("", "valid", "suspended", "withdrawn", "green")),
)
# Rows that make the columns plain, whatever else the list holds.
PLAIN = (
    "Other Ltd", "S-9", "DE", "Werk 1", "ISO 9001", "Z-9", "2024-05-31", "2027-05-30", "Wire",
    "TÜV SÜD", "DAkkS", "third", "", "2024-05-13", "Ann", "passed", "valid",
)  # fmt: skip

# Shrinking would plan thousands of files; the lists are small enough to read as found.
AS_FOUND = settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


def text_of(rows) -> str:
    out = io.StringIO()
    csv.writer(out).writerows((HEAD, PLAIN, *rows))
    return out.getvalue()


@AS_FOUND
@given(st.lists(st.tuples(*CELLS), max_size=9))
def test_a_second_import_is_all_unchanged(rows):
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        first = desk.plan(text_of(rows))
        tally = first.files[0].sheets[0].certificates
        desk.apply(first)
        again = desk.plan(text_of(rows))
        assume(not again.blocking)
        sheet = again.files[0].sheets[0]
        assert again.changes == ()
        assert (sheet.certificates.added, sheet.certificates.changed) == (0, 0)
        assert sheet.certificates.unchanged == tally.added + tally.changed + tally.unchanged
        assert sheet.certificates.absent == 0
        assert (sheet.audits.added, sheet.audits.changed) == (0, 0)
        assert sheet.suppliers_added == 0


@AS_FOUND
@given(st.lists(st.tuples(*CELLS), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_either(rows, random):
    # A number beside two names is a contradiction: the row that comes first then counts.
    assume(not _has_a_number_beside_two_names(rows))
    shuffled = list(rows)
    random.shuffle(shuffled)
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.apply(desk.plan(text_of(rows)))
        again = desk.plan(text_of(shuffled))
        assume(not again.blocking)
        sheet = again.files[0].sheets[0]
        assert sheet.certificates.added == 0
        assert sheet.suppliers_added == 0


def _has_a_number_beside_two_names(rows) -> bool:
    names: dict[str, set[str]] = {}
    for row in rows:
        if row[1]:
            names.setdefault(row[1], set()).add(row[0])
    return any(len(found) > 1 for found in names.values())
