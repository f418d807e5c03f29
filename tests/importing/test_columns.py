"""Headers and values → fields."""

import pytest

from domain.errors import UserError
from importing.columns import Source, map_columns
from importing.headers import header_score, header_scores

HEADERS = """
supplier: Supplier | Vendor name | Lieferant | Fournisseur | Proveedor | Fornecedor |
    Fornitore | Leverancier | Dostawca | Nhà cung cấp | ซัพพลายเออร์ | Pemasok | 供应商名称 |
    供應商 | サプライヤー名 | 협력업체명 | supplier_name | Suplier name
holder: Certificate holder | Zertifikatsinhaber | Titulaire | 持证人 | 認証取得者
supplier_code: Vendor # | Supplier No. | Lieferantennummer | Mã nhà cung cấp | 供应商编号
country: Country | Land | Pays | País | Kraj | Quốc gia | ประเทศ | Negara | 国家 | 国 | 국가
standard: Standard | Norm | Norme | Norma | Tiêu chuẩn | มาตรฐาน | Standar | 认证标准 | 規格 |
    규격
number: Certificate No. | cert_num | Zertifikats-Nr. | N° de certificat | Nº de
    certificado | Số chứng chỉ | เลขที่ใบรับรอง | Nomor sertifikat | 证书编号 | 証明書番号 | 인증서번호
    | Certifcate Nunber | Sertifikat No
certification_body: Certification body | Zertifizierungsstelle | Organisme de
    certification | Tổ chức chứng nhận | หน่วยรับรอง | Lembaga sertifikasi | 发证机构 | 認証機関 |
    인증기관 | body_long | Issued by
accreditation_body: Accreditation | Akkreditierungsstelle | 认可机构 | 認定機関
issued_on: Issue date | Ausstellungsdatum | Date d'émission | Fecha de emisión | Data
    wydania | Ngày cấp | วันที่ออก | Tanggal terbit | 发证日期 | 発行日 | 발급일
valid_from: valid_from | Gültig ab | Valable du | Hiệu lực từ | 生效日期
expires_on: Expiry date | validTo | Valid until | Gültig bis | Date d'expiration | Válido
    hasta | Scadenza | Geldig tot | Ważny do | Ngày hết hạn | วันหมดอายุ | Berlaku hingga
    | 有效期至 | 有効期限 | 만료일 | Ngày hết hạn (dd/mm/yyyy) | 有效期至 Expiry date
status: Status | Zustand | Trạng thái | สถานะ | 状态 | 상태
scope: Scope | Geltungsbereich | Phạm vi | 认证范围 | 適用範囲
party: Party | Audit party
commissioned_by: Commissioned by | Customer | Auftraggeber | Khách hàng | 客户 | 顧客
audit_date: Audit date | Auditdatum | Ngày đánh giá | 审核日期 | 監査日 | 심사일
auditor: Auditor | Lead auditor | Đánh giá viên | 审核员 | 監査員
result: Result | Auditergebnis | Kết quả | 审核结果 | 監査結果 | 결과
notes: Notes | Bemerkungen | Ghi chú | หมายเหตุ | 备注 | 備考 | 비고
"""


def _listed() -> list[tuple[str, str]]:
    lines = HEADERS.replace("\n    ", " ").strip().splitlines()
    fields = (line.partition(": ") for line in lines)
    return [(header, field) for field, _, names in fields for header in names.split(" | ")]


@pytest.mark.parametrize(("header", "field"), _listed())
def test_headers_of_many_languages(header, field):
    scores = header_scores(header)
    assert max(scores, key=lambda name: scores[name]) == field


@pytest.mark.parametrize(
    "header", ["certificate_url", "Supplier e-mail", "Telefon", "联系人", "latitude"]
)
def test_links_and_contacts_are_no_fields(header):
    assert header_scores(header) == {}


def test_header_score_tells_headers_from_data():
    assert header_score(["Supplier", "Country", "Expiry date"]) == 1.0
    assert header_score(["ACME Ltd", "Vietnam", "2027-01-31"]) < 0.3
    assert header_score([]) == 0.0


def fields(directory, table: dict[str, list], mapping=None) -> dict[str, str]:
    sources = [Source(header, cells) for header, cells in table.items()]
    return dict(map_columns(sources, directory, mapping).headers)


def test_values_overrule_false_friends(directory):
    found = fields(
        directory,
        {
            "Vendor": ["ACME Ltd", "Beta Inc"],
            "Validity": ["ISO 9001", "ISO 14001:2015"],
            "Valid until": ["2027-01-01", "2027-02-01"],
        },
    )
    assert found["standard"] == "Validity"
    assert found["expires_on"] == "Valid until"


