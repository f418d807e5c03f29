"""Window, command line and PDF show the same values for the sample register.

The window's rows come from the intervals kept in the file, read in SQL; the command line's
from the rules, record by record; the PDF's from a snapshot. They must not differ in anything.
"""

import json
from datetime import UTC, date, datetime

import pytest

import main
from domain.vocabulary import VERDICT_WORDS
from domain.wording import level_words, validity_phrase
from reports import approved_list, supplier
from storage.listings import Listing
from storage.register import Register
from storage.sample import create_sample
from storage.snapshots import register_snapshot, supplier_snapshot
from tests.reports.reading import letters, text_of

MADE_ON = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAYS = [date(2026, 11, 23), date(2026, 12, 1), date(2027, 6, 30), date(2025, 6, 1)]
BUYERS = [None, "Halden Grid AS", "Straits Power Supply Pte. Ltd."]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.attesta"
    create_sample(path, author="Mai Tran", now=lambda: MADE_ON).close()
    return path


@pytest.fixture
def reader(sample):
    with Register.open(sample, author="x", now=lambda: MADE_ON, read_only=True) as register:
        yield register.reader()


def _printed(capsys, *arguments):
    assert main.main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _window(reader, kind, day, buyer):
    ref = reader.find_buyer(buyer) if buyer else None
    listing = Listing(kind=kind, day=day, buyer=ref, profile=reader.usual_profile(ref))
    return reader.rows(listing, reader.ordered_ids(listing))


def _options(sample, day, buyer):
    named = ("--buyer", buyer) if buyer else ()
    return ("--register", str(sample), "--as-of", day.isoformat(), *named)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("buyer", BUYERS)
@pytest.mark.parametrize("day", DAYS)
def test_suppliers(capsys, sample, reader, day, buyer):
    printed = _printed(capsys, "list", "suppliers", *_options(sample, day, buyer))
    shown = [
        (
            row.name,
            row.verdict.value,
            row.recognition.value if row.recognition else "none",
            row.state.value if row.state else None,
            _plain(row.effective_expiry),
        )
        for row in _window(reader, "suppliers", day, buyer)
    ]
    keys = ("supplier", "verdict", "recognition", "state", "effective_expiry")
    assert sorted(shown, key=str) == sorted(
        (tuple(row[key] for key in keys) for row in printed), key=str
    )
    assessed = _printed(capsys, "assess", *_options(sample, day, buyer))
    assert {row["supplier"]: row["verdict"] for row in assessed} == {
        row["supplier"]: row["verdict"] for row in printed
    }


@pytest.mark.parametrize("buyer", BUYERS)
@pytest.mark.parametrize("day", DAYS)
def test_certificates(capsys, sample, reader, day, buyer):
    printed = _printed(capsys, "list", "certificates", *_options(sample, day, buyer))
    shown = [
        (
            row.supplier,
            row.number,
            row.state.value if row.state else None,
            row.recognition.value if row.recognition else None,
            row.cause.value if row.cause else None,
            _plain(row.effective_expiry),
            row.superseded,
        )
        for row in _window(reader, "certificates", day, buyer)
    ]
    keys = ("supplier", "number", "state", "recognition", "cause", "effective_expiry", "superseded")
    assert sorted(shown, key=str) == sorted(
        (tuple(row[key] for key in keys) for row in printed), key=str
    )


@pytest.mark.parametrize("buyer", BUYERS[:2])
def test_supplier_reports(capsys, sample, reader, buyer):
    day = DAYS[0]
    printed = _printed(capsys, "list", "suppliers", *_options(sample, day, buyer))
    verdicts = {row["supplier"]: row["verdict"] for row in printed}
    ref = reader.find_buyer(buyer) if buyer else None
    for facts in reader.suppliers():
        snapshot = supplier_snapshot(
            reader, facts.id, ref, reader.usual_profile(ref), day, reader.directory
        )
        text = letters(text_of(supplier.build(snapshot)))
        assert snapshot.assessment.verdict.value == verdicts[facts.name]
        assert letters(VERDICT_WORDS[snapshot.assessment.verdict]) in text
        for standing in snapshot.standings:
            if standing.type == "certificate" and not standing.superseded:
                number = next(c.number for c in facts.certificates if c.id == standing.id)
                assert letters(number) in text
                if buyer is None or standing.recognition.buyers in ((), (buyer,)):
                    assert letters(validity_phrase(standing.validity)) in text
                    assert letters(level_words(standing.recognition)) in text


def test_the_approved_supplier_list(capsys, sample, reader):
    buyer = reader.find_buyer("Halden Grid AS")
    printed = _printed(capsys, "list", "suppliers", *_options(sample, DAYS[0], buyer.name))
    snapshot = register_snapshot(
        reader, buyer, reader.usual_profile(buyer), DAYS[0], reader.directory
    )
    assert {line.supplier.name: line.assessment.verdict.value for line in snapshot.lines} == {
        row["supplier"]: row["verdict"] for row in printed
    }
    text = letters(text_of(approved_list.build(snapshot)))
    for row in printed:
        assert letters(row["supplier"]) in text
