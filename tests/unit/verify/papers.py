"""Builds values and papers, and the papers of the clean application."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from models.catalogue import Catalogue, load_catalogue
from models.field import DocumentRecord, Doubt, Field, FieldStatus, Value
from models.geometry import Box, Place
from models.kinds import kind
from tests.unit.verify.clean import NAME, STATEMENTS_2019, STATEMENTS_2020, USCC


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def read_value(
    kind_name: str,
    text: str,
    *,
    unit: str | None = None,
    file: str = "申请书.pdf",
    page: int = 1,
    confidence: float = 0.99,
    doubts: tuple[Doubt, ...] = (),
    second: str | None = None,
) -> Value:
    """A printed value as the extraction would hand it on."""
    names = {"multi_choice": "text", "bool": "text", "rows": "text", "choice": "text"}
    parsed = kind(names.get(kind_name, kind_name)).read(text, unit=unit)
    return Value(
        value=parsed.value if parsed else text,
        raw=text,
        unit=parsed.unit if parsed else unit,
        step=parsed.step if parsed else None,
        confidence=confidence,
        place=Place(file=file, page=page, box=Box(0.1, 0.1, 0.4, 0.12)),
        doubts=doubts,
        second=second,
    )


def record(
    document: str, type_: str, values: Mapping[str, str | Value], *, unit: str | None = None
) -> DocumentRecord:
    """A record of fields without year."""
    fields = []
    for key, given in values.items():
        spec = catalogue().document_type(type_).field(key)
        assert spec is not None, (type_, key)
        value = (
            given
            if isinstance(given, Value)
            else read_value(spec.kind, given, unit=unit, file=f"{document}.pdf")
        )
        fields.append(
            Field(
                document=document,
                key=key,
                title_zh=spec.title_zh,
                status=FieldStatus.found,
                reading=value,
            )
        )
    return DocumentRecord(document=document, type=type_, fields=tuple(fields))


def audit(
    year: int,
    items: Mapping[str, tuple[str, str]],
    *,
    entity: str = NAME,
    scope: str | None = None,
    replaced: Mapping[tuple[str, str], Value] | None = None,
) -> DocumentRecord:
    """An audit report with current and prior columns in 元."""
    document = f"审计{year}"
    head = record(
        document,
        "audit_report",
        {
            "audited_entity": entity,
            "fiscal_year": str(year),
            "audit_firm": "示范会计师事务所",
            "opinion_type": "标准无保留意见",
            "cpas": "王一、赵二",
            "report_date": f"{year + 1}年4月10日",
        },
    )
    cells = []
    for key, columns in items.items():
        for period, text in zip((str(year), str(year - 1)), columns, strict=True):
            value = (replaced or {}).get((key, period)) or read_value(
                "money", text, unit="元", file=f"{document}.pdf", page=5
            )
            cells.append(
                Field(
                    document=document,
                    key=key,
                    title_zh=key,
                    period=period,
                    scope=scope,
                    status=FieldStatus.found,
                    reading=value,
                )
            )
    return head.model_copy(update={"fields": (*head.fields, *cells)})


def patent(
    document: str,
    number: str,
    type_: str = "发明专利证书",
    *,
    holder: str = NAME,
    filed: str = "2016年5月3日",
) -> DocumentRecord:
    return record(
        document,
        "patent_certificate",
        {
            "patent_number": number,
            "patent_type": type_,
            "title": "一种减速器",
            "patentee": holder,
            "filing_date": filed,
            "grant_date": "2018年6月1日",
        },
    )


def papers() -> dict[str, DocumentRecord]:
    """The papers of the clean application, by document id."""
    found = [
        record(
            "执照",
            "business_license",
            {
                "company_name": NAME,
                "uscc": USCC,
                "legal_representative": "方明远",
                "registered_capital": "伍仟万元整",
                "establishment_date": "2012年3月15日",
                "enterprise_type": "有限责任公司",
                "address": "浙江省杭州市示范路1号",
            },
        ),
        audit(2019, STATEMENTS_2019),
        audit(2020, STATEMENTS_2020),
        record(
            "市占率",
            "market_share_proof",
            {"holder_name": NAME, "issuer": "示范行业协会", "issue_date": "2021年3月1日"},
        ),
        patent("专利1", "ZL201610287654.6"),
        patent("专利2", "ZL201610287655.0"),
        patent("专利3", "ZL201720287656.5", "实用新型专利证书", filed="2017年5月3日"),
        patent("专利4", "ZL201720287657.X", "实用新型专利证书", filed="2017年5月3日"),
        record(
            "软著1",
            "software_copyright_cert",
            {
                "software_name": "减速器检测软件",
                "owner": NAME,
                "registration_number": "2018SR123456",
                "registration_date": "2018年2月3日",
            },
        ),
        record(
            "体系",
            "management_system_cert",
            {
                "holder_name": NAME,
                "certificate_number": "12319Q30012R0M",
                "standard": "GB/T 19001-2016/ISO 9001:2015",
                "issue_date": "2019年9月1日",
                "valid_until": "2022年8月31日",
            },
        ),
        record(
            "高企",
            "high_tech_cert",
            {
                "holder_name": NAME,
                "certificate_number": "GR201933001234",
                "issue_date": "2019年12月4日",
                "valid_for": "三年",
            },
        ),
        record(
            "技术中心",
            "rd_institution_proof",
            {"holder_name": NAME, "institution_name": "省级企业技术中心", "level": "省级"},
        ),
        record(
            "商标",
            "trademark_cert",
            {
                "holder_name": NAME,
                "registration_number": "12345678",
                "registration_date": "2015年1月7日",
                "valid_until": "2025年1月6日",
            },
        ),
    ]
    return {item.document: item for item in found}
