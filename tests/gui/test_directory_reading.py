"""What the accreditation reference lists: origins, counts, words and order."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    Directory,
    Edition,
    Scope,
)
from domain.import_plan import Change, New
from domain.vocabulary import State
from gui import operations
from gui.dialogs.directory_changes import changed_words, saving_words
from gui.dialogs.directory_facts import changed_facts, facts_of
from gui.dialogs.directory_reading import (
    Count,
    EntryLine,
    Origin,
    Part,
    Reference,
    counted,
    key_of,
    read_reference,
    with_counts,
)
from gui.dialogs.directory_words import (
    accreditation_chip,
    body_status_chip,
    certificates_words,
    checked_words,
    edition_chip,
    edition_state,
    origin_chip,
    paled,
    span_words,
)
from storage.directory_effects import Levels, Naming
from tests.gui.form_kit import reader

__all__ = ["reader"]  # a fixture
DAY = date(2026, 11, 23)
UKAS = ("accreditation_body", "UKAS")

Write = Callable[..., Any]


@pytest.fixture
def write(open_context, settle) -> Write:
    """Writes records of the register's own."""

    def make(record: str, **values: Any) -> None:
        change = Change(record, New(1), values)
        operations.save(open_context, changes=[change], label="Enter")
        settle()

    return make


def line(entry: Any, origin: Origin = Origin.SUPPLIED, count: Count = Count()) -> EntryLine:  # noqa: B008
    """A line of the reference."""
    return EntryLine(key=key_of(entry), entry=entry, origin=origin, count=count)


def find(reader: Any, key: tuple[str, ...]) -> EntryLine:
    """The line of a key as the register has it now."""
    reference = read_reference(reader, DAY)
    found = with_counts(reference, reader.namings(DAY)).find(key)
    assert found is not None
    return found


# --- where entries come from -----------------------------------------------------------------


def test_what_nobody_touched_is_supplied(open_context, reader):
    ukas = find(reader, UKAS)
    assert (ukas.origin, ukas.own_id, ukas.supplied) == (Origin.SUPPLIED, None, ukas.entry)


def test_an_own_entry_of_a_supplied_name_is_a_change(reader, write):
    write("accreditation_body", code="ukas", name="Ours", status=BodyStatus.NOT_SIGNATORY)
    ukas = find(reader, UKAS)
    assert ukas.origin is Origin.CHANGED
    assert ukas.own_id is not None
    assert isinstance(ukas.entry, AccreditationBody)
    assert ukas.entry.name == "Ours"
    assert ukas.supplied is not None
    assert ukas.supplied != ukas.entry


def test_an_own_entry_of_a_new_name_was_entered_here(reader, write):
    write("certification_body", name="Hanoi Cert")
    entered = find(reader, ("certification_body", "Hanoi Cert"))
    assert (entered.origin, entered.supplied) == (Origin.ENTERED, None)


def test_an_entry_that_is_not_used_is_listed_as_such_with_its_certificates(reader, write):
    before = find(reader, UKAS).count
    write("accreditation_body", code="UKAS", unused=True)
    ukas = find(reader, UKAS)
    assert (ukas.origin, ukas.count) == (Origin.UNUSED, before)
    assert ukas.own_id is not None
    assert before.all > 0


def test_what_hangs_on_a_body_that_is_not_used_is_not_used_either(reader, write):
    write("certification_body", name="SGS", unused=True)
    row = find(reader, ("cb_accreditation", "SGS", "UKAS", "ISO 9001"))
    assert (row.origin, row.own_id) == (Origin.UNUSED, None)


def test_an_accreditation_is_found_however_its_bodies_are_written(reader, write):
    write(
        "cb_accreditation",
        certification_body="SGS United Kingdom",
        accreditation_body="Komite Akreditasi Nasional",
        standard="iso 9001:2015",
    )
    found = find(reader, ("cb_accreditation", "SGS", "KAN", "ISO 9001"))
    assert found.origin is Origin.ENTERED
    assert found.own_id is not None


# --- counting --------------------------------------------------------------------------------


def test_certificates_are_counted_by_what_they_name():
    namings = (
        Naming("SGS Vietnam Ltd.", "UKAS", "ISO 9001", "2015", 3, 2),
        Naming("SGS", "UKAS / ANAB", "ISO 14001", None, 1, 1),
        Naming("Nobody", "", "ISO 9001", "2015", 4, 0),
    )
    found = counted(Directory.load(), namings)
    assert found["accreditation_body", "ukas"] == Count(4, 3)
    assert found["accreditation_body", "anab"] == Count(1, 1)
    assert found["certification_body", "sgs"] == Count(4, 3)
    assert found["cb_accreditation", "sgs", "ukas", "iso 9001"] == Count(3, 2)
    assert found["standard_edition", "iso 9001", "2015"] == Count(7, 2)


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (Count(), "No certificate in this register names it."),
        (Count(1, 1), "1 certificate names it, in force."),
        (Count(1, 0), "1 certificate names it, not in force."),
        (Count(12, 12), "12 certificates name it, all in force."),
        (Count(1200, 9), "1,200 certificates name it, 9 of them in force."),
    ],
)
def test_the_count_is_told_in_words(count, says):
    assert certificates_words(line(AccreditationBody(code="X"), count=count)) == says


