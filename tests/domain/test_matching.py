"""Which names are one supplier, which are near, and what a search folds away."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching import fold, loose_key, near_matches, supplier_key

ONE_SUPPLIER = [
    ["ABC Co., Ltd.", "ABC Co Ltd", "abc CO.,LTD", "ABC Company Limited", "ABC Co. Limited"],
    ["ABC Co., Ltd.", "ＡＢＣ Ｃｏ．，Ｌｔｄ．", "  ABC   Co ., Ltd "],
    ["Petro Trading Limited", "Petro Trading Ltd", "PETRO TRADING LTD."],
    ["PT Maju Jaya Tbk", "PT. Maju Jaya, Tbk.", "P.T. MAJU JAYA TBK"],
    ["PT Maju Jaya", "Maju Jaya, PT"],
    ["Công ty TNHH Dây Cáp", "CÔNG TY TRÁCH NHIỆM HỮU HẠN DÂY CÁP", "Cty TNHH Dây Cáp"],
    ["Công ty TNHH MTV An Phát", "Công ty TNHH Một Thành Viên An Phát"],
    ["Công ty Cổ phần ABC", "CTCP ABC", "Công ty CP ABC", "CONG TY CO PHAN ABC"],
    ["บริษัท ไทยเทป จำกัด", "บจก. ไทยเทป", "บจก.ไทยเทป"],
    ["บริษัท ไทยเทป จำกัด (มหาชน)", "บมจ. ไทยเทป"],
    ["深圳胶带有限公司", "深圳胶带有限责任公司", "深圳胶带 有限公司"],
    ["(株)山田電線", "㈱山田電線", "株式会社山田電線", "株式会社　山田電線"],
    ["한국전선 주식회사", "한국전선(주)", "한국전선㈜"],
    ["Müller GmbH & Co. KG", "MÜLLER GMBH & CO KG", "Müller GmbH und Co. KG"],
    ["Müller GmbH", "Mu\u0308ller G.m.b.H.", "Müller Gesellschaft mit beschränkter Haftung"],
    ["Foo Sdn. Bhd.", "FOO SDN BHD", "Foo Sendirian Berhad", "Foo Sdn.Bhd."],
    ["Foo Pvt. Ltd.", "Foo (Pvt) Ltd", "Foo Private Limited", "Foo (P) Ltd."],
    ["Foo S.p.A.", "Foo Spa", "FOO SPA"],
    ["Foo Sp. z o.o.", "Foo Sp. z.o.o.", "FOO SP Z OO"],
    ['UAB "Foo"', "UAB Foo", "Foo, UAB"],
    ["ООО «Кабель»", "OOO Кабель"],
    ["Lloyd's Cables Inc.", "Lloyd’s Cables, Incorporated"],
]
TWO_SUPPLIERS = [
    ("ABC Co., Ltd.", "ABC"),
    ("ABC Co., Ltd.", "ABC Ltd."),
    ("Foo Sdn Bhd", "Foo Bhd"),
    ("Foo Pte Ltd", "Foo Pvt Ltd"),
    ("Nestlé Ltd", "Nestle Ltd"),
    ("株式会社山田", "山田株式会社"),
    ("深圳胶带有限公司", "深圳胶带股份有限公司"),
    ("Công ty TNHH ABC", "Công ty Cổ phần ABC"),
    ("ABC Tape 1 Ltd", "ABC Tape 2 Ltd"),
    ("St Gobain", "Saint Gobain"),
]


@pytest.mark.parametrize("names", ONE_SUPPLIER, ids=lambda names: names[0])
def test_spellings_of_one_name_have_one_key(names: list[str]) -> None:
    assert len({supplier_key(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), TWO_SUPPLIERS)
def test_names_that_may_differ_keep_their_own_key(one: str, other: str) -> None:
    assert supplier_key(one) != supplier_key(other)


@pytest.mark.parametrize("name", ["Co., Ltd.", "PT", "GmbH", "有限公司", "..."])
def test_a_name_of_nothing_but_legal_form_keeps_a_key(name: str) -> None:
    assert supplier_key(name)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Số 5", "duong so 5"),
        ("Łódź", "lodz"),
        ("Øresund Kabel", "oresund kabel"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("  a \t b\n", "a b"),
        ("ไทยเทป", "ไทยเทป"),
        ("がぎ", "がぎ"),
        ("ｶﾞ", "ガ"),
        ("Ёлка", "елка"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_folding_for_search(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_key_of_a_key_is_itself(name: str) -> None:
    key = supplier_key(name)
    assert supplier_key(key) == key


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_composition_of_accents_never_makes_another_supplier(name: str) -> None:
    assert supplier_key(unicodedata.normalize("NFD", name)) == supplier_key(
        unicodedata.normalize("NFC", name)
    )


def test_near_matches_are_offered_best_first() -> None:
    known = [(1, "Formosa Tape Co., Ltd."), (2, "Formosa Tapes Inc."), (3, "Berlin Kabel GmbH")]
    offered = near_matches(["Formosa Tape", "FORMOSA TAPE CO LTD", "Zhejiang Cable"], known)
    assert list(offered) == ["Formosa Tape"]
    assert [supplier for supplier, _ in offered["Formosa Tape"]] == [1, 2]
    assert offered["Formosa Tape"][0][1] == 100.0


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Nestle Ltd", "Nestlé Ltd"),
        ("Tape Formosa Ltd", "Formosa Tape Ltd"),
        ("山田株式会社", "株式会社山田"),
        ("Cong ty TNHH Day Cap Hai Phong", "Công ty TNHH Dây Cáp Hải Phòng"),
    ],
)
def test_what_the_key_keeps_apart_is_near(name: str, known: str) -> None:
    assert near_matches([name], [(7, known)]) == {name: [(7, 100.0)]}


def test_without_words_nothing_is_near() -> None:
    assert near_matches(["", "?"], [(1, "")]) == {}
    assert loose_key("???") == "???"
