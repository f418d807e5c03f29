"""Lists as they are exported: the same names whether or not there are rows, words in the cells."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from json import dumps

import pytest

from domain.matrix import columns_of
from domain.qualification import GENERAL_B2B, Profile, ProfileException, supplied_profiles
from domain.vocabulary import OUTCOME_WORDS, Criticality
from storage.listing_rows import MATRIX, NOT_ASKED, export_rows, header_of
from storage.listings import Listing, ListKind
from storage.queries import Reader
from storage.register import Register
from storage.sample import create_sample

DAY = date(2026, 11, 23)
EXPORTED = (*(kind for kind in ListKind if kind is not ListKind.BUYERS), MATRIX)
BY_CRITICALITY = replace(
    GENERAL_B2B,
    exceptions=(
        ProfileException(profile=supplied_profiles()[3], criticality=Criticality.HIGH),
        ProfileException(profile=supplied_profiles()[4], criticality=Criticality.LOW),
    ),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the sample register."""
    path = tmp_path_factory.mktemp("sample") / "sample.attesta"
    create_sample(path, author="Mai", now=lambda: datetime(2026, 11, 23, 9)).close()  # noqa: DTZ001
    with Reader(path) as reader:
        yield reader


def _rows(reader: Reader, kind: str, profile: Profile = GENERAL_B2B) -> list[dict[str, object]]:
    return list(export_rows(reader, kind, DAY, None, profile, reader.directory))


@pytest.mark.parametrize("kind", EXPORTED)
def test_rows_come_under_the_names_of_their_header(sample: Reader, kind: str) -> None:
    rows = _rows(sample, kind, BY_CRITICALITY)
    assert rows
    for row in rows:
        assert tuple(row) == header_of(kind, BY_CRITICALITY)
        assert row["supplier"]
        dumps(row, default=date.isoformat)


@pytest.mark.parametrize("kind", EXPORTED)
def test_an_empty_list_has_a_header_and_no_rows(new_register: Register, kind: str) -> None:
    assert header_of(kind, GENERAL_B2B)[:3] == ("supplier", "supplier_code", "country")
    with new_register.reader() as reader:
        assert _rows(reader, kind) == []


def test_the_matrix_is_exported_a_column_a_demand_and_a_word_a_cell(sample: Reader) -> None:
    header = header_of(MATRIX, BY_CRITICALITY)
    columns = columns_of(BY_CRITICALITY)
    assert header[5:] == tuple(column.title for column in columns)
    assert len(set(header)) == len(header)
    listing = Listing(kind="suppliers", day=DAY, profile=BY_CRITICALITY, sort="supplier")
    shown = sample.matrix(listing, sample.ordered_ids(listing))
    seen = set()
    for row, supplier in zip(_rows(sample, MATRIX, BY_CRITICALITY), shown, strict=True):
        assert (row["supplier"], row["verdict"]) == (supplier.name, supplier.verdict.value)
        assert row["profile"] == supplier.profile
        for cell in supplier.cells:
            text = str(row[cell.column.title])
            seen.add(cell.outcome)
            if cell.outcome is None:
                assert text == NOT_ASKED
                continue
            word, reason = text.split(": ", 1)
            assert word == OUTCOME_WORDS[cell.outcome]
            assert reason
    assert len(seen) >= 4


def test_what_falls_due_is_exported_soonest_first(sample: Reader) -> None:
    days = [row["due_on"] for row in _rows(sample, "programme")]
    assert days == sorted(days, key=str)
    assert len(days) == sample.count(Listing(kind="programme", day=DAY, profile=GENERAL_B2B))


def test_columns_of_one_title_are_told_apart() -> None:
    twice = replace(GENERAL_B2B, marks=("ISO 9001",))
    assert len(header_of(MATRIX, twice)) == 5 + len(columns_of(twice))
