"""Single cells: words, numbers, countries, holders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vocabulary import Accreditation, AuditKind, AuditResult, Kind, Party
from importing.countries import read_country
from importing.holders import Holder, look_combined, split_holder
from importing.values import (
    clean,
    is_blank,
    read_accreditation,
    read_audit_kind,
    read_kind,
    read_number,
    read_party,
    read_result,
    read_status,
    stated_party,
)

PARTIES = [
    ("self-assessment", Party.FIRST, ""),
    ("Internal audit", Party.FIRST, ""),
    ("1st party", Party.FIRST, ""),
    ("Selbstauskunft", Party.FIRST, ""),
    ("tự đánh giá", Party.FIRST, ""),
    ("ตรวจประเมินภายใน", Party.FIRST, ""),
    ("自我评估", Party.FIRST, ""),
    ("内部監査", Party.FIRST, ""),
    ("customer audit", Party.SECOND, ""),
    ("2nd party (Bosch)", Party.SECOND, "Bosch"),
    ("Second-party audit by Siemens AG", Party.SECOND, "Siemens AG"),
    ("Kundenaudit: Bosch", Party.SECOND, "Bosch"),
    ("第二方", Party.SECOND, ""),
    ("고객심사", Party.SECOND, ""),
    ("certified by SGS", Party.THIRD, "SGS"),
    ("Third party", Party.THIRD, ""),
    ("3", Party.THIRD, ""),
    ("third-party (certification body)", Party.THIRD, ""),
    ("bên thứ ba", Party.THIRD, ""),
    ("tierce partie", Party.THIRD, ""),
    ("第三方认证", Party.THIRD, ""),
    ("blue", None, ""),
    ("", None, ""),
]


@pytest.mark.parametrize(("text", "party", "name"), PARTIES)
def test_party_words_tell_who_audited_and_name_them(text, party, name):
    read = read_party(text)
    assert (read.party, read.name) == (party, name)


@pytest.mark.parametrize(
    ("text", "accreditation", "body"),
    [
        ("UKAS", Accreditation.NAMED, "UKAS"),
        ("accredited by UKAS", Accreditation.NAMED, "UKAS"),
        ("akkreditiert durch DAkkS", Accreditation.NAMED, "DAkkS"),
        ("not accredited", Accreditation.UNACCREDITED, ""),
        ("Unaccredited", Accreditation.UNACCREDITED, ""),
        ("none", Accreditation.UNACCREDITED, ""),
        ("nicht akkreditiert", Accreditation.UNACCREDITED, ""),
        ("không được công nhận", Accreditation.UNACCREDITED, ""),
        ("无", Accreditation.UNACCREDITED, ""),
        ("n/a", Accreditation.NOT_RECORDED, ""),
        ("-", Accreditation.NOT_RECORDED, ""),
        ("", Accreditation.NOT_RECORDED, ""),
        ("yes", Accreditation.NOT_RECORDED, ""),
    ],
)
def test_accreditation_is_named_refuted_or_not_recorded(text, accreditation, body):
    read = read_accreditation(text)
    assert (read.accreditation, read.body) == (accreditation, body)


def test_accredited_without_a_name_is_told_apart_from_an_empty_cell():
    assert read_accreditation("yes").unclear
    assert not read_accreditation("").unclear


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("valid", "valid"),
        ("Active", "valid"),
        ("gültig", "valid"),
        ("còn hiệu lực", "valid"),
        ("有效", "valid"),
        ("Not valid", "expired"),
        ("invalid", "expired"),
        ("expired", "expired"),
        ("hết hạn", "expired"),
        ("已过期", "expired"),
        ("ยังไม่หมดอายุ", "valid"),
        ("Suspended since May", "suspended"),
        ("ausgesetzt", "suspended"),
        ("暂停", "suspended"),
        ("cancelled", "withdrawn"),
        ("Zurückgezogen", "withdrawn"),
        ("bị thu hồi", "withdrawn"),
        ("green", None),
    ],
)
def test_status_words(text, meaning):
    assert read_status(text) == meaning


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Passed", AuditResult.PASSED),
        ("pass", AuditResult.PASSED),
        ("bestanden", AuditResult.PASSED),
        ("合格", AuditResult.PASSED),
        ("passed with conditions", AuditResult.PASSED_WITH_CONDITIONS),
        ("bestanden mit Auflagen", AuditResult.PASSED_WITH_CONDITIONS),
        ("Not passed", AuditResult.FAILED),
        ("nicht bestanden", AuditResult.FAILED),
        ("不合格", AuditResult.FAILED),
        ("không đạt", AuditResult.FAILED),
        ("ไม่ผ่าน", AuditResult.FAILED),
        ("부적합", AuditResult.FAILED),
        ("pending", AuditResult.PENDING),
        ("planned", None),
        ("87 %", None),
    ],
)
def test_result_words(text, result):
    assert read_result(text).result == result


def test_planned_is_no_result_but_known():
    assert read_result("planned").planned
    assert not read_result("87 %").planned


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Management system", Kind.MANAGEMENT_SYSTEM),
        ("product", Kind.PRODUCT),
        ("Self-declaration", Kind.DECLARATION),
        ("Prüfbericht", Kind.TEST_REPORT),
        ("test_report", Kind.TEST_REPORT),
        ("检测报告", Kind.TEST_REPORT),
        ("chain of custody", Kind.SCHEME),
        ("thing", None),
    ],
)
def test_kind_words(text, kind):
    assert read_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Surveillance audit", AuditKind.SURVEILLANCE),
        ("Stage 1", AuditKind.STAGE_1),
        ("Rezertifizierung", AuditKind.RECERTIFICATION),
        ("internal audit", AuditKind.INTERNAL),
        ("供应商审核", AuditKind.SUPPLIER),
        ("ISO 9001", None),
    ],
)
def test_audit_kind_words(text, kind):
    assert read_audit_kind(text) == kind


def test_a_body_cell_may_say_who_audited_instead():
    read = stated_party("Self-assessment")
    assert read is not None
    assert read.party is Party.FIRST
    assert stated_party("SGS") is None
    assert stated_party("Internal Quality Services Ltd") is None


@pytest.mark.parametrize(
    ("cell", "text", "damaged"),
    [
        (12345.0, "12345", False),
        (88, "88", False),
        ("0012345", "0012345", False),
        ("CN23/10482", "CN23/10482", False),
        ("1.23457E+15", "1.23457E+15", True),
        ("4,5E+12", "4,5E+12", True),
        (1.234567890123456e18, "1234567890123456000", True),
        ("E3317", "E3317", False),
        ("n/a", "", False),
        (None, "", False),
    ],
)
def test_numbers_stay_text_and_damage_is_told(cell, text, damaged):
    read = read_number(cell)
    assert (read.text, bool(read.problem)) == (text, damaged)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("FortiGate w&#x2f; FortiOS", "FortiGate w/ FortiOS"),
        ("Smith &amp; Sons", "Smith & Sons"),
        ("AT&T", "AT&T"),
        ("R&D; more", "R&D; more"),
        ("a\u00a0 b\u3000c", "a b c"),
        ("zero\u200bwidth", "zerowidth"),
        ("  line one \r\n\r\n line two ", "line one\nline two"),
    ],
)
def test_texts_are_cleaned(cell, text):
    assert clean(cell) == text


@pytest.mark.parametrize(
    "text", ["", "-", "n/a", "N.A.", "unknown", "—", "未知", "không rõ", "none"]
)
def test_words_for_nothing_recorded(text):
    assert is_blank(text)


COUNTRIES = [
    ("VN", "VN"), ("Vietnam", "VN"), ("Việt Nam", "VN"), ("เวียดนาม", "VN"), ("越南", "VN"),
    ("DEU", "DE"), ("Deutschland", "DE"), ("Alemania", "DE"), ("Niemcy", "DE"),
    ("USA", "US"), ("Estados Unidos", "US"), ("UK", "GB"), ("Great Britain", "GB"),
    ("Korea, Republic of", "KR"), ("South Korea", "KR"), ("대한민국", "KR"), ("한국", "KR"),
    ("Hàn Quốc", "KR"), ("Südkorea", "KR"), ("Taiwan, Province of China", "TW"),
    ("PR China", "CN"), ("中国", "CN"), ("中國", "CN"), ("ประเทศไทย", "TH"), ("Thailand", "TH"),
    ("Türkiye", "TR"), ("Holland", "NL"), ("Bosnia & Herzegovina", "BA"), ("Vietnam (VN)", "VN"),
    ("日本", "JP"), ("Tiongkok", "CN"), ("Côte d'Ivoire", "CI"), ("the Netherlands", "NL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), COUNTRIES)
def test_countries_by_code_and_name(text, code):
    assert read_country(text).code == code


@pytest.mark.parametrize("text", ["Korea", "Corea", "เกาหลี", "Congo"])
def test_a_name_of_two_countries_is_neither(text):
    read = read_country(text)
    assert (read.code, read.unclear) == ("", True)
    assert "can be" in read.problem


@pytest.mark.parametrize("text", ["EU", "Worldwide", "Springfield", "12"])
def test_no_country_is_told(text):
    assert read_country(text).code == ""
    assert read_country(text).problem


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "Lorin Oils Ltd., Nightingale Road 207, N9 8QJ London, United Kingdom",
            Holder("Lorin Oils Ltd.", "Nightingale Road 207, N9 8QJ London", "GB"),
        ),
        ("Fortinet, Inc., 899 Kifer Rd, USA", Holder("Fortinet, Inc.", "899 Kifer Rd", "US")),
        ("A Co., Ltd., 1 Road, Korea, Republic of", Holder("A Co., Ltd.", "1 Road", "KR")),
        ("Cargill, Bogotá, Colombia, Colombia", Holder("Cargill", "Bogotá", "CO")),
        ("ACME", Holder("ACME")),
        ("Industrias Perlacos, S.L.", Holder("Industrias Perlacos, S.L.")),
    ],
)
def test_holders_are_taken_apart(text, holder):
    assert split_holder(text) == holder


def test_plain_names_do_not_look_combined():
    assert not look_combined(["Fortinet, Inc.", "ACME Co., Ltd.", "Beta GmbH"])
    assert not look_combined([])


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_crash(text):
    for read in (read_party, read_kind, read_result, read_accreditation, read_country, is_blank):
        read(text)
    assert clean(clean(text)) is not None
    assert split_holder(text).name is not None
