"""How standards are spelled in the trade, and what each spelling stands for."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.designations import kind_of
from domain.standards import known_standards, read_standards, standard_of_number
from domain.vocabulary import Kind

QMS = ("ISO 9001", "2015")
EMS = ("ISO 14001", "2015")

SPELLINGS = [
    ("ISO 9001:2015", [QMS]),
    ("ISO9001-2015", [QMS]),
    ("iso 9001 : 2015", [QMS]),
    ("ISO9001：2015", [QMS]),
    ("ISO 9001 (2015)", [QMS]),
    ("ISO 9001/2015", [QMS]),
    ("ISO 9001, 2015", [QMS]),
    ("ISO 9001:15", [QMS]),
    ("ISO 9001:2015/Amd 1:2024", [QMS]),
    ("EN ISO 9001:2015+A1:2024", [QMS]),
    ("EN ISO 9001:2015 + A1:2024", [QMS]),
    ("ISO 9001:2015 AMD 1:2024", [QMS]),
    ("ISO 9001:2015 (Amendment 1:2024)", [QMS]),
    ("EN ISO 14001:2015 / A1:2024, ISO 9001:2015", [EMS, QMS]),
    ("ISO 9001:2015/Amd 1:2024 + ISO 14001:2015/Amd 1:2024", [QMS, EMS]),
    ("ISO 9001/A1:2024", [("ISO 9001", None)]),
    ("EN ISO 13485:2016/A11:2021", [("ISO 13485", "2016")]),
    ("EN ISO 13485:2016 + AC:2018 + A11:2021", [("ISO 13485", "2016")]),
    ("EN ISO 13485:2016, A11:2021", [("ISO 13485", "2016")]),
    ("EN ISO 13485:2016 and A11:2021", [("ISO 13485", "2016")]),
    ("ISO 13485:2016/Cor 1", [("ISO 13485", "2016")]),
    ("EN 60335-1:2012/A11:2014", [("EN 60335-1", "2012")]),
    ("EN 60950-1:2006/A11:2009/A1:2010/A12:2011", [("EN 60950-1", "2006")]),
    ("EN 50581:2012; A11", [("EN 50581", "2012")]),
    ("IEC 60601-1:2005+AMD1:2012+AMD2:2020 CSV", [("IEC 60601-1", "2005")]),
    ("IEC 62368-1:2014/COR1:2015", [("IEC 62368-1", "2014")]),
    (
        "EN 60335-1:2012 + A11:2014 + EN 60335-2-30:2009",
        [("EN 60335-1", "2012"), ("EN 60335-2-30", "2009")],
    ),
    ("ISO 9001", [("ISO 9001", None)]),
    ("9001", [("ISO 9001", None)]),
    ("BS EN ISO 9001:2015", [QMS]),
    ("DIN EN ISO 9001:2015-11", [QMS]),
    ("GB/T 19001-2016 idt ISO 9001:2015", [QMS]),
    ("GB/T19001-2016/ISO9001:2015", [QMS]),
    ("GB/T 19001-2016", [QMS]),
    ("GB/T 19001-2008", [("ISO 9001", "2008")]),
    ("TCVN ISO 9001:2015", [QMS]),
    ("AS/NZS ISO 9001:2016", [QMS]),
    ("มอก. 9001-2559", [QMS]),
    ("มอก.๙๐๐๑-๒๕๕๙", [QMS]),
    ("JIS Q 9001:2015", [QMS]),
    ("KS Q ISO 9001:2015", [QMS]),
    ("NMX-CC-9001-IMNC-2015", [QMS]),
    ("ГОСТ Р ИСО 9001-2015", [QMS]),
    ("ISO9001质量管理体系认证", [("ISO 9001", None)]),
    ("GB/T 24001-2016", [EMS]),
    ("GB/T 45001-2020", [("ISO 45001", "2018")]),
    ("GB/T 28001-2011", [("OHSAS 18001", "2007")]),
    ("EN ISO 13485:2012", [("ISO 13485", "2003")]),
    ("ISO 27001:2013", [("ISO/IEC 27001", "2013")]),
    ("BS OHSAS 18001:2007", [("OHSAS 18001", "2007")]),
    ("IATF16949", [("IATF 16949", None)]),
    ("IATF 16949:2016", [("IATF 16949", "2016")]),
    ("ISO/TS 16949", [("ISO/TS 16949", None)]),
    ("TS 16949:2009", [("ISO/TS 16949", "2009")]),
    ("EN 9100:2018", [("AS9100", "D")]),
    ("AS9100D", [("AS9100", "D")]),
    ("AS 9100 Rev. C", [("AS9100", "C")]),
    ("JISQ 9100:2016", [("AS9100", "D")]),
    ("AS/EN/JISQ 9100", [("AS9100", None)]),
    ("FSSC 22000 V6", [("FSSC 22000", "6")]),
    ("SA 8000:2014", [("SA8000", "2014")]),
    ("ISO/IEC 20000-1:2018", [("ISO/IEC 20000-1", "2018")]),
    ("UL 510", [("UL 510", None)]),
    ("UL510A", [("UL 510A", None)]),
    ("cULus", [("UL", None)]),
    ("CSA C22.2 No.197", [("CSA C22.2 No. 197", None)]),
    ("IEC 60454-3-1:2001", [("IEC 60454-3-1", "2001")]),
    ("CE marking", [("CE", None)]),
    ("LVD 2014/35/EU", [("CE", None)]),
    ("Low Voltage Directive (LVD) 2014/35/EU", [("CE", None)]),
    ("CE Certificate of Conformity", [("CE", None)]),
    ("CE certificate of compliance (EMC)", [("CE", None)]),
    ("CE Type Examination Certificate", [("CE", None)]),
    ("CE Declaration of Conformity", [("CE Declaration of Conformity", None)]),
    ("RoHS", [("RoHS", None)]),
    ("REACH SVHC", [("REACH", None)]),
    ("FSC-CoC", [("FSC", None)]),
    ("ISCC EU", [("ISCC EU", None)]),
    ("ISCC PLUS", [("ISCC PLUS", None)]),
    ("Sedex/SMETA", [("SMETA", None)]),
    ("OEKO-TEX Standard 100", [("OEKO-TEX", None)]),
    ("BRC Issue 9", [("BRCGS", "9")]),
    ("IECEE CB scheme", [("CB scheme", None)]),
    ("TÜV mark", [("TÜV mark", None)]),
    ("KC mark", [("KC mark", None)]),
    ("ISO 9001/14001/45001", [("ISO 9001", None), ("ISO 14001", None), ("ISO 45001", None)]),
    ("ISO 9001:2015; ISO 14001:2015", [QMS, EMS]),
    ("ISO 9001:2015\nISO 14001:2015", [QMS, EMS]),
    ("ISO 9001:2015 & ISO 14001:2015", [QMS, EMS]),
    ("ISO9001:2015+ISO14001:2015", [QMS, EMS]),
    ("ISO 9001:2015 and UL 510, CE", [QMS, ("UL 510", None), ("CE", None)]),
    ("ISO 9001:2008 / ISO 9001:2015", [("ISO 9001", "2008"), QMS]),
    ("ISO 9001:2015, Quality management systems – Requirements", [QMS]),
    ("ISO 9001; WRAP; XYZ 12", [("ISO 9001", None), ("WRAP", None), ("XYZ 12", None)]),
    ("Something odd, and more", [("Something odd, and more", None)]),
    # Not an adoption: a year that is no edition stays as it is printed.
    ("ISO 9001:2016", [("ISO 9001", "2016")]),
    ("  ", []),
    ("ISO 668", [("ISO 668", None)]),
    ("ISO 9", [("ISO 9", None)]),
    ("IS 694", [("IS 694", None)]),
]


@pytest.mark.parametrize(("text", "expected"), SPELLINGS, ids=[repr(t) for t, _ in SPELLINGS])
def test_spellings(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(name.standard, name.edition) for name in read_standards(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ISO 9001", Kind.MANAGEMENT_SYSTEM),
        ("AS9100D", Kind.MANAGEMENT_SYSTEM),
        ("FSSC 22000", Kind.MANAGEMENT_SYSTEM),
        ("UL 510", Kind.PRODUCT),
        ("CSA C22.2 No. 197", Kind.PRODUCT),
        ("CE", Kind.PRODUCT),
        ("EN 60454", Kind.PRODUCT),
        ("CCC", Kind.PRODUCT),
        ("ISCC PLUS", Kind.SCHEME),
        ("SA8000", Kind.SCHEME),
        ("GOTS", Kind.SCHEME),
        ("RoHS", None),
        ("ISO/IEC 17025", None),
        ("Somebody's own standard", None),
    ],
)
def test_kinds(text: str, kind: Kind | None) -> None:
    (name,) = read_standards(text)
    assert name.kind is kind
    assert kind_of(name.standard) is kind


@pytest.mark.parametrize("name", sorted(known_standards()))
def test_every_known_standard_is_read_by_its_own_name(name: str) -> None:
    assert [read.standard for read in read_standards(name)] == [name]


@given(st.text(max_size=80))
def test_reading_never_fails_and_reading_again_agrees(text: str) -> None:
    for name in read_standards(text):
        assert name.standard.strip()
        if name.kind is not None and name.edition is None:
            assert name in read_standards(name.standard)


@given(
    st.lists(
        st.sampled_from(["ISO 9001:2015", "UL 510", "CE", "ISCC EU", "/", ";", " & ", "x", "-1"]),
        max_size=8,
    )
)
def test_pieces_in_any_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    names = read_standards(text)
    assert len(set(names)) == len(names)
    assert ("ISO 9001:2015" in pieces) <= any(name.standard == "ISO 9001" for name in names)


@pytest.mark.parametrize(
    ("number", "standard"),
    [
        ("EU-ISCC-Cert-DE105-86436004", "ISCC EU"),
        ("ISCC-PLUS-Cert-DE100-11631122", "ISCC PLUS"),
        (" ISCC-CORSIA-Cert-US201-1", "ISCC CORSIA"),
        ("SGSHK-COC-001234", "FSC"),
        ("Q1N 12 34567 001", None),
        ("", None),
    ],
)
def test_numbers_that_give_their_scheme_away(number: str, standard: str | None) -> None:
    found = standard_of_number(number)
    assert (found.standard if found else None) == standard


def test_numbers_of_a_real_list(samples: Path) -> None:
    with (samples / "02_iscc_valid_certificates.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        found = Counter(standard_of_number(row["id"]) for row in csv.DictReader(file))
    named = Counter({name.standard: count for name, count in found.items() if name})
    assert named == {"ISCC EU": 4274, "ISCC PLUS": 1738, "ISCC CORSIA": 14, "ISCC": 4}
