"""An entry of the register's own directory is there once, however it is written."""

import pytest

from domain.import_plan import Change, New
from storage.register import Register
from storage.validation import FieldErrors


def refused(register: Register, *changes: Change) -> list[str]:
    """The fields at which a step is refused."""
    with pytest.raises(FieldErrors) as caught:
        register.apply(changes, label="Try")
    return list(caught.value.errors)


def accreditation(ref: int, **values: object) -> Change:
    """An accreditation, to be added."""
    fields = {
        "certification_body": "Lahnberg Cert",
        "accreditation_body": "DAkkS",
        "standard": "ISO 9001",
    }
    return Change("cb_accreditation", New(ref), fields | values)


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (
            Change("accreditation_body", New(1), {"code": "XAB"}),
            Change("accreditation_body", New(2), {"code": "xab", "unused": True}),
            "code",
        ),
        (
            Change("certification_body", New(1), {"name": "Lahnberg Cert"}),
            Change("certification_body", New(2), {"name": "LAHNBERG CERT"}),
            "name",
        ),
        (
            Change("standard_edition", New(1), {"standard": "ISO 9001", "edition": "2026"}),
            Change("standard_edition", New(2), {"standard": "EN ISO 9001", "edition": "2026"}),
            "edition",
        ),
        (accreditation(1), accreditation(2, standard="DIN EN ISO 9001:2015"), "standard"),
        (
            accreditation(1, ends_on="2024-05-01"),
            accreditation(2, starts_on="2024-05-01"),
            "standard",
        ),
    ],
)
def test_a_directory_entry_is_there_once(new_register, first, second, field):
    assert refused(new_register, first, second) == [field]
    new_register.apply([first], label="Enter")
    assert refused(new_register, second) == [field]
    new_register.apply([Change(first.record, 1, {"source": "Public register"})], label="Edit")


def test_an_accreditation_may_lapse_and_come_back(new_register):
    new_register.apply(
        [accreditation(1, ends_on="2024-04-30"), accreditation(2, starts_on="2024-05-01")],
        label="Enter",
    )
