"""Hints whatever is on record: they never raise, accuse or change anything."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.directory import Directory
from domain.facts import CertificateFacts, SupplierFacts
from domain.hints import Elsewhere, hints, number_key, supplier_hints
from domain.kinds import canonical
from domain.qualification import GENERAL_B2B, assess
from domain.vocabulary import HintKind
from tests.domain.invented import DAYS, DIRECTORY, directories, judged

DAY = date(2026, 11, 23)
SCAN = "9f2c" * 16
ELSEWHERE = Elsewhere(
    numbers={
        (number_key("VN24/00381"), canonical("ISO 9001")): ((1, "itself"), (2, "Kim Long Tape"))
    },
    scans={SCAN: ((1, "itself"), (3, "Hanoi Tape"))},
    documents={("certificate", 1): (SCAN,), ("audit", 1): ("none such",)},
)


@settings(max_examples=250)
@given(judged(), DAYS, st.just(DIRECTORY) | directories())
def test_anything_on_record_gives_sentences_and_no_trouble(
    supplier: SupplierFacts, day: date, directory: Directory
) -> None:
    found = supplier_hints(supplier, day, directory, ELSEWHERE)
    assert found == supplier_hints(supplier, day, directory, ELSEWHERE)
    assert len(set(found)) == len(found)
    records = {("certificate", c.id) for c in supplier.certificates}
    records |= {("audit", a.id) for a in supplier.audits}
    for hint in found:
        assert hint.record in records | set(ELSEWHERE.documents)
        assert hint.sentence.endswith(".")
        assert "itself" not in hint.others
        for accusing in ("fake", "forged", "fraud", "false"):
            assert accusing not in hint.sentence.casefold()
    for certificate in supplier.certificates:
        assert all(text.endswith(".") for text in hints(certificate, day))


@settings(max_examples=80)
@given(judged(), DAYS)
def test_asking_changes_no_verdict(supplier: SupplierFacts, day: date) -> None:
    before = assess(supplier, GENERAL_B2B, None, day, DIRECTORY)
    supplier_hints(supplier, day, DIRECTORY, ELSEWHERE)
    assert assess(supplier, GENERAL_B2B, None, day, DIRECTORY) == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("VN24/00381", "vn24/00381", True),
        ("VN 24-00381", "VN2400381", True),
        ("VN24–00381", "VN24-00381", True),
        ("ＶＮ２４００３８１", "VN2400381", True),
        ("VN24/00381", "VN2400381", False),
        ("00381", "381", False),
    ],
)
def test_numbers_are_compared_by_what_tells_them_apart(one: str, other: str, same: bool) -> None:
    assert (number_key(one) == number_key(other)) is same


@pytest.mark.parametrize("text", ["", "-", "n/a", "pending", "đang chờ"])
def test_what_has_no_digit_is_no_number(text: str) -> None:
    assert number_key(text) == ""


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert number_key(number_key(text)) == number_key(text)


def test_many_holders_of_a_number_are_counted_and_all_handed_over() -> None:
    certificate = CertificateFacts(
        id=7, supplier_id=1, standard="ISO 9001", number="VN24/00381", recorded_on=DAY
    )
    supplier = SupplierFacts(id=1, name="A", recorded_on=DAY, certificates=(certificate,))
    names = tuple((id_, f"Supplier {id_:02}") for id_ in range(1, 12))
    elsewhere = Elsewhere(numbers={(number_key("VN24/00381"), "iso 9001"): names})
    (hint,) = supplier_hints(supplier, DAY, DIRECTORY, elsewhere)
    assert hint.kind is HintKind.SAME_NUMBER
    assert "Supplier 02, Supplier 03 and 8 other suppliers" in hint.sentence
    assert hint.others == tuple(name for _, name in names[1:])
