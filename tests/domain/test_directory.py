"""The supplied directory: every entry well formed, and found by the many ways it is written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reference
from domain.countries import country_code, country_name
from domain.directory import (
    BodyStatus,
    CertificationBody,
    Directory,
    Edition,
)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("SGS", "SGS"),
        ("sgs", "SGS"),
        ("SGS United Kingdom Ltd", "SGS"),
        ("SGS-CSTC Standards Technical Services", "SGS"),
        ("PT SGS Indonesia", "SGS"),
        ("通标标准技术服务有限公司", "SGS"),
        ("SGSX Certification", None),
        ("Approved by SGS", None),
        ("TUV", "TÜV (which one not stated)"),
        ("TÜV", "TÜV (which one not stated)"),
        ("TÜV Germany", "TÜV (which one not stated)"),
        ("TUV SUD America Inc.", "TÜV SÜD"),
        ("TÜV AUSTRIA", None),
        ("BV", "Bureau Veritas"),
        ("BV PL", None),
        ("必维", "Bureau Veritas"),
        ("LR", "LRQA"),
        ("LR Cert", None),
        ("Lloyd’s Register Quality Assurance Ltd", "LRQA"),
        ("DNV-GL Business Assurance", "DNV"),
        ("UL DQS Inc.", "DQS"),
        ("UL LLC", "UL"),
        ("CSA", "CSA Group"),
        ("CSA Registrars", None),
        ("Intertek SAI Global", "SAI Global"),
        ("Intertek Testing", "Intertek"),
        ("", None),
        ("Self", None),
    ],
)
def test_certification_bodies(directory: Directory, cell: str, name: str | None) -> None:
    found = directory.certification_body(cell)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("UKAS", "UKAS"),
        ("ukas 0005", "UKAS"),
        ("United Kingdom Accreditation Service (UKAS)", "UKAS"),
        ("DAKKS", "DAkkS"),
        ("Standards Malaysia", "DSM"),
        ("JAS ANZ", "JAS-ANZ"),
        ("VICAS", "BoA"),
        ("NRTL", "OSHA NRTL"),
        ("OSHA NRTL", "OSHA NRTL"),
        ("OASIS", "IAQG"),
        ("IATF Oversight Office", "IATF"),
        ("SAC", "SAC"),
        ("SAC Holdings", None),
        ("XYZ", None),
        ("", None),
    ],
)
def test_accreditation_bodies(directory: Directory, cell: str, code: str | None) -> None:
    found = directory.accreditation_body(cell)
    assert (found.code if found else None) == code


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(text: str) -> None:
    directory = Directory.load()
    found = directory.certification_body(text)
    assert found is None or found in directory.certification_bodies
    body = directory.accreditation_body(text)
    assert body is None or body in directory.accreditation_bodies


def test_every_body_is_found_by_all_its_names(directory: Directory) -> None:
    for body in directory.certification_bodies:
        for name in (body.name, *body.aliases, *body.exact_aliases):
            assert directory.certification_body(name) is body, name
    for ab in directory.accreditation_bodies:
        for name in (ab.code, ab.name, *ab.aliases):
            assert directory.accreditation_body(name) is ab, name


def test_accreditations_speak_of_bodies_on_file(directory: Directory) -> None:
    bodies = {body.name for body in directory.certification_bodies}
    for row in directory.all_accreditations:
        assert row.certification_body in bodies
        assert directory.accreditation_body_named(row.accreditation_body), row.label
        assert row.standard in directory.standards or row.standard == "product marks"
        assert row.source


def test_scopes_speak_of_bodies_on_file(directory: Directory) -> None:
    codes = {body.code for body in directory.accreditation_bodies}
    assert {row["body"] for row in reference.rows("accreditation_scopes")} <= codes
    for body in directory.accreditation_bodies:
        counts = body.status in (BodyStatus.SIGNATORY, BodyStatus.SCHEME_AUTHORITY)
        assert bool(body.scopes) == counts, body.code


def test_an_entry_says_whether_it_was_checked(directory: Directory) -> None:
    sgs = directory.accreditations("SGS", "ISO 9001")[0]
    assert not sgs.is_checked
    ukas = directory.accreditation_body("UKAS")
    assert ukas is not None
    assert ukas.is_checked
    assert ukas.checked_on is None  # it was checked, on a day not recorded
    dated = CertificationBody(name="X", checked_on=date(2026, 11, 1))
    assert dated.is_checked


def test_scopes_are_dated(directory: Directory) -> None:
    body = directory.accreditation_body("GAC")
    assert body is not None
    assert {scope.scope: scope.starts_on for scope in body.scopes} == {
        "products": date(2021, 8, 11),
        "management systems": date(2023, 11, 20),
    }


def test_editions(directory: Directory) -> None:
    editions = directory.editions("ISO 9001")
    assert [edition.edition for edition in editions] == [
        "1987",
        "1994",
        "2000",
        "2008",
        "2015",
        "2026",
    ]
    by_year = {edition.edition: edition for edition in editions}
    assert by_year["2008"].invalid_after == date(2018, 9, 15)
    assert not by_year["2008"].provisional
    assert by_year["2015"].provisional
    assert directory.editions("UL 510") == ()


def test_a_directory_of_own_entries() -> None:
    own = Directory(
        certification_bodies=[CertificationBody(name="Own Cert", exact_aliases=("OC",))],
        editions=[Edition(standard="Own 1", edition="1")],
    )
    assert own.certification_body("own cert ltd") is not None
    assert own.certification_body("OC") is not None
    assert own.certification_body("OC Ltd") is None
    assert own.certification_body("SGS") is None
    assert len(own.editions("Own 1")) == 1


def test_the_directory_is_read_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reference.rows.cache_clear()
    assert reference.rows("accreditation_bodies")
    assert Directory.load() is Directory.load()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("VN", "VN"),
        ("vietnam", "VN"),
        ("Viet Nam", "VN"),
        ("Republic of Korea", "KR"),
        ("USA", "US"),
        ("U.K.", "GB"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("P.R. China", "CN"),
        ("Cote d’Ivoire", "CI"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_country_names_are_those_of_the_trade() -> None:
    assert country_name("VN") == "Vietnam"
    assert country_name("kr") == "South Korea"
    assert country_name("US") == "United States"
    assert country_name("QQ") == "QQ"
    assert country_name("") == ""
    codes = [row["code"] for row in reference.rows("countries")]
    assert len(codes) == 250
    assert all(country_code(country_name(code)) == code for code in codes)