def test_certifying_agency_that_holds_the_standard(directory):
    found = fields(
        directory,
        {
            "Company": ["ACME Ltd", "Beta Inc"],
            "Certifying agency": ["ISO 9001:2015", "ISO 22000"],
            "Issued by": ["SGS", "Bureau Veritas"],
        },
    )
    assert found["standard"] == "Certifying agency"
    assert found["certification_body"] == "Issued by"


def test_country_codes_under_scheme_are_no_standard_and_no_country(directory):
    found = fields(
        directory,
        {"Name": ["Magic", "Fort"], "Manufacturer": ["Dream Co., Ltd.", "Fort, Inc."],
         "Scheme": ["KR", "CA"], "Archived Date": ["2024-11-15", "2024-05-24"]},
    )  # fmt: skip
    assert found == {
        "supplier": "Manufacturer", "scope": "Name", "expires_on": "Archived Date"
    }  # fmt: skip


def test_bare_name_is_the_supplier_beside_a_country(directory):
    found = fields(directory, {"country": ["PK", "ES"], "name": ["BOX RING", "Perlacos"]})
    assert found == {"supplier": "name", "country": "country"}


def test_bare_name_alone_is_no_supplier(directory):
    found = fields(
        directory,
        {"ref_id": ["tls.001", "F.07"], "name": ["weak ciphers", "escape attack"],
         "severity": ["low", "high"], "status": ["dismissed", "mitigated"]},
    )  # fmt: skip
    assert "supplier" not in found


def test_bare_name_beside_a_reference_to_a_provider_is_not_the_supplier(directory):
    found = fields(
        directory,
        {"ref_id": ["SOL-1", "SOL-2"], "name": ["Cloud storage", "Email"],
         "provider_entity_ref_id": ["ENT-003", "ENT-003"]},
    )  # fmt: skip
    assert "supplier" not in found


def test_a_lone_holder_names_the_supplier_too(directory):
    found = fields(directory, {"holder": ["ACME Ltd"], "id": ["EU-ISCC-Cert-DE105-1"]})
    assert found == {"supplier": "holder", "holder": "holder", "number": "id"}


def test_holder_beside_supplier_stays_the_holder(directory):
    found = fields(directory, {"Holder": ["ACME Ltd"], "Supplier": ["ACME Trading"]})
    assert found == {"supplier": "Supplier", "holder": "Holder"}


def test_one_column_per_field_the_long_name_is_better(directory):
    sources = [
        Source("holder", ["ACME Ltd", "Beta AG"]),
        Source("body_short", ["SGS", "CUCG"]),
        Source("body_long", ["SGS Germany GmbH", "Control Union Certifications Germany GmbH"]),
    ]
    columns = map_columns(sources, directory)
    assert columns.headers["certification_body"] == "body_long"
    assert columns.ignored == ("body_short",)


def test_line_numbers_are_ignored(directory):
    found = fields(
        directory,
        {"No.": [1, 2, 3], "Supplier": ["A Ltd", "B Ltd", "C Ltd"], "Standard": ["ISO 9001"] * 3},
    )
    assert "number" not in found
    assert "supplier_code" not in found


def test_consecutive_certificate_numbers_are_numbers(directory):
    found = fields(directory, {"Supplier": ["A Ltd", "B Ltd"], "Certificate No.": [123, 124]})
    assert found["number"] == "Certificate No."


def test_date_beside_auditor_is_the_audit_date(directory):
    table = {"Supplier": ["A Ltd"], "Date": ["2025-03-01"], "Auditor": ["Jane Doe"]}
    assert fields(directory, table)["audit_date"] == "Date"
    table = {"Supplier": ["A Ltd"], "Date": ["2025-03-01"], "Certificate No.": ["X-1"]}
    assert fields(directory, table)["issued_on"] == "Date"


def test_mapping_overrides_and_closes(directory):
    table = {"Firm": ["A Ltd"], "Maker": ["B Ltd"], "Standard": ["ISO 9001"]}
    found = fields(directory, table, {"supplier": "Maker", "standard": ""})
    assert found == {"supplier": "Maker"}


def test_a_mapping_of_an_unknown_field_is_refused(directory):
    with pytest.raises(UserError, match="colour"):
        fields(directory, {"Supplier": ["A"]}, {"colour": "Supplier"})
