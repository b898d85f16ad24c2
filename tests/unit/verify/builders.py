"""Builds small cases: one clean application, and changes of single values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from extractor.extract.narrative import read_claims
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from models.catalogue import Catalogue, load_catalogue
from models.document import Document
from models.field import DocumentRecord, Doubt, Field, FieldStatus, Value
from models.finding import Finding
from models.geometry import Box, Place
from models.issue import Issue
from models.kinds import kind
from models.page import PageText
from models.submission import PageRef
from models.table import Row, StandardTable

FormChanges = Mapping[tuple[str, str | None], "str | Value | FieldStatus | None"]
"""Changed form fields by key and year: a text to read, a value, a status, or None for an empty field."""

PROGRAMME = "cn-xjr3-2021"
TABLE = "cn-xjr3-application"
ON = date(2021, 5, 6)
NAME = "清河精密传动有限公司"
USCC = "91330100MA27XYWB2L"

FORM: dict[tuple[str, str | None], str] = {
    ("cover_applicant_name", None): NAME,
    ("cover_seal", None): "是",
    ("cover_seal_text", None): NAME,
    ("cover_recommender", None): "浙江省经济和信息化厅",
    ("applicant_name", None): NAME,
    ("registered_place", None): "浙江省",
    ("business_address", None): "浙江省杭州市示范路1号",
    ("postcode", None): "310000",
    ("legal_representative", None): "方明远",
    ("contact_name", None): "李文",
    ("registration_date", None): "2012年3月15日",
    ("registered_capital", None): "5000",
    ("uscc", None): USCC,
    ("enterprise_size_class", None): "中型",
    ("industry_code_2", None): "34",
    ("industry_code_4", None): "3453",
    ("employees", None): "320",
    ("rd_staff", None): "80",
    ("enterprise_type", None): "民营",
    ("listing_status", None): "无上市计划",
    ("operating_revenue", "2019"): "18000.00",
    ("operating_revenue", "2020"): "20000.00",
    ("main_business_revenue", "2019"): "17000.00",
    ("main_business_revenue", "2020"): "19000.00",
    ("main_business_revenue_growth", "2019"): "6.25",
    ("main_business_revenue_growth", "2020"): "11.76",
    ("net_profit", "2019"): "1500.00",
    ("net_profit", "2020"): "1800.00",
    ("net_profit_growth", "2019"): "7.14",
    ("net_profit_growth", "2020"): "20.00",
    ("total_assets", "2019"): "25000.00",
    ("total_assets", "2020"): "28000.00",
    ("asset_liability_ratio", "2019"): "44.00",
    ("asset_liability_ratio", "2020"): "42.86",
    ("tax_paid", "2019"): "900.00",
    ("tax_paid", "2020"): "1000.00",
    ("equity_financing_received", None): "否",
    ("main_product_name", None): "精密减速器",
    ("niche_years", None): "8",
    ("main_product_category_name", None): "减速机",
    ("siji_member", None): "是",
    ("siji_field", None): "核心基础零部件（元器件）",
    ("shortboard_filling", None): "否",
    ("direct_supplier", None): "否",
    ("market_share", "2019"): "11.0",
    ("market_share", "2020"): "12.5",
    ("market_rank", "2019"): "2",
    ("market_rank", "2020"): "2",
    ("main_product_revenue_ratio", "2019"): "80",
    ("main_product_revenue_ratio", "2020"): "82",
    ("technology_centre_provincial", None): "1",
    ("rd_expense", "2019"): "900.00",
    ("rd_expense", "2020"): "1100.00",
    ("rd_expense_ratio", "2019"): "5.00",
    ("rd_expense_ratio", "2020"): "5.50",
    ("rd_staff_ratio", "2020"): "25.00",
    ("ip_total", None): "5",
    ("invention_patents_valid", None): "2",
    ("utility_model_patents", None): "2",
    ("design_patents", None): "0",
    ("software_copyrights", None): "1",
    ("cloud_migration", None): "是",
    ("integration_pilot", None): "否",
    ("it_supported_core_business", None): "研发设计CAX;经营管理ERP/OA",
    ("recognised_titles", None): "高新技术企业",
    ("national_major_project", None): "否",
    ("national_innovation_project", None): "否",
    ("product_exec_standard", None): "国家标准",
    ("exec_standard_name", None): "GB/T 10000-2018 示范标准",
    ("management_system_certs", None): "ISO9000质量管理体系认证",
    ("enterprise_profile", None): "本公司从事精密减速器的研发和生产，现有员工320人。",
    ("declaration_text", None): (
        "以上所填内容和提交资料均准确、真实、合法、有效、无涉密信息，本企业愿为此承担有关法律责任。"
    ),
    ("declaration_signature", None): "方明远",
    ("declaration_seal", None): "是",
    ("declaration_seal_text", None): NAME,
    ("review_class", None): "a",
    ("review_must", None): "1;2;3;4;5;6",
    ("review_class_statement", None): "a",
    ("review_must_count", None): "6",
    ("review_opinion", None): "同意",
}

STATEMENTS_2019 = {
    "income_statement.operating_revenue": ("180000000.00", "170000000.00"),
    "notes.main_business_revenue": ("170000000.00", "160000000.00"),
    "notes.other_business_revenue": ("10000000.00", "10000000.00"),
    "income_statement.net_profit": ("15000000.00", "14000000.00"),
    "income_statement.total_profit": ("17000000.00", "16000000.00"),
    "income_statement.income_tax_expense": ("2000000.00", "2000000.00"),
    "income_statement.rd_expense": ("9000000.00", "8000000.00"),
    "balance_sheet.total_assets": ("250000000.00", "230000000.00"),
    "balance_sheet.total_liabilities": ("110000000.00", "100000000.00"),
    "balance_sheet.total_equity": ("140000000.00", "130000000.00"),
    "cash_flow_statement.taxes_paid": ("9000000.00", "8500000.00"),
}
STATEMENTS_2020 = {
    "income_statement.operating_revenue": ("200000000.00", "180000000.00"),
    "notes.main_business_revenue": ("190000000.00", "170000000.00"),
    "notes.other_business_revenue": ("10000000.00", "10000000.00"),
    "income_statement.net_profit": ("18000000.00", "15000000.00"),
    "income_statement.total_profit": ("20500000.00", "17000000.00"),
    "income_statement.income_tax_expense": ("2500000.00", "2000000.00"),
    "income_statement.rd_expense": ("11000000.00", "9000000.00"),
    "balance_sheet.total_assets": ("280000000.00", "250000000.00"),
    "balance_sheet.total_liabilities": ("120000000.00", "110000000.00"),
    "balance_sheet.total_equity": ("160000000.00", "140000000.00"),
    "cash_flow_statement.taxes_paid": ("10000000.00", "9000000.00"),
}


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


def form_table(
    changes: FormChanges | None = None,
) -> StandardTable:
    """The clean form with some values changed, given a status, or (None) taken away."""
    spec = catalogue().table(TABLE)
    wanted: dict[tuple[str, str | None], str | Value | FieldStatus | None] = dict(FORM)
    wanted.update(changes or {})
    rows = []
    for field in spec.fields:
        for period in field.periods or (None,):
            if field.printed:
                given = wanted.get((field.key, period))
                status = given if isinstance(given, FieldStatus) else FieldStatus.found
                value = given if isinstance(given, Value) else None
                if isinstance(given, str) and not isinstance(given, FieldStatus):
                    value = read_value(field.kind, given, unit=field.unit, page=3)
                if value is None and status is FieldStatus.found:
                    status = FieldStatus.absent
                rows.append(
                    Row(
                        indicator=field.key,
                        title_zh=field.label,
                        period=period,
                        kind=field.kind,
                        declared=value,
                        declared_status=status.value,
                    )
                )
    return StandardTable(table=TABLE, title_zh=spec.title_zh, rows=tuple(rows))


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


def make_case(
    *,
    form: FormChanges | None = None,
    replace: Iterable[DocumentRecord] = (),
    add: Iterable[DocumentRecord] = (),
    remove: Iterable[str] = (),
    documents: Iterable[Document] = (),
    issues: Iterable[Issue] = (),
    pages: Iterable[PageText] = (),
    empty: Iterable[str] = (),
    has_form: bool = True,
) -> Case:
    """The clean case with changes; `empty` fields have a cell on the form with nothing in it."""
    found = papers()
    found.update({item.document: item for item in (*replace, *add)})
    kept = {key: item for key, item in found.items() if key not in set(remove)}
    blank = Value(value="", raw="", place=Place(file="申请书.pdf", page=4, box=Box(0, 0, 1, 1)))
    cells = [
        Field(document="申请书", key=key, title_zh=key, status=FieldStatus.absent, reading=blank)
        for key in empty
    ]
    table = form_table(form)
    profile = table.row("enterprise_profile")
    claim = DocumentRecord(
        document="申请书",
        type="application_form",
        fields=tuple(cells),
        claims=read_claims(profile.declared, catalogue()) if profile and profile.declared else (),
    )
    records = (*((claim,) if has_form else ()), *kept.values())
    spec = catalogue().programme(PROGRAMME)
    own = [
        Document(
            id=item.document,
            type=item.type,
            confidence=0.99,
            pages=(PageRef(file=f"{item.document}.pdf", page=1),),
        )
        for item in records
    ]
    return Case(
        programme=spec,
        catalogue=catalogue(),
        reference_date=ON,
        documents=(*own, *documents),
        records=records,
        tables=(table,) if has_form else (),
        issues=tuple(issues),
        pages=tuple(pages),
    )


def run(case: Case) -> tuple[Finding, ...]:
    return run_rules(case).findings


def find(
    findings: Iterable[Finding],
    rule: str,
    indicator: str | None = None,
    period: str | None = None,
    document_type: str | None = None,
) -> list[Finding]:
    """The findings of one rule about one subject."""
    return [
        f
        for f in findings
        if f.rule == rule
        and (indicator is None or f.indicator == indicator)
        and (period is None or f.period == period)
        and (document_type is None or f.document_type == document_type)
    ]


def bad(findings: Iterable[Finding]) -> list[tuple[str, str | None, str | None, str]]:
    """What the run calls a discrepancy of its own."""
    return [(f.rule, f.indicator, f.period, f.outcome.value) for f in findings if f.is_discrepancy]
