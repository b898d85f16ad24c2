"""Cover, opinion and notes of an audit report."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.catalogue import Catalogue
from models.field import Doubt, FieldStatus
from models.geometry import Box
from models.page import PageText, Ruling, Seal, SealColour
from tests.unit.extract.drawing import grid, line, page
from tests.unit.extract.lookups import field_of, place_of, reading_of
from tests.unit.extract.statements.sheets import PITCH, read, row_lines, statement_page

FIRM = "江河会计师事务所（特殊普通合伙）"
COMPANY = "南山精密机械股份有限公司"


def cover() -> PageText:
    return page(
        [
            line("报备编码：3400202100001234", x=0.6, y=0.08),
            line(COMPANY, x=0.3, y=0.25, height=0.02),
            line("审 计 报 告", x=0.35, y=0.32, height=0.04),
            line("江河会审字〔2021〕第0123号", x=0.35, y=0.4),
            line("（2020年度）", x=0.42, y=0.44),
            line(FIRM, x=0.33, y=0.8),
            line("二〇二一年三月十二日", x=0.38, y=0.84),
        ],
        number=1,
    )


def opinion(*paragraphs: str, heading: str = "一、审计意见") -> PageText:
    texts = [
        "审计报告",
        f"{COMPANY}全体股东：",
        heading,
        f"我们审计了{COMPANY}的财务报表，包括2020年12月31日的资产负债表，2020年度的利润表。",
        *paragraphs,
        "我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵公司财务状况。",
        "如果披露不充分，我们应当发表非无保留意见。",
    ]
    lines = [line(text, x=0.1, y=0.08 + 0.03 * k) for k, text in enumerate(texts)]
    return page(
        [
            *lines,
            line("江河会计师事务所", x=0.12, y=0.7), line("（特殊普通合伙）", x=0.12, y=0.72),
            line("中国注册会计师：", x=0.55, y=0.7), line("陈安平", x=0.72, y=0.7),
            line("中国注册会计师：", x=0.55, y=0.76), line("李思远", x=0.72, y=0.76),
            line("中国·合肥", x=0.12, y=0.85), line("二〇二一年三月十二日", x=0.6, y=0.85),
        ],
        number=2,
    )  # fmt: skip


def test_head_fields(catalogue: Catalogue) -> None:
    rows = [
        ("货币资金", "1.00", "1.00"),
        ("存货", "2.00", "2.00"),
        ("流动资产合计", "3.00", "3.00"),
    ]
    record, _ = read(catalogue, cover(), opinion(), statement_page("资产负债表", rows, number=3))
    values = {field.key: field.value for field in record.fields if "." not in field.key}
    assert values == {
        "report_title": "审计报告",
        "report_number": "江河会审字(2021)第0123号",
        "audited_entity": COMPANY,
        "audit_firm": "江河会计师事务所(特殊普通合伙)",
        "opinion_type": "标准无保留意见",
        "report_date": "2021-03-12",
        "cpas": "陈安平;李思远",
        "filing_code": "3400202100001234",
        "fiscal_year": "2020",
        "firm_seal": None,
    }
    assert field_of(record, "firm_seal").status is FieldStatus.absent
    assert place_of(record, "audited_entity").page == 2


def test_a_periodic_report_bears_its_title_at_the_head_of_its_pages(catalogue: Catalogue) -> None:
    rows = [
        ("货币资金", "1.00", "1.00"),
        ("存货", "2.00", "2.00"),
        ("流动资产合计", "3.00", "3.00"),
    ]
    sheet = statement_page("资产负债表", rows, number=1)
    head = line("2019年半年度报告", x=0.4, y=0.02)
    record, _ = read(catalogue, sheet.model_copy(update={"lines": (head, *sheet.lines)}))
    assert field_of(record, "report_title").value == "2019年半年度报告"


@pytest.mark.parametrize(
    ("heading", "paragraph", "expected"),
    [
        ("一、保留意见", "除“形成保留意见的基础”部分所述事项产生的影响外，", "保留意见"),
        (
            "一、否定意见",
            "后附的财务报表没有在所有重大方面按照企业会计准则的规定编制。",
            "否定意见",
        ),
        ("一、无法表示意见", "我们不对后附的财务报表发表审计意见。", "无法表示意见"),
        ("一、审计意见", "三、强调事项", "带强调事项段的无保留意见"),
    ],
)
def test_kinds_of_opinion(
    catalogue: Catalogue, heading: str, paragraph: str, expected: object
) -> None:
    record, _ = read(catalogue, opinion(paragraph, heading=heading))
    assert field_of(record, "opinion_type").value == expected


def test_a_red_seal_beside_the_name_of_the_firm(catalogue: Catalogue) -> None:
    seal = Seal(box=Box(0.1, 0.65, 0.3, 0.78), colour=SealColour.red, shape="round", confidence=0.9)
    record, _ = read(catalogue, opinion().model_copy(update={"seals": (seal,)}))
    field = field_of(record, "firm_seal")
    assert field.reading is not None and field.reading.place is not None
    assert field.value == "是"
    assert field.reading.place.box == Box(0.1, 0.65, 0.3, 0.78)


def revenue_note(rules: Sequence[Ruling]) -> PageText:
    heads = [
        line("十一、营业收入和营业成本", x=0.1, y=0.1), line("单位：元", x=0.8, y=0.12),
        line("项目", x=0.15, y=0.22), line("本期金额", x=0.42, y=0.21), line("上期金额", x=0.76, y=0.21),
        line("收入", x=0.34, y=0.23), line("成本", x=0.52, y=0.23), line("收入", x=0.7, y=0.23), line("成本", x=0.87, y=0.23),
    ]  # fmt: skip
    rows = row_lines(
        [("主营业务", "900.10", "600.00", "800.00", "500.00"), ("其他业务", "10.00", "5.00", "9.00", "4.00"), ("合计", "910.10", "605.00", "809.00", "504.00")],
        rights=(0.42, 0.6, 0.77, 0.94), top=0.2 + 2 * PITCH,
    )  # fmt: skip
    after = [
        line("十二、研发费用", x=0.1, y=0.4),
        *row_lines([("项目", "本期金额", "上期金额"), ("职工薪酬", "30.00", "20.00"), ("合计", "55.00", "45.00")], rights=(0.6, 0.9), top=0.42),
    ]  # fmt: skip
    return page([*heads, *rows, *after], rules, number=3)


@pytest.mark.parametrize("ruled", [True, False])
def test_notes_on_revenue_and_research(catalogue: Catalogue, ruled: bool) -> None:
    rules = (
        *grid((0.09, 0.28, 0.44, 0.62, 0.79, 0.96), [0.2 + PITCH * k for k in (1, 2, 3, 4, 5)]),
        *grid((0.09, 0.28, 0.62, 0.96), (0.2, 0.22)),
    )
    record, _ = read(catalogue, cover(), revenue_note(rules if ruled else ()))
    found = {(f.key, f.period): f.value for f in record.fields if f.key.startswith("notes.")}
    assert found["notes.main_business_revenue", "2020"] == "900.1"
    assert found["notes.main_business_cost", "2020"] == "600"
    assert found["notes.other_business_revenue", "2019"] == "9"
    assert found["notes.other_business_cost", "2019"] == "4"
    assert found["notes.operating_cost", "2019"] == "504"
    assert found["notes.rd_expense", "2020"] == "55"
    assert found["notes.rd_expense", "2019"] == "45"


def test_notes_that_add_up_are_sure(catalogue: Catalogue) -> None:
    note = revenue_note(())
    weak = {"600.00": 0.8, "55.00": 0.8}
    lines = [
        each.model_copy(update={"char_confidences": (weak[each.text],) * len(each.text)})
        if each.text in weak
        else each
        for each in note.lines
    ]
    record, _ = read(catalogue, cover(), note.model_copy(update={"lines": tuple(lines)}))
    assert reading_of(record, "notes.main_business_cost", period="2020").is_sure
    assert not reading_of(record, "notes.rd_expense", period="2020").is_sure
    rows = [
        ("一、营业收入", "910.10", "809.00"),
        ("研发费用", "55.00", "45.00"),
        ("二、营业利润", "9.00", "8.00"),
    ]
    income = statement_page(
        "利润表", rows, date="2020年度", heads=("项目", "本期金额", "上期金额"), number=4
    )
    record, _ = read(catalogue, cover(), note.model_copy(update={"lines": tuple(lines)}), income)
    assert reading_of(record, "notes.rd_expense", period="2020").is_sure


def test_an_unreadable_amount_keeps_its_place(catalogue: Catalogue) -> None:
    rows = [
        ("货币资金", "1,2B4.5Q", "1.00"),
        ("存货", "2.00", "2.00"),
        ("应收账款", "3.00", "3.00"),
    ]
    record, issues = read(catalogue, statement_page("资产负债表", rows))
    field = field_of(record, "balance_sheet.monetary_funds", period="2020")
    assert field.reading is not None
    assert field.status is FieldStatus.unreadable
    assert field.value is None
    assert (field.reading.raw, field.reading.doubts) == ("1,2B4.5Q", (Doubt.low_confidence,))
    assert "货币资金" in issues[0].message


def test_statements_alone_have_no_report_date(catalogue: Catalogue) -> None:
    rows = [
        ("货币资金", "1.00", "1.00"),
        ("存货", "2.00", "2.00"),
        ("流动资产合计", "3.00", "3.00"),
    ]
    sheet = statement_page("资产负债表", rows, unit=f"编制单位：{COMPANY} 单位：元")
    record, _ = read(catalogue, sheet)
    assert field_of(record, "report_date").status is FieldStatus.absent
    assert field_of(record, "audited_entity").value == COMPANY
    assert field_of(record, "fiscal_year").value == "2020"
    assert reading_of(record, "balance_sheet.inventories", period="2020").unit == "元"


def test_pages_without_statements_give_absent_fields(catalogue: Catalogue) -> None:
    record, issues = read(catalogue, page([line("目录", x=0.4, y=0.1)]))
    assert all(field.status is FieldStatus.absent for field in record.fields)
    assert field_of(record, "income_statement.operating_revenue").title_zh == "营业收入"
    assert issues == ()
