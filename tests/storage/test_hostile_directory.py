"""Directory entries that nobody could have entered, and more than anybody would."""

import pytest

from domain.errors import RegisterError
from domain.import_plan import Change, New, Removal
from storage.register import Register
from tests.storage.contents import alter, certificate, content, supplier

BODY = Change("certification_body", New(1), {"name": "Lahnberg Cert"})


@pytest.fixture
def small(new_register: Register) -> Register:
    """A register with one certificate."""
    new_register.apply([supplier("Alpha"), certificate(New(1))], label="Add")
    return new_register


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
            " INSERT INTO certification_body"
            " SELECT i, 'B' || i, '', '', '', '', NULL, 0, '2026-11-23' FROM n",
            "more than 5,000 entries",
        ),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
            " INSERT INTO accreditation_scope SELECT i, 1, 'products', NULL, NULL, '2026-11-23'"
            " FROM n",
            "more than 5,000 entries",
        ),
        (
            "INSERT INTO certification_body VALUES"
            " (1, 'B', hex(zeroblob(2000000)), '', '', '', NULL, 0, '2026-11-23')",
            "too long for one",
        ),
        (
            "INSERT INTO certification_body VALUES"
            " (1, x'00ff', '', '', '', '', NULL, 0, '2026-11-23')",
            "cannot be read",
        ),
        (
            "INSERT INTO certification_body VALUES (1, 'B', '', '', '', '', 7, 0, '2026-11-23')",
            "cannot be read",
        ),
        (
            "INSERT INTO certification_body VALUES (1, 'B', '', '', '', '', NULL, 5, '2026-11-23')",
            "neither 1 nor 0",
        ),
        (
            "INSERT INTO accreditation_body VALUES"
            " (1, 'A', '', '', '', 'emperor', '', '', NULL, 0, '2026-11-23')",
            "cannot be read",
        ),
        (
            "INSERT INTO cb_accreditation VALUES"
            " (1, 'A', 'B', 'C', 'soon', NULL, 'active', '', NULL, 0, '2026-11-23')",
            "cannot be read",
        ),
        (
            "INSERT INTO cb_accreditation VALUES"
            " (1, 'A', 'B', 'C', NULL, NULL, 'lost', '', NULL, 0, '2026-11-23')",
            "cannot be read",
        ),
        (
            "INSERT INTO standard_edition VALUES"
            " (1, 'ISO 9001', '2015', '', 'never', 0, '', NULL, 0, '2026-11-23')",
            "cannot be read",
        ),
    ],
)
def test_what_could_be_no_directory_is_refused_in_words(small, reopen, statement, words):
    with small.reader() as reader:
        assert reader.directory
        alter(small.path, f"PRAGMA foreign_keys = OFF; {statement}")
        with pytest.raises(RegisterError, match=words):
            _ = reader.directory
    before = content(small.path)
    with pytest.raises(RegisterError, match=words):
        small.apply([BODY], label="Enter")
    assert content(small.path) == before
    small.close()
    with pytest.raises(RegisterError, match=words):
        reopen(small.path)
    assert not small.path.with_name(f"{small.path.name}.lock").exists()


def test_no_more_entries_are_taken_than_can_be_read(small, monkeypatch):
    from storage import own_directory

    monkeypatch.setattr(own_directory, "MOST_ENTRIES", 2)
    second = Change("certification_body", New(2), {"name": "Another"})
    small.apply([BODY, second], label="Enter")
    before = content(small.path)
    with pytest.raises(RegisterError, match="holds more than"):
        small.apply([Change("certification_body", New(1), {"name": "One more"})], label="Enter")
    assert content(small.path) == before
    small.apply([Removal("certification_body", 1, {})], label="Remove")