def levels(*stands: tuple[int, int, int]) -> Levels:
    """How certificates stand: id, recognition, validity."""
    from array import array

    ids, recognition, validity = zip(*stands, strict=True)
    return Levels(array("q", ids), array("q", recognition), array("q", validity))


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (levels((1, 0, 0), (2, 0, 0)), "No certificate's recognition or validity changed"),
        (levels((1, 5, 0), (2, 0, 0)), "Recognition of 1 certificate changed"),
        (levels((1, 5, 0), (2, 5, 0)), "Recognition of 2 certificates changed"),
        (levels((1, 0, 7), (2, 0, 0)), "Validity of 1 certificate changed"),
        (levels((1, 5, 7), (2, 5, 0)), "Recognition of 2 certificates, validity of 1 changed"),
        (levels((3, 5, 7)), "No certificate's recognition or validity changed"),
    ],
)
def test_what_a_change_did_is_told(after, says):
    assert changed_words(levels((1, 0, 0), (2, 0, 0)), after) == says


def test_how_far_it_is_is_told():
    words = "Saving: recognition is worked out anew, supplier 1,500 of 20,000"
    assert saving_words(1500, 20_000) == words


# --- words and chips -------------------------------------------------------------------------


@pytest.mark.parametrize("status", list(BodyStatus))
def test_each_status_has_an_icon_and_words(status):
    chip = body_status_chip(status, in_list=True)
    assert chip.icon
    assert chip.words
    assert body_status_chip(status).dashed is (status is BodyStatus.UNKNOWN)


@pytest.mark.parametrize("origin", list(Origin))
def test_each_origin_has_an_icon_and_words(origin):
    chip = origin_chip(origin)
    assert chip.icon
    assert chip.words


@pytest.mark.parametrize(
    ("values", "words", "dashed"),
    [
        ({"status": "active"}, "Active", False),
        ({"status": "suspended"}, "Suspended", False),
        ({"status": "withdrawn"}, "Withdrawn", False),
        ({"status": "unknown"}, "Status not known", True),
        ({"ends_on": date(2026, 11, 22)}, "Ended 22 Nov 2026", False),
        ({"ends_on": date(2026, 11, 23)}, "Active", False),
        ({"status": "withdrawn", "ends_on": date(2026, 11, 23)}, "Active", False),
        ({"starts_on": date(2026, 11, 24)}, "From 24 Nov 2026", False),
    ],
)
def test_an_accreditation_says_how_it_stands(values, words, dashed):
    row = CbAccreditation(
        certification_body="A", accreditation_body="B", standard="ISO 9001", **values
    )
    chip = accreditation_chip(row, DAY)
    assert (chip.words, chip.dashed) == (words, dashed)


@pytest.mark.parametrize(
    ("end", "provisional", "words", "state"),
    [
        (date(2029, 9, 30), True, "30 Sep 2029, provisional", State.UNDATED),
        (date(2029, 9, 30), False, "30 Sep 2029", State.VALID),
        (date(2027, 2, 21), False, "21 Feb 2027", State.SOON),
        (date(2026, 12, 1), False, "1 Dec 2026", State.URGENT),
        (date(2026, 11, 23), False, "23 Nov 2026", State.URGENT),
        (date(2026, 11, 22), False, "Ended 22 Nov 2026", State.EXPIRED),
        (None, False, "Current, no end announced", State.UNDATED),
        (None, True, "Not known, provisional", State.UNDATED),
    ],
)
def test_an_edition_says_when_it_ends_and_whether_that_is_sure(end, provisional, words, state):
    edition = Edition(standard="S", edition="1", invalid_after=end, provisional=provisional)
    chip = edition_chip(edition, DAY)
    assert (chip.words, edition_state(edition, DAY)) == (words, state)
    assert chip.dashed is (state is State.UNDATED and provisional)


def test_an_edition_without_an_announced_end_is_told_quietly_and_never_green():
    followed = Edition(standard="S", edition="1", successor="2")
    assert edition_chip(followed, DAY).words == "No end announced"
    chip = edition_chip(Edition(standard="S", edition="2"), DAY)
    assert (chip.icon, chip.fill, chip.mark) == ("circle-q", "", "validity.undated.mark")


def test_the_state_of_what_is_not_used_is_pale():
    body = AccreditationBody(code="X", status=BodyStatus.SIGNATORY)
    chip = body_status_chip(body.status, in_list=True)
    assert paled(chip, line(body)) == chip
    pale = paled(chip, line(body, Origin.UNUSED))
    assert (pale.ink, pale.mark, pale.words) == ("text.tertiary", "text.tertiary", chip.words)


def test_what_is_not_known_is_said_to_be_not_known():
    body = AccreditationBody(code="X", scopes=(Scope(scope="products"),))
    facts = dict(facts_of(body))
    assert facts["Source"] == "Not recorded"
    assert facts["Checked on"] == "Not checked"
    assert facts["Other names"] == "Not recorded"
    assert span_words(None, date(2026, 1, 2)) == "start not known, until 2 Jan 2026"
    assert checked_words(AccreditationBody(code="X", confidence="verified")).startswith("Verified")


def test_what_was_supplied_otherwise_is_told():
    supplied = AccreditationBody(code="X", name="Old", status=BodyStatus.UNKNOWN, source="page")
    own = AccreditationBody(
        code="X", name="New", status=BodyStatus.SIGNATORY, source="page", own=True
    )
    told = EntryLine(key=key_of(own), entry=own, origin=Origin.CHANGED, supplied=supplied)
    assert changed_facts(told) == [("Name", "Old"), ("Status", "Status not checked")]


def test_a_reference_finds_what_is_used_before_what_is_not():
    used, unused = (
        line(AccreditationBody(code="X", own=True), Origin.ENTERED),
        line(AccreditationBody(code="X"), Origin.UNUSED),
    )
    lines = dict.fromkeys(Part, ()) | {Part.ACCREDITATION_BODIES: (unused, used)}
    reference = Reference(day=DAY, directory=Directory(), lines=lines)
    assert reference.find(("accreditation_body", "x")) is used
    assert reference.find(("certification_body", "x")) is None
